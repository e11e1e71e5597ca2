"""Paths of files as shown in messages."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

from qualitycli.reading.project import project_above

# Returns the path of a file as shown in messages; by default relative to the working folder.
ShownPath = Callable[[Path], str]


def shown_path(path: Path) -> str:
    """Return a path relative to the working folder, if it is there or in the enclosing project."""
    return _shown(Path(os.getcwd()), path)  # noqa: PTH109  (as abspath does)


def shown_from(here: Path) -> ShownPath:
    """Return a function that returns paths as if a folder were the working one."""
    return partial(_shown, here)


def _shown(here: Path, path: Path) -> str:
    # Symlinks are not followed: the user knows the file by this name.
    whole = Path(os.path.abspath(path))  # noqa: PTH100  (resolve would follow them)
    if here not in (whole, *whole.parents):
        project = project_above(here)
        if project is None or project.root not in whole.parents:
            return str(path)
    return Path(os.path.relpath(whole, here)).as_posix()
