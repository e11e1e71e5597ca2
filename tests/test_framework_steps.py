"""Lines of a cell are points scales, levels and maxima where they are unambiguous."""

from __future__ import annotations

from fractions import Fraction

import pytest

from qualitycli.exchange.framework.ladders import Ladder, ladder_of
from qualitycli.exchange.framework.steps import Most, most_in, step_lines
from qualitycli.exchange.framework.texts import area_heading, split_points, texts_in
from qualitycli.exchange.source.document import TextLine
from qualitycli.messages import Message
from tests.framework_papers import ENGLISH


def ladder_in(*lines: str) -> Ladder | Message:
    found = step_lines(lines)
    assert found is not None
    return ladder_of(found.steps)


def shown(ladder: Ladder | Message) -> str:
    """Return a points scale as people write it in the catalogue, or why there is none."""
    if isinstance(ladder, Message):
        return ENGLISH.fill(ladder)
    parts = [
        f"{float(one.points):g}"
        + (f" {'from' if one.is_inclusive else 'above'} {float(one.start):g}" if one.start else "")
        + (f" “{one.text}”" if one.text else "")
        for one in ladder.rungs
    ]
    return "; ".join(parts) + (f" [{ladder.unit}]" if ladder.unit else "")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # Percentages, in the words of the papers.
        (["До 20 % – 1; 21–60 % – 1,5; над 60 % – 2"], "1; 1.5 above 20; 2 above 60 [%]"),
        (
            ["над 60 % – 2 т.", "21–60 % – 1,5 т.", "до 20% – 1 т."],
            "1; 1.5 above 20; 2 above 60 [%]",
        ),
        (["до 20 % - 1 т., 21-60 % - 1,5 т., над 60 % - 2 т."], "1; 1.5 above 20; 2 above 60 [%]"),
        (
            ["Под 50% - 0 т.", "от 50% до 80% - 1 т.", "Над 80% - 2 т."],
            "0; 1 from 50; 2 above 80 [%]",
        ),
        (["0 т. – до 89 %", "1 т. – 90–99 %", "2 т. – 100 %"], "0; 1 above 89; 2 from 100 [%]"),
        (
            ["до 60 % – 0 т.", "61–80 % – 1 т.", "81 % и повече – 2 т."],
            "0; 1 above 60; 2 from 81 [%]",
        ),
        (["до 50 на сто – 1 т.", "над 50 на сто – 2 т."], "1; 2 above 50 [%]"),
        (["under 50 % – 0 points", "at least 50 % – 2 points"], "0; 2 from 50 [%]"),
        (
            ["до 50 % от учителите – 1 т.", "над 50 % от учителите – 2 т."],
            "1 “до 50 % от учителите”; 2 above 50 “над 50 % от учителите” [%]",
        ),
        # Another unit; points may fall.
        (
            ["до 10 дни – 2; над 10 до 20 дни – 1; над 20 дни – 0"],
            "2; 1 above 10; 0 above 20 [дни]",
        ),
        (["до 2 бр. – 1 т.", "3 и повече бр. – 2 т."], "1; 2 from 3 “3 и повече бр.” [бр.]"),
        # Described steps, from the fewest points.
        (
            ["0,75 т. – отчасти", "0 т. – няма", "2 т. – изцяло"],
            "0 “няма”; 0.75 “отчасти”; 2 “изцяло”",
        ),
        (["Изцяло – 2 т.; отчасти – 1 т.; не – 0 т."], "0 “не”; 1 “отчасти”; 2 “Изцяло”"),
        (["2 точки – да,", "и навреме", "0 точки – не"], "0 “не”; 2 “да, и навреме”"),
        # Below the lowest step that is stated there are no points.
        (["от 50 до 80 % – 1 т.", "над 80 % – 2 т."], "0; 1 from 50; 2 above 80 [%]"),
        # Bullets, dashes before and commas between steps.
        (["▪ 3 т. – да", "▪ 0 т. – не"], "0 “не”; 3 “да”"),
        (["• 3 т. – да", "• 0 т. – не"], "0 “не”; 3 “да”"),
        (["– 3 т. – да", "– 0 т. – не"], "0 “не”; 3 “да”"),
        (["3 т. – да, 0 т. – не"], "0 “не”; 3 “да”"),
        (["3т.-да,1т.-отчасти,0т.-не"], "0 “не”; 1 “отчасти”; 3 “да”"),
        (["Оценява се:", "• 3 т. – да", "• 0 т. – не"], "0 “не”; 3 “да”"),
        (["2,5 т. – да, навреме, 0,5 т. – да, 0 т. – не"], "0 “не”; 0.5 “да”; 2.5 “да, навреме”"),
        (["2 т. – да:", "– а;", "– б", "0 т. – не"], "0 “не”; 2 “да: – а; – б”"),
        (["а) да – 3 т.", "б) не – 0 т."], "0 “не”; 3 “да”"),
        (["1. Да – 3 т.", "2. Не – 0 т."], "0 “Не”; 3 “Да”"),
        (["0) няма", "1) има"], "0 “няма”; 1 “има”"),
        # Counts, whose unit is in the text; without any there are no points.
        (
            ["1 проект – 1 т.; 2–3 проекта – 2 т.; над 3 проекта – 3 т."],
            "0; 1 from 1; 2 from 2; 3 above 3 [проекта]",
        ),
        (
            ["брой проекти: 1 – 1 т., 2–3 – 2 т., над 3 – 3 т."],
            "0; 1 from 1; 2 from 2; 3 above 3 [бр.]",
        ),
        (
            ["0 т. – няма; 1 т. – 1 ученик; 2 т. – 2 и повече ученици"],
            "0 “няма”; 1 from 1; 2 from 2 “2 и повече ученици” [ученик]",
        ),
        # Numbers without a unit are texts.
        (["под 4,50 – 0 т.; 4,50–6,00 – 1 т."], "0 “под 4,50”; 1 “4,50–6,00”"),
        (["0 т. – 1 урок; 1 т. – 2 проекта"], "0 “1 урок”; 1 “2 проекта”"),
        # What is not unambiguous is no points scale.
        (["до 20 % – 1 т.", "40–60 % – 2 т."], "nothing is said about values between 20 and 40"),
        (["до 30 % – 1 т.", "20–60 % – 2 т."], "two steps overlap"),
        (["до 30 % – 1 т.", "до 20 % – 2 т."], "two steps have no lower bound"),
        (["1 т. – да", "1 т. – не"], "two steps earn the same points"),
        (["0 т. – да", "0 т. – не"], "no step earns points"),
    ],
)
def test_steps(lines: list[str], expected: str) -> None:
    assert shown(ladder_in(*lines)) == expected


def test_what_the_lines_leave_open_is_said() -> None:
    ladder = ladder_in("до 20 % – 1 т.", "20–60 % – 2 т.")
    assert isinstance(ladder, Ladder)
    assert [ENGLISH.fill(one) for one in ladder.decisions] == [
        "20 % itself was given to the step below it"
    ]
    assert shown(ladder) == "1; 2 above 20 [%]"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["2 т. – да; 0 т. – не"], []),
        (["до 20 % – 1 т.; над 20 % – 2 т."], []),
        (["2 т. – да; 1 т. – не"], ["no step earns 0 points"]),
        (["под 4,50 – 0 т.; 4,50–6,00 – 1 т."], ["its steps name numbers"]),
    ],
)
def test_what_to_check_is_said(lines: list[str], expected: list[str]) -> None:
    ladder = ladder_in(*lines)
    assert isinstance(ladder, Ladder)
    doubts = [ENGLISH.fill(one) for one in ladder.doubts]
    assert len(doubts) == len(expected)
    assert all(one.startswith(start) for one, start in zip(doubts, expected, strict=True))


@pytest.mark.parametrize(
    "lines",
    [
        ["Степента, в която се прилага."],
        ["1 т. – само една"],
        ["за всяко място – по 1 т., но не повече от 3 т."],
        ["x" * 1500 + " – 1 т.", "y – 2 т."],
        ["- " * 20_000],
    ],
)
def test_other_texts_are_no_steps(lines: list[str]) -> None:
    assert step_lines(lines) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4", Most(Fraction(4))),
        ("2,50", Most(Fraction(5, 2))),
        ("до 4 т.", Most(Fraction(4))),
        ("макс. 2 точки", Most(Fraction(2))),
        ("0–4 т.", Most(Fraction(4))),
        ("от 0 до 6 през 0,5", Most(Fraction(6), Fraction(1, 2))),
        ("from 0 to 5 in steps of 0.5", Most(Fraction(5), Fraction(1, 2))),
        ("0-1-2-3", Most(Fraction(3), Fraction(1))),
        ("0; 0,5; 1 т.", Most(Fraction(1), Fraction(1, 2))),
        ("0, 2, 4", Most(Fraction(4), Fraction(2))),
        ("0-1-3", None),
        ("0-0-0", None),
        ("2–4", None),
        ("от 0 до 5 през 2", None),
        ("0", None),
        ("много", None),
    ],
)
def test_maxima(text: str, expected: Most | None) -> None:
    assert most_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ОБЛАСТ 1. Учебен процес – 9 точки", ("1", "Учебен процес", 9)),
        ("Област II: Среда (16 т.)", ("II", "Среда", 16)),
        ("ОБЛАСТ „ОБРАЗОВАТЕЛЕН ПРОЦЕС“", ("", "ОБРАЗОВАТЕЛЕН ПРОЦЕС", None)),
        ("Area 3. Community", ("3", "Community", None)),
        ("Областта е широка.", None),
        ("Област", None),
    ],
)
def test_headings_of_areas(text: str, expected: tuple[str, str, int | None] | None) -> None:
    assert area_heading(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Учебен процес – макс. 12 точки", ("Учебен процес", 12)),
        ("Учебен процес /до 4 т./", ("Учебен процес", 4)),
        ("Проекти за 2 години", ("Проекти за 2 години", None)),
        ("4 точки", ("4 точки", None)),
        ("Уроци, оценени с 5 точки", ("Уроци, оценени с 5 точки", None)),
    ],
)
def test_points_at_the_end_of_a_title(text: str, expected: tuple[str, int | None]) -> None:
    assert split_points(text) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["1. Едно", "2. Две"], [("1", "Едно", []), ("2", "Две", [])]),
        (["1.1 Едно", "1.2) Две"], [("1.1", "Едно", []), ("1.2", "Две", [])]),
        (["1. Едно. 2. Две. 3. Три."], [("1", "Едно.", []), ("2", "Две.", []), ("3", "Три.", [])]),
        (["1. Виж № 2. Друго"], [("1", "Виж № 2. Друго", [])]),
        (["а) едно", "б) две"], [("а", "едно", []), ("б", "две", [])]),
        (["5 учители", "с висше"], [("", "5 учители с висше", [])]),
        (["15.09.2020 г. начало"], [("", "15.09.2020 г. начало", [])]),
        (["Учи  за:\n", "- ум;", "– разум"], [("", "Учи за:", ["ум;", "разум"])]),
        (["Учи за: - ум; - разум"], [("", "Учи за:", ["ум;", "разум"])]),
        (["- едно", "- две"], [("", "едно", []), ("", "две", [])]),
        (["Учител-наставник – да"], [("", "Учител-наставник – да", [])]),
    ],
)
def test_texts_of_a_cell(lines: list[str], expected: list[tuple[str, str, list[str]]]) -> None:
    found = texts_in([TextLine(line) for line in lines])
    assert [(one.number, one.text, one.parts) for one in found] == expected


def test_automatic_numbers_and_bullets_are_not_in_the_text() -> None:
    lines = [TextLine("Едно", "1."), TextLine("а", "•"), TextLine("Две", "2.")]
    found = texts_in(lines)
    assert [(one.number, one.text, one.parts) for one in found] == [
        ("1", "Едно", ["а"]),
        ("2", "Две", []),
    ]
