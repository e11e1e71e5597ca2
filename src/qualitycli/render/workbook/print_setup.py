"""The print setup of a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from qualitycli.cards.card import Card
from qualitycli.messages import N_, Translator, shorten, visible
from qualitycli.model.period_texts import PERIOD, printed_period

# Texts of 10 points are printed at 8 points.
_SCALE: Final = 80
# The total width of columns that then fit on a page, also if another font stands in for Calibri,
# and the padding of each column.
_WIDEST: Final = 162
_PADDING: Final = 0.75


def print_readably(page: Worksheet) -> None:
    """Print a sheet in a size that can be read, on as many pages as it needs."""
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=False)
    page.page_setup.scale = _SCALE


def break_columns(page: Worksheet, widths: Sequence[float], repeated: int) -> None:
    """Print a wide sheet on several pages next to each other, large enough to read.

    :param repeated: the number of columns to repeat on each page.
    """
    if sum(widths) + _PADDING * len(widths) <= _WIDEST:
        return
    print_readably(page)
    page.page_setup.pageOrder = "overThenDown"
    page.print_title_cols = f"A:{get_column_letter(repeated)}"
    first = sum(widths[:repeated]) + _PADDING * repeated
    room = _WIDEST - first
    for column, width in enumerate(widths[repeated:], repeated + 1):
        room -= width + _PADDING
        if room < 0:
            page.col_breaks.append(Break(id=column - 1))
            room = _WIDEST - first - width - _PADDING


def set_up_page(
    page: Worksheet, card: Card, translate: Translator, *, repeat: str | None = None
) -> None:
    """Set up a sheet for A4 in full width; `repeat` names the rows to repeat on every page."""
    set_up_paper(page, repeat)
    institution = card.assessment.institution
    school = institution.name if institution and institution.name else ""
    period = card.assessment.year
    year = translate(PERIOD.of(period), year=printed_period(period))
    set_header(page, school, year)
    if card.assessment.illustrative:
        foot = page.oddFooter
        assert foot is not None
        foot.left.text = _quiet(translate(N_("Example data")))


def set_up_paper(page: Worksheet, repeat: str | None = None) -> None:
    """Set up a sheet for A4 in full width, without headers and footers."""
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToWidth = 1
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_margins.left = page.page_margins.right = 0.4
    page.page_margins.top, page.page_margins.bottom = 0.7, 0.6
    page.page_margins.header = page.page_margins.footer = 0.3
    if repeat:
        page.print_title_rows = repeat


def set_header(page: Worksheet, left: str, right: str = "") -> None:
    """Set the header of a sheet, with its title in the middle, and number its pages."""
    head, foot = page.oddHeader, page.oddFooter
    assert head is not None
    assert foot is not None
    head.left.text, head.center.text, head.right.text = map(_quiet, (left, page.title, right))
    foot.right.text = "&P / &N"


def _quiet(text: str) -> str:
    """Return a text without the control codes of headers and footers."""
    return shorten(visible(text), 80).replace("&", "&&")
