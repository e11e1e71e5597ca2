"""The views of the documents: one frozen record for each kind, complete before a template runs."""

from __future__ import annotations

from typing import Protocol

from qualitycli.comparing.diff import ItemClass
from qualitycli.render.documents.records.charts import Charts, Trend
from qualitycli.render.documents.records.cycle import (
    Activity,
    Commission,
    Decision,
    Goal,
    Measure,
    Monitoring,
    Person,
    Signer,
)
from qualitycli.render.documents.records.parts import (
    Analysis,
    AreaView,
    Change,
    Direction,
    Distribution,
    Figures,
    Head,
    LeftOut,
    LowestArea,
    Ref,
    Survey,
    Target,
)
from qualitycli.render.documents.records.record import Record


class View(Protocol):
    """A finished document; every record that fills a template of its own is one."""

    @property
    def head(self) -> Head:
        """What stands at its top."""


class SurveyOf(Record):
    """A survey beside the item that it is the answer to."""

    ref: Ref
    grade: str
    survey: Survey


class Answered(Record):
    """A question that a reader has, and the answer in sentences."""

    question: str
    sentences: tuple[str, ...]


class SelfAssessment(Record):
    """The report of the self-assessment: how are we doing, how do we know, what now."""

    head: Head
    answers: tuple[Answered, ...]
    figures: Figures
    change: Change | None
    areas: tuple[AreaView, ...]
    lowest: LowestArea | None
    distribution: Distribution
    targets: tuple[Target, ...]
    method: tuple[str, ...]
    analysis: Analysis
    surveys: tuple[SurveyOf, ...]
    left_out: tuple[LeftOut, ...]
    comparison: Comparison | None
    trend: Trend | None
    robustness: tuple[str, ...]
    goals: tuple[Goal, ...]
    measures: tuple[Measure, ...]
    measures_note: str
    monitoring: tuple[Monitoring, ...]
    commissions: tuple[Commission, ...]
    quality_officer: Person | None
    decisions: tuple[Decision, ...]
    charts: Charts


class ProcessEntry(Record):
    """A tick or a letter of the paper; where it asks for something, how the school meets it."""

    id: str
    mark: str
    text: str
    how: str
    evidence: tuple[str, ...]


class ProcessPoint(Record):
    """A numbered point of the paper, or a paragraph without a number."""

    number: str
    text: str
    entries: tuple[ProcessEntry, ...]


class ProcessPart(Record):
    """A part of the paper."""

    number: str
    title: str
    points: tuple[ProcessPoint, ...]


class Measures(Record):
    """The paper „Мерки за повишаване качеството на образованието“, in its own layout."""

    head: Head
    approval: str
    parts: tuple[ProcessPart, ...]
    criteria_number: str
    areas: tuple[AreaView, ...]
    measures_number: str
    measures_title: str
    measures: tuple[Measure, ...]
    measures_note: str
    strategy: str
    policy: str
    rules: tuple[str, ...]
    goals: tuple[Goal, ...]
    key_factors: tuple[str, ...]
    progress: tuple[str, ...]
    quality_officer: Person | None
    commissions: tuple[Commission, ...]
    decisions: tuple[Decision, ...]


class Plan(Record):
    """The year's schedule, and how far the measures have come."""

    head: Head
    summary: tuple[str, ...]
    goals: tuple[Goal, ...]
    activities: tuple[Activity, ...]
    planned: tuple[Measure, ...]
    corrective: tuple[Measure, ...]
    commissions: tuple[Commission, ...]
    decisions: tuple[Decision, ...]


class Summary(Record):
    """Two pages for the public council and the parents."""

    head: Head
    answers: tuple[Answered, ...]
    figures: Figures
    change: Change | None
    areas: tuple[AreaView, ...]
    lowest: LowestArea | None
    analysis: Analysis
    surveys: tuple[SurveyOf, ...]
    done: tuple[Measure, ...]
    ahead: tuple[Measure, ...]
    more: str
    reading: tuple[str, ...]
    charts: Charts


class NodeChange(Record):
    """The whole, an area or a criterion in both years."""

    id: str
    kind: str
    number: str
    title: str
    grade_before: str
    word_before: str
    coverage_before: str
    grade_after: str
    word_after: str
    coverage_after: str
    share_before: float | None
    share_after: float | None
    headline: str
    like_for_like: str
    rest: str
    common: str
    direction: Direction
    sign: str


class ItemChange(Record):
    """An item of either year, and what became of it."""

    id: str
    text: str
    before: str
    after: str
    change: str
    direction: Direction
    sign: str
    replaced_by: str


class ItemGroup(Record):
    """All items of one class of change."""

    item_class: ItemClass
    name: str
    count: str
    items: tuple[ItemChange, ...]


class Comparison(Record):
    """Two years, like for like: the items of every class, and what the figures mean."""

    head: Head
    year_before: str
    year_after: str
    heading: str
    sentences: tuple[str, ...]
    overall: NodeChange
    nodes: tuple[NodeChange, ...]
    groups: tuple[ItemGroup, ...]
    reading: tuple[str, ...]
    notes: tuple[str, ...]


class PrintedCard(Record):
    """The card for the self-assessment, blank or filled."""

    head: Head
    blank: bool
    instructions: tuple[str, ...]
    areas: tuple[AreaView, ...]
    commissions: tuple[Commission, ...]
    year_before: str


class Signatures(Record):
    """The sheet of signatures of those who know the measures and the rules."""

    head: Head
    statement: str
    documents: tuple[str, ...]
    signers: tuple[Signer, ...]
    empty_rows: int
    note: str


class IndexEntry(Record):
    """A document on the index page."""

    kind: str
    title: str
    about: str
    html: str
    markdown: str


class IndexYear(Record):
    """A year on the index page."""

    year: str
    year_id: str
    verdict: str
    lowest: str
    illustrative: bool
    entries: tuple[IndexEntry, ...]


class Index(Record):
    """The page that links all documents of a folder."""

    head: Head
    years: tuple[IndexYear, ...]
    trend: Trend | None
