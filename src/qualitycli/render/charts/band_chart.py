"""Grades on the scale of bands: the position of each, and the distance to the next band."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element

from markupsafe import Markup

from qualitycli.render.charts.drawing import (
    About,
    ChartRow,
    Label,
    LegendEntry,
    MarkKeys,
    MarkRow,
    chart,
    draw,
    percent,
)

_HEIGHT = 30


class Stretch(NamedTuple):
    """A band: where it starts and ends, its name, and the text of its lower edge."""

    begins: float
    ends: float
    word: str
    edge: str = ""


def bands(
    about: About, rows: Sequence[MarkRow], stretches: Sequence[Stretch], keys: MarkKeys
) -> Markup:
    """Return a chart of bars over the bands, one row for each figure.

    :param stretches: the bands, the lowest first.
    """
    head = ChartRow(Label("", ""), tuple(_words(stretches)), 46)
    return chart(about, [_row(row) for row in rows], _keys(rows, keys), head, _ground(stretches))


def _keys(rows: Sequence[MarkRow], keys: MarkKeys) -> list[LegendEntry]:
    bar = draw("rect", class_="c-value", x=0, y=4, width=16, height=8)
    found = [LegendEntry((bar,), keys.now)]
    if any(row.before is not None for row in rows):
        found.append(
            LegendEntry((draw("circle", class_="c-dot c-before", cx=8, cy=8, r=4.5),), keys.before)
        )
    return found


def _words(stretches: Sequence[Stretch]) -> list[Element]:
    """Return the names of the bands, alternating between two lines, and the edges between them."""
    drawn = []
    for index, one in enumerate(stretches):
        middle = (one.begins + one.ends) / 2
        anchor = {0: "start", len(stretches) - 1: "end"}.get(index, "middle")
        at = {"start": one.begins, "middle": middle, "end": one.ends}[anchor]
        line = 11 if index % 2 else 25
        place = {"x": percent(at), "y": line, "text_anchor": anchor}
        drawn.append(draw("text", one.word, class_="c-tick c-word", **place))
        if one.edge:
            place = {"x": percent(one.begins), "y": 41, "text_anchor": "middle"}
            drawn.append(draw("text", one.edge, class_="c-tick", **place))
    return drawn


def _ground(stretches: Sequence[Stretch]) -> list[Element]:
    drawn = []
    for index, one in enumerate(stretches):
        place = {"x": percent(one.begins), "width": percent(one.ends - one.begins)}
        drawn.append(draw("rect", class_=f"c-band c-band-{index % 4}", y=3, height=24, **place))
    for one in stretches[1:]:
        ends = {"x1": percent(one.begins), "x2": percent(one.begins)}
        drawn.append(draw("line", class_="c-edge", y1=0, y2=_HEIGHT, **ends))
    return drawn


def _row(row: MarkRow) -> ChartRow:
    drawn = []
    if row.now is not None:
        whole = "" if row.complete else " c-open"
        drawn.append(
            draw("rect", class_=f"c-value{whole}", x="0%", y=10, width=percent(row.now), height=10)
        )
    if row.before is not None:
        drawn.append(draw("circle", class_="c-dot c-before", cx=percent(row.before), cy=15, r=4.5))
    return ChartRow(row.label, tuple(drawn), _HEIGHT)
