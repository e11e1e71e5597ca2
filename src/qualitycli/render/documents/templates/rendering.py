"""Render a view to a document, or return a finding about a template.

Built-in templates run in this process. If one of them needs a template of the project, the document
is made in a separate process with limits (:mod:`.own_process`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Final, NamedTuple

from jinja2 import BaseLoader, Environment
from jinja2.exceptions import TemplateNotFound
from markupsafe import Markup

from qualitycli.diagnostics import Diagnostic
from qualitycli.render.documents.neighbours import Neighbours
from qualitycli.render.documents.records.chart_marks import Plot
from qualitycli.render.documents.records.content import TEMPLATE_VERSION
from qualitycli.render.documents.records.record import TemplateRecord
from qualitycli.render.documents.records.views import DocumentView
from qualitycli.render.documents.templates.errors import (
    Failure,
    TemplateFault,
    UnreadableError,
    failure_of,
    fault_of,
)
from qualitycli.render.documents.templates.files import Library
from qualitycli.render.documents.templates.own_process import (
    LIMITS,
    TOO_LARGE,
    LimitError,
    Limits,
    run_apart,
)
from qualitycli.render.documents.templates.sandbox import Sandbox
from qualitycli.render.inline_script import asset, hash_of
from qualitycli.rules import templates as rules

_WORDS: Final = re.compile(r'\b_\("([^"\\]*)"\)')


class DocumentSource(NamedTuple):
    """The data and the template of a document.

    :ivar view: the document.
    :ivar name: the name of the template.
    :ivar language: the language of the words that the template looks up.
    :ivar plots: the drawings of the charts of the view, by name.
    :ivar neighbours: what the document may link to.
    """

    view: DocumentView
    name: str
    library: Library
    language: str
    plots: Mapping[str, Plot] = {}
    neighbours: Neighbours = Neighbours()
    limits: Limits = LIMITS


def template_name(kind: str, form: str) -> str:
    """Return the name of the template for a kind of document in a format."""
    return f"{kind}.{form}.j2"


def in_own_words(text: str, gettext: Callable[[str], str]) -> str:
    """Return a template with its texts in the document's language, for editing.

    The texts passed to ``_`` are replaced by their translations, which ``_`` then leaves unchanged.
    """
    return _WORDS.sub(lambda found: f'_("{gettext(found[1])}")', text)


def rendered(source: DocumentSource) -> str | TemplateFault:
    """Return the document, or the failure of the template."""
    try:
        made = _document(source, allowed=frozenset())
    except _OwnTemplateError:
        made = _made_apart(source)
    return (
        made if isinstance(made, str) else fault_of(made, source.library.found, source.library.own)
    )


def _made_apart(source: DocumentSource) -> str | Failure:
    try:
        answer = json.loads(run_apart(_answer, source, source.limits))
    except LimitError as error:
        return Failure(rules.TOO_MUCH.code, str(error), source.name)
    return answer if isinstance(answer, str) else Failure(*answer)


def _answer(source: DocumentSource) -> bytes:
    """Return the document, or the failure of the template, as JSON."""
    made = _document(source, allowed=source.library.own)
    answer = json.dumps(made, ensure_ascii=False).encode("utf-8", "surrogatepass")
    if len(answer) > source.limits.output:
        failure = Failure(rules.TOO_MUCH.code, TOO_LARGE, source.name)
        return json.dumps(failure).encode()
    return answer


def _document(source: DocumentSource, *, allowed: frozenset[str]) -> str | Failure:
    """Return the document, or the failure of the template.

    :param allowed: the names of the project's own templates that may run.
    :raises _OwnTemplateError: the document needs another template of the project.
    """
    view, name = source.view, source.name
    markdown = name.endswith(".md.j2")
    loader = _Loader(source.library, allowed)
    try:
        sandbox = Sandbox(loader, source.language, markdown=markdown)
        # Imported macros see these as well, but nothing else.
        sandbox.globals |= _globals(source)
        template = sandbox.get_template(name)
        known = {"view": view, "template_version": TEMPLATE_VERSION}
        return _tidied("".join(template.generate(known)), markdown=markdown)
    except _OwnTemplateError:
        raise
    except Exception as error:  # noqa: BLE001  (any error is the template's fault)
        return failure_of(error, name, source.library.found)


def _globals(source: DocumentSource) -> dict[str, object]:
    near = source.neighbours
    return {
        "head": source.view.head,
        "plots": source.plots,
        # What templates of version 1 placed; `plots` replaced it.
        "pictures": {},
        "links": near.links,
        "nearby": near.documents,
        "index": near.index,
        "script": _script(),
    }


class Script(TemplateRecord):
    """The script of a page, and the hash by which the page's policy allows it."""

    text: Markup
    hash: str


@cache
def _script() -> Script:
    text = asset("qualitycli.render.documents", "narrow.js")
    return Script(Markup(text), hash_of(text))


def _tidied(text: str, *, markdown: bool) -> str:
    """Return a document with one newline at its end and, in Markdown, single empty lines."""
    if markdown:
        text = "\n".join(line.rstrip(" \t") for line in text.split("\n"))
        text = re.sub(r"\n{3,}", "\n\n", text)
    return text.strip("\n") + "\n"


class _OwnTemplateError(Exception):
    """A template of the project is needed, but this process has no limits."""


class _Loader(BaseLoader):
    """Loads the templates of a library for Jinja."""

    def __init__(self, library: Library, allowed: frozenset[str]) -> None:
        self._library = library
        self._allowed = allowed

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, None]:
        """Return the text of a template, with the template's name as its file name.

        :raises TemplateNotFound: the library does not have the template.
        """
        if not isinstance(template, str):  # as `{% extends view %}` would have it
            raise TypeError
        if template in self._library.own - self._allowed:
            raise _OwnTemplateError(template)
        found = self._library.found.get(template)
        if found is None:
            raise TemplateNotFound(template)
        if isinstance(found, Diagnostic):
            raise UnreadableError(template)
        return found.text, template, None
