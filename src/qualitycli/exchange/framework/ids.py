"""Ids of nodes: the initials of an area, then numbers by position."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain, count, pairwise
from typing import Final

from qualitycli.exchange.framework.draft import DraftNode

# Transliteration by the Bulgarian Transliteration Act.
_LATIN: Final = dict(
    zip(
        "абвгдежзийклмнопрстуфхцчшщъьюя",
        [
            "a",
            "b",
            "v",
            "g",
            "d",
            "e",
            "zh",
            "z",
            "i",
            "y",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "h",
            "ts",
            "ch",
            "sh",
            "sht",
            "a",
            "y",
            "yu",
            "ya",
        ],
        strict=True,
    )
)
# Words that have no initial in an abbreviation.
_SMALL: Final = frozenset(
    [
        "и",
        "на",
        "в",
        "във",
        "с",
        "със",
        "за",
        "по",
        "от",
        "до",
        "към",
        "при",
        "чрез",
        "между",
        "без",
        "или",
        "като",
        "the",
        "of",
        "and",
        "in",
        "for",
        "to",
        "a",
        "an",
        "or",
        "by",
        "with",
    ]
)
_MOST_LETTERS: Final = 8
_USUAL: Final = 4


def transliterated(text: str) -> str:
    """Return a text in Latin letters; everything else stays as it is."""
    text = re.sub("ия\\b", "ia", text.casefold())
    return "".join(_LATIN.get(one, one) for one in text)


def give_ids(
    areas: Sequence[DraftNode],
    prefix: str,
    known: Mapping[DraftNode, str] | None = None,
    taken: Collection[str] = (),
) -> None:
    """Give every node its id.

    :param known: the nodes that have an id already.
    :param taken: the ids that new nodes cannot have, those of known nodes among them.
    """
    known, used = known or {}, set(taken)
    for index, area in enumerate(areas):
        wanted = _prefixed(prefix, index, len(areas)) if prefix else _candidates(area.title)
        area.id = known.get(area) or next(one for one in wanted if one not in used)
        used.add(area.id)
        _number(area, known, used)


def irregular(node: DraftNode) -> Iterator[DraftNode]:
    """Yield the nodes below a node whose printed numbers repeat or skip one."""
    for child in node.children:
        yield from irregular(child)
    numbers = [one.number.rpartition(".")[2] for one in node.children]
    for child, (before, here) in zip(node.children[1:], pairwise(numbers), strict=False):
        if before.isdecimal() and here.isdecimal() and int(here) != int(before) + 1:
            yield child


def _number(node: DraftNode, known: Mapping[DraftNode, str], used: set[str]) -> None:
    """Give the nodes below a node their ids: the position, or else the next number that is free."""
    spare = (f"{node.id}.{number}" for number in count(1))
    for index, child in enumerate(node.children, 1):
        wanted = chain([f"{node.id}.{index}"], spare)
        child.id = known.get(child) or next(one for one in wanted if one not in used)
        used.add(child.id)
        _number(child, known, used)


def _prefixed(prefix: str, index: int, areas: int) -> Iterator[str]:
    if areas == 1:
        yield prefix
    for suffix in _suffixes(index):
        yield f"{prefix}{suffix}"


def _candidates(title: str) -> Iterator[str]:
    """Yield ids for an area: its initials, or the first letters of a single word; then others."""
    words = [word.casefold() for word in re.findall(r"[^\W\d_]+", title)]
    latin = [(_ascii(word[0]), _ascii(word)) for word in words if word not in _SMALL]
    latin = [(initial, word) for initial, word in latin if initial]
    initials = "".join(initial for initial, _ in latin[:_USUAL])[:_MOST_LETTERS]
    if len(latin) > 1:
        yield initials
    elif latin:
        yield latin[0][1][:2]
        yield latin[0][1][:3]
    for suffix in _suffixes(0):
        yield f"{initials[: _MOST_LETTERS - 2] or 'A'}{suffix}"


def _ascii(text: str) -> str:
    return re.sub("[^A-Z]", "", transliterated(text).upper())


def _suffixes(first: int) -> Iterator[str]:
    """Yield A, B, …, Z, AA, AB, …, from a position on."""
    index = first
    while True:
        rest, letters = index, ""
        while rest >= 0:
            letters = chr(ord("A") + rest % 26) + letters
            rest = rest // 26 - 1
        yield letters
        index += 1


def file_id(stem: str) -> str:
    """Return the id of a framework from the name of its file."""
    plain = re.sub(r"[^a-z0-9]+", "-", transliterated(stem)).strip("-")
    return plain[:60].strip("-") or "framework"
