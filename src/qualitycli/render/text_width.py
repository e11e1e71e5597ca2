"""The width of texts on a terminal, and layout by that width."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence


def width_of(text: str) -> int:
    """Return the number of columns that `text` takes."""
    return len(text) if text.isascii() else sum(map(_width, text))


def _width(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def padded(text: str, width: int, *, right: bool = False) -> str:
    """Return `text` padded with spaces to `width` columns."""
    space = " " * (width - width_of(text))
    return space + text if right else text + space


def columns(rows: Sequence[Sequence[str]], right: Iterable[int] = ()) -> Iterator[str]:
    """Yield the rows as lines of aligned columns, with nothing cut or wrapped.

    :param right: the columns whose texts are right-aligned.
    """
    to_the_right = frozenset(right)
    widths = [max(map(width_of, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (
            padded(cell, width, right=index in to_the_right)
            for index, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join(cells).rstrip()


def wrapped(text: str, width: int | None, first: str = "", rest: str = "") -> str:
    """Return `text` in lines of at most `width` columns, or on one line if `width` is None.

    :param first: the start of the first line; `rest` is the start of every other line.
    """
    if width is None:
        return first + text
    lines, line, begun = [], first, False
    for word in text.split(" "):
        if begun and width_of(line) + 1 + width_of(word) > width:
            lines.append(line)
            line, begun = rest, False
        line = f"{line} {word}" if begun else line + word
        begun = True
    return "\n".join([*lines, line])
