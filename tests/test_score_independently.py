"""Compare the figures of `quality score` with a second calculation that shares no code with it.

The calculation is `score_oracle`; `random_ratings` and `random_catalogues` write the scored files
as text. This module contains the comparisons, and at the end a few years that were calculated by
hand.

For the built-in catalogue, the calculation takes its tree from `quality framework show --format
json`; the scale, the threshold and the bands, which that output does not contain, are repeated
here.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
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
from tests.conftest import THOROUGH
from tests.random_catalogues import (
    CHILD_KEYS,
    NAMES,
    SCALES,
    MadeCatalogue,
    all_items,
    catalogue_text,
    holding,
    random_catalogue,
)
from tests.random_ratings import (
    Lean,
    RatedItem,
    command_output,
    put_catalogue,
    put_year,
    write_rating,
    year_text,
)
from tests.score_oracle import (
    BOTH,
    NOT_RATED,
    SHIPPED_RULES,
    STATES,
    Flat,
    Json,
    Profile,
    Year,
    expected,
)

pytestmark = pytest.mark.slow

SHIPPED = Path(__file__).parents[1] / "data" / "criteria.yaml"

# The compared keys of a node.
NODE_KEYS = frozenset(
    (
        *("id", "kind", "weight", "share", "share_exact", "grade", "percent", "band"),
        *("borderline", "complete", "scored", "applicable", "coverage", "state", "level"),
    )
)


def compared(score: Json) -> Json:
    """The compared part of the product's output."""
    kept = {key: score[key] for key in ("year", "bands", "lowest_area")}
    overall, *nodes = [
        {key: node[key] for key in node if key in NODE_KEYS}
        for node in (score["overall"], *score["nodes"])
    ]
    return kept | {"overall": overall, "nodes": nodes}


def assert_same(got: Json, wanted: Json) -> None:
    """Compare node by node, so that a failure shows one node instead of the full year."""
    assert [node["id"] for node in got["nodes"]] == [node["id"] for node in wanted["nodes"]]
    for one, other in zip(got["nodes"], wanted["nodes"], strict=True):
        assert one == other
    assert got == wanted


# --- The product --------------------------------------------------------------------------------


def assert_no_errors(found: Iterable[Diagnostic]) -> None:
    errors = [one for one in found if one.severity is Severity.ERROR]
    assert not errors, [(one.rule.code, one.args, one.place) for one in errors]


def product_catalogue(project: Path) -> CatalogueFile:
    """The project's catalogue as read by the product; it must have no errors."""
    loaded = load_catalogue(project / "data" / "criteria.yaml", "criteria.yaml")
    assert_no_errors(loaded.found)
    assert loaded.content is not None
    assert_no_errors(check_catalogue(loaded.content))
    return loaded.content


def product_score(project: Path, catalogue: CatalogueFile, year: Year) -> Json:
    """The year's figures from the product, through its files and its checks."""
    path = put_year(project, year)
    loaded = load_year(path, path.name, year.name)
    assert_no_errors(loaded.found)
    assert loaded.content is not None
    assert_no_errors(check_year(loaded.content, catalogue))
    return as_json(score_year(loaded.content.assessment, catalogue.catalogue))


# --- Random years of the built-in catalogue -----------------------------------------------------

# In these sixty alone, every case appears at least twice.
SEEDS = range(360) if THOROUGH else range(300, 360)

# The frequency of each of STATES for an item.
MIXES = {
    "nearly complete": (94, 3, 2, 1),
    "two thirds": (64, 6, 15, 15),
    "sparse": (15, 15, 20, 50),
    "even": (1, 1, 1, 1),
    "empty": (0, 1, 1, 4),
}

# The frequency of each level.
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
    """The built-in catalogue, from `quality framework show --format json`."""

    project: Path
    catalogue: CatalogueFile
    nodes: tuple[Flat, ...]
    items: tuple[RatedItem, ...]
    expected: dict[int, Json] = field(default_factory=dict)

    def expected_of(self, seed: int, year: Year) -> Json:
        """The second calculation of a random year, made once."""
        if seed not in self.expected:
            self.expected[seed] = expected(self.nodes, year, SHIPPED_RULES)
        return self.expected[seed]

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
            items.append(RatedItem(node["id"], node["rated_by"], len(node["parts"])))
    return Shipped(project, product_catalogue(project), tuple(nodes), tuple(items))


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Shipped:
    project = tmp_path_factory.mktemp("shipped")
    (project / "data").mkdir()
    (project / "data" / "criteria.yaml").write_bytes(SHIPPED.read_bytes())
    return shipped_from(
        project, command_output(project, "framework", "show", "--format", "json")["nodes"]
    )


def gaps(rng: Random, shipped: Shipped) -> dict[str, str]:
    """One state for all items below some nodes, chosen at random."""
    if rng.random() < 0.4:
        return {}
    kinds = rng.choices(("area", "criterion", "indicator"), (1, 4, 4), k=rng.randint(1, 4))
    return {
        rng.choice([node.id for node in shipped.nodes if node.kind == kind]): rng.choice(STATES[1:])
        for kind in kinds
    }


def state_under(item_id: str, gap: Mapping[str, str], parents: Mapping[str, str | None]) -> str:
    """The state that a gap gives an item; empty if it is in none."""
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


@pytest.mark.parametrize("seed", SEEDS)
def test_a_random_year_of_the_shipped_catalogue(seed: int, shipped: Shipped) -> None:
    year = random_year(seed, shipped)
    got = compared(product_score(shipped.project, shipped.catalogue, year))
    assert_same(got, shipped.expected_of(seed, year))


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
    """The comparison above is useful only if the years cover everything."""
    seen: Counter[str] = Counter()
    for seed in SEEDS:
        year = random_year(seed, shipped)
        seen.update(set(features_of_year(shipped.expected_of(seed, year))))
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

# In these thirty alone, every case appears at least twice.
CATALOGUE_SEEDS = range(100) if THOROUGH else range(30, 60)


@dataclass(frozen=True)
class RandomYear:
    """A random catalogue with a random year."""

    made: MadeCatalogue
    nodes: tuple[Flat, ...]
    year: Year


def random_case(seed: int) -> RandomYear:
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
    return RandomYear(
        made, nodes, Year(name, year_text(name, "random", lines, bands), verdicts, bands)
    )


@pytest.mark.parametrize("seed", CATALOGUE_SEEDS)
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


def features_of_case(case: RandomYear) -> Iterator[str]:
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
    for seed in CATALOGUE_SEEDS:
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


# --- Calculated by hand -------------------------------------------------------------------------

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


class SmallCatalogue:
    """Scores years of the catalogue above; items that a year does not list are not applicable."""

    def __init__(self, project: Path, catalogue: str = HAND_CATALOGUE) -> None:
        put_catalogue(project, catalogue)
        self._project = project
        self._catalogue = product_catalogue(project)

    def score(self, name: str, ratings: Mapping[str, str], gone: str = "-") -> Json:
        """:param gone: prefixes of ids that the year must not list: they are not in force."""
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
def hand(tmp_path: Path) -> SmallCatalogue:
    return SmallCatalogue(tmp_path)


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
    answered: tuple[int, int], wanted: tuple[object, ...], hand: SmallCatalogue
) -> None:
    found = hand.figures("2020-2021", {"S.1.1": answers(*answered)})
    for node in ("S.1", "S", None):  # one item alone passes its share to all its ancestors
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
    answered: tuple[int, int], wanted: tuple[object, ...], hand: SmallCatalogue
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
    """For rounded percentages, these bounds are the same as „from: 81“, and so is the edge."""
    hand = SmallCatalogue(tmp_path, HAND_CATALOGUE.replace("from: 81", step))
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
    answered: tuple[int, int], wanted: tuple[object, ...], hand: SmallCatalogue
) -> None:
    found = hand.figures("2020-2021", {"S.1.1": answers(*answered)})
    for node in ("S.1.1", "S.1", "S", None):
        shown = picked(found[node], "share", "share_exact", "grade", "percent")
        assert shown == wanted


def test_the_roll_up_goes_level_by_level(hand: SmallCatalogue) -> None:
    """Four sub-indicators together count as much as the one indicator next to them."""
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
def test_coverage_of_exactly_the_threshold_is_enough(third: str, hand: SmallCatalogue) -> None:
    # Two of three scored: coverage 2/3. Both at 3: share 2/3, 66.7 %.
    found = hand.figures("2020-2021", {"B.1.1.1": "3", "B.1.1.2": "3", "B.1.1.3": third})
    for node in ("B.1.1", "B.1", "B", None):
        assert picked(found[node], "scored", "applicable", "coverage") == (2, 3, 0.6667)
        assert picked(found[node], "share_exact", "complete", "band") == ("2/3", True, "добра")


def test_what_is_not_applicable_does_not_lower_coverage(hand: SmallCatalogue) -> None:
    # A.1.1: 4 and 1 scored, one not rated, one not applicable → 2/3, share (1 + 0)/2, on the edge.
    found = hand.figures("2020-2021", {"A.1.1.1": "4", "A.1.1.2": "1", "A.1.1.3": NOT_YET})
    assert picked(found["A.1.1"], "scored", "applicable", "complete") == (2, 3, True)
    assert picked(found["A.1.1"], "share_exact", "band", "borderline") == ("1/2", "добра", True)


def test_below_the_threshold_there_is_a_figure_but_no_word(hand: SmallCatalogue) -> None:
    # One of two: coverage 1/2 < 2/3. The share is that of the one item, 1/2, which would be on the
    # edge of „добра“ if it had a band; without a band it is near none.
    found = hand.figures("2020-2021", {"S.1.1": answers(1, 1), "B.1.1.1": "4", "B.1.1.2": NOT_YET})
    assert picked(found["B"], "share_exact", "grade", "percent") == ("1", "4.00", "100.0")
    assert picked(found["B"], "coverage", "complete", "band") == (0.5, False, None)
    # Overall: two of three items, (1/2 + 1)/2 = 3/4; but B is incomplete, so overall is too.
    assert picked(found[None], "share_exact", "coverage") == ("3/4", 0.6667)
    assert picked(found[None], "complete", "band", "borderline") == (False, None, False)


def test_an_area_that_does_not_apply_leaves_overall_complete(hand: SmallCatalogue) -> None:
    found = hand.figures("2020-2021", {"B.1.1.1": "4", "B.1.1.2": "4", "B.1.1.3": "4"})
    for node in ("A.1.1.1", "A.1.1", "A.1", "A"):
        assert picked(found[node], "scored", "applicable", "coverage") == (0, 0, None)
        assert picked(found[node], "share", "share_exact", "grade", "percent") == (None,) * 4
        assert picked(found[node], "complete", "band", "borderline") == (False, None, False)
    assert picked(found[None], "share_exact", "complete") == ("1", True)
    assert picked(found[None], "coverage", "band") == (1.0, "много добра")


def test_a_year_in_which_nothing_applies_has_no_figures(hand: SmallCatalogue) -> None:
    score = hand.score("2020-2021", {})
    assert score["lowest_area"] is None
    assert picked(score["overall"], "share", "grade", "percent", "band") == (None,) * 4
    assert picked(score["overall"], "coverage", "complete", "applicable") == (None, False, 0)


@pytest.mark.parametrize("state", [NOT_YET, NO_EVIDENCE])
def test_a_branch_without_a_score_enters_no_share_but_coverage(
    state: str, hand: SmallCatalogue
) -> None:
    # A.1.1 has four unscored items, A.1.2 is at 4: the share of A is 1, not (0 + 1)/2.
    ratings = {f"A.1.1.{n}": state for n in (1, 2, 3, 4)} | {"A.1.2": "4"}
    found = hand.figures("2020-2021", ratings)
    assert picked(found["A.1.1"], "share", "coverage", "complete") == (None, 0.0, False)
    assert picked(found["A"], "share_exact", "coverage", "complete") == ("1", 0.2, False)


def test_weights(hand: SmallCatalogue) -> None:
    # W.1 at 4, weight 2; W.2 at 1, weight 0.5; W.3 at 1, weight 0: (2·1 + 0.5·0)/2.5 = 4/5.
    found = hand.figures("2020-2021", {"W.1.1": "4", "W.2.1": "1", "W.3.1": "1"})
    assert picked(found["W"], "share_exact", "scored", "applicable") == ("4/5", 2, 2)
    assert picked(found["W.3"], "share_exact", "grade", "band") == ("0", "1.00", "незадоволителна")
    assert picked(found["W.3"], "scored", "applicable", "complete") == (1, 1, True)


def test_weights_of_children_without_a_share_do_not_count(hand: SmallCatalogue) -> None:
    # W.1 has no evidence, so W.2 alone gives the share, 1/3; coverage is 1 of 2, without W.3.
    found = hand.figures("2020-2021", {"W.1.1": NO_EVIDENCE, "W.2.1": "2", "W.3.1": "4"})
    assert picked(found["W"], "share_exact", "coverage", "complete") == ("1/3", 0.5, False)


def test_only_children_of_weight_0_give_nothing_above_them(hand: SmallCatalogue) -> None:
    found = hand.figures("2020-2021", {"W.3.1": "4"})
    assert picked(found["W.3"], "share_exact", "complete") == ("1", True)
    assert picked(found["W"], "share", "coverage", "complete") == (None, None, False)


def test_an_area_of_weight_0_shows_its_figures_and_stays_out_of_overall(
    hand: SmallCatalogue,
) -> None:
    # B: levels 4, 4, 3 → (1 + 1 + 2/3)/3 = 8/9. Z at 2 → 1/3, and not part of the mean.
    ratings = {"B.1.1.1": "4", "B.1.1.2": "4", "B.1.1.3": "3", "Z.1.1": "2"}
    found = hand.figures("2020-2021", ratings)
    assert picked(found["Z"], "share_exact", "complete", "band") == ("1/3", True, "задоволителна")
    assert picked(found["Z"], "scored", "applicable", "coverage") == (1, 1, 1.0)
    assert picked(found[None], "share_exact", "scored", "applicable") == ("8/9", 3, 3)
    assert picked(found[None], "complete", "band") == (True, "много добра")


def test_the_lowest_area_is_the_first_of_equals_also_while_incomplete(hand: SmallCatalogue) -> None:
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
    item: str, rating: str, exact: str, level: int | None, hand: SmallCatalogue
) -> None:
    found = hand.figures("2020-2021", {item: rating})
    assert (found[item]["share_exact"], found[item].get("level")) == (exact, level)
    assert found["R"]["share_exact"] == exact


def test_a_year_in_no_profile_gets_no_word(hand: SmallCatalogue) -> None:
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
    """`since` is the first year in which a node is in force, `retired` the first after that."""
    hand = SmallCatalogue(
        tmp_path, HAND_CATALOGUE.replace("  - id: B\n", f"  - id: B\n    {life}\n")
    )
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
