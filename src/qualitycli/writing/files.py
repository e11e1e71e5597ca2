"""Putting a file in its place: whole or not at all, and only in place of what is known."""

from __future__ import annotations

import codecs
import errno
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from qualitycli.reading.files import real

# What a writer that was killed leaves behind ends so; the next one clears it away.
_UNFINISHED: Final = ".unfinished"


class SymlinkEscapeError(Exception):
    """The path leads out of the project by a link; nothing was written."""


def write_new(path: Path, text: str, root: Path) -> None:
    """Write a file that is not there yet, in UTF-8 with LF line ends.

    The text goes into a file beside it first, which is then given the name: after a crash at any
    point there is the whole file or none.

    :param root: the project's folder, which a link may not lead out of.
    :raises FileExistsError: there is one already.
    :raises SymlinkEscapeError: a link on the way leads out of `root`.
    :raises OSError: it cannot be written.
    """
    refuse_to_leave(path, root)
    path.parent.mkdir(parents=True, exist_ok=True)
    if os.path.lexists(path):
        raise FileExistsError(path)
    with beside(path, text.encode("utf-8"), rights_of_new()) as made:
        _name_it(made, path)


def write_output(path: Path, content: bytes, *, force: bool) -> None:
    """Write a file that a person asked for by its path, which may lie anywhere; a link is followed.

    :param force: whether a file that is there already is replaced; it keeps its rights.
    :raises FileExistsError: there is one already, or something that is no file.
    :raises OSError: it cannot be written.
    """
    path = real(path)
    there = os.path.lexists(path)
    if there and not (force and path.is_file()):
        raise FileExistsError(path)
    rights = stat.S_IMODE(path.stat().st_mode) if there else rights_of_new()
    with beside(path, content, rights) as made:
        if force:
            made.replace(path)
        else:
            _name_it(made, path)


@contextmanager
def beside(path: Path, content: bytes, rights: int) -> Iterator[Path]:
    """Give a hidden file with that content, down on the disk, to take the place of `path`.

    Whatever does not take it is gone afterwards.

    :raises OSError: it cannot be written.
    """
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=_UNFINISHED, dir=path.parent)
    made = Path(name)
    try:
        with open(handle, "wb") as file:  # noqa: PTH123  (a handle)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        made.chmod(rights)
        yield made
    finally:
        made.unlink(missing_ok=True)


class FileChangedError(Exception):
    """The file is not what it was when it was read; nothing was written."""


def replace(path: Path, text: str, expected: bytes, root: Path) -> None:
    """Put `text` in place of what a file holds, in UTF-8, with the byte-order mark it had.

    The caller holds the file's lock. The text goes into a hidden file beside it first, which then
    takes its place at once: after a crash at any point the old or the new text is there whole.
    The file keeps its permissions and, where the system lets us, its owner.

    :param expected: the file's bytes when it was read.
    :param root: the folder that a link may not lead out of.
    :raises FileChangedError: the file holds something else than `expected`.
    :raises SymlinkEscapeError: a link on the way leads out of `root`.
    :raises OSError: it cannot be written.
    """
    refuse_links_out(path, root)
    target = real(path)
    status = target.stat()
    if not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    _clear_unfinished(target)
    mark = codecs.BOM_UTF8 if expected.startswith(codecs.BOM_UTF8) else b""
    with beside(target, mark + text.encode("utf-8"), stat.S_IMODE(status.st_mode)) as made:
        if hasattr(os, "chown"):
            with suppress(PermissionError):
                os.chown(made, status.st_uid, status.st_gid)
        if target.read_bytes() != expected:
            raise FileChangedError(path)
        made.replace(target)
    _sync_folder(target.parent)


def refuse_links_out(path: Path, root: Path) -> None:
    """Refuse a file that lies outside of `root`, wherever its name leads.

    :raises SymlinkEscapeError: it does.
    """
    if not real(path).is_relative_to(real(root)):
        raise SymlinkEscapeError(path)


def _clear_unfinished(target: Path) -> None:
    """Remove what writers of this file left that did not live to remove it."""
    for left in target.parent.iterdir():
        if left.name.startswith(f".{target.name}.") and left.name.endswith(_UNFINISHED):
            left.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Have the folder's new entry on the disk, where folders can be told so."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def refuse_to_leave(path: Path, root: Path) -> None:
    """Refuse a path that leads out of `root` by a link, before anything is made on the way.

    :raises SymlinkEscapeError: it does.
    """
    there = next(folder for folder in path.parents if folder.exists())
    if root.exists() and not real(there).is_relative_to(real(root)):
        raise SymlinkEscapeError(path)


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


def rights_of_new() -> int:
    """Return the rights that an editor would give a new file, not those of a private one."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
