"""Random frameworks with every kind of item, and years for them, as raw YAML values: texts only."""

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from fractions import Fraction
from pathlib import Path
from random import Random

from qualitycli.checks import check_catalogue, check_year
from qualitycli.diagnostics import Severity
from qualitycli.reading.load import load_catalogue, load_year
from qualitycli.workspace import CatalogueFile, YearFile
from tests.points_oracle import (
    CHILDREN,
    KINDS,
    STATES,
    answer_keys,
    children_of,
    decimal,
    ends_of_mean,
    holds,
    items_in,
    ladder_of,
    levels_of,
    most_of,
    options_of,
    rated_by,
)
from tests.random_catalogues import NAMES, random_profile
from tests.score_oracle import Json

SCALES = ((1, 2, 3, 4), (2, 3, 4, 5, 6), (0, 1, 2), (0, 1, 3))
# The kinds that need a scale of levels, and those that do not.
BY_LEVEL = ("level", "ratio level", "ratio thresholds", "value thresholds", "survey levels")
BY_POINTS = (
    *("points ladder", "points named", "points max", "points step"),
    *("ratio judged", "ratio ladder", "ratio plan", "value judged", "value ladder"),
    *("value information", "survey answers", "survey named", "survey keys"),
)
MAXIMA = ("9.5", "3", "0.5", "2.25", "7", "0.07", "12")
STEPS = {"9.5": "0.5", "3": "0.75", "0.5": "0.25", "2.25": "0.75", "7": "1", "0.07": "0.01"}
PERCENTAGES = ("5", "12.5", "20", "25", "37.5", "50", "60", "75", "90", "95")
NUMBERS = ("-4.5", "-1", "0", "0.25", "1.5", "2", "3", "4.75", "5.5", "12", "100.125")
TOTALS = (1, 3, 8, 20, 40, 100)
LADDER = [{"points": points, "text": "Стъпка"} for points in ("0", "0.75", "1.5", "2")]
HIGH_LADDER = [{"points": points, "text": "Стъпка"} for points in ("1", "2", "4")]
ANSWERS = [{"text": text} for text in ("Не", "По-скоро не", "По-скоро да", "Да")]
CANNOT_SAY = {"text": "Не мога да преценя", "counts": "false"}
Lines = list[Json]


# --- Items --------------------------------------------------------------------------------------


def bounded_ladder(rng: Random, bounds: tuple[str, ...]) -> Lines:
    """Steps with lower bounds; the points rise, fall, or rise and fall again."""
    count = rng.randint(1, 4)
    pool = ("0", "0.5", "1", "1.5", "2", "3.25")[rng.randrange(2) :]
    points = sorted(rng.sample(pool, count + 1), key=Fraction)
    shape = rng.randrange(3)
    if shape == 1:
        points.reverse()
    elif shape == 2:
        points[-1] = points[0]
    if not any(Fraction(one) for one in points):
        points[0] = "1"
    starts = sorted(rng.sample(bounds, count), key=Fraction)
    rungs: Lines = [{"points": points[0]}]
    for number, start in zip(points[1:], starts, strict=True):
        rungs.append({"points": number, rng.choice(("from", "above")): start})
    return rungs


def thresholds(rng: Random, numbers: tuple[str, ...], levels: list[int]) -> Json:
    drawn = sorted(rng.sample(numbers, len(levels) - 1), key=Fraction)
    if rng.random() < 0.5:
        return {"thresholds": drawn[::-1], "lower_is_better": "true"}
    return {"thresholds": drawn}


def own_answers(rng: Random) -> Lines:
    """Answers with a “cannot say” at either end, in between, or not at all."""
    answers = [dict(one) for one in ANSWERS[: rng.randint(2, 4)]]
    for _ in range(rng.choice((0, 1, 1, 2))):
        answers.insert(rng.randint(0, len(answers)), dict(CANNOT_SAY))
    return answers


def keyed_answers(rng: Random) -> Lines:
    """Answers with the keys 0 to 10, or with words as keys."""
    if rng.random() < 0.6:
        keys = [str(one) for one in range(11)]
    else:
        keys = ["nikoga", "ponyakoga", "vinagi"]
    answers: Lines = [{"text": f"Отговор {key}", "key": key} for key in keys]
    if rng.random() < 0.5:
        answers.append({"text": "Не знам", "key": "nz", "counts": "false"})
    return answers


def way_of_rating(rng: Random, name: str, catalogue: Json) -> Json:
    """The keys that define how an item of this sort is rated."""
    levels, pointed = levels_of(catalogue), catalogue.get("method") == "points"
    # With means, a maximum has no effect, and earns no points, for items rated by levels.
    top: Json = {"max_points": rng.choice(MAXIMA)} if pointed or rng.random() < 0.1 else {}
    most = rng.choice(MAXIMA)
    ways: dict[str, Callable[[], Json]] = {
        "level": lambda: {"rated_by": "level"} | top,
        "ratio level": lambda: {"rated_by": "ratio"} | top,
        "ratio thresholds": lambda: (
            {"rated_by": "ratio"} | thresholds(rng, PERCENTAGES, levels) | top
        ),
        "value thresholds": lambda: (
            {"rated_by": "value", "unit": "бр."} | thresholds(rng, NUMBERS, levels) | top
        ),
        "survey levels": lambda: {"rated_by": "survey"} | top,
        "points ladder": lambda: {
            "rated_by": "points",
            "ladder": deepcopy(rng.choice((LADDER, HIGH_LADDER))),
        },
        "points named": lambda: {"rated_by": "points", "ladder": "dane"},
        "points max": lambda: {"rated_by": "points", "max_points": most},
        "points step": lambda: {
            "rated_by": "points",
            "max_points": most,
            "step": STEPS.get(most, "3"),
        },
        "ratio judged": lambda: {"rated_by": "ratio", "max_points": most},
        "ratio ladder": lambda: {"rated_by": "ratio", "ladder": bounded_ladder(rng, PERCENTAGES)},
        "ratio plan": lambda: {
            "rated_by": "ratio",
            "may_exceed": "true",
            "ladder": [
                {"points": "1"},
                {"points": "3", "from": "95"},
                {"points": "4", "above": "100"},
            ],
        },
        "value judged": lambda: {"rated_by": "value", "unit": "лв.", "max_points": most},
        "value ladder": lambda: {
            "rated_by": "value",
            "unit": "среден успех",
            "ladder": bounded_ladder(rng, NUMBERS),
        },
        "value information": lambda: {"rated_by": "value", "unit": "ученици"},
        "survey answers": lambda: {"rated_by": "survey", "answer_scale": own_answers(rng)} | top,
        "survey named": lambda: {"rated_by": "survey", "answer_scale": "saglasie"} | top,
        "survey keys": lambda: {"rated_by": "survey", "answer_scale": keyed_answers(rng)} | top,
    }
    made = ways[name]()
    if made["rated_by"] == "level" and rng.random() < 0.5:
        del made["rated_by"]
    return made


# --- Catalogues ---------------------------------------------------------------------------------


def random_node(rng: Random, node_id: str, kind: str, catalogue: Json, sorts: list[str]) -> Json:
    node: Json = {"id": node_id, "text" if kind == "subindicator" else "title": "Показател"}
    if catalogue.get("method") != "points" and rng.random() < 0.3:
        node |= {"weight": rng.choice(("0", "0.5", "2", "3.25")), "weight_reason": "Решение."}
    if rng.random() < 0.12:
        first, last = sorted(rng.sample(NAMES, 2))
        node |= rng.choice(({"since": first}, {"retired": last}, {"since": first, "retired": last}))
    place = KINDS.index(kind)
    fewest = 1 if kind == "area" else 0
    below = rng.randint(fewest, 3) if place < 3 else 0
    if kind in ("criterion", "indicator") and rng.random() < 0.4:
        below = 0
    if below:
        node[CHILDREN[place]] = [
            random_node(rng, f"{node_id}.{one}", KINDS[place + 1], catalogue, sorts)
            for one in range(1, below + 1)
        ]
    else:
        node |= way_of_rating(rng, rng.choice(sorts), catalogue)
    return node


def profile_values(rng: Random, levels: tuple[int, ...]) -> Json:
    """A band profile for every year."""
    made = random_profile(rng, "own", levels, None, None)
    steps: Lines = []
    for step in made.steps:
        key = "above" if step.strictly else "from"
        steps.append({"name": step.name} | ({key: step.bound} if step.bound else {}))
    written: Json = {
        "id": made.id,
        "title": "Скала",
        "verified": "false",
        "source": "Пример",
        "percent_of": made.percent_of,
        "steps": steps,
    }
    return written | ({"round": "whole"} if made.whole else {})


def random_catalogue(rng: Random) -> Json:
    """A framework with one of the two methods, with or without a scale."""
    catalogue: Json = {
        "format": "1",
        "framework": {"id": "random", "editions": ["2020"], "title": "Рамка"},
    }
    if rng.random() < 0.6:
        catalogue["method"] = "points"
    elif rng.random() < 0.5:
        catalogue["method"] = "means"
    if rng.random() < 0.25:
        catalogue["overall"] = rng.choice(("false", "false", "true"))
    if rng.random() < 0.6:
        catalogue["coverage_threshold"] = rng.choice(("1/2", "0.75", "1", "0"))
    levels: tuple[int, ...] = (0, 1)
    sorts = [*BY_POINTS]
    if rng.random() < 0.7:
        levels = rng.choice(SCALES)
        named = [{"value": str(one), "name": f"равнище {one}"} for one in levels]
        catalogue["scale"] = {"levels": named}
        sorts += [*BY_LEVEL, *BY_LEVEL]
    if rng.random() < 0.85:
        catalogue["bands"] = [profile_values(rng, levels)]
    catalogue["ladders"] = {"dane": [{"points": "0", "text": "не"}, {"points": "3", "text": "да"}]}
    catalogue["answer_scales"] = {"saglasie": [*ANSWERS, CANNOT_SAY]}
    sorts = rng.sample(sorts, rng.randint(3, len(sorts)))
    catalogue["areas"] = [
        random_node(rng, area, "area", catalogue, sorts) for area in "ABCD"[: rng.randint(1, 4)]
    ]
    for _ in range(rng.randint(0, 3)):
        replace_an_item(rng, catalogue, sorts)
    state_maxima(rng, catalogue)
    return catalogue


def every_node(nodes: Lines) -> Iterator[Json]:
    for node in nodes:
        yield node
        yield from every_node(children_of(node))


def with_children(nodes: Lines) -> Iterator[tuple[str, Lines]]:
    """Each list of child nodes, with its key."""
    for node in nodes:
        for key in CHILDREN:
            if key in node:
                yield key, node[key]
                yield from with_children(node[key])


def replace_an_item(rng: Random, catalogue: Json, sorts: list[str]) -> None:
    """End an item and replace it with a sibling that is rated the same way, or differently."""
    possible = [
        (nodes, node)
        for _, nodes in with_children(catalogue["areas"])
        for node in nodes
        if not children_of(node) and not {"since", "retired", "replaced_by"} & set(node)
    ]
    if not possible:
        return
    nodes, old = rng.choice(possible)
    year = rng.choice(NAMES[1:-1])
    parent = old["id"].rpartition(".")[0]
    new = {key: deepcopy(value) for key, value in old.items() if key not in ("max_points", "step")}
    if rng.random() < 0.7:
        new |= {key: old[key] for key in ("max_points", "step") if key in old}
    else:
        others = [
            way
            for _ in range(20)
            if rated_by(way := way_of_rating(rng, rng.choice(sorts), catalogue)) != rated_by(old)
        ]
        if not others:
            return
        named = ("id", "text", "title", "weight", "weight_reason")
        new = {key: old[key] for key in named if key in old} | others[0]
    new |= {"id": f"{parent}.{len(nodes) + 1}", "since": year}
    old |= {"retired": year, "replaced_by": [{"id": new["id"], "kind": "same"}]}
    nodes.append(new)


def state_maxima(rng: Random, catalogue: Json) -> None:
    """State the maximum of some nodes whose descendants are always in force."""
    if catalogue.get("method") != "points":
        return
    for node in every_node(catalogue["areas"]):
        if children_of(node) and rng.random() < 0.4 and not lives(node):
            below = items_in(children_of(node), NAMES[0])
            total = sum((most_of(one, catalogue) or Fraction(0) for one in below), Fraction(0))
            if total:
                node["max_points"] = str(decimal(total))


def lives(node: Json) -> bool:
    """Whether the node or one of its descendants is not always in force."""
    own = "since" in node or "retired" in node
    return own or any(lives(one) for one in children_of(node))


# --- Years --------------------------------------------------------------------------------------


def near(rng: Random, bounds: list[Fraction]) -> str:
    """A bound itself, a number just below or above it, or any number."""
    if bounds and rng.random() < 0.7:
        return str(
            decimal(rng.choice(bounds) + rng.choice((0, 0, Fraction(-1, 8), Fraction(1, 8))))
        )
    return str(decimal(Fraction(rng.randint(-600, 1200), 100)))


def bounds_of(item: Json, catalogue: Json) -> list[Fraction]:
    """The lower bounds of steps or levels."""
    rungs = [rung.get("from", rung.get("above")) for rung in ladder_of(item, catalogue)]
    return [Fraction(one) for one in (*rungs, *item.get("thresholds", ())) if one is not None]


def counts(rng: Random, item: Json, catalogue: Json) -> Json:
    """A count and its total, often exactly at a bound."""
    of = rng.choice(TOTALS)
    most = of * 2 if item.get("may_exceed") else of
    exact = [
        count
        for bound in bounds_of(item, catalogue)
        for count in range(most + 1)
        if Fraction(100 * count, of) == bound
    ]
    count = rng.choice(exact) if exact and rng.random() < 0.6 else rng.randint(0, most)
    return {"count": str(count), "of": str(of)}


def points_up_to(rng: Random, item: Json) -> Json:
    most, step = Fraction(item["max_points"]), Fraction(item.get("step", "0.01"))
    steps = int(most / step)
    return {"points": str(decimal(rng.choice((0, steps, rng.randint(0, steps))) * step))}


def judged_by_commission(rng: Random, item: Json, catalogue: Json) -> Json:
    """Points or a level, with or without the numbers that support them."""
    levels = levels_of(catalogue)
    if "max_points" in item and (not levels or rng.random() < 0.6):
        judgement = points_up_to(rng, item)
    else:
        judgement = {"level": str(rng.choice(levels))}
    if rng.random() < 0.5:
        judgement |= (
            counts(rng, item, catalogue) if rated_by(item) == "ratio" else {"value": near(rng, [])}
        )
    return judgement


def survey(rng: Random, item: Json, catalogue: Json) -> Json:
    if rng.random() < 0.3:
        lowest, highest = ends_of_mean(item, catalogue)
        mean = lowest + (highest - lowest) * Fraction(rng.randint(0, 100), 100)
        return {"mean": str(decimal(mean)), "answered": str(rng.randint(1, 90))}
    options = options_of(item, catalogue)
    keys, others = answer_keys(options) if options else ([str(n) for n in levels_of(catalogue)], [])
    answers = {key: str(rng.randint(0, 9)) for key in (*keys, *others) if rng.random() < 0.8}
    answers[rng.choice(keys)] = str(rng.randint(1, 9))
    return {"answers": answers}


def only_others(item: Json, catalogue: Json) -> Json | None:
    """A survey in which nobody gave an answer that counts."""
    others = answer_keys(options_of(item, catalogue))[1]
    return {"answers": {others[0]: "4"}} if others else None


def scored(rng: Random, item: Json, catalogue: Json) -> Json | str:
    ladder = ladder_of(item, catalogue)
    match rated_by(item):
        case "level":
            level = str(rng.choice(levels_of(catalogue)))
            return level if rng.random() < 0.5 else {"level": level}
        case "points":
            return {"points": rng.choice(ladder)["points"]} if ladder else points_up_to(rng, item)
        case "survey":
            return survey(rng, item, catalogue)
        case way:
            if not ladder and "thresholds" not in item:
                # With levels only, a value is judged only with means: points need a maximum.
                by_means = catalogue.get("method") != "points" and bool(levels_of(catalogue))
                is_stated = "max_points" not in item and way == "value"
                if is_stated and (not by_means or rng.random() < 0.7):
                    return {"value": near(rng, [])}
                return judged_by_commission(rng, item, catalogue)
            if way == "ratio":
                return counts(rng, item, catalogue)
            return {"value": near(rng, bounds_of(item, catalogue))}


def not_rated(rng: Random, item: Json, catalogue: Json) -> Json | str:
    """No rating, or numbers that do not decide one."""
    if rated_by(item) == "survey" and (others := only_others(item, catalogue)):
        return others if rng.random() < 0.5 else ""
    undecided = "ladder" not in item and "thresholds" not in item
    if rated_by(item) == "ratio" and undecided and rng.random() < 0.5:
        return counts(rng, item, catalogue)
    if rated_by(item) == "value" and undecided and rng.random() < 0.5:
        return {"value": near(rng, [])}
    return ""


def random_rating(rng: Random, item: Json, state: str, catalogue: Json) -> Json | str:
    match state:
        case "scored":
            return scored(rng, item, catalogue)
        case "not_rated":
            return not_rated(rng, item, catalogue)
    return {state: "Няма такава дейност."}


MIXES = ((1, 0, 0, 0), (12, 1, 1, 1), (8, 1, 1, 1), (4, 2, 1, 1), (0, 1, 1, 2))


def random_year(rng: Random, catalogue: Json, name: str) -> Json:
    mix = rng.choices(MIXES, (3, 4, 3, 2, 1))[0]
    ratings = {
        item["id"]: random_rating(rng, item, rng.choices(STATES[:4], mix)[0], catalogue)
        for item in items_in(catalogue["areas"], name)
    }
    return {
        "format": "1",
        "year": name,
        "framework": {"id": "random", "edition": "2020"},
        "ratings": {key: value for key, value in ratings.items() if value or rng.random() < 0.5},
    }


def ends_of_target(node: Json, year: str, catalogue: Json) -> tuple[Fraction, Fraction]:
    """The lowest and highest values that a node or an item can reach, in its own unit."""
    levels, none = levels_of(catalogue), Fraction(0)
    if children_of(node):
        if catalogue.get("method") == "points":
            held = list(items_in([node], year))
            return none, sum((most_of(one, catalogue) or none for one in held), none)
        return (Fraction(levels[0]), Fraction(levels[-1])) if levels else (none, Fraction(100))
    match rated_by(node):
        case "level":
            return Fraction(levels[0]), Fraction(levels[-1])
        case "points":
            return none, most_of(node, catalogue) or none
        case "survey":
            return ends_of_mean(node, catalogue)
    return none, Fraction(100)


def with_targets(rng: Random, catalogue: Json, year: Json) -> Json:
    """The year with targets for some nodes and items, within the possible range of each."""
    held = list(nodes_in(catalogue["areas"], year["year"]))
    targets = {}
    for node in rng.sample(held, min(len(held), 6)):
        lowest, highest = ends_of_target(node, year["year"], catalogue)
        goal = lowest + (highest - lowest) * rng.choice((0, Fraction(1, 2), Fraction(3, 4), 1))
        targets[node["id"]] = str(decimal(Fraction(int(goal * 100), 100)))
        written = year["ratings"].get(node["id"])
        if isinstance(written, dict) and "value" in written and rng.random() < 0.5:
            targets[node["id"]] = written["value"]
    return {**year, "targets": targets}


def nodes_in(nodes: Lines, year: str) -> Iterator[Json]:
    for node in nodes:
        if holds(node, year):
            yield node
            yield from nodes_in(children_of(node), year)


def put(project: Path, catalogue: Json, *years: Json) -> None:
    """Write a project; JSON is YAML, and quotes keep every text unchanged."""
    (project / "data" / "years").mkdir(parents=True, exist_ok=True)
    write(project / "data" / "criteria.yaml", catalogue)
    for year in years:
        write(project / "data" / "years" / f"{year['year']}.yaml", year)


def write(path: Path, values: Json) -> None:
    path.write_text(json.dumps(values, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def read(project: Path, year: str) -> tuple[CatalogueFile, YearFile]:
    """Return the catalogue and a year of a project, which must have no errors."""
    catalogue = load_catalogue(project / "data" / "criteria.yaml", "criteria.yaml")
    assert catalogue.content is not None, catalogue.found
    loaded = load_year(project / "data" / "years" / f"{year}.yaml", f"{year}.yaml", year)
    assert loaded.content is not None, loaded.found
    found = [*catalogue.found, *check_catalogue(catalogue.content), *loaded.found]
    found += check_year(loaded.content, catalogue.content)
    errors = [
        (one.rule.code, one.args, one.place) for one in found if one.severity is Severity.ERROR
    ]
    assert errors == []
    return catalogue.content, loaded.content
