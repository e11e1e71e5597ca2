"""The data of the charts, taken from the finished records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from qualitycli.comparing.trend import Series, Trend
from qualitycli.messages import N_
from qualitycli.model.framework import Scale
from qualitycli.model.periods import period_order
from qualitycli.render.comparison_text import (
    bands_changed_note,
    framework_changed_note,
)
from qualitycli.render.documents.context import ReportContext
from qualitycli.render.documents.records.chart_marks import (
    BandMark,
    BandScale,
    Charts,
    CoverageBar,
    LevelsBar,
    ProfileBar,
    TrendLine,
    TrendPoint,
    TrendRecord,
    TrendYear,
)
from qualitycli.render.documents.records.content import AreaView, CriterionView, Figures
from qualitycli.render.documents.wording.figures import (
    bands_of,
    direction_of_difference,
    figures_of,
)
from qualitycli.render.documents.wording.node_summary import distribution_of
from qualitycli.render.documents.wording.references import code_of
from qualitycli.render.documents.wording.results import in_full
from qualitycli.render.documents.wording.words import NONE, Words, clean
from qualitycli.render.score_text import band_text
from qualitycli.scoring.figures import grade_of


def charts_of(context: ReportContext, areas: Sequence[AreaView], words: Words) -> Charts:
    """Return the data of every chart."""
    overall = figures_of(context.score.overall, context, words)
    whole = words(N_("Overall"))
    spread = distribution_of(context.score.overall, context, words)
    nodes = tuple(_nodes(areas))
    return Charts(
        profile=tuple(_profile(areas, words)),
        levels=(
            LevelsBar("", "", "overall", whole, spread),
            *(
                LevelsBar(one.id, one.code, kind, one.title, one.distribution)
                for kind, one in nodes
            ),
        ),
        bands=_bands(context, areas, overall, words),
        coverage=(
            _coverage("", "", "overall", whole, overall),
            *(_coverage(one.id, one.code, kind, one.title, one.figures) for kind, one in nodes),
        ),
        trend=trend_of(context, words),
    )


def _nodes(areas: Sequence[AreaView]) -> Iterator[tuple[str, AreaView | CriterionView]]:
    for area in areas:
        yield "area", area
        for one in area.criteria:
            yield "criterion", one


def _in_full(figures: Figures, words: Words) -> str:
    """Return a result with its percentage, unless it is a grade."""
    if not figures.points:
        return figures.percent if figures.grade == NONE else figures.grade
    text = N_("{points} of {most} ({percent})")
    percent = figures.percent
    return words(text, points=figures.points, most=figures.points_most, percent=percent)


def _profile(areas: Sequence[AreaView], words: Words) -> Iterator[ProfileBar]:
    for area in areas:
        for one in area.criteria:
            yield ProfileBar(
                id=one.id,
                area=area.id,
                number=one.number,
                code=one.code,
                title=one.title,
                grade=one.figures.grade,
                result=_in_full(one.figures, words),
                percent=one.figures.percent,
                share=one.figures.share,
                complete=one.figures.complete,
                grade_before=one.change.grade_before if one.change else "",
                result_before=one.change.result_before if one.change else "",
                share_before=one.change.share_before if one.change else None,
                change=one.change.like_for_like if one.change else "",
            )


def _coverage(node_id: str, code: str, kind: str, title: str, figures: Figures) -> CoverageBar:
    share = figures.coverage_share
    return CoverageBar(
        node_id, code, kind, title, figures.coverage, figures.coverage_percent, share
    )


def _bands(
    context: ReportContext, areas: Sequence[AreaView], overall: Figures, words: Words
) -> BandScale | None:
    bands = bands_of(context, words)
    if bands is None:
        return None
    shown = [
        ("", "", words(N_("Overall")), overall),
        *((one.id, one.code, one.title, one.figures) for one in areas),
    ]
    return BandScale(
        steps=tuple(reversed(bands.steps)),
        marks=tuple(
            BandMark(
                node_id,
                code,
                title,
                figures.percent,
                figures.verdict,
                figures.position,
                figures.borderline,
                figures.complete,
            )
            for node_id, code, title, figures in shown
            if figures.position is not None
        ),
    )


def trend_of(context: ReportContext, words: Words) -> TrendRecord | None:
    """Return the overall grade and the areas over the years; None for a single year."""
    trend = context.trend
    if trend is None:
        return None
    overall = any(score.has_overall for score in trend.scores)
    lines = [one for one in trend.series if one.kind == "area" or (one.id is None and overall)]
    return TrendRecord(
        years=tuple(
            TrendYear(
                words.year(score.year),
                score.year in trend.framework_changes,
                score.year in trend.band_changes,
            )
            for score in trend.scores
        ),
        lines=tuple(_line(one, trend, context, words) for one in lines),
        notes=tuple(_notes(trend, words)),
    )


def _line(one: Series, trend: Trend, context: ReportContext, words: Words) -> TrendLine:
    grades = trend.scores[-1].catalogue.grades
    return TrendLine(
        id=one.id or "",
        code=code_of(one.id, context, words) if one.id else "",
        title=clean(one.text) or words(N_("Overall")),
        points=tuple(
            TrendPoint(
                year=words.year(score.year),
                grade=words.grade(figures.grade if figures else None),
                result=in_full(figures, words),
                percent=words.percent(figures.percent if figures else None),
                word=band_text(figures, words) if figures else NONE,
                share=_float(figures.share if figures else None),
                complete=bool(figures and figures.complete),
                chained=_share(chained, grades, words),
                chained_share=_float(chained),
            )
            for score, figures, chained in zip(trend.scores, one.figures, one.chained, strict=True)
        ),
        change=words.change(one.change, grades),
        direction=direction_of_difference(one.change),
    )


def _share(share: Fraction | None, grades: Scale, words: Words) -> str:
    """Return a share as a grade, or as a percentage if there are no grades."""
    if share is None or grades:
        return words.grade(None if share is None else grade_of(share, grades))
    return words.percent(100 * share)


def _float(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def _notes(trend: Trend, words: Words) -> Iterator[str]:
    yield words(
        N_(
            "“Like for like, all years” is the sum of the changes from year to year, each on the "
            "items rated in the same way in both years."
        )
    )
    if trend.framework_changes:
        years = words.listed(
            words.year(one) for one in sorted(trend.framework_changes, key=period_order)
        )
        yield framework_changed_note(years, words)
    if trend.band_changes:
        years = words.listed(
            words.year(one) for one in sorted(trend.band_changes, key=period_order)
        )
        grades = bool(trend.scores[-1].catalogue.grades)
        yield bands_changed_note(years, words, grades=grades)
