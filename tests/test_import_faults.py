"""Errors in an imported spreadsheet: each has one finding, at its cell."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from openpyxl.cell import Cell

from tests.conftest import Quality
from tests.workbooks import ExportedWorkbook, exported

pytestmark = pytest.mark.slow

OP = "Образователен процес"
_BG_FOUND = re.compile(r"^(?:\S*/)?card\.(?:xlsx|csv): (?:(\S.*?): )?\S+ (Q\d{3}):", re.MULTILINE)


def findings(said: str) -> list[tuple[str, str]]:
    """Return the cell and the code of each finding."""
    return [(where or "", code) for where, code in _BG_FOUND.findall(said)]


def said_of(quality: Quality, card: ExportedWorkbook) -> str:
    outcome = quality("--lang", "bg", "import", card.save(), "2020-2021", "--dry-run")
    assert outcome.code == 1, outcome.out + outcome.err
    assert outcome.out == ""
    return outcome.err


def name(cell: Cell) -> str:
    return f"„{cell.parent.title}“!{cell.coordinate}"


def twenty_faults(card: ExportedWorkbook) -> list[tuple[str, str]]:
    """Enter twenty different errors; return the cell and the rule of each."""
    at = card.put
    page = card.page(OP)
    expected = [
        (at("OP.1.1.1", "Равнище", 7), "Q401"),
        (at("OP.1.1.2", "Равнище", "добро"), "Q206"),
        (at("OP.1.1.3", "Равнище", datetime(2026, 5, 1)), "Q817"),
        (at("OP.1.2.1", "Равнище", "=1+2"), "Q814"),
        (at("OP.1.2.2", "Равнище", "#REF!"), "Q815"),
        (at("OP.1.2.3", "Неприложимо, защото", "Няма такива часове."), "Q402"),
        (at("OP.6.1.1", "Брой", 500), "Q405"),
        (at("OP.9.2.1", "От общо", None), "Q406"),
        (at("OP.9.2.2", "Брой", -3), "Q409"),
        (at("OP.1.3.1", "Код", "OP.1.3.19"), "Q301"),
        (at("OP.1.3.3", "Код", "ОР.1.3.3"), "Q601"),
        (at("OP.1.3.6", "Бележка", 12), "Q817"),
        (at("OP.1.3.5", "Дата на оценяване", "31.06.2021"), "Q210"),
        (at("OP.1.3.2", "Дата на оценяване", 44336), "Q827"),
        (at("OP.1.4.1", "Брой", 5), "Q427"),
        (at("OP.11.1", "Поканени", 10), "Q407"),
        (at("OP.1.1", "Равнище", 3), "Q302"),
        (at("UI.3.2.2/1", "Равнище", 3), "Q820"),
    ]
    # A number is a date only if it is formatted as one.
    card.cell("OP.1.3.2", "Дата на оценяване").number_format = "General"
    # A single number is the count.
    expected[7] = (name(card.cell("OP.9.2.1", "Брой")), "Q406")
    below = page.max_row + 1
    page.cell(below, 1, "OP.1.6.1")
    page.cell(below, 5, 3)
    page.cell(below + 1, 5, 3)
    expected += [(f"„{OP}“!A{below}", "Q819"), (f"„{OP}“!E{below + 1}", "Q818")]
    assert len(expected) == 20
    return expected


def test_twenty_faults_have_twenty_findings_each_with_its_cell(
    project: Path, quality: Quality
) -> None:
    card = exported(quality, project)
    expected = twenty_faults(card)
    assert sorted(findings(said_of(quality, card))) == sorted(expected)


def merge_levels(card: ExportedWorkbook) -> str:
    first, last = (card.cell(code, "Равнище").coordinate for code in ("OP.1.1.1", "OP.1.1.3"))
    card.page(OP).merge_cells(f"{first}:{last}")
    return f"„{OP}“!{first}"


def merge_codes(card: ExportedWorkbook) -> str:
    first, last = (card.cell(code, "Код").coordinate for code in ("OP.1.1.1", "OP.1.1.3"))
    card.page(OP).merge_cells(f"{first}:{last}")
    return f"„{OP}“!{first}"


def head(card: ExportedWorkbook, old: str, new: object) -> str:
    page = card.page(OP)
    cell = page.cell(1, 1 + ExportedWorkbook.headings(page).index(old))
    cell.value = new  # type: ignore[assignment]  # any input that a person may type
    return f"„{OP}“!{cell.coordinate}"


def named_cell(card: ExportedWorkbook, name_: str, value: str) -> str:
    ((title, address),) = card.book.defined_names[name_].destinations
    card.page(title)[address.replace("$", "")].value = value
    return f"„{title}“!{address.replace('$', '')}"


def codeless(card: ExportedWorkbook) -> str:
    head(card, "Код", "Означение")
    return f"„{OP}“!{card.page(OP)['A4'].coordinate}"


def answers_of_nobody(card: ExportedWorkbook) -> str:
    for level in ("1 – незадоволително", "2 – задоволително", "3 – добро", "4 – много добро"):
        where = card.put("OP.11.2", f"Отговори {level}", 0)
    assert where
    return name(card.cell("OP.11.2", "Отговори 1 – незадоволително"))


def misplaced_survey(card: ExportedWorkbook) -> str:
    page = card.page(OP)
    row = next(row[0].row for row in page.iter_rows() if row[0].value == "OP.11.1")
    column = 1 + ExportedWorkbook.headings(page).index("Равнище")
    cell = page.cell(row, column, 3)
    return f"„{OP}“!{cell.coordinate}"


def one_part(card: ExportedWorkbook) -> str:
    card.put("UI.3.2.2/1", "От общо", None)
    return card.put("UI.3.2.2/1", "Брой", None)


def half_a_part(card: ExportedWorkbook) -> str:
    card.put("UI.3.2.2/2", "От общо", None)
    return name(card.cell("UI.3.2.2/2", "Брой"))


ONE_FAULT: dict[str, tuple[Callable[[ExportedWorkbook], str], str]] = {
    "no whole number": (lambda card: card.put("OP.1.1.1", "Равнище", 2.5), "Q206"),
    "far too large": (lambda card: card.put("OP.6.1.1", "От общо", 1e15), "Q206"),
    "a true or false value": (lambda card: card.put("OP.1.1.1", "Равнище", value=True), "Q817"),
    "a note that became a date": (
        lambda card: card.put("OP.1.3.2", "Бележка", datetime(2021, 10, 5)),
        "Q817",
    ),
    "a formula as evidence": (lambda card: card.put("OP.1.1.1", "Доказателства", "=A1"), "Q814"),
    "a formula as a code": (lambda card: card.put("OP.1.1.1", "Код", "=A5"), "Q814"),
    "a day with a time": (
        lambda card: card.put("OP.1.3.2", "Дата на оценяване", datetime(2021, 6, 3, 14, 30)),
        "Q817",
    ),
    "a short year": (lambda card: card.put("OP.1.3.2", "Дата на оценяване", "3.6.21"), "Q209"),
    "merged levels": (merge_levels, "Q816"),
    "merged codes": (merge_codes, "Q816"),
    "a heading twice": (lambda card: head(card, "Дата на оценяване", "Бележка"), "Q811"),
    "a misspelt heading": (lambda card: head(card, "Бележка", "Белешка"), "Q812"),
    "no heading of the codes": (codeless, "Q810"),
    "another year": (lambda card: named_cell(card, "quality_year", "2021-2022"), "Q806"),
    "another framework": (lambda card: named_cell(card, "quality_framework", "other"), "Q807"),
    "another edition": (lambda card: named_cell(card, "quality_edition", "2031"), "Q828"),
    "a newer format": (lambda card: named_cell(card, "quality_format", "2"), "Q808"),
    "a survey on the wrong sheet": (
        misplaced_survey,
        "Q820",
    ),
    "one of two parts": (one_part, "Q425"),
    "half a part": (half_a_part, "Q406"),
    "answers of nobody": (answers_of_nobody, "Q408"),
    "a total of nothing": (lambda card: card.put("OP.6.1.1", "От общо", 0), "Q426"),
}


@pytest.mark.parametrize("fault", ONE_FAULT)
def test_a_fault_has_one_finding_at_its_cell(fault: str, project: Path, quality: Quality) -> None:
    make, code = ONE_FAULT[fault]
    card = exported(quality, project)
    where = make(card)
    errors = [one for one in findings(said_of(quality, card)) if one[1] not in ("Q813", "Q823")]
    assert errors == [(where, code)]


LADDER = """\
                rated_by: points
                ladder:
                  - {points: 0, text: Няма.}
                  - {points: 0.75, text: Има.}
                  - {points: 1.5, text: Много.}
"""


@pytest.mark.parametrize(
    ("typed", "code", "hint"),
    [
        ("много", "Q208", "с не повече от шест"),
        ("1,2345678", "Q208", "с не повече от шест"),
        (0.1234567, "Q208", "с не повече от шест"),
        (-1.5, "Q409", "0 нагоре"),
        (1, "Q410", "0, 0.75, 1.5"),
        # Somebody typed 1.5, and the program turned it into 1 May.
        (datetime(2026, 5, 1), "Q817", "въведено 1.5"),
        (True, "Q817", "въведете стойността отново"),
        ("=3/2", "Q814", "Специално поставяне"),
    ],
)
def test_faulty_points(
    typed: object, code: str, hint: str, project: Path, quality: Quality
) -> None:
    path = project / "data/criteria.yaml"
    text = path.read_text("utf-8")
    changed = re.sub(r"(- id: OP\.6\.1\.2\n.*\n)", rf"\g<1>{LADDER}", text)
    assert changed != text
    path.write_text(changed, encoding="utf-8")
    year = project / "data/years/2020-2021.yaml"
    rated = year.read_text("utf-8").replace(
        "OP.6.1.2:\n    level: 3", "OP.6.1.2:\n    points: 0.75"
    )
    year.write_text(rated, encoding="utf-8")
    card = exported(quality, project)
    where = card.put("OP.6.1.2", "Точки", typed)
    said = said_of(quality, card)
    assert findings(said) == [(where, code)]
    assert hint in said


def test_faulty_days(project: Path, quality: Quality) -> None:
    card = exported(quality, project)
    days = ((True, "Q817"), (timedelta(hours=3), "Q817"), (1.5, "Q827"), ("вчера", "Q209"))
    expected = []
    for item, (typed, code) in zip((f"OP.1.3.{n}" for n in range(1, 5)), days, strict=True):
        expected.append((card.put(item, "Дата на оценяване", typed), code))
        if isinstance(typed, float):
            card.cell(item, "Дата на оценяване").number_format = "General"
    assert sorted(findings(said_of(quality, card))) == sorted(expected)
