"""What cells state about the nodes of their row: maxima, hints, weights, units."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from qualitycli.cell_account import Usage
from qualitycli.exchange.framework.draft import CellKey, DraftNode, Ledger, StatedCell
from qualitycli.exchange.framework.heading_words import Role
from qualitycli.exchange.framework.headings import Head
from qualitycli.exchange.framework.steps import Most, most_in, says_none
from qualitycli.exchange.framework.tables import TableGrid
from qualitycli.exchange.framework.texts import is_bullet, lines_of, number_in
from qualitycli.exchange.source.document import SourceCell
from qualitycli.messages import N_, Message

_NOT_THERE: Final[Mapping[Role, str]] = {
    "result": N_("ratings and results belong in a year, not in the framework"),
    "deadline": N_("deadlines belong in a year, not in the framework"),
    "responsible": N_("responsible persons belong in a year, not in the framework"),
    "signature": N_("signatures are not part of the framework"),
    "activity": N_("activities and measures belong in a year, not in the framework"),
    "target": N_("targets belong in a year, not in the framework"),
    "ignore": N_("you said to ignore this column"),
}


class Statements:
    """Reads the cells of a table that state something about a node."""

    def __init__(self, grid: TableGrid, head: Head, ledger: Ledger) -> None:
        self._grid = grid
        self._head = head
        self._ledger = ledger

    def key(self, cell: SourceCell) -> CellKey:
        """Return the key of a cell."""
        return self._ledger.key(self._grid, cell)

    def read_most(
        self, nodes: Sequence[DraftNode], cell: SourceCell, above: DraftNode | None
    ) -> None:
        """Read a maximum: of the only node of a cell, of each, or of the node above several."""
        stated = self.stated(cell)
        found = [most_in(line) for line in stated.lines]
        if len(stated.lines) == len(nodes) > 1 and all(found):
            for node, most in zip(nodes, found, strict=True):
                self.state_most(node, most, stated)
        elif (most := most_in(stated.text)) is not None:
            node = above if len(nodes) > 1 and above is not None else nodes[-1]
            self.state_most(node, most, stated)
        elif says_none(stated.text):
            self._ledger.remark(stated.key, Message(N_("no maximum is stated")))
        else:
            self._ledger.remark(stated.key, Message(N_("it is not a number of points")))

    def state_most(self, node: DraftNode, most: Most | None, at: StatedCell) -> None:
        """Record the maximum of a node, unless another cell states another one."""
        if node.most is not None and most is not None and node.most.points != most.points:
            text = N_("another maximum, {first}, is stated at {place}")
            place = self._ledger.stated_at(node.most_at) if node.most_at else Message("")
            args = {"first": node.most.points, "place": place}
            self._ledger.remark(at.key, Message(text, args))
            return
        node.most, node.most_at = most, at
        self._ledger.take(at.key, "max_points", node)

    def read_other(self, node: DraftNode, role: Role, cell: SourceCell) -> None:
        """Read the hints, the weight or the unit of a node."""
        stated = self.stated(cell)
        if role == "hints":
            node.hints += stated.lines
        elif role == "unit":
            node.unit = stated.text
        elif (number := stated.text.strip(" %").replace(",", ".")).replace(".", "", 1).isdigit():
            if number_in(number) == 0:
                self._ledger.remark(stated.key, Message(N_("a weight of 0 was not used")))
                return
            node.weight, node.weight_at = number, stated
        else:
            self._ledger.remark(stated.key, Message(N_("it is not a weight")))
            return
        node.other_cells.append(stated)
        self._ledger.take(stated.key, _USAGES[role], node)

    def stated(self, cell: SourceCell) -> StatedCell:
        """Return what a cell states, with its lines."""
        lines = (
            line.text if not line.number or is_bullet(line.number) else f"{line.number} {line.text}"
            for line in lines_of(cell.lines)
        )
        return StatedCell(self.key(cell), tuple(lines))

    def explain(self, column: int, cell: SourceCell) -> None:
        """Say why a cell is left aside that no node took."""
        role = self._head.columns.get(column)
        if role is None:
            reason = Message(N_("the heading of its column is not known; see --columns"))
        elif role.role in _NOT_THERE:
            reason = Message(_NOT_THERE[role.role])
        elif role.role == "number" and self._ledger.is_open(self.key(cell)):
            reason = Message(N_("it numbers no text"))
        else:
            return
        self._ledger.remark(self.key(cell), reason)


_USAGES: Final[Mapping[Role, Usage]] = {"hints": "hints", "weight": "weight", "unit": "unit"}
