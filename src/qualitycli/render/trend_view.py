"""The trend over the years, with every figure as text: table, JSON and records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Any, Final

from qualitycli.comparing.trend import Series, Trend
from qualitycli.messages import N_, Translator, visible
from qualitycli.model.period_texts import printed_period
from qualitycli.model.periods import is_school_year, period_order
from qualitycli.render.comparison_text import (
    PERCENTAGE_POINTS_NOTE,
    ResultUnit,
    bands_changed_note,
    framework_changed_note,
    result_unit,
    trend_legend,
)
from qualitycli.render.format_version import FORMAT_VERSION
from qualitycli.render.nodes import (
    DEPTH_OF,
    DEPTHS,
    change_written,
    is_within,
    named,
    narrow_note,
    notices,
    written,
)
from qualitycli.render.numbers import as_float, exact, rounded, sparkline, table_number
from qualitycli.render.results import (
    own_change,
    own_result,
    percent_text,
    percentage_points,
    result,
)
from qualitycli.render.score_json import json_points, json_stated, json_year
from qualitycli.render.view import Column, Row, Section, View, tones_of
from qualitycli.scoring.figures import grade_of
from qualitycli.scoring.node_score import NodeScore
from qualitycli.scoring.score import Score, flatten

# The number of nodes listed among those that rose and fell the most.
_MOST_NAMED: Final = 5
# A narrow terminal only shows the newest years; the trend line covers all of them.
_ALWAYS_SHOWN: Final = 3


def view_of(trend: Trend, depth: str, translate: Translator) -> View:
    """Return the view of a trend down to `depth`, one of DEPTHS."""
    most = DEPTHS.index(depth) + 1
    series = [one for one in _in_order(trend) if is_within(one.kind, most)]
    ends = trend.scores[0].year, trend.scores[-1].year
    first, last = map(printed_period, ends)
    title = (
        N_("{first} to {last}") if all(map(is_school_year, ends)) else N_("Years {first} to {last}")
    )
    return View(
        title=translate(title, first=first, last=last),
        notices=tuple(dict.fromkeys(one for s in trend.scores for one in notices(s, translate))),
        sections=(
            _results(trend, series, translate),
            _chained(trend, series, translate),
            *_movers(trend, translate),
        ),
        remarks=tuple(_remarks(trend, translate)),
        narrow=narrow_note(translate),
    )


def _in_order(trend: Trend) -> list[Series]:
    """Return the series of nodes and items in the order of the newest year's framework."""
    every = [
        node.id for score in reversed(trend.scores) for node in flatten(score.overall.children)
    ]
    order = {node_id: index for index, node_id in enumerate(dict.fromkeys(every), 1)}
    return sorted((*trend.series, *trend.items), key=lambda one: order.get(one.id or "", 0))


def _unit(trend: Trend) -> ResultUnit:
    """Return the unit of the results: the unit in which any two of the years can be compared."""
    units = {result_unit(one.catalogue, one.catalogue) for one in trend.scores}
    return units.pop() if len(units) == 1 else "percent"


def _results(trend: Trend, series: Sequence[Series], translate: Translator) -> Section:
    columns = [Column(translate(N_("Trend")), style="cyan")]
    for index, score in enumerate(trend.scores):
        old = index < len(trend.scores) - _ALWAYS_SHOWN
        columns.append(Column(_marked(score, trend), right=True, spare=int(old)))
        if _unit(trend) == "points":
            columns.append(Column(translate(N_("Percent")), right=True, spare=3))
        columns.append(Column(translate(N_("Cov.")), right=True, style="dim", spare=2))
    columns.append(Column(translate(N_("Like for like")), right=True))
    rows = (_row(one, trend, translate) for one in series)
    return Section(tuple(columns), tuple(rows))


def _chained(trend: Trend, series: Sequence[Series], translate: Translator) -> Section:
    """Return the like-for-like series."""
    columns = tuple(
        Column(
            printed_period(score.year),
            right=True,
            spare=int(index < len(trend.scores) - _ALWAYS_SHOWN),
        )
        for index, score in enumerate(trend.scores)
    )
    rows = (
        Row(
            name=named(one.id, one.kind, translate),
            text=visible(one.text),
            cells=tuple(
                "–" if share is None else _chained_result(share, score, trend, translate)
                for share, score in zip(one.chained, trend.scores, strict=True)
            ),
            important=True,
        )
        for one in series
        if is_within(one.kind, 1)
    )
    heading = translate(N_("Like for like, calculated back from the newest year"))
    return Section(columns, tuple(rows), heading)


def _marked(score: Score, trend: Trend) -> str:
    """Return a year, with marks for the changes that started with it."""
    marks = "†" if score.year in trend.framework_changes else ""
    return printed_period(score.year) + marks + ("‡" if score.year in trend.band_changes else "")


def _chained_result(share: Fraction, score: Score, trend: Trend, translate: Translator) -> str:
    if _unit(trend) == "grade":
        return written(grade_of(share, score.catalogue.scale), 2, translate)
    return percent_text(100 * share, translate)


def _row(one: Series, trend: Trend, translate: Translator) -> Row:
    cells = [sparkline([figures.share if figures else None for figures in one.figures])]
    unit = _unit(trend)
    for figures, score in zip(one.figures, trend.scores, strict=True):
        if figures is not None and figures.state is not None:
            cells.append(own_result(figures, score.catalogue, translate))
        else:
            cells.append(_result(figures, unit, translate))
        if unit == "points":
            cells.append(_percent(figures, translate))
        counts = figures is not None and figures.state is None
        cells.append(f"{figures.scored}/{figures.applicable}" if figures and counts else "")
    cells.append(_change_of(one, trend, translate))
    return Row(
        name=named(one.id, one.kind, translate),
        text=visible(one.text),
        cells=tuple(cells),
        important=DEPTH_OF[one.kind] < 2,
        tones={} if one.change is None else tones_of(cells, (len(cells) - 1,)),
    )


def _percent(node: NodeScore | None, translate: Translator) -> str:
    if node is None or node.share is None:
        return "" if node is None or node.state is not None else "–"
    return percent_text(100 * node.share, translate)


def _result(figures: NodeScore | None, unit: ResultUnit, translate: Translator) -> str:
    if figures is None or figures.share is None:
        return "–"
    shown = result(figures, translate) if unit != "percent" else None
    shown = shown or percent_text(100 * figures.share, translate)
    return shown if figures.complete else f"({shown})"


def _change_of(one: Series, trend: Trend, translate: Translator) -> str:
    """Return the like-for-like change of a node; for a value for information, its difference."""
    there = [
        (node, score.catalogue)
        for node, score in zip(one.figures, trend.scores, strict=True)
        if node is not None and node.state == "information" and node.measured is not None
    ]
    if len(there) > 1:
        return own_change(there[0], there[-1], translate) or "–"
    return _change(one.change, trend, translate)


def _change(share: Fraction | None, trend: Trend, translate: Translator) -> str:
    if _unit(trend) == "grade":
        return change_written(share, trend.scores[-1].catalogue.scale, translate)
    return "–" if share is None else percentage_points(100 * share, translate)


def _movers(trend: Trend, translate: Translator) -> Iterator[Section]:
    """Yield the criteria that rose and fell the most, like for like."""
    every = _in_order(trend)
    criteria = [one for one in every if one.kind == "criterion" and one.change]
    ordered = sorted(criteria, key=lambda one: one.change or 0)
    for heading, chosen in (
        (N_("Rose the most"), [one for one in reversed(ordered) if (one.change or 0) > 0]),
        (N_("Fell the most"), [one for one in ordered if (one.change or 0) < 0]),
    ):
        if chosen:
            rows = (_mover(one, trend, translate) for one in chosen[:_MOST_NAMED])
            yield Section((Column(right=True),), tuple(rows), translate(heading))


def _mover(one: Series, trend: Trend, translate: Translator) -> Row:
    cells = (_change(one.change, trend, translate),)
    return Row(f"  {one.id}", visible(one.text), cells, tones=tones_of(cells, (0,)))


def _remarks(trend: Trend, translate: Translator) -> Iterator[str]:
    yield trend_legend(translate)
    if (unit := _unit(trend)) != "grade":
        yield translate(PERCENTAGE_POINTS_NOTE)
    nodes = [node for one in trend.series for node in one.figures if node is not None]
    if any(node.share is not None and not node.complete for node in nodes):
        yield translate(N_("In brackets: incomplete."))
    if trend.framework_changes:
        years = _listed(trend.framework_changes)
        yield f"† {framework_changed_note(years, translate)}"
    if trend.band_changes:
        years = _listed(trend.band_changes)
        yield f"‡ {bands_changed_note(years, translate, grades=unit == 'grade')}"


def _listed(years: Iterable[str]) -> str:
    return ", ".join(map(printed_period, sorted(years, key=period_order)))


def as_json(trend: Trend) -> dict[str, Any]:
    """Return a trend as JSON values; shares are exact fractions, written as text."""
    return {
        "format_version": FORMAT_VERSION,
        "years": [
            {
                **json_year(score),
                "framework_changed": score.year in trend.framework_changes,
                "bands_changed": score.year in trend.band_changes,
            }
            for score in trend.scores
        ],
        "series": [_json_series(one, trend) for one in trend.series],
        "items": [_json_series(one, trend) for one in trend.items],
    }


def _json_series(one: Series, trend: Trend) -> dict[str, Any]:
    return {
        "id": one.id,
        "kind": one.kind,
        "text": one.text,
        "like_for_like": exact(one.change),
        "years": [_json(record) for record in _records_of(one, trend)],
    }


def _json(record: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if name not in ("id", "kind", "text")}


_POINTS: Final = ("points", "points_scored_max", "points_max")
_STATED: Final = ("value", "count", "of", "percent_stated")
CSV_COLUMNS: Final = (
    *("id", "kind", "text", "year", "share", "share_exact", "chained_exact", "grade", "band"),
    *("complete", "scored", "applicable"),
    *(*_POINTS, "state", "level", *_STATED),
)


def as_records(trend: Trend) -> Iterator[dict[str, Any]]:
    """Yield a record for every node and every item in every year, with figures as numbers."""
    for one in (*trend.series, *trend.items):
        for record, chained in zip(_records_of(one, trend), one.chained, strict=True):
            value = table_number(record.get("value"))
            yield {**record, "chained_exact": chained, "value": value}


def _records_of(one: Series, trend: Trend) -> Iterator[dict[str, Any]]:
    is_item = any(node is not None and node.state is not None for node in one.figures)
    for score, figures, chained in zip(trend.scores, one.figures, one.chained, strict=True):
        scale = score.catalogue.grades
        carried = grade_of(chained, scale) if chained is not None and scale else None
        share, grade = (figures.share, figures.grade) if figures else (None, None)
        record = {
            "id": one.id,
            "kind": one.kind,
            "text": one.text,
            "year": score.year,
            "share_exact": exact(share),
            "chained_exact": exact(chained),
            "chained_grade_exact": exact(carried),
            "share": as_float(share, 4),
            "grade": rounded(grade, 2),
            "band": figures.band if figures else None,
            "complete": figures.complete if figures else None,
            "scored": figures.scored if figures else None,
            "applicable": figures.applicable if figures else None,
            **(json_points(figures) if figures else dict.fromkeys(_POINTS)),
        }
        if is_item:
            record |= {
                "state": figures.state if figures else None,
                "level": figures.level if figures else None,
                **(json_stated(figures) if figures else dict.fromkeys(_STATED)),
            }
        yield record
