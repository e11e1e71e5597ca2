"""Each kind of item on the command line, in workbooks and in new years: which values are valid."""

from __future__ import annotations

import re
import shutil
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml

import qualitycli as q
from tests.conftest import TOP, Quality
from tests.workbooks import ExportedWorkbook, exported

pytestmark = pytest.mark.slow

YEAR = "2022-2023"
FILE = f"data/years/{YEAR}.yaml"


@pytest.fixture
def points(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a project with every kind of item, rated by points."""
    fixtures = TOP / "tests/fixtures/every-item"
    (tmp_path / "data/years").mkdir(parents=True)
    shutil.copy(fixtures / "criteria.yaml", tmp_path / "data/criteria.yaml")
    shutil.copy(fixtures / f"{YEAR}.yaml", tmp_path / FILE)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def rating(project: Path, item: str) -> Any:
    values = yaml.load((project / FILE).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return values["ratings"].get(item)


@pytest.mark.parametrize(
    ("args", "written", "said"),
    [
        (["A.1", "--points", "0"], {"points": "0"}, "1 point → 0 points"),
        (["A.2.2", "--points", "9,5"], {"points": "9.5"}, "not rated → 9.5 points"),
        (
            ["A.2.1", "--count", "60", "--of", "100"],
            {"count": "60", "of": "100"},
            "61 of 100, 2 points → 60 of 100, 1.5 points",
        ),
        (["A.2.4", "--value", "−3,5"], {"value": "-3.5"}, "−7 бр. → −3.5 бр."),
        (["A.2.4", "--value", "-0.25"], {"value": "-0.25"}, "−7 бр. → −0.25 бр."),
        (
            ["A.2.6", "--value", "3.5"],
            {"value": "3.5"},
            "4.5 среден успех, 2 points → 3.5 среден успех, 1.25 points",
        ),
        (
            ["A.2.3", "--mean", "4,2", "--answered", "80"],
            {"mean": "4.2", "answered": "80"},
            "→ a mean of 4.2 of 80 answers",
        ),
        (
            ["A.2.5", "--answers", "0=1,5.5=2,10=3"],
            {"answers": {"0": "1", "5.5": "2", "10": "3"}, "invited": "40"},
            "a mean of 7.25 of 30 answers → answers 0=1, 5.5=2, 10=3",
        ),
        (["A.2.5", "--invited", "50"], {"mean": "7.25", "answered": "30", "invited": "50"}, ""),
        (["A.2.4", "--no-evidence", "Няма."], {"no_evidence": "Няма."}, "→ no evidence"),
        (["A.2.6", "--not-applicable", "Не."], {"not_applicable": "Не."}, "→ not applicable"),
        (["A.2.8", "4"], "4", "level 3 → level 4"),
        (
            ["A.2.9", "--points", "2", "--count", "3", "--of", "9"],
            {"points": "2", "count": "3", "of": "9"},
            "not rated → 2 points",
        ),
    ],
)
def test_each_item_takes_its_own(
    args: list[str], written: Any, said: str, points: Path, quality: Quality
) -> None:
    outcome = quality("set", YEAR, *args)
    assert (outcome.code, outcome.err.replace("", "")) == (0, outcome.err)
    assert rating(points, args[0]) == written
    assert said in outcome.out
    assert quality("validate").code == 0


@pytest.mark.parametrize(
    ("args", "code", "remedy"),
    [
        (["A.1", "3"], "Q403", "use “points”, one of: 0, 1"),
        (["A.1", "--points", "0.5"], "Q410", "choose one of: 0, 1"),
        (["A.1", "--value", "3"], "Q427", "use “points”, one of: 0, 1"),
        (["A.1", "--points", "-1"], "Q409", "write 0 or a positive number"),
        (["A.2.1", "3"], "Q403", "use “count” and “of”"),
        (["A.2.1", "--count", "101", "--of", "100"], "Q405", "check both numbers"),
        (["A.2.1", "--count", "0", "--of", "0"], "Q426", ""),
        (["A.2.2", "--points", "9.6"], "Q438", "write at most 9.5"),
        (["A.2.2", "4"], "Q403", "use “points”, from 0 to 9.5"),
        (["A.2.7", "--points", "0.7"], "Q439", "0.5"),
        (["A.2.7", "1"], "Q403", "use “points”, one of: 0, 0.5, 1, 1.5, 2, 2.5, 3"),
        (["A.2.3", "3"], "Q403", "“answers” with the keys 1, 2, 3, 4, 5, 6, or “mean” from 1 to 5"),
        (["A.2.3", "--answers", "1=3,7=2"], "Q434", "answers are: 1, 2, 3, 4, 5, 6"),
        (["A.2.3", "--mean", "5.2", "--answered", "3"], "Q442", "between 1 and 5"),
        (["A.2.3", "--mean", "5"], "Q443", "give both"),
        (["A.2.5", "--answers", "1=3"], "Q434", "answers are: 0, 5.5, 10"),
        (["A.2.5", "--mean", "-1", "--answered", "3"], "Q442", "between 0 and 10"),
        (["A.2.5", "--mean", "5", "--answered", "0"], "Q408", ""),
        (["A.2.4", "--points", "3"], "Q403", "use “value”, in бр."),
        (["A.2.4", "--value", "много"], "Q208", ""),
        (["A.2.4", "--value", "9" * 30], "Q208", ""),
        (["A.2.8", "--points", "3"], "Q403", "use “level”, one of: 1, 2, 3, 4"),
        (["A.2.9", "--value", "3"], "Q427", "use “points”, from 0 to 3"),
    ],
)
def test_each_item_refuses_what_it_does_not_take(
    args: list[str], code: str, remedy: str, points: Path, quality: Quality
) -> None:
    before = (points / FILE).read_bytes()
    outcome = quality("set", YEAR, *args)
    assert outcome.code == 1, outcome
    assert f"error {code}" in outcome.err
    assert remedy in outcome.err.replace("\n", " ")
    assert (points / FILE).read_bytes() == before


def test_without_a_scale_there_is_no_level(points: Path, quality: Quality) -> None:
    path = points / "data/criteria.yaml"
    text = path.read_text(encoding="utf-8")
    scale = text[text.index("scale:") : text.index("ladders:")]
    level = "          - {id: A.2.8, title: Среда, max_points: 4}\n"
    path.write_text(text.replace(scale, "").replace(level, ""), encoding="utf-8")
    year = points / FILE
    year.write_text(year.read_text(encoding="utf-8").replace("  A.2.8: 3\n", ""), encoding="utf-8")
    for item, remedy in (("A.2.4", "use “value”, in бр."), ("A.2.9", "use “points”")):
        outcome = quality("set", YEAR, item, "3")
        assert outcome.code == 1
        assert remedy in outcome.err
    book = exported(quality, points, YEAR)
    assert not any("Равнище" in book.headings(page) for page in book.pages())
    texts = [str(cell.value) for row in book.page("Указания") for cell in row if cell.value]
    assert not [text for text in texts if "равнищ" in text.casefold()]


# --- Python -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("edit", "written"),
    [
        (q.set_points("A.2.2", 7), {"points": "7"}),
        (q.set_points("A.2.2", 7.5), {"points": "7.5"}),
        (q.set_points("A.2.2", Decimal("7.50")), {"points": "7.5"}),
        (
            q.set_points("A.2.2", Fraction(1, 4), note="Бележка"),
            {"points": "0.25", "note": "Бележка"},
        ),
        (q.set_count("A.2.1", 3, 9), {"count": "3", "of": "9"}),
        (q.set_count("A.2.9", 3, 9, points=2), {"points": "2", "count": "3", "of": "9"}),
        (q.set_value("A.2.4", -2.0), {"value": "-2"}),
        (
            q.set_answers("A.2.5", {0: 1, "5.5": 2}, 9),
            {"answers": {"0": "1", "5.5": "2"}, "invited": "9"},
        ),
        (q.set_mean("A.2.3", 4.25, 80, 90), {"mean": "4.25", "answered": "80", "invited": "90"}),
    ],
)
def test_each_edit_writes_its_keys(edit: q.YearEdit, written: Any, points: Path) -> None:
    q.open_project(points).year(YEAR).edit(edit)
    assert rating(points, edit_item(written, points)) == written


def edit_item(written: Any, points: Path) -> str:
    """The item with these values; no two edits have the same values."""
    values = yaml.load((points / FILE).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return next(str(item) for item, one in values["ratings"].items() if one == written)


def test_a_number_is_never_nothing(points: Path) -> None:
    with pytest.raises(TypeError, match="clear_rating"):
        q.set_value("A.2.4", None)  # type: ignore[arg-type]  # a program may pass this
    with pytest.raises(q.InvalidEditError):
        q.open_project(points).year(YEAR).edit(q.set_value("A.2.4", Fraction(1, 3)))
    with pytest.raises(q.InvalidEditError):
        q.open_project(points).year(YEAR).edit(q.set_value("A.2.4", float("nan")))


# --- Workbooks ----------------------------------------------------------------------------------


def rules_of(book: ExportedWorkbook, code: str, heading: str) -> Any:
    cell = book.cell(code, heading)
    page = book.page(cell.parent.title)
    found = [one for one in page.data_validations.dataValidation if cell.coordinate in one.sqref]
    (rule,) = found
    return rule


def listed(book: ExportedWorkbook, code: str) -> list[Any]:
    area = rules_of(book, code, "Точки").formula1.rpartition("!")[2].replace("$", "")
    return [row[0].value for row in book.page("_quality")[area]]


def test_cells_offer_the_steps_of_their_item(points: Path, quality: Quality) -> None:
    book = exported(quality, points, YEAR)
    assert listed(book, "A.1") == [0, 1]
    assert listed(book, "A.2.7") == [0, 0.5, 1, 1.5, 2, 2.5, 3]
    most = rules_of(book, "A.2.2", "Точки")
    assert (most.type, most.formula1, most.formula2) == ("decimal", "0", "9.5")
    mean = rules_of(book, "A.2.5", "Средна стойност")
    assert (mean.type, mean.formula1, mean.formula2) == ("decimal", "0", "10")
    assert rules_of(book, "A.2.6", "Стойност").prompt.startswith("Мерна единица: среден успех")
    assert rules_of(book, "A.2.5", "Отговор № 2").prompt == "5.5 – отчасти"
    assert rules_of(book, "A.2.3", "Отговор № 6").prompt == "6 – не мога да преценя"
    assert book.cell("A.2.5", "Отговор № 4").protection.locked
    assert book.cell("A.1", "Равнище").protection.locked
    assert not book.cell("A.2.8", "Равнище").protection.locked


def test_what_counts_earn_is_calculated_in_protected_cells(points: Path, quality: Quality) -> None:
    book = exported(quality, points, YEAR)
    for code, most in (("A.1", 1), ("A.2.1", 2), ("A.2.2", 9.5), ("A.2.8", 4)):
        cell = book.cell(code, "Максимален брой точки")
        assert (cell.value, cell.protection.locked) == (most, True)
    for code in ("A.2.1", "A.2.6"):
        cell = book.cell(code, "Изчислени точки")
        assert cell.data_type == "f"
        assert cell.protection.locked
    assert book.cell("A.1", "Изчислени точки").value is None


def test_the_headings_of_former_versions_keep_their_order(points: Path, quality: Quality) -> None:
    headings = exported(quality, points, YEAR).headings
    own = ["Равнище", "Точки", "Брой", "От общо", "Поканени", "Доказателства", "Бележка"]
    own += ["Неприложимо, защото", "Без доказателства, защото", "Дата на оценяване"]
    for page in exported(quality, points, YEAR).pages():
        assert headings(page)[:3] == ["Код", "Какво се оценява", "Как се оценява"]
        there = [one for one in headings(page) if one in own]
        assert there == [one for one in own if one in there]


def test_what_is_typed_comes_in(points: Path, quality: Quality) -> None:
    book = exported(quality, points, YEAR)
    book.put("A.1", "Точки", 0)
    book.put("A.2.1", "Брой", 12)
    book.put("A.2.2", "Точки", "7,3")
    book.put("A.2.4", "Стойност", "−2,5")
    book.put("A.2.5", "Средна стойност", None)
    book.put("A.2.5", "Брой отговори", None)
    book.put("A.2.5", "Отговор № 2", 9)
    book.put("A.2.7", "Точки", 2.5)
    outcome = quality("import", book.save(), YEAR, "--yes")
    assert (outcome.code, outcome.err) == (0, "")
    assert rating(points, "A.1") == {"points": "0"}
    assert rating(points, "A.2.1") == {"count": "12", "of": "100"}
    assert rating(points, "A.2.2") == {"points": "7.3"}
    assert rating(points, "A.2.4") == {"value": "-2.5"}
    assert rating(points, "A.2.5") == {"answers": {"5.5": "9"}, "invited": "40"}
    assert rating(points, "A.2.7") == {"points": "2.5"}


@pytest.mark.parametrize(
    ("code", "heading", "value", "rule", "remedy"),
    [
        ("A.1", "Точки", 0.5, "Q410", "choose one of: 0, 1"),
        ("A.1", "Равнище", 3, "Q402", "keep one of them"),
        ("A.2.1", "Брой", 101, "Q405", "the count is a part of the total"),
        ("A.2.1", "От общо", 0, "Q426", "if the total is 0"),
        ("A.2.2", "Точки", 9.6, "Q438", "write at most 9.5"),
        ("A.2.2", "Равнище", 2, "Q403", "use “Точки”, from 0 to 9.5"),
        ("A.2.7", "Точки", 0.7, "Q439", "0.5"),
        ("A.2.7", "Точки", -1, "Q409", ""),
        ("A.2.4", "Стойност", "много", "Q208", ""),
        ("A.2.5", "Средна стойност", 10.5, "Q442", "between 0 and 10"),
        ("A.2.3", "Средна стойност", 4, "Q402", "keep one of them"),
        ("A.2.1", "От общо", None, "Q406", "fill in both or neither"),
        ("A.2.5", "Отговор № 4", 3, "Q820", ""),
        ("A.2.5", "Отговор № 1", -3, "Q409", ""),
        ("A.2.8", "Равнище", 5, "Q401", "levels are: 1, 2, 3, 4"),
    ],
)
def test_a_wrong_cell_is_named(
    code: str, heading: str, value: object, rule: str, remedy: str, points: Path, quality: Quality
) -> None:
    before = (points / FILE).read_bytes()
    book = exported(quality, points, YEAR)
    book.put(code, heading, value)
    cell = book.cell(code, heading)
    outcome = quality("import", book.save(), YEAR, "--yes")
    assert outcome.code == 1, outcome
    assert f"error {rule}" in outcome.err
    places = re.findall(r"“(.+?)”!([A-Z]+)(\d+): error", outcome.err)
    assert {(page, row) for page, _, row in places} == {(cell.parent.title, str(cell.row))}
    if rule not in ("Q402", "Q406"):  # which name the other cell
        assert [column for _, column, _ in places] == [cell.column_letter]
    assert remedy.replace("Точки", "Points") in outcome.err.replace("\n", " ")
    assert (points / FILE).read_bytes() == before


def test_a_table_without_ratings_is_told_of_a_heading_of_this_framework(
    points: Path, quality: Quality
) -> None:
    path = points / "data/criteria.yaml"
    level = "          - {id: A.2.8, title: Среда, max_points: 4}\n"
    path.write_text(path.read_text(encoding="utf-8").replace(level, ""), encoding="utf-8")
    year = points / FILE
    year.write_text(year.read_text(encoding="utf-8").replace("  A.2.8: 3\n", ""), encoding="utf-8")
    ratio = "rated_by: ratio, max_points: 3}"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(ratio, "rated_by: points, max_points: 3}"), encoding="utf-8")
    (points / "notes.csv").write_text("Тема;Текст\nпърво;второ\n", encoding="utf-8")
    outcome = quality("import", "notes.csv", YEAR)
    assert outcome.code == 1
    assert "“Points”" in outcome.err


def test_an_earlier_workbook_is_understood_after_a_survey_with_other_answers_was_added(
    project: Path, quality: Quality
) -> None:
    """Its headings name the levels, and its hidden sheet contains the keys."""
    assert quality("set", "2020-2021", "OP.1.1.3", "--clear").code == 0
    book = exported(quality, project, "2020-2021")
    path = project / "data/criteria.yaml"
    text = path.read_text(encoding="utf-8")
    item = "              - id: OP.1.1.3\n"
    answers = "rated_by: survey\nanswer_scale: [{text: не}, {text: да}]\n"
    lines = "".join(f"                {line}\n" for line in answers.splitlines())
    path.write_text(text.replace(item, item + lines), encoding="utf-8")
    assert quality("import", book.path, "2020-2021", "-n").out == "Nothing would change.\n"
    book.put("OP.11.1", "Отговори 3 – добро", 99)
    outcome = quality("import", book.save(), "2020-2021", "-n")
    assert (outcome.code, outcome.err) == (0, "")
    assert "→ 99" in outcome.out
    newer = exported(quality, project, "2020-2021")
    assert "Отговор № 3" in newer.headings(newer.page("Анкети"))


def test_a_table_says_what_the_answers_are_where_its_headings_cannot(
    points: Path, quality: Quality
) -> None:
    assert quality("export", YEAR, "-o", "card.csv").code == 0
    text = (points / "card.csv").read_text(encoding="utf-8-sig")
    assert "Отговор № 6" in text
    assert "1 – 0: никак; 2 – 5.5: отчасти; 3 – 10: напълно" in text
    assert ";−7;" in text, "a hyphen would make it a formula"
    path = points / "data/criteria.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("answer_scale: deset", "answer_scale: pet"),
        encoding="utf-8",
    )
    year = points / FILE
    year.write_text(year.read_text(encoding="utf-8").replace("7.25", "4.25"), encoding="utf-8")
    assert quality("export", YEAR, "-o", "card.csv", "--force").code == 0
    assert "Отговори 6 – не мога да преценя" in (points / "card.csv").read_text("utf-8-sig")


def test_instructions_and_results_fit_the_method(points: Path, quality: Quality) -> None:
    book = openpyxl.load_workbook(exported(quality, points, YEAR).path)
    guide = "\n".join(str(cell.value) for row in book["Указания"] for cell in row if cell.value)
    assert "Точките се избират от списъка" in guide
    assert "колко души са дали всеки отговор" in guide
    results = [[cell.value for cell in row] for row in book["Резултати"]]
    head = next(row for row in results if row[0] == "Код")
    assert head == ["Код", "Част от рамката", "Точки", "Процент", "Качествена оценка", "Оценени"]
    overall = results[results.index(head) + 1]
    assert str(overall[2]).endswith("от 14,5")


# --- New years ----------------------------------------------------------------------------------


def test_a_new_year_has_the_keys_to_fill_in(points: Path, quality: Quality) -> None:
    assert quality("new", "2023-2024", "--from", YEAR).code == 0
    text = (points / "data/years/2023-2024.yaml").read_text(encoding="utf-8")
    lines = [line.strip() for line in text[text.index("\nratings:") :].splitlines()[2:]]
    assert [line for line in lines if line and not line.startswith("#")] == [
        "A.1: {points: }",
        "A.2.1: {count: , of: }",
        "A.2.2: {points: }",
        "A.2.3:",
        "A.2.4: {value: }",
        "A.2.5:",
        "A.2.6: {value: }",
        "A.2.7: {points: }",
        "A.2.8:",
        "A.2.9: {points: , count: , of: }",
    ]
    said = " ".join(lines)
    for part in (
        "Точки 1,5: над 20 % и до 60 %",
        "Точки: от 0 до 9,5.",
        "Точки: от 0 до 3 през 0,5.",
        "Мерна единица: среден успех",
        "5.5: 0 # отчасти",
        "Точки през 2022-2023: 1 от 1",
        "2022-2023: −7 бр.",
        "След кода се пише равнище: 1, 2, 3, 4",
    ):
        assert part in " ".join(said.split()), part
    head = text[: text.index("\nratings:")]
    assert "равнище след" not in head
    assert "Вместо оценка" in head
    assert quality("validate", "2023-2024").code == 0
    # It is filled in at its keys.
    assert quality("set", "2023-2024", "A.2.1", "--count", "3", "--of", "9").code == 0
    assert "A.2.1: {count: 3, of: 9}\n" in (points / "data/years/2023-2024.yaml").read_text("utf-8")


def test_init_says_how_to_begin(points: Path, quality: Quality) -> None:
    framework = points / "data/criteria.yaml"
    outcome = quality("init", "new", "--framework", framework, "--year", "2024-2025")
    assert outcome.code == 0
    assert "as the comment above each one shows" in outcome.out
    assert "a level after each id" not in outcome.out
