"""Conflict markers that git writes where two people changed the same lines."""

from __future__ import annotations

import re
from typing import Final

from qualitycli.diagnostics import Diagnostic, Place
from qualitycli.rules import reading as rules
from qualitycli.source import Source, Span

# A line of seven equals signs alone may underline a heading in a text, so the others decide.
_MIDDLE: Final = "======="
_END: Final = ">>>>>>>"
_TELLING: Final = ("<<<<<<<", "|||||||", _END)
_MARKER: Final = re.compile(r"[ \t]*(<{7}|>{7}|\|{7}|={7})(?=[ \t;,]|$)")


def merge_conflict(source: Source, *, in_yaml: bool = False) -> Diagnostic | None:
    """Return the finding for the first unfinished merge in a text.

    :param in_yaml: whether seven equals signs alone, at the very beginning of a line, are a marker
        that was left over; in a table they may be in a cell.
    """
    text = source.text
    # One character is found much faster than seven.
    if not any(one[0] in text and one in text for one in (*_TELLING, *([_MIDDLE] * in_yaml))):
        return None
    markers = [
        (number, found)
        for number, line in enumerate(source.lines, 1)
        if (found := _MARKER.match(line))
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
