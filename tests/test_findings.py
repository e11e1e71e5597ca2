"""How findings look: the author's line, carets under the exact characters, bounded and harmless."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitycli.diagnostics import Diagnostic, Findings, Place, by_place
from qualitycli.messages import Translator
from qualitycli.reading.load import parse_year
from qualitycli.render.findings import TerminalStyle, as_json, as_text
from qualitycli.render.github import annotated
from qualitycli.render.junit import as_junit
from qualitycli.render.reports import Report
from qualitycli.render.sarif import as_sarif
from qualitycli.render.text_width import width_of
from qualitycli.rules.shape import NOT_A_WHOLE_NUMBER, UNKNOWN_KEY
from qualitycli.source import Cell, Source, Span, column_number
from tests.conftest import YEAR_HEAD, Quality, year_text

ENGLISH, BULGARIAN = Translator("en"), Translator("bg")


def block(line: str, start: int, end: int, width: int | None = None) -> list[str]:
    source = Source("f.yaml", line)
    place = Place("f.yaml", Span(1, start, 1, end))
    finding = NOT_A_WHOLE_NUMBER.at(place, value="x")
    (text,) = as_text([finding], source, ENGLISH, TerminalStyle(width))
    return text.split("\n")


@pytest.mark.parametrize(
    ("line", "start", "end", "excerpt", "carets"),
    [
        ("level: no", 8, 10, "    1 | level: no", "      |        ^^"),
        ("ниво: не", 7, 9, "    1 | ниво: не", "      |       ^^"),
        # A tab is shown as four spaces, so the carets move accordingly.
        ("a: 'x\ty' z", 10, 11, "    1 | a: 'x    y' z", "      |             ^"),
        # A Chinese character takes two columns, a combining accent none.
        ("漢字: no", 5, 7, "    1 | 漢字: no", "      |       ^^"),
        ("а\u0301б: no", 6, 8, "    1 | а\u0301б: no", "      |     ^^"),
        ("漢字", 1, 3, "    1 | 漢字", "      | ^^^^"),
        # Characters that control a terminal or change text direction are shown as escapes.
        ("a\x1b[31mb\u202ec", 9, 10, "    1 | a\\x1b[31mb\\u202ec", "      | " + " " * 16 + "^"),
    ],
)
def test_carets_stand_under_the_very_characters(
    line: str, start: int, end: int, excerpt: str, carets: str
) -> None:
    _, shown, below, _ = block(line, start, end)
    # A character that takes no column is passed to the terminal unchanged.
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
    (shown,) = as_text(
        [UNKNOWN_KEY.at(place, key="k", known=("a",))], source, ENGLISH, TerminalStyle()
    )
    assert shown.split("\n") == [
        "data/years/2020-2021.yaml:42:3: error Q201: the key “k” is not allowed here",
        "   42 |   OP.1.3.9: 3",
        "      |   ^^^^^^^^",
        "   = allowed keys: a",
    ]


def findings_of(ratings: str) -> list[Diagnostic]:
    return list(parse_year(Source("f", year_text(ratings))).found)


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
        "format_version": 2,
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
                "message": "the key “year” already appears on line 2",
                "hint": "keep one of the two; until then the first one counts",
                "related": [
                    {
                        "file": "data/years/2020-2021.yaml",
                        "line": 2,
                        "column": 1,
                        "end_line": 2,
                        "end_column": 5,
                        "message": "first used here",
                    }
                ],
            },
        ],
        "findings_left_out": 0,
        "summary": {
            "catalogues": 0,
            "years": 1,
            "raters": 0,
            "errors": 2,
            "warnings": 0,
            "notes": 0,
        },
    }


@pytest.mark.parametrize(
    ("column", "name"), [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (702, "ZZ"), (703, "AAA")]
)
def test_cells_are_named_as_spreadsheets_name_them(column: int, name: str) -> None:
    assert Cell(0, "", 17, column).name == f"{name}17"
    assert column_number(name) == column


IN_A_CELL = UNKNOWN_KEY.at(
    Place("card.xlsx", cell=Cell(2, "Управление", 17, 3)), key="k", known=("a",)
)
IN_A_TABLE = UNKNOWN_KEY.at(
    Place("card.csv", Span(21, 1, 21, 1), Cell(0, "", 17, 3)), key="k", known=("a",)
)


def test_a_place_may_be_a_cell() -> None:
    (shown,) = as_text([IN_A_CELL], None, Translator("bg"), TerminalStyle())
    assert shown.startswith("card.xlsx: „Управление“!C17: грешка Q201:")
    source = Source("card.csv", "a\n" * 30)
    (shown,) = as_text([IN_A_TABLE], source, ENGLISH, TerminalStyle())
    # The author's line would be a line of CSV, which does not help anybody.
    assert shown.split("\n")[0].startswith("card.csv: C17: error Q201:")
    assert " | " not in shown


def test_findings_come_in_the_order_of_the_cells() -> None:
    cells = [Cell(1, "б", 3, 2), Cell(1, "б", 2, 9), Cell(0, "я", 40, 1)]
    found = [UNKNOWN_KEY.at(Place("f", cell=cell), key="k", known=()) for cell in cells]
    whole = UNKNOWN_KEY.at(Place("f"), key="k", known=())
    assert [one.place.cell for one in by_place([*found, whole])] == [None, *reversed(cells)]


def test_machines_are_told_of_cells() -> None:
    report = Report("card.xlsx", None, Findings([IN_A_CELL, IN_A_TABLE]), None)
    first, second = as_json([report], ENGLISH)["findings"]
    assert (first["line"], first["cell"]) == (1, {"sheet": "Управление", "name": "C17"})
    assert (second["line"], second["cell"]) == (21, {"sheet": None, "name": "C17"})
    commands = list(annotated([report], ENGLISH))
    assert commands[0].startswith("::error file=card.xlsx,line=1,col=1,")
    assert "::“Управление”!C17: the key “k” is not allowed here" in commands[0]
    results = as_sarif([report], ENGLISH)["runs"][0]["results"]
    (location,) = results[0]["locations"]
    assert location["logicalLocations"] == [
        {"fullyQualifiedName": "“Управление”!C17", "kind": "element"}
    ]
    assert results[0]["partialFingerprints"] != results[1]["partialFingerprints"]
    assert "Q201 “Управление”!C17 the key" in as_junit([report], ENGLISH, strict=False)


def test_a_sheets_name_cannot_steer_anything() -> None:
    place = Place("card.xlsx", cell=Cell(0, "a\x1b[31m\u202e\n::error::b", 1, 1))
    one = UNKNOWN_KEY.at(place, key="k", known=())
    (shown,) = as_text([one], None, ENGLISH, TerminalStyle())
    assert shown.startswith("card.xlsx: “a\\x1b[31m\\u202e\\n::error::b”!A1: error")
    (command,) = annotated([Report.of("", None, [one])], ENGLISH)
    assert command.count("\n") == 0
