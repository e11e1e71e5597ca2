"""One writer at a time: whoever changes a file holds its lock from reading it to replacing it.

The lock is the operating system's and ends with the process that holds it, however that ends: a
writer that was killed leaves nothing behind that others would wait for.
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Final

from qualitycli.reading.files import real

PATIENCE: Final = 10.0
_BETWEEN_TRIES: Final = (0.001, 0.01)


class LockTimeoutError(Exception):
    """Another process has been writing the file all the time; nothing was done."""


@contextmanager
def locked(path: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock of the file at `path`, which has to be there.

    :param patience: for how many seconds to wait for another writer.
    :raises LockTimeoutError: another writer took longer.
    :raises OSError: the file cannot be opened, or its file system knows no locks.
    """
    end = time.monotonic() + patience
    while (held := _hold(real(path))) is None:
        if time.monotonic() > end:
            raise LockTimeoutError(path)
        # Of several that wait, none is to be always the later one.
        time.sleep(random.uniform(*_BETWEEN_TRIES))
    try:
        yield
    finally:
        _let_go(held, real(path))


if sys.platform == "win32":
    import msvcrt

    def _lock_file(path: Path) -> Path:
        return path.with_name(f".{path.name}.lock")

    def _hold(path: Path) -> IO[bytes] | None:
        """Lock a file beside: one that is open could not be replaced."""
        file = _lock_file(path).open("ab")
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            file.close()
            return None
        return file

    def _let_go(held: IO[bytes], path: Path) -> None:
        held.close()
        # One that another process has open stays, for that process.
        with suppress(OSError):
            _lock_file(path).unlink()

else:
    import fcntl

    def _hold(path: Path) -> IO[bytes] | None:
        """Lock the file itself, unless another one has come in its place meanwhile."""
        try:
            # Network file systems give this kind of lock only on what is open for writing.
            file: IO[bytes] = path.open("r+b")
        except PermissionError:
            file = path.open("rb")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if os.path.samestat(os.fstat(file.fileno()), path.stat()):
                return file
        except (BlockingIOError, FileNotFoundError):
            pass
        except BaseException:
            file.close()
            raise
        file.close()
        return None

    def _let_go(held: IO[bytes], _: Path) -> None:
        held.close()
