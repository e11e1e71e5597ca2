"""Fill in an exported workbook as a person would: by code and heading."""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from tests.conftest import Quality

# The formulas of a workbook without points, in full: which rows are filled in, whether evidence is
# missing, and how many rows are filled in. The only text of the data is the quoted name of a sheet.
_CELL = r"\$?[A-Z]{1,2}[0-9]+"
_LACKS = rf'AND\({_CELL}<>"",OR\({_CELL}=-?[0-9]+,{_CELL}=-?[0-9]+\),{_CELL}=""\)'
_WANTED = r'"(?:add evidence|добавете доказателства)"'
_FILLED = rf'IF\(OR\({_CELL}<>""(?:,{_CELL}<>"")*\),(?:"✓"|IF\({_LACKS},{_WANTED},"✓"\)),""\)'
_COUNT = (
    r"COUNTIF\('(?:[^']|'')+'!(\$[A-Z]{1,2}\$)2:\1[0-9]+"
    r',"\?\*"\)&" (?:of|от) [0-9]+"'
)
OWN_FORMULA = re.compile(f"=?(?:{_LACKS}|{_FILLED}|{_COUNT})")


class ExportedWorkbook:
    """An exported workbook.

    :param values: whether formulas are read as the values that a program has stored with them.
    """

    def __init__(self, path: Path, *, values: bool = False) -> None:
        self.path = path
        self._values = values

    @cached_property
    def book(self) -> Workbook:
        """The workbook as openpyxl reads it."""
        return load_workbook(self.path, data_only=self._values)

    def cell(self, code: str, heading: str) -> Cell:
        """Return the cell of an item under a heading, on the sheet that has both."""
        for page in self.pages():
            for row in page.iter_rows(min_row=2):
                if row[0].value == code and heading in self.headings(page):
                    found = row[self.headings(page).index(heading)]
                    assert isinstance(found, Cell)
                    return found
        raise AssertionError((code, heading))

    def pages(self) -> list[Worksheet]:
        """Return the sheets to fill in."""
        return [page for page in self.book.worksheets if page["A1"].value == "Код"]

    def page(self, name: str) -> Worksheet:
        """Return a sheet by its name."""
        found = self.book[name]
        assert isinstance(found, Worksheet)
        return found

    @staticmethod
    def headings(page: Worksheet) -> list[object]:
        """Return the headings of a sheet."""
        return [cell.value for cell in page[1]]

    def put(self, code: str, heading: str, value: object) -> str:
        """Enter a value and return its place: „Управление“!C17."""
        cell = self.cell(code, heading)
        cell.value = value  # type: ignore[assignment]  # any input that a person may type
        return f"„{cell.parent.title}“!{cell.coordinate}"

    def save(self) -> Path:
        """Save the workbook to the same path."""
        self.book.save(self.path)
        return self.path


_MADE: dict[tuple[str, bytes], bytes] = {}


def exported(quality: Quality, folder: Path, year: str = "2020-2021") -> ExportedWorkbook:
    """Return the workbook of a year of the project in `folder`.

    It is exported only once for the same data, because the same year gives the same bytes.
    """
    path = folder / "card.xlsx"
    data = b"\0".join(one.read_bytes() for one in sorted((folder / "data").rglob("*.yaml")))
    if (year, data) not in _MADE:
        outcome = quality("export", year, "-o", path, "--force")
        assert outcome.code == 0, outcome.err
        _MADE[year, data] = path.read_bytes()
    path.write_bytes(_MADE[year, data])
    return ExportedWorkbook(path)
