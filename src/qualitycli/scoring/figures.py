"""The arithmetic of one figure: shares, grades, percentages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Final, Literal

from qualitycli.messages import N_, NP_, Finished, Message
from qualitycli.model.answers import answers_of, counted_answers, ends_of_mean
from qualitycli.model.assessment import REASONS, Rating, is_information, judgements_of
from qualitycli.model.framework import Scale
from qualitycli.model.tree import Item

State = Literal["scored", "not_applicable", "no_evidence", "not_rated", "information"]
STATE_WORDS: Final[dict[State, str]] = {
    "scored": N_("scored"),
    "not_applicable": N_("not applicable"),
    "no_evidence": N_("no evidence"),
    "not_rated": N_("not rated"),
    "information": N_("for information"),
}
# Points without a step have at most two places.
SMALLEST_STEP: Final = Fraction(1, 100)


def points_said(shown: object, *, one: bool) -> Message:
    """Return a number of points with its noun, singular if `one`."""
    args = {"points": Finished(shown) if isinstance(shown, str) else shown, "n": 1 if one else 2}
    return Message(NP_("{points} point", "{points} points"), args)


def share_of_level(level: int, scale: Scale) -> Fraction:
    """Return how far up the scale a level is: 0 for the lowest, 1 for the highest."""
    return Fraction(level - scale.lowest, scale.span)


def grade_of(share: Fraction, scale: Scale) -> Fraction:
    """Return the share on a scale that has levels: 1 + 3·share on the four-step scale."""
    # In whole numbers, because each step with fractions takes ten times as long.
    above, below = share.as_integer_ratio()
    return Fraction(scale.lowest * below + scale.span * above, below)


def in_grades(difference: Fraction | None, scale: Scale) -> Fraction | None:
    """Return a difference of shares as one of grades; None without levels."""
    return difference * scale.span if difference is not None and scale else None


def percent_of(share: Fraction, scale: Scale, base: Literal["range", "maximum"]) -> Fraction:
    """Return the percentage: 100·share, or 100·grade/highest level where there are levels."""
    if base == "range" or not scale:
        return 100 * share
    above, below = grade_of(share, scale).as_integer_ratio()
    return Fraction(100 * above, below * scale.highest)


def state_of(item: Item, rating: Rating | None) -> State:
    """Return whether the item is scored, and if not, why not."""
    if is_information(item, rating):
        return "information"
    given = judgements_of(item, rating) if rating is not None else ()
    if rating is None or not given:
        return "not_rated"
    if given[0] in REASONS:
        return given[0]
    if given[0] == "answers" and not counted_answers(item, rating):
        return "not_rated"
    return "scored"


def count_states(states: Iterable[State | None]) -> Mapping[State, int]:
    """Return how many items are in each state; nodes that are not items have None."""
    found = Counter(states)
    return {state: found[state] for state in STATE_WORDS}


def measured(item: Item, rating: Rating) -> Fraction | None:
    """Return the number that a rating states of a ratio, in percent, or of a value, in its unit."""
    if item.rated_by == "ratio":
        if rating.count is None or not rating.of:
            return None
        return Fraction(100 * rating.count, rating.of)
    return rating.value


def level_of(item: Item, rating: Rating, scale: Scale) -> int | None:
    """Return the level that a rating gives, itself or by the item's thresholds."""
    if item.thresholds and (number := measured(item, rating)) is not None:
        return _level_by_thresholds(item, number, scale)
    return rating.level


def _level_by_thresholds(item: Item, number: Fraction, scale: Scale) -> int:
    if item.lower_is_better:
        reached = sum(number <= threshold for threshold in item.thresholds)
    else:
        reached = sum(number >= threshold for threshold in item.thresholds)
    return scale.values[reached]


def points_given(item: Item, rating: Rating) -> Fraction | None:
    """Return the points that a rating gives, itself or by the item's points scale."""
    if item.ladder and (number := measured(item, rating)) is not None:
        return item.rung_at(number).points
    return rating.points


def share_of_rating(item: Item, rating: Rating, scale: Scale) -> Fraction:
    """Return the share of a scored item.

    A survey's is the mean of its answers' shares, points are taken of the most that there can be.
    """
    if rating.answers is not None:
        return _share_of_answers(item, rating.answers, scale)
    if rating.mean is not None:
        lowest, highest = ends_of_mean(item, scale)
        return (rating.mean - lowest) / (highest - lowest)
    if (points := points_given(item, rating)) is not None:
        assert item.most_points, item.id
        return points / item.most_points
    level = level_of(item, rating, scale)
    assert level is not None, item.id
    return share_of_level(level, scale)


def _share_of_answers(item: Item, answers: Mapping[str, int], scale: Scale) -> Fraction:
    shares = {one.key: one.share for one in answers_of(item, scale)}
    counted = [(share, n) for key, n in answers.items() if (share := shares[key]) is not None]
    return sum((share * n for share, n in counted), Fraction(0)) / sum(n for _, n in counted)
