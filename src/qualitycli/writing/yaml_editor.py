"""Edit the text of a file, changing only the lines that have to change.

The values after the edits are compared with the current ones, and each difference becomes a change
of a few characters or lines. The result is read again: unless it has exactly the wanted values,
the edit fails.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any, Final

from qualitycli.diagnostics import Findings
from qualitycli.edits import Edit, UnfitEditError, applied
from qualitycli.messages import N_, Message
from qualitycli.reading.lost_texts import lost_texts
from qualitycli.reading.yaml_text import Document, read_text
from qualitycli.source import MappingSite, Route, SequenceSite, Site, Source
from qualitycli.writing.block_style import BlockStyle, BlockStyleError, Slot
from qualitycli.writing.file_layout import FileLayout
from qualitycli.writing.flow_style import FlowStyle
from qualitycli.writing.layout import Layout, Style, style_of
from qualitycli.writing.moves import MovedLines, moved_only
from qualitycli.writing.pairing import pairs_to_edit
from qualitycli.writing.splices import OverlapError, Splices
from qualitycli.writing.text_ranges import TextRanges

# As deep as a framework is: from its areas to its sub-indicators.
_DEEPEST_MOVE: Final = 4


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
    with suppress(UnfitEditError):
        # What moves inside something that moves itself does so once that is in its place.
        for _ in range(_DEEPEST_MOVE):
            assert document.values is not None
            if (moved := moved_only(document.values, wanted)) is None:
                break
            document = _edited(document, moved, file_layout)
    return _edited(document, wanted, file_layout)


def _edited(document: Document, wanted: Mapping[str, Any], file_layout: FileLayout) -> Document:
    if wanted == document.values:
        return document
    source, root = document.source, document.places.root
    assert document.values is not None
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
        yield style._replace(quotes=quotes)
        yield style._replace(quotes=quotes, blocks=False)
        yield style._replace(quotes=quotes, blocks=False, fence=True)


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
        self._moved = MovedLines(self._ranges, old, root)
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
        for left, right in pairs_to_edit(old, new):
            if left is None and right is not None:
                moved = self._moved.at(new[right], column)
                hand.insert_entry((*route, right), new[right], site, before, moved)
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
        elif isinstance(site, SequenceSite) and isinstance(new, list) and old and new:
            self._list(slot.route, old, new, site)
        else:
            hand.rewrite(slot, new, site)
