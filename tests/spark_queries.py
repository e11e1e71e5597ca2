"""Queries on a cluster of processes, run by test_spark.py in a process of its own.

``python -m tests.spark_queries`` starts one driver with two executors, and prints JSON.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import Any

from pyspark.errors import PySparkException
from pyspark.sql import DataFrame, SparkSession

from tests.doc_blocks import blocks

JAVA_OPTIONS = (
    "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC "
    "-XX:+UnlockDiagnosticVMOptions -XX:-BytecodeVerificationRemote"
)
# As small as possible, for computers on which other tests run at the same time.
SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.driver.memory": "512m",
    "spark.executor.memory": "512m",
    "spark.sql.shuffle.partitions": "2",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
}
if not os.environ.get("THOROUGH"):
    # Half of the time would go into verifying, generating and optimizing code that runs once.
    SETTINGS |= {
        "spark.driver.extraJavaOptions": JAVA_OPTIONS,
        "spark.executor.extraJavaOptions": JAVA_OPTIONS,
        "spark.sql.codegen.wholeStage": "false",
        "spark.sql.codegen.factoryMode": "NO_CODEGEN",
        "spark.sql.adaptive.enabled": "false",
    }


def main() -> None:
    """Run all queries in the working folder."""
    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master("local-cluster[2,1,1024]")
    for name, value in SETTINGS.items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    try:
        print(json.dumps(answers(spark), default=str))
    finally:
        spark.stop()


def answers(spark: SparkSession) -> dict[str, Any]:
    """Return the result of each query."""
    found: dict[str, Any] = {}
    names: dict[str, Any] = {}
    exec(blocks("docs/spark.md", "python")[0], names)
    found["questions"] = [rows(spark.sql(sql)) for sql in blocks("docs/spark.md", "sql")]
    for code in blocks("docs/spark.md", "python")[1:3]:
        # A few schools show as much as all of them, which are read above.
        assert code.count('load("schools")') == 1
        exec(code.replace('load("schools")', 'load("few")'), names)
    found["grades"] = rows(names["grades"].where("kind = 'overall'").limit(3))

    def read(**options: str) -> DataFrame:
        return spark.read.format("quality").options(**options).load("few/*")

    found["items"] = rows(read(maxPartitionBytes="60000"))
    areas = read(depth="area")
    found["year"] = rows(areas.where("year = '2023-2024' AND kind = 'area'"))
    found["after a filter"] = rows(areas)
    found["findings"] = rows(read(table="findings", language="bg"))
    try:
        rows(read(mode="failfast", depth="area"))
    except PySparkException as error:
        found["failfast"] = str(error)
    # Each school is a task.
    small = spark.read.format("quality").options(depth="area", maxPartitionBytes="1")
    found["killed"] = losing_an_executor(spark, lambda: rows(small.load("schools/plovdiv")))
    return found


def rows(frame: DataFrame) -> list[dict[str, Any]]:
    """Return all rows of a table."""
    return [row.asDict() for row in frame.collect()]


def losing_an_executor(spark: SparkSession, query: Callable[[], Any]) -> dict[str, Any]:
    """Return the result of a query during which an executor is killed."""
    killed: list[int] = []
    was_running: list[bool] = []

    def kill() -> None:
        tracker = spark.sparkContext.statusTracker()
        while not killed:
            for stage in map(tracker.getStageInfo, tracker.getActiveStageIds()):
                if stage and stage.numCompletedTasks >= 2 and stage.numActiveTasks:
                    killed.append(executors(spark)[0])
                    os.kill(killed[0], signal.SIGKILL)
                    was_running.append(bool(tracker.getActiveStageIds()))
                    return
            time.sleep(0.01)

    before = executors(spark)
    thread = Thread(target=kill, daemon=True)
    thread.start()
    result = query()
    thread.join(10)
    return {"rows": result, "killed": killed, "before": before, "was_running": was_running}


def executors(spark: SparkSession) -> list[int]:
    """Return the processes of the executors."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = path.read_bytes().decode(errors="replace")
        except OSError:
            continue
        if "CoarseGrainedExecutorBackend" in words and spark.sparkContext.applicationId in words:
            found.append(int(path.parent.name))
    return sorted(found)


if __name__ == "__main__":
    main()
