"""Exporting a year as a spreadsheet that can be filled in and imported again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, Literal

from qualitycli.application.argument_checks import check_formats
from qualitycli.cards.card import Card, card_of
from qualitycli.cards.marks import MOST_IN_A_CELL
from qualitycli.comparing.recalled import recalled
from qualitycli.errors import TextTooLongError
from qualitycli.messages import N_, Message
from qualitycli.model.assessment import Assessment
from qualitycli.scoring.score import score_year

if TYPE_CHECKING:
    from qualitycli.application.open_year import OpenYear

SpreadsheetFormat = Literal["xlsx", "csv"]


def make_spreadsheet(year: OpenYear, format: SpreadsheetFormat, said: Assessment) -> bytes:  # noqa: A002  (name of the option)
    """Return a spreadsheet of a year.

    :param said: the year, or the year with the ratings of one rater.
    :raises NoSuchDocumentError: there is no such format.
    :raises TextTooLongError: a text does not fit into a cell.
    :raises InvalidFileError: the year, or the one before it, has errors.
    """
    check_formats(_WRITERS, [format])
    catalogue_file, before = year.project.catalogue_file, year.previous
    was = recalled(before.score(), catalogue_file, said.year) if before is not None else None
    score = score_year(said, catalogue_file.catalogue)
    card = card_of(catalogue_file.catalogue, score, said, was)
    _check_lengths(card)
    return _WRITERS[format](card)


def _check_lengths(card: Card) -> None:
    for line_id, values in card.values.items():
        if any(len(text) > MOST_IN_A_CELL for text in values.values()):
            text = N_(
                "“{id}” has a text that is too long for a cell (more than {most} characters)."
            )
            raise TextTooLongError(Message(text, {"id": line_id, "most": MOST_IN_A_CELL}))


def _csv(card: Card) -> bytes:
    from qualitycli.render.card_csv import csv_of

    return csv_of(card).encode()


def _xlsx(card: Card) -> bytes:
    from qualitycli.render.workbook.book import workbook_of  # imports openpyxl

    return workbook_of(card)


_WRITERS: Final[dict[SpreadsheetFormat, Callable[[Card], bytes]]] = {"xlsx": _xlsx, "csv": _csv}
