"""Edits in ``{…}`` and ``[…]``: entries are inserted and removed with their commas."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final, NamedTuple

from qualitycli.source import MappingSite, Route, SequenceSite, Site, Spanned
from qualitycli.writing.block_style import Neighbours, Slot
from qualitycli.writing.layout import Layout
from qualitycli.writing.splices import Splices
from qualitycli.writing.text_ranges import TextRanges
from qualitycli.writing.year_layout import YearLayout

# Possessive quantifiers, so that blanks and comments are not divided again if no comma follows.
_COMMA_BEHIND: Final = re.compile(r"(?:\s++(?:#[^\n\r]*+)?)*+,")
_BLANKS: Final = re.compile(" *")


class _Stretch(NamedTuple):
    begin: int
    end: int


class FlowStyle:
    """Edits mappings in braces and lists in brackets."""

    def __init__(
        self, extent: TextRanges, splices: Splices, layout: Layout, form: YearLayout
    ) -> None:
        self._extent = extent
        self._splices = splices
        self._layout = layout
        self._form = form

    def rewrite(self, slot: Slot, value: Any, site: Site) -> None:
        """Replace a value."""
        written = self._layout.in_braces(slot.route, value)
        begin, end = site.start_mark.index, self._extent.end_of(site)
        if begin < end:
            self._splices.replace(begin, end, written)
        else:
            colon = ": " if slot.lacks_colon else " "
            self._splices.replace(slot.behind, slot.behind, colon + written)

    def remove_keys(self, site: MappingSite, gone: Collection[str]) -> None:
        """Remove keys and their values, but not all keys of a mapping."""
        stretches = [self._stretch(key, value) for key, value in site.entries.values()]
        self._remove(stretches, {n for n, key in enumerate(site.entries) if key in gone})

    def insert_keys(
        self, route: Route, added: Sequence[str], values: Mapping[str, Any], site: MappingSite
    ) -> None:
        """Insert new keys among those that stay, in order."""
        order = {key: index for index, key in enumerate(self._form.keys(route))}
        neighbours = Neighbours([key for key in site.entries if key in values], order)
        for key in added:
            written = self._layout.entry_in_braces((*route, key), values[key])
            before = neighbours.predecessor(key)
            entry = site.entries[before] if before is not None else None
            self._insert(site, self._stretch(*entry).end if entry else None, written)

    def remove_entries(self, site: SequenceSite, gone: Collection[int]) -> None:
        """Remove entries of a list, but not all of them."""
        stretches = [_Stretch(e.start_mark.index, self._extent.end_of(e)) for e in site.entries]
        self._remove(stretches, gone)

    def insert_entry(
        self, route: Route, value: Any, site: SequenceSite, before: int | None
    ) -> None:
        """Insert an entry into a list, after the one with the index `before`, or first."""
        end = self._extent.end_of(site.entries[before]) if before is not None else None
        self._insert(site, end, self._layout.in_braces(route, value))

    def _insert(self, site: MappingSite | SequenceSite, behind: int | None, written: str) -> None:
        if behind is None:
            begin = site.start_mark.index + 1
            self._splices.replace(begin, begin, f"{written}, ")
        else:
            self._splices.replace(behind, behind, f"{self._gap(behind)}, {written}")

    def _remove(self, stretches: Sequence[_Stretch], gone: Collection[int]) -> None:
        """Remove entries, each with the comma after it, or, at the end, before it."""
        last_kept = max(n for n in range(len(stretches)) if n not in gone)
        for index in sorted(gone):
            if index < last_kept:
                self._remove_with_comma(stretches[index])
        if last_kept + 1 < len(stretches):
            end = stretches[last_kept].end
            self._splices.replace(end, stretches[-1].end, self._gap(end))

    def _remove_with_comma(self, stretch: _Stretch) -> None:
        text, extent = self._extent.text, self._extent
        comma = _COMMA_BEHIND.match(text, stretch.end)
        assert comma is not None
        blanks = _BLANKS.match(text, comma.end())
        assert blanks is not None
        begin, end = stretch.begin, blanks.end()
        if not extent.prefix(begin).strip(" ") and end == extent.line_end(end):
            begin, end = extent.line_start(begin), extent.next_line(end)
        self._splices.replace(begin, end, "")

    def _gap(self, end: int) -> str:
        """Return the space that a colon without a value needs after it."""
        return " " if self._extent.text[end - 1] == ":" else ""

    def _stretch(self, key: Spanned, value: Site) -> _Stretch:
        begin = key.start_mark.index
        if value.start_mark.index < (end := self._extent.end_of(value)):
            return _Stretch(begin, end)
        return _Stretch(begin, self._extent.behind_colon(key, value) or key.end_mark.index)
