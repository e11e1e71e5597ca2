"""How a score is calculated: the tree below it with weights, the nodes left out, and the routes.

An explanation carries routes into the year file; whoever shows it turns them into lines.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from qualitycli.model.assessment import Assessment, Rating
from qualitycli.model.framework import BandProfile, Scale, Step
from qualitycli.scoring.bands import reached_step
from qualitycli.scoring.node_score import NodeScore
from qualitycli.scoring.score import Score, flatten
from qualitycli.source import Route


class Explanation(NamedTuple):
    """A node's score and the nodes that it is calculated from.

    :ivar counted: the children whose shares make up the mean.
    :ivar left_out: the other children.
    :ivar rating: of an item, its rating, and `route` where it is in the year file.
    """

    node: NodeScore
    counted: tuple[Explanation, ...]
    left_out: tuple[Explanation, ...]
    rating: Rating | None
    route: Route | None


class BandContext(NamedTuple):
    """The band profile and the bands that apply to a node.

    :ivar step: the band that the node's percentage reaches, and `ceiling` the next better one.
    """

    score: Score
    step: Step | None
    ceiling: Step | None

    @property
    def grades(self) -> Scale:
        """The levels."""
        return self.score.catalogue.grades

    @property
    def threshold(self) -> Fraction:
        """The coverage from which on a node is complete."""
        return self.score.catalogue.coverage_threshold

    @property
    def profile(self) -> BandProfile | None:
        """The bands, where the year has any."""
        return self.score.profile


def explain(score: Score, year: Assessment, node_id: str | None) -> Explanation | None:
    """Return the explanation of a node, or of the overall score if `node_id` is None.

    :returns: None if the framework has no such node in that year.
    """
    if node_id is None:
        return _explanation(score.overall, year)
    every = flatten(score.overall.children)
    node = next((one for one in every if one.id == node_id), None)
    return None if node is None else _explanation(node, year)


def ground_of(score: Score, node: NodeScore) -> BandContext:
    """Return the band profile and the bands that apply to a node."""
    profile = score.profile
    step = ceiling = None
    if profile is not None and node.share is not None:
        index = reached_step(node.share, profile, score.catalogue.grades)
        step = profile.steps[index]
        ceiling = profile.steps[index - 1] if index else None
    return BandContext(score, step, ceiling)


def _explanation(node: NodeScore, year: Assessment) -> Explanation:
    children = tuple(_explanation(child, year) for child in node.children)
    rating = year.ratings.get(node.id) if node.state is not None and node.id else None
    return Explanation(
        node=node,
        counted=tuple(one for one in children if one.node.counts),
        left_out=tuple(one for one in children if not one.node.counts),
        rating=rating,
        route=("ratings", node.id) if rating is not None and node.id else None,
    )
