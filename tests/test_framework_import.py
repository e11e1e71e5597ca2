"""What tables become: points papers, levels, several tables, and what cannot be taken."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from qualitycli.application.framework_import import shortened
from qualitycli.errors import NoFrameworkError
from qualitycli.exchange.framework.ids import file_id
from qualitycli.exchange.source.document import CellAddress, SourceCell, SourceTable, TextLine
from qualitycli.messages import Translator
from qualitycli.model.tree import Item
from qualitycli.render.framework_account import report, summary
from tests.framework_papers import (
    ENGLISH,
    LEFT,
    UP,
    decisions,
    left_aside,
    nodes_of,
    outline,
    read,
    table,
)

GOLDEN: Final = Path(__file__).parent / "golden" / "framework_import"
# The page of paper in docs/methods.md.
POINTS: Final = table(
    ["№", "Показател", "Макс. точки", "Точки"],
    [
        "1.1",
        "Уроците свързват теорията с практиката.",
        "4",
        "0 – няма примери; 1,5 – в отделни часове; 3 – в повечето часове; 4 – във всички часове",
    ],
    ["1.2", "Учениците работят по проекти.", "6", "от 0 до 6 през 0,5"],
    ["1.3", "Учители, изнесли открит урок.", "2", "До 20 % – 1; 21–60 % – 1,5; над 60 % – 2"],
    [
        "1.4",
        "Отсъствия средно на ученик.",
        "2",
        "до 10 дни – 2; над 10 до 20 дни – 1; над 20 дни – 0",
    ],
    ["1.5", "Родителите са доволни: да, „много“ # според анкета.", "2", "според анкетата"],
    ["1.6", "Брой ученици.", "–", "за сведение"],
    before=["Област I. Учебен процес – 16 точки"],
)
LEVELS: Final = table(
    ["Област", "Критерий", "Индикатор", "Тежест", "1", "2", "3", "4", "Доказателства", "Оценка"],
    ["Учене", "1. Уроци", "1.1. Цели", "2", "няма", "неясни", "ясни", "известни", "План", "3"],
    ["Учене", "1. Уроци", "1.3. Методи", "1", "", "", "", "разнообразни", "Дневник\nПлан", ""],
    ["Среда", "1. Двор", "1.1. Сигурност", "1", "не", "", "", "да", "", "4"],
)
NESTED: Final = table(
    ["Вътрешна система за качеството", LEFT, LEFT],
    ["№", "Критерии и показатели", "Макс. бр. точки"],
    ["1", "2", "3"],
    ["I.", "УПРАВЛЕНИЕ", "6"],
    ["1.", "Планиране", "4"],
    ["1.1.", "Цели", "2"],
    ["1.2.", "Срокове", "2"],
    ["2.", "Екип", "2"],
    ["II.", "ОБУЧЕНИЕ", "5"],
    ["1.", "Уроци", "3"],
    ["1.", "Проекти", "1"],
    ["", "Общо", "11"],
)
PAPERS: Final = {"points": POINTS, "levels": LEVELS, "nested": NESTED}


@pytest.mark.parametrize("name", PAPERS)
def test_the_file_for_a_paper(name: str) -> None:
    golden = GOLDEN / f"{name}.yaml"
    assert read(PAPERS[name]).text == golden.read_text(encoding="utf-8")


def test_a_points_paper_is_rated_as_the_page_on_methods_says() -> None:
    found = read(POINTS)
    assert found.catalogue.method == "points"
    (area,) = found.catalogue.areas
    assert (area.number, area.title) == ("I", "Учебен процес")
    assert area.max_points == 16
    assert [one.rated_by for one in area.criteria] == [
        *("points", "points", "ratio", "value", "points", "value")
    ]
    assert [one.most_points for one in area.criteria] == [4, 6, 2, 2, 2, None]
    assert area.criteria[4].title == "Родителите са доволни: да, „много“ # според анкета."
    assert left_aside(found) == {"table 1, row 7, column 3": ["no maximum is stated"]}


def test_levels_weights_and_hints() -> None:
    found = read(LEVELS)
    assert found.catalogue.method == "means"
    goals, methods, safety = (node for node in nodes_of(found) if node.item is not None)
    assert isinstance(goals, Item)
    assert goals.levels == {1: "няма", 2: "неясни", 3: "ясни", 4: "известни"}
    assert [one.weight for one in (goals, methods, safety)] == [2, 1, 1]
    assert isinstance(methods, Item)
    assert methods.hints == ("Дневник", "План")
    assert [level.name for level in found.catalogue.scale.levels] == [
        *("незадоволително", "задоволително", "добро", "много добро")
    ]
    assert set(left_aside(found)) == {"table 1, row 2, column 10", "table 1, row 4, column 10"}


def test_levels_of_a_school_are_the_scale() -> None:
    found = read(table(["Критерий", "Слабо (1)", "Добро (2)", "5"], ["Екип", "а", "б", "в"]))
    assert found.catalogue.scale.values == (1, 2, 3, 4, 5)
    assert found.catalogue.areas[0].criteria[0].levels == {1: "а", 2: "б", 5: "в"}


@pytest.mark.parametrize(
    ("levels", "values"),
    [
        (["Равнище 1", "Равнище 2", "Равнище 3"], (1, 2, 3)),
        (["1", "2", "3", "4"], (1, 2, 3, 4)),
        (["1", "4"], (1, 2, 3, 4)),
    ],
)
def test_the_scale_has_the_levels_of_the_columns(
    levels: list[str], values: tuple[int, ...]
) -> None:
    found = read(table(["Критерий", *levels], ["Екип", *("" for _ in levels)]))
    assert found.catalogue.scale.values == values


@pytest.mark.parametrize("heads", [["1", "2", "3"], ["Показатели за равнище"]])
def test_levels_up_to_the_maximum_are_points(heads: list[str]) -> None:
    steps = ["не", "отчасти", "да"]
    if len(heads) == 1:
        steps = ["Равнище 1: не\nРавнище 2: отчасти\nРавнище 3: да"]
    found = read(table(["Критерий", "Макс. точки", *heads], ["Екип", "3", *steps]))
    (team,) = found.catalogue.areas[0].criteria
    assert [(float(one.points), one.text) for one in team.ladder] == [
        (1, "не"),
        (2, "отчасти"),
        (3, "да"),
    ]
    assert not found.catalogue.scale
    assert "Levels up to the maximum were read as points: level 3 is 3 points." in decisions(found)


def test_among_points_described_levels_without_a_maximum_are_points() -> None:
    rows = (
        ["А", "0 т. – не\n2 т. – да"],
        ["Б", "1 – слабо\n2 – добро"],
        ["В", "0 т. – а\n1 т. – б"],
    )
    found = read(table(["Критерий", "Показатели за равнище"], *rows))
    assert [one.most_points for one in found.catalogue.areas[0].criteria] == [2, 2, 1]
    assert "table 1, row 3, column 1: no maximum is stated, so its levels were read as points." in (
        decisions(found)
    )
    (cell,) = (one for one in found.account.cells if one.text.startswith("1 – слабо"))
    assert cell.uses == (("ladder", "RA.2"),)


def test_a_column_without_a_heading_has_the_areas() -> None:
    found = read(table(["", "Критерии"], ["УЧЕНЕ", "1. А"], [UP, "2. Б"], ["СРЕДА", "1. В"]))
    assert outline(found) == ["UC УЧЕНЕ", "  1 А", "  2 Б", "SR СРЕДА", "  1 В"]
    assert "Table 1: column 1 has no heading; it was read by its cells." in decisions(found)


def test_columns_of_points_are_steps() -> None:
    found = read(
        table(
            ["№", "Критерий", "Показатели за равнище", LEFT, LEFT],
            [UP, UP, "0 т.", "0,75 т.", "1,5 т."],
            ["1", "Екип", "няма", "отчасти", "да"],
            ["2", "Дял", "до 20 %", "21–60 %", "над 60 %"],
        )
    )
    team, share = found.catalogue.areas[0].criteria
    assert [(float(one.points), one.text) for one in team.ladder] == [
        (0, "няма"),
        (0.75, "отчасти"),
        (1.5, "да"),
    ]
    assert share.rated_by == "ratio"
    assert [one.above for one in share.ladder] == [None, 20, 60]


def test_a_maximum_that_is_not_that_of_the_steps_is_not_used() -> None:
    found = read(
        table(
            ["Критерий", "Макс. точки", "Показатели за равнище"],
            ["Екип", "3", "0 т. – не\n2 т. – да"],
            before=["ОБЛАСТ 1. Хора – 3 точки"],
        )
    )
    assert found.catalogue.areas[0].criteria[0].most_points == 2
    assert found.catalogue.areas[0].max_points is None
    assert decisions(found)[1:3] == [
        "“ОБЛАСТ 1. Хора – 3 точки” above the table: the maximum 3 was not used: its items have 2 "
        "together.",
        "table 1, row 2, column 2: the maximum 3 was not used: its points scale ends at 2.",
    ]


def test_points_for_a_whole_criterion_make_it_an_item() -> None:
    found = read(
        table(
            ["Критерий", "Показатели", "Макс. точки"],
            ["1. Екип", "1.1. Обмен", "5"],
            [UP, "1.2. Наставничество", UP],
            ["2. План", "2.1. Цели", "2"],
        )
    )
    team, plan = found.catalogue.areas[0].criteria
    assert team.max_points == 5
    assert team.hints == ("1.1. Обмен", "1.2. Наставничество")
    assert plan.indicators[0].max_points == 2


def test_blank_cells_below_a_maximum_inherit_it() -> None:
    head = ["Критерий", "Показатели", "Макс. точки"]
    rows = [["1. Екип", "1.1. Обмен", "5"], ["", "1.2. Наставничество", ""]]
    found = read(table(head, *rows, ["2. План", "2.1. Цели", "3"], ["", "2.2. Срокове", ""]))
    assert [one.max_points for one in found.catalogue.areas[0].criteria] == [5, 3]
    assert found.catalogue.areas[0].criteria[0].hints == ("1.1. Обмен", "1.2. Наставничество")
    own = read(table(head, *rows, ["2. План", "2.1. Цели", "3"], ["", "2.2. Срокове", "1"]))
    team, plan = own.catalogue.areas[0].criteria
    assert [one.max_points for one in (*team.indicators, *plan.indicators)] == [5, None, 3, 1]


def test_numbers_that_repeat_or_skip_are_kept() -> None:
    found = read(table(["№", "Критерий"], ["1", "А"], ["1", "Б"], ["4", "В"], ["", "Г"]))
    assert [one.number for one in found.catalogue.areas[0].criteria] == [None, "1", "4", None]
    assert [one.id for one in found.catalogue.areas[0].criteria] == [
        *("RA.1", "RA.2", "RA.3", "RA.4")
    ]
    kept = [one for one in decisions(found) if "repeats or skips" in one]
    assert [one.partition(":")[0] for one in kept] == [
        "table 1, row 3, column 2",
        "table 1, row 4, column 2",
    ]


def test_a_number_that_a_spreadsheet_changed_is_told_of() -> None:
    one = table(["№", "Критерий"], ["1.1", "А"], ["1.1", "Б"], name="Лист1")
    at = CellAddress(3, 1)
    cells = {**one.cells, at: replace(one.cells[at], converted="number", typed="1.10")}
    found = read(replace(one, cells=cells), file="ramka.xlsx")
    (cell,) = (one for one in found.account.cells if one.place[2:4] == (3, 1))
    assert [ENGLISH.fill(remark) for remark in cell.remarks] == [
        "the spreadsheet stored 1.1 as a number or date; if 1.10 was typed, correct “number”"
    ]


def test_tables_that_go_on_are_one() -> None:
    head = ["КРИТЕРИИ", "ИНДИКАТОРИ"]
    found = read(
        table(head, ["1. А", "1. а"], before=["ОБЛАСТ „УЧЕНЕ“"]),
        table(head, ["1. А", "2. б"], ["2. Б", "1. в"], before=["ОБЛАСТ „УЧЕНЕ“"]),
        table(head, ["1. Г", "1. г"], before=["ОБЛАСТ „СРЕДА“"]),
    )
    assert outline(found) == [
        *("UC УЧЕНЕ", "  1 А", "    1 а", "    2 б", "  2 Б", "    1 в"),
        *("SR СРЕДА", "  1 Г", "    1 г"),
    ]


def test_of_two_tables_that_contradict_each_other_the_first_is_used() -> None:
    head = ["№", "Критерий", "Макс. точки"]
    found = read(table(head, ["1", "Цели", "2"]), table(head, ["1", "Цели", "4"]))
    assert [one.max_points for one in found.catalogue.areas[0].criteria] == [2]
    assert (
        "table 2, row 2, column 2 contradicts table 1, row 2, column 2; the first one was used."
        in (decisions(found))
    )
    assert left_aside(found) == {
        f"table 2, row 2, column {n}": ["it contradicts table 1, row 2, column 2, which was used"]
        for n in (1, 2, 3)
    }


def test_a_summary_of_areas_gives_their_maxima() -> None:
    found = read(
        table(["№", "Област", "Макс. точки"], ["1", "Учене", "2"], ["2", "Среда", "3"]),
        table(["Критерий", "Макс. точки"], ["Уроци", "2"], before=["ОБЛАСТ 1. Учене"]),
        table(["Критерий", "Макс. точки"], ["Двор", "3"], before=["ОБЛАСТ 2. Среда"]),
    )
    assert [one.number for one in found.catalogue.areas] == ["1", "2"]
    assert [one.max_points for one in found.catalogue.areas] == [2, 3]


def test_one_sheet_for_each_area() -> None:
    head = ["Критерий", "Индикатор"]
    found = read(
        table(head, ["А", "а"], name="Учене"), table(head, ["Б", "б"], name="Среда"), file="x.xlsx"
    )
    assert [area.title for area in found.catalogue.areas] == ["Учене", "Среда"]
    assert "“Учене”!B2" in {ENGLISH.fill(one.place.message) for one in found.account.cells}


def test_a_single_table_without_an_area_has_the_title_of_the_document() -> None:
    one = table(["№", "Критерий"], ["1", "Уроци"], before=["Критерии за качество"])
    found = read(one)
    assert [area.title for area in found.catalogue.areas] == ["Критерии за качество"]
    assert "The tables name no area, so there is one, called “Критерии за качество”." in (
        decisions(found)
    )


def test_hidden_cells_and_formulas_are_left_aside() -> None:
    one = table(["№", "Критерий"], ["1", "А"], ["2", "Б"])
    hidden = {at: replace(cell, is_hidden=at.row == 3) for at, cell in one.cells.items()}
    formula = SourceCell(CellAddress(2, 3), (), fault="formula")
    found = read(replace(one, cells={**hidden, formula.address: formula}))
    assert outline(found) == ["RA ramka", "  1 А"]
    assert left_aside(found) == {
        "table 1, row 2, column 3": ["it is a formula or an error; write its value instead"],
        "table 1, row 3, column 1": [
            "it is hidden; show it in the file if it is part of the framework"
        ],
        "table 1, row 3, column 2": [
            "it is hidden; show it in the file if it is part of the framework"
        ],
    }


@pytest.mark.parametrize(
    ("tables", "message", "reasons"),
    [
        ([], "There is no table in ramka.docx. The framework must be in a table.", []),
        (
            [table(["Име", "Подпис"], ["А. Б.", ""]), table(["Критерий", "Срок", "Отговорник"])],
            "No table in ramka.docx has a column of criteria or indicators.",
            [
                "table 1: it is a list of signatures.",
                "table 2: it is a plan: it has a column of deadlines or persons.",
            ],
        ),
        (
            [table(["Дейност", "Срок"], ["Критерии за самооценяване", "май"])],
            "No table in ramka.docx has a column of criteria or indicators.",
            ["table 1: it is a plan: it has a column of deadlines or persons."],
        ),
        ([table(["№", "Критерий"])], "The tables in ramka.docx have headings, but no texts", []),
    ],
)
def test_without_a_framework_every_table_has_its_reason(
    tables: list[SourceTable], message: str, reasons: list[str]
) -> None:
    with pytest.raises(NoFrameworkError, match=message) as caught:
        read(*tables)
    assert [ENGLISH.fill(one) for one in caught.value.reasons] == reasons


def test_ids_come_from_the_initials_or_the_prefix() -> None:
    rows = [["Област", "Критерий"]]
    titles = ["Образователен процес", "Условия и ред", "Обща подкрепа", "Жизнена среда", "Учене"]
    rows += [[title, "А"] for title in titles]
    assert [area.id for area in read(table(*rows)).catalogue.areas] == [
        *("OP", "UR", "OPA", "ZHS", "UC")
    ]
    prefixed = read(table(*rows), prefix="K").catalogue.areas
    assert [area.id for area in prefixed] == ["KA", "KB", "KC", "KD", "KE"]
    assert [area.id for area in read(table(*rows[:2]), prefix="K").catalogue.areas] == ["K"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Критерии 2025 (нови)", "kriterii-2025-novi"),
        ("Самооценка", "samootsenka"),
        ("№", "framework"),
    ],
)
def test_the_id_of_a_framework_is_its_file_in_latin_letters(name: str, expected: str) -> None:
    assert file_id(name) == expected


def test_many_decisions_of_a_kind_are_counted() -> None:
    rows = [[str(n), f"К{n}", "" if n > 12 else "1"] for n in range(1, 20)]
    found = read(table(["№", "Критерий", "Макс. точки"], *rows))
    shown = [ENGLISH.fill(one) for one in shortened(found.account.decisions)]
    assert sum("information only" in one for one in shown) == 5
    assert "… and 2 more like this; “--report text” lists them." in shown


def test_automatic_numbers_of_word_are_numbers() -> None:
    one = table(["№", "Критерий"], ["x", "А"], ["x", "Б"])
    automatic = {
        at: replace(cell, lines=(TextLine("", f"{at.row + 1}."),)) if cell.text == "x" else cell
        for at, cell in one.cells.items()
    }
    found = read(replace(one, cells=automatic))
    assert [one.number for one in found.catalogue.areas[0].criteria] == ["3", "4"]
    assert not left_aside(found)


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ("A=number,B=criterion,C=level:1,4=level:2", ["RA ramka", "  1 Екип"]),
        ("Кое=номер,Какво, точно=критерий,Слабо=level:1,Силно=level:2", ["RA ramka", "  1 Екип"]),
        ("Кое=ignore,Какво, точно=area,Слабо=criterion", ["EK Екип", "  1 няма"]),
    ],
)
def test_columns_can_be_named(columns: str, expected: list[str]) -> None:
    rows = (["Кое", "Какво, точно", "Слабо", "Силно"], ["1", "Екип", "няма", "има"])
    found = read(table(*rows), columns=columns)
    assert outline(found) == expected


LADDERS = ("№", "Критерий", "Точки общо", "Показатели за равнище")
POINTS_PAPER = table(LADDERS, ["1", "Екип", "2", "2 т. – да; 0 т. – не"])
SCHEDULE = table(["Дейност", "Срок", "Отговорник"], ["Среща", "май", "А. Б."])
GRADES = table(["Точки", "Оценка"], ["14–16", "отлично"], ["под 14", "добро"])
SIGNATURES = table(["Име", "Длъжност", "Подпис"], ["А. Б.", "директор", ""])


@pytest.mark.parametrize(
    "columns",
    [
        "C=max_points",
        "A=number,B=criterion,C=max_points",
        "А=number; В=criterion; С=max_points",  # Cyrillic letters
        "Точки общо=max_points",
    ],
)
def test_named_columns_add_to_those_that_were_recognised(columns: str) -> None:
    found = read(POINTS_PAPER, SCHEDULE, GRADES, SIGNATURES, columns=columns)
    (area,) = found.catalogue.areas
    (team,) = area.criteria
    assert team.label == "Екип"
    assert [(float(one.points), one.text) for one in team.ladder] == [(0, "не"), (2, "да")]
    assert [one.reason is None for one in found.account.tables] == [True, False, False, False]


def test_a_named_column_can_be_ignored() -> None:
    found = read(POINTS_PAPER, SCHEDULE, columns="D=ignore,C=max_points")
    (team,) = found.catalogue.areas[0].criteria
    assert not team.ladder
    assert team.max_points == 2


def test_named_columns_are_read_where_no_table_is_recognised() -> None:
    rows = (["Кое", "Какво", "Срок"], ["1", "Екип", "2"])
    found = read(table(*rows), columns="A=number,B=criterion,C=max_points")
    (team,) = found.catalogue.areas[0].criteria
    assert (team.label, float(team.max_points or 0)) == ("Екип", 2)


@pytest.mark.parametrize("name", ["F", "Няма такава"])
def test_a_named_column_that_is_not_there_is_told_of(name: str) -> None:
    with pytest.raises(NoFrameworkError, match=f"No table in ramka.docx has a column “{name}”"):
        read(POINTS_PAPER, columns=f"B=criterion,{name}=max_points")


def test_steps_can_be_named_by_their_points() -> None:
    rows = (["Кое", "Нула", "Едно"], ["Екип", "няма", "има"])
    found = read(table(*rows), columns="A=criterion,B=rung:0,C=rung:1.5")
    (team,) = found.catalogue.areas[0].criteria
    assert [(float(one.points), one.text) for one in team.ladder] == [(0, "няма"), (1.5, "има")]


@pytest.mark.parametrize(
    ("steps", "remark"),
    [
        ("за участие по 1 т., но не повече от 2 т.", "they are not written as steps"),
        ("0-1-3", "they are not written as steps"),
        ("1 т. – винаги; 2 т. – често", "no step earns 0 points"),
    ],
)
def test_doubtful_steps_are_to_be_checked(steps: str, remark: str) -> None:
    found = read(table(["№", "Критерий", "Макс. точки", "Скала"], ["1", "Екип", "2", steps]))
    remarks = [
        ENGLISH.fill(one)
        for cell in found.account.taken
        if cell.text == steps
        for one in cell.remarks
    ]
    assert any(remark in one for one in remarks)


def test_an_area_may_have_a_number_and_a_maximum_beside_it() -> None:
    rows = (
        ["№", "Критерии", "Брой точки"],
        ["I.", "ОБЛАСТ „Управление“", "7"],
        ["1.", "Стратегия", "3"],
        ["2.", "Бюджет", "4"],
        ["II.", "ОБЛАСТ „Обучение“", "5"],
        ["3.", "Уроци", "5"],
    )
    found = read(table(*rows))
    assert [(area.title, float(area.max_points or 0)) for area in found.catalogue.areas] == [
        ("Управление", 7),
        ("Обучение", 5),
    ]
    assert [len(area.criteria) for area in found.catalogue.areas] == [2, 1]


def test_a_formula_as_the_maximum_is_told_of() -> None:
    one = table(["№", "Критерий", "Макс. точки"], ["1", "А", "2"], ["2", "Б", ""], ["3", "В", "1"])
    formula = SourceCell(CellAddress(3, 3), (), fault="formula")
    found = read(replace(one, cells={**one.cells, formula.address: formula}))
    (cell,) = (cell for cell in found.account.taken if cell.text == "Б")
    assert [ENGLISH.fill(remark) for remark in cell.remarks] == [
        "its points are missing: their cell has a formula; write “max_points”"
    ]
    assert not any("unit:" in one for one in decisions(found))


def test_the_maximum_that_was_not_used_has_the_decimal_sign_of_the_language() -> None:
    rows = (["№", "Критерий", "Макс. точки"], ["", "ОБЛАСТ 1. Учене", "9,5"], ["1", "А", "2,5"])
    found = read(table(*rows))
    said = [Translator("bg").fill(one) for one in found.account.decisions]
    assert any("9,5" in one and "2,5" in one for one in said)


def test_proposed_names_of_levels_are_told_of() -> None:
    text = "The names of the levels are proposed; the tables have none."
    assert text in decisions(read(table(["№", "Критерий"], ["1", "А"])))
    named = table(["№", "Критерий", "1 – не", "2 – да"], ["1", "А", "няма", "има"])
    assert text not in decisions(read(named))


def test_paragraphs_that_were_not_read_are_in_the_report() -> None:
    one = table(["№", "Критерий"], ["1", "А"], before=["Указания за комисията", "ОБЛАСТ 1. Учене"])
    found = read(one)
    assert found.account.unread == ("Указания за комисията",)
    assert "  - Указания за комисията" in list(report(found.account, ENGLISH, None))


def test_what_is_escaped_fits_into_the_lines() -> None:
    one = table(["№", "Критерий"], ["1", " ".join(["из\u00adпълне\u00adние"] * 9)])
    found = read(one)
    shown = [*report(found.account, ENGLISH, 60)]
    assert all("\u00ad" not in text for text in shown)
    assert all(len(line) <= 60 for text in shown for line in text.splitlines())


def test_columns_for_levels_and_points_are_named_in_the_summary() -> None:
    rows = (["Кое", "Нула", "Едно"], ["Екип", "няма", "има"])
    found = read(table(*rows), columns="A=criterion,B=rung:0,C=rung:1.5")
    shown = " ".join(summary(found.account, found.catalogue, (), (), ENGLISH, None))
    assert "2 step 0, 3 step 1.5" in shown
