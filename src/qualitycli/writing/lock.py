"""Lock a file while it is edited, from reading it to replacing it.

The operating system releases the lock when the process ends, even if it is killed, so nobody waits
for a writer that no longer exists.
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

from qualitycli.errors import LockTimeoutError
from qualitycli.reading.folders import Folder, located, opened, real

PATIENCE: Final = 10.0
_BETWEEN_TRIES: Final = (0.001, 0.01)


@contextmanager
def locked(path: Path, patience: float = PATIENCE, root: Path | None = None) -> Iterator[None]:
    """Hold the lock of the existing file at `path`.

    :param patience: the seconds to wait for another writer.
    :param root: the folder that links may not lead out of.
    :raises LockTimeoutError: another writer took longer.
    :raises SymlinkEscapeError: a link on the way leads out of `root`.
    :raises OSError: the file cannot be opened, or its file system does not support locks.
    """
    target = real(path) if root is None else located(path, root)
    with opened(target.parent, root or target.parent) as folder:
        end = time.monotonic() + patience
        while (held := _hold(folder, target.name)) is None:
            if time.monotonic() > end:
                raise LockTimeoutError(path)
            # A random delay, so that none of several waiting writers always loses.
            time.sleep(random.uniform(*_BETWEEN_TRIES))
        try:
            yield
        finally:
            _let_go(held, target)


if sys.platform == "win32":
    import msvcrt

    def _lock_file(path: Path) -> Path:
        return path.with_name(f".{path.name}.lock")

    def _hold(folder: Folder, name: str) -> IO[bytes] | None:
        """Lock a separate file: an open one could not be replaced."""
        file = _lock_file(folder.path / name).open("ab")
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            file.close()
            return None
        return file

    def _let_go(held: IO[bytes], path: Path) -> None:
        held.close()
        # A file that another process has open stays.
        with suppress(OSError):
            _lock_file(path).unlink()

else:
    import fcntl

    def _hold(folder: Folder, name: str) -> IO[bytes] | None:
        """Lock the file itself, unless it has been replaced in the meantime."""
        try:
            # Network file systems support this lock only on files that are open for writing.
            handle = folder.open(name, os.O_RDWR)
        except PermissionError:
            handle = folder.open(name, os.O_RDONLY)
        file = open(handle, "rb")  # noqa: PTH123, SIM115  (a handle, kept open)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            now = folder.status(name)
            if now is not None and os.path.samestat(os.fstat(file.fileno()), now):
                return file
        except BlockingIOError:
            pass
        except BaseException:
            file.close()
            raise
        file.close()
        return None

    def _let_go(held: IO[bytes], _: Path) -> None:
        held.close()
