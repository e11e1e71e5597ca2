"""Comparison of raters: how far their ratings of the same items agree, and where they differ.

Levels and points are ordinal here: nothing is averaged. ``docs/agreement.md`` describes the results
for an item.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import comb
from typing import Final, Literal

from qualitycli.comparing.item_steps import ItemSteps, ladder_name, steps_of
from qualitycli.model.assessment import (
    COUNTED,
    STEPS,
    UNRATED,
    Judgement,
    Rating,
    is_information,
    judgement_wanted,
    judgements_of,
)
from qualitycli.model.framework import Scale
from qualitycli.model.rater import Opinions, Rater
from qualitycli.model.tree import Item
from qualitycli.scoring.figures import count_states, state_of

# In this order: no ratings; one rating; equal ratings; neighbouring steps; steps further apart;
# judgements of different kinds (a level and “not applicable”); contradictory counts.
AgreementStatus = Literal["unheard", "single", "same", "near", "apart", "kinds", "facts"]
DISAGREEMENTS: Final[tuple[AgreementStatus, ...]] = ("apart", "kinds", "facts", "near")
# Facts, which raters establish and do not judge.
FACTS: Final[tuple[Judgement, ...]] = ("answers", "mean", "count", "value")


@dataclass(frozen=True, slots=True)
class RaterRating:
    """One rater's rating of one item.

    :ivar position: the position of the step on the item's scale or ladder, from 0; None if the
        rating is not a step.
    """

    rater: Rater
    rating: Rating
    judgement: Judgement
    position: int | None


@dataclass(frozen=True)
class ItemRatings:
    """An item and its ratings by the raters.

    :ivar judged_on: the steps on which it is judged; None if it states facts, or if raters gave
        both levels and points.
    :ivar scale: the framework's scale of levels.
    """

    item: Item
    ratings: tuple[RaterRating, ...]
    judged_on: ItemSteps | None
    scale: Scale

    @property
    def steps(self) -> Sequence[Fraction]:
        """The possible levels or points, lowest first; empty for facts."""
        return self.judged_on.values if self.judged_on is not None else ()

    @property
    def is_factual(self) -> bool:
        """Whether it states facts (answers, a count or a value), which are not judged."""
        if judgement_wanted(self.item) in FACTS:
            return True
        given = {one.judgement for one in self.ratings}
        return is_information(self.item, UNRATED) and not given & {*STEPS}

    @cached_property
    def positions(self) -> tuple[int, ...]:
        """The positions of the steps that the raters gave, lowest first."""
        return tuple(sorted(one.position for one in self.ratings if one.position is not None))

    @property
    def spread(self) -> int | None:
        """The distance from the lowest to the highest step; None for fewer than two ratings."""
        return self.positions[-1] - self.positions[0] if len(self.positions) > 1 else None

    @property
    def median(self) -> tuple[Fraction, ...]:
        """The median level or points; the two middle values if they differ.

        There is no value between two steps, so none is calculated.
        """
        given = self.positions
        if not given:
            return ()
        middle = {given[(len(given) - 1) // 2], given[len(given) // 2]}
        return tuple(self.steps[one] for one in sorted(middle))

    @property
    def counts_agree(self) -> bool:
        """Whether all raters who counted have the same counts."""
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
    """The number of a rater's items, by state.

    :ivar information: the number of values that the rater gave for information.
    """

    rater: Rater
    scored: int
    not_applicable: int
    no_evidence: int
    missing: int
    information: int = 0


@dataclass(frozen=True, slots=True)
class ScaleAgreement:
    """The agreement of raters on the items that are judged on the same steps.

    :ivar name: the name of a points scale, if the catalogue names it; otherwise empty.
    :ivar items: the items on which two or more raters gave a step.
    :ivar alpha: Krippendorff's α for ordinal data; None without variation.
    """

    steps: ItemSteps
    name: str
    items: int
    alpha: Fraction | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """The agreement of raters, over all pairs of raters who rated the same item.

    :ivar items: the items rated by two or more raters.
    :ivar exact: pairs with the same rating; `within_one` adds the pairs of neighbouring steps.
    :ivar alpha: Krippendorff's α for ordinal data over the levels; None without variation.
    :ivar scales: the agreement on the levels, and on each points scale that two raters used for an
        item.
    """

    items: int
    pairs: int
    exact: int
    within_one: int
    alpha: Fraction | None
    scales: tuple[ScaleAgreement, ...] = ()


@dataclass(frozen=True)
class RaterComparison:
    """The comparison of all raters of a year."""

    year: str
    scale: Scale
    shares: tuple[RatingCounts, ...]
    items: tuple[ItemRatings, ...]

    @property
    def raters(self) -> tuple[Rater, ...]:
        """The raters, in the order of their files."""
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

    :param opinions: the opinions of the raters, without errors; each rater has a distinct name.
    :param items: the items in force in the year, in catalogue order.
    """
    item_ratings = tuple(_ratings_of(item, opinions, scale) for item in items.values())
    return RaterComparison(year, scale, tuple(_share(one, items) for one in opinions), item_ratings)


def ordinal_alpha(units: Iterable[Sequence[int]]) -> Fraction | None:
    """Return the exact value of Krippendorff's α for ordinal data.

    The distance between two steps is the distance between their mean ranks among all given steps.
    So the sums over all pairs of raters follow from sums of ranks and of their squares.

    :param units: for each item, the steps that the raters gave; items with fewer than two are
        skipped.
    :returns: None if there is no variation or nothing to compare.
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
    """Return the sum of the squared distances over all ordered pairs of given steps."""
    total = sum((count * ranks[step] for step, count in counts.items()), Fraction(0))
    squares = sum((count * ranks[step] ** 2 for step, count in counts.items()), Fraction(0))
    return 2 * (counts.total() * squares - total**2)


def _ratings_of(item: Item, opinions: Sequence[Opinions], scale: Scale) -> ItemRatings:
    given = [
        (one.rater, rating, judgement)
        for one in opinions
        for rating in (one.ratings.get(item.id, UNRATED),)
        for judgement in _judgements(item, rating)
    ]
    steps = steps_of(item, scale, {judgement for *_, judgement in given})
    voices = (
        RaterRating(rater, rating, judgement, _position(rating, judgement, steps))
        for rater, rating, judgement in given
    )
    return ItemRatings(item, tuple(voices), steps, scale)


def _judgements(item: Item, rating: Rating) -> tuple[Judgement, ...]:
    """Return the judgements of a rating; here, a value for information counts as one."""
    given = judgements_of(item, rating)
    if not given and rating.value is not None and is_information(item, rating):
        return ("value",)
    return given


def _position(rating: Rating, judgement: Judgement, steps: ItemSteps | None) -> int | None:
    if steps is None or judgement not in STEPS:
        return None
    return steps.values.index(Fraction(getattr(rating, judgement)))


def _share(own: Opinions, items: Mapping[str, Item]) -> RatingCounts:
    ratings = {one: own.ratings.get(one) for one in items}
    states = count_states(state_of(item, ratings[one]) for one, item in items.items())
    known = sum(
        is_information(item, rating) and rating is not None and rating.value is not None
        for item, rating in zip(items.values(), ratings.values(), strict=True)
    )
    return RatingCounts(
        own.rater,
        scored=states["scored"],
        not_applicable=states["not_applicable"],
        no_evidence=states["no_evidence"],
        missing=states["not_rated"] + states["information"] - known,
        information=known,
    )


def _agreement(item_ratings: Sequence[ItemRatings]) -> Agreement:
    judged = [one for one in item_ratings if not any(v.judgement in FACTS for v in one.ratings)]
    exact = sum(map(_equal_pairs, judged))
    scales = tuple(_on_each_scale(judged))
    levels = (one.alpha for one in scales if one.steps.kind == "level")
    return Agreement(
        items=sum(len(one.ratings) > 1 for one in judged),
        pairs=sum(comb(len(one.ratings), 2) for one in judged),
        exact=exact,
        within_one=exact + sum(map(_neighbouring_pairs, judged)),
        alpha=next(levels, None),
        scales=scales,
    )


def _on_each_scale(judged: Sequence[ItemRatings]) -> Iterator[ScaleAgreement]:
    """Yield the agreement on each scale, in the order in which the items first use them."""
    found: dict[ItemSteps, list[ItemRatings]] = {}
    for one in judged:
        if one.judged_on is not None and len(one.positions) > 1:
            found.setdefault(one.judged_on, []).append(one)
    for steps, used in found.items():
        names = {ladder_name(one.item) if steps.kind == "points" else "" for one in used}
        alpha = ordinal_alpha(one.positions for one in used)
        name = names.pop() if len(names) == 1 else ""
        yield ScaleAgreement(steps, name, len(used), alpha)


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
