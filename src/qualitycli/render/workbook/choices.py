"""Drop-downs and limits of cells: the names of the levels, ranges of numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from qualitycli.cards.card import Line
from qualitycli.cards.fields import Field
from qualitycli.cards.guidance import conditions_of, exact, points_of, step_lines
from qualitycli.messages import N_, Message, Translator, as_written, shorten, visible
from qualitycli.model.answers import answers_of, ends_of_mean
from qualitycli.model.framework import Catalogue, Level
from qualitycli.model.periods import days_of
from qualitycli.model.tree import Item
from qualitycli.render.workbook.styles import Look, put

# The maximum length of the hint that a spreadsheet shows next to a cell.
_MOST_SHOWN: Final = 255
_MOST_IN_TITLE: Final = 32
# Points up to a maximum are chosen from a list if there are at most this many.
_MOST_LISTED: Final = 101
_LARGEST: Final = Fraction(10**9)
_NUMBER: Final = Look(form="General")


class Choices:
    """The validation rules of a workbook's cells.

    :ivar page: a hidden sheet. From its column `column` on, it lists the points that can be chosen.
        In the rule itself, many locales would read them as dates (“1.5”).
    """

    def __init__(
        self, page: Worksheet, column: int, catalogue: Catalogue, year: str, translate: Translator
    ) -> None:
        self._page = page
        self._column = column
        self._scale = catalogue.scale
        self._year = year
        self._translate = translate
        self._lists: dict[tuple[Fraction, ...], str] = {}
        self._level_list = f'"{",".join(map(str, catalogue.scale.values))}"'

    def offer(self, page: Worksheet, cells: Iterable[tuple[Line, Field, str]]) -> None:
        """Set the validation rules of a sheet's cells; cells of the same kind share one."""
        rules: dict[tuple[object, ...], DataValidation] = {}
        for line, field, cell in cells:
            rule = self._rule(line, field)
            if rule is not None:
                key = (rule.type, rule.formula1, rule.formula2, rule.prompt, rule.promptTitle)
                rules.setdefault(key, rule).add(cell)
        for rule in rules.values():
            page.add_data_validation(rule)

    def _rule(self, line: Line, field: Field) -> DataValidation | None:
        translate, item = self._translate, line.item
        if field.key == "level" and item is not None:
            rule = DataValidation("list", formula1=self._level_list)
            return self._shown(rule, field.heading, _levels(item, self._scale.levels))
        if field.key == "points" and item is not None:
            return self._points(field, item)
        if field.key in ("value", "mean") and item is not None:
            return self._number(field, item)
        if field.is_answer and line.node.item is not None:
            rule = DataValidation("whole", operator="greaterThanOrEqual", formula1="0")
            return self._shown(rule, field.heading, [self._answer(field, line.node.item)])
        if field.kind == "whole":
            rule = DataValidation("whole", operator="greaterThanOrEqual", formula1="0")
            return self._shown(rule, None, ())
        if field.kind == "date":
            return self._dates(field)
        if field.kind == "lines":
            rule = DataValidation(None)
            return self._shown(
                rule, field.heading, [translate(N_("One piece of evidence per line."))]
            )
        return None

    def _points(self, field: Field, item: Item) -> DataValidation:
        """Return the list of an item's points, or their limits if there are too many for a list."""
        fill = self._translate.fill
        lines = [fill(line) for line in (*step_lines(item), *conditions_of(item, self._scale))]
        if steps := points_of(item, _MOST_LISTED):
            return self._shown(
                DataValidation("list", formula1=self._list(steps)), field.heading, lines
            )
        rule = DataValidation(
            "decimal",
            operator="between",
            formula1="0",
            formula2=as_written(item.max_points or Fraction(0)),
        )
        return self._shown(rule, field.heading, lines)

    def _number(self, field: Field, item: Item) -> DataValidation:
        """Return the rule for a number: the limits of a mean, or the unit and bounds of a value."""
        low, high = -_LARGEST, _LARGEST
        if field.key == "mean":
            low, high = ends_of_mean(item, self._scale)
            text = self._translate(N_("From {low} to {high}."), low=exact(low), high=exact(high))
            lines = iter([text])
        else:
            lines = map(
                self._translate.fill, (*conditions_of(item, self._scale), *step_lines(item))
            )
        rule = DataValidation(
            "decimal", operator="between", formula1=as_written(low), formula2=as_written(high)
        )
        return self._shown(rule, field.heading, lines)

    def _answer(self, field: Field, item: Item) -> str:
        """Return the text of the answer that a cell counts."""
        key = field.route[-1]
        answer = next(one for one in answers_of(item, self._scale) if one.key == key)
        return answer.text if answer.text == key else f"{key} – {answer.text}"

    def _dates(self, field: Field) -> DataValidation:
        first, last = days_of(self._year)
        rule = DataValidation(
            "date",
            operator="between",
            formula1=str(_serial(first)),
            formula2=str(_serial(last)),
            # A day outside the school year is unusual, but possible.
            errorStyle="warning",
        )
        shown = self._translate(N_("A date from {first} to {last}"), first=first, last=last)
        return self._shown(rule, field.heading, [shown])

    def _shown(
        self, rule: DataValidation, title: Message | None, lines: Iterable[str]
    ) -> DataValidation:
        rule.allow_blank = True
        rule.showErrorMessage = True
        rule.errorTitle = "quality"
        if title is not None:
            rule.promptTitle = shorten(self._translate.fill(title), _MOST_IN_TITLE)
            rule.prompt = shorten("\n".join(map(visible, lines)), _MOST_SHOWN)
            rule.showInputMessage = True
        if rule.type == "list":
            rule.error = self._translate(N_("Choose from the list or leave the cell empty."))
        elif rule.type == "decimal":
            rule.error = self._translate(
                N_("Enter a number within the limits or leave the cell empty.")
            )
        elif rule.type == "whole":
            rule.error = self._translate(N_("Enter a whole number or leave the cell empty."))
        elif rule.type == "date":
            rule.error = self._translate(N_("The date is outside the school year."))
        return rule

    def _list(self, steps: tuple[Fraction, ...]) -> str:
        """Return the cells of the hidden sheet that list these points."""
        if steps not in self._lists:
            for row, points in enumerate(steps, 1):
                put(self._page, row, self._column, Decimal(as_written(points)), _NUMBER)
            letter = get_column_letter(self._column)
            self._lists[steps] = f"'{self._page.title}'!${letter}$1:${letter}${len(steps)}"
            self._column += 1
        return self._lists[steps]


def _levels(item: Item, levels: Iterable[Level]) -> Iterator[str]:
    """Yield the names of the levels, or the item's own descriptions of them."""
    for level in levels:
        yield f"{level.value} – {item.levels.get(level.value, level.name)}"


def _serial(day: date) -> int:
    """Return a day as the number that spreadsheets use for it."""
    return (day - date(1899, 12, 30)).days
