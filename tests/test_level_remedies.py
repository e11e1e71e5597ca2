"""If a value is not a level, the hint lists the levels of the scale."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualitycli.messages import Translator
from qualitycli.reading.load import parse_year
from qualitycli.source import Source
from qualitycli.workspace import CatalogueFile
from tests.conftest import YEAR_HEAD, Quality, year_text

YEAR = "data/years/2020-2021.yaml"
BETWEEN = "a level is a whole number; levels are: 1, 2, 3, 4"


@pytest.mark.parametrize(
    ("written", "remedy"),
    [
        ("3,5", BETWEEN),
        ("2.5", BETWEEN),
        ("добро", "write 3; levels are: 1, 2, 3, 4"),
        ("Много добро", "write 4; levels are: 1, 2, 3, 4"),
        ("отлично", "levels are: 1, 2, 3, 4"),
        ("3+", "levels are: 1, 2, 3, 4"),
        ("12345678901", "levels are: 1, 2, 3, 4"),
        ("3,0", "write 3"),
    ],
)
def test_an_invalid_level(written: str, remedy: str, real_catalogue: CatalogueFile) -> None:
    scale = real_catalogue.catalogue.scale
    for rating in (written, f"{{level: '{written}'}}"):
        source = Source("2020-2021.yaml", year_text(f"OP.1.1.1: {rating}"))
        (found,) = parse_year(source).rated_by(scale).found
        assert Translator("en").fill(found.hint) == remedy


def test_a_count_is_no_level(real_catalogue: CatalogueFile) -> None:
    source = Source("2020-2021.yaml", year_text("OP.6.1.1: {level: 3, count: много, of: 3,5}"))
    found = parse_year(source).rated_by(real_catalogue.catalogue.scale).found
    assert not any("levels" in Translator("en").fill(one.hint) for one in found)


@pytest.mark.parametrize(
    "args",
    [("validate",), ("validate", YEAR), ("score", "2020-2021"), ("explain", "2020-2021", "OP")],
)
def test_every_command_names_the_levels(
    args: tuple[str, ...], project: Path, quality: Quality
) -> None:
    (project / YEAR).write_text(YEAR_HEAD + "ratings:\n  OP.1.1.1: 3,5\n", encoding="utf-8")
    outcome = quality(*args)
    assert outcome.code == 1
    assert BETWEEN in outcome.out + outcome.err


def test_set_names_the_levels(project: Path, quality: Quality) -> None:
    outcome = quality("set", "2020-2021", "OP.1.1.1", "добро", "--lang", "bg")
    assert outcome.code == 1
    assert "напишете 3; възможните равнища са: 1, 2, 3, 4" in outcome.err


def test_a_raters_file_names_the_levels(project: Path, quality: Quality) -> None:
    card = project / "data/years/2020-2021/raters/ivanova.yaml"
    card.parent.mkdir(parents=True)
    text = YEAR_HEAD + "rater:\n  name: Мария Иванова\nratings:\n  OP.1.1.1: 3,5\n"
    card.write_text(text, encoding="utf-8")
    assert BETWEEN in quality("validate").out
    assert BETWEEN in quality("raters", "2020-2021").err
