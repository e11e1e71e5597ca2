"""Converting a cell of a catalogue's table to the text of a file, or to a finding."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from qualitycli.catalogue_rows.cell_texts import from_cell
from qualitycli.catalogue_rows.columns import HEADINGS
from qualitycli.catalogue_rows.shape import Scalar
from qualitycli.diagnostics import Diagnostic, Place
from qualitycli.exchange.source.document import SourceCell
from qualitycli.messages import N_, Message
from qualitycli.rounding import MINUS
from qualitycli.rules import workbooks

_COMMA: Final = re.compile(r"-?[0-9]+,[0-9]+", re.ASCII)
_WHOLE: Final = re.compile(r"[0-9]+", re.ASCII)
# What programs write for true and false, and people for yes and no, in English and in Bulgarian.
_TRUTHS: Final = {
    **dict.fromkeys(("true", "истина", "yes", "да"), "true"),
    **dict.fromkeys(("false", "неистина", "лъжа", "no", "не"), "false"),
}
# The Bulgarian words for keys of closed sets.
_CHOICES: Final = {
    "точки": "points",
    "равнище": "level",
    "дял": "ratio",
    "стойност": "value",
    "анкета": "survey",
}


def value_of(
    cell: SourceCell, scalar: Scalar, place: Place, column: str
) -> str | list[str] | Diagnostic:
    """Return the value of a cell as in a file.

    :param column: the column of the cell, for messages.
    """
    if scalar.is_number or scalar.kind is bool:
        return faulty(cell, place) or _not_a_text(cell, scalar)
    text = text_of(cell, place, column, is_day=scalar.kind is date)
    if scalar.choices and isinstance(text, str):
        key = _CHOICES.get(text.strip().casefold())
        return key if key in scalar.choices else text
    return text


def text_of(
    cell: SourceCell, place: Place, column: str, *, is_day: bool = False
) -> str | Diagnostic:
    """Return the text of a cell, or a finding if the program stored something else.

    :param is_day: whether a date is wanted.
    """
    if (found := faulty(cell, place)) is not None:
        return found
    text = from_cell(cell.text)
    # A whole number has one form only; any other may be a text that the program changed.
    if cell.is_text or _WHOLE.fullmatch(text) or (is_day and cell.converted == "date"):
        return text
    kind = Message(_kind_of(cell))
    heading = Message(HEADINGS[column])
    return workbooks.CONVERTED_VALUE.at(place, kind=kind, value=text, heading=heading)


def faulty(cell: SourceCell, place: Place) -> Diagnostic | None:
    """Return the finding for a formula or an error."""
    if cell.fault == "formula":
        return workbooks.FORMULA.at(place)
    if cell.fault == "error":
        return workbooks.CELL_ERROR.at(place, value=cell.text)
    return None


def _not_a_text(cell: SourceCell, scalar: Scalar) -> str | list[str]:
    text = from_cell(cell.text)
    if scalar.kind is bool:
        return _TRUTHS.get(text.casefold(), text)
    if scalar.is_list:
        parts = (one.strip() for one in re.split(r"[;\n]", text))
        return [_number(one) for one in parts if one]
    return _number(text)


def _number(text: str) -> str:
    """Return a number with a point; another text unchanged, for the checks that follow."""
    if text.startswith(MINUS):
        text = f"-{text[1:]}"
    return text.replace(",", ".") if _COMMA.fullmatch(text) else text


def _kind_of(cell: SourceCell) -> str:
    if cell.converted == "date":
        return N_("a date")
    if cell.text.casefold() in _TRUTHS:
        return N_("a true or false value")
    return N_("a time") if ":" in cell.text else N_("a number")
