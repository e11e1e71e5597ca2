"""How close rating bands are to changing, checked by scoring the year after every change."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from qualitycli.reading.load import parse_year
from qualitycli.scoring.node_score import NodeScore
from qualitycli.scoring.robustness import robustness_of
from qualitycli.scoring.score import Score, score_year
from qualitycli.source import Source
from qualitycli.workspace import CatalogueFile
from tests.conftest import THOROUGH, YEAR_HEAD, Quality, year_text

pytestmark = pytest.mark.slow


def scored(catalogue_file: CatalogueFile, ratings: dict[str, int]) -> tuple[Score, Any]:
    text = year_text("\n".join(f"{one}: {value}" for one, value in ratings.items()), YEAR_HEAD)
    loaded = parse_year(Source("y", text))
    assert loaded.content is not None
    year = loaded.content.assessment
    return score_year(year, catalogue_file.catalogue), year


def words(score: Score) -> dict[str | None, str | None]:
    return {node.id: node.band for node in (score.overall, *score.overall.children)}


def random_ratings(catalogue_file: CatalogueFile, seed: int) -> dict[str, int]:
    rnd = random.Random(seed)
    items = [
        one.id for one in catalogue_file.held_in("2020-2021").values() if one.rated_by != "survey"
    ]
    middle = rnd.choice((2, 2, 3, 3))
    return {one: min(4, max(1, middle + rnd.choice((-1, 0, 0, 1)))) for one in items}


@pytest.mark.parametrize("seed", range(1, 4 if THOROUGH else 2))
def test_single_ratings_against_scoring_each_again(
    seed: int, real_catalogue: CatalogueFile
) -> None:
    ratings = random_ratings(real_catalogue, seed)
    score, year = scored(real_catalogue, ratings)
    found = robustness_of(score, year)
    assert found is not None
    told = {
        (flip.source.id, int(flip.after or 0), flip.node.id, flip.band)
        for flip in found.flips
        if flip.cause == "rating"
    }
    before = words(score)
    tried = set()
    for item, value in ratings.items():
        for other in (value - 1, value + 1):
            if 1 <= other <= 4:
                after = words(scored(real_catalogue, {**ratings, item: other})[0])
                tried |= {
                    (item, other, node, word)
                    for node, word in after.items()
                    if before[node] is not None and word != before[node]
                }
    assert told == tried != set()


def with_weights(node: NodeScore, weights: dict[str | None, Fraction]) -> Fraction | None:
    """Calculate a node's share again by plain recursion, with some weights replaced."""
    if not node.children:
        return node.share
    total, weighed = Fraction(0), Fraction(0)
    for child in node.children:
        share, weight = with_weights(child, weights), weights.get(child.id, child.weight)
        if share is not None:
            total, weighed = total + weight, weighed + weight * share
    return weighed / total if total else None


def below(node: NodeScore) -> Iterator[NodeScore]:
    for child in node.children:
        yield child
        yield from below(child)


def word(share: Fraction) -> str:
    percent = 100 * share
    if percent > 75:
        return "много добра"
    return "добра" if percent >= 50 else "задоволителна" if percent >= 30 else "незадоволителна"


@pytest.mark.parametrize("seed", range(8))
def test_weights_and_criteria_against_calculating_each_again(
    seed: int, real_catalogue: CatalogueFile
) -> None:
    score, year = scored(real_catalogue, random_ratings(real_catalogue, seed))
    found = robustness_of(score, year)
    assert found is not None
    told = {
        (flip.cause, flip.source.id, flip.after, flip.node.id, flip.band)
        for flip in found.flips
        if flip.cause != "rating"
    }
    tried = set()
    for node in (score.overall, *score.overall.children):
        for one in below(node):
            cases: list[tuple[str, Fraction | None, Fraction]] = []
            if one.kind == "criterion":
                cases.append(("left_out", None, Fraction(0)))
            if one.kind in ("criterion", "area"):
                cases += [("weight", weight, weight) for weight in (Fraction(3, 4), Fraction(5, 4))]
            for cause, after, weight in cases:
                share = with_weights(node, {one.id: weight})
                if share is not None and word(share) != node.band:
                    tried.add((cause, one.id, after, node.id, word(share)))
    assert told == tried


def test_the_range_of_unrated_items(real_catalogue: CatalogueFile) -> None:
    ratings = random_ratings(real_catalogue, 1)
    open_items = [one for one in ratings if one.startswith("UI.4")]
    rest = {one: value for one, value in ratings.items() if one not in open_items}
    score, year = scored(real_catalogue, rest)
    found = robustness_of(score, year)
    assert found is not None
    by_id = {one.node.id: one for one in found.ranges}
    for value, side in ((1, "worst"), (4, "best")):
        filled, _ = scored(real_catalogue, rest | dict.fromkeys(open_items, value))
        ui = filled.overall.children[1]
        assert getattr(by_id["UI"], side) == ui.share


def test_distances_add_up_to_the_percentage(project: Path, quality: Quality) -> None:
    values = json.loads(quality("robustness", "2020-2021", "--format", "json").out)
    for one in values["edges"]:
        edges = [Fraction(pair["edge"]) for pair in one["distances"]]
        assert edges == [75, 50, 30]
        for pair in one["distances"]:
            assert Fraction(pair["edge"]) + Fraction(pair["distance"]) == Fraction(one["percent"])


def test_band_edges_are_shown_if_the_percentage_is_rounded_first(
    project: Path, quality: Quality
) -> None:
    # From 81, 61 and 41, after rounding half up to a whole number.
    begin = "so the bands start at: много добра – 80.5%, добра – 60.5%, задоволителна – 40.5%."
    assert begin in " ".join(quality("robustness", "2021-2022").out.split())
    assert "start at" not in quality("robustness", "2020-2021").out
    document = quality("report", "2021-2022", "--format", "md").out
    assert "много добра – 80,5 %, добра – 60,5 %, задоволителна – 40,5 %." in document


def test_criteria_are_looked_at_when_asked(project: Path, quality: Quality) -> None:
    values = json.loads(
        quality("robustness", "2020-2021", "--depth", "criterion", "--format", "json").out
    )
    assert {one["id"] for one in values["edges"]} >= {None, "OP", "OP.4", "UI.4"}


def test_an_incomplete_year_has_no_word_yet(project: Path, quality: Quality) -> None:
    path = project / "data/years/2019-2020.yaml"
    path.write_text(year_text("OP.1.1.1: 3", YEAR_HEAD.replace("2020-2021", "2019-2020")), "utf-8")
    out = quality("robustness", "2019-2020").out
    assert "There is no band yet" in out


def test_what_would_change_a_word_is_named(project: Path, quality: Quality) -> None:
    # Exactly 1/2: any level lowered by one changes the band, and so does leaving out a criterion.
    path = project / "data/years/2019-2020.yaml"
    ids = [line.split(":")[0].strip() for line in _ratings_of(project)]
    rated = "\n".join(
        f"{one}: {2 if index % 2 else 3}"
        for index, one in enumerate(ids)
        if not one.startswith("OP.11.")
    )
    path.write_text(year_text(rated, YEAR_HEAD.replace("2020-2021", "2019-2020")), "utf-8")
    out = quality("robustness", "2019-2020", "--depth", "criterion").out
    assert "One rating one step higher or lower" in out
    assert "OP.2.1.1" in out


def _ratings_of(project: Path) -> list[str]:
    text = (project / "data/years/2020-2021.yaml").read_text(encoding="utf-8")
    body = text[text.index("ratings:") :].splitlines()[1:]
    return [line for line in body if line.startswith("  ") and line[2:3] in ("O", "U")]
