"""Texts in cells: every text comes back as it was, and nothing in a cell is invisible.

Characters that cannot be seen, or that spreadsheet programs drop, are written as
escapes: ``\u200b``.
"""

from __future__ import annotations

import re
from typing import Final

from qualitycli.messages import visible

_ESCAPE: Final = re.compile(r"\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8}))", re.ASCII)
# Blanks at the ends of lines, and empty lines, are dropped when a table is read; tabs and other
# line breaks are changed by some programs.
_DROPPED: Final = re.compile(r"^[^\S\n]|[^\S\n]$|\n(?=\n)|\A\n|\n\Z|[\t\r]", re.MULTILINE)


def in_cell(text: str) -> str:
    """Return a text as it is written into a cell."""
    text = _ESCAPE.sub(lambda found: r"\x5c" + found[0][1:], text)
    text = _DROPPED.sub(lambda found: _escaped(found[0]), text)
    return "\n".join(map(visible, text.split("\n")))


def from_cell(text: str) -> str:
    """Return the text of a cell, whose lines have no blanks around them."""
    return _ESCAPE.sub(_meant, text)


def _escaped(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"


def _meant(found: re.Match[str]) -> str:
    number = int(found[1] or found[2] or found[3], 16)
    return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else found[0]
