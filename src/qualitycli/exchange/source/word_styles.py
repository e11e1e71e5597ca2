"""The styles of a Word document: headings, and lists that a style numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from qualitycli.exchange.source.word_xml import Element, number, value, w

# Word saves the names of its own styles in English, whatever language it runs in.
_HEADING: Final = re.compile(r"(?:heading|заглавие) ([1-9])", re.IGNORECASE)
_BODY_TEXT: Final = 9
# Styles are followed to those that they are based on, this many times at most.
_MOST_STEPS: Final = 50


class ListPosition(NamedTuple):
    """The list that a paragraph belongs to, and its level there, from 0."""

    list_id: str
    level: int


class _Style(NamedTuple):
    name: str
    based_on: str | None
    properties: Element | None


class Styles:
    """The styles of paragraphs."""

    def __init__(self, styles: Element | None) -> None:
        self._styles: dict[str, _Style] = {}
        self._default: str | None = None
        self._headings: dict[str | None, int] = {}
        self._lists: dict[str | None, ListPosition | None] = {}
        for style in () if styles is None else styles.iter(w("style")):
            id_ = style.get(w("styleId")) or ""
            if style.get(w("type")) == "paragraph" and style.get(w("default")) in {"1", "true"}:
                self._default = id_
            name, based_on = value(style, "name") or "", value(style, "basedOn")
            self._styles[id_] = _Style(name, based_on, style.find(w("pPr")))

    def heading(self, properties: Element | None) -> int:
        """Return the level of a paragraph's heading, from 1; 0 for any other paragraph."""
        own = number(properties, "outlineLvl")
        if own is not None:
            return 0 if own >= _BODY_TEXT else own + 1
        id_ = value(properties, "pStyle")
        if id_ not in self._headings:
            self._headings[id_] = self._heading_of(id_)
        return self._headings[id_]

    def _heading_of(self, id_: str | None) -> int:
        for style in self._chain(id_):
            if (level := number(style.properties, "outlineLvl")) is not None:
                return 0 if level >= _BODY_TEXT else level + 1
            if found := _HEADING.fullmatch(style.name):
                return int(found[1])
        return 0

    def list_position(self, properties: Element | None) -> ListPosition | None:
        """Return the list of a paragraph's style; its level is 0 unless the style gives one."""
        return self.list_of(value(properties, "pStyle"))

    def list_of(self, id_: str | None) -> ListPosition | None:
        """Return the list of a style."""
        if id_ not in self._lists:
            self._lists[id_] = self._list_of(id_)
        return self._lists[id_]

    def _list_of(self, id_: str | None) -> ListPosition | None:
        level = None
        for style in self._chain(id_):
            level = number(style.properties, "numPr/ilvl") if level is None else level
            if (list_id := value(style.properties, "numPr/numId")) is not None:
                return ListPosition(list_id, level or 0)
        return None

    def names(self, id_: str | None) -> Iterator[str]:
        """Yield the ids of a style and of those that it is based on."""
        seen: set[str] = set()
        id_ = self._default if id_ not in self._styles else id_
        while id_ in self._styles and id_ not in seen and len(seen) < _MOST_STEPS:
            seen.add(id_)
            yield id_
            id_ = self._styles[id_].based_on

    def _chain(self, id_: str | None) -> Iterator[_Style]:
        return (self._styles[one] for one in self.names(id_))
