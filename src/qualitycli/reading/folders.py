"""Open folders by their real paths, so that no link leads out, even one created meanwhile.

If the system can open files relative to an open folder, each folder of the path is opened in turn
without following links. Otherwise (Windows), real paths are compared right before opening.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

_IS_RELATIVE: Final = os.open in os.supports_dir_fd and hasattr(os, "O_NOFOLLOW")
# Passing through a folder needs no permission to list it, if the system supports that.
_THROUGH: Final = getattr(os, "O_PATH", os.O_RDONLY) | getattr(os, "O_DIRECTORY", 0)
_NO_LINK: Final = getattr(os, "O_NOFOLLOW", 0)
# Do not wait for a pipe that has replaced a file.
_FILE: Final = _NO_LINK | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class SymlinkEscapeError(Exception):
    """The path leads out of the folder through a link; nothing was read or written."""


class Folder:
    """An open folder whose files are opened by name only.

    :ivar path: its real path when it was opened.
    :ivar handle: its file descriptor; None if the system cannot open files relative to it.
    """

    def __init__(self, path: Path, handle: int | None) -> None:
        self.path = path
        self.handle = handle

    def at(self, name: str) -> str:
        """Return the path to open a file by: relative to the handle, if there is one."""
        return name if self.handle is not None else str(self.path / name)

    def open(self, name: str, flags: int, mode: int = 0o666) -> int:
        """Open a file of the folder, unless it is a link.

        :raises OSError: it cannot be opened, or is a link.
        """
        return os.open(self.at(name), flags | _FILE, mode, dir_fd=self.handle)

    def status(self, name: str) -> os.stat_result | None:
        """Return the status of a name in the folder, without following links; None if missing."""
        try:
            return os.stat(self.at(name), dir_fd=self.handle, follow_symlinks=False)
        except FileNotFoundError:
            return None

    def read(self, name: str, limit: int = -1) -> bytes:
        """Return the bytes of a file of the folder, up to a limit."""
        with open(self.open(name, os.O_RDONLY), "rb") as file:  # noqa: PTH123  (a handle)
            # Empty, if a pipe has replaced the file.
            return file.read(limit) or b""

    def names(self) -> list[str]:
        """Return the names of the folder's entries."""
        if self.handle is None:
            return os.listdir(self.path)  # noqa: PTH208  (names, as for a handle)
        listing = os.open(".", os.O_RDONLY, dir_fd=self.handle)
        try:
            return os.listdir(listing)  # noqa: PTH208  (pathlib takes no handle)
        finally:
            os.close(listing)

    def remove(self, name: str) -> None:
        """Remove a file of the folder."""
        os.unlink(self.at(name), dir_fd=self.handle)


@contextmanager
def opened(folder: Path, root: Path, *, make: bool = False) -> Iterator[Folder]:
    """Open a folder at or below `root`, whose own path may lead anywhere.

    :param make: whether to make the folders that are missing.
    :raises SymlinkEscapeError: a link on the way leads out of `root`.
    :raises OSError: it cannot be opened or made.
    """
    there, top = located(folder, root), real(root)
    if make:
        (top if _IS_RELATIVE else there).mkdir(parents=True, exist_ok=True)
    if not _IS_RELATIVE:
        yield Folder(there, None)
        return
    handle = os.open(top, _THROUGH)
    try:
        for name in there.relative_to(top).parts:
            above, handle = handle, _below(handle, name, folder, make=make)
            os.close(above)
        yield Folder(there, handle)
    finally:
        os.close(handle)


def _below(handle: int, name: str, folder: Path, *, make: bool) -> int:
    if make:
        with suppress(FileExistsError):
            os.mkdir(name, dir_fd=handle)
    try:
        return os.open(name, _THROUGH | _NO_LINK, dir_fd=handle)
    except OSError:
        # The path was real a moment ago, so something replaced it with a link.
        found = os.stat(name, dir_fd=handle, follow_symlinks=False)
        if stat.S_ISLNK(found.st_mode):
            raise SymlinkEscapeError(folder) from None
        raise


def located(path: Path, root: Path) -> Path:
    """Return the target of a path, with links resolved.

    :raises SymlinkEscapeError: it leads out of `root`.
    """
    there = real(path)
    if not there.is_relative_to(real(root)):
        raise SymlinkEscapeError(path)
    return there


def real(path: Path) -> Path:
    """Return the target of a path, with links resolved; a loop of links fails on opening.

    `Path.resolve` raises for such a circle under some versions of Python.
    """
    return Path(os.path.realpath(path))
