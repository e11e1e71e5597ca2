"""The measures of a year, and its schedule, as tables and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Final

from qualitycli.messages import N_, NP_, Translator, visible
from qualitycli.model.assessment import Assessment
from qualitycli.model.measure import STATUS_WORDS, Gauge, Measure
from qualitycli.model.period_texts import MEASURES, printed_period
from qualitycli.render.format_version import FORMAT_VERSION
from qualitycli.render.nodes import notices_of
from qualitycli.render.status_json import day_or_none, json_task
from qualitycli.render.status_view import distance, with_owners, with_school
from qualitycli.render.text_width import padded, width_of
from qualitycli.render.view import Column, Row, Section, View
from qualitycli.tracking.status import Task, task_of

MEASURE_COLUMNS: Final = (
    "year",
    *("id", "kind", "status", "action", "serves", "responsible", "planned_from", "planned_to"),
    *("actual_from", "actual_to", "resources", "indicator", "baseline", "target", "result"),
    *("proposed_by", "proposed_on", "approved_order", "approved_on", "adopted_by", "continues"),
    *("evidence", "note"),
)


def measures_view(
    year: Assessment, measures: Iterable[Measure], today: date, translate: Translator
) -> View:
    """Return the view of measures: what has to be done, by whom and when, and the status."""
    shown = list(map(task_of, measures))
    wide = max((width_of(visible(one.id)) for one in shown), default=0)
    rows = (
        Row(
            padded(visible(one.id), wide),
            with_owners(one, translate),
            (
                translate(STATUS_WORDS[one.status]),
                translate.date(one.deadline) if one.deadline else "–",
                distance(one.deadline, today, translate) if one.is_open and one.deadline else "",
            ),
            tones={2: "late"} if one.is_open and one.deadline and one.deadline < today else {},
        )
        for one in shown
    )
    columns = (
        Column(translate(N_("Status"))),
        Column(translate(N_("Deadline")), right=True),
        Column(right=True, style="dim", spare=1),
    )
    return View(
        title=with_school(translate(MEASURES.of(year.year), year=printed_period(year.year)), year),
        notices=notices_of(year, translate),
        sections=(Section(columns, tuple(rows)),) if shown else (),
        remarks=(translate(NP_("{n} measure.", "{n} measures."), n=len(shown)),),
    )


def calendar_view(year: Assessment, shown: Sequence[Task], translate: Translator) -> View:
    """Return the view of a year's schedule, by date."""
    wide = max((width_of(visible(one.id)) for one in shown), default=0)
    rows = (
        Row(
            padded(visible(one.id), wide),
            with_owners(one, translate),
            (
                translate.date(one.begins) if one.begins else "",
                translate.date(one.deadline) if one.deadline else "–",
                _state(one, translate),
            ),
        )
        for one in shown
    )
    columns = (
        Column(translate(N_("From")), right=True, spare=1),
        Column(translate(N_("Until")), right=True),
        Column(translate(N_("Done on"))),
    )
    return View(
        title=with_school(translate(N_("Schedule {year}"), year=printed_period(year.year)), year),
        notices=notices_of(year, translate),
        sections=(Section(columns, tuple(rows)),) if shown else (),
        remarks=(translate(NP_("{n} entry.", "{n} entries."), n=len(shown)),),
    )


def _state(task: Task, translate: Translator) -> str:
    """Return the date on which an entry was done, or else a measure's status."""
    if task.done_on is not None:
        return translate.date(task.done_on)
    return translate(STATUS_WORDS[task.status]) if task.kind == "measure" else ""


def measures_json(year: Assessment, shown: Iterable[Measure]) -> dict[str, Any]:
    """Return measures as JSON values; the format is stable and has a version."""
    return _about(year) | {"measures": [measure_record(one) for one in shown]}


def calendar_json(year: Assessment, shown: Iterable[Task]) -> dict[str, Any]:
    """Return the schedule as JSON values; the format is stable and has a version."""
    return _about(year) | {"entries": [json_task(one) for one in shown]}


CALENDAR_COLUMNS: Final = (
    *("year", "kind", "id", "text", "responsible", "from", "deadline", "status", "done_on"),
)


def calendar_records(year: Assessment, shown: Iterable[Task]) -> Iterator[dict[str, Any]]:
    """Yield a record for each entry of the schedule."""
    for one in shown:
        yield {"year": year.year} | json_task(one)


def _about(year: Assessment) -> dict[str, Any]:
    return {
        "format_version": FORMAT_VERSION,
        "year": year.year,
        "illustrative": year.illustrative,
    }


def measure_records(year: Assessment, shown: Iterable[Measure]) -> Iterator[dict[str, Any]]:
    """Yield a record for each measure, with the values of the JSON, for a table."""
    for one in shown:
        yield {"year": year.year} | measure_record(one)


def measure_record(measure: Measure) -> dict[str, Any]:
    """Return all data of a measure, flat: lists stay lists, days become texts."""
    proposed, approved, origin = measure.proposed, measure.approved, measure.continues
    return {
        "id": measure.id,
        "kind": measure.kind,
        "status": measure.status,
        "action": measure.action,
        "serves": list(measure.serves),
        "responsible": list(measure.responsible),
        "planned_from": day_or_none(measure.planned.begins),
        "planned_to": day_or_none(measure.planned.ends),
        "actual_from": day_or_none(measure.actual.begins),
        "actual_to": day_or_none(measure.actual.ends),
        "resources": measure.resources,
        **_gauge(measure.indicator),
        "proposed_by": proposed.by if proposed else None,
        "proposed_on": day_or_none(proposed.date) if proposed else None,
        "approved_order": approved.order if approved else None,
        "approved_on": day_or_none(approved.date) if approved else None,
        "adopted_by": measure.adopted_by,
        "continues": f"{origin.year}/{origin.id}" if origin else None,
        "evidence": list(measure.evidence),
        "note": measure.note,
    }


def _gauge(gauge: Gauge | None) -> dict[str, str | None]:
    return {
        "indicator": gauge.text if gauge else None,
        "baseline": gauge.baseline if gauge else None,
        "target": gauge.target if gauge else None,
        "result": gauge.result if gauge else None,
    }
