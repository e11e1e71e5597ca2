"""Finding the table of a catalogue in a document, by its headings in either language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final
from unicodedata import normalize

from qualitycli.cards.fields import in_quotes
from qualitycli.catalogue_rows.columns import CODE, HEADINGS, KIND, TEXT, kind_name
from qualitycli.catalogue_rows.shape import ROOT, SETTING, shapes
from qualitycli.diagnostics import Diagnostic, Place
from qualitycli.exchange.source.document import (
    CellAddress,
    SourceCell,
    SourceDocument,
    SourceTable,
)
from qualitycli.messages import LANGUAGES, Message, Translator
from qualitycli.rules import framework_tables, workbooks
from qualitycli.source import START, Cell, Span

# Headings are looked for in this many rows.
_DEEPEST: Final = 30
# A table with these headings is taken for the table of a catalogue.
_OWN: Final = frozenset((KIND, CODE, TEXT))


@dataclass(frozen=True)
class OwnTable:
    """The table of a catalogue.

    :ivar head: the row of its headings.
    :ivar columns: the column of each heading, by its number.
    """

    file: str
    table: SourceTable
    head: int
    columns: Mapping[int, str]

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The number of each column that is there, by its name.

        A column that is not there is reported at the first one.
        """
        own = {name: number for number, name in self.columns.items()}
        return {name: own.get(name, own[KIND]) for name in HEADINGS}

    def place(self, row: int, column: int | str) -> Place:
        """Return the place of a cell.

        :param column: its number or its name.
        """
        if isinstance(column, str):
            column = self.numbers[column]
        line = self.table.lines.get(row)
        span = Span(line, 1, line, 1) if line else START
        return Place(self.file, span, Cell(self.table.order - 1, self.table.name, row, column))

    def rows(self) -> Iterator[tuple[int, dict[int, SourceCell]]]:
        """Yield the rows below the headings that are not empty, in order."""
        found: dict[int, dict[int, SourceCell]] = {}
        for address, cell in sorted(self.table.cells.items()):
            if address.row > self.head:
                found.setdefault(address.row, {})[address.column] = cell
        yield from sorted(found.items())


def own_tables(document: SourceDocument) -> Iterator[OwnTable]:
    """Yield the tables of a document that have the headings of a catalogue's table."""
    for table in document.tables:
        rows: dict[int, dict[int, SourceCell]] = {}
        for address, cell in sorted(table.cells.items()):
            rows.setdefault(address.row, {})[address.column] = cell
        for row in sorted(rows)[:_DEEPEST]:
            columns = _columns(rows[row])
            if set(columns.values()) >= _OWN:
                yield OwnTable(document.file, table, row, columns)
                break


def _columns(cells: Mapping[int, SourceCell]) -> dict[int, str]:
    found: dict[str, int] = {}
    for column, cell in cells.items():
        if (name := _heading_names().get(normal(cell.text))) is not None:
            found.setdefault(name, column)
    return {column: name for name, column in found.items()}


def faults(table: OwnTable) -> Iterator[Diagnostic]:
    """Yield findings for headings that occur twice, are missing or are unknown."""
    unknown: list[int] = []
    for address, cell in sorted(table.table.cells.items()):
        if address.row != table.head or address.column in table.columns:
            continue
        name = _heading_names().get(normal(cell.text))
        if name is None:
            unknown.append(address.column)
            continue
        first = table.place(table.head, name).cell
        assert first is not None
        place = table.place(*address)
        yield workbooks.DUPLICATE_HEADING.at(place, heading=cell.text, first=first.name)
    there = set(table.columns.values())
    missing = tuple(in_quotes(Message(one)) for name, one in HEADINGS.items() if name not in there)
    if missing:
        place = table.place(table.head, KIND)
        yield framework_tables.MISSING_COLUMN.at(place, headings=missing, n=len(missing))
    if unknown:
        cells = (table.table.cells[CellAddress(table.head, column)] for column in unknown)
        texts = tuple(in_quotes(cell.text) for cell in cells)
        place = table.place(table.head, unknown[0])
        yield framework_tables.UNREAD_COLUMN.at(place, headings=texts, n=len(unknown))


@cache
def _heading_names() -> dict[str, str]:
    return _known(HEADINGS.items())


@cache
def kinds_by_name() -> dict[str, str]:
    """Return the kinds of rows by their names in every language, as :func:`normal` has them."""
    own = {kind: kind_name(kind) for kind in (*shapes(), SETTING) if kind != ROOT}
    return _known(own.items())


def _known(named: Iterable[tuple[str, str]]) -> dict[str, str]:
    pairs = list(named)
    found: dict[str, str] = {}
    for translate in map(Translator, LANGUAGES):
        found |= {normal(translate(text)): name for name, text in pairs}
    return found


def normal(text: str) -> str:
    """Return a heading or the name of a kind as it is compared."""
    return " ".join(normalize("NFKC", text).casefold().split()).strip(" :*.")
