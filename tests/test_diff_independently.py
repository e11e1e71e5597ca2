"""Compare the output of `quality diff` with a second calculation that shares no code with it.

The first part of this module is that calculation, based only on the specification: plain loops over
flat lists of nodes, and fractions. The second part generates random catalogues that change over the
years, and random ratings. Then follow the comparisons, and at the end a few pairs of years that
were calculated by hand.
"""

import io
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

import pytest

from qualitycli.cli.app import run
from tests.conftest import THOROUGH
from tests.random_catalogues import (
    CHILD_KEYS,
    NAMES,
    Made,
    MadeCatalogue,
    all_items,
    catalogue_text,
    holding,
    node_lines,
    random_item,
    random_node,
    random_rules,
)
from tests.random_ratings import (
    RatedItem,
    command_output,
    put_catalogue,
    put_year,
    write_rating,
    year_text,
)
from tests.score_oracle import (
    NOT_RATED,
    SHIPPED_RULES,
    STATES,
    Flat,
    OracleRules,
    Sums,
    Verdict,
    Year,
    roll_up,
)

pytestmark = pytest.mark.slow

Json = dict[str, Any]

# --- The second calculation ---------------------------------------------------------------------

# The change of an item that both years have and rate the same way, by its states in the earlier and
# the later year; if both have a share, the shares decide.
CHANGES = {
    ("scored", "open"): "no_longer_rated",
    ("scored", "not_applicable"): "no_longer_applicable",
    ("open", "scored"): "newly_rated",
    ("open", "open"): "unscored",
    ("open", "not_applicable"): "no_longer_applicable",
    ("not_applicable", "scored"): "newly_applicable",
    ("not_applicable", "open"): "newly_applicable",
    ("not_applicable", "not_applicable"): "not_applicable",
}
MIRRORED = {
    "improved": "worsened",
    "added": "retired",
    "newly_rated": "no_longer_rated",
    "newly_applicable": "no_longer_applicable",
}
MIRRORED |= {other: one for one, other in MIRRORED.items()}
UNMIRRORED = ("unchanged", "unscored", "not_applicable", "not_comparable", "replaced")
CLASSES = (*MIRRORED, *UNMIRRORED)
TREES = ("areas", "criteria")

Pair = tuple[str | None, str | None]
"""The id of an item in the earlier year and in the later year."""


@dataclass(frozen=True)
class Replacements:
    """Information from a catalogue other than its tree.

    :ivar same: by the id of an item, the item that replaces it with kind `same`.
    :ivar replaced: the ids of all nodes for which the catalogue names a replacement.
    """

    items: Mapping[str, RatedItem]
    same: Mapping[str, str]
    replaced: frozenset[str]


@dataclass(frozen=True)
class Side:
    """One of the two years: the nodes in force in it, and its ratings."""

    name: str
    nodes: tuple[Flat, ...]
    verdicts: Mapping[str, Verdict]

    def items(self) -> list[str]:
        return [node.id for node in self.nodes if node.is_item]

    def says_of(self, item_id: str) -> Verdict:
        return self.verdicts.get(item_id, NOT_RATED)


def pairs_of(earlier: Side, later: Side, same: Mapping[str, str]) -> list[Pair]:
    """Every item of either year, once; items with the same id are paired only with each other."""
    held = later.items()
    taken = set(earlier.items()) & set(held)
    found: list[Pair] = [(item_id, item_id) for item_id in taken]
    for item_id in earlier.items():
        if item_id in held:
            continue
        heir = same.get(item_id)
        while heir is not None and heir not in held:
            heir = same.get(heir)
        found.append((item_id, None if heir in taken else heir))
    taken |= {new for _, new in found if new is not None}
    return found + [(None, item_id) for item_id in held if item_id not in taken]


def way_of_rating(item: RatedItem) -> tuple[object, ...]:
    return item.rated_by, item.ladder, item.thresholds, item.lower_is_better


def standing(verdict: Verdict) -> str:
    return "open" if verdict.state in ("not_rated", "no_evidence") else verdict.state


def change_between(old: Verdict, new: Verdict) -> str:
    if old.share is None or new.share is None:
        return CHANGES[standing(old), standing(new)]
    if old.share == new.share:
        return "unchanged"
    return "improved" if old.share < new.share else "worsened"


def is_rated_alike(pair: Pair, framework: Replacements) -> bool:
    old, new = pair
    if old is None or new is None:
        return False
    return way_of_rating(framework.items[old]) == way_of_rating(framework.items[new])


def class_of(pair: Pair, earlier: Side, later: Side, framework: Replacements) -> str:
    old, new = pair
    if old is None:
        return "added"
    if new is None:
        return "replaced" if old in framework.replaced else "retired"
    if not is_rated_alike(pair, framework):
        return "not_comparable"
    return change_between(earlier.says_of(old), later.says_of(new))


def exact(value: Fraction | None) -> str | None:
    return None if value is None else str(value)


def one_side(item_id: str | None, side: Side) -> Json | None:
    if item_id is None:
        return None
    said = side.says_of(item_id)
    share = exact(said.share)
    return {"id": item_id, "state": said.state, "level": said.level, "share_exact": share}


def common_pairs(
    pairs: Iterable[Pair], earlier: Side, later: Side, framework: Replacements
) -> Iterator[tuple[str, str]]:
    for old, new in pairs:
        if old is None or new is None or not is_rated_alike((old, new), framework):
            continue
        if earlier.says_of(old).share is not None and later.says_of(new).share is not None:
            yield old, new


def share_at(sums: Mapping[str | None, Sums], node: str | None) -> Fraction | None:
    return sums[node].share if node in sums else None


def difference(new: Fraction | None, old: Fraction | None) -> Fraction | None:
    return None if new is None or old is None else new - old


class Shares:
    """Both years' shares: each by its own tree, and both by the later tree on the common items."""

    def __init__(self, earlier: Side, later: Side, common: Sequence[tuple[str, str]]) -> None:
        self._old = roll_up(earlier.nodes, earlier.verdicts)
        self._new = roll_up(later.nodes, later.verdicts)
        before = {new: earlier.says_of(old) for old, new in common}
        after = {new: later.says_of(new) for _, new in common}
        self._before = roll_up(later.nodes, before)
        self._after = roll_up(later.nodes, after)

    def changes_of(self, node: str | None) -> Json:
        headline = difference(share_at(self._new, node), share_at(self._old, node))
        alike = difference(share_at(self._after, node), share_at(self._before, node))
        return {
            "headline": exact(headline),
            "like_for_like": exact(alike),
            "rest": exact(difference(headline, alike)),
        }


def ids_of_kind(kind: str, sides: Sequence[Side]) -> list[str]:
    return [node.id for side in sides for node in side.nodes if node.kind == kind]


def expected(earlier: Side, later: Side, framework: Replacements) -> Json:
    """The expected output of `quality diff` with the earlier year named first."""
    pairs = pairs_of(earlier, later, framework.same)
    shares = Shares(earlier, later, list(common_pairs(pairs, earlier, later, framework)))
    sides = (earlier, later)
    return {
        "from": earlier.name,
        "to": later.name,
        "overall": shares.changes_of(None),
        "areas": {node: shares.changes_of(node) for node in ids_of_kind("area", sides)},
        "criteria": {node: shares.changes_of(node) for node in ids_of_kind("criterion", sides)},
        "items": {
            new or old: {
                "class": class_of((old, new), earlier, later, framework),
                "from": one_side(old, earlier),
                "to": one_side(new, later),
            }
            for old, new in pairs
        },
    }


def negative(value: str | None) -> str | None:
    return None if value is None else str(-Fraction(value))


def mirrored_item(item: Json) -> Json:
    turned = MIRRORED.get(item["class"], item["class"])
    return {"class": turned, "from": item["to"], "to": item["from"]}


def mirrored(diff: Json) -> Json:
    """The same comparison with the years named in the opposite order."""
    items = {item_id: mirrored_item(item) for item_id, item in diff["items"].items()}
    turned: Json = {"from": diff["to"], "to": diff["from"], "items": items}
    turned["overall"] = {key: negative(value) for key, value in diff["overall"].items()}
    for tree in TREES:
        turned[tree] = {
            node: {key: negative(value) for key, value in changes.items()}
            for node, changes in diff[tree].items()
        }
    return turned


# --- Random catalogues that change over the years -----------------------------------------------

# These are enough for every case to appear at least twice.
SEEDS = range(100) if THOROUGH else range(20, 75)
COMPARED = ("2017-2018", *NAMES, "2024-2025")
OTHER_KINDS = ("narrower", "broader", "partly")
MIXES = ((1, 0, 0, 0), (8, 1, 1, 1), (3, 5, 1, 1), (2, 2, 2, 2))  # the frequency of each of STATES

Standing = tuple[Made, Made | None]


@dataclass
class Evolving:
    """A random catalogue, and the attributes of its nodes other than the tree.

    :ivar replaced_by: by a node's id, the ids that replace it, each with its kind.
    :ivar moved_from: by a node's id, the id of its parent when its id was published.
    """

    rules: OracleRules
    areas: list[Made]
    replaced_by: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    moved_from: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)

    def standings(self) -> list[Standing]:
        """Every node with its parent."""
        return list(walk(self.areas, None))

    def fresh_id(self, parent: Made) -> str:
        """An unused id that extends the parent's."""
        given = {made.id for made, _ in self.standings()}
        return next(name for place in count(1) if (name := f"{parent.id}.{place}") not in given)

    def leads_to(self, start: str, goal: str) -> bool:
        """Whether `goal` replaces `start`, directly or indirectly."""
        return start == goal or any(
            self.leads_to(other, goal) for other, _ in self.replaced_by.get(start, ())
        )

    def framework(self) -> Replacements:
        same = {
            old: new
            for old, others in self.replaced_by.items()
            for new, kind in others
            if kind == "same"
        }
        items = {item.id: item for item in all_items(self.areas)}
        return Replacements(items, same, frozenset(self.replaced_by))


def walk(nodes: Iterable[Made], parent: Made | None) -> Iterator[Standing]:
    for made in nodes:
        yield made, parent
        yield from walk(made.children, made)


def parents_for_items(evolving: Evolving) -> list[Made]:
    """Criteria, and indicators that already have sub-indicators; others are rated directly."""
    return [
        made
        for made, _ in evolving.standings()
        if made.kind == "criterion" or (made.kind == "indicator" and made.children)
    ]


def rated_as(item: RatedItem, item_id: str, kind: str) -> RatedItem:
    """An item that is rated in the same way."""
    return replace(item, id=item_id, parts=item.parts if kind == "subindicator" else 0)


def rated_otherwise(
    rng: Random, item: RatedItem, item_id: str, kind: str, rules: OracleRules
) -> RatedItem:
    """An item that is rated in another way; often only its points or thresholds differ."""
    drawn = [random_item(rng, item_id, kind, rules.levels) for _ in range(30)]
    others = [other for other in drawn if way_of_rating(other) != way_of_rating(item)]
    near = [other for other in others if other.rated_by == item.rated_by]
    return near[0] if near and rng.random() < 0.6 else others[0]


def random_weight(rng: Random) -> str | None:
    return rng.choices((None, "0", "0.5", "1", "2", "3.25"), (6, 1, 1, 1, 2, 2))[0]


def retire(rng: Random, made: Made) -> str | None:
    """The first year in which the node is no longer in force; None if it starts too late to end."""
    if made.retired is None:
        possible = [year for year in NAMES if made.since is None or year > made.since]
        made.retired = rng.choice(possible) if possible else None
    return made.retired


def add_item(
    rng: Random,
    evolving: Evolving,
    since: str,
    pattern: RatedItem,
    *,
    alike: bool,
    home: Made | None,
) -> Made:
    """A new item that starts in `since`, rated like the pattern or in another way."""
    if home is None or home.kind not in ("criterion", "indicator") or rng.random() < 0.5:
        home = rng.choice(parents_for_items(evolving))
    kind = "indicator" if home.kind == "criterion" else "subindicator"
    made = Made(evolving.fresh_id(home), kind, random_weight(rng), since)
    if alike:
        made.item = rated_as(pattern, made.id, kind)
    else:
        made.item = rated_otherwise(rng, pattern, made.id, kind, evolving.rules)
    home.children.insert(rng.randint(0, len(home.children)), made)
    return made


def items_to_replace(evolving: Evolving) -> list[Standing]:
    return [
        (made, parent)
        for made, parent in evolving.standings()
        if made.item is not None and made.id not in evolving.replaced_by
    ]


def add_chain(rng: Random, evolving: Evolving) -> None:
    """One to three successive items, each of kind `same` as its predecessor."""
    made, home = rng.choice(items_to_replace(evolving))
    for _ in range(rng.choice((1, 1, 2, 3))):
        year = retire(rng, made)
        if year is None or made.item is None:
            return
        alike = rng.random() < 0.75
        heir = add_item(rng, evolving, year, made.item, alike=alike, home=home)
        evolving.replaced_by[made.id] = [(heir.id, "same")]
        made = heir


def possible_replacements(evolving: Evolving, made: Made) -> list[Made]:
    """Possible replacements of a node: not its ancestors, and not nodes that it replaces itself."""
    return [
        other
        for other, _ in evolving.standings()
        if made.id not in {below.id for below, _ in walk(other.children, other)}
        and not evolving.leads_to(other.id, made.id)
    ]


def add_replacement(rng: Random, evolving: Evolving) -> None:
    """An item that is replaced by one or two others with a somewhat different meaning."""
    candidates = items_to_replace(evolving)
    made, home = rng.choice(candidates)
    year = retire(rng, made)
    if year is None or made.item is None:
        return
    possible = possible_replacements(evolving, made)
    others = rng.sample(possible, min(len(possible), rng.randint(0, 1)))
    if not others or rng.random() < 0.5:
        alike = rng.random() < 0.5
        others.append(add_item(rng, evolving, year, made.item, alike=alike, home=home))
    evolving.replaced_by[made.id] = [(other.id, rng.choice(OTHER_KINDS)) for other in others]


def move(rng: Random, evolving: Evolving) -> None:
    """A node that moves to another parent with its descendants; the old parent keeps some."""
    standings = evolving.standings()
    movable = [
        (made, parent)
        for made, parent in standings
        if parent is not None and len(parent.children) > 1 and made.id not in evolving.moved_from
    ]
    if not movable:
        return
    made, parent = rng.choice(movable)
    homes = [
        home
        for home, _ in standings
        if home.kind == parent.kind and home is not parent and home.children
    ]
    if homes:
        home = rng.choice(homes)
        parent.children.remove(made)
        home.children.insert(rng.randint(0, len(home.children)), made)
        evolving.moved_from[made.id] = parent.id


def random_evolution(rng: Random) -> Evolving:
    rules = random_rules(rng)
    ids = ("A", "B", "C2")[: rng.choice((1, 2, 2, 3))]
    evolving = Evolving(rules, [random_node(rng, area, "area", rules.levels) for area in ids])
    for _ in range(rng.randint(1, 6)):
        add_chain(rng, evolving)
    for _ in range(rng.randint(0, 3)):
        add_replacement(rng, evolving)
    for _ in range(rng.randint(0, 5)):
        move(rng, evolving)
    for made, _ in evolving.standings():
        if rng.random() < 0.1:
            evolving.numbers[made.id] = rng.choice(("1", "7", "12", "IV"))
    return evolving


def own_lines(made: Made, evolving: Evolving) -> Iterator[str]:
    """A node's own attributes, without its children."""
    yield from node_lines(replace(made, children=[]))
    if made.id in evolving.numbers:
        yield f"  number: {evolving.numbers[made.id]}"
    if made.id in evolving.moved_from:
        yield f"  moved_from: {evolving.moved_from[made.id]}"
    if made.id in evolving.replaced_by:
        yield "  replaced_by:"
        for other, kind in evolving.replaced_by[made.id]:
            yield f"    - {{id: {other}, kind: {kind}}}"


def evolving_lines(made: Made, evolving: Evolving) -> Iterator[str]:
    yield from own_lines(made, evolving)
    if made.children:
        yield f"  {CHILD_KEYS[made.kind]}:"
        for child in made.children:
            yield from (f"    {line}" for line in evolving_lines(child, evolving))


def evolving_text(evolving: Evolving) -> str:
    text = catalogue_text(MadeCatalogue(evolving.rules, ()))
    for area in evolving.areas:
        text += "".join(f"  {line}\n" for line in evolving_lines(area, evolving))
    return text


@dataclass(frozen=True)
class RandomYears:
    """A random catalogue with two random years; the text of each is the text of its file."""

    evolving: Evolving
    earlier: Side
    later: Side
    texts: tuple[str, str]
    backwards: bool

    def named(self) -> tuple[str, str]:
        """The names of the years."""
        names = self.earlier.name, self.later.name
        return names[::-1] if self.backwards else names

    def sides(self) -> tuple[Side, Side]:
        return self.earlier, self.later

    def expected(self) -> Json:
        told = expected(self.earlier, self.later, self.evolving.framework())
        return mirrored(told) if self.backwards else told


def random_side(rng: Random, evolving: Evolving, name: str) -> tuple[Side, str]:
    nodes = tuple(holding(evolving.areas, name))
    held = {node.id for node in nodes}
    mix = rng.choices(MIXES, (2, 4, 3, 1))[0]
    lean = tuple(rng.randint(1, 4) for _ in evolving.rules.levels)
    lines: list[str] = []
    verdicts = {}
    for item in all_items(evolving.areas):
        if item.id in held:
            state = rng.choices(STATES, mix)[0]
            written, verdicts[item.id] = write_rating(rng, item, state, evolving.rules, lean)
            lines += written
    return Side(name, nodes, verdicts), year_text(name, "random", lines)


def random_case(seed: int) -> RandomYears:
    rng = Random(f"evolution {seed}")
    evolving = random_evolution(rng)
    # Nearby years have most in common; distant ones show the combined effect of several changes.
    gap = rng.choice((1, 1, 2, 3, 4, 6))
    start = rng.randrange(len(COMPARED) - gap)
    earlier, earlier_text = random_side(rng, evolving, COMPARED[start])
    later, later_text = random_side(rng, evolving, COMPARED[start + gap])
    return RandomYears(evolving, earlier, later, (earlier_text, later_text), rng.random() < 0.5)


def put_case(project: Path, case: RandomYears) -> None:
    put_catalogue(project, evolving_text(case.evolving))
    for side, text in zip(case.sides(), case.texts, strict=True):
        put_year(project, Year(side.name, text, side.verdicts))


# --- The product --------------------------------------------------------------------------------


def output_of(*arguments: str) -> str:
    """The output of the command line, run in this process; it must succeed."""
    written, complaints = io.BytesIO(), io.StringIO()
    with (
        redirect_stdout(io.TextIOWrapper(written, encoding="utf-8")) as stream,
        redirect_stderr(complaints),
    ):
        code = run(arguments)
        stream.flush()
        text = written.getvalue().decode()
    assert code == 0, complaints.getvalue() + text
    return text


def changes_in(node: Json) -> Json:
    return {key: node[key] for key in ("headline", "like_for_like", "rest")}


def item_in(row: Json) -> Json:
    return {key: row[key] for key in ("class", "from", "to")}


def by_id(rows: Sequence[Json], kept: Callable[[Json], Json]) -> Json:
    """Rows by their ids, which must be unique."""
    found = {row["id"]: kept(row) for row in rows}
    assert sorted(found) == sorted(row["id"] for row in rows)
    return found


def compared(told: Json) -> Json:
    """The compared part of the product's output."""
    assert told["format_version"] == 2
    assert told["overall"]["id"] is None
    return {
        "from": told["from"]["year"],
        "to": told["to"]["year"],
        "overall": changes_in(told["overall"]),
        **{tree: by_id(told[tree], changes_in) for tree in TREES},
        "items": by_id(told["items"], item_in),
    }


def product_diff(project: Path, first: str, second: str) -> Json:
    """The compared part of the output of the command line in this process."""
    asked = ("--root", str(project), "diff", first, second, "--format", "json")
    return compared(json.loads(output_of(*asked)))


def assert_same(got: Json, wanted: Json) -> None:
    """Compare row by row, so that a failure shows one row instead of the full comparison."""
    for part in ("items", "criteria", "areas"):
        for row in wanted[part]:
            assert (row, got[part].get(row)) == (row, wanted[part][row])
        assert set(got[part]) == set(wanted[part])
    assert got == wanted


# --- Random pairs of years ------------------------------------------------------------------


@pytest.mark.parametrize("seed", SEEDS)
def test_two_years_of_a_random_catalogue(seed: int, tmp_path: Path) -> None:
    """All comparisons of a case are in one test, which reads its files once."""
    case = random_case(seed)
    put_case(tmp_path, case)
    assert_valid(tmp_path)
    ways = [product_diff(tmp_path, *names) for names in (case.named(), case.named()[::-1])]
    assert_same(ways[0], case.expected())
    assert_same(ways[1], mirrored(ways[0]))
    assert_nothing_dropped(ways[case.backwards], case)
    assert_headlines_add_up(ways[0])
    side = case.sides()[seed % 2]
    assert_unchanged(product_diff(tmp_path, side.name, side.name), side)


def assert_valid(project: Path) -> None:
    found = json.loads(output_of("--root", str(project), "validate", "--format", "json"))
    assert [one for one in found["findings"] if one["severity"] == "error"] == []


def assert_unchanged(told: Json, side: Side) -> None:
    """A year compared with itself shows no change."""
    for node in (told["overall"], *told["areas"].values(), *told["criteria"].values()):
        assert set(node.values()) in ({"0"}, {None})
    assert set(told["items"]) == set(side.items())
    for item_id, item in told["items"].items():
        said = side.says_of(item_id)
        wanted = "unchanged" if said.share is not None else CHANGES[standing(said), standing(said)]
        assert (item["class"], item["from"]) == (wanted, item["to"])


def assert_nothing_dropped(told: Json, case: RandomYears) -> None:
    """Every item of both years is compared, and none twice."""
    rows = told["items"]
    for key, side in zip(("from", "to"), case.sides(), strict=True):
        named = [row[key]["id"] for row in rows.values() if row[key] is not None]
        assert sorted(named) == sorted(side.items())
    joined = [row for row in rows.values() if row["from"] and row["to"]]
    assert len(rows) == len(case.earlier.items()) + len(case.later.items()) - len(joined)
    for row_id, row in rows.items():
        newer = row["to"] or row["from"]
        assert (row["class"] in CLASSES, newer["id"]) == (True, row_id)


def assert_headlines_add_up(told: Json) -> None:
    """A headline is the like-for-like difference and the rest."""
    for node in (told["overall"], *told["areas"].values(), *told["criteria"].values()):
        headline, alike, rest = node["headline"], node["like_for_like"], node["rest"]
        assert (rest is None) == (headline is None or alike is None)
        if rest is not None:
            assert Fraction(headline) == Fraction(alike) + Fraction(rest)


@pytest.mark.parametrize("seed", [20, 21, 22])
def test_the_command_line_gives_the_same(seed: int, tmp_path: Path) -> None:
    case = random_case(seed)
    put_case(tmp_path, case)
    asked = ("diff", *case.named(), "--format", "json")
    assert_same(compared(command_output(tmp_path, *asked)), case.expected())


# --- What the random cases contain --------------------------------------------------------------


def way_that_differs(old: RatedItem, new: RatedItem) -> Iterator[str]:
    """The one difference in how two items are rated, if there is exactly one."""
    if old.rated_by != new.rated_by:
        yield "rated_by"
    else:
        keys = ("ladder", "thresholds", "lower_is_better")
        differing = [key for key in keys if getattr(old, key) != getattr(new, key)]
        yield " and ".join(differing)


def steps_between(old: str, new: str, same: Mapping[str, str]) -> int:
    steps = 0
    while old != new:
        old = same[old]
        steps += 1
    return steps


def features_of_pair(old: str, new: str, row: Json, case: RandomYears) -> Iterator[str]:
    """The expected row of an item that both years have."""
    framework = case.evolving.framework()
    before, after = framework.items[old], framework.items[new]
    if old != new:
        yield f"joined {row['class']}"
        yield f"joined over {steps_between(old, new, framework.same)} steps"
    if row["class"] == "not_comparable":
        yield from (f"another {way}" for way in way_that_differs(before, after))
        both = row["from"]["share_exact"] and row["to"]["share_exact"]
        yield f"not comparable, both scored {both is not None}"
    if row["class"] in ("improved", "worsened", "unchanged"):
        yield f"common {after.rated_by} {bool(after.thresholds)} {after.lower_is_better}"
    if old in case.evolving.moved_from:
        yield f"moved {row['class']}"


def features_of_gone(old: str, row: Json, evolving: Evolving) -> Iterator[str]:
    """The expected row of an item that only the earlier year has."""
    for _, kind in evolving.replaced_by.get(old, ()):
        yield f"{row['class']} by {kind}"
    made = next(made for made, _ in evolving.standings() if made.id == old)
    yield f"{row['class']} {'on its own' if made.retired else 'with what it stands under'}"


def features_of_new(new: str, evolving: Evolving) -> Iterator[str]:
    """The expected row of an item that only the later year has."""
    replacing = {other for others in evolving.replaced_by.values() for other, _ in others}
    yield f"added, replaces {new in replacing}"
    made = next(made for made, _ in evolving.standings() if made.id == new)
    yield f"added {'on its own' if made.since else 'with what it stands under'}"


def features_of_item(row: Json, case: RandomYears) -> Iterator[str]:
    old, new = row["from"], row["to"]
    yield row["class"]
    if old and new:
        yield from features_of_pair(old["id"], new["id"], row, case)
    elif old:
        yield from features_of_gone(old["id"], row, case.evolving)
    else:
        yield from features_of_new(new["id"], case.evolving)


def sign(value: str | None) -> str:
    if value is None:
        return "null"
    return "0" if value == "0" else "some"


def features_of_node(kind: str, node: Json) -> Iterator[str]:
    yield f"{kind}: headline {sign(node['headline'])}, alike {sign(node['like_for_like'])}"
    yield f"{kind}: rest {sign(node['rest'])}"


def common_below(node_id: str, side: Side, common: Iterable[str]) -> list[str]:
    below = {node_id}
    for node in side.nodes:  # parents first
        if node.parent in below:
            below.add(node.id)
    return [item for item in common if item in below]


def features_of_trees(case: RandomYears, told: Json) -> Iterator[str]:
    """The years in which nodes are in force, and nodes without common items to compare."""
    ids = [{node.id for node in side.nodes} for side in case.sides()]
    compared_rows = ("improved", "worsened", "unchanged")
    common = [row for row, item in told["items"].items() if item["class"] in compared_rows]
    for tree in TREES:
        for node_id, node in told[tree].items():
            held = [node_id in held for held in ids]
            yield f"{tree}: holds {held}"
            alike = node["like_for_like"]
            if held[1] and alike is None and common_below(node_id, case.later, common):
                yield f"{tree}: common items of weight 0 only"


def features_of_case(case: RandomYears) -> Iterator[str]:
    told = expected(case.earlier, case.later, case.evolving.framework())
    yield f"backwards {case.backwards}"
    yield f"numbers {bool(case.evolving.numbers)}"
    kinds = {made.id: made.kind for made, _ in case.evolving.standings()}
    for side in case.sides():
        for node in side.nodes:
            if node.id in case.evolving.moved_from:
                yield f"moved {kinds[node.id]}"
    for row in told["items"].values():
        yield from features_of_item(row, case)
    yield from features_of_node("overall", told["overall"])
    for tree in TREES:
        for node in told[tree].values():
            yield from features_of_node(tree, node)
    yield from features_of_trees(case, told)


def wanted_of_nodes() -> Iterator[str]:
    """Every possible relation between the three figures of a node."""
    for kind in ("overall", *TREES):
        for alike in ("some", "0", "null"):
            yield f"{kind}: headline some, alike {alike}"
        yield f"{kind}: rest some"
    # A pair may be common under a criterion that had no share of its own in the earlier year.
    yield "criteria: headline null, alike some"
    for tree in TREES:
        yield f"{tree}: common items of weight 0 only"
        yield from (f"{tree}: holds {held}" for held in ([True, True], [True, False]))
        yield f"{tree}: holds {[False, True]}"


def test_the_random_cases_meet_every_case() -> None:
    """The comparisons above are useful only if the cases cover everything."""
    seen: Counter[str] = Counter()
    for seed in SEEDS:
        seen.update(set(features_of_case(random_case(seed))))
    rated = ("level False False", "points False False", "survey False False")
    ratios = ("ratio False False", "ratio True False", "ratio True True")
    both_have = [one for one in CLASSES if one not in ("added", "retired", "replaced")]
    wanted = [
        *CLASSES,
        *(f"joined {one}" for one in both_have),
        *(f"joined over {steps} steps" for steps in (1, 2, 3)),
        *(f"moved {one}" for one in both_have),
        *(f"moved {kind}" for kind in ("criterion", "indicator", "subindicator")),
        *(f"another {way}" for way in ("rated_by", "ladder", "thresholds")),
        "another thresholds and lower_is_better",
        *(f"not comparable, both scored {both}" for both in (True, False)),
        *(f"common {way}" for way in (*rated, *ratios)),
        *(f"replaced by {kind}" for kind in ("same", *OTHER_KINDS)),
        *(f"added, replaces {one}" for one in (True, False)),
        *(f"{gone} on its own" for gone in ("added", "retired", "replaced")),
        *(f"{gone} with what it stands under" for gone in ("added", "retired")),
        *(f"backwards {one}" for one in (True, False)),
        "numbers True",
        *wanted_of_nodes(),
    ]
    assert [feature for feature in wanted if seen[feature] < 2] == []


# --- Calculated by hand --------------------------------------------------------------------------

OLD, NEW = "2020-2021", "2021-2022"
HAND_HEAD = catalogue_text(MadeCatalogue(SHIPPED_RULES, ()))

# One criterion with three items; all compared items have shares that are thirds.
PLAIN = """\
  - id: A
    title: Област
    criteria:
      - id: A.1
        title: Критерий
        indicators:
          - {id: A.1.1, title: Първи}
          - {id: A.1.2, title: Втори}
          - {id: A.1.3, title: Трети}
"""

Ratings = Mapping[str, str]


class SmallCatalogueYears:
    """Compares two years of a small catalogue; items that a year does not list are not rated."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._places = count()

    def diff(
        self,
        areas: str,
        old: Ratings,
        new: Ratings,
        *,
        backwards: bool = False,
        head: str = HAND_HEAD,
    ) -> Json:
        project = self._folder / str(next(self._places))
        project.mkdir()
        put_catalogue(project, head + areas)
        for name, ratings in ((OLD, old), (NEW, new)):
            lines = [f"  {item}: {rating}" for item, rating in ratings.items()]
            put_year(project, Year(name, year_text(name, "random", lines), {}))
        named = (NEW, OLD) if backwards else (OLD, NEW)
        return product_diff(project, *named)


@pytest.fixture
def hand(tmp_path: Path) -> SmallCatalogueYears:
    return SmallCatalogueYears(tmp_path)


def classes_in(told: Json) -> dict[str, str]:
    return {row: item["class"] for row, item in told["items"].items()}


def changes(headline: str | None, alike: str | None, rest: str | None) -> Json:
    return {"headline": headline, "like_for_like": alike, "rest": rest}


def assert_at_every_node(told: Json, wanted: Json) -> None:
    """With one area of one criterion, all nodes above the items have the same figures."""
    assert told["overall"] == wanted
    assert told["areas"] == {"A": wanted}
    assert told["criteria"] == {"A.1": wanted}


NO_CHANGE = changes("0", "0", "0")
LIVED = {"A.1.1": "2", "A.1.2": "3", "A.1.3": "4"}


@pytest.mark.parametrize(
    ("written", "changed"),
    [
        ("{id: A.1.1, ", "{id: A.1.1, number: 3, "),
        ("{id: A.1.3, ", '{id: A.1.3, number: "1", '),
        ("title: Първи", "title: Съвсем друг текст"),
        ("title: Критерий", "title: Друг критерий"),
        ("- id: A\n", "- id: A\n    number: II\n"),
    ],
)
def test_another_number_or_text_is_no_change(
    written: str, changed: str, hand: SmallCatalogueYears
) -> None:
    """Only the id matters."""
    other = PLAIN.replace(written, changed)
    assert other != PLAIN
    told = hand.diff(other, LIVED, LIVED)
    assert_at_every_node(told, NO_CHANGE)
    assert set(classes_in(told).values()) == {"unchanged"}
    # Where the ratings differ, it adds nothing to the difference.
    later = {"A.1.1": "3", "A.1.2": "2", "A.1.3": "4"}
    assert hand.diff(other, LIVED, later) == hand.diff(PLAIN, LIVED, later)


def test_another_id_for_the_same_is_no_change(hand: SmallCatalogueYears) -> None:
    renamed = PLAIN.replace(
        "{id: A.1.1, title: Първи}",
        f"{{id: A.1.1, title: Първи, retired: {NEW}, replaced_by: [{{id: A.1.4, kind: same}}]}}\n"
        f"          - {{id: A.1.4, title: Първи, since: {NEW}}}",
    )
    told = hand.diff(renamed, LIVED, {"A.1.4": "2", "A.1.2": "3", "A.1.3": "4"})
    assert_at_every_node(told, NO_CHANGE)
    assert classes_in(told) == dict.fromkeys(("A.1.2", "A.1.3", "A.1.4"), "unchanged")
    assert told["items"]["A.1.4"]["from"] == {
        "id": "A.1.1",
        "state": "scored",
        "level": 2,
        "share_exact": "1/3",
    }


def test_levels_that_rise_and_fall(hand: SmallCatalogueYears) -> None:
    # Old: levels 2, 3, 4 → (1/3 + 2/3 + 1)/3 = 2/3. New: 4, 2, 4 → (1 + 1/3 + 1)/3 = 7/9.
    # All three are common, so the headline is like for like: 7/9 − 6/9 = 1/9.
    new = {"A.1.1": "4", "A.1.2": "2", "A.1.3": "4"}
    told = hand.diff(PLAIN, LIVED, new)
    assert_at_every_node(told, changes("1/9", "1/9", "0"))
    assert classes_in(told) == {"A.1.1": "improved", "A.1.2": "worsened", "A.1.3": "unchanged"}
    back = hand.diff(PLAIN, LIVED, new, backwards=True)
    assert (back["from"], back["to"]) == (NEW, OLD)
    assert_at_every_node(back, changes("-1/9", "-1/9", "0"))
    assert classes_in(back) == {"A.1.1": "worsened", "A.1.2": "improved", "A.1.3": "unchanged"}


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        # 1/3, and 3334/10000 of the best: (10002 − 10000)/30000. Both are 0.333 to three decimals.
        ("{2: 1}", "{1: 6666, 4: 3334}", "1/15000"),
        # Of 2n + 1 answers n are the best. n/(2n + 1) − (n − 1)/(2n − 1) = 1/((2n + 1)(2n − 1));
        # with n = 499999999 that is less than numbers of double precision can tell apart.
        (
            "{1: 499999999, 4: 499999998}",
            "{1: 500000000, 4: 499999999}",
            f"1/{999999999 * 999999997}",
        ),
    ],
)
def test_the_smallest_change_is_one(
    old: str, new: str, change: str, hand: SmallCatalogueYears
) -> None:
    areas = PLAIN.replace("{id: A.1.1, ", "{id: A.1.1, rated_by: survey, ")
    ratings = [{"A.1.1": f"{{answers: {answers}}}"} for answers in (old, new)]
    told = hand.diff(areas, *ratings)
    assert_at_every_node(told, changes(change, change, "0"))
    assert told["items"]["A.1.1"]["class"] == "improved"


EMPTY = ""
NO_EVIDENCE = "{no_evidence: Няма данни.}"
NOT_APPLICABLE = "{not_applicable: Не се отнася.}"


@pytest.mark.parametrize(
    ("state", "gone", "come"),
    [
        (EMPTY, "no_longer_rated", "newly_rated"),
        (NO_EVIDENCE, "no_longer_rated", "newly_rated"),
        (NOT_APPLICABLE, "no_longer_applicable", "newly_applicable"),
    ],
)
@pytest.mark.parametrize(
    ("level", "headline"),
    [
        # The others are at 2 and 3 in both years: (1/3 + 2/3)/2 = 1/2. With the third at 4 it is
        # (1/3 + 2/3 + 1)/3 = 2/3, and 1/6 more; with it at 1 it is 1/3, and 1/6 less.
        ("4", "1/6"),
        ("1", "-1/6"),
    ],
)
def test_what_one_year_does_not_rate_is_neither_better_nor_worse(
    level: str, headline: str, state: str, gone: str, come: str, hand: SmallCatalogueYears
) -> None:
    others = {"A.1.1": "2", "A.1.2": "3"}
    without, rated = others | {"A.1.3": state}, others | {"A.1.3": level}
    for old, new, change, wanted in (
        (without, rated, headline, come),
        (rated, without, negative(headline), gone),
    ):
        told = hand.diff(PLAIN, old, new)
        assert_at_every_node(told, changes(change, "0", change))
        assert classes_in(told) == {"A.1.1": "unchanged", "A.1.2": "unchanged", "A.1.3": wanted}


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        (EMPTY, NO_EVIDENCE, "unscored"),
        (NO_EVIDENCE, EMPTY, "unscored"),
        (EMPTY, EMPTY, "unscored"),
        (NOT_APPLICABLE, NOT_APPLICABLE, "not_applicable"),
        (NO_EVIDENCE, NOT_APPLICABLE, "no_longer_applicable"),
        (EMPTY, NOT_APPLICABLE, "no_longer_applicable"),
        (NOT_APPLICABLE, NO_EVIDENCE, "newly_applicable"),
        (NOT_APPLICABLE, EMPTY, "newly_applicable"),
    ],
)
def test_what_neither_year_rates(
    old: str, new: str, wanted: str, hand: SmallCatalogueYears
) -> None:
    others = {"A.1.1": "2", "A.1.2": "3"}
    told = hand.diff(PLAIN, others | {"A.1.3": old}, others | {"A.1.3": new})
    assert_at_every_node(told, NO_CHANGE)
    assert told["items"]["A.1.3"]["class"] == wanted
    assert told["items"]["A.1.3"]["from"]["share_exact"] is None
    assert told["items"]["A.1.3"]["to"]["level"] is None


def test_years_without_a_common_item_have_only_a_headline(hand: SmallCatalogueYears) -> None:
    # Old: A.1.1 at 2 → 1/3. New: A.1.2 at 4 → 1. No item is scored in both.
    told = hand.diff(PLAIN, {"A.1.1": "2"}, {"A.1.2": "4"})
    assert_at_every_node(told, changes("2/3", None, None))
    assert classes_in(told) == {
        "A.1.1": "no_longer_rated",
        "A.1.2": "newly_rated",
        "A.1.3": "unscored",
    }


def test_years_of_which_one_has_no_share_have_no_figures(hand: SmallCatalogueYears) -> None:
    told = hand.diff(PLAIN, {"A.1.1": EMPTY}, LIVED)
    assert_at_every_node(told, changes(None, None, None))


# --- By hand: items that are added, removed or replaced -------------------------------------------


def succession(kind: str, old: str = "", new: str = "") -> str:
    """A.1.1 is always in force; A.1.2 until OLD, and A.1.3 replaces it from NEW on."""
    return f"""\
  - id: A
    title: Област
    criteria:
      - id: A.1
        title: Критерий
        indicators:
          - {{id: A.1.1, title: Първи}}
          - id: A.1.2
            title: Втори
            retired: {NEW}
            replaced_by:
              - {{id: A.1.3, kind: {kind}}}
{old}          - id: A.1.3
            title: Трети
            since: {NEW}
{new}"""


def test_a_replacement_that_is_better_has_improved(hand: SmallCatalogueYears) -> None:
    # Old: levels 3 and 2 → (2/3 + 1/3)/2 = 1/2. New: 3 and 4 → (2/3 + 1)/2 = 5/6; 1/3 more.
    old, new = {"A.1.1": "3", "A.1.2": "2"}, {"A.1.1": "3", "A.1.3": "4"}
    told = hand.diff(succession("same"), old, new)
    assert_at_every_node(told, changes("1/3", "1/3", "0"))
    assert classes_in(told) == {"A.1.1": "unchanged", "A.1.3": "improved"}
    row = told["items"]["A.1.3"]
    assert row["from"] == {"id": "A.1.2", "state": "scored", "level": 2, "share_exact": "1/3"}
    assert row["to"] == {"id": "A.1.3", "state": "scored", "level": 4, "share_exact": "1"}
    back = hand.diff(succession("same"), old, new, backwards=True)
    assert classes_in(back) == {"A.1.1": "unchanged", "A.1.3": "worsened"}
    assert (back["items"]["A.1.3"]["from"], back["items"]["A.1.3"]["to"]) == (
        row["to"],
        row["from"],
    )


@pytest.mark.parametrize("kind", OTHER_KINDS)
def test_a_replacement_that_is_not_the_same_is_not_compared(
    kind: str, hand: SmallCatalogueYears
) -> None:
    # The shares are as above; only A.1.1 is common, and it has not changed.
    old, new = {"A.1.1": "3", "A.1.2": "2"}, {"A.1.1": "3", "A.1.3": "4"}
    told = hand.diff(succession(kind), old, new)
    assert_at_every_node(told, changes("1/3", "0", "1/3"))
    assert classes_in(told) == {"A.1.1": "unchanged", "A.1.2": "replaced", "A.1.3": "added"}
    assert (told["items"]["A.1.2"]["to"], told["items"]["A.1.3"]["from"]) == (None, None)
    back = hand.diff(succession(kind), old, new, backwards=True)
    assert_at_every_node(back, changes("-1/3", "0", "-1/3"))
    assert classes_in(back) == {"A.1.1": "unchanged", "A.1.2": "replaced", "A.1.3": "retired"}


def test_an_item_that_nothing_replaces_is_retired(hand: SmallCatalogueYears) -> None:
    areas = PLAIN.replace("{id: A.1.3, ", f"{{id: A.1.3, retired: {NEW}, ")
    # Old: levels 2, 3, 4 → 2/3. New: 2 and 3 → 1/2. The two common ones have not changed.
    told = hand.diff(areas, LIVED, {"A.1.1": "2", "A.1.2": "3"})
    assert_at_every_node(told, changes("-1/6", "0", "-1/6"))
    assert told["items"]["A.1.3"]["class"] == "retired"


def test_the_same_that_the_later_year_does_not_have_is_replaced(hand: SmallCatalogueYears) -> None:
    """A.1.3 starts only in 2022-2023, so NEW has neither."""
    areas = succession("same").replace(f"since: {NEW}", "since: 2022-2023")
    told = hand.diff(areas, {"A.1.1": "3", "A.1.2": "2"}, {"A.1.1": "3"})
    assert_at_every_node(told, changes("1/6", "0", "1/6"))  # from 1/2 to 2/3
    assert classes_in(told) == {"A.1.1": "unchanged", "A.1.2": "replaced"}


OLDER_ONE = f"""\
          - id: A.1.2
            title: Втори
            retired: {NEW}
            replaced_by: [{{id: A.1.3, kind: same}}]
"""
NEWER_ONE = "          - {id: A.1.3, title: Трети}\n"
BEGIN = PLAIN[: PLAIN.index("          - {id: A.1.2")]


@pytest.mark.parametrize("order", [(OLDER_ONE, NEWER_ONE), (NEWER_ONE, OLDER_ONE)])
def test_what_has_the_same_id_is_joined_with_nothing_else(
    order: tuple[str, str], hand: SmallCatalogueYears
) -> None:
    """A.1.3 existed together with A.1.2 before replacing it, in either order."""
    areas = BEGIN + "".join(order)
    # Old: levels 3, 2, 4 → (2/3 + 1/3 + 1)/3 = 2/3. New: 3 and 4 → (2/3 + 1)/2 = 5/6.
    # A.1.1 and A.1.3 are common, and neither has changed.
    old, new = {"A.1.1": "3", "A.1.2": "2", "A.1.3": "4"}, {"A.1.1": "3", "A.1.3": "4"}
    told = hand.diff(areas, old, new)
    assert classes_in(told) == {"A.1.1": "unchanged", "A.1.2": "replaced", "A.1.3": "unchanged"}
    assert_at_every_node(told, changes("1/6", "0", "1/6"))
    assert hand.diff(areas, old, new, backwards=True) == mirrored(told)


UNDIVIDED = "          - {id: A.1.2, title: Втори, %s}\n"
DIVIDED = """\
          - id: A.1.3
            title: Трети
            %s
            subindicators:
              - {id: A.1.3.1, text: Подиндикатор}
"""
GOES = f"retired: {NEW}"
COMES = f"since: {NEW}"


def test_an_item_is_not_joined_with_another_node(hand: SmallCatalogueYears) -> None:
    """An indicator with sub-indicators is not rated, in either the earlier or the later year."""
    whole, divided = {"A.1.1": "3", "A.1.2": "2"}, {"A.1.1": "3", "A.1.3.1": "4"}
    to_divided = GOES + ", replaced_by: [{id: A.1.3, kind: same}]"
    told = hand.diff(BEGIN + UNDIVIDED % to_divided + DIVIDED % COMES, whole, divided)
    # From (2/3 + 1/3)/2 = 1/2 to (2/3 + 1)/2 = 5/6; only A.1.1 is common.
    assert classes_in(told) == {"A.1.1": "unchanged", "A.1.2": "replaced", "A.1.3.1": "added"}
    assert_at_every_node(told, changes("1/3", "0", "1/3"))
    to_whole = GOES + "\n            replaced_by: [{id: A.1.2, kind: same}]"
    told = hand.diff(BEGIN + UNDIVIDED % COMES + DIVIDED % to_whole, divided, whole)
    assert classes_in(told) == {"A.1.1": "unchanged", "A.1.2": "added", "A.1.3.1": "retired"}
    assert_at_every_node(told, changes("-1/3", "0", "-1/3"))


STEPS = """\
            rated_by: points
            ladder:
              - {points: 0, text: Не}
              - {points: 1, text: Отчасти}
              - {points: %s, text: Да}
"""
THRESHOLDS = """\
            rated_by: ratio
            thresholds: [%s]
"""
LOWER = "            lower_is_better: true\n"
SURVEY = "            rated_by: survey\n"
RATIO = "            rated_by: ratio\n"


@pytest.mark.parametrize(
    ("old", "new", "old_rating", "new_rating", "headline"),
    [
        # A.1.1 is at 3 in both years, 2/3. A.1.2 was at 1 of 2 points, 1/2: (2/3 + 1/2)/2 = 7/12.
        # A.1.3 is at 1 of 4 points, 1/4: (2/3 + 1/4)/2 = 11/24, and 3/24 less.
        (STEPS % 2, STEPS % 4, "{points: 1}", "{points: 1}", "-1/8"),
        # 60 % is level 3 by the old thresholds and level 2 by the new: 2/3 and 1/3 → 2/3, 1/2.
        (
            THRESHOLDS % "30, 60, 90",
            THRESHOLDS % "30, 70, 90",
            "{count: 3, of: 5}",
            "{count: 3, of: 5}",
            "-1/6",
        ),
        # 20 % is level 1 if more is better, and level 3 if less is better: 0 and 2/3 → 1/3, 2/3.
        (
            THRESHOLDS % "30, 60, 90",
            THRESHOLDS % "30, 20, 10" + LOWER,
            "{count: 1, of: 5}",
            "{count: 1, of: 5}",
            "1/3",
        ),
        # A level of 2, and a survey in which all chose 2: both 1/3, but rated in different ways.
        ("", SURVEY, "2", "{answers: {2: 7}}", "0"),
        # A level of 2 for a ratio, and the same with thresholds: both 1/3.
        (RATIO, THRESHOLDS % "30, 60, 90", "{level: 2}", "{count: 1, of: 2}", "0"),
    ],
)
def test_the_same_rated_another_way_is_not_comparable(
    old: str, new: str, old_rating: str, new_rating: str, headline: str, hand: SmallCatalogueYears
) -> None:
    told = hand.diff(
        succession("same", old, new),
        {"A.1.1": "3", "A.1.2": old_rating},
        {"A.1.1": "3", "A.1.3": new_rating},
    )
    assert_at_every_node(told, changes(headline, "0", headline))
    assert classes_in(told) == {"A.1.1": "unchanged", "A.1.3": "not_comparable"}


def test_the_same_threshold_met_from_the_other_side_is_another_way(
    hand: SmallCatalogueYears,
) -> None:
    """With two levels there is one threshold, which alone does not show the direction."""
    head = catalogue_text(MadeCatalogue(OracleRules((0, 1), "2/3", ()), ()))
    areas = succession("same", THRESHOLDS % "50", THRESHOLDS % "50" + LOWER)
    # 50 % is level 1 either way, and A.1.1 is also at 1: all shares are 1.
    half = "{count: 1, of: 2}"
    told = hand.diff(areas, {"A.1.1": "1", "A.1.2": half}, {"A.1.1": "1", "A.1.3": half}, head=head)
    assert_at_every_node(told, NO_CHANGE)
    assert classes_in(told) == {"A.1.1": "unchanged", "A.1.3": "not_comparable"}


@pytest.mark.parametrize("unrated", [EMPTY, NO_EVIDENCE, NOT_APPLICABLE])
def test_what_is_not_comparable_stays_so_where_a_year_does_not_rate_it(
    unrated: str, hand: SmallCatalogueYears
) -> None:
    areas = succession("same", STEPS % 2, STEPS % 4)
    for rating, other in (("{points: 1}", unrated), (unrated, "{points: 1}"), (unrated, unrated)):
        old, new = {"A.1.1": "3", "A.1.2": rating}, {"A.1.1": "3", "A.1.3": other}
        told = hand.diff(areas, old, new)
        assert classes_in(told) == {"A.1.1": "unchanged", "A.1.3": "not_comparable"}
        assert told["overall"]["like_for_like"] == "0"


def test_a_points_scale_that_is_the_same_is_compared(hand: SmallCatalogueYears) -> None:
    # A.1.2 at 1 of 2 points, A.1.3 at 2 of 2: 1/2 and 1. (2/3 + 1/2)/2 = 7/12, (2/3 + 1)/2 = 5/6.
    told = hand.diff(
        succession("same", STEPS % 2, STEPS % 2),
        {"A.1.1": "3", "A.1.2": "{points: 1}"},
        {"A.1.1": "3", "A.1.3": "{points: 2}"},
    )
    assert_at_every_node(told, changes("1/4", "1/4", "0"))
    row = told["items"]["A.1.3"]
    assert row["class"] == "improved"
    assert row["from"] == {"id": "A.1.2", "state": "scored", "level": None, "share_exact": "1/2"}


# Q is in force until OLD with weight 3; R replaces it from NEW on, with weight 1.
WEIGHED = f"""\
  - id: A
    title: Област
    criteria:
      - id: A.1
        title: Остава
        indicators:
          - {{id: A.1.1, title: Първи}}
      - id: A.2
        title: Отпада
        weight: 3
        weight_reason: Решение
        retired: {NEW}
        indicators:
          - id: A.2.1
            title: Втори
            retired: {NEW}
            replaced_by: [{{id: A.3.1, kind: same}}]
      - id: A.3
        title: Идва
        since: {NEW}
        indicators:
          - {{id: A.3.1, title: Трети, since: {NEW}}}
"""


def test_the_weights_are_those_of_the_later_year_both_ways(hand: SmallCatalogueYears) -> None:
    # A.1.1 goes from 1 to 4, so from 0 to 1; A.2.1, later A.3.1, stays at 2, 1/3.
    # Own trees: (0 + 3·1/3)/4 = 1/4, then (1 + 1/3)/2 = 2/3; the headline is 8/12 − 3/12 = 5/12.
    # The later tree: (0 + 1/3)/2 = 1/6, then 2/3; like for like 1/2, the rest 5/12 − 6/12.
    # With the weights of the earlier year, like for like would be (1 + 1)/4 − 1/4 = 1/4.
    old, new = {"A.1.1": "1", "A.2.1": "2"}, {"A.1.1": "4", "A.3.1": "2"}
    told = hand.diff(WEIGHED, old, new)
    assert told["overall"] == told["areas"]["A"] == changes("5/12", "1/2", "-1/12")
    back = hand.diff(WEIGHED, old, new, backwards=True)
    assert back["overall"] == back["areas"]["A"] == changes("-5/12", "-1/2", "1/12")
    for one in (told, back):
        # A.2 is not in force in the later year; A.3 had no share of its own in the earlier one, but
        # its item is compared with the item that it replaces.
        assert one["criteria"]["A.2"] == changes(None, None, None)
        assert one["criteria"]["A.3"] == changes(None, "0", None)
    assert classes_in(told) == {"A.1.1": "improved", "A.3.1": "unchanged"}


def test_a_common_item_of_weight_0_gives_nothing_above_it(hand: SmallCatalogueYears) -> None:
    weightless = "{id: A.1.1, weight: 0, weight_reason: Решение, "
    areas = PLAIN.replace("{id: A.1.1, ", weightless)
    # Old: only A.1.2 counts, at 2, 1/3. New: only A.1.3, at 4, 1. Only A.1.1 is common.
    told = hand.diff(areas, {"A.1.1": "1", "A.1.2": "2"}, {"A.1.1": "4", "A.1.3": "4"})
    assert_at_every_node(told, changes("2/3", None, None))
    assert told["items"]["A.1.1"]["class"] == "improved"


CHAIN = """\
  - id: A
    title: Област
    criteria:
      - id: A.1
        title: Критерий
        indicators:
          - id: A.1.1
            title: Първи
            retired: 2020-2021
            replaced_by: [{id: A.1.2, kind: same}]
          - id: A.1.2
            title: Втори
            rated_by: survey
            since: 2020-2021
            retired: 2021-2022
            replaced_by: [{id: A.1.3, kind: same}]
          - {id: A.1.3, title: Трети, since: 2021-2022}
"""


def test_a_chain_joins_its_ends(tmp_path: Path) -> None:
    """The middle item is rated in another way, but is in neither the first nor the last year."""
    put_catalogue(tmp_path, HAND_HEAD + CHAIN)
    rated = {
        "2019-2020": "A.1.1: 2",
        "2020-2021": "A.1.2: {answers: {2: 1, 4: 1}}",
        "2021-2022": "A.1.3: 3",
    }
    for name, line in rated.items():
        put_year(tmp_path, Year(name, year_text(name, "random", [f"  {line}"]), {}))
    ends = product_diff(tmp_path, "2019-2020", "2021-2022")
    assert_at_every_node(ends, changes("1/3", "1/3", "0"))  # from 1/3 to 2/3
    assert classes_in(ends) == {"A.1.3": "improved"}
    assert ends["items"]["A.1.3"]["from"]["id"] == "A.1.1"
    first = product_diff(tmp_path, "2019-2020", "2020-2021")
    assert_at_every_node(first, changes("1/3", None, None))  # to (1/3 + 1)/2 = 2/3
    assert classes_in(first) == {"A.1.2": "not_comparable"}


def test_a_moved_item_is_compared_where_it_is_now(hand: SmallCatalogueYears) -> None:
    areas = PLAIN + (
        "      - id: A.2\n"
        "        title: Друг критерий\n"
        "        indicators:\n"
        "          - {id: A.1.9, title: Преместен, moved_from: A.1}\n"
    )
    # A.1: 1/3 in both years. A.2: from 1/3 to 1. A: (1/3 + 1/3)/2 = 1/3, (1/3 + 1)/2 = 2/3.
    told = hand.diff(areas, {"A.1.1": "2", "A.1.9": "2"}, {"A.1.1": "2", "A.1.9": "4"})
    assert told["criteria"]["A.1"] == NO_CHANGE
    assert told["criteria"]["A.2"] == changes("2/3", "2/3", "0")
    assert told["overall"] == told["areas"]["A"] == changes("1/3", "1/3", "0")
    assert told["items"]["A.1.9"]["class"] == "improved"


def test_an_area_that_starts_or_ends_is_listed(hand: SmallCatalogueYears) -> None:
    areas = PLAIN + (
        "  - id: B\n"
        "    title: Отпада\n"
        f"    retired: {NEW}\n"
        "    criteria:\n"
        "      - id: B.1\n"
        "        title: Критерий\n"
        "        indicators:\n"
        "          - {id: B.1.1, title: Единствен}\n"
        "  - id: C\n"
        "    title: Идва\n"
        f"    since: {NEW}\n"
        "    criteria:\n"
        "      - id: C.1\n"
        "        title: Критерий\n"
        "        indicators:\n"
        "          - {id: C.1.1, title: Единствен}\n"
    )
    # A is 2/3 in both years. Old: B at 1, 0 → 1/3. New: C at 4, 1 → 5/6; the headline is 1/2.
    told = hand.diff(areas, LIVED | {"B.1.1": "1"}, LIVED | {"C.1.1": "4"})
    assert told["overall"] == changes("1/2", "0", "1/2")
    none = changes(None, None, None)
    assert told["areas"] == {"A": NO_CHANGE, "B": none, "C": none}
    assert told["criteria"] == {"A.1": NO_CHANGE, "B.1": none, "C.1": none}
    assert (classes_in(told)["B.1.1"], classes_in(told)["C.1.1"]) == ("retired", "added")
