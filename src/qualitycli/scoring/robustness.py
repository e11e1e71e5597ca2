"""How close a year's bands are to changing: which small changes would change them.

Everything is exact; nothing is sampled. A node's share is linear in each item's share, so a single
rating changes it by its influence times the step. Other changes recalculate the mean.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final, Literal, NamedTuple

from qualitycli.model.assessment import Assessment
from qualitycli.model.framework import BandProfile, Catalogue
from qualitycli.scoring.bands import band_for, edges_of
from qualitycli.scoring.figures import percent_of
from qualitycli.scoring.node_score import NodeScore
from qualitycli.scoring.score import RolledUp, Score, flatten, rolled_up
from qualitycli.scoring.single_steps import StepUnit, single_steps

Cause = Literal["rating", "left_out", "weight"]
_QUARTER: Final = Fraction(1, 4)
_0: Final = Fraction(0)


class Edges(NamedTuple):
    """How far a node with a band is from the edges of the bands.

    :ivar distances: of each edge, how many points of percent the node is above it.
    """

    node: NodeScore
    percent: Fraction
    distances: tuple[tuple[Fraction, Fraction], ...]


class Flip(NamedTuple):
    """A single change that would give a node another band.

    :ivar cause: a rating one step away, a criterion left out, a weight changed by a quarter.
    :ivar source: the item, criterion or weighted node that is changed.
    :ivar before: of a rating, the levels, points or counts from and to, as `unit` says; of a
        weight, the weights.
    """

    cause: Cause
    source: NodeScore
    before: Fraction | None
    after: Fraction | None
    node: NodeScore
    band: str
    unit: StepUnit | None = None


class Range(NamedTuple):
    """The shares of a node if all unrated items got the lowest or the highest rating.

    :ivar most_points: the most points that its items can earn then; None with means.
    """

    node: NodeScore
    worst: Fraction
    best: Fraction
    worst_band: str
    best_band: str
    most_points: Fraction | None = None


class Robustness(NamedTuple):
    """How close a year's bands are to changing.

    :ivar other_bands: the overall band and those of the areas under each other profile.
    """

    score: Score
    edges: tuple[Edges, ...]
    flips: tuple[Flip, ...]
    other_bands: tuple[tuple[BandProfile, tuple[tuple[NodeScore, str], ...]], ...]
    ranges: tuple[Range, ...]


def robustness_of(score: Score, year: Assessment, *, criteria: bool = False) -> Robustness | None:
    """Return how close the bands of a scored year are to changing; None without a band profile.

    :param criteria: include the bands of criteria, not only those of the areas.
    """
    profile, catalogue = score.profile, score.catalogue
    if profile is None:
        return None
    kinds = ("area", "criterion") if criteria else ("area",)
    every = flatten(score.overall.children)
    nodes = [score.overall, *(node for node in every if node.kind in kinds)]
    banded = [node for node in nodes if node.band is not None and node.share is not None]
    judge, sums = _Judge(profile, catalogue), _Sums()
    return Robustness(
        score=score,
        edges=tuple(judge.edges(node) for node in banded),
        flips=tuple(flip for node in banded for flip in _flips(node, judge, sums)),
        other_bands=tuple(_other_bands(banded, profile, catalogue)),
        ranges=tuple(_ranges(nodes, score, year, judge)),
    )


class _Judge:
    """Bands and percentages by one profile."""

    def __init__(self, profile: BandProfile, catalogue: Catalogue) -> None:
        self.scale = catalogue.scale
        self._grades = catalogue.grades
        self._profile = profile
        self.by_points = catalogue.method == "points"

    def band(self, share: Fraction) -> str:
        """Return the band of a share."""
        return band_for(share, self._profile, self._grades)

    def edges(self, node: NodeScore) -> Edges:
        """Return how far a node is from each edge."""
        percent = percent_of(node.share or Fraction(0), self._grades, self._profile.percent_of)
        distances = tuple((edge, percent - edge) for edge in edges_of(self._profile))
        return Edges(node, percent, distances)


def _flips(node: NodeScore, judge: _Judge, sums: _Sums) -> Iterator[Flip]:
    yield from _by_rating(node, judge)
    yield from _by_leaving_out(node, judge, sums)
    yield from _by_weight(node, judge, sums)


def _by_rating(node: NodeScore, judge: _Judge) -> Iterator[Flip]:
    share = node.share or Fraction(0)
    for one, influence in influences(node):
        if one.item is None or one.rating is None or one.share is None:
            continue
        for step in single_steps(one.item, one.rating, judge.scale):
            band = judge.band(share + influence * (step.share - one.share))
            if band != node.band:
                yield Flip("rating", one, step.before, step.after, node, band, step.unit)


def influences(
    node: NodeScore, factor: Fraction = Fraction(1)
) -> Iterator[tuple[NodeScore, Fraction]]:
    """Yield each scored item below `node` with the part that its share has in the node's."""
    counted = [child for child in node.children if child.counts]
    total = sum((child.part for child in counted), Fraction(0))
    for child in counted:
        part = factor * child.part / total
        if child.state is not None:
            yield child, part
        else:
            yield from influences(child, part)


def _by_leaving_out(node: NodeScore, judge: _Judge, sums: _Sums) -> Iterator[Flip]:
    for path in _paths(node):
        criterion = path[-1]
        if criterion.kind == "criterion":
            if judge.by_points:
                share = _without_points(node, criterion)
            else:
                share = sums.mean_with(node, path, Fraction(0))
            if share is not None and (band := judge.band(share)) != node.band:
                yield Flip("left_out", criterion, None, None, node, band)


def _without_points(node: NodeScore, criterion: NodeScore) -> Fraction | None:
    """Return a node's share without the points of a criterion, earned and possible."""
    left = (node.points_scored_max or _0) - (criterion.points_scored_max or _0)
    return ((node.points or _0) - (criterion.points or _0)) / left if left else None


def _by_weight(node: NodeScore, judge: _Judge, sums: _Sums) -> Iterator[Flip]:
    if judge.by_points:
        return  # the maxima are the weights, and the framework sets those
    for path in _paths(node):
        one = path[-1]
        if one.weight:
            for weight in (one.weight * (1 - _QUARTER), one.weight * (1 + _QUARTER)):
                share = sums.mean_with(node, path, weight)
                if share is not None and (band := judge.band(share)) != node.band:
                    yield Flip("weight", one, one.weight, weight, node, band)


def _paths(node: NodeScore) -> Iterator[tuple[NodeScore, ...]]:
    """Yield the way from a node to each area and criterion below it."""
    for child in node.children:
        if child.kind in ("area", "criterion"):
            yield (child,)
            for path in _paths(child):
                yield child, *path


class _Sums:
    """The sums that the nodes' means are made of; each is added up once."""

    def __init__(self) -> None:
        self._known: dict[str | None, tuple[Fraction, Fraction]] = {}

    def mean_with(
        self, node: NodeScore, path: tuple[NodeScore, ...], weight: Fraction
    ) -> Fraction | None:
        """Return a node's share if the node at the end of `path` had another weight."""
        changed, further = path[0], path[1:]
        # Beside the path everything stays as it is.
        total, weights = self._of(node)
        share, own = changed.share, changed.weight
        if share is not None:
            total, weights = total - own * share, weights - own
        if further:
            share, weight = self.mean_with(changed, further, weight), own
        if share is not None:
            total, weights = total + weight * share, weights + weight
        return total / weights if weights else None

    def _of(self, node: NodeScore) -> tuple[Fraction, Fraction]:
        """Return the sum of the weighted shares below a node, and that of their weights."""
        if node.id not in self._known:
            weights = sum((one.weight for one in node.children if one.counts), Fraction(0))
            # The node's share is their mean, so their sum need not be added up.
            self._known[node.id] = (node.share or Fraction(0)) * weights, weights
        return self._known[node.id]


def _other_bands(
    banded: Sequence[NodeScore], own: BandProfile, catalogue: Catalogue
) -> Iterator[tuple[BandProfile, tuple[tuple[NodeScore, str], ...]]]:
    for profile in catalogue.bands:
        if profile is not own:
            bands = (
                (node, band_for(node.share, profile, catalogue.grades))
                for node in banded
                if node.share is not None
            )
            yield profile, tuple(bands)


def _ranges(
    nodes: Sequence[NodeScore], score: Score, year: Assessment, judge: _Judge
) -> Iterator[Range]:
    """Yield the range of each node that has unrated items."""
    filled = _filled(score, year)
    for node in nodes:
        open_items = [one for one in flatten(node.children) if one.state == "not_rated"]
        if open_items and (found := filled.get(node.id)) is not None:
            low, high = found.shares
            most_points = found.most if judge.by_points else None
            yield Range(node, low, high, judge.band(low), judge.band(high), most_points)


def _filled(score: Score, year: Assessment) -> Mapping[str | None, RolledUp]:
    """Return all shares with every item that is not rated yet at its lowest, and at its highest."""
    shares: dict[str, tuple[Fraction, ...]] = {}
    for one in flatten(score.overall.children):
        if one.item is None:
            continue
        if one.state == "not_rated":
            shares[one.item.id] = one.item.least_share, Fraction(1)
        elif one.share is not None:
            shares[one.item.id] = one.share, one.share
    return rolled_up(score.catalogue, year.year, shares)
