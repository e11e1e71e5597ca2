"""What the made pages say of their own: each sentence in both languages, side by side.

The pages are no part of the installed tool, so these words are not among its messages.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Said(NamedTuple):
    """A sentence in English and in Bulgarian."""

    en: str
    bg: str

    def __call__(self, language: str, /, **args: object) -> str:
        """Return the sentence in one of the languages, its placeholders filled in."""
        text = self.en if language == "en" else self.bg
        return text.format(**args) if args else text


_OR = Said("or", "или")


def cell(text: str) -> str:
    """Return `text` so that it stays in one cell of a table."""
    return " ".join(text.split()).replace("|", r"\|")


def code(text: str) -> str:
    """Return `text` in the letters of code."""
    return f"`{text}`"


def chosen(words: Iterable[str], language: str) -> str:
    """Return words of which one is to be chosen."""
    *others, last = map(code, words)
    return f"{', '.join(others)} {_OR(language)} {last}" if others else last


def row(*cells: str) -> str:
    """Return a row of a table."""
    return f"| {' | '.join(map(cell, cells))} |"


def table_head(*heads: str) -> list[str]:
    """Return the head of a table."""
    return [row(*heads), f"|{'---|' * len(heads)}"]
