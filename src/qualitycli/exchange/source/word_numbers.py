"""Word's automatic numbers, which are in no paragraph's text: ``1.2.``, ``IV.``, ``а)``."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from qualitycli.exchange.source.word_styles import ListPosition, Styles
from qualitycli.exchange.source.word_xml import Element, contents, is_on, number, value, w

BULLET: Final = "•"
# Word has nine levels.
_LEVELS: Final = 9
_MOST_IN_A_TEXT: Final = 255
_PLACEHOLDER: Final = re.compile("%([1-9])")
_ROMAN: Final = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    )
)
# Larger numbers are shown as digits.
_MOST_ROMAN: Final = 3999
_MOST_LETTERS: Final = 780
_LATIN: Final = "abcdefghijklmnopqrstuvwxyz"
# The letters that Word numbers with: without ё, й, ъ and ь.
_CYRILLIC: Final = "абвгдежзиклмнопрстуфхцчшщыэюя"


def roman(count: int) -> str:
    """Return a number in Roman numerals."""
    if not 0 < count <= _MOST_ROMAN:
        return str(count)
    digits = []
    for worth, letters in _ROMAN:
        times, count = divmod(count, worth)
        digits.append(letters * times)
    return "".join(digits)


def lettered(count: int, letters: str) -> str:
    """Return a number as letters: after the last one, Word doubles them (``aa``, ``bb``)."""
    if not 0 < count <= _MOST_LETTERS:
        return str(count)
    times, at = divmod(count - 1, len(letters))
    return letters[at] * (times + 1)


_FORMATS: Final[Mapping[str, Callable[[int], str]]] = {
    "decimalZero": lambda count: f"{count:02}",
    "upperRoman": roman,
    "lowerRoman": lambda count: roman(count).lower(),
    "upperLetter": lambda count: lettered(count, _LATIN).upper(),
    "lowerLetter": lambda count: lettered(count, _LATIN),
    "russianUpper": lambda count: lettered(count, _CYRILLIC).upper(),
    "russianLower": lambda count: lettered(count, _CYRILLIC),
    "none": lambda _: "",
}


@dataclass(frozen=True)
class _Level:
    """A level of a list.

    :ivar restart: the level, from 1, whose numbers start this one again; 0 for never.
    """

    start: int
    format: str
    text: str
    restart: int | None
    is_legal: bool
    style: str | None

    @classmethod
    def of(cls, element: Element) -> _Level:
        # The format may be a newer one, with an older one for other programs.
        formats = [one for one in contents(element) if one.tag == w("numFmt")]
        text = value(element, "lvlText")
        start = number(element, "start")
        return cls(
            start=0 if start is None else start,
            format=(formats[0].get(w("val")) or "decimal") if formats else "decimal",
            text="" if text is None else text[:_MOST_IN_A_TEXT],
            restart=number(element, "lvlRestart"),
            is_legal=is_on(element, "isLgl"),
            style=value(element, "pStyle"),
        )

    def shown(self, count: int) -> str:
        return _FORMATS.get(self.format, str)(count)


@dataclass(frozen=True)
class _List:
    """A list: lists of one definition count on together, except where one starts again.

    :ivar starts: the number at which this list starts again, by level.
    """

    definition: str
    levels: Mapping[int, _Level]
    starts: Mapping[int, int]


class Numbers:
    """Counts the automatic numbers of paragraphs, which must be asked for in order."""

    def __init__(self, numbering: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._definitions: dict[str, Element] = {}
        self._elements: dict[str, Element] = {}
        self._lists: dict[str, _List | None] = {}
        self._levels: dict[str, Mapping[int, _Level]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()
        for element in () if numbering is None else numbering:
            if element.tag == w("abstractNum"):
                self._definitions[element.get(w("abstractNumId")) or ""] = element
            elif element.tag == w("num"):
                self._elements[element.get(w("numId")) or ""] = element

    def next(self, properties: Element | None) -> str:
        """Return the number of the next paragraph; empty if it has none.

        :param properties: the properties of the paragraph.
        """
        position = self._position(properties)
        if position is None or (found := self._list(position.list_id)) is None:
            return ""
        level = found.levels.get(position.level)
        if level is None:
            return ""
        counts = self._count(found, position)
        if level.format == "bullet":
            return BULLET
        return _PLACEHOLDER.sub(
            lambda sign: self._shown(found, level, int(sign[1]) - 1, counts), level.text
        ).strip()

    def _position(self, properties: Element | None) -> ListPosition | None:
        list_id = value(properties, "numPr/numId")
        level = number(properties, "numPr/ilvl")
        of_style = self._styles.list_position(properties)
        if list_id is None:
            if of_style is None:
                return None
            if level is None:
                level = self._level_of_style(of_style, properties)
            list_id = of_style.list_id
        return ListPosition(list_id, level or 0)

    def _level_of_style(self, position: ListPosition, properties: Element | None) -> int:
        """Return the level that names the paragraph's style, else the one that the style gives."""
        found = self._list(position.list_id)
        for name in self._styles.names(value(properties, "pStyle")):
            for index, level in found.levels.items() if found else ():
                if level.style == name:
                    return index
        return position.level

    def _count(self, found: _List, position: ListPosition) -> Mapping[int, int]:
        counts = self._counts.setdefault(found.definition, {})
        at = position.level
        again = at in found.starts and (position.list_id, at) not in self._started
        self._started.add((position.list_id, at))
        if again:
            counts[at] = found.starts[at]
        else:
            counts[at] = counts[at] + 1 if at in counts else found.levels[at].start
        # The levels above count as used, even if no paragraph has them.
        for higher in range(at):
            if higher in found.levels and higher not in counts:
                counts[higher] = found.starts.get(higher, found.levels[higher].start)
        for deeper in [one for one in counts if one > at]:
            level = found.levels.get(deeper)
            restart = level.restart if level else None
            if restart is None or at < restart:
                del counts[deeper]
        return counts

    def _shown(self, found: _List, shower: _Level, at: int, counts: Mapping[int, int]) -> str:
        level, count = found.levels.get(at), counts.get(at)
        if level is None or count is None:
            return ""
        return str(count) if shower.is_legal else level.shown(count)

    def _list(self, list_id: str) -> _List | None:
        if list_id not in self._lists:
            self._lists[list_id] = self._read(list_id)
        return self._lists[list_id]

    def _read(self, list_id: str) -> _List | None:
        element = self._elements.get(list_id)
        name = value(element, "abstractNumId") or ""
        definition = self._definitions.get(name)
        if element is None or definition is None:
            return None
        if (style := value(definition, "numStyleLink")) is not None:
            # The definition is that of the list of another style, which may not refer back.
            other = self._styles.list_of(style)
            linked = self._elements.get(other.list_id) if other else None
            name = value(linked, "abstractNumId") or name
            definition = self._definitions.get(name, definition)
        if name not in self._levels:
            self._levels[name] = dict(_levels(definition))
        levels = dict(self._levels[name])
        starts: dict[int, int] = {}
        for override in element.iter(w("lvlOverride")):
            at = int(override.get(w("ilvl")) or 0)
            levels.update(_levels(override))
            if (start := number(override, "startOverride")) is not None:
                starts[at] = start
        return _List(name, levels, starts)


def _levels(parent: Element) -> list[tuple[int, _Level]]:
    found = ((int(one.get(w("ilvl")) or 0), one) for one in parent.iter(w("lvl")))
    return [(at, _Level.of(one)) for at, one in found if 0 <= at < _LEVELS]
