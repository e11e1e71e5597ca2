"""Dates as people type them: read the same way on the command line, at prompts and in tables."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from qualitycli.cli.app import commands
from qualitycli.cli.parameters import options
from qualitycli.model.values import typed_day
from tests.conftest import TOP, Quality


def rule_of(text: str) -> str:
    with pytest.raises(PydanticCustomError) as raised:
        typed_day(text)
    return raised.value.type


@given(st.dates())
def test_a_day_is_read_in_each_of_its_forms(day: date) -> None:
    year = f"{day.year:04}"
    for text in (
        day.isoformat(),
        f" {day.day}.{day.month}.{year} ",
        f"{day.day:02}.{day.month:02}.{year} г.",
        f"{day.day:02}.{day.month:02}.{year}г",
        f"{year}.{day.month}.{day.day}",
        f"{year}/{day.month:02}/{day.day:02}",
    ):
        assert typed_day(text) == day


@given(st.integers(1, 31), st.integers(1, 12), st.sampled_from("/-"))
def test_a_date_without_dots_is_unambiguous_or_refused(day: int, month: int, sign: str) -> None:
    text = f"{day}{sign}{month}{sign}2024"
    if day <= 12 and day != month:
        assert rule_of(text) == "AMBIGUOUS_DATE"
    elif day <= monthrange(2024, month)[1]:
        assert typed_day(text) == date(2024, month, day)
    else:
        assert rule_of(text) == "NONEXISTENT_DAY"


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("2023-06-31", "NONEXISTENT_DAY"),
        ("31.06.2023", "NONEXISTENT_DAY"),
        ("29.02.2023", "NONEXISTENT_DAY"),
        ("5/20/2024", "NONEXISTENT_DAY"),
        ("2024-20-05", "NONEXISTENT_DAY"),
        ("00.05.2024", "NONEXISTENT_DAY"),
        ("4/5/2024 г.", "AMBIGUOUS_DATE"),
        ("4.5.24", "NOT_A_DATE"),
        ("4.5/2024", "NOT_A_DATE"),
        ("20240504", "NOT_A_DATE"),
        ("٤.٥.٢٠٢٤", "NOT_A_DATE"),
        ("", "NOT_A_DATE"),
    ],
)
def test_what_is_no_day(text: str, rule: str) -> None:
    assert rule_of(text) == rule


def every_option(command: click.Command) -> Iterator[click.Parameter]:
    yield from command.params
    if isinstance(command, click.Group):
        for name in command.list_commands(click.Context(command)):
            found = command.get_command(click.Context(command), name)
            assert found is not None
            yield from every_option(found)


def test_every_option_that_takes_a_date_reads_it_in_this_way() -> None:
    dated = [one for one in every_option(commands) if one.metavar == "DATE"]
    assert len(dated) >= 12
    assert {one.callback for one in dated} == {options._read_day}


@pytest.mark.parametrize(
    "command",
    [
        ("status", "2020-2021", "--today"),
        ("measure", "list", "2020-2021", "--due"),
        ("measure", "list", "2020-2021", "--today"),
        ("calendar", "2020-2021", "--today"),
        ("set", "2020-2021", "OP.1.1.1", "--dry-run", "--rated-on"),
        ("report", "2020-2021", "--kind", "measures", "--date"),
    ],
    ids=" ".join,
)
def test_the_day_may_come_first(
    command: tuple[str, ...], project: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project)
    outcome = quality(*command, "2021-02-15")
    assert outcome.code == 0, outcome.err
    assert quality(*command, "15.02.2021") == outcome


@pytest.mark.parametrize(
    ("language", "typed", "said"),
    [
        ("en", "2023-06-31", "the day 2023-06-31 does not exist"),
        ("bg", "31.06.2023", "31.06.2023"),
        ("en", "4/5/2024", "“4/5/2024” can mean 2024-05-04 or 2024-04-05"),
        ("bg", "4/5/2024", "„4/5/2024“ може да означава 04.05.2024 г. или 05.04.2024 г."),
        ("en", "утре", "“утре” is not a date; write the date as 2021-05-20 or 20.05.2021"),
    ],
)
def test_why_a_day_is_refused(
    language: str, typed: str, said: str, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(TOP)
    outcome = quality("--lang", language, "status", "--today", typed)
    assert (outcome.code, outcome.out) == (2, "")
    assert said in outcome.err
