"""Fill in an exported workbook as a person would: by code and heading."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from tests.conftest import Quality


class ExportedWorkbook:
    """An exported workbook."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @cached_property
    def book(self) -> Workbook:
        """The workbook as openpyxl reads it."""
        return load_workbook(self.path)

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
