"""Line separators that only YAML 1.1 treats as line breaks: U+0085, U+2028 and U+2029.

PyYAML breaks lines there; editors, git and YAML 1.2 do not. So its line numbers would differ from
those in an editor, and what the editor shows as part of a comment could be read as a value. The
characters are invisible and come with text copied from a PDF or a web page.
"""

from __future__ import annotations

import re
from typing import Final

from qualitycli.diagnostics import Findings, Place
from qualitycli.rules import reading as rules
from qualitycli.source import Source, Span

_SEPARATORS: Final = "\x85\u2028\u2029"
_SEPARATOR: Final = f"[{_SEPARATORS}]"


def without_separators(source: Source) -> tuple[Source, Findings]:
    """Return the text with a space for each separator, and a finding for each line with one.

    Offsets and columns stay the same, so places in the new text are valid in the original.
    """
    if not any(character in source.text for character in _SEPARATORS):
        return source, Findings()
    found = Findings(
        rules.LINE_SEPARATOR.at(
            Place(source.name, Span(number, first.start() + 1, number, first.start() + 2)),
            character=f"U+{ord(first[0]):04X}",
        )
        for number, line in enumerate(source.lines, 1)
        if (first := re.search(_SEPARATOR, line)) is not None
    )
    return Source(source.name, re.sub(_SEPARATOR, " ", source.text)), found


def has_separator(source: Source, line: int) -> bool:
    """Tell whether a line has one of the separators."""
    return re.search(_SEPARATOR, source.line(line)) is not None
