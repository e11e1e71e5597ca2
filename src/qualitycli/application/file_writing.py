"""Errors for files that cannot be written."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from qualitycli.application.paths import ShownPath, shown_path
from qualitycli.edits import UnfitEditError
from qualitycli.errors import EditError, FileChangedError, LockTimeoutError, NotWrittenError
from qualitycli.messages import N_, Message
from qualitycli.reading.files import reason_of
from qualitycli.reading.folders import SymlinkEscapeError
from qualitycli.writing.attributes import AttributesLostError
from qualitycli.writing.files import DanglingLinkError


@contextmanager
def writing(
    path: Path, folder: Path | None = None, shown: ShownPath = shown_path
) -> Iterator[None]:
    """Convert exceptions that occur while the file at `path` is written into errors with a message.

    :param folder: the folder that the user gave, if the file is one of several in it.
    :raises NotWrittenError: the file was not written; an existing one is unchanged.
    :raises EditError: an edit does not fit the content of the file.
    """
    try:
        yield
    except (FileChangedError, LockTimeoutError) as error:
        raise type(error)(Path(shown(path))) from error
    except UnfitEditError as error:
        text = N_("{path} was not changed: {reason}.")
        args = {"path": Path(shown(path)), "reason": error.message}
        raise EditError(Message(text, args)) from error
    except _REFUSED as error:
        why = why_not_written(error, path, shown)
        if folder is not None and isinstance(error, SymlinkEscapeError):
            text = N_("{path} leads out of {folder} through a link; it was not written.")
            why = Message(text, {**why.args, "folder": Path(shown(folder))})
        raise NotWrittenError(why) from error


def why_not_written(error: Exception, path: Path, shown: ShownPath = shown_path) -> Message:
    """Return a message on why the file at `path` cannot be written."""
    named = Path(shown(path))
    for kind, text in _TEXTS.items():
        if isinstance(error, kind):
            return Message(text, {"path": named})
    assert isinstance(error, OSError)
    absent = isinstance(error, FileNotFoundError | NotADirectoryError)
    if absent and not os.path.lexists(path.parent):
        return Message(N_("There is no folder {path}."), {"path": Path(shown(path.parent))})
    text = N_("{path} cannot be written: {reason}.")
    return Message(text, {"path": named, "reason": reason_of(error)})


# The first match is reported.
_TEXTS: Final[dict[type[Exception], str]] = {
    DanglingLinkError: N_("{path} leads through a broken link; it was not written."),
    FileExistsError: N_("{path} already exists."),
    SymlinkEscapeError: N_("{path} leads out of the project; it was not written."),
    AttributesLostError: N_("{path} was not written: its permissions could not be preserved."),
}
_REFUSED: Final[tuple[type[Exception], ...]] = (*_TEXTS, OSError)
