"""School projects as a data source of Apache Spark; see docs/spark.md.

This module can be imported without pyspark; only :func:`register` needs it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualitycli.errors import MissingLibraryError
from qualitycli.messages import N_

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


def register(spark: SparkSession) -> None:
    """Make ``spark.read.format("quality")`` available.

    :param spark: a session of Spark 4 or newer, whose executors can import `qualitycli`.
    :raises MissingLibraryError: pyspark 4 or pyarrow is not installed.
    """
    try:
        from qualitycli.spark.source import QualitySource
    except ImportError as error:
        text = N_("Spark requires libraries that are not installed. Install them with: {command}")
        raise MissingLibraryError(text, "spark") from error
    spark.dataSource.register(QualitySource)
