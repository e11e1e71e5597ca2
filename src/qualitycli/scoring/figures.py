"""The arithmetic of one figure: shares, grades, percentages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Final, Literal

from qualitycli.messages import N_, NP_, Finished, Message
from qualitycli.model.assessment import REASONS, Rating, judgements_of
from qualitycli.model.framework import Scale
from qualitycli.model.tree import Item

State = Literal["scored", "not_applicable", "no_evidence", "not_rated"]
STATE_WORDS: Final[dict[State, str]] = {
    "scored": N_("scored"),
    "not_applicable": N_("not applicable"),
    "no_evidence": N_("no evidence"),
    "not_rated": N_("not rated"),
}


def points_said(shown: object, *, one: bool) -> Message:
    """Return a number of points with its noun; it is not whole, so whether it is one is told."""
    args = {"points": Finished(shown) if isinstance(shown, str) else shown, "n": 1 if one else 2}
    return Message(NP_("{points} point", "{points} points"), args)


def share_of_level(level: int, scale: Scale) -> Fraction:
    """Return how far up the scale a level is: 0 for the lowest, 1 for the highest."""
    return Fraction(level - scale.lowest, scale.span)


def grade_of(share: Fraction, scale: Scale) -> Fraction:
    """Return the share on the scale of levels: 1 + 3·share on the four-step scale."""
    return scale.lowest + scale.span * share


def in_grades(difference: Fraction | None, scale: Scale) -> Fraction | None:
    """Return a difference of shares as one of grades."""
    return None if difference is None else difference * scale.span


def percent_of(share: Fraction, scale: Scale, base: Literal["range", "maximum"]) -> Fraction:
    """Return the percentage: 100·share, or 100·grade/highest level."""
    if base == "range":
        return 100 * share
    return 100 * grade_of(share, scale) / scale.highest


def state_of(item: Item, rating: Rating | None) -> State:
    """Return whether the item is scored, and if not, why not."""
    given = judgements_of(item, rating) if rating is not None else ()
    if not given:
        return "not_rated"
    return given[0] if given[0] in REASONS else "scored"


def count_states(states: Iterable[State | None]) -> Mapping[State, int]:
    """Return how many items are in each state; what is not an item has none."""
    found = Counter(states)
    return {state: found[state] for state in STATE_WORDS}


def level_of(item: Item, rating: Rating, scale: Scale) -> int | None:
    """Return the level that a rating gives, itself or by the item's thresholds."""
    if rating.count is not None and rating.of and item.thresholds:
        return _level_by_thresholds(item, Fraction(100 * rating.count, rating.of), scale)
    return rating.level


def _level_by_thresholds(item: Item, percent: Fraction, scale: Scale) -> int:
    if item.lower_is_better:
        reached = sum(percent <= threshold for threshold in item.thresholds)
    else:
        reached = sum(percent >= threshold for threshold in item.thresholds)
    return scale.values[reached]


def share_of_rating(item: Item, rating: Rating, scale: Scale) -> Fraction:
    """Return the share of a scored item.

    A survey's is the mean of its answers' levels, points are taken of the ladder's most.
    """
    if rating.answers is not None:
        answers = sum(rating.answers.values())
        levels = sum(share_of_level(level, scale) * n for level, n in rating.answers.items())
        return levels / Fraction(answers)
    if rating.points is not None:
        return rating.points / item.ladder[-1].points
    level = level_of(item, rating, scale)
    assert level is not None, item.id
    return share_of_level(level, scale)
