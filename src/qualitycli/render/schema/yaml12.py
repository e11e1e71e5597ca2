"""How an editor reads a text in a file: the core schema of YAML 1.2."""

from __future__ import annotations

import re
from collections.abc import Callable
from math import inf
from typing import Any, Final

# An editor loses the digits after these.
_MOST_DIGITS: Final = 15
_NULL: Final = re.compile("~|null|Null|NULL|", re.ASCII)
_BOOLEAN: Final = re.compile("true|True|TRUE|false|False|FALSE", re.ASCII)
_INTEGER: Final = re.compile("[-+]?[0-9]+", re.ASCII)
_OCTAL: Final = re.compile("0o[0-7]+", re.ASCII)
_HEXADECIMAL: Final = re.compile("0x[0-9a-fA-F]+", re.ASCII)
_FLOAT: Final = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", re.ASCII)
_READINGS: Final[tuple[tuple[re.Pattern[str], Callable[[str], Any]], ...]] = (
    (_NULL, lambda _: None),
    (_BOOLEAN, lambda text: text.lower() == "true"),
    (_INTEGER, int),
    (_OCTAL, lambda text: int(text[2:], 8)),
    (_HEXADECIMAL, lambda text: int(text[2:], 16)),
    (_FLOAT, float),
)


def seen(text: str) -> list[Any]:
    """Return the values an editor may read in `text`: the text itself, and perhaps a number."""
    if len(text) <= _MOST_DIGITS:
        for pattern, read in _READINGS:
            if pattern.fullmatch(text):
                value = read(text)
                # JSON does not have infinity.
                return [text] if value in (inf, -inf) else [text, value]
    return [text]


def seen_keys(key: str) -> list[str]:
    """Return the ways an editor may read a key; it does not read TRUE, FALSE and NULL as texts."""
    return [key, *(str(one).lower().replace("none", "null") for one in seen(key)[1:])]
