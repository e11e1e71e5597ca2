"""A workbook → grids. Loads openpyxl, and never follows anything that leads out of the file."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from typing import Final

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from qualitycli.cards.fields import Values
from qualitycli.cards.marks import MEMORY_SHEET, NAMES
from qualitycli.diagnostics import Diagnostic, Place
from qualitycli.exchange.archive import what_is_wrong
from qualitycli.exchange.grid import Area, Book, Content, Entry, Grid, Mark
from qualitycli.rules import workbooks
from qualitycli.source import column_number

# Such an escape stands for the character it names.
_ESCAPE: Final = re.compile("_x([0-9A-Fa-f]{4})_")


def read_workbook(data: bytes, name: str) -> Book | Diagnostic:
    """Return what a workbook holds, or the finding that stands in its place."""
    wrong = what_is_wrong(data, name)
    if wrong is not None:
        return wrong
    try:
        with warnings.catch_warnings():
            # Of what it leaves out, such as pictures; nothing of it is looked at here.
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), keep_links=False)
            return _book(book, name, has_links=b"externalLink" in data)
    except Exception:  # noqa: BLE001  (openpyxl raises whatever it stumbles over in a damaged part)
        return workbooks.DAMAGED.at(Place(name))


def _book(book: Workbook, name: str, *, has_links: bool) -> Book:
    grids = {page.title: _grid(page, order, name) for order, page in enumerate(book.worksheets)}
    memory = grids.pop(MEMORY_SHEET, None)
    found = [workbooks.LINKS.at(Place(name))] if has_links else []
    return Book(
        name,
        tuple(grids.values()),
        tuple(_marks(book, grids)),
        _remembered(memory) if memory is not None else None,
        tuple(found),
    )


def _grid(page: Worksheet, order: int, name: str) -> Grid:
    rows: dict[int, dict[int, Entry]] = {}
    # The cells that there are; asking row by row would make empty ones up to the farthest.
    for (row, column), cell in page._cells.items():  # noqa: SLF001  (see above)
        if isinstance(cell, Cell) and (entry := _entry(cell)) is not None:
            rows.setdefault(row, {})[column] = entry
    dimensions = page.row_dimensions
    hidden = {row for row in rows if row in dimensions and dimensions[row].hidden}
    if page.sheet_state != "visible":
        hidden = set(rows)
    merged = (Area(one.min_row, one.min_col, one.max_row, one.max_col) for one in page.merged_cells)
    return Grid(name, order, page.title, rows, frozenset(hidden), tuple(merged))


def _entry(cell: Cell) -> Entry | None:
    value = cell.value
    if value is None:
        return None
    if cell.data_type == "f" or not isinstance(value, Content):
        return Entry("", "formula")
    if cell.data_type == "e":
        return Entry(value, "error")
    if isinstance(value, str):
        value = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), value)
        return Entry(value) if value.strip() else None
    return Entry(value)


def _marks(book: Workbook, grids: dict[str, Grid]) -> Iterator[Mark]:
    for name, defined in NAMES.items():
        if (range_ := book.defined_names.get(defined)) is None:
            continue
        for title, address in range_.destinations:
            row, column = _coordinates(address)
            if (grid := grids.get(title)) and (entry := grid.rows.get(row, {}).get(column)):
                yield Mark(name, str(entry.value).strip(), grid.place(row, column))


def _coordinates(address: str) -> tuple[int, int]:
    """Return the row and column of an address such as ``$B$6``; none where it is no single cell."""
    found = re.fullmatch(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})", address)
    if found is None:
        return 0, 0
    return int(found[2]), column_number(found[1])


def _remembered(grid: Grid) -> Values:
    found: dict[str, dict[str, str]] = {}
    for row in grid.rows.values():
        line, key, text = (row.get(column, Entry("")).value for column in (1, 2, 3))
        if isinstance(line, str) and isinstance(key, str) and line and key:
            found.setdefault(line, {})[key] = str(text)
    return found
