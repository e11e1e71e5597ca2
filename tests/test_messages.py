"""Every text for users exists completely in both languages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import click
import pytest

from qualitycli import messages
from qualitycli.cli.app import commands
from qualitycli.messages import (
    NP_,
    Message,
    Translator,
    for_log,
    preferred_language,
    shorten,
    unseen_as_json,
    unseen_places,
    visible,
    visible_in_logs,
)
from qualitycli.scoring.figures import points_said
from tests.conftest import Quality
from tools.translations import translated


def test_where_nothing_is_compiled_everything_is_english(
    quality: Quality, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands = (["score", "2020-2021"], ["score", "--help"], ["score", "--no-such"])
    english = [quality("--lang", "en", *one) for one in commands]
    monkeypatch.setattr(messages, "LOCALE_DIR", tmp_path)
    assert [quality("--lang", "bg", *one) for one in commands] == english


@pytest.mark.parametrize(
    ("asked", "environment", "language"),
    [
        (None, {}, "en"),
        ("bg", {"QUALITY_LANG": "en"}, "bg"),
        (None, {"QUALITY_LANG": "bg", "LANG": "en_US.UTF-8"}, "bg"),
        (None, {"LANG": "bg_BG.UTF-8"}, "bg"),
        (None, {"LC_ALL": "C", "LANG": "bg_BG.UTF-8"}, "en"),
        (None, {"LC_MESSAGES": "bg_BG", "LANG": "en_US"}, "bg"),
        (None, {"LANGUAGE": "de:bg:en"}, "bg"),
        (None, {"LANG": "de_DE.UTF-8"}, "en"),
        ("fr", {"QUALITY_LANG": "fr", "LANG": "bg_BG"}, "bg"),
    ],
)
def test_which_language_is_spoken(
    asked: str | None, environment: Mapping[str, str], language: str
) -> None:
    assert preferred_language(asked, environment) == language


def test_arguments_are_shown_as_people_write_them() -> None:
    message = Message(
        "{day} · {number} · {list} · {inner} · {text}",
        {
            "day": date(2020, 9, 28),
            "number": Fraction(5, 4),
            "list": ("a", "b\n"),
            "inner": Message("{n}", {"n": 1}),
            "text": "x\x1b{y}",
        },
    )
    assert Translator("en").fill(message) == "2020-09-28 · 1.25 · a, b\\n · 1 · x\\x1b{y}"
    assert Translator("bg").fill(message).startswith("28.09.2020 г. · 1.25")


def test_plurals() -> None:
    form = NP_("{n} error", "{n} errors")
    assert [Translator("en")(form, n=n) for n in (0, 1, 2)] == ["0 errors", "1 error", "2 errors"]
    assert [Translator("bg")(form, n=n) for n in (0, 1, 2)] == ["0 грешки", "1 грешка", "2 грешки"]


def test_texts_are_shortened_at_a_words_end() -> None:
    assert shorten("къс текст", 20) == "къс текст"
    assert shorten("Съобразяване на методите на преподаване с възможностите", 30) == (
        "Съобразяване на методите на…"
    )
    assert shorten("ж" * 100, 10) == "ж" * 9 + "…"


def test_unseen_signs_are_made_visible() -> None:
    assert visible("а\tб\r\n\x1b\u202e\ufeff\x85") == "а\\tб\\r\\n\\x1b\\u202e\\ufeff\\x85"
    assert visible("Ясен „кръг“ № 5 – да") == "Ясен „кръг“ № 5 – да"


@pytest.mark.parametrize(
    "text", ["##[x", "##vso[x", "##teamcity[x", "###VSO[x", "#\u00ad#vs\u2060o[x", "##\u200d[x"]
)
def test_a_text_that_starts_a_command_in_a_log_is_text(text: str) -> None:
    assert visible(text) == text.replace("[", "\\x5b")


def test_a_document_keeps_what_typography_needs_and_a_log_shows_it() -> None:
    text = "под\u00adпоказател 1\ufe0f\u20e3 ☎\ufe0f 👩\u200d🏫 а\u200dб в\u2060г д\ufe0f"
    assert visible(text) == text
    assert for_log(text) == visible_in_logs(text)
    assert for_log(text) == (
        "под\\xadпоказател 1\ufe0f\u20e3 ☎\ufe0f 👩\u200d🏫 а\\u200dб в\\u2060г д\\ufe0f"
    )
    places = [place for place in range(len(text)) if text[place] in "\u00ad\u2060"]
    assert set(places) < set(unseen_places(text))


def test_every_other_invisible_character_is_shown() -> None:
    for code in (0x34F, 0x2061, 0x2064, 0x206F, 0x3164, 0xFE0D, 0xFFF9, 0xE0000, 0xE007F, 0xE01EF):
        assert visible(f"а{chr(code)}") == "а" + chr(code).encode("unicode_escape").decode()


def test_what_is_visible_can_be_in_xml_whatever_it_was() -> None:
    for start in range(0, 0x110000, 256):
        characters = map(chr, range(start, start + 256))
        text = visible("".join(f"a{one}" for one in characters if not one.isprintable()))
        # https://www.w3.org/TR/xml/#charsets
        assert re.fullmatch("[\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]*", text), start


def test_json_names_a_character_beyond_four_digits_by_its_halves() -> None:
    text = "a\U000e0041\u00ad##vso[\ufffe👩"
    said = unseen_as_json(json.dumps(text, ensure_ascii=False))
    assert said == r'"a\udb40\udc41\u00ad##vso\u005b\ufffe👩"'
    assert json.loads(said) == text


def test_help_and_clicks_own_words_are_bulgarian(quality: Quality) -> None:
    outcome = quality("--lang", "bg", "score", "--help")
    assert outcome.code == 0
    for word in ("Usage", "Options", "Show", "Examples", "default"):
        assert word not in outcome.out
    assert "Примери" in outcome.out
    outcome = quality("--lang", "bg", "score", "--no-such")
    assert outcome.code == 2
    assert "No such option" not in outcome.err
    assert "Usage" not in outcome.err


def every_command(above: click.Command = commands, said: str = "") -> Iterator[tuple[str, Any]]:
    ctx = click.Context(above, info_name=said)
    if isinstance(above, click.Group):
        for name in above.list_commands(ctx):
            below = above.get_command(ctx, name)
            assert below is not None
            yield f"{said} {name}".strip(), below
            yield from every_command(below, f"{said} {name}".strip())


@pytest.mark.release
@pytest.mark.parametrize("command", [pytest.param(one, id=name) for name, one in every_command()])
def test_placeholders_of_values_are_bulgarian(command: click.Command) -> None:
    translate = Translator("bg")
    for param in command.params:
        if param.metavar:
            words = re.findall("[A-Za-z-]+", translate(param.metavar))
            # Text to type literally may be in English; "ID" is the same in both languages.
            choices = param.type.choices if isinstance(param.type, click.Choice) else ()
            assert set(words) <= {"ID", "-", *choices}, param.name


@pytest.mark.release
@pytest.mark.parametrize("group", [[], ["measure"], ["framework"]])
def test_a_list_of_commands_is_bulgarian(group: list[str], quality: Quality) -> None:
    out = quality("--lang", "bg", *group, "--help").out
    listed = re.findall(r"^  [a-z]+ {2,}(.+)$", out, re.MULTILINE)
    assert listed
    for said in listed:
        assert re.match("[А-Я]", said), said
        assert not re.search("[A-Za-z]", re.sub(r"\b(Word|Excel|CSV)\b", "", said)), said


def test_the_language_may_be_anywhere(project: object, quality: Quality) -> None:
    for args in (
        ("--lang", "bg", "validate"),
        ("validate", "--lang", "bg"),
        ("validate", "--lang=bg"),
    ):
        assert "Проверени" in quality(*args).out or "Проверен" in quality(*args).out


def test_one_point_is_no_points() -> None:
    said = {
        text: Translator("en").fill(points_said(text, one=text == "1"))
        for text in ("1", "0", "2", "0.5", "1.5")
    }
    assert said == {
        "1": "1 point",
        "0": "0 points",
        "2": "2 points",
        "0.5": "0.5 points",
        "1.5": "1.5 points",
    }
    assert Translator("bg").fill(points_said("1,5", one=False)) == "1,5 т."


# Numbers that are always greater than one, or that are not whole numbers.
_ALWAYS_SEVERAL = frozenset(
    {
        "{all} items",
        "{down} points",
        "{up} points",
        "{most} characters",
        "{limit} digits",
        "{limit} templates",
        "{limit} values",
        "{most} findings",
        "{n} findings",
        "{nargs} values",
    }
)


def test_a_noun_after_a_number_has_both_its_forms() -> None:
    numbers = "n|all|number|count|of|down|up|drop|limit|most|points|items|values|applicable"
    numbers += "|nargs|scored|answers|invited|wanted"
    behind = re.compile(rf"\{{(?:{numbers})\}} (?!is\b)[a-z]+s\b")
    single = [one.id for one in translated() if one.id and isinstance(one.id, str)]
    found = {match[0] for text in single for match in behind.finditer(text)}
    assert sorted(found - _ALWAYS_SEVERAL) == []


def test_a_long_list_of_names_is_cut_and_says_so() -> None:
    names = tuple(f"OP.{number}" for number in range(160))
    said = Translator("en")("known: {known}", known=names)
    assert said.count("OP.") < 20
    assert said.endswith(", …")
    assert Translator("en")("{steps}", steps=tuple(range(21))).endswith("19, 20")
