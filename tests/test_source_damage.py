"""Signs of damage in texts are reported with their words, and sound texts have none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pytest

from qualitycli.exchange.source.damage import Damage, damage_in, damage_of
from qualitycli.exchange.source.document import SourceDocument
from qualitycli.exchange.source.read import read_source
from qualitycli.messages import Translator
from tests.conftest import TOP
from tests.hostile import read_values
from tests.word_parts import document, p, row, table

SOFT: Final = "invisible soft hyphens"
DIVIDED: Final = "words divided at the end of a line"
MIXED: Final = "Latin and Cyrillic letters in one word"
LATIN: Final = "Latin letters instead of Cyrillic ones"
FOREIGN: Final = "letters that Bulgarian does not have"
DIGITS: Final = "digits inside words"
SPACED: Final = "letters with spaces between them"
SPLIT: Final = "words with a space inside"
JOINED: Final = "joined letters"
LOST: Final = "characters that were lost"
ENCODING: Final = "a text in a wrong encoding"

DAMAGED: Final[dict[str, tuple[str, str]]] = {
    "обра\u00adзователен процес": (SOFT, "обра\u00adзователен"),
    "обра\u00adзо\u00adвателен процес": (SOFT, "обра\u00adзо\u00adвателен"),
    "на учеб- ното съдържание": (DIVIDED, "учеб- ното"),
    "на учеб-\nното съдържание": (DIVIDED, "учеб- ното"),
    "на учеб¬ ното": (DIVIDED, "учеб¬ ното"),
    "oбразователен процес": (MIXED, "oбразователен"),
    "показатeл 1": (MIXED, "показатeл"),
    "Eфективност": (MIXED, "Eфективност"),
    "sсhool": (MIXED, "sсhool"),
    "работа c ученици": (LATIN, "c"),
    "тя ce оценява": (LATIN, "ce"),
    "качеството на учэбния процес": (FOREIGN, "учэбния"),
    "ръковoдство и управлениѣ": (MIXED, "ръковoдство"),
    "у4ителят": (DIGITS, "у4ителят"),
    "0бразователен": (DIGITS, "0бразователен"),
    "О Б Л А С Т 1": (SPACED, "О Б Л А С Т"),
    "о б р а з о в а н и е": (SPACED, "о б р а з о в а н и е"),
    "всеки к ритерий": (SPLIT, "всеки к ритерий"),
    "К ритерий 2": (SPLIT, "К ритерий"),
    "показате л за качество": (SPLIT, "показате л"),
    "e\ufb03ciency": (JOINED, "e\ufb03ciency"),
    "степен \ufffd 3": (LOST, "\ufffd"),
    "\uf0b7 Уроци": (LOST, "\uf0b7"),
    "?????????? 1": (LOST, "??????????"),
    "Ïîêàçàòåë": (ENCODING, "Ïîêàçàòåë"),
    "Ð£Ñ€Ð¾Ðº": (ENCODING, "Ð£Ñ€Ð¾Ðº"),
}


def said(text: str) -> list[str]:
    return [Translator("en").fill(one) for one in damage_of(text)]


@pytest.mark.parametrize("text", DAMAGED)
def test_damage_is_reported_with_its_words(text: str) -> None:
    sign, words = DAMAGED[text]
    assert said(text) == [f"{sign}: {words}"]


SOUND: Final = (
    "Учителят съчетава методи и средства – по-добро, 2/3, 5-те, 12-годишни, 9а клас, 8 б клас.",
    "пред- и следучилищна подготовка; учебна- или извънучебна",
    "IT-специалисти, e-mail, Wi-Fi, PISA, ЗПУО чл. 263(1) т. 7, COVID-19, MS Teams, web-базиран",
    "а) първо б) второ; в случай че я има; „в“ и „с“; ѝ е дадено; и те й го дават",
    "на 20 м от училището, 5 г злато, 2 л вода, за 2 ч на ден, 2020/2021 г. в града",
    "до 20 % – 1,0; 21–60 % – 1,5; над 60 % – 2,0 т.",
    "Кой? Какво? Защо??",
    "паралелка А и Б; вариант Б; Приложение Г",
    "café, naïve, Müller",
    "1.1.\tУрокът съответства на целите.",
    "",
)


@pytest.mark.parametrize("text", SOUND)
def test_sound_texts_have_no_signs(text: str) -> None:
    assert said(text) == []


def texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from texts_in(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts_in(one)


def test_the_texts_of_the_project_have_only_two_signs() -> None:
    paths = [TOP / "data/criteria.yaml", *(TOP / "examples").rglob("*.yaml")]
    found = {sign for path in paths for text in texts_in(read_values(path)) for sign in said(text)}
    # Both are slips of the source document, which the catalogue quotes.
    assert found == {f"{MIXED}: непедagogическият", f"{FOREIGN}: Организираны"}


def test_each_sign_is_reported_once_for_a_text_and_with_its_place() -> None:
    rows = table(row("а", "Oбласт и oбласт, Oбласт"), row("", "б"))
    data = document(p("0бласт") + rows + table(row("в")) + p("сло- во"))
    result = read_source(data, "paper.docx")
    assert isinstance(result, SourceDocument)
    found = [
        (one.table, one.address, Translator("en").fill(one.message)) for one in damage_in(result)
    ]
    assert found == [
        (1, None, f"{DIGITS}: 0бласт"),
        (1, (1, 2), f"{MIXED}: Oбласт, oбласт"),
        (3, None, f"{DIVIDED}: сло- во"),
    ]
    assert isinstance(next(damage_in(result)), Damage)
