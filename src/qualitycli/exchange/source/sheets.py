"""The sheets of a workbook as tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from typing import Final, Literal

from qualitycli.exchange.archive import Archive
from qualitycli.exchange.grid import CellEntry, Content, Grid
from qualitycli.exchange.source.document import (
    CellAddress,
    SourceCell,
    SourceDocument,
    SourceTable,
    TextLine,
)
from qualitycli.exchange.workbook import book_in

_TRUTHS: Final = {True: "TRUE", False: "FALSE"}
_DOTTED: Final = re.compile(r"([0-9]+)\.([0-9]+)\.?", re.ASCII)


def read_sheets(archive: Archive) -> SourceDocument:
    """Return the sheets of a workbook.

    :raises ArchiveError: the workbook cannot be read.
    """
    book = book_in(archive)
    tables = tuple(_table(grid, order) for order, grid in enumerate(book.grids, 1))
    return SourceDocument(book.name, tables, notes=tuple(one.message for one in book.found))


def _table(grid: Grid, order: int) -> SourceTable:
    merged = {area[:2]: area for area in grid.merged}
    typed = dict(_tens(grid))
    cells = {}
    for row, entries in grid.rows.items():
        for column, entry in entries.items():
            area = merged.get((row, column))
            address = CellAddress(row, column)
            cells[address] = SourceCell(
                address,
                lines_of(entry, is_percentage=(row, column) in grid.percentages),
                area.bottom - row + 1 if area else 1,
                area.right - column + 1 if area else 1,
                _converted(entry, is_ten=address in typed),
                is_hidden=row in grid.hidden or column in grid.hidden_columns,
                is_rotated=(row, column) in grid.rotated,
                fault=_FAULTS.get(entry.kind, ""),
                is_text=isinstance(entry.value, str),
                typed=typed.get(address, _day_and_month(entry.value)),
            )
    return SourceTable(order, grid.name, (), cells, is_hidden=grid.is_hidden)


_FAULTS: Final[dict[str, Literal["", "formula", "error"]]] = {
    "formula": "formula",
    "error": "error",
}


def lines_of(entry: CellEntry, *, is_percentage: bool = False) -> tuple[TextLine, ...]:
    """Return the lines of a cell."""
    value = entry.value
    if is_percentage and isinstance(value, int | float):
        text = f"{text_of(value * 100)}%"
    else:
        text = text_of(value)
    return tuple(TextLine(one) for line in text.splitlines() if (one := line.strip()))


def text_of(value: Content) -> str:
    """Return a value as text: a date as in ISO 8601, a number with as few digits as it needs."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return _TRUTHS[value]
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, int | float):
        return f"{Decimal(f'{value:.15g}'):f}"
    return str(value)


def _day_and_month(value: Content) -> str:
    return f"{value.day}.{value.month}" if isinstance(value, date) else ""


def _converted(entry: CellEntry, *, is_ten: bool) -> Literal["", "number", "date"]:
    if isinstance(entry.value, date):
        return "date"
    return "number" if is_ten else ""


def _tens(grid: Grid) -> Iterator[tuple[CellAddress, str]]:
    """Yield the cells with a number that lost its last zero, and the number with it.

    1.1 after 1.9 was typed as 1.10.
    """
    before: dict[int, tuple[str, int]] = {}
    for row in sorted(grid.rows):
        for column, entry in grid.rows[row].items():
            found = _DOTTED.fullmatch(text_of(entry.value).strip())
            if found is None:
                continue
            whole, part = found[1], int(found[2])
            is_number = not isinstance(entry.value, str)
            if is_number and before.get(column) == (whole, 10 * part - 1):
                part *= 10
                yield CellAddress(row, column), f"{whole}.{part}"
            before[column] = (whole, part)
