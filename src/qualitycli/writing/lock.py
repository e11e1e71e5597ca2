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

from qualitycli.errors import LockTimeoutError
from qualitycli.reading.folders import Folder, located, opened, real

PATIENCE: Final = 10.0
_BETWEEN_TRIES: Final = (0.001, 0.01)


@contextmanager
def locked(path: Path, patience: float = PATIENCE, root: Path | None = None) -> Iterator[None]:
    """Hold the lock of the file at `path`, which has to be there.

    :param patience: for how many seconds to wait for another writer.
    :param root: the folder that a link may not lead out of.
    :raises LockTimeoutError: another writer took longer.
    :raises SymlinkEscapeError: a link on the way leads out of `root`.
    :raises OSError: the file cannot be opened, or its file system knows no locks.
    """
    target = real(path) if root is None else located(path, root)
    with opened(target.parent, root or target.parent) as folder:
        end = time.monotonic() + patience
        while (held := _hold(folder, target.name)) is None:
            if time.monotonic() > end:
                raise LockTimeoutError(path)
            # Of several that wait, none is to be always the later one.
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
        """Lock a file beside: one that is open could not be replaced."""
        file = _lock_file(folder.path / name).open("ab")
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

    def _hold(folder: Folder, name: str) -> IO[bytes] | None:
        """Lock the file itself, unless another one has come in its place meanwhile."""
        try:
            # Network file systems give this kind of lock only on what is open for writing.
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
