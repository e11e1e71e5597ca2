"""The catalogue: the framework's origin, scale, bands, process and tree."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import Annotated, Any, Final, Literal

from pydantic import Field

from qualitycli.model.fields import (
    AT_LEAST_ONE,
    Day,
    Decimal,
    Model,
    MonthDay,
    Named,
    SchoolYear,
    Share,
    Texts,
    Truth,
    Whole,
)
from qualitycli.model.periods import school_year_of
from qualitycli.model.tree import AnswerOption, Area, Item, Rung, descendants

Method = Literal["means", "points"]
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


class Approval(Model):
    """The order by which the framework was approved."""

    order: str
    date: Day


class Remark(Model):
    """A note on the text of the source: a corrected misprint, or an oddity that was kept.

    :ivar at: id of the node, or of the entry of the process, that it concerns.
    :ivar printed: the text in the source, and `mended` the corrected text.
    """

    at: str | None = None
    printed: str | None = None
    mended: str | None = None
    note: str | None = None


class Framework(Model):
    """The name and origin of the framework.

    :ivar editions: all so far, oldest first; a year names the one it was judged by.
    """

    id: str
    editions: Annotated[Texts, AT_LEAST_ONE]
    title: str
    institution: str | None = None
    language: Literal["bg", "en"] = "bg"
    approved: Approval | None = None
    source: str | None = None
    notes: tuple[Remark, ...] = ()


class Level(Model):
    """A level of the scale and its name."""

    value: Whole
    name: str


class Scale(Model):
    """The scale of levels, lowest first; without levels where a framework has none."""

    levels: Annotated[tuple[Level, ...], AT_LEAST_ONE]

    def __bool__(self) -> bool:
        """Whether there are levels."""
        return bool(self.levels)

    @cached_property
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

    @property
    def span(self) -> int:
        """How many grades a share of 1 is."""
        return self.highest - self.lowest


NO_SCALE: Final = Scale.model_construct(levels=())


class Years(Model):
    """A range of school years, both ends inclusive and either open."""

    first: SchoolYear | None = Field(None, alias="from")
    last: SchoolYear | None = Field(None, alias="to")

    def __contains__(self, year: str) -> bool:
        """Tell whether `year` is in the range."""
        year = school_year_of(year)
        return (self.first is None or self.first <= year) and (
            self.last is None or year <= self.last
        )


class Step(Model):
    """A band: its name, and its lower bound in percent, unless it is the lowest.

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
    :ivar lowest_area: what the band of the lowest area means for the next inspection.
    :ivar steps: best first.
    """

    id: str
    title: str
    years: Years = Years.model_construct()
    verified: Truth
    source: str
    percent_of: Literal["range", "maximum"]
    rounding: Literal["whole"] | None = Field(None, alias="round")
    lowest_area: str | None = None
    steps: Annotated[tuple[Step, ...], AT_LEAST_ONE]


class ProcessEntry(Model):
    """A sentence or a list item of the document that describes the quality system.

    :ivar at: its place in the source.
    :ivar asks: the key of a year file that it requires, if it is a single one.
    :ivar deadline: the day of each school year by which it is due.
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
    entries: Annotated[tuple[ProcessEntry, ...], AT_LEAST_ONE]


class Catalogue(Model):
    """The catalogue, ``data/criteria.yaml``.

    :ivar method: ``means`` of shares, level by level, or sums of ``points``.
    :ivar overall: whether the framework has a score for all areas together.
    :ivar ladders: points scales that items use by name, and `answer_scales` likewise.
    """

    format: Whole
    framework: Framework
    method: Method = "means"
    overall: Truth = True
    coverage_threshold: Share = Fraction(2, 3)
    scale: Scale = NO_SCALE
    ladders: dict[str, Annotated[tuple[Rung, ...], AT_LEAST_ONE]] = {}
    answer_scales: dict[str, Annotated[tuple[AnswerOption, ...], AT_LEAST_ONE]] = {}
    bands: tuple[BandProfile, ...] = ()
    process: tuple[ProcessGroup, ...] = ()
    areas: Annotated[tuple[Area, ...], AT_LEAST_ONE]

    def model_post_init(self, _context: Any) -> None:
        """Look up the lists that items use by name; an unknown name leaves an empty list."""
        if not (self.ladders or self.answer_scales):
            return
        for node in descendants(self.areas):
            if isinstance(node, Item):
                _look_up(node, "ladder", self.ladders)
                _look_up(node, "answer_scale", self.answer_scales)

    @property
    def grades(self) -> Scale:
        """The scale that grades are on; without levels where scores have no grade."""
        return self.scale if self.method == "means" else NO_SCALE

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


def _look_up(item: Item, key: str, known: Mapping[str, tuple[Any, ...]]) -> None:
    written = getattr(item, key)
    if isinstance(written, Named) and written.name in known:
        # The item is part of a catalogue that nobody has seen yet.
        item.__dict__[key] = Named.of(written.name, known[written.name])
