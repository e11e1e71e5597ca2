"""The selection of measures by owner, status and deadline."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from qualitycli.model.measure import Measure, Status
from qualitycli.model.names import plain_name


def select_measures(
    measures: Iterable[Measure],
    owner: str | None,
    statuses: Collection[Status],
    due: date | None,
) -> Iterator[Measure]:
    """Yield the measures of a person, with one of some statuses, and due by a day.

    :param owner: a part of the name; None for anybody, and for measures that nobody owns.
    :param statuses: all where it is empty.
    :param due: the last day for measures that are still open; None for any.
    """
    wanted = plain_name(owner or "")
    for one in measures:
        owned = owner is None or any(wanted in plain_name(name) for name in one.responsible)
        ends = one.planned.ends
        is_due = due is None or (one.is_open and ends is not None and ends <= due)
        if owned and is_due and (not statuses or one.status in statuses):
            yield one
