"""The profile: the grade of every node on the scale, now and before."""

from __future__ import annotations

from collections.abc import Sequence
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

_HEIGHT = 20
_MIDDLE = 10


def profile(
    about: About, rows: Sequence[MarkRow], ticks: Sequence[tuple[float, str]], keys: MarkKeys
) -> Markup:
    """Return a chart of dots, one row for each node.

    :param ticks: the levels of the scale, and the texts above them.
    """
    head = ChartRow(Label("", ""), tuple(_tick_label(at, text) for at, text in ticks), 18)
    places = [at for at, _ in ticks]
    drawn = [_row(row) for row in rows]
    return chart(about, drawn, _keys(rows, keys), head, _ground(places), places)


def _keys(rows: Sequence[MarkRow], keys: MarkKeys) -> list[LegendEntry]:
    found = [LegendEntry((_now(8, 8),), keys.now)]
    if any(row.before is not None for row in rows):
        found.append(LegendEntry((_before(8, 8),), keys.before))
    if any(row.now is not None and not row.complete for row in rows):
        found.append(LegendEntry((_now(8, 8, complete=False),), keys.incomplete))
    return found


def _tick_label(at: float, text: str) -> Element:
    return draw("text", text, class_="c-tick", x=percent(at), y=12, text_anchor="middle")


def _ground(places: Sequence[float]) -> list[Element]:
    lines = [
        draw("line", class_="c-grid", x1=percent(at), x2=percent(at), y1=0, y2=_HEIGHT)
        for at in places
    ]
    lines.append(draw("line", class_="c-rail", x1="0%", x2="100%", y1=_MIDDLE, y2=_MIDDLE))
    return lines


def _row(row: MarkRow) -> ChartRow:
    parts = []
    if row.now is not None and row.before is not None:
        ends = {"x1": percent(row.before), "x2": percent(row.now)}
        risen = "c-rise" if row.now >= row.before else "c-fall"
        parts.append(draw("line", class_=f"c-way {risen}", y1=_MIDDLE, y2=_MIDDLE, **ends))
    if row.before is not None:
        parts.append(_before(percent(row.before)))
    if row.now is not None:
        parts.append(_now(percent(row.now), complete=row.complete))
    return ChartRow(row.label, tuple(parts), _HEIGHT)


def _before(x: object, y: int = _MIDDLE) -> Element:
    return draw("circle", class_="c-dot c-before", cx=x, cy=y, r=4.5)


def _now(x: object, y: int = _MIDDLE, *, complete: bool = True) -> Element:
    whole = "" if complete else " c-open"
    return draw("circle", class_=f"c-dot c-now{whole}", cx=x, cy=y, r=6)
