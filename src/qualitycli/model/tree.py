"""The tree of a framework: areas → criteria → indicators → sub-indicators.

What can be rated is an *item*: a sub-indicator, or an indicator without sub-indicators.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Annotated, ClassVar, Literal

from qualitycli.model.fields import (
    AT_LEAST_ONE,
    Decimal,
    Model,
    NodeId,
    PreparedBy,
    SchoolYear,
    Texts,
    Truth,
    Whole,
    filled_only,
)
from qualitycli.model.values import school_year_of

Kind = Literal["area", "criterion", "indicator", "subindicator"]
RatedBy = Literal["level", "points", "ratio", "survey"]


class Rung(Model):
    """A step of a ladder of points."""

    points: Decimal
    text: str


class Replacement(Model):
    """What replaces a retired node, and how much of it."""

    id: NodeId
    kind: Literal["same", "narrower", "broader", "partly"]


class Node(Model):
    """What every node of the tree has.

    :ivar number: what is printed in front of it, where that is not the id's last part.
    :ivar since: first school year in which it holds, and `retired` the first in which it no
        longer does; both bound its descendants.
    :ivar moved_from: id of the node that it stood under when its id was published.
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
        """Tell whether the node itself holds in `year`, leaving its ancestors aside."""
        year = school_year_of(year)
        return (self.since is None or self.since <= year) and (
            self.retired is None or year < self.retired
        )


class Item(Node):
    """A node that can be rated: how, and what helps to rate it.

    :ivar ladder: for ``points``: the steps, fewest points first.
    :ivar thresholds: for ``ratio``: the percentages at which the levels but the lowest begin,
        inclusive; with `lower_is_better`, at most which.
    :ivar levels: descriptors of levels.
    """

    rated_by: RatedBy = "level"
    ladder: tuple[Rung, ...] = ()
    thresholds: tuple[Decimal, ...] = ()
    lower_is_better: Truth = False
    levels: Annotated[dict[Whole, str], PreparedBy(filled_only)] = {}
    hints: Texts = ()

    @property
    def item(self) -> "Item | None":
        """Itself: it can be rated as long as nothing stands below it."""
        return None if self.children else self


class Subindicator(Item):
    """A sub-indicator, with the dashed inner list that it may have."""

    kind = "subindicator"
    label_key = "text"

    text: str
    parts: Texts = ()


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


class Criterion(Node):
    """A criterion."""

    kind = "criterion"
    child_key = "indicators"

    title: str
    indicators: Annotated[tuple[Indicator, ...], AT_LEAST_ONE]

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


def descendants(nodes: Sequence[Node]) -> Iterator[Node]:
    """Yield `nodes` and all below them, in catalogue order."""
    for node in nodes:
        yield node
        yield from descendants(node.children)
