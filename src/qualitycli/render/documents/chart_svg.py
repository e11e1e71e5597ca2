"""The charts of a document as SVG; a template places them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from markupsafe import Markup

from qualitycli.messages import N_, NP_, Translator
from qualitycli.render import charts as draw
from qualitycli.render.documents.records import chart_marks as data
from qualitycli.render.documents.records.content import (
    Change,
    CriterionView,
    Figures,
    Head,
)
from qualitycli.render.documents.records.views import (
    Comparison,
    DocumentView,
    Index,
    NodeChangeRecord,
    SelfAssessment,
    Summary,
)

_Ticks = Sequence[tuple[float, str]]
_LEFT_OUT = ("no_evidence", "not_rated")


def pictures(view: DocumentView, translate: Translator) -> Mapping[str, Markup]:
    """Return the charts that have data, by name.

    They are called ``profile``, ``levels``, ``bands``, ``coverage`` and ``trend``.
    """
    return dict(_drawn(view, translate))


def _drawn(view: DocumentView, translate: Translator) -> Iterator[tuple[str, Markup]]:
    if isinstance(view, SelfAssessment | Summary):
        if any(bar.share is not None for bar in view.charts.profile):
            yield "profile", _profile(view, translate)
        if any(level.count != "0" for level in view.charts.levels[0].distribution.levels):
            yield "levels", _levels(_shown(view.charts.levels, view.head), translate)
        if view.charts.bands is not None and view.charts.bands.marks:
            yield "bands", _bands(view, view.charts.bands, translate)
        if view.charts.coverage:
            yield "coverage", _coverage(_shown(view.charts.coverage, view.head), translate)
        yield from _trend_of(view.charts.trend, view.head, translate)
    elif isinstance(view, Comparison):
        yield "profile", _compared(view, translate)
    elif isinstance(view, Index):
        yield from _trend_of(view.trend, view.head, translate)


_Bar = TypeVar("_Bar", data.LevelsBar, data.CoverageBar)


def _shown(bars: Sequence[_Bar], head: Head) -> Sequence[_Bar]:
    """Leave out the overall bar if the framework does not have an overall result."""
    return [bar for bar in bars if bar.id or head.has_overall]


def _ticks(
    head: Head, translate: Translator, percentages: Sequence[int] = (0, 25, 50, 75, 100)
) -> _Ticks:
    """Return the levels, or percentages if the results are not grades."""
    if not head.graded:
        return [(percent / 100, translate.percent(str(percent))) for percent in percentages]
    most = max(len(head.scale) - 1, 1)
    return [(index / most, level.value) for index, level in enumerate(head.scale)]


def _profile(view: SelfAssessment | Summary, translate: Translator) -> Markup:
    change = view.change
    graded = view.head.graded
    rows = []
    if view.head.has_overall:
        rows.append(_important("", translate(N_("Overall")), view.figures, change, graded=graded))
    for area in view.areas:
        rows.append(_important(area.code, area.title, area.figures, area.change, graded=graded))
        rows.extend(_criterion(one, graded=graded) for one in area.criteria if _has_place(one))
    text = _about_profile(compared=bool(change), graded=graded)
    about = draw.About(
        "profile",
        translate(N_("Profile of the criteria")),
        translate(text, year=view.head.year, before=change.year if change else ""),
    )
    before = change.year if change else ""
    keys = draw.MarkKeys(view.head.year, before, _incomplete(view.head, translate))
    return draw.profile(about, rows, _ticks(view.head, translate), keys)


def _incomplete(head: Head, translate: Translator) -> str:
    """Return the name of an incomplete result in the legend."""
    return translate(N_("incomplete") if head.graded else N_("incomplete result"))


def _about_profile(*, compared: bool, graded: bool) -> str:
    """Return the description of the profile, for people who cannot see it."""
    if compared and graded:
        return N_(
            "Each criterion on the scale of levels: a dot for {year} and a ring for {before}."
        )
    if graded:
        return N_("Each criterion is a dot on the scale of levels, for {year}.")
    if compared:
        return N_(
            "Each criterion on a scale from 0 to 100 percent: a dot for {year} and a ring for "
            "{before}."
        )
    return N_("Each criterion is a dot on a scale from 0 to 100 percent, for {year}.")


def _has_place(one: CriterionView) -> bool:
    """Tell whether a criterion can have a result; a value for information cannot."""
    return not (one.rated_itself and one.indicators[0].items[0].state == "information")


def _important(
    code: str, title: str, figures: Figures, change: Change | None, *, graded: bool
) -> draw.MarkRow:
    more = _moved(change, graded=graded) if change else ""
    figure = figures.grade if graded else figures.percent
    label = draw.Label(code, title, figure, more, important=True)
    return _mark(label, figures, change)


def _criterion(one: CriterionView, *, graded: bool) -> draw.MarkRow:
    more = _moved(one.change, graded=graded) if one.change else ""
    figure = one.figures.grade if graded else one.figures.percent
    return _mark(draw.Label(one.code, one.title, figure, more), one.figures, one.change)


def _moved(change: Change | NodeChangeRecord, *, graded: bool) -> str:
    """Return the like-for-like change in the unit of the figure that it follows."""
    return _number(change.like_for_like if graded else change.percentage_points)


def _number(change: str) -> str:
    """Return a change without its unit, because a chart does not have room for it."""
    return change.partition("\N{NO-BREAK SPACE}")[0]


def _mark(label: draw.Label, figures: Figures, change: Change | None) -> draw.MarkRow:
    before = change.share_before if change else None
    return draw.MarkRow(label, figures.share, before, complete=figures.complete)


def _levels(bars: Sequence[data.LevelsBar], translate: Translator) -> Markup:
    levels = bars[0].distribution.levels
    parts = [
        draw.Part(f"level-{_look(index, len(levels))}", f"{level.value} – {level.name}")
        for index, level in enumerate(levels)
    ]
    names = {
        one.state: one.name
        for bar in bars
        for one in bar.distribution.left_out
        if one.state in _LEFT_OUT
    }
    parts.append(draw.Part("otherwise", translate(N_("in other ways"))))
    parts.extend(draw.Part(state, name) for state, name in names.items())
    rows = []
    for bar in bars:
        left_out = {one.state: int(one.count) for one in bar.distribution.left_out}
        counts = [int(level.count) for level in bar.distribution.levels]
        counts.append(int(bar.distribution.otherwise or 0))
        counts.extend(left_out.get(state, 0) for state in names)
        items = translate(NP_("{n} item", "{n} items"), n=sum(counts))
        label = draw.Label(bar.code, bar.title, items, important=bar.kind != "criterion")
        rows.append((label, counts))
    text = translate(
        N_("A bar for each area and criterion, divided by the number of items at each level.")
    )
    return draw.shares(
        draw.About("levels", translate(N_("Distribution of levels")), text), rows, parts
    )


def _look(index: int, count: int) -> int:
    """Return which of the four looks a level has; the best level has the first."""
    return 4 if count < 2 else 4 - round(3 * index / (count - 1))


def _bands(view: SelfAssessment | Summary, scale: data.BandScale, translate: Translator) -> Markup:
    before = {"": view.change} | {area.id: area.change for area in view.areas}
    rows = []
    for mark in scale.marks:
        change = before.get(mark.id)
        label = draw.Label(mark.code, mark.title, mark.percent, important=not mark.id)
        was = change.position_before if change else None
        now, was = _along(mark.position, scale), None if was is None else _along(was, scale)
        rows.append(draw.MarkRow(label, now, was, complete=mark.complete))
    stretches = [
        draw.Stretch(_along(step.low, scale), _along(step.high, scale), step.name, step.edge)
        for step in scale.steps
    ]
    year = view.change.year if view.change else ""
    keys = draw.MarkKeys(view.head.year, year)
    text = N_(
        "The overall grade and each area as a bar across the bands, with the edges between them."
    )
    if not view.head.has_overall:
        text = N_("Each area as a bar across the bands, with the edges between them.")
    elif not view.head.graded:
        text = N_(
            "The overall result and each area as a bar across the bands, with the edges between "
            "them."
        )
    title = translate(N_("The areas on the scale of bands"))
    about = draw.About("bands", title, translate(text))
    return draw.bands(about, rows, stretches, keys)


def _along(position: float, scale: data.BandScale) -> float:
    """Return the position of a percentage between the lowest possible one and 100."""
    lowest = scale.steps[0].low
    return max(0.0, (position - lowest) / (1 - lowest))


def _coverage(bars: Sequence[data.CoverageBar], translate: Translator) -> Markup:
    rows = [_covered(bar) for bar in bars]
    parts = [
        draw.Part("scored", translate(N_("rated"))),
        draw.Part("not_rated", translate(N_("without a rating"))),
    ]
    text = translate(
        N_("The share of applicable items that are rated, for each area and criterion.")
    )
    about = draw.About("coverage", translate(N_("Rated of applicable")), text)
    return draw.shares(about, rows, parts, counted=False)


def _covered(bar: data.CoverageBar) -> tuple[draw.Label, tuple[float, float]]:
    amounts = (0.0, 0.0) if bar.share is None else (bar.share, 1 - bar.share)
    label = draw.Label(bar.code, bar.title, bar.coverage, important=bar.kind != "criterion")
    return label, amounts


def _trend_of(
    trend: data.TrendRecord | None, head: Head, translate: Translator
) -> Iterator[tuple[str, Markup]]:
    if trend is None or len(trend.years) < 2:
        return
    rows = [
        (
            draw.Label(line.code, line.title, _number(line.change), important=not line.id),
            [_point(point, graded=head.graded) for point in line.points],
        )
        for line in trend.lines
    ]
    text = N_("The overall grade and each area as a line over the years, with the grades.")
    if not head.graded:
        text = N_(
            "The overall result and each area as a line over the years, with the percentages."
        )
    if not head.has_overall:
        text = N_("Each area as a line over the years, with the results.")
    about = draw.About("trend", translate(N_("Over the years")), translate(text))
    years = [year.year for year in trend.years]
    yield (
        "trend",
        draw.trend(
            about,
            rows,
            years,
            _ticks(head, translate, (0, 50, 100)),
            list(_breaks(trend, translate)),
        ),
    )


def _point(point: data.TrendPoint, *, graded: bool) -> draw.GradePoint | None:
    if point.share is None:
        return None
    text = point.grade if graded else point.percent
    return draw.GradePoint(point.share, text, point.complete)


def _breaks(trend: data.TrendRecord, translate: Translator) -> Iterator[draw.Break]:
    for index, year in enumerate(trend.years):
        if index and year.bands_changed:
            yield draw.Break(index, translate(N_("different bands from here on")))
        elif index and year.framework_changed:
            yield draw.Break(index, translate(N_("different framework from here on")))


def _compared(view: Comparison, translate: Translator) -> Markup:
    graded = view.head.graded
    rows = [
        draw.MarkRow(
            draw.Label(
                node.code,
                node.title or translate(N_("Overall")),
                node.grade_after if graded else node.percent_after,
                _moved(node, graded=graded),
                important=node.kind != "criterion",
            ),
            node.share_after,
            node.share_before,
        )
        for node in ((view.overall,) if view.has_overall else ()) + view.nodes
    ]
    text = _about_profile(compared=True, graded=graded)
    about = draw.About(
        "profile",
        translate(N_("Profile of the criteria")),
        translate(text, year=view.year_after, before=view.year_before),
    )
    keys = draw.MarkKeys(view.year_after, view.year_before, _incomplete(view.head, translate))
    return draw.profile(about, rows, _ticks(view.head, translate), keys)
