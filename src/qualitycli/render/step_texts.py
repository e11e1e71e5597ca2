"""The steps on which an item is rated, with their texts: the same words on every card."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from qualitycli.messages import N_, Finished, Percentage, Say, as_written, visible
from qualitycli.model.framework import Scale
from qualitycli.model.tree import Item
from qualitycli.render.results import in_unit, shortest


class Edge(NamedTuple):
    """Where a step ends, and whether the number itself is still part of it."""

    number: Fraction
    included: bool


class StepText(NamedTuple):
    """A level, or a step of a points scale.

    :ivar name: of a level; `text` describes the step.
    :ivar low: where it starts and `high` where it ends, if a percentage or a value leads to it.
    """

    value: Fraction
    name: str = ""
    text: str = ""
    low: Edge | None = None
    high: Edge | None = None

    @property
    def written(self) -> str:
        """The value as written in a file."""
        return as_written(self.value)


def step_texts(item: Item, scale: Scale) -> tuple[StepText, ...]:
    """Return the steps of an item in framework order; none for points up to a maximum.

    For an item that can have a level or points, they are the levels.
    """
    if item.ladder:
        return tuple(_rungs(item))
    if item.rated_by in ("points", "survey"):
        return ()
    names = {one.value: one.name for one in scale.levels}
    steps = [
        StepText(Fraction(one), visible(names[one]), visible(item.levels.get(one, "")))
        for one in scale.values
    ]
    return tuple(_between(item, steps)) if item.thresholds else tuple(steps)


def _rungs(item: Item) -> Iterator[StepText]:
    followers = (*item.ladder[1:], None)
    for rung, after in zip(item.ladder, followers, strict=True):
        low = high = None
        if rung.start is not None:
            low = Edge(rung.start, included=rung.above is None)
        if after is not None and after.start is not None:
            high = Edge(after.start, included=after.above is not None)
        yield StepText(rung.points, "", visible(rung.text), low, high)


def _between(item: Item, steps: list[StepText]) -> Iterator[StepText]:
    """Yield the levels between thresholds; each threshold starts the next better level."""
    edges = item.thresholds
    for place, step in enumerate(steps):
        start = edges[place - 1] if place else None
        end = edges[place] if place < len(edges) else None
        entered = Edge(start, included=True) if start is not None else None
        left = Edge(end, included=False) if end is not None else None
        if item.lower_is_better:
            yield step._replace(low=left, high=entered)
        else:
            yield step._replace(low=entered, high=left)


def range_text(step: StepText, item: Item, say: Say) -> str:
    """Return the percentages or values that lead to a step; empty if there are none."""
    # If there are two values, only the second has the unit.
    unit = item.unit if step.high is None else None
    low, high = (
        None if edge is None else Finished(_number(edge.number, item, shown, say))
        for edge, shown in ((step.low, unit), (step.high, item.unit))
    )
    if step.low is not None and step.high is not None:
        text = {
            (True, True): N_("from {low} to {high}"),
            (True, False): N_("from {low} to below {high}"),
            (False, True): N_("above {low}, up to {high}"),
            (False, False): N_("above {low} to below {high}"),
        }[step.low.included, step.high.included]
        return say(text, low=low, high=high)
    if step.low is not None:
        return say(N_("from {low}") if step.low.included else N_("above {low}"), low=low)
    if step.high is not None:
        return say(N_("up to {high}") if step.high.included else N_("below {high}"), high=high)
    return ""


def _number(number: Fraction, item: Item, unit: str | None, say: Say) -> str:
    if item.rated_by == "ratio":
        return say("{percent}", percent=Percentage(number, shortest(number).digits))
    return in_unit(number, unit, say)


def points_up_to(item: Item, say: Say) -> str:
    """Return the possible points of an item that does not state its own steps."""
    most, step = item.max_points or Fraction(0), item.step
    figures: dict[str, object] = {"most": shortest(most)}
    if step is None:
        return say(N_("points from 0 to {most}"), **figures)
    return say(N_("points from 0 to {most}, in steps of {step}"), **figures, step=shortest(step))


def from_nothing_to(item: Item, say: Say) -> str:
    """Return the limits of an item's points, to show next to the word “points”."""
    most, step = shortest(item.max_points or Fraction(0)), item.step
    if step is None:
        return say(N_("from {low} to {high}"), low=0, high=most)
    return say(N_("from 0 to {most}, in steps of {step}"), most=most, step=shortest(step))
