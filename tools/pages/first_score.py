"""The paper of the page “From your paper to the first score”, as Word, Excel and CSV.

``python -m tools.pages.first_score`` writes it to ``docs/first-score``.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Final

from docx import Document
from docx.shared import Cm
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

FOLDER: Final = Path(__file__).resolve().parents[2] / "docs/first-score"
TITLE: Final = "Карта за самооценяване"
HEADINGS: Final = ("№", "Критерии", "Макс. брой точки", "Показатели за равнище")
WIDTHS: Final = (1.2, 7.5, 2.3, 6)
SIGNED: Final = ("Изготвил: ………………", "Утвърдил: ………………")

# Rows with one text are areas, and go over the whole width.
ROWS: Final[tuple[tuple[str, ...], ...]] = (
    ("ОБЛАСТ 1. Обучение – 13 точки",),
    (
        "1.",
        "Уроците имат ясни цели, които учениците познават.",
        "4",
        "4 т. – във всички паралелки\n3 т. – в повечето паралелки\n"
        "1,5 т. – в отделни паралелки\n0 т. – няма доказателства",
    ),
    (
        "2.",
        "Учениците получават писмена обратна връзка за напредъка си.",
        "3",
        "3 т. – по всички предмети\n1,5 т. – по някои предмети\n0 т. – не получават",
    ),
    (
        "3.",
        "Учители, обменили опит чрез открит урок.",
        "2",
        "до 20 % – 1 т.\n21–60 % – 1,5 т.\nнад 60 % – 2 т.",
    ),
    ("4.", "Учебните програми се изпълняват в срок.", "4", ""),
    ("ОБЛАСТ 2. Среда и партньорство – 12 точки",),
    ("5.", "Сградата и дворът са безопасни.", "5", ""),
    (
        "6.",
        "Отсъствия по неуважителни причини средно на ученик.",
        "3",
        "до 5 дни – 3 т.\nнад 5 до 10 дни – 1,5 т.\nнад 10 дни – 0 т.",
    ),
    ("7.", "Родителите участват в живота на училището.", "4", ""),
    ("", "Общо", "25", ""),
)


def write_word(path: Path) -> None:
    """Write the paper with merged cells, and a table for signatures below it."""
    document = Document()
    document.add_heading(TITLE, level=1)
    table = document.add_table(rows=0, cols=len(HEADINGS), style="Table Grid")
    for row in (HEADINGS, *ROWS):
        cells = table.add_row().cells
        if len(row) == 1:
            cells[0].merge(cells[-1]).text = row[0]
        else:
            for cell, text, width in zip(cells, row, WIDTHS, strict=True):
                cell.text, cell.width = text, Cm(width)
    document.add_paragraph()
    for cell, text in zip(document.add_table(rows=1, cols=2).rows[0].cells, SIGNED, strict=True):
        cell.text = text
    document.save(str(path))


def write_excel(path: Path) -> None:
    """Write the paper as a sheet whose areas are merged cells."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Карта"
    for number, row in enumerate(((TITLE,), HEADINGS, *ROWS), 1):
        for column, text in enumerate(row, 1):
            cell = sheet.cell(number, column, int(text) if text.isdigit() else text or None)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=row == HEADINGS or len(row) == 1)
        if len(row) == 1:
            sheet.merge_cells(None, number, 1, number, len(HEADINGS))
    for letter, width in zip("ABCD", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width * 5
    book.save(path)


def write_csv(path: Path) -> None:
    """Write the paper as Excel does in Bulgaria: with semicolons."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerows(
            [*row, *[""] * (len(HEADINGS) - len(row))] for row in ((TITLE,), HEADINGS, *ROWS)
        )


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    write_word(FOLDER / "karta.docx")
    write_excel(FOLDER / "karta.xlsx")
    write_csv(FOLDER / "karta.csv")
