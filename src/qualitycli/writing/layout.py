"""Write values as lines of YAML, in the layout of the rest of the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from qualitycli.source import MappingSite, Route, SequenceSite, Site
from qualitycli.writing.file_layout import FileLayout
from qualitycli.writing.scalars import literal

_USUAL_STEP = 2


class Style(NamedTuple):
    """The layout of a file.

    :ivar step: the number of columns by which entries are indented under their key.
    :ivar dash: the number of columns by which the dashes of a list are indented under its key.
    :ivar blocks: whether texts of several lines become block scalars, or one line with escapes.
    :ivar fence: whether removed lines are replaced with an empty comment, so that a block scalar
        above them does not take in the comments below.
    :ivar quotes: whether every text is quoted, so that a “#” after it does not seem to cut it
        short.
    """

    step: int
    dash: int
    blocks: bool = True
    fence: bool = False
    quotes: bool = False


class YamlValue(NamedTuple):
    """A value as YAML: the text after its colon or dash, and the lines below."""

    head: str
    lines: list[str]


def style_of(root: Site) -> Style:
    """Return the layout of a file, taken from its first nested mapping and first nested list."""
    steps: list[int] = []
    dashes: list[int] = []
    for outer, inner in _nested(root):
        distance = inner.start_mark.column - outer.start_mark.column
        if inner.start_mark.line == outer.start_mark.line or distance < 0:
            continue
        if isinstance(inner, SequenceSite) and not inner.in_brackets:
            dashes.append(distance)
        if isinstance(inner, MappingSite) and not inner.in_braces:
            steps.append(distance)
    step = steps[0] if steps else _USUAL_STEP
    return Style(step, dashes[0] if dashes else step)


def _nested(site: Site) -> Iterator[tuple[MappingSite, Site]]:
    """Yield each mapping in block style with each of its values, recursively."""
    if isinstance(site, SequenceSite):
        for entry in site.entries:
            yield from _nested(entry)
    elif isinstance(site, MappingSite) and not site.in_braces:
        for _, value in site.entries.values():
            yield site, value
            yield from _nested(value)


class Layout:
    """Writes values in the layout of a file."""

    def __init__(self, file_layout: FileLayout, style: Style) -> None:
        self._file_layout = file_layout
        self._style = style

    def in_place_of_removed(self, column: int) -> list[str]:
        """Return the lines that replace a removed key or dash at `column`."""
        return [f"{' ' * column}#"] if self._style.fence else []

    def entry(self, route: Route, value: Any, column: int) -> list[str]:
        """Return the lines of a key at `column` and of its value."""
        head, lines = self.below_key(route, value, column)
        key = f"{' ' * column}{self._file_layout.key(route)}:"
        return [f"{key} {head}" if head else key, *lines]

    def below_key(self, route: Route, value: Any, column: int) -> YamlValue:
        """Return a value as written after and below a key at `column`."""
        style = self._style
        if isinstance(value, str):
            return self._text(route, value, column + style.step)
        if isinstance(value, Mapping):
            return YamlValue("", self._entries(route, value, column + style.step))
        return YamlValue("", self._items(route, value, column + style.dash))

    def item(self, route: Route, value: Any, column: int, *, in_braces: bool = False) -> list[str]:
        """Return the lines of an entry of a list, with its dash at `column`.

        :param in_braces: whether it is written on one line, as the entries around it.
        """
        if in_braces:
            return [f"{' ' * column}- {self.in_braces(route, value)}"]
        head, lines = self.after_dash(route, value, column)
        return [f"{' ' * column}- {head}", *lines]

    def after_dash(self, route: Route, value: Any, column: int) -> YamlValue:
        """Return a value as written after and below a dash at `column`."""
        inner = column + 2
        if isinstance(value, str):
            return self._text(route, value, inner)
        make = self._entries if isinstance(value, Mapping) else self._items
        first, *rest = make(route, value, inner)
        return YamlValue(first[inner:], rest)

    def in_braces(self, route: Route, value: Any) -> str:
        """Return a value on one line, as written in ``{…}`` or ``[…]``."""
        if isinstance(value, str):
            return self._scalar(route, value, in_braces=True)
        if isinstance(value, Mapping):
            keys = self._file_layout.in_order(route, value)
            inner = ", ".join(self.entry_in_braces((*route, key), value[key]) for key in keys)
            return f"{{{inner}}}"
        inner = ", ".join(self.in_braces((*route, n), one) for n, one in enumerate(value))
        return f"[{inner}]"

    def entry_in_braces(self, route: Route, value: Any) -> str:
        """Return a key and its value as written in ``{…}``."""
        return f"{self._file_layout.key(route, in_braces=True)}: {self.in_braces(route, value)}"

    def _text(self, route: Route, text: str, indent: int) -> YamlValue:
        if not text:
            return YamlValue("", [])
        if self._style.blocks and (lines := literal(text)) is not None:
            return YamlValue("|-", [f"{' ' * indent}{line}" if line else "" for line in lines])
        return YamlValue(self._scalar(route, text), [])

    def _scalar(self, route: Route, text: str, *, in_braces: bool = False) -> str:
        return self._file_layout.scalar(
            route, text, in_braces=in_braces, in_quotes=self._style.quotes
        )

    def _entries(self, route: Route, value: Mapping[str, Any], column: int) -> list[str]:
        keys = self._file_layout.in_order(route, value)
        return [line for key in keys for line in self.entry((*route, key), value[key], column)]

    def _items(self, route: Route, value: Sequence[Any], column: int) -> list[str]:
        entries = enumerate(value)
        return [line for n, one in entries for line in self.item((*route, n), one, column)]
