"""The columns that the user named: ``--columns "A=number,Показател=criterion"``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Final, get_args

from qualitycli.exchange.framework.heading_words import (
    TEXTS,
    ColumnRole,
    Role,
    plain_heading,
    role_of,
)
from qualitycli.exchange.framework.headings import Head, head_of
from qualitycli.exchange.framework.tables import TableGrid
from qualitycli.exchange.framework.texts import number_alone, number_in, one_line
from qualitycli.messages import N_, Finished, Message
from qualitycli.source import column_number

ROLES: Final[tuple[Role, ...]] = tuple(one for one in get_args(Role) if one != "measure")
_LETTERS: Final = re.compile(r"[A-Z]{1,2}")
_NUMBERED: Final = re.compile(r"(level|rung)\s*:\s*([0-9]{1,3}(?:[.,][0-9]{1,2})?)")
_DEEPEST: Final = 30


class ToldColumns:
    """The roles of columns, by their letters or headings; empty if the headings decide."""

    def __init__(self, by_column: dict[int, ColumnRole], by_heading: dict[str, ColumnRole]) -> None:
        self._by_column = by_column
        self._by_heading = by_heading

    def __bool__(self) -> bool:
        """Whether the user named any column."""
        return bool(self._by_column or self._by_heading)

    def head_of(self, grid: TableGrid) -> Head | None:
        """Return the headings of a table; None if it lacks the columns."""
        named = self._named_row(grid)
        if self._by_heading and named is None:
            return None
        known = head_of(grid)
        rows = range(named, named + 1) if named else known.rows if known else self._first_row(grid)
        columns = dict(self._by_column)
        if known is not None and named in known.rows:
            columns = {**known.columns, **columns}
            rows = known.rows
        if named:
            for column in range(1, grid.last_column + 1):
                cell = grid.covering(named, column)
                told = None if cell is None else self._by_heading.get(plain_heading(cell.text))
                if told is not None:
                    columns[column] = told
        columns = {column: one for column, one in columns.items() if column <= grid.last_column}
        if not any(one.role in (*TEXTS, "area") for one in columns.values()):
            return None
        return Head(rows, dict(sorted(columns.items())))

    def _named_row(self, grid: TableGrid) -> int | None:
        """Return the first row with a heading that the user named."""
        for row in sorted(grid.rows)[:_DEEPEST]:
            if any(
                plain_heading(cell.text) in self._by_heading for cell in grid.rows[row].values()
            ):
                return row
        return None

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
    for part in _parts(text):
        name, sign, written = (one.strip() for one in part.rpartition("="))
        role = _role(written)
        if not (sign and name) or role is None:
            message = N_("“{part}” is not COLUMN=ROLE. Roles: {roles}.")
            return Message(message, {"part": part, "roles": Finished(*_shown_roles())})
        if _LETTERS.fullmatch(name):
            by_column[column_number(name)] = role
        elif name.isdecimal() and int(name) > 0:
            by_column[int(name)] = role
        else:
            by_heading[plain_heading(name)] = role
    return ToldColumns(by_column, by_heading)


def _parts(text: str) -> Iterator[str]:
    """Yield each COLUMN=ROLE; a comma without an equals sign after it is part of a heading."""
    part = ""
    for one in text.split(","):
        part = f"{part},{one}" if part else one
        if "=" in one:
            yield part.strip()
            part = ""
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
