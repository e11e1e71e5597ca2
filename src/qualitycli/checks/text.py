"""Checks of what people wrote: letters of two alphabets in one word, signs that turn a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from qualitycli.diagnostics import Diagnostic
from qualitycli.rules import text
from qualitycli.source import Route
from qualitycli.workspace import CatalogueFile, RatedFile, ReadFile

_MIXED: Final = re.compile("[A-Za-z][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z]")
_WORD: Final = re.compile("[A-Za-z\u0400-\u04ff]+")
# „Vа клас“, „XIIб“: a Roman numeral with the letter of the class is no mistake.
_CLASS: Final = re.compile("[IVX]{1,4}[а-я]")
# Ids have a rule of their own; notes on the source quote what was misprinted.
_PASSED_OVER: Final = frozenset({"id", "edition", "moved_from", "notes"})
_OVERRIDE: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def catalogue_words_keep_one_script(work: CatalogueFile) -> Iterator[Diagnostic]:
    """No word of the catalogue mixes alphabets; what its notes quote from print may."""
    return _strange_letters(work.file)


def year_words_keep_one_script(work: RatedFile, _: CatalogueFile) -> Iterator[Diagnostic]:
    """No word that the commission, or a rater, wrote mixes alphabets."""
    return _strange_letters(work.file)


def _strange_letters(file: ReadFile) -> Iterator[Diagnostic]:
    # One look at the whole text spares nearly every file the walk through its values.
    # (A backslash may be an escape that writes a sign in other signs.)
    written = file.source.text
    if not ("\\" in written or _MIXED.search(written) or _OVERRIDE.search(written)):
        return
    for route, value in _texts(file.values, ()):
        if found := _OVERRIDE.search(value):
            sign = f"U+{ord(found[0]):04X}"
            yield text.DIRECTION_OVERRIDE.at(file.within(route, found[0]), character=sign)
        if route == ("bands",) or _PASSED_OVER.intersection(route):
            continue
        for word in _WORD.findall(value):
            if _MIXED.search(word) and not _CLASS.fullmatch(word):
                yield text.MIXED_SCRIPTS.at(file.within(route, word), word=word)
                break


def _texts(value: Any, route: Route) -> Iterator[tuple[Route, str]]:
    """Yield every text among the values, with its route; keys have rules of their own."""
    if isinstance(value, str):
        yield route, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, (*route, key))
    else:
        for index, inner in enumerate(value):
            yield from _texts(inner, (*route, index))
