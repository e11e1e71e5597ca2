"""The first sheet, with instructions, and the last one, with a copy of the results."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Final

from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from qualitycli.cards.card import Card
from qualitycli.cards.fields import (
    EDITION_HEADING,
    FILLED_HEADING,
    FRAMEWORK_HEADING,
    ID_HEADING,
    PART_HEADING,
    YEAR_HEADING,
)
from qualitycli.cards.marks import FORMAT, NAMES
from qualitycli.messages import N_, Translator, visible
from qualitycli.model.period_texts import printed_period
from qualitycli.render.nodes import DEPTHS, is_within, notices, verdict
from qualitycli.render.results import points_of_most, result_heading
from qualitycli.render.score_view import view_of
from qualitycli.render.workbook import styles
from qualitycli.render.workbook.card_sheet import FilledCells, Frame, protect
from qualitycli.render.workbook.formulas import count_formula
from qualitycli.render.workbook.print_setup import print_readably, set_up_page
from qualitycli.render.workbook.styles import Look, fit_rows, put
from qualitycli.rounding import fixed
from qualitycli.scoring.node_score import NodeScore
from qualitycli.scoring.score import flatten

_FIRST: Final = N_(
    "Fill in the yellow cells. Everything else is protected, without a password, "
    "so that you do not change it by accident."
)
_BY_LEVEL: Final = N_(
    "Choose the level from the list in the cell. Leave the cell empty if the item "
    "is not rated yet; an empty cell never counts as the lowest level."
)
_BY_POINTS: Final = N_(
    "Choose the points from the list in the cell, or write them. Leave the cell empty if the item "
    "is not rated yet; an empty cell never counts as 0 points."
)
_BY_NUMBERS: Final = N_(
    "Where there are cells for a count and a total, or for a value, write the numbers. The grey "
    "cell next to them shows what they earn."
)
_BY_ANSWERS: Final = N_(
    "For a survey, write how many people gave each answer. If only the mean was published, write "
    "the mean and how many people it is of."
)
_FILLED: Final = N_("The grey column “Filled in” marks the items that are filled in.")
_FILLED_LEVELS: Final = N_(
    "The grey column “Filled in” marks the items that are filled in. For the lowest and the "
    "highest level it asks for evidence if there is none."
)
_NO_LEVEL: Final = N_(
    "If an item does not apply, or there is no evidence for it, give the reason in a sentence and "
    "leave the level empty."
)
_NO_RATING: Final = N_(
    "If an item does not apply, or there is no evidence for it, give the reason in a sentence and "
    "leave its rating empty."
)
_LAST: Final = (
    N_("Write each piece of evidence on its own line (Alt+Enter starts a new line)."),
    N_("Decimal numbers can have a comma or a point. Enter dates the way the program shows them."),
    N_(
        "If you clear a cell, its value is removed. Do not change the codes and the "
        "column headings."
    ),
    N_(
        "Save the workbook when you have filled it in, and hand it in. “quality import "
        "FILE {year}” shows the changes and asks before it writes anything."
    ),
)
_RESULT_DEPTH: Final = "indicator"
_GRADE: Final = N_("Grade")
# The columns of the results, and their widths.
_RESULTS: Final = {
    ID_HEADING: 12,
    PART_HEADING: 70,
    _GRADE: 11,
    N_("Percent"): 11,
    N_("Band"): 26,
    N_("Coverage"): 13,
}
_POINTS_WIDTH: Final = 18
_LOOKS: Final = {"criterion": styles.CRITERION, "indicator": styles.TEXT}


def fill_guide(
    book: Workbook, page: Worksheet, filled: Iterable[FilledCells], frame: Frame
) -> None:
    """Fill the first sheet; the cells that identify the workbook get names.

    :param filled: for each sheet, the cells that mark its rows that are filled in.
    """
    card, translate = frame.card, frame.translate
    year = card.assessment.year
    page.column_dimensions["A"].width = 26
    page.column_dimensions["B"].width = 124
    title = translate(N_("Self-assessment workbook {year}"), year=printed_period(year))
    put(page, 1, 1, title, styles.TITLE)
    institution = card.assessment.institution
    if institution and institution.name:
        put(page, _next(page), 1, visible(institution.name), styles.CAPTION)
    for notice in notices(card.score, translate):
        put(page, _next(page), 1, notice, styles.WARNING)
    _name_marks(book, page, card, translate)
    put(page, _next(page, 2), 1, translate(N_("How to fill it in")), styles.CAPTION)
    for number, step in enumerate(_steps(card), 1):
        text = f"{number}. {translate(step, year=year)}"
        put(page, _next(page), 2, text, styles.PLAIN)
    put(page, _next(page, 2), 1, translate(FILLED_HEADING), styles.CAPTION)
    for sheet in filled:
        row = _next(page)
        _pair(page, row, sheet.page.title, "", styles.TEXT)
        cells = f"{quote_sheetname(sheet.page.title)}!{sheet.cells}"
        page.cell(row, 2).value = count_formula(cells, sheet.total, translate)
    if levels := card.catalogue.scale.levels:
        put(page, _next(page, 2), 1, translate(N_("Levels")), styles.CAPTION)
        for level in levels:
            _pair(page, _next(page), str(level.value), visible(level.name), styles.TEXT)
    fit_rows(page, range(1, page.max_row + 1))
    page.sheet_view.showGridLines = False
    protect(page)
    set_up_page(page, card, translate)
    print_readably(page)


def _steps(card: Card) -> Iterator[str]:
    """Yield the instructions for the ways in which the items are rated."""
    lines = [line for sheet in card.sheets for line in sheet.lines]
    open_ = frozenset[str]().union(*(line.open for line in lines))
    items = [line.item for line in lines if line.item is not None and line.open]
    yield _FIRST
    if "level" in open_:
        yield _BY_LEVEL
    if "points" in open_:
        yield _BY_POINTS
    if any(map(card.is_calculated, lines)):
        yield _BY_NUMBERS
    if any(item.rated_by == "survey" and item.answer_scale for item in items):
        yield _BY_ANSWERS
    yield _FILLED_LEVELS if "level" in open_ else _FILLED
    yield _NO_LEVEL if "level" in open_ and "points" not in open_ else _NO_RATING
    yield from _LAST


def _next(page: Worksheet, rows: int = 1) -> int:
    """Return the row that is `rows` rows below the last one."""
    return page.max_row + rows


def _pair(page: Worksheet, row: int, name: str, text: str, look: Look) -> None:
    put(page, row, 1, name, look)
    put(page, row, 2, text, look)


def _name_marks(book: Workbook, page: Worksheet, card: Card, translate: Translator) -> None:
    """Write the identification of the workbook into named cells."""
    first = _next(page, 2)
    for row, (name, heading, value) in enumerate(_marks(card), first):
        _pair(page, row, translate(heading), value, styles.TEXT)
        column = "B"
        if name == "framework":
            # People know it by its title; the id is in a hidden column.
            put(page, row, 2, visible(card.catalogue.framework.title), styles.TEXT)
            put(page, row, 3, value, styles.TEXT)
            page.column_dimensions["C"].hidden = True
            column = "C"
        reference = f"{quote_sheetname(page.title)}!${column}${row}"
        book.defined_names[NAMES[name]] = DefinedName(NAMES[name], attr_text=reference)


def _marks(card: Card) -> Iterator[tuple[str, str, str]]:
    reference = card.assessment.framework
    yield "year", YEAR_HEADING, card.assessment.year
    yield "framework", FRAMEWORK_HEADING, reference.id
    yield "edition", EDITION_HEADING, reference.edition
    yield "format", N_("Format of the workbook"), FORMAT


def fill_results(page: Worksheet, card: Card, translate: Translator) -> None:
    """Fill the sheet of results, which is not filled in or read back."""
    view = view_of(card.score, _RESULT_DEPTH, translate)
    copy = N_(
        "A copy of the results from when the workbook was created. Do not fill it in; "
        "it is not read back."
    )
    put(page, 1, 1, translate(copy), styles.WARNING)
    for row, notice in enumerate(view.notices, 2):
        put(page, row, 1, notice, styles.WARNING)
    head = 3 + len(view.notices)
    for column, (heading, width) in enumerate(_result_columns(card), 1):
        put(page, head, column, translate(heading), replace(styles.HEAD, centred=column > 2))
        page.column_dimensions[get_column_letter(column)].width = width
    nodes = [card.score.overall, *flatten(card.score.overall.children)]
    most = DEPTHS.index(_RESULT_DEPTH) + 1
    shown = [node for node in nodes if is_within(node.kind, most)]
    for row, node in enumerate(shown, head + 1):
        _result(page, row, node, translate, card)
    for row, remark in enumerate(view.remarks, head + len(shown) + 2):
        put(page, row, 2, remark, styles.PLAIN)
    fit_rows(page, range(1, page.max_row + 1))
    page.freeze_panes = f"C{head + 1}"
    protect(page)
    set_up_page(page, card, translate, repeat=f"{head}:{head}")


def _result_columns(card: Card) -> Iterator[tuple[str, float]]:
    """Yield the headings of the results and their widths."""
    own = result_heading(card.catalogue)
    for heading, width in _RESULTS.items():
        if heading != _GRADE:
            yield heading, width
        elif own is not None:
            yield own, width if own == _GRADE else _POINTS_WIDTH


def _result(page: Worksheet, row: int, node: NodeScore, translate: Translator, card: Card) -> None:
    look = _LOOKS.get(node.kind, styles.AREA)
    middle = replace(look, centred=True)
    put(page, row, 1, node.id or "", look)
    put(page, row, 2, visible(node.text) or translate(N_("Overall")), look)
    column = 3
    if (own := result_heading(card.catalogue)) == _GRADE:
        _figure(page, row, column, node.grade, replace(middle, form="0.00"))
    elif own is not None:
        put(page, row, column, points_of_most(node, translate) or "–", middle)
    else:
        column = 2
    _figure(page, row, column + 1, node.percent, replace(middle, form="0.0"))
    put(page, row, column + 2, verdict(node, translate), middle)
    put(page, row, column + 3, f"{node.scored}/{node.applicable}", middle)


def _figure(page: Worksheet, row: int, column: int, value: Fraction | None, look: Look) -> None:
    """Write a figure as a number, rounded as everywhere else, or a dash if there is none."""
    digits = len(look.form.partition(".")[2])
    put(page, row, column, "–" if value is None else Decimal(fixed(value, digits)), look)
