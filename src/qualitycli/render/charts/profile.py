"""The profile: where every node stands on the scale, and where it stood before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from markupsafe import Markup

from qualitycli.render.charts.drawing import About, Key, Label, Row, chart, draw, percent

_HEIGHT = 20
_MIDDLE = 10


@dataclass(frozen=True)
class Dot:
    """A place on the scale.

    :ivar at: from 0 to 1.
    :ivar complete: otherwise its outline is broken.
    """

    at: float
    complete: bool = True


@dataclass(frozen=True)
class ProfileRow:
    """A node, with its dot of this year and of the year before, where there are any."""

    label: Label
    now: Dot | None
    before: Dot | None = None


@dataclass(frozen=True)
class DotKeys:
    """What the key says of the dots: of this year, of the year before, of an incomplete one."""

    now: str
    before: str
    incomplete: str


def profile(
    about: About, rows: Sequence[ProfileRow], ticks: Sequence[tuple[float, str]], keys: DotKeys
) -> Markup:
    """Return a chart of dots, one row for each node.

    :param ticks: the levels of the scale, and what is printed above them.
    """
    head = Row(Label("", ""), tuple(_tick_label(at, text) for at, text in ticks), 18)
    places = [at for at, _ in ticks]
    drawn = [_row(row) for row in rows]
    return chart(about, drawn, _keys(rows, keys), head, _ground(places), places)


def _keys(rows: Sequence[ProfileRow], keys: DotKeys) -> list[Key]:
    found = [Key((_dot(Dot(0), "now", 8, 8),), keys.now)]
    if any(row.before for row in rows):
        found.append(Key((_dot(Dot(0), "before", 8, 8),), keys.before))
    if any(row.now and not row.now.complete for row in rows):
        found.append(Key((_dot(Dot(0, complete=False), "now", 8, 8),), keys.incomplete))
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


def _row(row: ProfileRow) -> Row:
    parts = []
    if row.now and row.before:
        ends = {"x1": percent(row.before.at), "x2": percent(row.now.at)}
        risen = "c-rise" if row.now.at >= row.before.at else "c-fall"
        parts.append(draw("line", class_=f"c-way {risen}", y1=_MIDDLE, y2=_MIDDLE, **ends))
    if row.before:
        parts.append(_dot(row.before, "before", percent(row.before.at)))
    if row.now:
        parts.append(_dot(row.now, "now", percent(row.now.at)))
    return Row(row.label, tuple(parts), _HEIGHT)


def _dot(dot: Dot, kind: str, x: object, y: int = _MIDDLE) -> Element:
    if kind == "before":
        return draw("circle", class_="c-dot c-before", cx=x, cy=y, r=4.5)
    whole = "" if dot.complete else " c-open"
    return draw("circle", class_=f"c-dot c-now{whole}", cx=x, cy=y, r=6)
