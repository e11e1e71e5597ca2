"""Texts from data, escaped for HTML and CSS, with typographic spaces."""

from __future__ import annotations

import re
from typing import Final

from markupsafe import Markup, escape

from qualitycli.messages import no_command, visible

_NARROW_HEAD: Final = 90
# The number of an order, which contains hyphens: РД-12-4.
_ORDER: Final = re.compile(r"(?<=№.)[А-Я]+(?:-\d+)+")
# Keep a unit with its number, and a dash with the word in front of it.
_TOGETHER: Final = (
    (re.compile(r"(?<=\d) (?=г\.|ч\.|лв\.|т\.|%|‰|€)"), "\u00a0"),
    (re.compile(r"(?<=№) (?=[\dА-Я])"), "\u00a0"),
    (re.compile(r"(?<=\bNo) (?=\d)"), "\u00a0"),
    (re.compile(r"(?<=\bчл\.) (?=\d)|(?<=\bал\.) (?=\d)|(?<=\bт\.) (?=\d)"), "\u00a0"),
    (re.compile(r"(?<=\S) (?=[–—] )"), "\u00a0"),
    # Do not end a line with a one-letter word.
    (re.compile(r"(?<=\s[а-яА-Я]) (?=\S)"), "\u00a0"),
)


def for_html(text: str) -> Markup:
    """Return `text` escaped for HTML, with invisible characters shown and no-break spaces added."""
    lines = (visible(line) for line in str(text).split("\n"))
    whole = no_command("\n".join(lines))
    for pattern, kept in _TOGETHER:
        whole = pattern.sub(kept, whole)
    # The hyphens of these numbers do not end a line either.
    whole = _ORDER.sub(lambda found: found[0].replace("-", "\u2011"), whole)
    return escape(whole)


def for_css(text: str) -> Markup:
    """Return `text` for a quoted string in a style sheet; it cannot break out of the string.

    It is cut to the length of a running head.
    """
    line = visible(" ".join(str(text).split()))
    if len(line) > _NARROW_HEAD:
        line = line[: _NARROW_HEAD - 1].rstrip() + "…"
    return Markup("".join(one if one.isalnum() or one in " .,-–…" else _coded(one) for one in line))


def _coded(sign: str) -> str:
    return f"\\{ord(sign):x} "
