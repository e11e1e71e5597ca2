"""What a director signs: letterhead, approval, adoption, conclusions, and the printed numbers."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualitycli.model.tree import Area
from qualitycli.render.documents.numbering import node_numbers
from tests.conftest import YEAR_HEAD, Quality, year_text

pytestmark = pytest.mark.slow

FORMS = ("md", "html")
FILLED = """\
institution:
  name: Училище
  director: Ана Петрова
  contact: ул. „Първа“ № 1
  profile: {pupils: 403, full_day: 0}
decisions:
  - {id: D1, kind: protocol, number: "1", date: 2020-09-10, text: Приема мерките.}
  - {id: D2, kind: order, number: РД-1, date: 2020-09-14, text: Утвърждава мерките.}
  - {id: D3, kind: protocol, number: "2", date: 2020-09-09, by: Обществен съвет, text: Съгласува.}
  - {id: D4, kind: protocol, number: "10", date: 2021-07-09, text: Приема доклада.}
adoption:
  measures: {adopted_by: D1, approved_by: D2, consented_by: D3}
  report: {adopted_by: D4}
report:
  basis: чл. 263 от ЗПУО
  purpose: Да се види докъде сме.
  conclusion: Училището се развива.
  conclusions: {OP.1: Уроците са добри.}
  exams:
    - {name: НВО, result: 41 точки}
measures:
  - id: M1
    action: Мярка
    responsible: Ана Петрова
    planned: {to: 2021-05-31}
    actual: {from: 2021-05-01, to: 2021-06-04}
    indicator: {text: Брой, result: "1"}
    adopted_by: D1
"""


def made(quality: Quality, kind: str, form: str, *more: str) -> str:
    outcome = quality("report", "2020-2021", "--kind", kind, "--format", form, *more)
    assert (outcome.code, outcome.err) == (0, "")
    return outcome.out.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NON-BREAKING HYPHEN}", "-")


def write(project: Path, body: str) -> None:
    path = project / "data/years/2020-2021.yaml"
    head = YEAR_HEAD.replace("vou-montana", "small")
    path.write_text(year_text("OP.1.1.1: 3", head + body), encoding="utf-8")


@pytest.mark.parametrize("form", FORMS)
def test_what_is_filled_in_is_printed(form: str, small_project: Path, quality: Quality) -> None:
    write(small_project, FILLED)
    report, measures, plan, summary = (
        made(quality, kind, form) for kind in ("self-assessment", "measures", "plan", "summary")
    )
    for document in (report, measures, plan):
        assert "УТВЪРЖДАВАМ:" in document
        assert "…………………… (Ана Петрова)" in document
        assert "ул. „Първа“ № 1" in document
    assert "УТВЪРЖДАВАМ:" not in summary
    assert "Докладът е приет от Педагогическия съвет с Протокол № 10/09.07.2021 г." in report
    for sentence in (
        "Мерките са приети от Педагогическия съвет с Протокол № 1/10.09.2020 г.",
        "Мерките са утвърдени със Заповед № РД-1/14.09.2020 г.",
        "Мерките са съгласувани с Обществения съвет с Протокол № 2/09.09.2020 г.",
    ):
        assert sentence in measures
    assert "Планът е" not in plan
    for text in ("чл. 263 от ЗПУО", "Да се види докъде сме.", "Училището се развива.", "403"):
        assert text in report
    assert "Уроците са добри." in report
    assert "41 точки" in report
    assert "41 точки" in summary
    assert "след срока" in plan


@pytest.mark.parametrize("form", FORMS)
def test_what_is_not_filled_in_leaves_no_trace(
    form: str, small_project: Path, quality: Quality
) -> None:
    write(small_project, "")
    for kind in ("self-assessment", "measures", "plan", "summary"):
        document = made(quality, kind, form)
        for trace in (
            " е приет",
            " са приети",
            "Правно основание",
            "Извод",
            "Институцията в числа",
        ):
            assert trace not in document
        assert "Резултати от външно оценяване" not in document


@pytest.mark.parametrize("form", FORMS)
def test_a_kindergarten_has_children_and_groups(
    form: str, small_project: Path, quality: Quality
) -> None:
    profile = "{pupils: 96, classes: 4, full_day: 90}"
    write(
        small_project, f"institution: {{kind: kindergarten, name: Градина, profile: {profile}}}\n"
    )
    document = made(quality, "self-assessment", form)
    for name, value in (("Деца", 96), ("Групи", 4), ("Деца в групи за целодневна организация", 90)):
        row = f"- {name}: {value}\n" if form == "md" else f"<dt>{name}</dt><dd>{value}</dd>"
        assert row in document
    assert "Паралелки" not in document


@pytest.mark.parametrize("form", FORMS)
def test_nothing_is_signed_that_the_school_does_not_know(
    form: str, project: Path, quality: Quality
) -> None:
    for kind in ("self-assessment", "summary", "comparison"):
        document = made(quality, kind, form, *_against(kind))
        assert "следващата инспекция" not in document
        assert "не са сверени" not in document
    score = quality("--lang", "bg", "score", "2020-2021").out
    assert "не са сверени с официален текст" in score


_BLANK_ORDER = "Заповед № …………/……………… г."
_BLANK_PROTOCOL = "от Педагогическия съвет с Протокол № …………/……………… г."


@pytest.mark.parametrize("form", FORMS)
def test_decisions_that_are_not_stated_are_lines_to_fill_in(
    form: str, small_project: Path, quality: Quality
) -> None:
    write(small_project, FILLED)
    measures, report, plan = (
        made(quality, kind, form) for kind in ("measures", "self-assessment", "plan")
    )
    assert (_BLANK_ORDER in measures, _BLANK_PROTOCOL in measures) == (False, False)
    assert (_BLANK_ORDER in report, _BLANK_PROTOCOL in report) == (True, False)
    assert (_BLANK_ORDER in plan, f"Приет {_BLANK_PROTOCOL}" in plan) == (True, True)
    assert "(подпис и печат)" in plan


@pytest.mark.parametrize("form", FORMS)
def test_what_is_unfinished_is_a_draft_and_not_signed(
    form: str, small_project: Path, quality: Quality
) -> None:
    write(small_project, "")
    for kind in ("self-assessment", "measures", "plan"):
        document = made(quality, kind, form)
        assert "Проект" in document
        for trace in ("УТВЪРЖДАВАМ:", "Изготвили", _BLANK_ORDER, _BLANK_PROTOCOL):
            assert trace not in document
    write(small_project, FILLED)
    for kind in ("self-assessment", "measures", "plan"):
        assert "УТВЪРЖДАВАМ:" in made(quality, kind, form)


_COMMISSIONS = """\
commissions:
  - name: Комисия за правилата
    members: [{name: Павел Колев}]
  - name: Комисия за самооценяване
    members:
      - {name: Ана Петрова, role: председател, to: 2021-07-09}
      - {name: Иван Ганев, to: 2021-01-08}
      - {name: Мила Денева, from: 2021-01-09, to: 2021-07-09}
"""


def test_the_commission_that_rates_signs_the_report(small_project: Path, quality: Quality) -> None:
    write(small_project, FILLED + _COMMISSIONS)
    document = made(quality, "self-assessment", "md")
    signers = document.partition("### Изготвили")[2].partition("## ")[0]
    assert signers.split("\n\n")[1:3] == [
        "Комисия за самооценяване",
        "- Ана Петрова, председател: ……………………\n- Мила Денева: ……………………",
    ]


@pytest.mark.parametrize(("profile", "rows"), [("", 1), ("teachers: 3, staff: 2", 5)])
def test_the_sheet_of_signatures_has_a_line_for_each_of_the_staff(
    profile: str, rows: int, small_project: Path, quality: Quality
) -> None:
    rules = (
        "rules: {version: '1.0', amendments: [{version: '1.1', date: 2020-09-10},"
        " {version: '1.2', date: 2020-09-12}]}\n"
    )
    people = "acquainted: [{name: Ана Петрова, date: 2020-09-11}]\n"
    write(small_project, f"institution: {{profile: {{{profile}}}}}\n{rules}{people}")
    sheet = made(quality, "signatures", "md")
    assert "Правила за прилагане на системата, версия 1.1\n" in sheet
    numbers = [line.split("|")[1].strip() for line in sheet.split("\n") if line.startswith("| ")]
    assert numbers == ["№", *map(str, range(1, rows + 1))]


def _against(kind: str) -> tuple[str, ...]:
    return ("--against", "2021-2022") if kind == "comparison" else ()


def test_the_sheet_of_signatures_has_the_decisions_up_to_its_date(
    project: Path, quality: Quality
) -> None:
    early = made(quality, "signatures", "md", "--date", "2020-09-12")
    assert "Протокол № 1/10.09.2020 г." in early
    assert "15.09.2020" not in early
    later = made(quality, "signatures", "md", "--date", "2020-09-18")
    assert "Заповед № РД-12-195/15.09.2020 г." in later
    assert "Подписали са се" not in later
    rows = [line for line in later.split("\n") if line.startswith("| 1 |")]
    assert rows == ["| 1 | Милена Стоева | заместник-директор по учебната дейност |  | |"]


def test_a_printed_number_has_those_above_it_and_is_unique() -> None:
    def indicator(node_id: str, number: str | None) -> dict[str, object]:
        return {"id": node_id, "title": "Текст", "number": number, "rated_by": "level"}

    criterion = {
        "id": "A.1",
        "title": "Критерий",
        "indicators": [
            indicator("A.1.1", None),
            indicator("A.1.2", "1"),
            indicator("A.1.3", "II.1.9."),
        ],
    }
    area = Area.model_validate(
        {"id": "A", "number": "II", "title": "Област", "criteria": [criterion]}
    )
    assert node_numbers([area]) == {
        "A": "II",
        "A.1": "II.1",
        "A.1.1": "II.1.1",
        "A.1.2": "II.1.2",
        "A.1.3": "II.1.9",
    }
