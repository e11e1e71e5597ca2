"""Wrong arguments to the API raise an error at once that states the requirement."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import qualitycli as q
from tests.conftest import Quality, year_text

pytestmark = pytest.mark.slow

YEAR = "2022-2023"
DAY = date(2023, 3, 1)


@pytest.fixture
def opened(project: Path) -> q.OpenProject:
    return q.open_project(project)


# Functions that take a date, and the name of the date.
DAYS: list[tuple[str, Callable[[q.OpenProject, Any], object]]] = [
    ("today", lambda one, day: one.year(YEAR).status(day)),
    ("today", lambda one, day: one.year(YEAR).measures(day)),
    ("today", lambda one, day: one.year(YEAR).calendar(day)),
    ("on", lambda _, day: q.start_measure("M1", day)),
    ("on", lambda _, day: q.finish_measure("M1", day)),
    ("on", lambda _, day: q.approve_measure("M1", "РД-1", day)),
    ("on", lambda _, day: q.drop_measure("M1", day, "Няма средства.")),
]
# Functions that also accept None.
OPTIONAL_DAYS: list[tuple[str, Callable[[q.OpenProject, Any], object]]] = [
    ("due", lambda one, day: one.year(YEAR).measures(DAY, due=day)),
    ("date", lambda one, day: one.year(YEAR).report("plan", date=day)),
    ("date", lambda one, day: one.reports(date=day)),
]


@pytest.mark.parametrize(("name", "call"), [*DAYS, *OPTIONAL_DAYS])
@pytest.mark.parametrize(("day", "kind"), [("2023-03-01", "str"), (datetime.min, "datetime")])
def test_a_day_is_a_date(
    name: str,
    call: Callable[[q.OpenProject, Any], object],
    day: object,
    kind: str,
    opened: q.OpenProject,
) -> None:
    with pytest.raises(TypeError) as raised:
        call(opened, day)
    assert str(raised.value) == f"{name} is a datetime.date, not '{kind}'"


@pytest.mark.parametrize(("name", "call"), DAYS)
def test_a_day_is_not_left_out(
    name: str, call: Callable[[q.OpenProject, Any], object], opened: q.OpenProject
) -> None:
    with pytest.raises(TypeError, match=f"{name} is a datetime.date, not 'NoneType'"):
        call(opened, None)


@pytest.mark.parametrize(("_", "call"), [*DAYS, *OPTIONAL_DAYS])
def test_a_date_is_a_day(
    _: str, call: Callable[[q.OpenProject, Any], object], opened: q.OpenProject
) -> None:
    call(opened, DAY)


Wrap = Callable[[Any], Any]
ONE_OR_MORE: list[Callable[[q.OpenProject, Wrap], object]] = [
    lambda one, wrap: dict(one.reports(wrap("2021-2022"), formats="md")),
    lambda one, wrap: dict(one.reports("2021-2022", formats=wrap("md"))),
    lambda one, wrap: one.year("2021-2022").card(items=wrap("OP.1")),
    lambda one, wrap: one.year("2021-2022").measures(DAY, statuses=wrap("done")),
    lambda one, wrap: one.year("2021-2022").edit(
        q.set_rating("OP.1.1.1", wrap("evidence"), evidence=wrap("Протокол № 3")), dry_run=True
    ),
    lambda _, wrap: list(q.collect(wrap(Path()), depth="area")),
]


@pytest.mark.parametrize("call", ONE_OR_MORE)
def test_one_text_is_one_of_them(
    call: Callable[[q.OpenProject, Wrap], object], small_project: Path
) -> None:
    opened = q.open_project(small_project)
    one, listed = call(opened, lambda text: text), call(opened, lambda text: [text])
    assert one
    assert one == listed


WRONG: list[tuple[Callable[[q.OpenProject], object], type[Exception], str]] = [
    (
        lambda one: one.year(YEAR).measures(DAY, statuses=["finished"]),  # type: ignore[list-item]
        ValueError,
        "status is one of proposed, approved, planned, started, done, dropped, not 'finished'",
    ),
    (
        lambda _: q.set_rating("OP.1.1.1", replace=["evid"]),
        ValueError,
        "replace is one of evidence, not 'evid'",
    ),
    (
        lambda _: q.set_level("OP.1.1.1", None),  # type: ignore[arg-type]
        TypeError,
        "level is a number, not None; use clear_rating to remove a rating",
    ),
    (
        lambda one: q.open_project(one.folder, language="de"),  # type: ignore[arg-type]
        ValueError,
        "language is one of en, bg, not 'de'",
    ),
    (
        lambda one: one.year(2020),  # type: ignore[arg-type]
        TypeError,
        "a year is a name such as '2020-2021' or a path, not 'int'",
    ),
    (
        lambda one: one.reports([2020]),  # type: ignore[list-item]
        TypeError,
        "years is a string, or several, not 'int'",
    ),
    (
        lambda one: q.compare("2020-2021", one.year(YEAR)),  # type: ignore[arg-type]
        TypeError,
        "compare takes two years as project.year() returns them, not 'str'",
    ),
    (
        lambda one: q.compare_catalogues(one.framework, "x"),  # type: ignore[arg-type]
        TypeError,
        "compare_catalogues takes the paths of two files, not 'Catalogue'",
    ),
    (
        lambda one: one.year(YEAR).edit([q.clear_rating("OP.1.1.1")]),  # type: ignore[arg-type]
        TypeError,
        "edit takes edits such as set_level(), one after another, not 'list'",
    ),
    (
        lambda one: one.year(YEAR).edit(q.set_level),  # type: ignore[arg-type]
        TypeError,
        "edit takes edits such as set_level(), one after another, not 'function'",
    ),
    (
        lambda _: q.set_answers("OP.11.1", None),  # type: ignore[arg-type]
        TypeError,
        "answers is a dict from the keys of the answers to numbers, not 'NoneType'",
    ),
    (
        lambda _: q.set_rating("OP.1.1.1", evidence={"a": 1}),
        TypeError,
        "evidence is a string, or several, not 'dict'",
    ),
    (
        lambda _: q.collect(".", workers=0),
        ValueError,
        "workers is at least 1, not 0",
    ),
    (
        lambda _: q.collect(".", workers="2"),  # type: ignore[arg-type]
        TypeError,
        "workers is a number or None, not 'str'",
    ),
    (
        lambda _: q.collect(".", on_left_out=5),  # type: ignore[arg-type]
        TypeError,
        "on_left_out is a function or None, not 'int'",
    ),
    (
        lambda _: q.collect(b"a"),  # type: ignore[arg-type]
        TypeError,
        "places is a string, or several, not 'int'",
    ),
    (
        lambda _: q.rounded("3", 1),  # type: ignore[arg-type]
        TypeError,
        "value is a number or None, not 'str'",
    ),
    (
        lambda _: q.rounded(Fraction(1, 2), -1),
        ValueError,
        "digits is a whole number from 0 to 99, not -1",
    ),
    (
        lambda _: q.rounded(Fraction(1, 2), 1.5),  # type: ignore[arg-type]
        ValueError,
        "digits is a whole number from 0 to 99, not 1.5",
    ),
]
# Functions that take a text, and the name of the argument.
TEXTS: list[tuple[str, Callable[[q.OpenProject, Any], object]]] = [
    ("item_id", lambda _, text: q.set_level(text, 3)),
    ("item_id", lambda _, text: q.clear_rating(text)),
    ("measure_id", lambda _, text: q.start_measure(text, DAY)),
    ("action", lambda _, text: q.add_measure(text)),
    ("order", lambda _, text: q.approve_measure("M1", text, DAY)),
    ("reason", lambda _, text: q.drop_measure("M1", DAY, text)),
    ("node_id", lambda one, text: one.history(text)),
    ("first", lambda one, text: one.trend(text)),
    ("last", lambda one, text: one.trend("", text)),
    ("kind", lambda one, text: one.year(YEAR).report(text)),
    ("format", lambda one, text: one.year(YEAR).report(format=text)),
]
OPTIONAL_TEXTS: list[tuple[str, Callable[[q.OpenProject, Any], object]]] = [
    ("result", lambda _, text: q.finish_measure("M1", DAY, result=text)),
    ("note", lambda _, text: q.finish_measure("M1", DAY, note=text)),
    ("bands", lambda one, text: one.year(YEAR).score(text)),
    ("node_id", lambda one, text: one.year(YEAR).explain(text)),
    ("owner", lambda one, text: one.year(YEAR).measures(DAY, owner=text)),
    ("rater", lambda one, text: one.year(YEAR).card(rater=text)),
]


@pytest.mark.parametrize("value", [5, [], ["OP.1.1.1"]])
@pytest.mark.parametrize(("name", "call"), [*TEXTS, *OPTIONAL_TEXTS])
def test_a_text_is_a_string(
    name: str, call: Callable[[q.OpenProject, Any], object], value: object, opened: q.OpenProject
) -> None:
    with pytest.raises(TypeError, match=f"^{name} is a string.*, not '{type(value).__name__}'$"):
        call(opened, value)


@pytest.mark.parametrize(("name", "call"), TEXTS)
def test_a_text_is_not_left_out(
    name: str, call: Callable[[q.OpenProject, Any], object], opened: q.OpenProject
) -> None:
    with pytest.raises(TypeError, match=f"^{name} is a string, not 'NoneType'$"):
        call(opened, None)


UNWRITABLE: list[object] = [True, [None], ["а", b"b"], {"a": datetime.min}, object()]


@pytest.mark.parametrize("value", UNWRITABLE)
def test_no_other_value_becomes_a_text_in_a_file(value: object) -> None:
    rule = "a value is a string, a number, a date, or a list or dict of these, not"
    with pytest.raises(TypeError, match=rule):
        q.set_rating("OP.1.1.1", not_applicable=value)
    with pytest.raises(TypeError, match=rule):
        q.add_measure("Открити уроци", planned=value)


# Ways to remove a rating by mistake, with an empty variable or an empty field of a form.
EMPTY: dict[str, tuple[Callable[[], q.YearEdit], list[str]]] = {
    "level": (lambda: q.set_level("OP.1.1.1", ""), [""]),
    "points": (lambda: q.set_points("OP.1.1.1", ""), ["--points", ""]),
    "value": (lambda: q.set_value("OP.1.1.1", ""), ["--value", ""]),
    "count": (lambda: q.set_count("OP.1.1.1", "", 5), ["--count", "", "--of", "5"]),
    "of": (lambda: q.set_count("OP.1.1.1", 5, ""), ["--count", "5", "--of", ""]),
    "mean": (lambda: q.set_mean("OP.1.1.1", "", 5), ["--mean", "", "--answered", "5"]),
    "answered": (lambda: q.set_mean("OP.1.1.1", 3, ""), ["--mean", "3", "--answered", ""]),
}


@pytest.mark.parametrize("key", EMPTY)
def test_an_empty_value_removes_no_rating(key: str, project: Path, quality: Quality) -> None:
    path = project / f"data/years/{YEAR}.yaml"
    before = path.read_bytes()
    edit, options = EMPTY[key]
    with pytest.raises(q.EditError, match=f"“{key}” is empty.*clear_rating"):
        edit()
    outcome = quality("set", YEAR, "OP.1.1.1", *options)
    assert (outcome.code, outcome.out) == (2, "")
    assert f"“{key}” is empty" in outcome.err
    assert path.read_bytes() == before


def test_a_whole_number_is_written_as_one(small_project: Path) -> None:
    """As pandas gives it: a column of levels with a gap has the type float."""
    year = q.open_project(small_project).year()
    given: list[Any] = [3, 3.0, "3", Decimal("3.00"), Fraction(3)]
    assert len({year.edit(q.set_level("OP.1.1.1", one), dry_run=True).after for one in given}) == 1


def test_no_answers_remove_no_rating() -> None:
    with pytest.raises(q.EditError, match="“answers” is empty"):
        q.set_answers("OP.11.1", {})


def test_a_year_is_reported_once(small_project: Path) -> None:
    opened = q.open_project(small_project)
    year = opened.years[-1]
    assert (
        opened.reports([year, year], formats="md").names == opened.reports(year, formats="md").names
    )


def test_a_path_without_a_file_is_told_apart_from_a_year(opened: q.OpenProject) -> None:
    with pytest.raises(q.NoSuchYearError) as raised:
        opened.year(Path(YEAR))
    assert str(raised.value) == f"There is no file {YEAR}."


def test_a_band_is_not_that_of_an_unknown_node(opened: q.OpenProject) -> None:
    change = q.compare(opened.year("2021-2022"), opened.year(YEAR))
    with pytest.raises(q.NoSuchNodeError):
        change.like_for_like_bands("zz")


def test_an_error_in_a_log_is_its_sentence(opened: q.OpenProject) -> None:
    with pytest.raises(q.NoSuchYearError) as raised:
        opened.year("1999-2000")
    assert repr(raised.value) == f"NoSuchYearError({str(raised.value)!r})"


@pytest.mark.parametrize(("call", "error", "text"), WRONG)
def test_a_slip_is_named(
    call: Callable[[q.OpenProject], object],
    error: type[Exception],
    text: str,
    opened: q.OpenProject,
) -> None:
    with pytest.raises(error) as raised:
        call(opened)
    assert str(raised.value) == text


def test_an_error_is_in_one_of_the_languages(opened: q.OpenProject) -> None:
    with pytest.raises(q.NoSuchYearError) as raised:
        opened.year("1999-2000")
    with pytest.raises(ValueError, match="language is one of en, bg, not 'fr'"):
        raised.value.in_language("fr")


def test_a_spreadsheet_has_one_of_its_formats(opened: q.OpenProject) -> None:
    with pytest.raises(q.NoSuchDocumentError, match=r"“ods”\. Formats: xlsx, csv"):
        opened.year(YEAR).spreadsheet("ods")  # type: ignore[arg-type]


MEASURE = "measures:\n  - id: M1\n    action: Първа\n"


@pytest.mark.parametrize("reason", ["", " ", "-", "…"])
def test_no_measure_is_dropped_without_a_reason(
    reason: str, project: Path, quality: Quality
) -> None:
    path = project / f"data/years/{YEAR}.yaml"
    path.write_text(year_text("").replace("2020-2021", YEAR) + MEASURE, encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(q.EditError, match="reason for dropping “M1” is empty"):
        q.drop_measure("M1", DAY, reason)
    outcome = quality("measure", "drop", YEAR, "M1", "--reason", reason)
    assert (outcome.code, outcome.out) == (2, "")
    assert "M1" in outcome.err
    assert path.read_bytes() == before
