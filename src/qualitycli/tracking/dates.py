"""The latest past date in a year's file, and the timing of a task on a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from qualitycli.model.assessment import Assessment
from qualitycli.model.cycle import Activity
from qualitycli.model.measure import Measure

Timing = Literal["done", "dropped", "overdue", "due", "open"]


def latest_fact(year: Assessment) -> date | None:
    """Return the latest date on which something happened according to the file.

    Deadlines and ends of terms do not count.
    """
    return max((day for day in _facts(year) if day is not None), default=None)


def _facts(year: Assessment) -> Iterator[date | None]:
    yield from (one.rated_on for one in year.ratings.values())
    yield from (one.date for one in year.decisions)
    yield from (one.date for one in year.commissions)
    yield from (one.date for one in year.monitoring)
    yield from (one.done_on for one in year.calendar)
    yield from (one.date for one in year.acquainted)
    if year.quality_officer is not None:
        yield year.quality_officer.date
    if year.rules is not None:
        yield from (one.date for one in year.rules.amendments)
    for measure in year.measures:
        yield measure.actual.begins
        yield measure.actual.ends
        yield measure.proposed.date if measure.proposed is not None else None
        yield measure.approved.date if measure.approved is not None else None


def timing_of_measure(measure: Measure, day: date | None) -> Timing:
    """Return the timing of a measure on a day."""
    if measure.status == "done":
        return "done"
    if measure.status == "dropped":
        return "dropped"
    return _open(measure.planned.ends, day)


def timing_of_activity(activity: Activity, day: date | None) -> Timing:
    """Return the timing of an entry of the schedule on a day."""
    return "done" if activity.done_on is not None else _open(activity.ends or activity.begins, day)


def _open(deadline: date | None, day: date | None) -> Timing:
    if deadline is None or day is None:
        return "open"
    return "overdue" if deadline < day else "due"
