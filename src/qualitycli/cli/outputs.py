"""Writing files, and saying why one was not written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from qualitycli.cli.session import Session, shown_path
from qualitycli.edits import Unfit
from qualitycli.messages import N_
from qualitycli.reading.files import reason_of
from qualitycli.writing.files import FileChangedError, SymlinkEscapeError, write_output
from qualitycli.writing.lock import LockTimeoutError


def write_asked(session: Session, path: Path, content: bytes, *, force: bool) -> None:
    """Write a file that a person asked for by its path whole, or say why it cannot be written.

    :param force: whether it may take the place of one that is there.
    :raises Stop: it was not written; with status 2.
    """
    with refusing(session, path):
        try:
            write_output(path, content, force=force)
        except FileExistsError:
            text = N_("{path} is there already and stays as it is; --force replaces it.")
            session.refuse(text, path=Path(shown_path(path)))


@contextmanager
def refusing(session: Session, path: Path) -> Iterator[None]:
    """Say what keeps the file at `path` from being written, where something does.

    :raises Stop: with status 2.
    """
    shown = Path(shown_path(path))
    try:
        yield
    except FileExistsError:
        session.refuse(N_("{path} is there already and stays as it is."), path=shown)
    except SymlinkEscapeError:
        session.refuse(N_("{path} leads out of the project; it was not written."), path=shown)
    except LockTimeoutError:
        session.refuse(N_("{path} is being written by another program; try again."), path=shown)
    except FileChangedError:
        text = N_("{path} has changed meanwhile; it was not written. Try again.")
        session.refuse(text, path=shown)
    except Unfit as unfit:
        text = N_("{path} stays as it is: {reason}.")
        session.refuse(text, path=shown, reason=unfit.message)
    except OSError as error:
        absent = isinstance(error, FileNotFoundError | NotADirectoryError)
        if absent and not path.parent.is_dir():
            session.refuse(N_("There is no folder {path}."), path=Path(shown_path(path.parent)))
        text = N_("{path} cannot be written: {reason}.")
        session.refuse(text, path=shown, reason=reason_of(error))
