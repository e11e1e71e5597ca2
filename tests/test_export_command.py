"""`quality export`: the spreadsheet that a teacher fills in."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from pathlib import Path
from typing import Final

import pytest
from openpyxl import load_workbook

from tests.conftest import Quality, year_text
from tests.workbooks import OWN_FORMULA, ExportedWorkbook, exported

pytestmark = pytest.mark.slow


def rows_of(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))


def test_a_sheet_for_each_area_between_the_guide_and_the_results(
    project: Path, quality: Quality
) -> None:
    book = exported(quality, project).book
    assert book.sheetnames == [
        "Указания",
        "Образователен процес",
        "Управление на институцията",
        "Анкети",
        "Резултати",
        "_quality",
    ]
    assert book["_quality"].sheet_state == "veryHidden"


def test_every_item_has_one_row_to_fill_in(project: Path, quality: Quality) -> None:
    card = exported(quality, project)
    # The items to rate: 139, three of them surveys, which have their own sheet.
    unlocked: dict[str, int] = {}
    for page in card.pages():
        for row in page.iter_rows(min_row=2):
            if any(not cell.protection.locked for cell in row):
                code = str(row[0].value)
                unlocked[code] = unlocked.get(code, 0) + 1
    parts = {code for code in unlocked if "/" in code}
    assert parts == {"UI.3.2.2/1", "UI.3.2.2/2"}
    assert len(unlocked) - len(parts) == 139
    assert set(unlocked.values()) == {1}


def test_texts_are_protected_and_values_are_not(project: Path, quality: Quality) -> None:
    card = exported(quality, project)
    for page in card.book.worksheets[:-1]:
        assert page.protection.sheet, page.title
        assert not page.protection.password, page.title
    for heading in ("Код", "Какво се оценява", "Как се оценява"):
        assert card.cell("OP.1.1.1", heading).protection.locked, heading
    for heading in ("Равнище", "Доказателства", "Бележка", "Дата на оценяване"):
        assert not card.cell("OP.1.1.1", heading).protection.locked, heading
    # An item rated by level has no count, and a survey is filled in on another sheet.
    assert card.cell("OP.1.1.1", "Брой").protection.locked
    assert not card.cell("OP.6.1.1", "Брой").protection.locked
    assert card.cell("OP.11.1", "Равнище").protection.locked


def test_values_have_their_kinds(project: Path, quality: Quality) -> None:
    card = exported(quality, project)
    code = card.cell("OP.1.1.3", "Код")
    assert (code.value, code.data_type, code.number_format) == ("OP.1.1.3", "s", "@")
    assert card.cell("OP.1.1.3", "Равнище").value == 2
    assert card.cell("OP.6.1.1", "От общо").value == 403
    rated_on = card.cell("OP.1.1.3", "Дата на оценяване")
    assert rated_on.is_date
    assert f"{rated_on.value:%Y-%m-%d}" == "2021-06-03"
    assert card.cell("OP.11.1", "Отговори 3 – добро").value == 98
    assert card.cell("OP.11.1", "Поканени").value == 232
    assert card.cell("UI.3.2.2/2", "Брой").value == 19
    assert str(card.cell("OP.1.8.1", "Неприложимо, защото").value).startswith(
        "Училището няма свободни стаи"
    )
    evidence = card.cell("OP.1.3.2", "Доказателства").value
    assert str(evidence).count("\n") == 1


def test_levels_are_chosen_from_the_scale_with_its_words(project: Path, quality: Quality) -> None:
    card = exported(quality, project)
    page = card.page("Образователен процес")
    cell = card.cell("OP.1.1.1", "Равнище").coordinate
    (rule,) = [one for one in page.data_validations.dataValidation if cell in one.sqref]
    assert (rule.type, rule.formula1) == ("list", '"1,2,3,4"')
    assert rule.prompt == "1 – незадоволително\n2 – задоволително\n3 – добро\n4 – много добро"


LADDER = """\
                text: Постижения/резултати от участие в олимпиади, състезания, конкурси и т.н.
                rated_by: points
                ladder:
                  - {points: 0, text: Няма призови места.}
                  - {points: 0.75, text: Има призови места на общинско равнище.}
                  - {points: 1.5, text: Има призови места на областно равнище.}
"""


def test_points_are_chosen_from_numbers_not_from_texts(project: Path, quality: Quality) -> None:
    path = project / "data/criteria.yaml"
    text = path.read_text(encoding="utf-8")
    line = LADDER.splitlines(keepends=True)[0]
    assert line in text
    path.write_text(text.replace(line, LADDER), encoding="utf-8")
    year = project / "data/years/2020-2021.yaml"
    rated = re.sub(
        r"OP\.6\.1\.2:\n    level: 3", "OP.6.1.2:\n    points: 1.5", year.read_text("utf-8")
    )
    year.write_text(rated, encoding="utf-8")
    card = exported(quality, project)
    assert card.cell("OP.6.1.2", "Точки").value == 1.5
    page = card.page("Образователен процес")
    cell = card.cell("OP.6.1.2", "Точки").coordinate
    (rule,) = [one for one in page.data_validations.dataValidation if cell in one.sqref]
    hidden, _, area = str(rule.formula1).partition("!")
    offered = card.page(hidden.strip("'"))[area.replace("$", "")]
    assert [one.value for (one,) in offered] == [0, 0.75, 1.5]
    # The meaning of each step is listed below the text.
    assert card.cell("OP.6.1.2", "Как се оценява").value == "точки"
    assert "\nТочки 0,75: Има призови места на общинско равнище.\n" in str(
        card.cell("OP.6.1.2", "Какво се оценява").value
    )


def test_the_year_before_is_next_to_the_items(project: Path, quality: Quality) -> None:
    card = exported(quality, project, "2021-2022")
    assert card.cell("OP.1.1.3", "През 2020-2021").value == "2"
    assert card.cell("OP.11.1", "През 2020-2021").value == "3,05"
    assert card.cell("OP.1.8.1", "През 2020-2021").value == "неприложимо"
    assert "През 2019-2020" not in ExportedWorkbook.headings(exported(quality, project).pages()[0])


def test_the_results_are_a_copy_and_say_so(project: Path, quality: Quality) -> None:
    page = exported(quality, project).page("Резултати")
    assert "не се попълва" in str(page["A1"].value).lower()
    overall = next(row for row in page.iter_rows() if row[1].value == "Общо")
    shown = quality("--lang", "bg", "score", "2020-2021", "--format", "csv").out
    figures = next(csv.DictReader(io.StringIO(shown)))
    assert f"{overall[2].value:.2f}" == figures["grade"]
    assert f"{overall[3].value:.1f}" == figures["percent"]


def test_it_prints_on_a4_with_its_heads_on_every_page(project: Path, quality: Quality) -> None:
    for page in exported(quality, project).pages():
        assert page.page_setup.orientation == "landscape"
        assert str(page.page_setup.paperSize) == page.PAPERSIZE_A4
        assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
        assert page.print_title_rows == "$1:$1"
        assert page.freeze_panes == "C2"


def test_the_same_year_gives_the_same_bytes(
    project: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = project / "card.xlsx"
    assert quality("export", "2020-2021", "-o", path).code == 0
    first = path.read_bytes()
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    monkeypatch.setattr("time.localtime", lambda *_: (2033, 5, 18, 3, 33, 20, 2, 138, 0))
    assert quality("export", "2020-2021", "-o", path, "--force").code == 0
    assert path.read_bytes() == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert b"2026" not in archive.read("docProps/core.xml")


HOSTILE = """\
OP.1.1.1:
  level: 3
  evidence:
    - =HYPERLINK("http://example.org","x")
    - "+1"
  note: "@SUM(1)\\e[31m \\u202e_x0041_"
OP.1.1.2:
  level: 3
  note: "-2+3"
"""


def write_year(project: Path, ratings: str) -> Path:
    path = project / "data/years/2020-2021.yaml"
    head = path.read_text(encoding="utf-8").partition("targets:")[0]
    body = "".join(f"  {line}\n" for line in ratings.splitlines())
    path.write_text(f"{head}ratings:\n{body}", encoding="utf-8")
    return path


def test_nothing_from_the_data_is_a_formula(project: Path, quality: Quality) -> None:
    write_year(project, HOSTILE)
    card = exported(quality, project)
    for page in card.book.worksheets:
        formulas = [cell for row in page.iter_rows() for cell in row if cell.data_type == "f"]
        assert [one.value for one in formulas if not OWN_FORMULA.fullmatch(str(one.value))] == []
    evidence = card.cell("OP.1.1.1", "Доказателства")
    assert str(evidence.value).startswith("=HYPERLINK")
    assert evidence.quotePrefix
    assert card.cell("OP.1.1.1", "Бележка").value == "@SUM(1)\\x1b[31m \\u202e_x005F_x0041_"


def test_nothing_from_the_data_is_a_formula_in_csv(project: Path, quality: Quality) -> None:
    write_year(project, HOSTILE)
    assert quality("export", "2020-2021", "-o", project / "card.csv").code == 0
    rows = rows_of((project / "card.csv").read_text(encoding="utf-8"))
    assert not [cell for row in rows for cell in row if cell[:1] in tuple("=+-@\t\r")]
    (row,) = [row for row in rows if row[0] == "OP.1.1.2"]
    assert "'-2+3" in row


def test_csv_is_one_table_as_a_bulgarian_excel_opens_it(project: Path, quality: Quality) -> None:
    assert quality("export", "2020-2021", "-o", project / "card.csv").code == 0
    data = (project / "card.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    head, *rows = rows_of(data.decode())
    assert head[:3] == ["Код", "Какво се оценява", "Равнище"]
    by_code = {row[0]: dict(zip(head, row, strict=True)) for row in rows}
    assert by_code["OP.1.1.3"]["Равнище"] == "2"
    assert by_code["OP.11.1"]["Отговори 3 – добро"] == "98"
    assert by_code["UI.3.2.2/1"]["Брой"] == "31"
    assert {row["Учебна година"] for row in by_code.values()} == {"2020-2021"}
    assert len([code for code in by_code if "/" not in code and code.count(".") > 1]) >= 139


def test_a_file_that_is_there_is_kept(project: Path, quality: Quality) -> None:
    path = project / "card.xlsx"
    path.write_bytes(b"mine")
    outcome = quality("export", "2020-2021", "-o", path)
    assert outcome.code == 2
    assert "--force" in outcome.err
    assert path.read_bytes() == b"mine"
    assert quality("export", "2020-2021", "-o", path, "--force").code == 0
    assert load_workbook(path).sheetnames
    assert list(project.glob(".card*")) == []


def test_a_folder_is_no_file_to_replace(project: Path, quality: Quality) -> None:
    (project / "card.xlsx").mkdir()
    assert quality("export", "2020-2021", "-o", project / "card.xlsx", "--force").code == 2
    nowhere = quality("export", "2020-2021", "-o", project / "nowhere/card.xlsx")
    assert nowhere.code == 2
    assert "There is no folder nowhere." in nowhere.err


def test_other_endings_are_refused(project: Path, quality: Quality) -> None:
    outcome = quality("export", "2020-2021", "-o", project / "card.ods")
    assert outcome.code == 2
    assert ".xlsx or .csv" in outcome.err


def test_a_year_with_errors_is_not_exported(project: Path, quality: Quality) -> None:
    write_year(project, "OP.1.1.1: 7")
    outcome = quality("export", "2020-2021", "-o", project / "card.xlsx")
    assert (outcome.code, outcome.out) == (1, "")
    assert "Q401" in outcome.err
    assert not (project / "card.xlsx").exists()


def test_a_text_that_no_cell_can_contain_is_not_cut(project: Path, quality: Quality) -> None:
    write_year(project, f"OP.1.1.1:\n  level: 3\n  note: {'я' * 32_768}")
    outcome = quality("export", "2020-2021", "-o", project / "card.xlsx")
    assert outcome.code == 2
    assert "OP.1.1.1" in outcome.err


def test_a_card_speaks_the_language_of_its_framework(project: Path, quality: Quality) -> None:
    path = project / "data/criteria.yaml"
    path.write_text(path.read_text("utf-8").replace("language: bg", "language: en"), "utf-8")
    assert quality("--lang", "bg", "export", "2020-2021", "-o", "card.xlsx").code == 0
    book = load_workbook(project / "card.xlsx")
    assert book.sheetnames[0] == "How to"
    assert [cell.value for cell in book.worksheets[1][1]][:4] == [
        "Code",
        "What is rated",
        "How it is rated",
        "Level",
    ]
    assert (
        quality("--lang", "en", "import", "card.xlsx", "2020-2021").out == "Nothing would change.\n"
    )
    assert quality("export", "2020-2021", "-o", "card.csv").code == 0
    assert (project / "card.csv").read_text("utf-8-sig").startswith("Code,What is rated,Level,")


CATALOGUE: Final = """\
format: 1
framework: {id: vou-montana, title: Рамка, editions: ["2020"], language: bg}
coverage_threshold: 1/2
scale: {levels: [{value: 1, name: а}, {value: 2, name: б}, {value: 3, name: в}]}
areas:
"""
TWO_AREAS: Final = """\
- id: A
  title: "{}"
  criteria: [{{id: A.1, title: К, indicators: [{{id: A.1.1, title: П}}]}}]
- id: B
  title: "{}"
  criteria: [{{id: B.1, title: К, indicators: [{{id: B.1.1, title: П, rated_by: survey}}]}}]
"""


@pytest.mark.parametrize(
    ("titles", "sheets"),
    [
        (
            (
                "Управление на институцията и на нейните ресурси",
                "Управление на институцията и на други",
            ),
            ["Управление на институцията и на", "Управление на институцията и 2"],
        ),
        (("Уроци/часове: [всички]?", "'Резултати'"), ["Уроци часове всички", "Резултати"]),
        (("_QUALITY", "Анкети"), ["_QUALITY 2", "Анкети"]),
        # An emoji takes two of the 31 units.
        (("😀" * 20, "а" * 30 + "😀"), ["😀" * 15, "а" * 30]),
        (("History", "хронология"), ["History 2", "хронология 2"]),
        (("ЖУРНАЛ", "Журнал"), ["ЖУРНАЛ 2", "Журнал 3"]),
    ],
)
def test_sheets_have_names_that_a_spreadsheet_takes(
    titles: tuple[str, str], sheets: list[str], project: Path, quality: Quality
) -> None:
    for path in (project / "data/years").iterdir():
        path.unlink()
    (project / "data/years/2020-2021.yaml").write_text(year_text("A.1.1: 3"), encoding="utf-8")
    areas = TWO_AREAS.format(*titles)
    (project / "data/criteria.yaml").write_text(CATALOGUE + areas, encoding="utf-8")
    names = exported(quality, project).book.sheetnames
    assert names[1:3] == sheets
    assert len({name.casefold() for name in names}) == len(names) == 6
    assert max(len(name.encode("utf-16-le")) // 2 for name in names) <= 31
    assert quality("import", "card.xlsx", "2020-2021").out == "Nothing would change.\n"
