"""The workbook of a card, as bytes: the same card gives the same bytes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from qualitycli.cards.card import Card
from qualitycli.cards.marks import MEMORY_SHEET
from qualitycli.messages import N_, Translator, visible
from qualitycli.model.period_texts import printed_period
from qualitycli.render.workbook.card_sheet import Frame, fill_sheet
from qualitycli.render.workbook.choices import Choices
from qualitycli.render.workbook.guide import fill_guide, fill_results
from qualitycli.render.workbook.saving import steady_bytes
from qualitycli.render.workbook.styles import PLAIN, put

# In UTF-16 code units; an emoji has two.
_MOST_IN_A_NAME: Final = 31
# Excel reserves “History” for the sheet of tracked changes; its translations reserve other words.
_RESERVED: Final = ("history", "хронология", "журнал")
_NOT_IN_A_NAME: Final = re.compile(r"[\[\]:*?/\\]")
# The hidden sheet stores row, field and text; the steps of points scales come after them.
_AFTER_MEMORY: Final = 5


def workbook_of(card: Card) -> bytes:
    """Return the workbook, in the framework's language."""
    translate = Translator(card.catalogue.framework.language)
    book = Workbook()
    guide = book.active
    assert isinstance(guide, Worksheet)
    titles = _titles(card, translate)
    guide.title = next(titles)
    pages = [book.create_sheet(next(titles)) for _ in card.sheets]
    results = book.create_sheet(next(titles))
    memory = book.create_sheet(MEMORY_SHEET)
    memory.sheet_state = "veryHidden"
    choices = Choices(memory, _AFTER_MEMORY, card.catalogue, card.assessment.year, translate)
    frame = Frame(card, translate, choices, pages[-1].title)
    filled = [
        fill_sheet(page, sheet, frame) for page, sheet in zip(pages, card.sheets, strict=True)
    ]
    fill_guide(book, guide, filled, frame)
    fill_results(results, card, translate)
    _remember(memory, card)
    year = printed_period(card.assessment.year)
    return steady_bytes(book, translate(N_("Self-assessment workbook {year}"), year=year))


def _titles(card: Card, translate: Translator) -> Iterator[str]:
    """Yield the names of the sheets: all different, and all valid in a spreadsheet."""
    areas = (sheet.area.title if sheet.area else translate(N_("Surveys")) for sheet in card.sheets)
    taken: set[str] = {MEMORY_SHEET, *_RESERVED}
    for title in (translate(N_("How to")), *areas, translate(N_("Results"))):
        name = _free_name(" ".join(_NOT_IN_A_NAME.sub(" ", visible(title)).split()), taken)
        taken.add(name.casefold())
        yield name


def _free_name(title: str, taken: Iterable[str]) -> str:
    for number in range(1, 1000):
        end = f" {number}" if number > 1 else ""
        name = _cut(title, _MOST_IN_A_NAME - len(end)).strip(" '") + end
        if name.strip() and name.casefold() not in taken:
            return name
    raise AssertionError(title)


def _cut(text: str, units: int) -> str:
    """Return the start of a text, at most this many UTF-16 code units, without a lone surrogate."""
    return text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore")


def _remember(memory: Worksheet, card: Card) -> None:
    """Store the workbook's values on a hidden sheet, so that changes can be detected later."""
    row = 1
    for line_id, values in card.values.items():
        for key, text in values.items():
            for column, part in enumerate((line_id, key, text), 1):
                put(memory, row, column, part, PLAIN)
            row += 1
