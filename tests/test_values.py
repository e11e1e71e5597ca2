"""The forms that values have to have, and the plain form that is named where there is one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from qualitycli.diagnostics import Diagnostic, Rule
from qualitycli.messages import Translator
from qualitycli.model.values import month_day, node_id, share
from qualitycli.reading.load import parse_year
from qualitycli.rules import shape
from qualitycli.source import Source
from tests.conftest import year_text

ENGLISH = Translator("en")


def year_with(rating: str) -> Iterable[Diagnostic]:
    return parse_year(Source("2020-2021.yaml", year_text(f"OP.1.1.1: {rating}"))).found


def code_and_hint(found: Iterable[Diagnostic]) -> tuple[str, str]:
    (one,) = found
    return one.rule.code, ENGLISH.fill(one.hint)


@pytest.mark.parametrize("written", ["0", "3", "10", "999999999", "'3'", '"3"'])
def test_whole_numbers_that_are_taken(written: str) -> None:
    assert year_with(written) == []


@pytest.mark.parametrize(
    ("written", "code", "hint"),
    [
        ("03", "Q207", "write 3"),
        ("+3", "Q207", "write 3"),
        ("3.0", "Q207", "write 3"),
        ("3,0", "Q207", "write 3"),
        ("3.", "Q207", "write 3"),
        ("-0", "Q409", "write 0 or a greater number"),
        ("-3", "Q409", "write 0 or a greater number"),
        ("-03", "Q409", "write 0 or a greater number"),
        ("3.5", "Q206", "only whole numbers are possible here"),
        ("3,5", "Q206", "only whole numbers are possible here"),
        ("\xa03", "Q207", "write 3"),
        ("1_0", "Q206", "write a number in digits, such as 12"),
        ("٣", "Q206", "write a number in digits, such as 12"),
        ("1:30", "Q206", "write a number in digits, such as 12"),
        ("no", "Q206", "write a number in digits, such as 12"),
        ("null", "Q206", "write a number in digits, such as 12"),
        ("~", "Q206", "write a number in digits, such as 12"),
        ("1234567890", "Q206", "a number here has at most nine digits"),
        ("0x1F", "Q206", "write a number in digits, such as 12"),
    ],
)
def test_whole_numbers_that_are_refused(written: str, code: str, hint: str) -> None:
    assert code_and_hint(year_with(f"{{level: '{written}'}}")) == (code, hint)


@pytest.mark.parametrize(
    ("written", "code", "hint"),
    [
        ("3,5", "Q207", "write 3.5"),
        ("+3.5", "Q207", "write 3.5"),
        ("03.5", "Q207", "write 3.5"),
        ("-3.5", "Q409", "write 0 or a greater number"),
        ("3.1234567", "Q208", "write digits, with at most six after the decimal point: 3.25"),
        ("1e3", "Q208", "write digits, with at most six after the decimal point: 3.25"),
        (".5", "Q208", "write digits, with at most six after the decimal point: 3.25"),
        ("nan", "Q208", "write digits, with at most six after the decimal point: 3.25"),
    ],
)
def test_decimal_numbers_that_are_refused(written: str, code: str, hint: str) -> None:
    assert code_and_hint(year_with(f"{{points: '{written}'}}")) == (code, hint)


@given(st.integers(0, 10**9 - 1), st.text("0123456789", max_size=6))
def test_decimal_numbers_are_read_exactly(whole: int, digits: str) -> None:
    written = f"{whole}.{digits}" if digits else str(whole)
    loaded = parse_year(Source("2020-2021.yaml", year_text(f"OP.1.1.1: {{points: {written}}}")))
    assert loaded.content is not None
    assert loaded.content.assessment.ratings["OP.1.1.1"].points == Fraction(written)


@pytest.mark.parametrize(
    ("written", "code", "hint"),
    [
        ("20.05.2021", "Q209", "write 2021-05-20"),
        ("20.05.2021 г.", "Q209", "write 2021-05-20"),
        ("5/9/2021", "Q209", "write 2021-09-05 or 2021-05-09, whichever you mean"),
        ("5-9-2021", "Q209", "write 2021-09-05 or 2021-05-09, whichever you mean"),
        ("5.9.2021", "Q209", "write 2021-09-05"),
        ("20/5/2021", "Q209", "write 2021-05-20"),
        ("5/5/2021", "Q209", "write 2021-05-05"),
        ("5.9/2021", "Q209", "write year-month-day: 2021-05-20"),
        ("31.06.2023", "Q210", "the last day of that month is 2023-06-30"),
        ("2023-6-31", "Q210", "the last day of that month is 2023-06-30"),
        ("5/20/2021", "Q210", "check the day and the month: the order is year-month-day"),
        ("2021-5-20", "Q209", "write 2021-05-20"),
        ("2021.05.20", "Q209", "write 2021-05-20"),
        ("20210520", "Q209", "write year-month-day: 2021-05-20"),
        ("0", "Q209", "write year-month-day: 2021-05-20"),
        ("май 2021", "Q209", "write year-month-day: 2021-05-20"),
        ("2021-02-29", "Q210", "the last day of that month is 2021-02-28"),
        ("2024-02-30", "Q210", "the last day of that month is 2024-02-29"),
        ("2021-12-32", "Q210", "the last day of that month is 2021-12-31"),
        ("2021-06-00", "Q210", "check the day and the month: the order is year-month-day"),
        ("0000-12-31", "Q210", "check the day and the month: the order is year-month-day"),
        ("2021-20-05", "Q210", "check the day and the month: the order is year-month-day"),
    ],
)
def test_dates_that_are_refused(written: str, code: str, hint: str) -> None:
    assert code_and_hint(year_with(f"{{level: 3, rated_on: '{written}'}}")) == (code, hint)


@pytest.mark.parametrize(
    ("written", "code", "hint"),
    [
        ("2020/2021", "Q213", "write 2020-2021"),
        ("2020-21", "Q213", "write 2020-2021"),
        ("2020–2021", "Q213", "write 2020-2021"),
        ("2020/2021 г.", "Q213", "write 2020-2021"),
        ("2020", "Q213", "write both years in full, with a hyphen: 2020-2021"),
        ("2020-2022", "Q214", "write 2020-2021"),
        ("2020-2020", "Q214", "write 2020-2021"),
    ],
)
def test_school_years_that_are_refused(written: str, code: str, hint: str) -> None:
    head = f"format: 1\nyear: {written}\nframework: {{id: x, edition: y}}\n"
    assert code_and_hint(parse_year(Source("f", head)).found) == (code, hint)


THE_IDS_FORM = "start the id with capital Latin letters, followed by numbers after dots: OP.1.3.7"
MONTH_AND_DAY = "write the month and the day with two digits each: 09-15"


@pytest.mark.parametrize(
    ("read", "written", "hint"),
    [
        (node_id, "op.1.1", "write OP.1.1"),
        (node_id, "OP.01.1", "write OP.1.1"),
        (node_id, "OP.1.1.", "write OP.1.1"),
        (node_id, "6.1.1", THE_IDS_FORM),
        (node_id, "OP.1.0", THE_IDS_FORM),
        (share, "67", "write 67/100"),
        (share, "67 %", "write 67/100"),
        (share, "7%", "write 7/100"),
        (share, "0,75", "write 0.75"),
        (share, "7", "write 2/3 or 0.75"),
        (share, "150%", "write 2/3 or 0.75"),
        (month_day, "15.09", "write 09-15"),
        (month_day, "1.2.", "write 02-01"),
        (month_day, "31.02", MONTH_AND_DAY),
        (month_day, "09-31", "not every year has such a day; the order is month-day"),
        (month_day, "02-29", "not every year has such a day; the order is month-day"),
        (month_day, "15 септември", MONTH_AND_DAY),
    ],
)
def test_the_remedy_answers_what_was_written(
    read: Callable[[str], object], written: str, hint: str
) -> None:
    with pytest.raises(PydanticCustomError) as raised:
        read(written)
    context = raised.value.context or {}
    rule: Rule = getattr(shape, raised.value.type)
    text = context.get("hint", "write {plain}" if "plain" in context else rule.hint)
    assert text.format_map(context) == hint


@pytest.mark.parametrize("written", ["yes", "да", "True", "1", "on"])
def test_truth_has_two_words(written: str) -> None:
    text = year_text("OP.1.1.1: 3").replace("ratings:", f"illustrative: {written}\nratings:")
    (one,) = parse_year(Source("f", text)).found
    assert one.rule.code == "Q211"


def test_empty_equals_absent_but_for_a_reason() -> None:
    text = year_text(
        """\
OP.1.1.1:
OP.1.1.2:
  level: ''
  evidence:
  note: ""
OP.1.1.3: {}
OP.1.2.1:
  not_applicable:
"""
    ).replace("ratings:", "institution:\nbands:\ntargets:\n  OP:\nratings:")
    loaded = parse_year(Source("2020-2021.yaml", text))
    assert loaded.found == []
    assert loaded.content is not None
    year = loaded.content.assessment
    assert year.institution is None
    assert year.bands is None
    assert year.targets == {}
    assert year.ratings["OP.1.1.1"] == year.ratings["OP.1.1.2"] == year.ratings["OP.1.1.3"]
    assert year.ratings["OP.1.2.1"].not_applicable == ""


def test_an_empty_value_of_a_key_that_has_to_be_there_is_missing_at_the_key() -> None:
    (one,) = parse_year(Source("f", "format: 1\nframework: {id: a, edition: b}\nyear:\n")).found
    assert (one.rule.code, one.place.span[:2]) == ("Q202", (3, 1))


def test_a_missing_key_is_reported_at_the_first_key_of_its_mapping() -> None:
    found = parse_year(Source("f", "# x\nformat: 1\nyear: 2020-2021\nframework:\n  id: a\n")).found
    (one,) = found
    assert (one.rule.code, one.place.span[:2]) == ("Q202", (5, 3))
    assert one.args["key"] == "edition"
