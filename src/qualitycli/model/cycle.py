"""The quality cycle of a year: goals, measures, the schedule, monitoring and decisions.

What the source's parts I–IV ask of a school, as the keys of a year file. Everything may be left
out; what is named by an id (a goal, an entry of the calendar, a recommendation, a measure, a
decision) can be linked to, as can every node and every entry of the process in the catalogue.
"""

from typing import Annotated, Any, Literal

from qualitycli.model.fields import Day, Model, NodeId, PreparedBy, Texts, filled_only
from qualitycli.model.measure import Gauge, Measure, OneOrMore, Period

MonitoringKind = Literal["internal", "external", "support"]
DecisionKind = Literal["protocol", "order"]


class Strategy(Model):
    """The strategy for the development of the school, which policy and goals follow.

    :ivar link: where it is published or kept.
    :ivar adopted_by: id of a decision.
    """

    title: str
    link: str | None = None
    adopted_by: str | None = None


class Goal(Model):
    """A goal of the year.

    :ivar items: ids of the nodes of the framework that it is about.
    """

    id: NodeId
    text: str
    items: Texts = ()
    indicator: Gauge | None = None


class QualityOfficer(Model):
    """The person whom the director put in charge of quality."""

    name: str
    position: str | None = None
    order: str | None = None
    date: Day | None = None


class Member(Period):
    """A member of a commission, for a part of the year or all of it."""

    name: str
    position: str | None = None
    role: str | None = None


class ExternalSpecialist(Period):
    """Somebody from outside the school who takes part in a commission."""

    name: str
    organisation: str | None = None


class Commission(Model):
    """A commission, as the director's order sets it up."""

    name: str
    order: str | None = None
    date: Day | None = None
    task: str | None = None
    term: Period | None = None
    members: tuple[Member, ...] = ()
    external: tuple[ExternalSpecialist, ...] = ()


class Amendment(Model):
    """A change of the rules."""

    version: str
    date: Day | None = None
    text: str | None = None
    adopted_by: str | None = None


class Rules(Model):
    """The rules for applying the quality system.

    :ivar part_of: the document of the school that they are a part of.
    :ivar adopted_by: id of a decision.
    """

    version: str
    part_of: str | None = None
    link: str | None = None
    in_force_from: Day | None = None
    adopted_by: str | None = None
    amendments: tuple[Amendment, ...] = ()


class Activity(Period):
    """An entry of the year's schedule.

    :ivar serves: ids of the steps, duties or requirements that it carries out.
    """

    id: NodeId
    activity: str
    serves: OneOrMore = ()
    responsible: OneOrMore = ()
    done_on: Day | None = None
    note: str | None = None


class Point(Model):
    """A strength, a weakness, an opportunity or a risk, and the nodes that it is seen in."""

    text: str
    items: Texts = ()

    @classmethod
    def prepared(cls, data: Any) -> Any:
        """Take a text for the point's text."""
        return super().prepared({"text": data} if isinstance(data, str) else data)


class Analysis(Model):
    """Strengths, weaknesses, opportunities and risks."""

    strengths: tuple[Point, ...] = ()
    weaknesses: tuple[Point, ...] = ()
    opportunities: tuple[Point, ...] = ()
    risks: tuple[Point, ...] = ()


class Recommendation(Model):
    """What a monitoring recommends; a measure takes it up by serving its id."""

    id: NodeId
    text: str


class MonitoringFinding(Model):
    """A finding of monitoring, the conclusion and the recommendations."""

    text: str
    items: Texts = ()
    conclusion: str | None = None
    recommendations: tuple[Recommendation, ...] = ()


class Monitoring(Model):
    """A monitoring from within or from outside the school, or methodical support."""

    kind: MonitoringKind
    date: Day | None = None
    by: OneOrMore = ()
    scope: str | None = None
    serves: OneOrMore = ()
    findings: tuple[MonitoringFinding, ...] = ()


class Fulfilment(Model):
    """How a minimum requirement is met, and the evidence."""

    how: str
    evidence: Texts = ()


class ProgressNotice(Model):
    """How pupils' individual progress is shown: never the data themselves.

    :ivar what: the progress that is reported.
    :ivar kept_in: where the data are.
    """

    what: str
    by: OneOrMore = ()
    when: str | None = None
    to: OneOrMore = ()
    kept_in: str | None = None


class Decision(Model):
    """A decision: a protocol of the pedagogical council, or an order of the director."""

    id: NodeId
    kind: DecisionKind
    number: str
    date: Day
    by: str | None = None
    text: str


class Adoption(Model):
    """The decisions by which a document was adopted, each by its id.

    :ivar adopted_by: the protocol of the pedagogical council.
    :ivar approved_by: the order of the director.
    :ivar consented_by: the protocol of the public council.
    """

    adopted_by: str | None = None
    approved_by: str | None = None
    consented_by: str | None = None


class Adoptions(Model):
    """How the documents of the year were adopted."""

    measures: Adoption | None = None
    plan: Adoption | None = None
    report: Adoption | None = None


class ExamResult(Model):
    """A result that parents ask for, such as that of the national external assessment.

    :ivar result: as people write it, with its unit.
    """

    name: str
    result: str
    note: str | None = None


class Report(Model):
    """What the commission writes in the report in its own words.

    :ivar basis: the acts and documents that the self-assessment is based on.
    :ivar conclusions: by the id of an area or a criterion.
    """

    basis: OneOrMore = ()
    purpose: str | None = None
    conclusion: str | None = None
    conclusions: Annotated[dict[str, str], PreparedBy(filled_only)] = {}
    exams: tuple[ExamResult, ...] = ()


class Acquainted(Model):
    """A person who is to know the measures and the rules; with a date once they have signed."""

    name: str
    position: str | None = None
    date: Day | None = None


class Cycle(Model):
    """The parts of a year file other than the ratings.

    :ivar requirements: by the id of an entry of the process.
    """

    strategy: Strategy | None = None
    policy: str | None = None
    goals: tuple[Goal, ...] = ()
    key_factors: tuple[Point, ...] = ()
    quality_officer: QualityOfficer | None = None
    commissions: tuple[Commission, ...] = ()
    rules: Rules | None = None
    calendar: tuple[Activity, ...] = ()
    analysis: Analysis | None = None
    monitoring: tuple[Monitoring, ...] = ()
    measures: tuple[Measure, ...] = ()
    requirements: Annotated[dict[str, Fulfilment], PreparedBy(filled_only)] = {}
    progress: tuple[ProgressNotice, ...] = ()
    decisions: tuple[Decision, ...] = ()
    adoption: Adoptions | None = None
    report: Report | None = None
    acquainted: tuple[Acquainted, ...] = ()
