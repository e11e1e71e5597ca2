"""The trend: a line over the years for each of a few nodes, with a gap where there is no grade."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple
from xml.etree.ElementTree import Element

from markupsafe import Markup

from qualitycli.render.charts.drawing import (
    About,
    ChartRow,
    Label,
    LegendEntry,
    chart,
    draw,
    percent,
)

_HEIGHT = 80
_TOP, _BOTTOM = 20, 74
_MOST_YEARS_NAMED = 5


class GradePoint(NamedTuple):
    """The grade of a year: from 0 to 1 on the scale, and as printed."""

    at: float
    text: str
    complete: bool = True


# A node, and its point in each year; None if it has none.
TrendRow = tuple[Label, Sequence[GradePoint | None]]


class Break(NamedTuple):
    """A year from which other rules apply to the grades; `text` names them in the legend."""

    year: int
    text: str


def trend(
    about: About,
    rows: Sequence[TrendRow],
    years: Sequence[str],
    ticks: Sequence[tuple[float, str]],
    breaks: Sequence[Break] = (),
) -> Markup:
    """Return a chart of lines, a row for each node.

    :param years: the years as printed, the oldest first.
    :param ticks: the levels of the scale, and the texts next to them.
    """
    drawn = [_row(row) for row in rows]
    texts = dict.fromkeys(one.text for one in breaks)
    keys = [LegendEntry((_break(8, 0, 16),), text) for text in texts]
    head = ChartRow(Label("", ""), tuple(_years(years)), 18)
    return chart(about, drawn, keys, head, _ground(len(years), ticks, breaks))


def _x(index: int, count: int) -> float:
    """Return the position of a year; half a year's width is left free at both ends."""
    return (index + 0.5) / count


def _y(at: float) -> float:
    return _BOTTOM - (_BOTTOM - _TOP) * at


def _years(years: Sequence[str]) -> list[Element]:
    named = _named(len(years))
    return [
        draw("text", year, class_="c-tick", x=percent(_x(index, len(years))), y=12, **_MIDDLE)
        for index, year in enumerate(years)
        if index in named
    ]


_MIDDLE = {"text_anchor": "middle"}


def _named(count: int) -> set[int]:
    """Return the years to label if there is no room for all; always including the last one."""
    step = -(-count // _MOST_YEARS_NAMED)
    return set(range(count - 1, -1, -step))


def _ground(
    count: int, ticks: Sequence[tuple[float, str]], breaks: Sequence[Break]
) -> list[Element]:
    drawn = []
    for at, text in ticks:
        drawn.append(draw("line", class_="c-grid", x1="0%", x2="100%", y1=_y(at), y2=_y(at)))
        drawn.append(draw("text", text, class_="c-tick", x=-4, y=_y(at) + 4, text_anchor="end"))
    drawn.extend(_break(percent(one.year / count), _TOP - 6, _BOTTOM) for one in breaks)
    return drawn


def _row(row: TrendRow) -> ChartRow:
    label, points = row
    count = len(points)
    drawn = []
    for index, (old, new) in enumerate(pairwise(points)):
        if old is not None and new is not None:
            xs = {"x1": percent(_x(index, count)), "x2": percent(_x(index + 1, count))}
            drawn.append(draw("line", class_="c-series", y1=_y(old.at), y2=_y(new.at), **xs))
    for index, point in enumerate(points):
        if point is not None:
            drawn.extend(_point(point, _x(index, count), named=index in _named(count)))
    return ChartRow(label, tuple(drawn), _HEIGHT)


def _point(point: GradePoint, x: float, *, named: bool) -> list[Element]:
    whole = "" if point.complete else " c-open"
    y = _y(point.at)
    drawn = [draw("circle", class_=f"c-dot c-now{whole}", cx=percent(x), cy=y, r=4.5)]
    if named:
        drawn.append(
            draw("text", point.text, class_="c-value-text", x=percent(x), y=y - 9, **_MIDDLE)
        )
    return drawn


def _break(x: object, top: int, bottom: int) -> Element:
    return draw("line", class_="c-break", x1=x, x2=x, y1=top, y2=bottom)
