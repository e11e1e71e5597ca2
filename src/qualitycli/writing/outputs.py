"""Putting a file that a command made where the person wants it."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from qualitycli.writing.files import name_it, umask


def write_output(path: Path, content: bytes, *, force: bool) -> None:
    """Write a file, which may lie anywhere: whole or not at all.

    :param force: whether a file that is there already is replaced.
    :raises FileExistsError: there is one already, or something that is no file.
    :raises OSError: it cannot be written.
    """
    # A link keeps leading where it does.
    path = Path(os.path.realpath(path))
    if os.path.lexists(path) and not (force and path.is_file()):
        raise FileExistsError(path)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with open(handle, "wb") as file:  # noqa: PTH123  (a handle)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(_mode(path))
        if force:
            Path(name).replace(path)
        else:
            name_it(Path(name), path)
    finally:
        with suppress(FileNotFoundError):
            Path(name).unlink()


def _mode(path: Path) -> int:
    """Return the rights of the file that is replaced, else what an editor would give a new one."""
    if path.exists():
        return path.stat().st_mode & 0o777
    return 0o666 & ~umask()
