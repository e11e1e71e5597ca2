"""Findings for texts that a “#” cuts short, where the model expects text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from qualitycli.diagnostics import Diagnostic, Findings, Place
from qualitycli.messages import N_, Message
from qualitycli.model.assessment import REASONS
from qualitycli.model.fields import Model
from qualitycli.model.routes import is_text, takes_words
from qualitycli.reading.hashes import Cut, fitting_quotes
from qualitycli.rules import reading as rules
from qualitycli.rules import shape
from qualitycli.source import MappingSite, Places, Route, SequenceSite, Site, Source, Span

# The findings for a key without a value.
_OF_WHAT_IS_LEFT: Final = (shape.MISSING_KEY, shape.EMPTY_LIST)
_COMMENT_AFTER: Final = re.compile(r"(?P<key>[^\s:]+): +(?P<rest>#.*\S)")
_REASONS: Final = tuple((reason,) for reason in REASONS)

_IN_QUOTES: Final = N_("“{rest}” is read as a comment: put it in {quotes}")


class LostText(NamedTuple):
    """A text that a “#” cuts short, where the model expects text.

    :ivar route: of the text; of the list, if the text is an entry of which nothing is left.
    :ivar remedy: the hint for other findings that it causes.
    """

    cut: Cut
    route: Route
    finding: Diagnostic
    remedy: Message

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left of the text."""
        return self.cut.is_empty


def lost_texts(
    found: Sequence[Cut], places: Places, source: Source, model: type[Model]
) -> Iterator[LostText]:
    """Yield the texts that are cut short, where the model expects text."""
    sites = _Sites(places) if found else None
    for cut in found:
        assert sites is not None
        route, column = sites.of(cut.scalar)
        if cut.is_below:
            # The continuation of a text is indented further than its key. Below an empty key,
            # somebody may have commented out a list or entries.
            words = is_text(model, route) if cut.is_empty else takes_words(model, route)
            is_lost = words and column is not None and cut.column > column + 1
        else:
            is_lost = cut.is_empty or takes_words(model, route)
        if is_lost:
            yield _lost(cut, route, source, model)


def _lost(cut: Cut, route: Route, source: Source, model: type[Model]) -> LostText:
    line, column = cut.line, cut.column
    rest = source.line(line)[column - 1 :].rstrip()
    start = cut.scalar.start_mark.index
    args = {"rest": rest, "quotes": fitting_quotes(source.text[start : cut.offset] + rest)}
    if not takes_words(model, route):
        hint = N_("for a value, delete the “#”; for a comment, put a space after the “#”")
    elif cut.is_numbered and rest[1:].lstrip()[:1].isdecimal():
        # It is reported with a space after “#” as well, so that is not suggested.
        hint = N_("put the whole text in {quotes}")
    else:
        hint = N_("put the whole text in {quotes}; for a comment, put a space after the “#”")
    place = Place(source.name, Span(line, column, line, column + len(rest)))
    finding = rules.CUT_AT_HASH.at(place, hint=Message(hint, args), rest=rest)
    return LostText(cut, route, finding, Message(_IN_QUOTES, args))


class _Sites:
    """The routes of the texts of a file, by their offsets."""

    def __init__(self, places: Places) -> None:
        self._texts: dict[int, tuple[Route, int]] = {}
        self._lists: list[tuple[int, Route]] = []
        if places.root is not None:
            self._add(places.root, (), 0)

    def of(self, scalar: Any) -> tuple[Route, int | None]:
        """Return the route of a text, and the column of its mapping or list, from 0.

        An empty entry of a list has no place of its own, so the route is that of the list and the
        column is None.
        """
        start = scalar.start_mark.index
        if start in self._texts:
            return self._texts[start]
        index = bisect_right(self._lists, start, key=lambda one: one[0]) - 1
        return (self._lists[index][1] if index >= 0 else ()), None

    def _add(self, site: Site, route: Route, column: int) -> None:
        if isinstance(site, MappingSite):
            for key, (_, inner) in site.entries.items():
                self._add(inner, (*route, key), site.start_mark.column)
        elif isinstance(site, SequenceSite):
            self._lists.append((site.start_mark.index, route))
            for number, inner in enumerate(site.entries):
                self._add(inner, (*route, number), site.start_mark.column)
        else:
            self._texts[site.start_mark.index] = (route, column)


def naming_cause(
    found: Findings,
    lost: Sequence[LostText],
    keys: Mapping[Span, LostText],
    source: Source,
) -> tuple[Findings, Iterator[Diagnostic]]:
    """Return the findings, those caused by a “#” with a hint about it, and the remaining ones.

    If a “#” leaves nothing of a value, its key is reported as missing or its list as empty.

    :param keys: the lost texts of which nothing is left, by the place of their key.
    :returns: `found`, and the findings of `lost` that no other finding covers.
    """
    told: set[Span] = set()

    def naming(one: Diagnostic) -> Diagnostic:
        cause = keys.get(one.place.span) if one.rule in _OF_WHAT_IS_LEFT else None
        if cause is None or one.args["key"] != cause.route[-1]:
            return _comment_after(one, source)
        told.add(cause.finding.place.span)
        return one._replace(hint=cause.remedy)

    named = found.changed(naming)
    untold = (one for one in lost if one.finding.place.span not in told and not _is_reason(one))
    return named, (one.finding for one in untold)


def _comment_after(one: Diagnostic, source: Source) -> Diagnostic:
    """Return the finding of a missing key, with a hint about the comment after that key.

    “# ” starts a comment and is not reported by itself. If the value is missing, the comment may
    have been meant as the value.
    """
    span = one.place.span
    comment = _COMMENT_AFTER.match(source.line(span.line), span.column - 1)
    if one.rule is not shape.MISSING_KEY or comment is None or comment["key"] != one.args["key"]:
        return one
    args = {"rest": comment["rest"], "quotes": fitting_quotes(comment["rest"])}
    return one._replace(hint=Message(_IN_QUOTES, args))


def _is_reason(one: LostText) -> bool:
    """Tell whether the check of reasons reports the text."""
    route = one.route
    return one.is_empty and route[:1] == ("ratings",) and route[2:] in _REASONS
