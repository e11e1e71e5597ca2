"""Measure the data source of Spark on a cluster of processes: memory, and work for each school.

``python benchmarks/spark.py`` reads 500 and 5,000 schools with two executors. It prints the largest
memory of a Python worker and of an executor, and their processor time for each school. It needs the
packages of tools/table_packages.py, and Java.
"""

from __future__ import annotations

import argparse
import os
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.generate import write, years_from
from benchmarks.peers import CACHE
from tools.table_packages import folder

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_TICKS: Final = os.sysconf("SC_CLK_TCK")
_PAGE: Final = os.sysconf("SC_PAGE_SIZE")


class Used(NamedTuple):
    """What processes of one kind used: the largest one's memory in MB, and seconds of all."""

    megabytes: float
    seconds: float


class Reading(NamedTuple):
    """What reading some schools took."""

    schools: int
    rows: int
    workers: Used
    executors: Used


def main() -> None:
    """Read few schools and many, and print what the processes used."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--schools", type=int, default=5000)
    many = asked.parse_args().schools
    for one in readings((many // 10, many)):
        workers, executors = one.workers, one.executors
        print(  # noqa: T201  (its output)
            f"{one.schools} schools, {one.rows} rows: a worker at most {workers.megabytes:.0f} MB, "
            f"an executor {executors.megabytes:.0f} MB; "
            f"{1000 * workers.seconds / one.schools:.1f} ms of a worker and "
            f"{1000 * executors.seconds / one.schools:.1f} ms of an executor for each school"
        )


def readings(counts: Sequence[int]) -> list[Reading]:
    """Read each number of schools, with one year each, on a cluster of two executors."""
    # Also for the executors, which inherit them.
    paths = [str(folder()), *sys.path]
    os.environ |= {"PYSPARK_PYTHON": sys.executable, "PYTHONPATH": os.pathsep.join(paths)}
    sys.path.append(str(folder()))
    from pyspark.sql import SparkSession

    from qualitycli.spark import register

    builder = SparkSession.builder.master("local-cluster[2,1,1024]")
    for name in ("driver", "executor"):
        builder = builder.config(f"spark.{name}.memory", "512m")
    spark = builder.config("spark.ui.enabled", "false").getOrCreate()
    register(spark)
    found = []
    for count in counts:
        place = CACHE / f"spark-{count}"
        if not place.exists():
            write(place, count, years_from(2024, 1))
        with Watch() as watch:
            rows = _read(spark, place)
        workers, executors = watch.used("pyspark.daemon"), watch.used("CoarseGrainedExecutor")
        found.append(Reading(count, rows, workers, executors))
    spark.stop()
    return found


def _read(spark: SparkSession, place: Path) -> int:
    frame = spark.read.format("quality").load(str(place))
    return sum(row[0] for row in frame.selectExpr("count(share_exact) + count(*)").collect())


class Watch:
    """Looks at the processes of this user five times a second."""

    def __enter__(self) -> Watch:
        self._memory: dict[int, float] = {}
        self._before: dict[int, float] = {}
        self._after: dict[int, float] = {}
        self._words: dict[int, str] = {}
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._look_again)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._is_over.set()
        self._thread.join()

    def used(self, words: str) -> Used:
        """Return what the processes with these words in their command line used."""
        own = [process for process, line in self._words.items() if words in line]
        seconds = (self._after[one] - self._before[one] for one in own)
        return Used(max((self._memory[one] for one in own), default=0), sum(seconds))

    def _look_again(self) -> None:
        while not self._is_over.wait(0.2):
            for path in Path("/proc").glob("[0-9]*"):
                try:
                    self._look_at(path)
                except OSError:
                    continue

    def _look_at(self, path: Path) -> None:
        process = int(path.name)
        fields = (path / "stat").read_text().rpartition(")")[2].split()
        self._words[process] = (path / "cmdline").read_bytes().decode(errors="replace")
        self._after[process] = (int(fields[11]) + int(fields[12])) / _TICKS
        self._before.setdefault(process, self._after[process])
        megabytes = int(fields[21]) * _PAGE / 2**20
        self._memory[process] = max(megabytes, self._memory.get(process, 0))


if __name__ == "__main__":
    main()
