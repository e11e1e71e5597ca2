"""The smallest changes of a rating: a level, a step of a points scale, one more in a count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Literal, NamedTuple, TypeVar

from qualitycli.model.assessment import Rating
from qualitycli.model.framework import Scale
from qualitycli.model.tree import Item
from qualitycli.scoring.figures import (
    SMALLEST_STEP,
    level_of,
    measured,
    points_given,
    share_of_level,
    share_of_rating,
)
from qualitycli.scoring.node_score import NodeScore
from qualitycli.scoring.score import Score, flatten

StepUnit = Literal["level", "points", "count"]
T = TypeVar("T")


class SingleStep(NamedTuple):
    """A change of a rating by one step, and the share that it leads to."""

    unit: StepUnit
    before: Fraction
    after: Fraction
    share: Fraction


def single_steps(item: Item, rating: Rating, scale: Scale) -> Iterator[SingleStep]:
    """Yield the steps down and up from the rating of a scored item; a survey has none."""
    if item.rated_by == "ratio" and item.is_measured:
        yield from _by_count(item, rating, scale)
    elif (points := points_given(item, rating)) is not None:
        most = item.most_points
        assert most, item.id
        for other in _points_beside(item, rating, points):
            yield SingleStep("points", points, other, other / most)
    elif (level := level_of(item, rating, scale)) is not None:
        for other_level in _beside(scale.values, scale.values.index(level)):
            share = share_of_level(other_level, scale)
            yield SingleStep("level", Fraction(level), Fraction(other_level), share)


def step_units(score: Score) -> frozenset[StepUnit]:
    """Return what a single step of the scored items is in; empty if there are none."""
    return frozenset(
        unit
        for one in flatten(score.overall.children)
        if one.item is not None and one.state == "scored"
        if (unit := _unit_of(one.item, one)) is not None
    )


def _unit_of(item: Item, node: NodeScore) -> StepUnit | None:
    if item.rated_by == "survey":
        return None
    if item.rated_by == "ratio" and item.is_measured:
        return "count"
    return "points" if node.level is None else "level"


def _by_count(item: Item, rating: Rating, scale: Scale) -> Iterator[SingleStep]:
    assert rating.count is not None, item.id
    assert rating.of, item.id
    for count in (rating.count - 1, rating.count + 1):
        if count >= 0 and (count <= rating.of or item.may_exceed):
            share = share_of_rating(item, rating.model_copy(update={"count": count}), scale)
            yield SingleStep("count", Fraction(rating.count), Fraction(count), share)


def _points_beside(item: Item, rating: Rating, points: Fraction) -> Iterator[Fraction]:
    if item.ladder:
        steps = [rung.points for rung in item.ladder]
        number = measured(item, rating) if item.is_measured else None
        # Two steps of a scale for values may earn the same.
        at = steps.index(points) if number is None else item.ladder.index(item.rung_at(number))
        yield from _beside(steps, at)
    else:
        step = item.step or SMALLEST_STEP
        yield from (one for one in (points - step, points + step) if 0 <= one <= _most(item))


def _most(item: Item) -> Fraction:
    return item.most_points or Fraction(0)


def _beside(steps: Sequence[T], index: int) -> Sequence[T]:
    """Return the steps before and after the one at `index`."""
    return (*steps[max(index - 1, 0) : index], *steps[index + 1 : index + 2])
