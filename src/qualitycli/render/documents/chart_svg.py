"""What the charts of a document draw in each row; a template writes the rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from markupsafe import Markup

from qualitycli.messages import N_, Translator
from qualitycli.render import charts as draw
from qualitycli.render.documents.records import chart_marks as data
from qualitycli.render.documents.records.content import Change, CriterionView, Figures, Head
from qualitycli.render.documents.records.views import (
    Comparison,
    DocumentView,
    Index,
    SelfAssessment,
    Summary,
)

_LEFT_OUT: Final = ("no_evidence", "not_rated")
_HUNDRED: Final = "100"


def plots(view: DocumentView, translate: Translator) -> Mapping[str, data.Plot]:
    """Return the drawings of the charts that have data, by name.

    They are called ``profile``, ``levels``, ``bands``, ``coverage`` and ``trend``.
    """
    return dict(_drawn(view, translate))


def _drawn(view: DocumentView, translate: Translator) -> Iterator[tuple[str, data.Plot]]:
    if isinstance(view, SelfAssessment | Summary):
        nodes = dict(_nodes(view))
        if any(figures.share is not None for figures, _ in nodes.values()):
            yield "profile", _profile(view, nodes, translate)
        if any(level.count != "0" for level in view.charts.levels[0].distribution.levels):
            yield "levels", _levels(view.charts.levels, translate)
        if view.charts.bands is not None and view.charts.bands.marks:
            yield "bands", _bands(view, view.charts.bands, translate)
        if any(bar.share for bar in view.charts.coverage):
            yield "coverage", _coverage(view.charts.coverage, translate)
        yield from _trend_of(view.charts.trend, view.head, translate)
    elif isinstance(view, Comparison):
        yield "profile", _compared(view, translate)
    elif isinstance(view, Index):
        yield from _trend_of(view.trend, view.head, translate)


def _ticks(
    head: Head, translate: Translator, percentages: Sequence[int] = (0, 25, 50, 75, 100)
) -> list[draw.Tick]:
    """Return the levels, or percentages if the results are not grades."""
    if not head.graded:
        return [draw.Tick(one / 100, translate.percent(str(one))) for one in percentages]
    most = max(len(head.scale) - 1, 1)
    return [draw.Tick(index / most, level.value) for index, level in enumerate(head.scale)]


def _nodes(view: SelfAssessment | Summary) -> Iterator[tuple[str, tuple[Figures, Change | None]]]:
    """Yield the figures and the change of everything that the profile shows, by id."""
    yield "", (view.figures, view.change)
    for area in view.areas:
        yield area.id, (area.figures, area.change)
        for one in area.criteria:
            if _has_place(one):
                yield one.id, (one.figures, one.change)


def _has_place(one: CriterionView) -> bool:
    """Tell whether a criterion can have a result; a value for information cannot."""
    return not (one.rated_itself and one.indicators[0].items[0].state == "information")


def _profile(
    view: SelfAssessment | Summary,
    nodes: Mapping[str, tuple[Figures, Change | None]],
    translate: Translator,
) -> data.Plot:
    ticks = _ticks(view.head, translate)
    grid = [one.at for one in ticks]
    years = view.head.year, view.change.year if view.change else ""
    rows = {
        node_id: draw.marks(
            figures.share,
            change.share_before if change else None,
            grid,
            complete=figures.complete,
        )
        for node_id, (figures, change) in nodes.items()
    }
    shown = [figures for figures, _ in nodes.values() if figures.share is not None]
    some_open = not all(figures.complete for figures in shown)
    return data.Plot(draw.axis(ticks), rows, _keys(years, view.head, translate, some_open))


def _keys(
    years: tuple[str, str], head: Head, translate: Translator, some_open: bool
) -> tuple[data.PlotKey, ...]:
    """Return the legend of dots and rings.

    :param years: this year and the year before, which is empty without one.
    :param some_open: whether a result is incomplete.
    """
    now, before = years
    incomplete = N_("incomplete") if head.graded else N_("incomplete result")
    entries = (
        ("now", now),
        ("before", before),
        ("now open", translate(incomplete) if some_open else ""),
    )
    return tuple(data.PlotKey(draw.key_of_mark(look), text) for look, text in entries if text)


def _levels(bars: Sequence[data.LevelsBar], translate: Translator) -> data.Plot:
    # The lowest level is first, where the bars of all rows begin.
    levels = bars[0].distribution.levels[::-1]
    looks = [f"level-{_look(index, len(levels))}" for index in range(len(levels))]
    texts = [f"{level.value} – {level.name}" for level in levels]
    names = {
        one.state: one.name
        for bar in bars
        for one in bar.distribution.left_out
        if one.state in _LEFT_OUT
    }
    looks += ["otherwise", *names]
    texts += [translate(N_("in other ways")), *names.values()]
    counted = {bar.id: list(_counts(bar, names)) for bar in bars}
    used = [any(counts[index] for counts in counted.values()) for index in range(len(looks))]
    keys = tuple(
        data.PlotKey(draw.key_of_part(look), text)
        for look, text, is_used in zip(looks, texts, used, strict=True)
        if is_used
    )
    rows = {node_id: draw.shares(counts, looks) for node_id, counts in counted.items()}
    return data.Plot(Markup(), rows, keys)


def _counts(bar: data.LevelsBar, left_out: Iterable[str]) -> Iterator[int]:
    """Yield the number of items at each level, lowest first, then of the others."""
    for level in reversed(bar.distribution.levels):
        yield int(level.count)
    yield int(bar.distribution.otherwise or 0)
    counts = {str(one.state): int(one.count) for one in bar.distribution.left_out}
    for state in left_out:
        yield counts.get(state, 0)


def _look(index: int, count: int) -> int:
    """Return which of the four looks a level has; the lowest level has the first."""
    return 4 if count < 2 else 1 + round(3 * index / (count - 1))


def _bands(
    view: SelfAssessment | Summary, scale: data.BandScale, translate: Translator
) -> data.Plot:
    changes = {"": view.change} | {area.id: area.change for area in view.areas}
    stretches = [
        draw.Stretch(_along(step.low, scale), _along(step.high, scale), step.name, step.edge)
        for step in scale.steps
    ]
    start = translate.percent(f"{100 * scale.steps[0].low:.0f}")
    stretches[0] = stretches[0]._replace(edge=start)
    rows = {}
    for mark in scale.marks:
        change = changes.get(mark.id)
        was = change.position_before if change else None
        rows[mark.id] = draw.marks(
            _along(mark.position, scale),
            None if was is None else _along(was, scale),
            complete=mark.complete,
            stretches=stretches,
        )
    years = view.head.year, view.change.year if view.change else ""
    some_open = not all(mark.complete for mark in scale.marks)
    keys = _keys(years, view.head, translate, some_open)
    return data.Plot(draw.bands_axis(stretches, translate.percent(_HUNDRED)), rows, keys)


def _along(position: float, scale: data.BandScale) -> float:
    """Return the position of a percentage between the lowest possible one and 100."""
    lowest = scale.steps[0].low
    return max(0.0, (position - lowest) / (1 - lowest))


def _coverage(bars: Sequence[data.CoverageBar], translate: Translator) -> data.Plot:
    looks = ("scored", "not_rated")
    texts = (translate(N_("rated")), translate(N_("without a rating")))
    rows = {
        bar.id: draw.shares(
            (0.0, 0.0) if bar.share is None else (bar.share, 1 - bar.share), looks, counted=False
        )
        for bar in bars
    }
    keys = (
        data.PlotKey(draw.key_of_part(look), text) for look, text in zip(looks, texts, strict=True)
    )
    return data.Plot(Markup(), rows, tuple(keys))


def _trend_of(
    trend: data.TrendRecord | None, head: Head, translate: Translator
) -> Iterator[tuple[str, data.Plot]]:
    if trend is None or len(trend.years) < 2:
        return
    ticks = _ticks(head, translate, (0, 50, 100))
    breaks = dict(_breaks(trend, translate))
    rows = {
        line.id: draw.trend(
            [_point(point, graded=head.graded) for point in line.points], ticks, list(breaks)
        )
        for line in trend.lines
    }
    keys = tuple(data.PlotKey(draw.key_of_break(), text) for text in dict.fromkeys(breaks.values()))
    yield "trend", data.Plot(draw.years_axis([year.year for year in trend.years]), rows, keys)


def _point(point: data.TrendPoint, *, graded: bool) -> draw.Point | None:
    if point.share is None:
        return None
    text = point.grade if graded else point.percent
    return draw.Point(point.share, text, point.complete)


def _breaks(trend: data.TrendRecord, translate: Translator) -> Iterator[tuple[int, str]]:
    for index, year in enumerate(trend.years):
        if index and year.bands_changed:
            yield index, translate(N_("different bands from here on"))
        elif index and year.framework_changed:
            yield index, translate(N_("different framework from here on"))


def _compared(view: Comparison, translate: Translator) -> data.Plot:
    ticks = _ticks(view.head, translate)
    grid = [one.at for one in ticks]
    rows = {
        node.id: draw.marks(node.share_after, node.share_before, grid)
        for node in (view.overall, *view.nodes)
    }
    keys = _keys((view.year_after, view.year_before), view.head, translate, some_open=False)
    return data.Plot(draw.axis(ticks), rows, keys)
