"""Scores for either method and every kind of item, against a second calculation.

The second calculation is `points_oracle`, on the raw values of the files that `random_points`
writes.
"""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest

from qualitycli.render.score_json import as_json
from qualitycli.scoring.score import score_year
from tests.points_oracle import (
    STATES,
    Said,
    all_said,
    answer_keys,
    children_of,
    expected,
    items_in,
    ladder_of,
    options_of,
    rated_by,
)
from tests.random_catalogues import NAMES
from tests.random_points import (
    bounds_of,
    every_node,
    put,
    random_catalogue,
    random_year,
    read,
    with_targets,
)
from tests.score_oracle import Json

pytestmark = pytest.mark.slow

CASES = 120


def product_score(project: Path, year: str) -> Json:
    catalogue, file = read(project, year)
    return as_json(score_year(file.assessment, catalogue.catalogue))


def random_case(seed: int) -> tuple[Json, Json]:
    rng = Random(f"points {seed}")
    catalogue = random_catalogue(rng)
    return catalogue, with_targets(rng, catalogue, random_year(rng, catalogue, rng.choice(NAMES)))


def assert_same(got: Json, wanted: Json) -> None:
    """Compare node by node; of each node and of the year, only the figures calculated twice."""
    assert [one["id"] for one in got["nodes"]] == [one["id"] for one in wanted["nodes"]]
    for key, value in wanted.items():
        if key == "nodes":
            for one, other in zip(got["nodes"], value, strict=True):
                assert {name: one.get(name) for name in other} == other
        elif key == "overall" and value is not None:
            assert {name: got["overall"][name] for name in value} == value | {"id": None}
        elif key == "targets":
            kept = [{name: one[name] for name in value[0]} for one in got[key]] if value else []
            assert (kept, len(got[key])) == (value, len(value))
        else:
            assert got[key] == value, key


@pytest.mark.parametrize("seed", range(CASES))
def test_a_random_year_of_a_random_framework(seed: int, tmp_path: Path) -> None:
    catalogue, year = random_case(seed)
    put(tmp_path, catalogue, year)
    assert_same(product_score(tmp_path, year["year"]), expected(catalogue, year))


def features_of_item(item: Json, written: Any, said: Said, catalogue: Json) -> Iterator[str]:
    """The items rated here, how they are rated, and whether a value is exactly at a bound."""
    method, way = catalogue.get("method", "means"), rated_by(item)
    rating = written if isinstance(written, dict) else {}
    judged_by = "ladder" if "ladder" in item else "thresholds" if "thresholds" in item else "itself"
    yield f"{said.state}, {method}"
    if said.state != "scored":
        yield f"{said.state}, {way}"
        return
    yield f"{way} by {judged_by}, {method}"
    yield f"{item['id'].count('.')} dots"
    for key in ("answers", "mean", "points", "level"):
        if key in rating:
            yield f"{way} with {key}, {judged_by}"
    if said.number is not None:
        yield f"{way} at its bound {said.number in bounds_of(item, catalogue)}"
        yield f"{way} over 100 %: {way == 'ratio' and said.number > 100}"
    if way == "survey":
        options = options_of(item, catalogue)
        yield f"named {isinstance(item.get('answer_scale'), str)}"
        yield f"keys {any('key' in one for one in options)}"
        others = answer_keys(options)[1]
        yield f"answers that do not count {any(key in others for key in rating.get('answers', ()))}"
    ladder = [Fraction(one["points"]) for one in ladder_of(item, catalogue)]
    if ladder and way != "points":
        yield f"{way}: rises {ladder == sorted(ladder)}, falls {ladder == sorted(ladder)[::-1]}"


def features_of_year(catalogue: Json, year: Json) -> Iterator[str]:
    wanted = expected(catalogue, year)
    method = wanted["method"]
    yield f"scale {'scale' in catalogue}, {method}"
    yield f"bands {'bands' in catalogue}, scale {'scale' in catalogue}, {method}"
    yield f"lowest area {wanted['lowest_area'] is not None}"
    yield f"threshold written {'coverage_threshold' in catalogue}"
    for node in (wanted["overall"], *wanted["nodes"]):
        if node is None:
            yield f"no overall, {method}"
        elif "state" not in node:
            yield f"{node['kind']}: band {node['band'] is not None}, {method}"
            yield f"{node['kind']}: share {node['share'] is not None}, {method}"
            yield f"borderline {node['borderline']}, {method}"
        else:
            yield f"{node['kind']} is an item"
    for one in wanted["targets"]:
        yield f"target {one['unit']} {one['met']}"
    for profile in catalogue.get("bands", ()):
        yield f"{profile['percent_of']} of a profile, {method}"
    said = all_said(catalogue, year)
    for item in items_in(catalogue["areas"], year["year"]):
        written = year["ratings"].get(item["id"])
        yield from features_of_item(item, written, said[item["id"]], catalogue)
    for node in every_node(catalogue["areas"]):
        yield from (f"has {key}" for key in ("since", "retired", "max_points") if key in node)
        if children_of(node) and "max_points" in node:
            yield "a node states its maximum"
        if node.get("weight") == "0":
            yield "weight 0"


METHODS = ("means", "points")


def test_the_random_years_meet_every_case() -> None:
    """The comparison above is useful only if the years cover everything."""
    seen: Counter[str] = Counter()
    for seed in range(CASES):
        seen.update(set(features_of_year(*random_case(seed))))
    two = (True, False)
    ways = ("level", "points", "ratio", "value", "survey")
    judged = (
        *("level by itself", "points by ladder", "points by itself", "survey by itself"),
        *(
            f"{way} by {one}"
            for way in ("ratio", "value")
            for one in ("itself", "ladder", "thresholds")
        ),
    )
    kinds = ("overall", "area", "criterion", "indicator")
    wanted = [
        *(f"scale {one}, {method}" for one in two for method in METHODS),
        *(f"bands {a}, scale {b}, {method}" for a in two for b in two for method in METHODS),
        *(f"threshold written {one}" for one in two),
        *(f"lowest area {one}" for one in two),
        *(f"no overall, {method}" for method in METHODS),
        *(f"{kind}: band {one}, {method}" for kind in kinds for one in two for method in METHODS),
        *(f"{kind}: share True, {method}" for kind in kinds for method in METHODS),
        *(f"area: share False, {method}" for method in METHODS),
        *(f"borderline {one}, {method}" for one in two for method in METHODS),
        *(f"{percent} of a profile, {m}" for percent in ("range", "maximum") for m in METHODS),
        *(f"{state}, {method}" for state in STATES for method in METHODS),
        *(f"{state}, {way}" for state in STATES[1:4] for way in ways),
        *(f"{way}, {method}" for way in judged for method in METHODS),
        *(f"{kind} is an item" for kind in ("criterion", "indicator", "subindicator")),
        *(f"survey with {key}, itself" for key in ("answers", "mean")),
        *(f"{way} with {key}, itself" for way in ("ratio", "value") for key in ("points", "level")),
        *(f"{way} at its bound {one}" for way in ("ratio", "value") for one in two),
        *(f"{way}: rises {a}, falls {b}" for way in ("ratio", "value") for a, b in SHAPES),
        *(f"answers that do not count {one}" for one in two),
        *(f"named {one}" for one in two),
        *(f"keys {one}" for one in two),
        *(f"target {unit} {met}" for unit in UNITS for met in two),
        "ratio over 100 %: True",
        "a node states its maximum",
        "has since",
        "has retired",
        "weight 0",
    ]
    assert [feature for feature in wanted if seen[feature] < 2] == []


SHAPES = ((True, False), (False, True), (False, False))
UNITS = ("grade", "percent", "points", "level", "mean", "value")
