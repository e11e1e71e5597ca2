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
from qualitycli.scoring.spread import spread_of


class _Texts(NamedTuple):
    """How a document was adopted; in Bulgarian its name decides the gender and the number.

    :ivar key: the key of the year file.
    :ivar to_adopt: a line to fill in by hand as long as no decision is stated.
    """

    key: str
    to_adopt: str
    adopted: str
    approved: str
    consented: str


# The documents that the director approves, by kind.
_ADOPTED: Final = {
    "self-assessment": _Texts(
        "report",
        N_("Report adopted by the pedagogical council with Protocol No ………… of ………………"),
        N_("The report was adopted by the pedagogical council with {decision}."),
        N_("The report was approved with {decision}."),
        N_("The report was agreed with the public council with {decision}."),
    ),
    "measures": _Texts(
        "measures",
        N_("Measures adopted by the pedagogical council with Protocol No ………… of ………………"),
        N_("The measures were adopted by the pedagogical council with {decision}."),
        N_("The measures were approved with {decision}."),
        N_("The measures were agreed with the public council with {decision}."),
    ),
    "plan": _Texts(
        "plan",
        N_("Plan adopted by the pedagogical council with Protocol No ………… of ………………"),
        N_("The plan was adopted by the pedagogical council with {decision}."),
        N_("The plan was approved with {decision}."),
        N_("The plan was agreed with the public council with {decision}."),
    ),
}


def is_approved(kind: str) -> bool:
    """Tell whether the director approves a kind of document."""
    return kind in _ADOPTED


def is_draft(kind: str, context: ReportContext) -> bool:
    """Tell whether a document to approve is a draft.

    That is a report with items that are not rated yet, or measures or a plan without entries; never
    one that was adopted.
    """
    if kind not in _ADOPTED or _stated(kind, context).adopted_by:
        return False
    if kind == "self-assessment":
        return bool(spread_of(context.score.overall, context.scale).left_out.get("not_rated"))
    entries = context.year.calendar if kind == "plan" else ()
    return not (context.year.measures or entries)


def order_to_fill_in(kind: str, context: ReportContext, words: Words) -> str:
    """Return the line for the number of the order that approves a document, unless it is stated."""
    if not is_approved(kind) or _stated(kind, context).approved_by:
        return ""
    return words(N_("Order No ………… of ………………"))


def adoption_of(kind: str, context: ReportContext, words: Words) -> tuple[str, ...]:
    """Return by which decisions a document was adopted, approved and agreed, a sentence each.

    As long as it is not adopted, a line to fill in comes first.
    """
    return tuple(_adoption(kind, context, words))


def _adoption(kind: str, context: ReportContext, words: Words) -> Iterator[str]:
    if kind not in _ADOPTED:
        return
    texts = _ADOPTED[kind]
    adoption = _stated(kind, context)
    singly = {one.adopted_by for one in context.year.measures} if kind == "measures" else set()
    whole = {adoption.adopted_by} if adoption.adopted_by else singly
    if not whole and not is_draft(kind, context):
        yield words(texts.to_adopt)
    for text, found in (
        (texts.adopted, whole),
        (texts.approved, {adoption.approved_by}),
        (texts.consented, {adoption.consented_by}),
        (N_("Single measures were adopted with {decision}."), singly - whole),
    ):
        names = [decision_name(one, words) for one in context.year.decisions if one.id in found]
        if names:
            yield words(text, decision=words.listed(names))


def _stated(kind: str, context: ReportContext) -> model.Adoption:
    """Return the decisions about a document that the director approves, as the year states them."""
    stated = getattr(context.year.adoption, _ADOPTED[kind].key, None)
    return model.Adoption.model_construct() if stated is None else stated


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
