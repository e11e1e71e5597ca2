"""Writing a file that a person asked for by its path."""

from __future__ import annotations

from pathlib import Path

from qualitycli.cli.session import Session, shown_path
from qualitycli.messages import N_
from qualitycli.reading.files import reason_of
from qualitycli.writing.files import write_output


def write_asked(session: Session, path: Path, content: bytes, *, force: bool) -> None:
    """Write a file whole, or say why it cannot be written.

    :param force: whether it may take the place of one that is there.
    :raises Stop: it was not written; with status 2.
    """
    shown = Path(shown_path(path))
    try:
        write_output(path, content, force=force)
    except FileExistsError:
        text = N_("{path} is there already and stays as it is; --force replaces it.")
        session.refuse(text, path=shown)
    except OSError as error:
        if not path.parent.is_dir():
            session.refuse(N_("There is no folder {path}."), path=Path(shown_path(path.parent)))
        text = N_("{path} cannot be written: {reason}.")
        session.refuse(text, path=shown, reason=reason_of(error))
