"""The text of a file, and places in it.

A *route* names a value by the keys and indices that lead to it: ``("ratings", "OP.1.1.1")``.
Models know only routes; :class:`Places` turns a route into a :class:`Span` on request. Columns
count code points from 1, and the end of a span is exclusive.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from typing import Any, Final, NamedTuple, Protocol

Route = tuple[str | int, ...]

# Line breaks as editors and git count them.
BREAK: Final = re.compile("\r\n|[\n\r]")


class Span(NamedTuple):
    """A range of text: its first line and column, and the line and column just after its end."""

    line: int
    column: int
    end_line: int
    end_column: int


START = Span(1, 1, 1, 1)


class Cell(NamedTuple):
    """A cell of a table, sorted in the order of the workbook.

    :ivar order: the index of its sheet in the workbook, from 0.
    :ivar sheet: the name of the sheet; empty in a table without sheets.
    :ivar row: from 1, as is `column`.
    """

    order: int
    sheet: str
    row: int
    column: int

    @property
    def name(self) -> str:
        """Its name within the sheet: ``C17``."""
        letters, rest = "", self.column
        while rest:
            rest, letter = divmod(rest - 1, 26)
            letters = chr(ord("A") + letter) + letters
        return f"{letters}{self.row}"


@lru_cache(256)
def column_number(letters: str) -> int:
    """Return the number of a column from its letters: 3 for ``C``, 27 for ``AA``."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number


class Spanned(Protocol):
    """Any object with a start mark and an end mark.

    The marks are those of the YAML parser: `line` and `column` from 0, `index` in characters. Each
    parser has its own class of marks, and PyYAML's stubs say that they may be absent.
    """

    start_mark: Any
    end_mark: Any


class MappingSite:
    """The place of a mapping, and of each key and value in it."""

    __slots__ = ("end_mark", "entries", "in_braces", "start_mark")

    def __init__(self, start_mark: Any, end_mark: Any, in_braces: bool) -> None:
        self.start_mark = start_mark
        self.end_mark = end_mark
        self.in_braces = in_braces
        self.entries: dict[str, tuple[Spanned, Site]] = {}


class SequenceSite:
    """The place of a list, and of each of its entries."""

    __slots__ = ("end_mark", "entries", "in_brackets", "start_mark")

    def __init__(self, start_mark: Any, end_mark: Any, in_brackets: bool) -> None:
        self.start_mark = start_mark
        self.end_mark = end_mark
        self.in_brackets = in_brackets
        self.entries: list[Site] = []


Site = MappingSite | SequenceSite | Spanned


def span_of(place: Spanned) -> Span:
    """Return the span of `place`, counted from 1."""
    start, end = place.start_mark, place.end_mark
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)


class Places(NamedTuple):
    """Finds the span of a route in one file."""

    root: Site | None

    def copied(self) -> Places:
        """Return a copy from which places can be removed."""
        return Places(_copied(self.root) if self.root is not None else None)

    def locate(self, route: Route) -> Span:
        """Return the span of the value at `route`.

        A scalar has its own span; that of a collection or an empty scalar is its key. If the route
        goes deeper than the file, the span is that of the deepest value on it.
        """
        key, place = self._walk(route)
        if place is None:
            return START
        if not isinstance(place, MappingSite | SequenceSite):
            span = span_of(place)
            if span[:2] != span[2:] or key is None:
                return span
        if key is not None:
            return span_of(key)
        return _first_of(place)

    def locate_key(self, route: Route) -> Span:
        """Return the span of the last key of `route`."""
        key, place = self._walk(route)
        if key is not None:
            return span_of(key)
        return START if place is None else _first_of(place)

    def locate_missing(self, route: Route) -> Span:
        """Return the span at which to report that the last key of `route` is missing.

        It is the first key of the mapping that should have it, or the key itself if only its value
        is missing.
        """
        parent = self._walk(route[:-1])[1]
        if isinstance(parent, MappingSite) and parent.entries:
            key, _ = parent.entries.get(str(route[-1])) or next(iter(parent.entries.values()))
            return span_of(key)
        return self.locate(route[:-1])

    def in_braces(self, route: Route) -> bool:
        """Tell whether the mapping with the last key of `route` is written in braces."""
        parent = self._walk(route[:-1])[1]
        return isinstance(parent, MappingSite) and parent.in_braces

    def site(self, route: Route) -> Site | None:
        """Return the site of the value at `route`."""
        return self._walk(route)[1]

    def _walk(self, route: Route) -> tuple[Spanned | None, Site | None]:
        key: Spanned | None = None
        place = self.root
        for step in route:
            if isinstance(place, MappingSite) and step in place.entries:
                key, place = place.entries[str(step)]
            elif isinstance(place, SequenceSite) and isinstance(step, int):
                key, place = None, place.entries[step]
            else:
                break
        return key, place


def _copied(place: Site) -> Site:
    if isinstance(place, MappingSite):
        mapping = MappingSite(place.start_mark, place.end_mark, place.in_braces)
        mapping.entries = {key: (at, _copied(one)) for key, (at, one) in place.entries.items()}
        return mapping
    if isinstance(place, SequenceSite):
        sequence = SequenceSite(place.start_mark, place.end_mark, place.in_brackets)
        sequence.entries = [_copied(one) for one in place.entries]
        return sequence
    return place


def _first_of(place: Site) -> Span:
    """Return `place`, or the first key or entry of a collection."""
    if isinstance(place, MappingSite) and place.entries:
        return span_of(next(iter(place.entries.values()))[0])
    if isinstance(place, SequenceSite) and place.entries:
        return _first_of(place.entries[0])
    return span_of(place)


class Excerpt(NamedTuple):
    """Some lines of a text, by their numbers, from 1."""

    lines: Mapping[int, str]

    def line(self, number: int) -> str:
        """Return line `number`, or an empty text if it is not among them."""
        return self.lines.get(number, "")


class Source:
    """A file's name in messages, and its text."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text, without their ends."""
        return BREAK.split(self.text)

    def line(self, number: int) -> str:
        """Return line `number`, counted from 1, or an empty text if there is none."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def excerpt(self, numbers: Iterable[int]) -> Excerpt:
        """Return some lines of the text, which need less memory than all of it."""
        return Excerpt({number: self.line(number) for number in numbers})

    def span_at(self, offset: int, length: int = 1) -> Span:
        """Return the span of `length` characters from `offset`, within one line."""
        line, start = 1, 0
        for found in BREAK.finditer(self.text, 0, offset):
            line, start = line + 1, found.end()
        column = offset - start + 1
        return Span(line, column, line, column + length)
