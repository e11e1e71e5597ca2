"""Where templates are found, and how a view becomes a document or a finding in a template."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, NamedTuple

from jinja2 import BaseLoader, Environment
from jinja2.exceptions import (
    SecurityError,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
)
from markupsafe import Markup

from qualitycli.diagnostics import Diagnostic, Place, Rule
from qualitycli.messages import N_, Message
from qualitycli.reading.files import read_file, real
from qualitycli.render.documents.meter import Meter, TooMuch
from qualitycli.render.documents.parts import TEMPLATE_VERSION
from qualitycli.render.documents.sandbox import NoText, Sandbox
from qualitycli.render.documents.views import View
from qualitycli.rules import templates as rules
from qualitycli.source import Source, Span

_NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]*(?:\.[a-z0-9]+)*\.(?:j2|css|svg)", re.ASCII)
# Jinja calls a view 'qualitycli.render.documents.views.Plan object'.
_OBJECT: Final = re.compile(r"'[\w.]*\.(\w+) object'")
_WORDS: Final = re.compile(r'\b_\("([^"\\]*)"\)')
_LARGEST: Final = 256 * 1024


@dataclass(frozen=True)
class TemplateFolder:
    """A folder with templates, and the project's folder that no link may lead out of.

    :ivar shown: what to call a file of the folder in messages.
    """

    path: Path
    root: Path
    shown: Callable[[Path], str] = str

    def file(self, name: str) -> Path | None:
        """Return the path of a template, if the folder has it inside the project."""
        path = self.path / name
        if _NAME.fullmatch(name) is None or not path.is_file():
            return None
        return path if real(path).is_relative_to(real(self.root)) else None


class Fault(NamedTuple):
    """What is wrong with a template, and its text."""

    found: Diagnostic
    source: Source | None


def template_name(kind: str, form: str) -> str:
    """Return the name of the template that makes a kind of document in a form."""
    return f"{kind}.{form}.j2"


def rendered(
    view: View,
    name: str,
    folders: Sequence[TemplateFolder],
    gettext: Callable[[str], str],
    own: Path | None = None,
    pictures: Mapping[str, Markup] | None = None,
) -> str | Fault:
    """Return the document that a template makes of a view, or what is wrong with the template.

    :param folders: where templates are looked for, the first first.
    :param gettext: translates what a template passes to ``_``.
    :param own: a template to use in place of the one called `name`.
    :param pictures: the charts of the view, by name.
    """
    shelf = _Shelf(folders, {name: own} if own is not None else {})
    meter = Meter()
    try:
        sandbox = Sandbox(shelf, markdown=name.endswith(".md.j2"), meter=meter)
        # A macro that is imported sees these too, and nothing else.
        sandbox.globals |= {"_": gettext, "head": view.head, "pictures": pictures or {}}
        template = sandbox.get_template(name)
        known = {"view": view, "template_version": TEMPLATE_VERSION}
        return _tidied("".join(template.generate(known)), markdown=name.endswith(".md.j2"))
    except _Unreadable as error:
        return Fault(error.found, None)
    except Exception as error:  # noqa: BLE001  (whatever a template does wrong is its own fault)
        return shelf.fault(error, name)


def _tidied(text: str, *, markdown: bool) -> str:
    """Return a document with one line end at its end and, in Markdown, no two empty lines."""
    if markdown:
        text = "\n".join(line.rstrip(" \t") for line in text.split("\n"))
        text = re.sub(r"\n{3,}", "\n\n", text)
    return text.strip("\n") + "\n"


def in_own_words(text: str, gettext: Callable[[str], str]) -> str:
    """Return a template whose words stand in the document's language, so that they can be changed.

    What is passed to ``_`` is put as it would be shown; passed again, it stays as it is.
    """
    return _WORDS.sub(lambda found: f'_("{gettext(found[1])}")', text)


class _Unreadable(Exception):  # noqa: N818  (carries a finding)
    """A template's file cannot be read."""

    def __init__(self, found: Diagnostic) -> None:
        super().__init__(found.rule.code)
        self.found = found


class _Shelf(BaseLoader):
    """Finds templates by name, and knows which file each was."""

    def __init__(self, folders: Sequence[TemplateFolder], own: Mapping[str, Path]) -> None:
        self._folders = folders
        self._own = own
        self._sources: dict[str, Source] = {}

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, None]:
        """Return the text of a template and its file.

        :raises TemplateNotFound: no folder has it.
        """
        path, shown = self._find(template)
        source = read_file(path, shown)
        if isinstance(source, Diagnostic):
            raise _Unreadable(source)
        self._sources[shown] = source
        if len(source.text) > _LARGEST:
            raise _Unreadable(_too_large(shown))
        return source.text, shown, None

    def _find(self, name: str) -> tuple[Path, str]:
        if name in self._own:
            return self._own[name], str(self._own[name])
        for folder in self._folders:
            if (path := folder.file(name)) is not None:
                return path, folder.shown(path)
        raise TemplateNotFound(name)

    def fault(self, error: Exception, name: str) -> Fault:
        """Return what an exception says is wrong, at the line of the template that it rose from."""
        shown, line = self._place_of(error)
        source = self._sources.get(shown or "")
        span = _line_of(source, line) if source is not None else Span(1, 1, 1, 1)
        place = Place(shown or name, span)
        if isinstance(error, TemplateNotFound):
            return Fault(rules.NOT_FOUND.at(place, name=error.name or ""), source)
        rule, reason = _told(error)
        return Fault(rule.at(place, reason=reason), source)

    def _place_of(self, error: Exception) -> tuple[str | None, int]:
        if isinstance(error, TemplateSyntaxError):
            return error.filename, error.lineno
        shown, line = None, 1
        trace: TracebackType | None = error.__traceback__
        while trace is not None:
            if (file := trace.tb_frame.f_code.co_filename) in self._sources:
                shown, line = file, trace.tb_lineno
            trace = trace.tb_next
        return shown, line


def _line_of(source: Source, line: int) -> Span:
    text = source.line(line).rstrip("\r\n") if line <= len(source.lines) else ""
    first = len(text) - len(text.lstrip()) + 1
    return Span(line, first, line, max(len(text.rstrip()) + 1, first + 1))


def _told(error: Exception) -> tuple[Rule, object]:
    if isinstance(error, TooMuch):
        return rules.TOO_MUCH, error.reason
    if isinstance(error, RecursionError | MemoryError):
        return rules.TOO_MUCH, Message(N_("it calls itself again and again"))
    if isinstance(error, OverflowError):
        return rules.TOO_MUCH, Message(N_("it takes too many steps"))
    if isinstance(error, SecurityError):
        return rules.NOT_ALLOWED, str(error)
    if isinstance(error, UndefinedError):
        return rules.UNKNOWN_NAME, _OBJECT.sub(r"\1", str(error))
    if isinstance(error, TemplateSyntaxError):
        return rules.SYNTAX, str(error.message)
    if isinstance(error, NoText):
        return rules.FAILED, Message(N_("{kind} is no text"), {"kind": str(error)})
    return rules.FAILED, f"{type(error).__name__}: {error}"


def _too_large(shown: str) -> Diagnostic:
    reason = Message(N_("its file is larger than {limit} KiB"), {"limit": _LARGEST // 1024})
    return rules.TOO_MUCH.at(Place(shown), reason=reason)
