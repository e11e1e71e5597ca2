"""Unfinished files: hidden, locked by their writer, and removed if the writer was killed."""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import IO, Final

from qualitycli.reading.folders import Folder

# Of a fixed length, so that files with the longest allowed name can be written.
_NAME: Final = r"\.quality-[0-9a-f]{16}\.unfinished"
# The names that version 1.0 used, after the file's own name.
_OLD_END: Final = ".unfinished"


@contextmanager
def unfinished(folder: Folder, mode: int) -> Iterator[tuple[str, IO[bytes]]]:
    """Create a hidden file in a folder; give its name and the file, open for writing.

    It is removed afterwards, unless it has been renamed.

    :param mode: its permissions, less those of the umask.
    :raises OSError: it cannot be created.
    """
    name, handle = _begun(folder, mode)
    try:
        with open(handle, "wb") as file:  # noqa: PTH123  (a handle)
            yield name, file
    finally:
        with suppress(OSError):
            folder.remove(name)


def clear_unfinished(folder: Folder, name: str | None = None) -> None:
    """Remove unfinished files of killed processes in a folder, as far as possible.

    :param name: the file that is about to be written there.
    """
    with suppress(OSError):
        for left in folder.names():
            old = name is not None and left.startswith(f".{name}.") and left.endswith(_OLD_END)
            if old or re.fullmatch(_NAME, left):
                with suppress(OSError):
                    _clear(folder, left)


def _begun(folder: Folder, mode: int) -> tuple[str, int]:
    while True:
        name = f".quality-{os.urandom(8).hex()}.unfinished"
        handle = folder.open(name, os.O_RDWR | os.O_CREAT | os.O_EXCL, mode)
        with suppress(OSError):
            _lock(handle)
        # Another process may have removed it before it was locked.
        if folder.status(name) is not None:
            return name, handle
        os.close(handle)


if sys.platform == "win32":

    def _lock(handle: int) -> None:
        """Do nothing: a file that is open cannot be removed."""

    def _clear(folder: Folder, name: str) -> None:
        folder.remove(name)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _clear(folder: Folder, name: str) -> None:
        """Remove a file if no running process holds its lock.

        :raises OSError: one does, the file is not ours, or cannot be removed.
        """
        status = folder.status(name)
        if status is None or not stat.S_ISREG(status.st_mode):
            return
        handle = folder.open(name, os.O_RDWR)
        try:
            _lock(handle)
            folder.remove(name)
        finally:
            os.close(handle)
