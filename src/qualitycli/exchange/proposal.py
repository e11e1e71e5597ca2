"""Turning an imported table into proposed changes or findings.

The values in the table are compared with the exported values and with the current values of the
year. Only values that somebody changed in the table become changes. So later changes to the year
are kept, and clearing a cell removes its value.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from qualitycli.cards.card import card_values
from qualitycli.cards.change import RatingChange
from qualitycli.cards.fields import (
    ID_HEADING,
    LEVEL_HEADING,
    Field,
    Values,
    fields,
    in_quotes,
    own_field,
    shown,
)
from qualitycli.cards.marks import FORMAT
from qualitycli.diagnostics import Diagnostic, Place, by_place, has_errors
from qualitycli.edits import Edit
from qualitycli.exchange.changes import edits_of
from qualitycli.exchange.grid import Book, Grid
from qualitycli.exchange.headings import Headings
from qualitycli.exchange.outcome import faults_of
from qualitycli.exchange.rows import MOST_FINDINGS, Codes, Reader, SheetRow, StatedValue
from qualitycli.exchange.table import Table
from qualitycli.messages import Message
from qualitycli.rules import workbooks
from qualitycli.source import Cell
from qualitycli.workspace import CatalogueFile, YearFile

Preference = Literal["workbook", "year"]


class ImportProposal(NamedTuple):
    """The changes proposed by a table.

    :ivar edits: the edits of the year file that make the changes; empty if there are errors.
    :ivar found: the findings, in order of the cells.
    """

    changes: tuple[RatingChange, ...]
    edits: tuple[Edit, ...]
    found: tuple[Diagnostic, ...]


def proposal_of(
    book: Book,
    year_file: YearFile,
    catalogue_file: CatalogueFile,
    prefer: Preference | None = None,
) -> ImportProposal:
    """Return the changes that `book` proposes for a year without errors.

    :param prefer: which side wins if both changed the same value; None reports the conflict.
    """
    headings = Headings(catalogue_file.catalogue)
    codes = Codes(catalogue_file, year_file.assessment.year)
    tables = headings.tables(book.grids, codes.has)
    if strange := by_place(_of_another(book, tables, year_file)):
        return ImportProposal((), (), tuple(_bounded(strange, book)))
    reader = _read(tables, codes)
    now = card_values(catalogue_file.catalogue, year_file.assessment)
    merger = _Merger(book.memory, now, prefer)
    changes = merger.changes(reader.rows.values())
    edits = edits_of(changes, year_file)
    misnamed = [fault for table in tables for fault in headings.faults(table)]
    cells = {fault.place.cell for fault in misnamed}
    found = [
        *book.found,
        *misnamed,
        *_lost_tables(book, tables, headings, codes),
        *reader.found,
        *merger.found,
        *faults_of(changes, edits, reader.rows, year_file, catalogue_file),
        *_remarks(book, reader, changes),
        *(one for table in tables for one in _columns(table, reader, codes, cells)),
    ]
    if has_errors(found):
        return ImportProposal(changes, (), tuple(_bounded(found, book)))
    found += _gone(book, reader)
    return ImportProposal(changes, edits, tuple(_bounded(found, book)))


def _read(tables: Sequence[Table], codes: Codes) -> Reader:
    reader = Reader(codes)
    for table in tables:
        others = (one for one in tables if one is not table)
        reader.read(table, surveys_elsewhere=any(map(_has_answers, others)))
    return reader


def _bounded(found: Iterable[Diagnostic], book: Book) -> list[Diagnostic]:
    ordered = list(by_place(found))
    if len(ordered) > MOST_FINDINGS:
        more = workbooks.TOO_MANY.at(Place.of_table(book.name), n=MOST_FINDINGS)
        return [*ordered[:MOST_FINDINGS], more]
    return ordered


def _has_answers(table: Table) -> bool:
    return any(field.is_answer for field in table.columns.values())


def _of_another(book: Book, tables: Sequence[Table], year_file: YearFile) -> Iterator[Diagnostic]:
    """Yield findings if the table has another year, framework or edition, or a newer format."""
    year = year_file.assessment
    marks = [*book.marks, *(mark for table in tables for mark in table.said())]
    wanted = {
        "format": (FORMAT, workbooks.OTHER_FORMAT),
        "year": (year.year, workbooks.OTHER_YEAR),
        "framework": (year.framework.id, workbooks.OTHER_FRAMEWORK),
        "edition": (year.framework.edition, workbooks.OTHER_EDITION),
    }
    for mark in marks:
        value, rule = wanted[mark.name]
        if mark.value != value:
            yield rule.at(mark.place, given=mark.value, wanted=value)


def _lost_tables(
    book: Book, tables: Sequence[Table], headings: Headings, codes: Codes
) -> Iterator[Diagnostic]:
    """Yield findings for sheets that lost their headings, or one if there is no table at all."""
    own = [table.grid for table in tables]
    lost = [
        place
        for grid in book.grids
        if grid not in own and not headings.is_of_a_card(grid)
        for place in _first_code(grid, codes)
    ]
    for place in lost:
        yield workbooks.NO_CODE_HEADING.at(place, id=Message(ID_HEADING))
    if not tables and not lost:
        headed = Message(ID_HEADING), _usual_heading(codes)
        yield workbooks.NO_TABLE.at(Place.of_table(book.name), id=headed[0], field=headed[1])


def _usual_heading(codes: Codes) -> Message:
    """Return the heading of the first column of the framework's tables: usually the level."""
    catalogue = codes.catalogue_file.catalogue
    open_ = codes.every_open()
    named = (field.heading for field in fields(catalogue) if field.key in open_)
    return next(named, Message(LEVEL_HEADING))


def _first_code(grid: Grid, codes: Codes) -> list[Place]:
    for row in sorted(grid.rows):
        for column, entry in sorted(grid.rows[row].items()):
            if codes.has(entry):
                return [grid.place(row, column)]
    return []


class _Merger:
    """Compares a table with the exported values and with the current values of the year."""

    def __init__(self, memory: Values | None, now: Values, prefer: Preference | None) -> None:
        self.found: list[Diagnostic] = []
        self._memory = memory
        self._now = now
        self._prefer = prefer

    def changes(self, rows: Iterable[SheetRow]) -> tuple[RatingChange, ...]:
        """Return the changes; values that changed on both sides are reported."""
        return tuple(
            RatingChange(row.item, row.id, stated.field, now, stated.value, stated.place)
            for row in rows
            for key, stated in row.cells.items()
            if self._is_change(row, stated, now := self._now.get(row.id, {}).get(key, ""))
        )

    def _is_change(self, row: SheetRow, stated: StatedValue, now: str) -> bool:
        said = shown(stated.value)
        if said == now:
            return False
        if self._memory is None:
            return bool(said)
        exported = self._memory.get(row.id, {}).get(stated.field.key, "")
        if said == exported:
            return False
        if now == exported or self._prefer == "workbook":
            return True
        if self._prefer is None:
            row.faulty = True
            self.found.append(
                workbooks.CHANGED_MEANWHILE.at(
                    stated.place,
                    id=row.id,
                    heading=stated.field.heading,
                    ours=said or "–",
                    theirs=now or "–",
                    exported=exported or "–",
                )
            )
        return False


def _remarks(book: Book, reader: Reader, changes: Sequence[RatingChange]) -> Iterator[Diagnostic]:
    """Yield findings that are not errors but should be seen before anything is written."""
    if reader.rows and book.memory is None:
        yield workbooks.NO_EXPORTED_VALUES.at(Place.of_table(book.name))
    changed = {change.row for change in changes}
    hidden = [row for row in reader.rows.values() if row.hidden and row.id in changed]
    if hidden:
        yield workbooks.HIDDEN.at(hidden[0].place, n=len(hidden))


def _columns(
    table: Table, reader: Reader, codes: Codes, misnamed: Collection[Cell | None]
) -> Iterator[Diagnostic]:
    """Yield findings for missing columns and for columns that are not read."""
    place = table.grid.place(table.head, table.ids)
    rows = [row for row in reader.rows.values() if _is_in(row, table)]
    missing = [
        column.heading
        for column in fields(codes.catalogue_file.catalogue)
        if column.key not in table.keys and any(_is_missing(row, column, codes) for row in rows)
    ]
    left_out = table.left_out(misnamed)
    field = missing[0] if missing else _usual_heading(codes)
    if not table.has_judgements:
        yield workbooks.NO_RATINGS_COLUMN.at(place, headings=left_out, field=field)
        return
    if missing:
        yield workbooks.MISSING_COLUMNS.at(place, headings=tuple(map(in_quotes, missing)))
    if left_out:
        yield workbooks.UNREAD_COLUMN.at(place, headings=left_out, n=len(left_out))


def _is_missing(row: SheetRow, column: Field, codes: Codes) -> bool:
    """Tell whether a row can have a value in a column, and has no other column for it."""
    own = own_field(column, row.item, codes.scale)
    return own is not None and own.key in codes.open(row.id) and own.key not in row.cells


def _is_in(row: SheetRow, table: Table) -> bool:
    cell = row.place.cell
    return cell is not None and cell.order == table.grid.order


def _gone(book: Book, reader: Reader) -> Iterator[Diagnostic]:
    """Yield findings for rows that are missing from the workbook."""
    gone = tuple(code for code in book.memory or () if code not in reader.rows)
    if gone:
        yield workbooks.MISSING_ROWS.at(Place.of_table(book.name), n=len(gone), ids=gone)
