"""A colon without a space after it is found at that colon, however YAML interprets the line."""

from __future__ import annotations

from typing import Any

import pytest

from qualitycli.messages import Translator
from qualitycli.reading.load import parse_year
from qualitycli.reading.pure_parser import PureParser
from qualitycli.reading.yaml_text import Parser, read_text
from qualitycli.source import Source
from tests.conftest import YEAR_HEAD

# The text as written; ¦ comes right before the colon without a space after it.
GLUED = {
    "the first": "ratings:\n  OP.1.1.1¦:3\n  OP.1.1.2: 3\n",
    "the first, before entries": "ratings:\n  OP.1.1.1¦:3\n  OP.1.1.2:\n    level: 3\n",
    "the first, as a new year has it": (
        "ratings:\n  # Урокът\n  OP.1.1.1¦:3\n  # Планът\n  OP.1.1.2:\n  # Целта\n  OP.1.1.3:\n"
    ),
    "the first, before a blank line": "ratings:\n  OP.1.1.1¦:3\n\n  OP.1.1.2: 3\n",
    "the first, with a remark": "ratings:\n  OP.1.1.1¦:3  # т. 3\n  OP.1.1.2: 3\n",
    "one in the middle": "ratings:\n  OP.1.1.1: 3\n  OP.1.1.2¦:3\n  OP.1.1.3: 3\n",
    "one after an empty one": "ratings:\n  OP.1.1.1:\n  OP.1.1.2¦:3\n  OP.1.1.3:\n",
    "one after entries": "ratings:\n  OP.1.1.1:\n    level: 3\n  OP.1.1.2¦:3\n  OP.1.1.3: 3\n",
    "the last": "ratings:\n  OP.1.1.1: 3\n  OP.1.1.2¦:3\n",
    "the last, before a key": "ratings:\n  OP.1.1.1: 3\n  OP.1.1.2¦:3\ntargets:\n  OP: 3\n",
    "the only one": "ratings:\n  OP.1.1.1¦:3\n",
    "all": "ratings:\n  OP.1.1.1¦:3\n  OP.1.1.2:3\n  OP.1.1.3:3\n",
    "the first two": "ratings:\n  OP.1.1.1¦:3\n  OP.1.1.2:3\n  OP.1.1.3: 3\n",
    "a word": "ratings:\n  OP.1.1.1¦:добро\n  OP.1.1.2: 3\n",
    "words": "ratings:\n  OP.1.1.1¦:много добро\n  OP.1.1.2: 3\n",
    "Cyrillic letters": "ratings:\n  ОР.1.1.1¦:3\n  OP.1.1.2: 3\n",
    "an unbreakable space": "ratings:\n  OP.1.1.1¦:\xa03\n  OP.1.1.2: 3\n",
    "a judgement": "ratings:\n  OP.1.1.1:\n    level¦:3\n    note: Да\n",
    "a judgement and no more": "ratings:\n  OP.1.1.1: 3\n  OP.1.1.2:\n    level¦:3\n",
    "a note": "ratings:\n  OP.1.1.1:\n    level: 3\n    note¦:Да и не\n  OP.1.1.2: 3\n",
    "a quoted note": 'ratings:\n  OP.1.1.1:\n    note¦:"а: б"\n    level: 3\n',
    "a reason": "ratings:\n  OP.1.1.1:\n    not_applicable¦:Няма\n  OP.1.1.2: 3\n",
    "answers": "ratings:\n  OP.11.1:\n    answers:\n      1¦:4\n      2:11\n",
    "answers in braces": "ratings:\n  OP.11.1:\n    answers: {1¦:4, 2: 11}\n",
    "ratings in braces": "ratings: {OP.1.1.1: 3, OP.1.1.2¦:3}\n",
    "a judgement in braces": "ratings:\n  OP.1.1.1: {level¦:3}\n",
    "a key at the top": "bands¦:naredba-15\nratings:\n  OP.1.1.1: 3\n",
    "a key at the top that has entries": "ratings¦:3\ntargets:\n  OP: 3\n",
    "the school": "institution:\n  name¦:Училище\n  town: Ясенград\n",
    "a measure": "measures:\n  - id¦:M1\n    action: Открити уроци\n",
    "a measure's second key": "measures:\n  - id: M1\n    action¦:Уроци\n    to: 2020-11-30\n",
    "a measure and no more": "measures:\n  - id¦:M1\n",
}


@pytest.mark.parametrize("parser", [Parser, PureParser], ids=["libyaml", "pure"])
@pytest.mark.parametrize("written", GLUED.values(), ids=GLUED.keys())
def test_it_is_found_at_its_colon_and_nothing_follows(written: str, parser: type[Any]) -> None:
    text = YEAR_HEAD + written
    before = text[: text.index("¦")]
    place = (before.count("\n") + 1, len(before) - before.rfind("\n"))
    source = Source("2020-2021.yaml", text.replace("¦", ""))
    document = read_text(source, parser)
    (found,) = parse_year(source).found if document.values is not None else document.found
    assert (found.rule.code, *found.place.span[:2]) == ("Q133", *place)


def test_the_remedy_is_the_space() -> None:
    source = Source("2020-2021.yaml", YEAR_HEAD + "ratings:\n  OP.1.1.1:3\n  OP.1.1.2: 3\n")
    (found,) = parse_year(source).found
    assert Translator("en").fill(found.message) == "there is no space after the colon of “OP.1.1.1”"
    assert Translator("en").fill(found.hint) == "add one: “OP.1.1.1: …”"
    bulgarian = Translator("bg")
    assert bulgarian.fill(found.message) == "след двоеточието на „OP.1.1.1“ няма интервал"
    assert bulgarian.fill(found.hint) == "поставете интервал: „OP.1.1.1: …“"


def test_a_character_that_only_looks_like_a_space_is_named() -> None:
    source = Source("2020-2021.yaml", YEAR_HEAD + "ratings:\n  OP.1.1.1:\u202f3\n  OP.1.1.2: 3\n")
    (found,) = parse_year(source).found
    assert "U+202F" in Translator("en").fill(found.hint)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("OP.1.1.1: добро:3\n", "Q206"),
        ("OP.1.1.1: 'level:3'\n", "Q206"),
        ("OP.1.1.1: http://example.org\n", "Q206"),
        ("OP.1.1.1: 8:30\n", "Q206"),
        ("OP.1.1.1:\n  level: 3\n  evidence: Протокол:3\n", "Q204"),
        ('OP.1.1.1:\n  level: 3\n  "note:x": y\n', "Q201"),
        ("OP.1.1.1: 3\n8:30 в кабинета\nOP.1.1.2: 3\n", "Q129"),
        ("OP.1.1.1: 3\nhttp://example.org\nOP.1.1.2: 3\n", "Q129"),
        ("OP.1.1.1: 3\nC:\\протоколи\nOP.1.1.2: 3\n", "Q129"),
        ("# Урокът\nOP.1.1.1 3\n# Планът\nOP.1.1.2:\n", "Q129"),
    ],
)
def test_what_only_has_a_colon_in_it_is_something_else(written: str, code: str) -> None:
    lines = "".join(f"  {line}\n" for line in written.splitlines())
    (found,) = parse_year(Source("2020-2021.yaml", f"{YEAR_HEAD}ratings:\n{lines}")).found
    assert found.rule.code == code


def test_texts_may_have_colons_without_a_space() -> None:
    text = YEAR_HEAD + (
        "ratings:\n  OP.1.1.1:\n    level: 3\n    note: час:минута\n    evidence:\n      - т.3:а\n"
        "      - http://example.org\n"
    )
    assert parse_year(Source("2020-2021.yaml", text)).found == []
