"""The catalogue that a table is read onto: which of its nodes and points scales the table means."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from fractions import Fraction
from itertools import count
from typing import Any, Final, NamedTuple

from qualitycli.exchange.framework.draft import KINDS, DraftNode, shown_title
from qualitycli.exchange.framework.ladders import Rung, rungs_as_values
from qualitycli.messages import N_, Message
from qualitycli.model.tree import CHILD_KEYS

# Two texts of one node are at least this similar, from 0 to 1.
_NEAR: Final = 0.6
_MOST_COMPARED: Final = 500


class Existing(NamedTuple):
    """A catalogue that exists, as plain values; it may be faulty.

    :ivar rated: the ids that ratings use, known to the catalogue or not.
    :ivar is_replaced: whether the nodes that the table does not have are removed.
    """

    values: Mapping[str, Any] = {}
    rated: frozenset[str] = frozenset()
    is_replaced: bool = False

    @property
    def areas(self) -> list[Mapping[str, Any]]:
        """Its areas."""
        return _mappings(self.values.get("areas"))

    @property
    def ids(self) -> set[str]:
        """The ids that are not free."""
        kept = [] if self.is_replaced else self.areas
        return {_id(one) for one in _below(kept)} | self.rated

    def paired(self, areas: Sequence[DraftNode]) -> dict[DraftNode, Mapping[str, Any]]:
        """Return the nodes of a table that the catalogue has, with the values that it has.

        If the catalogue is replaced and nothing is rated, no id needs to stay.
        """
        if self.is_replaced and not self.rated:
            return {}
        found: dict[DraftNode, Mapping[str, Any]] = {}
        _pair(areas, self.areas, 0, found)
        return found

    def left(self, paired: Mapping[DraftNode, Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
        """Yield the nodes in force that the table does not have, without those below them."""
        known = {id(one) for one in paired.values()}
        areas = [] if self.is_replaced else self.areas

        def missing(nodes: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
            for node in nodes:
                if id(node) in known:
                    yield from missing(_children(node))
                elif not node.get("retired"):
                    yield node

        return missing(areas)

    def title_of_area(self, children: Sequence[DraftNode]) -> str:
        """Return the title of the first area that has one of the criteria; empty if none has."""
        wanted = {plain(child.title) for child in children}
        for area in self.areas:
            if wanted & {plain(_title(one)) for one in _children(area)}:
                return _title(area)
        return ""

    def ladder_names(self, ladders: Sequence[tuple[Rung, ...]]) -> dict[tuple[Rung, ...], str]:
        """Return the names of the points scales that the catalogue has by name."""
        names = {_content(rungs): name for name, rungs in reversed([*self.ladders.items()])}
        contents = {one: _content(rungs_as_values(one)) for one in ladders}
        return {one: names[known] for one, known in contents.items() if known in names}

    @property
    def ladders(self) -> Mapping[str, Any]:
        """Its points scales by name."""
        ladders = self.values.get("ladders")
        return ladders if isinstance(ladders, dict) else {}


def changes_of_nodes(
    existing: Existing, paired: Mapping[DraftNode, Mapping[str, Any]]
) -> Iterator[Message]:
    """Yield which nodes of a catalogue get another title, and which the table does not have."""
    for node, old in paired.items():
        if _title(old) not in {node.title, _whole_title(node)}:
            text = N_("{id} was recognised: “{old}” → “{new}”.")
            yield Message(text, {"id": node.id, "old": _title(old), "new": node.title})
    for old in existing.left(paired):
        text = N_("{id} “{title}” is not in the table; it stays.")
        yield Message(text, {"id": _id(old), "title": _title(old)})


def plain(title: str) -> str:
    """Return a title without what does not distinguish it: case, white space, punctuation."""
    return re.sub(r"[\W_]+", " ", title).casefold().strip()


def is_near(one: str, other: str) -> bool:
    """Tell whether two titles can be those of one node before and after a correction.

    They are similar, or one is the other with words added to its end.
    """
    if plain(one) == plain(other):
        return True
    left, right = sorted((plain(text)[:_MOST_COMPARED] for text in (one, other)), key=len)
    if left and right.startswith(f"{left} "):
        return True
    return SequenceMatcher(None, left, right, autojunk=False).ratio() >= _NEAR


def _pair(
    nodes: Sequence[DraftNode],
    known: Sequence[Mapping[str, Any]],
    depth: int,
    found: dict[DraftNode, Mapping[str, Any]],
) -> None:
    """Pair the children of one node: by title, then by number where the title is near."""
    titles = {one: plain(shown_title(one, KINDS[depth])) for one in nodes}
    numbers = {one: one.number or str(index) for index, one in enumerate(nodes, 1)}
    # A retired node keeps its id if the table still has it, but another one comes first.
    left = sorted(known, key=lambda one: bool(one.get("retired")))
    for of_node, of_old in (
        # Of several with one title, those with the same number belong together.
        (lambda one: (titles[one], numbers[one]), lambda one: (plain(_title(one)), _number(one))),
        (lambda one: titles[one], lambda one: plain(_title(one))),
        (lambda one: numbers[one], _number),
    ):
        there: dict[object, deque[Mapping[str, Any]]] = {}
        for old in left:
            there.setdefault(of_old(old), deque()).append(old)
        for node in nodes:
            same = there.get(of_node(node)) if node not in found else None
            if same and is_near(titles[node], _title(same[0])):
                found[node] = same.popleft()
        left = [old for same in there.values() for old in same]
    for node in nodes:
        if node in found and node.children:
            _pair(node.children, _children(found[node]), depth + 1, found)


def _content(rungs: Any) -> tuple[tuple[tuple[str, object], ...], ...]:
    """Return what a points scale says, however its numbers are written."""
    return tuple(
        tuple(sorted((key, _figure(key, value)) for key, value in rung.items()))
        for rung in _mappings(rungs)
    )


def _figure(key: str, value: Any) -> object:
    try:
        return str(value) if key == "text" else str(Fraction(str(value)))
    except (ValueError, ZeroDivisionError):
        return str(value)


def free_names(stem: str, taken: Mapping[str, Any]) -> Iterator[str]:
    """Yield `stem-1`, `stem-2`, …, without those that are taken."""
    return (name for n in count(1) if (name := f"{stem}-{n}") not in taken)


def _mappings(entries: Any) -> list[Mapping[str, Any]]:
    return [one for one in entries if isinstance(one, dict)] if isinstance(entries, list) else []


def _children(node: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [child for key in CHILD_KEYS for child in _mappings(node.get(key))]


def _below(nodes: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for node in nodes:
        yield node
        yield from _below(_children(node))


def _id(node: Mapping[str, Any]) -> str:
    return str(node.get("id", ""))


def _title(node: Mapping[str, Any]) -> str:
    return str(node.get("title") or node.get("text") or "")


def _whole_title(node: DraftNode) -> str:
    return shown_title(node, "criterion")


def _number(node: Mapping[str, Any]) -> str:
    return str(node.get("number") or _id(node).rpartition(".")[2])
