"""Exporting a framework as one table, and importing that table again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from qualitycli.application.argument_checks import check_formats
from qualitycli.application.spreadsheet import SpreadsheetFormat
from qualitycli.cards.marks import MOST_IN_A_CELL
from qualitycli.catalogue_rows.cell_texts import in_cell
from qualitycli.catalogue_rows.columns import CODE
from qualitycli.catalogue_rows.rows import TableRow, rows_of
from qualitycli.diagnostics import has_errors
from qualitycli.errors import InvalidWorkbookError, TextTooLongError
from qualitycli.exchange.framework_table.read import FrameworkTable, read_framework_table
from qualitycli.exchange.source.document import SourceDocument
from qualitycli.messages import N_, Message, Translator

if TYPE_CHECKING:
    from qualitycli.workspace import CatalogueFile


def make_framework_table(
    framework: CatalogueFile,
    format: SpreadsheetFormat,  # noqa: A002  (name of the option)
    language: str,
) -> bytes:
    """Return a framework as one table, with headings in the language.

    :raises NoSuchDocumentError: there is no such format.
    :raises TextTooLongError: a text does not fit into a cell.
    """
    check_formats(_WRITERS, [format])
    values = framework.file.values
    _check_lengths(rows_of(values))
    return _WRITERS[format](values, Translator(language))


def framework_in_table(document: SourceDocument) -> FrameworkTable:
    """Return the framework in an exported table, with warnings and notes.

    :raises InvalidWorkbookError: the table has errors, or the framework in it has.
    """
    table = read_framework_table(document)
    if has_errors(table.found):
        raise InvalidWorkbookError(table.found, None)
    return table


def _check_lengths(rows: Iterable[TableRow]) -> None:
    for row in rows:
        if any(len(in_cell(text)) > MOST_IN_A_CELL for text in row.cells.values()):
            text = N_(
                "“{id}” has a text that is too long for a cell (more than {most} characters)."
            )
            code = row.cells.get(CODE, row.shape.kind)
            raise TextTooLongError(Message(text, {"id": code, "most": MOST_IN_A_CELL}))


def _csv(values: Mapping[str, Any], translate: Translator) -> bytes:
    from qualitycli.render.framework_csv import framework_csv

    return framework_csv(values, translate).encode()


def _xlsx(values: Mapping[str, Any], translate: Translator) -> bytes:
    from qualitycli.render.workbook.framework_book import framework_workbook  # imports openpyxl

    return framework_workbook(values, translate)


_WRITERS: Final[dict[SpreadsheetFormat, Callable[[Mapping[str, Any], Translator], bytes]]] = {
    "xlsx": _xlsx,
    "csv": _csv,
}
