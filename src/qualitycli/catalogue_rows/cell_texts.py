"""Texts in cells: every text comes back as it was, and nothing in a cell is invisible.

Characters that cannot be seen, or that spreadsheet programs drop, are written as escapes: ``\u200b``.
"""

from __future__ import annotations

import re
from typing import Final

from qualitycli.messages import visible

_ESCAPE: Final = re.compile(r"\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8}))", re.ASCII)
# Programs may drop blanks at the ends of lines, and empty lines at the ends of a text.
_DROPPED: Final = re.compile(r"^[^\S\n]|[^\S\n]$|\A\n+|\n+\Z", re.MULTILINE)
_TURNED: Final = re.compile(r"[\t\r]")


def in_cell(text: str) -> str:
    """Return a text as it is written into a cell."""
    text = _ESCAPE.sub(lambda found: r"\x5c" + found[0][1:], text)
    text = _DROPPED.sub(lambda found: _escaped(found[0]), text)
    text = _TURNED.sub(lambda found: _escaped(found[0]), text)
    return "\n".join(map(visible, text.split("\n")))


def from_cell(text: str) -> str:
    """Return the text of a cell; blanks around its lines do not count."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    plain = "\n".join(line.strip() for line in text.split("\n")).strip("\n")
    return _ESCAPE.sub(_meant, plain)


def _escaped(characters: str) -> str:
    return "".join(
        f"\\x{ord(one):02x}" if ord(one) < 256 else f"\\u{ord(one):04x}" for one in characters
    )


def _meant(found: re.Match[str]) -> str:
    number = int(found[1] or found[2] or found[3], 16)
    return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else found[0]
