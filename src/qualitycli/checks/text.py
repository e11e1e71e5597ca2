"""Checks of texts: words that mix two alphabets, and characters that change the direction."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from qualitycli.diagnostics import Diagnostic
from qualitycli.rules import text
from qualitycli.source import Route
from qualitycli.workspace import CatalogueFile, RatedFile, ReadFile

_MIXED: Final = "[A-Za-z][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z]"
_WORD: Final = "[A-Za-z\u0400-\u04ff]+"
# „Vа клас“, „XIIб“: a Roman numeral with the letter of a class is correct.
_CLASS: Final = "[IVX]{1,4}[а-я]"
# Ids have their own rule; notes on the source quote misprints.
_PASSED_OVER: Final = frozenset({"id", "edition", "moved_from", "notes"})
_OVERRIDES: Final = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
# Unicode counts these as letters, but they are invisible.
_BLANK_LETTERS: Final = frozenset("\u115f\u1160\u3164\uffa0")
# In UTF-8, exactly the letters from U+0400 to U+04FF start with a byte from D0 to D3. So each
# letter is mapped to a byte for its alphabet, where bytes.translate and `in` find mixed pairs four
# times as fast as a pattern. Every file is searched for them.
_ALPHABETS: Final = bytes(
    ord("L") if bytes([byte]).isalpha() else ord("C") if 0xD0 <= byte <= 0xD3 else ord(" ")
    for byte in range(256)
)
_CONTINUED: Final = bytes(range(0x80, 0xC0))


def says_something(text: str) -> bool:
    """Tell whether a text contains a letter; punctuation and spaces alone are not a reason."""
    return any(letter.isalpha() and letter not in _BLANK_LETTERS for letter in text)


def catalogue_words_keep_one_script(work: CatalogueFile) -> Iterator[Diagnostic]:
    """No word of the catalogue mixes alphabets, except in notes that quote the source."""
    return _strange_letters(work.file)


def year_words_keep_one_script(work: RatedFile, _: CatalogueFile) -> Iterator[Diagnostic]:
    """No word of a year or a rater's file mixes alphabets."""
    return _strange_letters(work.file)


def _strange_letters(file: ReadFile) -> Iterator[Diagnostic]:
    # Searching the whole text first saves the walk through the values of nearly every file.
    # (A backslash may start an escape sequence for such a character.)
    written = file.source.text
    if "\\" in written or any(sign in written for sign in _OVERRIDES):
        yield from _overrides(file)
    if "\\" in written or _mixes_alphabets([written]):
        # The mixed words may all be in keys that are not checked, as in the shipped catalogue.
        looked_at = [text for route, text in _texts(file.values, ()) if _is_looked_at(route)]
        if _mixes_alphabets(looked_at):
            yield from _mixed_words(file)


def _mixes_alphabets(texts: Iterable[str]) -> bool:
    letters = "\n".join(texts).encode("utf-8", "surrogatepass").translate(_ALPHABETS, _CONTINUED)
    return b"LC" in letters or b"CL" in letters


def _overrides(file: ReadFile) -> Iterator[Diagnostic]:
    for route, value in _texts(file.values, ()):
        if found := re.search(f"[{_OVERRIDES}]", value):
            character = f"U+{ord(found[0]):04X}"
            yield text.DIRECTION_OVERRIDE.at(file.within(route, found[0]), character=character)


def _mixed_words(file: ReadFile) -> Iterator[Diagnostic]:
    for route, value in _texts(file.values, ()):
        if not (_is_looked_at(route) and re.search(_MIXED, value)):
            continue
        for word in re.findall(_WORD, value):
            if re.search(_MIXED, word) and not re.fullmatch(_CLASS, word):
                yield text.MIXED_SCRIPTS.at(file.within(route, word), word=word)
                break


def _is_looked_at(route: Route) -> bool:
    return route != ("bands",) and _PASSED_OVER.isdisjoint(route)


def _texts(value: Any, route: Route) -> Iterator[tuple[Route, str]]:
    """Yield every text among the values, with its route; keys have their own rules."""
    # A stack: in a recursion, each text would pass through one generator for each level.
    waiting = [(route, value)]
    while waiting:
        route, value = waiting.pop()
        if isinstance(value, str):
            yield route, value
        elif isinstance(value, dict):
            waiting += [((*route, key), value[key]) for key in reversed(value)]
        else:
            waiting += [((*route, index), value[index]) for index in reversed(range(len(value)))]
