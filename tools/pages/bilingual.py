"""Texts of the generated pages, each in both languages, and helpers to lay out their tables.

The pages are not part of the installed tool, so these texts are not among its messages.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Bilingual(NamedTuple):
    """A text in English and in Bulgarian."""

    en: str
    bg: str

    def __call__(self, language: str, /, **args: object) -> str:
        """Return the text in one of the languages, with its placeholders filled in."""
        text = self.en if language == "en" else self.bg
        return text.format(**args) if args else text


_OR = Bilingual("or", "или")


def cell(text: str) -> str:
    """Return `text` escaped for one cell of a Markdown table."""
    return " ".join(text.split()).replace("|", r"\|")


def code(text: str) -> str:
    """Return `text` as inline code."""
    return f"`{text}`"


def joined_options(words: Iterable[str], language: str) -> str:
    """Return the options joined by commas and “or”."""
    *others, last = map(code, words)
    return f"{', '.join(others)} {_OR(language)} {last}" if others else last


def row(*cells: str) -> str:
    """Return a row of a table."""
    return f"| {' | '.join(map(cell, cells))} |"


def table_head(*heads: str) -> list[str]:
    """Return the header lines of a table."""
    return [row(*heads), f"|{'---|' * len(heads)}"]
