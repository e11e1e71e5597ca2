"""Suggest what was meant: look-alike letters, another keyboard layout, similar spelling."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from typing import Final, NamedTuple

# Pairs of Cyrillic letters and Latin ones that look alike; capitals and small letters separately.
_LOOKS: Final = str.maketrans("АВЕЅІЈКМНОРСТУХаеѕіјорсухԁԛԝһ", "ABESIJKMHOPCTYXaesijopcyxdqwh")
# Letters on the same keys of the phonetic Bulgarian keyboard: „ОП“ for OP, „УИ“ for UI.
_SOUNDS: Final = str.maketrans(
    "АБЦДЕФГХИЙКЛМНОПЯРСТУЖВЗабцдефгхийклмнопярстужвз",
    "ABCDEFGHIJKLMNOPQRSTUVWZabcdefghijklmnopqrstuvwz",
)
# Letters that are mistaken for digits; only capitals, because ids are converted to capitals first.
_DIGITS: Final = str.maketrans("LIO", "110")
_BETWEEN: Final = r"[\s.,:;/_–—-]+"
# The number of characters of a word that are compared with known words.
_MOST_COMPARED: Final = 200
_MOST_LEVELS: Final = 8
MOST_EFFORT: Final = 2_000_000


# Spaces of other widths, joiners, fillers, selectors and direction marks: invisible, or mistaken
# for a space. A byte-order mark is rejected anywhere.
UNSEEN: Final = (
    "\u00a0\u00ad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b\u180c\u180d\u180e\u180f"
    "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u200c\u200d\u200e"
    "\u200f\u202a\u202b\u202c\u202d\u202e\u202f\u205f\u2060\u2061\u2062\u2063\u2064\u2066\u2067"
    "\u2068\u2069\u2800\u3000\u3164\ufe0e\ufe0f\uffa0"
)


class LookAlike(NamedTuple):
    """A known word that looks like the one in the file, and the letters that only look right."""

    word: str
    letters: tuple[str, ...]


def in_latin(word: str) -> str:
    """Return `word` with its Cyrillic letters replaced by Latin look-alikes, or by keyboard."""
    looks = word.translate(_LOOKS)
    return looks if looks.isascii() else word.translate(_SOUNDS)


def look_alike(word: str, known: Collection[str]) -> LookAlike | None:
    """Return the known word that differs from `word` only by letters of another alphabet."""
    meant = in_latin(word)
    if meant == word or meant not in known:
        return None
    return LookAlike(meant, foreign_letters(word))


def unseen_in(word: str, known: Collection[str]) -> str | None:
    """Return the first invisible character of `word`, if it is a known word without those."""
    first = next((sign for sign in word if sign in UNSEEN), None)
    bare = "".join(sign for sign in word if sign not in UNSEEN).strip()
    return first if first is not None and bare in known else None


def foreign_letters(word: str) -> tuple[str, ...]:
    """Return the letters of `word` that are not Latin, each once."""
    return tuple(dict.fromkeys(letter for letter in word if not letter.isascii()))


class Effort:
    """The remaining comparisons for one file; suggestions must not cost more than reading it.

    In a typical framework, they are enough for about 200 misspelt ids.
    """

    def __init__(self) -> None:
        self._left = MOST_EFFORT

    def allows(self, comparisons: int) -> bool:
        """Use up this many comparisons of two characters; return whether enough were left."""
        self._left -= comparisons
        return self._left >= 0


def nearest(
    word: str, known: Iterable[str], cutoff: float = 0.7, effort: Effort | None = None
) -> str | None:
    """Return the known word with the spelling most similar to `word`, if any is similar.

    :param effort: the comparisons left; if there are none, no word counts as similar.
    """
    found = nearest_few(word, known, 1, cutoff, effort)
    return found[0] if found else None


def nearest_few(
    word: str,
    known: Iterable[str],
    most: int,
    cutoff: float = 0.0,
    effort: Effort | None = None,
) -> tuple[str, ...]:
    """Return the known words with the spelling most similar to `word`, best first.

    :param cutoff: the required similarity, from 0 to 1.
    :param effort: the comparisons left; if there are none, no word counts as similar.
    """
    # Loaded only if there is an error.
    from difflib import SequenceMatcher

    effort = effort or Effort()
    word = word[:_MOST_COMPARED]
    # Preparing a comparison looks at each character.
    if not effort.allows(len(word)):
        return ()
    matcher = SequenceMatcher(b=word, autojunk=False)
    found: list[tuple[float, str]] = []
    for one in known:
        if not effort.allows(1):
            return ()
        total = len(word) + len(one)
        # No more characters can match than the shorter word has.
        if 2 * min(len(word), len(one)) < cutoff * total:
            continue
        matcher.set_seq1(one)
        if not effort.allows(total) or matcher.quick_ratio() < cutoff:
            continue
        if effort.allows(len(word) * len(one)) and (ratio := matcher.ratio()) >= cutoff:
            found.append((ratio, one))
    return tuple(one for _, one in sorted(found, reverse=True)[:most])


class Suggestions:
    """Suggests known ids for the unknown ones of a file.

    :param texts: the text of each known id.
    """

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = texts
        self._effort = Effort()

    @cached_property
    def _tops(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.partition(".")[0] for one in self.texts))

    @cached_property
    def _by_text(self) -> dict[str, str]:
        return {text: one for one, text in reversed(list(self.texts.items()))}

    @cached_property
    def _below(self) -> dict[str, list[str]]:
        """The ids below each id; limited to more levels than any framework has."""
        found: dict[str, list[str]] = {}
        for one in self.texts:
            parts = one.split(".", _MOST_LEVELS)[:_MOST_LEVELS]
            for depth in range(1, len(parts)):
                found.setdefault(".".join(parts[:depth]), []).append(one)
        return found

    def meant_by(self, written: str) -> tuple[str, ...]:
        """Return the ids that may have been meant, best first; none if none is similar.

        An id may be written in small letters, with another keyboard layout, with other separators
        between its numbers, or without the leading letters; or the text was written instead of it.
        """
        written = written[:_MOST_COMPARED]
        for table in (_LOOKS, _SOUNDS):
            parts = re.split(_BETWEEN, written.strip().translate(table).upper())
            plain = ".".join(parts).strip(".")
            head, dot, numbers = plain.partition(".")
            plain = head + dot + numbers.translate(_DIGITS)
            if plain in self.texts:
                return (plain,)
            if plain[:1].isdigit() and self._effort.allows(len(self._tops)):
                found = tuple(one for top in self._tops if (one := f"{top}.{plain}") in self.texts)
                if found:
                    return found
        if written in self._by_text:
            return (self._by_text[written],)
        # If the parent is right, a neighbour is more likely than a similar id elsewhere.
        upper = written.upper()
        siblings = self._below.get(upper.rpartition(".")[0], ())
        near = self._nearest(upper, siblings) or self._nearest(upper, self.texts)
        if near is not None:
            return (near,)
        near = self._nearest(written, self._by_text, cutoff=0.6)
        return (self._by_text[near],) if near is not None else ()

    def _nearest(self, word: str, known: Iterable[str], cutoff: float = 0.7) -> str | None:
        return nearest(word, known, cutoff, self._effort)
