"""Replace a whole folder at once: its successor is written next to it, and the two change places.

Linux and macOS can swap two folders in one step. Where the system or the file system cannot, the
old folder is moved aside first; after a crash between the two steps, the next run moves it back.
"""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Final, NamedTuple

from qualitycli.errors import LockTimeoutError
from qualitycli.reading.folders import real

_NO_SWAP: Final = frozenset({errno.EINVAL, errno.ENOSYS, errno.ENOTSUP})


class Successor(NamedTuple):
    """A hidden folder, and the function that lets it replace another one."""

    folder: Path
    replace: Callable[[], None]


@contextmanager
def successor(path: Path, clear: Callable[[Path], None]) -> Iterator[Successor]:
    """Give an empty hidden folder on the same file system, which can replace the one at `path`.

    A killed process leaves the old folder or the new one at `path`, and perhaps a hidden folder
    next to it, which the next run removes.

    :param path: an existing folder, or a new name in an existing one; links are followed.
    :param clear: removes what the caller writes into such a folder, and nothing else.
    :raises LockTimeoutError: another process is replacing the same folder.
    :raises OSError: it is a file, cannot be written or cannot be replaced.
    """
    target = real(path)
    if not target.name:
        raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), str(path))
    if target.exists() and not target.is_dir():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    new, aside = (target.with_name(f".{target.name}.quality-{end}") for end in ("new", "old"))
    with ExitStack() as held:
        new.mkdir(exist_ok=True)
        _lock(held, new, path)
        if aside.is_dir() and not target.exists():
            aside.rename(target)
        if target.exists():
            _lock(held, target, path)
        try:
            if target.exists():
                _refuse_read_only(target)
            clear(new)
            _refuse_filled(new)
            yield Successor(new, lambda: _replace(new, target, aside))
        finally:
            for left in (new, aside) if target.exists() else (new,):
                with suppress(OSError):
                    clear(left)
                    left.rmdir()


def link_or_copy(path: Path, to: Path) -> None:
    """Give an unchanged file a second name, or copy it where that is not possible."""
    try:
        to.hardlink_to(path)
    except OSError:
        shutil.copy2(path, to)


def _refuse_read_only(target: Path) -> None:
    """Refuse to replace a folder that could not be removed afterwards.

    :raises PermissionError: the folder, or one in it, is read-only.
    """
    for folder in (target, *target.iterdir()):
        if folder.is_dir() and not os.access(folder, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))


def _refuse_filled(folder: Path) -> None:
    if any(folder.iterdir()):
        raise OSError(errno.ENOTEMPTY, os.strerror(errno.ENOTEMPTY), str(folder))


def _replace(new: Path, target: Path, aside: Path) -> None:
    if not target.exists():
        new.rename(target)
    else:
        shutil.copystat(target, new)
        if not _swap(new, target):
            target.rename(aside)
            new.rename(target)
    sync_folder(target.parent)


def _swap(one: Path, other: Path) -> bool:
    """Let two folders change places in one step; return whether that is possible here."""
    if sys.platform == "win32":
        return False
    import ctypes

    library = ctypes.CDLL(None, use_errno=True)
    here, paths = -2 if sys.platform == "darwin" else -100, (os.fsencode(one), os.fsencode(other))
    name = "renameatx_np" if sys.platform == "darwin" else "renameat2"
    if not hasattr(library, name):
        return False
    if getattr(library, name)(here, paths[0], here, paths[1], 2):
        code = ctypes.get_errno()
        if code not in _NO_SWAP:
            raise OSError(code, os.strerror(code), str(other))
        return False
    return True


def sync_folder(folder: Path) -> None:
    """Sync the names in a folder to disk, if the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


if sys.platform == "win32":

    def _lock(held: ExitStack, folder: Path, path: Path) -> None:
        """Do nothing: a folder cannot be locked."""

else:
    import fcntl

    def _lock(held: ExitStack, folder: Path, path: Path) -> None:
        """Lock a folder, wherever it is moved to.

        :raises LockTimeoutError: another process has locked it, or has just replaced it.
        """
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        held.callback(os.close, handle)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            is_there = os.path.samestat(os.fstat(handle), folder.stat())
        except (BlockingIOError, FileNotFoundError):
            is_there = False
        if not is_there:
            raise LockTimeoutError(path)
