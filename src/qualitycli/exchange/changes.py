"""Turning changes of single values into edits of the year file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qualitycli.cards.change import RatingChange
from qualitycli.cards.fields import lines_of, on_one_line, part_id, parts_of, shown
from qualitycli.edits import Edit, Value
from qualitycli.model.assessment import BESIDE, COUNTS, Rating
from qualitycli.model.tree import Item
from qualitycli.workspace import YearFile


def edits_of(changes: Sequence[RatingChange], year_file: YearFile) -> tuple[Edit, ...]:
    """Return the edits that make the changes, item by item."""
    ratings = year_file.assessment.ratings
    by_item: dict[str, list[RatingChange]] = {}
    for change in changes:
        by_item.setdefault(change.item.id, []).append(change)
    return tuple(
        edit for item_id, group in by_item.items() for edit in _of_item(group, ratings.get(item_id))
    )


def _of_item(changes: Sequence[RatingChange], rating: Rating | None) -> Iterator[Edit]:
    item = changes[0].item
    for change in changes:
        if change.row == item.id:
            route = ("ratings", item.id, *change.field.route)
            yield Edit(route, _value(change, rating))
    if rating is not None and rating.agreed and not all(map(_is_beside, changes)):
        # The commission agreed on a different rating.
        yield Edit(("ratings", item.id, "agreed"), None)
    in_parts = {(change.row, change.field.key): change.new for change in changes}
    if any(row != item.id for row, _ in in_parts):
        yield Edit(("ratings", item.id, "parts"), _parts(item, rating, in_parts))


def _is_beside(change: RatingChange) -> bool:
    """Tell whether a change leaves the judgement as it is."""
    return change.field.key in BESIDE


def _value(change: RatingChange, rating: Rating | None) -> Value | None:
    if not change.new:
        return None
    if change.field.kind != "lines":
        return change.new
    # The export puts each entry on one line. Unchanged entries keep their line breaks.
    entries = getattr(rating, change.field.key, ())
    there = {on_one_line(entry): entry for entry in entries}
    return [there.get(shown(line), line) for line in lines_of(change.new)]


def _parts(
    item: Item, rating: Rating | None, changed: dict[tuple[str, str], str]
) -> list[dict[str, str]]:
    """Return the new counts of all parts, without empty ones at the end."""
    before = rating.parts if rating else ()
    found: list[dict[str, str]] = []
    for index in range(len(parts_of(item))):
        row = part_id(item.id, index + 1)
        was = (
            {key: str(getattr(before[index], key)) for key in COUNTS} if index < len(before) else {}
        )
        pair = {key: changed.get((row, key), was.get(key, "")) for key in COUNTS}
        found.append({key: text for key, text in pair.items() if text})
    while found and not found[-1]:
        found.pop()
    return found
