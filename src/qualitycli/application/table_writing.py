"""The long table of many schools as a folder of Parquet files, kept up to date."""

from __future__ import annotations

import errno
import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from qualitycli import __version__
from qualitycli.application.collecting import CollectedSchool, collected
from qualitycli.application.file_writing import writing
from qualitycli.application.parallel import chunks, in_order, workers_for
from qualitycli.application.paths import shown_path
from qualitycli.application.target_paths import ProjectYears
from qualitycli.errors import MissingLibraryError, NotWrittenError
from qualitycli.messages import N_, Message
from qualitycli.reading.files import read_bytes
from qualitycli.render.long_table import COLUMNS
from qualitycli.render.nodes import Depth
from qualitycli.writing.folder_swap import Successor, link_or_copy, successor
from qualitycli.writing.table_folder import (
    BUCKETS,
    ForeignEntryError,
    TableList,
    bucket_of,
    clear_table,
    file_of,
    hash_of,
    in_bucket,
    read_list,
    write_list,
)


class _Bucket(NamedTuple):
    """The schools whose rows are in the same files.

    :ivar changed: the schools to be read, by name.
    :ivar kept: the schools whose rows stay as they are.
    :ivar old: the schools that have rows in the old table.
    """

    changed: dict[str, ProjectYears]
    kept: set[str]
    old: set[str]

    @property
    def is_unchanged(self) -> bool:
        return not self.changed and self.kept == self.old


@contextmanager
def updating_table(
    folder: Path, schools: Sequence[ProjectYears], depth: Depth, workers: int | None
) -> Iterator[TableUpdate]:
    """Lock the table in a folder, and find out which schools have to be read.

    :param workers: the number of processes; None for one per core.
    :raises MissingLibraryError: pyarrow is not installed.
    :raises NotWrittenError: the folder cannot be written, or has other files in it.
    """
    if find_spec("pyarrow") is None:
        text = N_("Parquet requires a library that is not installed. Install it with: {command}")
        raise MissingLibraryError(text, "parquet")
    with writing(folder):
        try:
            folder.absolute().parent.mkdir(parents=True, exist_ok=True)
        except FileExistsError as error:
            raise NotADirectoryError(errno.ENOTDIR, "", str(folder)) from error
        with successor(folder, clear_table) as new:
            yield TableUpdate(folder, new, schools, depth, workers)


class TableUpdate:
    """Brings the table in a folder up to date with schools; only changed schools are read.

    :ivar unchanged: the number of schools that need not be read again.
    """

    def __init__(
        self,
        folder: Path,
        new: Successor,
        schools: Sequence[ProjectYears],
        depth: Depth,
        workers: int | None,
    ) -> None:
        self._folder = folder
        self._new = new
        self._depth = depth
        self._workers = workers
        made_from = {"version": __version__, "columns": ",".join(COLUMNS), "depth": depth}
        old = self._read_list()
        if old is None or old.made_from != made_from:
            old = TableList(made_from, {}, {})
        self._old = old
        names = [shown_path(project.root) for project, _ in schools]
        self._hashes = dict(zip(names, _hashes(schools, workers), strict=True))
        self._buckets = [_Bucket({}, set(), set()) for _ in range(BUCKETS)]
        for name in old.schools:
            self._buckets[bucket_of(name)].old.add(name)
        for name, school in zip(names, schools, strict=True):
            bucket = self._buckets[bucket_of(name)]
            if (known := self._hashes[name]) is not None and old.schools.get(name) == known:
                bucket.kept.add(name)
            else:
                bucket.changed[name] = school
        self.unchanged = sum(len(bucket.kept) for bucket in self._buckets)

    def _read_list(self) -> TableList | None:
        try:
            return read_list(self._folder)
        except ForeignEntryError as error:
            text = N_(
                "“quality collect” did not write {path}, so nothing was written to {folder}. Name "
                "another folder, or move {path} somewhere else."
            )
            args = {"path": Path(shown_path(error.path)), "folder": self._folder}
            raise NotWrittenError(Message(text, args)) from error

    def schools(self) -> Iterator[CollectedSchool[int]]:
        """Read the changed schools and yield their numbers of rows; at the end, replace the table.

        :raises NotWrittenError: something else has appeared in the folder in the meantime.
        """
        if all(bucket.is_unchanged for bucket in self._buckets):
            return
        made = TableList(self._old.made_from, {}, {})
        yield from self._written(self._new.folder, made)
        write_list(self._new.folder, made)
        self._read_list()
        self._new.replace()

    def _written(self, new: Path, made: TableList) -> Iterator[CollectedSchool[int]]:
        """Write the files of the new table, and enter them and their schools in its list."""
        from qualitycli.render.arrow_table import batch_of

        wanted = [school for bucket in self._buckets for school in bucket.changed.values()]
        read = collected(wanted, self._depth, batch_of, self._workers)
        for number, bucket in enumerate(self._buckets):
            made.schools.update({name: self._hashes[name] for name in bucket.kept})
            if bucket.is_unchanged:
                self._link_files(number, new, made)
            else:
                yield from self._merged(number, zip(bucket.changed, read, strict=False), new, made)

    def _link_files(self, number: int, new: Path, made: TableList) -> None:
        for name in in_bucket(self._old.files, number):
            (new / name).parent.mkdir(exist_ok=True)
            link_or_copy(self._folder / name, new / name)
            made.files[name] = self._old.files[name]

    def _merged(
        self,
        number: int,
        read: Iterator[tuple[str, CollectedSchool[Any]]],
        new: Path,
        made: TableList,
    ) -> Iterator[CollectedSchool[int]]:
        """Write the files of a bucket: the rows of unchanged schools, and those that were read."""
        from qualitycli.render.parquet import ParquetFiles, rows_of_schools

        with ParquetFiles() as files:
            for name in in_bucket(self._old.files, number):
                for rows in rows_of_schools(self._folder / name, self._buckets[number].kept):
                    files.add(new / name, rows)
            for name, school in read:
                for rows in school.years:
                    files.add(new / file_of(rows["year"][0].as_py(), number), rows)
                if school.years:
                    is_whole = not (school.left_out or school.faults)
                    made.schools[name] = self._hashes[name] if is_whole else None
                yield school.with_years(rows.num_rows for rows in school.years)
            for path in files.complete():
                made.files[path.relative_to(new).as_posix()] = hash_of(path)


def _hashes(schools: Sequence[ProjectYears], workers: int | None) -> Iterator[str | None]:
    """Yield a hash of the names and contents of each school's files; None if one is unreadable."""
    workers = workers_for(len(schools), workers)

    def work(chunk: range) -> Iterator[str | None]:
        for number in chunk:
            yield _hash_of(schools[number])

    return in_order(chunks(len(schools), workers), work, workers, lambda _: None)


def _hash_of(school: ProjectYears) -> str | None:
    made = hashlib.blake2b(digest_size=16)
    for path in (school.project.catalogue, *school.years):
        content = read_bytes(path, path.name, school.project.bounds(path))
        if not isinstance(content, bytes):
            return None
        made.update(f"{path.name}\0{len(content)}\0".encode("utf-8", "surrogateescape"))
        made.update(content)
    return made.hexdigest()
