"""Attacks in texts, and checks that an output is free of them."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# Each is appended to a text, so that one run tries them all; none hides another.
STEERING: Final = "\x1b[2J\x1b]0;t\x07\x9b31m\x08\r\x00"
TURNING: Final = "\u202e\u2066\u2069\u200f\u061c\u200b\ufeff\u2028\u2029"
# Invisible characters (fillers, invisible operators, tags, selectors) and noncharacters.
HIDDEN: Final = (
    "x\u034f\u2061\u2064\u206a\u3164\ufe00\ufff9\U000e0041\U000e0100\ufffe\uffff\ufdd0\U0001ffff"
)
# Characters that documents preserve inside a word, and logs make visible.
INSIDE_WORDS: Final = "x\u00ady\u2060z\u200c\u200d\ufe0f"
MARKUP: Final = "[bold]x[/bold][/y][link=http://u]:smile:"
HTML: Final = "<script>alert(1)</script>\"'&amp;"
CI: Final = "\n::error file=x::y\n  ::stop-commands::z\r\n%0A::warning::w ##[add-mask]v ##[group]"
AZURE: Final = "##vso[task.prependpath]/home/evil ##vso[task.setvariable variable=A;isOutput=true]b"
TEAMCITY: Final = (
    "##teamcity[buildStatus status='SUCCESS'] #\u00ad#Te\u2060amCity[x] ##\u200dvso[y]"
)
BRACES: Final = "{n} {0.__class__} {{7*7}} {% raw %} %s %(x)s ${x} \\u0041"
ALL: Final = STEERING + TURNING + HIDDEN + MARKUP + HTML + CI + AZURE + TEAMCITY + BRACES


def is_clean(text: str) -> bool:
    """Tell whether nothing controls a terminal or changes text direction, except our colours."""
    unpainted = re.sub(r"\x1b\[[0-9;]*m", "", text)
    kept = "\t\n\u00ad\u200c\u200d\u2060\ufe0e\ufe0f"
    return all(
        one in kept
        or (unicodedata.category(one) not in ("Cc", "Cf", "Cs", "Zl", "Zp") and not is_hidden(one))
        for one in set(unpainted)
    )


HIDDEN_RANGES: Final = (
    *((0x034F, 0x034F), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F), (0x3164, 0x3164)),
    *((0xFE00, 0xFE0D), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFF8), (0xE0000, 0xE0FFF), (0xFDD0, 0xFDEF)),
)


def is_hidden(character: str) -> bool:
    """Tell whether Unicode classes a character as default ignorable, or as a noncharacter."""
    code = ord(character)
    return code & 0xFFFE == 0xFFFE or any(one <= code <= last for one, last in HIDDEN_RANGES)


def commands_in(text: str) -> list[str]:
    """Return the lines that a CI runner interprets as commands.

    GitHub ignores spaces before `::`, and searches for `##[` anywhere (ActionCommand.cs). Azure
    does the same for `##vso[`, and TeamCity for `##teamcity[`. Characters that a culture-sensitive
    comparison ignores are removed first.
    """
    lines = re.sub("[\u00ad\u200c\u200d\u2060\ufe0e\ufe0f]", "", text).splitlines()
    return [
        one
        for one in lines
        if one.lstrip().startswith("::") or re.search(r"##(vso|teamcity)?\[", one, re.IGNORECASE)
    ]


COMMAND: Final = "::error file=a,line=1::x"
