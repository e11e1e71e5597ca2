"""The data of the charts: numbers in [0, 1], and the texts next to them."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from qualitycli.render.documents.records.content import BandStep, Distribution
from qualitycli.render.documents.records.record import TemplateRecord


class ProfileBar(TemplateRecord):
    """A criterion in the profile: its share of the maximum now and in the year compared with."""

    id: str
    area: str
    number: str
    code: str
    title: str
    grade: str
    result: str
    percent: str
    share: float | None
    complete: bool
    grade_before: str
    result_before: str
    share_before: float | None
    change: str


class LevelsBar(TemplateRecord):
    """The distribution of the items of an area or a criterion over the levels."""

    id: str
    code: str
    kind: str
    title: str
    distribution: Distribution


class BandMark(TemplateRecord):
    """The overall grade or that of an area on the scale of bands."""

    id: str
    code: str
    title: str
    percent: str
    verdict: str
    position: float
    borderline: bool
    complete: bool


class BandScale(TemplateRecord):
    """The scale of bands, worst first, and the grades on it."""

    steps: tuple[BandStep, ...]
    marks: tuple[BandMark, ...]


class CoverageBar(TemplateRecord):
    """The coverage of an area or a criterion."""

    id: str
    code: str
    kind: str
    title: str
    coverage: str
    percent: str
    share: float | None


class TrendPoint(TemplateRecord):
    """The overall grade or that of an area in one year."""

    year: str
    grade: str
    result: str
    percent: str
    word: str
    share: float | None
    complete: bool
    chained: str
    chained_share: float | None


class TrendLine(TemplateRecord):
    """The overall grade or that of an area over the years."""

    id: str
    code: str
    title: str
    points: tuple[TrendPoint, ...]
    change: str
    direction: str


class TrendYear(TemplateRecord):
    """A year of the trend, and the changes that started with it."""

    year: str
    framework_changed: bool
    bands_changed: bool


class TrendRecord(TemplateRecord):
    """The overall grade and the areas over the years."""

    years: tuple[TrendYear, ...]
    lines: tuple[TrendLine, ...]
    notes: tuple[str, ...]


class Charts(TemplateRecord):
    """The data of all charts; a chart without data is empty or None."""

    profile: tuple[ProfileBar, ...]
    levels: tuple[LevelsBar, ...]
    bands: BandScale | None
    coverage: tuple[CoverageBar, ...]
    trend: TrendRecord | None


class PlotKey(TemplateRecord):
    """An entry of a chart's legend: a small picture and its meaning."""

    picture: Markup
    text: str


class Plot(TemplateRecord):
    """The drawings of a chart: the axis above the rows, a picture for each row, and the legend.

    The rows are by id; the overall result has an empty id.
    """

    axis: Markup
    rows: Mapping[str, Markup]
    keys: tuple[PlotKey, ...]
