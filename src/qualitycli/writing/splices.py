"""Stretches of a text that are to become others, gathered first and put in place at once."""

from __future__ import annotations

from collections.abc import Sequence

from qualitycli.writing.text_ranges import TextRanges


class OverlapError(Exception):
    """Two changes concern the same stretch."""


class Splices:
    """The changes of one text."""

    def __init__(self, extent: TextRanges) -> None:
        self._extent = extent
        self._made: list[tuple[int, bool, int, int, str]] = []

    def replace(self, begin: int, end: int, text: str) -> None:
        """Put `text` in place of a stretch.

        At one place, what is inserted stands in the order in which it was.
        """
        self._made.append((begin, end > begin, len(self._made), end, text))

    def replace_lines(self, begin: int, end: int, lines: Sequence[str]) -> None:
        """Put `lines` in place of whole lines, with the line breaks of those around.

        A file without a line break at its end is left without one.
        """
        text, broken = self._extent.text, self._extent.line_break(begin)
        ends_openly = not text.endswith(("\n", "\r"))
        joined = broken.join(lines)
        if lines and begin == len(text) and ends_openly:
            joined = broken + joined
        elif lines and not (end == len(text) and ends_openly):
            joined += broken
        if joined or end > begin:
            self.replace(begin, end, joined)

    def applied(self) -> str:
        """Return the text with the changes made.

        :raises OverlapError: two of them concern the same stretch.
        """
        pieces: list[str] = []
        done = 0
        for begin, _, _, end, text in sorted(self._made):
            if begin < done:
                raise OverlapError
            pieces += (self._extent.text[done:begin], text)
            done = end
        return "".join([*pieces, self._extent.text[done:]])
