"""Which rows the table of a catalogue has, from the declaration of its model.

Each entry of a list of mappings is a row, and so is each text of a list of texts. Every other value
is a cell of its entry's row if its key has a column, else a row of its own: a *setting*. So a key
that is added to the model is carried without a change here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, cached_property
from typing import Any, Final, Literal, NamedTuple, get_args, get_origin

from pydantic.fields import FieldInfo

from qualitycli.catalogue_rows.columns import CODE, TEXT, column_of
from qualitycli.model.fields import BY_NAME, Model
from qualitycli.model.framework import Catalogue
from qualitycli.model.routes import bare, catalogue_keys

SETTING: Final = "setting"
# How the keys on the way to a setting's value are joined in its code.
JOINED_BY: Final = "."
# The kind of the catalogue itself, which has no row.
ROOT: Final = ""
Keys = tuple[str, ...]
# Mappings, texts, lists by name, and texts by number.
Content = Literal["entries", "texts", "named", "numbered"]


_NUMBERS: Final = (int, Fraction)


class Scalar(NamedTuple):
    """A value that fits into one cell.

    :ivar keys: that lead to it from the entry of its row.
    :ivar kind: its annotation, without metadata.
    :ivar column: its column; None for a setting.
    """

    keys: Keys
    kind: Any
    column: str | None

    @property
    def name(self) -> str:
        """The code of its row, if it is a setting."""
        return JOINED_BY.join(self.keys)

    @property
    def is_list(self) -> bool:
        """Whether it is a list of numbers, which share the cell."""
        return get_origin(self.kind) is tuple

    @property
    def is_number(self) -> bool:
        """Whether it is a number, or a list of numbers."""
        return self.kind in _NUMBERS or self.is_list

    @property
    def choices(self) -> tuple[str, ...]:
        """The values that it can have, if they are few."""
        if self.kind is bool:
            return ("true", "false")
        return get_args(self.kind) if get_origin(self.kind) is Literal else ()


class Rows(NamedTuple):
    """A list or mapping whose entries are rows.

    :ivar keys: that lead to it from the entry that has it.
    :ivar kind: the kind of its rows.
    """

    keys: Keys
    kind: str
    content: Content


@dataclass(frozen=True)
class Shape:
    """What the rows of one kind contain.

    :ivar parts: its values in the order of a file.
    """

    kind: str
    content: Content
    parts: tuple[Scalar | Rows, ...]

    @cached_property
    def columns(self) -> Mapping[str, Scalar]:
        """Its values that are cells of its own row, by column."""
        scalars = (one for one in self.parts if isinstance(one, Scalar))
        return {one.column: one for one in scalars if one.column}

    @cached_property
    def settings(self) -> Mapping[str, Scalar]:
        """Its values that have rows of their own, by the code of the row."""
        scalars = (one for one in self.parts if isinstance(one, Scalar))
        return {one.name: one for one in scalars if one.column is None}

    @cached_property
    def below(self) -> Mapping[str, Rows]:
        """The rows that belong to it, by kind."""
        return {one.kind: one for one in self.parts if isinstance(one, Rows)}

    @cached_property
    def open_columns(self) -> frozenset[str]:
        """The columns that its rows may fill in, besides the kind and the owner."""
        return frozenset(self.columns) | _OWN_COLUMNS[self.content]


_OWN_COLUMNS: Final[Mapping[Content, frozenset[str]]] = {
    "entries": frozenset(),
    "texts": frozenset((TEXT,)),
    "named": frozenset((CODE,)),
    "numbered": frozenset((CODE, TEXT)),
}
# The rows of single values.
SETTING_SHAPE: Final = Shape(SETTING, "numbered", ())


@cache
def shapes() -> Mapping[str, Shape]:
    """Return the shape of every kind of row; that of the catalogue itself is under `ROOT`."""
    return dict(_shapes(ROOT, "entries", tuple(_parts(Catalogue, (), has_row=False)), set()))


def _shapes(
    kind: str, content: Content, parts: tuple[Scalar | _ModelRows, ...], known: set[str]
) -> Iterator[tuple[str, Shape]]:
    known.add(kind)
    own = (one.rows if isinstance(one, _ModelRows) else one for one in parts)
    yield kind, Shape(kind, content, tuple(own))
    for one in parts:
        if isinstance(one, _ModelRows) and one.rows.kind not in known:
            below = _parts_below(one)
            yield from _shapes(one.rows.kind, one.rows.content, below, known)


class _ModelRows(NamedTuple):
    """Rows, with the model of their entries; None for texts.

    :ivar model: of lists by name, the model of the entries of the lists.
    """

    rows: Rows
    model: type[Model] | None


def _parts_below(one: _ModelRows) -> tuple[Scalar | _ModelRows, ...]:
    if one.model is None:
        return ()
    if one.rows.content == "named":
        return (_ModelRows(Rows((), _kind_of(one.model), "entries"), one.model),)
    return tuple(_parts(one.model, (), has_row=True))


def _parts(model: type[Model], above: Keys, *, has_row: bool) -> Iterator[Scalar | _ModelRows]:
    for name, field in _fields(model):
        keys, kind = (*above, name), bare(field.annotation)
        column = column_of(name) if has_row else None
        if _is_model(kind):
            yield from _parts(kind, keys, has_row=False)
        elif get_origin(kind) is dict:
            yield _in_mapping(keys, bare(get_args(kind)[1]))
        elif get_origin(kind) is tuple:
            if BY_NAME in field.metadata:
                yield Scalar(keys, str, column)
            yield _in_list(keys, kind, column)
        else:
            yield Scalar(keys, kind, column)


def _fields(model: type[Model]) -> Iterator[tuple[str, FieldInfo]]:
    """Yield the fields of a model by their keys, in the order of a file."""
    fields = {one.alias or name: one for name, one in model.model_fields.items()}
    return ((key, fields[key]) for key in catalogue_keys(model))


def _in_mapping(keys: Keys, kind: Any) -> _ModelRows:
    if get_origin(kind) is tuple:
        return _ModelRows(Rows(keys, keys[-1], "named"), bare(get_args(kind)[0]))
    return _ModelRows(Rows(keys, keys[-1], "numbered"), None)


def _in_list(keys: Keys, kind: Any, column: str | None) -> Scalar | _ModelRows:
    entry = bare(get_args(kind)[0])
    if _is_model(entry):
        return _ModelRows(Rows(keys, _kind_of(entry), "entries"), entry)
    if entry is str:
        return _ModelRows(Rows(keys, keys[-1], "texts"), None)
    return Scalar(keys, kind, column)


def _kind_of(model: type[Model]) -> str:
    return model.__name__.lower()


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Model)
