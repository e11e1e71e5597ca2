"""Ratings of every kind are exported and imported, and set one by one.

The frameworks and years come from `random_points`, as raw values. The written values are compared
with these, and the results of formulas with the scores.
"""

from __future__ import annotations

import csv
import io
import subprocess
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any, Final

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualitycli.application.year_edits import YearState, set_rating
from qualitycli.cards.card import Card, card_of
from qualitycli.edits import Edit
from qualitycli.exchange.grid import Book
from qualitycli.exchange.incoming import book_of
from qualitycli.exchange.proposal import ImportProposal, proposal_of
from qualitycli.reading.load import catalogue_in, year_in
from qualitycli.reading.yaml_text import read_text
from qualitycli.render.card_csv import csv_of
from qualitycli.render.workbook.book import workbook_of
from qualitycli.scoring.node_score import NodeScore
from qualitycli.scoring.score import flatten, score_year
from qualitycli.source import Source
from qualitycli.workspace import CatalogueFile, YearFile
from qualitycli.writing.yaml_editor import apply_edits
from qualitycli.writing.year import new_year
from qualitycli.writing.year_layout import YearLayout
from tests.conftest import THOROUGH, TIMES
from tests.needs import need
from tests.points_oracle import items_in
from tests.random_catalogues import NAMES
from tests.random_points import random_catalogue, random_year, write
from tests.score_oracle import Json

pytestmark = pytest.mark.slow

# Each sheet of a workbook as a table, as displayed.
EVERY_SHEET: Final = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,-1"
SEEDS: Final = st.integers(0, 10**6)


class Case:
    """A random framework and a year of it, as raw values and as read."""

    def __init__(self, seed: int, folder: Path) -> None:
        rng = Random(f"entry {seed}")
        while True:
            self.raw = random_catalogue(rng)
            self.name = rng.choice(NAMES)
            if any(items_in(self.raw["areas"], self.name)):
                break
        self.said = random_year(rng, self.raw, self.name)
        write(folder / "criteria.json", self.raw)
        text = (folder / "criteria.json").read_text(encoding="utf-8")
        catalogue = catalogue_in(read_text(Source("criteria.yaml", text))).content
        assert catalogue is not None
        self.catalogue: CatalogueFile = catalogue
        write(folder / "year.json", self.said)
        self.text = (folder / "year.json").read_text(encoding="utf-8")
        self.year = self.read(self.text)

    @property
    def layout(self) -> YearLayout:
        return YearLayout(self.catalogue.catalogue)

    def read(self, text: str) -> YearFile:
        loaded = year_in(read_text(Source(f"{self.name}.yaml", text)), self.name)
        assert loaded.content is not None, loaded.found
        return loaded.content

    def edited(self, year: YearFile, edits: tuple[Edit, ...] | list[Edit]) -> YearFile:
        return self.read(apply_edits(read_text(year.file.source), edits, self.layout).source.text)

    def card(self, year: YearFile) -> Card:
        score = score_year(year.assessment, self.catalogue.catalogue)
        return card_of(self.catalogue.catalogue, score, year.assessment, None)

    def proposal(self, data: bytes, name: str, year: YearFile) -> ImportProposal:
        book = book_of(data, name)
        assert isinstance(book, Book)
        return proposal_of(book, year, self.catalogue)

    def blank(self) -> YearFile:
        """The year as written by ``quality new``."""
        return self.read(new_year(self.catalogue.catalogue, self.name))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("entry")


def codes(proposal: ImportProposal) -> list[str]:
    return [one.rule.code for one in proposal.found]


@settings(max_examples=4 * TIMES)
@given(SEEDS)
def test_a_workbook_comes_back_as_it_went_out(folder: Path, seed: int) -> None:
    case = Case(seed, folder)
    data = workbook_of(case.card(case.year))
    proposal = case.proposal(data, "card.xlsx", case.year)
    assert (proposal.changes, codes(proposal)) == ((), [])
    # A file that another program opened and saved gives the same result.
    saved = io.BytesIO()
    openpyxl.load_workbook(io.BytesIO(data)).save(saved)
    proposal = case.proposal(saved.getvalue(), "card.xlsx", case.year)
    assert (proposal.changes, codes(proposal)) == ((), [])


@settings(max_examples=8 * TIMES)
@given(SEEDS)
def test_a_table_comes_back_as_it_went_out(folder: Path, seed: int) -> None:
    case = Case(seed, folder)
    proposal = case.proposal(csv_of(case.card(case.year)).encode(), "card.csv", case.year)
    assert (proposal.changes, codes(proposal)) == ((), ["Q824"])


def ratings_of(year: YearFile) -> dict[str, dict[str, Any]]:
    """The rating of each item in a year, as plain values."""
    said = {
        item: rating.model_dump(exclude_defaults=True)
        for item, rating in year.assessment.ratings.items()
    }
    for rating in said.values():
        if "answers" in rating:
            rating["answers"] = {key: n for key, n in rating["answers"].items() if n}
    return {item: rating for item, rating in said.items() if rating}


@settings(max_examples=8 * TIMES)
@given(SEEDS)
def test_a_blank_table_takes_all_that_a_year_can_say(folder: Path, seed: int) -> None:
    case = Case(seed, folder)
    blank, full = case.blank(), csv_of(case.card(case.year)).encode()
    proposal = case.proposal(full, "card.csv", blank)
    assert [one.rule.code for one in proposal.found if one.severity == "error"] == []
    assert ratings_of(case.edited(blank, proposal.edits)) == ratings_of(case.year)


@settings(max_examples=8 * TIMES)
@given(SEEDS)
def test_a_workbook_takes_numbers_as_programs_store_them(folder: Path, seed: int) -> None:
    case = Case(seed, folder)
    blank = case.blank()
    full = book_of(workbook_of(case.card(case.year)), "card.xlsx")
    empty = book_of(workbook_of(case.card(blank)), "card.xlsx")
    assert isinstance(full, Book)
    assert isinstance(empty, Book)
    proposal = proposal_of(full._replace(memory=empty.memory), blank, case.catalogue)
    assert [one.rule.code for one in proposal.found if one.severity == "error"] == []
    assert ratings_of(case.edited(blank, proposal.edits)) == ratings_of(case.year)


@settings(max_examples=10 * TIMES)
@given(SEEDS)
def test_each_rating_can_be_set(folder: Path, seed: int) -> None:
    """From an empty rating, and over the ratings of another year, of which nothing remains."""
    case = Case(seed, folder)
    rng = Random(seed)
    year = case.blank()
    for item, written in case.said["ratings"].items():
        values = {"level": written} if isinstance(written, str) else written
        values = {key: value for key, value in values.items() if value}
        if not values:
            continue
        if rng.random() < 0.5:
            # The item had been marked as without evidence.
            year = case.edited(year, set_now(case, year, item, {"no_evidence": "Няма."}))
        year = case.edited(year, set_now(case, year, item, values))
        if values.keys() <= {"count", "of"} and not judged(case, item):
            # As evidence, they do not remove the reason.
            year = case.edited(year, [Edit(("ratings", item, "no_evidence"), None)])
    assert ratings_of(year) == ratings_of(case.year)


def judged(case: Case, item_id: str) -> bool:
    raw = next(one for one in items_in(case.raw["areas"], case.name) if one["id"] == item_id)
    return "ladder" in raw or "thresholds" in raw


def set_now(case: Case, year: YearFile, item: str, values: Json) -> list[Edit]:
    state = YearState(year.file.values, year, case.catalogue)
    return list(set_rating(item, **values).propose(state))


@settings(max_examples=8 * TIMES)
@given(SEEDS)
def test_a_new_year_has_no_rating_and_one_line_for_each_item(folder: Path, seed: int) -> None:
    case = Case(seed, folder)
    text = new_year(case.catalogue.catalogue, case.name)
    ids = [one["id"] for one in items_in(case.raw["areas"], case.name)]
    lines = [line.strip() for line in text[text.index("\nratings:") :].splitlines()[2:]]
    written = [line for line in lines if line and not line.startswith("#")]
    assert [line.partition(":")[0] for line in written] == ids
    assert ratings_of(case.read(text)) == {}
    if "scale" not in case.raw:
        assert "равнищ" not in text.casefold().replace("равнища: ", "")


# --- Formulas -----------------------------------------------------------------------------------


def shown_results(path: Path) -> Iterator[tuple[str, str]]:
    """The results that a spreadsheet program calculates, by code."""
    for table in path.parent.glob(f"{path.stem}-*.csv"):
        rows = [*csv.reader(table.read_text(encoding="utf-8").splitlines(), delimiter=";")]
        if rows and rows[0][:1] == ["Код"] and "Изчислени точки" in rows[0]:
            column = rows[0].index("Изчислени точки")
            yield from ((row[0], row[column]) for row in rows[1:])


def test_formulas_show_what_the_scores_say(tmp_path: Path) -> None:
    need("soffice")
    cases: dict[str, Case] = {}
    for seed in range(200):
        case = Case(seed, tmp_path)
        measured = [one for one in items_in(case.raw["areas"], case.name) if judged_by_number(one)]
        if len(measured) > 3:
            cases[f"card{seed}"] = case
        if len(cases) == (6 if THOROUGH else 4):
            break
    for name, case in cases.items():
        (tmp_path / f"{name}.xlsx").write_bytes(workbook_of(case.card(case.year)))
    subprocess.run(
        [
            *("soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"),
            *("--convert-to", EVERY_SHEET),
            *("--outdir", str(tmp_path), *(str(tmp_path / f"{name}.xlsx") for name in cases)),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    seen = 0
    for name, case in cases.items():
        results = dict(shown_results(tmp_path / f"{name}.xlsx"))
        score = score_year(case.year.assessment, case.catalogue.catalogue)
        for node in flatten(score.overall.children):
            by_points = case.catalogue.catalogue.method == "points"
            item = node.item
            if item is not None and item.is_measured and (item.ladder or by_points):
                wanted = earned(node)
                shown = results[str(node.id)].replace(",", ".")
                assert (shown == "") == (wanted is None), (name, node.id)
                if wanted is not None:
                    assert abs(Fraction(shown) - wanted) <= Fraction(1, 200), (name, node.id)
                    seen += 1
    assert seen > 10


def earned(node: NodeScore) -> Fraction | None:
    """The points of an item that has its own steps, or whose level earns points."""
    assert node.item is not None
    if node.share is None or not node.item.ladder:
        return node.points
    return node.share * (node.item.most_points or 0)


def judged_by_number(item: Json) -> bool:
    has_steps = bool(item.get("ladder") or item.get("thresholds"))
    return item.get("rated_by") in ("ratio", "value") and has_steps
