"""Tables that schools created themselves: their headings are recognised, or reported."""

from __future__ import annotations

import re
from itertools import cycle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitycli.exchange.grid import Book
from qualitycli.exchange.headings import Headings
from qualitycli.exchange.incoming import book_of
from qualitycli.exchange.proposal import proposal_of
from qualitycli.exchange.synonyms import SYNONYMS
from qualitycli.messages import LANGUAGES, Translator
from qualitycli.reading.load import parse_year
from qualitycli.source import Source
from qualitycli.workspace import CatalogueFile
from tests.conftest import CommandResult, Quality, year_text
from tests.quick_yaml import texts_in
from tests.workbooks import exported

pytestmark = pytest.mark.slow

YEAR = Path("data/years/2020-2021.yaml")


@pytest.fixture
def small(project: Path) -> Path:
    (project / YEAR).write_text(year_text("OP.1.1.1:\n  level: 3"), encoding="utf-8")
    return project


def imported(quality: Quality, folder: Path, table: str, *options: str) -> CommandResult:
    (folder / "t.csv").write_text(table, encoding="utf-8")
    return quality(*options, "import", "t.csv", "2020-2021", "--yes")


def rating(folder: Path, item: str) -> object:
    return texts_in((folder / YEAR).read_text("utf-8"))["ratings"].get(item)


def codes(said: str) -> list[str]:
    return re.findall(r"Q\d{3}", said)


CODES = ("Код", "№", "Номер", "Шифър", "Код на показателя", "No.", "id")
LEVELS = (
    *("Оценка", "ОЦЕНКА:", "Ниво", "Равнище", "Равнище (1–4)", "Равнище 1-4", "Оценка /1 - 4/"),
    *("Ниво (от 1 до 4)", "Самооценка", "Крайна оценка", "Постигнато ниво", "Rating", "Level"),
    *("Level (1 to 4)", "Grade", "level"),
)


# Each heading is recognised independently, so each level is tried with one name for the codes.
@pytest.mark.parametrize(("code", "level"), [*zip(cycle(CODES), LEVELS, strict=False)])
def test_what_a_school_calls_the_level(
    code: str, level: str, small: Path, quality: Quality
) -> None:
    outcome = imported(quality, small, f"{code};{level}\nOP.1.1.2;2\n")
    assert outcome.code == 0, outcome.err
    assert rating(small, "OP.1.1.2") == "2"
    assert "Q840" not in outcome.err


@pytest.mark.parametrize(
    ("heading", "key", "typed", "read"),
    [
        *((one, "note", "а", "а") for one in ("Бележка", "Бележки", "Забележка", "Забележки")),
        *((one, "note", "а", "а") for one in ("Коментар", "Пояснения", "Notes", "Comments")),
        *((one, "evidence", "а", ["а"]) for one in ("Доказателство", "Доказателства", "Evidence")),
        ("Доказателствен\nматериал", "evidence", "а", ["а"]),
        ("Източници на доказателства", "evidence", "а", ["а"]),
        *((one, "rated_on", "3.06.2021", "2021-06-03") for one in ("Дата", "Date", "Оценено на")),
    ],
)
def test_what_a_school_calls_the_other_columns(
    heading: str, key: str, typed: str, read: object, small: Path, quality: Quality
) -> None:
    outcome = imported(quality, small, f'№;Ниво;"{heading}"\nOP.1.1.2;2;{typed}\n')
    assert outcome.code == 0, outcome.err
    assert rating(small, "OP.1.1.2") == {"level": "2", key: read}


def test_points_have_other_names_too(small: Path, quality: Quality) -> None:
    for heading in ("Точки", "Точки (0–5)", "Брой точки", "Points"):
        outcome = imported(quality, small, f"№;{heading}\nOP.1.1.2;2\n")
        assert "Q841" not in outcome.err
        assert "Q840" not in outcome.err


def test_a_heading_of_the_card_comes_first(small: Path, quality: Quality) -> None:
    outcome = imported(quality, small, "№;Оценка;Равнище;Код\n1;4;2;OP.1.1.2\n", "--lang", "bg")
    assert outcome.code == 0, outcome.err
    assert rating(small, "OP.1.1.2") == "2"
    assert "Q840: колоните „№“, „Оценка“ не се четат" in outcome.err


def test_two_names_of_one_column_are_refused(small: Path, quality: Quality) -> None:
    outcome = imported(quality, small, "№;Оценка;Ниво\nOP.1.1.2;2;3\n")
    assert outcome.code == 1
    assert codes(outcome.err) == ["Q824", "Q813", "Q811"]
    assert "“Ниво” means the same as the one in B1" in outcome.err


def test_every_column_that_is_not_read_is_named(small: Path, quality: Quality) -> None:
    table = "№;Показател;Оценка;Отговорник;;Празна\nOP.1.1.2;Целта;2;Иванова;нещо;\n"
    outcome = imported(quality, small, table, "--lang", "bg")
    assert outcome.code == 0, outcome.err
    assert "Q840: колоните „Показател“, „Отговорник“, E1 не се четат" in outcome.err


@pytest.mark.parametrize(
    ("table", "named"),
    [
        ("Код;Резултат\nOP.1.1.1;3\n", "„Резултат“"),
        ("Код;Резултат;Бележка\nOP.1.1.1;3;а\n", "„Резултат“"),
        ("№;Показател;Бал;Дата\nOP.1.1.1;а;3;3.06.2021\n", "„Показател“, „Бал“"),
        ("id;evidence\nOP.1.1.1;а\n", "–"),
    ],
)
def test_a_table_without_ratings_is_an_error(
    table: str, named: str, small: Path, quality: Quality
) -> None:
    before = (small / YEAR).read_bytes()
    outcome = imported(quality, small, table, "--lang", "bg")
    assert (outcome.code, outcome.out) == (1, "")
    assert (
        f"грешка Q841: в таблицата няма колона с оценки; колони, които не се четат: {named}\n"
        in (outcome.err)
    )
    assert "„Равнище“" in outcome.err
    assert (small / YEAR).read_bytes() == before


@pytest.mark.parametrize(
    ("language", "other"), [("en", "[а-я]{3}"), ("bg", r"\b(?:note|error|the|column|heading)\b")]
)
def test_findings_are_in_the_language_of_the_run(
    language: str, other: str, small: Path, quality: Quality
) -> None:
    for table in ("Код;Мое;Оценка\nOP.1.1.2;1;2\n", "Код;Мое\nOP.1.1.2;1\n", "Мое\n1\n"):
        outcome = imported(quality, small, table, "--lang", language)
        assert outcome.err
        assert not re.search(other, outcome.err.replace("Мое", "").replace("Код", "")), outcome.err


def test_similar_codes_are_suggested(small: Path, quality: Quality) -> None:
    outcome = imported(quality, small, "№;Оценка\nОР.1.1.2;2\n7;3\n")
    assert outcome.code == 1
    assert codes(outcome.err) == ["Q601", "Q301"]


def test_sheets_of_ones_own_are_left_out(project: Path, quality: Quality) -> None:
    card = exported(quality, project)
    tasks = card.book.create_sheet("Задачи")
    for row in (["№", "Задача", "Дата", "Оценка"], [1, "Анкета", "20.05.2021", 5], [2, "Доклад"]):
        tasks.append(row)
    outcome = quality("import", card.save(), "2020-2021")
    assert (outcome.code, outcome.out, outcome.err) == (0, "Nothing would change.\n", "")


def test_a_sheet_of_ones_own_with_codes_counts(project: Path, quality: Quality) -> None:
    card = exported(quality, project)
    other = card.book.create_sheet("Второ мнение")
    for row in (["№", "Оценка"], ["OP.1.1.1", 2]):
        other.append(row)
    outcome = quality("import", card.save(), "2020-2021")
    assert outcome.code == 1
    assert "Q819" in outcome.err


@pytest.mark.parametrize(
    "text",
    [
        *("#NAME?", "#REF!", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!", "#N/A", "#SPILL!", "#CALC!"),
        *("#GETTING_DATA", "#FMT", "##", "########", "Err:502", " #REF! "),
        *("#ИМЕ?", "#СТОЙНОСТ!", "#ПРЕПР!", "#ЧИСЛО!", "#ДЕЛ/0!", "#Н/Д", "Грешка:502"),
    ],
)
def test_an_error_of_the_spreadsheet_is_found(text: str, small: Path, quality: Quality) -> None:
    rows = (f"OP.1.3.1;{text};;;", f"OP.1.3.2;2;{text};;", f"OP.1.3.3;2;;{text};")
    table = ("id;level;evidence;note;rated_on", *rows, f"OP.1.3.4;2;;;{text}", "")
    outcome = imported(quality, small, "\n".join(table))
    assert outcome.code == 1
    found = re.findall(
        r"([B-E][2-5]): error Q815: the cell contains the error (.*?)(?:;|\n)", outcome.err
    )
    assert found == [(cell, text.strip()) for cell in ("B2", "C3", "D4", "E5")]


@pytest.mark.parametrize("text", ["#Успех!", "№ 3", "# 3", "'#REF!", "Клетка с #REF!", "Стая:502"])
def test_what_only_looks_like_an_error_is_a_text(text: str, small: Path, quality: Quality) -> None:
    outcome = imported(quality, small, f"id;level;note\nOP.1.1.2;2;{text}\n")
    assert outcome.code == 0, outcome.err
    assert rating(small, "OP.1.1.2") == {"level": "2", "note": text.removeprefix("'")}


def test_a_date_with_two_meanings_is_refused(small: Path, quality: Quality) -> None:
    days = ["4/5/2024", "5/20/2024", "4-5-2024", "20/5/2021", "5/5/2021", "4.5.2021", "2021/5/4"]
    items = [f"OP.1.3.{number}" for number in range(1, 8)]
    rows = "".join(f"{item};3;{day}\n" for item, day in zip(items, days, strict=True))
    outcome = imported(quality, small, f"id;level;rated_on\n{rows}")
    assert outcome.code == 1
    found = re.findall(r"C(\d): error (Q\d+)", outcome.err)
    assert found == [("2", "Q842"), ("3", "Q210"), ("4", "Q842")]


# A table of another edition is refused as a whole, whatever else is in it.
HEADS = [text for key, texts in SYNONYMS.items() if key != "edition" for text in texts]
HEADS += [
    "Равнище",
    "Бележка",
    "Точки",
    "Брой",
    "Показател",
    "Мое",
    "Белешка",
    "През 2019-2020",
    "",
]


@given(st.lists(st.sampled_from(HEADS), min_size=1, max_size=6), st.integers(0, 6))
def test_no_column_is_lost_in_silence(
    real_catalogue: CatalogueFile, heads: list[str], at: int
) -> None:
    heads.insert(at, "Код")
    row = ["OP.1.1.2" if head == "Код" else "2" for head in heads]
    book = book_of("\n".join((";".join(heads), ";".join(row))).encode(), "t.csv")
    assert isinstance(book, Book)
    year = parse_year(Source("y.yaml", year_text("OP.1.1.1: 3")), "2020-2021").content
    assert year is not None
    found = proposal_of(book, year, real_catalogue).found
    for translate in map(Translator, LANGUAGES):
        assert all(translate.fill(one.message) for one in found)
    (table,) = Headings(real_catalogue.catalogue).tables(book.grids, lambda _: True)
    told = {one.place.cell.column for one in found if one.place.cell and one.rule.code != "Q841"}
    named = [str(name) for one in found for name in one.args.get("headings", ())]  # type: ignore[attr-defined]
    for column, head in enumerate(heads, 1):
        read = column in table.columns or column in table.others
        cell = table.grid.cell(1, column).name
        assert read or column in told or any((head or cell) in name for name in named), head
