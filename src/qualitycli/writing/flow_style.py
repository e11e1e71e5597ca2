"""Edits in ``{…}`` and ``[…]``: entries are inserted and removed with their commas."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final, NamedTuple

from qualitycli.source import MappingSite, Route, SequenceSite, Site, Spanned
from qualitycli.writing.block_style import Neighbours, Slot
from qualitycli.writing.file_layout import FileLayout
from qualitycli.writing.layout import Layout
from qualitycli.writing.splices import Splices
from qualitycli.writing.text_ranges import TextRanges

# Possessive quantifiers, so that blanks and comments are not divided again if no comma follows.
_COMMA_AFTER: Final = re.compile(r"(?:\s++(?:#[^\n\r]*+)?)*+,")
_BLANKS: Final = re.compile(" *")


class _EntryRange(NamedTuple):
    begin: int
    end: int


class FlowStyle:
    """Edits mappings in braces and lists in brackets."""

    def __init__(
        self, ranges: TextRanges, splices: Splices, layout: Layout, file_layout: FileLayout
    ) -> None:
        self._ranges = ranges
        self._splices = splices
        self._layout = layout
        self._file_layout = file_layout
        # The ends of colons whose blank is no longer needed, each with what follows it.
        self._closed: dict[int, int] = {}
        # The ends after which everything up to the brace is removed, blanks included.
        self._cut: set[int] = set()

    def rewrite(self, slot: Slot, value: Any, site: Site) -> None:
        """Replace a value."""
        written = self._layout.in_braces(slot.route, value)
        begin, end = site.start_mark.index, self._ranges.end_of(site)
        if begin < end:
            self._splices.replace(begin, end, written)
        else:
            colon = ": " if slot.lacks_colon else " "
            self._splices.replace(slot.after, slot.after, colon + written)
            self._close(slot.after, self._ranges.line_start(slot.after) + slot.column)

    def _close(self, after: int, brace: int) -> None:
        """Remove the blank that a colon without a value had after it.

        In ``{ key: }``, it is the space before the brace, and stays.
        """
        text = self._ranges.text
        is_spaced = text[brace : brace + 2] == "{ "
        if after not in self._cut and text[after : after + 2] in (
            (" ,",) if is_spaced else (" ,", " }")
        ):
            self._splices.replace(after, after + 1, "")
            self._closed[after] = after + 1
        else:
            self._closed[after] = after

    def remove_keys(self, site: MappingSite, gone: Collection[str]) -> None:
        """Remove keys and their values, but not all keys of a mapping."""
        ranges = [self._range(key, value) for key, value in site.entries.values()]
        self._remove(ranges, {n for n, key in enumerate(site.entries) if key in gone})

    def insert_keys(
        self, route: Route, added: Sequence[str], values: Mapping[str, Any], site: MappingSite
    ) -> None:
        """Insert new keys among those that stay, in order."""
        order = {key: index for index, key in enumerate(self._file_layout.keys(route))}
        neighbours = Neighbours([key for key in site.entries if key in values], order)
        for key in added:
            written = self._layout.entry_in_braces((*route, key), values[key])
            before = neighbours.predecessor(key)
            entry = site.entries[before] if before is not None else None
            self._insert(site, self._range(*entry).end if entry else None, written)

    def remove_entries(self, site: SequenceSite, gone: Collection[int]) -> None:
        """Remove entries of a list, but not all of them."""
        ranges = [_EntryRange(e.start_mark.index, self._ranges.end_of(e)) for e in site.entries]
        self._remove(ranges, gone)

    def insert_entry(
        self,
        route: Route,
        value: Any,
        site: SequenceSite,
        before: int | None,
        _moved: list[str] | None = None,
    ) -> None:
        """Insert an entry into a list, after the one with the index `before`, or first."""
        end = self._ranges.end_of(site.entries[before]) if before is not None else None
        self._insert(site, end, self._layout.in_braces(route, value))

    def _insert(self, site: MappingSite | SequenceSite, after: int | None, written: str) -> None:
        if after is None:
            begin = site.start_mark.index + 1
            self._splices.replace(begin, begin, f"{written}, ")
        else:
            gap = self._gap(after)
            self._splices.replace(after, after, f"{gap}, {written}")
            if gap:
                self._close(after, site.start_mark.index)

    def _remove(self, ranges: Sequence[_EntryRange], gone: Collection[int]) -> None:
        """Remove entries, each with the comma after it, or, at the end, before it."""
        last_kept = max(n for n in range(len(ranges)) if n not in gone)
        for index in sorted(gone):
            if index < last_kept:
                self._remove_with_comma(ranges[index])
        if last_kept + 1 < len(ranges):
            end = ranges[last_kept].end
            begin = self._closed.get(end, end)
            self._cut.add(end)
            self._splices.replace(begin, ranges[-1].end, self._gap(end))

    def _remove_with_comma(self, entry: _EntryRange) -> None:
        text, ranges = self._ranges.text, self._ranges
        comma = _COMMA_AFTER.match(text, entry.end)
        assert comma is not None
        blanks = _BLANKS.match(text, comma.end())
        assert blanks is not None
        begin, end = entry.begin, blanks.end()
        if not ranges.prefix(begin).strip(" ") and end == ranges.line_end(end):
            begin, end = ranges.line_start(begin), ranges.next_line(end)
        self._splices.replace(begin, end, "")

    def _gap(self, end: int) -> str:
        """Return the space that a colon without a value needs after it."""
        return " " if self._ranges.text[end - 1] == ":" and end not in self._closed else ""

    def _range(self, key: Spanned, value: Site) -> _EntryRange:
        begin = key.start_mark.index
        if value.start_mark.index < (end := self._ranges.end_of(value)):
            return _EntryRange(begin, end)
        return _EntryRange(begin, self._ranges.colon_end(key, value) or key.end_mark.index)
