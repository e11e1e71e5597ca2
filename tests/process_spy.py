"""Record the side effects of a run: connections, programs, and files opened for writing.

Python reports them to an audit hook, even if a C library causes them. A hook cannot be removed, so
there is one for all tests, which is active only on request.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

_NETWORK: Final = ("socket.", "urllib.", "http.", "ftplib.", "smtplib.", "poplib.", "imaplib.")
_PROGRAMS: Final = (
    "subprocess.",
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "os.fork",
    "webbrowser.",
)
_CHANGES: Final = ("os.mkdir", "os.rename", "os.remove", "os.link", "os.symlink", "os.truncate")
_WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class Watch:
    """The recorded events, and the error that every write raises while `fails` is set.

    :ivar reached: network events and programs that were started.
    :ivar changed: paths that were opened for writing, created, renamed or removed.
    """

    def __init__(self, fails: int | None = None) -> None:
        self.fails = fails
        self.reached: list[str] = []
        self.changed: list[Path] = []

    def see(self, event: str, args: tuple[Any, ...]) -> None:
        """Record an event; refuse a write if the disk is simulated as full or read-only."""
        if event.startswith((*_NETWORK, *_PROGRAMS)):
            self.reached.append(event)
        for path in _written(event, args):
            self.changed.append(path)
            if self.fails is not None and event != "os.remove":
                raise OSError(self.fails, os.strerror(self.fails), str(path))


def _written(event: str, args: tuple[Any, ...]) -> Iterator[Path]:
    if event == "open" and isinstance(args[0], str | bytes | os.PathLike):
        mode, flags = args[1], args[2]
        by_mode = isinstance(mode, str) and any(sign in mode for sign in "wax+")
        if by_mode or (mode is None and flags & _WRITING):
            yield _whole(args[0], _opening[-1] if _opening else None)
    elif event in _CHANGES:
        paths = [one for one in args[:2] if isinstance(one, str | bytes | os.PathLike)]
        # The paths are followed by the folders that they are relative to, one for each.
        folders = args[-len(paths) :] if paths else ()
        yield from map(_whole, paths, folders)


def _whole(path: Any, folder: Any) -> Path:
    """Return a path as absolute; it may be relative to an open folder. Keep symlinks."""
    name = os.fsdecode(path)
    if isinstance(folder, int) and folder >= 0:
        name = os.path.join(os.readlink(f"/proc/self/fd/{folder}"), name)  # noqa: PTH115, PTH118  (paths as texts)
    return Path(os.path.abspath(name))  # noqa: PTH100  (resolve would follow symlinks)


# When a file is opened, Python does not pass the folder of a relative name to the hook.
_opening: list[int | None] = []
_open: Final = os.open


def _open_noting(path: Any, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
    _opening.append(dir_fd)
    try:
        return _open(path, flags, mode, dir_fd=dir_fd)
    finally:
        _opening.pop()


_watches: list[Watch] = []


def _hook(event: str, args: tuple[Any, ...]) -> None:
    for watch in _watches:
        watch.see(event, args)


sys.addaudithook(_hook)


@contextmanager
def watching(fails: int | None = None) -> Iterator[Watch]:
    """Record what happens inside the block."""
    watch = Watch(fails)
    _watches.append(watch)
    os.open = _open_noting
    try:
        yield watch
    finally:
        os.open = _open
        _watches.remove(watch)
