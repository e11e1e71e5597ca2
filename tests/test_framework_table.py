"""The table of a framework: it comes back as it was, and what is wrong with it names its cells."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import time
from pathlib import Path
from random import Random
from typing import Any, Final

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualitycli.application.framework_edits import framework_edits
from qualitycli.exchange.framework_table.read import is_own_table, read_framework_table
from qualitycli.messages import LANGUAGES, Translator
from qualitycli.model.framework import Catalogue
from qualitycli.model.validators import made_of
from qualitycli.render.framework_csv import framework_csv
from qualitycli.render.workbook.framework_book import framework_workbook
from qualitycli.writing.catalogue import catalogue_text
from tests import random_catalogues, random_points
from tests.conftest import EVERY_FIELD, TIMES, TOP
from tests.framework_sheet import CODE, KIND, OWNER, TEXT, FrameworkSheet, document_of
from tests.quick_yaml import texts_in

SHIPPED: Final = (
    TOP / "data/criteria.yaml",
    EVERY_FIELD / "criteria.yaml",
    TOP / "tools/pages/examples/catalogue.yaml",
    *sorted(TOP.glob("examples/*/data/criteria.yaml")),
)


def values_of(path: Path) -> dict[str, Any]:
    values = texts_in(path.read_text(encoding="utf-8"))
    assert isinstance(values, dict)
    return values


def columns_of(page: Any) -> dict[str, str]:
    """The letters of the columns by their headings."""
    return {str(cell.value): cell.column_letter for cell in page[1]}


def csv_of(values: dict[str, Any], translate: Translator) -> bytes:
    return framework_csv(values, translate).encode()


def tables_of(values: dict[str, Any], language: str) -> Iterator[bytes]:
    translate = Translator(language)
    yield csv_of(values, translate)
    yield framework_workbook(values, translate)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.parts[-3])
def test_a_shipped_framework_comes_back_from_its_table(path: Path) -> None:
    values = values_of(path)
    for data in (table for language in LANGUAGES for table in tables_of(values, language)):
        document = document_of(data)
        assert is_own_table(document)
        table = read_framework_table(document)
        # Onto its own file it changes nothing, and into a new one it gives the same model.
        assert framework_edits(values, table.values) == []
        written = texts_in(catalogue_text(table.values))
        assert made_of(written, Catalogue) == made_of(values, Catalogue)


def random_values(rng: Random) -> dict[str, Any]:
    if rng.random() < 0.5:
        return random_points.random_catalogue(rng)
    made = random_catalogues.random_catalogue(rng)
    values = texts_in(random_catalogues.catalogue_text(made))
    assert isinstance(values, dict)
    return values


texts = st.text(
    st.sampled_from("абв \n\t'\"=+-@;,:#|>\u200b1.\\x") | st.characters(exclude_categories=["Cs"]),
    min_size=1,
)


def retold(value: Any, rng: Random, said: list[str]) -> Any:
    """Values with other texts, wherever any text is possible."""
    if isinstance(value, list):
        return [retold(one, rng, said) for one in value]
    if not isinstance(value, dict):
        return value
    free = ("title", "text", "name", "weight_reason", "unit", "source", "number")
    return {
        key: rng.choice(said) if key in free and isinstance(one, str) else retold(one, rng, said)
        for key, one in value.items()
    }


@given(seed=st.integers(0, 10**9), said=st.lists(texts, min_size=1, max_size=6))
@settings(max_examples=20 * TIMES)  # each writes and reads a whole framework
def test_a_random_framework_comes_back_from_its_table(seed: int, said: list[str]) -> None:
    rng = Random(seed)
    values = retold(random_values(rng), rng, said)
    table_of = rng.choice([csv_of, framework_workbook])
    data = table_of(values, Translator(rng.choice(LANGUAGES)))
    table = read_framework_table(document_of(data))
    assert table.values == values
    assert framework_edits(values, table.values) == []
    assert texts_in(catalogue_text(table.values)) == values


def test_cells_without_a_value_keep_what_says_nothing_in_the_file() -> None:
    values = values_of(EVERY_FIELD / "criteria.yaml")
    values["areas"][0] |= {"weight_reason": "", "replaced_by": []}
    table = FrameworkSheet(values).read()
    assert framework_edits(values, table.values) == []


def test_the_workbook_protects_codes_and_kinds_only() -> None:
    values = values_of(TOP / "examples/profesionalna-gimnazia/data/criteria.yaml")
    book = openpyxl.load_workbook(io.BytesIO(framework_workbook(values, Translator("en"))))
    page = book.worksheets[0]
    assert page.protection.sheet
    assert not page.protection.password
    assert page.freeze_panes == "D2"
    columns = columns_of(page)
    row = next(cell.row for cell in page[columns[CODE]] if cell.value == "UK.1.1")
    locked = {
        heading
        for heading, letter in columns.items()
        if page[f"{letter}{row}"].has_style and page[f"{letter}{row}"].protection.locked
    }
    assert locked == {KIND, CODE}
    # Cells that are empty now take the look of their column.
    assert not page.column_dimensions[columns["Weight"]].protection.locked
    assert page[f"{columns[TEXT]}{row}"].number_format == "@"
    # Below the last row there is room for more.
    last = max(cell.row for cell in page["A"] if cell.value)
    assert not page[f"A{last + 1}"].protection.locked


def test_the_workbook_offers_what_can_be_chosen() -> None:
    values = values_of(TOP / "examples/profesionalna-gimnazia/data/criteria.yaml")
    book = openpyxl.load_workbook(io.BytesIO(framework_workbook(values, Translator("bg"))))
    page, guide = book.worksheets
    columns = columns_of(page)
    offered = {
        str(cells).split(":")[0]: rule.formula1
        for rule in page.data_validations.dataValidation
        for cells in rule.sqref.ranges
    }
    assert offered[f"{columns['Как се оценява']}2"] == '"level,points,ratio,value,survey"'
    assert offered[f"{columns['Точкова скала']}2"] == '"izgradenost,prilagane,dyal,otpadane"'
    method = next(cell.row for cell in page[columns["Код"]] if cell.value == "method")
    assert offered[f"{columns['Текст']}{method}"] == '"means,points"'
    sheet, cells = offered["A2"].lstrip("=").split("!")
    assert sheet.strip("'") == guide.title
    kinds = [cell.value for (cell,) in guide[cells.replace("$", "")]]
    assert {"област", "критерий", "индикатор", "подиндикатор", "настройка"} <= set(kinds)


def test_texts_that_look_like_formulas_stay_texts() -> None:
    values = values_of(EVERY_FIELD / "criteria.yaml")
    values["areas"][0]["title"] = '=HYPERLINK("http://a.example")'
    values["areas"][1]["title"] = "-1+1"
    book = openpyxl.load_workbook(io.BytesIO(framework_workbook(values, Translator("en"))))
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert all(cell.quotePrefix for cell in cells if str(cell.value).startswith(("=", "-1+")))
    lines = framework_csv(values, Translator("en"))
    assert "'=HYPERLINK" in lines
    assert ",'-1+1," in lines


def test_numbers_are_numbers_unless_a_program_would_change_them() -> None:
    values = values_of(EVERY_FIELD / "criteria.yaml")
    steps = [{"points": "0", "text": "а"}, {"points": "1.50", "text": "б"}]
    values["ladders"] = {"own": steps}
    values["areas"][0]["number"] = "1.10"
    data = framework_workbook(values, Translator("en"))
    page = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    columns = columns_of(page)
    points = [cell.value for cell in page[columns["Points"]]]
    assert 0 in points
    assert "1.50" in points
    assert "1.10" in [cell.value for cell in page[columns["Printed number"]]]
    assert read_framework_table(document_of(data)).values == values


# --- Edits in the table -------------------------------------------------------------------------


@pytest.fixture
def sheet() -> FrameworkSheet:
    return FrameworkSheet(values_of(EVERY_FIELD / "criteria.yaml"))


def test_what_is_typed_in_other_ways_is_understood(sheet: FrameworkSheet) -> None:
    row = sheet.row("verified", "setting")
    before = sheet.read().values
    row[TEXT] = "ИСТИНА" if row[TEXT] == "true" else "НЕИСТИНА"
    for one in sheet.rows:
        one["Weight"] = one["Weight"].replace(".", ",")
        one["From (inclusive)"] = one["From (inclusive)"].replace(".", ",")
    sheet.row("coverage_threshold", "setting")[TEXT] = "0,75"
    assert sheet.read().values == {**before, "coverage_threshold": "0.75"}


def test_a_row_at_the_end_goes_where_it_belongs(sheet: FrameworkSheet) -> None:
    before = sheet.read().values
    area = before["areas"][0]
    sheet.add({KIND: "criterion", OWNER: area["id"], CODE: f"{area['id']}.99", TEXT: "Нов"})
    criteria = sheet.read().values["areas"][0]["criteria"]
    assert criteria == [*area["criteria"], {"id": f"{area['id']}.99", "title": "Нов"}]


def test_without_an_owner_a_row_belongs_to_the_nearest_above(sheet: FrameworkSheet) -> None:
    for row in sheet.rows:
        row[OWNER] = ""
    plain = FrameworkSheet(values_of(EVERY_FIELD / "criteria.yaml")).read().values
    assert sheet.read().values == plain


def test_empty_rows_and_columns_of_ones_own_do_no_harm(sheet: FrameworkSheet) -> None:
    before = sheet.read().values
    sheet.headings.append("Remarks")
    for row in sheet.rows:
        row["Remarks"] = "да се обсъди"
    for place in (0, 5, 40):
        sheet.rows.insert(place, dict.fromkeys(sheet.headings, ""))
    table = sheet.read()
    assert table.values == before
    assert [(one.rule.code, one.severity) for one in table.found] == [("Q870", "note")]


# --- Faults -------------------------------------------------------------------------------------


def one_fault(sheet: FrameworkSheet, cell: str, code: str) -> None:
    assert sheet.faults() == [(cell, code)]


def letter(sheet: FrameworkSheet, heading: str) -> str:
    number = sheet.headings.index(heading)
    return chr(ord("A") + number) if number < 26 else "A" + chr(ord("A") + number - 26)


def test_a_missing_column(sheet: FrameworkSheet) -> None:
    sheet.headings.remove("Weight")
    one_fault(sheet, "A1", "Q860")
    sheet.headings.remove("Points")
    (found,) = sheet.read().found
    assert Translator("en").fill(found.message) == "the columns “Points”, “Weight” are missing"


def test_a_heading_that_occurs_twice() -> None:
    sheet = FrameworkSheet(values_of(EVERY_FIELD / "criteria.yaml"))
    data = sheet.data().replace(b"Kind of row", b"Kind of row", 1)
    head, rest = data.split(b"\r\n", 1)
    table = read_framework_table(document_of(head + b",Text\r\n" + rest))
    assert [one.rule.code for one in table.found] == ["Q811"]


def test_an_unknown_kind_and_none(sheet: FrameworkSheet) -> None:
    area = sheet.row("OP", "area")
    area[KIND] = "арея"
    # What belongs to the row has no findings of its own.
    one_fault(sheet, f"A{sheet.number(area)}", "Q861")
    area[KIND] = ""
    one_fault(sheet, f"A{sheet.number(area)}", "Q862")


def test_an_owner_that_is_not_above(sheet: FrameworkSheet) -> None:
    row = sheet.row("OP.1", "criterion")
    row[OWNER] = "XX"
    one_fault(sheet, f"B{sheet.number(row)}", "Q863")


def test_a_parent_that_is_gone(sheet: FrameworkSheet) -> None:
    area = sheet.row("OP", "area")
    children = sheet.belonging_to("OP", "criterion")
    assert children
    sheet.rows.remove(area)
    found = sheet.faults()
    assert [code for cell, code in found if cell.startswith("B")] == ["Q863"] * len(children)


def test_a_row_in_the_wrong_place(sheet: FrameworkSheet) -> None:
    row = sheet.add({KIND: "scale step", "Points": "1"})
    sheet.rows.insert(0, sheet.rows.pop())
    one_fault(sheet, f"A{sheet.number(row)}", "Q864")


def test_a_value_that_the_kind_does_not_have(sheet: FrameworkSheet) -> None:
    row = sheet.row("OP", "area")
    row["Unit"] = "бр."
    one_fault(sheet, f"{letter(sheet, 'Unit')}{sheet.number(row)}", "Q865")


def test_rows_that_occur_twice(sheet: FrameworkSheet) -> None:
    method = sheet.row("framework.title", "setting")
    again = sheet.add({KIND: "setting", CODE: "framework.title", TEXT: "Друго"}, method)
    one_fault(sheet, f"C{sheet.number(again)}", "Q866")
    sheet.rows.remove(again)
    node = sheet.row("OP.1", "criterion")
    again = sheet.add({KIND: "criterion", OWNER: "OP", CODE: "OP.1", TEXT: "Друго"}, node)
    # The check of the framework, at the cell of the second.
    one_fault(sheet, f"C{sheet.number(again)}", "Q308")


def test_an_unknown_setting_and_one_without_a_code(sheet: FrameworkSheet) -> None:
    row = sheet.row("framework.title", "setting")
    row[CODE] = "framework.titel"
    one_fault(sheet, f"C{sheet.number(row)}", "Q867")
    row[CODE] = ""
    one_fault(sheet, f"C{sheet.number(row)}", "Q868")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "write a new id in this cell, for example OP.1.{}"),
        ("bg", "въведете нов идентификатор в тази клетка, например OP.1.{}"),
    ],
)
def test_a_new_row_without_an_id_gets_a_free_one(
    language: str, said: str, sheet: FrameworkSheet
) -> None:
    indicator = sheet.row("OP.1.1")
    numbers = [int(row[CODE][5:]) for row in sheet.rows if re.fullmatch(r"OP\.1\.\d+", row[CODE])]
    row = sheet.add({KIND: "indicator", OWNER: "OP.1", TEXT: "Нов"}, indicator)
    one_fault(sheet, f"C{sheet.number(row)}", "Q868")
    (found,) = sheet.read().found
    assert Translator(language).fill(found.hint) == said.format(max(numbers) + 1)


def test_a_new_area_without_an_id_has_no_suggestion(sheet: FrameworkSheet) -> None:
    row = sheet.add({KIND: "area", TEXT: "Нова"})
    one_fault(sheet, f"C{sheet.number(row)}", "Q868")
    (found,) = sheet.read().found
    assert Translator("en").fill(found.hint) == "write it in this cell"


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("точки", "points"),
        ("Равнище", "level"),
        ("дял", "ratio"),
        (" стойност ", "value"),
        ("АНКЕТА", "survey"),
        ("ratio", "ratio"),
        ("друго", "друго"),
    ],
)
def test_a_way_of_rating_may_be_in_bulgarian(word: str, key: str, sheet: FrameworkSheet) -> None:
    row = sheet.row("OP.1.1")
    row["How it is rated"] = word
    values = sheet.read().values["areas"]
    (criterion,) = (one for area in values for one in area["criteria"] if one["id"] == "OP.1")
    assert criterion["indicators"][0]["rated_by"] == key


@pytest.mark.parametrize(("word", "key"), [("да", "true"), ("Не", "false"), ("yes", "true")])
def test_yes_and_no_are_values(word: str, key: str, sheet: FrameworkSheet) -> None:
    sheet.row("verified", "setting")[TEXT] = word
    assert sheet.read().values["bands"][0]["verified"] == key


def test_a_misspelt_kind_has_a_suggestion(sheet: FrameworkSheet) -> None:
    row = sheet.row("OP", "area")
    row[KIND] = "aera"
    (found,) = sheet.read().found
    assert Translator("en").fill(found.hint) == "did you mean “area”?"


def test_a_setting_that_its_owner_does_not_have(sheet: FrameworkSheet) -> None:
    row = sheet.row("percent_of", "setting")
    assert row[OWNER]
    row[CODE] = "percentage"
    one_fault(sheet, f"C{sheet.number(row)}", "Q867")


def test_lists_by_name_need_a_name_of_their_own() -> None:
    values = values_of(TOP / "examples/profesionalna-gimnazia/data/criteria.yaml")
    sheet = FrameworkSheet(values)
    row = sheet.add({KIND: "points scale"}, sheet.belonging_to("dyal", "scale step")[-1])
    one_fault(sheet, f"C{sheet.number(row)}", "Q868")
    row[CODE] = "prilagane"
    one_fault(sheet, f"C{sheet.number(row)}", "Q866")


def test_descriptions_of_levels_need_a_level_each() -> None:
    values = values_of(TOP / "examples/tsentar-za-obuchenie/data/criteria.yaml")
    sheet = FrameworkSheet(values)
    first = sheet.row("1", "description of a level")
    again = sheet.add({**first, TEXT: "Друго"}, first)
    one_fault(sheet, f"C{sheet.number(again)}", "Q866")
    again[CODE] = ""
    one_fault(sheet, f"C{sheet.number(again)}", "Q868")
    again[CODE], again[TEXT] = "2", ""
    sheet.rows.remove(sheet.belonging_to("OB.1", "description of a level")[-2])
    assert "2" not in sheet.read().values["areas"][0]["criteria"][0]["levels"]


def test_a_missing_setting_is_explained(sheet: FrameworkSheet) -> None:
    sheet.rows.remove(sheet.row("framework.title", "setting"))
    (found,) = sheet.read().found
    assert found.rule.code == "Q202"
    assert "a row of its own" in Translator("en").fill(found.hint)


def test_a_name_and_steps_of_its_own() -> None:
    values = values_of(TOP / "examples/profesionalna-gimnazia/data/criteria.yaml")
    sheet = FrameworkSheet(values)
    row = sheet.row("UK.1.1", "indicator")
    for points in ("1", "2"):
        sheet.add({KIND: "scale step", OWNER: "UK.1.1", "Points": points, TEXT: "т"}, row)
    one_fault(sheet, f"{letter(sheet, 'Points scale')}{sheet.number(row)}", "Q869")


def test_a_fault_of_the_framework_itself_names_its_cell(sheet: FrameworkSheet) -> None:
    row = sheet.row("OP", "area")
    row["Weight"], row["Reason for the weight"] = "два", ""
    place = f"{letter(sheet, 'Weight')}{sheet.number(row)}"
    (found,) = sheet.read().found
    assert found.place.cell is not None
    assert (found.place.cell.name, found.rule.code) == (place, "Q208")
    assert "column “Weight”" in Translator("en").fill(found.hint)


def test_cells_that_are_no_texts() -> None:
    values = values_of(EVERY_FIELD / "criteria.yaml")
    data = framework_workbook(values, Translator("en"))
    book = openpyxl.load_workbook(io.BytesIO(data))
    page = book.worksheets[0]
    columns = columns_of(page)
    rows = {cell.value: cell.row for cell in page[columns[CODE]]}
    page[f"{columns['Printed number']}{rows['OP']}"] = 1.1
    page[f"{columns[TEXT]}{rows['OP.1']}"] = "=A1"
    page[f"{columns[TEXT]}{rows['framework.title']}"] = 2024
    page[f"{columns[TEXT]}{rows['OP.2']}"] = True
    page[f"{columns[TEXT]}{rows['UI']}"] = time(1, 30)
    page[f"{columns[TEXT]}{rows['UI.1']}"] = "#REF!"
    page[f"{columns[KIND]}{rows['UI.3']}"] = "=A1"
    out = io.BytesIO()
    book.save(out)
    table = read_framework_table(document_of(out.getvalue(), "framework.xlsx"))
    found = [(one.place.cell.name if one.place.cell else "", one.rule.code) for one in table.found]
    assert found == [
        (f"{columns['Printed number']}{rows['OP']}", "Q817"),
        (f"{columns[TEXT]}{rows['OP.1']}", "Q814"),
        (f"{columns[TEXT]}{rows['OP.2']}", "Q817"),
        (f"{columns[TEXT]}{rows['UI']}", "Q817"),
        (f"{columns[TEXT]}{rows['UI.1']}", "Q815"),
        (f"{columns[KIND]}{rows['UI.3']}", "Q814"),
    ]
    kinds = [Translator("en").fill(one.message) for one in table.found if one.rule.code == "Q817"]
    assert [one.partition(" (")[0].removeprefix("the cell contains ") for one in kinds] == [
        "a number",
        "a true or false value",
        "a time",
    ]


def test_two_sheets_with_a_table() -> None:
    data = framework_workbook(values_of(EVERY_FIELD / "criteria.yaml"), Translator("en"))
    book = openpyxl.load_workbook(io.BytesIO(data))
    book.copy_worksheet(book.worksheets[0])
    out = io.BytesIO()
    book.save(out)
    table = read_framework_table(document_of(out.getvalue(), "framework.xlsx"))
    assert [one.rule.code for one in table.found] == ["Q871"]


def test_other_tables_are_not_taken_for_it() -> None:
    for text in ("Вид,Код,Текст\nа,б,в\n", "Code,Text,Level\nOP.1,Урок,3\n", "а\nб\n"):
        assert not is_own_table(document_of(text.encode()))
