"""How an editor reads a text in a file: YAML 1.2's core schema."""

from __future__ import annotations

import re
from collections.abc import Callable
from math import inf
from typing import Any, Final

# More digits than that an editor does not keep apart.
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
    """Return what an editor may see in `text`: the text if quoted, otherwise perhaps a number."""
    if len(text) <= _MOST_DIGITS:
        for pattern, read in _READINGS:
            if pattern.fullmatch(text):
                value = read(text)
                # JSON has no infinity.
                return [text] if value in (inf, -inf) else [text, value]
    return [text]


def seen_keys(key: str) -> list[str]:
    """Return how an editor may read a key: for it TRUE, FALSE and NULL are not texts."""
    return [key, *(str(one).lower().replace("none", "null") for one in seen(key)[1:])]
