"""Rows that are not rows of criteria: repeated headings, totals, titles of areas and groups."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from qualitycli.exchange.framework.heading_words import TEXTS, Role, plain_heading
from qualitycli.exchange.framework.headings import Head
from qualitycli.exchange.framework.tables import TableGrid
from qualitycli.exchange.framework.texts import (
    LONGEST_TITLE,
    area_heading,
    criterion_heading,
    number_alone,
    one_line,
    roman_heading,
)
from qualitycli.exchange.source.document import SourceCell
from qualitycli.messages import N_, Message

_TOTAL: Final = re.compile(
    r"(?:общо|всичко|сума|сбор|всичко точки|обща оценка|крайна оценка|краен резултат|total|sum"
    r"|grand total)(?:\s*(?:[:–—-]|за|по|точки|брой|от|for|of|points)(?:\s.*)?)?"
    r"|(?:общ|максимален) брой точки.*|максимум точки.*|maximum points.*",
    re.IGNORECASE,
)
_NUMERIC: Final = re.compile(r"[\d\s.,%–—/-]*(?:т\.?|точки|points|pts)?", re.IGNORECASE)
# Columns that a row of a title can have a cell in, besides the title.
_BESIDE: Final[frozenset[Role]] = frozenset(
    {"number", "max_points", "points", "weight", "result", "unit"}
)


def left_aside(grid: TableGrid, head: Head, row: int) -> Message | None:
    """Return why a row is left aside; None if it is to be read."""
    cells = grid.rows[row]
    if _repeats(grid, head, cells):
        return Message(N_("it repeats the headings"))
    if _numbers_columns(head, row, cells):
        return Message(N_("it numbers the columns"))
    if _is_total(head, cells):
        return Message(N_("it is a total"))
    return None


def _repeats(grid: TableGrid, head: Head, cells: Mapping[int, SourceCell]) -> bool:
    known = 0
    for column, cell in cells.items():
        above = (grid.covering(row, column) for row in head.rows)
        if plain_heading(cell.text) not in {plain_heading(one.text) for one in above if one}:
            return False
        known += 1
    return known > 0 and bool(head.rows)


def _numbers_columns(head: Head, row: int, cells: Mapping[int, SourceCell]) -> bool:
    numbers = [one_line(cell.text).strip("().") for _, cell in sorted(cells.items())]
    return (
        bool(head.rows)
        and row <= head.rows.stop
        and len(numbers) > 2
        and numbers == [str(n) for n in range(1, len(numbers) + 1)]
    )


def _is_total(head: Head, cells: Mapping[int, SourceCell]) -> bool:
    texts = {column: one_line(cell.text) for column, cell in cells.items()}
    worded = [text for text in texts.values() if not _NUMERIC.fullmatch(text)]
    if len(worded) != 1 or len(worded[0]) > 100:
        return False
    return _TOTAL.fullmatch(worded[0].strip(" .")) is not None


def title_of(grid: TableGrid, head: Head, row: int) -> SourceCell | None:
    """Return the cell of a row that is a title for the rows below it; None for any other row."""
    cells = {
        column: cell
        for column, cell in grid.rows[row].items()
        if head.columns.get(column) is None or head.columns[column].role not in _BESIDE
    }
    inside = grid.has_from_above(row)
    if not cells and len(grid.rows[row]) == 1 and not inside:
        # The title begins in the column of the numbers.
        cells = {
            column: cell
            for column, cell in grid.rows[row].items()
            if number_alone(one_line(cell.text)) is None and head.columns[column].role == "number"
        }
    if len(cells) != 1 or inside:
        return None
    (column, cell) = next(iter(cells.items()))
    text = one_line(cell.text)
    if len(text) > LONGEST_TITLE:
        return None
    is_named = area_heading(text) or criterion_heading(text)
    return cell if is_named or _is_wide(head, column, cell) or _is_roman(head, text) else None


def _is_wide(head: Head, column: int, cell: SourceCell) -> bool:
    texts = head.of(*TEXTS)
    role = head.columns.get(column)
    covered = [one for one in texts if column <= one < column + cell.columns]
    if cell.columns > 1 and covered == texts:
        return len(texts) > 1 or cell.columns >= 2
    return role is not None and role.role == "number"


def _is_roman(head: Head, text: str) -> bool:
    return len(head.of(*TEXTS)) == 1 and roman_heading(text) is not None
