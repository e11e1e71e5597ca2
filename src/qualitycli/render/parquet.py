"""Batches of the long table → Parquet files, with bounded memory.

This module needs pyarrow, and is imported only where it is used.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, Final, Self

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from qualitycli.render.arrow_table import SCHEMA, with_categories
from qualitycli.render.long_table import encodable_text

# Of all open files together; the one with the most rows is written first.
_MOST_ROWS_KEPT: Final = 65_536
# The year is in the name of the folder.
_SCHEMA: Final = SCHEMA.remove(SCHEMA.get_field_index("year"))


class ParquetFiles:
    """New files that are written at the same time."""

    def __init__(self) -> None:
        self._files: dict[Path, _ParquetFile] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for file in self._files.values():
            file.close()

    def add(self, path: Path, batch: Any) -> None:
        """Append rows to a new file, which is created with its folder.

        :param batch: rows with all columns but the year, or with all.
        """
        if path not in self._files:
            self._files[path] = _ParquetFile(path)
        self._files[path].add(batch.select(_SCHEMA.names).cast(_SCHEMA))
        if sum(file.kept for file in self._files.values()) > _MOST_ROWS_KEPT:
            max(self._files.values(), key=lambda file: file.kept).write()

    def complete(self) -> list[Path]:
        """Write the rest to disk, and return the paths of the files."""
        for file in self._files.values():
            file.complete()
        return list(self._files)


class _ParquetFile:
    """A file with row groups as large as the rows that are kept in memory.

    :ivar kept: the number of rows in memory.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(exist_ok=True)
        self._file = path.open("xb")
        self._writer: Any = None
        self._batches: list[Any] = []
        self.kept = 0

    def add(self, batch: Any) -> None:
        self._batches.append(batch)
        self.kept += batch.num_rows

    def write(self) -> None:
        table = with_categories(pa.Table.from_batches(self._batches, _SCHEMA))
        if self._writer is None:
            self._writer = pq.ParquetWriter(
                self._file, table.schema, compression="zstd", store_decimal_as_integer=True
            )
        self._writer.write_table(table)
        self._batches.clear()
        self.kept = 0

    def complete(self) -> None:
        self.write()
        self._writer.close()
        self._file.flush()
        os.fsync(self._file.fileno())
        self.close()

    def close(self) -> None:
        self._file.close()


def rows_of_schools(path: Path, schools: Collection[str]) -> Iterator[Any]:
    """Yield the rows of some schools in a file, in batches."""
    wanted = pa.array(sorted(map(encodable_text, schools)), pa.string())
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(use_threads=False):
            plain = batch.cast(_SCHEMA)
            found = plain.filter(pc.is_in(plain["project"], wanted))
            if found.num_rows:
                yield found
