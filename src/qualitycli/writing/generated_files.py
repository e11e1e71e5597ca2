"""Files that the tool makes from others: made anew at will, but never over a person's own."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Final

from qualitycli.reading.folders import Folder, opened
from qualitycli.writing.files import put, refuse_dangling

# Far more than a schema has.
_MOST_BYTES: Final = 8 * 1024 * 1024
MADE_KEY: Final = "$comment"
MADE_BY: Final = "quality schema"


class ForeignFileError(Exception):
    """There is a file that the tool did not make; nothing was written."""


def write_made(path: Path, text: str, root: Path, *, force: bool = False) -> bool:
    """Write a JSON file over one that was made before, if there is one, whole or not at all.

    :param root: the folder that a link may not lead out of.
    :param force: whether to write over any file.
    :returns: whether anything changed.
    :raises ForeignFileError: there is a file that the tool did not make.
    :raises SymlinkEscapeError: a link on the way leads out of `root`.
    :raises OSError: it cannot be written.
    """
    refuse_dangling(path.parent)
    content = text.encode()
    with opened(path.parent, root, make=True) as folder:

        def look() -> None:
            if not force:
                _refuse_foreign(folder, path)

        look()
        if _is_file(folder, path.name) and folder.read(path.name) == content:
            return False
        put(folder, path.name, content, over=True, last_look=look)
    return True


def refuse_foreign(path: Path) -> None:
    """Refuse to write over what the tool did not make.

    :raises ForeignFileError: a file, a link or a folder is there that it did not make.
    :raises OSError: what is there cannot be read.
    """
    if path.parent.is_dir():
        with opened(path.parent, path.parent) as folder:
            _refuse_foreign(folder, path)


def _refuse_foreign(folder: Folder, path: Path) -> None:
    if folder.status(path.name) is None:
        return
    if not _is_file(folder, path.name) or not _is_made(folder.read(path.name, _MOST_BYTES)):
        raise ForeignFileError(path)


def _is_file(folder: Folder, name: str) -> bool:
    status = folder.status(name)
    return status is not None and stat.S_ISREG(status.st_mode)


def _is_made(content: bytes) -> bool:
    try:
        value = json.loads(content.decode(errors="replace"))
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) and str(value.get(MADE_KEY, "")).startswith(MADE_BY)
