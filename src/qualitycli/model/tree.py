"""The tree of a framework: areas → criteria → indicators → sub-indicators.

What can be rated is an *item*: a node below an area that has no children.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Annotated, ClassVar, Final, Literal

from pydantic import Field

from qualitycli.model.fields import (
    AT_LEAST_ONE,
    BY_NAME,
    Decimal,
    Model,
    NodeId,
    PreparedBy,
    SchoolYear,
    SignedDecimal,
    Texts,
    Truth,
    Whole,
    filled_only,
)
from qualitycli.model.periods import school_year_of

Kind = Literal["area", "criterion", "indicator", "subindicator"]
RatedBy = Literal["level", "points", "ratio", "value", "survey"]
# Judged by a number that is stated: a percentage, or a value in a unit.
MEASURED: Final[frozenset[RatedBy]] = frozenset({"ratio", "value"})


class Rung(Model):
    """A step of a points scale.

    :ivar bound: of a scale for percentages or values: the step starts here, inclusive.
    :ivar above: likewise: it starts just above this.
    """

    points: Decimal
    text: str = ""
    bound: SignedDecimal | None = Field(None, alias="from")
    above: SignedDecimal | None = None

    @property
    def start(self) -> Fraction | None:
        """Where the step starts, itself in it or not; None of the first."""
        return self.above if self.bound is None else self.bound

    def reached_by(self, number: Fraction) -> bool:
        """Tell whether a percentage or value is not below the step."""
        if self.above is not None:
            return number > self.above
        return self.bound is None or number >= self.bound


class AnswerOption(Model):
    """An answer that people can choose in a survey.

    :ivar key: how a year names it, where that is not its number among those that count.
    :ivar counts: whether it enters the mean; “cannot say” does not.
    """

    text: str
    key: str | None = None
    counts: Truth = True


class Replacement(Model):
    """What replaces a retired node, and how much of it."""

    id: NodeId
    kind: Literal["same", "narrower", "broader", "partly"]


class Node(Model):
    """What every node of the tree has.

    :ivar number: the printed number, if it is not the last part of the id.
    :ivar since: first school year in which it holds, and `retired` the first in which it no
        longer does; both bound its descendants.
    :ivar moved_from: id of the node that it stood under when its id was published.
    :ivar max_points: the most points that it can earn, its items' together.
    """

    kind: ClassVar[Kind]
    child_key: ClassVar[str | None] = None
    label_key: ClassVar[str] = "title"

    id: NodeId
    number: str | None = None
    weight: Decimal = Fraction(1)
    weight_reason: str | None = None
    since: SchoolYear | None = None
    retired: SchoolYear | None = None
    replaced_by: tuple[Replacement, ...] = ()
    moved_from: NodeId | None = None
    max_points: Decimal | None = None

    @property
    def children(self) -> "Sequence[Node]":
        """The nodes right below it."""
        return ()

    @property
    def label(self) -> str:
        """Its title or text."""
        return str(getattr(self, self.label_key))

    @property
    def shown_number(self) -> str:
        """What is printed in front of it."""
        return self.number or self.id.rpartition(".")[2]

    @property
    def item(self) -> "Item | None":
        """Itself, if it can be rated."""
        return None

    def holds_in(self, year: str) -> bool:
        """Tell whether the node itself is in force in `year`, regardless of its ancestors."""
        year = school_year_of(year)
        return (self.since is None or self.since <= year) and (
            self.retired is None or year < self.retired
        )


class Item(Node):
    """A node that can be rated: how, and help for rating it.

    :ivar ladder: the steps of its points scale: fewest points first or, for ``ratio`` and
        ``value``, lowest bound first.
    :ivar step: for points without a ladder: they are a multiple of this.
    :ivar thresholds: for ``ratio`` and ``value``: where the levels but the lowest begin,
        inclusive; with `lower_is_better`, at most which.
    :ivar unit: the unit of a ``value``.
    :ivar may_exceed: whether a ``ratio`` can be over 100 %, since `of` is a plan.
    :ivar answer_scale: for ``survey``: the answers, lowest first; by default the levels.
    :ivar levels: descriptors of levels.
    """

    rated_by: RatedBy = "level"
    ladder: Annotated[tuple[Rung, ...], BY_NAME] = ()
    step: Decimal | None = None
    thresholds: tuple[SignedDecimal, ...] = ()
    lower_is_better: Truth = False
    unit: str | None = None
    may_exceed: Truth = False
    answer_scale: Annotated[tuple[AnswerOption, ...], BY_NAME] = ()
    levels: Annotated[dict[Whole, str], PreparedBy(filled_only)] = {}
    hints: Texts = ()

    @property
    def item(self) -> "Item | None":
        """The node itself, if it has no children."""
        return None if self.children else self

    @property
    def is_measured(self) -> bool:
        """Whether its judgement follows from a percentage or a value that the year states."""
        return self.rated_by in MEASURED and bool(self.ladder or self.thresholds)

    @property
    def most_points(self) -> Fraction | None:
        """The most points that it can earn; None where no points are set for it."""
        if self.ladder:
            return max(rung.points for rung in self.ladder)
        return self.max_points

    @property
    def is_given_points(self) -> bool:
        """Whether it is judged by points, whatever the framework's method: not by levels."""
        if self.rated_by in MEASURED and not self.ladder:
            return self.max_points is not None and not self.thresholds
        return self.rated_by == "points" or bool(self.ladder)

    @property
    def least_share(self) -> Fraction:
        """The share of the lowest judgement; points may begin above 0."""
        if not self.ladder:
            return Fraction(0)
        points = [rung.points for rung in self.ladder]
        return min(points) / max(points)

    @property
    def less_is_better(self) -> bool:
        """Whether a lower percentage or value earns more."""
        return self.lower_is_better or (
            bool(self.ladder) and self.ladder[0].points > self.ladder[-1].points
        )

    def rung_at(self, number: Fraction) -> Rung:
        """Return the step of its ladder that a percentage or value reaches."""
        return next(rung for rung in reversed(self.ladder) if rung.reached_by(number))


class Subindicator(Item):
    """A sub-indicator, with the dashed inner list that it may have."""

    kind = "subindicator"
    label_key = "text"

    text: str
    parts: Texts = ()

    @property
    def item(self) -> "Subindicator":
        """The node itself: it has no children."""
        return self


class Indicator(Item):
    """An indicator; without sub-indicators it is rated itself."""

    kind = "indicator"
    child_key = "subindicators"

    title: str
    subindicators: tuple[Subindicator, ...] = ()

    @property
    def children(self) -> Sequence[Node]:
        """Its sub-indicators."""
        return self.subindicators


class Criterion(Item):
    """A criterion; without indicators it is rated itself."""

    kind = "criterion"
    child_key = "indicators"

    title: str
    indicators: tuple[Indicator, ...] = ()

    @property
    def children(self) -> Sequence[Node]:
        """Its indicators."""
        return self.indicators


class Area(Node):
    """An area."""

    kind = "area"
    child_key = "criteria"

    title: str
    criteria: Annotated[tuple[Criterion, ...], AT_LEAST_ONE]

    @property
    def children(self) -> Sequence[Node]:
        """Its criteria."""
        return self.criteria


# The keys of children, from the top down.
CHILD_KEYS: Final = tuple(one.child_key for one in (Area, Criterion, Indicator))


def descendants(nodes: Sequence[Node]) -> Iterator[Node]:
    """Yield `nodes` and all below them, in catalogue order."""
    for node in nodes:
        yield node
        yield from descendants(node.children)
