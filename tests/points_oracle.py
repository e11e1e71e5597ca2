"""A second calculation of all results that depend on a framework's method, from raw YAML values.

Catalogues and years are plain dictionaries of texts here, as in a YAML file. Each item is judged
directly by its raw values; sums go over flat lists, and fractions are exact. No code is shared with
the product. Band profiles and rounding come from `score_oracle`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tests.score_oracle import Json, OracleBand, Profile, half_up, number

CHILDREN = ("criteria", "indicators", "subindicators")
KINDS = ("area", "criterion", "indicator", "subindicator")
STATES = ("scored", "not_applicable", "no_evidence", "not_rated", "information")
NONE = Fraction(0)


@dataclass(frozen=True)
class Said:
    """The result of one item: its state and, if it is scored, its share and points.

    :ivar number: the percentage or the value that the year states, whatever its rating is based on.
    :ivar most: the maximum points, if it earns points.
    """

    state: str
    share: Fraction | None = None
    level: int | None = None
    number: Fraction | None = None
    most: Fraction | None = None


# --- Reading the raw values ---------------------------------------------------------------------


def children_of(node: Json) -> list[Json]:
    for key in CHILDREN:
        if node.get(key):
            below: list[Json] = node[key]
            return below
    return []


def holds(node: Json, year: str) -> bool:
    return bool(node.get("since", "") <= year < node.get("retired", "9999"))


def rated_by(item: Json) -> str:
    return str(item.get("rated_by", "level"))


def levels_of(catalogue: Json) -> list[int]:
    return [int(one["value"]) for one in catalogue.get("scale", {}).get("levels", [])]


def ladder_of(item: Json, catalogue: Json) -> list[Json]:
    written = item.get("ladder", [])
    return catalogue["ladders"][written] if isinstance(written, str) else written  # type: ignore[no-any-return]


def options_of(item: Json, catalogue: Json) -> list[Json]:
    written = item.get("answer_scale", [])
    return catalogue["answer_scales"][written] if isinstance(written, str) else written  # type: ignore[no-any-return]


def most_of(item: Json, catalogue: Json) -> Fraction | None:
    """The maximum points of an item: its highest step, or its maximum."""
    highest = None
    for rung in ladder_of(item, catalogue):
        points = Fraction(rung["points"])
        if highest is None or points > highest:
            highest = points
    if highest is None and "max_points" in item:
        highest = Fraction(item["max_points"])
    return highest


def by_points(catalogue: Json) -> bool:
    return bool(catalogue.get("method") == "points")


# --- One item -----------------------------------------------------------------------------------


def share_of_level(level: int, catalogue: Json) -> Fraction:
    levels = levels_of(catalogue)
    return Fraction(level - levels[0], levels[-1] - levels[0])


def stated_number(item: Json, rating: Json) -> Fraction | None:
    """The percentage of a ratio, or the value, as stated in the year."""
    if rated_by(item) == "ratio" and "count" in rating:
        return Fraction(100 * int(rating["count"]), int(rating["of"]))
    if rated_by(item) == "value" and "value" in rating:
        return Fraction(rating["value"])
    return None


def points_by_ladder(ladder: list[Json], stated: Fraction) -> Fraction:
    """The points of the last step whose lower bound is reached."""
    points = Fraction(ladder[0]["points"])
    for rung in ladder[1:]:
        at_least = "from" in rung and stated >= Fraction(rung["from"])
        if at_least or ("above" in rung and stated > Fraction(rung["above"])):
            points = Fraction(rung["points"])
    return points


def level_by_thresholds(item: Json, stated: Fraction, levels: list[int]) -> int:
    level = levels[0]
    for higher, written in zip(levels[1:], item["thresholds"], strict=True):
        threshold = Fraction(written)
        lower = item.get("lower_is_better") == "true"
        if stated <= threshold if lower else stated >= threshold:
            level = higher
    return level


def answer_keys(options: list[Json]) -> tuple[list[str], list[str]]:
    """The keys of the options that count, lowest first, and of those that do not."""
    counting = [one for one in options if one.get("counts") != "false"]
    others = [one for one in options if one.get("counts") == "false"]
    keys = [one.get("key", str(place)) for place, one in enumerate(counting, 1)]
    rest = [one.get("key", str(place)) for place, one in enumerate(others, len(counting) + 1)]
    return keys, rest


def share_of_answers(item: Json, answers: Json, catalogue: Json) -> Fraction | None:
    """The mean over the answers that count; None if there are none."""
    options = options_of(item, catalogue)
    if options:
        keys = answer_keys(options)[0]
        shares = {key: Fraction(place, len(keys) - 1) for place, key in enumerate(keys)}
    else:
        shares = {str(one): share_of_level(one, catalogue) for one in levels_of(catalogue)}
    total, people = NONE, 0
    for key, written in answers.items():
        if key in shares:
            total += int(written) * shares[key]
            people += int(written)
    return total / people if people else None


def ends_of_mean(item: Json, catalogue: Json) -> tuple[Fraction, Fraction]:
    """The possible range of a published mean: of the levels, of numeric keys, or from 1 to n."""
    options = options_of(item, catalogue)
    if not options:
        levels = levels_of(catalogue)
        return Fraction(levels[0]), Fraction(levels[-1])
    counting = [one for one in options if one.get("counts") != "false"]
    try:
        keys = [Fraction(one["key"]) for one in counting]
    except (KeyError, ValueError):
        return Fraction(1), Fraction(len(counting))
    return keys[0], keys[-1]


def judged(item: Json, rating: Json, catalogue: Json) -> tuple[Fraction | None, int | None]:
    """The share of a rating, and its level if it has one; None twice if it has neither."""
    stated, ladder = stated_number(item, rating), ladder_of(item, catalogue)
    most = most_of(item, catalogue)
    if "answers" in rating:
        return share_of_answers(item, rating["answers"], catalogue), None
    if "mean" in rating:
        lowest, highest = ends_of_mean(item, catalogue)
        return (Fraction(rating["mean"]) - lowest) / (highest - lowest), None
    if stated is not None and ladder and most:
        return points_by_ladder(ladder, stated) / most, None
    if stated is not None and "thresholds" in item:
        level = level_by_thresholds(item, stated, levels_of(catalogue))
        return share_of_level(level, catalogue), level
    if "points" in rating and most:
        return Fraction(rating["points"]) / most, None
    if "level" in rating:
        return share_of_level(int(rating["level"]), catalogue), int(rating["level"])
    return None, None


def says_of(item: Json, written: Any, catalogue: Json) -> Said:
    """The result of an item according to its rating, if there is any."""
    rating: Json = {"level": written} if isinstance(written, str) and written else written or {}
    most, stated = most_of(item, catalogue), stated_number(item, rating)
    earns = most if by_points(catalogue) or earns_points(item, catalogue) else None
    is_judged = "ladder" in item or "thresholds" in item or "max_points" in item
    if rated_by(item) == "value" and not (is_judged or "level" in rating or "points" in rating):
        return Said("information", number=stated)
    for reason in ("not_applicable", "no_evidence"):
        if reason in rating:
            return Said(reason, number=stated, most=earns)
    share, level = judged(item, rating, catalogue)
    return Said("not_rated" if share is None else "scored", share, level, stated, earns)


def earns_points(item: Json, catalogue: Json) -> bool:
    """Whether an item earns points with means, too: it is judged by points, not by levels."""
    if rated_by(item) == "points" or ladder_of(item, catalogue):
        return True
    return (
        rated_by(item) in ("ratio", "value") and "max_points" in item and not item.get("thresholds")
    )


# --- The tree -----------------------------------------------------------------------------------


@dataclass
class Sums:
    """The sums of a node.

    :ivar items: the results of the items below it that count towards it, at any depth.
    """

    node: Json
    kind: str
    below: list["Sums"]
    items: list[Said]
    said: Said | None = None
    share: Fraction | None = None

    @property
    def weight(self) -> Fraction:
        return Fraction(self.node.get("weight", "1"))

    @property
    def scored(self) -> int:
        return sum(one.state == "scored" for one in self.items)

    @property
    def applicable(self) -> int:
        return sum(one.state in ("scored", "no_evidence", "not_rated") for one in self.items)

    def points(self) -> tuple[Fraction | None, Fraction | None, Fraction | None]:
        """The points earned, and the maxima of the scored and of the applicable items."""
        earned, scored, applicable = NONE, NONE, NONE
        for one in self.items:
            if one.most is not None and one.share is not None:
                earned += one.share * one.most
                scored += one.most
            if one.most is not None and one.state in ("scored", "no_evidence", "not_rated"):
                applicable += one.most
        # Every maximum is above 0, so a sum of 0 means that there are no items.
        return (earned, scored, applicable or None) if scored else (None, None, applicable or None)


def share_by_points(items: list[Said]) -> Fraction | None:
    earned, most = NONE, NONE
    for one in items:
        if one.share is not None and one.most is not None:
            earned += one.share * one.most
            most += one.most
    return earned / most if most else None


def share_by_means(below: list[Sums]) -> Fraction | None:
    total, weights = NONE, NONE
    for one in below:
        if one.share is not None:
            total += one.weight * one.share
            weights += one.weight
    return total / weights if weights else None


def gather(node: Json, kind: str, year: str, catalogue: Json, said: Mapping[str, Said]) -> Sums:
    """The sums of a node and of everything below it that is in force in the year.

    :param said: the result of each item, by its id; items without an entry have no result.
    """
    children = children_of(node)
    if not children:
        own = said.get(node["id"], Said("unknown"))
        return Sums(node, kind, [], [own], own, own.share)
    next_kind = KINDS[KINDS.index(kind) + 1] if kind in KINDS else "area"
    below = [gather(one, next_kind, year, catalogue, said) for one in children if holds(one, year)]
    items = [one for child in below if child.weight for one in child.items]
    share = share_by_points(items) if by_points(catalogue) else share_by_means(below)
    return Sums(node, kind, below, items, None, share)


def whole(year: str, catalogue: Json, said: Mapping[str, Said]) -> Sums:
    """The sums of all areas."""
    areas = [
        gather(one, "area", year, catalogue, said) for one in catalogue["areas"] if holds(one, year)
    ]
    items = [one for area in areas if area.weight for one in area.items]
    share = share_by_points(items) if by_points(catalogue) else share_by_means(areas)
    return Sums({}, "overall", areas, items, None, share)


def flat(sums: list[Sums]) -> Iterator[Sums]:
    for one in sums:
        yield one
        yield from flat(one.below)


def items_in(nodes: list[Json], year: str) -> Iterator[Json]:
    """The items in force in the year."""
    for node in nodes:
        if holds(node, year):
            below = children_of(node)
            if below:
                yield from items_in(below, year)
            else:
                yield node


def all_said(catalogue: Json, year: Json) -> dict[str, Said]:
    """The result of each item in force in the year."""
    return {
        item["id"]: says_of(item, year["ratings"].get(item["id"]), catalogue)
        for item in items_in(catalogue["areas"], year["year"])
    }


# --- Figures as JSON shows them -----------------------------------------------------------------


def decimal(value: Fraction | None) -> str | None:
    """A number as text: exact if its decimals end, otherwise with four places."""
    if value is None:
        return None
    for places in range(40):
        if (value * 10**places).denominator == 1:
            digits = str(abs(int(value * 10**places))).rjust(places + 1, "0")
            cut = len(digits) - places
            text = digits[:cut] + ("." + digits[cut:] if places else "")
            return "-" + text if value < 0 else text
    return half_up(value, 4)


def signed(value: Fraction, places: int) -> str:
    """Rounded half up: away from zero for positive and negative numbers."""
    text = half_up(abs(value), places)
    return "-" + text if value < 0 and Fraction(text) else text


def profile_of(catalogue: Json, year: Json) -> Profile | None:
    for written in catalogue.get("bands", []):
        one = read_profile(written)
        if one.id == year.get("bands") or ("bands" not in year and one.covers(year["year"])):
            return one
    return None


def read_profile(written: Json) -> Profile:
    steps = tuple(
        OracleBand(one["name"], one.get("above", one.get("from")), strictly="above" in one)
        for one in written["steps"]
    )
    years = written.get("years", {})
    rounds = written.get("round") == "whole"
    return Profile(
        written["id"], written["percent_of"], rounds, steps, years.get("from"), years.get("to")
    )


def grade_of(share: Fraction | None, catalogue: Json) -> Fraction | None:
    """On the scale of levels; None with points, or without a scale."""
    levels = levels_of(catalogue)
    if share is None or by_points(catalogue) or not levels:
        return None
    return levels[0] + (levels[-1] - levels[0]) * share


def percent_of(share: Fraction | None, catalogue: Json, profile: Profile | None) -> Fraction | None:
    """100·share; by the highest level only with means, a scale, and a profile that requires it."""
    grade = grade_of(share, catalogue)
    if share is None or (grade is not None and profile is None):
        return None
    if grade is not None and profile is not None and profile.percent_of == "maximum":
        return 100 * grade / levels_of(catalogue)[-1]
    return 100 * share


def is_covered(sums: Sums, catalogue: Json) -> bool:
    threshold = Fraction(catalogue.get("coverage_threshold", "2/3"))
    return (
        sums.share is not None
        and sums.applicable > 0
        and Fraction(sums.scored, sums.applicable) >= threshold
    )


def is_complete(sums: Sums, catalogue: Json) -> bool:
    if sums.said is not None:
        return sums.said.state == "scored"
    if sums.kind == "overall":
        for area in sums.below:
            if area.applicable and not is_complete(area, catalogue):
                return False
    return is_covered(sums, catalogue)


def word_of(sums: Sums, catalogue: Json, profile: Profile | None) -> str | None:
    """The band; only for a complete node that is not an item."""
    percent = percent_of(sums.share, catalogue, profile)
    if sums.said is not None or profile is None or percent is None:
        return None
    return profile.word(percent) if is_complete(sums, catalogue) else None


def points_of(
    sums: Sums, catalogue: Json
) -> tuple[Fraction | None, Fraction | None, Fraction | None]:
    """With means, only an item that earns points shows any."""
    if sums.said is None and not by_points(catalogue):
        return None, None, None
    return sums.points()


def figures(sums: Sums, year: Json, catalogue: Json) -> Json:
    """The compared values of a node or an item."""
    profile = profile_of(catalogue, year)
    percent = percent_of(sums.share, catalogue, profile)
    grade = grade_of(sums.share, catalogue)
    band = word_of(sums, catalogue, profile)
    earned, scored_max, most = points_of(sums, catalogue)
    near = band is not None and profile is not None and percent is not None
    shown: Json = {
        "id": sums.node.get("id"),
        "kind": sums.kind,
        "share": number(sums.share),
        "share_exact": None if sums.share is None else str(sums.share),
        "grade": None if grade is None else half_up(grade, 2),
        "percent": None if percent is None else half_up(percent, 1),
        "points": decimal(earned),
        "points_scored_max": decimal(scored_max),
        "points_max": decimal(most),
        "band": band,
        "borderline": bool(near and profile and percent and profile.is_borderline(percent)),
        "complete": is_complete(sums, catalogue),
        "scored": sums.scored,
        "applicable": sums.applicable,
        "coverage": number(Fraction(sums.scored, sums.applicable)) if sums.applicable else None,
    }
    if sums.said is not None:
        shown["state"] = sums.said.state
        if sums.said.level is not None:
            shown["level"] = sums.said.level
        shown |= stated(sums, year)
    return shown


def stated(sums: Sums, year: Json) -> Json:
    """The numbers that the year states for an item, unchanged."""
    written = year["ratings"].get(sums.node["id"])
    rating = written if isinstance(written, dict) else {}
    percent = sums.said.number if sums.said and rated_by(sums.node) == "ratio" else None
    return {
        "value": decimal(Fraction(rating["value"])) if "value" in rating else None,
        "count": int(rating["count"]) if "count" in rating else None,
        "of": int(rating["of"]) if "of" in rating else None,
        "percent_stated": None if percent is None else half_up(percent, 1),
    }


def lowest_area(overall: Sums) -> str | None:
    lowest: tuple[str, Fraction] | None = None
    for area in overall.below:
        if area.share is not None and (lowest is None or area.share < lowest[1]):
            lowest = area.node["id"], area.share
    return lowest[0] if lowest else None


def target(sums: Sums, goal: Fraction, year: Json, catalogue: Json) -> Json:
    """A target in the unit of its node or item."""
    unit, actual = unit_and_actual(sums, year, catalogue)
    gap = None if actual is None else actual - goal
    lower = sums.said is not None and is_better_lower(sums.node, catalogue)
    met = None if gap is None else (gap <= 0 if lower else gap >= 0)
    return {
        "id": sums.node["id"],
        "unit": unit,
        "target": signed(goal, 2),
        "actual": None if actual is None else signed(actual, 2),
        "difference": None if gap is None else signed(gap, 2),
        "met": met,
    }


def unit_and_actual(sums: Sums, year: Json, catalogue: Json) -> tuple[str, Fraction | None]:
    said = sums.said
    if said is None:
        if by_points(catalogue):
            return "points", sums.points()[0]
        if levels_of(catalogue):
            return "grade", grade_of(sums.share, catalogue)
        return "percent", percent_of(sums.share, catalogue, profile_of(catalogue, year))
    match rated_by(sums.node):
        case "ratio":
            return "percent", said.number
        case "value":
            return "value", said.number
        case "points":
            return "points", sums.points()[0]
        case "survey":
            lowest, highest = ends_of_mean(sums.node, catalogue)
            mean = None if said.share is None else lowest + said.share * (highest - lowest)
            return "mean", mean
    return "level", None if said.level is None else Fraction(said.level)


def is_better_lower(item: Json, catalogue: Json) -> bool:
    if rated_by(item) not in ("ratio", "value"):
        return False
    ladder = ladder_of(item, catalogue)
    if ladder:
        return Fraction(ladder[0]["points"]) > Fraction(ladder[-1]["points"])
    return item.get("lower_is_better") == "true"


def expected(catalogue: Json, year: Json) -> Json:
    """The compared part of the output of `quality score --format json` for the year."""
    overall = whole(year["year"], catalogue, all_said(catalogue, year))
    profile = profile_of(catalogue, year)
    nodes = list(flat(overall.below))
    by_id = {one.node["id"]: one for one in nodes}
    levels = {str(level): 0 for level in levels_of(catalogue)}
    for one in overall.items:
        if one.level is not None:
            levels[str(one.level)] += 1
    targets = year.get("targets", {}).items()
    return {
        "year": year["year"],
        "method": catalogue.get("method", "means"),
        "bands": profile.id if profile else None,
        "overall": None
        if catalogue.get("overall") == "false"
        else figures(overall, year, catalogue),
        "lowest_area": lowest_area(overall),
        "levels": levels,
        "states": {one: sum(said.state == one for said in overall.items) for one in STATES},
        "targets": [
            target(by_id[node_id], Fraction(goal), year, catalogue)
            for node_id, goal in targets
            if node_id in by_id
        ],
        "nodes": [figures(one, year, catalogue) for one in nodes],
    }
