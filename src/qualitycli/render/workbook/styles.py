"""The styles of cells, and writing texts and numbers into them."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final
from weakref import WeakKeyDictionary

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.worksheet import Worksheet

from qualitycli.cards.fields import shown

AS_TEXT: Final = "@"
_LINE: Final = Side(style="thin", color="FFBFC7D1")
_BORDER: Final = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_LINE_HEIGHT: Final = 1.33
_AROUND: Final = 5
# The maximum height of a row.
_HIGHEST: Final = 409
_MOST_LOOKED_AT: Final = 10_000
# A text that looks like such an escape would be read as the escaped character.
_ESCAPE: Final = re.compile("_(x[0-9A-Fa-f]{4}_)")


@dataclass(frozen=True, slots=True)
class Look:
    """The look of a cell, and whether it can be filled in.

    :ivar fill: background, and `ink`: colour of the text, as RGB.
    :ivar form: number format; texts stay texts, whatever is typed.
    """

    fill: str | None = None
    ink: str = "1F2933"
    bold: bool = False
    size: int = 10
    centred: bool = False
    indent: int = 0
    open: bool = False
    border: bool = True
    wrap: bool = True
    form: str = AS_TEXT

    def give(self, cell: Cell) -> None:
        """Apply this look to a cell."""
        # openpyxl is slow at finding the numbers of a style, so take them from a cell with the same
        # look.
        book = cell.parent.parent
        assert book is not None, "the sheet is in a workbook"
        known = _STYLES.setdefault(book, {})
        if self not in known:
            self._style(cell)
            known[self] = getattr(cell, _NUMBERS)
        setattr(cell, _NUMBERS, copy(known[self]))

    def _style(self, cell: Cell) -> None:
        cell.font = Font(name="Calibri", size=self.size, bold=self.bold, color=self.ink)
        if self.fill:
            cell.fill = PatternFill("solid", fgColor=self.fill)
        cell.alignment = Alignment(
            horizontal="center" if self.centred else "left",
            vertical="top",
            wrap_text=self.wrap,
            indent=self.indent,
        )
        if self.border:
            cell.border = _BORDER
        cell.protection = Protection(locked=not self.open)
        cell.number_format = self.form


# The attribute with the numbers of a cell's font, fill and so on; openpyxl has no public name for
# it.
_NUMBERS: Final = "_style"
# The styles that each workbook already has.
_STYLES: Final = WeakKeyDictionary[Workbook, dict[Look, StyleArray]]()

HEAD: Final = Look(fill="243B53", ink="FFFFFF", bold=True)
AREA: Final = Look(fill="9FB3C8", bold=True)
CRITERION: Final = Look(fill="C9D6E3", bold=True)
INDICATOR: Final = Look(fill="E6ECF2", bold=True)
TEXT: Final = Look()
PART: Final = Look(indent=2)
FAINT: Final = Look(ink="7B8794")
CLOSED: Final = Look(fill="EFEFEF")
OPEN: Final = Look(fill="FFF9E0", open=True)
PLAIN: Final = Look(border=False)
TITLE: Final = Look(border=False, wrap=False, bold=True, size=16)
CAPTION: Final = Look(border=False, wrap=False, bold=True, size=12)
# The background of a cell that a rule colours; such rules take the colour of the background.
WANTED: Final = DifferentialStyle(fill=PatternFill(bgColor="F8C98B"))
WARNING: Final = Look(border=False, wrap=False, bold=True, ink="B42318")


def put(
    sheet: Worksheet, row: int, column: int, value: str | int | Decimal | date, look: Look
) -> Cell:
    """Write a value into a cell; a text stays a text, whatever character it starts with."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell), "there are no merged cells"
    look.give(cell)
    if isinstance(value, str):
        if value:
            cell.value = _ESCAPE.sub(r"_x005F_\1", shown(value))
            # openpyxl treats a text that starts with “=” as a formula.
            cell.data_type = "s"
            cell.quotePrefix = value[0] in "=+-@"
    else:
        cell.value = value
    return cell


class _Growing(RowDimension):
    """A row of a fixed height until a program that knows the fonts adjusts it."""

    @property
    def customHeight(self) -> bool:  # noqa: N802  (openpyxl's name)
        """Whether the row must keep its height when more text is entered; it need not."""
        return False


def fit_rows(page: Worksheet, rows: Iterable[int]) -> None:
    """Set row heights to fit their texts, because not every program does that on opening."""
    widths = {
        column: page.column_dimensions[get_column_letter(column)].width
        for column in range(1, page.max_column + 1)
    }
    for row in rows:
        fit_row(page, row, [cell for cell in page[row] if isinstance(cell, Cell)], widths)


def fit_row(page: Worksheet, row: int, cells: Iterable[Cell], widths: Mapping[int, float]) -> None:
    """Set the height of a row to fit the texts of its cells.

    :param widths: of the columns, by their number.
    """
    lines = size = 1.0
    for cell in cells:
        lines = max(lines, _lines(cell, widths[cell.column]))
        size = max(size, cell.font.size)
    height = round(lines * size * _LINE_HEIGHT + _AROUND, 1)
    page.row_dimensions[row] = _Growing(page, index=row, ht=min(height, _HIGHEST))


def _lines(cell: Cell, width: float) -> int:
    """Return the number of lines of a cell's text."""
    is_text = isinstance(cell.value, str) and cell.data_type != "f"
    if not is_text or not cell.alignment.wrap_text:
        return 1
    room = int((width - 2 * cell.alignment.indent) * (0.97 if cell.font.bold else 1.05))
    # Longer texts fill the highest row anyway, and textwrap takes quadratic time on a long word.
    shown = str(cell.value)[:_MOST_LOOKED_AT]
    return sum(max(1, len(textwrap.wrap(line, max(room, 5)))) for line in shown.split("\n"))
