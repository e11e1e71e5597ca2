"""Results of nodes and items in their own units, and their changes: the same text everywhere."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from qualitycli.messages import (
    N_,
    NP_,
    Difference,
    Figure,
    Finished,
    Message,
    Percentage,
    Say,
    visible,
)
from qualitycli.model.framework import Catalogue
from qualitycli.model.tree import MEASURED, Item
from qualitycli.rounding import half_up
from qualitycli.scoring.figures import STATE_WORDS, points_said
from qualitycli.scoring.node_score import NodeScore
from qualitycli.scoring.targets import Target, TargetUnit, target_of

# The maximum number of decimals of points, values and means.
_MOST_DIGITS: Final = 2
# The maximum number of decimals for the figures of each unit.
_DIGITS: Final[dict[TargetUnit, int]] = {"percent": 1, "level": 0}
PERCENTAGE_POINTS: Final = N_("{change} pp")
POINTS_OF_MOST = N_("{points} of {most}")


def shortest(value: Fraction) -> Figure:
    """Return a number with only as many decimals as it needs, at most two."""
    rounded = half_up(value, _MOST_DIGITS)
    digits = next(n for n in range(_MOST_DIGITS + 1) if half_up(value, n) == rounded)
    return Figure(value, digits)


def result_heading(catalogue: Catalogue) -> str | None:
    """Return the heading of the results of nodes; None if there are only percentages."""
    if catalogue.method == "points":
        return N_("Points")
    return N_("Grade") if catalogue.scale else None


def result(node: NodeScore, say: Say) -> str | None:
    """Return a node's result: its grade, or else its points, or else its percentage."""
    if node.share is None:
        return None
    if node.grade is not None:
        return say("{grade}", grade=Figure(node.grade))
    return points_of_most(node, say) or percent_text(100 * node.share, say)


def points_of_most(node: NodeScore, say: Say) -> str | None:
    """Return the points earned, with the most that the scored items can earn."""
    if node.points is None or node.points_scored_max is None:
        return None
    most = shortest(node.points_scored_max)
    return say(POINTS_OF_MOST, points=shortest(node.points), most=most)


def points_and_all(node: NodeScore, say: Say) -> str | None:
    """Return a node's points; in brackets, the most of all applicable items, if that is more."""
    points = points_of_most(node, say)
    if points is None or node.points_max is None or node.points_max == node.points_scored_max:
        return points
    return f"{points} ({say('{most}', most=shortest(node.points_max))})"


def brackets_note(say: Say) -> str:
    """Return the explanation of the number in brackets after a node's points."""
    return say(N_("In brackets: the most points of everything that applies."))


def result_in_full(node: NodeScore, say: Say) -> str | None:
    """Return a node's result, with the percentage after points: “11.25 of 16 (70.3%)”."""
    if node.share is None or node.grade is not None or node.points is None:
        return result(node, say)
    return f"{points_of_most(node, say)} ({percent_text(100 * node.share, say)})"


def percent_text(percent: Fraction, say: Say, digits: int = 1) -> str:
    """Return a percentage."""
    return say("{percent}", percent=Percentage(percent, digits))


def in_unit(value: Fraction, unit: str | None, say: Say) -> str:
    """Return a value with its unit."""
    shown = say("{value}", value=shortest(value))
    return f"{shown} {visible(unit)}" if unit else shown


def item_result(node: NodeScore, say: Say) -> str:
    """Return the result of an item in its own unit, or why it has none."""
    item, rating = node.item, node.rating
    if item is None or rating is None or node.state is None:
        return say(STATE_WORDS[node.state or "not_rated"])
    if node.state == "information":
        if rating.value is None:
            return say(STATE_WORDS["not_rated"])
        return in_unit(rating.value, item.unit, say)
    if node.share is None:
        return say(STATE_WORDS[node.state])
    if node.level is not None:
        return say(N_("level {level}"), level=node.level)
    return result(node, say) or ""


def measured_text(node: NodeScore, say: Say) -> str:
    """Return the percentage or the value that a year states for an item; empty if there is none."""
    item, rating, number = node.item, node.rating, node.measured
    if item is None or rating is None or number is None:
        return ""
    if item.rated_by == "value":
        return in_unit(number, item.unit, say)
    counts = {"count": rating.count, "of": rating.of, "percent": Percentage(number)}
    return say(N_("{count} of {of} ({percent})"), **counts)


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


def target_text(value: Fraction, unit: TargetUnit, item: Item | None, say: Say) -> str:
    """Return a target, or the result compared with it, in its unit."""
    if unit == "grade":
        return say("{grade}", grade=Figure(value))
    if unit == "percent":
        return percent_text(value, say, digits=shortest(value).digits)
    if unit == "points":
        shown = say("{value}", value=shortest(value))
        said = points_said(shown, one=value == 1)
        return say(said.text, **said.args)
    return in_unit(value, item.unit if item is not None else None, say)


def target_difference(value: Fraction, target: Target, say: Say) -> str:
    """Return the distance from a target in its unit; that of percentages in percentage points."""
    item = target.node.item
    if target.unit == "percent" or (target.unit == "value" and item and item.unit == "%"):
        return say(N_("{n} percentage points"), n=shortest(value))
    return target_text(value, target.unit, item, say)


def target_sentence(target: Target, say: Say) -> str:
    """Return a target, and whether it was reached."""

    def text_of(value: Fraction) -> Finished:
        return Finished(target_text(value, target.unit, target.node.item, say))

    actual, difference = target.actual, target.difference
    figures: dict[str, object] = {"target": text_of(target.goal)}
    if actual is None or difference is None:
        return say(N_("The target is {target}; there is no result yet."), **figures)
    figures |= {
        "actual": text_of(actual),
        "difference": Finished(target_difference(abs(difference), target, say)),
    }
    if not (target.node.complete or target.node.state == "information"):
        text = N_("The target is {target}; the result so far is {actual}, and still incomplete.")
    elif target.met:
        text = N_("The target of {target} is reached: the result is {actual}.")
    elif target.less_is_better:
        text = N_(
            "The target of {target} is not reached: the result is {actual}, "
            "which is {difference} more."
        )
    else:
        text = N_(
            "The target of {target} is not reached: the result is {actual}, "
            "which is {difference} less."
        )
    return say(text, **figures)


def source_of(node: NodeScore, say: Say) -> Message:
    """Return the source of a scored item's share."""
    rating, item = node.rating, node.item
    assert rating is not None, node.id
    assert item is not None, node.id
    if rating.answers is not None:
        answers = ", ".join(f"{key}: {n}" for key, n in rating.answers.items())
        return Message(N_("answers {answers}"), {"answers": answers})
    if rating.mean is not None:
        mean = {"mean": shortest(rating.mean), "n": rating.answered}
        text = NP_("a mean of {mean} of {n} answer", "a mean of {mean} of {n} answers")
        return Message(text, mean)
    points = points_of_most(node, say) if node.level is None else None
    if not item.is_measured:
        if points is not None:
            return points_said(points, one=node.points_scored_max == 1)
        return Message(N_("level {level}"), {"level": node.level})
    args: dict[str, object] = {"measured": Finished(measured_text(node, say))}
    if points is not None:
        args["points"] = points_said(points, one=node.points_scored_max == 1)
        return Message(N_("{measured}, which earns {points}"), args)
    return Message(N_("{measured}, which is level {level}"), args | {"level": node.level})
