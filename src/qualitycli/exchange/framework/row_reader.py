"""Reading the rows of one table into nodes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qualitycli.exchange.framework import row_kinds
from qualitycli.exchange.framework.draft import KINDS, CellKey, DraftNode, Ledger, StatedCell
from qualitycli.exchange.framework.heading_words import TEXTS, Role
from qualitycli.exchange.framework.headings import Head
from qualitycli.exchange.framework.outline import Outline
from qualitycli.exchange.framework.statements import Statements
from qualitycli.exchange.framework.steps import Most
from qualitycli.exchange.framework.tables import TableGrid
from qualitycli.exchange.framework.texts import (
    NumberedText,
    area_heading,
    criterion_heading,
    lines_of,
    number_alone,
    one_line,
    plain_heading,
    roman_heading,
    split_points,
    texts_in,
)
from qualitycli.exchange.source.document import CellAddress, SourceCell, TextLine
from qualitycli.messages import N_, Message


class RowReader:
    """Reads the rows below the headings of a table.

    :param top: the node that the table belongs to: the root, or an area.
    """

    def __init__(self, grid: TableGrid, head: Head, ledger: Ledger, root: DraftNode) -> None:
        self._grid = grid
        self._head = head
        self._ledger = ledger
        self._root = root
        self._outline = Outline(grid, head)
        self._statements = Statements(grid, head, ledger)
        # The node that rows belong to, by its depth: the area is at 0.
        self._current: dict[int, DraftNode] = {}
        self._group: DraftNode | None = None

    def begin_in(self, area: DraftNode, group: DraftNode | None = None) -> None:
        """Read the rows into an area, until a row begins another one.

        :param group: the criterion that a paragraph names for the table.
        """
        self._current = {0: area}
        if group is not None:
            self._add(group, 1)
            self._group = group

    @property
    def begins_areas(self) -> bool:
        """Whether rows begin areas: by saying so, or by the highest of several numbers."""
        if self._head.of("area") or self._outline.has_named_areas:
            return True
        return self._outline.has_roman_titles or self._outline.begins_with_roman

    def let_numbers_make_areas(self) -> None:
        """Let the rows with the highest numbers begin areas, unless rows say which are areas."""
        self._outline.makes_areas = self._outline.is_nested and not self._outline.has_named_areas

    @property
    def area(self) -> DraftNode | None:
        """The area of the last row."""
        return self._current.get(0)

    def read(self) -> None:
        """Read all rows below the headings."""
        first = self._head.rows.stop if self._head.rows else 1
        for row in sorted(one for one in self._grid.rows if one >= first):
            if (reason := row_kinds.left_aside(self._grid, self._head, row)) is not None:
                self._leave_row(row, reason)
            elif (title := self._title_of(row)) is not None:
                self._read_title(row, title)
            else:
                self._read_row(row)

    def _title_of(self, row: int) -> SourceCell | None:
        if self._outline.is_group(row):
            return next(iter(self._grid.rows[row].values()))
        title = row_kinds.title_of(self._grid, self._head, row)
        if title is None or area_heading(one_line(title.text)) is not None:
            return title
        return None if self._outline.begins_with_roman else title

    def _leave_row(self, row: int, reason: Message) -> None:
        for cell in self._grid.rows[row].values():
            self._ledger.remark(self._key(cell), reason)

    def _key(self, cell: SourceCell) -> CellKey:
        return self._ledger.key(self._grid, cell)

    # --- Titles -------------------------------------------------------------------------------

    def _read_title(self, row: int, cell: SourceCell) -> None:
        text = one_line(cell.text)
        automatic = next((line.number for line in lines_of(cell.lines)), "").rstrip(".)")
        named = area_heading(text)
        heading = named or criterion_heading(text) or plain_heading(text)
        node = DraftNode(heading.title, heading.number or automatic, self._key(cell))
        if heading.most is not None:
            self._statements.state_most(
                node, Most(heading.most), StatedCell(self._key(cell), (text,))
            )
        depth = self._depth_of_title(text, is_area=named is not None)
        self._add(node, depth)
        self._group = node if depth else None
        self._ledger.take(self._key(cell), "area" if depth == 0 else "criterion", node)
        self._read_beside(row, cell, node)

    def _depth_of_title(self, text: str, *, is_area: bool) -> int:
        """Return the depth of a title: an area, unless its text or place says otherwise."""
        if is_area:
            self._outline.has_named_areas = True
            return 0
        if criterion_heading(text) is not None:
            return 1
        if self._outline.has_named_areas and not self._head.of("criterion"):
            return 1
        if roman_heading(text) is None and self._outline.has_roman_titles:
            return 1
        if self._area_is_given and len(self._head.of(*TEXTS)) < 3:
            text = N_("Table {table}: titles across a whole row became criteria of the area.")
            self._ledger.decide(text, table=self._grid.table.order)
            return 1
        return 0

    @property
    def _area_is_given(self) -> bool:
        area = self._current.get(0)
        return area is not None and area.key is None and bool(area.title)

    # --- Rows ---------------------------------------------------------------------------------

    def _read_row(self, row: int) -> None:
        cells = self._grid.rows[row]
        begun: list[list[DraftNode]] = []
        if (area := self._cell_of(cells, "area")) is not None:
            self._begin_area(area, self._cell_of(cells, "number"))
        numbers = self._numbers_of(cells)
        for column in self._head.of(*TEXTS):
            cell = cells.get(column)
            if cell is not None:
                nodes = self._begin(row, column, cell, numbers)
                begun.append(nodes)
        self._attach(cells, begun)
        if begun:
            begun[-1][-1].most_is_missing = self._has_unread_most(row)
        for column, cell in cells.items():
            self._statements.explain(column, cell)

    def _has_unread_most(self, row: int) -> bool:
        """Tell whether the maximum in a row is a formula or an error."""
        cells = (self._grid.cells.get(CellAddress(row, n)) for n in self._head.of("max_points"))
        return any(cell is not None and cell.fault for cell in cells)

    def _cell_of(self, cells: Mapping[int, SourceCell], role: Role) -> SourceCell | None:
        return next((cells[one] for one in self._head.of(role) if one in cells), None)

    def _begin_area(self, cell: SourceCell, number: SourceCell | None) -> None:
        text = one_line(cell.text)
        heading = area_heading(text) or plain_heading(text)
        old = self._current.get(0)
        if old is not None and old.title == heading.title:
            self._ledger.take(self._key(cell), "area", old)
            return
        node = DraftNode(heading.title, heading.number, self._key(cell), cell.rows)
        if heading.most is not None:
            self._statements.state_most(
                node, Most(heading.most), StatedCell(self._key(cell), (text,))
            )
        self._add(node, 0)
        self._group = None
        self._ledger.take(self._key(cell), "area", node)
        if not self._head.of(*TEXTS) and number is not None:
            node.number = number_alone(one_line(number.text)) or node.number
            self._ledger.take(self._key(number), "number", node)

    def _numbers_of(self, cells: Mapping[int, SourceCell]) -> dict[int, SourceCell]:
        """Return the cells with numbers by the column of the texts that they number."""
        return {
            self._outline.numbered_by[column]: cells[column]
            for column in self._head.of("number")
            if column in cells and column in self._outline.numbered_by
        }

    def _begin(
        self, row: int, column: int, cell: SourceCell, numbers: dict[int, SourceCell]
    ) -> list[DraftNode]:
        """Add the nodes of a cell."""
        number = numbers.pop(column, None)
        if number is None and column == self._deepest_in(row):
            number = numbers.pop(next(iter(numbers), 0), None)
        texts = texts_in(cell.lines)
        self._number_texts(texts, number)
        depth = self._depth_of(column, texts[0].number)
        key, nodes = self._key(cell), []
        if (same := self._same(column, depth, texts)) is not None:
            self._ledger.take(key, KINDS[self._depth_in_tree(same)], same)
            if number is not None:
                self._ledger.take(self._key(number), "number", same)
            return [same]
        for one in texts:
            node = self._node_of(one, cell, depth)
            self._add(node, depth)
            self._ledger.take(key, KINDS[self._depth_in_tree(node)], node)
            if number is not None and node.number:
                node.other_cells.append(self._statements.stated(number))
                self._ledger.take(self._key(number), "number", node)
            nodes.append(node)
        if len(texts) == 1 and texts[0].lines > 1 and number is None and not texts[0].number:
            self._ledger.decide(
                N_("{place}: its lines have no numbers, so they became one text."),
                place=self._ledger.shown(key),
            )
        return nodes

    def _same(self, column: int, depth: int, texts: list[NumberedText]) -> DraftNode | None:
        """Return the node above that a table repeats in each of its rows."""
        old = self._current.get(depth)
        if old is None or column == self._head.of(*TEXTS)[-1] or len(texts) != 1:
            return None
        text = texts[0]
        is_same = old.title == split_points(text.text)[0] and text.number in ("", old.number)
        return old if is_same else None

    def _deepest_in(self, row: int) -> int:
        columns = [one for one in self._head.of(*TEXTS) if one in self._grid.rows[row]]
        return columns[-1] if columns else 0

    def _number_texts(self, texts: list[NumberedText], number: SourceCell | None) -> None:
        """Give texts the numbers of the cell beside them, unless they have their own."""
        if number is None:
            return
        written = [
            number_alone(line.text) or line.text or line.number
            for line in _with_automatic(number.lines)
        ]
        if len(written) == len(texts):
            for text, own in zip(texts, written, strict=True):
                if text.number and text.number != own:
                    text.text = f"{text.number}. {text.text}"
                text.number = own
        elif len(written) == 1:
            texts[0].number = texts[0].number or written[0]
        if number.converted:
            self._ledger.remark(
                self._key(number),
                Message(
                    N_(
                        "the spreadsheet stored {text} as a number or date; if {typed} was "
                        "typed, correct “number”"
                    ),
                    {"text": one_line(number.text), "typed": number.typed},
                ),
            )

    def _node_of(self, text: NumberedText, cell: SourceCell, depth: int) -> DraftNode:
        title, most = split_points(text.text)
        named = area_heading(text.text) if depth == 0 else None
        if named is not None:
            title, text.number, most = named.title, text.number or named.number, named.most
        node = DraftNode(title, text.number, self._key(cell), cell.rows, parts=text.parts)
        if most is not None:
            self._statements.state_most(node, Most(most), StatedCell(self._key(cell), (text.text,)))
        return node

    def _depth_of(self, column: int, number: str) -> int:
        is_grouped = self._group is not None and self._group is self._current.get(1)
        return self._outline.depth_of(column, number) + is_grouped

    def _add(self, node: DraftNode, depth: int) -> None:
        """Add a node at a depth, or right below the deepest node above it."""
        depth = min(depth, len(KINDS) - 1)
        above = [self._current[one] for one in sorted(self._current) if one < depth]
        if depth and not above:
            area = DraftNode("")
            self._root.children.append(area)
            self._current[0] = area
            above = [area]
        (above[-1] if above else self._root).children.append(node)
        self._current = {one: old for one, old in self._current.items() if one < depth}
        self._current[depth] = node

    def _depth_in_tree(self, node: DraftNode) -> int:
        """Return the depth of the newest node in the tree, which may be above its column's."""
        depths = sorted(self._current)
        return depths.index(next(one for one in depths if self._current[one] is node))

    # --- What belongs to a node ---------------------------------------------------------------

    def _attach(
        self, cells: Mapping[int, SourceCell], begun: Sequence[Sequence[DraftNode]]
    ) -> None:
        """Give the other cells of a row to the nodes that they are about."""
        steps = self._cell_of(cells, "steps")
        points = self._cell_of(cells, "points")
        for column, cell in cells.items():
            role = self._head.columns.get(column)
            if role is None or role.role in (*TEXTS, "area", "number", "steps", "points"):
                continue
            nodes = self._about(cell, begun)
            if nodes and role.role == "max_points":
                self._statements.read_most(nodes, cell, self._parent_of(nodes[-1]))
            elif nodes and role.role in ("level", "rung"):
                stated = self._statements.stated(cell)
                nodes[-1].columned.append((role.role, role.number, stated))
            elif nodes and role.role in ("hints", "weight", "unit"):
                self._statements.read_other(nodes[-1], role.role, cell)
        if (judged_by := steps or points) is not None:
            nodes = self._about(judged_by, begun)
            if nodes:
                pair = (
                    None if steps is None else self._statements.stated(steps),
                    None if points is None else self._statements.stated(points),
                )
                nodes[-1].stepped.append(pair)

    def _about(self, cell: SourceCell, begun: Sequence[Sequence[DraftNode]]) -> Sequence[DraftNode]:
        """Return the nodes that a cell is about: of its row, or of the rows it is merged over."""
        if not begun:
            deepest = max(self._current, default=0)
            return [self._current[deepest]] if deepest in self._current else []
        if cell.rows > 1:
            for nodes in begun:
                if nodes[-1].rows == cell.rows:
                    return nodes
            # Merged over the rows of several nodes, it is about the one above them.
            for nodes in reversed(begun):
                if nodes[-1].rows > cell.rows:
                    return nodes
            above = self._parent_of(begun[-1][-1])
            if begun[-1][-1].rows < cell.rows and above is not None:
                return [above]
        return begun[-1]

    def _parent_of(self, node: DraftNode) -> DraftNode | None:
        depths = sorted(self._current)
        index = next((n for n, one in enumerate(depths) if self._current[one] is node), 0)
        return self._current[depths[index - 1]] if index > 1 else None

    def _read_beside(self, row: int, title: SourceCell, node: DraftNode) -> None:
        """Read the cells beside a title: its number, its maximum."""
        for column, cell in self._grid.rows[row].items():
            role = self._head.columns.get(column)
            if cell is title or role is None:
                continue
            if role.role == "number":
                number = number_alone(one_line(cell.text))
                node.number = number or node.number
                self._ledger.take(self._key(cell), "number", node)
            elif role.role in ("max_points", "points"):
                self._statements.read_most([node], cell, None)
            elif role.role in ("weight", "unit"):
                self._statements.read_other(node, role.role, cell)
            self._statements.explain(column, cell)


def _with_automatic(lines: Sequence[TextLine]) -> list[TextLine]:
    """Return the lines of a cell of numbers, those with only an automatic number too."""
    kept = [line for line in lines if line.text.strip() or line.number.strip()]
    return [
        TextLine(one_line(line.text) or line.number.rstrip(".)"), "", line.heading) for line in kept
    ]
