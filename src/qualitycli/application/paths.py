"""What a file is called in messages."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

# How a caller wants files to be named: from the working folder, unless it says otherwise.
ShownPath = Callable[[Path], str]


def shown_path(path: Path) -> str:
    """Return a path as the person knows it: from the working folder, where it lies below it."""
    # Links are not followed: the person knows the file by the name that it has here.
    whole = Path(os.path.abspath(path))  # noqa: PTH100  (resolve would follow them)
    try:
        return whole.relative_to(os.getcwd()).as_posix()  # noqa: PTH109  (as abspath does)
    except ValueError:
        return str(path)
