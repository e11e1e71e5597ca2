"""Comparing a year with the previous one: measures without lasting effect, or without a source."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Quality

HEAD = 'format: 1\nyear: {year}\nframework:\n  id: vou-montana\n  edition: "2020"\n'
DONE = """\
measures:
  - id: M1
    action: Общи критерии за самооценка
    serves: {serves}
    responsible: Мария Иванова
    planned: {{to: 2021-05-31}}
    actual: {{to: 2021-05-28}}
    status: {status}
"""
CONTINUED = """\
measures:
  - id: M1
    action: Общи критерии за самооценка
    responsible: Мария Иванова
    planned: {{to: 2022-05-31}}
    continues: {{year: {year}, id: {id}}}
"""


def ratings(**levels: int) -> str:
    lines = (f"  {one.replace('_', '.')}: {level}\n" for one, level in levels.items())
    return "ratings:\n" + "".join(lines)


def write(project: Path, year: str, *pieces: str) -> None:
    path = project / "data/years" / f"{year}.yaml"
    path.write_text(HEAD.format(year=year) + "".join(pieces), encoding="utf-8")


@pytest.fixture
def years(project: Path) -> Path:
    """Return a project without years."""
    for path in (project / "data/years").iterdir():
        path.unlink()
    return project


def findings(quality: Quality, *args: str) -> list[tuple[str, int, str]]:
    said = json.loads(quality("validate", *args, "--format", "json").out)
    return [(Path(one["file"]).stem, one["line"], one["code"]) for one in said["findings"]]


BEFORE = ratings(OP_4_3_1=3, OP_4_3_2=3, OP_1_1_1=3)


@pytest.mark.parametrize("serves", ["OP.4.3.2", "OP.4.3", "OP.4"])
def test_an_item_of_a_closed_measure_that_falls_is_named(
    years: Path, quality: Quality, serves: str
) -> None:
    write(years, "2020-2021", DONE.format(serves=serves, status="done"), BEFORE)
    write(years, "2021-2022", ratings(OP_4_3_1=3, OP_4_3_2=2, OP_1_1_1=2))
    # Line 8 contains OP.4.3.2; OP.1.1.1 fell as well, but no measure was for it.
    assert findings(quality) == [("2021-2022", 8, "Q512")]


def test_the_measure_is_named_beside_it(years: Path, quality: Quality) -> None:
    write(years, "2020-2021", DONE.format(serves="OP.4.3.2", status="done"), BEFORE)
    write(years, "2021-2022", ratings(OP_4_3_2=2))
    said = quality("validate").out
    assert "“OP.4.3.2” fell, although the measure “M1” of 2020-2021 is closed as done" in said
    assert "data/years/2020-2021.yaml:7:9: closed here" in said


def test_through_goals_and_recommendations_too(years: Path, quality: Quality) -> None:
    goal = "goals:\n  - id: G1\n    text: Самооценка\n    items: [OP.4.3]\n"
    write(years, "2020-2021", goal, DONE.format(serves="G1", status="done"), BEFORE)
    write(years, "2021-2022", ratings(OP_4_3_1=2))
    assert findings(quality) == [("2021-2022", 7, "Q512")]


@pytest.mark.parametrize(
    ("status", "after"),
    [
        pytest.param("done", {"OP_4_3_2": 3}, id="the same"),
        pytest.param("done", {"OP_4_3_1": 3, "OP_1_1_1": 2}, id="another item"),
        pytest.param("dropped", {"OP_4_3_2": 2}, id="dropped, so nothing was promised"),
    ],
)
def test_nothing_is_said_where_nothing_closed_fell(
    years: Path, quality: Quality, status: str, after: dict[str, int]
) -> None:
    write(years, "2020-2021", DONE.format(serves="OP.4.3.2", status=status), BEFORE)
    write(years, "2021-2022", ratings(**after))
    assert findings(quality) == []


NOTE = "  OP.4.3.2: {level: 2, note: Двама от учителите бяха сменени.}\n"
FOR_IT = CONTINUED.format(year="2020-2021", id="M1").replace(
    "    planned", "    serves: OP.4\n    planned"
)


@pytest.mark.parametrize(
    "pieces",
    [
        pytest.param(("ratings:\n", NOTE), id="the note says why"),
        pytest.param((FOR_IT, ratings(OP_4_3_2=2)), id="a measure is for it"),
    ],
)
def test_what_the_hint_asks_for_is_enough(
    years: Path, quality: Quality, pieces: tuple[str, ...]
) -> None:
    write(years, "2020-2021", DONE.format(serves="OP.4.3.2", status="done"), BEFORE)
    write(years, "2021-2022", *pieces)
    assert findings(quality) == []


def test_only_the_year_right_after_counts(years: Path, quality: Quality) -> None:
    write(years, "2020-2021", DONE.format(serves="OP.4.3.2", status="done"), BEFORE)
    write(years, "2022-2023", ratings(OP_4_3_2=2))
    assert findings(quality) == []


def test_a_year_with_errors_is_left_out(years: Path, quality: Quality) -> None:
    write(years, "2020-2021", DONE.format(serves="OP.4.3.2", status="done"), BEFORE)
    write(years, "2021-2022", ratings(OP_4_3_2=2, OP_1_1_1=9))
    assert findings(quality) == [("2021-2022", 8, "Q401")]


def test_a_measure_is_carried_on_from_one_that_was_there(years: Path, quality: Quality) -> None:
    write(years, "2020-2021", DONE.format(serves="OP.4.3.2", status="dropped"), BEFORE)
    write(years, "2021-2022", CONTINUED.format(year="2020-2021", id="M1"), BEFORE)
    assert findings(quality) == []
    write(years, "2021-2022", CONTINUED.format(year="2020-2021", id="M2"), BEFORE)
    assert findings(quality) == [("2021-2022", 11, "Q514")]
    # Without the previous year, there is nothing to compare.
    assert findings(quality, "2021-2022") == []
    assert findings(quality, "2020-2021", "2021-2022") == [("2021-2022", 11, "Q514")]
