"""What a route leads to in a model: the model that reads the value there, or its kind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from types import UnionType
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from qualitycli.model.assessment import Rating
from qualitycli.model.fields import Model
from qualitycli.model.tree import Node
from qualitycli.model.values import MonthAndDay
from qualitycli.source import Route

# Other YAML readers may read such a value as a number, a date or a boolean, since it is one. A
# rating that is written as a text is a level.
NO_WORDS: Final = (int, Fraction, date, MonthAndDay, bool, Rating)


def model_at(model: type[Model], route: Route) -> type[Model]:
    """Return the model that the value at `route` is read into.

    :raises StopIteration: no model reads it.
    """
    return next(_models(kind_at(model, route)))


def kind_at(model: type[Model], route: Route) -> Any:
    """Return the annotation of the value at `route`.

    :raises StopIteration: a model on the way has no such key.
    """
    kind: Any = model
    for step in route:
        kind = _inner(kind, step)
    return kind


def takes_words(model: type[Model], route: Route) -> bool:
    """Tell whether words may be written at `route`, in place of more perhaps."""
    kind = _bare_at(model, route)
    return kind not in NO_WORDS and get_origin(kind) is not Literal


def is_text(model: type[Model], route: Route) -> bool:
    """Tell whether the value at `route` is a text and nothing else."""
    return _bare_at(model, route) is str


def _bare_at(model: type[Model], route: Route) -> Any:
    try:
        return bare(kind_at(model, route))
    except (StopIteration, IndexError):
        return None


def bare(kind: Any) -> Any:
    """Return an annotation without its metadata and without None."""
    origin, args = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return bare(args[0])
    if origin in (Union, UnionType):
        return bare(next(one for one in args if one is not type(None)))
    return kind


def keys_in_order(model: type[Model]) -> list[str]:
    """Return the keys of a model as a file has them: its own, then those of the model it is of."""
    fields: dict[str, FieldInfo] = {}
    for one in reversed([one for one in model.__mro__ if issubclass(one, Model)]):
        fields = {**{n: f for n, f in one.model_fields.items() if n not in fields}, **fields}
    return [field.alias or name for name, field in fields.items()]


def catalogue_keys(model: type[Model]) -> list[str]:
    """Return the keys of a model of the catalogue as a file has them.

    Of a node, those that name it come first and its children last.
    """
    keys = [field.alias or name for name, field in model.model_fields.items()]
    if issubclass(model, Node):
        first = ["id", "number", model.label_key]
        keys = [*first, *(key for key in keys if key not in first)]
    return keys


def _inner(kind: Any, step: str | int) -> Any:
    found = next(_models(kind), None)
    if found is not None:
        fields = found.model_fields
        return next(f.annotation for name, f in fields.items() if step in (f.alias, name))
    kind = bare(kind)
    return get_args(kind)[1] if get_origin(kind) is dict else get_args(kind)[0]


def _models(kind: Any) -> Iterator[type[Model]]:
    if isinstance(kind, type) and issubclass(kind, Model):
        yield kind
    elif get_origin(kind) in (Union, UnionType):
        for one in get_args(kind):
            yield from _models(one)
