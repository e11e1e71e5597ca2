"""The “previous year” is the same for every command that looks back."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import YEAR_HEAD, CommandResult, Quality, year_text
from tests.workbooks import ExportedWorkbook

pytestmark = pytest.mark.slow

YEAR = "2023-2024"


def written(project: Path, year: str, ratings: str) -> Path:
    """Write a year of the project with its own unique rating of OP.1.1.1."""
    path = project / "data/years" / f"{year}.yaml"
    head = YEAR_HEAD.replace("2020-2021", year)
    path.write_text(year_text(ratings, head), encoding="utf-8")
    return path


@pytest.fixture
def years(project: Path) -> Path:
    """Return a project with a year, a gap before it, and two years before the gap."""
    for path in (project / "data/years").iterdir():
        path.unlink()
    written(project, "2019-2020", "OP.1.1.1: 2\nOP.1.1.2: 2")
    written(project, "2020-2021", "OP.1.1.1: 2\nOP.1.1.3: 2")
    written(project, YEAR, "OP.1.1.2: 3")
    written(project, "2024-2025", "OP.1.1.1: 3")
    return project


def card(quality: Quality) -> tuple[CommandResult, str]:
    path = Path("card.html")
    outcome = quality("card", YEAR, "--previous", "-o", path, "--force")
    text = path.read_text(encoding="utf-8") if outcome.code == 0 else ""
    return outcome, text.partition("През ")[2][:9].replace("/", "-")


def export(quality: Quality) -> tuple[CommandResult, str]:
    path = Path("card.xlsx")
    outcome = quality("export", YEAR, "-o", path, "--force")
    heads = (
        ExportedWorkbook.headings(ExportedWorkbook(path).pages()[0]) if outcome.code == 0 else []
    )
    return outcome, "".join(str(one)[5:] for one in heads if str(one).startswith("През "))


def report(quality: Quality) -> tuple[CommandResult, str]:
    outcome = quality("report", YEAR, "--kind", "comparison")
    return outcome, "2020-2021" if "2020/2021" in outcome.out else ""


def status(quality: Quality) -> tuple[CommandResult, str]:
    outcome = quality("status", YEAR, "--today", "2024-03-01", "--format", "json")
    weak = json.loads(outcome.out)["weak"] if outcome.code == 0 else []
    return outcome, " ".join(sorted({one["year"] for one in weak}))


LOOKING_BACK = pytest.mark.parametrize("look", [card, export, report, status])
Look = Callable[[Quality], tuple[CommandResult, str]]


@LOOKING_BACK
def test_it_is_the_newest_of_the_earlier_years(look: Look, years: Path, quality: Quality) -> None:
    outcome, year = look(quality)
    assert (outcome.code, outcome.err, year) == (0, "", "2020-2021")


@LOOKING_BACK
def test_a_file_without_a_year_s_name_is_not_one(look: Look, years: Path, quality: Quality) -> None:
    there = years / "data/years/2020-2021.yaml"
    there.with_name("2020-2021-old.yaml").write_bytes(there.read_bytes())
    outcome, year = look(quality)
    assert (outcome.code, outcome.err, year) == (0, "", "2020-2021")


@LOOKING_BACK
def test_one_with_errors_ends_the_run_and_none_older_takes_its_place(
    look: Look, years: Path, quality: Quality
) -> None:
    written(years, "2020-2021", "OP.1.1.1: 7")
    outcome, _ = look(quality)
    assert (outcome.code, outcome.out) == (1, "")
    assert "data/years/2020-2021.yaml:7:13: error Q401" in outcome.err


@pytest.mark.parametrize(("look", "code"), [(card, 2), (export, 0), (report, 2), (status, 0)])
def test_a_missing_one_is_reported_only_on_request(
    look: Look, code: int, years: Path, quality: Quality
) -> None:
    for name in ("2019-2020", "2020-2021"):
        (years / f"data/years/{name}.yaml").unlink()
    outcome, year = look(quality)
    assert (outcome.code, year) == (code, "")
    assert ("There is no year before 2023-2024" in outcome.err) == (code == 2)
