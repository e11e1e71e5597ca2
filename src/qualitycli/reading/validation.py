"""Values → models; what pydantic finds becomes findings of our own rules, at their places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import UnionType
from typing import Any, Final, TypeVar, Union, get_args, get_origin

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from qualitycli.diagnostics import Diagnostic, Place, Rule
from qualitycli.messages import N_, Message
from qualitycli.model.fields import Model
from qualitycli.nearness import look_alike, nearest
from qualitycli.rules import scoring, shape, text
from qualitycli.source import Places, Route

M = TypeVar("M", bound=Model)

# Our own kinds of values name the rule they break; these are pydantic's.
_RULES: Final[Mapping[str, Rule]] = {
    **{name: rule for name, rule in vars(shape).items() if isinstance(rule, Rule)},
    "NEGATIVE": scoring.NEGATIVE,
    "model_type": shape.NOT_A_MAPPING,
    "dict_type": shape.NOT_A_MAPPING,
    "tuple_type": shape.NOT_A_LIST,
    "string_type": shape.NOT_A_TEXT,
    "too_short": shape.EMPTY_LIST,
}


def validate(
    model: type[M], values: dict[str, Any], places: Places, file: str
) -> M | list[Diagnostic]:
    """Return the model of `values`, or all that keeps them from being one.

    :param file: the file's name, as the person knows it.
    """
    try:
        return model.model_validate(values)
    except ValidationError as error:
        details = error.errors(include_url=False)
    return [_finding(model, detail, values, places, file) for detail in details]


def _finding(
    model: type[Model], detail: ErrorDetails, values: dict[str, Any], places: Places, file: str
) -> Diagnostic:
    route: Route = detail["loc"]
    kind = detail["type"]
    if kind == "missing":
        return shape.MISSING_KEY.at(Place(file, places.locate_missing(route)), key=route[-1])
    if kind == "extra_forbidden":
        return _unknown_key(model, route, values, places, file)
    if route and route[-1] == "[key]":
        place = Place(file, places.locate_key(route[:-1]))
    else:
        place = Place(file, places.locate(route))
    if kind == "literal_error":
        choices = re.findall("'([^']*)'", detail["ctx"]["expected"])
        shown = detail["input"] if isinstance(detail["input"], str) else "…"
        return shape.NOT_A_CHOICE.at(place, value=shown, choices=tuple(choices))
    context = dict(detail.get("ctx", {}))
    args = {"key": _last_key(route), **context}
    hint = Message(N_("write {plain}"), args) if "plain" in args else None
    return _RULES[kind].at(place, hint=hint, **args)


def _unknown_key(
    model: type[Model], route: Route, values: dict[str, Any], places: Places, file: str
) -> Diagnostic:
    key = str(route[-1])
    known = sorted(_model_at(model, route[:-1]).known_keys())
    place = Place(file, places.locate_key(route))
    if (meant := look_alike(key, known)) is not None:
        return text.LOOK_ALIKE.at(place, written=key, meant=meant.word, letters=meant.letters)
    if places.in_braces(route) and _value_at(values, route) == "":
        return shape.BROKEN_SENTENCE.at(place, text=key, braces="{…}")
    hint = None
    if near := nearest(key, known):
        hint = Message(N_("did you mean “{near}”?"), {"near": near})
    return shape.UNKNOWN_KEY.at(place, hint=hint, key=key, known=tuple(known))


def _value_at(values: Any, route: Route) -> Any:
    for step in route:
        values = values[step]
    return values


def _last_key(route: Route) -> str:
    return next((step for step in reversed(route) if isinstance(step, str) and step != "[key]"), "")


def _model_at(model: type[Model], route: Route) -> type[Model]:
    """Return the model that the value at `route` is read into."""
    annotation: Any = model
    for step in route:
        annotation = _inner(annotation, step)
    return next(_models(annotation))


def _inner(annotation: Any, step: str | int) -> Any:
    found = next(_models(annotation), None)
    if found is not None:
        fields = found.model_fields
        return next(f.annotation for name, f in fields.items() if step in (f.alias, name))
    origin, args = get_origin(annotation), get_args(annotation)
    if origin in (Union, UnionType):
        return _inner(next(one for one in args if one is not type(None)), step)
    return args[1] if origin is dict else args[0]


def _models(annotation: Any) -> Iterator[type[Model]]:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        yield annotation
    elif get_origin(annotation) in (Union, UnionType):
        for one in get_args(annotation):
            yield from _models(one)
