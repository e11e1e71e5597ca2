"""Assessments of two school years and of a calendar year, beside those of one school year."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Quality

HEAD = 'format: 1\nyear: {year}\nframework:\n  id: vou-montana\n  edition: "2020"\n'
RATED = "ratings:\n  OP.1.1.1: 3\n"
# All three forms, in their order.
PERIODS = ["2020-2021", "2020-2022", "2022", "2022-2023"]


def write(project: Path, year: str, *pieces: str, name: str = "") -> None:
    path = project / "data/years" / f"{name or year}.yaml"
    path.write_text(HEAD.format(year=year) + "".join(pieces or [RATED]), encoding="utf-8")


@pytest.fixture
def empty(project: Path) -> Path:
    """Return a project without years."""
    for path in (project / "data/years").iterdir():
        path.unlink()
    return project


@pytest.fixture
def mixed(empty: Path) -> Path:
    """Return a project with years of all forms."""
    for one in PERIODS:
        write(empty, one)
    return empty


def findings(quality: Quality, *args: str) -> list[tuple[str, int, str]]:
    said = json.loads(quality("validate", *args, "--format", "json").out)
    return [(Path(one["file"]).stem, one["line"], one["code"]) for one in said["findings"]]


def test_all_forms_are_valid(mixed: Path, quality: Quality) -> None:
    assert findings(quality) == []


@pytest.mark.parametrize(
    ("year", "name"),
    [
        ("2020-2022", "2020-2021"),
        ("2020-2021", "2020-2022"),
        ("2021", "2020-2021"),
        ("2020-2021", "2021"),
        ("2019-2021", "2020-2021"),
    ],
)
def test_a_year_is_the_name_of_its_file(
    empty: Path, quality: Quality, year: str, name: str
) -> None:
    write(empty, year, name=name)
    assert findings(quality) == [(name, 2, "Q310")]


@pytest.mark.parametrize(
    ("year", "first", "last"),
    [
        ("2020-2021", "2020-09-15", "2021-09-14"),
        ("2020-2022", "2020-09-15", "2022-09-14"),
        ("2022", "2022-01-01", "2022-12-31"),
    ],
)
def test_a_rating_is_given_between_the_first_and_the_last_day(
    empty: Path, quality: Quality, year: str, first: str, last: str
) -> None:
    rating = "  {id}:\n    level: 3\n    rated_on: {day}\n"
    rated = [rating.format(id=f"OP.1.1.{n}", day=day) for n, day in enumerate((first, last), 1)]
    write(empty, year, "ratings:\n", *rated)
    assert findings(quality) == []
    outside = rating.format(id="OP.1.1.1", day=f"{int(last[:4]) + 1}-01-01")
    write(empty, year, "ratings:\n", outside)
    assert findings(quality) == [(year, 9, "Q418")]


@pytest.mark.parametrize(
    ("year", "late"),
    # The framework asks for the commissions by 15 September.
    [("2020-2021", "2020-09-16"), ("2020-2022", "2020-09-16"), ("2022", "2022-09-16")],
)
def test_commissions_are_to_be_there_when_the_period_begins(
    empty: Path, quality: Quality, year: str, late: str
) -> None:
    for day, code in ((late, ["Q501"]), (f"{late[:-2]}15", [])):
        commission = f"commissions:\n  - name: Комисия\n    date: {day}\n"
        write(empty, year, commission, RATED)
        assert [one for *_, one in findings(quality)] == code


def test_a_node_and_the_bands_go_by_the_last_school_year(empty: Path, quality: Quality) -> None:
    catalogue = empty / "data/criteria.yaml"
    text = catalogue.read_text(encoding="utf-8")
    item = "- id: OP.1.1.1\n"
    indent = " " * (text.index(item) - text.rindex("\n", 0, text.index(item)) + 1)
    since = f"{item}{indent}since: 2021-2022\n"
    catalogue.write_text(text.replace(item, since, 1), encoding="utf-8")
    for year, held in (
        *(("2020-2021", False), ("2021", False), ("2019-2021", False)),
        *(("2021-2022", True), ("2022", True), ("2020-2022", True)),
    ):
        write(empty, year)
        assert bool(findings(quality, year)) != held, year


def test_a_measure_goes_on_from_an_earlier_period(mixed: Path, quality: Quality) -> None:
    measure = (
        "measures:\n  - id: M1\n    action: Х\n    responsible: Мария\n"
        "    planned: {{to: 2022-05-31}}\n    continues: {{year: {year}, id: M1}}\n"
    )
    for origin, code in (
        *(("2020-2021", []), ("2020-2022", []), ("2021-2022", [])),
        *(("2022", ["Q516"]), ("2022-2023", ["Q516"]), ("2021-2023", ["Q516"])),
    ):
        write(mixed, "2022", measure.format(year=origin), RATED)
        found = [one for *_, one in findings(quality, "2022")]
        assert found == code, origin
