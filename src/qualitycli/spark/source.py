"""The data source: its options and tables, and the partitions that executors read."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any, Final, NamedTuple, cast

import pyarrow as pa
from pyspark.sql.datasource import DataSource, DataSourceReader, InputPartition
from pyspark.sql.types import StructType

from qualitycli.application.argument_checks import check_choice
from qualitycli.application.collecting import CollectedSchool, collected
from qualitycli.application.paths import shown_from
from qualitycli.application.target_paths import ProjectYears, each_at
from qualitycli.errors import QualityError
from qualitycli.reading.project import Project
from qualitycli.render.arrow_table import SCHEMA, batch_of
from qualitycli.render.nodes import DEPTHS, Depth
from qualitycli.spark.findings import FINDINGS, findings_of

TABLES: Final = {"scores": SCHEMA, "findings": FINDINGS}
MODES: Final = ("PERMISSIVE", "DROPMALFORMED", "FAILFAST")
LANGUAGES: Final = ("en", "bg")
# A task of a few seconds: a year of 45 KB takes about 15 ms.
_PARTITION_BYTES: Final = 16 * 1024 * 1024
_ROWS_AT_ONCE: Final = 8192


class Options(NamedTuple):
    """The options of a read; names are not case-sensitive, as in Spark.

    :ivar places: folders, projects, year files, or patterns of these.
    :ivar partition_bytes: the size of the years that one task reads.
    """

    places: list[str]
    table: str
    depth: Depth
    mode: str
    language: str
    partition_bytes: int

    @classmethod
    def of(cls, given: Mapping[str, str]) -> Options:
        """Return the options of a read.

        :raises ValueError: one of them is unknown or missing.
        """
        options = {name.lower(): value for name, value in given.items()}
        places = json.loads(options.pop("paths", "[]"))
        if "path" in options:
            places.append(options.pop("path"))
        if not places:
            message = 'Name the schools: spark.read.format("quality").load("FOLDER")'
            raise ValueError(message)
        found = cls(
            places,
            options.pop("table", "scores").lower(),
            cast(Depth, options.pop("depth", "item")),
            options.pop("mode", MODES[0]).upper(),
            options.pop("language", LANGUAGES[0]),
            _bytes_in(options.pop("maxpartitionbytes", str(_PARTITION_BYTES))),
        )
        check_choice("option", (*cls._fields[1:-1], "maxPartitionBytes"), options)
        check_choice("table", TABLES, [found.table])
        check_choice("depth", DEPTHS, [found.depth])
        check_choice("mode", MODES, [found.mode])
        check_choice("language", LANGUAGES, [found.language])
        return found


def _bytes_in(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        message = f"maxPartitionBytes is a number of bytes, not {text!r}"
        raise ValueError(message)
    return int(text)


class QualitySource(DataSource):  # type: ignore[misc]  # pyspark need not be installed
    """Schools' scores, or the errors of the files that were left out."""

    @classmethod
    def name(cls) -> str:
        """Return the name of the format."""
        return "quality"

    def schema(self) -> str:
        """Return the columns and their types."""
        schema = TABLES[Options.of(self.options).table]
        return ", ".join(f"`{field.name}` {_spark_type(field.type)}" for field in schema)

    def reader(self, schema: StructType) -> DataSourceReader:
        """Return a reader of these columns.

        :raises ValueError: a column, or its type, is not one of the table.
        """
        options = Options.of(self.options)
        known = {one.name: _spark_type(one.type).lower() for one in TABLES[options.table]}
        for field in schema:
            if known.get(field.name) != (kind := field.dataType.simpleString()):
                text = f"There is no column {field.name} of type {kind}; columns: {known}"
                raise ValueError(text)
        return QualityReader(options, schema.names)


class Share(InputPartition):  # type: ignore[misc]  # pyspark need not be installed
    """The schools that one task reads.

    :ivar here: the folder that paths in the table are relative to.
    :ivar schools: their folders, and the names or paths of their years.
    """

    def __init__(self, here: str, schools: list[tuple[str, list[str]]]) -> None:
        self.here = here
        self.schools = schools


class QualityReader(DataSourceReader):  # type: ignore[misc]  # pyspark need not be installed
    """Finds the schools in the driver, and reads them in the executors."""

    def __init__(self, options: Options, columns: list[str]) -> None:
        self._options = options
        self._columns = columns

    def partitions(self) -> list[InputPartition]:
        """Return the schools, in parts of about the same size."""
        here = os.getcwd()  # noqa: PTH109  (as paths are shown)
        parts = _parts(each_at(self._options.places), self._options)
        return [Share(here, part) for part in parts]

    def read(self, partition: InputPartition) -> Iterator[Any]:
        """Read the schools of a partition, and yield the rows in batches."""
        # Without schools there is one partition without a share.
        if not isinstance(partition, Share):
            return iter(())
        return (batch.select(self._columns) for batch in self._batches(partition))

    def _batches(self, share: Share) -> Iterator[Any]:
        shown = shown_from(Path(share.here))
        schools = [
            ProjectYears(project, tuple(project.years_folder / name for name in names))
            for project, names in ((Project(Path(root)), names) for root, names in share.schools)
        ]
        read = collected(schools, self._options.depth, batch_of, 1, shown)
        if self._options.table == "findings":
            names = (shown(school.project.root) for school in schools)
            pairs = zip(names, map(self._errors, read), strict=True)
            return _joined(findings_of(*pair, self._options.language) for pair in pairs)
        return _joined(chain.from_iterable(map(self._years_of, read)))

    def _years_of(self, school: CollectedSchool[Any]) -> list[Any]:
        self._errors(school)
        return school.years

    def _errors(self, school: CollectedSchool[Any]) -> list[QualityError]:
        """Return the errors of a school's files.

        :raises QualityError: there is one, and the mode is FAILFAST.
        """
        errors = [*school.left_out, *(fault.error() for fault in school.faults)]
        if errors and self._options.mode == "FAILFAST":
            raise errors[0]
        return errors if self._options.mode == "PERMISSIVE" else []


def _parts(
    schools: Iterable[ProjectYears], options: Options
) -> Iterator[list[tuple[str, list[str]]]]:
    part: list[tuple[str, list[str]]] = []
    size = 0
    for project, years in schools:
        names = [path.name if path.parent == project.years_folder else str(path) for path in years]
        part.append((str(project.root), names))
        size += sum(map(_size, years))
        if size >= options.partition_bytes:
            yield part
            part, size = [], 0
    if part:
        yield part


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _joined(batches: Iterable[Any]) -> Iterator[Any]:
    """Join batches to larger ones, of which Spark needs fewer."""
    kept: list[Any] = []
    for batch in batches:
        kept.append(batch)
        if sum(one.num_rows for one in kept) >= _ROWS_AT_ONCE:
            yield from pa.Table.from_batches(kept).combine_chunks().to_batches()
            kept.clear()
    if kept:
        yield from pa.Table.from_batches(kept).combine_chunks().to_batches()


def _spark_type(kind: Any) -> str:
    if pa.types.is_decimal(kind):
        return f"DECIMAL({kind.precision},{kind.scale})"
    return {"bool": "BOOLEAN", "int32": "INT", "string": "STRING"}[str(kind)]
