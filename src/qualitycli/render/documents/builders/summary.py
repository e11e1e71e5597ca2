"""Two pages for the public council and the parents."""

from __future__ import annotations

from typing import Final

from qualitycli.messages import N_
from qualitycli.render.documents.context import ReportContext
from qualitycli.render.documents.records.views import Summary
from qualitycli.render.documents.sections.chart_data import charts_of
from qualitycli.render.documents.sections.cycle import analysis_of, measures_of
from qualitycli.render.documents.sections.head import head_of
from qualitycli.render.documents.sections.report import exams_of
from qualitycli.render.documents.sections.tree import areas_of, surveys_of
from qualitycli.render.documents.wording.figures import change_of, figures_of
from qualitycli.render.documents.wording.node_summary import lowest_area_of
from qualitycli.render.documents.wording.sentences import answers_for_parents
from qualitycli.render.documents.wording.words import Words
from qualitycli.render.institution_texts import (
    ASSESSES_ITSELF,
    MORE_MEASURES,
    NEVER_LOWEST,
    NEVER_ZERO,
    about,
)

# The maximum number of measures in a summary of two pages.
_MOST_MEASURES: Final = 5


def view_of(context: ReportContext, words: Words) -> Summary:
    """Return two pages for the public council and the parents."""
    areas = areas_of(context, words)
    measures = measures_of(context, words)
    done = [one for one in measures if one.timing == "done"]
    late = [one for one in measures if one.timing == "overdue"]
    ahead = [one for one in measures if one.timing in ("due", "open")]
    more = sum(max(len(found) - _MOST_MEASURES, 0) for found in (done, late, ahead))
    return Summary(
        head=head_of("summary", context, words),
        answers=answers_for_parents(context, words),
        figures=figures_of(context.score.overall, context, words),
        change=change_of(None, context, words),
        areas=areas,
        lowest=lowest_area_of(context, words),
        analysis=analysis_of(context, words),
        surveys=surveys_of(areas, words),
        exams=exams_of(context),
        late=tuple(late[:_MOST_MEASURES]),
        done=tuple(done[:_MOST_MEASURES]),
        ahead=tuple(ahead[:_MOST_MEASURES]),
        more=about(MORE_MEASURES, context.institution, words, n=more) if more else "",
        reading=_reading(context, words),
        charts=charts_of(context, areas, words),
    )


def _reading(context: ReportContext, words: Words) -> tuple[str, ...]:
    kind, grades = context.institution, context.grades
    if grades:
        text = N_("Grades range from {lowest} to {highest}.")
        first = words(text, lowest=grades.lowest, highest=grades.highest)
    elif context.catalogue.method == "points":
        first = words(N_("A result is the points earned, of the most that rated items can earn."))
    else:
        first = words(N_("A result is a percentage of the most that is possible."))
    left_out = NEVER_LOWEST if grades else NEVER_ZERO
    return f"{first} {about(left_out, kind, words)}", about(ASSESSES_ITSELF, kind, words)
