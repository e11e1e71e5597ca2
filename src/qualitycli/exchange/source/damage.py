"""Signs that a text was damaged when it was copied from a PDF or read optically.

Signs are reported, never repaired: only a person who has the original knows what it says. A sign
is something that nobody types, so texts that are merely unusual are not reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from qualitycli.exchange.source.document import CellAddress, SourceDocument
from qualitycli.messages import N_, Message

_CYRILLIC: Final = "А-Яа-яЀ-Џѐ-џѣѢѪѫ"
_LATIN: Final = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff"
# Patterns begin where a word begins, so that no word is searched twice.
_START: Final = r"(?<![^\W_])"
_LETTER: Final = r"[^\W\d_]"
# Letters that are no word, as „в“ and „с“ are. Many people write „й“ for „ѝ“.
_NO_WORD: Final = "бгджзклмнпртфхцчшщъь"
# Of these, the ones that do not name a class or an item of a list either: „в клас б на училището“.
_NO_NAME: Final = "клмнпртфцчшщь"
# Latin letters that look like Cyrillic ones, as words: „a“, „e“, „c“, „ce“.
_LOOKS_CYRILLIC: Final = "aceopxy"
# A hyphen before „и“ stands for the rest of the word: „пред- и следучилищна“.
_JOINING: Final = r"(?!(?:и|или|до|а|но|като|and|or|to)\b)"
# After a number, a letter is a unit or the name of a class: „20 м от“, „8 б клас“.
_NOT_AFTER_NUMBER: Final = "(?<![0-9] )"
_WORD_BEFORE: Final = f"(?:[{_CYRILLIC}]{{2,}} )"


class Damage(NamedTuple):
    """A sign of damage in a document.

    :ivar table: the order of the table, from 1; for a paragraph, that of the table after it.
    :ivar address: the cell; None for a paragraph.
    :ivar message: the sign, with the words that show it.
    """

    table: int
    address: CellAddress | None
    message: Message


class _Sign(NamedTuple):
    pattern: re.Pattern[str]
    text: str


def _with(letters: str) -> str:
    """Return the pattern of a word with one of these letters."""
    return rf"(?<!{_LETTER}){_LETTER}*?[{letters}](?:{_LETTER}|[{letters}])*+"


_SIGNS: Final = (
    _Sign(re.compile(_with("\u00ad")), N_("invisible soft hyphens: {texts}")),
    _Sign(
        re.compile(rf"(?<!{_LETTER})[{_CYRILLIC}]++[-\u2010\u00ac][ \n]{_JOINING}[а-яѝ]+"),
        N_("words divided at the end of a line: {texts}"),
    ),
    _Sign(
        re.compile(
            rf"{_START}(?:[{_CYRILLIC}]++[{_LATIN}]|[{_LATIN}]++[{_CYRILLIC}])[^\W_]*+",
        ),
        N_("Latin and Cyrillic letters in one word: {texts}"),
    ),
    _Sign(
        re.compile(rf"(?<=[{_CYRILLIC}] )[{_LOOKS_CYRILLIC}]{{1,2}}(?= [{_CYRILLIC}])"),
        N_("Latin letters instead of Cyrillic ones: {texts}"),
    ),
    _Sign(
        re.compile(_with("ыэёіїєђјљњћџѕўЫЭЁІЇЄ")),
        N_("letters that Bulgarian does not have: {texts}"),
    ),
    _Sign(
        re.compile(rf"{_START}(?:[{_CYRILLIC}]++[0-9]++[а-я]|0[а-я]{{3}})[^\W_]*+"),
        N_("digits inside words: {texts}"),
    ),
    _Sign(
        re.compile(rf"{_START}[{_CYRILLIC}](?: [{_CYRILLIC}]){{3,}}(?![^\W_])"),
        N_("letters with spaces between them: {texts}"),
    ),
    _Sign(
        # A letter before the rest of its word, or after it.
        re.compile(
            rf"{_START}{_WORD_BEFORE}?{_NOT_AFTER_NUMBER}[{_NO_WORD}] [а-я]{{3,}}"
            rf"|(?<![^\W_] ){_START}[{_NO_WORD.upper()}] (?!клас|груп|парал)[а-я]{{3,}}"
            rf"|{_START}{_WORD_BEFORE}[{_NO_NAME}](?= [а-я])"
        ),
        N_("words with a space inside: {texts}"),
    ),
    _Sign(re.compile(_with("\ufb00-\ufb06")), N_("joined letters: {texts}")),
    _Sign(
        re.compile("\\S{0,20}[\ufffd\ue000-\uf8ff]\\S{0,20}|\\?{4,}"),
        N_("characters that were lost: {texts}"),
    ),
    _Sign(
        re.compile("(?:[\u00d0\u00d1].){2,}|[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff]{4,}"),
        N_("a text in a wrong encoding: {texts}"),
    ),
)


def damage_of(text: str) -> Iterator[Message]:
    """Yield the signs of damage in a text, each kind once, with all words that show it."""
    for sign in _SIGNS:
        if found := dict.fromkeys(one[0].replace("\n", " ") for one in sign.pattern.finditer(text)):
            yield Message(sign.text, {"texts": tuple(found)})


def damage_in(document: SourceDocument) -> Iterator[Damage]:
    """Yield the signs of damage in a document, in its order."""
    for table in document.tables:
        for line in table.before:
            yield from (Damage(table.order, None, sign) for sign in damage_of(line.text))
        for address in sorted(table.cells):
            text = table.cells[address].text
            yield from (Damage(table.order, address, sign) for sign in damage_of(text))
    for line in document.after:
        yield from (Damage(len(document.tables) + 1, None, sign) for sign in damage_of(line.text))
