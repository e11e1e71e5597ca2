"""A table before interpretation: cells, by row and column."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Literal, NamedTuple

from qualitycli.cards.fields import Values
from qualitycli.diagnostics import Diagnostic, Place
from qualitycli.source import START, Cell, Span

Content = str | int | float | bool | datetime | date | time | timedelta


class CellEntry(NamedTuple):
    """The contents of a cell that is not empty.

    :ivar kind: the entry of a ``formula`` has no value, because its result is not trusted. In a
        text with ``half`` of a character (UTF-16 has two units for an emoji), the half is replaced.
    """

    value: Content
    kind: Literal["value", "formula", "error", "half"] = "value"


class CellRange(NamedTuple):
    """A rectangle of cells, both ends inclusive."""

    top: int
    left: int
    bottom: int
    right: int


class Grid(NamedTuple):
    """A sheet, or the table of a CSV file.

    :ivar rows: the entries by row and column; empty cells are left out.
    :ivar hidden: the hidden rows; all rows if the sheet is hidden.
    :ivar lines: the line where each row begins, in a CSV file.
    :ivar rotated: the rows and columns of the cells with vertical text; `percentages` are those of
        the numbers that are shown as percentages.
    """

    file: str
    order: int
    name: str
    rows: Mapping[int, Mapping[int, CellEntry]]
    hidden: frozenset[int] = frozenset()
    merged: tuple[CellRange, ...] = ()
    lines: Mapping[int, int] = {}
    is_hidden: bool = False
    hidden_columns: frozenset[int] = frozenset()
    rotated: frozenset[tuple[int, int]] = frozenset()
    percentages: frozenset[tuple[int, int]] = frozenset()

    def place(self, row: int, column: int) -> Place:
        """Return the place of a cell."""
        line = self.lines.get(row)
        span = Span(line, 1, line, 1) if line else START
        return Place(self.file, span, self.cell(row, column))

    def cell(self, row: int, column: int) -> Cell:
        """Return the name of a cell."""
        return Cell(self.order, self.name, row, column)


class Mark(NamedTuple):
    """An identifying mark of a table, and its place."""

    name: str
    value: str
    place: Place


class Book(NamedTuple):
    """The contents of an imported file.

    :ivar marks: its identifying marks.
    :ivar memory: the values at the time of the export, if it stores them.
    :ivar found: findings from reading the file.
    """

    name: str
    grids: tuple[Grid, ...]
    marks: tuple[Mark, ...] = ()
    memory: Values | None = None
    found: tuple[Diagnostic, ...] = ()
