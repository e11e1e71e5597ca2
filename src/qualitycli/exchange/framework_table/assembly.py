"""Putting the rows of a catalogue's table together: each belongs to a row above it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from qualitycli.catalogue_rows.columns import CODE, HEADINGS, KIND, OWNER, TEXT, kind_name
from qualitycli.catalogue_rows.shape import (
    ROOT,
    SETTING,
    SETTING_SHAPE,
    Keys,
    Rows,
    Scalar,
    Shape,
    shapes,
)
from qualitycli.diagnostics import Diagnostic
from qualitycli.exchange.framework_table.cell_values import faulty, text_of, value_of
from qualitycli.exchange.framework_table.headings import OwnTable, kinds_by_name, normal
from qualitycli.exchange.framework_table.placed import Branch, Entries, Leaf, Placed
from qualitycli.exchange.source.document import SourceCell
from qualitycli.messages import N_, Message
from qualitycli.rules import framework_tables
from qualitycli.suggestions import Effort, nearest

Cells = Mapping[str, SourceCell]
# Longer numbers are not counted up.
_NUMBER: Final = re.compile("[0-9]{1,6}", re.ASCII)


@dataclass
class _Entry:
    """A row that others may belong to, or the catalogue itself.

    :ivar values: of the row and all that belongs to it.
    """

    shape: Shape
    code: str
    values: Any
    parent: _Entry | None = None

    def takes(self, kind: str, code: str) -> bool:
        """Tell whether a row may belong to it.

        :param code: the code of the row, which decides for a setting.
        """
        return code in self.shape.settings if kind == SETTING else kind in self.shape.below

    def and_above(self) -> Iterator[_Entry]:
        """Yield it and all that it belongs to."""
        entry: _Entry | None = self
        while entry is not None:
            yield entry
            entry = entry.parent


class Assembly:
    """The rows of a table, put together.

    :ivar values: the catalogue, with the cells of its values.
    :ivar kinds: the kind of each row.
    :ivar found: the findings, in order of the rows.
    """

    def __init__(self, table: OwnTable) -> None:
        self.values = Branch(table.head, 1)
        self.kinds: dict[int, str] = {}
        self.found: list[Diagnostic] = []
        self._table = table
        self._current = _Entry(shapes()[ROOT], "", self.values)
        # Of each kind, the last row with a code.
        self._by_code: dict[str, dict[str, _Entry]] = {}
        self._named_twice: set[Leaf] = set()
        self._effort = Effort()
        # The codes of rows that have a finding, so that what belongs to them gets none.
        self._lost: set[str] = set()
        for row, cells in table.rows():
            named = {name: cells[at] for at, name in table.columns.items() if at in cells}
            if named:
                self._read(row, named)

    def _read(self, row: int, cells: Cells) -> None:
        code = cells[CODE].text if CODE in cells else ""
        kind = self._kind(row, cells)
        owner = self._owner(row, kind, cells) if kind is not None else None
        if kind is None or owner is None:
            self._lost.add(code)
            return
        self.kinds[row] = kind
        if kind == SETTING:
            self._setting(row, owner, cells)
            return
        shape, part = shapes()[kind], owner.shape.below[kind]
        self._check_columns(row, shape, cells)
        self._current = owner
        add = {
            "entries": self._add_entry,
            "texts": self._add_text,
            "named": self._add_list,
            "numbered": self._add_numbered,
        }[shape.content]
        add(row, part, cells)

    def _kind(self, row: int, cells: Cells) -> str | None:
        place = self._table.place(row, KIND)
        cell = cells.get(KIND)
        if cell is None:
            assert place.cell is not None
            self.found.append(framework_tables.NO_ROW_KIND.at(place, cell=place.cell.name))
            return None
        if (found := faulty(cell, place)) is not None:
            self.found.append(found)
            return None
        kind = kinds_by_name().get(normal(cell.text))
        if kind is None:
            hint = None
            if (near := self._near(cell.text)) is not None:
                hint = Message(N_("did you mean “{near}”?"), {"near": near})
            self.found.append(
                framework_tables.UNKNOWN_ROW_KIND.at(place, hint=hint, value=cell.text)
            )
        return kind

    def _near(self, name: str) -> str | None:
        return nearest(normal(name), kinds_by_name(), effort=self._effort)

    def _owner(self, row: int, kind: str, cells: Cells) -> _Entry | None:
        code = cells[CODE].text if CODE in cells else ""
        if OWNER not in cells:
            above = (one for one in self._current.and_above() if one.takes(kind, code))
            if (owner := next(above, None)) is None:
                self.found.append(self._homeless(row, kind, code))
            return owner
        named = self._text(row, OWNER, cells)
        known = self._by_code.get(named or "", {})
        owner = next((one for one in reversed(known.values()) if one.takes(kind, code)), None)
        if owner is None and named is not None and named not in self._lost:
            if known and kind == SETTING:
                self.found.append(self._homeless(row, kind, code))
            else:
                place = self._table.place(row, OWNER)
                self.found.append(
                    framework_tables.OWNER_NOT_ABOVE.at(place, kind=_name(kind), owner=named)
                )
        return owner

    def _homeless(self, row: int, kind: str, code: str) -> Diagnostic:
        if kind == SETTING and not code:
            place = self._table.place(row, CODE)
            return framework_tables.MISSING_CODE.at(place, kind=_name(kind))
        if kind == SETTING:
            return framework_tables.UNKNOWN_SETTING.at(self._table.place(row, CODE), code=code)
        possible = tuple(_name(one.kind) for one in shapes().values() if kind in one.below)
        place = self._table.place(row, KIND)
        return framework_tables.MISPLACED_ROW.at(place, kind=_name(kind), kinds=possible)

    def _check_columns(self, row: int, shape: Shape, cells: Cells) -> None:
        for column in cells:
            if column not in shape.open_columns and column not in (KIND, OWNER):
                place = self._table.place(row, column)
                self.found.append(
                    framework_tables.NOT_FOR_THIS_KIND.at(
                        place, heading=Message(HEADINGS[column]), kind=_name(shape.kind)
                    )
                )

    def _setting(self, row: int, owner: _Entry, cells: Cells) -> None:
        self._check_columns(row, SETTING_SHAPE, cells)
        scalar = owner.shape.settings[cells[CODE].text]
        *above, key = scalar.keys
        values = self._inner(owner.values, tuple(above), row)
        if key in values:
            self._twice(row, SETTING, scalar.name, values[key])
        elif TEXT in cells:
            self._put(values, key, scalar, row, TEXT, cells)

    def _add_entry(self, row: int, part: Rows, cells: Cells) -> None:
        owner, shape = self._current, shapes()[part.kind]
        branch = self._branch(row)
        for column, scalar in shape.columns.items():
            if column in cells:
                # All values of a row are its own: none is below another key.
                self._put(branch, scalar.keys[-1], scalar, row, column, cells)
        entries = self._list(row, owner, part)
        if isinstance(entries, Leaf):
            self._named_as_well(row, entries, owner, part)
            return
        entries.append(branch)
        own = shape.columns.get(CODE)
        code = branch.get(own.keys[-1]) if own is not None else None
        if own is not None and own.name == "id" and CODE not in cells:
            self._without_id(row, shape, owner)
        self._open(_Entry(shape, code.text if code else "", branch, owner))

    def _without_id(self, row: int, shape: Shape, owner: _Entry) -> None:
        """Report a row without an id, and suggest the next one below its owner."""
        hint, prefix = None, f"{owner.code}."
        if owner.code:
            codes = (cells[self._table.numbers[CODE]].text for cells in self._coded())
            ends = (one.removeprefix(prefix) for one in codes if one.startswith(prefix))
            last = max((int(one) for one in ends if _NUMBER.fullmatch(one)), default=0)
            text = N_("write a new id in this cell, for example {id}")
            hint = Message(text, {"id": f"{prefix}{last + 1}"})
        place = self._table.place(row, CODE)
        self.found.append(
            framework_tables.MISSING_CODE.at(place, hint=hint, kind=_name(shape.kind))
        )

    def _coded(self) -> Iterator[Mapping[int, SourceCell]]:
        return (cells for _, cells in self._table.rows() if self._table.numbers[CODE] in cells)

    def _add_text(self, row: int, part: Rows, cells: Cells) -> None:
        text = self._text(row, TEXT, cells)
        entries = self._list(row, self._current, part)
        if text:
            entries.append(self._leaf(text, row, TEXT))

    def _add_list(self, row: int, part: Rows, cells: Cells) -> None:
        owner = self._current
        lists = self._inner(owner.values, part.keys, row)
        if (name := self._new_code(row, part.kind, cells, lists)) is not None:
            lists[name] = self._entries(row)
            self._open(_Entry(shapes()[part.kind], name, lists[name], owner))

    def _add_numbered(self, row: int, part: Rows, cells: Cells) -> None:
        texts = self._inner(self._current.values, part.keys, row)
        number = self._new_code(row, part.kind, cells, texts)
        text = self._text(row, TEXT, cells)
        if number and text:
            texts[number] = self._leaf(text, row, TEXT)

    def _new_code(self, row: int, kind: str, cells: Cells, there: Mapping[str, Any]) -> str | None:
        """Return the code of a row, unless it is missing or another row has it."""
        if CODE not in cells:
            place = self._table.place(row, CODE)
            self.found.append(framework_tables.MISSING_CODE.at(place, kind=_name(kind)))
            return None
        code = self._text(row, CODE, cells)
        if code is not None and code in there:
            self._twice(row, kind, code, there[code])
            return None
        return code

    def _twice(self, row: int, kind: str, code: str, before: Placed) -> None:
        cell = self._table.place(before.row, CODE).cell
        assert cell is not None
        place = self._table.place(row, CODE)
        found = framework_tables.DUPLICATE_CODE.at(
            place, kind=_name(kind), code=code, first=cell.name
        )
        self.found.append(found)

    def _named_as_well(self, row: int, name: Leaf, owner: _Entry, part: Rows) -> None:
        """Report a list that is both named and written out, once for all its rows."""
        first = self._table.place(row, KIND).cell
        assert first is not None
        heading = Message(HEADINGS[self._table.columns[name.column]])
        place = self._table.place(name.row, name.column)
        found = framework_tables.NAME_AND_ROWS.at(
            place, heading=heading, name=name.text, code=owner.code, first=first.name
        )
        if name not in self._named_twice:
            self._named_twice.add(name)
            self.found.append(found)

    def _open(self, entry: _Entry) -> None:
        self._current = entry
        if entry.code:
            known = self._by_code.setdefault(entry.code, {})
            known.pop(entry.shape.kind, None)
            known[entry.shape.kind] = entry

    def _put(
        self, values: Branch, key: str, scalar: Scalar, row: int, column: str, cells: Cells
    ) -> None:
        value = value_of(cells[column], scalar, self._table.place(row, column), column)
        if isinstance(value, Diagnostic):
            self.found.append(value)
        elif isinstance(value, list):
            values[key] = self._entries(row, column)
            values[key].extend(self._leaf(one, row, column) for one in value)
        elif value:
            values[key] = self._leaf(value, row, column)

    def _text(self, row: int, column: str, cells: Cells) -> str | None:
        """Return the text of a cell; None if it is empty or faulty."""
        if column not in cells:
            return None
        text = text_of(cells[column], self._table.place(row, column), column)
        if isinstance(text, Diagnostic):
            self.found.append(text)
            return None
        return text

    def _list(self, row: int, owner: _Entry, part: Rows) -> Any:
        """Return the list that a row is added to; a name, if the list is named instead."""
        if not part.keys:
            return owner.values
        *above, key = part.keys
        return self._inner(owner.values, tuple(above), row).setdefault(key, self._entries(row))

    def _inner(self, values: Branch, keys: Keys, row: int) -> Branch:
        """Return the mapping that keys lead to, which is made if necessary."""
        for key in keys:
            values = values.setdefault(key, self._branch(row))
        return values

    def _branch(self, row: int) -> Branch:
        return Branch(row, self._table.numbers[KIND])

    def _entries(self, row: int, column: str = KIND) -> Entries:
        return Entries(row, self._table.numbers[column])

    def _leaf(self, text: str, row: int, column: str) -> Leaf:
        return Leaf(text, row, self._table.numbers[column])


def _name(kind: str) -> Message:
    return Message(kind_name(kind))
