"""A card as one CSV table that can be opened in a spreadsheet and imported again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from qualitycli.cards.card import Card, Line, in_one_table
from qualitycli.cards.fields import (
    DECIMALS,
    EDITION_HEADING,
    FRAMEWORK_HEADING,
    ID_HEADING,
    TEXT_HEADING,
    YEAR_HEADING,
    Field,
)
from qualitycli.cards.guidance import every_answer
from qualitycli.messages import Translator, visible
from qualitycli.render.tables import csv_text
from qualitycli.rounding import MINUS

# Excel needs this mark to read UTF-8, and it splits lines at the list separator of its language.
MARK: Final = "\ufeff"
CSV_SEPARATORS: Final = {"bg": ";", "en": ","}


def csv_of(card: Card) -> str:
    """Return the table, in the framework's language: a line for each row of the card."""
    language = card.catalogue.framework.language
    translate = Translator(language)
    sheet = in_one_table(card)
    known = (ID_HEADING, TEXT_HEADING)
    marks = (YEAR_HEADING, FRAMEWORK_HEADING, EDITION_HEADING)
    head = [
        *map(translate, known),
        *(translate.fill(field.heading) for field in sheet.fields),
        *map(translate, marks),
    ]
    rows = (_cells(card, line, sheet.fields, translate) for line in sheet.lines)
    return MARK + csv_text([head, *rows], CSV_SEPARATORS[language], "\r\n")


def _cells(
    card: Card, line: Line, fields: tuple[Field, ...], translate: Translator
) -> Iterator[str]:
    reference = card.assessment.framework
    yield line.id
    yield " – ".join([visible(line.text), *_answers(card, line, fields, translate)])
    for field in fields:
        value = card.value(line, field)
        yield _number(value, translate) if field.kind in DECIMALS else value
    yield card.assessment.year
    yield reference.id
    yield reference.edition


def _answers(
    card: Card, line: Line, fields: tuple[Field, ...], translate: Translator
) -> Iterator[str]:
    """Yield the answers of a survey if the headings do not name them."""
    item = line.item
    if item is not None and item.rated_by == "survey" and any(one.position for one in fields):
        yield translate.fill(every_answer(item, card.catalogue.scale))


def _number(value: str, translate: Translator) -> str:
    """Return a number with a minus sign, because a leading hyphen would make it a formula."""
    return translate.decimal(value.replace("-", MINUS))
