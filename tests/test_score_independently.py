"""The figures of `quality score`, against a second calculation that shares no code with it.

The first part of this module is that calculation, made from the specification alone: plain loops
over a flat list of nodes, and fractions. The second writes random years and random catalogues as
text. Then come the comparisons, and at the end a few years that were reckoned by hand.

For the shipped catalogue the calculation takes its tree from `quality catalogue --format json`; the
scale, the threshold and the bands, which that output does not have, stand here a second time.
"""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil, floor
from pathlib import Path
from random import Random
from typing import Any

import pytest

from qualitycli.checks import check_catalogue, check_year
from qualitycli.diagnostics import Diagnostic, Severity
from qualitycli.reading.load import load_catalogue, load_year
from qualitycli.render.score_json import as_json
from qualitycli.scoring.score import score_year
from qualitycli.workspace import CatalogueFile

pytestmark = pytest.mark.slow

Json = dict[str, Any]

SHIPPED = Path(__file__).parents[1] / "data" / "criteria.yaml"
HALF = Fraction(1, 2)
BOTH = (True, False)
STATES = ("scored", "not_applicable", "no_evidence", "not_rated")

# --- The second calculation ---------------------------------------------------------------------


@dataclass(frozen=True)
class Flat:
    """A node that holds in the year; in a list of them, parents stand before their children."""

    id: str
    kind: str
    parent: str | None
    weight: Fraction
    is_item: bool


@dataclass(frozen=True)
class Verdict:
    """What a year says of one item."""

    state: str
    share: Fraction | None = None
    level: int | None = None


NOT_RATED = Verdict("not_rated")


@dataclass(frozen=True)
class Step:
    """A word and its lower bound; the lowest word has none."""

    name: str
    bound: str | None = None
    strictly: bool = False

    def reached_by(self, percent: Fraction) -> bool:
        if self.bound is None:
            return True
        bound = Fraction(self.bound)
        return percent > bound if self.strictly else percent >= bound

    def edge(self, *, whole: bool) -> Fraction | None:
        """The exact percentage at which this word begins.

        Rounded half up, a percentage becomes the whole number n from n − ½ on. So the word begins
        ½ below the first whole number that reaches it: the bound itself, where that is whole and
        inclusive, else the next one up.
        """
        if self.bound is None:
            return None
        bound = Fraction(self.bound)
        if not whole:
            return bound
        return (floor(bound) + 1 if self.strictly else ceil(bound)) - HALF


@dataclass(frozen=True)
class Profile:
    """A set of bands, for the years from `first` to `last`."""

    id: str
    percent_of: str
    whole: bool
    steps: tuple[Step, ...]
    first: str | None = None
    last: str | None = None

    def covers(self, year: str) -> bool:
        return (self.first is None or self.first <= year) and (
            self.last is None or year <= self.last
        )

    def word(self, percent: Fraction) -> str:
        compared = Fraction(floor(percent + HALF)) if self.whole else percent
        for step in self.steps:
            if step.reached_by(compared):
                return step.name
        raise AssertionError(percent)

    def is_borderline(self, percent: Fraction) -> bool:
        for step in self.steps:
            edge = step.edge(whole=self.whole)
            if edge is not None and abs(percent - edge) <= HALF:
                return True
        return False


@dataclass(frozen=True)
class Rules:
    """What a framework says of the arithmetic."""

    levels: tuple[int, ...]
    threshold: str
    profiles: tuple[Profile, ...]

    def share_of(self, level: int) -> Fraction:
        return Fraction(level - self.levels[0], self.levels[-1] - self.levels[0])

    def profile(self, year: str, named: str | None) -> Profile | None:
        for profile in self.profiles:
            if profile.id == named or (named is None and profile.covers(year)):
                return profile
        return None


@dataclass
class Sums:
    """What has been gathered at a node from below it."""

    weighted: Fraction = Fraction(0)
    weights: Fraction = Fraction(0)
    scored: int = 0
    applicable: int = 0

    @property
    def share(self) -> Fraction | None:
        return self.weighted / self.weights if self.weights else None

    @property
    def coverage(self) -> Fraction | None:
        return Fraction(self.scored, self.applicable) if self.applicable else None

    def is_complete(self, threshold: Fraction) -> bool:
        return self.share is not None and self.coverage is not None and self.coverage >= threshold

    def add_item(self, verdict: Verdict) -> None:
        self.applicable = 0 if verdict.state == "not_applicable" else 1
        if verdict.share is not None:
            self.scored = 1
            self.weighted, self.weights = verdict.share, Fraction(1)

    def add_child(self, child: "Sums", weight: Fraction) -> None:
        if weight == 0:  # shows its own figures, but enters nothing above it
            return
        self.scored += child.scored
        self.applicable += child.applicable
        if child.share is not None:
            self.weighted += weight * child.share
            self.weights += weight


def roll_up(nodes: Sequence[Flat], verdicts: Mapping[str, Verdict]) -> dict[str | None, Sums]:
    """Every node's sums by its id, and those of the whole year under None."""
    sums: dict[str | None, Sums] = {None: Sums()}
    for node in nodes:
        sums[node.id] = Sums()
    for node in reversed(nodes):  # children first
        if node.is_item:
            sums[node.id].add_item(verdicts.get(node.id, NOT_RATED))
        sums[node.parent].add_child(sums[node.id], node.weight)
    return sums


def half_up(value: Fraction, places: int) -> str:
    whole, rest = divmod(floor(value * 10**places + HALF), 10**places)
    return f"{whole}.{rest:0{places}}" if places else str(whole)


def number(value: Fraction | None) -> float | None:
    return None if value is None else float(half_up(value, 4))


def grade_of(share: Fraction, rules: Rules) -> Fraction:
    return rules.levels[0] + (rules.levels[-1] - rules.levels[0]) * share


def percent_of(share: Fraction, rules: Rules, profile: Profile) -> Fraction:
    if profile.percent_of == "range":
        return 100 * share
    return 100 * grade_of(share, rules) / rules.levels[-1]


def figures(sums: Sums, rules: Rules, profile: Profile | None, *, complete: bool) -> Json:
    """The figures that every node shows; without bands there is neither percentage nor word."""
    share = sums.share
    shown: Json = {
        "share": number(share),
        "share_exact": None if share is None else str(share),
        "grade": None if share is None else half_up(grade_of(share, rules), 2),
        "percent": None,
        "band": None,
        "borderline": False,
        "complete": complete,
        "scored": sums.scored,
        "applicable": sums.applicable,
        "coverage": number(sums.coverage),
    }
    if share is not None and profile is not None:
        shown["percent"] = half_up(percent_of(share, rules, profile), 1)
    return shown


def words(sums: Sums, rules: Rules, profile: Profile | None) -> Json:
    """The word of a complete node, and whether it is near another one."""
    if sums.share is None or profile is None:
        return {}
    percent = percent_of(sums.share, rules, profile)
    return {"band": profile.word(percent), "borderline": profile.is_borderline(percent)}


def node_figures(
    node: Flat, sums: Sums, verdict: Verdict, rules: Rules, profile: Profile | None
) -> Json:
    named = {"id": node.id, "kind": node.kind, "weight": float(node.weight)}
    if node.is_item:
        shown = figures(sums, rules, profile, complete=verdict.state == "scored")
        level = {} if verdict.level is None else {"level": verdict.level}
        return named | shown | {"state": verdict.state} | level
    complete = sums.is_complete(Fraction(rules.threshold))
    shown = figures(sums, rules, profile, complete=complete)
    return named | shown | (words(sums, rules, profile) if complete else {})


def overall_figures(
    areas: Sequence[Sums], whole: Sums, rules: Rules, profile: Profile | None
) -> Json:
    threshold = Fraction(rules.threshold)
    complete = whole.is_complete(threshold)
    for area in areas:
        if area.applicable and not area.is_complete(threshold):
            complete = False
    shown = figures(whole, rules, profile, complete=complete)
    return (
        {"id": None, "kind": "overall"} | shown | (words(whole, rules, profile) if complete else {})
    )


def lowest_area(nodes: Sequence[Flat], sums: Mapping[str | None, Sums]) -> str | None:
    lowest: tuple[str, Fraction] | None = None
    for node in nodes:
        share = sums[node.id].share
        if node.parent is None and share is not None and (lowest is None or share < lowest[1]):
            lowest = node.id, share
    return lowest[0] if lowest else None


@dataclass(frozen=True)
class Year:
    """A school year: its text, and what the text says of the items."""

    name: str
    text: str
    verdicts: Mapping[str, Verdict]
    bands: str | None = None


def expected(nodes: Sequence[Flat], year: Year, rules: Rules) -> Json:
    """What `quality score --format json` has to say of the year, as far as it is compared."""
    profile = rules.profile(year.name, year.bands)
    sums = roll_up(nodes, year.verdicts)
    areas = [sums[node.id] for node in nodes if node.parent is None]
    return {
        "year": year.name,
        "bands": profile.id if profile else None,
        "overall": overall_figures(areas, sums[None], rules, profile),
        "lowest_area": lowest_area(nodes, sums),
        "nodes": [
            node_figures(node, sums[node.id], year.verdicts.get(node.id, NOT_RATED), rules, profile)
            for node in nodes
        ],
    }


NODE_KEYS = frozenset(
    (
        *("id", "kind", "weight", "share", "share_exact", "grade", "percent", "band"),
        *("borderline", "complete", "scored", "applicable", "coverage", "state", "level"),
    )
)


def compared(score: Json) -> Json:
    """The part of the product's output that is compared."""
    kept = {key: score[key] for key in ("year", "bands", "overall", "lowest_area")}
    nodes = [{key: node[key] for key in node if key in NODE_KEYS} for node in score["nodes"]]
    return kept | {"nodes": nodes}


def assert_same(got: Json, wanted: Json) -> None:
    """Compare node by node, so that a failure shows one node and not the whole year."""
    assert [node["id"] for node in got["nodes"]] == [node["id"] for node in wanted["nodes"]]
    for one, other in zip(got["nodes"], wanted["nodes"], strict=True):
        assert one == other
    assert got == wanted


# --- Random ratings, as text --------------------------------------------------------------------


@dataclass(frozen=True)
class Item:
    """What can be rated, and by what."""

    id: str
    rated_by: str = "level"
    parts: int = 0
    ladder: tuple[str, ...] = ()
    thresholds: tuple[str, ...] = ()
    lower_is_better: bool = False


Written = tuple[list[str], Verdict]
Lean = tuple[int, ...]


def level_reached(item: Item, percent: Fraction, levels: Sequence[int]) -> int:
    reached = levels[0]
    for level, text in zip(levels[1:], item.thresholds, strict=True):
        threshold = Fraction(text)
        if percent <= threshold if item.lower_is_better else percent >= threshold:
            reached = level
    return reached


def write_level(rng: Random, item: Item, rules: Rules, lean: Lean) -> Written:
    level = rng.choices(rules.levels, lean)[0]
    verdict = Verdict("scored", rules.share_of(level), level)
    form = rng.randrange(4)
    if form == 0:
        return [f"  {item.id}: {level}"], verdict
    if form == 1:
        return [f'  {item.id}: "{level}"'], verdict
    lines = [f"  {item.id}:", f"    level: {level}"]
    if form == 3:
        lines += ["    evidence:", "      - Протокол № 3", "    note: Бележка на комисията."]
    return lines, verdict


def write_points(rng: Random, item: Item) -> Written:
    points = rng.choice(item.ladder)
    share = Fraction(points) / Fraction(item.ladder[-1])
    return [f"  {item.id}:", f"    points: {points}"], Verdict("scored", share)


def write_survey(rng: Random, item: Item, rules: Rules, lean: Lean) -> Written:
    """Answers that follow the year's lean; an option without any is left out or given as 0."""
    answers = {
        level: rng.randint(0, 12 * weight)
        for level, weight in zip(rules.levels, lean, strict=True)
        if weight or rng.random() < 0.5
    }
    if not any(answers.values()):
        answers = {rng.choice(rules.levels): rng.randint(1, 30)}
    given = sum(answers.values())
    total = sum((count * rules.share_of(level) for level, count in answers.items()), Fraction(0))
    lines = [f"  {item.id}:", "    answers:"]
    lines += [f"      {level}: {count}" for level, count in answers.items()]
    if rng.random() < 0.5:
        lines.append(f"    invited: {given + rng.randrange(50)}")
    return lines, Verdict("scored", total / given)


def count_lines(rng: Random, pad: str) -> tuple[list[str], Fraction]:
    """A count of a total, and the percentage; the small totals meet thresholds exactly."""
    of = rng.choice((3, 8, 20, 40, rng.randint(1, 500)))
    count = rng.randint(0, of)
    return [f"{pad}count: {count}", f"{pad}of: {of}"], Fraction(100 * count, of)


def evidence_counts(rng: Random, item: Item) -> list[str]:
    """Counts that stand beside a level: none, one pair, or one for each part."""
    if item.parts and rng.random() < 0.5:
        lines = ["    parts:"]
        for _ in range(item.parts):
            first, second = count_lines(rng, "        ")[0]
            lines += [f"      - {first.strip()}", second]
        return lines
    return count_lines(rng, "    ")[0] if rng.random() < 0.6 else []


def write_ratio(rng: Random, item: Item, rules: Rules, lean: Lean) -> Written:
    if item.thresholds:
        lines, percent = count_lines(rng, "    ")
        level = level_reached(item, percent, rules.levels)
    else:
        level = rng.choices(rules.levels, lean)[0]
        lines = [f"    level: {level}", *evidence_counts(rng, item)]
    return [f"  {item.id}:", *lines], Verdict("scored", rules.share_of(level), level)


def write_scored(rng: Random, item: Item, rules: Rules, lean: Lean) -> Written:
    match item.rated_by:
        case "points":
            return write_points(rng, item)
        case "survey":
            return write_survey(rng, item, rules, lean)
        case "ratio":
            return write_ratio(rng, item, rules, lean)
        case _:
            return write_level(rng, item, rules, lean)


def write_not_rated(rng: Random, item: Item) -> list[str]:
    """Left out, empty, or a ratio's counts, which rate nothing without thresholds."""
    if item.rated_by == "ratio" and not item.thresholds and rng.random() < 0.5:
        return [f"  {item.id}:", *count_lines(rng, "    ")[0]]
    return [] if rng.random() < 0.6 else [f"  {item.id}:"]


def write_rating(rng: Random, item: Item, state: str, rules: Rules, lean: Lean) -> Written:
    match state:
        case "scored":
            return write_scored(rng, item, rules, lean)
        case "not_rated":
            return write_not_rated(rng, item), NOT_RATED
        case _:
            reason = "Няма такава дейност." if state == "not_applicable" else "Няма данни."
            return [f"  {item.id}:", f"    {state}: {reason}"], Verdict(state)


def year_text(name: str, framework: str, ratings: Iterable[str], bands: str | None = None) -> str:
    lines = [
        "format: 1",
        f"year: {name}",
        "framework:",
        f"  id: {framework}",
        '  edition: "2020"',
        "illustrative: true",
        *([f"bands: {bands}"] if bands else []),
        "ratings:",
        *ratings,
    ]
    return "\n".join(lines) + "\n"


# --- The product --------------------------------------------------------------------------------


def assert_no_errors(found: Iterable[Diagnostic]) -> None:
    errors = [one for one in found if one.severity is Severity.ERROR]
    assert not errors, [(one.rule.code, one.args, one.place) for one in errors]


def put_year(project: Path, year: Year) -> Path:
    path = project / "data" / "years" / f"{year.name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(year.text, encoding="utf-8")
    return path


def product_catalogue(project: Path) -> CatalogueFile:
    """The project's catalogue as the product reads it, free of errors."""
    loaded = load_catalogue(project / "data" / "criteria.yaml", "criteria.yaml")
    assert_no_errors(loaded.found)
    assert loaded.content is not None
    assert_no_errors(check_catalogue(loaded.content))
    return loaded.content


def product_score(project: Path, catalogue: CatalogueFile, year: Year) -> Json:
    """The year's figures as the product gives them, through its files and its checks."""
    path = put_year(project, year)
    loaded = load_year(path, path.name, year.name)
    assert_no_errors(loaded.found)
    assert loaded.content is not None
    assert_no_errors(check_year(loaded.content, catalogue))
    return as_json(score_year(loaded.content.assessment, catalogue.catalogue))


def command_output(project: Path, command: str, *arguments: str) -> Json:
    """What the real command line writes, as JSON."""
    done = subprocess.run(
        (sys.executable, "-m", "qualitycli", command, "--root", str(project), *arguments),
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    written: Json = json.loads(done.stdout)
    return written


# --- 200 random years of the shipped catalogue --------------------------------------------------

YEARS = 200

SHIPPED_RULES = Rules(
    levels=(1, 2, 3, 4),
    threshold="2/3",
    profiles=(
        Profile(
            id="naredba-15",
            percent_of="range",
            whole=False,
            steps=(
                Step("много добра", "75", strictly=True),
                Step("добра", "50"),
                Step("задоволителна", "30"),
                Step("незадоволителна"),
            ),
            last="2020-2021",
        ),
        Profile(
            id="naredba-18",
            percent_of="maximum",
            whole=True,
            steps=(
                Step("много добра", "81"),
                Step("добра", "61"),
                Step("задоволителна", "41"),
                Step("незадоволителна"),
            ),
            first="2021-2022",
        ),
    ),
)

# How often an item is in each of STATES.
MIXES = {
    "nearly complete": (94, 3, 2, 1),
    "two thirds": (64, 6, 15, 15),
    "sparse": (15, 15, 20, 50),
    "even": (1, 1, 1, 1),
    "empty": (0, 1, 1, 4),
}

# How often each level is given.
LEANS: tuple[Lean, ...] = (
    (1, 1, 1, 1),
    (5, 3, 1, 0),
    (2, 6, 2, 0),
    (0, 1, 3, 1),
    (0, 0, 1, 5),
    (1, 0, 0, 0),
    (0, 1, 0, 0),
    (0, 0, 1, 0),
    (0, 0, 0, 1),
)


@dataclass(frozen=True)
class Shipped:
    """The shipped catalogue, as `quality catalogue --format json` gives it."""

    project: Path
    catalogue: CatalogueFile
    nodes: tuple[Flat, ...]
    items: tuple[Item, ...]

    def parents(self) -> dict[str, str | None]:
        return {node.id: node.parent for node in self.nodes}


def shipped_from(project: Path, listed: Sequence[Json]) -> Shipped:
    parents = {node["parent"] for node in listed}
    nodes = []
    items = []
    for node in listed:
        is_item = node["id"] not in parents and node["kind"] in ("indicator", "subindicator")
        weight = Fraction(str(node["weight"]))
        nodes.append(Flat(node["id"], node["kind"], node["parent"], weight, is_item))
        if is_item:
            items.append(Item(node["id"], node["rated_by"], len(node["parts"])))
    return Shipped(project, product_catalogue(project), tuple(nodes), tuple(items))


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Shipped:
    project = tmp_path_factory.mktemp("shipped")
    (project / "data").mkdir()
    (project / "data" / "criteria.yaml").write_bytes(SHIPPED.read_bytes())
    return shipped_from(project, command_output(project, "catalogue", "--format", "json")["nodes"])


def gaps(rng: Random, shipped: Shipped) -> dict[str, str]:
    """The state that all items below some whole branches have."""
    if rng.random() < 0.4:
        return {}
    kinds = rng.choices(("area", "criterion", "indicator"), (1, 4, 4), k=rng.randint(1, 4))
    return {
        rng.choice([node.id for node in shipped.nodes if node.kind == kind]): rng.choice(STATES[1:])
        for kind in kinds
    }


def state_under(item_id: str, gap: Mapping[str, str], parents: Mapping[str, str | None]) -> str:
    """The state that a gap gives an item; empty where it lies in none."""
    above: str | None = item_id
    while above is not None:
        if above in gap:
            return gap[above]
        above = parents[above]
    return ""


def random_year(seed: int, shipped: Shipped) -> Year:
    rng = Random(seed)
    start = rng.randint(2014, 2020) if seed % 2 else rng.randint(2021, 2030)
    name = f"{start}-{start + 1}"
    bands = rng.choice((None, None, None, "naredba-15", "naredba-18"))
    mix = rng.choices(tuple(MIXES), (9, 4, 2, 2, 1))[0]
    lean = rng.choices(LEANS, (4, 2, 3, 4, 2, 1, 1, 1, 1))[0]
    gap, parents = gaps(rng, shipped), shipped.parents()
    lines: list[str] = []
    verdicts = {}
    for item in shipped.items:
        drawn = rng.choices(STATES, MIXES[mix])[0]
        state = state_under(item.id, gap, parents) or drawn
        written, verdicts[item.id] = write_rating(rng, item, state, SHIPPED_RULES, lean)
        lines += written
    return Year(name, year_text(name, "vou-montana", lines, bands), verdicts, bands)


@pytest.mark.parametrize("seed", range(YEARS))
def test_a_random_year_of_the_shipped_catalogue(seed: int, shipped: Shipped) -> None:
    year = random_year(seed, shipped)
    got = compared(product_score(shipped.project, shipped.catalogue, year))
    assert_same(got, expected(shipped.nodes, year, SHIPPED_RULES))


@pytest.mark.parametrize("seed", [0, 1, 2, 3])
def test_the_command_line_gives_the_same(seed: int, shipped: Shipped) -> None:
    year = random_year(seed, shipped)
    direct = product_score(shipped.project, shipped.catalogue, year)
    written = command_output(shipped.project, "score", year.name, "--format", "json")
    assert written == json.loads(json.dumps(direct))
    assert_same(compared(written), expected(shipped.nodes, year, SHIPPED_RULES))


@pytest.mark.parametrize("bands", ["naredba-15", "naredba-18"])
def test_the_words_of_another_profile_can_be_asked_for(bands: str, shipped: Shipped) -> None:
    year = random_year(5, shipped)
    put_year(shipped.project, year)
    asked = ("score", year.name, "--bands", bands, "--format", "json")
    wanted = Year(year.name, year.text, year.verdicts, bands)
    got = compared(command_output(shipped.project, *asked))
    assert_same(got, expected(shipped.nodes, wanted, SHIPPED_RULES))


def features_of_year(shown: Json) -> Iterator[str]:
    overall = shown["overall"]
    yield f"{shown['bands']} {overall['band']}"
    yield f"lowest {shown['lowest_area']}"
    yield f"overall complete {overall['complete']}, share {overall['share'] is not None}"
    for node in shown["nodes"]:
        coverage = "none" if node["coverage"] is None else "some"
        yield f"{node['kind']} complete {node['complete']}, coverage {coverage}"
        yield f"{node['kind']} borderline {node['borderline']}"
        yield f"state {node.get('state')}"


def test_the_random_years_meet_every_case(shipped: Shipped) -> None:
    """The comparison above is worth what the years contain."""
    seen: Counter[str] = Counter()
    for seed in range(YEARS):
        year = random_year(seed, shipped)
        seen.update(set(features_of_year(expected(shipped.nodes, year, SHIPPED_RULES))))
    names = ("много добра", "добра", "задоволителна", "незадоволителна", "None")
    kinds = ("area", "criterion", "indicator")
    wanted = [
        *(f"naredba-{n} {word}" for n in (15, 18) for word in names),
        *(f"lowest {area}" for area in ("OP", "UI", None)),
        *(f"state {state}" for state in STATES),
        *(f"{kind} complete True, coverage some" for kind in kinds),
        *(f"{kind} complete False, coverage {some}" for kind in kinds for some in ("some", "none")),
        *(f"{kind} borderline {near}" for kind in kinds for near in BOTH),
        *(f"overall complete {complete}, share True" for complete in BOTH),
        "overall complete False, share False",
    ]
    assert [feature for feature in wanted if seen[feature] < 2] == []


# --- Random catalogues --------------------------------------------------------------------------

CATALOGUES = 100
CHILD_KEYS = {"area": "criteria", "criterion": "indicators", "indicator": "subindicators"}
SCALES = ((1, 2, 3, 4), (1, 2, 3, 4, 5), (0, 1, 2, 3), (2, 3, 4, 5, 6), (0, 1), (0, 1, 3))
LADDERS = (("0", "0.75", "1.5", "2"), ("0", "1"), ("0.5", "1", "2.5"), ("0", "1", "2", "7"))
PERCENTAGES = ("0", "5", "12.5", "20", "33.333333", "37.5", "50", "62.5", "66.666667", "75", "100")
WORDS = ("отлична", "много добра", "добра", "средна", "слаба", "лоша")
NAMES = ("2018-2019", "2019-2020", "2020-2021", "2021-2022", "2022-2023", "2023-2024")


@dataclass
class Made:
    """A node of a random catalogue.

    The second calculation takes the tree from here rather than from the product's output, which
    does not say when a node holds.
    """

    id: str
    kind: str
    weight: str | None = None
    since: str | None = None
    retired: str | None = None
    item: Item | None = None
    children: list["Made"] = field(default_factory=list)

    def holds_in(self, year: str) -> bool:
        return not (
            (self.since is not None and year < self.since)
            or (self.retired is not None and self.retired <= year)
        )


@dataclass(frozen=True)
class MadeCatalogue:
    rules: Rules
    areas: tuple[Made, ...]


def random_item(rng: Random, node_id: str, kind: str, levels: Sequence[int]) -> Item:
    match rng.choice(("level", "level", "points", "survey", "ratio", "thresholds", "thresholds")):
        case "points":
            return Item(node_id, "points", ladder=rng.choice(LADDERS))
        case "thresholds":
            drawn = sorted(rng.sample(PERCENTAGES, len(levels) - 1), key=Fraction)
            lower = rng.random() < 0.5
            thresholds = tuple(reversed(drawn)) if lower else tuple(drawn)
            return Item(node_id, "ratio", thresholds=thresholds, lower_is_better=lower)
        case "ratio":
            parts = rng.choice((0, 2)) if kind == "subindicator" else 0
            return Item(node_id, "ratio", parts=parts)
        case rated_by:
            return Item(node_id, rated_by)


def random_life(rng: Random) -> tuple[str | None, str | None]:
    """From when and until before when a node holds; mostly always."""
    first, last = sorted(rng.sample(NAMES, 2))
    return rng.choices(((None, None), (first, None), (None, last), (first, last)), (16, 1, 1, 1))[0]


def random_node(rng: Random, node_id: str, kind: str, levels: Sequence[int]) -> Made:
    since, retired = random_life(rng)
    weight = rng.choices((None, "0", "0.5", "1", "2", "3.25"), (8, 1, 1, 1, 1, 1))[0]
    made = Made(node_id, kind, weight, since, retired)
    if kind != "subindicator":
        below = {"area": "criterion", "criterion": "indicator", "indicator": "subindicator"}[kind]
        count = rng.randint(0 if kind == "indicator" else 1, 3)
        made.children = [
            random_node(rng, f"{node_id}.{place}", below, levels) for place in range(1, count + 1)
        ]
    if not made.children:
        made.item = random_item(rng, node_id, kind, levels)
    return made


def random_steps(rng: Random) -> tuple[Step, ...]:
    count = rng.randint(2, len(WORDS))
    pool = [*map(str, range(5, 96)), "12.5", "33.3", "49.75", "66.67", "74.5", "80.4"]
    bounds = sorted(rng.sample(pool, count - 1), key=Fraction, reverse=True)
    steps = [
        Step(word, bound, strictly=rng.random() < 0.3)
        for word, bound in zip(WORDS, bounds, strict=False)
    ]
    return (*steps, Step(WORDS[count - 1]))


def levels_keep_their_words(profile: Profile, levels: tuple[int, ...]) -> bool:
    """With as many words as levels, a year throughout at one level is called by its word."""
    if len(profile.steps) != len(levels):
        return True
    rules = Rules(levels, "1", (profile,))
    for level, step in zip(levels, reversed(profile.steps), strict=True):
        if profile.word(percent_of(rules.share_of(level), rules, profile)) != step.name:
            return False
    return True


def random_profile(
    rng: Random, name: str, levels: tuple[int, ...], first: str | None, last: str | None
) -> Profile:
    while True:
        percent = rng.choice(("range", "maximum"))
        whole = rng.random() < 0.5
        profile = Profile(name, percent, whole, random_steps(rng), first, last)
        if levels_keep_their_words(profile, levels):
            return profile


def random_rules(rng: Random) -> Rules:
    """Two profiles, with or without a year between them that falls in neither."""
    levels = rng.choice(SCALES)
    end = rng.randrange(len(NAMES) - 2)
    begin = end + rng.randint(1, 2)
    return Rules(
        levels,
        rng.choice(("2/3", "1/2", "0.75", "9/10", "1", "1/3", "0")),
        (
            random_profile(rng, "older", levels, None, NAMES[end]),
            random_profile(rng, "newer", levels, NAMES[begin], None),
        ),
    )


def random_catalogue(rng: Random) -> MadeCatalogue:
    rules = random_rules(rng)
    ids = ("A", "B", "C2", "D")[: rng.randint(1, 4)]
    areas = tuple(random_node(rng, area, "area", rules.levels) for area in ids)
    return MadeCatalogue(rules, areas)


def item_lines(item: Item) -> Iterator[str]:
    if item.rated_by != "level":
        yield f"rated_by: {item.rated_by}"
    if item.ladder:
        yield "ladder:"
        for points in item.ladder:
            yield f"  - points: {points}"
            yield "    text: Стъпка"
    if item.thresholds:
        yield "thresholds:"
        yield from (f"  - {threshold}" for threshold in item.thresholds)
    if item.lower_is_better:
        yield "lower_is_better: true"
    if item.parts:
        yield "parts:"
        yield from ("  - част" for _ in range(item.parts))


def node_lines(made: Made) -> Iterator[str]:
    """A node as an entry of a list, at the margin."""
    yield f"- id: {made.id}"
    yield f"  {'text' if made.kind == 'subindicator' else 'title'}: Показател"
    if made.weight is not None:
        yield f"  weight: {made.weight}"
        yield "  weight_reason: Решение на педагогическия съвет."
    if made.since is not None:
        yield f"  since: {made.since}"
    if made.retired is not None:
        yield f"  retired: {made.retired}"
    if made.item is not None:
        yield from (f"  {line}" for line in item_lines(made.item))
    if made.children:
        yield f"  {CHILD_KEYS[made.kind]}:"
        for child in made.children:
            yield from (f"    {line}" for line in node_lines(child))


def step_line(step: Step) -> str:
    if step.bound is None:
        return f"{{name: {step.name}}}"
    return f"{{name: {step.name}, {'above' if step.strictly else 'from'}: {step.bound}}}"


def profile_lines(profile: Profile) -> Iterator[str]:
    yield f"  - id: {profile.id}"
    yield "    title: Скала"
    yield "    years:"
    if profile.first is not None:
        yield f"      from: {profile.first}"
    if profile.last is not None:
        yield f"      to: {profile.last}"
    yield "    verified: false"
    yield "    source: Пример"
    yield f"    percent_of: {profile.percent_of}"
    if profile.whole:
        yield "    round: whole"
    yield "    steps:"
    yield from (f"      - {step_line(step)}" for step in profile.steps)


def catalogue_text(made: MadeCatalogue) -> str:
    lines = [
        "format: 1",
        "framework:",
        "  id: random",
        '  editions: ["2020"]',
        "  title: Рамка",
        f"coverage_threshold: {made.rules.threshold}",
        "scale:",
        "  levels:",
        *(f"    - {{value: {level}, name: равнище {level}}}" for level in made.rules.levels),
        "bands:",
    ]
    for profile in made.rules.profiles:
        lines += profile_lines(profile)
    lines.append("areas:")
    for area in made.areas:
        lines += [f"  {line}" for line in node_lines(area)]
    return "\n".join(lines) + "\n"


def holding(nodes: Iterable[Made], year: str, parent: str | None = None) -> Iterator[Flat]:
    """The nodes that hold in the year; what does not hold takes all below it along."""
    for made in nodes:
        if made.holds_in(year):
            weight = Fraction(made.weight or 1)
            yield Flat(made.id, made.kind, parent, weight, made.item is not None)
            yield from holding(made.children, year, made.id)


def all_items(nodes: Iterable[Made]) -> Iterator[Item]:
    for made in nodes:
        if made.item is not None:
            yield made.item
        yield from all_items(made.children)


@dataclass(frozen=True)
class Case:
    """A random catalogue with a random year."""

    made: MadeCatalogue
    nodes: tuple[Flat, ...]
    year: Year


def random_case(seed: int) -> Case:
    rng = Random(f"catalogue {seed}")
    made = random_catalogue(rng)
    name = rng.choice(NAMES)
    nodes = tuple(holding(made.areas, name))
    held = {node.id for node in nodes}
    bands = rng.choice((None, None, None, "older", "newer"))
    mix = rng.choice(((1, 0, 0, 0), (8, 1, 1, 1), (8, 1, 1, 1), (4, 2, 1, 1)))
    lean = tuple(rng.randint(1, 4) for _ in made.rules.levels)
    lines: list[str] = []
    verdicts = {}
    for item in all_items(made.areas):
        if item.id in held:
            state = rng.choices(STATES, mix)[0]
            written, verdicts[item.id] = write_rating(rng, item, state, made.rules, lean)
            lines += written
    return Case(made, nodes, Year(name, year_text(name, "random", lines, bands), verdicts, bands))


def put_catalogue(project: Path, text: str) -> None:
    (project / "data").mkdir()
    (project / "data" / "criteria.yaml").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("seed", range(CATALOGUES))
def test_a_random_year_of_a_random_catalogue(seed: int, tmp_path: Path) -> None:
    case = random_case(seed)
    put_catalogue(tmp_path, catalogue_text(case.made))
    got = compared(product_score(tmp_path, product_catalogue(tmp_path), case.year))
    assert_same(got, expected(case.nodes, case.year, case.made.rules))


def features_of_profile(profile: Profile | None) -> Iterator[str]:
    if profile is None:
        yield "no profile"
        return
    yield f"{profile.percent_of}, whole {profile.whole}"
    for step in profile.steps:
        yield f"strictly {step.strictly}, whole {profile.whole}"


def features_of_case(case: Case) -> Iterator[str]:
    rules = case.made.rules
    yield f"scale {rules.levels}"
    yield f"threshold {rules.threshold}"
    yield from features_of_profile(rules.profile(case.year.name, case.year.bands))
    held = {node.id for node in case.nodes}
    for node in case.nodes:
        yield f"{node.kind} of weight {'0' if node.weight == 0 else 'more'}"
    for item in all_items(case.made.areas):
        yield "holds" if item.id in held else "does not hold"
        if case.year.verdicts.get(item.id, NOT_RATED).state == "scored":
            kind = "indicator" if item.id.count(".") == 2 else "subindicator"
            yield f"{kind} {item.rated_by} {bool(item.thresholds)} {item.lower_is_better}"


def test_the_random_catalogues_meet_every_case() -> None:
    seen: Counter[str] = Counter()
    for seed in range(CATALOGUES):
        seen.update(set(features_of_case(random_case(seed))))
    rated = ("level False False", "points False False", "survey False False")
    ratios = ("ratio False False", "ratio True False", "ratio True True")
    wanted = [
        *(f"scale {scale}" for scale in SCALES),
        *(f"threshold {share}" for share in ("2/3", "1/2", "0.75", "9/10", "1", "1/3", "0")),
        *(f"{percent}, whole {whole}" for percent in ("range", "maximum") for whole in BOTH),
        *(f"strictly {above}, whole {whole}" for above in BOTH for whole in BOTH),
        *(f"{kind} of weight 0" for kind in (*CHILD_KEYS, "subindicator")),
        *(f"{kind} {by}" for kind in ("indicator", "subindicator") for by in (*rated, *ratios)),
        "does not hold",
        "no profile",
    ]
    assert [feature for feature in wanted if seen[feature] < 2] == []


# --- Reckoned by hand ---------------------------------------------------------------------------

HAND_CATALOGUE = """\
format: 1
framework:
  id: hand
  editions: ["2020"]
  title: Рамка
coverage_threshold: 2/3
scale:
  levels:
    - {value: 1, name: незадоволително}
    - {value: 2, name: задоволително}
    - {value: 3, name: добро}
    - {value: 4, name: много добро}
bands:
  - id: older
    title: Стара скала
    years: {to: 2020-2021}
    verified: false
    source: Пример
    percent_of: range
    steps:
      - {name: много добра, above: 75}
      - {name: добра, from: 50}
      - {name: задоволителна, from: 30}
      - {name: незадоволителна}
  - id: newer
    title: Нова скала
    years: {from: 2021-2022, to: 2029-2030}
    verified: false
    source: Пример
    percent_of: maximum
    round: whole
    steps:
      - {name: много добра, from: 81}
      - {name: добра, from: 61}
      - {name: задоволителна, from: 41}
      - {name: незадоволителна}
areas:
  - id: A
    title: Област с четири подиндикатора и един индикатор
    criteria:
      - id: A.1
        title: Критерий
        indicators:
          - id: A.1.1
            title: Индикатор
            subindicators:
              - {id: A.1.1.1, text: Първи}
              - {id: A.1.1.2, text: Втори}
              - {id: A.1.1.3, text: Трети}
              - {id: A.1.1.4, text: Четвърти}
          - {id: A.1.2, title: Индикатор без подиндикатори}
  - id: B
    title: Област с три подиндикатора
    criteria:
      - id: B.1
        title: Критерий
        indicators:
          - id: B.1.1
            title: Индикатор
            subindicators:
              - {id: B.1.1.1, text: Първи}
              - {id: B.1.1.2, text: Втори}
              - {id: B.1.1.3, text: Трети}
  - id: S
    title: Област с една анкета
    criteria:
      - id: S.1
        title: Критерий
        indicators:
          - {id: S.1.1, title: Анкета, rated_by: survey}
  - id: W
    title: Област с тегла
    criteria:
      - id: W.1
        title: Критерий
        weight: 2
        weight_reason: Решение
        indicators:
          - {id: W.1.1, title: Индикатор}
      - id: W.2
        title: Критерий
        weight: 0.5
        weight_reason: Решение
        indicators:
          - {id: W.2.1, title: Индикатор}
      - id: W.3
        title: Критерий
        weight: 0
        weight_reason: Решение
        indicators:
          - {id: W.3.1, title: Индикатор}
  - id: R
    title: Област с точки и дялове
    criteria:
      - id: R.1
        title: Критерий
        indicators:
          - id: R.1.1
            title: Точки
            rated_by: points
            ladder:
              - {points: 0, text: Не}
              - {points: 0.75, text: Отчасти}
              - {points: 2, text: Да}
          - id: R.1.2
            title: Дял, по-високият е по-добър
            rated_by: ratio
            thresholds: [50, 75, 90]
          - id: R.1.3
            title: Дял, по-ниският е по-добър
            rated_by: ratio
            thresholds: [30, 20, 10]
            lower_is_better: true
  - id: Z
    title: Област без тегло
    weight: 0
    weight_reason: Решение
    criteria:
      - id: Z.1
        title: Критерий
        indicators:
          - {id: Z.1.1, title: Индикатор}
"""

HAND_ITEMS = (
    *("A.1.1.1", "A.1.1.2", "A.1.1.3", "A.1.1.4", "A.1.2", "B.1.1.1", "B.1.1.2", "B.1.1.3"),
    *("S.1.1", "W.1.1", "W.2.1", "W.3.1", "R.1.1", "R.1.2", "R.1.3", "Z.1.1"),
)
NOT_YET = ""
NO_EVIDENCE = "{no_evidence: Няма данни.}"

Found = dict[str | None, Json]


class Hand:
    """Scores years of the catalogue above; what a year does not name is not applicable."""

    def __init__(self, project: Path, catalogue: str = HAND_CATALOGUE) -> None:
        put_catalogue(project, catalogue)
        self._project = project
        self._catalogue = product_catalogue(project)

    def score(self, name: str, ratings: Mapping[str, str], gone: str = "-") -> Json:
        """:param gone: how the ids begin that the year cannot name, since they do not hold."""
        other = "{not_applicable: Не се отнася.}"
        held = [item for item in HAND_ITEMS if not item.startswith(gone)]
        lines = [f"  {item}: {ratings.get(item, other)}" for item in held]
        year = Year(name, year_text(name, "hand", lines), {})
        return product_score(self._project, self._catalogue, year)

    def figures(self, name: str, ratings: Mapping[str, str]) -> Found:
        """The nodes by their ids, and overall under None."""
        score = self.score(name, ratings)
        return {node["id"]: node for node in (score["overall"], *score["nodes"])}


@pytest.fixture
def hand(tmp_path: Path) -> Hand:
    return Hand(tmp_path)


def answers(best: int, worst: int) -> str:
    """A survey in which `best` people chose 4 and `worst` chose 1: its share is best/all."""
    return f"{{answers: {{1: {worst}, 4: {best}}}}}"


def picked(node: Json, *keys: str) -> tuple[Any, ...]:
    return tuple(node[key] for key in keys)


@pytest.mark.parametrize(
    ("answered", "wanted"),
    [
        ((1, 0), ("100.0", "много добра", False)),
        # 1511/2000 = 75.55 %, 0.55 from the edge; 151/200 = 75.5 %, exactly ½ from it.
        ((1511, 489), ("75.6", "много добра", False)),
        ((151, 49), ("75.5", "много добра", True)),
        # 3/4 = 75 % is not strictly above 75.
        ((3, 1), ("75.0", "добра", True)),
        # 149/200 = 74.5 %; 1489/2000 = 74.45 %, which only looks like it.
        ((149, 51), ("74.5", "добра", True)),
        ((1489, 511), ("74.5", "добра", False)),
        # 50 % is „from 50“, inclusive; 99/200 = 49.5 %; 494/1000 = 49.4 %.
        ((1, 1), ("50.0", "добра", True)),
        ((99, 101), ("49.5", "задоволителна", True)),
        ((494, 506), ("49.4", "задоволителна", False)),
        # 30 %, and 2999/10000 = 29.99 %, which is shown as 30.0.
        ((3, 7), ("30.0", "задоволителна", True)),
        ((2999, 7001), ("30.0", "незадоволителна", True)),
        ((0, 1), ("0.0", "незадоволителна", False)),
    ],
)
def test_words_by_the_exact_percentage_of_the_range(
    answered: tuple[int, int], wanted: tuple[object, ...], hand: Hand
) -> None:
    found = hand.figures("2020-2021", {"S.1.1": answers(*answered)})
    for node in ("S.1", "S", None):  # one item alone gives its share to all above it
        assert picked(found[node], "percent", "band", "borderline") == wanted
    assert picked(found["S.1.1"], "percent", "band", "borderline") == (wanted[0], None, False)


# The percentage of the maximum is 100·(1 + 3·share)/4 = 25 + 75·share. Rounded half up it is a
# whole number n from n − ½ on: the edges are 80½, 60½ and 40½.
@pytest.mark.parametrize(
    ("answered", "wanted"),
    [
        ((1, 0), ("4.00", "100.0", "много добра", False)),
        # 187/250 = 0.748 → 25 + 56.1 = 81.1, 0.6 from 80½.
        ((187, 63), ("3.24", "81.1", "много добра", False)),
        # 56/75 → 25 + 56 = 81, exactly ½ above.
        ((56, 19), ("3.24", "81.0", "много добра", True)),
        # 37/50 = 0.74 → 25 + 55.5 = 80.5, rounded half up 81.
        ((37, 13), ("3.22", "80.5", "много добра", True)),
        # 7399/10000 → 25 + 55.4925 = 80.4925, rounded 80, though shown as 80.5.
        ((7399, 2601), ("3.22", "80.5", "добра", True)),
        # 11/15 → 25 + 55 = 80, exactly ½ below; 183/250 = 0.732 → 25 + 54.9 = 79.9.
        ((11, 4), ("3.20", "80.0", "добра", True)),
        ((183, 67), ("3.20", "79.9", "добра", False)),
        # 71/150 → 25 + 35.5 = 60.5; 59/125 = 0.472 → 25 + 35.4 = 60.4.
        ((71, 79), ("2.42", "60.5", "добра", True)),
        ((59, 66), ("2.42", "60.4", "задоволителна", True)),
        # 1/3 → 25 + 25 = 50: задоволително throughout.
        ((1, 2), ("2.00", "50.0", "задоволителна", False)),
        # 31/150 → 25 + 15.5 = 40.5; 1/5 → 25 + 15 = 40.
        ((31, 119), ("1.62", "40.5", "задоволителна", True)),
        ((1, 4), ("1.60", "40.0", "незадоволителна", True)),
        ((0, 1), ("1.00", "25.0", "незадоволителна", False)),
    ],
)
def test_words_by_the_rounded_percentage_of_the_maximum(
    answered: tuple[int, int], wanted: tuple[object, ...], hand: Hand
) -> None:
    found = hand.figures("2021-2022", {"S.1.1": answers(*answered)})
    for node in ("S.1", "S", None):
        assert picked(found[node], "grade", "percent", "band", "borderline") == wanted


@pytest.mark.parametrize("step", ["above: 80", "from: 80.4", "above: 80.4"])
@pytest.mark.parametrize(
    ("answered", "wanted"),
    [
        ((56, 19), ("81.0", "много добра", True)),
        ((37, 13), ("80.5", "много добра", True)),
        ((7399, 2601), ("80.5", "добра", True)),
        ((11, 4), ("80.0", "добра", True)),
        ((183, 67), ("79.9", "добра", False)),
    ],
)
def test_the_first_whole_number_that_reaches_a_step_makes_its_edge(
    step: str, answered: tuple[int, int], wanted: tuple[object, ...], tmp_path: Path
) -> None:
    """For rounded percentages these bounds are the same as „from: 81“, and so is the edge."""
    hand = Hand(tmp_path, HAND_CATALOGUE.replace("from: 81", step))
    found = hand.figures("2021-2022", {"S.1.1": answers(*answered)})
    assert picked(found["S"], "percent", "band", "borderline") == wanted


@pytest.mark.parametrize(
    ("answered", "wanted"),
    [
        ((1, 31), (0.0313, "1/32", "1.09", "3.1")),  # 0.03125; 1.09375; 3.125 %
        ((1, 15), (0.0625, "1/16", "1.19", "6.3")),  # 1.1875; 6.25 %
        ((3, 5), (0.375, "3/8", "2.13", "37.5")),  # 2.125
        ((2, 4), (0.3333, "1/3", "2.00", "33.3")),
        ((1, 0), (1.0, "1", "4.00", "100.0")),
        ((0, 1), (0.0, "0", "1.00", "0.0")),
    ],
)
def test_figures_are_rounded_half_up_once(
    answered: tuple[int, int], wanted: tuple[object, ...], hand: Hand
) -> None:
    found = hand.figures("2020-2021", {"S.1.1": answers(*answered)})
    for node in ("S.1.1", "S.1", "S", None):
        shown = picked(found[node], "share", "share_exact", "grade", "percent")
        assert shown == wanted


def test_the_roll_up_goes_level_by_level(hand: Hand) -> None:
    """Four sub-indicators count together as much as the one indicator beside them."""
    # A.1.1: levels 4, 4, 4, 1 → (1 + 1 + 1 + 0)/4 = 3/4. A.1.2: level 1 → 0.
    # A.1 = A: (3/4 + 0)/2 = 3/8; over all five items it would be 3/5.
    # B: levels 2, 3, 4 → (1/3 + 2/3 + 1)/3 = 2/3.
    # Overall: (3/8 + 2/3)/2 = (9/24 + 16/24)/2 = 25/48; grade 1 + 75/48 = 2.5625.
    ratings = {f"A.1.1.{n}": level for n, level in zip((1, 2, 3, 4), "4441", strict=True)}
    ratings |= {"A.1.2": "1", "B.1.1.1": "2", "B.1.1.2": "3", "B.1.1.3": "4"}
    found = hand.figures("2020-2021", ratings)
    shares = {node: found[node]["share_exact"] for node in ("A.1.1", "A.1.2", "A.1", "A", "B")}
    assert shares == {"A.1.1": "3/4", "A.1.2": "0", "A.1": "3/8", "A": "3/8", "B": "2/3"}
    assert picked(found["A.1.1"], "percent", "band") == ("75.0", "добра")  # not above 75
    assert picked(found[None], "share_exact", "grade", "percent") == ("25/48", "2.56", "52.1")
    assert picked(found[None], "band", "scored", "applicable") == ("добра", 8, 8)
    assert hand.score("2020-2021", ratings)["lowest_area"] == "A"


@pytest.mark.parametrize("third", [NOT_YET, NO_EVIDENCE])
def test_coverage_of_exactly_the_threshold_is_enough(third: str, hand: Hand) -> None:
    # Two of three scored: coverage 2/3. Both at 3: share 2/3, 66.7 %.
    found = hand.figures("2020-2021", {"B.1.1.1": "3", "B.1.1.2": "3", "B.1.1.3": third})
    for node in ("B.1.1", "B.1", "B", None):
        assert picked(found[node], "scored", "applicable", "coverage") == (2, 3, 0.6667)
        assert picked(found[node], "share_exact", "complete", "band") == ("2/3", True, "добра")


def test_what_is_not_applicable_does_not_lower_coverage(hand: Hand) -> None:
    # A.1.1: 4 and 1 scored, one not rated, one not applicable → 2/3, share (1 + 0)/2, on the edge.
    found = hand.figures("2020-2021", {"A.1.1.1": "4", "A.1.1.2": "1", "A.1.1.3": NOT_YET})
    assert picked(found["A.1.1"], "scored", "applicable", "complete") == (2, 3, True)
    assert picked(found["A.1.1"], "share_exact", "band", "borderline") == ("1/2", "добра", True)


def test_below_the_threshold_there_is_a_figure_but_no_word(hand: Hand) -> None:
    # One of two: coverage 1/2 < 2/3. The share is that of the one item, 1/2 on the edge of „добра“
    # had it a word; without a word it is near none.
    found = hand.figures("2020-2021", {"S.1.1": answers(1, 1), "B.1.1.1": "4", "B.1.1.2": NOT_YET})
    assert picked(found["B"], "share_exact", "grade", "percent") == ("1", "4.00", "100.0")
    assert picked(found["B"], "coverage", "complete", "band") == (0.5, False, None)
    # Overall: two of three items, (1/2 + 1)/2 = 3/4; but B is incomplete, so overall is too.
    assert picked(found[None], "share_exact", "coverage") == ("3/4", 0.6667)
    assert picked(found[None], "complete", "band", "borderline") == (False, None, False)


def test_an_area_that_does_not_apply_leaves_overall_complete(hand: Hand) -> None:
    found = hand.figures("2020-2021", {"B.1.1.1": "4", "B.1.1.2": "4", "B.1.1.3": "4"})
    for node in ("A.1.1.1", "A.1.1", "A.1", "A"):
        assert picked(found[node], "scored", "applicable", "coverage") == (0, 0, None)
        assert picked(found[node], "share", "share_exact", "grade", "percent") == (None,) * 4
        assert picked(found[node], "complete", "band", "borderline") == (False, None, False)
    assert picked(found[None], "share_exact", "complete") == ("1", True)
    assert picked(found[None], "coverage", "band") == (1.0, "много добра")


def test_a_year_in_which_nothing_applies_has_no_figures(hand: Hand) -> None:
    score = hand.score("2020-2021", {})
    assert score["lowest_area"] is None
    assert picked(score["overall"], "share", "grade", "percent", "band") == (None,) * 4
    assert picked(score["overall"], "coverage", "complete", "applicable") == (None, False, 0)


@pytest.mark.parametrize("state", [NOT_YET, NO_EVIDENCE])
def test_a_branch_without_a_score_enters_no_share_but_coverage(state: str, hand: Hand) -> None:
    # A.1.1 has four unscored items, A.1.2 is at 4: the share of A is 1, not (0 + 1)/2.
    ratings = {f"A.1.1.{n}": state for n in (1, 2, 3, 4)} | {"A.1.2": "4"}
    found = hand.figures("2020-2021", ratings)
    assert picked(found["A.1.1"], "share", "coverage", "complete") == (None, 0.0, False)
    assert picked(found["A"], "share_exact", "coverage", "complete") == ("1", 0.2, False)


def test_weights(hand: Hand) -> None:
    # W.1 at 4, weight 2; W.2 at 1, weight 0.5; W.3 at 1, weight 0: (2·1 + 0.5·0)/2.5 = 4/5.
    found = hand.figures("2020-2021", {"W.1.1": "4", "W.2.1": "1", "W.3.1": "1"})
    assert picked(found["W"], "share_exact", "scored", "applicable") == ("4/5", 2, 2)
    assert picked(found["W.3"], "share_exact", "grade", "band") == ("0", "1.00", "незадоволителна")
    assert picked(found["W.3"], "scored", "applicable", "complete") == (1, 1, True)


def test_weights_of_children_without_a_share_do_not_count(hand: Hand) -> None:
    # W.1 has no evidence, so W.2 alone gives the share, 1/3; coverage is 1 of 2, without W.3.
    found = hand.figures("2020-2021", {"W.1.1": NO_EVIDENCE, "W.2.1": "2", "W.3.1": "4"})
    assert picked(found["W"], "share_exact", "coverage", "complete") == ("1/3", 0.5, False)


def test_only_children_of_weight_0_give_nothing_above_them(hand: Hand) -> None:
    found = hand.figures("2020-2021", {"W.3.1": "4"})
    assert picked(found["W.3"], "share_exact", "complete") == ("1", True)
    assert picked(found["W"], "share", "coverage", "complete") == (None, None, False)


def test_an_area_of_weight_0_shows_its_figures_and_stays_out_of_overall(hand: Hand) -> None:
    # B: levels 4, 4, 3 → (1 + 1 + 2/3)/3 = 8/9. Z at 2 → 1/3, and out of the mean.
    ratings = {"B.1.1.1": "4", "B.1.1.2": "4", "B.1.1.3": "3", "Z.1.1": "2"}
    found = hand.figures("2020-2021", ratings)
    assert picked(found["Z"], "share_exact", "complete", "band") == ("1/3", True, "задоволителна")
    assert picked(found["Z"], "scored", "applicable", "coverage") == (1, 1, 1.0)
    assert picked(found[None], "share_exact", "scored", "applicable") == ("8/9", 3, 3)
    assert picked(found[None], "complete", "band") == (True, "много добра")


def test_the_lowest_area_is_the_first_of_equals_also_while_incomplete(hand: Hand) -> None:
    # B: 2 of one rated and two not → 1/3 at coverage 1/3. S: 1 best of 3 → 1/3. A: 4 → 1.
    ratings = {"B.1.1.1": "2", "B.1.1.2": NOT_YET, "B.1.1.3": NOT_YET}
    ratings |= {"A.1.2": "4", "S.1.1": answers(1, 2)}
    assert hand.score("2020-2021", ratings)["lowest_area"] == "B"


@pytest.mark.parametrize(
    ("item", "rating", "exact", "level"),
    [
        ("R.1.1", "{points: 0.75}", "3/8", None),  # 0.75 of at most 2
        ("R.1.1", "{points: 2}", "1", None),
        ("R.1.2", "{count: 3, of: 4}", "2/3", 3),  # 75 %, inclusive
        ("R.1.2", "{count: 749, of: 1000}", "1/3", 2),  # 74.9 %
        ("R.1.2", "{count: 1, of: 3}", "0", 1),
        ("R.1.2", "{count: 9, of: 10}", "1", 4),
        ("R.1.3", "{count: 1, of: 5}", "2/3", 3),  # 20 %, at most 20
        ("R.1.3", "{count: 201, of: 1000}", "1/3", 2),  # 20.1 %
        ("R.1.3", "{count: 31, of: 100}", "0", 1),
        ("R.1.3", "{count: 0, of: 5}", "1", 4),
    ],
)
def test_points_and_counts(
    item: str, rating: str, exact: str, level: int | None, hand: Hand
) -> None:
    found = hand.figures("2020-2021", {item: rating})
    assert (found[item]["share_exact"], found[item].get("level")) == (exact, level)
    assert found["R"]["share_exact"] == exact


def test_a_year_in_no_profile_gets_no_word(hand: Hand) -> None:
    score = hand.score("2030-2031", {"S.1.1": answers(3, 1)})
    assert score["bands"] is None
    # 3/4 → grade 1 + 9/4 = 3.25
    assert picked(score["overall"], "share_exact", "grade", "complete") == ("3/4", "3.25", True)
    assert picked(score["overall"], "percent", "band", "borderline") == (None, None, False)


@pytest.mark.parametrize(
    ("life", "held", "gone"),
    [
        ("since: 2020-2021", "2020-2021", "2019-2020"),
        ("retired: 2021-2022", "2020-2021", "2021-2022"),
    ],
)
def test_what_does_not_hold_takes_no_part(life: str, held: str, gone: str, tmp_path: Path) -> None:
    """`since` is the first year in which a node holds, `retired` the first in which it does not."""
    hand = Hand(tmp_path, HAND_CATALOGUE.replace("  - id: B\n", f"  - id: B\n    {life}\n"))
    # A.1.2 at 4 → 1; B at 2 → 1/3 at coverage 1. With B: (1 + 1/3)/2 = 2/3; without: 1.
    b = {f"B.1.1.{n}": "2" for n in (1, 2, 3)}
    with_b = hand.score(held, {"A.1.2": "4"} | b)
    without = hand.score(gone, {"A.1.2": "4"}, gone="B.")
    assert picked(with_b["overall"], "share_exact", "scored", "applicable") == ("2/3", 4, 4)
    assert picked(without["overall"], "share_exact", "scored", "applicable") == ("1", 1, 1)
    assert (with_b["lowest_area"], without["lowest_area"]) == ("B", "A")
    assert [node["id"] for node in without["nodes"]] == [
        node["id"] for node in with_b["nodes"] if not node["id"].startswith("B")
    ]
