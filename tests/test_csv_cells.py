"""No written CSV cell is a formula, whichever separator a program uses."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitycli.cards.csv_cells import guarded, is_error, unguarded
from qualitycli.render.tables import csv_text
from tests.conftest import TOP, Quality
from tests.raters import write_card

SIGNS = "=+-@＝＋－＠﹦﹢﹣﹫"
SEPARATORS = (",", ";", "\t")
EVIL = "x;=1+1;=cmd|' /C calc'!A0;y"
PIECES = [*SIGNS, *SEPARATORS, *"'\" \xa0\r\n#", "\r\n", "#REF!", "#ИМЕ?", "Err:502", "а", "1", "№"]
texts = st.lists(
    st.sampled_from(PIECES) | st.characters(exclude_categories=["Cs"]), max_size=8
).map("".join)


def formulas(text: str) -> Iterator[str]:
    """Yield the cells that are formulas for a program with one of its separators."""
    for separator in SEPARATORS:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            for cell in row:
                if re.match(rf'[\s"]*[{re.escape(SIGNS)}]', cell):
                    yield cell


@given(texts)
def test_what_was_guarded_comes_back(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not is_error(guarded(text))


@given(st.lists(st.lists(texts, min_size=1, max_size=4), max_size=4), st.sampled_from(",;"))
def test_no_text_becomes_a_formula(rows: list[list[str]], separator: str) -> None:
    assert list(formulas(csv_text(rows, separator))) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (EVIL, "x;'=1+1;'=cmd|' /C calc'!A0;y"),
        ("=1", "'=1"),
        ("＝1", "'＝1"),
        ("x; \t=1", "x; \t'=1"),
        ('x;  "=1', "x;'  \"=1"),
        ("x;\xa0@SUM(1)", "x;'\xa0@SUM(1)"),
        ("x\n-1", "x\n'-1"),
        ("x,+359 2 1", "x,'+359 2 1"),
        ("x;'=1", "x;''=1"),
        ("#NAME?", "'#NAME?"),
        ("Протокол № 3; 4 - 5", "Протокол № 3; 4 - 5"),
        ("а=б", "а=б"),
        ("", ""),
    ],
)
def test_where_the_apostrophe_goes(text: str, expected: str) -> None:
    assert guarded(text) == expected
    assert unguarded(expected) == text


def test_a_text_that_looks_like_a_number_is_a_text() -> None:
    """With another separator, the next text would belong to the cell: -1,2+cmd|…"""
    assert csv_text([["-1", "2+cmd|' /C calc'!A0;x"]]) == "'-1,2+cmd|' /C calc'!A0;x\n"


@pytest.mark.parametrize("text", [";\t", " ", "'", ";'", '"', "#", ";", "\n", ";=", "; "])
def test_the_work_grows_with_the_length_of_the_text(text: str) -> None:
    """A pattern that retries the rest of the text at each character would take far too long."""
    long = "а" + text * 300_000 + "x"
    assert unguarded(guarded(long)) == long
    assert unguarded(guarded(long[1:])) == long[1:]


def test_a_figure_below_nought_stays_a_number() -> None:
    assert csv_text([["OP", -0.5, None, -3]]) == "OP,-0.5,,-3\n"


def test_csv_has_one_writer() -> None:
    sources = (TOP / "src/qualitycli").rglob("*.py")
    found = [path.name for path in sources if "csv.writer(" in path.read_text("utf-8")]
    assert found == ["tables.py"]


COMMANDS = (
    ("collect", "."),
    ("score", "2020-2021", "--format", "csv"),
    ("trend", "--format", "csv"),
    ("diff", "2020-2021", "2021-2022", "--format", "csv"),
    ("measure", "list", "2020-2021", "--format", "csv"),
    ("raters", "2020-2021", "--format", "csv"),
    ("explain", "2020-2021", "--format", "csv"),
    ("robustness", "2020-2021", "--format", "csv"),
    ("status", "2020-2021", "--format", "csv"),
    ("calendar", "2020-2021", "--format", "csv"),
    ("framework", "show", "--format", "csv"),
    ("framework", "show", "--process", "--format", "csv"),
    ("framework", "show", "OP.1.1.1", "--format", "csv"),
    ("framework", "diff", "data/criteria.yaml", "data/criteria.yaml", "--format", "csv"),
)


def spoil(project: Path) -> None:
    """Put formulas between semicolons into the texts that appear in tables."""
    catalogue = project / "data/criteria.yaml"
    text = catalogue.read_text("utf-8")
    text = text.replace("text: Урокът съответства", f'text: "{EVIL}" #', 1)
    text = text.replace("name: задоволително", f'name: "{EVIL}" #')
    catalogue.write_text(text, encoding="utf-8")
    year = project / "data/years/2020-2021.yaml"
    lines = year.read_text("utf-8").splitlines(keepends=True)
    for index, line in enumerate(lines):
        head, colon, _ = line.partition(": ")
        if colon and head.strip() in ("name", "town", "action", "- action", "note", "link"):
            lines[index] = f'{head}: "{EVIL}"\n'
    year.write_text("".join(lines), encoding="utf-8")
    write_card(project, "a", EVIL, f'OP.1.1.1:\n  level: 3\n  note: "{EVIL}"')


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_table_of_a_command_has_a_formula(
    command: tuple[str, ...], project: Path, quality: Quality
) -> None:
    spoil(project)
    outcome = quality(*command)
    assert outcome.code == 0, outcome.err
    figure = re.compile(r"-[0-9]+(?:[./][0-9]+)?")
    assert [one for one in formulas(outcome.out) if not figure.fullmatch(one)] == []


def test_an_exported_card_has_no_formula_and_comes_back(project: Path, quality: Quality) -> None:
    spoil(project)
    outcome = quality("export", "2020-2021", "-o", "card.csv")
    assert outcome.code == 0, outcome.err
    text = (project / "card.csv").read_text("utf-8-sig")
    assert "'=cmd|" in text
    assert list(formulas(text)) == []
    outcome = quality("import", "card.csv", "2020-2021")
    assert (outcome.code, outcome.out) == (0, "Nothing would change.\n"), outcome.err
    # All headings, which name the levels, are recognised.
    assert re.findall(r"Q\d{3}", outcome.err) == ["Q824"]
