"""A second calculation of scores, based only on the specification.

It uses plain loops over a flat list of nodes, and fractions. It shares no code with the product.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Any

Json = dict[str, Any]
HALF = Fraction(1, 2)
BOTH = (True, False)
STATES = ("scored", "not_applicable", "no_evidence", "not_rated")


@dataclass(frozen=True)
class Flat:
    """A node in force in the year; in a list of nodes, parents come before their children."""

    id: str
    kind: str
    parent: str | None
    weight: Fraction
    is_item: bool


@dataclass(frozen=True)
class Verdict:
    """The rating of one item in a year."""

    state: str
    share: Fraction | None = None
    level: int | None = None


NOT_RATED = Verdict("not_rated")


@dataclass(frozen=True)
class OracleBand:
    """A band and its lower bound; the lowest band has none."""

    name: str
    bound: str | None = None
    strictly: bool = False

    def reached_by(self, percent: Fraction) -> bool:
        if self.bound is None:
            return True
        bound = Fraction(self.bound)
        return percent > bound if self.strictly else percent >= bound

    def edge(self, *, whole: bool) -> Fraction | None:
        """The exact percentage at which this band starts.

        Rounded half up, a percentage becomes the whole number n from n − ½ on. So the band starts ½
        below the first whole number that reaches it: the bound itself if it is whole and inclusive,
        otherwise the next whole number above it.
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
    steps: tuple[OracleBand, ...]
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
class OracleRules:
    """The parts of a framework that affect the arithmetic."""

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
    """The sums of a node, collected from its descendants."""

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
        if weight == 0:  # shows its own figures, but adds nothing to its parent
            return
        self.scored += child.scored
        self.applicable += child.applicable
        if child.share is not None:
            self.weighted += weight * child.share
            self.weights += weight


def roll_up(nodes: Sequence[Flat], verdicts: Mapping[str, Verdict]) -> dict[str | None, Sums]:
    """The sums of every node by its id, and those of the whole year under None."""
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


def grade_of(share: Fraction, rules: OracleRules) -> Fraction:
    return rules.levels[0] + (rules.levels[-1] - rules.levels[0]) * share


def percent_of(share: Fraction, rules: OracleRules, profile: Profile) -> Fraction:
    if profile.percent_of == "range":
        return 100 * share
    return 100 * grade_of(share, rules) / rules.levels[-1]


def figures(sums: Sums, rules: OracleRules, profile: Profile | None, *, complete: bool) -> Json:
    """The figures that every node shows; without bands there is no percentage and no band."""
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


def words(sums: Sums, rules: OracleRules, profile: Profile | None) -> Json:
    """The band of a complete node, and whether it is close to another one."""
    if sums.share is None or profile is None:
        return {}
    percent = percent_of(sums.share, rules, profile)
    return {"band": profile.word(percent), "borderline": profile.is_borderline(percent)}


def node_figures(
    node: Flat, sums: Sums, verdict: Verdict, rules: OracleRules, profile: Profile | None
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
    areas: Sequence[Sums], whole: Sums, rules: OracleRules, profile: Profile | None
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
    """A school year: its text, and the ratings in the text."""

    name: str
    text: str
    verdicts: Mapping[str, Verdict]
    bands: str | None = None


def expected(nodes: Sequence[Flat], year: Year, rules: OracleRules) -> Json:
    """The compared part of the output of `quality score --format json` for the year."""
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


SHIPPED_RULES = OracleRules(
    levels=(1, 2, 3, 4),
    threshold="2/3",
    profiles=(
        Profile(
            id="naredba-15",
            percent_of="range",
            whole=False,
            steps=(
                OracleBand("много добра", "75", strictly=True),
                OracleBand("добра", "50"),
                OracleBand("задоволителна", "30"),
                OracleBand("незадоволителна"),
            ),
            last="2020-2021",
        ),
        Profile(
            id="naredba-18",
            percent_of="maximum",
            whole=True,
            steps=(
                OracleBand("много добра", "81"),
                OracleBand("добра", "61"),
                OracleBand("задоволителна", "41"),
                OracleBand("незадоволителна"),
            ),
            first="2021-2022",
        ),
    ),
)
