"""Escapes of half a sign: JSON writes a sign beyond U+FFFF as a pair of them, YAML knows none.

PyYAML's own parser takes each half for a sign, which nothing could write; libyaml refuses them.
"""

from __future__ import annotations

import re
from typing import Final

from qualitycli.diagnostics import Diagnostic, Place
from qualitycli.messages import N_, Message
from qualitycli.rules import reading as rules
from qualitycli.source import Source

_FIRST: Final = r"\\(?:u|U0000)(?P<first>[dD][89abAB][0-9a-fA-F]{2})"
_SECOND: Final = r"\\(?:u|U0000)(?P<second>[dD][c-fC-F][0-9a-fA-F]{2})"
_HALF: Final = re.compile(
    rf"{_FIRST}(?:{_SECOND})?|\\(?:u|U0000)(?P<alone>[dD][89a-fA-F][0-9a-fA-F]{{2}})"
)
_ESCAPE: Final = re.compile(r"\\.", re.DOTALL)
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def half_a_sign(source: Source, text: str, start: int) -> Diagnostic | None:
    """Return the finding for a quoted text that has half a sign in it.

    :param text: what the parser made of it; it begins at `start`.
    """
    if _SURROGATE.search(text) is None:
        return None
    for escape in _ESCAPE.finditer(source.text, start):
        if (found := half_a_sign_at(source, escape.start())) is not None:
            return found
    return None


def half_a_sign_at(source: Source, offset: int) -> Diagnostic | None:
    """Return the finding for the escape at `offset`, if it is one of half a sign."""
    half = _HALF.match(source.text, offset)
    if half is None:
        return None
    place = Place(source.name, source.span_at(offset, len(half[0])))
    if half["second"] is None:
        text = N_("“{escape}” is an unpaired surrogate; write the character itself")
        return rules.UNKNOWN_ESCAPE.at(place, hint=Message(text, {"escape": half[0]}))
    high, low = int(half["first"], 16) - 0xD800, int(half["second"], 16) - 0xDC00
    text = N_("“{escape}” is the JSON escape of “{character}”; write the character itself")
    args = {"escape": half[0], "character": chr(0x10000 + (high << 10) + low)}
    return rules.UNKNOWN_ESCAPE.at(place, hint=Message(text, args))
