"""Converting a cell to the text for a year file, or to a finding.

Spreadsheets store digits as numbers, and dates as well. Values that are certain are accepted:
``3.0`` for 3, a decimal comma, a date in any of its formats. Values that the spreadsheet program
may have converted from something else are not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Final

from pydantic_core import PydanticCustomError

from qualitycli.cards.fields import DECIMALS, Field, Kind, lines_of, plain
from qualitycli.diagnostics import Diagnostic, Place
from qualitycli.exchange.grid import CellEntry
from qualitycli.messages import N_, Message
from qualitycli.model.framework import Scale
from qualitycli.model.values import decimal, typed_day, whole_number
from qualitycli.reading.levels import naming_levels
from qualitycli.rounding import MINUS
from qualitycli.rules import scoring, shape, workbooks

# Leading zeros are matched possessively, so no other way to split the digits is tried.
_WHOLE: Final = re.compile(r"(-?)(?:0(?=[0-9]))*+([0-9]+)(?:[.,]0*)?", re.ASCII)
_DECIMAL: Final = re.compile(rf"([-{MINUS}]?)(?:0(?=[0-9]))*+([0-9]+)(?:[.,]([0-9]*))?", re.ASCII)
_MIDNIGHT: Final = re.compile(r"[ T]00:00(?::00(?:\.0*)?)?$", re.ASCII)
# Spreadsheets count days from the first day. Numbers outside the range are unlikely to be dates.
_FIRST_DAY: Final = date(1899, 12, 30)
_LIKELY_DAYS: Final = range(36_526, 73_051)
_KINDS: Final[tuple[tuple[type | tuple[type, ...], str], ...]] = (
    (bool, N_("a true or false value")),
    ((datetime, date), N_("a date")),
    ((time, timedelta), N_("a time")),
    ((int, float), N_("a number")),
)


def value_of(entry: CellEntry, field: Field, place: Place, scale: Scale) -> str | Diagnostic:
    """Return the value of a cell as a text to be parsed, or a finding."""
    if (fault := fault_of(entry, place)) is not None:
        return fault
    read = _READERS[field.kind](entry, field, place)
    if field.key == "level" and isinstance(read, Diagnostic):
        return naming_levels(read, scale)
    return read


def fault_of(entry: CellEntry, place: Place) -> Diagnostic | None:
    """Return the finding on a cell that no field accepts; None for other cells."""
    if entry.kind == "formula":
        return workbooks.FORMULA.at(place)
    if entry.kind == "error":
        return workbooks.CELL_ERROR.at(place, value=str(entry.value))
    if entry.kind == "half":
        return workbooks.UNPAIRED_SURROGATE.at(place, value=str(entry.value))
    return None


def _whole(entry: CellEntry, field: Field, place: Place) -> str | Diagnostic:
    text = _number_text(entry)
    if text is None:
        return _turned(entry, field, place)
    found = _WHOLE.fullmatch(text)
    if found and found[1] and found[2].strip("0"):
        return scoring.NEGATIVE.at(place, value=text)
    try:
        return str(whole_number(found[2] if found else text))
    except PydanticCustomError as error:
        remedy = (error.context or {}).get("hint")
        hint = None if remedy is None else Message(remedy)
        return shape.NOT_A_WHOLE_NUMBER.at(place, hint=hint, value=text)


def _decimal(entry: CellEntry, field: Field, place: Place) -> str | Diagnostic:
    text = _number_text(entry)
    if text is None:
        return _turned(entry, field, place)
    found = _DECIMAL.fullmatch(text)
    hint = Message(N_("write digits, at most six of them after the decimal point"))
    if not found:
        return shape.NOT_A_NUMBER.at(place, hint=hint, value=text)
    digits = (found[3] or "").rstrip("0")
    plain_text = found[2] + (f".{digits}" if digits else "")
    is_negative = bool(found[1] and plain_text.strip("0."))
    if is_negative and field.kind != "signed":
        return scoring.NEGATIVE.at(place, value=text)
    try:
        decimal(plain_text)
    except PydanticCustomError:
        return shape.NOT_A_NUMBER.at(place, hint=hint, value=text)
    return f"-{plain_text}" if is_negative else plain_text


def _date(entry: CellEntry, field: Field, place: Place) -> str | Diagnostic:
    value = entry.value
    if isinstance(value, datetime):
        if value.time() == time():
            return value.date().isoformat()
        return _turned(entry, field, place)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return _written_date(_MIDNIGHT.sub("", value.strip()), place)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _bare_number(value, field, place)
    return _turned(entry, field, place)


def _bare_number(value: float, field: Field, place: Place) -> Diagnostic:
    hint = None
    if value in _LIKELY_DAYS:
        meant = _FIRST_DAY + timedelta(days=int(value))
        hint = Message(N_("formatted as a date it would be {date}"), {"date": meant})
    return workbooks.NUMBER_FOR_DATE.at(
        place, hint=hint, value=_shortest(value), heading=field.heading
    )


def _written_date(text: str, place: Place) -> str | Diagnostic:
    try:
        return typed_day(text).isoformat()
    except PydanticCustomError as error:
        if error.type == "AMBIGUOUS_DATE":
            return workbooks.AMBIGUOUS_DATE.at(place, **(error.context or {}))
        if error.type == "NONEXISTENT_DAY":
            hint = Message(N_("check the day and the month"))
            return shape.NONEXISTENT_DAY.at(place, hint=hint, value=text)
        hint = Message(N_("write day, month and year in full: 20.05.2021"))
        return shape.NOT_A_DATE.at(place, hint=hint, value=text)


def _text(entry: CellEntry, field: Field, place: Place) -> str | Diagnostic:
    if isinstance(entry.value, str):
        return plain(entry.value)
    return _turned(entry, field, place)


def _lines(entry: CellEntry, field: Field, place: Place) -> str | Diagnostic:
    if isinstance(entry.value, str):
        return "\n".join(lines_of(entry.value))
    return _turned(entry, field, place)


_READERS: Final[Mapping[Kind, Callable[[CellEntry, Field, Place], str | Diagnostic]]] = {
    "whole": _whole,
    "decimal": _decimal,
    "signed": _decimal,
    "date": _date,
    "text": _text,
    "lines": _lines,
}


def _number_text(entry: CellEntry) -> str | None:
    """Return a number as text; None if the cell has a date, a time or a true or false value."""
    value = entry.value
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _shortest(value)
    return None


def _shortest(value: float) -> str:
    """Return a number with as few digits as it needs; spreadsheets keep at most fifteen."""
    return f"{Decimal(f'{value:.15g}'):f}"


def _turned(entry: CellEntry, field: Field, place: Place) -> Diagnostic:
    value, hint = entry.value, None
    kind = next(text for types, text in _KINDS if isinstance(value, types))
    if isinstance(value, date) and field.kind in DECIMALS:
        guess = {"plain": f"{value.day}.{value.month}"}
        hint = Message(
            N_("if you typed {plain}, format the cell as a number and enter it again"), guess
        )
    elif isinstance(value, datetime) and field.kind == "date":
        hint = Message(N_("write only the date, without a time"))
    text = value.isoformat(" ") if isinstance(value, datetime) else str(value)
    return workbooks.CONVERTED_VALUE.at(
        place,
        hint=hint,
        kind=Message(kind),
        value=text.removesuffix(" 00:00:00"),
        heading=field.heading,
    )
