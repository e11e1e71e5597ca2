"""Line separators that only YAML 1.1 takes for line breaks: U+0085, U+2028 and U+2029.

Editors, git and YAML 1.2 see no line break there, PyYAML does: its line numbers would be others
than a person sees, and what an editor shows as a comment would be a value. They come along with
text copied from a PDF or a web page, and cannot be seen.
"""

from __future__ import annotations

import re
from typing import Final

from qualitycli.diagnostics import Diagnostic, Place
from qualitycli.rules import reading as rules
from qualitycli.source import Source, Span

_SEPARATORS: Final = "\x85\u2028\u2029"
_SEPARATOR: Final = re.compile(f"[{_SEPARATORS}]")


def without_separators(source: Source) -> tuple[Source, tuple[Diagnostic, ...]]:
    """Return the text with a space for each separator, and a finding for each line with one.

    Offsets and columns stay as they are, so places found in the one text hold in the other.
    """
    if not any(sign in source.text for sign in _SEPARATORS):
        return source, ()
    found = tuple(
        rules.LINE_SEPARATOR.at(
            Place(source.name, Span(number, at + 1, number, at + 2)),
            character=f"U+{ord(line[at]):04X}",
        )
        for number, line in enumerate(source.lines, 1)
        if (at := _first_in(line)) is not None
    )
    return Source(source.name, _SEPARATOR.sub(" ", source.text)), found


def _first_in(line: str) -> int | None:
    found = _SEPARATOR.search(line)
    return found.start() if found else None
