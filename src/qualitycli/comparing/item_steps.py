"""The steps on which raters judge an item: levels, a points scale, or points up to a maximum."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal, overload

from qualitycli.model.assessment import Judgement, judgements_wanted
from qualitycli.model.fields import Named
from qualitycli.model.framework import Scale
from qualitycli.model.tree import Item
from qualitycli.scoring.figures import SMALLEST_STEP

StepKind = Literal["level", "points"]


class EvenSteps(Sequence[Fraction]):
    """Evenly spaced points from 0 to a maximum; there may be millions of them."""

    def __init__(self, most: Fraction, step: Fraction) -> None:
        self._step = step
        self._count = int(most / step) + 1

    def __len__(self) -> int:
        """Return the number of steps."""
        return self._count

    @overload
    def __getitem__(self, index: int) -> Fraction: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Fraction, ...]: ...

    def __getitem__(self, index: int | slice) -> Fraction | tuple[Fraction, ...]:
        """Return the points of a step or of a slice of steps."""
        places = range(self._count)[index]
        if isinstance(places, int):
            return places * self._step
        return tuple(place * self._step for place in places)

    def __contains__(self, points: object) -> bool:
        """Tell whether these points are a step."""
        if not isinstance(points, Fraction):
            return False
        place = points / self._step
        return place.denominator == 1 and 0 <= place < self._count

    def index(self, points: Any, start: int = 0, stop: int | None = None) -> int:
        """Return the index of the step with these points."""
        if points not in self:
            raise ValueError(points)
        return range(self._count).index(int(points / self._step))


@dataclass(frozen=True, slots=True)
class ItemSteps:
    """The steps of an item; items with equal steps are judged on the same scale.

    :ivar listed: the steps, lowest first; empty if they are the multiples of `step` up to `most`.
    """

    kind: StepKind
    listed: tuple[Fraction, ...] = ()
    step: Fraction = SMALLEST_STEP
    most: Fraction = Fraction(0)

    @property
    def values(self) -> Sequence[Fraction]:
        """All steps, lowest first."""
        return self.listed or EvenSteps(self.most, self.step)


def steps_of(item: Item, scale: Scale, given: Collection[Judgement] = ()) -> ItemSteps | None:
    """Return the steps on which an item is judged.

    :param given: the judgements that raters gave, if the item can have a level or points.
    :returns: None if the item is not judged, because counts and measured values are facts, or if
        raters gave both levels and points.
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
    """Return the name of the points scale that an item uses; empty if it has none."""
    return item.ladder.name if isinstance(item.ladder, Named) else ""
