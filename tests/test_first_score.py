"""The paper of the page “From your paper to the first score”: one table in three formats."""

from __future__ import annotations

import csv
from datetime import date
from fractions import Fraction
from typing import Final

import pytest
from docx import Document
from openpyxl import load_workbook

from qualitycli.application.framework_import import FrameworkOptions, imported_framework
from qualitycli.model.tree import descendants
from tests.conftest import TOP
from tools.pages import first_score

FOLDER: Final = TOP / "docs/first-score"
ROWS: Final = (first_score.HEADINGS, *first_score.ROWS)
TODAY: Final = date(2026, 11, 30)


def padded(row: tuple[str, ...]) -> list[str]:
    return [*row, *[""] * (len(first_score.HEADINGS) - len(row))]


def test_the_word_file_has_the_table() -> None:
    table, signatures = Document(str(FOLDER / "karta.docx")).tables
    # A merged cell is listed once for each column that it covers.
    shown = [[cell.text for cell in row.cells] for row in table.rows]
    assert shown == [[*row] if len(row) > 1 else [*row] * 4 for row in ROWS]
    assert [cell.text for cell in signatures.rows[0].cells] == [*first_score.SIGNED]


def test_the_workbook_has_the_table() -> None:
    sheet = load_workbook(FOLDER / "karta.xlsx").active
    assert sheet is not None
    shown = [["" if one is None else str(one) for one in row] for row in sheet.values]
    assert shown == [padded(row) for row in ((first_score.TITLE,), *ROWS)]


def test_the_csv_file_has_the_table() -> None:
    with (FOLDER / "karta.csv").open(encoding="utf-8-sig", newline="") as file:
        shown = list(csv.reader(file, delimiter=";"))
    assert shown == [padded(row) for row in ((first_score.TITLE,), *ROWS)]


@pytest.mark.parametrize("name", ["karta.docx", "karta.xlsx", "karta.csv"])
def test_each_format_gives_the_same_framework(name: str) -> None:
    data = (FOLDER / name).read_bytes()
    catalogue = imported_framework(data, name, FrameworkOptions(), TODAY).catalogue
    assert catalogue.method == "points"
    assert [(area.title, area.max_points) for area in catalogue.areas] == [
        ("Обучение", Fraction(13)),
        ("Среда и партньорство", Fraction(12)),
    ]
    items = [item for node in descendants(catalogue.areas) if (item := node.item) is not None]
    criteria = [row for row in first_score.ROWS if row[0][:1].isdigit()]
    assert [item.label for item in items] == [row[1] for row in criteria]
    assert [item.most_points for item in items] == [Fraction(row[2]) for row in criteria]
    assert [item.rated_by for item in items] == [
        *["points", "points", "ratio", "points"],
        *["points", "value", "points"],
    ]
