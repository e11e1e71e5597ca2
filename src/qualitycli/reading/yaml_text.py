"""Parse YAML text into values with places, in one pass over the parser's events.

Every scalar stays the text in the file; the field that it is read into decides its type. Anchors,
aliases, tags and merge keys are rejected. The depth is limited on the events, because the C
composer would crash the interpreter on deep nesting.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from yaml.error import MarkedYAMLError, YAMLError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from qualitycli.diagnostics import Diagnostic, Findings, Place, Related, Rule
from qualitycli.messages import N_, Message
from qualitycli.reading import syntax
from qualitycli.reading.colons import glued_key, missing_space
from qualitycli.reading.escapes import surrogate_escape_in
from qualitycli.reading.hashes import Cut, cuts, cutting, naming_comment
from qualitycli.reading.indentation import has_strange_beginnings, strange_indentation
from qualitycli.reading.pure_parser import PureParser
from qualitycli.reading.separators import has_separator, without_separators
from qualitycli.rules import reading as rules
from qualitycli.source import MappingSite, Places, SequenceSite, Site, Source, span_of

try:
    from yaml._yaml import CParser
except ImportError:  # PyYAML without libyaml: same values, several times slower.
    # The stubs assume libyaml.
    CParser = PureParser  # type: ignore[assignment, misc]  # unlike the stubs

Parser: Final[type[Any]] = CParser

MOST_NESTED: Final = 32
# About fifty times the values of a large school's year.
MOST_VALUES: Final = 200_000
# A school's file has about 50,000 characters; the slow parser needs a second for five times that.
_MOST_TO_EXPLAIN: Final = 250_000
_HEAD_WITH_COMMENT: Final = re.compile("[|>][-+0-9]*#")
_GLUED_COLON: Final = re.compile(r"\s*(:)[,?\[\]{}]")

Value = dict[str, Any] | list[Any] | str


class Document(NamedTuple):
    """A text with its values, their places, and the findings about its keys.

    A document is never changed: faulty values are removed from copies, and an edit makes a new
    document.

    :ivar values: None if the text could not be read; `found` says why.
    :ivar cuts: the values that a “#” cuts short; the model decides for which of them that is a
        fault.
    """

    source: Source
    values: Mapping[str, Any] | None
    places: Places
    found: Findings
    cuts: tuple[Cut, ...] = ()


class RefusedTextError(Exception):
    """The text is rejected; the finding says why."""

    def __init__(self, finding: Diagnostic) -> None:
        super().__init__(finding)
        self.finding = finding


class UncertainTextError(Exception):
    """The two parsers read this construct differently; the pure-Python one decides.

    It rejects the construct, perhaps with a better explanation than the finding of this error.
    """

    def __init__(self, finding: Diagnostic) -> None:
        super().__init__(finding)
        self.finding = finding


def read_text(source: Source, parser: type[Any] = Parser) -> Document:
    """Return the values and places of `source`, which has to be one mapping.

    The two parsers fail on invalid YAML in different places. So rejected text is parsed again by
    the pure-Python one, and an installation without libyaml reports the same.

    :param parser: PyYAML's C parser, or its pure-Python one.
    """
    plain, separators = without_separators(source)
    document = _read_plain(plain, parser)
    if not separators:
        return document
    found = separators
    if document.values is not None:
        # Other findings on a line with a separator are consequences of it.
        found += document.found.only(lambda one: not has_separator(source, one.place.span.line))
    return document._replace(source=source, found=found)


def _read_plain(source: Source, parser: type[Any]) -> Document:
    explainable = len(source.text) <= _MOST_TO_EXPLAIN
    try:
        document = _read(source, parser)
    except UncertainTextError as doubtful:
        if not explainable:
            return Document(source, None, Places(None), Findings([doubtful.finding]))
        return _read(source, PureParser)
    if document.values is None and explainable and parser is not PureParser:
        explained = _read(source, PureParser)
        return explained if explained.values is None else document
    return document


def _read(source: Source, parser: type[Any]) -> Document:
    reader = _Reader(source, parser)
    try:
        root, site = reader.document()
        reader.check_spaces()
    except RefusedTextError as refusal:
        return Document(source, None, Places(None), Findings([refusal.finding]))
    except YAMLError as error:
        finding = _explain(error, source, reader.scalars)
        return Document(source, None, Places(None), Findings([finding]))
    return Document(source, root, Places(site), reader.found, tuple(reader.cuts()))


def _explain(error: YAMLError, source: Source, scalars: list[ScalarEvent]) -> Diagnostic:
    found = syntax.control_character(source)
    if found is None and isinstance(error, MarkedYAMLError):
        until = error.problem_mark or error.context_mark
        found = syntax.stray_tab(source, scalars, until=until) or strange_indentation(
            source, scalars, syntax.given_up_at(error)
        )
        if found is None and until is not None:
            found = naming_comment(syntax.explain(error, source), source, until.line + 1)
    return found or rules.SYNTAX.at(Place(source.name))


class _Reader:
    """One pass over the events of one text."""

    def __init__(self, source: Source, parser: type[Any]) -> None:
        self.source = source
        self.found = Findings()
        self.scalars: list[ScalarEvent] = []
        self._has_tabs = "\t" in source.text
        self._has_strange_beginnings = has_strange_beginnings(source.text)
        self._has_cuts = bool(cutting(source.text))
        self._keeps_scalars = self._has_tabs or self._has_strange_beginnings or self._has_cuts
        self._parser = parser
        self._depth = 0
        self._left = MOST_VALUES
        self._in_brackets = 0
        self._trusted = parser is PureParser

    def document(self) -> tuple[dict[str, Any], Site]:
        """Return the one mapping of the text, and its site."""
        if finding := syntax.before_parsing(self.source):
            raise RefusedTextError(finding)
        self._next = self._parser(self.source.text).get_event
        self._next()  # the start of the stream
        event = self._next()
        if type(event) is StreamEndEvent:
            raise RefusedTextError(rules.EMPTY_FILE.at(Place(self.source.name)))
        self._refuse_directives(event)
        event = self._next()
        if type(event) is not MappingStartEvent:
            self._refuse_root(event)
        self._check_properties(event)
        value, site = self._mapping(event)
        self._next()  # the end of the document
        event = self._next()
        if type(event) is not StreamEndEvent:
            raise self._refusal(rules.SECOND_DOCUMENT, event)
        return value, site

    def check_spaces(self) -> None:
        """Reject tabs, which only the C parser accepts, and characters that look like spaces."""
        if self._has_tabs and (finding := syntax.stray_tab(self.source, self.scalars)):
            raise RefusedTextError(finding)
        if self._has_strange_beginnings:
            end = len(self.source.text)
            if finding := strange_indentation(self.source, self.scalars, end):
                raise RefusedTextError(finding)

    def cuts(self) -> Iterator[Cut]:
        """Yield the values that a “#” cuts short."""
        return cuts(self.source.text, self.scalars) if self._has_cuts else iter(())

    def _mapping(self, start: MappingStartEvent) -> tuple[dict[str, Any], MappingSite]:
        self._enter(start)
        values: dict[str, Any] = {}
        site = MappingSite(start.start_mark, start.end_mark, bool(start.flow_style))
        entries = site.entries
        follow = self._next
        value: Value
        value_site: Site
        while type(named := follow()) is not MappingEndEvent:
            self._left -= 1
            if self._left < 0:
                raise self._refusal(rules.TOO_MANY_VALUES, named, limit=MOST_VALUES)
            if type(named) is not ScalarEvent or not named.value:
                self._refuse_key(named)
            key = self._text(named, is_key=True)
            if self._in_brackets:
                self._check_around_key(named)
            if type(event := follow()) is ScalarEvent:  # the usual case, inlined for speed
                value, value_site = self._text(event), event
            else:
                value, value_site = self._collection(event)
            if key in values:
                self._duplicate(key, named, entries[key][0])
            else:
                values[key] = value
                entries[key] = (named, value_site)
        site.end_mark = named.end_mark
        self._leave(start)
        return values, site

    def _sequence(self, start: SequenceStartEvent) -> tuple[list[Any], SequenceSite]:
        self._enter(start)
        values: list[Any] = []
        site = SequenceSite(start.start_mark, start.end_mark, bool(start.flow_style))
        follow = self._next
        value: Value
        value_site: Site
        while type(event := follow()) is not SequenceEndEvent:
            self._left -= 1
            if self._left < 0:
                raise self._refusal(rules.TOO_MANY_VALUES, event, limit=MOST_VALUES)
            if type(event) is ScalarEvent:
                value, value_site = self._text(event), event
            else:
                value, value_site = self._collection(event)
            if value == "":  # empty entries are skipped
                continue
            values.append(value)
            site.entries.append(value_site)
        site.end_mark = event.end_mark
        self._leave(start)
        return values, site

    def _collection(self, event: Any) -> tuple[Value, Site]:
        self._check_properties(event)
        return self._mapping(event) if type(event) is MappingStartEvent else self._sequence(event)

    def _text(self, event: Any, *, is_key: bool = False) -> str:
        if event.anchor is not None or event.tag is not None:
            self._check_properties(event)
        if self._keeps_scalars:
            self.scalars.append(event)
        style = event.style
        text: str = event.value
        if not style:
            if is_key and text == "<<":
                raise self._refusal(rules.MERGE_KEY, event)
            if self._in_brackets and "?" in text and not self._trusted:
                raise self._doubtful(self.source.text.index("?", event.start_mark.index))
        elif style in "|>":
            if found := _HEAD_WITH_COMMENT.match(self.source.text, event.start_mark.index):
                raise self._doubtful(found.end() - 1)
            return text.rstrip("\r\n")
        elif style == '"' and self._trusted:
            self._check_surrogates(event)
        return text

    def _doubtful(self, offset: int) -> UncertainTextError:
        place = Place(self.source.name, self.source.span_at(offset))
        return UncertainTextError(
            rules.RESERVED_CHARACTER.at(place, character=self.source.text[offset])
        )

    def _check_surrogates(self, event: Any) -> None:
        """Reject surrogate escapes, as the C parser does."""
        found = surrogate_escape_in(self.source, event.value, event.start_mark.index)
        if found is not None:
            raise RefusedTextError(found)

    def _enter(self, event: Any) -> None:
        self._depth += 1
        if self._depth > MOST_NESTED:
            raise self._refusal(rules.TOO_DEEP, event, limit=MOST_NESTED)
        self._in_brackets += bool(event.flow_style)

    def _leave(self, start: Any) -> None:
        self._depth -= 1
        self._in_brackets -= bool(start.flow_style)

    def _check_properties(self, event: Any) -> None:
        """Reject an alias, an anchor or a tag."""
        if type(event) is AliasEvent:
            raise self._refusal(rules.ALIAS, event, name=f"*{event.anchor}")
        if event.anchor is not None:
            raise self._refusal(rules.ANCHOR, event, name=f"&{event.anchor}")
        if event.tag is not None:
            raise self._refusal(rules.TAG, event, name=_shown_tag(event.tag))

    def _check_around_key(self, key: Any) -> None:
        """Reject `?` or a colon without a space in brackets; the parsers read them differently."""
        text = self.source.text
        if text.startswith("?", key.start_mark.index - 1):
            raise self._refusal(rules.RESERVED_CHARACTER, key, character="?")
        if key.style:
            return
        if glued := _GLUED_COLON.match(text, key.end_mark.index):
            place = Place(self.source.name, self.source.span_at(glued.start(1)))
            raise RefusedTextError(rules.INNER_COLON.at(place))
        if (name := glued_key(key.value)) is not None:
            mark = key.start_mark
            raise RefusedTextError(
                missing_space(key.value, name, self.source.name, mark.line + 1, mark.column + 1)
            )

    def _refuse_directives(self, event: DocumentStartEvent) -> None:
        if event.version or event.tags:
            raise self._refusal(rules.DIRECTIVE, event, name="%")

    def _refuse_root(self, event: Any) -> None:
        self._check_properties(event)
        if type(event) is ScalarEvent and not event.value and not event.style:
            raise RefusedTextError(rules.EMPTY_FILE.at(Place(self.source.name)))
        start = span_of(event)
        place = Place(
            self.source.name, start._replace(end_line=start.line, end_column=start.column + 1)
        )
        raise RefusedTextError(rules.NO_KEYS.at(place))

    def _refuse_key(self, event: Any) -> None:
        self._check_properties(event)
        raise self._refusal(rules.INVALID_KEY, event)

    def _refusal(self, rule: Rule, event: Any, **args: Any) -> RefusedTextError:
        return RefusedTextError(rule.at(Place(self.source.name, span_of(event)), **args))

    def _duplicate(self, key: str, event: Any, first: Any) -> None:
        name = self.source.name
        span = span_of(first)
        related = Related(Place(name, span), Message(N_("first used here")))
        self.found.append(
            rules.DUPLICATE_KEY.at(
                Place(name, span_of(event)), key=key, line=span.line, related=[related]
            )
        )


def _shown_tag(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!") if tag.startswith("tag:yaml.org,2002:") else tag
