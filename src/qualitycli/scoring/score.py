"""A year's score: every node's figures, rolled up by the framework's method.

With means, a node's share is the weighted mean of its children's, over those that have one; so a
criterion with thirty items does not drown one with four. With points, it is the points earned of
the most that the scored items could earn, at any depth. Nothing is filled in for what is missing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from math import lcm
from operator import mul
from typing import Final, NamedTuple

from qualitycli.errors import NoSuchNodeError
from qualitycli.messages import N_, Message
from qualitycli.model.assessment import Assessment, InstitutionKind, Rating
from qualitycli.model.framework import BandProfile, Catalogue, Scale
from qualitycli.model.tree import Item, Node
from qualitycli.scoring.bands import band_at, edges_of, is_borderline
from qualitycli.scoring.figures import (
    State,
    count_states,
    grade_of,
    level_of,
    percent_of,
    share_of_level,
    share_of_rating,
    state_of,
)
from qualitycli.scoring.node_score import NodeScore
from qualitycli.scoring.targets import Target, target_of

_0: Final = Fraction(0)


class Score(NamedTuple):
    """A year's figures, finished: renderers compute nothing.

    :ivar profile: the band profile that the bands and percentages are by.
    :ivar chosen: whether that profile was asked for in place of the year's own.
    :ivar overall: of all areas; without share and band where the framework has no such score.
    :ivar levels: how many items are scored at each level of the scale, lowest first.
    :ivar states: how many items are in each state; those of weight 0 are in neither.
    """

    year: str
    catalogue: Catalogue
    edition: str
    institution: str | None
    institution_kind: InstitutionKind
    illustrative: bool
    profile: BandProfile | None
    chosen: bool
    overall: NodeScore
    lowest_area: NodeScore | None
    levels: Mapping[int, int]
    states: Mapping[State, int]
    targets: tuple[Target, ...]

    def node(self, node_id: str) -> NodeScore:
        """Return the figures of an area, a criterion, an indicator or an item.

        :raises NoSuchNodeError: there is none with that id in the year.
        """
        found = next((one for one in flatten(self.overall.children) if one.id == node_id), None)
        if found is None:
            text = N_("There is nothing with the id “{id}” in {year}.")
            raise NoSuchNodeError(Message(text, {"id": node_id, "year": self.year}))
        return found

    @property
    def has_overall(self) -> bool:
        """Whether the framework has a score for all areas together."""
        return self.catalogue.overall

    @property
    def lowest_areas(self) -> tuple[NodeScore, ...]:
        """The area with the lowest share, followed by those whose share is exactly equal."""
        if (lowest := self.lowest_area) is None:
            return ()
        return tuple(area for area in self.overall.children if area.share == lowest.share)

    @property
    def lowest_area_meaning(self) -> str | None:
        """What follows from the band of the area with the lowest grade, by the band profile."""
        area, profile = self.lowest_area, self.profile
        return profile.lowest_area if area and area.complete and profile else None

    @property
    def items(self) -> int:
        """How many items are in force in the year; those of weight 0 are not counted."""
        return sum(self.states.values())

    @property
    def information_stated(self) -> int:
        """How many of the items for information have a value, or a reason for having none."""
        counted = _items_that_count(self.overall.children)
        return sum(one.state == "information" and one.is_stated for one in counted)

    @property
    def decided(self) -> int:
        """How many of them have a rating, or a reason for having none.

        The rated ones among those that apply are the whole's coverage: `overall.scored`. One of
        information is decided when its value is stated.
        """
        unstated = self.states["information"] - self.information_stated
        return self.items - self.states["not_rated"] - unstated


def score_year(year: Assessment, catalogue: Catalogue, bands: str | None = None) -> Score:
    """Return the figures of a year that has no errors.

    :param bands: id of a band profile to use in place of the year's own; it has to exist.
    """
    own = catalogue.profile(year.bands) if year.bands else catalogue.profile_for(year.year)
    profile = catalogue.profile(bands) if bands else own
    scorer = _Scorer(year, catalogue, profile)
    areas = scorer.nodes(catalogue.areas)
    overall = scorer.overall(areas)
    every = list(flatten(areas))
    items = list(_items_that_count(areas))
    by_id = {one.id: one for one in every}
    with_share = [area for area in areas if area.share is not None]
    return Score(
        year=year.year,
        catalogue=catalogue,
        edition=year.framework.edition,
        institution=year.institution.name if year.institution else None,
        institution_kind=year.institution.kind if year.institution else "school",
        illustrative=year.illustrative,
        profile=profile,
        chosen=profile is not own,
        overall=overall,
        lowest_area=min(with_share, key=lambda area: area.share or 0, default=None),
        levels=_count_levels(items, catalogue.scale),
        states=count_states(one.state for one in items),
        targets=tuple(
            target_of(by_id[node_id], goal, catalogue)
            for node_id, goal in year.targets.items()
            if node_id in by_id
        ),
    )


def flatten(nodes: Sequence[NodeScore]) -> list[NodeScore]:
    """Return `nodes` and all below them, in catalogue order."""
    found: list[NodeScore] = []
    for node in nodes:
        found.append(node)
        if node.children:
            found.extend(flatten(node.children))
    return found


def _items_that_count(nodes: Sequence[NodeScore]) -> Iterator[NodeScore]:
    """Yield the items but those that a weight of 0 keeps out of every score."""
    for node in nodes:
        if node.weight:
            if node.state is not None:
                yield node
            else:
                yield from _items_that_count(node.children)


def _count_levels(items: Sequence[NodeScore], scale: Scale) -> Mapping[int, int]:
    levels = Counter(one.level for one in items)
    return {level: levels[level] for level in scale.values}


class _Scorer:
    """Scores nodes of one year under one band profile."""

    def __init__(self, year: Assessment, catalogue: Catalogue, profile: BandProfile | None) -> None:
        self._year = year
        self._scale = catalogue.scale
        self._grades = catalogue.grades
        self._by_points = catalogue.method == "points"
        self._has_overall = catalogue.overall
        self._threshold = catalogue.coverage_threshold
        self._profile = profile
        # Most items have one of a few shares; the figures of each are calculated once.
        # No cache of functools around a method: the circle would be left behind, since a run
        # collects no garbage.
        # By numerator and denominator, because a fraction's own hash takes ten times as long.
        self._known: dict[tuple[int, int], tuple[Fraction | None, Fraction | None]] = {}
        self._shares = {
            level: share_of_level(level, catalogue.scale) for level in catalogue.scale.values
        }
        self._edges = tuple(edges_of(profile)) if profile is not None else ()

    def nodes(self, nodes: Sequence[Node]) -> tuple[NodeScore, ...]:
        """Return the scores of those of `nodes` that are in force in the year."""
        return tuple([self._node(node) for node in nodes if node.holds_in(self._year.year)])

    def overall(self, areas: tuple[NodeScore, ...]) -> NodeScore:
        """Return the overall score: complete only if every area with applicable items is."""
        areas_complete = all(area.complete for area in areas if area.applicable)
        overall = self._rolled_up(None, areas, may_be_complete=areas_complete)
        return overall if self._has_overall else _without_figures(overall)

    def _node(self, node: Node) -> NodeScore:
        item = node.item
        if item is not None:
            return self._item(item, self._year.ratings.get(node.id))
        return self._rolled_up(node, self.nodes(node.children))

    def _item(self, item: Item, rating: Rating | None) -> NodeScore:
        state = state_of(item, rating)
        scored = state == "scored" and rating is not None
        share = self._share(item, rating) if scored and rating else None
        grade, percent = self._figures(share)
        applies = state not in ("not_applicable", "information")
        most = item.most_points if self._by_points or item.is_given_points else None
        return NodeScore(
            id=item.id,
            kind=item.kind,
            number=item.shown_number,
            text=item.label,
            weight=item.weight,
            share=share,
            grade=grade,
            percent=percent,
            band=None,
            borderline=False,
            complete=scored,
            scored=int(scored),
            applicable=int(applies),
            part=item.weight if not self._by_points else most or Fraction(0),
            points=None if share is None or most is None else share * most,
            points_scored_max=most if scored else None,
            points_max=most if applies else None,
            state=state,
            level=level_of(item, rating, self._scale) if scored and rating else None,
            item=item,
            rating=rating,
        )

    def _rolled_up(
        self, node: Node | None, children: tuple[NodeScore, ...], *, may_be_complete: bool = True
    ) -> NodeScore:
        counted = [child for child in children if child.weight]
        shares = [child.share for child in counted if child.share is not None]
        parts = [child.part for child in counted if child.share is not None]
        share = weighted_mean(parts, shares) if shares else None
        earned, scored_max, most = self._points(counted)
        scored = sum([child.scored for child in counted])
        applicable = sum([child.applicable for child in counted])
        threshold = self._threshold
        covered = (
            applicable > 0 and scored * threshold.denominator >= threshold.numerator * applicable
        )
        complete = share is not None and covered and may_be_complete
        grade, percent = self._figures(share)
        banded = percent if complete else None
        return NodeScore(
            id=node.id if node else None,
            kind=node.kind if node else "overall",
            number=node.shown_number if node else "",
            text=node.label if node else "",
            weight=node.weight if node else Fraction(1),
            share=share,
            grade=grade,
            percent=percent,
            band=self._band(banded),
            borderline=is_borderline(banded, self._edges),
            complete=complete,
            scored=scored,
            applicable=applicable,
            part=(node.weight if node else Fraction(1))
            if not self._by_points
            else scored_max or _0,
            points=earned,
            points_scored_max=scored_max,
            points_max=most,
            children=children,
        )

    def _points(
        self, children: Sequence[NodeScore]
    ) -> tuple[Fraction | None, Fraction | None, Fraction | None]:
        """Return the points earned, and the maxima of the scored and of the applicable items."""
        if not self._by_points:
            return None, None, None
        return (
            _total(child.points for child in children),
            _total(child.points_scored_max for child in children),
            _total(child.points_max for child in children),
        )

    def _share(self, item: Item, rating: Rating) -> Fraction:
        if rating.level is not None and item.rated_by == "level":
            return self._shares[rating.level]
        return share_of_rating(item, rating, self._scale)

    def _figures(self, share: Fraction | None) -> tuple[Fraction | None, Fraction | None]:
        """Return the grade and the percentage of a share."""
        if share is None:
            return None, None
        ratio = share.as_integer_ratio()
        if (found := self._known.get(ratio)) is None:
            base = self._profile.percent_of if self._profile else None
            if not self._grades:  # of which the profile could take another percentage
                base = "range"
            percent = percent_of(share, self._grades, base) if base else None
            grade = grade_of(share, self._grades) if self._grades else None
            found = self._known[ratio] = grade, percent
        return found

    def _band(self, percent: Fraction | None) -> str | None:
        if percent is None or self._profile is None:
            return None
        return band_at(percent, self._profile)


def _without_figures(overall: NodeScore) -> NodeScore:
    return overall._replace(
        share=None,
        grade=None,
        percent=None,
        band=None,
        borderline=False,
        complete=False,
        points=None,
        points_scored_max=None,
        points_max=None,
    )


def _total(numbers: Iterable[Fraction | None]) -> Fraction | None:
    """Return the sum of the numbers that there are; None of none."""
    there = [one for one in numbers if one is not None]
    return sum(there, _0) if there else None


class RolledUp(NamedTuple):
    """The shares of a node, calculated from given shares of items.

    :ivar items: how many items they are of, and `most`: by the points method, the most points that
        these can earn.
    """

    shares: tuple[Fraction, ...]
    items: int
    most: Fraction


def rolled_up(
    catalogue: Catalogue, year: str, shares: Mapping[str, tuple[Fraction, ...]]
) -> dict[str | None, RolledUp]:
    """Roll up given shares of items over the tree in force in `year`, by the framework's method.

    :param shares: of each item, the same number of them: the first ones are rolled up together,
        then the second ones, and so on.
    :returns: the shares of each node that has any; those of all areas under None. A node of weight
        0 has its own and enters none above it.
    """
    found: dict[str | None, RolledUp] = {}
    by_points = catalogue.method == "points"

    def visit(nodes: Sequence[Node]) -> RolledUp | None:
        """Return the shares of nodes together."""
        parts: list[Fraction] = []
        counted: list[RolledUp] = []
        for node in nodes:
            if not node.holds_in(year):
                continue
            item = node.item
            if item is None:
                own = visit(node.children)
            elif node.id in shares:
                own = RolledUp(shares[node.id], 1, (item.most_points or _0) if by_points else _0)
            else:
                own = None
            if own is not None:
                found[node.id] = own
                if node.weight:
                    parts.append(own.most if by_points else node.weight)
                    counted.append(own)
        if not counted:
            return None
        columns = zip(*[own.shares for own in counted], strict=True)
        means = tuple([weighted_mean(parts, column) for column in columns])
        most = sum(parts, _0) if by_points else _0
        return RolledUp(means, sum([own.items for own in counted]), most)

    overall = visit(catalogue.areas)
    if overall is not None and catalogue.overall:
        found[None] = overall
    return found


def weighted_mean(weights: Sequence[Fraction], shares: Sequence[Fraction]) -> Fraction:
    """Return the mean of shares by their weights; at least one weight is not 0."""
    # In whole numbers, over one denominator: adding fractions one by one reduces each sum again.
    # The shares' may have thousands of digits each, so they are made one at a time.
    above, part = _whole(shares)
    first = weights[0]
    if first and weights.count(first) == len(weights):  # as where no weights are given
        return Fraction(sum(above), len(weights) * part)
    factors = list(_whole(weights)[0])
    return Fraction(sum(map(mul, factors, above)), sum(factors) * part)


def _whole(numbers: Sequence[Fraction]) -> tuple[Iterator[int], int]:
    """Return numbers as numerators over a common denominator, and that denominator."""
    ratios = [number.as_integer_ratio() for number in numbers]
    parts = lcm(*{below for _, below in ratios})
    return (above * (parts // below) for above, below in ratios), parts
