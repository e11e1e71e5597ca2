"""Markdown as a reader sees it, read by a parser that is independent of the templates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.conftest import TOP


class MarkdownTable(NamedTuple):
    """A table: the texts of its heading cells and its rows."""

    heads: list[str]
    rows: list[list[str]]

    def records(self) -> Iterator[dict[str, str]]:
        """Yield each row as a mapping by heading."""
        for row in self.rows:
            yield dict(zip(self.heads, row, strict=True))


@lru_cache(32)  # Tests look for different things in the same document.
def tokens(text: str) -> tuple[Token, ...]:
    """Return the tokens of a text, with support for tables and HTML."""
    return tuple(MarkdownIt("commonmark").enable("table").enable("strikethrough").parse(text))


def shown(token: Token) -> str:
    """Return the visible text of an inline token."""
    return "".join(
        " " if one.type in ("softbreak", "hardbreak") else one.content
        for one in token.children or ()
    )


def tables(text: str) -> list[MarkdownTable]:
    """Return the tables of a text."""
    found: list[MarkdownTable] = []
    row: list[str] = []
    in_head = False
    stream = tokens(text)
    for index, token in enumerate(stream):
        if token.type == "table_open":
            found.append(MarkdownTable([], []))
        elif token.type == "thead_open":
            in_head = True
        elif token.type == "thead_close":
            in_head = False
        elif token.type == "tr_open":
            row = []
        elif token.type in ("th_open", "td_open"):
            row.append(shown(stream[index + 1]))
        elif token.type == "tr_close":
            if in_head:
                found[-1].heads.extend(row)
            else:
                found[-1].rows.append(row)
    return found


def headings(text: str) -> list[tuple[int, str]]:
    """Return the headings of a text with their levels."""
    stream = tokens(text)
    return [
        (int(token.tag[1]), shown(stream[index + 1]))
        for index, token in enumerate(stream)
        if token.type == "heading_open"
    ]


def kinds_of_tokens(text: str) -> set[str]:
    """Return the structure of a text: the types of all tokens, including inline ones."""
    found: set[str] = set()
    for token in tokens(text):
        found.add(token.type)
        found |= {one.type for one in token.children or ()}
    return found


_FENCE = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def blocks(page: str, kind: str) -> list[str]:
    text = (TOP / page).read_text(encoding="utf-8")
    return [body for found, body in _FENCE.findall(text) if found == kind]
