"""Replacements in a text, collected first and then applied together."""

from __future__ import annotations

from collections.abc import Sequence

from qualitycli.writing.text_ranges import TextRanges


class OverlapError(Exception):
    """Two replacements overlap."""


class Splices:
    """The replacements in one text."""

    def __init__(self, ranges: TextRanges) -> None:
        self._ranges = ranges
        self._made: list[tuple[int, bool, int, int, str]] = []

    def replace(self, begin: int, end: int, text: str) -> None:
        """Replace a range with `text`.

        Texts inserted at the same place keep the order of the calls.
        """
        self._made.append((begin, end > begin, len(self._made), end, text))

    def replace_lines(self, begin: int, end: int, lines: Sequence[str]) -> None:
        """Replace whole lines with `lines`, with the same line breaks as the lines around them.

        A file without a line break at its end stays without one.
        """
        text, broken = self._ranges.text, self._ranges.line_break(begin)
        ends_openly = not text.endswith(("\n", "\r"))
        joined = broken.join(lines)
        if lines and begin == len(text) and ends_openly:
            joined = broken + joined
        elif lines and not (end == len(text) and ends_openly):
            joined += broken
        if joined or end > begin:
            self.replace(begin, end, joined)

    def applied(self) -> str:
        """Return the text with the replacements made.

        :raises OverlapError: two of them overlap.
        """
        pieces: list[str] = []
        done = 0
        for begin, _, _, end, text in sorted(self._made):
            if begin < done:
                raise OverlapError
            pieces += (self._ranges.text[done:begin], text)
            done = end
        return "".join([*pieces, self._ranges.text[done:]])
