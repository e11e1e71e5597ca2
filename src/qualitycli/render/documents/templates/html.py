"""Texts from data that stay texts in a page and in its style sheet, set as a typographer would."""

from __future__ import annotations

import re
from typing import Final

from markupsafe import Markup, escape

from qualitycli.messages import no_command, visible

_NARROW_HEAD: Final = 90
# What belongs to the number before it or after it, and the dash to the word before it.
_TOGETHER: Final = (
    (re.compile(r"(?<=\d) (?=г\.|ч\.|лв\.|т\.|%|‰|€)"), "\u00a0"),
    (re.compile(r"(?<=№) (?=\d)"), "\u00a0"),
    (re.compile(r"(?<=\bNo) (?=\d)"), "\u00a0"),
    (re.compile(r"(?<=\bчл\.) (?=\d)|(?<=\bал\.) (?=\d)|(?<=\bт\.) (?=\d)"), "\u00a0"),
    (re.compile(r"(?<=\S) (?=[–—] )"), "\u00a0"),
    # A word of one letter does not end a line.
    (re.compile(r"(?<=\s[а-яА-Я]) (?=\S)"), "\u00a0"),
)


def for_html(text: str) -> Markup:
    """Return `text` as text of a page: escaped, unseen signs shown, what belongs together kept."""
    lines = (visible(line) for line in str(text).split("\n"))
    whole = no_command("\n".join(lines))
    for pattern, kept in _TOGETHER:
        whole = pattern.sub(kept, whole)
    return escape(whole)


def for_css(text: str) -> Markup:
    """Return `text` for between the quotes of a style sheet: no sign in it ends them or the sheet.

    Cut where a running head would have no room for it.
    """
    line = visible(" ".join(str(text).split()))
    if len(line) > _NARROW_HEAD:
        line = line[: _NARROW_HEAD - 1].rstrip() + "…"
    return Markup("".join(one if one.isalnum() or one in " .,-–…" else _coded(one) for one in line))


def _coded(sign: str) -> str:
    return f"\\{ord(sign):x} "
