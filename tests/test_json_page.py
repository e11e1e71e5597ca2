"""The output on ``docs/json`` is the actual output, key for key."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import TOP, Quality

PAGES = {"en": "docs/json.md", "bg": "docs/json.bg.md"}


def examples(language: str) -> list[tuple[list[str], Any]]:
    """Return each command of the page with the JSON below it."""
    text = (TOP / PAGES[language]).read_text(encoding="utf-8")
    found = re.findall(r"^`quality ([^`]*)`[^\n]*\n\n```json\n(.*?)^```", text, re.M | re.S)
    return [(command.split(), json.loads(block)) for command, block in found]


def assert_shown(shown: Any, printed: Any, where: str = "") -> None:
    """Everything is present and equal, except that a list on the page may be shorter."""
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
def test_the_examples_match_the_output(language: str, project: Path, quality: Quality) -> None:
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
    assert sections.pop().startswith("CSV\n")
    for section, (_, shown) in zip(sections, examples(language), strict=True):
        heads = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]
        named = {name for head in heads for name in re.findall("`([a-z_]+)`", head)}
        assert named <= set(keys(shown)), named - set(keys(shown))


ARGUMENTS = {
    "score": ("2021-2022",),
    "diff": ("2020-2021", "2021-2022"),
    "explain": ("2021-2022", "OP.4"),
    "robustness": ("2021-2022",),
    "raters": ("2022-2023",),
    "framework show ID": ("OP.4",),
    "framework diff": ("data/criteria.yaml", "data/criteria.yaml"),
}


@pytest.mark.parametrize("language", PAGES)
def test_the_columns_are_those_of_the_csv(language: str, quality: Quality) -> None:
    text = (TOP / PAGES[language]).read_text(encoding="utf-8").partition("\n## CSV\n")[2]
    rows = re.findall(r"^\| `([^`]+)` \| .+ \| (`[^|]+`) \|$", text, re.M)
    assert len(rows) > 10
    for command, shown in rows:
        args = (*command.removesuffix(" ID").split(), *ARGUMENTS.get(command, ()))
        printed = quality("--root", TOP, *args, "--format", "csv").out.splitlines()[0]
        assert re.findall("`([^`]+)`", shown) == printed.split(","), command


def rows_of(quality: Quality, *args: str) -> list[dict[str, str]]:
    """Return the rows of a command's CSV."""
    return list(csv.DictReader(io.StringIO(quality(*args, "--format", "csv").out)))


def test_explain_has_a_row_for_each_node_of_its_json(project: Path, quality: Quality) -> None:
    args = ("explain", "2020-2021", "OP.4")
    told = json.loads(quality(*args, "--format", "json").out)["node"]
    expected: list[tuple[str, str, str, str]] = []

    def walk(node: dict[str, Any], parent: str, counted: str) -> None:
        line = str(node["place"]["line"]) if "place" in node else ""
        expected.append((node["id"], parent, counted, line))
        for name in ("counted", "left_out"):
            for child in node.get(name, []):
                walk(child, node["id"], "true" if name == "counted" else "false")

    walk(told, "", "")
    rows = rows_of(quality, *args)
    names = ("id", "parent", "counted", "line")
    assert [tuple(row[name] for name in names) for row in rows] == expected
    assert ("OP.4.3.1", "OP.4.3", "false") in [line[:3] for line in expected]
    assert rows[0]["share_exact"] == told["share_exact"] == "13/27"
    assert {row["year"] for row in rows} == {"2020-2021"}


def test_robustness_has_a_row_for_each_entry_of_its_lists(quality: Quality) -> None:
    args = ("robustness", "2021-2022")
    told = json.loads(quality(*args, "--format", "json").out)
    rows = rows_of(quality, *args)
    edges = [(one, two) for one in told["edges"] for two in one["distances"]]
    assert [
        (row["id"], row["percent"], row["edge"], row["distance"])
        for row in rows
        if row["list"] == "edges"
    ] == [(one["id"] or "", one["percent"], two["edge"], two["distance"]) for one, two in edges]
    for name in ("flips", "other_bands", "ranges"):
        listed = [row for row in rows if row["list"] == name]
        assert len(listed) == len(told[name])
        for row, one in zip(listed, told[name], strict=True):
            assert {key: row[key] for key in one} == {key: text or "" for key, text in one.items()}


@pytest.mark.parametrize("command", ["calendar", "status"])
def test_the_lists_of_the_json_are_rows(command: str, quality: Quality) -> None:
    args = (command, "2022-2023", "--today", "2023-03-01")
    told = json.loads(quality(*args, "--format", "json").out)
    rows = rows_of(quality, *args)
    if command == "calendar":
        lists = {"": told["entries"]}
    else:
        lists = {row["list"]: told[row["list"]] for row in rows}
        assert {"steps", "weak", "overdue", "due"} <= lists.keys()
    entries = [one for entries in lists.values() for one in entries]
    assert len(rows) == len(entries)
    for row, one in zip(rows, entries, strict=True):
        for key, value in one.items() if isinstance(one, dict) else ():
            text = "; ".join(value) if isinstance(value, list) else value
            assert row[key] == ("" if text is None else str(text))


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
