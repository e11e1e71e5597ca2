"""Finding the table on a sheet: the row of headings, and which column is which field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from qualitycli.cards.fields import (
    EDITION_HEADING,
    FRAMEWORK_HEADING,
    ID_HEADING,
    TEXT_HEADING,
    WAY_HEADING,
    YEAR_HEADING,
    Field,
    fields,
)
from qualitycli.diagnostics import Diagnostic, Place
from qualitycli.exchange.grid import Entry, Grid, Mark
from qualitycli.messages import LANGUAGES, Message, Translator
from qualitycli.model.framework import Scale
from qualitycli.nearness import nearest
from qualitycli.rules import workbooks

# So far down the headings may stand.
_DEEPEST: Final = 30
_ID: Final = "id"
# Columns of a card that are not filled in. Of the last three, a table says what it is.
_KNOWN: Final = {
    _ID: ID_HEADING,
    "text": TEXT_HEADING,
    "way": WAY_HEADING,
    "year": YEAR_HEADING,
    "framework": FRAMEWORK_HEADING,
    "edition": EDITION_HEADING,
}
_MARKS: Final = ("year", "framework", "edition")


@dataclass(frozen=True)
class Table:
    """A sheet whose headings were understood.

    :ivar head: the row of the headings, and `ids`: the column of the codes.
    :ivar columns: the fields by column.
    :ivar marks: columns in which the table says what it is of.
    """

    grid: Grid
    head: int
    ids: int
    columns: Mapping[int, Field]
    marks: Mapping[int, str]

    @property
    def keys(self) -> frozenset[str]:
        """The keys of the fields that have a column."""
        return frozenset(field.key for field in self.columns.values())

    def rows(self) -> list[int]:
        """Return the rows below the headings that have something in them."""
        return sorted(row for row in self.grid.rows if row > self.head)

    def said(self) -> Iterator[Mark]:
        """Yield what the table says of itself, each value where it stands first."""
        for column, name in self.marks.items():
            seen: set[str] = set()
            for row in self.rows():
                entry = self.grid.rows[row].get(column)
                value = str(entry.value).strip() if entry else ""
                if value and value not in seen:
                    seen.add(value)
                    yield Mark(name, value, self.grid.place(row, column))


class Headings:
    """The headings that a card has, in every language, and the names that a year file has."""

    def __init__(self, scale: Scale) -> None:
        self._fields = {field.key: field for field in fields(scale)}
        self._names: dict[str, str] = {key: key for key in (*self._fields, _ID)}
        self._shown: dict[str, str] = {}
        headings = {
            **{name: Message(text) for name, text in _KNOWN.items()},
            **{key: field.heading for key, field in self._fields.items()},
        }
        for translate in map(Translator, LANGUAGES):
            for name, heading in headings.items():
                text = translate.fill(heading)
                self._names[_normal(text)] = name
                self._shown[_normal(text)] = text

    def table(self, grid: Grid) -> Table | None:
        """Return the table on a sheet; None where no row has the headings of one."""
        for row in sorted(grid.rows)[:_DEEPEST]:
            names = self._named(grid.rows[row])
            columns = {
                column: self._fields[name] for column, name in names.items() if name in self._fields
            }
            ids = next((column for column, name in names.items() if name == _ID), None)
            if ids is not None and columns:
                marks = {column: name for column, name in names.items() if name in _MARKS}
                return Table(grid, row, ids, columns, marks)
        return None

    def is_of_a_card(self, grid: Grid) -> bool:
        """Tell whether a sheet has at least the heading of the codes: the results have."""
        rows = sorted(grid.rows)[:_DEEPEST]
        return any(_ID in self._named(grid.rows[row]).values() for row in rows)

    def faults(self, table: Table) -> Iterator[Diagnostic]:
        """Yield headings that are there twice, and such as are nearly one of the card's."""
        entries = table.grid.rows[table.head]
        first: dict[str, int] = {}
        for column, entry in sorted(entries.items()):
            written = str(entry.value).strip()
            place = table.grid.place(table.head, column)
            name = self._names.get(_normal(written))
            if name is None:
                yield from self._nearly(written, place, table.keys)
            elif name in first:
                before = table.grid.cell(table.head, first[name]).name
                yield workbooks.DOUBLE_HEADING.at(place, heading=written, first=before)
            else:
                first[name] = column

    def _nearly(self, written: str, place: Place, there: frozenset[str]) -> Iterator[Diagnostic]:
        """Yield the finding that a heading may be one that is missing, misspelt."""
        missing = [
            text
            for text in self._shown
            if (name := self._names[text]) in self._fields and name not in there
        ]
        if (near := nearest(_normal(written), missing, cutoff=0.8)) is not None:
            yield workbooks.HEADING_NEARLY.at(place, heading=written, near=self._shown[near])

    def _named(self, entries: Mapping[int, Entry]) -> dict[int, str]:
        """Return what the columns of a row would be, if it were that of the headings."""
        found: dict[int, str] = {}
        for column, entry in sorted(entries.items()):
            name = self._names.get(_normal(str(entry.value)))
            if name is not None and name not in found.values():
                found[column] = name
        return found


def _normal(text: str) -> str:
    return " ".join(text.casefold().split()).strip(" :*.")
