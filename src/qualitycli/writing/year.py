"""A new year file: every item in catalogue order, its text as a comment above it, nothing rated."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Sequence
from typing import Final

from qualitycli.messages import N_, Finished, Translator, as_written
from qualitycli.model.framework import Catalogue, Item, Node, Scale, Subindicator

WIDTH: Final = 100
# What other YAML readers take for something else than a text.
_WORDS: Final = {"true", "false", "yes", "no", "on", "off", "null", "y", "n"}


def new_year(catalogue: Catalogue, year: str) -> str:
    """Return the text of a year file in which nothing is rated yet.

    Its comments are in the framework's language: the commission reads them, whoever made the file.

    :param year: a school year.
    """
    translate = Translator(catalogue.framework.language)
    return "\n".join(_lines(catalogue, year, translate)) + "\n"


def _lines(catalogue: Catalogue, year: str, translate: Translator) -> Iterator[str]:
    framework = catalogue.framework
    for text in (
        translate(N_("Self-assessment {year}"), year=year),
        translate(
            N_(
                "Write a level behind the id of each item, for example “{example}: 3”; what stays "
                "empty is not rated yet. More in the README of quality."
            ),
            example=_example(catalogue, year),
        ),
    ):
        yield from _comment(text, 0)
    yield "format: 1"
    yield f"year: {year}"
    yield "framework:"
    yield f"  id: {quoted(framework.id)}"
    yield f"  edition: {quoted(framework.editions[-1])}"
    yield "institution:"
    yield "  name:"
    yield "  town:"
    yield "  director:"
    yield ""
    levels = ", ".join(f"{level.value} – {level.name}" for level in catalogue.scale.levels)
    yield from _comment(translate(N_("Levels: {levels}"), levels=Finished(levels)), 0)
    yield from _comment(translate(N_("A rating in full, with what it rests on:")), 0)
    yield from _sample(catalogue, year, translate)
    yield "ratings:"
    yield from _branch(catalogue.areas, year, catalogue.scale, translate)


def _example(catalogue: Catalogue, year: str) -> str:
    return next(_rated_by_level(catalogue.areas, year), "OP.1.1.1")


def _rated_by_level(nodes: Sequence[Node], year: str) -> Iterator[str]:
    for node in nodes:
        if node.holds_in(year):
            if node.item is not None and node.item.rated_by == "level":
                yield node.id
            yield from _rated_by_level(node.children, year)


def _sample(catalogue: Catalogue, year: str, translate: Translator) -> Iterator[str]:
    yield f"#   {_example(catalogue, year)}:"
    yield "#     level: 4"
    yield "#     evidence:"
    yield f"#       - {translate(N_('Minutes of a lesson observation, No. 3'))}"
    yield f"#     note: {translate(N_('The aim of the lesson is announced at its beginning.'))}"
    yield f"#     rated_on: {year[5:]}-05-20"
    yield from _comment(translate(N_("Or, with a reason, in place of a level:")), 0)
    yield f"#     not_applicable: {translate(N_('There is no all-day organisation.'))}"
    yield f"#     no_evidence: {translate(N_('There are no data for the second term.'))}"
    yield ""


def _branch(nodes: Sequence[Node], year: str, scale: Scale, translate: Translator) -> Iterator[str]:
    for node in nodes:
        if not node.holds_in(year):
            continue
        item = node.item
        if item is None:
            yield ""
            yield from _comment(f"{node.id} {node.label}", 2)
            yield from _branch(node.children, year, scale, translate)
            continue
        yield from _comment(node.label, 2)
        yield from _helps(item, scale, translate)
        yield f"  {node.id}:"


def _helps(item: Item, scale: Scale, translate: Translator) -> Iterator[str]:
    if isinstance(item, Subindicator):
        for part in item.parts:
            yield from _comment(f"– {part}", 2)
    names = {level.value: level.name for level in scale.levels}
    for level, text in sorted(item.levels.items()):
        yield from _comment(f"{level} ({names.get(level, '')}): {text}", 2)
    for rung in item.ladder:
        points = translate.decimal(as_written(rung.points))
        yield from _comment(f"{points}: {rung.text}", 2)
    for hint in item.hints:
        yield from _comment(hint, 2)
    yield from (f"  #   {line}" for line in _form(item, scale))


def _form(item: Item, scale: Scale) -> Iterator[str]:
    """Yield what to write in place of a level, where the item is rated another way."""
    if item.rated_by == "survey":
        yield "answers:"
        yield from (f"  {value}: 0" for value in scale.values)
        yield "invited: 0"
    elif item.rated_by == "points":
        yield "points: 0"
    elif item.rated_by == "ratio":
        if not item.thresholds:
            yield "level: 0"
        yield "count: 0"
        yield "of: 0"


def quoted(text: str) -> str:
    """Return a text as a YAML value that every reader takes for a text."""
    plain = text[:1].isalpha() and text.isascii() and text.replace("-", "").isalnum()
    return text if plain and text.lower() not in _WORDS else json.dumps(text, ensure_ascii=False)


def _comment(text: str, indent: int) -> Iterator[str]:
    """Yield a comment in lines of bounded width; whatever the text holds, it stays a comment."""
    space = " " * indent
    for paragraph in text.splitlines() or [""]:
        yield from textwrap.wrap(
            paragraph.strip(),
            WIDTH,
            initial_indent=f"{space}# ",
            subsequent_indent=f"{space}# ",
            break_long_words=False,
            break_on_hyphens=False,
        )
