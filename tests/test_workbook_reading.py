"""The XML of a workbook is read as spreadsheet programs read it.

Expected results come from ECMA-376 and from openpyxl, which has its own reader.
"""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel
from openpyxl.worksheet.worksheet import Worksheet

from qualitycli.diagnostics import Diagnostic
from qualitycli.exchange.grid import Book, CellEntry, CellRange
from qualitycli.exchange.number_formats import moment, shown_by
from qualitycli.exchange.sheet_xml import area_of
from qualitycli.exchange.workbook import read_workbook
from tests.conftest import Quality
from tests.workbook_parts import (
    SHEET,
    STRICT,
    TRANSITIONAL,
    archive,
    changed,
    parts,
    parts_of,
    relations,
)
from tests.workbooks import exported

pytestmark = pytest.mark.slow

STYLES = (
    '<numFmts><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy\\ &quot;г.&quot;"/></numFmts>'
    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="20"/>'
    '<xf numFmtId="46"/></cellXfs>'
)
TEXTS = (
    "<si><t>Урок</t></si>"
    "<si><r><rPr><b/></rPr><t>Прото</t></r><r><t>кол</t></r></si>"
    "<si><t>漢字</t><rPh sb='0' eb='2'><t>かんじ</t></rPh></si>"
    "<si/>"
)
CELLS: dict[str, tuple[str, object]] = {
    "nothing": ("<c/>", None),
    "a style alone": ('<c s="1"/>', None),
    "spaces": ('<c t="inlineStr"><is><t xml:space="preserve">  </t></is></c>', None),
    "a whole number": ("<c><v>3</v></c>", 3),
    "a whole number as some write it": ("<c><v>3.0</v></c>", 3),
    "a decimal number": ("<c><v>1.5</v></c>", 1.5),
    "a power": ("<c><v>1.5E-2</v></c>", 0.015),
    "a truth": ('<c t="b"><v>1</v></c>', True),
    "an error": ('<c t="e"><v>#N/A</v></c>', CellEntry("#N/A", "error")),
    "a shared text": ('<c t="s"><v>0</v></c>', "Урок"),
    "a text in pieces": ('<c t="s"><v>1</v></c>', "Протокол"),
    "a text with its reading": ('<c t="s"><v>2</v></c>', "漢字"),
    "an empty shared text": ('<c t="s"><v>3</v></c>', None),
    "a text in the cell": ('<c t="inlineStr"><is><r><t>а</t></r><r><t>б</t></r></is></c>', "аб"),
    "a text of a formula that is gone": ('<c t="str"><v>аб</v></c>', "аб"),
    "an escape": ('<c t="str"><v>a_x000A_b</v></c>', "a\nb"),
    "an escaped escape": ('<c t="str"><v>a_x005F_x000A_b</v></c>', "a_x000A_b"),
    "an emoji in halves": ('<c t="str"><v>браво _xD83D__xDE00_</v></c>', "браво 😀"),
    "one half": ('<c t="str"><v>a_xD83D_b</v></c>', CellEntry("a\ufffdb", "half")),
    "halves the wrong way round": (
        '<c t="str"><v>_xDE00__xD83D_</v></c>',
        CellEntry("\ufffd\ufffd", "half"),
    ),
    "no character of XML": ('<c t="str"><v>a_xFFFE_b</v></c>', "a\ufffeb"),
    "a formula": ("<c><f>1+1</f><v>2</v></c>", CellEntry("", "formula")),
    "a formula without a text": ('<c><f t="shared" si="0"/><v>2</v></c>', CellEntry("", "formula")),
    "a table of data": ('<c><f t="dataTable" ref="A1:B2"/></c>', CellEntry("", "formula")),
    "a date": ('<c s="1"><v>44336</v></c>', datetime(2021, 5, 20)),
    "a date as Bulgarians write it": ('<c s="2"><v>44336</v></c>', datetime(2021, 5, 20)),
    "a date with a time": ('<c s="1"><v>44336.25</v></c>', datetime(2021, 5, 20, 6)),
    "a time": ('<c s="3"><v>0.5</v></c>', time(12)),
    "a duration": ('<c s="4"><v>1.5</v></c>', timedelta(hours=36)),
    "a date that is written out": ('<c t="d"><v>2021-05-20</v></c>', datetime(2021, 5, 20)),
    "one with a time": ('<c t="d"><v>2021-05-20T06:00:00Z</v></c>', datetime(2021, 5, 20, 6)),
    "a time that is written out": ('<c t="d"><v>12:00:00</v></c>', time(12)),
    "a style that is not there": ('<c s="99"><v>44336</v></c>', 44336),
    "no day": ('<c s="1"><v>-1</v></c>', CellEntry("########", "error")),
    "a day too late": ('<c s="1"><v>2958466</v></c>', CellEntry("########", "error")),
    "a day beyond all": ('<c s="1"><v>1E308</v></c>', CellEntry("########", "error")),
    "beyond all numbers": ("<c><v>1E999</v></c>", CellEntry("#NUM!", "error")),
    "400 digits": (f"<c><v>{'9' * 400}</v></c>", CellEntry("#NUM!", "error")),
    "5,000 digits": (f"<c><v>{'9' * 5000}</v></c>", CellEntry("#NUM!", "error")),
}


def book_of(data: bytes) -> Book:
    book = read_workbook(data, "card.xlsx")
    assert isinstance(book, Book), book
    return book


def finding_of(data: bytes) -> Diagnostic:
    found = read_workbook(data, "card.xlsx")
    assert isinstance(found, Diagnostic)
    return found


@pytest.mark.parametrize("case", CELLS)
def test_the_value_of_a_cell(case: str) -> None:
    xml, expected = CELLS[case]
    made = parts(f'<row r="2">{xml}</row>', texts=TEXTS, styles=STYLES)
    (grid,) = book_of(archive(made)).grids
    entry = expected if isinstance(expected, CellEntry) else CellEntry(expected)  # type: ignore[arg-type]
    assert grid.rows == ({} if expected is None else {2: {1: entry}})
    if isinstance(expected, bool | int):
        assert type(grid.rows[2][1].value) is type(expected)


@pytest.mark.parametrize(
    "xml",
    [
        "<c><v>three</v></c>",
        "<c><v>1_000</v></c>",
        "<c><v>３</v></c>",
        "<c><v>NaN</v></c>",
        '<c t="s"><v>4</v></c>',
        '<c t="s"><v>-1</v></c>',
        '<c t="b"><v>maybe</v></c>',
        '<c t="d"><v>yesterday</v></c>',
        '<c t="unknown"><v>1</v></c>',
        "<c><v>1</v><v>2</v></c>",
        "<c><v>1</v><c><v>2</v></c></c>",
        '<c t="inlineStr"><v>1</v><is><t>2</t></is></c>',
        '<c t="inlineStr"><is><t>1</t></is><is><t>2</t></is></c>',
    ],
)
def test_a_cell_that_is_damaged_is_named(xml: str) -> None:
    found = finding_of(archive(parts(f'<row r="2"><c/>{xml}</row>', texts=TEXTS)))
    assert found.rule.code == "Q802"
    assert found.place.cell is not None
    assert (found.place.cell.sheet, found.place.cell.name) == ("S", "B2")


@pytest.mark.parametrize("reference", ["1A", "A0", "XFE1", "A1048577", "A1:B2", "", "A", "Ж1"])
def test_no_cell_is_off_the_sheet(reference: str) -> None:
    made = parts(f'<row><c r="{reference}"><v>1</v></c></row>')
    assert finding_of(archive(made)).rule.code == "Q802"


def test_one_cell_twice_is_damage() -> None:
    made = parts('<row><c r="B2"><v>1</v></c><c r="$b$2"><v>2</v></c></row>')
    assert finding_of(archive(made)).rule.code == "Q802"


def test_rows_and_cells_without_a_place_follow_one_another() -> None:
    cells = '<row><c><v>1</v></c></row><row r="4"><c r="C4"><v>2</v></c><c><v>3</v></c></row>'
    rows = book_of(archive(parts(cells + "<row><c><v>4</v></c></row>"))).grids[0].rows
    assert rows == {
        1: {1: CellEntry(1)},
        4: {3: CellEntry(2), 4: CellEntry(3)},
        5: {1: CellEntry(4)},
    }


@pytest.mark.parametrize("reference", ["B2:C9", "b2:c9", "$B$2:$C$9", "C9:B2", "B9:C2", "$c9:b$2"])
def test_a_range_is_the_same_however_it_is_written(reference: str) -> None:
    assert area_of(reference) == CellRange(2, 2, 9, 3)


def test_whole_rows_and_columns_are_ranges() -> None:
    assert area_of("C:A") == CellRange(1, 1, 1_048_576, 3)
    assert area_of("$5:4") == CellRange(4, 1, 5, 16_384)
    assert area_of("B2") == CellRange(2, 2, 2, 2)


def test_text_below_merged_cells_is_not_there() -> None:
    cells = '<row r="1"><c><v>1</v></c><c><v>2</v></c></row><row r="2"><c><v>3</v></c></row>'
    merged = '<mergeCells><mergeCell ref="$B$2:A1"/></mergeCells>'
    (grid,) = book_of(archive(parts(cells, after=merged))).grids
    assert grid.rows == {1: {1: CellEntry(1)}}
    assert grid.merged == (CellRange(1, 1, 2, 2),)


FORMATS = {
    "General": "number",
    "0.00E+00": "number",
    "@": "number",
    '0" дни"': "number",
    "[Red]0.0": "number",
    "[$-402]d mmmm yyyy г.": "date",
    "dd.mm.yyyy": "date",
    'yyyy"-"mm': "date",
    "h:mm AM/PM": "date",
    "mm:ss.0": "date",
    "[h]:mm": "duration",
    "[mm]:ss": "duration",
    "0;d": "number",
    '"d;"0': "number",
    '";"d': "date",
    "\\d0": "number",
    "_d0": "number",
    "*d0": "number",
    '"day': "number",
    "[day": "number",
}


@pytest.mark.parametrize("format_", FORMATS)
def test_a_number_format_is_of(format_: str) -> None:
    assert shown_by(format_) == FORMATS[format_]


@pytest.mark.parametrize("days", [0, 0.5, 1, 1.25, 59, 61, 366.999, 44336, 44336.75, 2_957_003])
@pytest.mark.parametrize("from_1904", [False, True])
def test_a_day_is_the_one_that_openpyxl_makes_of_it(days: float, from_1904: bool) -> None:
    epoch = CALENDAR_MAC_1904 if from_1904 else CALENDAR_WINDOWS_1900
    assert moment(days, "date", from_1904=from_1904) == from_excel(days, epoch)
    assert moment(days, "duration") == from_excel(days, timedelta=True)


VALUES: tuple[Any, ...] = (
    "Урок",
    "=не е формула",
    "_x0041_",
    "a\nb",
    "😀",
    3,
    -2.5,
    Decimal("0.75"),
    True,
    date(2021, 5, 20),
    datetime(1900, 1, 15),
    datetime(2021, 5, 20, 14, 30),
    time(8, 15),
    timedelta(hours=30),
    "#REF!",
)


def test_a_workbook_says_what_openpyxl_reads_in_it() -> None:
    book = Workbook()
    page = book.active
    assert isinstance(page, Worksheet)
    for row, value in enumerate(VALUES, 2):
        cell = page.cell(row, 3, value)
        if value == "=не е формула":
            cell.data_type = "s"
    page["E1"] = "=SUM(C1:C9)"
    page.merge_cells("F1:G2")
    page.row_dimensions[4].hidden = True
    out = io.BytesIO()
    book.save(out)
    theirs = load_workbook(out).active
    assert isinstance(theirs, Worksheet)
    (ours,) = book_of(out.getvalue()).grids
    for row, value in enumerate(VALUES, 2):
        entry = ours.rows[row][3]
        # A text that looks like an escape was not escaped when it was written, so it is read as
        # one.
        assert entry.value == ("A" if value == "_x0041_" else theirs.cell(row, 3).value)
        assert entry.kind == ("error" if value == "#REF!" else "value")
    assert ours.rows[1] == {5: CellEntry("", "formula")}
    assert ours.hidden == {4}
    assert ours.merged == (CellRange(1, 6, 2, 7),)


def strict(data: bytes) -> bytes:
    """Return a workbook in the strict variant, which has different namespaces."""
    old, new = TRANSITIONAL.encode(), STRICT.encode()
    return archive(
        {
            name: content.replace(old + b"/spreadsheetml/2006", new + b"/spreadsheetml").replace(
                old + b"/officeDocument/2006", new + b"/officeDocument"
            )
            for name, content in parts_of(data).items()
        }
    )


def without_styles(data: bytes) -> bytes:
    found = {name: one for name, one in parts_of(data).items() if name != "xl/styles.xml"}
    name = "xl/_rels/workbook.xml.rels"
    found[name] = found[name].replace(b"relationships/styles", b"relationships/other")
    return archive(found)


def test_the_strict_form_is_read(project: Path, quality: Quality) -> None:
    card = exported(quality, project)
    card.put("OP.1.1.1", "Бележка", "В строга форма.")
    data = card.save().read_bytes()
    card.path.write_bytes(strict(data))
    assert card.path.read_bytes() != data
    outcome = quality("import", card.path, "2020-2021", "--yes")
    assert outcome.code == 0, outcome.err
    assert "В строга форма." in (project / "data/years/2020-2021.yaml").read_text("utf-8")


def test_a_workbook_without_styles_is_read(project: Path, quality: Quality) -> None:
    card = exported(quality, project)
    card.put("OP.1.1.1", "Бележка", "Без стилове.")
    data = card.save().read_bytes()
    card.path.write_bytes(without_styles(data))
    outcome = quality("import", card.path, "2020-2021", "--dry-run")
    # A value that a style declares as a date is now a number, which is reported with its cell.
    assert "styles.xml" not in parts_of(card.path.read_bytes())
    assert set(_codes(outcome.err)) <= {"Q827"}, outcome.err


def _codes(said: str) -> list[str]:
    return [line.split("error ")[1][:4] for line in said.splitlines() if "error Q" in line]


def test_an_emoji_comes_in_and_an_unpaired_surrogate_is_named(
    project: Path, quality: Quality
) -> None:
    card = exported(quality, project)
    card.put("OP.1.1.1", "Бележка", "браво _xD83D__xDE00_")
    outcome = quality("import", card.save(), "2020-2021", "--yes")
    assert outcome.code == 0, outcome.err
    assert "браво 😀" in (project / "data/years/2020-2021.yaml").read_text("utf-8")
    where = card.put("OP.1.1.1", "Бележка", "браво _xD83D_")
    outcome = quality("--lang", "bg", "import", card.save(), "2020-2021", "--yes")
    assert outcome.code == 1
    assert f"{where}: грешка Q831" in outcome.err


def test_an_unpaired_surrogate_in_a_code_or_a_heading_is_told(
    project: Path, quality: Quality
) -> None:
    for heading in ("Код", None):
        card = exported(quality, project)
        if heading:
            card.put("OP.1.1.1", heading, "OP.1.1.1_xDE00_")
        else:
            card.pages()[0]["D1"] = "Равнищ_xD83D_"
        assert quality("import", card.save(), "2020-2021", "--yes").code == 1


def test_comments_and_links_are_named(project: Path, quality: Quality) -> None:
    card = exported(quality, project)
    card.cell("OP.1.1.1", "Равнище").comment = Comment("2 или 3?", "Р")
    link = card.cell("OP.1.1.2", "Доказателства")
    link.value = "Протокол"
    link.hyperlink = "https://example.org/p.pdf"
    same = card.cell("OP.1.1.3", "Доказателства")
    same.value = "https://example.org/"
    same.hyperlink = "https://example.org/"
    outcome = quality("--lang", "en", "import", card.save(), "2020-2021", "--dry-run")
    assert outcome.code == 0, outcome.err
    cells = [card.cell("OP.1.1.1", "Равнище").coordinate, link.coordinate]
    first = f"“Образователен процес”!{cells[0]}: note Q830"
    assert f"{first}: the comments or links in 2 cells are not imported: " in outcome.err
    assert ", ".join(cells) + "\n" in outcome.err


def test_a_link_within_the_workbook_is_named() -> None:
    link = '<hyperlinks><hyperlink ref="$B$1:a3" location="S!A1"/></hyperlinks>'
    book = book_of(archive(parts("<row><c><v>1</v></c></row>", after=link)))
    (found,) = book.found
    assert (found.rule.code, found.args["cells"]) == ("Q830", ("A1",))


def test_a_link_that_nothing_says_where_it_leads_is_named() -> None:
    link = '<hyperlinks><hyperlink ref="A1" r:id="gone"/></hyperlinks>'
    book = book_of(archive(parts("<row><c><v>1</v></c></row>", after=link)))
    assert [one.rule.code for one in book.found] == ["Q830"]


def test_a_table_with_two_byte_order_marks_is_read(project: Path, quality: Quality) -> None:
    marks = b"\xef\xbb\xbf"
    for number in (1, 2, 3):
        path = project / "card.csv"
        path.write_bytes(marks * number + "Код;Равнище;Бележка\nOP.1.1.1;;Нова\n".encode())
        outcome = quality("import", path, "2020-2021", "--dry-run")
        assert (outcome.code, "Нова" in outcome.out) == (0, True), outcome.err


def test_a_part_may_be_named_from_where_it_is() -> None:
    made = parts("<row><c><v>1</v></c></row>")
    for target in ("worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml", "../XL/worksheets/x.xml"):
        made["xl/_rels/workbook.xml.rels"] = relations(worksheet=target)
        data = changed(archive(made), "xl/worksheets/x.xml", lambda _: made[SHEET].encode())
        assert book_of(data).grids[0].rows == {1: {1: CellEntry(1)}}
