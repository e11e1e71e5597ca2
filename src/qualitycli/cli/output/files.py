"""Writing files that the user requested."""

from __future__ import annotations

from pathlib import Path

from qualitycli.application.file_writing import writing
from qualitycli.application.paths import shown_path
from qualitycli.cli.run.session import Session
from qualitycli.errors import NotWrittenError
from qualitycli.messages import N_, Message
from qualitycli.writing.files import DanglingLinkError, write_new, write_output


def write_requested(
    session: Session, path: Path, content: bytes, *, force: bool, root: Path | None = None
) -> None:
    """Write a file, completely or not at all, to a path that the user gave.

    :param force: whether an existing file may be overwritten.
    :param root: the folder that the user gave, if this is one of several files in it.
    :raises NotWrittenError: it was not written.
    """
    with writing(path, root):
        try:
            write_output(path, content, force=force, root=root)
            session.has_written = True
        except DanglingLinkError:
            raise
        except FileExistsError as error:
            text = N_("{path} already exists (use --force to overwrite).")
            raise NotWrittenError(Message(text, {"path": Path(shown_path(path))})) from error


def write_project_file(session: Session, path: Path, text: str, root: Path) -> None:
    """Write a new file of a project.

    :param root: the project's folder; symlinks must not lead out of it.
    :raises NotWrittenError: it was not written.
    """
    with writing(path):
        write_new(path, text, root)
        session.has_written = True
