"""``quality rule`` and the page generated from it."""

from __future__ import annotations

import csv
import io
import json

import pytest

from qualitycli.rules.rulebook import RULES
from tests.conftest import TOP, Quality


@pytest.mark.parametrize("language", ["en", "bg"])
def test_the_page_matches_the_tool(language: str, quality: Quality) -> None:
    page = TOP / ("docs/rules.md" if language == "en" else "docs/rules.bg.md")
    outcome = quality("--lang", language, "rule", "--format", "markdown")
    assert page.read_text(encoding="utf-8") == outcome.out


def test_all_rules_are_listed(quality: Quality) -> None:
    out = quality("rule").out
    assert [line.split()[0] for line in out.splitlines()] == [rule.code for rule in RULES]


@pytest.mark.parametrize("written", ["Q301", "q301", " Q301 "])
def test_one_rule_in_full(written: str, quality: Quality) -> None:
    out = quality("rule", written).out
    assert out.startswith("Q301 unknown item (error)\n\n")
    assert "Wrong:\n" in out
    assert "Right:\n" in out


@pytest.mark.parametrize("output", ["text", "json", "markdown"])
def test_examples_have_no_marker_of_the_tests(output: str, quality: Quality) -> None:
    out = quality("rule", "Q401", "--format", output).out
    assert "OP.1.1.1: 5" in out
    assert "# !" not in out


def test_all_rules_as_a_table(quality: Quality) -> None:
    rows = list(csv.DictReader(io.StringIO(quality("rule", "--format", "csv").out)))
    rules = json.loads(quality("rule", "--format", "json").out)["rules"]
    assert list(rows[0]) == ["code", "severity", "title", "why"]
    for row, rule in zip(rows, rules, strict=True):
        # Text that a spreadsheet could treat as a formula is preceded by an apostrophe.
        assert {key: text.replace("'", "") for key, text in row.items()} == {
            key: rule[key].replace("'", "") for key in row
        }


def test_json_has_every_rule(quality: Quality) -> None:
    rules = json.loads(quality("rule", "--format", "json").out)["rules"]
    assert [one["code"] for one in rules] == [rule.code for rule in RULES]


def test_an_unknown_code_is_a_usage_error(quality: Quality) -> None:
    outcome = quality("rule", "Q3011")
    assert (outcome.code, outcome.out) == (2, "")
    assert "Did you mean Q3" in outcome.err
    assert quality("rule", "nonsense").code == 2
