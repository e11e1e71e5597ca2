"""Reading YAML: the text is the value, every value keeps its place, and both parsers agree."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitycli.messages import Translator
from qualitycli.reading import yaml_text
from qualitycli.reading.pure_parser import PureParser
from qualitycli.reading.yaml_text import Document, Parser, read_text
from qualitycli.source import Source, Span

PARSERS = [pytest.param(Parser, id="libyaml"), pytest.param(PureParser, id="pure")]


def read(text: str, parser: type[Any] = Parser) -> Document:
    return read_text(Source("file.yaml", text), parser)


def found(document: Document) -> list[tuple[str, int]]:
    return [(one.rule.code, one.place.span.line) for one in document.found]


def test_libyaml_is_tested_where_it_is_there() -> None:
    assert Parser is not PureParser, "the tests want PyYAML with its C extension"


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize(
    "written",
    [
        *("5.10", "1.10", "no", "No", "yes", "on", "null", "~", "12:30", "0x10", "1e3", "3,5"),
        *("2020-09-15", "007", "1_000", ".inf", "=", "true", "''", '""', "№ 5", "„да“"),
    ],
)
def test_a_plain_scalar_is_the_text_in_the_file(written: str, parser: type[Any]) -> None:
    expected = "" if written in ("''", '""') else written
    assert read(f"key: {written}\n", parser).values == {"key": expected}
    # Quotes never change the result.
    assert read(f"key: '{expected}'\n", parser).values == {"key": expected}
    assert read(f'key: "{expected}"\n', parser).values == {"key": expected}


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("|\n  one\n  two\n", "one\ntwo"),
        ("|\n  one\n\n\n", "one"),
        ("|+\n  one\n\n\n", "one"),
        ("|-\n  one\n", "one"),
        (">\n  one\n  two\n", "one two"),
        ("|2\n   one\n", " one"),
        ("one\n  two\n", "one two"),
        ('"one\\ttwo\\u0416"\n', "one\ttwoЖ"),
        ("'it''s'\n", "it's"),
    ],
)
def test_block_and_quoted_texts(written: str, value: str, parser: type[Any]) -> None:
    assert read(f"key: {written}", parser).values == {"key": value}


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_that_editors_know(end: str, parser: type[Any]) -> None:
    document = read(end.join(["a: 1", "b:", "  - x", "  - y", "c: z"]), parser)
    assert document.values == {"a": "1", "b": ["x", "y"], "c": "z"}
    assert document.places.locate(("c",)) == Span(5, 4, 5, 5)


@pytest.mark.parametrize("parser", PARSERS)
def test_places_count_characters_from_one_and_end_exclusively(parser: type[Any]) -> None:
    document = read("ключ: Ясен\nlist:\n  - {a: 1, бв: 漢字}\n", parser)
    places = document.places
    assert places.locate(("ключ",)) == Span(1, 7, 1, 11)
    assert places.locate_key(("ключ",)) == Span(1, 1, 1, 5)
    assert places.locate(("list", 0, "бв")) == Span(3, 16, 3, 18)
    assert places.locate(("list",)) == Span(2, 1, 2, 5)
    assert places.locate(("list", 0)) == Span(3, 6, 3, 7)
    assert places.locate_missing(("list", 0, "c")) == Span(3, 6, 3, 7)
    assert places.locate(("ключ", "deeper")) == Span(1, 7, 1, 11)
    assert places.locate(()) == Span(1, 1, 1, 5)


REFUSED = [
    ("", "Q127", 1),
    ("# only a comment\n\n", "Q127", 1),
    ("- a\n", "Q128", 1),
    ("text\n", "Q128", 1),
    ("a: 1\nb: &x 2\n", "Q118", 2),
    ("a: 1\nb: *x\n", "Q119", 2),
    ("*a : 1\n", "Q119", 1),
    ("a: 1\n<<: {b: 2}\n", "Q120", 2),
    ("a: !!int 1\n", "Q121", 1),
    ("a: !secret x\n", "Q121", 1),
    ("a: !<x> x\n", "Q121", 1),
    ("!!map {a: 1}\n", "Q121", 1),
    ("a: !e!x 1\n", "Q121", 1),
    ("a: 1\n---\nb: 2\n", "Q122", 2),
    ("%YAML 1.2\n---\na: 1\n", "Q123", 1),
    ("# first\n\n%TAG ! tag:x,2000:\n---\na: 1\n", "Q123", 3),
    ("? [a, b]\n: 1\n", "Q124", 1),
    ("a: 1\n: 2\n", "Q124", 2),
    ("{a: 1}: 2\n", "Q124", 1),
    ("a: " + "[" * 40 + "]" * 40, "Q126", 1),
    ("a: 1\n\tb: 2\n", "Q111", 2),
    ("a:\t1\n", "Q111", 1),
    ("a: 1\t\n", "Q111", 1),
    ("a: x\ty\n", "Q111", 1),
    ("a: |\n\tx\n", "Q111", 2),
    ("a: 1\n- b\n", "Q115", 2),
    ("a: 1\n  b: 2\n", "Q115", 2),
    ("a:\n    b: 1\n  c: 2\n", "Q115", 3),
    ('a: "open\nb: 1\n', "Q112", 1),
    ("a: 1\nb: 'open\n", "Q112", 2),
    ("a: План: цел\n", "Q113", 1),
    ("a: {b: 1\nc: 2\n", "Q114", 1),
    ("a: [1, 2\nc: 2\n", "Q114", 1),
    ("a: {b: 3, c: Протокол: важен}\n", "Q113", 1),
    ("a: {b: 3}}\n", "Q114", 1),
    ("a: 1\nред без двоеточие\nb: 2\n", "Q129", 2),
    ('a: "Ние" и вие\n', "Q130", 1),
    ("a: - b\n", "Q131", 1),
    ('a: "C:\\папка"\n', "Q116", 1),
    ('a: "\\x4"\n', "Q116", 1),
    ('a: "\\ud83d\\ude00"\n', "Q116", 1),
    ('"\\ud83d": 1\n', "Q116", 1),
    ('a: 1\nb: "\\\\ud83d, \\uDE00"\n', "Q116", 2),
    ('a: "\\U0000d83d"\n', "Q116", 1),
    ('a: "\\ud83d\\ude00"\nb: "\\q"\n', "Q116", 1),
    ("a: @b\n", "Q117", 1),
    ("a: `b`\n", "Q117", 1),
    ("a: %b\n", "Q117", 1),
    ("a: * b\n", "Q117", 1),
    ("a: | b\n", "Q117", 1),
    ("a: {?b: c}\n", "Q117", 1),
    ('a: {?"b": c}\n', "Q117", 1),
    ("a: {b:,\n  c: d}\n", "Q113", 1),
    ("a: {b :}\n", "Q113", 1),
    ("a: [b:]\n", "Q113", 1),
    ("{\nhttp://foo.com,\na:,\n}\n", "Q113", 3),
    ("a: >#b\n", "Q117", 1),
    ("a: 1\n\ufeffb: 2\n", "Q109", 2),
    ("a: 1\nb: \x07\n", "Q108", 2),
    ("a: 1\nb: \x00\n", "Q108", 2),
    ("a: \ufffe\n", "Q108", 1),
]


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize(("text", "code", "line"), REFUSED)
def test_what_is_refused_ends_the_file_with_one_finding(
    text: str, code: str, line: int, parser: type[Any]
) -> None:
    document = read(text, parser)
    assert document.values is None
    assert found(document) == [(code, line)]


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize(
    ("written", "span", "hint"),
    [
        (
            "x \\ud83d\\ude00 y",
            (1, 7, 1, 19),
            "“\\ud83d\\ude00” is the JSON escape of “😀”; write the character itself",
        ),
        (
            "\\uDE00",
            (1, 5, 1, 11),
            "“\\uDE00” is an unpaired surrogate; write the character itself",
        ),
        (
            "\\ud83d\\n",
            (1, 5, 1, 11),
            "“\\ud83d” is an unpaired surrogate; write the character itself",
        ),
        (
            "C:\\papers",
            (1, 8, 1, 9),
            "use single quotes, where a backslash is an ordinary character: 'C:\\papers'",
        ),
    ],
)
def test_the_escape_of_surrogate_escape_in_is_named(
    written: str, span: tuple[int, ...], hint: str, parser: type[Any]
) -> None:
    (one,) = read(f'a: "{written}"\n', parser).found
    assert one.place.span == span
    assert Translator("en").fill(one.hint) == hint


@pytest.mark.parametrize("parser", PARSERS)
def test_a_duplicate_key_does_not_end_the_file(parser: type[Any]) -> None:
    document = read("a: 1\nb: 2\n'a': 3\nb: 4\n", parser)
    assert document.values == {"a": "1", "b": "2"}
    assert found(document) == [("Q125", 3), ("Q125", 4)]
    first, _ = document.found
    (related,) = first.related
    assert related.place.span == Span(1, 1, 1, 2)


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize(
    "text",
    ["a: 1 #\tcomment\n", "#\tcomment\na: 1\n", 'a: "x\ty"\n', "a: |\n  x\ty\n", "a: 'x\n\ty'\n"],
)
def test_a_tab_may_be_in_a_comment_and_in_quoted_and_block_texts(
    text: str, parser: type[Any]
) -> None:
    document = read(text, parser)
    assert document.values is not None
    assert found(document) == []


@pytest.mark.parametrize("parser", PARSERS)
def test_nesting_is_bounded_before_it_hurts(parser: type[Any]) -> None:
    deepest = "a: " + "[" * 31 + "x" + "]" * 31
    assert read(deepest, parser).values is not None
    assert found(read(deepest.replace("x", "[x]"), parser)) == [("Q126", 1)]
    assert found(read("a: " + "[" * 200_000, parser)) == [("Q126", 1)]
    assert found(read("a: " + "{x: " * 100_000, parser)) == [("Q126", 1)]


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize(
    ("around", "entry", "most"),
    [
        ("a: [{}]", "x", 9),
        ("a: [{}]", "", 9),
        ("a: [{}]", "[]", 9),
        ("a: [[{}]]", "x", 8),
        ("{{{}}}", "k{}: x", 10),
        ("{{{}}}", "k: x", 10),
        ("{{{}}}", "k{}: [x]", 5),
    ],
)
def test_the_number_of_values_is_bounded(
    around: str, entry: str, most: int, parser: type[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A key or a list entry has a value, even if it is empty or the key is repeated."""
    assert yaml_text.MOST_VALUES == 200_000
    monkeypatch.setattr(yaml_text, "MOST_VALUES", 10)

    def codes(count: int) -> set[str]:
        entries = ", ".join(entry.format(number) or "''" for number in range(count))
        return {code for code, _ in found(read(around.format(entries), parser))}

    assert "Q138" not in codes(most)
    assert codes(most + 1) == {"Q138"}


def test_an_empty_entry_of_a_list_is_skipped() -> None:
    document = read("a:\n  - x\n  -\n  - ''\n  - y\n")
    assert document.values == {"a": ["x", "y"]}
    assert document.places.locate(("a", 1)).line == 5


PIECES = [
    *("a", "бв", "key", "1.10", "no", "~", "=", "<<", "3"),
    *(": ", ":", "- ", "-", "? ", "?", ",", ", ", " ", "    ", "\n", "\n  ", "\r\n", "\r", "\t"),
    *("{", "}", "[", "]", "{a: ", "[b", "'", '"', "''", '""', "\\", "\\x", "# ", "#", "%", "@"),
    *("`", "|", ">", "|2\n", ">+\n  ", "|-\n  ", "|\n  x\n", "&a ", "*a", "!t ", "!!str "),
    *("---\n", "...\n", "\x85", "\u2028", "\ufeff", "\x07", "\u00a0", "漢"),
    *(" #7", "\n  #7", "\n  \u00a0", "\u200b", "<<<<<<< ", "=======\n"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=16).map("".join))
def test_both_parsers_give_the_same_values_findings_and_lines(text: str) -> None:
    one, other = read(text), read(text, PureParser)
    assert (one.values, found(one)) == (other.values, found(other))
    if one.values is not None:
        assert list(_spans(one)) == list(_spans(other))
        assert list(_cuts(one)) == list(_cuts(other))


def _cuts(document: Document) -> Any:
    for cut in document.cuts:
        yield cut.offset, cut.scalar.start_mark.index, cut.scalar.value


def _spans(document: Document) -> Any:
    assert document.values is not None
    for key in document.values:
        yield document.places.locate_key((key,))[:2]


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=40))
def test_any_text_is_read_or_refused_with_one_place(text: str) -> None:
    document = read(text)
    if document.values is None:
        *_, one = document.found
        lines = re.split("\r\n|[\n\r]", text)
        assert 1 <= one.place.span.line <= len(lines) + 1
