"""A catalogue's table as CSV, which can be opened in a spreadsheet program and imported again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from qualitycli.catalogue_rows.cell_texts import in_cell
from qualitycli.catalogue_rows.columns import HEADINGS, KIND, kind_name
from qualitycli.catalogue_rows.rows import TableRow, rows_of
from qualitycli.messages import Translator
from qualitycli.render.card_csv import CSV_SEPARATORS, MARK
from qualitycli.render.tables import csv_text
from qualitycli.rounding import MINUS


def framework_csv(values: Mapping[str, Any], translate: Translator) -> str:
    """Return the table of a catalogue's values, with its headings in the language."""
    rows = (_cells(row, translate) for row in rows_of(values))
    head = map(translate, HEADINGS.values())
    return MARK + csv_text([head, *rows], CSV_SEPARATORS[translate.language], "\r\n")


def _cells(row: TableRow, translate: Translator) -> Iterator[str]:
    yield translate(kind_name(row.shape.kind))
    for column in HEADINGS:
        if column != KIND:
            text = row.cells.get(column, "")
            yield _number(text, translate) if row.is_number(column) else in_cell(text)


def _number(text: str, translate: Translator) -> str:
    """Return numbers with a minus sign, because a leading hyphen would make it a formula."""
    return translate.decimal(text.replace("-", MINUS))
