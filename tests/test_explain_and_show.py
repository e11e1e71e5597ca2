"""``quality explain``, ``quality framework show``: the sources of a score, and an item's text."""

from __future__ import annotations

import json
import re
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import TOP, Quality, year_text

YEAR = "data/years/2020-2021.yaml"


def line_of(text: str) -> int:
    """The number of the line with this text in the example year."""
    return (TOP / YEAR).read_text("utf-8").splitlines().index(text) + 1


def explained(quality: Quality, *args: str) -> dict[str, Any]:
    outcome = quality("explain", *args, "--format", "json")
    assert (outcome.code, outcome.err) == (0, "")
    values: dict[str, Any] = json.loads(outcome.out)
    return values


def mean(node: dict[str, Any]) -> Fraction:
    """Calculate a node's share from the explanation of its children, recursively."""
    if "state" in node:
        return Fraction(node["share_exact"])
    weights = [Fraction(str(child["weight"])) for child in node["counted"]]
    terms = [weight * mean(child) for weight, child in zip(weights, node["counted"], strict=True)]
    return sum(terms, Fraction(0)) / sum(weights)


def test_every_figure_can_be_calculated_from_its_explanation(
    project: Path, quality: Quality
) -> None:
    node = explained(quality, "2020-2021")["node"]
    assert mean(node) == Fraction(node["share_exact"]) == Fraction(69653959421, 113676670800)


def test_a_percentage_of_the_highest_level_is_explained(project: Path, quality: Quality) -> None:
    outcome = quality("explain", "2021-2022", "UI.5")
    assert outcome.code == 0
    assert "Percentage: 100 × 13/4 / 4 ≈ 81.3%." in outcome.out


def test_each_rating_leads_to_its_line(project: Path, quality: Quality) -> None:
    lines = (project / "data/years/2020-2021.yaml").read_text(encoding="utf-8").splitlines()
    node = explained(quality, "2020-2021", "OP.4")["node"]
    items = [
        item
        for indicator in node["counted"]
        for item in [*indicator["counted"], *indicator["left_out"]]
    ]
    assert len(items) == 8
    for item in items:
        place = item["place"]
        assert place["file"] == "data/years/2020-2021.yaml"
        assert lines[place["line"] - 1].strip().startswith(f"{item['id']}:")


def test_what_was_left_out_says_why(project: Path, quality: Quality) -> None:
    node = explained(quality, "2020-2021", "OP.4.3")["node"]
    (item,) = node["left_out"]
    assert (item["id"], item["state"]) == ("OP.4.3.1", "no_evidence")
    assert item["reason"].startswith("Картата за наблюдение")


@pytest.mark.parametrize(
    ("args", "sentences"),
    [
        (
            ("OP.4",),
            [
                "Share: (7/9 + 2/3 + 0) / 3 = 13/27 ≈ 0.4815, the mean of the shares below.",
                "Grade: 1 + 3 × 13/27 = 22/9 ≈ 2.44.",
                "Percentage: 100 × 13/27 ≈ 48.1%.",
                "Coverage: 7 of 8 items, at least 2/3: complete.",
                "Band: задоволителна – from 30 percent, below 50 percent, by “Наредба № 15",
                f"OP.4.3.1  – no evidence  {YEAR}:{line_of('  OP.4.3.1:')}",
            ],
        ),
        (("OP.11.1",), ["from answers 1: 6, 2: 27, 3: 98, 4: 48."]),
        (("OP.1.8",), ["Share: none", "Coverage: no applicable items."]),
        (("OP.1.8.1",), ["State: not applicable.", "Reason: "]),
        (("UI.4", "--depth", "indicator"), ["Band: задоволителна"]),
        ((), ["Overall", "Band: добра – from 50 percent, up to 75 percent"]),
    ],
)
def test_the_sentences_of_an_explanation(
    args: tuple[str, ...], sentences: list[str], project: Path, quality: Quality
) -> None:
    out = quality("explain", "2020-2021", *args).out
    for sentence in sentences:
        assert sentence in out


def test_depth_says_how_far_to_unfold(project: Path, quality: Quality) -> None:
    out = quality("explain", "2020-2021", "OP.4", "--depth", "indicator").out
    assert "OP.4.1 " in out
    assert "OP.4.1.1" not in out


@pytest.mark.parametrize(
    ("depth", "kinds"),
    [
        ("area", {"area"}),
        ("criterion", {"area", "criterion"}),
        ("indicator", {"area", "criterion", "indicator"}),
        ("item", {"area", "criterion", "indicator", "subindicator"}),
    ],
)
def test_depth_means_the_same_as_for_score(
    depth: str, kinds: set[str], project: Path, quality: Quality
) -> None:
    said = quality("explain", "2020-2021", "--depth", depth, "--format", "json").out
    assert set(re.findall('"kind": "([a-z]+)"', said)) == {"overall", *kinds}
    text = quality("explain", "2020-2021", "--depth", depth).out
    assert ("OP.1.1.1" in text) == (depth == "item")
    # All four levels are shown by default.
    assert (quality("explain", "2020-2021").out == text) == (depth == "item")


def test_weights_and_thresholds_are_explained(project: Path, quality: Quality) -> None:
    path = project / "data/criteria.yaml"
    text = path.read_text(encoding="utf-8")
    text = text.replace(
        "              - id: UI.4.1.1\n",
        "              - id: UI.4.1.1\n                weight: 2.5\n"
        "                weight_reason: Решение на педагогическия съвет.\n",
    ).replace(
        "                rated_by: ratio\n",
        "                rated_by: ratio\n                thresholds: [50, 70, 90]\n",
        1,
    )
    path.write_text(text, encoding="utf-8")
    year = project / "data/years/2020-2021.yaml"
    year.write_text(
        year_text(
            "OP.6.1.1:\n  count: 7\n  of: 10\nUI.4.1.1: 3\nUI.4.1.2:\n  level: 1\n  evidence: [a]"
        ),
        encoding="utf-8",
    )
    out = quality("explain", "2020-2021", "UI.4.1").out
    assert "Share: (2.5·2/3 + 1·0) / (2.5 + 1) = 10/21 ≈ 0.4762" in out
    assert "weight 2.5" in out
    out = quality("explain", "2020-2021", "OP.6.1.1").out
    assert "from 7 of 10 (70.0%), which is level 3." in out


@pytest.mark.parametrize("command", [("explain", "2020-2021"), ("framework", "show")])
def test_an_unknown_id_is_a_usage_error(
    command: tuple[str, ...], project: Path, quality: Quality
) -> None:
    outcome = quality(*command, "OP.44")
    assert (outcome.code, outcome.out) == (2, "")
    assert "did you mean “OP.4”" in outcome.err


def test_an_item_with_its_parts_and_years(project: Path, quality: Quality) -> None:
    out = quality("framework", "show", "OP.3.2.1").out
    assert out.splitlines()[:4] == [
        "OP Образователен процес",
        "  OP.3 Подкрепа за личностно развитие",
        "    OP.3.2 Осигуряване на обща подкрепа",
        "      OP.3.2.1 Родителите са информирани за:",
    ]
    assert out.count("        – ") == 5
    years = sorted(path.stem for path in (project / "data/years").glob("*.yaml"))
    *above, blank, notice = out.splitlines()
    printed = [line.split()[0] for line in above[-len(years) :]]
    assert printed == [one.replace("-", "/") for one in years]
    assert (blank, notice) == ("", "Example data: not the self-assessment of any school.")
    values = json.loads(quality("framework", "show", "OP.3.2.1", "--format", "json").out)
    assert values["above"] == ["OP", "OP.3", "OP.3.2"]
    assert [one["year"] for one in values["years"]] == years


def test_a_year_with_errors_is_said_to_have_them(project: Path, quality: Quality) -> None:
    year = project / "data/years/2020-2021.yaml"
    year.write_text("a: 1\n", encoding="utf-8")
    assert "2020/2021    the year has errors" in quality("framework", "show", "OP.1.1.1").out


@pytest.mark.parametrize(
    "args",
    [
        ("explain", "2020-2021", "OP.4"),
        ("robustness", "2020-2021"),
        ("score", "2020-2021"),
        ("status", "2020-2021"),
        ("measure", "list", "2020-2021"),
        ("raters", "2022-2023"),
    ],
)
def test_every_output_tells_an_example_from_a_school(
    args: tuple[str, ...], quality: Quality
) -> None:
    """On the repository's own data, which includes raters' files."""
    said = quality("--root", TOP, *args)
    assert "Example data: not the self-assessment of any school." in said.out
    told = json.loads(quality("--root", TOP, *args, "--format", "json").out)
    (year,) = (one for one in args if one[0] == "2")
    assert (told["year"], told["illustrative"]) == (year, True)


def test_what_is_shown_of_a_node_is_in_its_json(project: Path, quality: Quality) -> None:
    catalogue = project / "data/criteria.yaml"
    text = catalogue.read_text(encoding="utf-8")
    item = "              - id: OP.1.1.1\n"
    extra = "                weight: 2\n                weight_reason: Защото.\n"
    extra += "                since: 2021-2022\n"
    catalogue.write_text(text.replace(item, item + extra), encoding="utf-8")
    (project / "data/years/2022-2023.yaml").write_text("format: 1\n", encoding="utf-8")
    told = json.loads(quality("framework", "show", "OP.1.1.1", "--format", "json").out)
    assert (told["weight"], told["weight_reason"], told["since"]) == ("2", "Защото.", "2021-2022")
    assert (told["retired"], told["replaced_by"], told["ladder"]) == (None, [], [])
    old, new, broken = told["years"]
    # It is not in force in the first year, is rated in the second, and the third cannot be read.
    assert (old["readable"], old["figures"]) == (False, None), "rated before it held: an error"
    assert new["readable"]
    assert new["figures"]["level"] in (1, 2, 3, 4)
    assert (broken["readable"], broken["figures"]) == (False, None)


def test_a_long_path_keeps_its_end(project: Path, quality: Quality) -> None:
    """The line is what people need of it."""
    years = project / "data/years"
    folder = project / ("много-дълго-име/" * 6)
    folder.mkdir(parents=True)
    (project / "data").rename(folder / "data")
    assert not years.exists()
    told = quality("--root", folder, "explain", "OP.1.1.1", "2020-2021").out
    line = line_of("  OP.1.1.1: 3")
    assert f"много-дълго-име/data/years/2020-2021.yaml:{line}." in told
