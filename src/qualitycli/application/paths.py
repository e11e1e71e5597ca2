"""What a file is called in messages."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from qualitycli.reading.project import project_above

# How a caller wants files to be named: from the working folder, unless it says otherwise.
ShownPath = Callable[[Path], str]


def shown_path(path: Path) -> str:
    """Return a path relative to the working folder, if it is in it or in the project around it."""
    # Links are not followed: the person knows the file by the name that it has here.
    whole = Path(os.path.abspath(path))  # noqa: PTH100  (resolve would follow them)
    here = Path(os.getcwd())  # noqa: PTH109  (as abspath does)
    if here not in (whole, *whole.parents):
        project = project_above(here)
        if project is None or project.root not in whole.parents:
            return str(path)
    return Path(os.path.relpath(whole, here)).as_posix()
