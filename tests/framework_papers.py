"""Documents with tables, as their readers give them, from rows of texts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from qualitycli.application.framework_import import (
    FrameworkOptions,
    framework_of,
)
from qualitycli.application.imported_framework import ImportedFramework
from qualitycli.exchange.source.document import (
    CellAddress,
    SourceCell,
    SourceDocument,
    SourceTable,
    TextLine,
)
from qualitycli.messages import Translator
from qualitycli.model.tree import Node, descendants

LEFT, UP = "<", "^"
TODAY = date(2026, 11, 30)
ENGLISH = Translator("en")


def table(
    *rows: Sequence[str], before: Sequence[str] = (), name: str = "", order: int = 1
) -> SourceTable:
    """Return a table; `LEFT` merges a cell with the one on its left, `UP` with the one above."""
    cells: dict[CellAddress, SourceCell] = {}
    for number, row in enumerate(rows, 1):
        for column, text in enumerate(row, 1):
            if text and text not in {LEFT, UP}:
                at = CellAddress(number, column)
                lines = tuple(TextLine(line) for line in text.split("\n"))
                cells[at] = SourceCell(at, lines, _down(rows, number, column), _right(row, column))
    return SourceTable(order, name, tuple(TextLine(one) for one in before), cells)


def _right(row: Sequence[str], column: int) -> int:
    columns = 1
    while row[column : column + columns][columns - 1 :] == [LEFT]:
        columns += 1
    return columns


def _down(rows: Sequence[Sequence[str]], row: int, column: int) -> int:
    count = 1
    while row + count <= len(rows) and rows[row + count - 1][column - 1 : column] == [UP]:
        count += 1
    return count


def paper(*tables: SourceTable, file: str = "ramka.docx") -> SourceDocument:
    """Return a document with tables, numbered in their order."""
    return SourceDocument(
        file,
        tuple(
            SourceTable(n, one.name, one.before, one.cells, one.repeated, one.is_hidden, one.lines)
            for n, one in enumerate(tables, 1)
        ),
    )


def read(*tables: SourceTable, file: str = "ramka.docx", **options: str) -> ImportedFramework:
    """Return the framework in a document with these tables."""
    return framework_of(paper(*tables, file=file), FrameworkOptions(**options), TODAY)  # type: ignore[arg-type]


def nodes_of(read_: ImportedFramework) -> list[Node]:
    """Return all nodes of a framework, in its order."""
    return list(descendants(read_.catalogue.areas))


def outline(read_: ImportedFramework) -> list[str]:
    """Return the nodes of a framework as indented lines: number and text."""
    return [
        f"{'  ' * node.id.count('.')}{node.number or node.id.rpartition('.')[2]} {node.label}"
        for node in nodes_of(read_)
    ]


def decisions(read_: ImportedFramework) -> list[str]:
    """Return what was decided, in English."""
    return [ENGLISH.fill(one) for one in read_.account.decisions]


def left_aside(read_: ImportedFramework) -> dict[str, list[str]]:
    """Return why cells were left aside, by their places, in English."""
    return {
        ENGLISH.fill(one.place.message): [ENGLISH.fill(remark) for remark in one.remarks]
        for one in read_.account.reported
    }
