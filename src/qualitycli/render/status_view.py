"""Where a year stands on a day: the screen for the director, and the JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from typing import Any, Final

from qualitycli.messages import N_, NP_, Finished, Translator, visible
from qualitycli.model.cycle import STATUS_WORDS
from qualitycli.model.framework import Asked
from qualitycli.render.numbers import bar
from qualitycli.render.score_view import example_notice
from qualitycli.render.view import Column, Row, Section, View
from qualitycli.render.widths import padded, width_of
from qualitycli.rounding import fixed
from qualitycli.tracking.status import HORIZON, Task, Weak, YearStatus

FORMAT_VERSION: Final = 1
# So many ids of weak items stand in their line; the JSON has them all.
_MOST_IDS: Final = 8
_ASKED: Final[dict[Asked, str]] = {
    "strategy": N_("strategy for the development of the institution"),
    "policy": N_("quality policy"),
    "goals": N_("goals"),
    "key_factors": N_("key factors that influence the quality"),
    "quality_officer": N_("quality officer"),
    "commissions": N_("commission with its members"),
    "rules": N_("rules for applying the system"),
    "rules_adopted": N_("adoption of the rules by the pedagogical council"),
    "calendar": N_("schedule of the year"),
    "training": N_("training of the staff"),
    "analysis": N_("analysis of strengths, weaknesses, opportunities and risks"),
    "monitoring": N_("internal monitoring"),
    "measures": N_("measures"),
    "measures_adopted": N_("adoption of the measures by the pedagogical council"),
    "goals_analysed": N_("results of the goals"),
    "progress": N_("how the progress of pupils is shown"),
}


def view_of(status: YearStatus, translate: Translator) -> View:
    """Return the view of a year's status."""
    year = status.year
    title = translate(N_("Status of {year} on {today}"), year=year.year, today=status.today)
    name = year.institution.name if year.institution else None
    sections = (
        _progress(status, translate),
        _absent(status, translate),
        _tasks(N_("Overdue"), status.overdue, status.today, translate),
        _tasks(N_("Due next"), status.due, status.today, translate),
        _owners(status, translate),
    )
    return View(
        title=f"{title} · {visible(name)}" if name else title,
        notices=(example_notice(translate),) if year.illustrative else (),
        sections=tuple(section for section in sections if section.rows),
        remarks=tuple(_remarks(status, translate)),
    )


def _progress(status: YearStatus, translate: Translator) -> Section:
    rows = [
        _progress_row(visible(one.entry.text), one.done, one.of, one.overdue, translate)
        for one in status.steps
    ]
    rated = translate(N_("rated items"))
    rows.append(_progress_row(rated, status.judged, status.items, 0, translate))
    columns = (Column(style="cyan", spare=1), Column(right=True), Column(style="red"))
    return Section(columns, tuple(rows), translate(N_("Where the year stands")))


def _progress_row(text: str, done: int, of: int, late: int, translate: Translator) -> Row:
    overdue = translate(NP_("{n} overdue", "{n} overdue"), n=late) if late else ""
    filled = bar(Fraction(done, of)) if of else ""
    return Row("", text, (filled, f"{done}/{of}", overdue))


def _absent(status: YearStatus, translate: Translator) -> Section:
    lines = list(_absent_lines(status, translate))
    wide = max((width_of(name) for name, _ in lines), default=0)
    rows = (Row(padded(name, wide), text, ()) for name, text in lines)
    return Section((), tuple(rows), translate(N_("Asked for and still absent")))


def _absent_lines(status: YearStatus, translate: Translator) -> Iterator[tuple[str, str]]:
    """Yield what is absent: the point of the source that asks for it, and what it is."""
    for entry in status.absent:
        assert entry.asks is not None
        text = translate(_ASKED[entry.asks])
        if entry.deadline is not None:
            deadline = entry.deadline.before(status.year.year)
            text = translate(N_("{what}, by {deadline}"), what=Finished(text), deadline=deadline)
        yield visible(entry.at), text
    for kind, text, ids in (
        (
            "requirement",
            N_("requirements without a word on how they are met: {ids}"),
            [one.at for one in status.uncovered],
        ),
        (
            "activity",
            N_("weak items without a measure: {ids}"),
            [one.id for one in status.without_measure],
        ),
        (
            "adoption",
            N_("measures that no decision adopts: {ids}"),
            [one.id for one in status.not_adopted],
        ),
        (
            "corrective",
            N_("corrective measures awaiting approval: {ids}"),
            [one.id for one in status.awaiting],
        ),
        (
            "monitoring",
            N_("recommendations that no measure takes up: {ids}"),
            list(status.not_taken_up),
        ),
    ):
        if ids:
            listed = Finished(_listed(ids, translate))
            yield visible(status.points.get(kind, "–")), translate(text, ids=listed)


def _listed(ids: list[str], translate: Translator) -> str:
    shown = ", ".join(map(visible, ids[:_MOST_IDS]))
    if (more := len(ids) - _MOST_IDS) > 0:
        return translate(N_("{ids} and {n} more"), ids=Finished(shown), n=more)
    return shown


def _tasks(heading: str, found: Iterable[Task], today: date, translate: Translator) -> Section:
    rows = list(found)
    wide = max((width_of(visible(one.id)) for one in rows), default=0)
    columns = (Column(right=True), Column(right=True, style="dim"))
    return Section(
        columns,
        tuple(
            Row(
                padded(visible(one.id), wide),
                with_owners(one, translate),
                (translate.date(one.deadline), distance(one.deadline, today, translate))
                if one.deadline
                else ("–", ""),
            )
            for one in rows
        ),
        translate(heading),
    )


def with_owners(task: Task, translate: Translator) -> str:
    """Return what is to be done and who is to do it."""
    text = visible(task.text)
    if not task.responsible:
        return translate(N_("{task} (nobody named)"), task=Finished(text))
    return f"{text} ({', '.join(map(visible, task.responsible))})"


def distance(deadline: date, today: date, translate: Translator) -> str:
    """Return how far away a day is."""
    days = (deadline - today).days
    if days == 0:
        return translate(N_("today"))
    if days < 0:
        return translate(NP_("{n} day ago", "{n} days ago"), n=-days)
    return translate(NP_("in {n} day", "in {n} days"), n=days)


def _owners(status: YearStatus, translate: Translator) -> Section:
    rows = tuple(
        Row(
            "",
            visible(one.name),
            (
                translate(NP_("{n} overdue", "{n} overdue"), n=one.overdue) if one.overdue else "",
                translate(NP_("{n} due", "{n} due"), n=one.due) if one.due else "",
                visible(one.first.id),
            ),
        )
        for one in status.owners
    )
    columns = (Column(style="red"), Column(), Column(style="dim"))
    return Section(columns, rows, translate(N_("Who owes what")))


def _remarks(status: YearStatus, translate: Translator) -> Iterator[str]:
    if not status.overdue:
        yield translate(N_("Nothing is overdue."))
    if status.measures:
        parts = [f"{translate(STATUS_WORDS[one])} – {n}" for one, n in status.measures.items()]
        yield translate(N_("Measures: {parts}."), parts=Finished(*parts))


def as_json(status: YearStatus) -> dict[str, Any]:
    """Return a status as JSON values: a promise, with a version."""
    return {
        "format_version": FORMAT_VERSION,
        "year": status.year.year,
        "today": status.today.isoformat(),
        "horizon": (status.today + HORIZON).isoformat(),
        "illustrative": status.year.illustrative,
        "rated": {"judged": status.judged, "items": status.items},
        "steps": [
            {
                "id": one.entry.id,
                "text": one.entry.text,
                "done": one.done,
                "of": one.of,
                "overdue": one.overdue,
            }
            for one in status.steps
        ],
        "absent": [
            {
                "asks": one.asks,
                "id": one.id,
                "at": one.at,
                "deadline": one.deadline.before(status.year.year).isoformat()
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
        "not_taken_up": list(status.not_taken_up),
        "overdue": [json_task(one, status.today) for one in status.overdue],
        "due": [json_task(one, status.today) for one in status.due],
        "owners": [
            {"name": one.name, "overdue": one.overdue, "due": one.due, "first": one.first.id}
            for one in status.owners
        ],
        "measures": dict(status.measures),
    }


def _weak(one: Weak) -> dict[str, Any]:
    return {"id": one.id, "text": one.text, "share": float(fixed(one.share, 4)), "year": one.year}


def json_task(task: Task, today: date | None = None) -> dict[str, Any]:
    """Return a task as JSON values; with a day, how many days its deadline is away from it."""
    values: dict[str, Any] = {
        "kind": task.kind,
        "id": task.id,
        "text": task.text,
        "responsible": list(task.responsible),
        "from": _day(task.begins),
        "deadline": _day(task.deadline),
        "status": task.status,
        "done_on": _day(task.done_on),
    }
    if today is not None:
        values["days"] = (task.deadline - today).days if task.deadline else None
    return values


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
