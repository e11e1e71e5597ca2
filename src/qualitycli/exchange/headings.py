"""Finding the table on a sheet: the row of headings, and the field of each column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final
from unicodedata import normalize

from qualitycli.cards.fields import (
    BEFORE_HEADING,
    EDITION_HEADING,
    FILLED_HEADING,
    FRAMEWORK_HEADING,
    ID_HEADING,
    MOST_HEADING,
    PART_HEADING,
    RESULT_HEADING,
    TEXT_HEADING,
    WAY_HEADING,
    YEAR_HEADING,
    importable_fields,
)
from qualitycli.diagnostics import Diagnostic, Place
from qualitycli.exchange.grid import CellEntry, Grid
from qualitycli.exchange.synonyms import SYNONYMS, without_range
from qualitycli.exchange.table import IsCode, Table, text_of
from qualitycli.messages import LANGUAGES, Finished, Message, Translator
from qualitycli.model.framework import Catalogue
from qualitycli.rules import workbooks
from qualitycli.suggestions import nearest

# Headings are looked for in this many rows.
_DEEPEST: Final = 30
# Suggestions are made for at most this many headings.
_MOST_UNKNOWN: Final = 100
_ID: Final = "id"
_PART: Final = "part"
_ANY_YEAR: Final = "{year}"
# Columns of a card that nobody fills in. Year, framework and edition identify the table;
# only tables of results have a column for the part of the framework.
_KNOWN: Final = {
    _ID: ID_HEADING,
    "text": TEXT_HEADING,
    "way": WAY_HEADING,
    "before": BEFORE_HEADING,
    "year": YEAR_HEADING,
    "framework": FRAMEWORK_HEADING,
    "edition": EDITION_HEADING,
    _PART: PART_HEADING,
    "result": RESULT_HEADING,
    "most": MOST_HEADING,
    "filled": FILLED_HEADING,
}
_MARKS: Final = ("year", "framework", "edition")


class Headings:
    """The headings of a card in every language, and their synonyms."""

    def __init__(self, catalogue: Catalogue) -> None:
        fields = importable_fields(catalogue)
        self._fields = {field.key: field for field in fields}
        self._names: dict[str, str] = {key: key for key in (*self._fields, _ID)}
        self._shown: dict[str, str] = {}
        headings = [
            *(
                (name, Message(text, {"year": Finished(_ANY_YEAR)}))
                for name, text in _KNOWN.items()
            ),
            *((field.key, field.heading) for field in fields),
        ]
        for translate in map(Translator, LANGUAGES):
            for name, heading in headings:
                text = translate.fill(heading)
                self._names[_normal(text)] = name
                self._shown[_normal(text)] = text
        called = {_normal(text): (name, text) for name in SYNONYMS for text in SYNONYMS[name]}
        self._shown |= {normal: text for normal, (_, text) in called.items()}
        self._synonyms = {**{normal: name for normal, (name, _) in called.items()}, **self._names}

    def tables(self, grids: Iterable[Grid], is_code: IsCode) -> list[Table]:
        """Return the tables on the sheets.

        If its headings are not those of a card, a table must contain a code of the framework,
        unless there is no better table.
        """
        found = [table for grid in grids if (table := self.table(grid)) is not None]
        filled = [table for table in found if table.columns]
        sure = [table for table in filled if table.own or table.has(is_code)]
        return sure or filled or [table for table in found if table.has(is_code)]

    def table(self, grid: Grid) -> Table | None:
        """Return the table on a sheet; None if no row has a heading for the codes.

        The row of headings is the first one that also has the heading of a field.
        """
        found: Table | None = None
        for row in sorted(grid.rows)[:_DEEPEST]:
            table = self._under(grid, row)
            if table is not None and table.columns:
                return table
            found = found or table
        return found

    def _under(self, grid: Grid, row: int) -> Table | None:
        """Return the table whose headings are in `row`; None if there are no such headings."""
        names = self._named(grid.rows[row])
        ids = next((column for column, name in names.items() if name == _ID), None)
        if ids is None or _PART in names.values():
            return None
        columns = {one: self._fields[name] for one, name in names.items() if name in self._fields}
        return Table(
            grid,
            row,
            ids,
            columns,
            marks={column: name for column, name in names.items() if name in _MARKS},
            others=frozenset(names).difference(columns),
            own=all(
                any(self._is_own(grid.rows[row][column]) for column in group)
                for group in ((ids,), columns)
            ),
        )

    def is_of_a_card(self, grid: Grid) -> bool:
        """Tell whether a sheet has a card's heading for the codes, as sheets of results do."""
        rows = (grid.rows[row] for row in sorted(grid.rows)[:_DEEPEST])
        return any(self._own_name(text_of(entry)) == _ID for row in rows for entry in row.values())

    def faults(self, table: Table) -> Iterator[Diagnostic]:
        """Yield findings for duplicate headings and for probably misspelt ones."""
        entries = table.grid.rows[table.head]
        named = self._named(entries)
        first = {name: column for column, name in named.items()}
        unknown = 0
        for column, entry in sorted(entries.items()):
            written = text_of(entry)
            name = self._name(written)
            place = table.grid.place(table.head, column)
            if name is None:
                unknown += 1
                if unknown <= _MOST_UNKNOWN:
                    yield from self._nearly(written, place, table.keys)
            elif column not in named and (
                self._is_own(entry) or not self._is_own(entries[first[name]])
            ):
                before = table.grid.cell(table.head, first[name]).name
                yield workbooks.DUPLICATE_HEADING.at(place, heading=written, first=before)

    def _nearly(self, written: str, place: Place, there: frozenset[str]) -> Iterator[Diagnostic]:
        """Yield a finding if a heading is probably a missing one that was misspelt."""
        missing = [
            text
            for text in self._shown
            if (name := self._synonyms[text]) in self._fields and name not in there
        ]
        if (near := nearest(_normal(written), missing, cutoff=0.8)) is not None:
            yield workbooks.MISSPELT_HEADING.at(place, heading=written, near=self._shown[near])

    def _named(self, entries: Mapping[int, CellEntry]) -> dict[int, str]:
        """Return the name of each column, with this row as the headings.

        A heading of the card takes precedence over a synonym.
        """
        found: dict[str, int] = {}
        for name_of in (self._own_name, self._name):
            for column, entry in sorted(entries.items()):
                if (name := name_of(text_of(entry))) is not None and column not in found.values():
                    found.setdefault(name, column)
        return {column: name for name, column in found.items()}

    def _own_name(self, heading: str) -> str | None:
        return self._names.get(_normal(heading))

    def _name(self, heading: str) -> str | None:
        plain = _normal(heading)
        return self._synonyms.get(plain) or self._synonyms.get(without_range(plain))

    def _is_own(self, entry: CellEntry) -> bool:
        return self._own_name(text_of(entry)) is not None


def _normal(text: str) -> str:
    """Return a heading in a form for comparison; every year becomes the same text."""
    plain = " ".join(normalize("NFKC", text).casefold().split()).strip(" :*.")
    return re.sub(r"\b[0-9]{4}(?:[-–/][0-9]{4})?\b", _ANY_YEAR, plain)
