"""Colons with no space after them, the most common typing mistake.

YAML reads `OP.1.1.1:3` as a text, not as an entry. The parser then fails on a later line, or reads
an unintended value or key. The finding points to the colon itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from qualitycli.diagnostics import Diagnostic, Place
from qualitycli.messages import N_, Message
from qualitycli.rules import reading as rules
from qualitycli.source import Source, Span

# An address (http://), a path (C:\) and a time of day (8:30) are not entries.
_GLUED: Final = r"([^\W\d][\w.]*|[0-9](?!:[0-5][0-9]\b)):(?![ \t\r\n/\\]|$)"
_BEGINNING: Final = r"[ ]*(?:-[ ]+)*"


def glued_key(text: str) -> str | None:
    """Return the key at the start of `text` whose colon is not followed by a space, if any."""
    found = re.match(_GLUED, text)
    return found[1] if found else None


def missing_space(text: str, key: str, file: str, line: int, column: int) -> Diagnostic:
    """Return the finding for `text`, which starts at that place with `key` and its colon."""
    column += len(key)
    character = text[len(key) + 1]
    place = Place(file, Span(line, column, line, column + 1))
    if not character.isspace():
        return rules.MISSING_SPACE.at(place, key=key)
    unlike = N_(
        "the character after the colon (U+{number}) only looks like a space: replace it with one"
    )
    return rules.MISSING_SPACE.at(
        place, key=key, hint=Message(unlike, {"number": f"{ord(character):04X}"})
    )


def glued_line(source: Source, number: int) -> Diagnostic | None:
    """Return the finding for line `number`, if the colon of its key is not followed by a space."""
    written = source.line(number)
    begins = _begins(written)
    key = glued_key(written[begins:])
    if key is None:
        return None
    return missing_space(written[begins:], key, source.name, number, begins + 1)


def no_entry_above(source: Source, number: int, indent: int) -> Diagnostic | None:
    """Return the finding for lines above `number`, with the same indent, that are not entries.

    If several such lines have a colon without a space, the first is reported.
    """
    glued = None
    for above in _lines_above(source, number):
        written = source.line(above)
        begins = _begins(written)
        if begins != indent:
            break
        if (found := glued_line(source, above)) is not None:
            glued = found
            continue
        if glued is None and _without_colon(written):
            end = len(written.rstrip())
            place = Place(source.name, Span(above, indent + 1, above, end + 1))
            return rules.MISSING_COLON.at(place)
        break
    return glued


def _lines_above(source: Source, number: int) -> Iterator[int]:
    """Yield the numbers of the lines above that are not blank or a comment, nearest first."""
    for above in range(number - 1, 0, -1):
        text = source.line(above).strip()
        if text and not text.startswith("#"):
            yield above


def _begins(written: str) -> int:
    """Return the column, from 0, of the first character after indentation and list dashes."""
    found = re.match(_BEGINNING, written)
    return found.end() if found else 0


def _without_colon(written: str) -> bool:
    text = written.strip()
    return ": " not in text and not text.endswith(":") and not text.startswith("- ")
