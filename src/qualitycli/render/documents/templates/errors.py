"""Errors in templates, as plain data that can be passed between processes, and as findings.

They never name a type, a module or a value of the program; the messages of Python's own errors are
replaced.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import TracebackType, UnionType
from typing import Final, NamedTuple

from jinja2.exceptions import (
    SecurityError,
    TemplateNotFound,
    TemplateRuntimeError,
    TemplateSyntaxError,
    UndefinedError,
)

from qualitycli.diagnostics import Diagnostic, Place, Rule
from qualitycli.messages import N_, Message
from qualitycli.render.documents.templates.files import version_of
from qualitycli.render.documents.templates.filters import NotPrintableError
from qualitycli.render.documents.templates.own_process import (
    DIED,
    NOT_STARTED,
    TOO_LARGE,
    TOO_LONG,
    LimitError,
)
from qualitycli.render.documents.templates.sandbox import NOT_CALLABLE
from qualitycli.rules import templates as rules
from qualitycli.source import START, Source, Span

_RULES: Final = {
    one.code: one
    for one in (
        *(rules.SYNTAX, rules.UNKNOWN_NAME, rules.NOT_ALLOWED, rules.TOO_MUCH, rules.NOT_FOUND),
        rules.FAILED,
    )
}
OLD_VERSION: Final = N_(
    "docs/templates.md lists the names that a template can use; if version 1.0 of quality wrote "
    "this file, rename it, run “quality template eject” and copy your changes into the new file"
)
_TOO_DEEP: Final = N_("it calls itself endlessly or is nested too deeply")
_MEMORY: Final = N_("it uses too much memory")
_NUMBER: Final = N_("a number or a range is too large")
_BY_ZERO: Final = N_("it divides by zero")
_NOT_FITTING: Final = N_("this cannot be done with these values")
_OUR_WORDS: Final = frozenset(
    (
        *(_TOO_DEEP, _MEMORY, _NUMBER, _BY_ZERO, _NOT_FITTING, NOT_CALLABLE),
        *(TOO_LONG, TOO_LARGE, DIED, NOT_STARTED),
        *NotPrintableError.REASONS,
    )
)
# Python's errors in our own wording, and errors whose message only refers to the template.
_IN_OUR_WORDS: Final[tuple[tuple[type[Exception] | UnionType, Rule, str], ...]] = (
    (MemoryError, rules.TOO_MUCH, _MEMORY),
    (RecursionError | SyntaxError, rules.TOO_MUCH, _TOO_DEEP),
    (OverflowError, rules.TOO_MUCH, _NUMBER),
    (ZeroDivisionError, rules.FAILED, _BY_ZERO),
)
_IN_THEIR_WORDS: Final[tuple[tuple[type[Exception], Rule], ...]] = (
    (LimitError, rules.TOO_MUCH),
    (NotPrintableError, rules.FAILED),
    (SecurityError, rules.NOT_ALLOWED),
    (UndefinedError, rules.UNKNOWN_NAME),
    (TemplateRuntimeError, rules.FAILED),
)


class Failure(NamedTuple):
    """An error in a template.

    :ivar code: the code of the rule; empty if the file `name` could not be read.
    :ivar reason: one of our own messages, or a name or a text from Jinja.
    :ivar name: the template with the error; `line` is 0 if the line is unknown.
    """

    code: str
    reason: str
    name: str
    line: int = 0


class TemplateFault(NamedTuple):
    """The finding about a template, and the template's text."""

    found: Diagnostic
    source: Source | None


class UnreadableError(Exception):
    """The file of a template cannot be used; the argument is the template's name."""


def failure_of(error: Exception, name: str, known: Mapping[str, object]) -> Failure:
    """Return the failure for an exception, at the line of the template that raised it.

    :param known: the templates by name; the document is made from the template called `name`.
    """
    if isinstance(error, UnreadableError):
        return Failure("", "", str(error))
    rule, reason = _told(error)
    return Failure(rule.code, reason, *_place_of(error, name, known))


def fault_of(
    failure: Failure, known: Mapping[str, Source | Diagnostic], own: frozenset[str] = frozenset()
) -> TemplateFault:
    """Return the finding for a failure of a template.

    :param own: the names of the project's own templates, which may be of an earlier version.
    """
    template = known.get(failure.name)
    if isinstance(template, Diagnostic):
        return TemplateFault(template, None)
    span = _line_of(template, failure.line) if template and failure.line else START
    place = Place(template.name if template else failure.name, span)
    source = template if failure.line else None
    rule = _RULES.get(failure.code, rules.FAILED)
    if rule is rules.NOT_FOUND:
        return TemplateFault(rule.at(place, name=failure.reason), source)
    reason = Message(failure.reason) if failure.reason in _OUR_WORDS else failure.reason
    old = failure.name in own and template is not None and version_of(template.text) == 1
    if old and rule in (rules.UNKNOWN_NAME, rules.FAILED):
        return TemplateFault(rule.at(place, hint=Message(OLD_VERSION), reason=reason), source)
    return TemplateFault(rule.at(place, reason=reason), source)


def _place_of(error: Exception, name: str, known: Mapping[str, object]) -> tuple[str, int]:
    if isinstance(error, TemplateSyntaxError):
        return error.name or name, error.lineno
    found, line = name, 0
    trace: TracebackType | None = error.__traceback__
    while trace is not None:
        if (file := trace.tb_frame.f_code.co_filename) in known:
            found, line = file, trace.tb_lineno
        trace = trace.tb_next
    return found, line


def _line_of(source: Source, line: int) -> Span:
    text = source.line(line).rstrip("\r\n") if line <= len(source.lines) else ""
    first = len(text) - len(text.lstrip()) + 1
    return Span(line, first, line, max(len(text.rstrip()) + 1, first + 1))


def _told(error: Exception) -> tuple[Rule, str]:
    for kind, rule, reason in _IN_OUR_WORDS:
        if isinstance(error, kind):
            return rule, reason
    for kind, rule in _IN_THEIR_WORDS:
        if isinstance(error, kind):
            return rule, str(error)
    if isinstance(error, TemplateSyntaxError):
        return rules.SYNTAX, error.message or ""
    if isinstance(error, TemplateNotFound):
        return rules.NOT_FOUND, str(error.name or "")
    return rules.FAILED, _NOT_FITTING
