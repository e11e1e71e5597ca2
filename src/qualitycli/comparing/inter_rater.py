"""Comparison of raters: how far their ratings of the same items agree, and where they differ.

Levels are ordinal: nothing is averaged. What is said here of an item is set out in
``docs/agreement.md``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import comb
from typing import Any, Final, Literal, overload

from qualitycli.model.assessment import (
    COUNTED,
    STEPS,
    Judgement,
    Rating,
    judgements_of,
)
from qualitycli.model.framework import Scale
from qualitycli.model.rater import Opinions, Rater
from qualitycli.model.tree import Item
from qualitycli.scoring.figures import count_states, state_of
from qualitycli.scoring.single_steps import SMALLEST_STEP

# Nobody judged it; one rater did; all say the same; levels that are neighbours; levels further
# apart; judgements of different kinds (a level and “not applicable”); counts that contradict.
AgreementStatus = Literal["unheard", "single", "same", "near", "apart", "kinds", "facts"]
DISAGREEMENTS: Final[tuple[AgreementStatus, ...]] = ("apart", "kinds", "facts", "near")
_FACTS: Final[tuple[Judgement, ...]] = ("answers", "mean", "count", "value")


class EvenSteps(Sequence[Fraction]):
    """Points from 0 to a maximum, a step apart; there may be millions of them."""

    def __init__(self, most: Fraction, step: Fraction) -> None:
        self._step = step
        self._count = int(most / step) + 1

    def __len__(self) -> int:
        """How many steps there are."""
        return self._count

    @overload
    def __getitem__(self, index: int) -> Fraction: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Fraction, ...]: ...

    def __getitem__(self, index: int | slice) -> Fraction | tuple[Fraction, ...]:
        """Return the points of a step."""
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
        """Return which step these points are."""
        if points not in self:
            raise ValueError(points)
        return range(self._count).index(int(points / self._step))


@dataclass(frozen=True, slots=True)
class RaterRating:
    """One rater's rating of one item.

    :ivar position: which step of the item's scale or ladder it is, from 0; None for what is no
        step.
    """

    rater: Rater
    rating: Rating
    judgement: Judgement
    position: int | None


@dataclass(frozen=True)
class ItemRatings:
    """An item and its ratings by the raters.

    :ivar steps: what the item's levels or points are, lowest first.
    """

    item: Item
    ratings: tuple[RaterRating, ...]
    steps: Sequence[Fraction]

    @cached_property
    def positions(self) -> tuple[int, ...]:
        """The steps that the raters gave, lowest first."""
        return tuple(sorted(one.position for one in self.ratings if one.position is not None))

    @property
    def spread(self) -> int | None:
        """How many steps lie between the lowest and the highest; None for fewer than two."""
        return self.positions[-1] - self.positions[0] if len(self.positions) > 1 else None

    @property
    def median(self) -> tuple[Fraction, ...]:
        """The median level or points; the two middle values if they differ.

        Between 2 and 3 there is no level, and none is made up.
        """
        given = self.positions
        if not given:
            return ()
        middle = {given[(len(given) - 1) // 2], given[len(given) // 2]}
        return tuple(self.steps[one] for one in sorted(middle))

    @property
    def counts_agree(self) -> bool:
        """Whether no two raters counted differently."""
        given = (_counts(one.rating) for one in self.ratings)
        return len({one for one in given if any(count is not None for _, count in one)}) < 2

    @cached_property
    def standing(self) -> AgreementStatus:
        """The status of the agreement between the raters."""
        if len(self.ratings) < 2:
            return "single" if self.ratings else "unheard"
        if self.spread is not None and self.spread > 1:
            return "apart"
        if len({one.judgement for one in self.ratings}) > 1:
            return "kinds"
        if not self.counts_agree:
            return "facts"
        return "near" if self.spread else "same"


@dataclass(frozen=True, slots=True)
class RatingCounts:
    """The number of the rater's items, by state."""

    rater: Rater
    scored: int
    not_applicable: int
    no_evidence: int
    missing: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """The agreement of raters, over all pairs of raters who rated the same item.

    :ivar items: the items rated by two or more raters.
    :ivar exact: pairs with the same rating; `within_one` adds the pairs of neighbouring steps.
    :ivar alpha: Krippendorff's α for ordinal data over the levels; None without variation.
    """

    items: int
    pairs: int
    exact: int
    within_one: int
    alpha: Fraction | None


@dataclass(frozen=True)
class RaterComparison:
    """All raters of a year side by side."""

    year: str
    scale: Scale
    shares: tuple[RatingCounts, ...]
    items: tuple[ItemRatings, ...]

    @property
    def raters(self) -> tuple[Rater, ...]:
        """The raters, in the order in which their files come."""
        return tuple(one.rater for one in self.shares)

    @cached_property
    def agreement(self) -> Agreement:
        """The agreement of the raters."""
        return _agreement(self.items)

    @cached_property
    def to_discuss(self) -> tuple[ItemRatings, ...]:
        """The items to discuss: the widest spread first, then in catalogue order."""
        found = [one for one in self.items if one.standing in DISAGREEMENTS]
        return tuple(sorted(found, key=_urgency))


def compare_raters(
    opinions: Sequence[Opinions], items: Mapping[str, Item], scale: Scale, year: str
) -> RaterComparison:
    """Compare the raters of a year.

    :param opinions: of raters with names of their own, without errors.
    :param items: the items that hold in the year, in catalogue order.
    """
    item_ratings = tuple(_ratings_of(item, opinions, scale.values) for item in items.values())
    return RaterComparison(year, scale, tuple(_share(one, items) for one in opinions), item_ratings)


def ordinal_alpha(units: Iterable[Sequence[int]]) -> Fraction | None:
    """Return Krippendorff's α for ordinal data, exactly.

    The distance of two steps is that of their mean ranks among all that were given, so the sums
    over all pairs of raters come from sums of ranks and of their squares.

    :param units: for each item the steps that the raters gave; those with fewer than two are
        passed over.
    :returns: None where there is no variation, or nothing to compare.
    """
    compared = [Counter(values) for values in units if len(values) > 1]
    given: Counter[int] = Counter()
    for counts in compared:
        given += counts
    ranks: dict[int, Fraction] = {}
    before = 0
    for step, count in sorted(given.items()):
        ranks[step] = before + Fraction(count, 2)
        before += count
    expected = _squared_distances(given, ranks)
    if not expected:
        return None
    observed = sum(_squared_distances(counts, ranks) / (counts.total() - 1) for counts in compared)
    return 1 - (given.total() - 1) * observed / expected


def _squared_distances(counts: Counter[int], ranks: Mapping[int, Fraction]) -> Fraction:
    """Return the sum of the squares of the distances, over all ordered pairs of steps given."""
    total = sum((count * ranks[step] for step, count in counts.items()), Fraction(0))
    squares = sum((count * ranks[step] ** 2 for step, count in counts.items()), Fraction(0))
    return 2 * (counts.total() * squares - total**2)


def _ratings_of(item: Item, opinions: Sequence[Opinions], levels: Sequence[int]) -> ItemRatings:
    said = [
        (one.rater, rating, judgement)
        for one in opinions
        if (rating := one.ratings.get(item.id)) is not None
        for judgement in judgements_of(item, rating)
    ]
    kinds = {judgement for _, _, judgement in said if judgement in STEPS}
    steps = _steps_of(item, levels, in_points="points" in kinds)
    voices = []
    for rater, rating, judgement in said:
        # A level and points have no place on one scale.
        given = getattr(rating, judgement) if len(kinds) == 1 and judgement in kinds else None
        position = None if given is None else steps.index(Fraction(given))
        voices.append(RaterRating(rater, rating, judgement, position))
    return ItemRatings(item, tuple(voices), steps)


def _steps_of(item: Item, levels: Sequence[int], *, in_points: bool) -> Sequence[Fraction]:
    """Return what an item is judged by, lowest first: its points scale or maximum, or levels."""
    if item.rated_by == "points" and item.ladder:
        return tuple(rung.points for rung in item.ladder)
    if item.max_points is not None and (in_points or item.rated_by == "points"):
        return EvenSteps(item.max_points, item.step or SMALLEST_STEP)
    return tuple(map(Fraction, levels))


def _share(own: Opinions, items: Mapping[str, Item]) -> RatingCounts:
    states = count_states(state_of(item, own.ratings.get(one)) for one, item in items.items())
    return RatingCounts(
        own.rater,
        scored=states["scored"],
        not_applicable=states["not_applicable"],
        no_evidence=states["no_evidence"],
        missing=states["not_rated"],
    )


def _agreement(item_ratings: Sequence[ItemRatings]) -> Agreement:
    judged = [one for one in item_ratings if not any(v.judgement in _FACTS for v in one.ratings)]
    levels = [one.positions for one in judged if all(v.judgement != "points" for v in one.ratings)]
    exact = sum(map(_equal_pairs, judged))
    return Agreement(
        items=sum(len(one.ratings) > 1 for one in judged),
        pairs=sum(comb(len(one.ratings), 2) for one in judged),
        exact=exact,
        within_one=exact + sum(map(_neighbouring_pairs, judged)),
        alpha=ordinal_alpha(levels),
    )


def _equal_pairs(item_ratings: ItemRatings) -> int:
    """Return how many pairs of raters agree: on the same step, or the same reason."""
    reasons = Counter(one.judgement for one in item_ratings.ratings if one.position is None)
    counts = (*Counter(item_ratings.positions).values(), *reasons.values())
    return sum(comb(count, 2) for count in counts)


def _neighbouring_pairs(item_ratings: ItemRatings) -> int:
    """Return how many pairs of raters are one step apart."""
    steps = Counter(item_ratings.positions)
    return sum(count * steps[step + 1] for step, count in steps.items())


def _counts(rating: Rating) -> tuple[tuple[str, object], ...]:
    """Return a rater's counts in a comparable form."""
    counts = {key: getattr(rating, key) for key in COUNTED}
    counts["parts"] = rating.parts or None
    if rating.answers is not None:
        counts["answers"] = tuple(sorted((k, n) for k, n in rating.answers.items() if n))
    return tuple(counts.items())


def _urgency(item_ratings: ItemRatings) -> tuple[int, int]:
    return -(
        item_ratings.spread or 0
    ) if item_ratings.standing == "apart" else 0, DISAGREEMENTS.index(item_ratings.standing)
