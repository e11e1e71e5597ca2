"""What a person may have meant: names that look alike or are spelt nearly the same."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final, NamedTuple

# Cyrillic letters that look like Latin ones, in pairs; capitals and small letters apart.
_CYRILLIC: Final = "АВЕЅІЈКМНОРСТУХаеѕіјорсухԁԛԝһ"
_LATIN: Final = "ABESIJKMHOPCTYXaesijopcyxdqwh"
_TO_LATIN: Final = str.maketrans(_CYRILLIC, _LATIN)


class LookAlike(NamedTuple):
    """A known word that looks like the written one, and the letters that only look right."""

    word: str
    letters: str


def in_latin(word: str) -> str:
    """Return `word` with the Latin letters that its Cyrillic ones look like."""
    return word.translate(_TO_LATIN)


def look_alike(word: str, known: Collection[str]) -> LookAlike | None:
    """Return the known word that `word` looks like without being it."""
    meant = in_latin(word)
    if meant != word and meant in known:
        letters = (letter for letter, latin in zip(word, meant, strict=True) if letter != latin)
        return LookAlike(meant, ", ".join(dict.fromkeys(letters)))
    return None


def nearest(word: str, known: Collection[str]) -> str | None:
    """Return the known word that is spelt most nearly like `word`, if any is near."""
    # Loaded only when something is wrong.
    from difflib import get_close_matches  # noqa: PLC0415

    found = get_close_matches(word[:64], known, n=1, cutoff=0.7)
    return found[0] if found else None
