"""What ``docs/json`` shows is what is printed, key for key."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import TOP, Quality

PAGES = {"en": "docs/json.md", "bg": "docs/json.bg.md"}


def examples(language: str) -> list[tuple[list[str], Any]]:
    """Return each command of the page with the JSON beneath it."""
    text = (TOP / PAGES[language]).read_text(encoding="utf-8")
    found = re.findall(r"^`quality ([^`]*)`[^\n]*\n\n```json\n(.*?)^```", text, re.M | re.S)
    return [(command.split(), json.loads(block)) for command, block in found]


def assert_shown(shown: Any, printed: Any, where: str = "") -> None:
    """Everything is there and alike, but that a list on the page may be shorter."""
    if isinstance(shown, dict):
        assert list(shown) == list(printed), where
        for key, value in shown.items():
            assert_shown(value, printed[key], f"{where}.{key}")
    elif isinstance(shown, list):
        by_id = {one["id"]: one for one in printed if isinstance(one, dict) and "id" in one}
        order = list(by_id)
        places = [order.index(one["id"]) for one in shown] if by_id else []
        assert places == sorted(places), where
        for number, one in enumerate(shown):
            assert_shown(one, by_id[one["id"]] if by_id else printed[number], where)
    else:
        assert shown == printed, where
        assert type(shown) is type(printed), where


@pytest.mark.parametrize("language", PAGES)
def test_the_examples_are_what_is_printed(language: str, project: Path, quality: Quality) -> None:
    found = examples(language)
    assert [command[0] for command, _ in found] == ["score", "diff", "validate", "framework"]
    for command, shown in found:
        if command[0] == "validate":
            path = project / "data/years/2020-2021.yaml"
            text = path.read_text(encoding="utf-8")
            path.write_text(text.replace("OP.1.1.1: 3", "OP.1.3.9: 3", 1), encoding="utf-8")
        assert_shown(shown, json.loads(quality("--lang", language, *command).out))


@pytest.mark.parametrize("language", PAGES)
def test_the_tables_name_keys_that_there_are(language: str) -> None:
    text = (TOP / PAGES[language]).read_text(encoding="utf-8")
    sections = text.split("\n## ")[1:]
    for section, (_, shown) in zip(sections, examples(language), strict=True):
        heads = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]
        named = {name for head in heads for name in re.findall("`([a-z_]+)`", head)}
        assert named <= set(keys(shown)), named - set(keys(shown))


def keys(value: Any) -> list[str]:
    """Return all keys at any depth."""
    if isinstance(value, dict):
        return [*value, *(key for inner in value.values() for key in keys(inner))]
    return [key for inner in value for key in keys(inner)] if isinstance(value, list) else []


def test_what_the_page_says_of_null(quality: Quality) -> None:
    diff = json.loads(quality("diff", "2021-2022", "2022-2023", "--format", "json").out)
    assert diff["what_if"] is None
    score = json.loads(quality("score", "2022-2023", "--format", "json").out)
    assert [node["band"] for node in score["nodes"] if not node["complete"]].count(None) > 0
    assert all(node["band"] is None for node in score["nodes"] if not node["complete"])
    assert all(node["band"] is None for node in score["nodes"] if "state" in node)


def test_the_three_changes_add_up(quality: Quality) -> None:
    from fractions import Fraction

    diff = json.loads(quality("diff", "2020-2021", "2021-2022", "--format", "json").out)
    figures = [diff["overall"], *diff["areas"], *diff["criteria"], *diff["indicators"]]
    known = [one for one in figures if one["headline"] is not None]
    assert len(known) > 40
    for one in known:
        both = Fraction(one["like_for_like"]) + Fraction(one["rest"])
        assert Fraction(one["headline"]) == both
    assert sum(diff["classes"].values()) == len(diff["items"])
