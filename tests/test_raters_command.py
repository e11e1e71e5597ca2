"""``quality raters``: three raters of one year, checked against an independent calculation."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from itertools import combinations
from pathlib import Path
from statistics import median_high, median_low
from typing import Any

import pytest

from tests.conftest import TOP, Quality
from tests.quick_yaml import values_in
from tests.raters import FIXTURES, second_alpha, with_raters, write_card

pytestmark = pytest.mark.slow

YEAR = "2020-2021"


def cards() -> list[dict[str, Any]]:
    """Read the three files with another parser: levels as numbers, reasons as their keys."""
    found = []
    for path in sorted(FIXTURES.glob("*.yaml")):
        card = values_in(path.read_text(encoding="utf-8"))
        for item, rating in card["ratings"].items():
            if isinstance(rating, Mapping):
                card["ratings"][item] = rating.get("level", next(iter(rating)))
        found.append(card)
    return found


def said_of(item: str) -> list[Any]:
    return [card["ratings"][item] for card in cards() if item in card["ratings"]]


def levels_of(item: str) -> list[int]:
    return [one for one in said_of(item) if isinstance(one, int)]


@pytest.fixture
def raters(project: Path, quality: Quality) -> dict[str, Any]:
    with_raters(project)
    outcome = quality("raters", YEAR, "--format", "json")
    assert outcome.code == 0
    found: dict[str, Any] = json.loads(outcome.out)
    return found


def test_who_rated_what(raters: dict[str, Any]) -> None:
    for shown, card in zip(raters["raters"], cards(), strict=True):
        said = list(card["ratings"].values())
        assert shown["name"] == card["rater"]["name"]
        assert shown["scored"] == sum(isinstance(one, int) for one in said)
        assert shown["not_applicable"] == said.count("not_applicable")
        assert shown["no_evidence"] == said.count("no_evidence")
        assert shown["missing"] == 139 - len(said)


def test_medians_and_spreads(raters: dict[str, Any]) -> None:
    assert raters["items"]
    for shown in raters["items"]:
        levels = levels_of(shown["id"])
        middle = sorted({median_low(levels), median_high(levels)}) if levels else []
        assert shown["median"] == [str(one) for one in middle], shown["id"]
        assert shown["spread"] == (max(levels) - min(levels) if len(levels) > 1 else None)


def test_the_list_to_talk_about(raters: dict[str, Any]) -> None:
    """The widest spread first, then different answers, then neighbours; otherwise in order."""
    order = [one["id"] for one in raters["items"]]
    wide, mixed, near = [], [], []
    for item in order:
        levels, said = levels_of(item), said_of(item)
        spread = max(levels) - min(levels) if len(levels) > 1 else 0
        if spread > 1:
            wide.append((-spread, order.index(item), item))
        elif len({type(one) if isinstance(one, int) else one for one in said}) > 1:
            mixed.append(item)
        elif spread == 1:
            near.append(item)
    assert len(wide) > 3
    assert mixed
    assert near
    assert raters["to_discuss"] == [*(item for *_, item in sorted(wide)), *mixed, *near]


def test_agreement(raters: dict[str, Any]) -> None:
    items = {item for card in cards() for item in card["ratings"]}
    pairs = [pair for item in items for pair in combinations(said_of(item), 2)]
    near = [
        one == other or (isinstance(one, int) and isinstance(other, int) and abs(one - other) == 1)
        for one, other in pairs
    ]
    found = raters["agreement"]
    assert found["pairs"] == len(pairs)
    assert found["exact"] == sum(one == other for one, other in pairs)
    assert found["within_one"] == sum(near)
    alpha = second_alpha([levels_of(item) for item in items])
    assert alpha is not None
    assert found["alpha_exact"] == str(alpha)
    assert found["alpha"] == pytest.approx(float(alpha), abs=0.00005)


@pytest.mark.parametrize("language", ["en", "bg"])
def test_the_table(project: Path, quality: Quality, language: str) -> None:
    """The output was checked against the figures above before it was stored."""
    with_raters(project)
    golden = TOP / f"tests/golden/raters.{language}.txt"
    assert quality("--lang", language, "raters", YEAR).out == golden.read_text(encoding="utf-8")


def test_the_table_in_bulgarian(project: Path, quality: Quality) -> None:
    with_raters(project)
    out = quality("--lang", "bg", "raters", YEAR).out
    rater = next(one for one in out.splitlines() if "Радослав" in one)
    assert rater.split() == ["2.", "49", "1", "0", "89", "Радослав", "Илчев", "(член)"]
    line = next(one for one in out.splitlines() if "OP.2.1.2" in one)
    assert line.split()[1:6] == ["2", "2/4", "4", "·", "2"]
    assert "α на Крипендорф (за рангови данни): 0,44." in out


def test_without_variation_alpha_is_undefined(project: Path, quality: Quality) -> None:
    write_card(project, "a", "Виолета Каменова", "OP.1.1.1: 3")
    write_card(project, "b", "Красимира Добрева", "OP.1.1.1: 3")
    out = quality("--lang", "bg", "raters", YEAR).out
    assert "неопределена" in out
    assert "Оценителите не се разминават" in out
    write_card(project, "b", "Красимира Добрева", "OP.1.1.2: 3")
    assert "Няма показател, оценен от двама" in quality("--lang", "bg", "raters", YEAR).out


def test_csv_has_a_line_for_each_judgement(project: Path, quality: Quality) -> None:
    with_raters(project)
    write_card(project, "x", "=HYPERLINK(1)", "OP.1.1.1:\n  level: 3\n  note: +1")
    rows = list(csv.DictReader(io.StringIO(quality("raters", YEAR, "--format", "csv").out)))
    assert len(rows) == sum(len(card["ratings"]) for card in cards()) + 1
    (own,) = [row for row in rows if "HYPERLINK" in row["rater"]]
    assert (own["rater"], own["note"], own["value"]) == ("'=HYPERLINK(1)", "'+1", "3")


def test_nobody_has_rated(project: Path, quality: Quality) -> None:
    outcome = quality("raters", YEAR)
    assert (outcome.code, outcome.out) == (2, "")
    assert "quality card 2020-2021" in outcome.err


def test_a_faulty_file_is_told_of(project: Path, quality: Quality) -> None:
    folder = with_raters(project)
    path = folder / "ilchev.yaml"
    path.write_text(path.read_text("utf-8").replace("OP.1.1.1: ", "OP.1.1.1: 9"), encoding="utf-8")
    outcome = quality("raters", YEAR)
    assert (outcome.code, outcome.out) == (1, "")
    assert "ilchev.yaml:11:13: error Q401" in outcome.err or "error Q4" in outcome.err


# ── what validate says of raters' files ──────────────────────────────────────────────────────────


def codes(outcome_out: str) -> list[str]:
    return [one["code"] for one in json.loads(outcome_out)["findings"]]


def test_the_three_cards_are_sound(project: Path, quality: Quality) -> None:
    with_raters(project)
    outcome = quality("validate", "--strict")
    assert outcome.code == 0
    assert "3 raters' files" in outcome.out


def test_two_raters_under_one_name(project: Path, quality: Quality) -> None:
    with_raters(project)
    write_card(project, "other", "  виолета   КАМЕНОВА ", "OP.1.1.1: 3")
    outcome = quality("validate", "--format", "json")
    (found,) = json.loads(outcome.out)["findings"]
    assert outcome.code == 1
    assert (found["code"], found["file"]) == (
        "Q521",
        "data/years/2020-2021/raters/other.yaml",
    )
    assert found["related"][0]["file"] == "data/years/2020-2021/raters/kamenova.yaml"
    assert quality("raters", YEAR).code == 1


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("year: 2020-2021", "year: 2019-2020", "Q522"),
        ('edition: "2020"', 'edition: "2021"', "Q305"),
        ("id: vou-montana", "id: druga", "Q304"),
        ("name: Радослав Илчев", "name: Непознат Човек", "Q524"),
        ("name: Радослав Илчев", "name:", "Q202"),
        ("OP.1.1.1: ", "OP.1.1.99: ", "Q301"),
        ("OP.1.1.1: 3", "OP.1.1.1: 9", "Q401"),
        ("OP.1.1.1: 3", "OP.1.1.1: добро", "Q206"),
        ("saved_on: 2021-06-04", "saved_on: 4.06.2021", "Q209"),
        ("ratings:", "ratings: [", None),
        ("rater:", "institution:\n  name: А\nrated:", "Q220"),
        ("rater:", "areas: x\nrated:", "Q220"),
    ],
)
def test_a_card_spoilt_by_hand(
    project: Path, quality: Quality, old: str, new: str, code: str | None
) -> None:
    path = with_raters(project) / "ilchev.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    for args in ((), (path,)):
        outcome = quality("validate", *args, "--format", "json")
        found = codes(outcome.out)
        assert len(found) == 1
        assert found[0] == code if code else found[0].startswith("Q1")
        assert outcome.code == (0 if code == "Q524" else 1)


def test_another_edition_than_the_year(project: Path, quality: Quality) -> None:
    path = with_raters(project) / "ilchev.yaml"
    catalogue = project / "data/criteria.yaml"
    text = catalogue.read_text(encoding="utf-8")
    catalogue.write_text(text.replace('editions: ["2020"]', 'editions: ["2019", "2020"]'), "utf-8")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('edition: "2020"', 'edition: "2019"'), encoding="utf-8")
    assert codes(quality("validate", "--format", "json").out) == ["Q523"]


def test_raters_of_a_year_that_is_not_there(project: Path, quality: Quality) -> None:
    write_card(project, "a", "Мария Иванова", "OP.1.1.1: 9", year="2030-2031")
    outcome = quality("validate", "--format", "json")
    assert codes(outcome.out) == ["Q401"]


def test_a_rater_s_file_among_the_years(project: Path, quality: Quality) -> None:
    path = with_raters(project) / "ilchev.yaml"
    path.rename(project / "data/years/ilchev.yaml")
    found = codes(quality("validate", "--format", "json").out)
    assert found == ["Q220"]


def test_a_rater_s_file_anywhere(project: Path, tmp_path: Path, quality: Quality) -> None:
    """On its own, a rater's file is valid in any folder, for example as a mail attachment."""
    path = with_raters(project) / "ilchev.yaml"
    there = tmp_path / "ilchev.yaml"
    path.rename(there)
    outcome = quality("validate", there)
    assert outcome.code == 0
    assert outcome.out == "Checked: 1 rater's file. Found: 0 errors, 0 warnings.\n"


def test_years_are_only_years(project: Path, quality: Quality) -> None:
    before = quality("trend", "--format", "json").out
    with_raters(project)
    assert quality("trend", "--format", "json").out == before


def test_a_link_that_leads_out(project: Path, tmp_path: Path, quality: Quality) -> None:
    folder = with_raters(project)
    outside = tmp_path / "outside.yaml"
    (folder / "ilchev.yaml").rename(outside)
    (folder / "ilchev.yaml").symlink_to(outside)
    assert codes(quality("validate", "--format", "json").out) == ["Q132"]
    assert quality("raters", YEAR).code == 1
