"""The year's plan: its schedule, and the progress of the measures."""

from __future__ import annotations

from collections.abc import Iterator

from qualitycli.messages import NP_
from qualitycli.render.documents.context import ReportContext
from qualitycli.render.documents.records.cycle import MeasureRecord
from qualitycli.render.documents.records.views import Plan
from qualitycli.render.documents.sections.cycle import (
    activities_of,
    commissions_of,
    decisions_of,
    goals_of,
    measures_of,
)
from qualitycli.render.documents.sections.head import head_of
from qualitycli.render.documents.wording.sentences import measures_note
from qualitycli.render.documents.wording.words import Words


def view_of(context: ReportContext, words: Words) -> Plan:
    """Return the year's schedule and the measures' progress."""
    measures = measures_of(context, words)
    activities = activities_of(context, words)
    return Plan(
        head=head_of("plan", context, words),
        summary=tuple(_progress(context, measures, [one.timing for one in activities], words)),
        goals=goals_of(context, words),
        activities=activities,
        planned=tuple(one for one in measures if one.kind == "planned"),
        corrective=tuple(one for one in measures if one.kind == "corrective"),
        commissions=commissions_of(context, words),
        decisions=decisions_of(context, words),
    )


def _progress(
    context: ReportContext, measures: tuple[MeasureRecord, ...], timings: list[str], words: Words
) -> Iterator[str]:
    if timings:
        yield words(
            NP_(
                "The schedule has {n} activity; done: {done}.",
                "The schedule has {n} activities; done: {done}.",
            ),
            n=len(timings),
            done=timings.count("done"),
        )
    if note := measures_note(context, words):
        yield note
    for late, text in (
        (
            timings.count("overdue"),
            NP_(
                "As of {date}, {n} activity is overdue.",
                "As of {date}, {n} activities are overdue.",
            ),
        ),
        (
            sum(one.timing == "overdue" for one in measures),
            NP_("As of {date}, {n} measure is overdue.", "As of {date}, {n} measures are overdue."),
        ),
    ):
        if late and context.day is not None:
            yield words(text, n=late, date=context.day)
