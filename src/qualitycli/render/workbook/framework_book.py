"""A catalogue's table as a workbook, which can be edited and imported again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.formatting.rule import Rule
from openpyxl.styles import PatternFill, Protection
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from qualitycli.catalogue_rows.cell_texts import in_cell
from qualitycli.catalogue_rows.columns import CODE, HEADINGS, KIND, OWNER, TEXT, kind_name
from qualitycli.catalogue_rows.rows import TableRow, rows_of
from qualitycli.catalogue_rows.shape import SETTING_SHAPE, Shape, shapes
from qualitycli.messages import N_, Translator, as_written, shorten, visible
from qualitycli.render.workbook import styles
from qualitycli.render.workbook.card_sheet import protect
from qualitycli.render.workbook.framework_guide import fill_framework_guide
from qualitycli.render.workbook.print_setup import break_columns, set_header, set_up_paper
from qualitycli.render.workbook.saving import steady_bytes
from qualitycli.render.workbook.styles import Look, fit_row, put

_WIDTHS: Final[Mapping[str, float]] = {
    KIND: 20,
    OWNER: 13,
    CODE: 22,
    TEXT: 80,
    "number": 10,
    "weight_reason": 30,
    "ladder": 16,
    "answer_scale": 16,
    "asks": 18,
    "kind": 16,
    "thresholds": 14,
}
_WIDTH: Final = 12
# The rows of the tree stand out; all others are texts.
_LOOKS: Final[Mapping[str, Look]] = {
    "area": styles.AREA,
    "criterion": styles.CRITERION,
    "indicator": styles.INDICATOR,
}
_NUMBER: Final = "General"
# Empty rows at the end, for additions.
SPARE_ROWS: Final = 50
# Spreadsheet programs keep at most this many digits.
_MOST_DIGITS: Final = 15
# In the header of a page, next to the name of the sheet.
_MOST_OF_TITLE: Final = 50
# Excel's limit for a list of choices in a rule.
_LONGEST_LIST: Final = 255
# These name a row, so that other rows and years refer to them.
_LOCKED: Final = (KIND, CODE)


def framework_workbook(values: Mapping[str, Any], translate: Translator) -> bytes:
    """Return the workbook of a catalogue's values, in the language."""
    book = Workbook()
    page = book.active
    assert isinstance(page, Worksheet)
    page.title = translate(N_("Framework"))
    guide = book.create_sheet(translate(N_("How to")))
    kinds = fill_framework_guide(guide, page.title, translate)
    title = str(values["framework"]["title"])
    _Sheet(page, translate).fill(list(rows_of(values)), kinds, _names(values))
    for one in (page, guide):
        set_header(one, shorten(visible(title), _MOST_OF_TITLE))
        protect(one)
    return steady_bytes(book, visible(title))


def _names(values: Mapping[str, Any]) -> Mapping[str, Sequence[str]]:
    """Return the names that can be chosen in columns that refer to lists by name."""
    return {key.removesuffix("s"): [*values.get(key, ())] for key in ("ladders", "answer_scales")}


class _Sheet:
    def __init__(self, page: Worksheet, translate: Translator) -> None:
        self._page = page
        self._translate = translate
        self._columns = {name: number for number, name in enumerate(HEADINGS, 1)}
        self._letters = {name: get_column_letter(n) for name, n in self._columns.items()}

    def fill(
        self, rows: Sequence[TableRow], kinds: str, names: Mapping[str, Sequence[str]]
    ) -> None:
        """Fill the sheet.

        :param kinds: the cells with the names of all kinds of rows.
        :param names: the names to choose from, by column.
        """
        page = self._page
        widths = {column: _WIDTHS.get(name, _WIDTH) for name, column in self._columns.items()}
        fit_row(page, 1, list(self._head()), widths)
        for number, row in enumerate(rows, 2):
            fit_row(page, number, list(self._row(number, row)), widths)
        last = len(rows) + 1
        for number in range(last + 1, last + SPARE_ROWS + 1):
            for column in (KIND, OWNER, CODE):
                put(page, number, self._columns[column], "", styles.OPEN)
        self._offer(rows, last + SPARE_ROWS, kinds, names)
        self._shade(last + SPARE_ROWS)
        page.freeze_panes = "D2"
        page.auto_filter.ref = f"A1:{get_column_letter(len(HEADINGS))}{last}"
        set_up_paper(page, repeat="1:1")
        # Without the empty rows at the end.
        page.print_area = page.auto_filter.ref
        break_columns(page, list(widths.values()), repeated=3)

    def _head(self) -> Iterator[Cell]:
        for name, column in self._columns.items():
            yield put(self._page, 1, column, self._translate(HEADINGS[name]), styles.HEAD)
            dimension = self._page.column_dimensions[get_column_letter(column)]
            dimension.width = _WIDTHS.get(name, _WIDTH)
            # Cells that are empty now have the style of their column.
            dimension.protection = Protection(locked=False)
            dimension.number_format = _NUMBER if _has_numbers(name) else styles.AS_TEXT

    def _row(self, number: int, row: TableRow) -> Iterator[Cell]:
        look = replace(_LOOKS.get(row.shape.kind, styles.TEXT), open=True)
        locked = replace(look, open=False)
        yield put(self._page, number, 1, self._translate(kind_name(row.shape.kind)), locked)
        for column, text in row.cells.items():
            own = locked if column in _LOCKED else look
            value: str | Decimal = in_cell(text)
            if row.is_number(column) and (exact := _exact(text)) is not None:
                value, own = exact, replace(own, form=_NUMBER)
            yield put(self._page, number, self._columns[column], value, own)

    def _offer(
        self, rows: Sequence[TableRow], last: int, kinds: str, names: Mapping[str, Sequence[str]]
    ) -> None:
        """Offer the possible values in cells that have few of them."""
        self._rule(f"={kinds}", [f"A2:A{last}"])
        for column, letter in self._letters.items():
            every = {choices for shape in shapes().values() for choices in _choices(shape, column)}
            if len(every) == 1:
                self._rule(_listed(*every), [f"{letter}2:{letter}{last}"])
        for column, own in names.items():
            letter = self._letters[column]
            self._rule(_listed(own), [f"{letter}2:{letter}{last}"], strict=False)
        several: dict[tuple[str, ...], list[str]] = {}
        for number, row in enumerate(rows, 2):
            for column, choices in _own_choices(row):
                several.setdefault(choices, []).append(f"{self._letters[column]}{number}")
        for choices, cells in several.items():
            self._rule(_listed(choices), cells)

    def _rule(self, listed: str | None, cells: Iterable[str], *, strict: bool = True) -> None:
        if listed is None:
            return
        rule = DataValidation("list", formula1=listed, allow_blank=True)
        rule.showErrorMessage = strict
        rule.errorTitle = "quality"
        rule.error = self._translate(N_("Choose from the list or leave the cell empty."))
        for cell in cells:
            rule.add(cell)
        self._page.add_data_validation(rule)

    def _shade(self, last: int) -> None:
        """Shade the cells that the kind of their row does not have."""
        grey = DifferentialStyle(fill=PatternFill("solid", bgColor=f"FF{styles.CLOSED.fill}"))
        own = [one for one in (*shapes().values(), SETTING_SHAPE) if one.kind]
        for column, letter in self._letters.items():
            if column in (KIND, OWNER):
                continue
            with_it = [kind_name(one.kind) for one in own if column in one.open_columns]
            tests = ",".join(f'$A2="{self._translate(name)}"' for name in with_it)
            formula = f'AND($A2<>"",NOT(OR({tests})))'
            rule = Rule(type="expression", dxf=grey, formula=[formula])
            self._page.conditional_formatting.add(f"{letter}2:{letter}{last}", rule)


def _choices(shape: Shape, column: str) -> Iterator[tuple[str, ...]]:
    scalar = shape.columns.get(column)
    if scalar is not None and scalar.choices:
        yield scalar.choices


def _own_choices(row: TableRow) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the cells of a row whose choices differ from row to row."""
    if row.setting is not None and row.setting.choices:
        yield TEXT, row.setting.choices
    yield from (("kind", choices) for choices in _choices(row.shape, "kind"))


def _listed(choices: Iterable[str]) -> str | None:
    """Return a list of choices for a rule; None if it cannot have such a list."""
    text = ",".join(one for one in choices if not set(one) & {",", '"'})
    return f'"{text}"' if 0 < len(text) <= _LONGEST_LIST else None


def _has_numbers(column: str) -> bool:
    """Tell whether a column has only numbers."""
    scalars = [one.columns[column] for one in shapes().values() if column in one.columns]
    return column != CODE and bool(scalars) and all(one.is_number for one in scalars)


def _exact(text: str) -> Decimal | None:
    """Return a number that is written in the same way after a spreadsheet program stored it."""
    try:
        number = Fraction(text)
    except ValueError:  # several numbers
        return None
    return Decimal(text) if as_written(number) == text and len(text) <= _MOST_DIGITS else None
