"""Reading the rows of a table. They are found by code, in any order, and read field by field."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from qualitycli.cards.fields import Field, keys_of, own_field, part_id, parts_of
from qualitycli.checks.ratings import unknown_item
from qualitycli.diagnostics import Diagnostic, Place, Related
from qualitycli.exchange.grid import CellEntry, CellRange
from qualitycli.exchange.table import Table
from qualitycli.exchange.values import fault_of, value_of
from qualitycli.messages import N_, Message
from qualitycli.model.assessment import COUNTS
from qualitycli.model.tree import Item
from qualitycli.rules import workbooks
from qualitycli.workspace import CatalogueFile, suggestions_among

# More findings than this probably have a common cause, so reading stops.
MOST_FINDINGS: Final = 200


class StatedValue(NamedTuple):
    """The value of a cell, which may be empty, and its place."""

    value: str
    field: Field
    place: Place


@dataclass
class SheetRow:
    """A row for an item or for a part of an item.

    :ivar place: the cell with its code.
    :ivar cells: the values by field key, without faulty cells.
    :ivar faulty: whether there are faulty cells.
    """

    id: str
    item: Item
    place: Place
    hidden: bool
    cells: dict[str, StatedValue] = field(default_factory=dict)
    faulty: bool = False


class _Known(NamedTuple):
    """The item or part that a code identifies, and the fields that can be filled in for it."""

    item: Item
    part: int | None
    open: frozenset[str]


class Codes:
    """The codes that the rows of a year can have."""

    def __init__(self, catalogue_file: CatalogueFile, year: str) -> None:
        self.catalogue_file = catalogue_file
        self.scale = catalogue_file.catalogue.scale
        self.year = year
        self.suggestions = suggestions_among(catalogue_file.held_in(year))
        self._known = dict(self._all())

    def _all(self) -> Iterator[tuple[str, _Known]]:
        catalogue = self.catalogue_file.catalogue
        for item in self.catalogue_file.held_in(self.year).values():
            yield item.id, _Known(item, None, keys_of(item, catalogue))
            for number in range(1, len(parts_of(item)) + 1):
                yield part_id(item.id, number), _Known(item, number, frozenset(COUNTS))

    def get(self, code: str) -> _Known | None:
        """Return the item or part that a code identifies; None if the code is unknown."""
        return self._known.get(code)

    def open(self, code: str) -> frozenset[str]:
        """Return the keys of the fields that can be filled in for a code."""
        return self._known[code].open

    def every_open(self) -> frozenset[str]:
        """Return the keys of the fields that can be filled in for any code."""
        return frozenset[str]().union(*(known.open for known in self._known.values()))

    def has(self, entry: CellEntry | None) -> bool:
        """Tell whether a cell contains a code."""
        return entry is not None and str(entry.value).strip() in self._known


class Reader:
    """Reads the tables of one file.

    :ivar rows: the rows by code; `found` has the findings.
    """

    def __init__(self, codes: Codes) -> None:
        self.rows: dict[str, SheetRow] = {}
        self.found: list[Diagnostic] = []
        self._codes = codes

    def read(self, table: Table, *, surveys_elsewhere: bool) -> None:
        """Read a table.

        :param surveys_elsewhere: whether another table has the columns for a survey's answers.
        """
        sheet = _Sheet(table, self._codes, surveys_elsewhere=surveys_elsewhere)
        self.found += sheet.merged_cells()
        for number in table.rows():
            if len(self.found) > MOST_FINDINGS:
                return
            self.found += sheet.row(number, self.rows)


class _Sheet:
    """Reads one table."""

    def __init__(self, table: Table, codes: Codes, *, surveys_elsewhere: bool) -> None:
        self._table = table
        self._grid = table.grid
        self._codes = codes
        has_answers = any(field.is_answer for field in table.columns.values())
        self._skips_surveys = surveys_elsewhere and not has_answers
        self._merged = list(self._leaving_open())
        # The number of merged cells in a workbook is limited, so they can be listed one by one.
        self._covered = {
            (row, column): area
            for area in self._merged
            for row in range(area.top, area.bottom + 1)
            for column in range(area.left, area.right + 1)
        }

    def _leaving_open(self) -> Iterator[CellRange]:
        """Yield the merged cells that make it unclear which item a value is for."""
        columns = sorted((self._table.ids, *self._table.columns))
        rows = [
            row
            for row in self._table.rows()
            if self._codes.has(self._grid.rows[row].get(self._table.ids))
        ]
        for area in self._grid.merged:
            if _has_between(columns, area.left, area.right) and _has_between(
                rows, area.top, area.bottom
            ):
                yield area

    def merged_cells(self) -> Iterator[Diagnostic]:
        """Yield findings for merged cells that make it unclear which item a value is for."""
        for area in self._merged:
            first = self._grid.cell(area.top, area.left)
            last = self._grid.cell(area.bottom, area.right)
            place = self._grid.place(area.top, area.left)
            yield workbooks.MERGED.at(place, range=f"{first.name}:{last.name}")

    def row(self, number: int, rows: dict[str, SheetRow]) -> Iterator[Diagnostic]:
        """Read a row into `rows`, and yield its findings."""
        entry = self._grid.rows[number].get(self._table.ids)
        filled = [column for column in self._grid.rows[number] if column in self._table.columns]
        area = self._covered.get((number, self._table.ids))
        if area is not None and area.top < area.bottom:
            return
        if entry is None or entry.kind != "value":
            yield from (self._without_code(number, column, entry) for column in filled[:1])
            return
        code = str(entry.value).strip()
        if (known := self._codes.get(code)) is None:
            yield from (self._unknown(code, number, column) for column in filled[:1])
        elif self._skips_surveys and known.item.rated_by == "survey":
            yield from (self._misplaced(number, column, code) for column in filled)
        elif code in rows:
            yield self._double(code, number, rows[code])
        else:
            place = self._grid.place(number, self._table.ids)
            rows[code] = SheetRow(code, known.item, place, number in self._grid.hidden)
            yield from self._cells(number, rows[code], known)

    def _cells(self, number: int, row: SheetRow, known: _Known) -> Iterator[Diagnostic]:
        for column, heading in self._table.columns.items():
            place = self._grid.place(number, column)
            entry = self._grid.rows[number].get(column)
            field_ = own_field(heading, known.item, self._codes.scale)
            if field_ is None:
                # The survey has fewer answers, or the item is not a survey.
                if entry is not None:
                    row.faulty = True
                    yield workbooks.NOT_FOR_THIS_ROW.at(place, id=row.id, heading=heading.heading)
                continue
            if entry is None and field_.key in row.cells:
                continue  # another column already has this answer
            if (number, column) in self._covered:
                row.faulty = True
                continue
            value = "" if entry is None else self._value(entry, field_, place, known, row.id)
            if isinstance(value, Diagnostic):
                row.faulty = True
                yield value
            else:
                row.cells[field_.key] = StatedValue(value, field_, place)

    def _value(
        self, entry: CellEntry, field_: Field, place: Place, known: _Known, code: str
    ) -> str | Diagnostic:
        if known.part is not None and field_.key not in known.open:
            return workbooks.NOT_FOR_THIS_ROW.at(place, id=code, heading=field_.heading)
        return value_of(entry, field_, place, self._codes.scale)

    def _unknown(self, code: str, row: int, column: int) -> Diagnostic:
        # If the code is in the framework but not rated, the fault is the value, not the code.
        known = code in self._codes.catalogue_file.nodes
        place = self._grid.place(row, column if known else self._table.ids)
        codes = self._codes
        return unknown_item(code, place, codes.year, codes.catalogue_file, codes.suggestions)

    def _misplaced(self, row: int, column: int, code: str) -> Diagnostic:
        heading = self._table.columns[column].heading
        place = self._grid.place(row, column)
        return workbooks.NOT_FOR_THIS_ROW.at(place, id=code, heading=heading)

    def _double(self, code: str, row: int, first: SheetRow) -> Diagnostic:
        place = self._grid.place(row, self._table.ids)
        related = Related(first.place, Message(N_("first used here")))
        cell = first.place.cell
        assert cell is not None, "rows stand in tables"
        return workbooks.DUPLICATE_ROW.at(place, related=(related,), id=code, first=cell.name)

    def _without_code(self, row: int, column: int, entry: CellEntry | None) -> Diagnostic:
        ids = self._grid.place(row, self._table.ids)
        if entry is not None and (fault := fault_of(entry, ids)) is not None:
            return fault
        cell = self._grid.cell(row, self._table.ids).name
        return workbooks.ROW_WITHOUT_CODE.at(self._grid.place(row, column), cell=cell)


def _has_between(numbers: Sequence[int], first: int, last: int) -> bool:
    """Tell whether any of the sorted numbers is between `first` and `last`, both inclusive."""
    index = bisect_left(numbers, first)
    return index < len(numbers) and numbers[index] <= last
