"""The drawings of charts as inline SVG: plain values in, markup out, the same for the same values.

A chart is a table. Its names and figures are cells, so a browser wraps, prints and reads them like
any text; what is drawn is one cell of each row and the axis above. Positions are percentages of
that cell, and sizes are relative to its text. The style sheet sets colours and heights. No
information depends on colour alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from markupsafe import Markup

from qualitycli.messages import visible

# A part that is narrower than this, as a share of the bar, has no room for a digit.
_ROOM_FOR_A_DIGIT: Final = 0.035
_MOST_YEARS_NAMED: Final = 5
_MOST_VALUES_SHOWN: Final = 6
# Where the lines of a trend start and end, in percent of the height of the cell.
_TOP, _BOTTOM = 30.0, 88.0
# A text at the start or at the end of an axis stays within it.
_ANCHORS: Final = {0.0: "start", 1.0: "end"}


class Tick(NamedTuple):
    """A position on the scale, from 0 to 1, and its text."""

    at: float
    text: str


class Stretch(NamedTuple):
    """A band: where it starts and ends, its name, and the text of its lower edge."""

    begins: float
    ends: float
    word: str
    edge: str


class Point(NamedTuple):
    """The result of a year: its position on the scale, and its text."""

    at: float
    text: str
    complete: bool = True


def axis(ticks: Sequence[Tick]) -> Markup:
    """Return the texts above the positions of a scale."""
    return _svg("axis", [_text("tick", one.at, one.text) for one in ticks])


def marks(
    now: float | None,
    before: float | None,
    grid: Sequence[float] = (),
    *,
    complete: bool = True,
    stretches: Sequence[Stretch] = (),
) -> Markup:
    """Return a dot for this year, a ring for the year before, and the way between them.

    :param grid: the positions of the lines in the background.
    :param stretches: the bands in the background.
    """
    drawn = [*_ground(stretches), *(_line("grid", at, at) for at in grid)]
    drawn.append(_line("rail", 0, 1, 50, 50))
    if now is not None and before is not None:
        drawn.append(_line("way rise" if now >= before else "way fall", before, now, 50, 50))
    if before is not None:
        drawn.append(_dot("before", before, radius=0.3))
    if now is not None:
        drawn.append(_dot("now" if complete else "now open", now))
    return _svg("marks", drawn)


def bands_axis(stretches: Sequence[Stretch], end: str) -> Markup:
    """Return the names of the bands, alternating between two lines, and the edges below them.

    :param stretches: the bands, the lowest first.
    :param end: the text of the upper end of the scale.
    """
    drawn = []
    for index, one in enumerate(stretches):
        middle = (one.begins + one.ends) / 2
        at = {0: one.begins, len(stretches) - 1: one.ends}.get(index, middle)
        drawn.append(_text("tick word", at, one.word, "14%" if index % 2 else "47%"))
        drawn.append(_text("tick", one.begins, one.edge, "82%"))
    drawn.append(_text("tick", 1.0, end, "82%"))
    return _svg("axis bands", drawn)


def shares(amounts: Sequence[float], looks: Sequence[str], *, counted: bool = True) -> Markup:
    """Return a bar that is divided in proportion to the amounts.

    :param looks: the class of each part in the style sheet.
    :param counted: whether the amounts are counts, which are printed if there is room.
    """
    total = sum(amounts)
    drawn = []
    at = 0.0
    for look, amount in zip(looks, amounts, strict=True):
        share = amount / total if total else 0.0
        if share:
            drawn.append(_part(look, at, share))
        if counted and share > _ROOM_FOR_A_DIGIT * len(str(amount)):
            drawn.append(_text(f"count on-{look}", at + share / 2, str(amount), anchor="middle"))
        at += share
    return _svg("shares", drawn or [_line("rail", 0, 1, 50, 50)])


def years_axis(years: Sequence[str]) -> Markup:
    """Return the years above a trend, the oldest first."""
    count = len(years)
    places = [(_x(index, count), years[index]) for index in sorted(_named(count))]
    return _svg("axis", [_text("tick", x, year, anchor="middle") for x, year in places])


def trend(
    points: Sequence[Point | None], ticks: Sequence[Tick], breaks: Sequence[int] = ()
) -> Markup:
    """Return a line over the years, with a gap where a year has no result.

    :param ticks: the positions of the lines in the background; the first and the last are named.
    :param breaks: the years from which other rules apply.
    """
    count = len(points)
    drawn = [_line("grid", 0, 1, _y(one.at), _y(one.at)) for one in ticks]
    drawn += [_text("tick", 0, one.text, _percent(_y(one.at))) for one in (ticks[0], ticks[-1])]
    drawn += [_line("break", year / count, year / count) for year in breaks]
    for index, (old, new) in enumerate(pairwise(points)):
        if old is not None and new is not None:
            ends = _x(index, count), _x(index + 1, count)
            drawn.append(_line("series", *ends, _y(old.at), _y(new.at)))
    shown = range(count) if count <= _MOST_VALUES_SHOWN else _named(count)
    for index, point in enumerate(points):
        if point is not None:
            drawn.extend(_point(point, _x(index, count), named=index in shown))
    return _svg("trend", drawn)


def _point(point: Point, x: float, *, named: bool) -> Iterator[Markup]:
    yield _dot("now" if point.complete else "now open", x, _y(point.at), 0.34)
    if named:
        yield _text("value", x, point.text, _percent(_y(point.at)), anchor="middle")


def key_of_mark(look: str) -> Markup:
    """Return the picture in the legend of a dot (``now``, ``now open`` or ``before``)."""
    return _svg("key", [_dot(look, 0.5, radius=0.3 if look == "before" else 0.42)])


def key_of_part(look: str) -> Markup:
    """Return the picture in the legend of a part of a bar."""
    return _svg("key", [_part(look, 0, 1)])


def key_of_break() -> Markup:
    """Return the picture in the legend of a year from which other rules apply."""
    return _svg("key", [_line("break", 0.5, 0.5)])


def _svg(look: str, drawn: Sequence[Markup]) -> Markup:
    return Markup('<svg class="plot {}" aria-hidden="true">{}</svg>').format(
        look, Markup().join(drawn)
    )


def _ground(stretches: Sequence[Stretch]) -> Iterator[Markup]:
    for index, one in enumerate(stretches):
        yield Markup('<rect class="c-band c-band-{}" x="{}" width="{}" height="100%"/>').format(
            index % 2, _percent(100 * one.begins), _percent(100 * (one.ends - one.begins))
        )
    for one in stretches[1:]:
        yield _line("edge", one.begins, one.begins)


def _line(look: str, x1: float, x2: float, y1: float = 0, y2: float = 100) -> Markup:
    ends = {"x1": 100 * x1, "x2": 100 * x2, "y1": y1, "y2": y2}
    # The default of each is 0.
    places = [Markup(' {}="{}"').format(name, _percent(end)) for name, end in ends.items() if end]
    return Markup('<line class="{}"{}/>').format(_classes(look), Markup().join(places))


def _dot(look: str, x: float, y: float = 50, radius: float = 0.42) -> Markup:
    return Markup('<circle class="c-dot {}" cx="{}" cy="{}" r="{}em"/>').format(
        _classes(look), _percent(100 * x), _percent(y), radius
    )


def _part(look: str, at: float, share: float) -> Markup:
    return Markup('<rect class="c-part {}" x="{}" y="50%" width="{}"/>').format(
        _classes(look), _percent(100 * at), _percent(100 * share)
    )


def _text(look: str, at: float, text: str, y: str = "50%", anchor: str = "") -> Markup:
    place = (_percent(100 * at), y, anchor or _ANCHORS.get(at, "middle"))
    return Markup('<text class="{}" x="{}" y="{}" text-anchor="{}">{}</text>').format(
        _classes(look), *place, visible(text)
    )


def _classes(look: str) -> str:
    return " ".join(f"c-{one}" for one in look.split())


def _percent(value: float) -> str:
    return (f"{value:.2f}".rstrip("0").rstrip(".") or "0") + "%"


def _x(index: int, count: int) -> float:
    """Return the position of a year; half a year's width is left free at both ends."""
    return (index + 0.5) / count


def _y(at: float) -> float:
    return _BOTTOM - (_BOTTOM - _TOP) * at


def _named(count: int) -> set[int]:
    """Return the years to label if there is no room for all; always including the last one."""
    step = -(-count // _MOST_YEARS_NAMED)
    return set(range(count - 1, -1, -step))
