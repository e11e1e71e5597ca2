"""References to parts of the framework and to entries of the year, by their printed numbers."""

from __future__ import annotations

from collections.abc import Iterable

from qualitycli.render.documents.context import ReportContext
from qualitycli.render.documents.records.content import Ref
from qualitycli.render.documents.wording.words import Words, clean, label
from qualitycli.scoring.node_score import NodeScore


def code_of(one: str, context: ReportContext, words: Words) -> str:
    """Return the printed number that stands for an id: “I.1.1.1”, “measure 3”."""
    if one in context.node_numbers:
        return clean(context.node_numbers[one])
    entry = context.entry_numbers.get(one)
    return clean(one) if entry is None else words(entry.text, n=entry.number)


def refs_to(ids: Iterable[str], context: ReportContext, words: Words) -> tuple[Ref, ...]:
    """Return references to ids, with the texts of the ids; each printed number once."""
    found: dict[str, Ref] = {}
    for one in ids:
        code = code_of(one, context, words)
        found.setdefault(code, Ref(one, code, label(context.texts.get(one, ""))))
    return tuple(found.values())


def ref_of(node: NodeScore, context: ReportContext, words: Words) -> Ref:
    """Return a reference to a node of the framework."""
    one = node.id or ""
    return Ref(one, code_of(one, context, words), label(context.texts.get(one, node.text)))
