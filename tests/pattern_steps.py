"""Count the steps of a backtracking matcher over a text: the same on every machine.

Python does not count its steps, so this matcher follows Python's parse of a pattern. It supports
the features that our patterns use.
"""

from __future__ import annotations

import re
import sys
import warnings
from collections.abc import Callable, Iterator
from re import _constants as sre  # type: ignore[attr-defined]  # private; used only in tests
from re import _parser as parser  # type: ignore[attr-defined]  # likewise
from typing import Any, Final

Go = Callable[[int], bool]
_CATEGORIES: Final[dict[Any, Callable[[str], bool]]] = {
    sre.CATEGORY_DIGIT: str.isdigit,
    sre.CATEGORY_NOT_DIGIT: lambda sign: not sign.isdigit(),
    sre.CATEGORY_SPACE: str.isspace,
    sre.CATEGORY_NOT_SPACE: lambda sign: not sign.isspace(),
    sre.CATEGORY_WORD: lambda sign: sign.isalnum() or sign == "_",
    sre.CATEGORY_NOT_WORD: lambda sign: not (sign.isalnum() or sign == "_"),
}
_SINGLE: Final = (sre.LITERAL, sre.NOT_LITERAL, sre.ANY, sre.IN)


class Matcher:
    """Follows one pattern and counts its steps. Back-references are not supported; we use none."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # as JavaScript writes in its classes
            self._parsed = list(parser.parse(pattern, flags))
        self._lines = bool(flags & re.MULTILINE)
        self._text = ""
        self._groups: dict[int, str] = {}
        self._singles = list(_singles_in(self._parsed))
        self._firsts: dict[tuple[bool, ...], str] = {}
        self._alike: dict[str, str] = {}
        self.steps = 0

    def alike(self, text: str) -> str:
        """Return a text that takes the same steps, and is the same for all such texts.

        Each sign is replaced by the first one that the pattern does not distinguish from it. If the
        pattern refers to groups, it distinguishes all signs.
        """
        if any(op is sre.GROUPREF for op, _ in self._singles):
            return text
        for sign in set(text) - self._alike.keys():
            self._alike[sign] = self._firsts.setdefault(self._kind(sign), sign)
        return "".join(map(self._alike.__getitem__, text))

    def _kind(self, sign: str) -> tuple[bool, ...]:
        fits = (_fits(op, value, sign) for op, value in self._singles)
        return (sign == "\n", _CATEGORIES[sre.CATEGORY_WORD](sign), *fits)

    def over(self, text: str, *, anywhere: bool) -> int:
        """Return the steps of a search for the pattern at the start of a text, or anywhere."""
        self._text, self.steps = text, 0
        limit = sys.getrecursionlimit()
        sys.setrecursionlimit(50_000)
        try:
            for start in range(len(text) + 1 if anywhere else 1):
                if self._match(self._parsed, 0, start, lambda _: True):
                    break
        finally:
            sys.setrecursionlimit(limit)
        return self.steps

    def _match(self, nodes: Any, index: int, at: int, go: Go) -> bool:
        self.steps += 1
        if index == len(nodes):
            return go(at)
        op, value = nodes[index]

        def following(end: int) -> bool:
            return self._match(nodes, index + 1, end, go)

        if op in _SINGLE:
            return self._fits(op, value, at) and following(at + 1)
        if op is sre.AT:
            return self._is_at(value, at) and following(at)
        if op is sre.SUBPATTERN:
            return self._match(list(value[3]), 0, at, self._kept(value[0], at, following))
        if op is sre.GROUPREF:
            said = self._groups[value]
            self.steps += len(said)
            return self._text.startswith(said, at) and following(at + len(said))
        if op is sre.BRANCH:
            return any(self._match(list(one), 0, at, following) for one in value[1])
        if op in (sre.ASSERT, sre.ASSERT_NOT):
            return self._is_asserted(value, at) == (op is sre.ASSERT) and following(at)
        return self._repeat(op, value, at, following)

    def _is_asserted(self, value: Any, at: int) -> bool:
        direction, inner = value
        start = at if direction > 0 else at - inner.getwidth()[0]
        return start >= 0 and self._match(list(inner), 0, start, lambda _: True)

    def _kept(self, group: int | None, start: int, following: Go) -> Go:
        """Return a continuation that stores the text of a group, for later conditions."""

        def ended(end: int) -> bool:
            if group is not None:
                self._groups[group] = self._text[start:end]
            return following(end)

        return ended

    def _first_end(self, inner: Any, at: int) -> int | None:
        """Return the end of the first possible match; None if there is none."""
        ends: list[int] = []

        def ended(end: int) -> bool:
            ends.append(end)
            return True

        return ends[0] if self._match(list(inner), 0, at, ended) else None

    def _repeat(self, op: Any, value: Any, at: int, following: Go) -> bool:
        if op is sre.ATOMIC_GROUP:
            end = self._first_end(value, at)
            return end is not None and following(end)
        low, high, inner = value
        nodes = list(inner)
        if len(nodes) == 1 and nodes[0][0] in _SINGLE:
            return self._repeat_single(op, (low, high, *nodes[0]), at, following)
        if op is sre.POSSESSIVE_REPEAT:
            count = 0
            while count < high and (end := self._first_end(inner, at)) not in (None, at):
                assert end is not None
                at, count = end, count + 1
            return count >= low and following(at)

        def turn(count: int, here: int) -> bool:
            def more() -> bool:
                return count < high and self._match(
                    nodes, 0, here, lambda end: end > here and turn(count + 1, end)
                )

            if count < low:
                return more()
            if op is sre.MIN_REPEAT:
                return following(here) or more()
            return more() or following(here)

        return turn(0, at)

    def _repeat_single(self, op: Any, value: Any, at: int, following: Go) -> bool:
        low, high, single, inner = value
        most = at
        while most - at < high and self._fits(single, inner, most):
            most += 1
        ends = range(most, at + low - 1, -1)
        if op is sre.POSSESSIVE_REPEAT:
            ends = ends[:1]
        return any(map(following, reversed(ends) if op is sre.MIN_REPEAT else ends))

    def _fits(self, op: Any, value: Any, at: int) -> bool:
        self.steps += 1
        if at >= len(self._text):
            return False
        return _fits(op, value, self._text[at])

    def _is_at(self, where: Any, at: int) -> bool:
        text = self._text
        if where in (sre.AT_BEGINNING, sre.AT_BEGINNING_STRING):
            return at == 0 or (self._lines and text[at - 1] == "\n")
        if where is sre.AT_END:
            ends = at == len(text) or (at == len(text) - 1 and text[at] == "\n")
            return ends or (self._lines and text[at] == "\n")
        before = at > 0 and _CATEGORIES[sre.CATEGORY_WORD](text[at - 1])
        after = at < len(text) and _CATEGORIES[sre.CATEGORY_WORD](text[at])
        return (before != after) == (where is sre.AT_BOUNDARY)


def _singles_in(nodes: Any) -> Iterator[tuple[Any, Any]]:
    """Yield the parts of a parsed pattern that match one sign, and its references to groups."""
    if isinstance(nodes, (list, tuple, parser.SubPattern)):
        if len(nodes) == 2 and any(nodes[0] is one for one in (*_SINGLE, sre.GROUPREF)):
            yield nodes[0], nodes[1]
        else:
            for one in nodes:
                yield from _singles_in(one)


def _fits(op: Any, value: Any, sign: str) -> bool:
    if op is sre.LITERAL:
        return bool(ord(sign) == value)
    if op is sre.NOT_LITERAL:
        return bool(ord(sign) != value)
    if op is sre.ANY:
        return sign != "\n"
    negated = value[0][0] is sre.NEGATE
    return bool(negated != any(_is_in(sign, *one) for one in value))


def _is_in(sign: str, op: Any, value: Any) -> bool:
    if op is sre.LITERAL:
        return bool(ord(sign) == value)
    if op is sre.RANGE:
        return bool(value[0] <= ord(sign) <= value[1])
    return op is sre.CATEGORY and _CATEGORIES[value](sign)
