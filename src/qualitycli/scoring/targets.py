"""Targets of nodes and items, each in its own unit, and what was reached."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from qualitycli.model.answers import ends_of_mean
from qualitycli.model.framework import Catalogue
from qualitycli.model.tree import MEASURED, Item, RatedBy

if TYPE_CHECKING:
    from qualitycli.scoring.node_score import NodeScore

TargetUnit = Literal["grade", "level", "mean", "points", "percent", "value"]


class Target(NamedTuple):
    """A target of a node or an item, in its own unit, and its actual result.

    :ivar goal: `actual` is to be at least that or, with `less_is_better`, at most.
    """

    node: NodeScore
    unit: TargetUnit
    goal: Fraction
    actual: Fraction | None
    less_is_better: bool = False

    @property
    def difference(self) -> Fraction | None:
        """How far it is above its target; below it where negative."""
        return None if self.actual is None else self.actual - self.goal

    @property
    def met(self) -> bool | None:
        """Whether the target is reached; None while there is nothing to compare with it."""
        if self.difference is None:
            return None
        return self.difference <= 0 if self.less_is_better else self.difference >= 0


def target_of(node: NodeScore, goal: Fraction, catalogue: Catalogue) -> Target:
    """Return a target of a node in its own unit.

    That of a node is a grade; points by the points method, a percentage where there are no levels.
    That of an item is what it is rated by.
    """
    item, unit = node.item, target_unit(node.item, catalogue)
    actual = {
        "grade": node.grade,
        "level": None if node.level is None else Fraction(node.level),
        "points": node.points,
        "percent": node.percent,
    }
    if item is None:
        return Target(node, unit, goal, actual.get(unit))
    if unit == "mean":
        lowest, highest = ends_of_mean(item, catalogue.scale)
        mean = None if node.share is None else lowest + node.share * (highest - lowest)
        return Target(node, unit, goal, mean)
    if item.rated_by in MEASURED:
        return Target(node, unit, goal, node.measured, less_is_better=item.less_is_better)
    return Target(node, unit, goal, actual.get(unit))


def target_unit(item: Item | None, catalogue: Catalogue) -> TargetUnit:
    """Return the unit of a target: of an item or, if it is None, of another node."""
    if item is not None:
        return _TARGET_UNITS[item.rated_by]
    if catalogue.method == "points":
        return "points"
    return "grade" if catalogue.scale else "percent"


_TARGET_UNITS: Final[Mapping[RatedBy, TargetUnit]] = {
    "level": "level",
    "points": "points",
    "ratio": "percent",
    "value": "value",
    "survey": "mean",
}
