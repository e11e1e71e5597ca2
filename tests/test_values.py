"""The valid formats of values, and the standard spelling that a message suggests, if any."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from qualitycli.checks import check_catalogue
from qualitycli.diagnostics import Diagnostic, Rule
from qualitycli.messages import Translator
from qualitycli.model.periods import (
    days_of,
    follows,
    is_period,
    period_after,
    period_order,
    school_year_of,
)
from qualitycli.model.values import MonthAndDay, month_day, node_id, school_year, share
from qualitycli.reading.load import parse_catalogue, parse_year
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
        ("-0", "Q409", "write 0 or a positive number"),
        ("-3", "Q409", "write 0 or a positive number"),
        ("-03", "Q409", "write 0 or a positive number"),
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
        ("-3.5", "Q409", "write 0 or a positive number"),
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


FORMS = "write a school year (2020-2021), two (2019-2021), or a calendar year (2023)"
TWO_AT_MOST = "a period is one school year, or exactly two"


@pytest.mark.parametrize("written", ["2020-2021", "2019-2021", "1999-2001", "2023", "'2023'"])
def test_periods_that_are_taken(written: str) -> None:
    head = f"format: 1\nyear: {written}\nframework: {{id: x, edition: y}}\n"
    loaded = parse_year(Source("f", head))
    assert loaded.found == []
    assert loaded.content is not None
    assert loaded.content.assessment.year == written.strip("'")


@pytest.mark.parametrize(
    ("written", "code", "hint"),
    [
        ("2020/2021", "Q213", "write 2020-2021"),
        ("2020-21", "Q213", "write 2020-2021"),
        ("2020–2021", "Q213", "write 2020-2021"),
        ("2020/2021 г.", "Q213", "write 2020-2021"),
        ("2020-2020", "Q214", "write 2020-2021"),
        ("2021-2020", "Q214", "write 2021-2022"),
        ("2020-2050", "Q214", "write 2020-2021"),
        ("2019/2021", "Q213", "write 2019-2021"),
        ("2019–2021", "Q213", "write 2019-2021"),
        ("2019-21", "Q213", "write 2019-2021"),
        ("1999-01", "Q213", "write 1999-2001"),
        ("2019-2022", "Q214", f"{TWO_AT_MOST}: 2019-2021 or 2020-2022"),
        ("2019/2023", "Q213", f"{TWO_AT_MOST}: 2019-2021 or 2021-2023"),
        ("2023 г.", "Q213", "write 2023"),
        ("2023 година", "Q213", "write 2023"),
        ("23", "Q213", FORMS),
        ("0000", "Q213", FORMS),
        ("2023.", "Q213", FORMS),
        ("02023", "Q213", FORMS),
        ("2023-", "Q213", FORMS),
        ("2023-09", "Q213", "write 2023-2024"),
    ],
)
def test_periods_that_are_refused(written: str, code: str, hint: str) -> None:
    head = f"format: 1\nyear: {written}\nframework: {{id: x, edition: y}}\n"
    assert code_and_hint(parse_year(Source("f", head)).found) == (code, hint)


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("2019-2021", "write 2019-2020"),
        ("2020", "write both years in full, with a hyphen: 2020-2021"),
        ("2020/2021", "write 2020-2021"),
    ],
)
def test_a_node_applies_since_a_school_year(written: str, hint: str) -> None:
    with pytest.raises(PydanticCustomError) as refused:
        school_year(written)
    plain = (refused.value.context or {}).get("plain")
    rule: Rule = getattr(shape, refused.value.type)
    assert ENGLISH(rule.hint or "") == hint if plain is None else f"write {plain}" == hint


# In order: by the end, then by the start.
ORDER = [
    *("2018-2020", "2019-2020", "2020", "2019-2021", "2020-2021", "2021"),
    *("2020-2022", "2021-2022", "2022", "2021-2023", "2022-2023", "2023", "2023-2024"),
]


@given(st.permutations(ORDER))
def test_periods_are_sorted_by_their_end_then_by_their_beginning(shuffled: list[str]) -> None:
    assert sorted(shuffled, key=period_order) == ORDER


@st.composite
def periods(draw: st.DrawFn) -> str:
    first, length = draw(st.integers(1, 9990)), draw(st.integers(0, 2))
    return f"{first:04}-{first + length:04}" if length else f"{first:04}"


@given(periods(), periods())
def test_the_order_is_that_of_the_last_days_then_of_the_first(one: str, other: str) -> None:
    ends = [days_of(period)[::-1] for period in (one, other)]
    assert (period_order(one) < period_order(other)) == (ends[0] < ends[1])


@given(periods())
def test_a_period_counts_as_the_school_year_that_ends_in_its_last_calendar_year(one: str) -> None:
    ends_in = days_of(one)[1].year
    assert school_year_of(one) == f"{ends_in - 1:04}-{ends_in:04}"
    assert school_year_of(school_year_of(one)) == school_year_of(one)


@given(periods())
def test_the_next_period_is_as_long_and_begins_the_day_after(one: str) -> None:
    later = period_after(one)
    assert is_period(later)
    assert days_of(later)[0] == days_of(one)[1] + timedelta(days=1)
    assert follows(later, one)
    assert not follows(one, later)


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [
        # Calendar year 2023 counts as 2022-2023.
        ("2021-2022", "2023", True),
        ("2023", "2023-2024", True),
        ("2022-2023", "2023", False),
        ("2021-2023", "2023-2024", True),
        ("2020-2021", "2021-2023", True),
        ("2020-2021", "2020-2022", False),
    ],
)
def test_which_period_follows_which(earlier: str, later: str, expected: bool) -> None:
    assert follows(later, earlier) == expected


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2020-2021", date(2020, 9, 15), date(2021, 9, 14)),
        ("2019-2021", date(2019, 9, 15), date(2021, 9, 14)),
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
    ],
)
def test_the_days_of_a_period(period: str, first: date, last: date) -> None:
    assert days_of(period) == (first, last)


@pytest.mark.parametrize(
    ("period", "autumn", "spring"),
    [
        ("2020-2021", date(2020, 10, 1), date(2021, 5, 31)),
        # Autumn is the start of the first of the two school years, spring the end of the second.
        ("2019-2021", date(2019, 10, 1), date(2021, 5, 31)),
        ("2023", date(2023, 10, 1), date(2023, 5, 31)),
    ],
)
def test_a_day_of_the_year_within_a_period(period: str, autumn: date, spring: date) -> None:
    assert MonthAndDay(10, 1).within(period) == autumn
    assert MonthAndDay(5, 31).within(period) == spring


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


def test_a_faulty_value_hides_nothing_around_it() -> None:
    """Neither in the only area, nor in its only criterion."""
    text = """\
format: 1
framework: {id: x, editions: ["1"], title: x}
scale: {levels: [{value: 1, name: a}, {value: 2, name: b}]}
areas:
  - id: A
    title: A
    criteria:
      - id: A.1
        title: B
        indicators:
          - {id: A.1.1, title: C, weight: -3}
          - {id: A.1.2, title: D, weight: 3}
"""
    loaded = parse_catalogue(Source("criteria.yaml", text)).checked(check_catalogue)
    assert [(one.rule.code, one.place.span.line) for one in loaded.found] == [
        ("Q409", 11),
        ("Q411", 12),
    ]
