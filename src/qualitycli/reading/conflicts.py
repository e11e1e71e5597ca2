"""Conflict markers that git writes where two people changed the same lines."""

from __future__ import annotations

import re
from typing import Final

from qualitycli.diagnostics import Diagnostic, Place
from qualitycli.rules import reading as rules
from qualitycli.source import Source, Span

# Seven equals signs alone may underline a heading, so at least one other marker is needed.
_MIDDLE: Final = "======="
_END: Final = ">>>>>>>"
_TELLING: Final = ("<<<<<<<", "|||||||", _END)
# Compiled on demand, for a mistake.
_MARKER: Final = r"[ \t]*(<{7}|>{7}|\|{7}|={7})(?=[ \t;,]|$)"


def merge_conflict(source: Source, *, in_yaml: bool = False) -> Diagnostic | None:
    """Return the finding for the first unfinished merge in a text.

    :param in_yaml: whether a line of seven equals signs alone counts as a leftover marker. In a
        table, it may be the content of a cell.
    """
    text = source.text
    # Searching for one character is much faster than for seven.
    if not any(one[0] in text and one in text for one in (*_TELLING, *([_MIDDLE] * in_yaml))):
        return None
    markers = [
        (number, found)
        for number, line in enumerate(source.lines, 1)
        if (found := re.match(_MARKER, line))
    ]
    signs = [found[1] for _, found in markers]
    if not set(signs) & set(_TELLING):
        markers = [one for one in markers if in_yaml and one[1].string.rstrip() == _MIDDLE]
    if not markers:
        return None
    number, first = markers[0]
    end = signs.index(_END) + 1 if _END in signs else len(signs)
    place = Place(source.name, Span(number, first.start(1) + 1, number, first.end(1) + 1))
    lines = tuple(line for line, _ in markers[:end])
    return rules.MERGE_CONFLICT.at(place, lines=lines)
