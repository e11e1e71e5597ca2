"""Whether two names, however they are typed, belong to one person."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

# Characters that leave no mark: control characters but white space, and those that Unicode calls
# default ignorable (zero width, soft hyphen, direction, variation selectors, tags).
_INVISIBLE: Final = (
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)


def plain_name(name: str) -> str:
    """Return a name as it is compared: regardless of Unicode form, case and spaces."""
    # Invisible characters go first: one between a letter and its accent keeps them apart.
    seen = name if name.isprintable() and name.isascii() else re.sub(_INVISIBLE, "", name)
    folded = unicodedata.normalize("NFC", seen).casefold()
    # Folding the case may take letters apart again.
    return " ".join(unicodedata.normalize("NFC", folded).split())


def people(names: Iterable[str]) -> dict[str, str]:
    """Return each person's name once, as it was written first, by :func:`plain_name`."""
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(plain_name(name), name)
    return found
