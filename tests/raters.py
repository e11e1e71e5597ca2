"""Raters' files for tests."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations
from pathlib import Path

from tests.conftest import TOP

FIXTURES = TOP / "tests/fixtures/raters"

HEAD = """\
format: 1
year: {year}
framework:
  id: vou-montana
  edition: "2020"
rater:
  name: {name}
ratings:
"""


def card_text(name: str, ratings: str, year: str = "2020-2021") -> str:
    """Return the text of a rater's file; the ratings are passed without indentation."""
    body = textwrap.indent(textwrap.dedent(ratings).strip("\n"), "  ")
    return HEAD.format(year=year, name=name) + body + "\n"


def write_card(
    project: Path, stem: str, name: str, ratings: str, year: str = "2020-2021", folder: str = ""
) -> Path:
    """Write a rater's file to the folder of the year."""
    path = project / "data/years" / (folder or year) / "raters" / f"{stem}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(card_text(name, ratings, year), encoding="utf-8")
    return path


def with_raters(project: Path) -> Path:
    """Copy the three raters' files of 2020-2021 into a project, and return their folder."""
    folder = project / "data/years/2020-2021/raters"
    folder.mkdir(parents=True)
    for path in FIXTURES.glob("*.yaml"):
        shutil.copy(path, folder)
    return folder


def second_alpha(units: Sequence[Sequence[int]]) -> Fraction | None:
    """Calculate α from its definition: the observed disagreement over the expected disagreement.

    Both are means of the ordinal difference over pairs of values: within the units, with each unit
    weighted by its number of values; and over all values regardless of their unit. The difference
    of two ranks is the number of values from one to the other, with half of each end.
    """
    units = [unit for unit in units if len(unit) > 1]
    values = sorted(value for unit in units for value in unit)

    def squared(one: int, other: int) -> Fraction:
        if one == other:
            return Fraction(0)
        low, high = sorted((one, other))
        inside = sum(low < value < high for value in values)
        ends = values.count(low) + values.count(high)
        return (inside + Fraction(ends, 2)) ** 2

    if len(set(values)) < 2:
        return None
    seen = sum(
        len(unit)
        * sum(squared(*pair) for pair in combinations(unit, 2))
        / Fraction(len(unit) * (len(unit) - 1), 2)
        for unit in units
    ) / Fraction(len(values))
    pairs = list(combinations(values, 2))
    expected = sum(squared(*pair) for pair in pairs) / Fraction(len(pairs))
    return 1 - seen / expected
