"""How findings look: the author's line, carets under the very characters, bounded and harmless."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitycli.diagnostics import Diagnostic, Place
from qualitycli.messages import Translator
from qualitycli.reading.load import parse_year
from qualitycli.render.findings import Paper, as_text
from qualitycli.render.widths import width_of
from qualitycli.rules.shape import NOT_A_WHOLE_NUMBER, UNKNOWN_KEY
from qualitycli.source import Source, Span
from tests.conftest import YEAR_HEAD, Quality, year_text

ENGLISH, BULGARIAN = Translator("en"), Translator("bg")


def block(line: str, start: int, end: int, width: int | None = None) -> list[str]:
    source = Source("f.yaml", line)
    place = Place("f.yaml", Span(1, start, 1, end))
    finding = NOT_A_WHOLE_NUMBER.at(place, value="x")
    (text,) = as_text([finding], source, ENGLISH, Paper(width))
    return text.split("\n")


@pytest.mark.parametrize(
    ("line", "start", "end", "excerpt", "carets"),
    [
        ("level: no", 8, 10, "    1 | level: no", "      |        ^^"),
        ("ниво: не", 7, 9, "    1 | ниво: не", "      |       ^^"),
        # A tab is shown as four spaces, so the carets move with it.
        ("a: 'x\ty' z", 10, 11, "    1 | a: 'x    y' z", "      |             ^"),
        # A Chinese character takes two columns, a combining accent none.
        ("漢字: no", 5, 7, "    1 | 漢字: no", "      |       ^^"),
        ("а\u0301б: no", 6, 8, "    1 | а\u0301б: no", "      |     ^^"),
        ("漢字", 1, 3, "    1 | 漢字", "      | ^^^^"),
        # What steers a terminal or turns a text is shown, not done.
        ("a\x1b[31mb\u202ec", 9, 10, "    1 | a\\x1b[31mb\\u202ec", "      | " + " " * 16 + "^"),
    ],
)
def test_carets_stand_under_the_very_characters(
    line: str, start: int, end: int, excerpt: str, carets: str
) -> None:
    _, shown, below, _ = block(line, start, end)
    # A sign that takes no column of its own is let through untouched by the terminal.
    assert shown == excerpt
    assert below == carets


@given(st.integers(0, 3000), st.integers(1, 3000), st.integers(0, 3000), st.integers(40, 200))
def test_a_long_line_is_cut_around_the_place(
    before: int, inside: int, after: int, width: int
) -> None:
    line = "я" * before + "X" * inside + "ю" * after
    text = block(line, before + 1, before + inside + 1, width)
    head = next(index for index, one in enumerate(text) if one.startswith("    1 | "))
    shown, below = text[head : head + 2]
    assert width_of(shown) <= width
    column = below.index("^")
    assert shown[column] == "X"
    assert below.rstrip("^") == "      | " + " " * (column - 8)
    assert "я" not in shown[column : column + below.count("^")]


def test_the_layout_of_the_design() -> None:
    text = "".join(f"  # {n}\n" for n in range(6, 41))
    source = Source("data/years/2020-2021.yaml", f"{YEAR_HEAD}{text}ratings:\n  OP.1.3.9: 3\n")
    place = Place(source.name, Span(42, 3, 42, 11))
    (shown,) = as_text([UNKNOWN_KEY.at(place, key="k", known=("a",))], source, ENGLISH, Paper())
    assert shown.split("\n") == [
        "data/years/2020-2021.yaml:42:3: error Q201: the key “k” is not known here",
        "   42 |   OP.1.3.9: 3",
        "      |   ^^^^^^^^",
        "   = known here are: a",
    ]


def findings_of(ratings: str) -> list[Diagnostic]:
    return parse_year(Source("f", year_text(ratings))).found


def test_a_quoted_value_is_cut_and_cleaned() -> None:
    long = "ж" * 5000
    (one,) = findings_of(f'OP.1.1.1: "{long}\\e[31m"')
    assert len(ENGLISH.fill(one.message)) < 120
    (one,) = findings_of('OP.1.1.1: "\\e[31m\\u202e\\n::error::"')
    assert ENGLISH.fill(one.message) == "“\\x1b[31m\\u202e\\n::error::” is not a whole number"


def test_json_is_a_promise(project: Path, quality: Quality) -> None:
    path = project / "data/years/2020-2021.yaml"
    path.write_text(
        "format: 1\nyear: 2020-2021\nframework: {id: vou-montana, edition: '2020'}\n"
        "ratings:\n  OP.1.1.1: 3\n  OP.1.3.9: 3\nyear: x\n",
        encoding="utf-8",
    )
    outcome = quality("validate", "2020-2021", "--format", "json")
    assert outcome.code == 1
    assert json.loads(outcome.out) == {
        "format_version": 1,
        "findings": [
            {
                "code": "Q301",
                "severity": "error",
                "file": "data/years/2020-2021.yaml",
                "line": 6,
                "column": 3,
                "end_line": 6,
                "end_column": 11,
                "message": "the framework has no item “OP.1.3.9”",
                "hint": "did you mean “OP.1.3.8” (Съобразяване на методите на преподаване с…)?",
                "related": [],
            },
            {
                "code": "Q125",
                "severity": "error",
                "file": "data/years/2020-2021.yaml",
                "line": 7,
                "column": 1,
                "end_line": 7,
                "end_column": 5,
                "message": "the key “year” is already there, at line 2",
                "hint": "keep one of the two; until then the first one counts",
                "related": [
                    {
                        "file": "data/years/2020-2021.yaml",
                        "line": 2,
                        "column": 1,
                        "end_line": 2,
                        "end_column": 5,
                        "message": "first here",
                    }
                ],
            },
        ],
        "summary": {
            "catalogues": 0,
            "years": 1,
            "raters": 0,
            "errors": 2,
            "warnings": 0,
            "notes": 0,
        },
    }
