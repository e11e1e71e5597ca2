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
from typing import Any, Final

from qualitycli.diagnostics import Findings
from qualitycli.differences import diff_spans, longest_rise
from qualitycli.edits import Edit, UnfitEditError, applied
from qualitycli.messages import N_, Message
from qualitycli.reading.lost_texts import lost_texts
from qualitycli.reading.yaml_text import Document, read_text
from qualitycli.source import MappingSite, Route, SequenceSite, Site, Source
from qualitycli.writing.block_style import BlockStyle, BlockStyleError, Slot
from qualitycli.writing.file_layout import FileLayout
from qualitycli.writing.flow_style import FlowStyle
from qualitycli.writing.layout import Layout, Style, style_of
from qualitycli.writing.splices import OverlapError, Splices
from qualitycli.writing.text_ranges import TextRanges


class UnreadableEditError(Exception):
    """The text cannot be read, so it cannot be edited; `found` says why."""

    def __init__(self, found: Findings) -> None:
        super().__init__(found)
        self.found = found


def apply_edits(document: Document, edits: Sequence[Edit], file_layout: FileLayout) -> Document:
    """Return a new document with the edits made; the same one if nothing changes.

    :raises UnreadableEditError: the text is faulty, or has a duplicate key.
    :raises UnfitEditError: the edits do not fit the contents or the layout of the file.
    """
    if document.values is None or document.found:
        raise UnreadableEditError(document.found)
    return with_values(document, applied(document.values, edits), file_layout)


def with_values(document: Document, wanted: Mapping[str, Any], file_layout: FileLayout) -> Document:
    """Return a new document with exactly the wanted values; the same one if it has them already.

    :param wanted: values as the parser gives them: texts, lists and mappings.
    :raises UnreadableEditError: the text is faulty, or has a duplicate key.
    :raises UnfitEditError: the layout of the file does not allow the change.
    """
    if document.values is None or document.found:
        raise UnreadableEditError(document.found)
    if wanted == document.values:
        return document
    source, root = document.source, document.places.root
    assert isinstance(root, MappingSite)
    stumps = _stumps(document, file_layout)
    for style in _styles(style_of(root)):
        editor = _Editor(source.text, Layout(file_layout, style), file_layout)
        text = editor.edited(document.values, wanted, root)
        if text is None:
            continue
        edited = read_text(Source(source.name, text))
        # It has the wanted values, and no additional text seems to be cut short by a “#”.
        if edited.values == wanted and not edited.found and _stumps(edited, file_layout) <= stumps:
            return edited
    raise UnfitEditError(Message(N_("the layout of the file does not allow this change")))


def _styles(style: Style) -> Iterator[Style]:
    """Yield the layouts to try an edit with; the first is usually enough."""
    for quotes in (False, True):
        yield replace(style, quotes=quotes)
        yield replace(style, quotes=quotes, blocks=False)
        yield replace(style, quotes=quotes, blocks=False, fence=True)


def _stumps(document: Document, file_layout: FileLayout) -> Counter[str]:
    """Return the remaining parts of texts that a “#” cuts short.

    Texts of which nothing remains do not count: an edit may have removed them, and the comment
    stays.
    """
    lost = lost_texts(document.cuts, document.places, document.source, file_layout.model)
    return Counter(one.cut.scalar.value for one in lost if not one.is_empty)


class _Editor:
    """Finds the differences between values, and edits each in its style, block or flow."""

    def __init__(self, text: str, layout: Layout, file_layout: FileLayout) -> None:
        self._ranges = TextRanges(text)
        self._splices = Splices(self._ranges)
        self._file_layout = file_layout
        self._lines = BlockStyle(self._ranges, self._splices, layout, file_layout)
        self._braces = FlowStyle(self._ranges, self._splices, layout, file_layout)

    def edited(
        self, old: Mapping[str, Any], new: Mapping[str, Any], root: MappingSite
    ) -> str | None:
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
        added = self._file_layout.in_order(route, (name for name in new if name not in old))
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
    """Yield pairs of indices, old and new, of the entries of a list; None if added or removed.

    Entries that name themselves are the same under the same name, however much of them changed.
    """
    if (names := _names(old)) is not None and (others := _names(new)) is not None:
        yield from _pairs_of_names(names, others)
        return
    known = [json.dumps(one, sort_keys=True) for one in old]
    wanted = [json.dumps(one, sort_keys=True) for one in new]
    found = diff_spans(known, wanted)
    same = sum(len(one.old) for one in found if one.same)
    if len(old) == len(new) and sum(map(str.__eq__, known, wanted)) >= same:
        yield from enumerate(range(len(old)))
        return
    for one in found:
        yield from zip_longest(one.old, one.new)


# The keys that name an entry of a list, where all entries have one.
_NAMES: Final = ("id", "value")


def _names(entries: Sequence[Any]) -> list[str] | None:
    """Return the names of a list's entries; None if one has no name, or two have the same."""
    for key in _NAMES:
        names = [one.get(key) if isinstance(one, dict) else None for one in entries]
        known = {name for name in names if isinstance(name, str)}
        if names and len(known) == len(names):
            return [str(name) for name in names]
    return None


def _pairs_of_names(
    old: Sequence[str], new: Sequence[str]
) -> Iterator[tuple[int | None, int | None]]:
    """Yield pairs of indices of equal names; as many as possible stay in their order.

    A name that does not is removed and added elsewhere.
    """
    places = {name: index for index, name in enumerate(old)}
    kept = longest_rise([places.get(name, -1) for name in new])
    left = 0
    for right, name in enumerate(new):
        if right not in kept:
            yield None, right
            continue
        for gone in range(left, places[name]):
            yield gone, None
        left = places[name] + 1
        yield places[name], right
    for gone in range(left, len(old)):
        yield gone, None
