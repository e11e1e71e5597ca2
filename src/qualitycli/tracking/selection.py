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
    """Yield the measures that match an owner, a set of statuses and a deadline.

    :param owner: a part of the owner's name; None for all measures, including those without one.
    :param statuses: the statuses to include; all of them if empty.
    :param due: include only open measures with a deadline on or before this day; None for all.
    """
    wanted = plain_name(owner or "")
    for one in measures:
        owned = owner is None or any(wanted in plain_name(name) for name in one.responsible)
        ends = one.planned.ends
        is_due = due is None or (one.is_open and ends is not None and ends <= due)
        if owned and is_due and (not statuses or one.status in statuses):
            yield one
