"""A table on a sheet: the fields of its columns, and the columns that are not read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import NamedTuple

from qualitycli.cards.fields import Field, in_quotes
from qualitycli.exchange.grid import CellEntry, Grid, Mark
from qualitycli.model.assessment import BESIDE
from qualitycli.source import Cell

IsCode = Callable[[CellEntry | None], bool]


class Table(NamedTuple):
    """A sheet whose headings were recognised.

    :ivar head: the row of the headings; `ids` is the column of the codes.
    :ivar columns: the fields by column.
    :ivar marks: the columns that identify the table, with the names of their marks.
    :ivar others: the columns that are recognised but not filled in.
    :ivar own: whether it has headings of a card, not only synonyms of them.
    """

    grid: Grid
    head: int
    ids: int
    columns: Mapping[int, Field]
    marks: Mapping[int, str]
    others: frozenset[int]
    own: bool

    @property
    def keys(self) -> frozenset[str]:
        """The keys of the fields that have a column."""
        return frozenset(field.key for field in self.columns.values())

    @property
    def has_judgements(self) -> bool:
        """Whether a column states how the items are rated, or why they are not."""
        return bool(self.keys.difference(BESIDE))

    def rows(self) -> list[int]:
        """Return the rows below the headings that are not empty."""
        return sorted(row for row in self.grid.rows if row > self.head)

    def has(self, is_code: IsCode) -> bool:
        """Tell whether there is a code below the heading of the codes."""
        return any(is_code(self.grid.rows[row].get(self.ids)) for row in self.rows())

    def left_out(self, faulty: Collection[Cell | None]) -> tuple[object, ...]:
        """Return the headings of the columns that are not empty and are not read.

        A column without a heading is named by its first cell.

        :param faulty: the cells of headings that already have a finding.
        """
        rows = (self.grid.rows[row] for row in self.rows())
        filled = {column for row in rows if self.ids in row for column in row}
        head = self.grid.rows[self.head]
        return tuple(
            in_quotes(text) if (text := text_of(head.get(cell.column))) else cell.name
            for column in sorted(filled.difference(self.columns, self.others))
            if (cell := self.grid.cell(self.head, column)) not in faulty
        )

    def said(self) -> Iterator[Mark]:
        """Yield the marks that identify the table, each value at its first cell."""
        for column, name in self.marks.items():
            seen: set[str] = set()
            for row in self.rows():
                value = text_of(self.grid.rows[row].get(column))
                if value and value not in seen:
                    seen.add(value)
                    yield Mark(name, value, self.grid.place(row, column))


def text_of(entry: CellEntry | None) -> str:
    """Return the contents of a cell as a text to search for."""
    return str(entry.value).strip() if entry else ""
