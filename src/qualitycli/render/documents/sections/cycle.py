"""The quality cycle in a document: commissions, schedule, measures, monitoring, decisions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from qualitycli.messages import N_
from qualitycli.model import cycle as model
from qualitycli.model import measure as measure_model
from qualitycli.render.documents.context import ReportContext
from qualitycli.render.documents.numbering import by_date
from qualitycli.render.documents.records.content import AnalysisRecord, PointRecord, Shown
from qualitycli.render.documents.records.cycle import (
    ActivityRecord,
    CommissionRecord,
    DecisionRecord,
    FindingRecord,
    GoalRecord,
    MeasureRecord,
    MonitoringRecord,
    Person,
    RecommendationRecord,
)
from qualitycli.render.documents.wording.figures import change_of
from qualitycli.render.documents.wording.references import ref_of, refs_to
from qualitycli.render.documents.wording.results import judgement_of, verdict_in_full
from qualitycli.render.documents.wording.words import (
    MEASURE_KINDS,
    MONITORING_KINDS,
    TIMINGS,
    Words,
    clean,
    decision_name,
    joined,
    label,
)
from qualitycli.scoring.node_score import NodeScore
from qualitycli.scoring.spread import standouts_of
from qualitycli.tracking.dates import Timing, timing_of_activity, timing_of_measure

# How names and tasks of commissions that rate are recognized.
_RATES: Final = re.compile("самооцен|self-(?:assess|evaluat)", re.IGNORECASE)


def measures_of(context: ReportContext, words: Words) -> tuple[MeasureRecord, ...]:
    """Return the measures of the year, in the order of its file."""
    return tuple(_measure(one, context, words) for one in context.year.measures)


def _measure(one: measure_model.Measure, context: ReportContext, words: Words) -> MeasureRecord:
    timing = timing_of_measure(one, context.day)
    return MeasureRecord(
        id=one.id,
        number=context.entry_numbers[one.id].number,
        kind=one.kind,
        kind_name=words(MEASURE_KINDS[one.kind]),
        action=clean(one.action),
        serves=refs_to(one.serves, context, words),
        responsible=joined(one.responsible),
        deadline=words.period(one.planned),
        carried_out=words.period(one.actual),
        resources=clean(one.resources),
        **_gauged(one.indicator, words),
        status=one.status,
        status_name=words(measure_model.STATUS_WORDS[one.status]),
        timing=timing,
        timing_note=_timing_note(one, timing, words),
        decided=tuple(_decided_by(one, context, words)),
        proposed=_proposed(one, words),
        approved=words.order(clean(one.approved.order), one.approved.date) if one.approved else "",
        adopted=_decided(one.adopted_by, context, words),
        continues=_continues(one, words),
        evidence=tuple(map(clean, one.evidence)),
        note=clean(one.note),
    )


def _gauged(gauge: measure_model.Gauge | None, words: Words) -> dict[str, str]:
    """Return the values of the indicator of a goal or a measure, and all of them in one text."""
    keys = ("baseline", "target", "result")
    values = {key: clean(getattr(gauge, key)) if gauge else "" for key in keys}
    return {
        "indicator": clean(gauge.text) if gauge else "",
        **values,
        "gauge": gauge_of(gauge, words),
    }


def gauge_of(gauge: measure_model.Gauge | None, words: Words) -> str:
    """Return an indicator with its values in one sentence."""
    if gauge is None:
        return ""
    values = [
        words(text, value=value)
        for text, value in (
            (N_("baseline {value}"), gauge.baseline),
            (N_("target {value}"), gauge.target),
            (N_("result {value}"), gauge.result),
        )
        if value
    ]
    text = label(gauge.text)
    return f"{text} – {'; '.join(values)}" if values else text


def _timing_note(one: measure_model.Measure, timing: Timing, words: Words) -> str:
    """Return whether a measure is overdue, or was done after its deadline."""
    if timing == "overdue":
        return words(N_("overdue"))
    deadline, end = one.planned.ends, one.actual.ends
    if timing == "done" and deadline is not None and end is not None and end > deadline:
        return words(N_("after the deadline"))
    return ""


def _decided_by(one: measure_model.Measure, context: ReportContext, words: Words) -> Iterator[str]:
    """Yield who proposed a measure, and what it was approved and adopted by, a sentence each."""
    if proposed := _proposed(one, words):
        yield words(N_("Proposed by {who}."), who=proposed)
    if one.approved:
        order = words.order(clean(one.approved.order), one.approved.date)
        yield words(N_("Approved with {decision}."), decision=order)
    if adopted := _decided(one.adopted_by, context, words):
        text = N_("Adopted by the pedagogical council with {decision}.")
        yield words(text, decision=adopted)


def _proposed(one: measure_model.Measure, words: Words) -> str:
    if one.proposed is None:
        return ""
    parts = [clean(one.proposed.by), words.day(one.proposed.date)]
    return ", ".join(part for part in parts if part)


def _continues(one: measure_model.Measure, words: Words) -> str:
    if one.continues is None:
        return ""
    # That year numbers its measures itself, and its file is not read for this.
    return words(N_("Continues a measure of {year}."), year=words.year(one.continues.year))


def _decided(decision_id: str | None, context: ReportContext, words: Words) -> str:
    found = next((one for one in context.year.decisions if one.id == decision_id), None)
    return "" if found is None else decision_name(found, words)


def decisions_of(context: ReportContext, words: Words) -> tuple[DecisionRecord, ...]:
    """Return the decisions of the year by date."""
    return tuple(
        DecisionRecord(one.id, decision_name(one, words), clean(one.by), clean(one.text))
        for one in sorted(context.year.decisions, key=lambda one: one.date)
    )


def activities_of(context: ReportContext, words: Words) -> tuple[ActivityRecord, ...]:
    """Return the entries of the schedule, ordered by day."""
    found = []
    for one in by_date(context.year.calendar):
        timing = timing_of_activity(one, context.day)
        found.append(
            ActivityRecord(
                id=one.id,
                number=context.entry_numbers[one.id].number,
                activity=clean(one.activity),
                serves=refs_to(one.serves, context, words),
                responsible=joined(one.responsible),
                period=words.period(one),
                done_on=words.day(one.done_on),
                timing=timing,
                timing_name=words(TIMINGS[timing]),
                note=clean(one.note),
            )
        )
    return tuple(found)


def goals_of(context: ReportContext, words: Words) -> tuple[GoalRecord, ...]:
    """Return the goals of the year."""
    return tuple(
        GoalRecord(
            id=one.id,
            number=context.entry_numbers[one.id].number,
            text=clean(one.text),
            refs=refs_to(one.items, context, words),
            **_gauged(one.indicator, words),
        )
        for one in context.year.goals
    )


def commissions_of(context: ReportContext, words: Words) -> tuple[CommissionRecord, ...]:
    """Return the commissions of the year with their members."""
    return tuple(_commission(one, words) for one in context.year.commissions)


def _commission(one: model.Commission, words: Words) -> CommissionRecord:
    return CommissionRecord(
        name=clean(one.name),
        order=words.order(clean(one.order), one.date) if one.order else words.day(one.date),
        task=clean(one.task),
        term=words.period(one.term) if one.term else "",
        members=tuple(
            Person(clean(who.name), clean(who.position), clean(who.role), words.period(who))
            for who in one.members
        ),
        external=tuple(
            Person(clean(who.name), clean(who.organisation), "", words.period(who))
            for who in one.external
        ),
    )


def signing_of(context: ReportContext, words: Words) -> tuple[CommissionRecord, ...]:
    """Return the commissions that rate, with the members who sign: without those released early.

    The commissions that rate are known by their names and tasks; without such, it is all of them.
    """
    found = context.year.commissions
    rating = [one for one in found if _RATES.search(f"{one.name} {one.task or ''}")]
    return tuple(
        _commission(one.model_copy(update={"members": _staying(one.members)}), words)
        for one in rating or found
    )


def _staying(members: tuple[model.Member, ...]) -> tuple[model.Member, ...]:
    """Return the members who were not released before the others."""
    last = max((one.ends for one in members if one.ends is not None), default=None)
    return tuple(one for one in members if one.ends is None or one.ends == last)


def quality_officer_of(context: ReportContext, words: Words) -> Person | None:
    """Return the person in charge of quality; the order is shown instead of a period."""
    one = context.year.quality_officer
    if one is None:
        return None
    order = words.order(clean(one.order), one.date) if one.order else words.day(one.date)
    return Person(clean(one.name), clean(one.position), "", order)


def monitoring_of(context: ReportContext, words: Words) -> tuple[MonitoringRecord, ...]:
    """Return the findings of the monitoring, and the measures for its recommendations."""
    return tuple(
        MonitoringRecord(
            kind_name=words(MONITORING_KINDS[one.kind]),
            date=words.day(one.date),
            by=joined(one.by),
            scope=clean(one.scope),
            findings=tuple(_finding(finding, context, words) for finding in one.findings),
        )
        for one in context.year.monitoring
    )


def _finding(one: model.MonitoringFinding, context: ReportContext, words: Words) -> FindingRecord:
    return FindingRecord(
        text=clean(one.text),
        refs=refs_to(one.items, context, words),
        conclusion=clean(one.conclusion),
        recommendations=tuple(
            RecommendationRecord(
                advice.id,
                context.entry_numbers[advice.id].number,
                clean(advice.text),
                refs_to(
                    (one.id for one in context.year.measures if advice.id in one.serves),
                    context,
                    words,
                ),
            )
            for advice in one.recommendations
        ),
    )


def points_of(
    points: Iterable[model.Point], context: ReportContext, words: Words
) -> tuple[PointRecord, ...]:
    """Return the points that the school states."""
    return tuple(PointRecord(clean(one.text), refs_to(one.items, context, words)) for one in points)


def analysis_of(context: ReportContext, words: Words) -> AnalysisRecord:
    """Return the school's own analysis, and what the grades show."""
    stated = context.year.analysis or model.Analysis.model_construct()
    shown = standouts_of(context.score)
    return AnalysisRecord(
        strengths=points_of(stated.strengths, context, words),
        weaknesses=points_of(stated.weaknesses, context, words),
        opportunities=points_of(stated.opportunities, context, words),
        risks=points_of(stated.risks, context, words),
        key_factors=points_of(context.year.key_factors, context, words),
        best_criteria=tuple(_criteria(shown.best, context, words)),
        weakest_criteria=tuple(_criteria(shown.weakest, context, words)),
        best_items=tuple(_items(shown.highest, context, words)),
        weakest_items=tuple(_items(shown.lowest, context, words)),
    )


def _criteria(nodes: Iterable[NodeScore], context: ReportContext, words: Words) -> Iterator[Shown]:
    for node in nodes:
        change = change_of(node.id, context, words)
        moved = ""
        if change is not None and change.sign:
            moved = words(N_("like for like {change}"), change=change.like_for_like)
        yield Shown(
            ref_of(node, context, words), verdict_in_full(node, context.scale, words), moved
        )


def _items(nodes: Iterable[NodeScore], context: ReportContext, words: Words) -> Iterator[Shown]:
    for node in nodes:
        yield Shown(ref_of(node, context, words), judgement_of(node, context.scale, words), "")
