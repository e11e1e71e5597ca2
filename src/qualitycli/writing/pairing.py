"""Comparing two lists of values: which entry became which."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any, Final

from qualitycli.differences import diff_spans, longest_rise


def pairs(old: Sequence[Any], new: Sequence[Any]) -> Iterator[tuple[int | None, int | None]]:
    """Yield pairs of indices, old and new, of the entries of a list; None if added or removed.

    Entries that name themselves are the same under the same name, however much of them changed.
    """
    if (names := _names(old)) is not None and (others := _names(new)) is not None:
        yield from _pairs_of_names(names, others)
        return
    known = [json.dumps(one, sort_keys=True) for one in old]
    wanted = [json.dumps(one, sort_keys=True) for one in new]
    found = diff_spans(known, wanted)
    same = sum(len(one.old) for one in found if one.same)
    if len(old) == len(new) and sum(map(str.__eq__, known, wanted)) >= same:
        yield from enumerate(range(len(old)))
        return
    for one in found:
        yield from zip_longest(one.old, one.new)


def pairs_to_edit(
    old: Sequence[Any], new: Sequence[Any]
) -> Sequence[tuple[int | None, int | None]]:
    """Return the same pairs; if no entry is the same, they were exchanged in their places."""
    found = list(pairs(old, new))
    if any(None not in pair for pair in found):
        return found
    return list(zip_longest(range(len(old)), range(len(new))))


# The keys that name an entry of a list, where all entries have one.
_NAMES: Final = ("id", "value")


def _names(entries: Sequence[Any]) -> list[str] | None:
    """Return the names of a list's entries; None if one has no name, or two have the same."""
    for key in _NAMES:
        names = [one.get(key) if isinstance(one, dict) else None for one in entries]
        known = {name for name in names if isinstance(name, str)}
        if names and len(known) == len(names):
            return [str(name) for name in names]
    return None


def _pairs_of_names(
    old: Sequence[str], new: Sequence[str]
) -> Iterator[tuple[int | None, int | None]]:
    """Yield pairs of indices of equal names; as many as possible stay in their order.

    A name that does not is removed and added elsewhere.
    """
    places = {name: index for index, name in enumerate(old)}
    kept = sorted(longest_rise([places.get(name, -1) for name in new]))
    left = right = 0
    for index in (*kept, None):
        # Between two that stay: first those that are gone, then those that are new.
        ends = (len(old), len(new)) if index is None else (places[new[index]], index)
        yield from ((gone, None) for gone in range(left, ends[0]))
        yield from ((None, added) for added in range(right, ends[1]))
        if index is not None:
            yield ends
        left, right = ends[0] + 1, ends[1] + 1
