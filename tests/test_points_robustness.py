"""Every single step, tried by changing the year and scoring it with a second calculation.

The frameworks and years come from `random_points`, the calculation is `points_oracle`.
"""

from collections.abc import Iterator
from copy import deepcopy
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from qualitycli.scoring.robustness import Robustness, robustness_of
from qualitycli.scoring.score import score_year
from tests.points_oracle import (
    Said,
    Sums,
    all_said,
    by_points,
    children_of,
    flat,
    items_in,
    ladder_of,
    levels_of,
    percent_of,
    profile_of,
    rated_by,
    whole,
    word_of,
)
from tests.random_catalogues import NAMES
from tests.random_points import every_node, put, random_catalogue, random_year, read
from tests.score_oracle import Json

pytestmark = pytest.mark.slow

CASES = 90
KINDS = ("overall", "area", "criterion")
NEAR = Fraction(1, 1000)


class Trial(NamedTuple):
    """A rating one step away: the old and new value, and the rating itself."""

    unit: str
    before: Fraction
    after: Fraction
    rating: Json


# --- The steps, from the raw values -------------------------------------------------------------


def steps_of(item: Json, written: Json | str, catalogue: Json) -> Iterator[Trial]:
    """Each step from a rating that is scored."""
    rating: Json = {"level": written} if isinstance(written, str) else written
    judged = "ladder" in item or "thresholds" in item
    if rated_by(item) == "ratio" and judged:
        yield from count_steps(item, rating)
    elif rated_by(item) == "value" and "ladder" in item:
        yield from ladder_steps(item, rating, catalogue)
    elif rated_by(item) == "value" and judged:
        yield from threshold_steps(item, rating, catalogue)
    elif "points" in rating:
        yield from point_steps(item, rating, catalogue)
    elif "level" in rating:
        yield from level_steps(rating, catalogue)


def count_steps(item: Json, rating: Json) -> Iterator[Trial]:
    count, of = int(rating["count"]), int(rating["of"])
    for other in (count - 1, count + 1):
        if other >= 0 and (other <= of or "may_exceed" in item):
            yield Trial("count", Fraction(count), Fraction(other), rating | {"count": str(other)})


def level_steps(rating: Json, catalogue: Json) -> Iterator[Trial]:
    levels = levels_of(catalogue)
    level = int(rating["level"])
    for place, other in enumerate(levels):
        if abs(place - levels.index(level)) == 1:
            yield Trial("level", Fraction(level), Fraction(other), rating | {"level": str(other)})


def point_steps(item: Json, rating: Json, catalogue: Json) -> Iterator[Trial]:
    points, ladder = Fraction(rating["points"]), ladder_of(item, catalogue)
    if ladder:
        steps = [Fraction(one["points"]) for one in ladder]
        at = steps.index(points)
        others = [one for place, one in enumerate(steps) if abs(place - at) == 1]
    else:
        step = Fraction(item.get("step", "0.01"))
        others = [one for one in (points - step, points + step) if one >= 0]
        others = [one for one in others if one <= Fraction(item["max_points"])]
    for other in others:
        # Fractions are fine here, as well as decimals, because no file is written.
        yield Trial("points", points, other, rating | {"points": str(other)})


def samples(item: Json, catalogue: Json) -> list[Fraction]:
    """A value in each step of a ladder, or between neighbouring thresholds, lowest first."""
    if "ladder" in item:
        bounds = [start for start, _ in starts_of(item, catalogue)]
    else:
        bounds = sorted(Fraction(one) for one in item["thresholds"])
    return [bounds[0] - NEAR, *(bound + NEAR for bound in bounds)]


def starts_of(item: Json, catalogue: Json) -> list[tuple[Fraction, bool]]:
    """The lower bound of each step except the first, and whether it is exclusive."""
    return [
        (Fraction(str(one.get("above", one.get("from")))), "above" in one)
        for one in ladder_of(item, catalogue)[1:]
    ]


def ladder_steps(item: Json, rating: Json, catalogue: Json) -> Iterator[Trial]:
    value, rungs = Fraction(rating["value"]), ladder_of(item, catalogue)
    at = 0
    for place, (start, above) in enumerate(starts_of(item, catalogue), 1):
        if value > start or (value == start and not above):
            at = place
    for place, sample in enumerate(samples(item, catalogue)):
        if abs(place - at) == 1:
            before, after = Fraction(rungs[at]["points"]), Fraction(rungs[place]["points"])
            yield Trial("points", before, after, rating | {"value": str(sample)})


def threshold_steps(item: Json, rating: Json, catalogue: Json) -> Iterator[Trial]:
    levels = levels_of(catalogue)
    lower = "lower_is_better" in item
    value, bounds = Fraction(rating["value"]), [Fraction(one) for one in item["thresholds"]]
    at = sum(value <= one if lower else value >= one for one in bounds)
    values = samples(item, catalogue)
    for place, sample in enumerate(values[::-1] if lower else values):
        if abs(place - at) == 1:
            levels_then = Fraction(levels[at]), Fraction(levels[place])
            yield Trial("level", *levels_then, rating | {"value": str(sample)})


# --- The changes, tried one by one --------------------------------------------------------------


def named(overall: Sums, catalogue: Json) -> dict[str | None, Sums]:
    """The nodes that may have a band, by id; overall under None."""
    found: dict[str | None, Sums] = {}
    if catalogue.get("overall") != "false":
        found[None] = overall
    return found | {one.node["id"]: one for one in flat(overall.below) if one.kind in KINDS}


def words_now(catalogue: Json, year: Json) -> dict[str | None, str]:
    """The bands that the nodes have."""
    profile = profile_of(catalogue, year)
    overall = whole(year["year"], catalogue, all_said(catalogue, year))
    words = {
        node: word_of(sums, catalogue, profile) for node, sums in named(overall, catalogue).items()
    }
    return {node: word for node, word in words.items() if word is not None}


def words_with(catalogue: Json, year: Json, said: dict[str, Said]) -> dict[str | None, str]:
    """The bands for the nodes' percentages, complete or not; a node without a share has none."""
    profile = profile_of(catalogue, year)
    assert profile is not None
    overall = whole(year["year"], catalogue, said)
    percentages = {
        node: percent_of(sums.share, catalogue, profile)
        for node, sums in named(overall, catalogue).items()
    }
    return {node: profile.word(one) for node, one in percentages.items() if one is not None}


Change = tuple[str, str, str | None, Fraction | None, Fraction | None, str | None, str]


def rating_changes(catalogue: Json, year: Json) -> Iterator[Change]:
    """The changes that each step of a rating would cause."""
    before, said = words_now(catalogue, year), all_said(catalogue, year)
    for item in items_in(catalogue["areas"], year["year"]):
        if said[item["id"]].state != "scored":
            continue
        for trial in steps_of(item, year["ratings"][item["id"]], catalogue):
            ratings = year["ratings"] | {item["id"]: trial.rating}
            changed = year | {"ratings": ratings}
            after = words_with(catalogue, year, all_said(catalogue, changed))
            for node, word in before.items():
                if after[node] != word:
                    step = trial.unit, trial.before, trial.after
                    yield "rating", item["id"], *step, node, after[node]


def without(areas: list[Json], node_id: str) -> list[Json]:
    """The areas without a criterion; an area that has no other one is left out.

    It is never an item.
    """
    kept = []
    for node in areas:
        below = [one for one in node["criteria"] if one["id"] != node_id]
        if below:
            kept.append(node | {"criteria": below})
    return kept


def left_out_changes(catalogue: Json, year: Json) -> Iterator[Change]:
    """The changes above a criterion if it were left out."""
    before, said = words_now(catalogue, year), all_said(catalogue, year)
    for area in catalogue["areas"]:
        for criterion in area["criteria"]:
            rest = without(catalogue["areas"], criterion["id"])
            after = words_with(catalogue | {"areas": rest}, year, said)
            for node in (None, area["id"]):
                if node in before and after.get(node, before[node]) != before[node]:
                    yield "left_out", criterion["id"], None, None, None, node, after[node]


def weight_changes(catalogue: Json, year: Json) -> Iterator[Change]:
    """The changes above a node if its weight were a quarter higher or lower."""
    if by_points(catalogue):
        return
    before, said = words_now(catalogue, year), all_said(catalogue, year)
    for node in every_node(catalogue["areas"]):
        depth, weight = node["id"].count("."), Fraction(node.get("weight", "1"))
        if depth > 1 or not weight:
            continue
        for other in (weight * Fraction(3, 4), weight * Fraction(5, 4)):
            changed = deepcopy(catalogue)
            for one in every_node(changed["areas"]):
                if one["id"] == node["id"]:
                    one["weight"] = str(other)
            after = words_with(changed, year, said)
            for above in (None, node["id"].partition(".")[0]) if depth else (None,):
                if above in before and after[above] != before[above]:
                    yield "weight", node["id"], None, weight, other, above, after[above]


def least(item: Json, catalogue: Json) -> Fraction:
    """The share of the lowest judgement; a points scale may start above 0."""
    steps = [Fraction(one["points"]) for one in ladder_of(item, catalogue)]
    return min(steps) / max(steps) if steps else Fraction(0)


def ranges(catalogue: Json, year: Json) -> dict[str | None, tuple[Fraction, Fraction]]:
    """The nodes' results with all unrated items at their lowest, and at their highest."""
    said, items = all_said(catalogue, year), list(items_in(catalogue["areas"], year["year"]))
    sides = []
    for highest in (False, True):
        filled = dict(said)
        for item in items:
            own = said[item["id"]]
            if own.state == "not_rated":
                share = Fraction(1) if highest else least(item, catalogue)
                filled[item["id"]] = Said("scored", share, most=own.most)
        sides.append(named(whole(year["year"], catalogue, filled), catalogue))
    now = named(whole(year["year"], catalogue, said), catalogue)
    found = {}
    for node, sums in now.items():
        below = [one.said for one in flat(sums.below) if one.said is not None]
        low, high = sides[0][node].share, sides[1][node].share
        is_open = any(one.state == "not_rated" for one in below)
        if is_open and low is not None and high is not None:
            found[node] = low, high
    return found


# --- The product --------------------------------------------------------------------------------


def case(seed: int) -> tuple[Json, Json]:
    """A framework with bands, and a year that usually has them."""
    rng = Random(f"robust {seed}")
    while True:
        catalogue = random_catalogue(rng)
        year = random_year(rng, catalogue, rng.choice(NAMES))
        if "bands" in catalogue and (words_now(catalogue, year) or seed % 10 == 0):
            return catalogue, year


def product(project: Path, seed: int) -> tuple[Json, Json, Robustness]:
    catalogue, year = case(seed)
    put(project, catalogue, year)
    loaded, file = read(project, year["year"])
    found = robustness_of(
        score_year(file.assessment, loaded.catalogue), file.assessment, criteria=True
    )
    assert found is not None
    return catalogue, year, found


def told(found: Robustness) -> list[Change]:
    return [
        (one.cause, str(one.source.id), one.unit, one.before, one.after, one.node.id, one.band)
        for one in found.flips
    ]


def sorted_changes(changes: list[Change]) -> list[str]:
    return sorted(map(repr, changes))


Judged = tuple[Json, Json, Robustness]


@pytest.fixture(scope="module", params=range(CASES))
def judged(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Judged:
    """Return a random framework, a year of it, and what the product says, once for all tests."""
    return product(tmp_path_factory.mktemp("year"), request.param)


def test_every_single_change_is_the_one_that_scoring_again_shows(judged: Judged) -> None:
    catalogue, year, found = judged
    wanted = [
        *rating_changes(catalogue, year),
        *left_out_changes(catalogue, year),
        *weight_changes(catalogue, year),
    ]
    assert sorted_changes(told(found)) == sorted_changes(wanted)


def test_the_range_of_what_is_not_rated(judged: Judged) -> None:
    catalogue, year, found = judged
    assert {one.node.id: (one.worst, one.best) for one in found.ranges} == ranges(catalogue, year)


def features(catalogue: Json, year: Json) -> Iterator[str]:
    method = catalogue.get("method", "means")
    ways = {item["id"]: item for item in items_in(catalogue["areas"], year["year"])}
    for cause, source, unit, *_ in rating_changes(catalogue, year):
        item = ways[source]
        judged = (
            "ladder" if "ladder" in item else "thresholds" if "thresholds" in item else "itself"
        )
        yield f"{cause} {unit}, {rated_by(item)} by {judged}"
        yield f"{cause} of {source.count('.')} dots, {method}"
    for cause, source, *_ in left_out_changes(catalogue, year):
        criterion = next(one for one in every_node(catalogue["areas"]) if one["id"] == source)
        yield f"{cause}, an item {not children_of(criterion)}, {method}"
    for cause, *_ in weight_changes(catalogue, year):
        yield cause
    for node in ranges(catalogue, year):
        yield f"range {'overall' if node is None else node.count('.')}, {method}"
    said = all_said(catalogue, year)
    for item in ways.values():
        if said[item["id"]].state == "not_rated" and least(item, catalogue):
            yield f"not rated, from above 0, {method}"
        if rated_by(item) == "survey" and said[item["id"]].state == "scored":
            yield "a survey, which has no step"
        if "." not in item["id"].partition(".")[2] and said[item["id"]].state != "scored":
            yield f"a criterion that is an item without a share, {method}"
    yield f"bands {bool(words_now(catalogue, year))}"


def test_the_random_years_meet_every_case() -> None:
    methods = ("means", "points")
    wanted = {
        *("rating level, level by itself", "rating points, points by ladder"),
        *("rating points, points by itself", "rating count, ratio by ladder"),
        *("rating count, ratio by thresholds", "rating points, value by ladder"),
        *("rating level, value by thresholds",),
        *(f"rating of {dots} dots, {method}" for dots in (1, 2, 3) for method in methods),
        *(f"left_out, an item {one}, {method}" for one in (True, False) for method in methods),
        *(f"range {node}, {method}" for node in ("overall", 0, 1) for method in methods),
        *(f"not rated, from above 0, {method}" for method in methods),
        *(f"a criterion that is an item without a share, {method}" for method in methods),
        *("weight", "a survey, which has no step", "bands True", "bands False"),
    }
    for seed in range(CASES):
        if not wanted:
            break
        wanted -= set(features(*case(seed)))
    assert wanted == set()
