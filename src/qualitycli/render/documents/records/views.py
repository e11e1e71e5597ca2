"""The views of the documents: one frozen record for each kind, complete before rendering."""

from __future__ import annotations

from typing import Protocol

from qualitycli.comparing.diff import ItemClass
from qualitycli.render.documents.records.chart_marks import Charts, TrendRecord
from qualitycli.render.documents.records.content import (
    AnalysisRecord,
    AreaView,
    Change,
    Direction,
    Distribution,
    Figures,
    Head,
    ItemView,
    LeftOut,
    LowestArea,
    Ref,
    Survey,
    TargetRecord,
)
from qualitycli.render.documents.records.cycle import (
    ActivityRecord,
    CommissionRecord,
    DecisionRecord,
    ExamRecord,
    Fact,
    GoalRecord,
    MeasureRecord,
    MonitoringRecord,
    Person,
    Signer,
)
from qualitycli.render.documents.records.record import TemplateRecord


class DocumentView(Protocol):
    """A finished document: any record that has a template of its own."""

    @property
    def head(self) -> Head:
        """The head of the document."""


class SurveyOf(TemplateRecord):
    """A survey and the item that it rates."""

    ref: Ref
    grade: str
    result: str
    satisfied: str
    survey: Survey


class Answered(TemplateRecord):
    """A reader's question, and the answer in sentences."""

    question: str
    sentences: tuple[str, ...]


class SelfAssessment(TemplateRecord):
    """The report of the self-assessment: how are we doing, how do we know, what now."""

    head: Head
    basis: tuple[str, ...]
    purpose: str
    profile: tuple[Fact, ...]
    conclusion: str
    exams: tuple[ExamRecord, ...]
    answers: tuple[Answered, ...]
    figures: Figures
    change: Change | None
    areas: tuple[AreaView, ...]
    lowest: LowestArea | None
    distribution: Distribution
    targets: tuple[TargetRecord, ...]
    method: tuple[str, ...]
    analysis: AnalysisRecord
    surveys: tuple[SurveyOf, ...]
    information: tuple[ItemView, ...]
    left_out: tuple[LeftOut, ...]
    comparison: Comparison | None
    trend: TrendRecord | None
    robustness: tuple[str, ...]
    goals: tuple[GoalRecord, ...]
    measures: tuple[MeasureRecord, ...]
    measures_note: str
    monitoring: tuple[MonitoringRecord, ...]
    commissions: tuple[CommissionRecord, ...]
    signing: tuple[CommissionRecord, ...]
    quality_officer: Person | None
    decisions: tuple[DecisionRecord, ...]
    charts: Charts


class ProcessEntryRecord(TemplateRecord):
    """An entry of the source document; for a requirement, how the school meets it."""

    id: str
    mark: str
    text: str
    how: str
    evidence: tuple[str, ...]


class ProcessPoint(TemplateRecord):
    """A numbered point of the source document, or a paragraph without a number."""

    number: str
    text: str
    entries: tuple[ProcessEntryRecord, ...]


class ProcessPart(TemplateRecord):
    """A part of the source document."""

    number: str
    title: str
    points: tuple[ProcessPoint, ...]


class Measures(TemplateRecord):
    """The document „Мерки за повишаване качеството на образованието“, in its own layout."""

    head: Head
    approval: str
    parts: tuple[ProcessPart, ...]
    criteria_number: str
    areas: tuple[AreaView, ...]
    measures_number: str
    measures_title: str
    measures: tuple[MeasureRecord, ...]
    measures_note: str
    strategy: str
    policy: str
    rules: tuple[str, ...]
    goals: tuple[GoalRecord, ...]
    key_factors: tuple[str, ...]
    progress: tuple[str, ...]
    quality_officer: Person | None
    commissions: tuple[CommissionRecord, ...]
    decisions: tuple[DecisionRecord, ...]


class Plan(TemplateRecord):
    """The year's schedule, and the progress of the measures."""

    head: Head
    summary: tuple[str, ...]
    goals: tuple[GoalRecord, ...]
    activities: tuple[ActivityRecord, ...]
    planned: tuple[MeasureRecord, ...]
    corrective: tuple[MeasureRecord, ...]
    commissions: tuple[CommissionRecord, ...]
    decisions: tuple[DecisionRecord, ...]


class Summary(TemplateRecord):
    """Two pages for the public council and the parents."""

    head: Head
    answers: tuple[Answered, ...]
    figures: Figures
    change: Change | None
    areas: tuple[AreaView, ...]
    lowest: LowestArea | None
    analysis: AnalysisRecord
    surveys: tuple[SurveyOf, ...]
    exams: tuple[ExamRecord, ...]
    done: tuple[MeasureRecord, ...]
    late: tuple[MeasureRecord, ...]
    ahead: tuple[MeasureRecord, ...]
    more: str
    reading: tuple[str, ...]
    charts: Charts


class NodeChangeRecord(TemplateRecord):
    """The overall grade, an area or a criterion, in both years."""

    id: str
    kind: str
    rated_itself: bool
    number: str
    code: str
    title: str
    grade_before: str
    result_before: str
    percent_before: str
    word_before: str
    coverage_before: str
    grade_after: str
    result_after: str
    percent_after: str
    word_after: str
    coverage_after: str
    share_before: float | None
    share_after: float | None
    headline: str
    like_for_like: str
    percentage_points: str
    rest: str
    common: str
    direction: Direction
    sign: str
    scope: str


class ItemChangeRecord(TemplateRecord):
    """An item from either year, and its change."""

    id: str
    code: str
    text: str
    before: str
    after: str
    change: str
    direction: Direction
    sign: str
    replaced_by: str


class ItemGroup(TemplateRecord):
    """All items of one class of change."""

    item_class: ItemClass
    name: str
    count: str
    items: tuple[ItemChangeRecord, ...]


class Comparison(TemplateRecord):
    """Two years compared like for like: the items by class, and the meaning of the figures."""

    head: Head
    year_before: str
    year_after: str
    heading: str
    compares: bool
    sentences: tuple[str, ...]
    has_overall: bool
    overall: NodeChangeRecord
    nodes: tuple[NodeChangeRecord, ...]
    groups: tuple[ItemGroup, ...]
    information: tuple[ItemChangeRecord, ...]
    reading: tuple[str, ...]
    notes: tuple[str, ...]


class PrintedCard(TemplateRecord):
    """The card for the self-assessment, blank or filled."""

    head: Head
    blank: bool
    by_level: bool
    levels_only: bool
    instructions: tuple[str, ...]
    areas: tuple[AreaView, ...]
    commissions: tuple[CommissionRecord, ...]
    year_before: str


class Signatures(TemplateRecord):
    """The signature sheet of the people who have read the measures and the rules."""

    head: Head
    statement: str
    documents: tuple[str, ...]
    signers: tuple[Signer, ...]
    empty_rows: int
    note: str


class IndexEntry(TemplateRecord):
    """A document on the index page."""

    kind: str
    title: str
    about: str
    audience: str
    html: str
    markdown: str


class IndexYear(TemplateRecord):
    """A year on the index page."""

    year: str
    year_id: str
    verdict: str
    lowest: str
    illustrative: bool
    entries: tuple[IndexEntry, ...]


class Index(TemplateRecord):
    """The page that links all documents of a folder."""

    head: Head
    years: tuple[IndexYear, ...]
    trend: TrendRecord | None
