"""Stacked bars: the levels of the items, or how many of them are rated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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

_HEIGHT = 22
_TOP = 2
_BAR = 18
# A part that is narrower than this, as a share of the bar, has no room for a digit.
_ROOM_FOR_A_DIGIT = 0.045


class Part(NamedTuple):
    """A kind of part: `look` is its class in the style sheet and its pattern, `text` its legend."""

    look: str
    text: str


# A node, and the number or the share of its items in each part.
ShareRow = tuple[Label, Sequence[float]]


def shares(
    about: About,
    rows: Sequence[ShareRow],
    parts: Sequence[Part],
    *,
    counted: bool = True,
) -> Markup:
    """Return a chart of bars of equal length, divided in proportion to the amounts.

    :param counted: whether the amounts are counts, which are printed if there is room.
    """
    used = [any(amounts[index] for _, amounts in rows) for index in range(len(parts))]
    keys = [
        LegendEntry((_bar(part.look, about.name, 0, 16, 1, 14),), part.text)
        for part, is_used in zip(parts, used, strict=True)
        if is_used
    ]
    rows_drawn = [_row(row, parts, about.name, counted=counted) for row in rows]
    head = ChartRow(Label("", ""), (draw("defs", *_patterns(about.name, parts)),), 2)
    return chart(about, rows_drawn, keys, head)


def _row(row: ShareRow, parts: Sequence[Part], name: str, *, counted: bool) -> ChartRow:
    label, amounts = row
    total = sum(amounts)
    drawn: list[Element] = []
    at = 0.0
    for part, count in zip(parts, amounts, strict=True):
        if not count:
            continue
        share = count / total
        drawn.append(_bar(part.look, name, percent(at), percent(share)))
        if counted and share > _ROOM_FOR_A_DIGIT * len(str(count)):
            drawn.append(_count(str(count), at + share / 2, part.look))
        at += share
    if not total:
        drawn.append(draw("line", class_="c-rail", x1="0%", x2="100%", y1=11, y2=11))
    return ChartRow(label, tuple(drawn), _HEIGHT)


def _bar(
    look: str, name: str, x: object, width: object, y: int = _TOP, height: int = _BAR
) -> Element:
    fill = f"url(#{name}-{look})"
    return draw("rect", class_="c-part", fill=fill, x=x, y=y, width=width, height=height)


def _count(count: str, middle: float, look: str) -> Element:
    place = {"x": percent(middle), "y": _TOP + 13, "text_anchor": "middle"}
    return draw("text", count, class_=f"c-count c-on-{look}", **place)


def _patterns(name: str, parts: Sequence[Part]) -> Iterator[Element]:
    # With more than four levels, some have the same look.
    for look in dict.fromkeys(part.look for part in parts):
        size = {"width": 6, "height": 6, "patternUnits": "userSpaceOnUse"}
        ground = draw("rect", class_=f"c-ground c-{look}", width=6, height=6)
        yield draw("pattern", ground, *_drawn_on(look), id=f"{name}-{look}", **size)


def _drawn_on(look: str) -> Iterator[Element]:
    """Yield the pattern that distinguishes a part from the others without colour."""
    if look == "level-1":
        for x, y in ((1.5, 1.5), (4.5, 4.5)):
            yield draw("circle", class_="c-ink", cx=x, cy=y, r=1.0)
    elif look == "level-2":
        yield draw("path", class_="c-stroke c-warm", d="M-1 1L1 -1M0 6L6 0M5 7L7 5")
    elif look == "otherwise":
        yield draw("path", class_="c-stroke", d="M3 0L3 6")
    elif look == "no_evidence":
        yield draw("path", class_="c-stroke", d="M0 0L6 6M0 6L6 0")
    elif look == "not_rated":
        yield draw("path", class_="c-stroke", d="M0 3L6 3")
