"""The data source of Spark, on a cluster of processes, and how it plans its reads without one."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import re
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
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a few schools, of which one has two errors in a year."""
    folder = tmp_path_factory.mktemp("spark") / "few"
    made = write(folder, 5, YEARS, seed=3)
    bad = folder / made[1].folder / f"data/years/{YEARS[0]}.yaml"
    bad.write_text(bad.read_text("utf-8") + "  OP.99.1: 3\n  OP.99.2: 3\n", encoding="utf-8")
    return folder


def test_on_a_cluster(few: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A single test, because no other process should start a second cluster."""
    packages = use("pyspark", "pyarrow")
    need("java")
    write(few.parent / "schools", 120, years_from(2023, 2))
    process = subprocess.run(
        [sys.executable, "-m", "tests.spark_queries"],
        cwd=few.parent,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(TOP), str(packages)]),
            "SPARK_LOCAL_IP": "127.0.0.1",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert process.returncode == 0, process.stderr[-5000:]
    answers = json.loads(process.stdout.splitlines()[-1])
    check_rows(answers, few, capsys)
    check_filters_and_chosen_columns(answers, few, capsys)
    check_errors(answers)
    check_questions(answers)
    check_lost_executor(answers, few.parent, capsys)


def collected(
    folder: Path, place: str, depth: str, capsys: pytest.CaptureFixture[str]
) -> list[dict[str, Any]]:
    """Return the rows of `quality collect`, with decimals as Spark has them in text."""
    capsys.readouterr()
    with contextlib.chdir(folder):
        run(["collect", place, "--depth", depth, "--format", "jsonl"])
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


def check_rows(answers: dict[str, Any], few: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wanted = collected(few.parent, "few", "item", capsys)
    assert len(answers["items"]) == len(wanted) > 1000
    assert same(answers["items"], wanted)


def check_lost_executor(
    answers: dict[str, Any], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    killed = answers["killed"]
    assert len(killed["before"]) == 2
    assert len(killed["killed"]) == 1
    assert killed["killed"][0] in killed["before"]
    assert killed["was_running"] == [True]
    assert same(killed["rows"], collected(folder, "schools/plovdiv", "area", capsys))


def check_questions(answers: dict[str, Any]) -> None:
    stated = [list(csv.DictReader(io.StringIO(one))) for one in blocks("docs/spark.md", "csv")]
    assert len(stated) == 4
    for found, wanted in zip(answers["questions"], stated, strict=True):
        assert list(map(plain, found)) == list(map(plain, wanted))


def plain(row: dict[str, Any]) -> list[tuple[str, float | str | None]]:
    """Return a row in which figures are numbers, however they are written."""

    def figure(value: Any) -> float | str | None:
        is_number = re.fullmatch(r"[0-9.]+", str(value))
        return float(value) if is_number else value or None

    return [(name, figure(value)) for name, value in row.items()]


def test_both_pages_ask_the_same_and_state_what_one_computer_finds() -> None:
    for kind in ("python", "sql", "csv"):
        assert blocks("docs/spark.md", kind) == blocks("docs/spark.bg.md", kind)
    assert blocks("docs/spark.md", "csv") == blocks("docs/collect.md", "csv")[:4]


def check_filters_and_chosen_columns(
    answers: dict[str, Any], few: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = collected(few.parent, "few", "area", capsys)
    chosen = [row for row in wanted if (row["year"], row["kind"]) == ("2023-2024", "area")]
    assert same(answers["year"], chosen)
    # A filter does not stay behind for the next question to the same table.
    assert same(answers["after a filter"], wanted)
    assert len(answers["grades"]) == 3
    for row in answers["grades"]:
        assert list(row) == ["project", "year", "kind", "grade"]


def check_errors(answers: dict[str, Any]) -> None:
    assert "OP.99.1" in answers["failfast"]
    findings = answers["findings"]
    assert {row["code"] for row in findings} == {"Q301"}
    assert [row["file"].rpartition("/data/")[0] for row in findings] == [
        row["project"] for row in findings
    ]
    assert ["OP.99.1" in findings[0]["message"], "OP.99.2" in findings[1]["message"]] == [True] * 2
    assert all("„" in row["message"] for row in findings)
    assert findings[1]["line"] == findings[0]["line"] + 1


def reader(few: Path, **options: str) -> Any:
    use("pyspark", "pyarrow")
    from qualitycli.spark.source import QualitySource

    source = QualitySource({"path": str(few), **options})
    from pyspark.sql.types import StringType, StructType

    return source.reader(StructType().add("project", StringType()))


def rows_of(reader: Any) -> int:
    """Return the number of rows, read in this process."""
    return sum(batch.num_rows for part in reader.partitions() for batch in reader.read(part))


def test_modes(few: Path) -> None:
    whole = rows_of(reader(few))
    assert whole == rows_of(reader(few, mode="DropMalformed")) > 0
    assert rows_of(reader(few, table="findings")) == 2
    assert rows_of(reader(few, table="findings", mode="DROPMALFORMED")) == 0
    for table in ("scores", "findings"):
        with pytest.raises(q.InvalidYearError, match="Q301"):
            rows_of(reader(few, table=table, mode="failfast"))


def test_partitions_are_sized_by_bytes(few: Path) -> None:
    whole = reader(few).partitions()
    assert len(whole) == 1
    assert len(whole[0].schools) == 5
    small = reader(few, maxPartitionBytes="60000").partitions()
    assert [len(part.schools) for part in small] == [1] * 5
    pairs = reader(few, maxpartitionbytes="120000").partitions()
    assert [len(part.schools) for part in pairs] == [2, 2, 1]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"detph": "area"}, "detph"),
        ({"depth": "areas"}, "areas"),
        ({"mode": "strict"}, "STRICT"),
        ({"table": "score"}, "score"),
        ({"language": "de"}, "de"),
        ({"maxPartitionBytes": "16m"}, "maxPartitionBytes is a number of bytes, not '16m'"),
        ({"maxPartitionBytes": "0"}, "maxPartitionBytes is a number of bytes, not '0'"),
    ],
)
def test_a_wrong_option_is_told(options: dict[str, str], message: str, few: Path) -> None:
    with pytest.raises(ValueError, match=message):
        reader(few, **options)


def test_a_column_that_does_not_exist_is_told(few: Path) -> None:
    use("pyspark", "pyarrow")
    from pyspark.sql.types import IntegerType, StringType, StructType

    from qualitycli.spark.source import QualitySource

    source = QualitySource({"path": str(few)})
    for name, kind in (("grades", StringType()), ("grade", IntegerType())):
        with pytest.raises(ValueError, match="There is no column grade"):
            source.reader(StructType().add(name, kind))
    with pytest.raises(ValueError, match="Name the schools"):
        QualitySource({}).schema()


def test_without_spark_the_message_says_what_to_install(tmp_path: Path) -> None:
    script = """\
import json, sys
sys.modules["pyspark"] = None
import qualitycli as q
from qualitycli.spark import register
try:
    register(None)
except q.MissingLibraryError as error:
    print(json.dumps(str(error)))
"""
    said = in_a_fresh_interpreter(script, folder=tmp_path)
    assert 'pip install "qualitycli[spark]' in said
