"""Write a new catalogue from plain values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from qualitycli.source import Route
from qualitycli.writing.catalogue_layout import CatalogueLayout
from qualitycli.writing.comments import comment
from qualitycli.writing.scalars import literal

# A step of a points scale, an answer or a list of short texts is written on one line up to here.
_MOST_COLUMNS: Final = 110
_ON_ONE_LINE: Final = frozenset({"ladders", "ladder", "answer_scales", "answer_scale"})
_IN_BRACKETS: Final = frozenset({"editions", "thresholds"})


def catalogue_text(values: Mapping[str, Any], comments: Iterable[str] = ()) -> str:
    """Return the text of a catalogue.

    :param values: as the parser gives them: texts, lists and mappings.
    :param comments: sentences for the beginning of the file, a comment each.
    """
    lines = [line for sentence in comments for line in comment(sentence, 0)]
    return "\n".join([*lines, *_Writer().mapping((), values, 0)]) + "\n"


class _Writer:
    def __init__(self) -> None:
        self._layout = CatalogueLayout()

    def mapping(self, route: Route, values: Mapping[str, Any], indent: int) -> Iterator[str]:
        """Yield the lines of a mapping."""
        for key in self._layout.in_order(route, values):
            inner, value = (*route, key), values[key]
            name = f"{' ' * indent}{self._layout.key(inner)}:"
            if isinstance(value, str):
                yield from self._text(name, inner, value, indent)
            elif key in _IN_BRACKETS:
                yield f"{name} {self._in_brackets(inner, value)}"
            else:
                yield name
                below = self.mapping if isinstance(value, Mapping) else self._list
                yield from below(inner, value, indent + 2)

    def _list(self, route: Route, values: Sequence[Any], indent: int) -> Iterator[str]:
        for index, value in enumerate(values):
            inner = (*route, index)
            if isinstance(value, str):
                yield from self._text(f"{' ' * indent}-", inner, value, indent)
                continue
            is_short = not _ON_ONE_LINE.isdisjoint(route)
            line = f"{' ' * indent}- {self._in_braces(inner, value)}" if is_short else ""
            if line and len(line) <= _MOST_COLUMNS:
                yield line
                continue
            first, *rest = self.mapping(inner, value, indent + 2)
            yield f"{' ' * indent}- {first[indent + 2 :]}"
            yield from rest

    def _text(self, name: str, route: Route, text: str, indent: int) -> Iterator[str]:
        if (lines := literal(text)) is None:
            yield f"{name} {self._layout.scalar(route, text)}"
            return
        yield f"{name} |-"
        yield from (f"{' ' * (indent + 2)}{line}" if line else "" for line in lines)

    def _in_brackets(self, route: Route, values: Sequence[str]) -> str:
        inner = (
            self._layout.scalar((*route, n), one, in_braces=True) for n, one in enumerate(values)
        )
        return f"[{', '.join(inner)}]"

    def _in_braces(self, route: Route, values: Mapping[str, Any]) -> str:
        inner = (
            f"{self._layout.key((*route, key), in_braces=True)}: "
            f"{self._layout.scalar((*route, key), str(values[key]), in_braces=True)}"
            for key in self._layout.in_order(route, values)
        )
        return f"{{{', '.join(inner)}}}"
