"""The change of a node in its unit: the difference of the printed results, and its parts."""

from __future__ import annotations

from fractions import Fraction
from typing import Final, NamedTuple

from qualitycli.comparing.diff import NodeChange
from qualitycli.model.framework import Catalogue
from qualitycli.render.comparison_text import ResultUnit, result_unit
from qualitycli.rounding import half_up

_0: Final = Fraction(0)


class ChangeParts(NamedTuple):
    """A change in one unit; each part is None if it is unknown.

    :ivar headline: the difference of the two printed results.
    :ivar like_for_like: the change on the items rated in both years, rounded.
    :ivar rest: the difference of the two, so that a reader can check it.
    """

    headline: Fraction | None
    like_for_like: Fraction | None
    rest: Fraction | None


class NodeChangeParts(NamedTuple):
    """The change of a node in the unit of its results.

    :ivar unit: grades, points or percentage points.
    :ivar parts: in that unit.
    :ivar percent: of points, the same change in percentage points.
    """

    unit: ResultUnit
    parts: ChangeParts
    percent: ChangeParts


def parts_of(node: NodeChange, before: Catalogue, after: Catalogue) -> NodeChangeParts:
    """Return the change of a node between years of two catalogues."""
    unit = result_unit(before, after)
    percent = _parts(node, 100, 1)
    if unit == "percent":
        return NodeChangeParts(unit, percent, percent)
    if unit == "points":
        return NodeChangeParts(unit, _of_points(node), percent)
    old, new = before.scale, after.scale
    parts = _parts(node, new.span, 2, Fraction(new.lowest))
    if old.span != new.span or old.lowest != new.lowest:
        parts = ChangeParts(None, parts.like_for_like, None)
    return NodeChangeParts(unit, parts, percent)


def _parts(node: NodeChange, times: int, digits: int, lowest: Fraction = _0) -> ChangeParts:
    old, new = (one.share if one else None for one in (node.before, node.after))
    change = None
    if old is not None and new is not None:
        change = half_up(lowest + times * new, digits) - half_up(lowest + times * old, digits)
    alike = None if node.like_for_like is None else half_up(times * node.like_for_like, digits)
    return ChangeParts(change, alike, _rest(change, alike))


def _of_points(node: NodeChange) -> ChangeParts:
    old, new = (one.points if one else None for one in (node.before, node.after))
    change = None if old is None or new is None else half_up(new, 2) - half_up(old, 2)
    exact = node.like_for_like_points
    alike = None if exact is None else half_up(exact, 2)
    return ChangeParts(change, alike, _rest(change, alike))


def _rest(change: Fraction | None, alike: Fraction | None) -> Fraction | None:
    return None if change is None or alike is None else change - alike
