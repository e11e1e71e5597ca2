"""What a person may have meant: look-alike letters, another keyboard, nearly the same spelling."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Final, NamedTuple

# Cyrillic letters that look like Latin ones, in pairs; capitals and small letters apart.
_LOOKS: Final = str.maketrans("АВЕЅІЈКМНОРСТУХаеѕіјорсухԁԛԝһ", "ABESIJKMHOPCTYXaesijopcyxdqwh")
# What the same keys give on the phonetic Bulgarian keyboard: „ОП“ for OP, „УИ“ for UI.
_SOUNDS: Final = str.maketrans(
    "АБЦДЕФГХИЙКЛМНОПЯРСТУЖВЗабцдефгхийклмнопярстужвз",
    "ABCDEFGHIJKLMNOPQRSTUVWZabcdefghijklmnopqrstuvwz",
)
# Letters that are taken for digits; capitals only, since the ids are put in capitals first.
_DIGITS: Final = str.maketrans("LIO", "110")
_BETWEEN: Final = r"[\s.,:;/_–—-]+"


# Spaces of other widths, joiners, fillers, selectors and marks of direction: not seen, or taken for
# a space. A byte-order mark is refused wherever it is.
UNSEEN: Final = (
    "\u00a0\u00ad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b\u180c\u180d\u180e\u180f"
    "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u200c\u200d\u200e"
    "\u200f\u202a\u202b\u202c\u202d\u202e\u202f\u205f\u2060\u2061\u2062\u2063\u2064\u2066\u2067"
    "\u2068\u2069\u2800\u3000\u3164\ufe0e\ufe0f\uffa0"
)


class LookAlike(NamedTuple):
    """A known word that looks like the written one, and the letters that only look right."""

    word: str
    letters: tuple[str, ...]


def in_latin(word: str) -> str:
    """Return `word` with the Latin letters that its Cyrillic ones look like, or are typed as."""
    looks = word.translate(_LOOKS)
    return looks if looks.isascii() else word.translate(_SOUNDS)


def look_alike(word: str, known: Collection[str]) -> LookAlike | None:
    """Return the known word that `word` is but for letters of another alphabet."""
    meant = in_latin(word)
    if meant == word or meant not in known:
        return None
    return LookAlike(meant, foreign_letters(word))


def unseen_in(word: str, known: Collection[str]) -> str | None:
    """Return the first unseen character of `word`, where it is a known word but for such."""
    first = next((sign for sign in word if sign in UNSEEN), None)
    bare = "".join(sign for sign in word if sign not in UNSEEN).strip()
    return first if first is not None and bare in known else None


def foreign_letters(word: str) -> tuple[str, ...]:
    """Return the letters of `word` that are not Latin, each once."""
    return tuple(dict.fromkeys(letter for letter in word if not letter.isascii()))


def nearest(word: str, known: Collection[str], cutoff: float = 0.7) -> str | None:
    """Return the known word that is spelt most nearly like `word`, if any is near."""
    found = _close_to(word, known, 1, cutoff)
    return found[0] if found else None


def nearest_few(word: str, known: Collection[str], most: int) -> tuple[str, ...]:
    """Return the known words that are spelt least unlike `word`, best first."""
    return tuple(_close_to(word, known, most, 0.0))


def _close_to(word: str, known: Collection[str], most: int, cutoff: float) -> list[str]:
    # Loaded only when something is wrong.
    from difflib import get_close_matches

    return get_close_matches(word[:200], known, n=most, cutoff=cutoff)


def meant_ids(written: str, texts: Mapping[str, str]) -> tuple[str, ...]:
    """Return the ids that may have been meant, best first; none if nothing is near.

    An id may be written in small letters, on the other keyboard, with other signs between its
    numbers, or without the letters in front; or somebody wrote the text in place of the id.

    :param texts: the text of each known id.
    """
    for table in (_LOOKS, _SOUNDS):
        plain = ".".join(re.split(_BETWEEN, written.strip().translate(table).upper())).strip(".")
        head, dot, numbers = plain.partition(".")
        plain = head + dot + numbers.translate(_DIGITS)
        if plain in texts:
            return (plain,)
        if plain[:1].isdigit():
            tops = dict.fromkeys(one.partition(".")[0] for one in texts)
            found = tuple(one for top in tops if (one := f"{top}.{plain}") in texts)
            if found:
                return found
    # Somebody who has the parent right means a neighbour rather than what is spelt alike elsewhere.
    parent = written.upper().rpartition(".")[0] + "."
    siblings = [one for one in texts if one.startswith(parent)] if len(parent) > 1 else []
    near = nearest(written.upper(), siblings) or nearest(written.upper(), texts)
    if near is not None:
        return (near,)
    by_text = {text: one for one, text in reversed(list(texts.items()))}
    near = nearest(written, by_text, cutoff=0.6)
    return (by_text[near],) if near is not None else ()
