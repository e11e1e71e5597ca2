"""Compare two sequences with bounded work: find what stayed, was removed and was added."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from qualitycli.suggestions import Effort


class DiffSpan(NamedTuple):
    """A span of the old sequence, and the span that replaces it in the new one.

    :ivar same: whether the two are equal; if not, one of them may be empty.
    """

    old: range
    new: range
    same: bool


def diff_spans(
    old: Sequence[str], new: Sequence[str], effort: Effort | None = None
) -> list[DiffSpan]:
    """Return the spans of two sequences, in order.

    Equal parts at both ends are skipped first. The time for comparing the middle may grow with the
    cube of its length; if it is too long, all of it counts as changed.
    """
    most = min(len(old), len(new))
    first = next((n for n in range(most) if old[n] != new[n]), most)
    rest = most - first
    last = next((n for n in range(rest) if old[-1 - n] != new[-1 - n]), rest)
    inner_old, inner_new = old[first : len(old) - last], new[first : len(new) - last]
    blocks = [(0, 0, first)]
    if (effort or Effort()).allows(_most_steps(inner_old, inner_new)):
        blocks += ((a + first, b + first, size) for a, b, size in _blocks(inner_old, inner_new))
    blocks.append((len(old) - last, len(new) - last, last))
    return list(_between(blocks))


def _most_steps(old: Sequence[str], new: Sequence[str]) -> int:
    """Return the maximum number of steps: each block may require looking at all pairs."""
    there = Counter(new)
    return min(len(old), len(new)) * sum(there[one] for one in old)


def _blocks(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    # Loaded only when something changed.
    from difflib import SequenceMatcher

    yield from SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()


def _between(blocks: Sequence[tuple[int, int, int]]) -> Iterator[DiffSpan]:
    """Yield the equal blocks, and the spans between them."""
    a = b = 0
    for begin_a, begin_b, size in blocks:
        if begin_a > a or begin_b > b:
            yield DiffSpan(range(a, begin_a), range(b, begin_b), same=False)
        a, b = begin_a + size, begin_b + size
        if size:
            yield DiffSpan(range(begin_a, a), range(begin_b, b), same=True)


def longest_rise(numbers: Sequence[int]) -> frozenset[int]:
    """Return the indices of a longest strictly rising subsequence, without negative numbers.

    The time grows with n·log n.
    """
    ends: list[int] = []
    last: list[int] = []
    before: dict[int, int | None] = {}
    for index, number in enumerate(numbers):
        if number < 0:
            continue
        place = bisect_left(ends, number)
        before[index] = last[place - 1] if place else None
        ends[place : place + 1] = [number]
        last[place : place + 1] = [index]
    found: set[int] = set()
    index_of: int | None = last[-1] if last else None
    while index_of is not None:
        found.add(index_of)
        index_of = before[index_of]
    return frozenset(found)


def unified(old: Sequence[str], new: Sequence[str], name: str) -> Iterator[str]:
    """Yield the lines of a unified diff with one line of context, as `diff -U1` writes it."""
    hunks = list(_hunks(diff_spans(old, new)))
    if hunks:
        yield f"--- {name}"
        yield f"+++ {name}"
    for hunk in hunks:
        a, b = hunk[0].old.start, hunk[0].new.start
        yield f"@@ -{_span(a, hunk[-1].old.stop)} +{_span(b, hunk[-1].new.stop)} @@"
        for left, right, same in hunk:
            yield from (f"{' ' if same else '-'}{old[n]}" for n in left)
            yield from (f"+{new[n]}" for n in (() if same else right))


def _hunks(found: Sequence[DiffSpan]) -> Iterator[list[DiffSpan]]:
    """Yield changed spans that are close together, with the lines around them."""
    hunk: list[DiffSpan] = []
    for one in found:
        if not one.same:
            hunk.append(one)
        elif not hunk:
            hunk = [_line(one, -1)]
        elif len(one.old) <= 2:
            hunk.append(one)
        else:
            yield [*hunk, _line(one, 0)]
            hunk = [_line(one, -1)]
    if any(not one.same for one in hunk):
        yield [*hunk[:-1], _line(hunk[-1], 0) if hunk[-1].same else hunk[-1]]


def _line(one: DiffSpan, index: int) -> DiffSpan:
    """Return a line of an unchanged span: its first or its last."""
    old, new = one.old[index], one.new[index]
    return DiffSpan(range(old, old + 1), range(new, new + 1), same=True)


def _span(start: int, stop: int) -> str:
    """Return a range of lines, from 0, as written in the header of a unified diff."""
    count = stop - start
    first = start + 1 if count else start
    return str(first) if count == 1 else f"{first},{count}"
