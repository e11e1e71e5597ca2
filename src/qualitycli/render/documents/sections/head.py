"""The head of every document."""

from __future__ import annotations

from qualitycli.messages import N_
from qualitycli.model.assessment import Institution, InstitutionKind
from qualitycli.model.period_texts import HEADING
from qualitycli.model.periods import is_school_year
from qualitycli.render import institution_texts as texts
from qualitycli.render.documents.context import ReportContext
from qualitycli.render.documents.kinds import KINDS, DocumentKind
from qualitycli.render.documents.records.content import (
    TEMPLATE_VERSION,
    Head,
    InstitutionWording,
    ScaleLevel,
)
from qualitycli.render.documents.sections.report import (
    adoption_of,
    is_approved,
    is_draft,
    order_to_fill_in,
)
from qualitycli.render.documents.wording.figures import bands_of
from qualitycli.render.documents.wording.words import Words, clean
from qualitycli.render.nodes import example_notice
from qualitycli.render.results import result_heading


def head_of(kind: str, context: ReportContext, words: Words) -> Head:
    """Return the head of a kind of document."""
    year, framework = context.year, context.catalogue.framework
    school = year.institution or Institution.model_construct()
    approved = framework.approved
    heading = result_heading(context.catalogue)
    return Head(
        title=title_of(KINDS[kind], context, words),
        year=words.year(year.year),
        year_id=year.year,
        year_heading=words(HEADING.of(year.year)),
        school=clean(school.name),
        town=clean(school.town),
        director=clean(school.director),
        contact=tuple(map(clean, school.contact)) if school.contact else (),
        to_approve=is_approved(kind),
        draft=is_draft(kind, context),
        order=order_to_fill_in(kind, context, words),
        adoption=adoption_of(kind, context, words),
        framework_id=framework.id,
        catalogue=clean(framework.title),
        edition=clean(year.framework.edition),
        institution=clean(framework.institution),
        approved=words.order(clean(approved.order), approved.date) if approved else "",
        framework=_framework(context, words),
        date=words.day(context.day),
        date_iso=context.day.isoformat() if context.day else "",
        date_note=""
        if context.stated or context.day is None
        else words(N_("the latest date in the data")),
        illustrative=year.illustrative,
        illustrative_note=example_notice(words, context.institution) if year.illustrative else "",
        language=framework.language,
        bands=bands_of(context, words),
        scale=tuple(ScaleLevel(str(one.value), clean(one.name)) for one in context.scale.levels),
        method=context.catalogue.method,
        graded=bool(context.grades),
        has_overall=context.score.has_overall,
        result_heading=words(heading) if heading else "",
        wording=_wording(context.institution, words),
        generator=context.generator,
        template_version=TEMPLATE_VERSION,
    )


def _framework(context: ReportContext, words: Words) -> str:
    """Return the framework with its edition, whose it is, and the order that approved it."""
    framework = context.catalogue.framework
    text = words(
        N_("{title}, edition {edition}"),
        title=framework.title,
        edition=context.year.framework.edition,
    )
    details = [clean(framework.institution)]
    if (approved := framework.approved) is not None:
        order = words.order(clean(approved.order), approved.date)
        details.append(words(N_("approved with {order}"), order=order))
    told = "; ".join(filter(None, details))
    return f"{text} ({told})" if told else text


def _wording(kind: InstitutionKind, words: Words) -> InstitutionWording:
    return InstitutionWording(
        institution=words(texts.HEADING.of(kind)),
        according=texts.about(texts.ACCORDING, kind, words),
        strengths=texts.about(texts.STRENGTHS, kind, words),
        weaknesses=texts.about(texts.WEAKNESSES, kind, words),
        met=texts.about(texts.MET, kind, words),
        progress=words(texts.PROGRESS.of(kind)),
    )


def about_of(kind: DocumentKind, context: ReportContext, words: Words) -> str:
    """Return the description of a kind of document for the index page."""
    if kind.name == "self-assessment" and not context.grades:
        return words(
            N_("For the director and the pedagogical council: all results and their sources.")
        )
    return words(kind.about)


def title_of(kind: DocumentKind, context: ReportContext, words: Words) -> str:
    """Return the title of a kind of document for a year."""
    compared = (context.year.year, context.year_before or context.year.year)
    if kind.name == "comparison" and not all(map(is_school_year, compared)):
        return words(N_("Comparison of two periods"))
    if kind.name == "summary":
        return words(texts.SUMMARY_TITLE.of(context.institution))
    return words(kind.title)
