"""Exact figures are written in full, wherever a figure is written as a fraction."""

from __future__ import annotations

import csv
import io
import json
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitycli.rounding import exactly
from tests.conftest import Quality

pytestmark = pytest.mark.slow

SURVEYS: Final = 490
HEAD: Final = """\
format: 1
framework: {id: small, title: Рамка, editions: ["2020"]}
coverage_threshold: 1/2
scale:
  levels: [{value: 1, name: а}, {value: 2, name: б}, {value: 3, name: в}, {value: 4, name: г}]
bands:
- id: first
  title: Т
  source: Т
  years: {}
  percent_of: range
  verified: true
  steps: [{name: а, from: 75}, {name: б, from: 50}, {name: в, from: 30}, {name: г}]
areas:
- id: OP
  title: О
  criteria:
  - id: OP.1
    title: К
    indicators:
"""


def primes_from(first: int, count: int) -> list[int]:
    found: list[int] = []
    number = first | 1
    while len(found) < count:
        if all(number % one for one in range(3, int(number**0.5) + 1, 2)):
            found.append(number)
        number += 2
    return found


# Numbers of up to nine digits, each two coprime.
TOTALS: Final = [prime**2 for prime in primes_from(25_000, SURVEYS)]


def year(name: str, lowest: int, totals: list[int]) -> str:
    lines = (
        f"  OP.1.{n}: {{answers: {{1: {lowest}, 4: {total - lowest}}}, invited: {total}}}\n"
        for n, total in enumerate(totals, 1)
    )
    head = f'format: 1\nyear: {name}\nframework: {{id: small, edition: "2020"}}\nratings:\n'
    return head + "".join(lines)


@pytest.fixture
def school(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a school with 490 surveys, whose numbers of answers are coprime."""
    (tmp_path / "data/years").mkdir(parents=True)
    items = "".join(
        f"    - {{id: OP.1.{n}, title: И, rated_by: survey}}\n" for n in range(1, SURVEYS + 1)
    )
    (tmp_path / "data/criteria.yaml").write_text(HEAD + items, encoding="utf-8")
    for name, lowest in (("2020-2021", 1), ("2021-2022", 2)):
        path = tmp_path / f"data/years/{name}.yaml"
        path.write_text(year(name, lowest, TOTALS), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def mean(lowest: int) -> tuple[int, int]:
    """Return the mean of the shares as a fraction in lowest terms, calculated independently."""
    whole = 1
    for total in TOTALS:
        whole *= total
    above = sum((total - lowest) * (whole // total) for total in TOTALS)
    share = Fraction(above, whole * SURVEYS)
    return share.numerator, share.denominator


def read(text: str | None) -> tuple[int, int]:
    """Read a fraction of any length, digit by digit in decimal."""
    assert text is not None
    above, _, below = text.partition("/")
    return number(above), number(below)


def number(text: str) -> int:
    found = 0
    for start in range(0, len(text), 1000):
        part = text[start : start + 1000]
        found = found * 10 ** len(part) + int(part)
    return found


def test_python_itself_would_refuse() -> None:
    above, below = mean(1)
    assert below > 10 ** sys.get_int_max_str_digits()
    with pytest.raises(ValueError, match="limit"):
        str(Fraction(above, below))


def test_score_writes_the_very_fraction(school: Path, quality: Quality) -> None:
    assert quality("validate").code == 0
    said = json.loads(quality("score", "2020-2021", "--format", "json").out)
    assert read(said["overall"]["share_exact"]) == mean(1)
    table = quality("score", "2020-2021", "--format", "csv").out
    csv.field_size_limit(10**7)
    row = next(csv.DictReader(io.StringIO(table)))
    assert read(row["share_exact"]) == mean(1)


def test_collect_writes_the_very_fraction(school: Path, quality: Quality) -> None:
    outcome = quality("collect", ".", "--format", "jsonl")
    assert outcome.code == 0
    said = [json.loads(line) for line in outcome.out.splitlines()]
    overall = [one for one in said if one["kind"] == "overall"]
    assert [read(one["share_exact"]) for one in overall] == [mean(1), mean(2)]


def test_explain_shows_all_digits(school: Path, quality: Quality) -> None:
    text = quality("explain", "2020-2021").out
    above, below = mean(1)
    fraction = exactly(Fraction(above, below))
    assert read(fraction) == (above, below)
    # The share, the grade's line and the percentage's line show it in full.
    assert text.count(fraction) >= 3
    assert "…" not in text


@pytest.mark.parametrize(
    "args",
    [
        *(("score", "2020-2021"), ("robustness", "2020-2021"), ("status", "2020-2021")),
        *(("robustness", "2020-2021", "--format", "json"), ("diff",), ("trend",)),
        *(("diff", "--format", "json"), ("diff", "--format", "csv")),
        *(("trend", "--format", "json"), ("trend", "--format", "csv")),
        ("explain", "2020-2021", "--format", "json"),
        # Markdown is made from the same figures, without charts.
        ("publish", "out", "2020-2021", "--format", "html"),
    ],
)
def test_no_command_fails_on_it(args: Any, school: Path, quality: Quality) -> None:
    outcome = quality(*args)
    assert (outcome.code, "fault" in outcome.err) == (0, False), outcome.err


@given(st.integers(-(10**9000), 10**9000), st.integers(1, 10**9000))
def test_a_fraction_is_written_as_python_would_without_its_limit(above: int, below: int) -> None:
    value = Fraction(above, below)
    limit = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(0)
    try:
        assert exactly(value) == str(value)
    finally:
        sys.set_int_max_str_digits(limit)


def test_figures_that_would_take_minutes_have_a_rule(school: Path, quality: Quality) -> None:
    items = "".join(f"    - {{id: OP.1.{n}, title: И, rated_by: survey}}\n" for n in range(1, 2601))
    (school / "data/criteria.yaml").write_text(HEAD + items, encoding="utf-8")
    totals = [prime**2 for prime in primes_from(5_000, 2600)]
    path = school / "data/years/2020-2021.yaml"
    path.write_text(year("2020-2021", 1, totals), encoding="utf-8")
    outcome = quality("validate", "2020-2021")
    assert outcome.code == 1
    assert outcome.out.count(" error Q449: ") == 1
    # Up to the named line, the totals have nearly as many digits as allowed.
    found = int(outcome.out.split(":")[1]) - 4
    product = 1
    for total in totals[:found]:
        product *= total
    assert 19_000 < product.bit_length() * 0.30103 < 20_100
