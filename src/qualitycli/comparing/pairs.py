"""Matching the items of two years when the framework changed in between."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from qualitycli.model.tree import Item, Node
from qualitycli.workspace import CatalogueFile


class YearSnapshot(NamedTuple):
    """A year's catalogue, and the nodes that are valid in the year."""

    year: str
    framework: str
    known: Mapping[str, Node]
    held: Mapping[str, Node]

    @classmethod
    def of(cls, year: str, catalogue_file: CatalogueFile) -> YearSnapshot:
        """Return the snapshot of a year under its catalogue."""
        catalogue = catalogue_file.catalogue
        held = catalogue_file.held_in.nodes(year)
        return cls(year, catalogue.framework.id, catalogue_file.nodes, held)


def pairs(earlier: YearSnapshot, later: YearSnapshot) -> Iterator[tuple[Node | None, Node | None]]:
    """Yield every node of either year, paired with the same node of the other.

    The same node has the same id, or is linked by a chain of replacements of the kind `same`.
    Nodes of different frameworks are never paired, whatever their ids.
    """
    comparable = earlier.framework == later.framework
    if comparable and earlier.held is later.held:  # nothing changed in between
        yield from ((node, node) for node in later.held.values())
        return
    successors = Successors(earlier, later)
    joined: dict[str, tuple[int, Node]] = {}
    for node in earlier.held.values():
        found = successors.of(node) if comparable else None
        if found is None:
            continue
        steps, target = found
        # If several lead to one node, the nearest one counts; the same id is nearest.
        nearer = target.id not in joined or steps < joined[target.id][0]
        if nearer and (target is node or (target.item is None) == (node.item is None)):
            joined[target.id] = steps, node
    before = {target: node for target, (_, node) in joined.items()}
    matched = {node.id for node in before.values()}
    for node in later.held.values():
        yield before.get(node.id), node
    for node in earlier.held.values():
        if node.id not in matched:
            yield node, None


class Successors:
    """Finds the nodes of one year in a later one; each chain of replacements is followed once.

    :ivar earlier: the year of the nodes; `later` is the later year.
    """

    def __init__(self, earlier: YearSnapshot, later: YearSnapshot) -> None:
        self.earlier = earlier
        self.later = later
        self._known: dict[str, tuple[int, Node] | None] = {}

    def of(self, node: Node) -> tuple[int, Node] | None:
        """Return the number of replacements from `node` to the later year, and the node there.

        That is the node with the same id, or its replacement of the kind `same`; None if neither
        exists.
        """
        path: list[str] = []
        seen: set[str] = set()
        here: Node | None = node
        while here is not None and here.id not in self._known and here.id not in seen:
            if here.id in self.later.held:
                self._known[here.id] = 0, self.later.held[here.id]
                break
            path.append(here.id)
            seen.add(here.id)
            here = self._following(here)
        # None if the chain ends or loops.
        found = self._known.get(here.id) if here is not None else None
        for node_id in reversed(path):
            found = (found[0] + 1, found[1]) if found is not None else None
            self._known[node_id] = found
        return self._known[node.id]

    def _following(self, node: Node) -> Node | None:
        # The later catalogue records replacements. Ids that vanished are only in the earlier one.
        known = self._node(node.id) or node
        same = [other.id for other in known.replaced_by if other.kind == "same"]
        return self._node(same[0]) if len(same) == 1 else None

    def _node(self, node_id: str) -> Node | None:
        return self.later.known.get(node_id) or self.earlier.known.get(node_id)


def rated_alike(one: Item, other: Item) -> bool:
    """Tell whether two items are rated the same way, so that their shares may be compared."""
    return one is other or _way(one) == _way(other)


def _way(item: Item) -> tuple[object, ...]:
    ladder = tuple((rung.points, rung.bound, rung.above) for rung in item.ladder)
    answers = tuple((one.key, one.counts) for one in item.answer_scale)
    thresholds = item.thresholds, item.lower_is_better
    # With levels or answers, the maximum is a weight, and the later year's weights apply to both.
    most = item.most_points if item.is_given_points else None
    return item.rated_by, ladder, most, thresholds, answers, item.unit
