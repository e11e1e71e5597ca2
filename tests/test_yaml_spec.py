"""The YAML 1.2 specification's examples: each is read correctly, or a specific rule rejects it."""

from __future__ import annotations

import json
from typing import Any, Final, NamedTuple

import pytest

from qualitycli.reading.pure_parser import PureParser
from qualitycli.reading.yaml_text import Parser, read_text
from qualitycli.source import Source
from tests.conftest import TOP
from tests.yaml_events import RejectedTextError, meaning

VALUES: Final = "values"


class Example(NamedTuple):
    id: str
    example: str
    title: str
    yaml: str
    tree: str | None


FILE: Final = TOP / "tests/fixtures/yaml-1.2/examples.json"
EXAMPLES: Final = {
    one["id"]: Example(**one) for one in json.loads(FILE.read_text(encoding="utf-8"))
}
# The outcome of each: its values are read, or the first violated rule of ours ends the file.
TABLE: Final = {
    "Q111": "J3BT 6HB6 A2M4 4ZYM",
    "Q113": "FRK4",
    "Q114": "UT92",
    "Q116": "5.14",
    "Q117": "5.10",
    "Q118": "7BUB CUP7 HMQ5 JS2J 3GZX",
    "Q121": "2.23 2XXW J7PZ UGM3 6WLZ 9WXW 7FWL WZ62 M5C3 Z67P 57H4",
    "Q122": "U9NS RZT7 9DXL",
    "Q123": "C4HZ 27NA 2LFX 6LVF BEC7 6.15 U3C3 P76L CC74 5TYM Z9M4 6CK3 RTP8 W4TN",
    "Q124": "M5DY Q9WF DFF7 S3PD",
    "Q127": "98YD 8G76",
    "Q128": (
        "FQ7F 229Q YD5X JHB9 9U5K 6JQW 96L6 6VJK 6BCT 93WF K527 MJS9 6WPF TL85 S4JQ NP9H "
        "Q8AD 7A4E 9TFX 4GC6 SSW6 PRH3 T4YY DBG4 HS5T 5KJE 8UDB 5C5M QF4Y CT4Q Q88A LE5A "
        "P2AD 4QFQ R4YG M9B4 T5N4 DWX9 T26H B3HG G992 7T8X W42U V9D5 735Y M7A3 6ZKB 7.22 "
    ),
    "values": (
        "SYW4 PBJ2 ZF4X J9HZ HMK4 G4RS 4CQQ 2.19 2.20 2.21 2.22 S9E8 UDR7 5BVJ 9SHH 5GBF "
        "XV9V 5NYZ P94K LQZ7 87E4 L9U5 C2DT A6F9 F8F9 K858 JQ4R TE2A 5WE3 "
    ),
}
# Valid by the specification, but rejected by one of our own rules.
OF_OUR_OWN: Final = {
    "4ZYM": "a tab begins a line of a block text",
    "6HB6": "a tab stands in front of a text",
    "A2M4": "a tab stands behind a dash",
    "J3BT": "a tab stands behind a colon",
    "FRK4": "in brackets a colon is glued to the comma behind it",
    "UT92": "a line in brackets begins with a percent sign",
}
# Lists with a tab in such a place; on their own, they are rejected for being lists.
WITH_TABS: Final = ("6BCT", "R4YG")
OUTCOMES: Final = {one: outcome for outcome, ids in TABLE.items() for one in ids.split()}
PARSERS = [pytest.param(Parser, id="libyaml"), pytest.param(PureParser, id="pure")]


def test_every_example_is_in_the_table_once() -> None:
    assert sorted(OUTCOMES) == sorted(EXAMPLES)
    assert sum(len(ids.split()) for ids in TABLE.values()) == len(EXAMPLES) > 120


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_table_says_what_follows_from_the_events(name: str) -> None:
    example = EXAMPLES[name]
    if name in OF_OUR_OWN or example.tree is None:
        assert OUTCOMES[name] != VALUES
    elif example.yaml.startswith("%"):
        assert OUTCOMES[name] == "Q123", "a directive stands before all else"
    else:
        assert _by_events(example.tree) == OUTCOMES[name]


def _by_events(tree: str) -> str:
    try:
        meaning(tree)
    except RejectedTextError as refusal:
        return str(refusal)
    return VALUES


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize("name", EXAMPLES)
def test_the_example_comes_out_as_the_table_says(name: str, parser: type[Any]) -> None:
    example, outcome = EXAMPLES[name], OUTCOMES[name]
    source = Source("example.yaml", example.yaml)
    document = read_text(source, parser)
    if outcome == VALUES:
        assert example.tree is not None
        assert document.found == ()
        assert document.values == meaning(example.tree)
    else:
        assert document.values is None
        (found,) = document.found
        assert found.rule.code == outcome
        assert 1 <= found.place.span.line <= len(source.lines)


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize(
    "name",
    [
        name
        for name, one in EXAMPLES.items()
        if OUTCOMES[name] == "Q128" and one.yaml.startswith("- ") and "\n...\n" not in one.yaml
    ],
)
def test_an_example_that_is_a_list_comes_out_below_a_key(name: str, parser: type[Any]) -> None:
    tree = EXAMPLES[name].tree
    assert tree is not None
    lines = [f" {line}" for line in tree.splitlines()]
    whole = ["+STR", " +DOC", "  +MAP", "   =VAL :list", *lines[2:-2], "  -MAP", " -DOC", "-STR"]
    document = read_text(Source("example.yaml", f"list:\n{EXAMPLES[name].yaml}"), parser)
    if name in WITH_TABS:
        assert [one.rule.code for one in document.found] == ["Q111"]
        return
    outcome = _by_events("\n".join(whole))
    if outcome == VALUES:
        assert document.values == meaning("\n".join(whole))
    else:
        assert [one.rule.code for one in document.found] == [outcome]
