"""Entries that move from one list to another, or within one: their lines move as they are.

Otherwise a moved entry would be removed and written again, without its comments and layout.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from functools import cached_property
from typing import Any, Final, NamedTuple

from qualitycli.source import BREAK, MappingSite, SequenceSite, Site
from qualitycli.writing.pairing import pairs
from qualitycli.writing.text_ranges import TextRanges

_ID: Final = "id"


def moved_only(old: Mapping[str, Any], new: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return the old values with each entry that moves to another list also there, as it is.

    Within one list it moves at once. None if nothing moves. Entries are known by their ids; those
    with the same id have to be equal.
    """
    known: dict[str, Any] = {}
    different = set()
    for one in _named(old):
        if known.setdefault(one[_ID], one) != one:
            different.add(one[_ID])
    moves = _Moves(
        {name: one for name, one in known.items() if name not in different},
        frozenset(one[_ID] for one in _named(new)),
    )
    values = moves.settled(old, new)
    assert isinstance(values, dict)
    return values if moves.any_found else None


class _Moves:
    """Puts entries in their new places.

    :ivar any_found: whether there were any.
    """

    def __init__(self, known: Mapping[str, Any], wanted: Set[str]) -> None:
        self._known = known
        self._wanted = wanted
        self.any_found = False

    def settled(self, old: Any, new: Any) -> Any:
        """Return new values with the moved entries as they were."""
        if isinstance(old, dict) and isinstance(new, dict):
            return {key: self.settled(old.get(key), value) for key, value in new.items()}
        if not (isinstance(old, list) and isinstance(new, list)):
            return new
        here = {one.get(_ID) for one in new if isinstance(one, dict)}
        found = list(pairs(old, new))
        # If none stayed, the first that comes would get the lines of the first that goes.
        is_emptied = all(None in pair for pair in found) and not here.isdisjoint(self._known)
        made = []
        for left, right in found:
            before = old[left] if left is not None else None
            if right is not None:
                made.append(self._entry(before, new[right]))
            elif is_emptied or self._is_wanted_beyond(here, before):
                made.append(before)
        return made

    def _is_wanted_beyond(self, here: Set[Any], entry: Any) -> bool:
        """Tell whether an entry that leaves a list, or one below it, goes to another list.

        It stays until it is there: that list may have to move first.

        :param here: the ids in the new list.
        """
        if not isinstance(entry, dict) or entry.get(_ID) in here:
            return False
        return any(one[_ID] in self._wanted for one in _named([entry]))

    def _entry(self, old: Any, new: Any) -> Any:
        if old is not None or not isinstance(new, dict):
            return self.settled(old, new)
        before = self._known.get(str(new.get(_ID)))
        self.any_found |= before is not None
        return new if before is None else before


def _named(values: Any) -> Iterator[Mapping[str, Any]]:
    """Yield all entries of lists that have an id."""
    if isinstance(values, dict):
        for value in values.values():
            yield from _named(value)
    elif isinstance(values, list):
        for entry in values:
            if isinstance(entry, dict) and isinstance(entry.get(_ID), str):
                yield entry
            yield from _named(entry)


class _Lines(NamedTuple):
    """The lines of an entry, and the column of its dash."""

    lines: list[str]
    column: int


class MovedLines:
    """The lines of all entries of lists, for those that move.

    :param old: the values of the text, whose objects tell which entry is which.
    """

    def __init__(self, ranges: TextRanges, old: Any, root: Site) -> None:
        self._ranges = ranges
        self._old = old
        self._root = root

    @cached_property
    def _sites(self) -> dict[int, tuple[Site, int]]:
        """The site of each entry and the column of its dash, by the entry's identity."""
        return dict(_sites_of(self._old, self._root))

    def at(self, value: Any, column: int) -> list[str] | None:
        """Return the lines of an entry of the old values, with its dash at another column.

        None if it is none of them, or shares a line with other values.
        """
        if id(value) not in self._sites:
            return None
        entry, before = self._sites[id(value)]
        ranges = self._ranges
        dash = ranges.dash_of(entry, before)
        if ranges.prefix(dash).strip(" "):
            return None
        lines = ranges.text[ranges.line_start(dash) : ranges.line_end(ranges.end_of(entry))]
        shift = column - before
        return [_shifted(line, shift) for line in BREAK.split(lines)]


def _sites_of(values: Any, site: Site) -> Iterator[tuple[int, tuple[Site, int]]]:
    if isinstance(site, MappingSite):
        for key, (_, inner) in site.entries.items():
            yield from _sites_of(values[key], inner)
    elif isinstance(site, SequenceSite):
        for value, entry in zip(values, site.entries, strict=True):
            if not site.in_brackets:
                yield id(value), (entry, site.start_mark.column)
            yield from _sites_of(value, entry)


def _shifted(line: str, columns: int) -> str:
    """Return a line with another indentation; too short a one is removed."""
    if columns >= 0:
        return f"{' ' * columns}{line}" if line.strip() else line
    indent = " " * -columns
    return line.removeprefix(indent) if line.startswith(indent) else line.lstrip(" ")
