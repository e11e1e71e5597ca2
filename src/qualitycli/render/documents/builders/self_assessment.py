"""The report of the self-assessment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from qualitycli.messages import N_
from qualitycli.model.cycle import Report
from qualitycli.render.documents.builders import comparison
from qualitycli.render.documents.context import ReportContext
from qualitycli.render.documents.records.content import AreaView, LeftOut
from qualitycli.render.documents.records.views import SelfAssessment
from qualitycli.render.documents.sections.chart_data import charts_of, trend_of
from qualitycli.render.documents.sections.cycle import (
    analysis_of,
    commissions_of,
    decisions_of,
    goals_of,
    measures_of,
    monitoring_of,
    quality_officer_of,
    signing_of,
)
from qualitycli.render.documents.sections.head import head_of
from qualitycli.render.documents.sections.report import exams_of, profile_of
from qualitycli.render.documents.sections.tree import areas_of, items_of, surveys_of
from qualitycli.render.documents.wording.figures import change_of, figures_of
from qualitycli.render.documents.wording.node_summary import (
    distribution_of,
    lowest_area_of,
    target_of,
)
from qualitycli.render.documents.wording.robustness_sentences import robustness_of
from qualitycli.render.documents.wording.sentences import answers_of, measures_note, method_of
from qualitycli.render.documents.wording.words import Words, clean
from qualitycli.render.institution_texts import NOT_APPLICABLE, about
from qualitycli.scoring.figures import STATE_WORDS, State

# For frameworks with grades, and for others.
_LEFT_OUT: Final[dict[State, tuple[str, str]]] = {
    "not_rated": (
        N_("These items are not rated yet; they are left out of the grades."),
        N_("These items are not rated yet; they are left out of the results."),
    ),
    "no_evidence": (
        N_("There is no evidence for these items; they lower the coverage but not the grade."),
        N_("There is no evidence for these items; they lower the coverage but not the result."),
    ),
}


def view_of(context: ReportContext, words: Words) -> SelfAssessment:
    """Return the report of the self-assessment."""
    areas = areas_of(context, words)
    overall = context.score.overall
    report = context.year.report or Report.model_construct()
    return SelfAssessment(
        head=head_of("self-assessment", context, words),
        basis=tuple(map(clean, report.basis)),
        purpose=clean(report.purpose),
        profile=profile_of(context, words),
        conclusion=clean(report.conclusion),
        exams=exams_of(context),
        answers=answers_of(context, words),
        figures=figures_of(overall, context, words),
        change=change_of(None, context, words),
        areas=areas,
        lowest=lowest_area_of(context, words),
        distribution=distribution_of(overall, context, words),
        targets=tuple(target_of(one, context, words) for one in context.score.targets),
        method=method_of(context, words),
        analysis=analysis_of(context, words),
        surveys=surveys_of(areas, words),
        information=tuple(one for one in items_of(areas) if one.state == "information"),
        left_out=tuple(_left_out(areas, context, words)),
        comparison=comparison.view_of(context, words, plain=False),
        trend=trend_of(context, words),
        robustness=robustness_of(context.robustness, words),
        goals=goals_of(context, words),
        measures=measures_of(context, words),
        measures_note=measures_note(context, words),
        monitoring=monitoring_of(context, words),
        commissions=commissions_of(context, words),
        signing=signing_of(context, words),
        quality_officer=quality_officer_of(context, words),
        decisions=decisions_of(context, words),
        charts=charts_of(context, areas, words),
    )


def _left_out(areas: Sequence[AreaView], context: ReportContext, words: Words) -> Iterator[LeftOut]:
    items = list(items_of(areas))
    sentences = {state: words(texts[not context.grades]) for state, texts in _LEFT_OUT.items()}
    sentences["not_applicable"] = about(NOT_APPLICABLE, context.institution, words)
    for state, sentence in sentences.items():
        found = tuple(one for one in items if one.state == state)
        if found:
            yield LeftOut(state, words(STATE_WORDS[state]), sentence, found)
