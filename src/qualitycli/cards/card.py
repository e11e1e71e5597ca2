"""The card of a year: its sheets, their rows in catalogue order, and their values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from qualitycli.cards.fields import (
    Field,
    Values,
    fields,
    keys_of,
    own_field,
    part_id,
    parts_of,
    row_values,
)
from qualitycli.comparing.recalled import RecalledScores
from qualitycli.model.assessment import COUNTS, Assessment
from qualitycli.model.framework import Catalogue
from qualitycli.model.tree import Area, Item, Node
from qualitycli.scoring.node_score import NodeScore
from qualitycli.scoring.score import Score
from qualitycli.workspace import nodes_in


class Line(NamedTuple):
    """A row: a heading, an item, or a part of an item that has counts of its own.

    :ivar id: the code by which an import finds the row.
    :ivar open: the keys of the fields that can be filled in here; empty for a heading, and for a
        survey that has its row on another sheet.
    :ivar before: the score of the item in the previous year.
    """

    id: str
    node: Node
    text: str
    open: frozenset[str] = frozenset()
    part: int | None = None
    before: NodeScore | None = None

    @property
    def item(self) -> Item | None:
        """The item of the row; None for a heading and for a part of an item."""
        return self.node.item if self.part is None else None


class Sheet(NamedTuple):
    """A table of the card.

    :ivar area: the area of its items; None for the surveys, which have their own columns.
    :ivar fields: the columns in which at least one row can be filled in.
    """

    area: Area | None
    fields: tuple[Field, ...]
    lines: tuple[Line, ...]


class Card(NamedTuple):
    """The card that a commission fills in for a year.

    :ivar score: the current scores of the year.
    :ivar year_before: the earlier year whose ratings are shown next to the items.
    """

    catalogue: Catalogue
    assessment: Assessment
    sheets: tuple[Sheet, ...]
    values: Values
    score: Score
    year_before: str | None

    def field(self, line: Line, column: Field) -> Field | None:
        """Return the field of a row in a column; None if nothing can be filled in there."""
        return _field_of(line, column, self.catalogue)

    def is_calculated(self, line: Line) -> bool:
        """Tell whether the points of a row follow from the numbers that are filled in there."""
        item = line.item
        if item is None or not line.open or not item.is_measured:
            return False
        return bool(item.ladder) or self.catalogue.method == "points"

    def value(self, line: Line, column: Field) -> str:
        """Return the value of a row in a column; an empty text if there is none."""
        field = self.field(line, column)
        return self.values.get(line.id, {}).get(field.key, "") if field is not None else ""


def card_of(
    catalogue: Catalogue, score: Score, year: Assessment, before: RecalledScores | None
) -> Card:
    """Return the card of a year that has no errors."""
    held = list(nodes_in(catalogue.areas, year.year))
    maker = _CardBuilder(catalogue, year.year, before)
    surveys = maker.sheet(None, [node for node in held if _is_survey(node)])
    areas = [maker.sheet(area, [*nodes_in([area], year.year)][1:]) for area in _areas(held)]
    return Card(
        catalogue=catalogue,
        assessment=year,
        sheets=tuple(one for one in (*areas, surveys) if one.lines),
        values=card_values(catalogue, year),
        score=score,
        year_before=before.year if before else None,
    )


def card_values(catalogue: Catalogue, year: Assessment) -> Values:
    """Return the values of a year, by row and field."""
    found: dict[str, dict[str, str]] = {}
    for node in nodes_in(catalogue.areas, year.year):
        if node.item is not None:
            found |= row_values(node.item, year.ratings.get(node.id))
    return found


def in_one_table(card: Card) -> Sheet:
    """Return a card as one table, with every field and with each row once."""
    surveys = {line.id: line for sheet in card.sheets if not sheet.area for line in sheet.lines}
    lines = [
        surveys.get(line.id, line) for sheet in card.sheets if sheet.area for line in sheet.lines
    ]
    return Sheet(None, _used(card.catalogue, lines), tuple(lines))


class _CardBuilder:
    """Builds the sheets of one card."""

    def __init__(self, catalogue: Catalogue, year: str, before: RecalledScores | None) -> None:
        self._catalogue = catalogue
        self._year = year
        self._before = before.scores if before else {}

    def sheet(self, area: Area | None, nodes: Sequence[Node]) -> Sheet:
        lines = [line for node in nodes for line in self._lines(node, area)]
        return Sheet(area, _used(self._catalogue, lines), tuple(lines))

    def _lines(self, node: Node, area: Area | None) -> Iterator[Line]:
        item = node.item
        if item is None:
            if any(one.item for one in nodes_in(node.children, self._year)):
                yield Line(node.id, node, node.label)
            return
        before = self._before.get(node.id)
        if area is not None and _is_survey(node):
            yield Line(node.id, node, node.label, before=before)
            return
        yield Line(node.id, node, node.label, keys_of(item, self._catalogue), before=before)
        for number, text in enumerate(parts_of(item), 1):
            yield Line(part_id(node.id, number), node, text, frozenset(COUNTS), part=number)


def _used(catalogue: Catalogue, lines: Sequence[Line]) -> tuple[Field, ...]:
    """Return the columns in which at least one row can be filled in."""
    return tuple(
        column
        for column in fields(catalogue)
        if any(_field_of(line, column, catalogue) for line in lines)
    )


def _field_of(line: Line, column: Field, catalogue: Catalogue) -> Field | None:
    item = line.node.item
    own = own_field(column, item, catalogue.scale) if item is not None else None
    return own if own is not None and own.key in line.open else None


def _areas(nodes: Sequence[Node]) -> Iterator[Area]:
    return (node for node in nodes if isinstance(node, Area))


def _is_survey(node: Node) -> bool:
    return node.item is not None and node.item.rated_by == "survey"
