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
from qualitycli.messages import N_, Message, Translator, as_written, shorten, visible
from qualitycli.model.framework import Catalogue, Level
from qualitycli.model.tree import Item
from qualitycli.model.values import days_of
from qualitycli.render.workbook.styles import Look, put

# The maximum length of the hint that a spreadsheet shows beside a cell.
_MOST_SHOWN: Final = 255
_NUMBER: Final = Look(form="General")


class Choices:
    """The rules of a workbook's cells.

    :ivar page: a hidden page, whose column `column` and those behind it hold the steps of ladders:
        written into a rule they would be taken for dates (“1.5”) in half of the world.
    """

    def __init__(
        self, page: Worksheet, column: int, catalogue: Catalogue, year: str, translate: Translator
    ) -> None:
        self._page = page
        self._column = column
        self._scale = catalogue.scale
        self._year = year
        self._translate = translate
        self._ladders: dict[tuple[Fraction, ...], str] = {}
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
            rule = DataValidation("list", formula1=self._ladder(item))
            points = (
                f"{translate.decimal(as_written(rung.points))} – {rung.text}"
                for rung in item.ladder
            )
            return self._shown(rule, field.heading, points)
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

    def _dates(self, field: Field) -> DataValidation:
        first, last = days_of(self._year)
        rule = DataValidation(
            "date",
            operator="between",
            formula1=str(_serial(first)),
            formula2=str(_serial(last)),
            # A day outside the school year is unusual, not impossible.
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
            rule.promptTitle = self._translate.fill(title)
            rule.prompt = shorten("\n".join(map(visible, lines)), _MOST_SHOWN)
            rule.showInputMessage = True
        if rule.type == "list":
            rule.error = self._translate(N_("Choose from the list or leave the cell empty."))
        elif rule.type == "whole":
            rule.error = self._translate(N_("Enter a whole number or leave the cell empty."))
        elif rule.type == "date":
            rule.error = self._translate(N_("The date is outside the school year."))
        return rule

    def _ladder(self, item: Item) -> str:
        steps = tuple(rung.points for rung in item.ladder)
        if steps not in self._ladders:
            for row, points in enumerate(steps, 1):
                put(self._page, row, self._column, Decimal(as_written(points)), _NUMBER)
            letter = get_column_letter(self._column)
            self._ladders[steps] = f"'{self._page.title}'!${letter}$1:${letter}${len(steps)}"
            self._column += 1
        return self._ladders[steps]


def _levels(item: Item, levels: Iterable[Level]) -> Iterator[str]:
    """Yield the words of the levels, or what the item says of them."""
    for level in levels:
        yield f"{level.value} – {item.levels.get(level.value, level.name)}"


def _serial(day: date) -> int:
    """Return a day as spreadsheets count it."""
    return (day - date(1899, 12, 30)).days
