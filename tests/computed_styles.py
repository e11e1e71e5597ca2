"""Render values as YAML in randomly chosen styles, with the lines of each value.

It is independent of the tool's own writer: the properties of edits are checked against it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeVar

from hypothesis import strategies as st

from qualitycli.source import Route

T = TypeVar("T")
Draw = st.DrawFn

PLAIN = re.compile(r"[0-9A-Za-zА-я№„][0-9A-Za-zА-я№„“.;()/–-]*(?: [0-9A-Za-zА-я№„“.;()/–-]+)*")
COMMENTS = ("# бележка", "#", "#x: y", "# - стар запис", "# level: 3", '# "кавичка', "# {скоба")


class Styled(NamedTuple):
    """A text, the first and last lines of values, and the values in braces."""

    text: str
    spans: dict[Route, tuple[int, int]]
    in_braces: frozenset[Route]


@st.composite
def styled(draw: Draw, values: dict[str, Any]) -> Styled:
    """Render `values`, each key and value in its own style."""
    writer = _StyledText(draw)
    writer.mapping((), values, 0, None)
    writer.noise(0)
    breaks = draw(st.sampled_from(["\n", "\n", "\r\n", "\r", "mixed"]))
    ends = [
        draw(st.sampled_from(["\n", "\r\n"])) if breaks == "mixed" else breaks for _ in writer.lines
    ]
    if draw(st.booleans()):
        ends[-1] = ""
    text = "".join(line + end for line, end in zip(writer.lines, ends, strict=True))
    return Styled(text, writer.spans, frozenset(writer.in_braces))


class _StyledText:
    def __init__(self, draw: Draw) -> None:
        self.draw = draw
        self.lines: list[str] = []
        self.spans: dict[Route, tuple[int, int]] = {}
        self.in_braces: set[Route] = set()
        self.after_block_text = False

    def one_of(self, choices: Sequence[T]) -> T:
        return self.draw(st.sampled_from(choices))

    def seldom(self, times: int = 6) -> bool:
        return self.draw(st.integers(0, times)) == times

    def emit(self, line: str) -> None:
        self.lines.append(line)
        self.after_block_text = False

    def noise(self, column: int) -> None:
        """Write blank lines and comments, except where a block scalar above would absorb them."""
        block = self.after_block_text
        for _ in range(self.one_of([0, 0, 0, 0, 1, 2])):
            if self.seldom(2):
                self.lines.append("" if block else " " * self.one_of([0, 0, 3]))
            else:
                deepest = column if block else column + 6
                indent = self.one_of(range(deepest + 1))
                self.lines.append(" " * indent + self.one_of(COMMENTS))
                block = False

    def comment(self) -> str:
        return self.one_of(["", "", "", "  # бележка", " #: x"])

    def mapping(self, route: Route, values: dict[str, Any], column: int, lead: str | None) -> None:
        for key, value in values.items():
            if lead is None:
                self.noise(column)
            start = len(self.lines)
            prefix = " " * column if lead is None else lead
            written = self.key(key)
            if lead is None and self.seldom(25):
                self.emit(f"{prefix}? {written}{self.comment()}")
                head = f"{prefix}:"
            else:
                head = prefix + written + self.one_of(["", "", "", " "]) + ":"
            lead = None
            self.value((*route, key), value, column, head)
            self.spans[*route, key] = (start, len(self.lines) - 1)

    def key(self, key: str) -> str:
        return self.one_of([key, key, key, f'"{key}"', f"'{key}'"])

    def value(self, route: Route, value: Any, column: int, head: str) -> None:
        if isinstance(value, str):
            self.text(value, column, head)
        elif self.seldom(4):
            self.braces(route, value, column, head)
        elif isinstance(value, dict):
            self.emit(head + self.comment())
            self.mapping(route, value, column + self.one_of([1, 2, 2, 3, 4]), None)
        else:
            self.emit(head + self.comment())
            self.sequence(route, value, column + self.one_of([0, 0, 1, 2, 2, 4]))

    def sequence(self, route: Route, values: list[Any], column: int) -> None:
        for index, value in enumerate(values):
            self.noise(column)
            if self.seldom(15):
                self.emit(" " * column + "-" + self.comment())
            start = len(self.lines)
            dash = " " * column + "-"
            gap = " " * self.one_of([1, 1, 1, 2, 3])
            here = (*route, index)
            if isinstance(value, str):
                self.text(value, column, dash)
            elif self.seldom(5):
                self.braces(here, value, column, dash)
            elif self.seldom(5):
                self.emit(dash + self.comment())
                self.mapping(here, value, column + self.one_of([1, 2, 4]), None)
            else:
                self.mapping(here, value, len(dash + gap), dash + gap)
            self.spans[here] = (start, len(self.lines) - 1)
        if self.seldom(12):
            self.emit(" " * column + "-" + self.comment())

    def text(self, text: str, column: int, head: str) -> None:
        makers: list[Callable[[str, int, str], None]] = [self.double, self.double]
        if not text:
            makers = [self.empty]
        if PLAIN.fullmatch(text):
            makers += [self.plain, self.plain, self.plain, self.folded, self.on_own_line]
        if re.fullmatch("[ -~А-я]+", text):
            makers.append(self.single)
        if _fits_a_block(text):
            makers += [self.literal, self.literal]
        self.one_of(makers)(text, column, head)

    def empty(self, _text: str, _column: int, head: str) -> None:
        self.emit(head + self.comment())

    def plain(self, text: str, column: int, head: str) -> None:
        self.broken(f"{head} {text}", column, self.seldom(3))

    def on_own_line(self, text: str, column: int, head: str) -> None:
        self.emit(head + self.comment())
        self.noise(column)
        self.broken(" " * (column + self.one_of([1, 2, 4])) + text, column, self.seldom(3))

    def single(self, text: str, _column: int, head: str) -> None:
        self.emit(f"{head} '{text.replace(chr(39), chr(39) * 2)}'{self.comment()}")

    def double(self, text: str, _column: int, head: str) -> None:
        written = json.dumps(text, ensure_ascii=self.draw(st.booleans()) or not text.isprintable())
        self.emit(f"{head} {_astral(written)}{self.comment()}")

    def broken(self, line: str, column: int, wanted: bool) -> None:
        """Write a line, or break it at one of its spaces."""
        words = line.strip().split(" ")
        at = line.rfind(words[-1])
        if wanted and len(words) > 2 and PLAIN.fullmatch(words[-1]):
            self.emit(line[:at].rstrip(" "))
            line = " " * (column + self.one_of([1, 3, 5])) + words[-1]
        self.emit(line + self.comment())

    def literal(self, text: str, column: int, head: str) -> None:
        width = self.one_of([1, 2, 2, 4])
        indicator = self.one_of(["", str(width)]) if text[:1] != " " else str(width)
        chomp = self.one_of(["", "-", "+"])
        marks = self.one_of([indicator + chomp, chomp + indicator])
        self.emit(f"{head} |{marks}{self.comment()}")
        self.block_lines(text.split("\n"), column + width)

    def folded(self, text: str, column: int, head: str) -> None:
        width = self.one_of([1, 2, 4])
        self.emit(f"{head} >{self.one_of(['', '-', '+'])}{self.comment()}")
        first, *rest = text.split(" ")
        lines = [first]
        for word in rest:
            if self.draw(st.booleans()):
                lines.append(word)
            else:
                lines[-1] += f" {word}"
        self.block_lines(lines, column + width)

    def block_lines(self, lines: list[str], indent: int) -> None:
        for line in lines:
            self.lines.append(" " * indent + line if line else "")
        self.lines += [""] * self.one_of([0, 0, 0, 1, 2])
        self.after_block_text = True

    def braces(self, route: Route, value: Any, column: int, head: str) -> None:
        self.in_braces.add(route)
        joint = self.one_of([", ", ", ", ",", ",\n", ", # бележка\n"])
        written = self.flow(value, joint).split("\n")
        indent = " " * (column + self.one_of([1, 2, 5]))
        self.emit(" ".join([head, written[0]]) + ("" if len(written) > 1 else self.comment()))
        for line in written[1:]:
            self.emit(indent + line)

    def flow(self, value: Any, joint: str) -> str:
        if isinstance(value, str):
            plain = PLAIN.fullmatch(value) and self.draw(st.booleans())
            return (
                value if plain else _astral(json.dumps(value, ensure_ascii=not value.isprintable()))
            )
        opened = self.one_of(["", "", "\n", " "]) if "\n" in joint else self.one_of(["", " "])
        closed = self.one_of(["", "", opened, ","])
        if isinstance(value, dict):
            inner = [
                f"{self.key(key)}: {self.flow(one, joint)}"
                if one
                else self.key(key) + self.one_of(["", ": ", ' : ""'])
                for key, one in value.items()
            ]
            return "{" + opened + joint.join(inner) + closed + "}"
        return "[" + opened + joint.join(self.flow(one, joint) for one in value) + closed + "]"


def _fits_a_block(text: str) -> bool:
    lines = text.split("\n")
    return (
        text.strip() != ""
        and all(line.isprintable() and "\xa0" not in line for line in lines)
        and not text.endswith("\n")
        and bool(lines[0].strip())
        and all(line.strip() or not line for line in lines)
        and bool(lines[-1])
    )


def _astral(written: str) -> str:
    """Convert JSON's surrogate pairs to YAML escapes."""
    pairs = re.compile(r"\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})")

    def joined(found: re.Match[str]) -> str:
        high, low = int(found[1], 16), int(found[2], 16)
        return f"\\U{0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00):08x}"

    return pairs.sub(joined, written)
