"""From finished values to the view of each kind of document. Nothing is reckoned here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from qualitycli.messages import N_, NP_, Translator
from qualitycli.render.documents.builders.comparison import comparison_of
from qualitycli.render.documents.builders.papers import (
    acquainted_of,
    form_of,
    measures_paper_of,
    plan_of,
)
from qualitycli.render.documents.matter import Matter
from qualitycli.render.documents.records.parts import AreaView, ItemView, LeftOut, Ref
from qualitycli.render.documents.records.views import Kind, SelfAssessment, Summary, SurveyOf, View
from qualitycli.render.documents.sections.chart_data import charts_of, trend_of
from qualitycli.render.documents.sections.cycle import (
    analysis_of,
    commissions_of,
    decisions_of,
    goals_of,
    measures_of,
    monitoring_of,
    quality_officer_of,
)
from qualitycli.render.documents.sections.head import head_of
from qualitycli.render.documents.sections.tree import areas_of
from qualitycli.render.documents.wording.figures import change_of, figures_of
from qualitycli.render.documents.wording.firmness import robustness_of
from qualitycli.render.documents.wording.sentences import answers_of, measures_note, method_of
from qualitycli.render.documents.wording.standing import distribution_of, lowest_area_of, target_of
from qualitycli.render.documents.wording.words import Words, label
from qualitycli.scoring.figures import STATE_WORDS, State

# So many measures stand in a summary of two pages.
_MOST_MEASURES: Final = 5
_LEFT_OUT: Final[dict[State, str]] = {
    "not_rated": N_("These items are not rated yet; they are left out of the figures."),
    "no_evidence": N_(
        "For these items there is no evidence to judge by; they lower the coverage, not the grade."
    ),
    "not_applicable": N_("These items do not apply to the school; they count nowhere."),
}


def self_assessment_of(matter: Matter, words: Words) -> SelfAssessment:
    """Return the report of the self-assessment."""
    areas = areas_of(matter, words)
    overall = matter.score.overall
    return SelfAssessment(
        head=head_of("self-assessment", matter, words),
        answers=answers_of(matter, words),
        figures=figures_of(overall, matter, words),
        change=change_of(None, matter, words),
        areas=areas,
        lowest=lowest_area_of(matter, words),
        distribution=distribution_of(overall, matter, words),
        targets=tuple(target_of(one, words) for one in matter.score.targets),
        method=method_of(matter, words),
        analysis=analysis_of(matter, words),
        surveys=tuple(_surveys(areas)),
        left_out=tuple(_left_out(areas, words)),
        comparison=comparison_of(matter, words),
        trend=trend_of(matter, words),
        robustness=robustness_of(matter.robustness, words),
        goals=goals_of(matter, words),
        measures=measures_of(matter, words),
        measures_note=measures_note(matter, words),
        monitoring=monitoring_of(matter, words),
        commissions=commissions_of(matter, words),
        quality_officer=quality_officer_of(matter, words),
        decisions=decisions_of(matter, words),
        charts=charts_of(matter, areas, words),
    )


def _items(areas: Sequence[AreaView]) -> Iterator[ItemView]:
    for area in areas:
        for criterion in area.criteria:
            for indicator in criterion.indicators:
                yield from indicator.items


def _surveys(areas: Sequence[AreaView]) -> Iterator[SurveyOf]:
    for one in _items(areas):
        if one.survey is not None:
            yield SurveyOf(Ref(one.id, label(one.text)), one.grade, one.survey)


def _left_out(areas: Sequence[AreaView], words: Words) -> Iterator[LeftOut]:
    items = list(_items(areas))
    for state, sentence in _LEFT_OUT.items():
        found = tuple(one for one in items if one.state == state)
        if found:
            yield LeftOut(state, words(STATE_WORDS[state]), words(sentence), found)


def summary_of(matter: Matter, words: Words) -> Summary:
    """Return two pages for the public council and the parents."""
    areas = areas_of(matter, words)
    measures = measures_of(matter, words)
    done = [one for one in measures if one.status == "done"]
    ahead = [one for one in measures if one.status not in ("done", "dropped")]
    more = max(len(done) - _MOST_MEASURES, 0) + max(len(ahead) - _MOST_MEASURES, 0)
    return Summary(
        head=head_of("summary", matter, words),
        answers=answers_of(matter, words),
        figures=figures_of(matter.score.overall, matter, words),
        change=change_of(None, matter, words),
        areas=areas,
        lowest=lowest_area_of(matter, words),
        analysis=analysis_of(matter, words),
        surveys=tuple(_surveys(areas)),
        done=tuple(done[:_MOST_MEASURES]),
        ahead=tuple(ahead[:_MOST_MEASURES]),
        more=words(
            NP_(
                "{n} more measure stands in the plan of the school.",
                "{n} more measures stand in the plan of the school.",
            ),
            n=more,
        )
        if more
        else "",
        reading=_reading(matter, words),
        charts=charts_of(matter, areas, words),
    )


def _reading(matter: Matter, words: Words) -> tuple[str, ...]:
    scale = matter.scale
    return (
        words(
            N_(
                "Grades go from {lowest} to {highest}. What does not apply to the school and what "
                "is not rated yet is left out, never counted as the lowest grade."
            ),
            lowest=scale.lowest,
            highest=scale.highest,
        ),
        words(N_("The school judges itself; the full report names the evidence for each item.")),
    )


BUILDERS: Final[dict[Kind, Callable[[Matter, Words], View | None]]] = {
    "self-assessment": self_assessment_of,
    "measures": measures_paper_of,
    "plan": plan_of,
    "summary": summary_of,
    "comparison": comparison_of,
    "acquainted": acquainted_of,
}


def view_of(
    kind: Kind, matter: Matter, translate: Translator, *, blank: bool = False
) -> View | None:
    """Return the view of a kind of document; None for a comparison with nothing.

    :param translate: of the framework's language.
    :param blank: whether a form is made that is filled in by hand.
    """
    words = Words(translate)
    if kind == "form":
        return form_of(matter, words, blank=blank)
    return BUILDERS[kind](matter, words)
