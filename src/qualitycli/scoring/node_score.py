"""The figures of one node of the framework in a year."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, NamedTuple

from qualitycli.model.assessment import REASONS, Rating
from qualitycli.model.tree import MEASURED, Item, Kind
from qualitycli.scoring.figures import State, measured


class NodeScore(NamedTuple):
    """The figures of one node; None where there is none.

    :ivar id: None for the overall score, whose `kind` is `overall`.
    :ivar share: exact, in [0, 1].
    :ivar grade: on the scale of levels; `percent`: by the band profile's base.
    :ivar band: the verbal rating, which only a complete node above the items has.
    :ivar borderline: the band would change within half a point of the percentage.
    :ivar complete: whether enough items are scored for a band; of an item, whether it is scored.
    :ivar scored: items scored, of the `applicable` ones.
    :ivar part: what its share counts by in the mean above it: its weight or, with points, the most
        that its scored items could earn.
    :ivar points: earned, of the `points_scored_max` of the scored items and the `points_max` of
        the applicable ones; with means, only of an item that earns points.
    :ivar state: of an item, and its `level` where it has one; `item` is the item itself and
        `rating` what the year states of it.
    """

    id: str | None
    kind: Kind | Literal["overall"]
    number: str
    text: str
    weight: Fraction
    share: Fraction | None
    grade: Fraction | None
    percent: Fraction | None
    band: str | None
    borderline: bool
    complete: bool
    scored: int
    applicable: int
    part: Fraction
    points: Fraction | None = None
    points_scored_max: Fraction | None = None
    points_max: Fraction | None = None
    children: tuple[NodeScore, ...] = ()
    state: State | None = None
    level: int | None = None
    item: Item | None = None
    rating: Rating | None = None

    @property
    def coverage(self) -> Fraction | None:
        """Scored items of the applicable ones; None where nothing is applicable."""
        return Fraction(self.scored, self.applicable) if self.applicable else None

    @property
    def counts(self) -> bool:
        """Whether its share is one of those that the mean above it is of."""
        return self.share is not None and self.part > 0

    @property
    def measured(self) -> Fraction | None:
        """The percentage that an item's counts state, or its value; None of other items."""
        if self.item is None or self.rating is None or self.item.rated_by not in MEASURED:
            return None
        return measured(self.item, self.rating)

    @property
    def is_stated(self) -> bool:
        """Whether the year states a value of an item of information, or why there is none."""
        rating = self.rating
        if rating is None:
            return False
        return rating.value is not None or any(getattr(rating, one) is not None for one in REASONS)
