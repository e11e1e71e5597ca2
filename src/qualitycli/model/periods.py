"""Periods of year files: a school year, two school years, or a calendar year."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Final

TWO_YEARS: Final = re.compile(r"([0-9]{4})-([0-9]{4})", re.ASCII)
_PERIOD: Final = re.compile(r"([0-9]{4})(?:-([0-9]{4}))?", re.ASCII)
# Enough for the years of any school; a run over many schools meets the same few again and again.
_PERIODS_KEPT: Final = 256
# Periods that have the same last school year, by the difference of their calendar years: two school
# years begin first, and a calendar year ends last.
_RANKS: Final = {2: 0, 1: 1, 0: 2}


def is_school_year(text: str) -> bool:
    """Tell whether `text` is a school year."""
    found = TWO_YEARS.fullmatch(text)
    return found is not None and 0 < int(found[1]) == int(found[2]) - 1


def year_after(first: str | int) -> str:
    """Return the school year that begins in the calendar year `first`."""
    return f"{int(first):04}-{int(first) + 1:04}"


def year_before(school_year: str) -> str:
    """Return the school year that precedes another."""
    return year_after(int(school_year[:4]) - 1)


@lru_cache(_PERIODS_KEPT)
def _years_of(period: str) -> tuple[int, int] | None:
    """Return the first and the last calendar year of a period; None if `period` is not one."""
    if (found := _PERIOD.fullmatch(period)) is None:
        return None
    first, last = int(found[1]), int(found[2] or found[1])
    lengths = (1, 2) if found[2] else (0,)
    return (first, last) if first > 0 and last - first in lengths else None


def calendar_years(period: str) -> tuple[int, int]:
    """Return the first and the last calendar year of a period.

    :raises ValueError: `period` is not one.
    """
    if (years := _years_of(period)) is None:
        raise ValueError(period)
    return years


def is_period(text: str) -> bool:
    """Tell whether `text` is a period: ``2020-2021``, ``2019-2021`` or ``2023``."""
    return _years_of(text) is not None


@lru_cache(_PERIODS_KEPT)
def school_year_of(period: str) -> str:
    """Return the last school year of a period; calendar year 2023 counts as 2022-2023.

    Whether something applies in a period is decided by it. A text that is not a period is returned
    as it is.
    """
    years = _years_of(period)
    return period if years is None else year_after(years[1] - 1)


@lru_cache(_PERIODS_KEPT)
def period_order(period: str) -> tuple[str, int]:
    """Return the sort key of a period: its end, then its beginning.

    Texts that are not periods, such as names of other files, are sorted among the school years.
    """
    first, last = _years_of(period) or (0, 1)
    return school_year_of(period), _RANKS[last - first]


def period_after(period: str) -> str:
    """Return the period of the same length that follows another."""
    first, last = calendar_years(period)
    if first == last:
        return f"{last + 1:04}"
    return f"{last:04}-{last + last - first:04}"


def follows(later: str, earlier: str) -> bool:
    """Tell whether a period starts with the school year after the last one of another."""
    first, last = calendar_years(later)
    return calendar_years(earlier)[1] == (first - 1 if first == last else first)


def days_of(period: str) -> tuple[date, date]:
    """Return the first and the last day of a period.

    School years run from 15 September to 14 September, calendar years from January to December.
    """
    first, last = calendar_years(period)
    if first == last:
        return date(first, 1, 1), date(last, 12, 31)
    return date(first, 9, 15), date(last, 9, 14)
