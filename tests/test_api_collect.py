"""Rows for many schools from Python: the same table as the command, lazily, without silent gaps."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import qualitycli as q
from benchmarks.generate import write
from qualitycli.application import collecting
from tests.conftest import TOP, Quality
from tests.interpreter import in_a_fresh_interpreter

pytestmark = pytest.mark.slow

YEARS = ["2022-2023", "2023-2024"]
POINTS = ("points", "points_scored_max", "points_max", "value")
DIGITS = {
    "share": 4,
    "grade": 2,
    "percent": 1,
    "coverage": 4,
    **dict.fromkeys(POINTS, 4),
    "value": 6,
    "percent_stated": 1,
}


@pytest.fixture
def country(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with the example and three schools with two years, as the working folder."""
    write(tmp_path / "schools", 3, YEARS, seed=5)
    shutil.copytree(TOP / "data", tmp_path / "schools/example/data")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def school_folders(country: Path) -> list[Path]:
    return sorted(path.parents[1] for path in country.glob("schools/*/*/data/criteria.yaml"))


def spoil(folder: Path, year: str) -> str:
    """Put an error into a year, and return the file's path relative to the working folder."""
    path = folder / f"data/years/{year}.yaml"
    path.write_text(path.read_text("utf-8") + "  OP.99.1: 3\n", encoding="utf-8")
    return path.relative_to(Path.cwd()).as_posix()


def as_record(row: q.CollectedRow) -> dict[str, Any]:
    """Return the command's JSON for a row: rounded half up, and exact."""
    record: dict[str, Any] = {}
    for name, value in row._asdict().items():
        record[name] = value
        if name in DIGITS:
            assert value is None or type(value) is Fraction
            record[name] = None if value is None else rounded(value, DIGITS[name])
        if name == "share":
            record["share_exact"] = None if value is None else str(value)
    return record


def rounded(value: Fraction, digits: int) -> float:
    return float(Fraction(int(value * 10**digits + Fraction(1, 2)), 10**digits))


def as_cell(value: Any) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


@pytest.mark.parametrize("depth", ["area", "criterion", "indicator", "item"])
def test_the_rows_are_the_lines_of_the_command(depth: Any, country: Path, quality: Quality) -> None:
    name = spoil(school_folders(country)[1], YEARS[0])
    left_out: list[q.QualityError] = []
    rows = list(q.collect(["schools"], depth=depth, on_left_out=left_out.append))
    outcome = quality("collect", "schools", "--depth", depth, "--format", "jsonl")
    lines = list(map(json.loads, outcome.out.splitlines()))
    assert [list(as_record(row).items()) for row in rows] == [list(one.items()) for one in lines]
    cells = csv.DictReader(io.StringIO(quality("collect", "schools", "--depth", depth).out))
    assert [{key: as_cell(one) for key, one in as_record(row).items()} for row in rows] == list(
        cells
    )
    # Three years of the example, and six of the others, minus one.
    assert len({(row.project, row.year) for row in rows}) == 3 + 5
    (error,) = left_out
    assert isinstance(error, q.InvalidYearError)
    assert str(error).startswith(f"{name}:")
    assert error.text is not None
    assert f"{name}:" in outcome.err


def test_rows_cannot_be_changed_and_have_exact_types(country: Path) -> None:
    rows = list(q.collect(["schools/example"]))
    with pytest.raises(AttributeError):
        rows[0].share = Fraction(1)  # type: ignore[misc]
    types = {name: {type(getattr(row, name)) for row in rows} for name in q.CollectedRow._fields}
    for name in ("project", "year", "framework", "edition", "kind"):
        assert types[name] == {str}
    for name in ("school", "town", "bands", "id", "rated_by", "state", "band"):
        assert types[name] <= {str, type(None)}
    for name in DIGITS:
        assert types[name] <= {Fraction, type(None)}
    for name in ("illustrative", "borderline", "complete"):
        assert types[name] == {bool}
    assert types["scored"] == types["applicable"] == {int}
    assert types["level"] == {int, type(None)}


def test_a_school_is_read_when_its_first_row_is_asked_for(country: Path) -> None:
    first, second, third = school_folders(country)
    rows = q.collect([first, second, third])
    shutil.rmtree(first)
    shutil.copytree(second, first)
    assert next(rows).project == first.relative_to(country).as_posix()
    spoil(second, YEARS[0])
    with pytest.raises(q.InvalidYearError):
        list(rows)


def test_a_file_with_errors_raises_its_error_unless_it_is_taken(
    country: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, third = school_folders(country)
    spoil(first, YEARS[1])
    (second / "data/criteria.yaml").unlink()
    (second / "data/criteria.yaml").write_text("areas: [\n", encoding="utf-8")
    for path in (third / "data/years").iterdir():
        path.unlink()
    real = getattr(collecting, "checked_year")  # noqa: B009  (imported by that module)

    def failing(project: Any, path: Path, *more: Any) -> Any:
        if path.stem == "2021-2022":
            raise ZeroDivisionError
        return real(project, path, *more)

    monkeypatch.setattr(collecting, "checked_year", failing)
    wanted = {
        first: q.InvalidYearError,
        second: q.InvalidCatalogueError,
        third: q.InvalidFileError,
        country / "schools/example": q.FaultError,
    }
    for place, kind in wanted.items():
        with pytest.raises(q.QualityError) as raised:
            list(q.collect([place]))
        assert type(raised.value) is kind
        assert str(raised.value).startswith(place.relative_to(country).as_posix())
    left_out: list[q.QualityError] = []
    rows = list(q.collect(wanted, on_left_out=left_out.append))
    assert list(map(type, left_out)) == list(wanted.values())
    assert {(row.project.split("/")[-1], row.year) for row in rows} == {
        (first.name, YEARS[0]),
        ("example", "2020-2021"),
        ("example", "2022-2023"),
    }


def test_no_process_is_forked_unasked(country: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(country / "more", 12, YEARS[:1])
    spoil(school_folders(country)[0], YEARS[0])
    places = ["more", "schools"]
    forks: list[int] = []
    fork = os.fork

    def counting() -> int:
        forks.append(1)
        return fork()

    monkeypatch.setattr(os, "fork", counting)
    alone: list[q.QualityError] = []
    rows = list(q.collect(places, depth="area", on_left_out=alone.append))
    assert not forks
    shared: list[q.QualityError] = []
    again = q.collect(places, depth="area", on_left_out=shared.append, workers=2)
    assert list(again) == rows
    assert len(forks) == 2
    assert list(map(str, shared)) == list(map(str, alone))


def test_what_cannot_be_collected_is_said_at_once(country: Path) -> None:
    (country / "empty").mkdir()
    with pytest.raises(q.NoProjectError, match="empty"):
        q.collect(["schools", "empty"])
    with pytest.raises(ValueError, match="criteria"):
        q.collect(["schools"], depth="criteria")  # type: ignore[arg-type]


def test_collecting_loads_nothing_of_the_command(country: Path) -> None:
    script = """\
import json, sys
import qualitycli as q
rows = sum(1 for _ in q.collect(["schools"]))
print(json.dumps([rows, sorted(sys.modules)]))
"""
    rows, modules = in_a_fresh_interpreter(script, folder=country)
    assert rows
    assert not {"click", "rich", "jinja2"} & set(modules)
    assert not [name for name in modules if name.startswith("qualitycli.cli")]


def test_one_place_need_not_be_in_a_list(country: Path) -> None:
    rows = list(q.collect(["schools"], depth="area"))
    assert rows
    assert list(q.collect("schools", depth="area")) == rows
    assert list(q.collect(Path("schools"), depth="area")) == rows
