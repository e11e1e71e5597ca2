"""The numbers that documents print in place of ids: those of the framework and of the year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from qualitycli.messages import N_
from qualitycli.model.cycle import Activity, Cycle
from qualitycli.model.framework import ProcessEntry
from qualitycli.model.tree import Node


class PrintedNumber(NamedTuple):
    """The number of an entry, and how a reference names it: “measure 3”.

    :ivar text: the reference, with the placeholder ``{n}`` for the number.
    """

    number: str
    text: str = "{n}"


def node_numbers(areas: Iterable[Node]) -> dict[str, str]:
    """Return the printed number of every node by id, with those above it: I.1.1.1.

    Where the framework prints one number twice, the second node gets the last part of its id.
    """
    return dict(_numbered(tuple(areas), ""))


def _numbered(nodes: Sequence[Node], above: str) -> Iterator[tuple[str, str]]:
    taken: set[str] = set()
    for node in nodes:
        own = node.shown_number.rstrip(".")
        if own in taken:
            own = node.id.rpartition(".")[2]
        taken.add(own)
        whole = own if not above or own.startswith(f"{above}.") else f"{above}.{own}"
        yield node.id, whole
        yield from _numbered(node.children, whole)


def entry_numbers(cycle: Cycle, process: Iterable[ProcessEntry]) -> dict[str, PrintedNumber]:
    """Return the printed number of everything else that an id can refer to, by id."""
    found = {one.id: PrintedNumber(one.at, N_("point {n}")) for one in process}
    advice = [
        one.id
        for monitoring in cycle.monitoring
        for finding in monitoring.findings
        for one in finding.recommendations
    ]
    for text, ids in (
        (N_("goal {n}"), [one.id for one in cycle.goals]),
        (N_("activity {n}"), [one.id for one in by_date(cycle.calendar)]),
        (N_("recommendation {n}"), advice),
        (N_("measure {n}"), [one.id for one in cycle.measures]),
    ):
        for number, one in enumerate(ids, start=1):
            found[one] = PrintedNumber(str(number), text)
    for decision in cycle.decisions:
        text = N_("order No {n}") if decision.kind == "order" else N_("protocol No {n}")
        found[decision.id] = PrintedNumber(decision.number, text)
    return found


def by_date(calendar: Iterable[Activity]) -> list[Activity]:
    """Return the entries of the schedule ordered by day; those on one day as in the file."""
    return sorted(calendar, key=lambda one: one.begins or one.ends or date.max)
