"""The outline of a table: what its numbers number, and how deep its texts are."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import Final

from qualitycli.exchange.framework.heading_words import TEXTS
from qualitycli.exchange.framework.headings import Head
from qualitycli.exchange.framework.row_kinds import left_aside
from qualitycli.exchange.framework.tables import TableGrid, shown_text
from qualitycli.exchange.framework.texts import (
    area_heading,
    number_alone,
    one_line,
    roman_heading,
    split_number,
)

_ROMAN: Final = re.compile(r"[IVXІ]+")
_LEAST_FILLED: Final = 0.6


class Outline:
    """What a table says about the depths of its texts.

    :ivar has_named_areas: whether a row says „Област“.
    :ivar makes_areas: whether the highest numbers are those of areas; only if `is_nested`.
    """

    def __init__(self, grid: TableGrid, head: Head) -> None:
        self._grid = grid
        self._head = head
        self._texts = head.of(*TEXTS)
        first = head.rows.stop if head.rows else 1
        rows = sorted(row for row in grid.rows if row >= first)
        self._rows = [row for row in rows if left_aside(grid, head, row) is None]
        self._next = dict(pairwise(self._rows))
        self._filled = Counter(column for row in self._rows for column in grid.rows[row])
        starts = [shown_text(cell) for row in self._rows for cell in grid.rows[row].values()]
        self.has_named_areas = any(area_heading(text) is not None for text in starts)
        self.has_roman_titles = any(
            roman_heading(text) is not None for text in starts if len(self._texts) == 1
        )
        numbers = head.of("number") if self._texts else []
        self.numbered_by = {column: self._numbered(column) for column in numbers}
        self._ranks = self._nested_ranks() if len(self._texts) == 1 else []
        self.makes_areas = False

    @property
    def is_nested(self) -> bool:
        """Whether the only column of texts has several depths, by their numbers."""
        return len(self._ranks) > 1

    @property
    def begins_with_roman(self) -> bool:
        """Whether the highest of several depths has Roman numbers."""
        return self.is_nested and self._ranks[0] == 0

    def depth_of(self, column: int, number: str) -> int:
        """Return the depth of a text in a column, which has this number; an area is at 0."""
        if not self.is_nested:
            return self._texts.index(column) + 1
        top = 0 if self.makes_areas else 1
        rank = _rank(number)
        return top + (self._ranks.index(rank) if rank in self._ranks else len(self._ranks) - 1)

    def is_group(self, row: int) -> bool:
        """Tell whether a row has only a text, in a table whose other texts have more cells."""
        cells = self._grid.rows[row]
        if len(self._texts) != 1 or set(cells) != set(self._texts) or self._head.of("area"):
            return False
        text = one_line(cells[self._texts[0]].text)
        after = self._next.get(row)
        if after is None or set(self._grid.rows[after]) == set(self._texts):
            return False  # nothing below it is in the group
        if not text[:1].isupper() or split_number(text)[0] or cells[self._texts[0]].rows > 1:
            return False
        beside = self._head.of("number", "max_points")
        if self._grid.has_from_above(row) or self.is_nested:
            return False
        return any(self._filled[column] >= _LEAST_FILLED * len(self._rows) for column in beside)

    def _numbered(self, column: int) -> int:
        """Return the column of the texts that a column numbers."""
        right = next((one for one in self._texts if one > column), self._texts[-1])
        numbered = {
            row
            for row in self._rows
            if (cell := self._grid.rows[row].get(column)) and number_alone(shown_text(cell))
        }
        begun = {row for row in self._rows if right in self._grid.rows[row]}
        numbers_it = numbered <= begun and not self._is_repeated(right)
        return right if numbers_it else self._texts[-1]

    def _is_repeated(self, column: int) -> bool:
        """Tell whether a text is in several rows, which then have numbers of their own."""
        cells = [cell for row in self._rows if (cell := self._grid.rows[row].get(column))]
        texts = [one_line(cell.text) for cell in cells]
        return any(one == other for one, other in pairwise(texts))

    def _nested_ranks(self) -> list[int]:
        """Return the depths of the numbers, if deeper ones always follow what they belong to."""
        numbers = [number for row in self._rows if (number := self._number_of(row))]
        ranks = sorted({_rank(number) for number in numbers})
        if len(ranks) < 2 or _rank(numbers[0]) != ranks[0]:
            return []
        seen: set[str] = set()
        for number in numbers:
            above = number.rpartition(".")[0]
            if above and above not in seen and _rank(above) in ranks:
                return []
            seen.add(number)
        return ranks

    def _number_of(self, row: int) -> str:
        """Return the number of a row: of its column of numbers, or in front of its text."""
        cells = self._grid.rows[row]
        for column in self._head.of("number"):
            if column in cells:
                return number_alone(shown_text(cells[column])) or ""
        text = shown_text(cells[self._texts[0]]) if self._texts[0] in cells else ""
        number = split_number(text)[0]
        return "" if _ROMAN.fullmatch(number) else number


def _rank(number: str) -> int:
    """Return how deep a number is: 0 for a Roman one, else the number of its parts."""
    return 0 if _ROMAN.fullmatch(number) else number.count(".") + 1
