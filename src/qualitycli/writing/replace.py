"""Putting a document where it was asked for: whole or not at all, over another only if asked."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from qualitycli.writing.files import umask, write_new


def write_document(path: Path, text: str, *, over: bool) -> None:
    """Write a document, in UTF-8 with LF line ends.

    Its folder has to be there. A path that a person gives may lie anywhere.

    :param over: whether it may take the place of a file that is there; a link is followed.
    :raises FileExistsError: there is one, and it may not.
    :raises OSError: it cannot be written.
    """
    if not over:
        write_new(path, text, Path(path.anchor or path.absolute().anchor))
        return
    target = path.resolve()
    if target.is_dir():
        raise IsADirectoryError(21, "Is a directory", str(path))
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with open(handle, "w", encoding="utf-8", newline="\n") as file:  # noqa: PTH123  (a handle)
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~umask()
        Path(name).chmod(mode)
        Path(name).replace(target)
    finally:
        with suppress(FileNotFoundError):
            Path(name).unlink()
