"""Attacks that a text may carry, and how to tell whether an output is free of them."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# Each is after a text, so that one run tries them all; nothing in one hides another.
STEERING: Final = "\x1b[2J\x1b]0;t\x07\x9b31m\x08\r\x00"
TURNING: Final = "\u202e\u2066\u2069\u200f\u061c\u200b\ufeff\u2028\u2029"
# Invisible characters (fillers, invisible operators, tags, selectors) and noncharacters.
HIDDEN: Final = (
    "x\u034f\u2061\u2064\u206a\u3164\ufe00\ufff9\U000e0041\U000e0100\ufffe\uffff\ufdd0\U0001ffff"
)
# Characters that documents keep inside a word, and logs show.
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
    """Tell whether nothing steers a terminal or turns a text; our own colours do not count."""
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
    """Tell whether Unicode calls a character ignorable by default, or a noncharacter."""
    code = ord(character)
    return code & 0xFFFE == 0xFFFE or any(one <= code <= last for one, last in HIDDEN_RANGES)


def commands_in(text: str) -> list[str]:
    """Return the lines that a runner takes for commands.

    GitHub's passes over spaces in front of `::`, and looks for `##[` anywhere (ActionCommand.cs),
    as Azure's does for `##vso[` too, and TeamCity's for `##teamcity[`. What a comparison by the
    rules of a language passes over is left out.
    """
    lines = re.sub("[\u00ad\u200c\u200d\u2060\ufe0e\ufe0f]", "", text).splitlines()
    return [
        one
        for one in lines
        if one.lstrip().startswith("::") or re.search(r"##(vso|teamcity)?\[", one, re.IGNORECASE)
    ]


COMMAND: Final = "::error file=a,line=1::x"
