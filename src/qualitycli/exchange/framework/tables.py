"""A table as a grid: which cell covers a row and column, and which rows it has."""

from __future__ import annotations

from functools import cached_property
from typing import Final

from qualitycli.cell_account import CellPlace
from qualitycli.exchange.framework.texts import one_line
from qualitycli.exchange.source.document import CellAddress, SourceCell, SourceTable, TextLine

# A hostile file could merge cells over each other; no paper has so many merged positions.
_MOST_MERGED: Final = 1_000_000


def shown_text(cell: SourceCell) -> str:
    """Return the text of a cell on one line, with automatic numbers as they are shown."""
    return one_line(" ".join(map(shown_line, cell.lines)))


def shown_line(line: TextLine) -> str:
    """Return a line or paragraph with its automatic number, unless that is a bullet."""
    is_number = any(one.isalnum() for one in line.number)
    return one_line(f"{line.number} {line.text}" if is_number else line.text)


class TableGrid:
    """A table whose cells are found by row and column, merged ones wherever they reach."""

    def __init__(self, table: SourceTable) -> None:
        self.table = table
        filled = {at: cell for at, cell in table.cells.items() if shown_text(cell) or cell.fault}
        self.cells = dict(sorted(filled.items()))
        self.visible = {
            at: cell
            for at, cell in self.cells.items()
            if not (cell.is_hidden or table.is_hidden or cell.fault)
        }
        self.last_row = max((at.row for at in self.cells), default=0)
        self.last_column = max((at.column for at in self.cells), default=0)

    @cached_property
    def rows(self) -> dict[int, dict[int, SourceCell]]:
        """The visible cells that begin in each row, by their columns."""
        rows: dict[int, dict[int, SourceCell]] = {}
        for (row, column), cell in self.visible.items():
            rows.setdefault(row, {})[column] = cell
        return rows

    @cached_property
    def _merged(self) -> dict[CellAddress, SourceCell]:
        merged: dict[CellAddress, SourceCell] = {}
        for cell in self.visible.values():
            if cell.rows == cell.columns == 1:
                continue
            (row, column), last = cell.address, cell.address.column + cell.columns - 1
            reach = range(row, min(self.end_of(cell), self.last_row) + 1)
            width = range(column, min(last, self.last_column) + 1)
            if len(merged) + len(reach) * len(width) > _MOST_MERGED:
                break
            merged |= dict.fromkeys((CellAddress(r, c) for r in reach for c in width), cell)
        return merged

    @cached_property
    def _reaching(self) -> dict[int, list[SourceCell]]:
        """The merged cells that reach into each row from above."""
        reaching: dict[int, list[SourceCell]] = {}
        for at, cell in self._merged.items():
            if at.row > cell.address.row and at.column == cell.address.column:
                reaching.setdefault(at.row, []).append(cell)
        return reaching

    @staticmethod
    def end_of(cell: SourceCell) -> int:
        """Return the last row that a cell reaches."""
        return cell.address.row + cell.rows - 1

    def covering(self, row: int, column: int) -> SourceCell | None:
        """Return the cell that covers a position; None if it is empty."""
        at = CellAddress(row, column)
        return self.visible.get(at) or self._merged.get(at)

    def has_from_above(self, row: int) -> bool:
        """Tell whether a merged cell reaches into a row from above."""
        return row in self._reaching

    def place(self, cell: SourceCell) -> CellPlace:
        """Return where a cell is, for messages."""
        row, column = cell.address
        line = self.table.lines.get(row, 0)
        return CellPlace(self.table.order, self.table.name, row, column, line)
