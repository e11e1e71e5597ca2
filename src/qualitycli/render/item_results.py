"""Items of two years or more in their own unit: the stated figures, and how they changed."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from qualitycli.messages import N_, Difference, Figure, Finished, Say, visible
from qualitycli.model.framework import Catalogue
from qualitycli.model.tree import MEASURED
from qualitycli.render.results import (
    in_unit,
    item_result,
    percent_text,
    points_of_most,
    shortest,
)
from qualitycli.rounding import half_up
from qualitycli.scoring.figures import points_said
from qualitycli.scoring.node_score import NodeScore
from qualitycli.scoring.targets import TargetUnit, target_of

# The maximum number of decimals for the figures of each unit.
_DIGITS: Final[dict[TargetUnit, int]] = {"percent": 1, "level": 0}
_MOST_DIGITS: Final = 2
PERCENTAGE_POINTS: Final = N_("{change} pp")


def own_figure(node: NodeScore, catalogue: Catalogue) -> tuple[TargetUnit, Fraction | None]:
    """Return the figure of an item in a year, in the item's own unit."""
    item = node.item
    if item is not None and item.rated_by in MEASURED and not item.is_measured:
        if node.level is not None:
            return "level", Fraction(node.level)
        if node.points is not None:
            return "points", node.points
    target = target_of(node, Fraction(0), catalogue)
    stated = target.actual is not None and (node.share is not None or node.state == "information")
    return target.unit, target.actual if stated else None


def own_result(node: NodeScore | None, catalogue: Catalogue, say: Say) -> str:
    """Return an item's result in its own unit, with its points in brackets, or why it has none."""
    if node is None or node.state is None:
        return "–"
    unit, figure = own_figure(node, catalogue)
    if figure is None:
        return item_result(node, say)
    if unit == "level":
        return str(node.level)
    if unit == "points":
        return points_of_most(node, say) or ""
    if unit == "percent":
        shown = percent_text(figure, say)
    elif unit == "value":
        shown = in_unit(figure, node.item.unit if node.item else None, say)
    else:
        shown = say("{mean}", mean=Figure(figure, _MOST_DIGITS))
    earned = _earned(node, say)
    return f"{shown} ({earned})" if earned else shown


def _earned(node: NodeScore, say: Say) -> str:
    if node.level is not None:
        return say(N_("level {level}"), level=node.level)
    points = points_of_most(node, say)
    if not points:
        return ""
    said = points_said(points, one=node.points_scored_max == 1)
    return say(said.text, **said.args)


def own_change(
    before: tuple[NodeScore | None, Catalogue], after: tuple[NodeScore | None, Catalogue], say: Say
) -> str:
    """Return the difference between two printed results of an item; empty if there is none."""
    old, new = before[0], after[0]
    if old is None or new is None or old.item is None or new.item is None:
        return ""
    unit, one = own_figure(old, before[1])
    other_unit, other = own_figure(new, after[1])
    if one is None or other is None or unit != other_unit or old.item.unit != new.item.unit:
        return ""
    return change_in_unit(one, other, unit, new.item.unit, say)


def change_in_unit(
    before: Fraction, after: Fraction, unit: TargetUnit, measure: str | None, say: Say
) -> str:
    """Return the difference between two printed figures of a unit."""
    digits = _DIGITS.get(unit, _MOST_DIGITS)
    change = half_up(after, digits) - half_up(before, digits)
    if unit == "percent":
        return percentage_points(change, say)
    if unit == "mean":
        return say("{change}", change=Difference(change, _MOST_DIGITS))
    shown = points_change(change, say)
    if unit != "value" or not measure:
        return shown
    if measure == "%":
        return say(PERCENTAGE_POINTS, change=Finished(shown))
    return f"{shown} {visible(measure)}"


def percentage_points(change: Fraction, say: Say) -> str:
    """Return a difference of percentages with its sign."""
    return say(PERCENTAGE_POINTS, change=Difference(change, 1))


def points_change(change: Fraction, say: Say) -> str:
    """Return a difference of points or values with its sign."""
    return say("{change}", change=Difference(change, shortest(change).digits))
