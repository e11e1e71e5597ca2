"""The building blocks of all charts: elements, wrapped labels, rows, legends and the frame.

A row's picture is drawn once and used in two layers: next to its label, and below it. The style
sheet shows one of the two. All widths and the positions inside are percentages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

from markupsafe import Markup

from qualitycli.messages import visible

# The position of a row's picture, in percent: next to its label, and below it.
WIDE: Final = (47.0, 36.0)
NARROW: Final = (2.0, 68.0)
LINE: Final = 13
# Titles of a framework are shown in full; only a text far too long for a title is cut.
_MOST_LINES: Final = 8
# The number of characters that fit next to the picture on A4, and above it on a phone.
_LETTERS_A_LINE: Final = 36
_KEYS_A_LINE: Final = (4, 2)
# The width of a digit of a figure, and the gap between two figures.
_A_FIGURE: Final = 7
_BETWEEN: Final = 8


class About(NamedTuple):
    """The name of a chart, and its description for people who cannot see it.

    :ivar name: prefix of the ids of its elements, unique on a page.
    """

    name: str
    title: str
    text: str


class Label(NamedTuple):
    """The label of a row: its name and text, and a figure at the other end.

    :ivar important: whether it is the root or an area.
    :ivar figure: the figure as printed, followed by `extra`.
    """

    name: str
    text: str
    figure: str = ""
    extra: str = ""
    important: bool = False


class MarkRow(NamedTuple):
    """A node, and its positions on the scale, from 0 to 1: in this year and in the year before.

    :ivar complete: whether this year's result is complete; if not, its mark has a broken outline.
    """

    label: Label
    now: float | None
    before: float | None = None
    complete: bool = True


class MarkKeys(NamedTuple):
    """The legend of the marks: for this year, the year before and an incomplete grade."""

    now: str
    before: str
    incomplete: str = ""


class LegendEntry(NamedTuple):
    """An entry of the legend: a small picture and its meaning."""

    picture: tuple[Element, ...]
    text: str


class ChartRow(NamedTuple):
    """A row: its label, and a picture that is `height` pixels high."""

    label: Label
    picture: tuple[Element, ...]
    height: int = 30


def draw(name: str, *children: Element | str, **attributes: object) -> Element:
    """Return an element; ``class_`` means ``class``, ``stroke_width`` means ``stroke-width``."""
    named = {key.strip("_").replace("_", "-"): _written(v) for key, v in attributes.items()}
    element = Element(name, named)
    for child in children:
        if isinstance(child, str):
            element.text = visible(child)
        else:
            element.append(child)
    return element


def percent(share: float) -> str:
    """Return a share as a coordinate."""
    return f"{_written(100 * share)}%"


def chart(
    about: About,
    rows: Sequence[ChartRow],
    keys: Sequence[LegendEntry] = (),
    head: ChartRow | None = None,
    ground: Sequence[Element] = (),
    grid: Sequence[float] = (),
) -> Markup:
    """Return a chart: its legend, the head above the pictures, and its rows.

    :param ground: the background of every row's picture.
    :param grid: the positions of the vertical lines in the background of the pictures that are next
        to their labels.
    """
    frame = _Frame(about.name)
    key = list(frame.keys(keys))
    frame.head(head)
    frame.behind(ground)
    top = frame.wide
    labels = list(frame.rows(rows))
    behind = [
        draw("line", class_="c-grid", x1=percent(at), x2=percent(at), y1=top, y2=frame.wide)
        for at in grid
    ]
    svg = draw(
        "svg",
        draw("title", about.title, id=f"{about.name}-title"),
        draw("desc", about.text, id=f"{about.name}-desc"),
        draw("defs", *frame.drawn),
        *key,
        *frame.layers(behind),
        *labels,
        class_="chart",
        role="img",
        aria_labelledby=f"{about.name}-title {about.name}-desc",
        width="100%",
        height=frame.wide,
        style=f"--h:{frame.narrow}px",
    )
    return Markup(ET.tostring(svg, encoding="unicode"))


def wrapped(text: str, most: int = _LETTERS_A_LINE) -> list[str]:
    """Return a text in lines of about `most` characters; one far too long ends with an ellipsis."""
    found = [""]
    for word in visible(text).split():
        longer = f"{found[-1]} {word}".strip()
        if len(longer) <= most or not found[-1]:
            found[-1] = longer
        else:
            found.append(word)
    if len(found) > _MOST_LINES:
        found = [*found[: _MOST_LINES - 1], f"{found[_MOST_LINES - 1]}…"]
    return [line if len(line) <= most + 1 else f"{line[: most - 1]}…" for line in found]


class _Frame:
    """Arranges rows one below another, in both layouts at once.

    :ivar drawn: the pictures, each under its id; `wide` and `narrow` are the heights so far.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._behind: tuple[Element, ...] = ()
        self._beside: list[Element] = []
        self._below: list[Element] = []
        self.drawn: list[Element] = []
        self.wide = 0
        self.narrow = 0

    def keys(self, keys: Sequence[LegendEntry]) -> Iterator[Element]:
        """Yield the legend, in columns."""
        if not keys:
            return
        for index, key in enumerate(keys):
            text = draw("text", key.text, x=24, y=12)
            self.drawn.append(
                draw("g", *key.picture, text, class_="c-key", id=self._id(f"k{index}"))
            )
            for layout, count in zip(("wide", "narrow"), _KEYS_A_LINE, strict=True):
                line, column = divmod(index, count)
                place = {"x": percent(column / count), "y": 20 * line}
                yield draw("use", href=f"#{self._id(f'k{index}')}", class_=f"c-{layout}", **place)
        self.wide += 20 * -(-len(keys) // _KEYS_A_LINE[0]) + 8
        self.narrow += 20 * -(-len(keys) // _KEYS_A_LINE[1]) + 8

    def head(self, head: ChartRow | None) -> None:
        """Add the head above the pictures."""
        if head is not None:
            self._put("head", head.picture, self.wide, self.narrow)
            self.wide += head.height
            self.narrow += head.height

    def behind(self, ground: Sequence[Element]) -> None:
        """Draw the background of every row that follows."""
        if ground:
            self.drawn.append(draw("g", *ground, id=self._id("b")))
            self._behind = (draw("use", href=f"#{self._id('b')}"),)

    def rows(self, rows: Sequence[ChartRow]) -> Iterator[Element]:
        """Add the rows, and yield their labels."""
        widest = max((len(row.label.extra) for row in rows), default=0)
        for index, row in enumerate(rows):
            lines = wrapped(row.label.text)
            above = LINE * len(lines) + 4
            height = max(row.height, above + 2)
            beside = (height - row.height) // 2
            yield self._label(row.label, lines, height, above)
            yield from self._figures(row, widest, self.wide + height / 2, self.narrow + above)
            picture = (*self._behind, *row.picture)
            self._put(f"r{index}", picture, self.wide + beside, self.narrow + above)
            self.wide += height
            self.narrow += above + row.height + 6

    def layers(self, behind: Sequence[Element]) -> Iterator[Element]:
        """Yield both layers of pictures: next to the labels, over `behind`, and below them."""
        layers = ("c-wide", WIDE, [*behind, *self._beside]), ("c-narrow", NARROW, self._below)
        for layout, (x, width), pictures in layers:
            place = {"x": f"{_written(x)}%", "width": f"{_written(width)}%"}
            yield draw("svg", *pictures, class_=layout, **place)

    def _label(self, label: Label, lines: list[str], height: int, above: int) -> Element:
        top = self.wide + (height - above) / 2 + 12
        text = draw("text", class_="c-label c-strong" if label.important else "c-label")
        if label.name:
            text.append(draw("tspan", label.name, class_="c-id", x=0))
        for index, line in enumerate(lines):
            text.append(draw("tspan", line, x=44 if label.name else 0, dy=LINE if index else 0))
        text.set("transform", f"translate(0 {_written(top)})")
        text.set("style", f"--y:{self.narrow + 12}px")
        return text

    def _figures(self, row: ChartRow, widest: int, middle: float, below: int) -> Iterator[Element]:
        """Yield a row's figure and the text after it, aligned with those of the other rows."""
        room = -_A_FIGURE * widest - _BETWEEN if widest else 0
        for figure, look, x in ((row.label.figure, "", room), (row.label.extra, " c-extra", 0)):
            if not figure:
                continue
            text = draw("text", figure, class_=f"c-figure{look}", x="100%", text_anchor="end")
            text.set("transform", f"translate({x} {_written(middle + 4)})")
            text.set("style", f"--x:{x}px;--y:{_written(below + row.height / 2 + 4)}px")
            yield text

    def _put(self, name: str, picture: Sequence[Element], wide: int, narrow: int) -> None:
        self.drawn.append(draw("g", *picture, id=self._id(name)))
        self._beside.append(draw("use", href=f"#{self._id(name)}", y=wide))
        self._below.append(draw("use", href=f"#{self._id(name)}", y=narrow))

    def _id(self, name: str) -> str:
        return f"{self._name}-{name}"


def _written(value: object) -> str:
    """Return a number with at most two decimals."""
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".") or "0"
    return str(value)
