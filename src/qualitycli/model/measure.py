"""An improvement measure: its action, owner, dates and status."""

from typing import Annotated, Any, Final, Literal

from pydantic import Field

from qualitycli.messages import N_
from qualitycli.model.fields import AssessedPeriod, Day, Model, NodeId, PreparedBy, Texts
from qualitycli.model.framework import Approval

MeasureKind = Literal["planned", "corrective"]
Status = Literal["proposed", "approved", "planned", "started", "done", "dropped"]

STATUS_WORDS: Final[dict[Status, str]] = {
    "proposed": N_("proposed"),
    "approved": N_("approved"),
    "planned": N_("planned"),
    "started": N_("started"),
    "done": N_("done"),
    "dropped": N_("dropped"),
}


def one_or_more(value: Any) -> Any:
    """Take a text for a list of that one text: most things have one owner."""
    return [value] if isinstance(value, str) else value


OneOrMore = Annotated[Texts, PreparedBy(one_or_more)]


class Period(Model):
    """A stretch of days, both ends inclusive and either open."""

    begins: Day | None = Field(None, alias="from")
    ends: Day | None = Field(None, alias="to")


# Constructed, not validated: for this alone pydantic would make a validator of its own.
_OPEN: Final = Period.model_construct()


class Gauge(Model):
    """What shows whether a goal was reached or a measure helped.

    :ivar text: the thing counted or observed; `baseline`, `target` and `result` are its values,
        written as people write them: ``33 %``, ``9 от 24 урока``.
    """

    text: str
    baseline: str | None = None
    target: str | None = None
    result: str | None = None


class Proposal(Model):
    """Who proposed a corrective measure to the director, and when."""

    by: str | None = None
    date: Day | None = None


class Origin(Model):
    """The measure of an earlier year that is carried on."""

    year: AssessedPeriod
    id: NodeId


class Measure(Model):
    """A measure for improvement.

    :ivar serves: ids of what it is for: a goal, a node, an entry of the schedule, a
        recommendation, a requirement.
    :ivar approved: by which order of the director a corrective measure was approved.
    :ivar adopted_by: id of the decision by which the pedagogical council adopted it.
    :ivar planned: when it is to be carried out, and `actual`: when it was.
    :ivar stated: its status, where the file states one.
    """

    id: NodeId
    kind: MeasureKind = "planned"
    action: str
    serves: OneOrMore = ()
    responsible: OneOrMore = ()
    planned: Period = _OPEN
    actual: Period = _OPEN
    resources: str | None = None
    indicator: Gauge | None = None
    stated: Status | None = Field(None, alias="status")
    proposed: Proposal | None = None
    approved: Approval | None = None
    adopted_by: str | None = None
    continues: Origin | None = None
    evidence: Texts = ()
    note: str | None = None

    @property
    def status(self) -> Status:
        """The status in the file; otherwise derived from the approval and the actual dates."""
        if self.stated is not None:
            return self.stated
        if self.actual.ends is not None:
            return "done"
        if self.actual.begins is not None:
            return "started"
        if self.kind == "planned":
            return "planned"
        return "proposed" if self.approved is None else "approved"

    @property
    def awaits_approval(self) -> bool:
        """Whether it is a corrective one that the director has yet to approve."""
        return self.kind == "corrective" and self.approved is None and self.is_open

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self.status not in ("done", "dropped")
