"""What a school adds to its documents: their adoption, its profile, conclusions and results."""

from __future__ import annotations

from collections.abc import Iterator

from qualitycli.messages import N_
from qualitycli.model import cycle as model
from qualitycli.model.assessment import Institution
from qualitycli.render.documents.context import ReportContext
from qualitycli.render.documents.records.cycle import ExamRecord, Fact
from qualitycli.render.documents.wording.words import Words, clean, decision_name
from qualitycli.render.institution_texts import PROFILE

# The documents that the director approves, by kind, with the key of their adoption.
ADOPTED = {"self-assessment": "report", "measures": "measures", "plan": "plan"}


def adoption_of(kind: str, context: ReportContext, words: Words) -> tuple[str, ...]:
    """Return by which decisions a document was adopted, approved and agreed, a sentence each."""
    return tuple(_adoption(kind, context, words))


def _adoption(kind: str, context: ReportContext, words: Words) -> Iterator[str]:
    stated = getattr(context.year.adoption, ADOPTED.get(kind, ""), None)
    adoption = model.Adoption() if stated is None else stated
    adopting = [adoption.adopted_by]
    if kind == "measures" and adoption.adopted_by is None:
        adopting = [one.adopted_by for one in context.year.measures]
    for text, found in (
        (N_("Adopted by the pedagogical council with {decision}."), adopting),
        (N_("Approved with {decision}."), [adoption.approved_by]),
        (N_("Agreed with the public council with {decision}."), [adoption.consented_by]),
    ):
        names = [decision_name(one, words) for one in context.year.decisions if one.id in found]
        if names:
            yield words(text, decision=words.listed(names))


def profile_of(context: ReportContext, words: Words) -> tuple[Fact, ...]:
    """Return the institution in figures; only those that the year states."""
    school = context.year.institution or Institution.model_construct()
    names = PROFILE.of(context.institution)
    return tuple(
        Fact(words(names[key]), str(value))
        for key, value in school.profile or ()
        if value is not None
    )


def conclusion_on(node_id: str, context: ReportContext) -> str:
    """Return the school's conclusion on an area or a criterion; empty if there is none."""
    report = context.year.report
    return clean(report.conclusions.get(node_id)) if report else ""


def exams_of(context: ReportContext) -> tuple[ExamRecord, ...]:
    """Return the results that parents ask for."""
    report = context.year.report
    exams = report.exams if report else ()
    return tuple(ExamRecord(clean(one.name), clean(one.result), clean(one.note)) for one in exams)
