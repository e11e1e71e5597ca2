"""Making edits in a year: the result is checked before it replaces the file that was read."""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from pathlib import Path

from qualitycli.checks import check_year
from qualitycli.cli.projects import sound_content
from qualitycli.cli.session import Session, shown_path
from qualitycli.edits import Edit, Unfit
from qualitycli.messages import N_
from qualitycli.reading.load import parse_year
from qualitycli.reading.project import Project
from qualitycli.source import Source
from qualitycli.workspace import CatalogueFile, YearFile
from qualitycli.writing.files import Changed, Leads, replace
from qualitycli.writing.form import YearForm
from qualitycli.writing.lock import Busy, locked
from qualitycli.writing.surgery import Unreadable, apply_edits


def write_back(
    session: Session,
    project: Project,
    path: Path,
    year_file: YearFile,
    catalogue_file: CatalogueFile,
    edits: Sequence[Edit],
) -> None:
    """Make edits in a year that was read from `path`, and write it.

    :raises Stop: the result would have errors, or it cannot be written; the file is as it was.
    """
    shown = Path(shown_path(path))
    source = year_file.file.source
    try:
        text = apply_edits(source, edits, YearForm(catalogue_file.catalogue))
    except Unfit as error:
        session.refuse(N_("{path} was not changed: {reason}."), path=shown, reason=error.message)
    except Unreadable as error:
        sound_content(session, parse_year(source), list(error.found))
        raise
    made = parse_year(Source(source.name, text), year_file.named)
    found = list(made.found)
    if made.content is not None:
        found += check_year(made.content, catalogue_file)
    sound_content(session, made, found)
    try:
        with locked(path):
            replace(path, text, _as_read(path, source), project.root)
    except Changed:
        session.refuse(N_("{path} was changed meanwhile; nothing was written."), path=shown)
    except Busy:
        session.refuse(N_("{path} is being written by another process."), path=shown)
    except Leads:
        session.refuse(N_("{path} leads out of the project; it was not written."), path=shown)
    except OSError as error:
        session.refuse(
            N_("{path} cannot be written: {reason}."), path=shown, reason=error.strerror or ""
        )


def _as_read(path: Path, source: Source) -> bytes:
    """Return the bytes that the text was read from.

    :raises Changed: the file holds something else by now.
    """
    data = path.read_bytes()
    if data.removeprefix(codecs.BOM_UTF8) != source.text.encode("utf-8"):
        raise Changed(path)
    return data
