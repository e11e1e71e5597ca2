"""No command parses a file twice, except to verify an edit."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import qualitycli as q
from qualitycli.reading import yaml_text
from qualitycli.source import Source
from tests.conftest import Quality
from tests.raters import with_raters
from tests.workbooks import ExportedWorkbook, exported

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("no_reading_cache")]

YEARS = ("2020-2021", "2021-2022", "2022-2023")
YEAR = YEARS[0]
OWN = f"{YEAR}.yaml"
DECIDED = ("--protocol", "№ 4", "--date", "2021-06-10")
DOBREVA = "Красимира Добрева"


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Count how often the parser was started on each file."""
    counts: Counter[str] = Counter()
    read = yaml_text._read

    def counted(source: Source, parser: type[Any]) -> yaml_text.Document:
        counts[Path(source.name).name] += 1
        return read(source, parser)

    monkeypatch.setattr(yaml_text, "_read", counted)
    return counts


@pytest.fixture
def rated(project: Path) -> Path:
    """Return a project with three raters' files in its first year."""
    with_raters(project)
    return project


@pytest.mark.parametrize(
    "command",
    [
        ("validate",),
        ("score", YEAR),
        ("diff", YEAR, YEARS[1]),
        ("trend",),
        ("status", YEARS[1]),
        ("raters", YEAR),
        ("report", YEARS[2]),
        ("report", YEARS[2], "--kind", "plan"),
        ("export", YEARS[1], "-o", "card.csv"),
        ("new", "2023-2024", "--from", YEARS[2]),
        ("collect", "."),
    ],
    ids=" ".join,
)
def test_a_file_that_is_read_is_parsed_once(
    command: tuple[str, ...], rated: Path, quality: Quality, parsed: Counter[str]
) -> None:
    assert quality(*command).code == 0
    assert parsed["criteria.yaml"] == 1
    assert set(parsed.values()) == {1}


@pytest.mark.parametrize(
    "command",
    [
        ("set", YEAR, "OP.1.1.1", "2"),
        ("set", YEAR, "OP.1.1.1", "2", "--evidence", "Протокол № 9", "--dry-run"),
        ("set", YEAR, "OP.1.1.1", "9"),
        ("measure", "add", YEAR, "Открити уроци"),
        ("measure", "drop", YEAR, "M1", "--reason", "Няма средства."),
        ("agree", YEAR, "--unanimous", "--force", *DECIDED),
        ("agree", YEAR, "--item", "OP.1.1.1", "--level", "2", "--force", *DECIDED),
    ],
    ids=" ".join,
)
def test_a_file_that_is_edited_is_parsed_before_and_after(
    command: tuple[str, ...], rated: Path, quality: Quality, parsed: Counter[str]
) -> None:
    quality("measure", "add", YEAR, "Първа мярка")
    parsed.clear()
    assert quality(*command).code == (1 if "9" in command else 0)
    assert parsed.pop(OWN) == 2
    assert set(parsed.values()) == {1}


def test_an_edit_that_changes_nothing_needs_no_proof(
    project: Path, quality: Quality, parsed: Counter[str]
) -> None:
    quality("set", YEAR, "OP.1.1.1", "2")
    parsed.clear()
    assert quality("set", YEAR, "OP.1.1.1", "2").code == 0
    assert parsed == {OWN: 1, "criteria.yaml": 1}


def test_an_import_parses_the_year_before_and_after(
    project: Path, quality: Quality, parsed: Counter[str]
) -> None:
    card = exported(quality, project, YEAR)
    card.put("OP.1.1.1", "Равнище", 2)
    parsed.clear()
    assert quality("import", card.save(), YEAR, "--yes").code == 0
    assert parsed == {OWN: 2, "criteria.yaml": 1}


@pytest.mark.parametrize(
    ("name", "file"), [(DOBREVA, "dobreva.yaml"), ("Нов Член", "chlen-nov.yaml")]
)
def test_an_import_for_a_rater_parses_that_file_before_and_after(
    name: str, file: str, rated: Path, quality: Quality, parsed: Counter[str]
) -> None:
    assert quality("export", YEAR, "--rater", name, "-o", "card.xlsx").code == 0
    card = ExportedWorkbook(Path("card.xlsx"))
    card.put("OP.1.2.1", "Равнище", 2)
    parsed.clear()
    assert quality("import", card.save(), YEAR, "--rater", name, "--yes").code == 0
    assert parsed.pop(file) == 2
    assert parsed[OWN] == parsed["criteria.yaml"] == 1
    assert set(parsed.values()) == {1}


def test_each_further_edit_of_a_year_is_one_parse(project: Path, parsed: Counter[str]) -> None:
    year = q.open_project(project).year(YEAR)
    assert year.is_valid
    for n in range(1, 4):
        year.edit(q.set_level("OP.1.1.1", n, evidence=f"Протокол № {n}"))
        year.score()
        assert parsed == {OWN: 1 + n, "criteria.yaml": 1}
