"""Writing into the file of a year what was decided: only the lines that must change do."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from qualitycli.checks import check_year
from qualitycli.cli.base import Stop
from qualitycli.cli.projects import sound_content
from qualitycli.cli.session import Session, shown_path
from qualitycli.cli.status import FAILED
from qualitycli.edits import Edit, Unfit
from qualitycli.messages import N_
from qualitycli.reading.files import decode
from qualitycli.reading.load import parse_year
from qualitycli.reading.project import Project
from qualitycli.source import Source
from qualitycli.workspace import CatalogueFile, YearFile
from qualitycli.writing.files import Changed, Leads, replace
from qualitycli.writing.form import YearForm
from qualitycli.writing.lock import Busy, locked
from qualitycli.writing.surgery import apply_edits


class Record:
    """The file of a year while decisions are written into it, one after the other.

    :ivar year: what the file says now.
    """

    def __init__(
        self, session: Session, project: Project, path: Path, catalogue: CatalogueFile, year: YearFile
    ) -> None:
        self._session = session
        self._project = project
        self._path = path
        self._catalogue_file = catalogue
        self.year = year

    def write(self, edits: Sequence[Edit]) -> None:
        """Make edits in the file, and read it again.

        :raises Stop: the file was changed meanwhile, cannot be written, or would have errors.
        """
        path = Path(shown_path(self._path))
        try:
            with locked(self._path):
                self._replace(edits)
        except Unfit as error:
            self._refuse(N_("{path} was left as it is: {reason}."), reason=error.message)
        except (Changed, Busy):
            self._refuse(N_("{path} was changed meanwhile and stays as it is; begin again."))
        except Leads:
            self._refuse(N_("{path} leads out of the project; it was not written."))
        except OSError as error:
            text = N_("{path} cannot be written: {reason}.")
            self._session.refuse(text, path=path, reason=error.strerror or "")

    def _replace(self, edits: Sequence[Edit]) -> None:
        before = self._path.read_bytes()
        source = decode(before, self.year.file.name)
        if not isinstance(source, Source) or source.text != self.year.file.source.text:
            raise Changed(self._path)
        text = apply_edits(source, edits, YearForm(self._catalogue_file.catalogue))
        loaded = parse_year(Source(source.name, text), self.year.named)
        found = list(loaded.found)
        if loaded.content is not None:
            found += check_year(loaded.content, self._catalogue_file)
        year = sound_content(self._session, loaded, found)
        if text != source.text:
            replace(self._path, text, before, self._project.root)
        self.year = year

    def _refuse(self, text: str, **args: object) -> NoReturn:
        self._session.complain(text, path=Path(shown_path(self._path)), **args)
        raise Stop(FAILED)
