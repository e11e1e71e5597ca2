"""Compare two years of a framework with either method, against a second calculation.

The frameworks and years come from `random_points`, the shares from `points_oracle`.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest

from qualitycli.comparing.diff import Diff, ScoredYear, compare_years
from qualitycli.render.diff_json import as_json
from qualitycli.scoring.score import score_year
from tests.conftest import Quality
from tests.points_oracle import (
    Said,
    Sums,
    all_said,
    by_points,
    flat,
    items_in,
    percent_of,
    profile_of,
    rated_by,
    whole,
)
from tests.random_catalogues import NAMES
from tests.random_points import put, random_catalogue, random_year, read
from tests.score_oracle import Json

pytestmark = pytest.mark.slow

CASES = 90
OPEN = ("not_rated", "no_evidence", "information")
TREES = ("areas", "criteria", "indicators")
MIRRORED = {
    "improved": "worsened",
    "added": "retired",
    "newly_rated": "no_longer_rated",
    "newly_applicable": "no_longer_applicable",
}
MIRRORED |= {other: one for one, other in MIRRORED.items()}
Pair = tuple[Json | None, Json | None]


# --- The second calculation ---------------------------------------------------------------------


@dataclass
class Side:
    """A year: the nodes in force in it, and their results without any comparison."""

    name: str
    items: dict[str, Json]
    said: dict[str, Said]
    nodes: dict[str | None, Sums]

    @classmethod
    def of(cls, catalogue: Json, year: Json) -> "Side":
        said, name = all_said(catalogue, year), year["year"]
        items = {one["id"]: one for one in items_in(catalogue["areas"], name)}
        return cls(name, items, said, nodes_of(catalogue, name, said))


def nodes_of(catalogue: Json, year: str, said: dict[str, Said]) -> dict[str | None, Sums]:
    """All nodes that are not items, and overall under None."""
    overall = whole(year, catalogue, said)
    found: dict[str | None, Sums] = {None: overall}
    return found | {one.node["id"]: one for one in flat(overall.below) if one.said is None}


def pairs_of(earlier: Side, later: Side) -> Iterator[Pair]:
    """Every item of either year: with itself, with its replacement of kind `same`, or alone."""
    taken = set()
    for item_id, item in earlier.items.items():
        heirs = [one["id"] for one in item.get("replaced_by", ())]
        found = item_id if item_id in later.items else next(iter(heirs), "")
        taken.add(found)
        yield item, later.items.get(found)
    for item_id, item in later.items.items():
        if item_id not in taken:
            yield None, item


def class_of(old: Json | None, new: Json | None, earlier: Side, later: Side) -> str:
    if old is None or new is None:
        return "added" if old is None else "replaced" if "replaced_by" in old else "retired"
    # In a pair, one item is a copy of the other, or is rated in another way.
    if rated_by(old) != rated_by(new):
        return "not_comparable"
    return change_of(earlier.said[old["id"]], later.said[new["id"]])


def change_of(before: Said, after: Said) -> str:
    if before.share is not None and after.share is not None:
        if before.share == after.share:
            return "unchanged"
        return "improved" if before.share < after.share else "worsened"
    if after.state == "not_applicable":
        return "not_applicable" if before.state == after.state else "no_longer_applicable"
    if before.state == "not_applicable":
        return "newly_applicable"
    if before.state in OPEN and after.state in OPEN:
        return "unscored"
    return "newly_rated" if before.state in OPEN else "no_longer_rated"


def exact(value: Fraction | None) -> str | None:
    return None if value is None else str(value)


def minus(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    return None if one is None or other is None else one - other


def side_of(item: Json | None, side: Side) -> Json | None:
    if item is None:
        return None
    said = side.said[item["id"]]
    share = exact(said.share)
    return {"id": item["id"], "state": said.state, "level": said.level, "share_exact": share}


@dataclass
class Comparison:
    """Both years' results on the items that both rate the same way, by the later year's tree."""

    catalogue: Json
    earlier: Side
    later: Side

    def __post_init__(self) -> None:
        self.pairs = list(pairs_of(self.earlier, self.later))
        before, after = {}, {}
        for old, new in self.pairs:
            if old is not None and new is not None and rated_by(old) == rated_by(new):
                one, other = self.earlier.said[old["id"]], self.later.said[new["id"]]
                if one.share is not None and other.share is not None:
                    before[new["id"]], after[new["id"]] = one, other
        self.before = nodes_of(self.catalogue, self.later.name, before)
        self.after = nodes_of(self.catalogue, self.later.name, after)

    def change(self, node: str | None) -> Json:
        old, new = self.earlier.nodes.get(node), self.later.nodes.get(node)
        headline = minus(new.share if new else None, old.share if old else None)
        alike = None
        if node in self.after:
            alike = minus(self.after[node].share, self.before[node].share)
        common = 0
        if node in self.after and alike is not None:
            common = sum(one.share is not None for one in self.after[node].items)
        return {
            "headline": exact(headline),
            "like_for_like": exact(alike),
            "rest": exact(minus(headline, alike)),
            "common": common,
        }

    def expected(self) -> Json:
        kinds = dict(zip(TREES, ("area", "criterion", "indicator"), strict=True))
        nodes = self.later.nodes | self.earlier.nodes
        has_overall = self.catalogue.get("overall") != "false"
        return {
            "overall": self.change(None) if has_overall else None,
            **{
                tree: {str(one): self.change(one) for one, at in nodes.items() if at.kind == kind}
                for tree, kind in kinds.items()
            },
            "items": {
                (new or old or {})["id"]: {
                    "class": class_of(old, new, self.earlier, self.later),
                    "from": side_of(old, self.earlier),
                    "to": side_of(new, self.later),
                }
                for old, new in self.pairs
            },
        }


def negative(change: Json | None) -> Json | None:
    if change is None:
        return None
    turned = {
        key: None if change[key] is None else str(-Fraction(change[key]))
        for key in ("headline", "like_for_like", "rest")
    }
    return turned | {"common": change["common"]}


def mirrored(told: Json) -> Json:
    """The same comparison in the opposite direction."""
    items = {
        item_id: {
            "class": MIRRORED.get(one["class"], one["class"]),
            "from": one["to"],
            "to": one["from"],
        }
        for item_id, one in told["items"].items()
    }
    trees = {
        tree: {node: negative(change) for node, change in told[tree].items()} for tree in TREES
    }
    return {"overall": negative(told["overall"]), **trees, "items": items}


# --- The product --------------------------------------------------------------------------------


def case(seed: int) -> tuple[Json, Json, Json]:
    """A framework with two years, the earlier one first."""
    rng = Random(f"points diff {seed}")
    catalogue = random_catalogue(rng)
    first, second = sorted(rng.sample(NAMES, 2))
    return catalogue, random_year(rng, catalogue, first), random_year(rng, catalogue, second)


def comparison(seed: int) -> Comparison:
    catalogue, first, second = case(seed)
    return Comparison(catalogue, Side.of(catalogue, first), Side.of(catalogue, second))


def judged(project: Path, year: str) -> ScoredYear:
    catalogue, file = read(project, year)
    return ScoredYear(file, catalogue, score_year(file.assessment, catalogue.catalogue))


def both_ways(project: Path, seed: int) -> tuple[Diff, Diff]:
    catalogue, first, second = case(seed)
    put(project, catalogue, first, second)
    one, other = judged(project, first["year"]), judged(project, second["year"])
    return compare_years(one, other), compare_years(other, one)


@pytest.fixture(scope="module", params=range(CASES))
def seed(request: pytest.FixtureRequest) -> int:
    """Return the number of a random pair of years."""
    number: int = request.param
    return number


@pytest.fixture(scope="module")
def ways(seed: int, tmp_path_factory: pytest.TempPathFactory) -> tuple[Diff, Diff]:
    """Compare two years both ways, once for all tests."""
    return both_ways(tmp_path_factory.mktemp("years"), seed)


def compared(diff: Diff) -> Json:
    """The compared part of the product's output."""
    told = as_json(diff)
    keys = ("headline", "like_for_like", "rest", "common")
    overall = told["overall"]
    return {
        "overall": overall and {key: overall[key] for key in keys},
        **{
            tree: {one["id"]: {key: one[key] for key in keys} for one in told[tree]}
            for tree in TREES
        },
        "items": {
            one["id"]: {key: one[key] for key in ("class", "from", "to")} for one in told["items"]
        },
    }


def assert_same(got: Json, wanted: Json) -> None:
    for part in ("items", *TREES):
        assert set(got[part]) == set(wanted[part])
        for row in wanted[part]:
            assert (row, got[part][row]) == (row, wanted[part][row])
    assert got["overall"] == wanted["overall"]


def test_two_years_both_ways_round(seed: int, ways: tuple[Diff, Diff]) -> None:
    there, back = ways
    wanted = comparison(seed).expected()
    assert_same(compared(there), wanted)
    assert_same(compared(back), mirrored(wanted))


def test_the_parts_of_a_change_add_up(ways: tuple[Diff, Diff]) -> None:
    told = compared(ways[0])
    for node in (told["overall"], *(one for tree in TREES for one in told[tree].values())):
        if node is not None and node["rest"] is not None:
            parts = Fraction(node["like_for_like"]) + Fraction(node["rest"])
            assert Fraction(node["headline"]) == parts


def test_the_bands_on_the_common_items(seed: int, ways: tuple[Diff, Diff]) -> None:
    there, back = ways
    catalogue, _, second = case(seed)
    profile, own = profile_of(catalogue, second), comparison(seed)
    for node, sums in own.after.items():
        if node is None and catalogue.get("overall") == "false":
            continue
        percents = [percent_of(one.share, catalogue, profile) for one in (own.before[node], sums)]
        words = tuple(
            profile.word(one) if profile and one is not None else None for one in percents
        )
        assert there.like_for_like_bands(node) == words
        assert back.like_for_like_bands(node) == words[::-1]


def features(seed: int) -> Iterator[str]:
    own = comparison(seed)
    method = "points" if by_points(own.catalogue) else "means"
    wanted = own.expected()
    for one in wanted["items"].values():
        yield f"{one['class']}, {method}"
        if one["from"] and one["to"] and one["from"]["id"] != one["to"]["id"]:
            yield f"joined, {one['class'] == 'not_comparable'}, {method}"
    yield f"no overall, {method}" if wanted["overall"] is None else f"overall, {method}"
    for tree in TREES:
        for one in wanted[tree].values():
            yield f"{tree}, rest {one['rest'] not in (None, '0')}, {method}"
    for old, new in own.pairs:
        if old and new and own.earlier.said[old["id"]].share is not None:
            yield f"{rated_by(new)}, {method}"
            if old["id"].count(".") == 1:
                yield f"a criterion, {method}"


def test_the_random_pairs_meet_every_case() -> None:
    seen: Counter[str] = Counter()
    for seed in range(CASES):
        seen.update(set(features(seed)))
    classes = (
        *("improved", "worsened", "unchanged", "newly_rated", "no_longer_rated", "unscored"),
        *("newly_applicable", "no_longer_applicable", "not_applicable", "added", "retired"),
        *("replaced", "not_comparable"),
    )
    cases = (
        *classes,
        *("joined, True", "joined, False", "overall", "no overall", "a criterion"),
        *(f"{tree}, rest True" for tree in TREES),
        *("level", "points", "ratio", "value", "survey"),
    )
    wanted = [f"{one}, {method}" for one in cases for method in ("means", "points")]
    assert [feature for feature in wanted if not seen[feature]] == []


def two_years(areas: list[Json], first: Json, second: Json, **top: object) -> tuple[Json, ...]:
    """A catalogue and the ratings of 2020-2021 and 2021-2022."""
    named = {"id": "random", "editions": ["2020"], "title": "Рамка"}
    catalogue = {"format": "1", "framework": named, **top, "areas": areas}
    years = (
        {
            "format": "1",
            "year": name,
            "framework": {"id": "random", "edition": "2020"},
            "ratings": ratings,
        }
        for name, ratings in (("2020-2021", first), ("2021-2022", second))
    )
    return catalogue, *years


def area_of(*criteria: Json) -> list[Json]:
    return [{"id": "A", "title": "Област", "criteria": list(criteria)}]


SCALE = {"levels": [{"value": str(n), "name": f"равнище {n}"} for n in (1, 2, 3)]}


@pytest.mark.parametrize(
    ("way", "ratings", "item_class", "alike"),
    [
        # Level 2 of 1–3, then 3: from 1/2 to 1, with the later year's maximum of 3, and 1 point of
        # 1: from (1 + 1.5)/4 to 1.
        ({"rated_by": "level"}, ("2", "3"), "improved", "3/8"),
        # 1.5 of 2 points and 1.5 of 3 are not the same; only A.1 is common, and unchanged.
        ({"rated_by": "points"}, ({"points": "1.5"}, {"points": "1.5"}), "not_comparable", "0"),
    ],
)
def test_another_maximum_is_another_weight_where_levels_are_given(
    way: Json, ratings: tuple[Json, Json], item_class: str, alike: str, tmp_path: Path
) -> None:
    named = {"title": "Критерий", **way}
    heir = [{"id": "A.3", "kind": "same"}]
    areas = area_of(
        {"id": "A.1", "title": "Критерий", "rated_by": "points", "max_points": "1"},
        {"id": "A.2", "max_points": "2", "retired": "2021-2022", "replaced_by": heir, **named},
        {"id": "A.3", "max_points": "3", "since": "2021-2022", **named},
    )
    point = {"A.1": {"points": "1"}}
    years = point | {"A.2": ratings[0]}, point | {"A.3": ratings[1]}
    put(tmp_path, *two_years(areas, *years, method="points", scale=SCALE))
    told = compared(compare_years(judged(tmp_path, "2020-2021"), judged(tmp_path, "2021-2022")))
    assert told["items"]["A.3"]["class"] == item_class
    assert told["overall"]["like_for_like"] == alike


@pytest.mark.parametrize("method", ["points", "means"])
def test_a_gate_needs_no_scale(method: str, tmp_path: Path, quality: Quality) -> None:
    """From 3 of 4 points to 1: half of the points, so 50 percentage points."""
    ladder = [{"points": one, "text": "Стъпка"} for one in ("0", "1", "3", "4")]
    item = {"id": "A.1", "title": "Критерий", "rated_by": "points", "ladder": ladder}
    ratings = {"A.1": {"points": "3"}}, {"A.1": {"points": "1"}}
    put(tmp_path, *two_years(area_of(item), *ratings, method=method))
    compared_years = ("--root", tmp_path, "diff", "2020-2021", "2021-2022", "--format", "json")
    named = ("--fail-on", "worsened", "--fail-on", "area", "--fail-on", "overall")
    outcome = quality(*compared_years, *named)
    assert outcome.code == 1
    assert "“A.1” fell from 3.00 to 1.00" in outcome.err
    assert "A fell by 50.00" in outcome.err
    assert quality(*compared_years, "--max-drop", "50").code == 0
    assert quality(*compared_years, "--max-drop", "49.9").code == 1
