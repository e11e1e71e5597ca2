"""The rows of a table: found by their codes, wherever they stand, and read field by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from qualitycli.cards.fields import COUNTS, Field, keys_of, part_id, parts_of
from qualitycli.checks.ratings import unknown_item
from qualitycli.diagnostics import Diagnostic, Place, Related
from qualitycli.exchange.grid import Area, Entry
from qualitycli.exchange.headings import Table
from qualitycli.exchange.values import value_of
from qualitycli.messages import N_, Message
from qualitycli.model.framework import Item
from qualitycli.rules import workbooks
from qualitycli.workspace import CatalogueFile

# So many findings have one cause; what may have been meant is not looked for any longer.
MOST_FINDINGS: Final = 200


class Stated(NamedTuple):
    """What a cell says, empty where nothing stands in it, and where it is."""

    value: str
    field: Field
    place: Place


@dataclass
class Row:
    """A row that was read: what it says of an item, or of a part of one.

    :ivar place: where its code stands.
    :ivar cells: by the fields' keys. A faulty cell is left out; `faulty` says that there is one.
    """

    id: str
    item: Item
    part: int | None
    place: Place
    hidden: bool
    cells: dict[str, Stated] = field(default_factory=dict)
    faulty: bool = False


class _Known(NamedTuple):
    """An item, or a part of it, that a code stands for, and what can be filled in for it."""

    item: Item
    part: int | None
    open: frozenset[str]


class Reader:
    """Reads the tables of one file.

    :ivar rows: what was read, by code; `found`: what is wrong.
    """

    def __init__(self, catalogue_file: CatalogueFile, year: str) -> None:
        self.rows: dict[str, Row] = {}
        self.found: list[Diagnostic] = []
        self._catalogue_file = catalogue_file
        self._scale = catalogue_file.catalogue.scale
        self._year = year
        self._known = dict(self._codes(catalogue_file.held_in(year)))

    def _codes(self, held: Mapping[str, Item]) -> Iterator[tuple[str, _Known]]:
        for item in held.values():
            yield item.id, _Known(item, None, keys_of(item, self._scale))
            for number in range(1, len(parts_of(item)) + 1):
                yield part_id(item.id, number), _Known(item, number, frozenset(COUNTS))

    def is_code(self, entry: Entry) -> bool:
        """Tell whether a cell holds the code of an item, or of a part of one."""
        return str(entry.value).strip() in self._known

    def read(self, table: Table, *, surveys_elsewhere: bool) -> None:
        """Read a table.

        :param surveys_elsewhere: whether another table has the columns for a survey's answers.
        """
        merged = self._merged(table)
        for row in table.rows():
            if len(self.found) > MOST_FINDINGS:
                return
            if any(_covers(area, row, table.ids) and area.top < area.bottom for area in merged):
                continue
            filled = {
                column: entry
                for column, entry in table.grid.rows[row].items()
                if column in table.columns
            }
            self._row(table, row, filled, merged, surveys_elsewhere=surveys_elsewhere)

    def _merged(self, table: Table) -> list[Area]:
        """Return the merged cells that leave open what is said of which item, and report them."""
        grid, found = table.grid, []
        columns = {table.ids, *table.columns}
        for area in grid.merged:
            rows = range(max(area.top, table.head + 1), area.bottom + 1)
            touched = columns & set(range(area.left, area.right + 1))
            codes = (grid.rows.get(row, {}).get(table.ids, Entry("")) for row in rows)
            if touched and any(map(self.is_code, codes)):
                found.append(area)
                ends = grid.cell(area.top, area.left), grid.cell(area.bottom, area.right)
                self.found.append(
                    workbooks.MERGED.at(
                        grid.place(area.top, area.left),
                        range=f"{ends[0].name}:{ends[1].name}",
                    )
                )
        return found

    def _row(
        self,
        table: Table,
        row: int,
        filled: Mapping[int, Entry],
        merged: list[Area],
        *,
        surveys_elsewhere: bool,
    ) -> None:
        grid = table.grid
        place = grid.place(row, table.ids)
        entry = grid.rows[row].get(table.ids)
        if entry is None or entry.kind != "value":
            if filled:
                self.found.append(self._without_code(table, row, min(filled), entry))
            return
        code = str(entry.value).strip()
        known = self._known.get(code)
        if known is None:
            if filled:
                there = (
                    place
                    if code not in self._catalogue_file.nodes
                    else grid.place(row, min(filled))
                )
                self.found.append(unknown_item(code, there, self._year, self._catalogue_file))
            return
        survey = known.item.rated_by == "survey" and known.part is None
        if survey and surveys_elsewhere and not any(one.answered for one in table.columns.values()):
            self._misplaced(table, row, code, filled)
            return
        if code in self.rows:
            first = Related(self.rows[code].place, Message(N_("first here")))
            self.found.append(
                workbooks.DOUBLE_ROW.at(
                    place, related=(first,), id=code, first=_named(self.rows[code].place)
                )
            )
            return
        made = Row(code, known.item, known.part, place, row in grid.hidden)
        self.rows[code] = made
        self._cells(table, row, made, known, merged)

    def _cells(self, table: Table, row: int, made: Row, known: _Known, merged: list[Area]) -> None:
        for column, field_ in table.columns.items():
            place = table.grid.place(row, column)
            entry = table.grid.rows[row].get(column)
            if any(_covers(area, row, column) for area in merged):
                made.faulty = True
            elif entry is None:
                made.cells[field_.key] = Stated("", field_, place)
            elif known.part is not None and field_.key not in known.open:
                made.faulty = True
                self._misplaced(table, row, made.id, {column: entry})
            else:
                value = value_of(entry, field_, place, self._scale)
                if isinstance(value, Diagnostic):
                    made.faulty = True
                    self.found.append(value)
                else:
                    made.cells[field_.key] = Stated(value, field_, place)

    def _misplaced(self, table: Table, row: int, code: str, filled: Mapping[int, Entry]) -> None:
        for column in filled:
            heading = table.columns[column].heading
            place = table.grid.place(row, column)
            self.found.append(workbooks.NOT_FOR_THIS_ROW.at(place, id=code, heading=heading))

    def _without_code(self, table: Table, row: int, column: int, entry: Entry | None) -> Diagnostic:
        ids = table.grid.place(row, table.ids)
        if entry is not None and entry.kind == "formula":
            return workbooks.FORMULA.at(ids)
        if entry is not None:
            return workbooks.CELL_ERROR.at(ids, value=str(entry.value))
        cell = table.grid.cell(row, table.ids).name
        return workbooks.ROW_WITHOUT_CODE.at(table.grid.place(row, column), cell=cell)


def _covers(area: Area, row: int, column: int) -> bool:
    return area.top <= row <= area.bottom and area.left <= column <= area.right


def _named(place: Place) -> str:
    return place.cell.name if place.cell else ""
