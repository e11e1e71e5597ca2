"""Selecting several years of a project."""

from __future__ import annotations

from pathlib import Path

from qualitycli.errors import InvalidSpanError, NoYearsError
from qualitycli.messages import N_, Message
from qualitycli.model.periods import is_period, period_order
from qualitycli.reading.project import Project


def span_of(written: str | None) -> tuple[str, str]:
    """Return the ends of a range of years, FROM..TO; an end that is left out is empty.

    :raises InvalidSpanError: it is not a range of years, or it is reversed.
    """
    first, dots, last = (written or "..").partition("..")
    for end in (first, last):
        if not dots or (end and not is_period(end)):
            text = N_("“{span}” is not a range of years; write it as 2020-2021..2022-2023.")
            raise InvalidSpanError(Message(text, {"span": written}))
    if first and last and period_order(last) < period_order(first):
        text = N_("The range {span} is reversed; write the earlier year first.")
        raise InvalidSpanError(Message(text, {"span": written}))
    return first, last


def paths_within(project: Project, first: str, last: str) -> list[Path]:
    """Return the files of the years from `first` to `last`, oldest first; an end may be empty.

    :raises NoYearsError: there are no such years.
    """
    years = project.years()
    paths = [
        path
        for path in years
        if (not first or period_order(first) <= period_order(path.stem))
        and (not last or period_order(path.stem) <= period_order(last))
    ]
    if not years:
        raise NoYearsError(Message(N_("There are no years to show.")))
    if not paths:
        text = N_("There are no years in “{span}”. Existing years: {known}.")
        args = {"span": f"{first}..{last}", "known": tuple(path.stem for path in years)}
        raise NoYearsError(Message(text, args))
    return paths


def two_newest(project: Project) -> tuple[Path, Path]:
    """Return the files of the two newest years, the older first.

    :raises NoYearsError: there are fewer than two.
    """
    years = project.years()
    if len(years) < 2:
        raise NoYearsError(Message(N_("There are fewer than two years to compare.")))
    return years[-2], years[-1]
