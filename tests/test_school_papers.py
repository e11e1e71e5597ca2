"""Papers as schools write them become the frameworks that a person would read in them."""

from __future__ import annotations

from fractions import Fraction

import pytest

from qualitycli.application.framework_import import (
    FrameworkOptions,
    framework_of,
)
from qualitycli.application.imported_framework import ImportedFramework
from qualitycli.exchange.source.document import SourceDocument
from qualitycli.exchange.source.read import read_source
from tests.framework_papers import ENGLISH, TODAY, left_aside, outline
from tests.school_papers import PAPERS, sheet_with_numbers


def document_of(name: str) -> SourceDocument:
    document = read_source(PAPERS[name](), f"{name}.docx")
    assert isinstance(document, SourceDocument)
    return document


def read_paper(name: str) -> ImportedFramework:
    return framework_of(document_of(name), FrameworkOptions(), TODAY)


pytestmark = pytest.mark.slow

OUTLINES = {
    "points_with_headings": """\
1 Образователен процес
  1 Успех от държавните зрелостни изпити
  2 Дял на учениците, участвали в олимпиади и състезания
  3 Работа на педагогическите специалисти в екип
2 Управление на институцията
  4 Обратна връзка от родителите
  5 Партньорства с работодатели
""",
    "levels_with_merged_cells": """\
I Възпитателно-образователен процес
  1 Планиране
    1.1 Годишното разпределение отговаря на програмата
    1.2 Ситуациите са съобразени с възрастта
  2 Среда
    2.1 Кътовете са достъпни
II Взаимодействие с родителите
  1 Информираност
    1.1 Родителите получават информация
""",
    "areas_in_rows": """\
UP УЧЕБЕН ПРОЦЕС
  1 Планиране на обучението
    1.1 Учителите съгласуват разпределенията
    1.2 Разпределенията отчитат входните нива
  2 Оценяване
    2.1 Оценките са ритмични
UPR УПРАВЛЕНИЕ
  1 Ресурси
    1.1 Бюджетът е прозрачен
""",
    "several_texts_in_a_cell": """\
OP Обучение и преподаване
  1 Качество на уроците
  2 Резултати
UZH Училищен живот
  1 Клубове
""",
    "ladders_in_columns": """\
1 Учители
  1 Квалификация
  2 Наставничество
2 Ученици
  1 Отсъствия
""",
    "continued_without_headings": """\
I УЧЕБНА ДЕЙНОСТ
  1 Планиране
    1.1 Разпределения
    1.2 Планове на уроците
  2 Преподаване
    2.1 Методи
    2.2 Средства
""",
    "vertical_areas": """\
UC УЧЕНЕ
  1.1 Мотивация
    1.1.1 Учениците участват
    1.1.2 Учениците задават въпроси
  1.2 Резултати
    1.2.1 Напредък
SR СРЕДА
  2.1 Сигурност
    2.1.1 Пропускателен режим
""",
    "steps_in_rows": """\
1 Достъп до обучение
  1.1 Информиране за приема
  1.2 Осигурен достъп за хора с увреждания
2 Придобиване на квалификация
  2.1 Относителен дял на придобилите квалификация
""",
    "inspectorate_tables": """\
OP ОБРАЗОВАТЕЛЕН ПРОЦЕС
  1 Ефективност на обучението
    1 Организация на урока
      1 Урокът отговаря на плана
      2 Структурата е ясна
    2 Методи
      1 Методите са разнообразни
  2 Оценяване
    1 Ритмичност
      1 Оценява се всеки месец
UI УПРАВЛЕНИЕ НА ИНСТИТУЦИЯТА
  1 Стратегия
    1 Цели
      1 Целите са измерими
      2 Целите са известни
""",
    "dragged_borders": """\
1 Учене
  1 Уроци
    1 Цели
  2 Среда
    1 Двор
  3 Екип
    1 Обмен
""",
    "flat_sheet": """\
UC Учене
  1 Планиране
    1 Разпределения
    2 Планове
  2 Оценяване
    3 Ритмичност
SR Среда
  1 Сигурност
    4 Достъп
    5 Охрана
""",
    "automatic_levels": """\
1 Ръководство
  1 Лидерство
    1.1 Визия и цели
    1.2 Екипност
  2 Ресурси
    2.1 Бюджет
""",
}


@pytest.mark.parametrize("name", OUTLINES)
def test_the_outline_of_a_paper(name: str) -> None:
    assert "\n".join(outline(read_paper(name))) + "\n" == OUTLINES[name]


@pytest.mark.parametrize("name", PAPERS)
def test_every_cell_is_accounted_for(name: str) -> None:
    document = document_of(name)
    account = framework_of(document, FrameworkOptions(), TODAY).account
    assert len(account.cells) == sum(len(table.cells) for table in document.tables)


def test_schedules_signatures_and_totals_are_left_aside() -> None:
    read = read_paper("points_with_headings")
    reasons = {remark for remarks in left_aside(read).values() for remark in remarks}
    assert reasons == {
        "it is a total",
        "its table was left aside: it has no column of criteria or indicators",
        "its table was left aside: it is a plan: it has a column of deadlines or persons",
        "its table was left aside: it is a list of signatures",
    }


def test_ladders_in_lines() -> None:
    (area, _) = read_paper("points_with_headings").catalogue.areas
    marks, share, _team = area.criteria
    assert [one.points for one in marks.ladder or ()] == [0, 1, 2]
    assert share.rated_by == "ratio"
    assert [(one.points, one.above) for one in share.ladder or ()] == [
        (1, None),
        (Fraction(3, 2), 20),
        (2, 60),
    ]


def test_damage_is_reported_with_the_place() -> None:
    notes = [ENGLISH.fill(one) for one in read_paper("copied_from_a_pdf").account.notes]
    assert notes.pop(0) == "1 paragraph outside the tables was not read."
    assert [note.partition(": ")[0] for note in notes] == [
        "above table 1",
        "above table 1",
        "table 1, row 1, column 2",
        "table 1, row 2, column 2",
        "table 1, row 3, column 2",
        "table 1, row 3, column 3",
    ]


def test_steps_in_rows_of_their_own() -> None:
    read = read_paper("steps_in_rows")
    (access, skill) = read.catalogue.areas
    assert [access.max_points, skill.max_points] == [5, 4]
    informing, ramp = access.criteria
    assert [(one.points, one.text) for one in informing.ladder or ()] == [
        (0, "Няма сайт и табла."),
        (Fraction(3, 2), "Има табла и статичен сайт."),
        (3, "Сайтът се обновява всяка седмица."),
    ]
    assert [one.points for one in ramp.ladder or ()] == [0, 2]
    (share,) = skill.criteria
    assert share.rated_by == "ratio"
    assert [one.points for one in share.ladder or ()] == [1, 2, 4]
    assert [one.above for one in share.ladder or ()] == [None, 50, 80]
    reasons = {remark for remarks in left_aside(read).values() for remark in remarks}
    assert not any("nothing in the framework" in one for one in reasons)


def test_numbers_that_excel_changed_are_to_be_looked_at() -> None:
    document = read_source(sheet_with_numbers(), "paper.xlsx")
    assert isinstance(document, SourceDocument)
    account = framework_of(document, FrameworkOptions(), TODAY).account
    remarks = {
        (one.place.row, one.place.column): [ENGLISH.fill(remark) for remark in one.remarks]
        for one in account.cells
        if one.remarks
    }
    assert {row: found for (row, column), found in remarks.items() if column == 1} == {
        7: ["the spreadsheet stored 1.1 as a number or date; if 1.10 was typed, correct “number”"],
        8: [
            "the spreadsheet stored 2026-11-01 as a number or date; if 1.11 was typed, correct "
            "“number”"
        ],
        9: ["it is hidden; show it in the file if it is part of the framework"],
    }
    assert remarks[10, 4] == ["it is a formula or an error; write its value instead"]


def test_points_for_several_texts_together_make_them_hints() -> None:
    (quality, _) = read_paper("several_texts_in_a_cell").catalogue.areas[0].criteria
    assert quality.max_points == 10
    assert quality.hints == (
        "1.1. Ясни цели:",
        "записани на дъската;",
        "разбрани от учениците;",
        "1.2. Разнообразни методи",
        "1.3. Обратна връзка",
    )
