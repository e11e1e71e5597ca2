"""The status of a year on a day, and its tasks, as JSON values."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from qualitycli.render.format_version import FORMAT_VERSION
from qualitycli.rounding import fixed
from qualitycli.tracking.status import Task, WeakItem, YearStatus


def as_json(status: YearStatus) -> dict[str, Any]:
    """Return a status as JSON values; the format is stable and has a version."""
    return {
        "format_version": FORMAT_VERSION,
        "year": status.year.year,
        "today": status.today.isoformat(),
        "horizon": status.horizon.isoformat(),
        "illustrative": status.year.illustrative,
        "rated": {
            "judged": status.score.decided,
            "items": status.score.items,
            "scored": status.score.overall.scored,
            "applicable": status.score.overall.applicable,
            "information": status.score.states["information"],
            "information_stated": status.score.information_stated,
        },
        "schedule": status.schedule._asdict() if status.schedule else None,
        "steps": [
            {"id": one.entry.id, "text": one.entry.text, **one.progress._asdict()}
            for one in status.steps
        ],
        "absent": [
            {
                "asks": one.asks,
                "id": one.id,
                "at": one.at,
                "deadline": one.deadline.within(status.year.year).isoformat()
                if one.deadline
                else None,
            }
            for one in status.absent
        ],
        "uncovered": [{"id": one.id, "at": one.at, "text": one.text} for one in status.uncovered],
        "weak": [_weak(one) for one in status.weak],
        "without_measure": [one.id for one in status.without_measure],
        "not_adopted": [one.id for one in status.not_adopted],
        "awaiting_approval": [one.id for one in status.awaiting],
        "not_taken_up": [one.id for one in status.not_taken_up],
        "unsigned": list(status.unsigned),
        "overdue": [json_task(one, status.today) for one in status.overdue],
        "due": [json_task(one, status.today) for one in status.due],
        "owners": [
            {
                "name": one.name,
                "overdue": [task.id for task in one.overdue],
                "due": [task.id for task in one.due],
            }
            for one in status.owners
        ],
        "measures": dict(status.measures),
    }


CSV_COLUMNS: Final = (
    *("list", "id", "text", "at", "asks", "deadline", "kind", "responsible", "from", "status"),
    *("done_on", "days", "share", "year", "done", "of", "overdue"),
)
_LISTS: Final = (
    *("steps", "absent", "uncovered", "weak", "without_measure", "not_adopted"),
    *("awaiting_approval", "not_taken_up", "unsigned", "overdue", "due"),
)


def as_records(status: YearStatus) -> Iterator[dict[str, Any]]:
    """Yield a record for each entry of the lists in the JSON."""
    values = as_json(status)
    for name in _LISTS:
        # The entries of lists of people's names are plain texts.
        key = "text" if name == "unsigned" else "id"
        for one in values[name]:
            yield {"list": name, **(one if isinstance(one, dict) else {key: one})}


def _weak(one: WeakItem) -> dict[str, Any]:
    return {"id": one.id, "text": one.text, "share": float(fixed(one.share, 4)), "year": one.year}


def json_task(task: Task, today: date | None = None) -> dict[str, Any]:
    """Return a task as JSON values; with a day, also the number of days to the task's deadline."""
    values: dict[str, Any] = {
        "kind": task.kind,
        "id": task.id,
        "text": task.text,
        "responsible": list(task.responsible),
        "from": day_or_none(task.begins),
        "deadline": day_or_none(task.deadline),
        "status": task.status,
        "done_on": day_or_none(task.done_on),
    }
    if today is not None:
        values["days"] = (task.deadline - today).days if task.deadline else None
    return values


def day_or_none(day: date | None) -> str | None:
    """Return a day as text for JSON; None if there is none."""
    return day.isoformat() if day else None
