"""Which item of one year is which of another, when the framework changed in between."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from qualitycli.model.framework import Item, Node
from qualitycli.workspace import CatalogueFile, nodes_in


@dataclass(frozen=True, slots=True)
class Side:
    """A year's catalogue, and what of it holds in the year."""

    year: str
    framework: str
    known: Mapping[str, Node]
    held: Mapping[str, Node]

    @classmethod
    def of(cls, year: str, catalogue_file: CatalogueFile) -> Side:
        """Return the side of a year under its catalogue."""
        catalogue = catalogue_file.catalogue
        held = {node.id: node for node in nodes_in(catalogue.areas, year)}
        return cls(year, catalogue.framework.id, catalogue_file.nodes, held)


def pairs(earlier: Side, later: Side) -> Iterator[tuple[Node | None, Node | None]]:
    """Yield every node that either year has, joined where it is the same one.

    That is a node of the same id, or one joined by a chain of replacements of the kind `same`.
    Nodes of two different frameworks have nothing to do with each other, whatever their ids.
    """
    comparable = earlier.framework == later.framework
    joined: dict[str, Node] = {}
    for node in earlier.held.values():
        target = successor(node, earlier, later) if comparable else None
        if target is None or (target.item is None) != (node.item is None):
            continue
        # What has the same id comes before what was replaced by it.
        if target.id not in joined or target.id == node.id:
            joined[target.id] = node
    matched = {node.id for node in joined.values()}
    for node in later.held.values():
        yield joined.get(node.id), node
    for node in earlier.held.values():
        if node.id not in matched:
            yield node, None


def successor(node: Node, earlier: Side, later: Side) -> Node | None:
    """Return what `node` is in the later year: itself, or what replaced it as the same."""
    seen: set[str] = set()
    while node.id not in later.held:
        # The later catalogue knows what became of it; a vanished id is known to its own only.
        known = later.known.get(node.id) or earlier.known.get(node.id) or node
        same = [other.id for other in known.replaced_by if other.kind == "same"]
        if len(same) != 1 or same[0] in seen:
            return None
        seen.add(node.id)
        following = later.known.get(same[0]) or earlier.known.get(same[0])
        if following is None:
            return None
        node = following
    return later.held[node.id]


def rated_alike(one: Item, other: Item) -> bool:
    """Tell whether two items are rated the same way, so that their shares may be compared."""
    return _way(one) == _way(other)


def _way(item: Item) -> tuple[object, ...]:
    ladder = tuple(rung.points for rung in item.ladder)
    return item.rated_by, ladder, item.thresholds, item.lower_is_better
