"""Importing a spreadsheet into a year or a rater's file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from qualitycli.application.file_editing import FileChange
from qualitycli.application.open_year import OpenYear
from qualitycli.application.paths import shown_path
from qualitycli.application.year_edits import YearEdit
from qualitycli.diagnostics import Diagnostic, Findings, has_errors
from qualitycli.errors import InvalidWorkbookError
from qualitycli.exchange.grid import Book
from qualitycli.exchange.incoming import book_of
from qualitycli.exchange.proposal import ImportProposal, Preference, proposal_of
from qualitycli.reading.files import read_bytes
from qualitycli.source import Source

if TYPE_CHECKING:
    from qualitycli.application.rater_files import OpenRaterFile


class ProposedImport(NamedTuple):
    """The changes that a spreadsheet proposes, not yet written.

    :ivar rater_file: the rater's file to change instead of the year's, or None.
    :ivar seen: the text of the file that the spreadsheet was compared with.
    """

    year: OpenYear
    rater_file: OpenRaterFile | None
    seen: Source
    proposal: ImportProposal

    @property
    def path(self) -> Path:
        """The file that would change."""
        return self.year.path if self.rater_file is None else self.rater_file.path

    def write(self) -> FileChange[Any]:
        """Write the changes, unless the file was changed since they were proposed.

        :raises QualityError: nothing was written.
        """
        edits = self.proposal.edits
        if self.rater_file is not None:
            return self.rater_file.write(edits)
        return self.year.change(YearEdit(lambda _: edits), seen=self.seen)


def proposed_import(
    year: OpenYear, workbook: Path, prefer: Preference | None = None, rater: str | None = None
) -> ProposedImport:
    """Return the changes that a spreadsheet proposes for a year without errors.

    :param prefer: which of two changes of the same value to use; None reports them as errors.
    :param rater: the name of the rater whose file to change instead of the year's.
    :raises InvalidWorkbookError: the spreadsheet cannot be read, or has errors.
    :raises QualityError: the year or the rater's file cannot be used.
    """
    year.editable()
    file = year.checked()
    rater_file = None if rater is None else _rater_file(year, rater)
    compared = file if rater_file is None else rater_file.as_year()
    proposal = proposal_of(_book(workbook), compared, year.project.catalogue_file, prefer)
    if has_errors(proposal.found):
        raise InvalidWorkbookError(Findings(proposal.found), None)
    return ProposedImport(year, rater_file, compared.file.source, proposal)


def _rater_file(year: OpenYear, rater: str) -> OpenRaterFile:
    # Loaded on demand: with the comparison of raters it takes a tenth of an import.
    from qualitycli.application.rater_files import open_rater_file

    return open_rater_file(year, rater)


def _book(path: Path) -> Book:
    name = shown_path(path)
    data = read_bytes(path, name)
    book = data if isinstance(data, Diagnostic) else book_of(data, name)
    if isinstance(book, Diagnostic):
        raise InvalidWorkbookError(Findings([book]), None)
    return book
