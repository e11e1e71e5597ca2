"""A table as a grid: which cell covers a row and column, and which rows it has."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from qualitycli.cell_account import CellPlace
from qualitycli.exchange.framework.texts import one_line
from qualitycli.exchange.source.document import CellAddress, SourceCell, SourceTable, TextLine


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
        return {
            CellAddress(row, column): cell
            for cell in self.visible.values()
            if cell.rows > 1 or cell.columns > 1
            for row in range(cell.address.row, min(self.end_of(cell), self.last_row) + 1)
            for column in range(
                cell.address.column,
                min(cell.address.column + cell.columns - 1, self.last_column) + 1,
            )
        }

    @staticmethod
    def end_of(cell: SourceCell) -> int:
        """Return the last row that a cell reaches."""
        return cell.address.row + cell.rows - 1

    def covering(self, row: int, column: int) -> SourceCell | None:
        """Return the cell that covers a position; None if it is empty."""
        at = CellAddress(row, column)
        return self.visible.get(at) or self._merged.get(at)

    def from_above(self, row: int) -> Iterator[SourceCell]:
        """Yield the merged cells that reach into a row from above, from left to right."""
        for column in range(1, self.last_column + 1):
            cell = self._merged.get(CellAddress(row, column))
            if cell is not None and cell.address.row < row and cell.address.column == column:
                yield cell

    def place(self, cell: SourceCell) -> CellPlace:
        """Return where a cell is, for messages."""
        row, column = cell.address
        line = self.table.lines.get(row, 0)
        return CellPlace(self.table.order, self.table.name, row, column, line)
