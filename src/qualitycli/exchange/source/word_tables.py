"""The body of a Word document: its tables, with their merged cells, and the paragraphs between."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from qualitycli.exchange.archive import Archive
from qualitycli.exchange.source.document import CellAddress, SourceCell, SourceTable, TextLine
from qualitycli.exchange.source.word_grid import GridCell, cells_in, columns_of
from qualitycli.exchange.source.word_lines import Paragraphs
from qualitycli.exchange.source.word_xml import Element, contents, is_on, value, w

_VERTICAL: Final = frozenset({"btLr", "tbRl", "btLrV", "tbRlV", "tbLrV"})


@dataclass
class _Cell:
    """A cell while its table is read: a merged one grows."""

    address: CellAddress
    lines: list[TextLine]
    is_hidden: bool
    is_rotated: bool
    rows: int = 1
    columns: int = 1

    def frozen(self) -> SourceCell:
        return SourceCell(
            self.address,
            tuple(self.lines),
            self.rows,
            self.columns,
            is_hidden=self.is_hidden,
            is_rotated=self.is_rotated,
        )


@dataclass
class _Table:
    """A table while it is read.

    :ivar columns: the column that begins at each edge of its grid.
    :ivar above: the cells that reach down to the row before, by their first column.
    """

    columns: Mapping[int, int]
    cells: list[_Cell] = field(default_factory=list)
    above: dict[int, _Cell] = field(default_factory=dict)
    repeated: set[int] = field(default_factory=set)


class Body:
    """Reads the body of a document.

    :ivar tables: the tables so far; nested tables follow the one that contains them.
    :ivar nested: the number of nested tables.
    :ivar covered: the texts of cells that a merged cell covers.
    """

    def __init__(self, archive: Archive, paragraphs: Paragraphs) -> None:
        self.tables: list[SourceTable] = []
        self.nested = 0
        self.covered: list[str] = []
        self._archive = archive
        self._paragraphs = paragraphs

    def read(self, body: Element) -> tuple[TextLine, ...]:
        """Read the tables, and return the paragraphs after the last one."""
        lines: list[TextLine] = []
        for element in contents(body):
            if element.tag == w("p"):
                lines += self._counted(self._paragraphs.lines(element))
            elif element.tag == w("tbl"):
                lines += self._counted(self._paragraphs.rest())
                self._table(element, tuple(lines))
                lines.clear()
        lines += self._counted(self._paragraphs.rest())
        return tuple(lines)

    def _counted(self, lines: list[TextLine]) -> list[TextLine]:
        for line in lines:
            self._archive.count_text(line.text)
        return lines

    def _table(self, element: Element, before: tuple[TextLine, ...] = ()) -> None:
        at = len(self.tables)
        # A place for this table before those inside it.
        self.tables.append(SourceTable(at + 1, "", before, {}))
        rows = [child for child in contents(element) if _is_row(child)]
        layout = [list(cells_in(row)) for row in rows]
        columns = columns_of((cell for cells in layout for cell in cells), _widths(element))
        table = _Table(columns)
        for row, (child, cells) in enumerate(zip(rows, layout, strict=True), 1):
            self._archive.count_row()
            self._archive.count_cells(len(cells))
            self._row(child, cells, row, table)
        filled = {one.address: one.frozen() for one in table.cells if one.lines}
        self.tables[at] = SourceTable(at + 1, "", before, filled, frozenset(table.repeated))

    def _row(self, element: Element, cells: Sequence[GridCell], row: int, table: _Table) -> None:
        properties = element.find(w("trPr"))
        if is_on(properties, "tblHeader") and len(table.repeated) == row - 1:
            table.repeated.add(row)
        is_hidden = is_on(properties, "hidden")
        reaching: dict[int, _Cell] = {}
        before: _Cell | None = None
        for child, start, end in cells:
            column = table.columns[start]
            cell = self._cell(child, CellAddress(row, column), is_hidden=is_hidden)
            cell.columns = max(1, table.columns[end] - column)
            shape = child.find(w("tcPr"))
            if before is not None and _continues(shape, "hMerge"):
                # The cell may have been widened in the row where it begins.
                before.columns = max(before.columns, table.columns[end] - before.address.column)
                self._cover(cell)
                continue
            before = self._placed(cell, shape, table, reaching)
        table.above = reaching

    def _placed(
        self, cell: _Cell, shape: Element | None, table: _Table, reaching: dict[int, _Cell]
    ) -> _Cell:
        """Add a cell to the table, or to the cell above that it continues; return that cell."""
        column = cell.address.column
        merged = table.above.get(column) if _continues(shape, "vMerge") else None
        if merged is not None:
            merged.rows += 1
            self._cover(cell)
            reaching[column] = merged
            return merged
        table.cells.append(cell)
        if value(shape, "vMerge") == "restart" or _continues(shape, "vMerge"):
            reaching[column] = cell
        return cell

    def _cell(self, element: Element, address: CellAddress, *, is_hidden: bool) -> _Cell:
        shape = element.find(w("tcPr"))
        lines: list[TextLine] = []
        for child in contents(element):
            if child.tag == w("p"):
                lines += self._paragraphs.lines(child)
            elif child.tag == w("tbl"):
                self.nested += 1
                self._table(child)
        lines += self._paragraphs.rest()
        self._archive.count_text("\n".join(line.text for line in lines))
        is_rotated = value(shape, "textDirection") in _VERTICAL
        return _Cell(address, lines, is_hidden, is_rotated)

    def _cover(self, cell: _Cell) -> None:
        """Note the text of a cell that a merged cell covers, which no program shows."""
        self.covered += [line.text for line in cell.lines if line.text]


def _is_row(element: Element) -> bool:
    """Tell whether an element is a row that no tracked change deleted."""
    return element.tag == w("tr") and element.find(f"{w('trPr')}/{w('del')}") is None


def _widths(table: Element) -> list[int]:
    """Return the widths of the columns of a table's grid; none if the file does not say."""
    grid = table.find(w("tblGrid"))
    columns = () if grid is None else (one for one in grid if one.tag == w("gridCol"))
    widths = [one.get(w("w")) or "" for one in columns]
    return [int(one) for one in widths] if all(one.isdecimal() for one in widths) else []


def _continues(shape: Element | None, name: str) -> bool:
    """Tell whether a cell belongs to the merged cell before it."""
    if shape is None or shape.find(w(name)) is None:
        return False
    return value(shape, name) in {None, "continue"}
