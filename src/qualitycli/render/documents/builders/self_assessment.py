"""The report of the self-assessment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from qualitycli.messages import N_
from qualitycli.render.documents.builders import comparison
from qualitycli.render.documents.matter import Matter
from qualitycli.render.documents.records.parts import AreaView, LeftOut
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
)
from qualitycli.render.documents.sections.head import head_of
from qualitycli.render.documents.sections.tree import areas_of, items_of, surveys_of
from qualitycli.render.documents.wording.figures import change_of, figures_of
from qualitycli.render.documents.wording.firmness import robustness_of
from qualitycli.render.documents.wording.sentences import answers_of, measures_note, method_of
from qualitycli.render.documents.wording.standing import distribution_of, lowest_area_of, target_of
from qualitycli.render.documents.wording.words import Words
from qualitycli.scoring.figures import STATE_WORDS, State

_LEFT_OUT: Final[dict[State, str]] = {
    "not_rated": N_("These items are not rated yet; they are left out of the figures."),
    "no_evidence": N_(
        "For these items there is no evidence to judge by; they lower the coverage, not the grade."
    ),
    "not_applicable": N_("These items do not apply to the school; they count nowhere."),
}


def view_of(matter: Matter, words: Words) -> SelfAssessment:
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
        surveys=surveys_of(areas),
        left_out=tuple(_left_out(areas, words)),
        comparison=comparison.view_of(matter, words),
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


def _left_out(areas: Sequence[AreaView], words: Words) -> Iterator[LeftOut]:
    items = list(items_of(areas))
    for state, sentence in _LEFT_OUT.items():
        found = tuple(one for one in items if one.state == state)
        if found:
            yield LeftOut(state, words(STATE_WORDS[state]), words(sentence), found)
