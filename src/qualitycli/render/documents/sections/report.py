"""What a school adds to its documents: their adoption, its profile, conclusions and results."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from qualitycli.messages import N_
from qualitycli.model import cycle as model
from qualitycli.model.assessment import Institution
from qualitycli.render.documents.context import ReportContext
from qualitycli.render.documents.records.cycle import ExamRecord, Fact
from qualitycli.render.documents.wording.words import Words, clean, decision_name
from qualitycli.render.institution_texts import PROFILE


class _Texts(NamedTuple):
    """How a document was adopted; in Bulgarian its name decides the gender and the number.

    :ivar key: the key of the year file.
    """

    key: str
    adopted: str
    approved: str
    consented: str


# The documents that the director approves, by kind.
_ADOPTED: Final = {
    "self-assessment": _Texts(
        "report",
        N_("The report was adopted by the pedagogical council with {decision}."),
        N_("The report was approved with {decision}."),
        N_("The report was agreed with the public council with {decision}."),
    ),
    "measures": _Texts(
        "measures",
        N_("The measures were adopted by the pedagogical council with {decision}."),
        N_("The measures were approved with {decision}."),
        N_("The measures were agreed with the public council with {decision}."),
    ),
    "plan": _Texts(
        "plan",
        N_("The plan was adopted by the pedagogical council with {decision}."),
        N_("The plan was approved with {decision}."),
        N_("The plan was agreed with the public council with {decision}."),
    ),
}


def is_approved(kind: str) -> bool:
    """Tell whether the director approves a kind of document."""
    return kind in _ADOPTED


def adoption_of(kind: str, context: ReportContext, words: Words) -> tuple[str, ...]:
    """Return by which decisions a document was adopted, approved and agreed, a sentence each."""
    return tuple(_adoption(kind, context, words))


def _adoption(kind: str, context: ReportContext, words: Words) -> Iterator[str]:
    if kind not in _ADOPTED:
        return
    texts = _ADOPTED[kind]
    stated = getattr(context.year.adoption, texts.key, None)
    adoption = model.Adoption.model_construct() if stated is None else stated
    singly = {one.adopted_by for one in context.year.measures} if kind == "measures" else set()
    whole = {adoption.adopted_by} if adoption.adopted_by else singly
    for text, found in (
        (texts.adopted, whole),
        (texts.approved, {adoption.approved_by}),
        (texts.consented, {adoption.consented_by}),
        (N_("Single measures were adopted with {decision}."), singly - whole),
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
