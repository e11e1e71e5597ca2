"""The catalogue: a framework of areas → criteria → indicators → sub-indicators, and its scale.

What can be rated is an *item*: a sub-indicator, or an indicator without sub-indicators.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field

from qualitycli.model.fields import (
    Day,
    Decimal,
    Model,
    MonthDay,
    NodeId,
    SchoolYear,
    Share,
    Truth,
    Whole,
    filled_only,
)

Kind = Literal["area", "criterion", "indicator", "subindicator"]
ProcessKind = Literal[
    "basis",
    "step",
    "principle",
    "level",
    "system",
    "body",
    "commission",
    "duty",
    "adoption",
    "activity",
    "corrective",
    "requirement",
    "support",
    "monitoring",
]
Asked = Literal[
    "strategy",
    "policy",
    "goals",
    "key_factors",
    "quality_officer",
    "commissions",
    "rules",
    "rules_adopted",
    "calendar",
    "training",
    "analysis",
    "monitoring",
    "measures",
    "measures_adopted",
    "goals_analysed",
    "progress",
]
RatedBy = Literal["level", "points", "ratio", "survey"]
Texts = tuple[str, ...]
_AtLeastOne = Field(min_length=1)


class Approval(Model):
    """The order by which the framework was approved."""

    order: str
    date: Day


class Remark(Model):
    """A note on the text of the source: a mended misprint, or an oddity that was kept.

    :ivar at: id of the node, or of the entry of the process, that it concerns.
    :ivar printed: the words as the source has them, and `mended`: as they stand here.
    """

    at: str | None = None
    printed: str | None = None
    mended: str | None = None
    note: str | None = None


class Framework(Model):
    """What the framework is called and where it comes from.

    :ivar editions: all so far, oldest first; a year names the one it was judged by.
    """

    id: str
    editions: Annotated[Texts, _AtLeastOne]
    title: str
    institution: str | None = None
    language: Literal["bg", "en"] = "bg"
    approved: Approval | None = None
    source: str | None = None
    notes: tuple[Remark, ...] = ()


class Level(Model):
    """A level of the scale and its word."""

    value: Whole
    name: str


class Scale(Model):
    """The scale of levels, lowest first."""

    levels: Annotated[tuple[Level, ...], _AtLeastOne]

    @property
    def values(self) -> tuple[int, ...]:
        """The levels as numbers."""
        return tuple(level.value for level in self.levels)

    @property
    def rises(self) -> bool:
        """Whether there are two levels or more, each higher than the one before it."""
        return len(self.levels) > 1 and all(low < high for low, high in pairwise(self.values))

    @property
    def lowest(self) -> int:
        """The lowest level."""
        return self.levels[0].value

    @property
    def highest(self) -> int:
        """The highest level."""
        return self.levels[-1].value


class Years(Model):
    """A range of school years, both ends inclusive and either open."""

    first: SchoolYear | None = Field(None, alias="from")
    last: SchoolYear | None = Field(None, alias="to")

    def __contains__(self, year: str) -> bool:
        """Tell whether `year` lies in the range."""
        return (self.first is None or self.first <= year) and (
            self.last is None or year <= self.last
        )


class Step(Model):
    """A band: its word, and its lower bound in percent, unless it is the lowest.

    :ivar bound: from this percentage on, inclusive.
    :ivar above: strictly above this percentage.
    """

    name: str
    bound: Decimal | None = Field(None, alias="from")
    above: Decimal | None = None


class BandProfile(Model):
    """A dated set of bands with its legal source.

    :ivar percent_of: ``range`` takes 100·share, ``maximum`` takes 100·grade/highest level.
    :ivar rounding: ``whole`` first rounds the percentage half up to a whole number.
    :ivar lowest_area: what the lowest area's word means for the next inspection.
    :ivar steps: best first.
    """

    id: str
    title: str
    years: Years = Years()
    verified: Truth
    source: str
    percent_of: Literal["range", "maximum"]
    rounding: Literal["whole"] | None = Field(None, alias="round")
    lowest_area: str | None = None
    steps: Annotated[tuple[Step, ...], _AtLeastOne]


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
    def children(self) -> Sequence[Node]:
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
    def item(self) -> Item | None:
        """Itself, if it can be rated."""
        return None

    def holds_in(self, year: str) -> bool:
        """Tell whether the node itself holds in `year`, leaving its ancestors aside."""
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
    levels: Annotated[dict[Whole, str], BeforeValidator(filled_only)] = {}
    hints: Texts = ()

    @property
    def item(self) -> Item | None:
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
    indicators: Annotated[tuple[Indicator, ...], _AtLeastOne]

    @property
    def children(self) -> Sequence[Node]:
        """Its indicators."""
        return self.indicators


class Area(Node):
    """An area."""

    kind = "area"
    child_key = "criteria"

    title: str
    criteria: Annotated[tuple[Criterion, ...], _AtLeastOne]

    @property
    def children(self) -> Sequence[Node]:
        """Its criteria."""
        return self.criteria


class ProcessEntry(Model):
    """A sentence or a tick of the paper that describes the quality system.

    :ivar at: the point of the source that it stands at.
    :ivar asks: what of a year's file it asks for, where one thing can be named.
    :ivar deadline: the day of each school year by which that is to be there.
    """

    id: str
    at: str
    text: str
    asks: Asked | None = None
    deadline: MonthDay | None = None


class ProcessGroup(Model):
    """Entries of one kind, such as the principles or the director's duties."""

    kind: ProcessKind
    title: str
    entries: Annotated[tuple[ProcessEntry, ...], _AtLeastOne]


class Catalogue(Model):
    """The whole of ``data/criteria.yaml``."""

    format: Whole
    framework: Framework
    coverage_threshold: Share
    scale: Scale
    bands: tuple[BandProfile, ...] = ()
    process: tuple[ProcessGroup, ...] = ()
    areas: Annotated[tuple[Area, ...], _AtLeastOne]

    @property
    def process_entries(self) -> Iterator[ProcessEntry]:
        """The entries of the process, in catalogue order."""
        return (entry for group in self.process for entry in group.entries)

    @property
    def requirements(self) -> tuple[ProcessEntry, ...]:
        """The minimum requirements: the entries of that kind that lead in to no others."""
        entries = [
            entry
            for group in self.process
            if group.kind == "requirement"
            for entry in group.entries
        ]
        return tuple(
            one for one in entries if not any(o.id.startswith(f"{one.id}.") for o in entries)
        )

    def entry_asking(self, asked: Asked) -> ProcessEntry | None:
        """Return the entry of the process that asks for something of a year."""
        return next((entry for entry in self.process_entries if entry.asks == asked), None)

    def profile_for(self, year: str) -> BandProfile | None:
        """Return the band profile that `year` falls in."""
        return next((profile for profile in self.bands if year in profile.years), None)

    def profile(self, profile_id: str) -> BandProfile | None:
        """Return the band profile with that id."""
        return next((profile for profile in self.bands if profile.id == profile_id), None)


def descendants(nodes: Sequence[Node]) -> Iterator[Node]:
    """Yield `nodes` and all below them, in catalogue order."""
    for node in nodes:
        yield node
        yield from descendants(node.children)
