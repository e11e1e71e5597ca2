"""A sheet of the card: a row for each item, with protected texts and fields to fill in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from qualitycli.cards.card import Card, Line, Sheet
from qualitycli.cards.fields import (
    BEFORE_HEADING,
    DECIMALS,
    ID_HEADING,
    MOST_HEADING,
    RESULT_HEADING,
    TEXT_HEADING,
    WAY_HEADING,
    Field,
    Kind,
)
from qualitycli.cards.guidance import every_answer
from qualitycli.messages import N_, Message, Translator, as_written
from qualitycli.model.assessment import BESIDE, REASONS
from qualitycli.model.tree import Subindicator
from qualitycli.render.item import helps, way_of
from qualitycli.render.nodes import judged
from qualitycli.render.workbook import styles
from qualitycli.render.workbook.choices import Choices
from qualitycli.render.workbook.formulas import formula_of
from qualitycli.render.workbook.print_setup import break_columns, set_up_page
from qualitycli.render.workbook.styles import Look, fit_rows, put

_WIDTHS: Final[dict[str, float]] = {
    "level": 11,
    "count": 8,
    "invited": 11,
    "not_applicable": 20,
    "no_evidence": 20,
}
_WIDTHS_OF_KINDS: Final[dict[Kind, float]] = {
    "whole": 9,
    "decimal": 9,
    "signed": 11,
    "date": 12,
    "text": 36,
    "lines": 40,
}
_ANSWERS_WIDTH: Final = 16
_KNOWN_WIDTHS: Final = (11.0, 48.0)
_WAY_WIDTH: Final = 13
_BEFORE_WIDTH: Final = 14
_EXTRA_WIDTH: Final = 13
_NUMBERS: Final = ("whole", *DECIMALS)


@dataclass(frozen=True, slots=True)
class Frame:
    """The settings that all sheets of a workbook share.

    :ivar surveys: the name of the sheet of surveys.
    """

    card: Card
    translate: Translator
    choices: Choices
    surveys: str


def fill_sheet(page: Worksheet, sheet: Sheet, frame: Frame) -> None:
    """Fill an empty page with a sheet of the card."""
    columns = _Columns(sheet, frame)
    columns.head(page)
    for row, line in enumerate(sheet.lines, 2):
        columns.row(page, row, line)
    last = len(sheet.lines) + 1
    fit_rows(page, range(1, last + 1))
    frame.choices.offer(page, columns.places())
    page.freeze_panes = "C2"
    page.auto_filter.ref = f"A1:{get_column_letter(columns.count)}{last}"
    protect(page)
    set_up_page(page, frame.card, frame.translate, repeat="1:1")
    letters = [get_column_letter(column) for column in range(1, columns.count + 1)]
    widths = [float(page.column_dimensions[letter].width) for letter in letters]
    break_columns(page, widths, repeated=2)


def protect(page: Worksheet) -> None:
    """Protect the other cells against accidental changes, without a password."""
    page.protection.sheet = True
    # In the file format, True means “not allowed”.
    page.protection.formatColumns = False
    page.protection.formatRows = False
    page.protection.autoFilter = False


class _Columns:
    """The columns of one sheet."""

    def __init__(self, sheet: Sheet, frame: Frame) -> None:
        self._sheet = sheet
        self._card = frame.card
        self._translate = frame.translate
        self._surveys = frame.surveys
        # The id, the text, the way of rating, and the year before if there is one.
        self._known = 3 + (frame.card.year_before is not None)

        lines = sheet.lines
        # The calculated columns come after the ratings; the columns of former versions keep their
        # order.
        has_points = frame.card.catalogue.method == "points"
        self._extra = [
            heading
            for heading, is_there in (
                (RESULT_HEADING, any(map(frame.card.is_calculated, lines))),
                (MOST_HEADING, has_points and any(line.open for line in lines)),
            )
            if is_there
        ]
        self._by_position = any(field.position for field in sheet.fields)
        judged = [field.key in BESIDE or field.key in REASONS for field in sheet.fields]
        self._split = judged.index(True) if any(judged) else len(judged)

    @property
    def count(self) -> int:
        """The number of columns."""
        return self._known + len(self._sheet.fields) + len(self._extra)

    def _open(self) -> Iterator[tuple[int, Field]]:
        """Yield the columns to fill in."""
        for index, field in enumerate(self._sheet.fields):
            shift = len(self._extra) if index >= self._split else 0
            yield self._known + 1 + index + shift, field

    def places(self) -> Iterator[tuple[Line, Field, str]]:
        """Yield every cell that can be filled in."""
        for row, line in enumerate(self._sheet.lines, 2):
            for column, field in self._open():
                if (own := self._card.field(line, field)) is not None:
                    yield line, own, f"{get_column_letter(column)}{row}"

    def head(self, page: Worksheet) -> None:
        """Write the headings and set the widths."""
        known = [Message(ID_HEADING), Message(TEXT_HEADING), Message(WAY_HEADING)]
        widths = [*_KNOWN_WIDTHS, _WAY_WIDTH]
        if self._card.year_before is not None:
            known.append(Message(BEFORE_HEADING, {"year": self._card.year_before}))
            widths.append(_BEFORE_WIDTH)
        own = [(field.heading, _width(field)) for field in self._sheet.fields]
        own[self._split : self._split] = [(Message(one), _EXTRA_WIDTH) for one in self._extra]
        widths += (width for _, width in own)
        headings = [*known, *(heading for heading, _ in own)]
        for column, (heading, width) in enumerate(zip(headings, widths, strict=True), 1):
            look = replace(styles.HEAD, centred=column > self._known and width < 20)
            put(page, 1, column, self._translate.fill(heading), look)
            page.column_dimensions[get_column_letter(column)].width = width

    def row(self, page: Worksheet, row: int, line: Line) -> None:
        """Write the row of a line."""
        if line.node.item is None:
            look = styles.CRITERION if line.node.kind == "criterion" else styles.INDICATOR
            for column in range(1, self.count + 1):
                text = {1: line.id, 2: line.text}.get(column, "")
                put(page, row, column, text, look)
            return
        put(page, row, 1, line.id, styles.TEXT)
        put(page, row, 2, self._text(line), styles.TEXT if line.part is None else styles.PART)
        put(page, row, 3, self._way(line), styles.FAINT)
        if self._card.year_before is not None:
            before = judged(line.before, self._translate) if line.before else ""
            put(page, row, 4, before, replace(styles.FAINT, centred=True))
        for column, field in self._open():
            if self._card.field(line, field) is not None:
                value = as_cell(self._card.value(line, field), field)
                put(page, row, column, value, _look(field, self._translate))
            else:
                put(page, row, column, "", styles.CLOSED)
        self._calculated(page, row, line)

    def _calculated(self, page: Worksheet, row: int, line: Line) -> None:
        """Write a formula for the result of an item, and the most points that it can earn."""
        for column, heading in enumerate(self._extra, self._known + 1 + self._split):
            look = replace(styles.FAINT, centred=True, form="General", fill=styles.CLOSED.fill)
            cell = put(page, row, column, "", look)
            if heading == MOST_HEADING:
                if (most := _most(line)) is not None:
                    cell.value = Decimal(as_written(most))
            elif self._card.is_calculated(line) and (item := line.item) is not None:
                cells = {
                    field.key: f"{get_column_letter(at)}{row}"
                    for at, field in self._open()
                    if field.key in line.open
                }
                cell.value = formula_of(item, self._card.catalogue, cells)

    def _text(self, line: Line) -> str:
        """Return the text of a row, with help for rating the item."""
        item, lines = line.item, [line.text]
        if item is None:
            return line.text
        if isinstance(item, Subindicator) and item.rated_by != "ratio":
            lines += [f"– {part}" for part in item.parts]
        if line.open:
            scale = self._card.catalogue.scale
            lines += helps(item, scale, self._translate)
            if self._by_position and item.rated_by == "survey" and not item.answer_scale:
                lines.append(self._translate.fill(every_answer(item, scale)))
        return "\n".join(lines)

    def _way(self, line: Line) -> str:
        if (item := line.item) is None:
            return ""
        if not line.open:
            return self._translate(N_("see the sheet “{sheet}”"), sheet=self._surveys)
        return self._translate(way_of(item))


def _most(line: Line) -> Fraction | None:
    """Return the most points that the item of a row can earn; None if it does not earn points."""
    return line.item.most_points if line.item is not None and line.open else None


def _width(field: Field) -> float:
    own = _ANSWERS_WIDTH if field.is_answer else _WIDTHS_OF_KINDS[field.kind]
    return _WIDTHS.get(field.key, own)


def as_cell(value: str, field: Field) -> str | int | Decimal | date:
    """Return a value as a number, a date or a text for the spreadsheet."""
    if not value:
        return ""
    if field.kind == "whole":
        return int(value)
    if field.kind in DECIMALS:
        return Decimal(value)
    # Spreadsheets count days from 1900.
    return date.fromisoformat(value) if field.kind == "date" and value > "1900-03" else value


def _look(field: Field, translate: Translator) -> Look:
    if field.kind in _NUMBERS:
        return replace(styles.OPEN, centred=True, form="General")
    if field.kind == "date":
        form = "dd.mm.yyyy" if translate.language == "bg" else "yyyy-mm-dd"
        return replace(styles.OPEN, centred=True, form=form)
    return styles.OPEN
