"""Builders of the documents' views: one module for each kind, with the same name."""

from __future__ import annotations

from importlib import import_module

from qualitycli.messages import Translator
from qualitycli.render.documents.context import ReportContext
from qualitycli.render.documents.kinds import DocumentKind
from qualitycli.render.documents.records.views import DocumentView
from qualitycli.render.documents.wording.words import Words


def view_of(kind: DocumentKind, context: ReportContext, translate: Translator) -> DocumentView:
    """Return the view of a kind of document.

    :param translate: the translator for the framework's language.
    """
    module = import_module(f"{__name__}.{kind.name.replace('-', '_')}")
    view: DocumentView = module.view_of(context, Words(translate))
    return view
