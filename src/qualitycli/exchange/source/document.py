"""What a document says, before interpretation: its tables, and the paragraphs between them.

Every reader (Word, Excel, CSV) gives the same classes, so that interpretation does not depend on
the format of the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from qualitycli.messages import Message


class TextLine(NamedTuple):
    """A paragraph, or a line of a cell.

    :ivar text: without its automatic number; white space inside is kept as it was typed.
    :ivar number: the number that Word or Excel shows but the text does not contain: ``1.2.``;
        ``•`` for a bullet; empty if there is none.
    :ivar heading: the level of its heading style, from 1; 0 for any other paragraph.
    """

    text: str
    number: str = ""
    heading: int = 0


class CellAddress(NamedTuple):
    """A cell's position in its table, from 1."""

    row: int
    column: int


@dataclass(frozen=True)
class SourceCell:
    """A cell that is not empty. A merged cell is one cell at its top left corner.

    :ivar rows: the number of rows that it covers; `columns` likewise.
    :ivar converted: what a spreadsheet stored instead of the text that was probably typed: 1.1 for
        ``1.10``, or a date for ``1.10``. `lines` then hold the stored value as text.
    :ivar is_rotated: whether its text is vertical.
    :ivar fault: why a cell of a spreadsheet has no text that can be used: the result of a formula
        is not trusted, so it has no `lines`; those of an error name it.
    :ivar typed: of a converted cell, the text that was probably typed: ``1.10``.
    :ivar is_text: whether a spreadsheet stored a text, and not a number, a date or the like.
    """

    address: CellAddress
    lines: tuple[TextLine, ...]
    rows: int = 1
    columns: int = 1
    converted: Literal["", "number", "date"] = ""
    is_hidden: bool = False
    is_rotated: bool = False
    fault: Literal["", "formula", "error"] = ""
    is_text: bool = True
    typed: str = ""

    @property
    def text(self) -> str:
        """Its lines, joined by line breaks, without automatic numbers."""
        return "\n".join(line.text for line in self.lines)


@dataclass(frozen=True)
class SourceTable:
    """A table of a document, a sheet of a workbook, or a CSV file.

    :ivar order: from 1, in the order of the document.
    :ivar name: the name of the sheet; empty elsewhere.
    :ivar before: the paragraphs between the table before it and this one.
    :ivar cells: by the address of their top left corner; empty cells are left out.
    :ivar repeated: the rows that Word repeats as headings on each page.
    :ivar lines: the line at which each row begins, in a CSV file.
    """

    order: int
    name: str
    before: tuple[TextLine, ...]
    cells: Mapping[CellAddress, SourceCell]
    repeated: frozenset[int] = frozenset()
    is_hidden: bool = False
    lines: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class SourceDocument:
    """The contents of a file.

    :ivar file: its name, for places.
    :ivar tables: in order; nested tables follow the table that contains them.
    :ivar after: the paragraphs after the last table.
    :ivar notes: what the reader did that the user should know: accepted tracked changes, left out
        comments, text boxes, headers and footers.
    """

    file: str
    tables: tuple[SourceTable, ...]
    after: tuple[TextLine, ...] = ()
    notes: tuple[Message, ...] = ()
