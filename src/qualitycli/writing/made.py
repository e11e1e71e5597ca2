"""Files that the tool makes from others: made anew at will, but never over a person's own."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Final

from qualitycli.writing.files import beside, refuse_to_leave, rights_of_new

# Far more than a schema has.
_MOST_CHARACTERS: Final = 8 * 1024 * 1024
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
    refuse_to_leave(path, root)
    if not force:
        refuse_foreign(path)
    if path.is_file() and not path.is_symlink() and path.read_bytes() == text.encode():
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    with beside(path, text.encode(), rights_of_new()) as made:
        if not force:
            # Once more: it may have come there meanwhile.
            refuse_foreign(path)
        made.replace(path)
    return True


def refuse_foreign(path: Path) -> None:
    """Refuse to write over what the tool did not make.

    :raises ForeignFileError: a file, a link or a folder is there that it did not make.
    :raises OSError: what is there cannot be read.
    """
    if os.path.lexists(path) and (path.is_symlink() or not path.is_file() or not _is_made(path)):
        raise ForeignFileError(path)


def _is_made(path: Path) -> bool:
    with path.open(encoding="utf-8", errors="replace") as file:
        text = file.read(_MOST_CHARACTERS)
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) and str(value.get(MADE_KEY, "")).startswith(MADE_BY)
