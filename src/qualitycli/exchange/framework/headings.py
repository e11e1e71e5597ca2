"""The headings of a framework's table, and which column has which role."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from qualitycli.exchange.framework.heading_words import (
    TEXTS,
    ColumnRole,
    Role,
    role_of,
    step_role,
)
from qualitycli.exchange.framework.steps import bare_numbers
from qualitycli.exchange.framework.tables import TableGrid
from qualitycli.exchange.framework.texts import number_alone, one_line
from qualitycli.exchange.source.document import SourceCell
from qualitycli.messages import N_, Message

# Columns of plans and lists of signatures.
_SCHEDULE: Final[frozenset[Role]] = frozenset({"deadline", "responsible", "signature"})
# Headings are looked for in this many rows.
_DEEPEST: Final = 30
_NONE: Final = ColumnRole("ignore")


class Head(NamedTuple):
    """The headings of a table.

    :ivar rows: the rows that they are in; empty if the columns were told.
    :ivar columns: the role of each column that has one.
    :ivar guessed: the columns without a heading whose role follows from their cells.
    """

    rows: range
    columns: Mapping[int, ColumnRole]
    guessed: tuple[int, ...] = ()

    def of(self, *roles: Role) -> list[int]:
        """Return the columns with one of these roles, from left to right."""
        return sorted(column for column, one in self.columns.items() if one.role in roles)

    @property
    def reason_against(self) -> Message | None:
        """Why the table is no framework; None if it is one."""
        roles = {one.role for one in self.columns.values()}
        if "signature" in roles:
            return Message(N_("it is a list of signatures"))
        if len(roles & _SCHEDULE) > 1:
            return Message(N_("it is a plan: it has a column of deadlines or persons"))
        if roles & _SCHEDULE and not self.of("max_points", "steps", "level", "rung", "points"):
            return Message(N_("it is a plan: it has a column of deadlines or persons"))
        return None


def head_of(grid: TableGrid) -> Head | None:
    """Return the headings of a table; None if no row has the heading of a text.

    One known heading is enough in the first row with several cells; below it, a text that begins
    like a heading is not one.
    """
    is_first = True
    for row in sorted(grid.rows)[:_DEEPEST]:
        cells = grid.rows[row]
        known = [role for role in (role_of(cell.text) for cell in cells.values()) if role]
        if any(role in (*TEXTS, "area") for role in known):
            is_alone = len(cells) == 1 and _is_short(next(iter(cells.values())))
            if len(known) > 1 or is_alone or (is_first and len(cells) > 1):
                return _head_at(grid, row)
        is_first = is_first and len(cells) == 1
    return None


def _is_short(cell: SourceCell) -> bool:
    """Tell whether the only cell of a row is a heading, and no title across the table."""
    return cell.columns == 1 and len(cell.text.split()) <= 2


def reason_without(grid: TableGrid) -> Message:
    """Return why a table without the heading of a text is no framework."""
    roles = _roles_in(grid)
    if "signature" in roles:
        return Message(N_("it is a list of signatures"))
    if roles & _SCHEDULE:
        return Message(N_("it is a plan: it has a column of deadlines or persons"))
    return Message(N_("it has no column of criteria or indicators"))


def is_another(grid: TableGrid) -> bool:
    """Tell whether the headings of an unrecognised table say that it is no framework.

    They are those of plans or lists of signatures, or all known, as in a table of rating bands.
    """
    if _roles_in(grid) & _SCHEDULE:
        return True
    first = next(iter(sorted(grid.rows.items())), (0, {}))[1]
    return len(first) > 1 and all(role_of(cell.text) is not None for cell in first.values())


def _roles_in(grid: TableGrid) -> set[Role | None]:
    first = sorted(grid.rows)[:_DEEPEST]
    return {role_of(cell.text) for row in first for cell in grid.rows[row].values()}


def _head_at(grid: TableGrid, row: int) -> Head:
    last = row
    while _goes_on(grid, row, last + 1):
        last += 1
    columns: dict[int, ColumnRole] = {}
    blank: list[int] = []
    for column in range(1, grid.last_column + 1):
        above = [grid.covering(one, column) for one in range(row, last + 1)]
        found = _column_role([cell for cell in dict.fromkeys(above) if cell is not None])
        if found is not None:
            columns[column] = found
        elif not any(above):
            blank.append(column)
    _split_wide(grid, last, columns)
    guessed = _without_heading(grid, last, blank, columns)
    return Head(range(row, last + 1), resolved({**columns, **guessed}), tuple(guessed))


def _without_heading(
    grid: TableGrid, last: int, blank: Sequence[int], columns: Mapping[int, ColumnRole]
) -> dict[int, ColumnRole]:
    """Return the roles of columns without headings that are left of the first texts.

    One with numbers only numbers the texts; the first one with texts has the areas.
    """
    roles = {one.role for one in columns.values()}
    first = min((n for n, one in columns.items() if one.role in TEXTS), default=0)
    guessed: dict[int, ColumnRole] = {}
    for column in (one for one in blank if one < first):
        body = [
            one_line(cell.text)
            for at, cell in grid.visible.items()
            if at.column == column and at.row > last
        ]
        wanted: Role = "number" if all(number_alone(text) for text in body) else "area"
        if body and wanted not in roles:
            roles.add(wanted)
            guessed[column] = ColumnRole(wanted)
    return guessed


def _split_wide(grid: TableGrid, last: int, columns: dict[int, ColumnRole]) -> None:
    """Decide about the columns below a heading that is merged over several.

    Of a text, often the first one has the numbers of the texts in the second; of steps, one has
    their points.
    """
    for head in grid.visible.values():
        first = head.address.column
        reach = range(first, first + head.columns)
        is_lowest = head.address.row <= last <= grid.end_of(head)
        role, is_found = columns.get(first, _NONE), False
        if len(reach) < 2 or not is_lowest or role.role not in (*TEXTS, "steps"):
            continue
        for column in reach:
            body = [
                cell.text
                for at, cell in grid.visible.items()
                if at.column == column and at.row > last
            ]
            columns.pop(column, None)
            if role.role == "steps" and body and None not in bare_numbers(body):
                columns[column] = ColumnRole("points")
                continue
            if body and all(number_alone(one_line(text)) for text in body):
                columns[column] = ColumnRole("number")
            elif body and not is_found:
                columns[column] = role
                is_found = True


def _goes_on(grid: TableGrid, first: int, row: int) -> bool:
    """Tell whether a row belongs to the headings that begin in `first`."""
    heads = [grid.covering(row - 1, column) for column in range(1, grid.last_column + 1)]
    if row > grid.last_row or row - first > 2:
        return False
    here = grid.rows.get(row, {})
    reaching = [cell for cell in heads if cell is not None and grid.end_of(cell) >= row]
    wide = [cell for cell in heads if cell is not None and cell.columns > 1]
    below_wide = all(
        any(w.address.column <= column < w.address.column + w.columns for w in wide)
        for column in here
    )
    if not here or not wide or not below_wide:
        return False
    short = all(len(one_line(cell.text)) <= 60 for cell in here.values())
    return short and (bool(reaching) or len(here) > 1)


def _column_role(cells: Sequence[SourceCell]) -> ColumnRole | None:
    """Return the role of a column from its headings, the lowest of which counts first."""
    texts = [cell.text for cell in reversed(cells)]
    for number, text in enumerate(texts):
        above = [role_of(one) for one in texts[number + 1 :]]
        if (step := step_role(text, above)) is not None:
            return step
        if (role := role_of(text)) is not None:
            return ColumnRole(role)
    return None


def resolved(columns: Mapping[int, ColumnRole]) -> dict[int, ColumnRole]:
    """Return the roles with the ambiguous ones decided by the columns around them."""
    result = dict(sorted(columns.items()))
    levels = [column for column, one in result.items() if one.role in ("level", "rung")]
    numbers = {result[column].number for column in levels}
    if len(levels) == 1 or len(numbers) < len(levels):
        # One column called „1“ or „оценка 3“ is no scale.
        for column in levels:
            result[column] = ColumnRole("result")
    elif any(result[column].role == "rung" for column in levels):
        for column in levels:
            result[column] = result[column]._replace(role="rung")
    _order_texts(result)
    return result


def _order_texts(columns: dict[int, ColumnRole]) -> None:
    """Decide what „показатели“ are, and refuse a criterion to the right of an indicator."""
    deepest = -1
    depths = {"criterion": 0, "indicator": 1, "subindicator": 2}
    named = {one.role for one in columns.values()}
    for column, one in columns.items():
        if one.role == "measure":
            wanted: Role = "criterion"
            if "indicator" in named and deepest >= 1:
                wanted = "subindicator"
            elif "criterion" in named and deepest >= 0:
                wanted = "indicator"
            one = ColumnRole(wanted)  # noqa: PLW2901  (the role as decided)
            if depths[wanted] <= deepest:
                one = ColumnRole("hints")  # noqa: PLW2901  (as above)
            columns[column] = one
        if one.role in depths:
            if depths[one.role] <= deepest:
                columns[column] = ColumnRole("steps" if one.role == "criterion" else "hints")
            deepest = max(deepest, depths[one.role])
