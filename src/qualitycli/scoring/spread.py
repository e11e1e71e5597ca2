"""The distribution of the ratings below a node, and the best and weakest results of a year.

Levels are ordinal, so the median and the counts are given along with the mean.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from qualitycli.model.framework import Scale
from qualitycli.scoring.figures import State, count_states
from qualitycli.scoring.node_score import NodeScore
from qualitycli.scoring.score import Score, flatten

# How many criteria are named on either side, at most; a small framework names fewer.
_MOST_NAMED: Final = 3
# How many items with a low result are named, at most.
_MOST_ITEMS: Final = 9


class Spread(NamedTuple):
    """The items below a node.

    :ivar levels: how many are at each level, lowest first; `otherwise` those that were scored by
        survey or points.
    :ivar left_out: how many are in each state other than scored.
    :ivar median: the median level; None without levels.
    """

    levels: Mapping[int, int]
    otherwise: int
    left_out: Mapping[State, int]
    median: Fraction | None


class Standouts(NamedTuple):
    """The best and the weakest results of a year.

    :ivar best: complete criteria above the overall share, best first; `weakest` those below it.
    :ivar highest: items with the highest judgement that there is; without criteria that are items,
        where they are among the best or the weakest.
    :ivar lowest: of grades, the items with the lowest judgement that there is; otherwise those with
        at most half of what they can earn, the lowest first, and at most a third of all.
    """

    best: tuple[NodeScore, ...]
    weakest: tuple[NodeScore, ...]
    highest: tuple[NodeScore, ...]
    lowest: tuple[NodeScore, ...]


def spread_of(node: NodeScore, scale: Scale) -> Spread:
    """Return how the items below a node spread, those of weight 0 too."""
    items = items_below(node)
    levels = [one.level for one in items if one.level is not None]
    counts = Counter(levels)
    states = count_states(one.state for one in items)
    left_out: tuple[State, ...] = ("not_rated", "no_evidence", "not_applicable", "information")
    return Spread(
        levels={level: counts[level] for level in scale.values},
        otherwise=states["scored"] - len(levels),
        left_out={state: states[state] for state in left_out},
        median=median(levels),
    )


def items_below(node: NodeScore) -> list[NodeScore]:
    """Return the items below a node, or the node itself where it is one."""
    return [one for one in flatten([node]) if one.state is not None]


def median(levels: Sequence[int]) -> Fraction | None:
    """Return the median of the levels."""
    if not levels:
        return None
    ordered = sorted(levels)
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return Fraction(ordered[middle])
    return Fraction(ordered[middle - 1] + ordered[middle], 2)


def standouts_of(score: Score) -> Standouts:
    """Return the best and weakest criteria, and the items at the ends of the scale."""
    every = flatten(score.overall.children)
    criteria = [one for one in every if one.kind == "criterion" and one.complete]
    whole = score.overall.share
    shares = [(one.share, one) for one in criteria if one.share is not None and whole is not None]
    above = [(share, one) for share, one in shares if whole is not None and share > whole]
    below = [(share, one) for share, one in shares if whole is not None and share < whole]
    most = min(_MOST_NAMED, max(sum(one.kind == "criterion" for one in every) // 4, 1))
    best = tuple(one for _, one in sorted(above, key=lambda pair: -pair[0])[:most])
    weakest = tuple(one for _, one in sorted(below, key=lambda pair: pair[0])[:most])
    named = {one.id for one in (*best, *weakest)}
    items = [one for one in every if one.state == "scored" and one.id not in named]
    return Standouts(
        best=best,
        weakest=weakest,
        highest=tuple(one for one in items if one.share == 1),
        lowest=tuple(_lowest(items, graded=bool(score.catalogue.grades))),
    )


def _lowest(items: Sequence[NodeScore], *, graded: bool) -> list[NodeScore]:
    if graded:
        return [one for one in items if one.item and one.share == one.item.least_share]
    low = [(one.share, one) for one in items if one.share is not None and 2 * one.share <= 1]
    most = min(_MOST_ITEMS, len(items) // 3)
    return [one for _, one in sorted(low, key=lambda pair: pair[0])[:most]]
