"""What a page links to: its own parts, and the other documents of the year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from qualitycli.model.tree import Indicator
from qualitycli.render.documents.context import ReportContext
from qualitycli.render.documents.records.views import IndexEntry
from qualitycli.tracking.links import given_ids

# The keys of a year whose entries have an anchor in a kind of document; “nodes” are the framework.
_ANCHORED: Final[Mapping[str, frozenset[str]]] = {
    "self-assessment": frozenset(("nodes", "goals", "monitoring", "measures", "decisions")),
    "measures": frozenset(("nodes", "goals", "measures", "decisions")),
    "plan": frozenset(("calendar", "goals", "measures", "decisions")),
    "comparison": frozenset(("compared",)),
    "card": frozenset(("nodes",)),
}


@dataclass(frozen=True)
class Neighbours:
    """The links of a page.

    :ivar links: the address of everything with an id that the page may link to.
    :ivar documents: the documents of the same year, with addresses relative to the page.
    :ivar index: the address of the index, or empty.
    """

    links: Mapping[str, str] = field(default_factory=dict)
    documents: tuple[IndexEntry, ...] = ()
    index: str = ""


def neighbours_of(
    kind: str, context: ReportContext, documents: tuple[IndexEntry, ...] = (), index: str = ""
) -> Neighbours:
    """Return the links of a document; to its own parts where it has them, else to a neighbour's."""
    ids = dict(_kinds_of_ids(context))
    links: dict[str, str] = {}
    pages = [(kind, ""), *((one.kind, one.html) for one in documents if one.html)]
    for name, address in pages:
        anchored = _ANCHORED.get(name, frozenset())
        for given, kinds in ids.items():
            if kinds & anchored:
                links.setdefault(given, f"{address}#{given}")
    return Neighbours(links, documents, index)


def _kinds_of_ids(context: ReportContext) -> Iterator[tuple[str, frozenset[str]]]:
    nodes = context.judged.catalogue_file.held_in.nodes(context.score.year)
    for node_id, node in nodes.items():
        # A comparison has no rows of indicators that consist of items.
        apart = isinstance(node, Indicator) and bool(node.subindicators)
        yield node_id, frozenset(("nodes",) if apart else ("nodes", "compared"))
    for one in given_ids(context.year):
        yield one.id, frozenset((str(one.route[0]),))
