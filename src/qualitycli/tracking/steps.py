"""The steps of a measure: the conditions of each, and its edits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from qualitycli.edits import Edit, UnfitEditError, Value
from qualitycli.messages import N_, Message
from qualitycli.model.cycle import Cycle
from qualitycli.model.measure import STATUS_WORDS, Measure, Status
from qualitycli.source import Route
from qualitycli.tracking.links import given_ids

# The lists of a measure that may be written as a single text.
_ONE_OR_MORE: Final = ("serves", "responsible")
_NUMBERED: Final = re.compile(r"M([1-9][0-9]{0,3})", re.ASCII)


class Outcome(NamedTuple):
    """The outcome of a measure.

    :ivar result: the final value of its indicator.
    :ivar evidence: the evidence; `note` is a free-form note.
    """

    result: str | None = None
    evidence: Sequence[str] = ()
    note: str | None = None


def listed(values: Mapping[str, Any]) -> list[Any]:
    """Return the measures in a file's raw values, valid or not."""
    measures = values.get("measures")
    return measures if isinstance(measures, list) else []


def index_of(values: Mapping[str, Any], measure_id: str) -> int | None:
    """Return the index of the measure with that id in the list of a file's raw values."""
    ids = [one.get("id") if isinstance(one, dict) else None for one in listed(values)]
    return ids.index(measure_id) if measure_id in ids else None


def next_id(cycle: Cycle, values: Mapping[str, Any]) -> str:
    """Return the id of a new measure: M and the number after the highest one in use.

    :param values: the raw values, because a measure with errors has an id as well.
    """
    written = (one.get("id") for one in listed(values) if isinstance(one, dict))
    taken = [*(one.id for one in given_ids(cycle)), *(one for one in written if one)]
    numbers = (int(found[1]) for one in taken if (found := _NUMBERED.fullmatch(str(one))))
    return f"M{max(numbers, default=0) + 1}"


def approve(measure: Measure, route: Route, order: str, on: date) -> list[Edit]:
    """Return the edits by which the director's order approves a corrective measure.

    :raises UnfitEditError: it is not a corrective measure, or is already approved.
    """
    if measure.kind != "corrective":
        raise _illogical(
            N_(
                "“{id}” is a planned measure: the pedagogical council adopts it, so no order "
                "approves it"
            ),
            id=measure.id,
        )
    _refuse_unless(measure, "proposed")
    return [
        Edit((*route, "status"), "approved"),
        Edit((*route, "approved", "order"), order),
        Edit((*route, "approved", "date"), on.isoformat()),
    ]


def start(measure: Measure, route: Route, on: date) -> list[Edit]:
    """Return the edits that start a measure.

    :raises UnfitEditError: it is not approved yet, or is already started or closed.
    """
    _refuse_unapproved(measure)
    _refuse_unless(measure, "planned", "approved")
    return [
        Edit((*route, "actual", "from"), on.isoformat()),
        Edit((*route, "status"), "started"),
    ]


def finish(measure: Measure, route: Route, on: date, outcome: Outcome) -> list[Edit]:
    """Return the edits that complete a measure.

    :raises UnfitEditError: it is not approved yet, is already closed, or has no indicator for a
        result.
    """
    _refuse_unapproved(measure)
    _refuse_unless(measure, "planned", "approved", "started")
    edits = [
        Edit((*route, "actual", "to"), on.isoformat()),
        Edit((*route, "status"), "done"),
    ]
    if outcome.result is not None:
        if measure.indicator is None:
            raise _illogical(
                N_("“{id}” has no indicator to record a result for; use --note"),
                id=measure.id,
            )
        edits.append(Edit((*route, "indicator", "result"), outcome.result))
    return [*edits, *_told(measure, route, outcome)]


def drop(measure: Measure, route: Route, on: date, reason: str) -> list[Edit]:
    """Return the edits that drop a measure.

    :raises UnfitEditError: it is closed.
    """
    _refuse_unless(measure, "proposed", "planned", "approved", "started")
    return [
        Edit((*route, "actual", "to"), on.isoformat()),
        Edit((*route, "status"), "dropped"),
        *_told(measure, route, Outcome(note=reason)),
    ]


def new_measure(values: Mapping[str, Any]) -> dict[str, Value]:
    """Return a measure as values for the file.

    Empty values are left out. A list that may be written as a single text is, if it has one entry.
    """
    measure: dict[str, Value] = {}
    for key, value in values.items():
        if isinstance(value, date):
            measure[key] = value.isoformat()
        elif isinstance(value, Mapping):
            if inner := new_measure(value):
                measure[key] = inner
        elif value:
            is_one = key in _ONE_OR_MORE and len(value) == 1
            measure[key] = value[0] if is_one else value
    return measure


def _told(measure: Measure, route: Route, outcome: Outcome) -> Iterator[Edit]:
    new = [one for one in dict.fromkeys(outcome.evidence) if one not in measure.evidence]
    for index, text in enumerate(new, len(measure.evidence)):
        yield Edit((*route, "evidence", index), text)
    if outcome.note:
        note = f"{measure.note}\n{outcome.note}" if measure.note else outcome.note
        yield Edit((*route, "note"), note)


def _refuse_unapproved(measure: Measure) -> None:
    if measure.status == "proposed":
        raise _illogical(
            N_("“{id}” is only proposed; approve it first: quality measure approve"),
            id=measure.id,
        )


def _refuse_unless(measure: Measure, *wanted: Status) -> None:
    if measure.status not in wanted:
        now = Message(STATUS_WORDS[measure.status])
        raise _illogical(N_("“{id}” is already {status}"), id=measure.id, status=now)


def _illogical(text: str, **args: object) -> UnfitEditError:
    """Return the error that a step is not possible with the measure's status."""
    return UnfitEditError(Message(text, args))
