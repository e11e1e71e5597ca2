"""Writing files, and saying why one was not written."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from qualitycli.application.paths import shown_path
from qualitycli.cli.session import Session
from qualitycli.edits import Unfit
from qualitycli.messages import N_, Message
from qualitycli.reading.files import reason_of
from qualitycli.reading.folders import SymlinkEscapeError
from qualitycli.writing.attributes import AttributesLostError
from qualitycli.writing.files import DanglingLinkError, FileChangedError, write_new, write_output
from qualitycli.writing.lock import LockTimeoutError


def write_asked(
    session: Session, path: Path, content: bytes, *, force: bool, root: Path | None = None
) -> None:
    """Write a file that a person asked for by its path whole, or say why it cannot be written.

    :param force: whether it may take the place of one that is there.
    :param root: the folder that the person named, if this is one of several files in it.
    :raises Stop: it was not written; with status 2.
    """
    with refusing(session, path, root):
        try:
            write_output(path, content, force=force, root=root)
            session.has_written = True
        except DanglingLinkError:
            raise
        except FileExistsError:
            text = N_("{path} is there already and stays as it is; --force replaces it.")
            session.refuse(text, path=Path(shown_path(path)))


def write_of_project(session: Session, path: Path, text: str, root: Path) -> None:
    """Write a file of a project that is not there yet, or say why it cannot be written.

    :param root: the project's folder, which a link may not lead out of.
    :raises Stop: it was not written; with status 2.
    """
    with refusing(session, path):
        write_new(path, text, root)
        session.has_written = True


@contextmanager
def refusing(session: Session, path: Path, folder: Path | None = None) -> Iterator[None]:
    """Say what keeps the file at `path` from being written, where something does.

    :param folder: the folder that the person named, if the file is one of several in it.
    :raises Stop: with status 2.
    """
    try:
        yield
    except _REFUSED as error:
        why = why_not_written(error, path)
        if folder is not None and isinstance(error, SymlinkEscapeError):
            text = N_("{path} leads out of {folder} through a link; it was not written.")
            why = Message(text, {**why.args, "folder": Path(shown_path(folder))})
        session.refuse(why.text, **why.args)


def why_not_written(error: Exception, path: Path) -> Message:
    """Return a message that says why the file at `path` cannot be written."""
    shown = Path(shown_path(path))
    for kind, text in _TEXTS.items():
        if isinstance(error, kind):
            return Message(text, {"path": shown})
    if isinstance(error, Unfit):
        text = N_("{path} stays as it is: {reason}.")
        return Message(text, {"path": shown, "reason": error.message})
    assert isinstance(error, OSError)
    absent = isinstance(error, FileNotFoundError | NotADirectoryError)
    if absent and not os.path.lexists(path.parent):
        return Message(N_("There is no folder {path}."), {"path": Path(shown_path(path.parent))})
    text = N_("{path} cannot be written: {reason}.")
    return Message(text, {"path": shown, "reason": reason_of(error)})


# The first match is reported.
_TEXTS: Final[dict[type[Exception], str]] = {
    DanglingLinkError: N_("{path} leads through a broken link; it was not written."),
    FileExistsError: N_("{path} is there already and stays as it is."),
    SymlinkEscapeError: N_("{path} leads out of the project; it was not written."),
    AttributesLostError: N_("{path} was not written: its permissions could not be preserved."),
    LockTimeoutError: N_("{path} is being written by another program; try again."),
    FileChangedError: N_("{path} has changed meanwhile; it was not written. Try again."),
}
_REFUSED: Final[tuple[type[Exception], ...]] = (*_TEXTS, Unfit, OSError)
