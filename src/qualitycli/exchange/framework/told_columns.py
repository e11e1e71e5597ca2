"""The columns that the user named: ``--columns "A=number,Показател=criterion"``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final, get_args

from qualitycli.exchange.framework.heading_words import (
    TEXTS,
    ColumnRole,
    Role,
    plain_heading,
    role_of,
)
from qualitycli.exchange.framework.headings import Head, head_of, is_another
from qualitycli.exchange.framework.tables import TableGrid
from qualitycli.exchange.framework.texts import number_alone, number_in, one_line
from qualitycli.exchange.source.document import SourceCell
from qualitycli.messages import N_, Finished, Message
from qualitycli.source import column_number

ROLES: Final[tuple[Role, ...]] = tuple(one for one in get_args(Role) if one != "measure")
_LETTERS: Final = re.compile(r"[A-Z]{1,2}")
_NUMBERED: Final = re.compile(r"(level|rung)\s*:\s*([0-9]{1,3}(?:[.,][0-9]{1,2})?)")
_DEEPEST: Final = 30
# Letters of the Cyrillic alphabet, for the Latin ones that look the same.
_LOOK_ALIKE: Final = str.maketrans("АВСЕНКМОРТХ", "ABCEHKMOPTX")
# Roles that several columns can have.
_REPEATED: Final[frozenset[Role]] = frozenset(
    {"number", "level", "rung", "steps", "hints", "result", "ignore"}
)


class ToldColumns:
    """The roles of columns, by their letters or headings; empty if the headings decide."""

    def __init__(
        self,
        by_column: dict[int, ColumnRole],
        by_heading: dict[str, ColumnRole],
        names: Mapping[int | str, str],
    ) -> None:
        self._by_column = by_column
        self._by_heading = by_heading
        self._names = names

    def __bool__(self) -> bool:
        """Whether the user named any column."""
        return bool(self._by_column or self._by_heading)

    def head_of(self, grid: TableGrid, *, is_only: bool = False) -> Head | None:
        """Return the headings of a table as they are with what the user said.

        Named headings count in the tables that have them. Letters count in the tables that are
        recognised, and in others unless their headings say that they are something else.

        :param is_only: whether no table of the document is recognised.
        """
        named, known = self._named_row(grid), head_of(grid)
        if known is not None and named is None and self._reason_against(known) is not None:
            known = None
        applies = known is not None or is_only or not is_another(grid)
        told = dict(self._by_column) if applies else {}
        if named is not None:
            told |= self._named_in(grid, named)
        told = {column: one for column, one in told.items() if column <= grid.last_column}
        if known is None or not (named is None or named in known.rows):
            rows = range(named, named + 1) if named else self._first_row(grid)
            columns = told
        else:
            again = {one.role for one in told.values()} - _REPEATED
            kept = {n: one for n, one in known.columns.items() if one.role not in again}
            rows, columns = known.rows, {**kept, **told}
        if not any(one.role in (*TEXTS, "area") for one in columns.values()):
            return None
        guessed = known.guessed if known is not None and columns is not told else ()
        guessed = tuple(n for n in guessed if n in columns and n not in told)
        return Head(rows, dict(sorted(columns.items())), guessed)

    def missing(self, grids: Sequence[TableGrid]) -> str | None:
        """Return a column that the user named and no table has; None if there is none."""
        last = max((grid.last_column for grid in grids), default=0)
        for column in self._by_column:
            if column > last:
                return self._names[column]
        found = {plain_heading(cell.text) for grid in grids for cell in _first_cells(grid)}
        return next((self._names[one] for one in self._by_heading if one not in found), None)

    def _reason_against(self, known: Head) -> Message | None:
        """Return why a recognised table is no framework, without the columns to ignore."""
        ignored = {column for column, one in self._by_column.items() if one.role == "ignore"}
        columns = {n: one for n, one in known.columns.items() if n not in ignored}
        return known._replace(columns=columns).reason_against

    def _named_in(self, grid: TableGrid, row: int) -> dict[int, ColumnRole]:
        """Return the roles of the columns with the headings that the user named."""
        found: dict[int, ColumnRole] = {}
        for column in range(1, grid.last_column + 1):
            cell = grid.covering(row, column)
            told = None if cell is None else self._by_heading.get(plain_heading(cell.text))
            if told is not None:
                found[column] = told
        return found

    def _named_row(self, grid: TableGrid) -> int | None:
        """Return the first row with a heading that the user named."""
        cells = (one for one in _first_cells(grid) if plain_heading(one.text) in self._by_heading)
        return next((one.address.row for one in cells), None)

    def _first_row(self, grid: TableGrid) -> range:
        """Return the first row as the headings, unless its column of numbers has a number."""
        for column, one in self._by_column.items():
            cell = grid.covering(1, column)
            if one.role == "number" and cell is not None:
                return range(0) if number_alone(one_line(cell.text)) else range(1, 2)
        return range(1, 2)


def told_columns(text: str) -> ToldColumns | Message:
    """Read what the user wrote, or return what is wrong with it."""
    by_column: dict[int, ColumnRole] = {}
    by_heading: dict[str, ColumnRole] = {}
    names: dict[int | str, str] = {}
    for part in _parts(text):
        name, sign, written = (one.strip() for one in part.rpartition("="))
        letters = name.translate(_LOOK_ALIKE)
        role = _role(written)
        if not (sign and name) or role is None:
            message = N_("“{part}” is not COLUMN=ROLE. Roles: {roles}.")
            return Message(message, {"part": part, "roles": Finished(*_shown_roles())})
        key: int | str = plain_heading(name)
        if _LETTERS.fullmatch(letters):
            key = column_number(letters)
        elif name.isdecimal() and int(name) > 0:
            key = int(name)
        names[key] = name
        if isinstance(key, int):
            by_column[key] = role
        else:
            by_heading[key] = role
    return ToldColumns(by_column, by_heading, names)


def _first_cells(grid: TableGrid) -> Iterator[SourceCell]:
    """Yield the cells of the rows in which headings are looked for."""
    for row in sorted(grid.rows)[:_DEEPEST]:
        yield from grid.rows[row].values()


def _parts(text: str) -> Iterator[str]:
    """Yield each COLUMN=ROLE; a comma without an equals sign after it is part of a heading."""
    part = ""
    for one, sign in re.findall(r"([^,;]*)([,;]|\Z)", text):
        part += one
        if "=" in one:
            yield part.strip()
            part = ""
        elif part:
            part += sign
    if part.strip():
        yield part.strip()


def _role(written: str) -> ColumnRole | None:
    found = _NUMBERED.fullmatch(written.casefold())
    if found is not None:
        role: Role = "level" if found[1] == "level" else "rung"
        number = number_in(found[2])
        return None if role == "level" and number.denominator > 1 else ColumnRole(role, number)
    plain = (one for one in ROLES if one not in ("level", "rung"))
    named = next((one for one in plain if one == written.casefold()), None)
    if named is not None:
        return ColumnRole(named)
    known = role_of(written)
    if known is None:
        return None
    return ColumnRole("criterion" if known == "measure" else known, Fraction(0))


def _shown_roles() -> list[str]:
    return [f"{one}:N" if one in ("level", "rung") else one for one in ROLES]
