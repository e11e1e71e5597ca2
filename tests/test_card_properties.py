"""A spreadsheet round trip keeps every value of a year, and imports only what was filled in."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualitycli.cards.card import Card, card_of
from qualitycli.cards.fields import lines_of, plain
from qualitycli.edits import Edit
from qualitycli.exchange.grid import Book, CellEntry
from qualitycli.exchange.headings import Headings
from qualitycli.exchange.incoming import book_of
from qualitycli.exchange.proposal import proposal_of
from qualitycli.reading.load import year_in
from qualitycli.reading.yaml_text import read_text
from qualitycli.render.card_csv import csv_of
from qualitycli.render.workbook.book import workbook_of
from qualitycli.scoring.score import score_year
from qualitycli.source import Source
from qualitycli.workspace import CatalogueFile, YearFile
from qualitycli.writing.yaml_editor import apply_edits
from qualitycli.writing.year_layout import YearLayout
from tests.conftest import TIMES, YEAR_HEAD

pytestmark = pytest.mark.slow

LEVELS = [f"OP.1.3.{n}" for n in range(1, 9)]
# Characters with a special meaning in spreadsheets, CSV, XML, terminals or YAML.
PIECES = ["=", "+", "-", "@", "'", '"', ";", ",", "\t", "\n", "\r\n", "  ", "&", "<b>", "_x0041_"]
PIECES += [
    "5.10",
    "1.5",
    "да",
    "no",
    "#REF!",
    "#ИМЕ?",
    "####",
    "＝",
    "\x1b[31m",
    "\u202e",
    "\u200b",
    "\x85",
    "\u2028",
    "😀",
    "й",
]
texts = st.lists(st.sampled_from(PIECES) | st.text("абвxyz0. ", max_size=6), max_size=6).map(
    "".join
)
filled = texts.filter(lambda text: plain(text) != "")
ratings = st.fixed_dictionaries(
    {"level": st.sampled_from("23")},
    optional={
        "evidence": st.lists(filled, min_size=1, max_size=3),
        "note": filled,
        "rated_on": st.dates().map(str),
    },
)
years = st.dictionaries(st.sampled_from(LEVELS), ratings, max_size=4)


def year_of(values: dict[str, Any], catalogue: CatalogueFile) -> YearFile:
    """Return a year with these ratings, as in a file."""
    edits = [Edit(("ratings", item), rating) for item, rating in values.items()]
    source = Source("data/years/2020-2021.yaml", f"{YEAR_HEAD}ratings:\n")
    edited = apply_edits(read_text(source), edits, YearLayout(catalogue.catalogue))
    loaded = year_in(edited, "2020-2021")
    assert loaded.content is not None
    return loaded.content


def card(year: YearFile, catalogue: CatalogueFile) -> Card:
    score = score_year(year.assessment, catalogue.catalogue)
    return card_of(catalogue.catalogue, score, year.assessment, None)


def read(data: bytes, name: str) -> Book:
    book = book_of(data, name)
    assert isinstance(book, Book)
    return book


@settings(max_examples=3 * TIMES)
@given(years)
def test_a_workbook_comes_back_as_it_went_out(
    real_catalogue: CatalogueFile, values: dict[str, Any]
) -> None:
    year = year_of(values, real_catalogue)
    book = read(workbook_of(card(year, real_catalogue)), "card.xlsx")
    proposal = proposal_of(book, year, real_catalogue)
    assert (proposal.changes, proposal.found) == ((), ())


@settings(max_examples=12 * TIMES)
@given(years)
def test_a_table_comes_back_as_it_went_out(
    real_catalogue: CatalogueFile, values: dict[str, Any]
) -> None:
    year = year_of(values, real_catalogue)
    book = read(csv_of(card(year, real_catalogue)).encode(), "card.csv")
    proposal = proposal_of(book, year, real_catalogue)
    assert proposal.changes == ()
    assert [one.rule.code for one in proposal.found] == ["Q824"]


@settings(max_examples=12 * TIMES)
@given(years, st.dictionaries(st.sampled_from(LEVELS), ratings, min_size=1, max_size=4))
def test_what_is_filled_in_comes_in_and_nothing_else(
    real_catalogue: CatalogueFile, values: dict[str, Any], typed: dict[str, Any]
) -> None:
    year = year_of(values, real_catalogue)
    book = read(csv_of(card(year, real_catalogue)).encode(), "card.csv")
    (grid,) = book.grids
    table = Headings(real_catalogue.catalogue).table(grid)
    assert table is not None
    rows = {str(row[table.ids].value): row for row in grid.rows.values()}
    for item, rating in typed.items():
        for column, field in table.columns.items():
            if field.key in rating:
                value = rating[field.key]
                text = "\n".join(value) if isinstance(value, list) else value
                rows[item][column] = CellEntry(text)  # type: ignore[index]  # a grid consists of dicts
    proposal = proposal_of(book, year, real_catalogue)
    assert [one.severity for one in proposal.found if one.severity == "error"] == []
    form = YearLayout(real_catalogue.catalogue)
    edited = apply_edits(read_text(year.file.source), proposal.edits, form)
    after = year_in(edited, "2020-2021").content
    assert after is not None
    for item, rating in {**values, **typed}.items():
        expected = {**values.get(item, {}), **typed.get(item, {})}
        found = after.assessment.ratings[item]
        assert str(found.level) == expected["level"]
        note = expected.get("note", "")
        assert plain(found.note or "") == plain(note), rating
        pieces = [line for one in expected.get("evidence", []) for line in lines_of(one)]
        assert [line for one in found.evidence for line in lines_of(one)] == pieces
        assert str(found.rated_on or "") == expected.get("rated_on", "")
    assert set(after.assessment.ratings) == set(values) | set(typed)
