"""The values of a catalogue as rows, in the order of a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from qualitycli.catalogue_rows.columns import CODE, OWNER, TEXT
from qualitycli.catalogue_rows.shape import (
    ROOT,
    SETTING_SHAPE,
    Rows,
    Scalar,
    Shape,
    shapes,
)

# Between the numbers of a list that share a cell.
BETWEEN: Final = "; "


class TableRow(NamedTuple):
    """A row of the table.

    :ivar cells: texts by column, without empty ones and the kind of the row.
    :ivar setting: the value that the row is for, if it is a setting.
    """

    shape: Shape
    cells: Mapping[str, str]
    setting: Scalar | None = None

    def is_number(self, column: str) -> bool:
        """Tell whether a cell is a number, or a list of numbers; codes are texts."""
        if column == CODE:
            return False
        scalar = self.setting if column == TEXT else self.shape.columns.get(column)
        return scalar is not None and scalar.is_number


def rows_of(values: Mapping[str, Any]) -> Iterator[TableRow]:
    """Yield the rows of a catalogue.

    :param values: as the parser gives them, without errors.
    """
    yield from _inside(shapes()[ROOT], values, "")


def _inside(shape: Shape, values: Any, code: str) -> Iterator[TableRow]:
    """Yield the rows that belong to an entry."""
    for part in shape.parts:
        value = value_at(values, part.keys)
        if not value:
            continue
        if isinstance(part, Rows):
            if not isinstance(value, str):
                yield from _rows(part, value, code)
        elif part.column is None and not _is_other(part, value):
            cells = _filled({OWNER: code, CODE: part.name, TEXT: text_of(value)})
            yield TableRow(SETTING_SHAPE, cells, part)


def _rows(part: Rows, value: Any, code: str) -> Iterator[TableRow]:
    shape = shapes()[part.kind]
    owner = {OWNER: code}
    if part.content == "entries":
        for entry in value:
            cells = {column: _cell(one, entry) for column, one in shape.columns.items()}
            yield TableRow(shape, _filled(owner | cells))
            yield from _inside(shape, entry, cells.get(CODE, ""))
    elif part.content == "named":
        for name, entries in value.items():
            yield TableRow(shape, _filled(owner | {CODE: name}))
            yield from _inside(shape, entries, name)
    elif part.content == "texts":
        yield from (TableRow(shape, _filled(owner | {TEXT: text})) for text in value)
    else:
        yield from (
            TableRow(shape, _filled(owner | {CODE: number, TEXT: text}))
            for number, text in value.items()
            if text
        )


def _cell(scalar: Scalar, entry: Mapping[str, Any]) -> str:
    value = value_at(entry, scalar.keys)
    return "" if not value or _is_other(scalar, value) else text_of(value)


def _is_other(scalar: Scalar, value: Any) -> bool:
    """Tell whether a list that may be a name is a list, which has rows."""
    return isinstance(value, list) and not scalar.is_list


def value_at(values: Any, keys: tuple[str, ...]) -> Any:
    """Return the value that keys lead to; None if there is none."""
    for key in keys:
        if not values:
            return None
        values = values.get(key)
    return values


def text_of(value: Any) -> str:
    """Return a value as the text of its cell, before it is made safe."""
    return value if isinstance(value, str) else BETWEEN.join(value)


def _filled(cells: Mapping[str, str]) -> dict[str, str]:
    return {column: text for column, text in cells.items() if text}
