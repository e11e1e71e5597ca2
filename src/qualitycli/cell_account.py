"""The account of an import: what became of every cell of the document's tables."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal, NamedTuple

from qualitycli.messages import N_, Finished, Message, visible
from qualitycli.source import Cell

# What a cell, or a part of its text, can be used as.
Usage = Literal[
    "heading",
    "title",
    "area",
    "criterion",
    "indicator",
    "subindicator",
    "number",
    "max_points",
    "ladder",
    "levels",
    "hints",
    "weight",
    "unit",
]


class CellPlace(NamedTuple):
    """Where a cell is.

    :ivar table: the number of its table, from 1, in the order of the document.
    :ivar sheet: the name of its sheet; empty where tables have no names.
    :ivar row: from 1, as is `column`.
    :ivar line: its line in a CSV file; 0 elsewhere.
    """

    table: int
    sheet: str
    row: int
    column: int
    line: int = 0

    @property
    def message(self) -> Message:
        """The place as a phrase: “table 2, row 14, column 3”."""
        if self.line:
            text = N_("line {line}, column {column}")
            return Message(text, {"line": self.line, "column": self.column})
        if self.sheet:
            cell = Cell(0, self.sheet, self.row, self.column).name
            args = {"sheet": Finished(visible(self.sheet)), "cell": cell}
            return Message(N_("“{sheet}”!{cell}"), args)
        args = {"table": self.table, "row": self.row, "column": self.column}
        return Message(N_("table {table}, row {row}, column {column}"), args)


class CellUse(NamedTuple):
    """Something that a cell became.

    :ivar node: the id of the node that it is, or that it belongs to; for a heading, the role of
        its column.
    """

    usage: Usage
    node: str


class CellAccount(NamedTuple):
    """What became of a cell.

    :ivar text: its text on one line.
    :ivar uses: what it was taken as; empty if it was left aside.
    :ivar remarks: why it was left aside or, if it was taken, what else there is to know.
    """

    place: CellPlace
    text: str
    uses: tuple[CellUse, ...]
    remarks: tuple[Message, ...]

    @property
    def is_taken(self) -> bool:
        """Whether anything in the framework comes from it."""
        return bool(self.uses)


class TableAccount(NamedTuple):
    """What became of a table.

    :ivar cells: the number of its cells that are not empty.
    :ivar reason: why it was left aside; None if it was read as a framework.
    :ivar headings: the roles of its columns by their numbers.
    :ivar is_file: whether it is a file of its own, as in CSV.
    """

    table: int
    sheet: str
    cells: int
    reason: Message | None
    headings: tuple[tuple[int, str], ...] = ()
    is_file: bool = False

    @property
    def name(self) -> Message:
        """The table as a phrase: “table 2”, the name of its sheet, or “the file”."""
        if self.is_file:
            return Message(N_("the file"))
        if self.sheet:
            text = N_("sheet “{sheet}”")
            return Message(text, {"sheet": Finished(visible(self.sheet))})
        return Message(N_("table {table}"), {"table": self.table})


@dataclass(frozen=True)
class Account:
    """What became of a document.

    :ivar file: the name of the document.
    :ivar cells: every cell that is not empty, in order.
    :ivar decisions: what was decided for the user, in the order to be read.
    :ivar notes: what the reader of the file did, and signs of damage in its texts.
    :ivar begins_file: whether the decisions are written at the beginning of the framework's file.
    :ivar unread: the paragraphs outside the tables that nothing was made of.
    """

    file: str
    tables: tuple[TableAccount, ...]
    cells: tuple[CellAccount, ...]
    decisions: tuple[Message, ...] = ()
    notes: tuple[Message, ...] = ()
    begins_file: bool = True
    unread: tuple[str, ...] = ()

    @property
    def taken(self) -> tuple[CellAccount, ...]:
        """The cells that something in the framework comes from."""
        return tuple(one for one in self.cells if one.is_taken)

    @property
    def reported(self) -> tuple[CellAccount, ...]:
        """The cells that were left aside."""
        return tuple(one for one in self.cells if not one.is_taken)

    @property
    def usages(self) -> Counter[Usage]:
        """How many cells were taken as what; a cell can be taken as several things."""
        return Counter(
            usage for cell in self.cells for usage in dict.fromkeys(u for u, _ in cell.uses)
        )
