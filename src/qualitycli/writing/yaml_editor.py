"""Edit the text of a file, changing only the lines that have to change.

The values after the edits are compared with the current ones, and each difference becomes a change
of a few characters or lines. The result is read again: unless it has exactly the wanted values,
the edit fails.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import Any

from qualitycli.diagnostics import Findings
from qualitycli.differences import diff_spans
from qualitycli.edits import Edit, UnfitEditError, applied
from qualitycli.messages import N_, Message
from qualitycli.model.assessment import Assessment
from qualitycli.reading.lost_texts import lost_texts
from qualitycli.reading.yaml_text import Document, read_text
from qualitycli.source import MappingSite, Route, SequenceSite, Site, Source
from qualitycli.writing.block_style import BlockStyle, BlockStyleError, Slot
from qualitycli.writing.flow_style import FlowStyle
from qualitycli.writing.layout import Layout, Style, style_of
from qualitycli.writing.splices import OverlapError, Splices
from qualitycli.writing.text_ranges import TextRanges
from qualitycli.writing.year_layout import YearLayout


class UnreadableEditError(Exception):
    """The text cannot be read, so it cannot be edited; `found` says why."""

    def __init__(self, found: Findings) -> None:
        super().__init__(found)
        self.found = found


def apply_edits(document: Document, edits: Sequence[Edit], year_layout: YearLayout) -> Document:
    """Return a new document with the edits made; the same one if nothing changes.

    :raises UnreadableEditError: the text is faulty, or has a duplicate key.
    :raises UnfitEditError: the edits do not fit the contents or the layout of the file.
    """
    if document.values is None or document.found:
        raise UnreadableEditError(document.found)
    wanted = applied(document.values, edits)
    if wanted == document.values:
        return document
    source, root = document.source, document.places.root
    assert isinstance(root, MappingSite)
    stumps = _stumps(document)
    for style in _styles(style_of(root)):
        editor = _Editor(source.text, Layout(year_layout, style), year_layout)
        text = editor.edited(document.values, wanted, root)
        if text is None:
            continue
        edited = read_text(Source(source.name, text))
        # It has the wanted values, and no additional text seems to be cut short by a “#”.
        if edited.values == wanted and not edited.found and _stumps(edited) <= stumps:
            return edited
    raise UnfitEditError(Message(N_("the layout of the file does not allow this change")))


def _styles(style: Style) -> Iterator[Style]:
    """Yield the layouts to try an edit with; the first is usually enough."""
    for quotes in (False, True):
        yield replace(style, quotes=quotes)
        yield replace(style, quotes=quotes, blocks=False)
        yield replace(style, quotes=quotes, blocks=False, fence=True)


def _stumps(document: Document) -> Counter[str]:
    """Return the remaining parts of texts that a “#” cuts short.

    Texts of which nothing remains do not count: an edit may have removed them, and the comment
    stays.
    """
    lost = lost_texts(document.cuts, document.places, document.source, Assessment)
    return Counter(one.cut.scalar.value for one in lost if not one.is_empty)


class _Editor:
    """Finds the differences between values, and edits each in its style, block or flow."""

    def __init__(self, text: str, layout: Layout, year_layout: YearLayout) -> None:
        self._ranges = TextRanges(text)
        self._splices = Splices(self._ranges)
        self._year_layout = year_layout
        self._lines = BlockStyle(self._ranges, self._splices, layout, year_layout)
        self._braces = FlowStyle(self._ranges, self._splices, layout, year_layout)

    def edited(self, old: Mapping[str, Any], new: dict[str, Any], root: MappingSite) -> str | None:
        """Return the text with `new` instead of `old`; None if that is not possible."""
        try:
            self._mapping((), old, new, root)
            return self._splices.applied()
        except (BlockStyleError, OverlapError):
            return None

    def _mapping(self, route: Route, old: Any, new: Any, site: MappingSite) -> None:
        hand = self._braces if site.in_braces else self._lines
        for name, (key, value) in site.entries.items():
            if name in new and old[name] != new[name]:
                colon = self._ranges.colon_end(key, value)
                after = key.end_mark.index if colon is None else colon
                column = site.start_mark.column
                slot = Slot((*route, name), after, column, lacks_colon=colon is None)
                self._value(hand, slot, (old[name], new[name]), value)
        if gone := [name for name in site.entries if name not in new]:
            hand.remove_keys(site, gone)
        added = self._year_layout.in_order(route, (name for name in new if name not in old))
        hand.insert_keys(route, added, new, site)

    def _list(self, route: Route, old: Any, new: Any, site: SequenceSite) -> None:
        hand = self._braces if site.in_brackets else self._lines
        column, before = site.start_mark.column, None
        gone = []
        for left, right in pairs(old, new):
            if left is None and right is not None:
                hand.insert_entry((*route, right), new[right], site, before)
            elif right is None and left is not None:
                gone.append(left)
            elif left is not None and right is not None and old[left] != new[right]:
                entry = site.entries[left]
                after = 0 if site.in_brackets else self._ranges.dash_of(entry, column) + 1
                slot = Slot((*route, left), after, column, is_entry=True)
                self._value(hand, slot, (old[left], new[right]), entry)
            before = before if left is None or right is None else left
        if gone:
            hand.remove_entries(site, gone)

    def _value(self, hand: BlockStyle | FlowStyle, slot: Slot, change: Any, site: Site) -> None:
        old, new = change
        if isinstance(site, MappingSite) and isinstance(new, dict) and old.keys() & new.keys():
            self._mapping(slot.route, old, new, site)
        elif isinstance(site, SequenceSite) and isinstance(new, list) and old:
            self._list(slot.route, old, new, site)
        else:
            hand.rewrite(slot, new, site)


def pairs(old: Sequence[Any], new: Sequence[Any]) -> Iterator[tuple[int | None, int | None]]:
    """Yield pairs of indices, old and new, of the entries of a list; None if added or removed."""
    known = [json.dumps(one, sort_keys=True) for one in old]
    wanted = [json.dumps(one, sort_keys=True) for one in new]
    found = diff_spans(known, wanted)
    same = sum(len(one.old) for one in found if one.same)
    if len(old) == len(new) and sum(map(str.__eq__, known, wanted)) >= same:
        yield from enumerate(range(len(old)))
        return
    for one in found:
        yield from zip_longest(one.old, one.new)
