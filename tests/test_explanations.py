"""The explanatory pages: every figure is recalculated here, or printed by the tool."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

import pytest

from qualitycli.rounding import fixed
from tests.conftest import TOP, Quality
from tests.render_markdown import blocks
from tools.pages.formats import example

pytestmark = pytest.mark.slow

SCORING: Final = {"en": "docs/scoring.md", "bg": "docs/scoring.bg.md"}
COMPARING: Final = {"en": "docs/like-for-like.md", "bg": "docs/like-for-like.bg.md"}
RUNS: Final = [
    (language, page) for pages in (SCORING, COMPARING) for language, page in pages.items()
]
LANGUAGES: Final = ("en", "bg")

Figures = Callable[..., Any]


@pytest.fixture
def figures(quality: Quality) -> Figures:
    """Return the JSON output of a command."""
    return lambda *args: json.loads(quality(*args, "--format", "json").out)


@pytest.mark.parametrize(("language", "page"), RUNS)
def test_shown_output_matches_the_real_one(language: str, page: str, quality: Quality) -> None:
    shown = [run for block in blocks(page, "console") for run in block.split("$ ")[1:]]
    assert shown
    for run in shown:
        command, *lines = run.splitlines()
        left = iter(quality("--lang", language, *shlex.split(command)[1:]).out.splitlines())
        anything = False
        for line in lines:
            if line == "…":
                anything = True
            elif anything:
                assert line in left, f"{page}: {line}"
                anything = False
            else:
                assert next(left) == line, page
        assert anything or list(left) == [], page


def test_both_languages_have_the_same_figures() -> None:
    for pages in (SCORING, COMPARING):
        english, bulgarian = (prose(pages, language) for language in LANGUAGES)
        assert set(numbers(english)) == set(numbers(bulgarian))


def prose(pages: dict[str, str], language: str) -> str:
    """Return a page without the tool's output, with decimal points and single spaces."""
    text = (TOP / pages[language]).read_text(encoding="utf-8")
    text = re.sub("```console.*?```", "", text, flags=re.S)
    text = re.sub(r"(?<=\d),(?=\d)", ".", text)
    return " ".join(text.split())


def numbers(text: str) -> list[str]:
    """Return the figures in a text that have decimals, or are fractions."""
    return re.findall(r"\d+(?:\.\d+|/\d+)+", re.sub(r"[A-Z]{2}\.[\d.]+", "", text))


def said(pages: dict[str, str], *figures: str) -> None:
    """Both languages mention every one of these figures."""
    for language in LANGUAGES:
        text = prose(pages, language)
        for one in figures:
            assert re.search(rf"(?<![\d.]){re.escape(one)}(?!\d)", text), f"{language}: {one}"


def grade(share: Fraction) -> str:
    return fixed(1 + 3 * share, 2)


def percentage(part: Fraction) -> str:
    return fixed(100 * part, 1)


def scored_shares(year: Any, below: str = "") -> list[Fraction]:
    return [
        Fraction(node["share_exact"])
        for node in year["nodes"]
        if node.get("state") == "scored" and f"{node['id']}.".startswith(below)
    ]


def mean(shares: list[Fraction]) -> Fraction:
    return sum(shares, Fraction(0)) / len(shares)


def children(year: Any, parent: str) -> Iterator[Any]:
    return (node for node in year["nodes"] if node["id"].rpartition(".")[0] == parent)


def overall(year: Any, instead: Fraction | None) -> Fraction:
    """Calculate a year by hand; items that are not rated have the share `instead`."""

    def share(node: Any) -> Fraction | None:
        if node.get("state") == "scored":
            return Fraction(node["share_exact"])
        if "state" in node:
            return instead if node["state"] == "not_rated" else None
        return over(node["id"])

    def over(parent: str) -> Fraction | None:
        found = [one for node in children(year, parent) if (one := share(node)) is not None]
        return mean(found) if found else None

    whole = over("")
    assert whole is not None
    return whole


def test_the_worked_example_goes_up_to_the_overall_score(figures: Figures) -> None:
    year = figures("score", "2020-2021")
    shares = {node["id"]: node["share_exact"] for node in year["nodes"]}
    thirds = {1: Fraction(0), 3: Fraction(2, 3), 4: Fraction(1)}
    by_hand = mean([mean([thirds[one] for one in row]) for row in ([3, 4, 3], [3, 3, 3], [1])])
    assert by_hand == Fraction(13, 27) == Fraction(shares["OP.4"])
    areas = [
        mean([Fraction(node["share_exact"]) for node in children(year, one)])
        for one in ("OP", "UI")
    ]
    assert areas[1] == Fraction(43, 75)
    whole = mean(areas)
    assert whole == overall(year, None)
    criteria = [fixed(Fraction(node["share_exact"]), 4) for node in children(year, "OP")]
    said(
        SCORING,
        *criteria,
        *(fixed(one, 4) for one in (*areas, whole)),
        *map(grade, (*areas, whole)),
    )
    said(SCORING, "13/27", "7/9", "43/75", "53/90", "11/18", percentage(by_hand), percentage(whole))
    assert [shares[one] for one in ("UI.1", "UI.2", "UI.3", "UI.4", "UI.5")] == [
        *("2/3", "53/90", "11/18", "1/3", "2/3")
    ]


def test_one_pot_is_calculated_as_the_page_says(figures: Figures) -> None:
    year = figures("score", "2020-2021")
    every = len(scored_shares(year))
    said(SCORING, grade(mean(scored_shares(year))), grade(mean(scored_shares(year, "OP.4."))))
    for node, weight in (("OP.1", Fraction(1, 22)), ("UI.4", Fraction(1, 10))):
        count = len(scored_shares(year, f"{node}."))
        said(SCORING, percentage(Fraction(count, every)), percentage(weight))
        assert f"{count} of {every}" in prose(SCORING, "en")
        assert f"{count} от {every}" in prose(SCORING, "bg")
    for area, count in (("OP", 99), ("UI", 32)):
        assert len(scored_shares(year, f"{area}.")) == count
        said(SCORING, percentage(Fraction(count, every)))
    assert len(list(children(year, "OP"))) == 11
    assert len(list(children(year, "UI"))) == 5


def test_a_zero_for_unrated_items(figures: Figures) -> None:
    year = figures("score", "2022-2023")
    assert year["states"]["not_rated"] == 55
    assert (year["overall"]["scored"], year["overall"]["applicable"]) == (84, 139)
    assert grade(overall(year, None)) == year["overall"]["grade"] == "3.26"
    assert grade(overall(year, Fraction(0))) == "2.40"
    assert figures("score", "2021-2022")["overall"]["grade"] == "3.05"
    said(SCORING, "3.26", "2.40", "3.05")


def test_one_grade_has_two_percentages(figures: Figures) -> None:
    wanted = {"naredba-15": ("незадоволителна", "задоволителна", "добра", "много добра")}
    words = wanted["naredba-15"]
    for language in LANGUAGES:
        text = prose(SCORING, language)
        for level, word in enumerate(words, 1):
            share = Fraction(level - 1, 3)
            cells = f"{percentage(share)} – {word} | {percentage(Fraction(level, 4))} – {word}"
            assert f"| {level} | {level}.00 | {cells} |" in text
    # 62.6 % of either, as a grade.
    said(SCORING, fixed(4 * Fraction("0.626"), 2), fixed(1 + 3 * Fraction("0.626"), 2))
    year = figures("score", "2020-2021")["overall"]
    other = figures("score", "2020-2021", "--bands", "naredba-18")["overall"]
    assert year["grade"] == other["grade"]
    said(SCORING, year["percent"], other["percent"])


@pytest.mark.parametrize("bands", ["naredba-15", "naredba-18"])
@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_a_year_at_one_level_throughout_has_its_word(
    bands: str, level: int, project: Path, figures: Figures
) -> None:
    """The table of the two percentages, as calculated by the tool."""
    years = figures("framework", "show")["nodes"]
    rated = [node["id"] for node in years if node["rated_by"] in ("level", "ratio")]
    head = 'format: 1\nyear: 2020-2021\nframework: {id: vou-montana, edition: "2020"}\nratings:\n'
    text = head + "".join(f"  {one}: {level}\n" for one in rated)
    surveys = [node["id"] for node in years if node["rated_by"] == "survey"]
    text += "".join(f"  {one}: {{answers: {{{level}: 9}}}}\n" for one in surveys)
    (project / "data/years/2020-2021.yaml").write_text(text, encoding="utf-8")
    whole = figures("score", "2020-2021", "--bands", bands)["overall"]
    share = Fraction(level - 1, 3)
    percent = share if bands == "naredba-15" else Fraction(level, 4)
    assert (whole["grade"], whole["percent"]) == (grade(share), percentage(percent))
    word = ("незадоволителна", "задоволителна", "добра", "много добра")[level - 1]
    assert whole["band"] == word


def test_edges_and_rounding(figures: Figures) -> None:
    year = figures("score", "2020-2021")
    (edge,) = (node for node in year["nodes"] if node["id"] == "OP.9")
    assert (edge["share_exact"], edge["band"], edge["borderline"]) == ("3/4", "добра", True)
    (area,) = (
        one for one in figures("diff", "2020-2021", "2021-2022")["areas"] if one["id"] == "OP"
    )
    change = 3 * Fraction(area["headline"])
    assert [grade(Fraction(area[side]["share_exact"])) for side in ("from", "to")] == [
        "2.96",
        "3.12",
    ]
    assert (fixed(change, 2), fixed(change, 3)) == ("0.17", "0.167")
    said(SCORING, "2.96", "3.12", "0.17", "0.167")


def test_surveys_points_and_ratios(project: Path, figures: Figures) -> None:
    answers = {1: 6, 2: 27, 3: 98, 4: 48}
    people = sum(answers.values())
    share = Fraction(sum((level - 1) * count for level, count in answers.items()), 3 * people)
    year = figures("score", "2020-2021")
    (survey,) = (node for node in year["nodes"] if node["id"] == "OP.11.1")
    assert survey["share_exact"] == str(share) == "367/537"
    assert people == 179
    said(SCORING, "367/537", grade(share))
    (project / "data/criteria.yaml").write_text(example("catalogue"), encoding="utf-8")
    (project / "data/years/2023-2024.yaml").write_text(example("year"), encoding="utf-8")
    nodes = {node["id"]: node for node in figures("score", "2023-2024")["nodes"]}
    points, ratio = nodes["OP.1.2"], nodes["OP.1.6"]
    assert (points["share_exact"], points["grade"]) == ("3/8", grade(Fraction("0.75") / 2))
    assert ratio["level"] == 3
    said(SCORING, "3/8", points["grade"], percentage(Fraction(31, 403)))


def test_the_trap_of_the_headline(figures: Figures) -> None:
    diff = figures("diff", "2021-2022", "2022-2023")
    items = {one["id"]: one for one in diff["items"]}
    assert not [
        one for one in items if one.startswith("OP.1.") and items[one]["class"] == "worsened"
    ]
    assert items["OP.1.8.1"]["class"] == "newly_applicable"
    assert items["OP.1.8.1"]["to"]["level"] == 2
    assert items["OP.1.6.2"]["from"]["level"] == 4
    assert items["OP.1.6.2"]["to"]["state"] == "not_rated"
    support = {one["class"] for one in items.values() if one["id"].startswith("OP.3.")}
    assert support == {"unchanged", "no_longer_rated"}


def test_the_worked_example_of_comparing(figures: Figures) -> None:
    diff = figures("diff", "2020-2021", "2021-2022")
    items = {one["id"]: one for one in diff["items"]}
    common = ["OP.8.1.2", "OP.8.1.3", "OP.8.1.4", "OP.8.1.5"]
    sides = [
        [Fraction(items[one][side]["share_exact"]) for one in common] for side in ("from", "to")
    ]
    thirds = [[3, 1, 2, 2], [3, 2, 2, 2]]
    assert sides == [[Fraction(one, 3) for one in side] for side in thirds]
    (node,) = (one for one in diff["indicators"] if one["id"] == "OP.8.1")
    assert Fraction(node["like_for_like"]) == mean(sides[1]) - mean(sides[0]) == Fraction(1, 12)
    assert items["OP.8.1.6"]["class"] == "no_longer_rated"
    assert items["OP.8.1.6"]["from"]["level"] == 2
    assert items["OP.8.2.3"]["class"] == "newly_rated"
    assert items["OP.8.2.3"]["to"]["level"] == 2
    said(COMPARING, *(fixed(3 * Fraction(node[one]), 2) for one in ("like_for_like", "rest")))


def test_the_counts_of_the_classes(figures: Figures) -> None:
    classes = figures("diff", "2020-2021", "2021-2022")["classes"]
    for language in LANGUAGES:
        told = re.findall(r"(\d+) `([a-z_]+)`", prose(COMPARING, language))
        assert {name: int(count) for count, name in told} == {
            name: count for name, count in classes.items() if count
        }
    assert classes["worsened"] + classes["improved"] + classes["unchanged"] == 130
    assert sum(classes.values()) == 139


def test_every_class_is_in_the_table(figures: Figures) -> None:
    for language in LANGUAGES:
        text = prose(COMPARING, language)
        for name in figures("diff", "2020-2021", "2021-2022")["classes"]:
            assert f"`{name}`" in text


def test_one_grade_with_two_words(figures: Figures) -> None:
    before = {node["id"]: node for node in figures("score", "2020-2021")["nodes"]}
    after = {node["id"]: node for node in figures("score", "2021-2022")["nodes"]}
    assert (before["OP.9"]["grade"], before["OP.9"]["band"]) == ("3.25", "добра")
    assert (after["UI.5"]["grade"], after["UI.5"]["band"]) == ("3.25", "много добра")
    said(COMPARING, "3.25")


def test_the_mirror(figures: Figures) -> None:
    there = figures("diff", "2020-2021", "2021-2022")
    back = figures("diff", "2021-2022", "2020-2021")
    for name in ("headline", "like_for_like", "rest"):
        assert Fraction(there["overall"][name]) == -Fraction(back["overall"][name])
    assert there["classes"]["improved"] == back["classes"]["worsened"]
    same = figures("diff", "2021-2022", "2021-2022")
    assert {one["class"] for one in same["items"]} <= {"unchanged", "unscored", "not_applicable"}
