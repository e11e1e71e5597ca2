"""A card as one table of CSV, as a spreadsheet opens it and gives it back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Final

from qualitycli.cards.card import Card, Line, in_one_table
from qualitycli.cards.fields import (
    EDITION_HEADING,
    FRAMEWORK_HEADING,
    ID_HEADING,
    TEXT_HEADING,
    YEAR_HEADING,
    Field,
)
from qualitycli.cards.marks import guarded
from qualitycli.messages import Translator, visible

# Excel takes a file for UTF-8 only by this mark, and splits lines at the sign of its language.
_MARK: Final = "\ufeff"
_SEPARATORS: Final = {"bg": ";", "en": ","}


def csv_of(card: Card) -> str:
    """Return the table, in the framework's language: a line for each row of the card."""
    language = card.catalogue.framework.language
    translate = Translator(language)
    sheet = in_one_table(card)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=_SEPARATORS[language], lineterminator="\r\n")
    known = (ID_HEADING, TEXT_HEADING)
    marks = (YEAR_HEADING, FRAMEWORK_HEADING, EDITION_HEADING)
    writer.writerow(
        [
            *map(translate, known),
            *(translate.fill(field.heading) for field in sheet.fields),
            *map(translate, marks),
        ]
    )
    for line in sheet.lines:
        writer.writerow([guarded(text) for text in _cells(card, line, sheet.fields, translate)])
    return _MARK + out.getvalue()


def _cells(
    card: Card, line: Line, fields: tuple[Field, ...], translate: Translator
) -> Iterator[str]:
    reference = card.assessment.framework
    yield line.id
    yield visible(line.text)
    for field in fields:
        value = card.value(line, field)
        yield translate.decimal(value) if field.kind == "decimal" else value
    yield card.assessment.year
    yield reference.id
    yield reference.edition
