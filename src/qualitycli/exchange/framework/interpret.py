"""From a document to a framework: which tables it is in, and how they go together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final, NamedTuple

from qualitycli.cell_account import Account, TableAccount
from qualitycli.exchange.framework.draft import CellKey, DraftNode, Ledger, StatedCell
from qualitycli.exchange.framework.existing import Existing
from qualitycli.exchange.framework.headings import Head, head_of, reason_without
from qualitycli.exchange.framework.merging import Merger
from qualitycli.exchange.framework.rating import Rater
from qualitycli.exchange.framework.row_reader import RowReader
from qualitycli.exchange.framework.steps import Most
from qualitycli.exchange.framework.tables import TableGrid, shown_line, shown_text
from qualitycli.exchange.framework.texts import (
    LONGEST_TITLE,
    Heading,
    area_heading,
    criterion_heading,
    one_line,
    roman_heading,
)
from qualitycli.exchange.framework.told_columns import ToldColumns
from qualitycli.exchange.source.document import SourceDocument
from qualitycli.messages import N_, Message
from qualitycli.model.framework import Method

_TITLE: Final = re.compile(
    r"критери|показател|индикатор|самооцен|рамка|система за|качеств|framework|self-?eval|quality"
    r"|criteria|indicator",
    re.IGNORECASE,
)
_NO_NAME: Final = re.compile(r"(?:sheet|лист|table|таблица|работен лист)\s*[0-9]*", re.IGNORECASE)
_LONGEST_SHEET_NAME: Final = 31
# A paragraph with a heading style is a better title than one with a fitting word.
_RANK_BY_WORD: Final = 10
_NO_RANK: Final = 99


class ReadFramework(NamedTuple):
    """A framework as it was read.

    :ivar root: its areas are the children.
    :ivar title: empty if the document has none.
    :ivar level_names: the levels that have columns, with the names in their headings, if any.
    """

    root: DraftNode
    title: str
    method: Method
    level_names: dict[int, str]


@dataclass
class _Paragraph:
    """A line above a table: a paragraph, or a cell above its headings."""

    text: str
    heading: int
    key: CellKey | None = None


class Interpreter:
    """Reads the framework in a document.

    :ivar refusal: why there is no framework; None if there is one.
    """

    def __init__(self, document: SourceDocument, told: ToldColumns) -> None:
        self._document = document
        self._told = told
        self.ledger = Ledger()
        self._root = DraftNode("")
        self._heads: dict[int, Head] = {}
        self._reasons: dict[int, Message] = {}
        self._title = ""
        self._title_rank = _NO_RANK
        self._title_key: CellKey | None = None
        self._area: DraftNode | None = None
        self._level_names: dict[int, str] = {}
        # Paragraphs that became an area, a criterion or the title.
        self._used: set[str] = set()

    def read(
        self, method: Method | None, existing: Existing | None = None
    ) -> ReadFramework | Message:
        """Return the framework, or why there is none.

        :param existing: the catalogue that it is read onto.
        """
        grids = [TableGrid(table) for table in self._document.tables]
        for grid in grids:
            self.ledger.open(grid)
            self._leave_hidden(grid)
        if (refusal := self._refusal(grids)) is not None:
            return refusal
        known = [head for grid in grids if (head := head_of(grid)) is not None]
        is_only = all(head.reason_against is not None for head in known)
        for grid in grids:
            self._find_head(grid, is_only=is_only)
        if not self._heads:
            return Message(
                N_(
                    "No table in {file} has a column of criteria or indicators. Name the columns "
                    "with --columns."
                ),
                {"file": self._document.file},
            )
        for grid in grids:
            self._read_table(grid)
        merger = Merger(self.ledger)
        merger.merge_areas(self._root)
        merger.drop_empty(self._root)
        if not self._root.children:
            text = N_("The tables in {file} have headings, but no texts below them.")
            return Message(text, {"file": self._document.file})
        self._name_areas(existing or Existing())
        decided = Rater(self.ledger).rate(self._root, method)
        if isinstance(decided, Message):
            return decided
        rated = any(not one.rated_by or one.levels for one in self._root.items)
        if rated and not any(self._level_names.values()):
            self.ledger.decide(N_("The names of the levels are proposed; the tables have none."))
        return ReadFramework(self._root, self._title, decided, self._level_names)

    def _refusal(self, grids: Sequence[TableGrid]) -> Message | None:
        """Return why nothing can be read; None if tables can be looked at."""
        if not any(grid.cells for grid in grids):
            text = N_("There is no table in {file}. The framework must be in a table.")
            return Message(text, {"file": self._document.file})
        if (name := self._told.missing(grids)) is not None:
            text = N_("No table in {file} has a column “{name}”.")
            return Message(text, {"file": self._document.file, "name": name})
        return None

    def account(self, kept: set[DraftNode], notes: Sequence[Message]) -> Account:
        """Return what became of every cell."""
        tables = tuple(self._table_account(grid) for grid in self.ledger.grids.values())
        cells = self.ledger.closed(kept, Message(N_("nothing in the framework corresponds to it")))
        decisions = tuple(self.ledger.decisions)
        unread = tuple(self._unread())
        return Account(self._document.file, tables, cells, decisions, tuple(notes), unread=unread)

    @property
    def unread_paragraphs(self) -> int:
        """The number of paragraphs outside the tables that nothing was made of."""
        return len(list(self._unread()))

    def _unread(self) -> Iterator[str]:
        lines = [line for table in self._document.tables for line in table.before]
        texts = (shown_line(line) for line in (*lines, *self._document.after))
        yield from (text for text in texts if text and text not in self._used)

    def _table_account(self, grid: TableGrid) -> TableAccount:
        head = self._heads.get(grid.table.order)
        roles = () if head is None else tuple((n, one.text) for n, one in head.columns.items())
        reason = self._reasons.get(grid.table.order)
        order, is_file = grid.table.order, bool(grid.table.lines)
        return TableAccount(order, grid.table.name, len(grid.cells), reason, roles, is_file)

    # --- Which tables -------------------------------------------------------------------------

    def _leave_hidden(self, grid: TableGrid) -> None:
        for at in grid.cells.keys() - grid.visible.keys():
            reason = N_("it is hidden; show it in the file if it is part of the framework")
            if grid.cells[at].fault:
                reason = N_("it is a formula or an error; write its value instead")
            self.ledger.remark(CellKey(grid.table.order, *at), Message(reason))

    def _find_head(self, grid: TableGrid, *, is_only: bool) -> None:
        order = grid.table.order
        known, head = head_of(grid), None
        reason = known.reason_against if known is not None else None
        if known is None and not is_only:
            head = self._continued(grid)
        if head is None and self._told:
            head = self._told.head_of(grid, is_only=is_only)
            reason = None if head is not None else reason
        elif head is None:
            head = known
        if head is None and is_only and known is None:
            head = self._continued(grid)
        if head is None:
            reason = reason or reason_without(grid)
        if not grid.visible:
            reason = Message(N_("it is empty or hidden"))
        if reason is None and head is not None:
            self._heads[order] = head
            self._take_head(grid, head)
            for column in head.guessed:
                text = N_(
                    "Table {table}: column {column} has no heading; it was read by its cells."
                )
                self.ledger.decide(text, table=order, column=column)
            return
        self._reasons[order] = reason or reason_without(grid)
        for at in grid.visible:
            self.ledger.remark(
                CellKey(order, *at),
                Message(N_("its table was left aside: {reason}"), {"reason": self._reasons[order]}),
            )

    def _continued(self, grid: TableGrid) -> Head | None:
        """Return the headings of the table before, if this one continues it on the next page."""
        table = grid.table
        if (before := self._heads.get(table.order - 1)) is None:
            return None
        above = self.ledger.grids[table.order - 1]
        if any(one_line(line.text) for line in table.before) or table.name or table.lines:
            return None
        if grid.last_column != above.last_column or not grid.visible:
            return None
        text = N_(
            "Table {table} has no headings; it was read as the continuation of the one above."
        )
        self.ledger.decide(text, table=table.order)
        return before._replace(rows=range(0))

    def _take_head(self, grid: TableGrid, head: Head) -> None:
        for (row, column), cell in grid.visible.items():
            reach = range(row, row + cell.rows)
            if head.rows and (row in head.rows or head.rows.start in reach):
                role = head.columns.get(column)
                if role is None and cell.columns > 1:
                    role = next(
                        (
                            head.columns[one]
                            for one in range(column, column + cell.columns)
                            if one in head.columns
                        ),
                        None,
                    )
                key = self.ledger.key(grid, cell)
                if role is None:
                    text = N_("it is a heading that is not known; see --columns")
                    self.ledger.remark(key, Message(text))
                else:
                    self.ledger.take(key, "heading", role.text)
                    if role.role == "level":
                        self._level_names[int(role.number)] = role.name

    # --- One table ----------------------------------------------------------------------------

    def _read_table(self, grid: TableGrid) -> None:
        lines = list(self._above(grid))
        head = self._heads.get(grid.table.order)
        if head is None:
            self._find_title([one for one in lines if one.key is None])
            return
        reader = RowReader(grid, head, self.ledger, self._root)
        area, group = self._named_above(grid, lines, reader)
        self._find_title(lines)
        self.ledger.take(self._title_key, "title", "")
        self._used.add(self._title)
        for one in lines:
            if one.key is not None and self.ledger.is_open(one.key):
                reason = Message(N_("it is above the headings"))
                self.ledger.remark(one.key, reason)
        if area is not None:
            reader.begin_in(area, group)
        reader.read()
        self._area = reader.area or self._area

    def _above(self, grid: TableGrid) -> Iterator[_Paragraph]:
        for line in grid.table.before:
            if text := shown_line(line):
                yield _Paragraph(text, line.heading)
        head = self._heads.get(grid.table.order)
        first = head.rows.start if head is not None and head.rows else 0
        for at, cell in grid.visible.items():
            if at.row < first:
                yield _Paragraph(shown_text(cell), 0, CellKey(grid.table.order, *at))

    def _named_above(
        self, grid: TableGrid, lines: Sequence[_Paragraph], reader: RowReader
    ) -> tuple[DraftNode | None, DraftNode | None]:
        """Return the area that a table is in, and the criterion, as named above it."""
        area = group = None
        for line in lines:
            if (heading := area_heading(line.text)) is not None:
                area, group = self._new(heading, line, "area"), None
                self._root.children.append(area)
            elif (heading := criterion_heading(line.text)) is not None:
                group = self._new(heading, line, "criterion")
        if area is None and lines and (heading := roman_heading(lines[-1].text)) is not None:
            area = self._new(heading, lines[-1], "area")
            self._root.children.append(area)
        if area is None and not reader.begins_areas:
            area = self._area_from_sheet(grid, lines) or self._area_from_heading(grid, lines)
        if area is None and not reader.begins_areas:
            area = self._area
        if area is None and group is not None:
            area = DraftNode("")
            self._root.children.append(area)
        if area is None and reader.begins_areas:
            reader.let_numbers_make_areas()
        return area, group

    def _new(self, heading: Heading, line: _Paragraph, kind: str) -> DraftNode:
        node = DraftNode(heading.title, heading.number, line.key)
        self._used.add(line.text)
        if heading.most is not None:
            node.most, node.most_at = Most(heading.most), StatedCell(line.key, (line.text,))
            self.ledger.take(line.key, "max_points", node)
        self.ledger.take(line.key, "area" if kind == "area" else "criterion", node)
        return node

    def _area_from_sheet(self, grid: TableGrid, lines: Sequence[_Paragraph]) -> DraftNode | None:
        """Return the area that the name of a sheet is, if there are several sheets."""
        name = one_line(grid.table.name)
        sheets = [one for one in self._heads if self.ledger.grids[one].table.name]
        if not name or len(sheets) < 2:
            return None
        cells = [line for line in lines if line.key is not None]
        longer = next(
            (one for one in cells
             if _NO_NAME.fullmatch(name)
             or (len(name) >= _LONGEST_SHEET_NAME - 3
                 and one.text.casefold().startswith(name.casefold().rstrip(".… ")))),
            None,
        )  # fmt: skip
        heading = roman_heading(name) or Heading("", name, None)
        area = DraftNode(heading.title, heading.number)
        if longer is not None:
            area = DraftNode(longer.text, "", longer.key)
            self.ledger.take(longer.key, "area", area)
        else:
            self.ledger.decide(N_("The names of sheets became the titles of areas."))
        self._root.children.append(area)
        return area

    def _area_from_heading(self, grid: TableGrid, lines: Sequence[_Paragraph]) -> DraftNode | None:
        """Return the area that a heading above a table is, if other tables have other headings."""
        if len(self._heads) < 2 or not lines or not lines[-1].heading:
            return None
        others = {
            one_line(lines[-1].text)
            for order in self._heads
            if (lines := list(self._above(self.ledger.grids[order]))) and lines[-1].heading
        }
        if len(others) < 2:
            return None
        text = N_("Headings above the tables became areas.")
        self.ledger.decide(text)
        area = DraftNode(lines[-1].text, "", lines[-1].key)
        self._used.add(lines[-1].text)
        self._root.children.append(area)
        return area

    # --- Titles -------------------------------------------------------------------------------

    def _find_title(self, lines: Sequence[_Paragraph]) -> None:
        """Look for the title of the framework above the first table that is one."""
        if self._area is not None:
            return
        for line in lines:
            if (
                area_heading(line.text)
                or criterion_heading(line.text)
                or len(line.text) > LONGEST_TITLE
                or (line.key is not None and not self.ledger.is_open(line.key))
            ):
                continue
            rank = line.heading or (_RANK_BY_WORD if _TITLE.search(line.text) else _NO_RANK)
            if rank < self._title_rank:
                self._title, self._title_rank, self._title_key = line.text, rank, line.key

    def _name_areas(self, existing: Existing) -> None:
        for area in self._root.children:
            if not area.title:
                known = existing.title_of_area(area.children)
                area.title = known or self._title or PurePath(self._document.file).stem
                text = N_("The tables name no area, so there is one, called “{title}”.")
                self.ledger.decide(text, title=area.title)
