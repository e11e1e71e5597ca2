"""Surrogate escapes: JSON writes a character above U+FFFF as a pair of them, YAML has none.

PyYAML's pure-Python parser accepts each surrogate as a character, which cannot be encoded later;
libyaml rejects them.
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
_ALONE: Final = r"\\(?:u|U0000)(?P<alone>[dD][89a-fA-F][0-9a-fA-F]{2})"
# Compiled on demand, for a mistake or the slow parser.
_SURROGATE_ESCAPE: Final = f"{_FIRST}(?:{_SECOND})?|{_ALONE}"
_ESCAPE: Final = r"(?s)\\."
_SURROGATE: Final = "[\ud800-\udfff]"


def surrogate_escape_in(source: Source, text: str, start: int) -> Diagnostic | None:
    """Return the finding for a quoted text that contains a surrogate escape.

    :param text: the parsed text.
    :param start: the offset of the quoted text in the source.
    """
    if re.search(_SURROGATE, text) is None:
        return None
    for escape in re.compile(_ESCAPE).finditer(source.text, start):
        if (found := surrogate_escape_at(source, escape.start())) is not None:
            return found
    return None


def surrogate_escape_at(source: Source, offset: int) -> Diagnostic | None:
    """Return the finding for the escape at `offset`, if it is a surrogate."""
    found = re.compile(_SURROGATE_ESCAPE).match(source.text, offset)
    if found is None:
        return None
    place = Place(source.name, source.span_at(offset, len(found[0])))
    if found["second"] is None:
        text = N_("“{escape}” is an unpaired surrogate; write the character itself")
        return rules.UNKNOWN_ESCAPE.at(place, hint=Message(text, {"escape": found[0]}))
    high, low = int(found["first"], 16) - 0xD800, int(found["second"], 16) - 0xDC00
    text = N_("“{escape}” is the JSON escape of “{character}”; write the character itself")
    args = {"escape": found[0], "character": chr(0x10000 + (high << 10) + low)}
    return rules.UNKNOWN_ESCAPE.at(place, hint=Message(text, args))
