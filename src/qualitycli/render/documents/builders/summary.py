"""Two pages for the public council and the parents."""

from __future__ import annotations

from typing import Final

from qualitycli.messages import N_, NP_
from qualitycli.render.documents.matter import Matter
from qualitycli.render.documents.records.views import Summary
from qualitycli.render.documents.sections.chart_data import charts_of
from qualitycli.render.documents.sections.cycle import analysis_of, measures_of
from qualitycli.render.documents.sections.head import head_of
from qualitycli.render.documents.sections.tree import areas_of, surveys_of
from qualitycli.render.documents.wording.figures import change_of, figures_of
from qualitycli.render.documents.wording.sentences import answers_of
from qualitycli.render.documents.wording.standing import lowest_area_of
from qualitycli.render.documents.wording.words import Words

# So many measures stand in a summary of two pages.
_MOST_MEASURES: Final = 5


def view_of(matter: Matter, words: Words) -> Summary:
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
        surveys=surveys_of(areas),
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
