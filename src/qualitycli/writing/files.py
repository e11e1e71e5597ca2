"""Write files atomically, at their real paths, replacing only known contents."""

from __future__ import annotations

import codecs
import errno
import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Final

from qualitycli.errors import FileChangedError
from qualitycli.reading.folders import Folder, located, opened, real
from qualitycli.writing.attributes import REFUSALS, attributes_of, keep_attributes
from qualitycli.writing.unfinished import clear_unfinished, unfinished

# Errors if a file cannot be created in one folder, or not be moved to another.
_NOT_FROM_THERE: Final = frozenset({errno.EXDEV, errno.EROFS}) | REFUSALS


class DanglingLinkError(FileExistsError):
    """The path leads through a broken link; nothing was created."""


def write_new(path: Path, text: str, root: Path) -> None:
    """Write a new file, in UTF-8 with LF line ends, and create its folder.

    :param root: the project's folder, which links may not lead out of.
    :raises FileExistsError: the file already exists.
    :raises SymlinkEscapeError: a link on the way leads out of `root`.
    :raises OSError: it cannot be written.
    """
    refuse_dangling(path)
    with opened(path.parent, root, make=True) as folder:
        if folder.status(path.name) is not None:
            raise FileExistsError(path)
        put(folder, path.name, text.encode("utf-8"))


def write_output(path: Path, content: bytes, *, force: bool, root: Path | None = None) -> None:
    """Write an output file at the path that a user named, anywhere; links are followed.

    :param force: whether to replace an existing file; it keeps its permissions.
    :param root: the folder that the user named, if the file is one of several in it. It is
        created, and links below it may not lead out of it.
    :raises FileExistsError: the file already exists, or is not a regular file.
    :raises SymlinkEscapeError: a link leads out of `root`.
    :raises OSError: it cannot be written.
    """
    refuse_dangling(path)
    target = real(path) if root is None else located(path, root)
    top = root or target.parent
    with opened(target.parent, top, make=root is not None) as folder, _hidden_in(root) as place:
        status = folder.status(target.name)
        if status is not None and not (force and stat.S_ISREG(status.st_mode)):
            raise FileExistsError(path)
        put(folder, target.name, content, over=force, hidden_in=place)


@contextmanager
def _hidden_in(root: Path | None) -> Iterator[Folder | None]:
    """Open the folder above a published one, so that unfinished files do not appear in it."""
    with ExitStack() as stack:
        folder = None
        if root is not None:
            with suppress(OSError):
                folder = stack.enter_context(opened(real(root).parent, real(root).parent))
        yield folder


def clear_before_publishing(root: Path) -> None:
    """Remove unfinished files of killed processes in a folder and the one above it."""
    for path in (real(root).parent, root):
        with suppress(OSError), opened(path, path) as folder:
            clear_unfinished(folder)


def replace(path: Path, text: str, expected: bytes, root: Path) -> None:
    """Replace the contents of a file with `text`, in UTF-8; a byte-order mark is kept.

    The caller holds the file's lock. The file keeps its permissions, access list and extended
    attributes and, if the system permits it, its owner.

    :param expected: the file's bytes when it was read.
    :param root: the folder that links may not lead out of.
    :raises FileChangedError: the contents are no longer `expected`.
    :raises SymlinkEscapeError: a link on the way leads out of `root`.
    :raises AttributesLostError: its permissions or attributes cannot be kept.
    :raises OSError: it cannot be written.
    """
    target = located(path, root)
    if not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    mark = codecs.BOM_UTF8 if expected.startswith(codecs.BOM_UTF8) else b""
    with opened(target.parent, root) as folder:

        def unchanged() -> None:
            if folder.read(target.name) != expected:
                raise FileChangedError(path)

        put(folder, target.name, mark + text.encode("utf-8"), over=True, last_look=unchanged)


def put(
    folder: Folder,
    name: str,
    content: bytes,
    *,
    over: bool = False,
    hidden_in: Folder | None = None,
    last_look: Callable[[], None] = lambda: None,
) -> None:
    """Write a file in a folder atomically; all files are written by this function.

    The content is first written to a hidden file and synced to disk; then the file is renamed.
    After a crash at any point, there is either the complete file or the previous one.

    :param over: whether to replace an existing file; its attributes are kept.
    :param hidden_in: the folder for the hidden file, if it can be created there and moved.
    :param last_look: called right before the renaming; raises if the file must not be written.
    :raises FileExistsError: the name is taken and `over` is false.
    :raises AttributesLostError: the attributes cannot be kept.
    :raises OSError: it cannot be written.
    """
    clear_unfinished(folder, name)
    for place in dict.fromkeys((hidden_in or folder, folder)):
        try:
            _put_from(place, folder, name, content, last_look, over=over)
            break
        except OSError as error:
            if place is folder or error.errno not in _NOT_FROM_THERE:
                raise
    _sync_folder(folder)


def _put_from(
    place: Folder,
    folder: Folder,
    name: str,
    content: bytes,
    last_look: Callable[[], None],
    *,
    over: bool,
) -> None:
    old = folder.status(name) if over else None
    is_kept = old is not None and stat.S_ISREG(old.st_mode)
    kept = attributes_of(folder, name) if is_kept else None
    with unfinished(place, kept.first_mode if kept else 0o666) as (made, file):
        if kept is not None:
            # Before there is any content to read.
            keep_attributes(kept, file.fileno())
        file.write(content)
        file.flush()
        _sync(file.fileno())
        if sys.platform == "win32":
            # An open file cannot be renamed.
            file.close()
        last_look()
        if over:
            os.replace(
                place.at(made), folder.at(name), src_dir_fd=place.handle, dst_dir_fd=folder.handle
            )
        else:
            _name_it(place, made, folder, name)


def _name_it(place: Folder, made: str, folder: Folder, name: str) -> None:
    """Rename the file, unless the name has been taken in the meantime."""
    old, new = place.at(made), folder.at(name)
    try:
        os.link(old, new, src_dir_fd=place.handle, dst_dir_fd=folder.handle)
    except FileExistsError:
        raise
    except OSError:
        # A file system without hard links: another writer has only a moment to interfere.
        if folder.status(name) is not None:
            raise FileExistsError(name) from None
        os.rename(old, new, src_dir_fd=place.handle, dst_dir_fd=folder.handle)


def _sync(file: int) -> None:
    """Sync a file to disk, if the file system supports it."""
    try:
        os.fsync(file)
    except OSError as error:
        if error.errno not in REFUSALS:
            raise


def _sync_folder(folder: Folder) -> None:
    """Sync the folder's new entry to disk; the file exists even if this fails."""
    with suppress(OSError):
        handle = os.open(folder.at("."), os.O_RDONLY, dir_fd=folder.handle)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def refuse_dangling(path: Path) -> None:
    """Refuse a path with a broken link: the file would be created elsewhere.

    :raises DanglingLinkError: there is one.
    """
    for one in (path, *path.absolute().parents):
        # Unlike pathlib, these functions treat a name that is too long as missing; opening the file
        # reports it.
        if os.path.islink(one) and not os.path.exists(one):  # noqa: PTH110, PTH114  (see above)
            raise DanglingLinkError(path)
