"""A sheet of the card: a row for each item, with protected texts and fields to fill in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from openpyxl.formatting.rule import Rule
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from qualitycli.cards.card import Card, Line, Sheet
from qualitycli.cards.fields import (
    BEFORE_HEADING,
    DECIMALS,
    FILLED_HEADING,
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
from qualitycli.model.assessment import BESIDE, REASONS, is_information, judgements_wanted
from qualitycli.model.tree import Item, Subindicator
from qualitycli.render.item import helps, way_of
from qualitycli.render.nodes import judged
from qualitycli.render.workbook import styles
from qualitycli.render.workbook.choices import Choices
from qualitycli.render.workbook.formulas import extreme_formula, filled_formula, formula_of
from qualitycli.render.workbook.print_setup import break_columns, set_up_page
from qualitycli.render.workbook.styles import Look, fit_rows, put

_WIDTHS: Final[dict[str, float]] = {
    "level": 9,
    "count": 7,
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
    "lines": 34,
}
_ANSWERS_WIDTH: Final = 16
_KNOWN_WIDTHS: Final = (11.0, 46.0)
_WAY_WIDTH: Final = 13
_BEFORE_WIDTH: Final = 13
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


@dataclass(frozen=True, slots=True)
class FilledCells:
    """The cells of a page that mark the rows that are filled in, and the number of such rows."""

    page: Worksheet
    cells: str
    total: int


def fill_sheet(page: Worksheet, sheet: Sheet, frame: Frame) -> FilledCells:
    """Fill an empty page with a sheet of the card, and return where it shows what is filled in."""
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
    columns.mark_missing_evidence(page, last)
    total = sum(1 for line in sheet.lines if line.item is not None and line.open)
    return FilledCells(page, columns.filled(last), total)


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
                (FILLED_HEADING, True),
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
        item, cells = line.item, self._cells(line, row)
        for column, heading in enumerate(self._extra, self._known + 1 + self._split):
            look = replace(styles.FAINT, centred=True, form="General", fill=styles.CLOSED.fill)
            cell = put(page, row, column, "", look)
            if item is None or not line.open:
                continue
            if heading == FILLED_HEADING:
                cell.value = self._filled(item, cells)
            elif heading == MOST_HEADING:
                if item.most_points is not None:
                    cell.value = Decimal(as_written(item.most_points))
            elif self._card.is_calculated(line):
                cell.value = formula_of(item, self._card.catalogue, cells)

    def _cells(self, line: Line, row: int) -> dict[str, str]:
        """Return the cells of a row that can be filled in, by the keys of their fields."""
        return {
            own.key: f"{get_column_letter(at)}{row}"
            for at, field in self._open()
            if (own := self._card.field(line, field)) is not None
        }

    def _filled(self, item: Item, cells: Mapping[str, str]) -> str:
        lacks = None
        if "level" in cells:
            scale = self._card.catalogue.scale
            lacks = extreme_formula(cells["level"], cells["evidence"], scale)
        judged = [cell for key, cell in cells.items() if _judges(key, item)]
        return filled_formula(judged, lacks, self._translate)

    def filled(self, last: int) -> str:
        """Return the cells that mark the rows that are filled in."""
        column = self._known + 1 + self._split + self._extra.index(FILLED_HEADING)
        letter = get_column_letter(column)
        return f"${letter}$2:${letter}${last}"

    def mark_missing_evidence(self, page: Worksheet, last: int) -> None:
        """Colour the cells for evidence that the lowest or highest level still needs."""
        letters = {field.key: get_column_letter(column) for column, field in self._open()}
        if "level" not in letters:
            return
        level, evidence = f"${letters['level']}2", f"${letters['evidence']}2"
        condition = extreme_formula(level, evidence, self._card.catalogue.scale)
        rule = Rule(type="expression", formula=[condition], dxf=styles.WANTED)
        page.conditional_formatting.add(f"{evidence[1:]}:{evidence[1:-1]}{last}", rule)

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


def _judges(key: str, item: Item) -> bool:
    """Tell whether a field alone makes an item count as filled in."""
    if key in REASONS or (key == "value" and is_information(item, None)):
        return True
    return key.partition(".")[0] in judgements_wanted(item)


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
