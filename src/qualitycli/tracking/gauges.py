"""Whether the result of a goal or a measure reaches its target, where both are figures."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final, NamedTuple

from qualitycli.model.measure import Gauge, Measure

_FIGURE: Final = re.compile(
    r"(?P<below>под|below|under)?(?P<most>най-много|не повече от|at most)? ?"
    r"(?P<number>\d{1,9}(?:[.,]\d{1,6})?)(?!\d)(?: (?:от|of) (?P<of>\d{1,9})(?!\d))?",
    re.IGNORECASE,
)
_PERCENT: Final = re.compile(r"(\d{1,3}(?:[.,]\d{1,6})?)\s?%")


class _Figure(NamedTuple):
    """A figure at the start of a text.

    :ivar share: the part of the whole, from a percentage or from “9 of 24”; None of a plain number.
    """

    number: Fraction
    share: Fraction | None
    below: bool
    most: bool


def target_reached(gauge: Gauge | None) -> bool | None:
    """Tell whether a result reaches its target; None if the texts do not decide it.

    A target that is lower than the baseline is a limit, as is one that begins with “below” or “at
    most”.
    """
    if gauge is None:
        return None
    target, result = _figure_of(gauge.target), _figure_of(gauge.result)
    if target is None or result is None:
        return None
    reached, goal = _alike(result, target)
    if reached is None or goal is None:
        return None
    if target.below or target.most:
        return reached < goal or (target.most and reached == goal)
    baseline = _figure_of(gauge.baseline)
    start = None if baseline is None else _alike(baseline, target)[0]
    if start is None or start == goal:
        return None
    return reached >= goal if goal > start else reached <= goal


def is_missed(measure: Measure) -> bool:
    """Tell whether the result of a measure does not reach its target."""
    return target_reached(measure.indicator) is False


def _alike(one: _Figure, target: _Figure) -> tuple[Fraction | None, Fraction | None]:
    """Return a figure and a target as shares, or as numbers if the target is a number."""
    if target.share is not None:
        return one.share, target.share
    return one.number, target.number


def _figure_of(text: str | None) -> _Figure | None:
    found = _FIGURE.match(text.strip()) if text else None
    if found is None:
        return None
    number, share = _number(found["number"]), None
    if found["of"] and int(found["of"]):
        share = number / int(found["of"])
    elif percent := _PERCENT.match(text or "", found.start("number")):
        share = _number(percent[1]) / 100
    return _Figure(number, share, bool(found["below"]), bool(found["most"]))


def _number(text: str) -> Fraction:
    return Fraction(text.replace(",", "."))
