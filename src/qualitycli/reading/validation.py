"""Validate values into models; errors of pydantic become findings of our rules, with places."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from copy import deepcopy
from typing import Any, Final, Generic, NamedTuple, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from qualitycli.diagnostics import Diagnostic, Findings, Place, Rule
from qualitycli.messages import N_, Message
from qualitycli.model.fields import Model
from qualitycli.model.routes import model_at
from qualitycli.model.validators import made_of
from qualitycli.model.values import ID_FORM, id_in_latin
from qualitycli.reading.colons import glued_key, missing_space
from qualitycli.reading.nesting import unindented_keys
from qualitycli.rules import scoring, shape, text
from qualitycli.source import MappingSite, Places, Route, SequenceSite, Site
from qualitycli.suggestions import (
    Effort,
    foreign_letters,
    in_latin,
    look_alike,
    nearest,
    nearest_few,
)
from qualitycli.workspace import alike, without_unseen

M = TypeVar("M", bound=Model)

# If there are more known keys, not all of them are listed.
_MOST_KEYS: Final = 6
# Errors at places that need entries, or a short form of them.
_ENTRIES_WANTED: Final = ("extra_forbidden", "model_type", "NOT_A_WHOLE_NUMBER")

# Our validators use the names of rules as error types; the others are those of pydantic.
_RULES: Final[Mapping[str, Rule]] = {
    **{name: rule for name, rule in vars(shape).items() if isinstance(rule, Rule)},
    "NEGATIVE": scoring.NEGATIVE,
    "model_type": shape.NOT_A_MAPPING,
    "dict_type": shape.NOT_A_MAPPING,
    "tuple_type": shape.NOT_A_LIST,
    "string_type": shape.NOT_A_TEXT,
    "too_short": shape.EMPTY_LIST,
}


class Validated(NamedTuple, Generic[M]):
    """The result of validating values.

    :ivar model: of the valid values; None if too few are left.
    :ivar found: the findings about the others.
    :ivar faulty: the routes of the values that were left out.
    :ivar left: the values without those.
    :ivar places: the places of `left`.
    """

    model: M | None
    found: Findings
    faulty: frozenset[Route]
    left: Mapping[str, Any]
    places: Places


def validate(
    model: type[M],
    values: Mapping[str, Any],
    places: Places,
    file: str,
    stand_ins: Mapping[str, Any],
) -> Validated[M]:
    """Return the model of `values`, and all findings about them.

    Faulty values are left out, so that the rest can still be checked and all mistakes are reported
    at once.

    :param file: the file's name in messages.
    :param stand_ins: values for top-level keys that are faulty or missing.
    """
    left = dict(values)
    found = Findings()
    faulty: set[Route] = set()
    while True:
        try:
            return Validated(made_of(left, model), found, frozenset(faulty), left, places)
        except ValidationError as error:
            details = error.errors(include_url=False)
        # Pydantic does not count faulty entries; without them the list may still be long enough.
        above = _above(details)
        sure = [one for one in details if one["type"] != "too_short" or one["loc"] not in above]
        routes = {_faulty_route(detail) for detail in sure}
        if not faulty:
            # Faulty values are removed from copies; the document stays as it was read.
            left, places = deepcopy(left), places.copied()
            wrong = tuple(unindented_keys(model, left))
            told = {route for one in wrong for route in one.routes}
            routes = {route for route in routes if not _is_within(route, told)} | told
            effort = Effort()
            follows = _Following(model, left, details, effort)
            own = (one for one in details if not (follows(one) or _is_within(one["loc"], told)))
            found += (one.finding(places, file) for one in wrong)
            found += (_finding(model, detail, left, places, file, effort) for detail in own)
        # From last to first, so that no removal shifts the index of a later one.
        for route in sorted(routes, key=_in_file_order, reverse=True):
            if len(route) == 1 and (key := str(route[0])) in stand_ins:
                left[key] = stand_ins[key]
                faulty.add(route)
            else:
                faulty.add(take_out(left, places, route))
        if () in faulty:
            return Validated(None, found, frozenset(faulty), left, places)


def _is_within(route: Route, others: Collection[Route]) -> bool:
    return any(route[:depth] in others for depth in range(1, len(route) + 1))


def _above(details: list[ErrorDetails]) -> set[Route]:
    """Return the routes of all values that contain an error."""
    return {one["loc"][:depth] for one in details for depth in range(len(one["loc"]))}


class _Following:
    """Tell whether an error is only a consequence of another one.

    A list is too short because its only entry is faulty; a key is missing because it is misspelt.
    """

    def __init__(
        self,
        model: type[Model],
        values: dict[str, Any],
        details: list[ErrorDetails],
        effort: Effort,
    ) -> None:
        self._above = _above(details)
        lacking = {detail["loc"][:-1] for detail in details if detail["type"] == "missing"}
        # For mappings that lack a key: the keys that their unknown keys are misspellings of.
        self._meant: defaultdict[Route, set[str | None]] = defaultdict(set)
        for detail in details:
            route = detail["loc"]
            if detail["type"] == "extra_forbidden" and route[:-1] in lacking:
                self._meant[route[:-1]].add(_meant(model, route, values, effort))

    def __call__(self, detail: ErrorDetails) -> bool:
        route = detail["loc"]
        if detail["type"] == "too_short":
            return route in self._above
        if detail["type"] == "missing":
            return route[-1] in self._meant.get(route[:-1], ())
        return False


def _meant(model: type[Model], route: Route, values: dict[str, Any], effort: Effort) -> str | None:
    """Return the known key that the unknown one at the end of `route` is a misspelling of."""
    key = str(route[-1])
    there = _value_at(values, route[:-1])
    known = [one for one in sorted(model_at(model, route[:-1]).known_keys()) if one not in there]
    alike = look_alike(key, known)
    return alike.word if alike else nearest(key, known, effort=effort)


def _faulty_route(detail: ErrorDetails) -> Route:
    """Return the route to remove: of the value itself, or of the mapping that lacks a key."""
    route: Route = detail["loc"]
    if detail["type"] == "missing":
        return route if len(route) == 1 else route[:-1]
    return route[:-1] if route[-1:] == ("[key]",) else route


def _in_file_order(route: Route) -> tuple[tuple[bool, str | int], ...]:
    return tuple((isinstance(step, int), step) for step in route)


def _finding(
    model: type[Model],
    detail: ErrorDetails,
    values: dict[str, Any],
    places: Places,
    file: str,
    effort: Effort,
) -> Diagnostic:
    route: Route = detail["loc"]
    kind = detail["type"]
    if kind == "missing":
        return _missing_key(route, places, file)
    if (found := _missing_space(model, detail, places, file)) is not None:
        return found
    if kind == "extra_forbidden":
        return _unknown_key(model, route, values, places, file, effort)
    if route and route[-1] == "[key]":
        place = Place(file, places.locate_key(route[:-1]))
    else:
        place = Place(file, places.locate(route))
    if kind == "literal_error":
        choices = re.findall("'([^']*)'", detail["ctx"]["expected"])
        shown = detail["input"] if isinstance(detail["input"], str) else "…"
        return shape.NOT_A_CHOICE.at(place, value=shown, choices=tuple(choices))
    args = {"key": _named(route), **detail.get("ctx", {})}
    if kind == "MALFORMED_ID" and (meant := id_in_latin(args["value"])) is not None:
        letters = foreign_letters(args["value"])
        return text.LOOK_ALIKE.at(place, written=args["value"], meant=meant, letters=letters)
    # The hint of the validator, or the plain form of the value.
    remedy = args.pop("hint", N_("write {plain}") if "plain" in args else None)
    if kind in ("model_type", "dict_type") and _is_dashed(detail["input"], places.site(route)):
        remedy = N_("entries here have no dashes: replace each “- ” with two spaces")
    hint = Message(remedy, args) if remedy is not None else None
    return _RULES[kind].at(place, hint=hint, **args)


def _is_dashed(value: Any, site: Site | None) -> bool:
    """Tell whether a list contains the entries that should be there without dashes."""
    if not isinstance(site, SequenceSite) or site.in_brackets:
        return False
    if not all(isinstance(one, dict) for one in value):
        return False
    keys = [key for one in value for key in one]
    return len(keys) == len(set(keys))


def _missing_key(route: Route, places: Places, file: str) -> Diagnostic:
    parent, key = places.site(route[:-1]), str(route[-1])
    hint = None
    if isinstance(parent, MappingSite) and key in parent.entries:
        hint = Message(N_("“{key}:” is empty: add its value"), {"key": key})
    return shape.MISSING_KEY.at(Place(file, places.locate_missing(route)), hint=hint, key=key)


def _missing_space(
    model: type[Model], detail: ErrorDetails, places: Places, file: str
) -> Diagnostic | None:
    """Return the finding for a text that is an entry without a space after its colon."""
    route, kind, written = detail["loc"], detail["type"], detail["input"]
    span = places.locate(route)
    # Quoted text is meant as text.
    plain = not getattr(places.site(route), "style", None)
    if kind == "extra_forbidden":
        written, span, route = route[-1], places.locate_key(route), route[:-1]
        plain = span.end_column - span.column == len(str(written))
    elif kind == "NOT_A_WHOLE_NUMBER":
        route = route[:-1]  # the short form of a rating
    key = glued_key(written) if plain and isinstance(written, str) else None
    if key is None:
        return None
    if kind == "dict_type":
        is_key = key.isdigit() or ID_FORM.fullmatch(in_latin(key)) is not None
    else:
        is_key = kind in _ENTRIES_WANTED and key in model_at(model, route).known_keys()
    return missing_space(written, key, file, span.line, span.column) if is_key else None


def _unknown_key(
    model: type[Model],
    route: Route,
    values: dict[str, Any],
    places: Places,
    file: str,
    effort: Effort,
) -> Diagnostic:
    key = str(route[-1])
    known = sorted(model_at(model, route[:-1]).known_keys())
    place = Place(file, places.locate_key(route))
    if (found := alike(key, known, place)) is not None:
        return found
    first = next(iter(_value_at(values, route[:-1])))
    if places.in_braces(route) and key != first and _value_at(values, route) == "":
        return shape.SPLIT_SENTENCE.at(place, text=key, braces="{…}")
    hint = without_unseen(key, known)
    if hint is None and (near := nearest(key, known, effort=effort)):
        hint = Message(N_("did you mean “{near}”?"), {"near": near})
    elif hint is None and len(known) > _MOST_KEYS:
        text = N_("allowed keys include {known}; docs/formats.md lists them all")
        hint = Message(
            text,
            {
                "known": nearest_few(key, known, _MOST_KEYS, effort=effort)
                or tuple(known[:_MOST_KEYS])
            },
        )
    return shape.UNKNOWN_KEY.at(place, hint=hint, key=key, known=tuple(known))


def _value_at(values: Any, route: Route) -> Any:
    for step in route:
        values = values[step]
    return values


def _named(route: Route) -> str | Message:
    """Return the name of the value at `route`: its key, or its number in the list."""
    steps = [step for step in route if step != "[key]"]
    key = next((step for step in reversed(steps) if isinstance(step, str)), "")
    if steps and isinstance(steps[-1], int):
        return Message(N_("{key}, entry {n}"), {"key": key, "n": steps[-1] + 1})
    return key


def take_out(values: Any, places: Places, route: Route) -> Route:
    """Remove the value at `route` from `values`; for an entry of a list, from `places` as well.

    If the route goes deeper than the values, the deepest one on it is removed.

    :returns: the route that was removed; empty if there was nothing to remove.
    """
    taken: Route = ()
    for step in route[:-1]:
        inner = values[step] if _has(values, step) else None
        if not isinstance(inner, dict | list):
            break
        values, taken = inner, (*taken, step)
    step = route[len(taken)]
    if not _has(values, step):
        return ()
    del values[step]
    if isinstance(step, int) and isinstance(site := places.site(taken), SequenceSite):
        del site.entries[step]
    return (*taken, step)


def _has(values: Any, step: str | int) -> bool:
    if isinstance(values, dict):
        return step in values
    return isinstance(step, int) and step < len(values)
