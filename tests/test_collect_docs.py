"""The national overview in the documentation: created and queried according to its pages."""

from __future__ import annotations

import csv
import io
import re
import shlex
import statistics
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from benchmarks.generate import write, years_from
from qualitycli.application import table_writing
from qualitycli.application.collecting import CollectedSchool, collected
from qualitycli.application.target_paths import ProjectYears
from qualitycli.cli.commands import collect
from qualitycli.render.long_table import COLUMNS, CollectedRow
from qualitycli.render.nodes import Depth
from tests.conftest import THOROUGH, TOP, Quality
from tests.doc_blocks import blocks
from tests.needs import need, use

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

pytestmark = pytest.mark.slow

PAGES = ["docs/collect.md", "docs/collect.bg.md"]


def command(page: str, beginning: str) -> list[str]:
    lines = "".join(blocks(page, "console")).splitlines()
    (line,) = [line for line in lines if line.startswith(f"$ {beginning}")]
    return shlex.split(line.removeprefix("$ ").partition(" > ")[0])


@pytest.fixture(scope="module")
def schools(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the schools that the pages tell you to create."""
    folder = tmp_path_factory.mktemp("country")
    words = command(PAGES[0], "python benchmarks/generate.py")
    assert words[2:4] == ["schools", "--schools"]
    count, years = int(words[words.index("--schools") + 1]), int(words[words.index("--years") + 1])
    write(folder / "schools", count, years_from(2025 - years, years))
    return folder


@pytest.fixture(scope="module", autouse=True)
def _collected_once() -> Iterator[None]:
    """Read the schools once for both commands, which differ in what they write."""
    kept: dict[tuple[Path, Depth], CollectedSchool[list[CollectedRow]]] = {}

    def collected_once(
        schools: Sequence[ProjectYears],
        depth: Depth,
        make: Callable[[Iterator[CollectedRow]], Any],
        _: int | None,
    ) -> Iterator[CollectedSchool[Any]]:
        keys = [(one.project.root, depth) for one in schools]
        if not kept.keys() >= {*keys}:
            kept.update(zip(keys, collected(schools, depth, list, 1), strict=True))
        for key in keys:
            school = kept[key]
            yield school.with_years(make(iter(rows)) for rows in school.years)

    with pytest.MonkeyPatch.context() as monkeypatch:
        if not THOROUGH:
            monkeypatch.setattr(collect, "collected", collected_once)
            monkeypatch.setattr(table_writing, "collected", collected_once)
        yield


@pytest.fixture
def table(schools: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the table that the pages tell you to create, in the working folder."""
    monkeypatch.chdir(schools)
    path = schools / "schools.csv"
    if not path.exists():
        words = command(PAGES[0], "quality collect schools --depth criterion >")
        outcome = quality(*words[1:])
        assert outcome.code == 0
        path.write_text(outcome.out, encoding="utf-8")
    return path.read_text(encoding="utf-8")


def asked(question: str) -> DuckDBPyConnection:
    need("duckdb")
    import duckdb

    # One thread: other tests fork, which does not work with threads.
    return duckdb.connect(config={"threads": 1}).execute(question)


def answer(question: str) -> str:
    result = asked(question)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([name for name, *_ in result.description or ()])
    writer.writerows(["" if one is None else one for one in row] for row in result.fetchall())
    return out.getvalue()


@pytest.fixture
def folder(schools: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of Parquet files that the pages tell you to create, in the working one."""
    use("pyarrow")
    monkeypatch.chdir(schools)
    if not (schools / "table").exists():
        words = command(PAGES[0], "quality collect schools --depth criterion --format parquet")
        assert quality(*words[1:]).code == 0
    return schools / "table"


@pytest.mark.parametrize("page", PAGES)
def test_each_question_has_the_answer_beside_it(page: str, table: str, folder: Path) -> None:
    questions, answers = blocks(page, "sql"), blocks(page, "csv")
    assert len(questions) == len(answers) == 5
    assert questions == blocks(PAGES[0], "sql")
    for question, expected in zip(questions, answers, strict=True):
        assert answer(question) == expected


def test_the_questions_have_the_same_answers_in_parquet(table: str, folder: Path) -> None:
    for question in blocks(PAGES[0], "sql")[:4]:
        assert "'schools.csv'" in question
        assert answer(question.replace("schools.csv", "table/*/*.parquet")) == answer(question)


@pytest.mark.parametrize("page", PAGES)
def test_polars_prints_what_the_page_says(
    page: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    use("polars")
    (program,), (output,) = blocks(page, "python"), blocks(page, "text")
    exec(program, {})
    assert capsys.readouterr().out == output


def test_the_answers_are_what_another_calculation_gives(table: str) -> None:
    """Calculate medians, quartiles, rank and withheld groups without DuckDB."""
    rows = [row for row in csv.DictReader(io.StringIO(table)) if row["kind"] == "overall"]
    national, _, school, regions, towns = (
        list(csv.DictReader(io.StringIO(one))) for one in blocks(PAGES[0], "csv")
    )
    for said in towns:
        of_town = [row for row in rows if (row["town"], row["year"]) == (said["town"], "2024-2025")]
        assert int(said["schools"]) == len(of_town)
        median = statistics.median(float(row["grade"]) for row in of_town)
        assert float(said["median"]) == pytest.approx(median, abs=0.0051)
    for said in national:
        grades = [float(row["grade"]) for row in rows if row["year"] == said["year"]]
        low, middle, high = statistics.quantiles(grades, n=4, method="inclusive")
        assert [float(said[name]) for name in ("lower_quartile", "median", "upper_quartile")] == (
            pytest.approx([low, middle, high], abs=0.0051)
        )
        assert int(said["schools"]) == len(grades)
    for said in school:
        grades = [float(row["grade"]) for row in rows if row["year"] == said["year"]]
        assert int(said["place"]) == 1 + sum(one > float(said["grade"]) for one in grades)
    groups: dict[str, list[float]] = {}
    for row in rows:
        if row["year"] == "2024-2025":
            groups.setdefault(row["project"].split("/")[1], []).append(float(row["grade"]))
    assert [said["region"] for said in regions] == sorted(groups)
    for said in regions:
        grades = groups[said["region"]]
        if len(grades) < 5:
            assert (said["schools"], said["median"]) == ("", "")
        else:
            assert int(said["schools"]) == len(grades)
            assert float(said["median"]) == pytest.approx(statistics.median(grades), abs=0.0051)
    assert any(not said["median"] for said in regions)


@pytest.mark.parametrize("page", PAGES)
def test_every_column_is_explained(page: str) -> None:
    text = (TOP / page).read_text(encoding="utf-8")
    named = [
        name
        for line in text.splitlines()
        if line.startswith("| `")
        for name in re.findall("`([a-z_]+)`", line.split("|")[1])
    ]
    assert named == list(COLUMNS)


def test_duckdb_reads_every_column_as_what_it_is(table: str) -> None:
    described = asked("SELECT column_name, column_type FROM (DESCRIBE FROM 'schools.csv')")
    types = dict(described.fetchall())
    assert list(types) == list(COLUMNS)
    for name in ("share", "grade", "percent", "coverage"):
        assert types[name] == "DOUBLE"
    for name in ("illustrative", "borderline", "complete"):
        assert types[name] == "BOOLEAN"
    for name in ("scored", "applicable"):
        assert types[name] == "BIGINT"
    for name in ("project", "year", "id", "share_exact", "band"):
        assert types[name] == "VARCHAR"
