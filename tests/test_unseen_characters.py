"""Invisible characters, and characters that look like a space: reported on their own line."""

from __future__ import annotations

from typing import Any

import pytest

from qualitycli.edits import Edit
from qualitycli.messages import Translator
from qualitycli.reading.pure_parser import PureParser
from qualitycli.reading.yaml_text import Parser, read_text
from qualitycli.source import Source
from qualitycli.workspace import CatalogueFile
from qualitycli.writing.yaml_editor import UnreadableEditError, apply_edits
from qualitycli.writing.year_layout import YearLayout
from tests.conftest import YEAR_HEAD
from tests.findings import findings_in, places_in

PARSERS = [pytest.param(Parser, id="libyaml"), pytest.param(PureParser, id="pure")]
SEPARATORS = ["\x85", "\u2028", "\u2029"]
both_parsers = pytest.mark.parametrize("parser", PARSERS)
every_separator = pytest.mark.parametrize("sign", SEPARATORS, ids=ascii)


@every_separator
def test_lines_are_counted_as_editors_count_them(sign: str, real_catalogue: CatalogueFile) -> None:
    text = f"{YEAR_HEAD}ratings:\n  # копирано{sign}# от PDF\n  OP.1.1.1: 3\n  OP.1.1.9: 3\n"
    assert places_in(text, real_catalogue) == [(7, "Q134"), (9, "Q301")]


@both_parsers
@every_separator
def test_a_rating_inside_a_comment_does_not_count(sign: str, parser: type[Any]) -> None:
    source = Source("y", f"a: 1\n# миналата година:{sign}b: 2\nc: 3\n")
    document = read_text(source, parser)
    assert document.values == {"a": "1", "c": "3"}
    assert [(one.rule.code, one.place.span[:2]) for one in document.found] == [("Q134", (2, 19))]
    assert document.places.locate(("c",)).line == 3


@both_parsers
@every_separator
@pytest.mark.parametrize(
    "written",
    [
        "a: x¦y\nb: 1\n",
        'a: "x¦y"\nb: 1\n',
        "a: |\n  x¦y\nb: 1\n",
        "a: 3¦\nb: 1\n",
        "¦a: 3\nb: 1\n",
        "a:¦  c: 3\nb: 1\n",
        "a: [x,¦y]\nb: 1\n",
        "x¦y: 3\nb: 1\n",
        "---¦\na: 3\n",
    ],
)
def test_it_is_one_finding_in_any_position(written: str, sign: str, parser: type[Any]) -> None:
    document = read_text(Source("y", written.replace("¦", sign)), parser)
    number = written[: written.index("¦")].count("\n") + 1
    assert [(one.rule.code, one.place.span.line) for one in document.found] == [("Q134", number)]
    assert f"U+{ord(sign):04X}" in Translator("en").fill(next(iter(document.found)).message)


def test_each_line_is_reported_once() -> None:
    source = Source("y", "a: x\u2028y\u2029z\nb: 1\nc: \x85\n")
    assert [one.place.span.line for one in read_text(source).found] == [1, 3]


@every_separator
def test_an_escape_is_part_of_the_text(sign: str) -> None:
    document = read_text(Source("y", f'a: "x\\u{ord(sign):04X}y"\n'))
    assert document.values == {"a": f"x{sign}y"}
    assert document.found == ()


@every_separator
def test_a_file_with_one_is_not_edited(sign: str, real_catalogue: CatalogueFile) -> None:
    source = Source("y", f"ratings:\n  OP.1.1.1: 3  # а{sign}б\n")
    edit = Edit(("ratings", "OP.1.1.1", "level"), "4")
    with pytest.raises(UnreadableEditError) as raised:
        apply_edits(read_text(source), [edit], YearLayout(real_catalogue.catalogue))
    assert [one.rule.code for one in raised.value.found] == ["Q134"]


@every_separator
def test_a_text_with_one_is_written_as_an_escape(sign: str, real_catalogue: CatalogueFile) -> None:
    edit = Edit(("ratings", "OP.1.1.1", "note"), f"а{sign}б")
    before = read_text(Source("y", "ratings:\n  OP.1.1.1: 3\n"))
    text = apply_edits(before, [edit], YearLayout(real_catalogue.catalogue)).source.text
    assert sign not in text
    values = read_text(Source("y", text)).values
    assert values is not None
    assert values["ratings"]["OP.1.1.1"]["note"] == f"а{sign}б"


STRANGE = ["\xa0", "\xad", "\u2003", "\u200b", "\u200e", "\u202f", "\u2060", "\u3000", "\u2800"]
# ¦ marks the position of the character.
INDENTED = {
    "in place of the indentation": "ratings:\n  OP.1.1.1: 3\n¦¦OP.1.1.2: 2\n  OP.1.1.3: 3\n",
    "nested": "ratings:\n  OP.1.1.1:\n    level: 3\n¦¦¦¦note: Добре.\n",
    "beside spaces": "ratings:\n  OP.1.1.1: 3\n  ¦OP.1.1.2: 2\n",
    "further right": "ratings:\n  OP.1.1.1:\n    level: 3\n    ¦¦note: Добре.\n",
    "in front of a dash": "goals:\n  - а\n¦¦- б\n",
    "in front of a dash that seems to go on": "goals:\n  - а\n   ¦- б\n",
    "behind a dash": "goals:\n  - а\n  -¦б\n",
    "behind a dash and a space": "measures:\n  - ¦id: M1\n    action: x\n",
    "a line that goes on": "policy: Цел\n  ¦и още\n",
    "a blank line": "ratings:\n  OP.1.1.1: 3\n¦¦\n  OP.1.1.2: 3\n",
    "in front of a comment": "ratings:\n  OP.1.1.1: 3\n  ¦# бележка\n  OP.1.1.2: 3\n",
    "the first line": "¦ratings:\n  OP.1.1.1: 3\n",
    "a carriage return": "ratings:\r  OP.1.1.1: 3\r¦¦OP.1.1.2: 2\r",
}


@both_parsers
@pytest.mark.parametrize("sign", STRANGE, ids=ascii)
@pytest.mark.parametrize("written", INDENTED.values(), ids=INDENTED.keys())
def test_a_character_in_the_indentation_is_reported(
    written: str, sign: str, parser: type[Any]
) -> None:
    source = Source("y", written.replace("¦", sign))
    document = read_text(source, parser)
    before = Source("y", written[: written.index("¦")]).lines
    (found,) = document.found
    assert (found.rule.code, *found.place.span[:2]) == ("Q135", len(before), len(before[-1]) + 1)
    assert f"U+{ord(sign):04X}" in Translator("en").fill(found.message)


@both_parsers
@pytest.mark.parametrize(
    "written",
    [
        'a: "x\n  ¦y"\nb: 1\n',
        "a: 'x\n  ¦y'\nb: 1\n",
        "a: |\n  ¦x\n  ¦¦y\nb: 1\n",
        "a: >-\n  x\n  ¦y\nb: 1\n",
        "a: x¦y\nb: 1\n",
        "a: x # ¦y\n# ¦y\nb: 1\n",
    ],
)
def test_inside_a_text_or_a_comment_it_may_be(written: str, parser: type[Any]) -> None:
    for sign in STRANGE:
        assert read_text(Source("y", written.replace("¦", sign)), parser).found == ()


@both_parsers
def test_in_an_open_quotation_the_quotation_is_at_fault(parser: type[Any]) -> None:
    document = read_text(Source("y", 'a: 1\nb: "x\n\xa0y\n'), parser)
    assert [(one.rule.code, one.place.span.line) for one in document.found] == [("Q112", 2)]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("ratings:\n  OP.1.1.1¦: 3\n  OP.1.1.2: 3\n", "Q301"),
        ("ratings:\n  OP.1.¦1.1: 3\n  OP.1.1.2: 3\n", "Q301"),
        ("ratings:\n  OP.1.1.1:\n    level¦: 3\n  OP.1.1.2: 3\n", "Q201"),
        ("ratings:\n  OP.1.1.1: {¦level: 3}\n  OP.1.1.2: 3\n", "Q201"),
    ],
)
@pytest.mark.parametrize("sign", ["\xa0", "\u200b", "\u2060"], ids=ascii)
def test_in_a_name_it_is_named(
    written: str, code: str, sign: str, real_catalogue: CatalogueFile
) -> None:
    (found,) = findings_in(YEAR_HEAD + written.replace("¦", sign), real_catalogue)
    assert found.rule.code == code
    hint = Translator("en").fill(found.hint)
    assert hint == f"it contains the invisible character U+{ord(sign):04X}: delete it"
