"""The folder of a partitioned table: its files, and the list of them with what they were made from.

The files of a year are in a folder ``year=…``, as Hive, Spark, DuckDB and Polars know it. They and
the list are all that the folder has: other files are never overwritten or removed.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

from qualitycli.writing.folder_swap import sync_folder

# Each school belongs to one of as many files of each year.
BUCKETS: Final = 16
LIST: Final = "_quality.json"
_FILE: Final = re.compile(r"year=[0-9-]+/schools-([0-9]{2})\.parquet", re.ASCII)
_FORMAT: Final = 1


class ForeignEntryError(Exception):
    """The folder is no such table, or has something else in it; nothing was changed."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.path = path


class TableList(NamedTuple):
    """What a table consists of.

    :ivar made_from: what all rows depend on besides the schools' files.
    :ivar files: the hash of the content of each file, by its path in the folder.
    :ivar schools: by the name of each school with rows, the hash of its files; None if it has to be
        read again, because a file of it was left out.
    """

    made_from: dict[str, str]
    files: dict[str, str]
    schools: dict[str, str | None]


def bucket_of(school: str) -> int:
    """Return the number of the bucket that a school belongs to."""
    return zlib.crc32(school.encode("utf-8", "surrogateescape")) % BUCKETS


def file_of(year: str, bucket: int) -> str:
    """Return the path of a file in the folder."""
    return f"year={year}/schools-{bucket:02}.parquet"


def in_bucket(files: Mapping[str, str], bucket: int) -> Iterator[str]:
    """Yield the files of a bucket."""
    for name in files:
        if (found := _FILE.fullmatch(name)) and int(found[1]) == bucket:
            yield name


def read_list(folder: Path) -> TableList | None:
    """Return the list of a table; None if there is no such folder, or it is empty.

    A file that was deleted is not on it, and its schools have to be read again.

    :raises ForeignEntryError: the folder has something else in it, or a file was changed.
    :raises OSError: it cannot be read.
    """
    if not os.path.lexists(folder) or not any(folder.iterdir()):
        return None
    if (made := _parsed(folder / LIST)) is None:
        raise ForeignEntryError(folder)
    names = set(_entries(folder)) - {LIST}
    for name in sorted(names):
        if name not in made.files or hash_of(folder / name) != made.files[name]:
            raise ForeignEntryError(folder / name)
    lost = {bucket for bucket in range(BUCKETS) if set(in_bucket(made.files, bucket)) - names}
    return made._replace(
        files={name: made.files[name] for name in sorted(names)},
        schools={
            name: None if bucket_of(name) in lost else made.schools[name] for name in made.schools
        },
    )


def write_list(folder: Path, made: TableList) -> None:
    """Write the list of a table, and sync the names of its files to disk."""
    with (folder / LIST).open("xb") as file:
        content = {"format": _FORMAT, **made._asdict()}
        file.write(json.dumps(content).encode())
        file.flush()
        os.fsync(file.fileno())
    for part in {(folder / name).parent for name in made.files} | {folder}:
        sync_folder(part)


def clear_table(folder: Path) -> None:
    """Remove a table's files from a folder and its folders if they are empty then."""
    for name in list(_entries(folder)):
        if name == LIST or _FILE.fullmatch(name):
            (folder / name).unlink()
    for part in folder.glob("year=*"):
        with suppress(OSError):
            part.rmdir()


def hash_of(path: Path) -> str:
    """Return the hash of a file's content."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "blake2b").hexdigest()[:32]


def _entries(folder: Path) -> Iterator[str]:
    """Yield the paths of everything in a folder, except of folders that a table has."""
    for path in folder.iterdir():
        is_part = path.name.startswith("year=") and path.is_dir() and not path.is_symlink()
        for one in path.iterdir() if is_part else [path]:
            yield one.relative_to(folder).as_posix()


def _parsed(path: Path) -> TableList | None:
    try:
        found = json.loads(path.read_bytes())
        if found.pop("format") == _FORMAT:
            return TableList(**{name: dict(found[name]) for name in TableList._fields})
    except (FileNotFoundError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        pass
    return None
