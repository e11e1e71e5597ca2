"""The columns of a Word table, as people see them.

Word's grid has an edge wherever any cell of the table begins or ends, or once did. After somebody
dragged a border, cells below each other begin at edges a millimetre apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Final, NamedTuple

from qualitycli.exchange.source.word_xml import Element, contents, number, w

# In twentieths of a point: 6 mm. Edges that are closer are one, unless a cell is between them.
_NARROW: Final = 340


class GridCell(NamedTuple):
    """A cell, and the edges of the grid that it is between, from 0."""

    element: Element
    start: int
    end: int


def cells_in(row: Element) -> Iterator[GridCell]:
    """Yield the cells of a row."""
    edge = max(0, number(row.find(w("trPr")), "gridBefore") or 0)
    for child in contents(row):
        if child.tag == w("tc"):
            start, edge = edge, edge + max(1, number(child.find(w("tcPr")), "gridSpan") or 1)
            yield GridCell(child, start, edge)


def columns_of(cells: Iterable[GridCell], widths: Sequence[int]) -> Mapping[int, int]:
    """Return the column that begins at each edge, from 1.

    :param widths: the widths of the columns of the grid, if they are known.
    """
    # The last start of the cells that end at an edge.
    starts: dict[int, int] = {}
    edges: set[int] = set()
    for _, start, end in cells:
        edges.update((start, end))
        starts[end] = max(start, starts.get(end, 0))
    positions = [0, *accumulate(max(0, width) for width in widths)]

    def position(edge: int) -> int:
        beyond = max(0, edge - len(widths))
        return positions[edge - beyond] + beyond * _NARROW

    columns: dict[int, int] = {}
    first = column = 0
    for edge in sorted(edges):
        is_near = position(edge) - position(first) < _NARROW
        if not columns or not is_near or starts.get(edge, -1) >= first:
            first, column = edge, column + 1
        columns[edge] = column
    return columns
