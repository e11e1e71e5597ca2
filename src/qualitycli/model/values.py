"""The kinds of values, each read from the exact text in the file.

Pydantic would take ``1_0``, ``+3``, ``3.0`` or ``٣`` for a number. A school's paper has one way to
write each value, so these checks come first and name the plain form where there is one.
An error's type is the name of the rule it breaks, in :mod:`qualitycli.rules`.
"""

import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any, Final, NamedTuple

from pydantic_core import PydanticCustomError

from qualitycli.messages import N_
from qualitycli.model.periods import (
    TWO_YEARS,
    calendar_years,
    is_period,
    is_school_year,
    year_after,
)
from qualitycli.rounding import MINUS
from qualitycli.suggestions import in_latin

_WHOLE: Final = re.compile(r"(-?)(0|[1-9][0-9]{0,8})", re.ASCII)
_DECIMAL: Final = re.compile(r"(-?)(?:0|[1-9][0-9]{0,8})(?:\.[0-9]{1,6})?", re.ASCII)
_DATE: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", re.ASCII)
_MONTH_DAY: Final = re.compile(r"([0-9]{2})-([0-9]{2})", re.ASCII)
_SHARE: Final = re.compile(r"([0-9]{1,9})/([1-9][0-9]{0,8})", re.ASCII)
ID_FORM: Final = re.compile(r"[A-Z][A-Z0-9]{0,7}(?:\.[1-9][0-9]{0,3})*", re.ASCII)
# What people write instead; compiled only once somebody has.
_LOOSE: Final = r"[+-]?([0-9]+)(?:[.,]([0-9]*))?"
_SPOKEN_DATE: Final = (
    r"(?P<day>[0-9]{1,2})(?P<sign>[./-])(?P<month>[0-9]{1,2})(?P=sign)(?P<year>[0-9]{4})(?: *г\.?)?"
)
_UNEVEN_DATE: Final = (
    r"(?P<year>[0-9]{4})([./-])(?P<month>[0-9]{1,2})\2(?P<day>[0-9]{1,2})(?: *г\.?)?"
)
_SPOKEN_MONTH_DAY: Final = r"([0-9]{1,2})[./]([0-9]{1,2})\.?"
_SPOKEN_SHARE: Final = (
    r"0,(?P<decimals>[0-9]{1,6})|(?P<percent>[1-9][0-9]?|100) *%|(?P<whole>[1-9][0-9]|100)"
)
_SPOKEN_YEAR: Final = r"([0-9]{4}) *[-–—/] *([0-9]{2}|[0-9]{4})(?: *г\.?)?"
_SPOKEN_CALENDAR_YEAR: Final = r"([0-9]{4}) *(?:г\.?|година)"


def _problem(rule: str, /, **args: object) -> PydanticCustomError:
    return PydanticCustomError(rule, "{rule}", {"rule": rule, **args})


class MonthAndDay(NamedTuple):
    """A day of every year, such as 15 September."""

    month: int
    day: int

    def within(self, period: str) -> date:
        """Return that day in a period; a calendar year has it once.

        School years start in September. A day from September on belongs to the start of the
        period, which it prepares, so it is in the first calendar year; an earlier day belongs to
        the end, which it concludes, so it is in the last. This also holds for two school years.
        """
        first, last = calendar_years(period)
        return date(first if self.month >= 9 else last, self.month, self.day)


def whole_number(text: Any) -> int:
    """Read a whole number: ``0`` or digits without a leading zero, at most nine.

    :raises PydanticCustomError: NOT_A_WHOLE_NUMBER, NOT_PLAIN, NEGATIVE
    """
    if isinstance(text, str):
        if found := _WHOLE.fullmatch(text):
            if not found[1]:
                return int(text)
            raise _problem("NEGATIVE", value=text)
        if loose := re.fullmatch(_LOOSE, text.strip(), re.ASCII):
            if (loose[2] or "").strip("0"):
                hint = N_("only whole numbers are possible here")
                raise _problem("NOT_A_WHOLE_NUMBER", value=text, hint=hint)
            _refuse_loose(text, _without_zeros(loose[1]))
            hint = N_("a number here has at most nine digits")
            raise _problem("NOT_A_WHOLE_NUMBER", value=text, hint=hint)
    raise _problem("NOT_A_WHOLE_NUMBER", value=_quoted(text))


def decimal(text: Any) -> Fraction:
    """Read a number with at most six digits after a decimal point, exactly.

    :raises PydanticCustomError: NOT_A_NUMBER, NOT_PLAIN, NEGATIVE
    """
    if isinstance(text, str):
        if found := _DECIMAL.fullmatch(text):
            if not found[1]:
                return Fraction(text)
            raise _problem("NEGATIVE", value=text)
        if loose := re.fullmatch(_LOOSE, text.strip(), re.ASCII):
            plain = _without_zeros(loose[1]) + (f".{loose[2]}" if loose[2] else "")
            _refuse_loose(text, plain)
    raise _problem("NOT_A_NUMBER", value=_quoted(text))


def signed_decimal(text: Any) -> Fraction:
    """Read a number as :func:`decimal` does; it may be negative.

    :raises PydanticCustomError: NOT_A_NUMBER, NOT_PLAIN
    """
    if isinstance(text, str):
        if _DECIMAL.fullmatch(text):
            return Fraction(text)
        if text.startswith(("-", MINUS)) and text[1:2].isdigit():
            sign, unsigned = "-", text[1:]
            if _DECIMAL.fullmatch(unsigned):
                raise _problem("NOT_PLAIN", value=text, plain=sign + unsigned)
            try:
                decimal(unsigned)
            except PydanticCustomError as error:
                plain = str((error.context or {}).get("plain", ""))
                if plain:
                    raise _problem("NOT_PLAIN", value=text, plain=sign + plain) from None
    return decimal(text)


def _without_zeros(digits: str) -> str:
    # The pattern leaves it to us: two runs of digits in a row would be tried in every division.
    return digits.lstrip("0") or "0"


def _refuse_loose(text: str, plain: str) -> None:
    """Complain of a number in an unusual form, if `plain` is a form that would be taken."""
    if _DECIMAL.fullmatch(plain):
        if text.strip().startswith("-") and plain.strip("0."):
            raise _problem("NEGATIVE", value=text)
        raise _problem("NOT_PLAIN", value=text, plain=plain)


def day(text: Any) -> date:
    """Read a date, YYYY-MM-DD, of a day that exists.

    :raises PydanticCustomError: NOT_A_DATE, NONEXISTENT_DAY
    """
    if not isinstance(text, str):
        raise _problem("NOT_A_DATE", value=_quoted(text))
    if (found := _DATE.fullmatch(text)) and (exact := _existing(*map(int, found.groups()))):
        return exact
    try:
        plain = typed_day(text)
    except PydanticCustomError as error:
        if error.type != "AMBIGUOUS_DATE":
            raise
        context = error.context or {}
        days = {name: str(context[name]) for name in ("one", "other")}
        hint = N_("write {one} or {other}, whichever you mean")
        raise _problem("NOT_A_DATE", value=text, hint=hint, **days) from None
    raise _problem("NOT_A_DATE", value=text, plain=plain.isoformat())


def typed_day(text: str) -> date:
    """Read a date as people type it: the year first, or the day first and dots between.

    Other signs than dots are also written between month and day, in this order; a date that has
    two meanings then is refused, and one that has only the unusual meaning is no such day.

    :raises PydanticCustomError: NOT_A_DATE, NONEXISTENT_DAY, AMBIGUOUS_DATE
    """
    written = text.strip()
    day_first = re.fullmatch(_SPOKEN_DATE, written, re.ASCII)
    found = day_first or re.fullmatch(_UNEVEN_DATE, written, re.ASCII)
    if found is None:
        raise _problem("NOT_A_DATE", value=text)
    year, month, number = int(found["year"]), int(found["month"]), int(found["day"])
    exact = _existing(year, month, number)
    if exact is None:
        raise _problem("NONEXISTENT_DAY", value=text, **_month_end(year, month, number))
    if day_first and day_first["sign"] != "." and number <= 12 and number != month:
        other = date(year, number, month)
        raise _problem("AMBIGUOUS_DATE", value=text, one=exact, other=other)
    return exact


def _month_end(year: int, month: int, number: int) -> dict[str, object]:
    """Return the remedy for a day after the end of its month."""
    ends = (_existing(year, month, last) for last in (31, 30, 29, 28))
    last = next(filter(None, ends), None)
    if last is None or number < last.day:
        return {}
    return {"hint": N_("the last day of that month is {plain}"), "plain": last.isoformat()}


def _existing(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def month_day(text: Any) -> MonthAndDay:
    """Read a day of every year, MM-DD.

    :raises PydanticCustomError: NOT_A_MONTH_DAY
    """
    if isinstance(text, str):
        if found := _MONTH_DAY.fullmatch(text):
            if (exact := _yearly(int(found[1]), int(found[2]))) is not None:
                return exact
            hint = N_("not every year has such a day; the order is month-day")
            raise _problem("NOT_A_MONTH_DAY", value=text, hint=hint)
        if (spoken := re.fullmatch(_SPOKEN_MONTH_DAY, text, re.ASCII)) and (
            meant := _yearly(int(spoken[2]), int(spoken[1]))
        ):
            plain = f"{meant.month:02}-{meant.day:02}"
            raise _problem("NOT_A_MONTH_DAY", value=text, plain=plain)
    raise _problem("NOT_A_MONTH_DAY", value=_quoted(text))


def _yearly(month: int, number: int) -> MonthAndDay | None:
    # Not a leap year: 29 February does not exist in every year.
    return None if _existing(2001, month, number) is None else MonthAndDay(month, number)


def truth(text: Any) -> bool:
    """Read ``true`` or ``false``.

    :raises PydanticCustomError: NOT_TRUE_OR_FALSE
    """
    if text in ("true", "false"):
        return bool(text == "true")
    raise _problem("NOT_TRUE_OR_FALSE", value=_quoted(text))


def school_year(text: Any) -> str:
    """Read a school year, ``2020-2021``: two full years, the second right after the first.

    :raises PydanticCustomError: NOT_A_YEAR, NONCONSECUTIVE_YEARS
    """
    if isinstance(text, str):
        if is_school_year(text):
            return text
        if found := TWO_YEARS.fullmatch(text):
            raise _problem("NONCONSECUTIVE_YEARS", value=text, plain=year_after(found[1]))
        if found := re.fullmatch(_SPOKEN_YEAR, text, re.ASCII):
            raise _problem("NOT_A_YEAR", value=text, plain=year_after(found[1]))
    raise _problem("NOT_A_YEAR", value=_quoted(text))


PERIOD_FORMS: Final = N_(
    "write a school year (2020-2021), two (2019-2021), or a calendar year (2023)"
)


def period(text: Any) -> str:
    """Read a period: ``2020-2021``, two school years ``2019-2021``, or calendar year ``2023``.

    :raises PydanticCustomError: NOT_A_YEAR, NONCONSECUTIVE_YEARS
    """
    if isinstance(text, str):
        if is_period(text):
            return text
        if found := TWO_YEARS.fullmatch(text):
            raise _problem("NONCONSECUTIVE_YEARS", value=text, **_period_meant(found[1], found[2]))
        if found := re.fullmatch(_SPOKEN_YEAR, text, re.ASCII):
            last = found[2] if len(found[2]) == 4 else _in_full(found[2], after=found[1])
            raise _problem("NOT_A_YEAR", value=text, **_period_meant(found[1], last))
        found = re.fullmatch(_SPOKEN_CALENDAR_YEAR, text, re.ASCII)
        if found and is_period(found[1]):
            raise _problem("NOT_A_YEAR", value=text, plain=found[1])
    raise _problem("NOT_A_YEAR", value=_quoted(text), hint=PERIOD_FORMS)


def _in_full(digits: str, after: str) -> str:
    """Return the year that ends in two digits and follows another: 01 after 1999 is 2001."""
    return f"{int(after) + (int(digits) - int(after)) % 100:04}"


# A wider pair of years is mistyped rather than too long.
_MOST_YEARS_MEANT: Final = 10


def _period_meant(first: str, last: str) -> dict[str, object]:
    """Return the remedy for two years that are not written as a period, or are too far apart."""
    length = int(last) - int(first)
    if is_period(f"{first}-{last}"):
        return {"plain": f"{first}-{last}"}
    if not 2 < length <= _MOST_YEARS_MEANT or int(first) == 0:
        return {"plain": year_after(first)}
    return {
        "hint": N_("a period is one school year, or exactly two: {begins} or {ends}"),
        "begins": f"{first}-{int(first) + 2:04}",
        "ends": f"{int(last) - 2:04}-{last}",
    }


def node_id(text: Any) -> str:
    """Read an id: capital Latin letters, then numbers after points.

    :raises PydanticCustomError: MALFORMED_ID
    """
    if isinstance(text, str) and ID_FORM.fullmatch(text):
        return text
    if isinstance(text, str) and ID_FORM.fullmatch(plain := _even_id(text)):
        raise _problem("MALFORMED_ID", value=text, plain=plain)
    raise _problem("MALFORMED_ID", value=_quoted(text))


def _even_id(text: str) -> str:
    """Return `text` in capitals, its numbers without zeros in front, its ends bare."""
    head, *numbers = text.strip(" .\xa0").upper().split(".")
    return ".".join([head, *(number.lstrip("0") for number in numbers)])


def id_in_latin(text: str) -> str | None:
    """Return the id that `text` is but for letters of another alphabet, if it is one."""
    latin = in_latin(text)
    return latin if latin != text and ID_FORM.fullmatch(latin) else None


def share(text: Any) -> Fraction:
    """Read a share between 0 and 1: ``2/3`` or ``0.75``.

    :raises PydanticCustomError: NOT_A_SHARE
    """
    if isinstance(text, str) and (_SHARE.fullmatch(text) or _DECIMAL.fullmatch(text)):
        value = Fraction(text)
        if 0 <= value <= 1:
            return value
    if isinstance(text, str) and (spoken := re.fullmatch(_SPOKEN_SHARE, text, re.ASCII)):
        decimals, whole = spoken["decimals"], spoken["percent"] or spoken["whole"]
        plain = f"0.{decimals}" if decimals else f"{whole}/100"
        raise _problem("NOT_A_SHARE", value=text, plain=plain)
    raise _problem("NOT_A_SHARE", value=_quoted(text))


def _quoted(value: Any) -> str:
    """Return the text to show for `value` in a message; a collection is shown as its brackets."""
    if isinstance(value, str):
        return value
    return "{…}" if isinstance(value, Mapping) else "[…]"
