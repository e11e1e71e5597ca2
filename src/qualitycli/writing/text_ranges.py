"""Find the exact start and end of keys, values and comments in a YAML text.

The parser's marks are exact only for scalars and in braces. In block style, a block scalar seems to
include the blank lines after it, and a collection everything up to the next token. Offsets count
characters from 0; the end of a line is the start of its line break.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from qualitycli.source import BREAK, MappingSite, SequenceSite, Site, Spanned

_BLOCK_HEAD: Final = re.compile("[|>][-+0-9]*")
_BLANK_OR_COMMENT: Final = re.compile(r" *(?:#|$)")
# Possessive quantifiers, so that blanks and comments are not divided again if no colon follows.
_COLON: Final = re.compile(r"(?:\s++(?:#[^\n\r]*+)?)*+:")
_EMPTY_DASH: Final = re.compile(r" *-(?: *$| +#)")


class ValueRanges(NamedTuple):
    """The two ranges of a value in block style.

    :ivar begin: the start of the text after the colon or dash; `end` is its end, before a comment.
    :ivar below: the start of the lines below; `after` is their end.
    """

    begin: int
    end: int
    below: int
    after: int


class TextRanges:
    """The ranges in one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        breaks = [found.span() for found in BREAK.finditer(text)]
        self._starts = [0, *(end for _, end in breaks)]
        self._ends = [*(start for start, _ in breaks), len(text)]

    def line_start(self, offset: int) -> int:
        """Return the start of the line that contains `offset`."""
        return self._starts[self._line(offset)]

    def line_end(self, offset: int) -> int:
        """Return the end of the line that contains `offset`, before its line break."""
        return self._ends[self._line(offset)]

    def next_line(self, offset: int) -> int:
        """Return the start of the line after the one that contains `offset`."""
        line = self._line(offset) + 1
        return self._starts[line] if line < len(self._starts) else len(self.text)

    def _line(self, offset: int) -> int:
        return bisect_right(self._starts, offset) - 1

    def line_break(self, offset: int) -> str:
        """Return the last line break before `offset`, or else the first in the text."""
        breaks = ("\r\n", "\n", "\r")
        found = next((one for one in breaks if self.text.endswith(one, 0, offset)), None)
        if found is None and (first := re.search("\r\n|[\n\r]", self.text)):
            found = first[0]
        return found or "\n"

    def prefix(self, offset: int) -> str:
        """Return the text before `offset` on its line."""
        return self.text[self.line_start(offset) : offset]

    def idle_lines(self, offset: int) -> Iterator[str]:
        """Yield the blank lines and comments that follow from `offset`, the start of a line."""
        while offset < len(self.text) and self.is_idle(offset):
            yield self.text[offset : self.line_end(offset)]
            offset = self.next_line(offset)

    def is_idle(self, offset: int) -> bool:
        """Tell whether the line that starts at `offset` is blank or a comment."""
        line = self.text[offset : self.line_end(offset)]
        return _BLANK_OR_COMMENT.match(line) is not None

    def colon_end(self, key: Spanned, value: Site) -> int | None:
        """Return the end of the colon between a key and its value; None if there is no colon."""
        found = _COLON.match(self.text, key.end_mark.index)
        return found.end() if found and found.end() <= value.start_mark.index else None

    def dash_of(self, entry: Site, column: int) -> int:
        """Return the offset of the dash of a list's entry; all dashes are at `column`."""
        start = self.line_start(entry.start_mark.index)
        while not self._has_dash(start + column):
            start = self.line_start(start - 1)
        return start + column

    def _has_dash(self, offset: int) -> bool:
        before = self.prefix(offset)
        return self.text[offset : offset + 1] == "-" and not before.strip(" -?:")

    def end_of(self, site: Site) -> int:
        """Return the end of a value, without comments and blank lines after it."""
        if isinstance(site, MappingSite) and not site.in_braces:
            key, value = next(reversed(site.entries.values()))
            return max(self.end_of(value), self.colon_end(key, value) or key.end_mark.index)
        if isinstance(site, SequenceSite) and not site.in_brackets:
            last = self.end_of(site.entries[-1]) if site.entries else site.start_mark.index
            return self._end_of_empty_entries(last, site)
        if is_block_text(site):
            return self._end_of_block_text(site)
        return int(site.end_mark.index)

    def _end_of_empty_entries(self, end: int, site: SequenceSite) -> int:
        """Return the end of the empty entries at the end of a list; they have no sites."""
        start, column = self.next_line(end), site.start_mark.column
        while start + column < site.end_mark.index:
            line = self.text[start : self.line_end(start)]
            if _EMPTY_DASH.match(line) and line.index("-") == column:
                end = start + len(line)
            start = self.next_line(start)
        return end

    def _end_of_block_text(self, site: Any) -> int:
        """Return the end of the last line with content; extra indentation counts as content."""
        start = self.next_line(site.start_mark.index)
        lines: list[tuple[str, int]] = []
        while start < site.end_mark.index:
            end = self.line_end(start)
            lines.append((self.text[start:end], end))
            start = self.next_line(start)
        written = next((line for line, _ in lines if line.strip(" ")), "")
        said = next((line for line in BREAK.split(site.value) if line.strip(" ")), "")
        indent = _indent(written) - _indent(said)
        ends = (end for line, end in reversed(lines) if line.strip(" ") or len(line) > indent)
        return next(ends, self.line_end(site.start_mark.index))

    def parts(self, site: Site, after: int) -> ValueRanges:
        """Return the ranges of a value.

        :param after: the end of the colon or dash before it.
        """
        start, end = int(site.start_mark.index), self.end_of(site)
        if is_block_text(site):
            head = _BLOCK_HEAD.match(self.text, start)
            assert head is not None
            return ValueRanges(start, head.end(), self.next_line(start), self.next_line(end))
        if is_in_lines(site):
            if start < self.line_end(after):
                return ValueRanges(
                    start, self.line_end(start), self.next_line(start), self.next_line(end)
                )
            return ValueRanges(after, after, self.line_start(start), self.next_line(end))
        if end <= start or end <= after:
            return ValueRanges(after, after, self.next_line(after), self.next_line(after))
        return ValueRanges(start, end, self.next_line(end), self.next_line(end))


def is_block_text(site: Site) -> bool:
    """Tell whether a site is a block scalar (``|`` or ``>``)."""
    return (getattr(site, "style", None) or "") in ("|", ">")


def is_in_lines(site: Site) -> bool:
    """Tell whether a site is a mapping or list in block style."""
    if isinstance(site, MappingSite):
        return not site.in_braces
    return isinstance(site, SequenceSite) and not site.in_brackets


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
