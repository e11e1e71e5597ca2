"""What changed from one catalogue to another: typed changes, in the order of the newer one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal, get_args

from qualitycli.comparing.pairs import rated_alike
from qualitycli.diagnostics import Diagnostic, Place, Related
from qualitycli.messages import N_, Message, as_written
from qualitycli.model.framework import Node, Subindicator
from qualitycli.rules import gates
from qualitycli.workspace import CatalogueFile, Standing

# In the order in which they are told.
ChangeKind = Literal[
    "vanished",
    "added",
    "retired",
    "replaced",
    "moved",
    "renumbered",
    "reworded",
    "rerated",
    "reweighted",
]
KINDS: Final[tuple[ChangeKind, ...]] = get_args(ChangeKind)
# Words that went, that came, or that stayed.
Words = tuple[tuple[Literal["went", "came", "stayed"], str], ...]


@dataclass(frozen=True, slots=True)
class CatalogueChange:
    """One change of one node.

    :ivar before: what it was, as text; `after` what it is.
    :ivar words: of a rewording, the words that went and came.
    """

    kind: ChangeKind
    id: str
    text: str
    before: str = ""
    after: str = ""
    words: Words = ()


def changes(old: CatalogueFile, new: CatalogueFile) -> Iterator[CatalogueChange]:
    """Yield every change from one catalogue to another; a node may have several."""
    standings = {one.node.id: one for one in reversed(old.standings)}
    for one in new.standings:
        if (before := standings.get(one.node.id)) is None:
            yield CatalogueChange("added", one.node.id, one.node.label)
        else:
            yield from _of_node(before, one)
    for one in old.standings:
        if one.node.id not in new.nodes:
            yield CatalogueChange("vanished", one.node.id, one.node.label)


def _of_node(old: Standing, new: Standing) -> Iterator[CatalogueChange]:
    before, after = old.node, new.node
    node_id, text = after.id, after.label
    if after.retired and not before.retired:
        if after.replaced_by:
            others = ", ".join(f"{one.id} ({one.kind})" for one in after.replaced_by)
            yield CatalogueChange("replaced", node_id, text, before=after.retired, after=others)
        else:
            yield CatalogueChange("retired", node_id, text, after=after.retired)
    parents = tuple(one.parent.id if one.parent else "" for one in (old, new))
    if parents[0] != parents[1]:
        yield CatalogueChange("moved", node_id, text, parents[0], parents[1])
    if before.shown_number != after.shown_number:
        yield CatalogueChange("renumbered", node_id, text, before.shown_number, after.shown_number)
    if (was := whole_text(before)) != (now := whole_text(after)):
        yield CatalogueChange("reworded", node_id, text, was, now, words_changed(was, now))
    yield from _of_rating(before, after)


def _of_rating(before: Node, after: Node) -> Iterator[CatalogueChange]:
    one, other = before.item, after.item
    if one is not None and other is not None and not rated_alike(one, other):
        yield CatalogueChange("rerated", after.id, after.label, one.rated_by, other.rated_by)
    if before.weight != after.weight:
        weights = as_written(before.weight), as_written(after.weight)
        yield CatalogueChange("reweighted", after.id, after.label, weights[0], weights[1])


def whole_text(node: Node) -> str:
    """Return a node's text with its parts."""
    parts = node.parts if isinstance(node, Subindicator) else ()
    return " ".join((node.label, *parts))


def words_changed(before: str, after: str) -> Words:
    """Return the words of both texts in order, each with what became of it."""
    old, new = before.split(), after.split()
    found: list[tuple[Literal["went", "came", "stayed"], str]] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(("stayed", " ".join(old[a:b])))
            continue
        if b > a:
            found.append(("went", " ".join(old[a:b])))
        if d > c:
            found.append(("came", " ".join(new[c:d])))
    return tuple(found)


# What may not happen to a published catalogue, by the name of the gate.
CATALOGUE_GATES: Final[tuple[str, ...]] = ("vanished", "reworded", "rerated", "reweighted")


def guard(old: CatalogueFile, new: CatalogueFile, asked: tuple[str, ...]) -> Iterator[Diagnostic]:
    """Yield a finding for each change that a published catalogue may not have.

    A rewording is allowed with a new edition; what an item is rated by and its weight never change:
    it is retired and replaced.
    """
    editions = new.catalogue.framework.editions != old.catalogue.framework.editions
    routes = {one.node.id: one.route for one in new.standings}
    was = {one.node.id: one.route for one in old.standings}
    for change in changes(old, new):
        if change.kind not in asked or (change.kind == "reworded" and editions):
            continue
        there = old.file.at(*was[change.id], "id")
        related = [Related(there, Message(N_("as published")))]
        if change.kind == "vanished":
            place = Place(new.file.name)
            yield gates.VANISHED.at(place, id=change.id, text=change.text, related=related)
            continue
        place = new.file.at(*routes[change.id], "id")
        rule = gates.REWORDED if change.kind == "reworded" else gates.RERATED
        yield rule.at(
            place, related=related, id=change.id, before=change.before, after=change.after
        )
