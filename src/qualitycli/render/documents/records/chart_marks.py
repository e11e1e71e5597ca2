"""What the charts are drawn from: numbers in [0, 1] beside the texts that stand at them."""

from __future__ import annotations

from qualitycli.render.documents.records.content import BandStep, Distribution
from qualitycli.render.documents.records.record import TemplateRecord


class ProfileBar(TemplateRecord):
    """A criterion in the profile: its share of the maximum now and in the year compared with."""

    id: str
    area: str
    number: str
    title: str
    grade: str
    share: float | None
    complete: bool
    grade_before: str
    share_before: float | None
    change: str


class LevelsBar(TemplateRecord):
    """How the items of an area or a criterion spread over the levels."""

    id: str
    kind: str
    title: str
    distribution: Distribution


class BandMark(TemplateRecord):
    """The whole or an area on the scale of bands."""

    id: str
    title: str
    percent: str
    verdict: str
    position: float
    borderline: bool
    complete: bool


class BandScale(TemplateRecord):
    """The scale of bands, its steps worst first, and what stands on it."""

    steps: tuple[BandStep, ...]
    marks: tuple[BandMark, ...]


class CoverageBar(TemplateRecord):
    """How much of an area or a criterion is scored."""

    id: str
    kind: str
    title: str
    coverage: str
    percent: str
    share: float | None


class TrendPoint(TemplateRecord):
    """The whole or an area in one year."""

    year: str
    grade: str
    word: str
    share: float | None
    complete: bool
    chained: str
    chained_share: float | None


class TrendLine(TemplateRecord):
    """The whole or an area over the years."""

    id: str
    title: str
    points: tuple[TrendPoint, ...]
    change: str
    direction: str


class TrendYear(TemplateRecord):
    """A year of the trend, and what began with it."""

    year: str
    framework_changed: bool
    bands_changed: bool


class TrendRecord(TemplateRecord):
    """The years in a row; the whole and the areas."""

    years: tuple[TrendYear, ...]
    lines: tuple[TrendLine, ...]
    notes: tuple[str, ...]


class Charts(TemplateRecord):
    """Everything that a chart may be drawn of; what there is no data for is empty or None."""

    profile: tuple[ProfileBar, ...]
    levels: tuple[LevelsBar, ...]
    bands: BandScale | None
    coverage: tuple[CoverageBar, ...]
    trend: TrendRecord | None
