"""Values with the cells that they were read from."""

from __future__ import annotations

from typing import Any, NamedTuple

from qualitycli.source import MappingSite, SequenceSite, Site


class Leaf(NamedTuple):
    """A text, and the row and column of its cell."""

    text: str
    row: int
    column: int


class Branch(dict[str, Any]):
    """A mapping of placed values, and the row and column of the cell that it is reported at."""

    def __init__(self, row: int, column: int) -> None:
        super().__init__()
        self.row = row
        self.column = column


class Entries(list[Any]):
    """A list of placed values, and the row and column of the cell that it is reported at."""

    def __init__(self, row: int, column: int) -> None:
        super().__init__()
        self.row = row
        self.column = column


Placed = Leaf | Branch | Entries


def plain(value: Placed) -> Any:
    """Return placed values as the parser would give them."""
    if isinstance(value, Leaf):
        return value.text
    if isinstance(value, Branch):
        return {key: plain(one) for key, one in value.items()}
    return [plain(one) for one in value]


class _Mark(NamedTuple):
    """A place as the parser marks it: line and column from 0."""

    line: int
    column: int


class _Point:
    __slots__ = ("end_mark", "start_mark")

    def __init__(self, value: Placed) -> None:
        self.start_mark: Any = _Mark(value.row - 1, value.column - 1)
        self.end_mark: Any = _Mark(value.row - 1, value.column)


def site_of(value: Placed) -> Site:
    """Return the places of values as if each row was a line, and each column a character of it."""
    point = _Point(value)
    if isinstance(value, Branch):
        mapping = MappingSite(point.start_mark, point.end_mark, in_braces=False)
        mapping.entries = {key: (_Point(one), site_of(one)) for key, one in value.items()}
        return mapping
    if isinstance(value, Entries):
        sequence = SequenceSite(point.start_mark, point.end_mark, in_brackets=False)
        sequence.entries = [site_of(one) for one in value]
        return sequence
    return point
