"""The steps on which raters judge an item: levels, a points scale, or points up to a maximum."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from qualitycli.model.assessment import Judgement, judgements_wanted
from qualitycli.model.fields import Named
from qualitycli.model.framework import Scale
from qualitycli.model.tree import Item
from qualitycli.scoring.single_steps import SMALLEST_STEP

StepKind = Literal["level", "points"]


@dataclass(frozen=True, slots=True)
class ItemSteps:
    """The steps of an item; items with equal ones are judged on the same scale.

    :ivar listed: the steps, lowest first; empty where they are multiples of `step` up to `most`.
    """

    kind: StepKind
    listed: tuple[Fraction, ...] = ()
    step: Fraction = SMALLEST_STEP
    most: Fraction = Fraction(0)

    def __contains__(self, value: Fraction) -> bool:
        """Tell whether `value` is one of the steps."""
        if self.listed:
            return value in self.listed
        return 0 <= value <= self.most and value % self.step == 0

    def place(self, value: Fraction) -> int:
        """Return which step a value is, from 0."""
        return self.listed.index(value) if self.listed else int(value / self.step)

    def value(self, place: int) -> Fraction:
        """Return the step at a place."""
        return self.listed[place] if self.listed else place * self.step


def steps_of(item: Item, scale: Scale, given: Collection[Judgement] = ()) -> ItemSteps | None:
    """Return the steps on which an item is judged.

    :param given: the judgements that raters gave, where the item can have a level or points.
    :returns: None for an item that is not judged: what is counted or measured is a fact; and where
        raters gave levels and points.
    """
    wanted = [one for one in judgements_wanted(item) if one in ("level", "points")]
    said = [one for one in wanted if one in given]
    if not wanted or len(said) > 1:
        return None
    if (said or wanted)[0] == "points":
        if item.ladder:
            return ItemSteps("points", tuple(sorted({rung.points for rung in item.ladder})))
        most = item.max_points or Fraction(0)
        return ItemSteps("points", (), item.step or SMALLEST_STEP, most)
    return ItemSteps("level", tuple(map(Fraction, scale.values))) if scale else None


def ladder_name(item: Item) -> str:
    """Return the name of the points scale that an item uses; empty without one."""
    return item.ladder.name if isinstance(item.ladder, Named) else ""
