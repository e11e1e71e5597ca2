"""The framework while it is read: nodes without ids, and what became of each cell so far."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Final, NamedTuple

from qualitycli.cell_account import (
    CellAccount,
    CellPlace,
    CellUse,
    Usage,
)
from qualitycli.exchange.framework.ladders import Ladder
from qualitycli.exchange.framework.steps import Most
from qualitycli.exchange.framework.tables import TableGrid, shown_text
from qualitycli.exchange.source.document import CellAddress, SourceCell
from qualitycli.messages import N_, Message, Plural
from qualitycli.model.tree import Kind

KINDS: Final[tuple[Kind, ...]] = ("area", "criterion", "indicator", "subindicator")


class CellKey(NamedTuple):
    """A cell of a document: its table, row and column."""

    table: int
    row: int
    column: int


class StatedCell(NamedTuple):
    """A cell or paragraph that states something about a node, with its lines.

    :ivar key: None of a paragraph.
    """

    key: CellKey | None
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """Its text on one line."""
        return " ".join(self.lines)


@dataclass(eq=False)
class DraftNode:
    """A node as it was read.

    :ivar number: as printed, without the dot after it.
    :ivar key: the cell that it comes from; None if it comes from no cell.
    :ivar most: the cells that state its maximum, and what they state.
    :ivar most_is_missing: whether the cell of its maximum has a formula or an error.
    :ivar stepped: the cells that describe its steps, each with the cell of its points, if any.
    :ivar columned: its steps in columns of their own: role, points or level, and cell.
    :ivar other_cells: the cells of its number, hints, weight and unit.
    """

    title: str
    number: str = ""
    key: CellKey | None = None
    rows: int = 1
    children: list[DraftNode] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    most: Most | None = None
    most_at: StatedCell | None = None
    stepped: list[tuple[StatedCell | None, StatedCell | None]] = field(default_factory=list)
    columned: list[tuple[str, Fraction, StatedCell]] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)
    other_cells: list[StatedCell] = field(default_factory=list)
    weight: str = ""
    weight_at: StatedCell | None = None
    most_is_missing: bool = False
    unit: str = ""
    ladder: Ladder | None = None
    levels: dict[int, str] = field(default_factory=dict)
    rated_by: str = ""
    id: str = ""

    @property
    def place_of(self) -> CellKey:
        """The cell that it comes from; of the first below it, if it comes from none."""
        return self.key or next((one.place_of for one in self.children), CellKey(0, 0, 0))

    @property
    def describing(self) -> Iterator[StatedCell]:
        """The cells that describe its steps or levels."""
        yield from (one for pair in self.stepped for one in pair if one is not None)
        yield from (cell for _, _, cell in self.columned)

    def descendants(self) -> Iterator[DraftNode]:
        """Yield it and all nodes below it, in order."""
        yield self
        for child in self.children:
            yield from child.descendants()

    @property
    def items(self) -> Iterator[DraftNode]:
        """The nodes at or below it that have no children."""
        return (one for one in self.descendants() if not one.children)


def shown_title(node: DraftNode, kind: str) -> str:
    """Return the text of a node; only sub-indicators have a list of parts of their own."""
    if kind == "subindicator" or not node.parts:
        return node.title
    return " ".join([node.title, *(f"– {part}" for part in node.parts)])


@dataclass
class _Fate:
    uses: list[tuple[Usage, DraftNode | str]] = field(default_factory=list)
    remarks: list[Message] = field(default_factory=list)


class Ledger:
    """What became of each cell so far, and what was decided for the user."""

    def __init__(self) -> None:
        self.grids: dict[int, TableGrid] = {}
        self.decisions: list[Message] = []
        self._decided: set[str] = set()
        self._fates: dict[CellKey, _Fate] = {}

    def open(self, grid: TableGrid) -> None:
        """Begin the account of a table."""
        self.grids[grid.table.order] = grid
        for at in grid.cells:
            self._fates[CellKey(grid.table.order, *at)] = _Fate()

    def key(self, grid: TableGrid, cell: SourceCell) -> CellKey:
        """Return the key of a cell."""
        return CellKey(grid.table.order, *cell.address)

    def take(self, key: CellKey | None, usage: Usage, node: DraftNode | str) -> None:
        """Record that a cell became something."""
        if key is not None:
            fate = self._fates[key]
            if (usage, node) not in fate.uses:
                fate.uses.append((usage, node))

    def release(self, key: CellKey | None, usage: Usage, node: DraftNode) -> None:
        """Take back that a cell became something."""
        if key is not None:
            fate = self._fates[key]
            fate.uses = [one for one in fate.uses if one != (usage, node)]

    def uses(self, key: CellKey | None, usage: Usage, node: DraftNode) -> bool:
        """Tell whether a cell became this of a node."""
        return key is not None and (usage, node) in self._fates[key].uses

    def remark(self, key: CellKey | None, remark: Message) -> None:
        """Record why a cell is left aside, or what else there is to know about it."""
        if key is not None and remark not in self._fates[key].remarks:
            self._fates[key].remarks.append(remark)

    def decide(self, text: str | Plural, **args: Any) -> None:
        """Record a decision, once."""
        message = Message(text, args)
        if (known := repr(message)) not in self._decided:
            self._decided.add(known)
            self.decisions.append(message)

    def is_open(self, key: CellKey) -> bool:
        """Tell whether nothing is recorded about a cell yet."""
        fate = self._fates[key]
        return not (fate.uses or fate.remarks)

    def place(self, key: CellKey) -> CellPlace:
        """Return where a cell is."""
        grid = self.grids[key.table]
        line = grid.table.lines.get(key.row, 0)
        return CellPlace(key.table, grid.table.name, key.row, key.column, line)

    def shown(self, key: CellKey) -> Message:
        """Return where a cell is, for a sentence."""
        return self.place(key).message

    def where(self, node: DraftNode) -> Message:
        """Return where a node is, for a sentence."""
        key = node.place_of
        if not key.table:
            return Message(N_("“{text}” above the table"), {"text": node.title})
        return self.shown(key)

    def stated_at(self, cell: StatedCell) -> Message:
        """Return where something is stated, for a sentence."""
        if cell.key is None:
            return Message(N_("“{text}” above the table"), {"text": cell.text})
        return self.shown(cell.key)

    def closed(self, kept: set[DraftNode], otherwise: Message) -> tuple[CellAccount, ...]:
        """Return what became of every cell.

        :param kept: the nodes of the framework; other nodes were left out.
        :param otherwise: the reason for cells about which nothing is recorded.
        """
        return tuple(self._closed(key, kept, otherwise) for key in sorted(self._fates))

    def _closed(self, key: CellKey, kept: set[DraftNode], otherwise: Message) -> CellAccount:
        fate = self._fates[key]
        uses = tuple(
            CellUse(usage, node if isinstance(node, str) else node.id)
            for usage, node in fate.uses
            if isinstance(node, str) or node in kept
        )
        remarks = tuple(fate.remarks)
        if not (uses or remarks):
            remarks = (otherwise,)
        text = shown_text(self.grids[key.table].cells[CellAddress(key.row, key.column)])
        return CellAccount(self.place(key), text, uses, remarks)
