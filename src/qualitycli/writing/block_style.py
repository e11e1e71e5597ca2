"""Edits in block style: insert or remove whole lines, and replace values within them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final, NamedTuple

from qualitycli.source import MappingSite, Route, SequenceSite, Site, Spanned
from qualitycli.writing.file_layout import FileLayout
from qualitycli.writing.layout import Layout
from qualitycli.writing.splices import Splices
from qualitycli.writing.text_ranges import TextRanges, ValueRanges

# A comment like “# OP.2 Резултати” is a heading; ids under it start with its id.
_HEADING: Final = re.compile(r" *#[ #]*([A-Z][A-Z0-9]{0,7}(?:\.[1-9][0-9]{0,3})*)\b")
_COMMENT: Final = re.compile(" *#")


_Entries = list[tuple[str, tuple[Spanned, Site]]]


class BlockStyleError(Exception):
    """The edit is not possible in the layout of the file."""


class Slot(NamedTuple):
    """The position of a value.

    :ivar after: the end of the colon or dash before it, or of a key without a colon.
    :ivar column: of the key or dash.
    """

    route: Route
    after: int
    column: int
    is_entry: bool = False
    lacks_colon: bool = False


class BlockStyle:
    """Edits mappings and lists in block style."""

    def __init__(
        self, ranges: TextRanges, splices: Splices, layout: Layout, file_layout: FileLayout
    ) -> None:
        self._ranges = ranges
        self._splices = splices
        self._layout = layout
        self._file_layout = file_layout

    def rewrite(self, slot: Slot, value: Any, site: Site) -> None:
        """Replace a value; comments after it and below its key stay."""
        if slot.lacks_colon:
            raise BlockStyleError
        make = self._layout.after_dash if slot.is_entry else self._layout.below_key
        head, lines = make(slot.route, value, slot.column)
        parts = self._ranges.parts(site, slot.after)
        if (lines or not head) and parts.begin > self._ranges.line_end(slot.after):
            # The old value has its own lines, which are removed; the new one goes next to its key.
            parts = ValueRanges(
                slot.after, slot.after, self._ranges.line_start(parts.begin), parts.after
            )
        self._replace_head(slot.after, parts, head)
        self._splices.replace_lines(parts.below, parts.after, lines)

    def _replace_head(self, after: int, parts: ValueRanges, head: str) -> None:
        if parts.begin == parts.end:
            if head:
                self._splices.replace(after, after, f" {head}")
        elif head:
            self._splices.replace(parts.begin, parts.end, head)
        else:
            self._splices.replace(after, parts.end, "")

    def remove_keys(self, site: MappingSite, gone: Collection[str]) -> None:
        """Remove keys and their values, but not all keys of a mapping."""
        entries = list(site.entries.items())
        if entries[0][0] in gone and self._is_after_dash(site.start_mark.index):
            entries = self._remove_after_dash(entries, gone)
        for name, (key, value) in entries:
            if name in gone:
                self._remove_lines(key.start_mark.index, self._end_of_entry(key, value))

    def _remove_after_dash(self, entries: _Entries, gone: Collection[str]) -> _Entries:
        """Remove the key after a dash, and return the remaining entries to process.

        The next key moves up to the dash, unless there are comments or blank lines before it.
        """
        ranges = self._ranges
        begin = entries[0][1][0].start_mark.index
        kept = next(n for n, (key, _) in enumerate(entries) if key not in gone)
        ends = [ranges.line_end(self._end_of_entry(*entry)) for _, entry in entries[:kept]]
        starts = [entry[0].start_mark.index for _, entry in entries[1 : kept + 1]]
        apart = (
            ranges.line_start(b) != ranges.next_line(a) for a, b in zip(ends, starts, strict=True)
        )
        if any(apart) or ranges.prefix(starts[-1]).strip(" "):
            dash = begin - len(ranges.prefix(begin)) + len(ranges.prefix(begin).rstrip(" "))
            self._splices.replace(dash, ends[0], "")
            return entries[1:]
        self._splices.replace(begin, starts[-1], "")
        return entries[kept:]

    def insert_keys(
        self, route: Route, added: Sequence[str], values: Mapping[str, Any], site: MappingSite
    ) -> None:
        """Insert new keys among those that stay, in order."""
        order = {key: index for index, key in enumerate(self._file_layout.keys(route))}
        neighbours = Neighbours([key for key in site.entries if key in values], order)
        column = site.start_mark.column
        for key in added:
            lines = self._layout.entry((*route, key), values[key], column)
            before = neighbours.predecessor(key)
            if before is None:
                self._insert_first(site.start_mark.index, lines, key if route else None)
            else:
                place = self._after_comments(self._end_of_entry(*site.entries[before]), column)
                place = self._under_heading(place, key)
                self._splices.replace_lines(place, place, lines)

    def remove_entries(self, site: SequenceSite, gone: Collection[int]) -> None:
        """Remove entries of a list, but not all of them."""
        column = site.start_mark.column
        for index in gone:
            entry = site.entries[index]
            dash = self._ranges.dash_of(entry, column)
            if self._ranges.prefix(dash).strip(" "):
                raise BlockStyleError
            self._remove_lines(dash, self._ranges.end_of(entry))

    def insert_entry(
        self,
        route: Route,
        value: Any,
        site: SequenceSite,
        before: int | None,
        moved: list[str] | None = None,
    ) -> None:
        """Insert an entry into a list, after the one with the index `before`, or first.

        :param moved: its lines, if they come from another place in the file.
        """
        column = site.start_mark.column
        in_braces = _is_in_braces(site.entries[before or 0]) and _is_flat(value)
        lines = moved or self._layout.item(route, value, column, in_braces=in_braces)
        if before is None:
            self._insert_first(self._ranges.dash_of(site.entries[0], column), lines)
        else:
            place = self._after_comments(self._ranges.end_of(site.entries[before]), column)
            self._splices.replace_lines(place, place, lines)

    def _end_of_entry(self, key: Spanned, value: Site) -> int:
        colon = self._ranges.colon_end(key, value) or key.end_mark.index
        return max(self._ranges.end_of(value), colon)

    def _is_after_dash(self, offset: int) -> bool:
        return bool(self._ranges.prefix(offset).strip(" ?"))

    def _remove_lines(self, begin: int, end: int) -> None:
        start = self._ranges.line_start(begin)
        left = self._layout.in_place_of_removed(begin - start)
        self._splices.replace_lines(start, self._ranges.next_line(end), left)

    def _insert_first(self, first: int, lines: list[str], key: str | None = None) -> None:
        """Insert lines before the first key or dash, which is at `first`."""
        ranges = self._ranges
        if self._is_after_dash(first):
            indent = " " * len(ranges.prefix(first))
            inner = [lines[0].lstrip(" "), *lines[1:], indent]
            self._splices.replace(first, first, ranges.line_break(first).join(inner))
            return
        place = ranges.line_start(first)
        if key is None:
            self._splices.replace_lines(place, place, lines)
            return
        # Before the comments above the first key, because they belong to it.
        while place > 0 and ranges.is_idle(ranges.line_start(place - 1)):
            place = ranges.line_start(place - 1)
        place = self._under_heading(place, key)
        self._splices.replace_lines(place, place, lines)

    def _after_comments(self, end: int, column: int) -> int:
        """Return the start of the line after `end` and the comments indented below it."""
        place = self._ranges.next_line(end)
        for line in self._ranges.idle_lines(place):
            if not _COMMENT.match(line) or line.index("#") <= column:
                break
            place = self._ranges.next_line(place)
        return place

    def _under_heading(self, place: int, key: str) -> int:
        """Return `place`, or the place after the last comment below it that is its heading."""
        best = here = place
        for line in self._ranges.idle_lines(place):
            here = self._ranges.next_line(here)
            found = _HEADING.match(line)
            if found and f"{key}.".startswith(f"{found[1]}."):
                best = here
        return best


def _is_in_braces(site: Site) -> bool:
    return isinstance(site, MappingSite) and site.in_braces


def _is_flat(value: Any) -> bool:
    """Tell whether a value is a mapping that fits on one line: without lists of mappings."""
    if not isinstance(value, Mapping):
        return False
    return not any(
        ("\n" in one) if isinstance(one, str) else any(isinstance(i, Mapping) for i in one)
        for one in value.values()
        if isinstance(one, str | list)
    )


class Neighbours:
    """The keys that stay in a mapping, among which new ones are inserted.

    :param order: the position of each key; other keys may be anywhere.
    """

    def __init__(self, there: Sequence[str], order: Mapping[str, int]) -> None:
        self._order = order
        self._last = there[-1] if there else None
        self._known = sorted((order[one], one) for one in there if one in order)
        first = next((n for n, one in enumerate(there) if one in order), len(there))
        self._before_known = there[first - 1] if first else None

    def predecessor(self, key: str) -> str | None:
        """Return the key that a new one is inserted after; None to insert it first."""
        if key not in self._order:
            return self._last
        place = bisect_left(self._known, (self._order[key], ""))
        return self._known[place - 1][1] if place else self._before_known
