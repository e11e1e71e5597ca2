"""Putting a file in its place: whole or not at all, and never where one is already."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


class Leads(Exception):  # noqa: N818  (a reason, told as a message)
    """The path leads out of the project by a link; nothing was written."""


def write_new(path: Path, text: str, root: Path) -> None:
    """Write a file that is not there yet, in UTF-8 with LF line ends.

    The text goes into a file beside it first, which is then given the name: after a crash at any
    point there is the whole file or none.

    :param root: the project's folder, which a link may not lead out of.
    :raises FileExistsError: there is one already.
    :raises Leads: a link on the way leads out of `root`.
    :raises OSError: it cannot be written.
    """
    refuse_to_leave(path, root)
    path.parent.mkdir(parents=True, exist_ok=True)
    if os.path.lexists(path):
        raise FileExistsError(path)
    with beside(path, text) as made:
        _name_it(made, path)


@contextmanager
def beside(path: Path, text: str) -> Iterator[Path]:
    """Give a file of that text in the folder of `path`, to be given its name.

    Whatever is not given the name is gone afterwards.

    :raises OSError: it cannot be written.
    """
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with open(handle, "w", encoding="utf-8", newline="\n") as file:  # noqa: PTH123  (a handle)
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        # What a person's editor would have given it, not what a private file has.
        Path(name).chmod(0o666 & ~current_umask())
        yield Path(name)
    finally:
        with suppress(FileNotFoundError):
            Path(name).unlink()


def refuse_to_leave(path: Path, root: Path) -> None:
    """Refuse a path that leads out of `root` by a link, before anything is made on the way.

    :raises Leads: it does.
    """
    there = next(folder for folder in path.parents if folder.exists())
    if root.exists() and not there.resolve().is_relative_to(root.resolve()):
        raise Leads(path)


def _name_it(made: Path, path: Path) -> None:
    """Give the file its name, unless another has come there meanwhile."""
    try:
        os.link(made, path)
    except FileExistsError:
        raise
    except OSError:
        # A file system without hard links: what may come between is a moment.
        if os.path.lexists(path):
            raise FileExistsError(path) from None
        made.rename(path)


def current_umask() -> int:
    """Return what the process leaves out of the rights of a new file."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
