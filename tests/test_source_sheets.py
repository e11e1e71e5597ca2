"""Sheets and CSV files become tables like those of Word, with what is special about them."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Final

import pytest
from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from qualitycli.diagnostics import Diagnostic
from qualitycli.exchange.source.document import CellAddress, SourceCell, SourceDocument, SourceTable
from qualitycli.exchange.source.read import read_source
from qualitycli.messages import Translator
from tests.workbook_parts import SHEET, archive, parts


def sheet(fill: Callable[[Worksheet], None]) -> SourceTable:
    """Return a sheet as it is read."""
    result = book(lambda made: fill(made.worksheets[0]))
    (table,) = result.tables
    return table


def book(fill: Callable[[Workbook], None]) -> SourceDocument:
    made = Workbook()
    fill(made)
    out = io.BytesIO()
    made.save(out)
    result = read_source(out.getvalue(), "paper.xlsx")
    assert isinstance(result, SourceDocument)
    return result


def texts_of(table: SourceTable) -> dict[CellAddress, str]:
    return {address: cell.text for address, cell in table.cells.items()}


def column(*values: object, format_: str = "") -> list[SourceCell]:
    """Return the cells of a column with these values."""

    def fill(page: Worksheet) -> None:
        for value in values:
            page.append([value])
            if format_:
                page.cell(page.max_row, 1).number_format = format_

    return list(sheet(fill).cells.values())


def test_each_sheet_is_a_table() -> None:
    def fill(made: Workbook) -> None:
        first = made.worksheets[0]
        first.title = "ОБЛАСТ 1"
        first["B3"] = " първи ред \n\n втори "
        other = made.create_sheet("Скрит")
        other["A1"] = "а"
        other.sheet_state = "hidden"
        made.create_sheet("Празен")

    result = book(fill)
    assert [(one.order, one.name, one.is_hidden) for one in result.tables] == [
        (1, "ОБЛАСТ 1", False),
        (2, "Скрит", True),
        (3, "Празен", False),
    ]
    assert [line.text for line in result.tables[0].cells[CellAddress(3, 2)].lines] == [
        "първи ред",
        "втори",
    ]
    assert all(cell.is_hidden for cell in result.tables[1].cells.values())


def test_merged_hidden_and_rotated_cells() -> None:
    def fill(page: Worksheet) -> None:
        for row in ("абв", "где", "жзи"):
            page.append(list(row))
        page.merge_cells("A1:B2")
        page.row_dimensions[3].hidden = True
        page.column_dimensions["C"].hidden = True
        page["A1"].alignment = Alignment(textRotation=90)

    table = sheet(fill)
    found = table.cells
    assert "".join(one.text for one in found.values()) == "авежзи"
    assert (found[CellAddress(1, 1)].rows, found[CellAddress(1, 1)].columns) == (2, 2)
    hidden = [address for address, cell in found.items() if cell.is_hidden]
    assert hidden == [(1, 3), (2, 3), (3, 1), (3, 2), (3, 3)]
    assert [address for address, cell in found.items() if cell.is_rotated] == [(1, 1)]


def test_hidden_columns_may_overlap() -> None:
    made = parts("<row>" + "<c><v>1</v></c>" * 9 + "</row>")
    cols = ((2, 3, 1), (3, 5, 1), (4, 7, 0), (7, 8, 1), (1, 1, 0))
    made[SHEET] = made[SHEET].replace(
        "<sheetData>",
        "".join(f'<col min="{low}" max="{high}" hidden="{on}"/>' for low, high, on in cols)
        + "<sheetData>",
    )
    result = read_source(archive(made), "paper.xlsx")
    assert isinstance(result, SourceDocument)
    hidden = [one.column for one, cell in result.tables[0].cells.items() if cell.is_hidden]
    assert hidden == [2, 3, 4, 5, 8]


NUMBERS: Final[dict[str, tuple[list[object], list[str]]]] = {
    "in order": ([1.8, 1.9, 1.1, 1.11], ["", "", "number", ""]),
    "as texts": (["1.8", "1.9", "1.10"], ["", "", ""]),
    "mixed": (["1.9.", 1.1, "1.11", 1.12], ["", "number", "", ""]),
    "to twenty": ([1.18, 1.19, 1.2], ["", "", "number"]),
    "of the next criterion": ([1.9, 2.1, 2.2], ["", "", ""]),
    "of points": ([0.75, 1.5, 2, 1.1], ["", "", "", ""]),
    "again": ([1.1, 1.2, 1.1], ["", "", ""]),
}


@pytest.mark.parametrize("case", NUMBERS)
def test_a_number_that_lost_its_last_zero(case: str) -> None:
    values, converted = NUMBERS[case]
    cells = column(*values)
    assert [cell.converted for cell in cells] == converted
    typed = "1.20" if case == "to twenty" else "1.10"
    assert [cell.typed for cell in cells] == [typed if one else "" for one in converted]


def test_a_date_was_probably_a_number() -> None:
    cells = column(datetime(2021, 10, 1), date(2021, 5, 20), time(9, 30), datetime(2021, 1, 1, 9))
    assert [(cell.text, cell.converted, cell.typed) for cell in cells] == [
        ("2021-10-01", "date", "1.10"),
        ("2021-05-20", "date", "20.5"),
        ("09:30:00", "", ""),
        ("2021-01-01 09:00:00", "date", "1.1"),
    ]


def test_numbers_have_as_few_digits_as_they_need() -> None:
    cells = column(3, 3.0, 0.75, 0.1 + 0.2, 1e21, *[True])
    assert [cell.text for cell in cells] == [
        "3",
        "3",
        "0.75",
        "0.3",
        "1000000000000000000000",
        "TRUE",
    ]


@pytest.mark.parametrize("format_", ["0%", "0.00%", '"до" 0 %', "0%;-0%"])
def test_percentages_are_shown_as_such(format_: str) -> None:
    assert [cell.text for cell in column(0.2, 0.07, 1, format_=format_)] == ["20%", "7%", "100%"]


@pytest.mark.parametrize("format_", ["General", '0.0" %"', "0;0%"])
def test_other_numbers_are_not(format_: str) -> None:
    assert [cell.text for cell in column(0.2, format_=format_)] == ["0.2"]


def test_results_of_formulas_are_not_used_and_errors_are_named() -> None:
    cells = column("=1+1", "#REF!", "а")
    assert [(cell.fault, cell.text) for cell in cells] == [
        ("formula", ""),
        ("error", "#REF!"),
        ("", "а"),
    ]


CSV: Final = "№;Показател\r\n1;Уроци „А“\r\n2;\r\n"
ENCODINGS: Final = {
    "utf-8": "",
    "utf-8-sig": "",
    "cp1251": "the file was read as Windows-1251",
    "utf-16": "the file was read as UTF-16",
    "utf-16-le": "the file was read as UTF-16",
    "utf-16-be": "the file was read as UTF-16",
}


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_csv_file_may_have_any_encoding_and_separator(encoding: str, separator: str) -> None:
    data = CSV.replace(";", separator).encode(encoding)
    result = read_source(data, "paper.csv")
    assert isinstance(result, SourceDocument)
    (table,) = result.tables
    assert texts_of(table) == {
        (1, 1): "№",
        (1, 2): "Показател",
        (2, 1): "1",
        (2, 2): "Уроци „А“",
        (3, 1): "2",
    }
    assert [Translator("en").fill(note) for note in result.notes] == (
        [ENCODINGS[encoding]] if ENCODINGS[encoding] else []
    )


def test_the_lines_of_a_csv_file_are_known() -> None:
    result = read_source('а;"б\nв"\nг;#REF!\n'.encode(), "paper.csv")
    assert isinstance(result, SourceDocument)
    (table,) = result.tables
    assert dict(table.lines) == {1: 1, 2: 3}
    assert [line.text for line in table.cells[CellAddress(1, 2)].lines] == ["б", "в"]
    assert table.cells[CellAddress(2, 2)].fault == "error"


def test_a_csv_file_in_another_encoding_is_refused() -> None:
    cases = {"koi8-r": "Q107", "utf-32": "Q104"}
    for encoding, code in cases.items():
        result = read_source(CSV.replace("№", "N").replace("„А“", "").encode(encoding), "paper.csv")
        assert isinstance(result, Diagnostic)
        assert result.rule.code == code, encoding
    cut = read_source(CSV.encode("utf-16") + b"\0", "paper.csv")
    assert isinstance(cut, Diagnostic)
    assert cut.rule.code == "Q802"
