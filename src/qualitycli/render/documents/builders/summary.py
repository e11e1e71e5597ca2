"""Two pages for the public council and the parents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from qualitycli.messages import N_, NP_
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
from qualitycli.render.score_text import percent_note

# The maximum number of measures in a summary of two pages.
_MOST_MEASURES: Final = 5


def view_of(context: ReportContext, words: Words) -> Summary:
    """Return two pages for the public council and the parents."""
    areas = areas_of(context, words)
    measures = measures_of(context, words)
    done = [one for one in measures if one.timing == "done"]
    late = [one for one in measures if one.timing == "overdue"]
    left = [one for one in measures if one.timing in ("due", "open")]
    begun = _begun(context)
    running = [one for one in left if one.id in begun]
    ahead = [one for one in left if one.id not in begun]
    more = sum(max(len(found) - _MOST_MEASURES, 0) for found in (done, late, running, ahead))
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
        low_heading=words(
            N_("What we are working on") if measures else N_("Where the results are lowest")
        ),
        running=tuple(running[:_MOST_MEASURES]),
        ahead=tuple(ahead[:_MOST_MEASURES]),
        more=" ".join(
            _more(more, [one.timing for one in measures].count("dropped"), context, words)
        ),
        reading=_reading(context, words),
        charts=charts_of(context, areas, words),
    )


def _begun(context: ReportContext) -> set[str]:
    """Return the ids of the measures that are under way on the day of the document."""
    return {
        one.id
        for one in context.year.measures
        if one.status == "started"
        or (
            (begins := one.planned.begins) is not None
            and context.day is not None
            and begins <= context.day
            and one.status != "proposed"
        )
    }


def _more(more: int, dropped: int, context: ReportContext, words: Words) -> Iterator[str]:
    """Yield how many measures are not listed, a sentence for each reason."""
    if more:
        yield about(MORE_MEASURES, context.institution, words, n=more)
    if dropped:
        yield words(NP_("{n} measure was dropped.", "{n} measures were dropped."), n=dropped)


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
    if grades and context.profile is not None:
        first += f" {percent_note(context.profile, context.catalogue, words)}"
    return f"{first} {about(left_out, kind, words)}", about(ASSESSES_ITSELF, kind, words)
