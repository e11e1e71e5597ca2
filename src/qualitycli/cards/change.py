"""A change of one value."""

from __future__ import annotations

from typing import NamedTuple

from qualitycli.cards.fields import Field, parts_of
from qualitycli.diagnostics import Place
from qualitycli.model.tree import Item


class RatingChange(NamedTuple):
    """A change of one value.

    :ivar row: the code of the row: the code of the item or of one of its parts.
    :ivar old: the current value; `new` is the new one. An empty text means that there is none.
    """

    item: Item
    row: str
    field: Field
    old: str
    new: str
    place: Place

    @property
    def text(self) -> str:
        """The text of the item, or of its part."""
        number = self.row.rpartition("/")[2]
        return self.item.label if self.row == self.item.id else parts_of(self.item)[int(number) - 1]
