"""The changes from one catalogue to another, in the order of the newer one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, Literal, NamedTuple, get_args

from qualitycli.comparing.pairs import rated_alike
from qualitycli.diagnostics import Diagnostic, Place, Related
from qualitycli.differences import diff_spans
from qualitycli.messages import N_, Message, as_written
from qualitycli.model.fields import Named
from qualitycli.model.framework import Catalogue
from qualitycli.model.tree import AnswerOption, Node, Rung, Subindicator
from qualitycli.rounding import exactly
from qualitycli.rules import gates
from qualitycli.suggestions import Effort
from qualitycli.workspace import CatalogueFile, NodeLocation

# Changes are listed in this order.
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
    "redated",
    "rescaled",
    "rescored",
]
KINDS: Final[tuple[ChangeKind, ...]] = get_args(ChangeKind)
# Words that were removed, added or kept.
Words = tuple[tuple[Literal["went", "came", "stayed"], str], ...]


class CatalogueChange(NamedTuple):
    """One change to a node or to the framework.

    :ivar id: the id of the node, the name of a named scale, or else the key in the catalogue.
    :ivar before: the old value as text; `after` is the new one.
    :ivar words: for a rewording, the words that were removed, added or kept.
    """

    kind: ChangeKind
    id: str
    text: str
    before: str = ""
    after: str = ""
    words: Words = ()


class CatalogueDiff(NamedTuple):
    """The comparison of two catalogues.

    :ivar changes: the changes, in the order of the newer one; vanished nodes follow the others.
    """

    before: CatalogueFile
    after: CatalogueFile
    changes: tuple[CatalogueChange, ...]

    @classmethod
    def of(cls, before: CatalogueFile, after: CatalogueFile) -> CatalogueDiff:
        """Compare two catalogues without errors."""
        return cls(before, after, tuple(changes(before, after)))


def changes(old: CatalogueFile, new: CatalogueFile) -> Iterator[CatalogueChange]:
    """Yield every change from one catalogue to another; a node may have several."""
    standings = {one.node.id: one for one in reversed(old.standings)}
    effort = Effort()
    for one in new.standings:
        if (before := standings.get(one.node.id)) is None:
            yield CatalogueChange("added", one.node.id, one.node.label)
        else:
            yield from _of_node(before, one, effort)
    for one in old.standings:
        if one.node.id not in new.nodes:
            yield CatalogueChange("vanished", one.node.id, one.node.label)
    yield from _of_scales(old.catalogue, new.catalogue)
    yield from _of_scoring(old.catalogue, new.catalogue)


def _of_scales(old: Catalogue, new: Catalogue) -> Iterator[CatalogueChange]:
    """Yield the changes of scales that items use by name."""
    for was, now in (
        (_ladders(old), _ladders(new)),
        (_answer_scales(old), _answer_scales(new)),
    ):
        for name in dict.fromkeys((*now, *was)):
            before, after = was.get(name, ""), now.get(name, "")
            if before != after:
                yield CatalogueChange("rescaled", name, "", before or "–", after or "–")


def _ladders(catalogue: Catalogue) -> dict[str, str]:
    return {name: ladder_steps(rungs, texts=True) for name, rungs in catalogue.ladders.items()}


def _answer_scales(catalogue: Catalogue) -> dict[str, str]:
    return {name: _answers(options) for name, options in catalogue.answer_scales.items()}


def _of_scoring(old: Catalogue, new: Catalogue) -> Iterator[CatalogueChange]:
    """Yield the changes in how scores are calculated."""
    for key, was, now in (
        ("method", old.method, new.method),
        ("overall", str(old.overall).lower(), str(new.overall).lower()),
        (
            "coverage_threshold",
            exactly(old.coverage_threshold),
            exactly(new.coverage_threshold),
        ),
        ("scale", _levels(old), _levels(new)),
    ):
        if was != now:
            yield CatalogueChange("rescored", key, "", was or "–", now or "–")


def _levels(catalogue: Catalogue) -> str:
    return ", ".join(f"{one.value} {one.name}" for one in catalogue.scale.levels)


def _of_node(old: NodeLocation, new: NodeLocation, effort: Effort) -> Iterator[CatalogueChange]:
    before, after = old.node, new.node
    node_id, text = after.id, after.label
    if after.retired and not before.retired:
        if after.replaced_by:
            others = ", ".join(f"{one.id} ({one.kind})" for one in after.replaced_by)
            yield CatalogueChange("replaced", node_id, text, before=after.retired, after=others)
        else:
            yield CatalogueChange("retired", node_id, text, after=after.retired)
    elif _life(before) != _life(after):
        yield CatalogueChange("redated", node_id, text, _life(before), _life(after))
    if before.retired is None and after.retired and before.since != after.since:
        yield CatalogueChange("redated", node_id, text, before.since or "–", after.since or "–")
    parents = tuple(one.parent.id if one.parent else "" for one in (old, new))
    if parents[0] != parents[1]:
        yield CatalogueChange("moved", node_id, text, parents[0], parents[1])
    if before.shown_number != after.shown_number:
        yield CatalogueChange("renumbered", node_id, text, before.shown_number, after.shown_number)
    if (was := _whole_text(before)) != (now := _whole_text(after)):
        yield CatalogueChange("reworded", node_id, text, was, now, words_changed(was, now, effort))
    yield from _of_rating(before, after)


def _of_rating(before: Node, after: Node) -> Iterator[CatalogueChange]:
    one, other = before.item, after.item
    both_roll_up = one is None and other is None
    alike = one is not None and other is not None and rated_alike(one, other)
    if not both_roll_up and not alike:
        yield CatalogueChange("rerated", after.id, after.label, _way(before), _way(after))
    elif (was := _extent(before)) != (now := _extent(after)):
        yield CatalogueChange("rescaled", after.id, after.label, was or "–", now or "–")
    if before.weight != after.weight:
        weights = as_written(before.weight), as_written(after.weight)
        yield CatalogueChange("reweighted", after.id, after.label, weights[0], weights[1])


def _life(node: Node) -> str:
    """Return the years in which a node is valid and its replacements, as text."""
    others = ", ".join(f"{one.id} ({one.kind})" for one in node.replaced_by)
    return f"{node.since or ''}–{node.retired or ''} {others}".strip()


def _way(node: Node) -> str:
    """Return how a node is rated, with its steps, thresholds, maximum, unit and answers."""
    item = node.item
    if item is None:
        return node.child_key or node.kind
    details = [ladder_steps(item.ladder)] if item.ladder else []
    details += [as_written(threshold) for threshold in item.thresholds]
    if item.lower_is_better:
        details.append("lower_is_better")
    if item.max_points is not None and not item.ladder:
        details.append(f"max_points {as_written(item.max_points)}")
    if item.unit:
        details.append(f"unit {item.unit}")
    if item.answer_scale:
        details.append(f"answers {_answers(item.answer_scale)}")
    return f"{item.rated_by} ({', '.join(details)})" if details else item.rated_by


def _extent(node: Node) -> str:
    """Return the maximum of a node that is not an item, or the steps and texts of an item."""
    item = node.item
    if item is None:
        return "" if node.max_points is None else f"max_points {as_written(node.max_points)}"
    details = [] if item.step is None else [f"step {as_written(item.step)}"]
    if item.may_exceed:
        details.append("may_exceed")
    # Named lists are reported once, by their name.
    if item.answer_scale and not isinstance(item.answer_scale, Named):
        details.append(f"answers {_answers(item.answer_scale)}")
    if item.ladder and not isinstance(item.ladder, Named):
        details.append(ladder_steps(item.ladder, texts=True))
    return ", ".join(details)


def ladder_steps(ladder: Sequence[Rung], *, texts: bool = False) -> str:
    """Return the steps of a points scale, with their bounds: `1, 1.5 above 20`."""
    steps = []
    for rung in ladder:
        step = as_written(rung.points)
        if rung.start is not None:
            word = "from" if rung.above is None else "above"
            step += f" {word} {as_written(rung.start)}"
        steps.append(f"{step} {rung.text}" if texts and rung.text else step)
    return ", ".join(steps)


def _answers(options: Sequence[AnswerOption]) -> str:
    shown = []
    for one in options:
        text = f"{one.key} {one.text}" if one.key else one.text
        shown.append(text if one.counts else f"({text})")
    return "; ".join(shown)


def _from_difference(before: str, after: str) -> tuple[str, str]:
    """Return the rest of two texts, starting shortly before their first difference."""
    old, new = before.split(), after.split()
    same = next((i for i, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]), 0)
    same = same or min(len(old), len(new)) * (before != after and old[0] == new[0])
    start = max(0, same - 3)
    begin = "… " if start else ""
    return begin + " ".join(old[start:]), begin + " ".join(new[start:])


def _whole_text(node: Node) -> str:
    """Return a node's text with its parts."""
    parts = node.parts if isinstance(node, Subindicator) else ()
    return " ".join((node.label, *parts))


def words_changed(before: str, after: str, effort: Effort | None = None) -> Words:
    """Return the words of both texts in order, marked as removed, added or kept."""
    old, new = before.split(), after.split()
    found: list[tuple[Literal["went", "came", "stayed"], str]] = []
    for left, right, same in diff_spans(old, new, effort):
        if same:
            found.append(("stayed", " ".join(old[left.start : left.stop])))
            continue
        if left:
            found.append(("went", " ".join(old[left.start : left.stop])))
        if right:
            found.append(("came", " ".join(new[right.start : right.stop])))
    return tuple(found)


# The changes that are not allowed in a published catalogue, by name of the gate.
CATALOGUE_GATES: Final = ("vanished", "reworded", "rerated", "reweighted", "redated")


_RULES: Final = {"reworded": gates.TEXT_CHANGED, "redated": gates.YEARS_CHANGED}


def guard(diff: CatalogueDiff, asked: tuple[str, ...]) -> Iterator[Diagnostic]:
    """Yield a finding for each change that is not allowed in a published catalogue.

    A rewording is allowed with a new edition. The way an item is rated and its weight must never
    change; the item is retired and replaced instead.
    """
    old, new = diff.before, diff.after
    published = old.catalogue.framework.editions
    newer = set(new.catalogue.framework.editions) - set(published)
    routes = {one.node.id: one.route for one in new.standings}
    was = {one.node.id: one.route for one in old.standings}
    for change in diff.changes:
        if change.kind not in asked or (change.kind == "reworded" and newer):
            continue
        there = old.file.at(*was[change.id], "id")
        related = [Related(there, Message(N_("as published")))]
        if change.kind == "vanished":
            place = Place(new.file.name)
            yield gates.MISSING_ID.at(place, id=change.id, text=change.text, related=related)
            continue
        place = new.file.at(*routes[change.id], "id")
        before, after = change.before, change.after
        if change.kind == "reworded":
            before, after = _from_difference(before, after)
        rule = _RULES.get(change.kind, gates.RATING_CHANGED)
        yield rule.at(place, related=related, id=change.id, before=before, after=after)
