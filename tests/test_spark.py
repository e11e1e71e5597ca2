"""The data source of Spark, on a cluster of processes, and how it plans its reads without one."""

from __future__ import annotations

import csv
import io
import json
import os
import pickle
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import qualitycli as q
from benchmarks.generate import write, years_from
from qualitycli.cli.app import run
from tests.conftest import TOP
from tests.doc_blocks import blocks
from tests.interpreter import in_a_fresh_interpreter
from tests.needs import need, use

pytestmark = pytest.mark.slow

YEARS = ["2022-2023", "2023-2024"]


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the schools of the page, and a few of which one has an error."""
    folder = tmp_path_factory.mktemp("spark")
    write(folder / "schools", 120, years_from(2023, 2))
    made = write(folder / "few", 5, YEARS, seed=3)
    bad = folder / "few" / made[1].folder / f"data/years/{YEARS[0]}.yaml"
    bad.write_text(bad.read_text("utf-8") + "  OP.99.1: 3\n  OP.99.2: 3\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def answers(country: Path) -> dict[str, Any]:
    """Return the answers of the cluster, which is started once for all tests."""
    packages = use("pyspark", "pyarrow")
    need("java")
    paths = os.pathsep.join([str(TOP), str(packages)])
    process = subprocess.run(
        [sys.executable, "-m", "tests.spark_queries"],
        cwd=country,
        env={**os.environ, "PYTHONPATH": paths, "SPARK_LOCAL_IP": "127.0.0.1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    assert process.returncode == 0, process.stderr[-5000:]
    found: dict[str, Any] = json.loads(process.stdout.splitlines()[-1])
    return found


def collected(place: Path, depth: str, capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """Return the rows of `quality collect`, with decimals as Spark has them in text."""
    capsys.readouterr()
    here = Path.cwd()
    os.chdir(place.parent)
    try:
        run(["collect", place.name, "--depth", depth, "--format", "jsonl"])
    finally:
        os.chdir(here)
    return [json.loads(line, parse_float=str) for line in capsys.readouterr().out.splitlines()]


def same(found: list[dict[str, Any]], wanted: list[dict[str, Any]]) -> bool:
    """Compare tables without their order; decimals have trailing zeros in one of them."""

    def key(row: dict[str, Any]) -> str:
        number = {
            name: str(float(value))
            for name, value in row.items()
            if name in NUMBERS and value is not None
        }
        return json.dumps({**row, **number}, sort_keys=True)

    return Counter(map(key, found)) == Counter(map(key, wanted))


NUMBERS = [
    *("share", "grade", "percent", "coverage", "points", "points_scored_max", "points_max"),
    *("value", "percent_stated"),
]


def test_the_rows_are_those_of_collect(
    answers: dict[str, Any], country: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = collected(country / "few", "item", capsys)
    assert answers["parts"] > 2
    assert len(answers["items"]) == len(wanted) > 1000
    assert same(answers["items"], wanted)


def test_a_lost_executor_changes_nothing(
    answers: dict[str, Any], country: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    killed = answers["killed"]
    assert len(killed["before"]) == 2
    assert killed["killed"][0] in killed["before"]
    assert same(killed["rows"], collected(country / "schools", "area", capsys))


def test_the_questions_of_the_page_have_the_answers_beside_them(answers: dict[str, Any]) -> None:
    found = answers["questions"]["docs/spark.md"]
    stated = [list(csv.DictReader(io.StringIO(one))) for one in blocks("docs/spark.md", "csv")]
    assert len(found) == len(stated) == 4
    for rows, wanted in zip(found, stated, strict=True):
        assert [list(row) for row in rows] == [list(row) for row in wanted]
        for row, other in zip(rows, wanted, strict=True):
            for name, value in row.items():
                number = isinstance(value, int | float)
                assert (float(other[name]) if number else other[name]) == (
                    "" if value is None else type(value)(value) if number else as_text(value, other[name])
                )


def as_text(value: str, wanted: str) -> str:
    """Return a decimal with as many decimals as the page states."""
    return value if not wanted.replace(".", "").isdigit() else f"{float(value):.2f}"


def test_both_pages_ask_the_same_and_state_what_one_computer_finds() -> None:
    for kind in ("python", "sql", "csv"):
        assert blocks("docs/spark.md", kind) == blocks("docs/spark.bg.md", kind)
    assert blocks("docs/spark.md", "csv") == blocks("docs/collect.md", "csv")[:4]


def test_filters_and_chosen_columns(
    answers: dict[str, Any], country: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = collected(country / "few", "area", capsys)
    chosen = [row for row in wanted if (row["year"], row["kind"]) == ("2023-2024", "area")]
    assert same(answers["year"], chosen)
    assert len(answers["grades"]) == 3
    for row in answers["grades"]:
        assert list(row) == ["project", "year", "kind", "grade"]


def test_modes_and_findings(
    answers: dict[str, Any], country: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = collected(country / "few", "area", capsys)
    assert same(answers["dropmalformed scores"], wanted)
    assert answers["dropmalformed findings"] == []
    for table in ("scores", "findings"):
        assert "OP.99.1" in answers[f"failfast {table}"]
    findings = answers["findings"]
    assert {row["code"] for row in findings} == {"Q301"}
    assert [row["file"].rpartition("/data/")[0] for row in findings] == [
        row["project"] for row in findings
    ]
    assert ["OP.99.1" in findings[0]["message"], "OP.99.2" in findings[1]["message"]] == [True] * 2
    assert all("„" in row["message"] for row in findings)
    assert findings[1]["line"] == findings[0]["line"] + 1


def reader(country: Path, **options: str) -> Any:
    use("pyspark", "pyarrow")
    from qualitycli.spark.source import QualitySource

    source = QualitySource({"path": str(country / "few"), **options})
    from pyspark.sql.types import StringType, StructType

    return source.reader(StructType().add("project", StringType()))


def test_partitions_are_sized_by_bytes(country: Path) -> None:
    whole = reader(country).partitions()
    assert len(whole) == 1
    assert len(whole[0].schools) == 5
    small = reader(country, maxPartitionBytes="60000").partitions()
    assert [len(part.schools) for part in small] == [1] * 5
    pairs = reader(country, maxpartitionbytes="120000").partitions()
    assert [len(part.schools) for part in pairs] == [2, 2, 1]


def test_a_filter_on_the_year_reads_its_files_only(country: Path) -> None:
    use("pyspark", "pyarrow")
    from pyspark.sql.datasource import EqualTo, GreaterThan, In, IsNotNull, Not

    year = ("year",)
    for filters, wanted in (
        ([EqualTo(year, YEARS[0])], YEARS[:1]),
        ([IsNotNull(year), In(year, (YEARS[1], "1999-2000"))], YEARS[1:]),
        ([GreaterThan(year, "2023")], YEARS[1:]),
        ([GreaterThan(year, "2022"), GreaterThan(year, "2023")], YEARS[1:]),
        ([Not(EqualTo(year, YEARS[0])), EqualTo(("school",), "x")], YEARS),
        ([EqualTo(year, "1999-2000")], []),
    ):
        read = reader(country)
        # Spark applies all of them again.
        assert list(read.pushFilters(filters)) == filters
        (part,) = read.partitions()
        assert {name for _, names in part.schools for name in names} == {
            f"{one}.yaml" for one in wanted
        }


def test_a_filter_on_the_kind_creates_its_rows_only(country: Path) -> None:
    use("pyspark", "pyarrow")
    from pyspark.sql.datasource import EqualTo, In

    counts = []
    for kinds in (None, ("overall",), ("overall", "area"), ("criterion",)):
        read = reader(country)
        read.pushFilters([] if kinds is None else [In(("kind",), kinds)])
        # As it is sent to an executor.
        read = pickle.loads(pickle.dumps(read))
        rows = sum(batch.num_rows for part in read.partitions() for batch in read.read(part))
        counts.append(rows)
    years = 9
    assert counts[1] == years
    assert counts[0] > counts[3] > counts[2] > years
    read = reader(country, table="findings")
    read.pushFilters([EqualTo(("kind",), "x")])
    assert sum(batch.num_rows for part in read.partitions() for batch in read.read(part)) == 2


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"detph": "area"}, "detph"),
        ({"depth": "areas"}, "areas"),
        ({"mode": "strict"}, "STRICT"),
        ({"table": "score"}, "score"),
        ({"language": "de"}, "de"),
    ],
)
def test_a_wrong_option_is_told(options: dict[str, str], message: str, country: Path) -> None:
    with pytest.raises(ValueError, match=message):
        reader(country, **options)


def test_a_column_that_does_not_exist_is_told(country: Path) -> None:
    use("pyspark", "pyarrow")
    from pyspark.sql.types import IntegerType, StringType, StructType

    from qualitycli.spark.source import QualitySource

    source = QualitySource({"path": str(country)})
    for name, kind in (("grades", StringType()), ("grade", IntegerType())):
        with pytest.raises(ValueError, match="There is no column grade"):
            source.reader(StructType().add(name, kind))
    with pytest.raises(ValueError, match="Name the schools"):
        QualitySource({}).schema()


def test_without_spark_the_message_says_what_to_install() -> None:
    script = """\
import sys
sys.modules["pyspark"] = None
import qualitycli as q
from qualitycli.spark import register
try:
    register(None)
except q.MissingLibraryError as error:
    print(error)
"""
    assert 'pip install "qualitycli[spark]"' in in_a_fresh_interpreter(script)
    assert issubclass(q.MissingLibraryError, q.QualityError)
