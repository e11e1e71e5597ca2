"""Random catalogues, and their text."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from random import Random

from tests.random_ratings import RatedItem
from tests.score_oracle import Flat, OracleBand, OracleRules, Profile, percent_of

CHILD_KEYS = {"area": "criteria", "criterion": "indicators", "indicator": "subindicators"}
SCALES = ((1, 2, 3, 4), (1, 2, 3, 4, 5), (0, 1, 2, 3), (2, 3, 4, 5, 6), (0, 1), (0, 1, 3))
LADDERS = (("0", "0.75", "1.5", "2"), ("0", "1"), ("0.5", "1", "2.5"), ("0", "1", "2", "7"))
PERCENTAGES = ("0", "5", "12.5", "20", "33.333333", "37.5", "50", "62.5", "66.666667", "75", "100")
WORDS = ("отлична", "много добра", "добра", "средна", "слаба", "лоша")
NAMES = ("2018-2019", "2019-2020", "2020-2021", "2021-2022", "2022-2023", "2023-2024")


@dataclass
class Made:
    """A node of a random catalogue.

    The second calculation gets the tree from here instead of from the product's output, which does
    not say when a node is in force.
    """

    id: str
    kind: str
    weight: str | None = None
    since: str | None = None
    retired: str | None = None
    item: RatedItem | None = None
    children: list["Made"] = field(default_factory=list)

    def holds_in(self, year: str) -> bool:
        return not (
            (self.since is not None and year < self.since)
            or (self.retired is not None and self.retired <= year)
        )


@dataclass(frozen=True)
class MadeCatalogue:
    rules: OracleRules
    areas: tuple[Made, ...]


def random_item(rng: Random, node_id: str, kind: str, levels: Sequence[int]) -> RatedItem:
    match rng.choice(("level", "level", "points", "survey", "ratio", "thresholds", "thresholds")):
        case "points":
            return RatedItem(node_id, "points", ladder=rng.choice(LADDERS))
        case "thresholds":
            drawn = sorted(rng.sample(PERCENTAGES, len(levels) - 1), key=Fraction)
            lower = rng.random() < 0.5
            thresholds = tuple(reversed(drawn)) if lower else tuple(drawn)
            return RatedItem(node_id, "ratio", thresholds=thresholds, lower_is_better=lower)
        case "ratio":
            parts = rng.choice((0, 2)) if kind == "subindicator" else 0
            return RatedItem(node_id, "ratio", parts=parts)
        case rated_by:
            return RatedItem(node_id, rated_by)


def random_life(rng: Random) -> tuple[str | None, str | None]:
    """The first and last bounds of the time in which a node is in force; usually unlimited."""
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


def random_steps(rng: Random) -> tuple[OracleBand, ...]:
    count = rng.randint(2, len(WORDS))
    pool = [*map(str, range(5, 96)), "12.5", "33.3", "49.75", "66.67", "74.5", "80.4"]
    bounds = sorted(rng.sample(pool, count - 1), key=Fraction, reverse=True)
    steps = [
        OracleBand(word, bound, strictly=rng.random() < 0.3)
        for word, bound in zip(WORDS, bounds, strict=False)
    ]
    return (*steps, OracleBand(WORDS[count - 1]))


def levels_match_bands(profile: Profile, levels: tuple[int, ...]) -> bool:
    """With as many bands as levels, a year with all items at one level gets that level's band."""
    if len(profile.steps) != len(levels):
        return True
    rules = OracleRules(levels, "1", (profile,))
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
        if levels_match_bands(profile, levels):
            return profile


def random_rules(rng: Random) -> OracleRules:
    """Two profiles, with or without a year between them that neither covers."""
    levels = rng.choice(SCALES)
    end = rng.randrange(len(NAMES) - 2)
    begin = end + rng.randint(1, 2)
    return OracleRules(
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


def item_lines(item: RatedItem) -> Iterator[str]:
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
    """A node as an unindented list entry."""
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


def step_line(step: OracleBand) -> str:
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
    """The nodes in force in the year; a node that is not in force excludes everything below it."""
    for made in nodes:
        if made.holds_in(year):
            weight = Fraction(made.weight or 1)
            yield Flat(made.id, made.kind, parent, weight, made.item is not None)
            yield from holding(made.children, year, made.id)


def all_items(nodes: Iterable[Made]) -> Iterator[RatedItem]:
    for made in nodes:
        if made.item is not None:
            yield made.item
        yield from all_items(made.children)
