"""Checks of the catalogue: its tree and its scale."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from qualitycli.checks.methods import items_of
from qualitycli.checks.text import says_something
from qualitycli.diagnostics import Diagnostic, Place, Related
from qualitycli.messages import N_, Message
from qualitycli.model.tree import Item, Node
from qualitycli.rules import references, scoring, shape
from qualitycli.source import Route
from qualitycli.workspace import CatalogueFile, NodeLocation


def ids_are_unique(work: CatalogueFile) -> Iterator[Diagnostic]:
    """An id names one node."""
    seen: dict[str, NodeLocation] = {}
    for one in work.standings:
        if (first := seen.setdefault(one.node.id, one)) is not one:
            yield same_id(
                one.node.id, work.file.at(*one.route, "id"), work.file.at(*first.route, "id")
            )


def process_ids_are_unique(work: CatalogueFile) -> Iterator[Diagnostic]:
    """An entry of the process has an id of its own, among entries and nodes alike."""
    seen: dict[str, Route] = {one.node.id: one.route for one in reversed(work.standings)}
    for index, group in enumerate(work.catalogue.process):
        for number, entry in enumerate(group.entries):
            route = ("process", index, "entries", number)
            if (first := seen.setdefault(entry.id, route)) is not route:
                yield same_id(entry.id, work.file.at(*route, "id"), work.file.at(*first, "id"))


def same_id(written: str, place: Place, first: Place) -> Diagnostic:
    """Return the finding that an id names something else already."""
    related = [Related(first, Message(N_("first used here")))]
    return references.DUPLICATE_ID.at(place, id=written, line=first.span.line, related=related)


def ids_continue_their_parents(work: CatalogueFile) -> Iterator[Diagnostic]:
    """A child's id is its parent's and one number more, unless it moved there.

    Where a parent's own id is the wrong one, only its first child says so.
    """
    told: set[tuple[str, str]] = set()
    for node, route, parent in work.standings:
        stem, point, last = node.id.rpartition(".")
        if parent is None:
            if point:
                place = work.file.at(*route, "id")
                letters_only = Message(N_("the id of an area has letters only: OP"))
                yield shape.MALFORMED_ID.at(place, hint=letters_only, value=node.id)
            continue
        home = node.moved_from or parent.id
        if stem != home and (home, stem) not in told:
            told.add((home, stem))
            place = work.file.at(*route, "id")
            hint = None if point else Message(N_("write {parent}. and a number"), {"parent": home})
            yield references.ID_OUTSIDE_PARENT.at(
                place, hint=hint, id=node.id, parent=home, last=last
            )


def references_lead_somewhere(work: CatalogueFile) -> Iterator[Diagnostic]:
    """Remarks name nodes or entries of the process, replacements name nodes, that there are."""
    if work.file.touches_faulty("areas"):
        return
    process = {entry.id for group in work.catalogue.process for entry in group.entries}
    for index, note in enumerate(work.catalogue.framework.notes):
        if note.at is not None and note.at not in work.nodes and note.at not in process:
            place = work.file.at("framework", "notes", index, "at")
            yield references.UNKNOWN_NODE.at(place, id=note.at)
    for node, route, _ in work.standings:
        if node.moved_from is not None and node.moved_from not in work.nodes:
            place = work.file.at(*route, "moved_from")
            yield references.UNKNOWN_NODE.at(place, id=node.moved_from)
        for index, other in enumerate(node.replaced_by):
            if other.id not in work.nodes:
                place = work.file.at(*route, "replaced_by", index, "id")
                yield references.UNKNOWN_NODE.at(place, id=other.id)


def lives_are_in_order(work: CatalogueFile) -> Iterator[Diagnostic]:
    """A node begins, then is retired, then may be replaced."""
    for node, route, _ in work.standings:
        if node.replaced_by and node.retired is None:
            place = work.file.at_key(*route, "replaced_by")
            yield references.REPLACED_WITHOUT_END.at(place, id=node.id)
        if node.since and node.retired and node.retired <= node.since:
            yield references.RETIRED_BEFORE_START.at(
                work.file.at(*route, "retired"),
                id=node.id,
                retired=node.retired,
                since=node.since,
            )


def replacements_end(work: CatalogueFile) -> Iterator[Diagnostic]:
    """No chain of replacements leads back to where it began; the last link says so."""
    order: dict[str, int] = {}
    for position, one in enumerate(work.standings):
        order[one.node.id] = position
    circles = circles_of(
        {one_id: [other.id for other in node.replaced_by] for one_id, node in work.nodes.items()}
    )
    for one in work.standings:
        for index, other in enumerate(one.node.replaced_by):
            # In a circle, only the link back to its earliest node is reported.
            earlier = order.get(other.id, len(order)) <= order[one.node.id]
            if earlier and circles.get(other.id) == circles[one.node.id]:
                place = work.file.at(*one.route, "replaced_by", index, "id")
                yield references.CIRCULAR_REPLACEMENT.at(place, id=one.node.id)


def circles_of(links: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Return a number for each name; names that lead to each other share one.

    The names are visited twice, along their links and against them (Kosaraju, Sharir).
    """
    against: dict[str, list[str]] = {one: [] for one in links}
    for one, others in links.items():
        for other in others:
            if other in against:
                against[other].append(one)
    circles: dict[str, int] = {}
    for number, one in enumerate(reversed(_last_first_seen(links))):
        waiting = [one]
        while waiting:
            here = waiting.pop()
            if here not in circles:
                circles[here] = number
                waiting += against[here]
    return circles


def _last_first_seen(links: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the names in postorder: each after all the names that it leads to."""
    done: list[str] = []
    seen: set[str] = set()
    for start in links:
        path = [(start, iter(links[start]))] if start not in seen else []
        seen.add(start)
        while path:
            here, others = path[-1]
            following = next((one for one in others if one in links and one not in seen), None)
            if following is None:
                done.append(here)
                path.pop()
            else:
                seen.add(following)
                path.append((following, iter(links[following])))
    return done


def same_is_one_to_one(work: CatalogueFile) -> Iterator[Diagnostic]:
    """What is replaced by the same is replaced by nothing else, and is the only one that is."""
    taken: set[str] = set()
    for one in work.standings:
        same = [
            (index, other.id)
            for index, other in enumerate(one.node.replaced_by)
            if other.kind == "same"
        ]
        for index, other_id in same:
            if other_id in taken or index > 0 or len(one.node.replaced_by) > len(same):
                place = work.file.at(*one.route, "replaced_by", index, "id")
                yield references.SAME_NOT_ONE_TO_ONE.at(place, id=one.node.id, other=other_id)
                break
            taken.add(other_id)


def weights_have_reasons(work: CatalogueFile) -> Iterator[Diagnostic]:
    """A weight is a decision, so it needs a reason."""
    for node, route, _ in work.standings:
        if "weight" in node.model_fields_set and not says_something(node.weight_reason or ""):
            yield scoring.WEIGHT_WITHOUT_REASON.at(work.file.at_key(*route, "weight"), id=node.id)


# No framework has this many levels or band profiles.
MOST: Final = 100
_ITEM_KEYS: Final = tuple(Item.known_keys() - Node.known_keys())


def only_items_are_rated(work: CatalogueFile) -> Iterator[Diagnostic]:
    """Keys of items are not used on nodes that have others below them."""
    for node, route, _ in work.standings:
        if isinstance(node, Item) and node.item is None:
            for key in _ITEM_KEYS:
                if key in node.model_fields_set:
                    place = work.file.at_key(*route, key)
                    yield scoring.JUDGES_NO_ITEM.at(place, key=key, id=node.id)


def thresholds_are_in_order(work: CatalogueFile) -> Iterator[Diagnostic]:
    """There is a threshold for each level but the lowest, in the order of the levels."""
    wanted = len(work.catalogue.scale.levels) - 1
    for item, one in items_of(work) if _has_sound_scale(work) else ():
        given = item.thresholds[::-1] if item.lower_is_better else item.thresholds
        rises = all(low < high for low, high in pairwise(given))
        possible = item.rated_by != "ratio" or all(
            value >= 0 and (value <= 100 or item.may_exceed) for value in given
        )
        if given and not (rises and possible and len(given) == wanted):
            place = work.file.at_key(*one.route, "thresholds")
            yield scoring.BAD_THRESHOLDS.at(place, id=item.id, wanted=wanted)


def descriptors_are_on_the_scale(work: CatalogueFile) -> Iterator[Diagnostic]:
    """A descriptor describes a level of the scale."""
    levels = work.catalogue.scale.values
    for item, one in items_of(work) if _has_sound_scale(work) else ():
        for level in item.levels:
            if level not in levels:
                yield scoring.DESCRIPTOR_OFF_THE_SCALE.at(
                    work.file.at_key(*one.route, "levels", str(level)),
                    id=item.id,
                    level=level,
                    levels=levels,
                )


def scale_rises(work: CatalogueFile) -> Iterator[Diagnostic]:
    """The scale has two levels or more, but not too many, each higher than the one before it."""
    if (n := len(work.catalogue.scale.levels)) > MOST:
        place = work.file.at_key("scale", "levels")
        yield scoring.TOO_MANY.at(place, n=n, what=Message(N_("levels")), most=MOST)
    scale = work.catalogue.scale
    if scale and not scale.rises and not work.file.touches_faulty("scale"):
        yield scoring.BAD_SCALE.at(work.file.at("scale", "levels"))


def _has_sound_scale(work: CatalogueFile) -> bool:
    scale = work.catalogue.scale
    return scale.rises and len(scale.levels) <= MOST and not work.file.touches_faulty("scale")
