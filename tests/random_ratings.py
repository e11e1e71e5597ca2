"""Random ratings, as text and as the results that the specification defines for them."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from random import Random

from tests.score_oracle import NOT_RATED, Json, OracleRules, Verdict, Year


@dataclass(frozen=True)
class RatedItem:
    """An item that can be rated, and how it is rated."""

    id: str
    rated_by: str = "level"
    parts: int = 0
    ladder: tuple[str, ...] = ()
    thresholds: tuple[str, ...] = ()
    lower_is_better: bool = False


Written = tuple[list[str], Verdict]
Lean = tuple[int, ...]


def level_reached(item: RatedItem, percent: Fraction, levels: Sequence[int]) -> int:
    reached = levels[0]
    for level, text in zip(levels[1:], item.thresholds, strict=True):
        threshold = Fraction(text)
        if percent <= threshold if item.lower_is_better else percent >= threshold:
            reached = level
    return reached


def write_level(rng: Random, item: RatedItem, rules: OracleRules, lean: Lean) -> Written:
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


def write_points(rng: Random, item: RatedItem) -> Written:
    points = rng.choice(item.ladder)
    share = Fraction(points) / Fraction(item.ladder[-1])
    return [f"  {item.id}:", f"    points: {points}"], Verdict("scored", share)


def write_survey(rng: Random, item: RatedItem, rules: OracleRules, lean: Lean) -> Written:
    """Answers that follow the year's tendency; an option without answers is left out or 0."""
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
    """A count, its total and the percentage; small totals meet thresholds exactly."""
    of = rng.choice((3, 8, 20, 40, rng.randint(1, 500)))
    count = rng.randint(0, of)
    return [f"{pad}count: {count}", f"{pad}of: {of}"], Fraction(100 * count, of)


def evidence_counts(rng: Random, item: RatedItem) -> list[str]:
    """Counts that are next to a level: none, one pair, or one for each part."""
    if item.parts and rng.random() < 0.5:
        lines = ["    parts:"]
        for _ in range(item.parts):
            first, second = count_lines(rng, "        ")[0]
            lines += [f"      - {first.strip()}", second]
        return lines
    return count_lines(rng, "    ")[0] if rng.random() < 0.6 else []


def write_ratio(rng: Random, item: RatedItem, rules: OracleRules, lean: Lean) -> Written:
    if item.thresholds:
        lines, percent = count_lines(rng, "    ")
        level = level_reached(item, percent, rules.levels)
    else:
        level = rng.choices(rules.levels, lean)[0]
        lines = [f"    level: {level}", *evidence_counts(rng, item)]
    return [f"  {item.id}:", *lines], Verdict("scored", rules.share_of(level), level)


def write_scored(rng: Random, item: RatedItem, rules: OracleRules, lean: Lean) -> Written:
    match item.rated_by:
        case "points":
            return write_points(rng, item)
        case "survey":
            return write_survey(rng, item, rules, lean)
        case "ratio":
            return write_ratio(rng, item, rules, lean)
        case _:
            return write_level(rng, item, rules, lean)


def write_not_rated(rng: Random, item: RatedItem) -> list[str]:
    """A missing or empty rating, or counts of a ratio without thresholds, which rate nothing."""
    if item.rated_by == "ratio" and not item.thresholds and rng.random() < 0.5:
        return [f"  {item.id}:", *count_lines(rng, "    ")[0]]
    return [] if rng.random() < 0.6 else [f"  {item.id}:"]


def write_rating(
    rng: Random, item: RatedItem, state: str, rules: OracleRules, lean: Lean
) -> Written:
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


def put_year(project: Path, year: Year) -> Path:
    path = project / "data" / "years" / f"{year.name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(year.text, encoding="utf-8")
    return path


def command_output(project: Path, command: str, *arguments: str) -> Json:
    """The JSON output of the real command line."""
    done = subprocess.run(
        (sys.executable, "-m", "qualitycli", command, "--root", str(project), *arguments),
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    written: Json = json.loads(done.stdout)
    return written


def put_catalogue(project: Path, text: str) -> None:
    (project / "data").mkdir()
    (project / "data" / "criteria.yaml").write_text(text, encoding="utf-8")
