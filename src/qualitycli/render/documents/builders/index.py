"""The page that links the documents of a folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from qualitycli.messages import N_, Translator
from qualitycli.model.periods import period_order
from qualitycli.render.documents.context import ReportContext
from qualitycli.render.documents.kinds import DocumentKind
from qualitycli.render.documents.records.views import Index, IndexEntry, IndexYear
from qualitycli.render.documents.sections.chart_data import trend_of
from qualitycli.render.documents.sections.head import about_of, head_of, title_of
from qualitycli.render.documents.wording.node_summary import lowest_area_of
from qualitycli.render.documents.wording.results import verdict_in_full
from qualitycli.render.documents.wording.words import Words


class LinkedDocument(NamedTuple):
    """A document of a year.

    :ivar files: the paths of its files, relative to the folder of the index, by format.
    """

    kind: DocumentKind
    files: Mapping[str, str]
    blank: bool = False


class ListedYear(NamedTuple):
    """A year and its documents."""

    context: ReportContext
    documents: tuple[LinkedDocument, ...]


def index_of(listed: Sequence[ListedYear], translate: Translator) -> Index:
    """Return the index of the years' documents, the newest first."""
    words = Words(translate)
    years = sorted(listed, key=lambda one: period_order(one.context.score.year), reverse=True)
    newest = years[0].context
    head = head_of("self-assessment", newest, words)
    return Index(
        head=head.replaced(title=words(N_("Quality of education: documents"))),
        years=tuple(_year(one, words) for one in years),
        trend=trend_of(newest, words),
    )


def _year(listed: ListedYear, words: Words) -> IndexYear:
    context = listed.context
    lowest = lowest_area_of(context, words)
    return IndexYear(
        year=words.year(context.score.year),
        year_id=context.score.year,
        verdict=verdict_in_full(context.score.overall, context.scale, words)
        if context.score.has_overall
        else "",
        lowest=lowest.sentence if lowest else "",
        illustrative=context.score.illustrative,
        entries=tuple(entry_of(one, context, words) for one in listed.documents),
    )


def entry_of(one: LinkedDocument, context: ReportContext, words: Words) -> IndexEntry:
    """Return a document with its title, its description and the addresses of its files."""
    blank = words(one.kind.blank_title) if one.blank else ""
    return IndexEntry(
        kind=one.kind.name,
        title=blank or title_of(one.kind, context, words),
        about=about_of(one.kind, context, words),
        audience=words(N_("for the website") if one.kind.public else N_("internal")),
        html=one.files.get("html", ""),
        markdown=one.files.get("md", ""),
    )
