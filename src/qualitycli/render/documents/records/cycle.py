"""The quality cycle in the documents: measures, schedule, commissions, monitoring."""

from __future__ import annotations

from qualitycli.model.measure import MeasureKind, Status
from qualitycli.render.documents.records.content import Ref
from qualitycli.render.documents.records.record import TemplateRecord
from qualitycli.tracking.dates import Timing


class MeasureRecord(TemplateRecord):
    """A measure, with its purpose and its result."""

    id: str
    number: str
    kind: MeasureKind
    kind_name: str
    action: str
    serves: tuple[Ref, ...]
    responsible: str
    deadline: str
    carried_out: str
    resources: str
    indicator: str
    baseline: str
    target: str
    result: str
    gauge: str
    status: Status
    status_name: str
    timing: Timing
    timing_note: str
    decided: tuple[str, ...]
    proposed: str
    approved: str
    adopted: str
    continues: str
    evidence: tuple[str, ...]
    note: str


class ActivityRecord(TemplateRecord):
    """An entry of the year's schedule."""

    id: str
    number: str
    activity: str
    serves: tuple[Ref, ...]
    responsible: str
    period: str
    done_on: str
    timing: Timing
    timing_name: str
    note: str


class GoalRecord(TemplateRecord):
    """A goal of the year."""

    id: str
    number: str
    text: str
    refs: tuple[Ref, ...]
    indicator: str
    baseline: str
    target: str
    result: str
    gauge: str


class Person(TemplateRecord):
    """A member of a commission, or an external participant."""

    name: str
    position: str
    role: str
    period: str


class CommissionRecord(TemplateRecord):
    """A commission and its members."""

    name: str
    order: str
    task: str
    term: str
    members: tuple[Person, ...]
    external: tuple[Person, ...]


class RecommendationRecord(TemplateRecord):
    """A recommendation of a monitoring, and the measures for it."""

    id: str
    number: str
    text: str
    measures: tuple[Ref, ...]


class FindingRecord(TemplateRecord):
    """A finding of a monitoring, and the conclusion from it."""

    text: str
    refs: tuple[Ref, ...]
    conclusion: str
    recommendations: tuple[RecommendationRecord, ...]


class MonitoringRecord(TemplateRecord):
    """A monitoring of the year."""

    kind_name: str
    date: str
    by: str
    scope: str
    findings: tuple[FindingRecord, ...]


class DecisionRecord(TemplateRecord):
    """A protocol of the pedagogical council, or an order of the director."""

    id: str
    name: str
    by: str
    text: str


class Fact(TemplateRecord):
    """A figure about the institution: “Pupils: 403”."""

    name: str
    value: str


class ExamRecord(TemplateRecord):
    """A result that parents ask for, such as that of the national external assessment."""

    name: str
    result: str
    note: str


class Signer(TemplateRecord):
    """A person who has to read the measures and the rules."""

    number: str
    name: str
    position: str
    date: str
