"""One framework from several tables: areas that go on, texts that are there twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qualitycli.cell_account import Usage
from qualitycli.exchange.framework.draft import KINDS, CellKey, DraftNode, Ledger
from qualitycli.messages import N_, Message


class Merger:
    """Merges the nodes that tables have in common."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def merge_areas(self, root: DraftNode) -> None:
        """Merge the areas of one title, and what they have in common."""
        areas: dict[str, DraftNode] = {}
        for area in root.children:
            first = areas.setdefault(_plain(area), area)
            children, area.children = area.children, []
            if first is not area:
                self._move_uses(first, area)
            self._add_children(first, children)
        root.children = list(areas.values())

    def drop_empty(self, root: DraftNode) -> None:
        """Leave out areas without criteria; if all are, they are the criteria of one area."""
        empty = [area for area in root.children if not area.children]
        if empty and len(empty) == len(root.children):
            area = DraftNode("")
            area.children, root.children = empty, [area]
            for one in empty:
                self._rename(one, "area", "criterion")
            self._ledger.decide(
                N_("The table has areas only, so they became the criteria of one area.")
            )
            return
        for area in empty:
            reason = Message(N_("the area has no criteria"))
            for key in self._keys_of(area):
                self._ledger.remark(key, reason)
            root.children.remove(area)
            args = {"place": self._ledger.where(area), "title": area.title}
            self._ledger.decide(N_("{place}: “{title}” has no criteria and was left out."), **args)

    def _rename(self, node: DraftNode, old: Usage, new: Usage) -> None:
        self._ledger.release(node.key, old, node)
        self._ledger.take(node.key, new, node)

    def _merge(self, first: DraftNode, second: DraftNode) -> None:
        """Add what the second node has to the first one."""
        self._move_uses(first, second)
        self._add_children(first, second.children)

    def _add_children(self, node: DraftNode, children: Sequence[DraftNode]) -> None:
        """Add children to a node, unless another table has the same."""
        known = {_plain(child): child for child in node.children}
        for child in children:
            same = known.setdefault(_plain(child), child)
            if same is child or _table(same) == _table(child):
                node.children.append(child)
                below, child.children = child.children, []
                self._add_children(child, below)
            elif same.children or child.children:
                self._merge(same, child)
            else:
                self._leave_out(same, child)

    def _move_uses(self, first: DraftNode, second: DraftNode) -> None:
        for kind in KINDS:
            if self._ledger.uses(second.key, kind, second):
                self._ledger.take(second.key, kind, first)
        if second.most is None or second.most_at is None:
            return
        if first.most is None:
            first.most, first.most_at = second.most, second.most_at
            self._ledger.take(second.most_at.key, "max_points", first)
        elif first.most.points == second.most.points:
            self._ledger.take(second.most_at.key, "max_points", first)
        else:
            self._contradict(first, second)

    def _leave_out(self, first: DraftNode, second: DraftNode) -> None:
        place = self._ledger.where(first)
        if _states(first) == _states(second):
            reason = Message(N_("the same is at {place}"), {"place": place})
        else:
            reason = Message(N_("it contradicts {place}, which was used"), {"place": place})
            text = N_("{place} contradicts {other}; the first one was used.")
            here = self._ledger.where(second)
            self._ledger.decide(text, place=here, other=place)
        for key in self._keys_of(second):
            self._ledger.remark(key, reason)

    def _contradict(self, first: DraftNode, second: DraftNode) -> None:
        assert first.most_at is not None
        assert second.most_at is not None
        place = self._ledger.stated_at(first.most_at)
        reason = Message(N_("it contradicts {place}, which was used"), {"place": place})
        self._ledger.remark(second.most_at.key, reason)
        here = self._ledger.stated_at(second.most_at)
        text = N_("{place} contradicts {other}; the first one was used.")
        self._ledger.decide(text, place=here, other=place)

    @staticmethod
    def _keys_of(node: DraftNode) -> Iterable[CellKey | None]:
        yield node.key
        stated = [node.most_at, node.weight_at, *node.describing]
        yield from (cell.key for cell in (*stated, *node.other_cells) if cell is not None)


def _states(node: DraftNode) -> tuple[object, ...]:
    """Return what a node states, to compare it with another."""
    steps = tuple(
        tuple(cell.text if cell is not None else "" for cell in pair) for pair in node.stepped
    )
    columned = tuple((role, number, cell.text) for role, number, cell in node.columned)
    return node.most, steps, columned


def _plain(node: DraftNode) -> str:
    return node.title.casefold().strip(" .:;")


def _table(node: DraftNode) -> int:
    return node.place_of.table
