"""A written text is read as exactly this text, by this tool and by other YAML parsers."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from qualitycli.reading.pure_parser import PureParser
from qualitycli.reading.yaml_text import Parser, read_text
from qualitycli.source import Source
from qualitycli.writing.scalars import literal, plain, quoted
from tests.conftest import TIMES

SIGNS = (
    "аб Яe5.:#-+?,'\"{}[]&*!|>%@`\\\n\t\r№\x85\u2028\U0001f600\u202e\xa0\ufeff/~=<_xoT\x07\ufffe"
)

NOT_TEXTS = [
    *("true", "False", "YES", "no", "On", "off", "y", "N", "null", "Null", "~", "", "=", "<<"),
    *("5", "05", "0o17", "0x1F", "0b11", "+5", "-5", "1_000", "5.10", "5.", ".5", "1e3", "1E-3"),
    *("12:30", "190:20:30", "1:30.5", ".inf", "-.INF", ".NaN", "2021-05-20", "2021-5-2"),
    *("2021-05-20 10:30:00", "2021-05-20T10:30:00Z", "2021-05-20 10:30:00.5 +2"),
]
PLAIN = [
    *("vou-montana", "Протокол № 3", "12.05.2021 г.", "2020-2021", "3 протокола", "a:b", "a#b"),
    *("„да“", "и/или", "чл. 5, ал. 2", "1.1.1", "5,10", "-а", "Слънце – клуб", "A1", "50 %"),
]
STEERING = ["a: b", "a:", "a #b", "# a", "- a", "-", "? a", ": a", "{a", "[a", "&a", "*a", "!a"]
STEERING += ["|", ">", "'a", '"a', "%a", "@a", "`a", " a", "a ", "---", "...", ",a", "a\tb", "a\nb"]


def read_everywhere(text: str) -> list[Any]:
    """Return the values read by this tool (both parsers), PyYAML (1.1) and ruamel.yaml (1.2)."""
    ours = [read_text(Source("y", text), parser).values for parser in (Parser, PureParser)]
    return [*ours, yaml.safe_load(text), YAML(typ="safe", pure=True).load(text)]


@pytest.mark.parametrize("text", [*NOT_TEXTS, *STEERING])
def test_what_means_something_else_is_quoted(text: str) -> None:
    written = quoted(text)
    assert written[0] in "'\""
    assert read_everywhere(f"key: {written}\n") == [{"key": text}] * 4


@pytest.mark.parametrize("text", PLAIN)
def test_what_means_nothing_else_is_not_quoted(text: str) -> None:
    assert quoted(text) == text
    assert read_everywhere(f"key: {text}\n") == [{"key": text}] * 4


@pytest.mark.parametrize("text", ["3", "3.20", "2021-05-20", "true"])
def test_numbers_and_days_are_not_quoted_where_they_are_wanted(text: str) -> None:
    assert plain(text) == text


@given(st.text(alphabet=SIGNS, max_size=9))
@example("a\n b\n\nc")
@example("._")
@example("-_")
@settings(max_examples=80 * TIMES)
def test_any_text_is_read_as_it_was(text: str) -> None:
    for in_braces, whole in ((False, "key: {}\n"), (True, "key: {{a: {}, b: c}}\n")):
        there = read_everywhere(whole.format(quoted(text, in_braces=in_braces)))
        assert there == [{"key": {"a": text, "b": "c"} if in_braces else text}] * 4
    assert read_everywhere(f"{quoted(text)}: x\n" if text else "a: x\n")[0] == {text or "a": "x"}


@given(st.text(alphabet=SIGNS, max_size=9).map(lambda text: f"а{text}\nб"))
@settings(max_examples=60 * TIMES)
def test_a_block_text_is_read_as_it_was(text: str) -> None:
    if (lines := literal(text)) is not None:
        written = "".join(f"  {line}\n" if line else "\n" for line in lines)
        assert read_everywhere(f"key: |-\n{written}more: x\n") == [{"key": text, "more": "x"}] * 4


def test_most_texts_of_several_lines_are_block_texts() -> None:
    assert literal("Едно: две\n\n  три # и\nчетири") == ["Едно: две", "", "  три # и", "четири"]


@pytest.mark.parametrize("sign", ["\u202e", "\u200b", "\x07", "\ufeff", "\u2028"])
def test_what_cannot_be_seen_is_written_visibly(sign: str) -> None:
    assert quoted(f"а{sign}б") == f'"а\\u{ord(sign):04X}б"'
