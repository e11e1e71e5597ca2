"""Entries that are not indented under the key they belong to, which stays empty."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple, get_args, get_origin

from qualitycli.diagnostics import Diagnostic, Findings, Place
from qualitycli.messages import N_, Message
from qualitycli.model.assessment import Rating
from qualitycli.model.fields import AnswerKey, Model
from qualitycli.model.routes import bare, kind_at, model_at
from qualitycli.model.values import ID_FORM
from qualitycli.rules import reading as rules
from qualitycli.rules import shape
from qualitycli.source import Places, Route
from qualitycli.suggestions import in_latin

_LEVEL_MOVES: Final = N_(
    "move each of these lines, with everything nested under it, two spaces to the right; "
    "replace “{owner}: {short}” with “{owner}:” and, below it and aligned with them, "
    "“level: {short}”"
)


class UnindentedKeys(NamedTuple):
    """Keys that belong under another one right above them.

    :ivar owner: the route of the key that they belong under.
    :ivar short: the value written after that key, instead of entries.
    """

    owner: Route
    keys: tuple[str, ...]
    short: str = ""

    @property
    def routes(self) -> set[Route]:
        """The routes of all these keys, and of the key that they belong under."""
        return {self.owner, *((*self.owner[:-1], key) for key in self.keys)}

    def finding(self, places: Places, file: str) -> Diagnostic:
        """Return the finding for all the keys."""
        place = Place(file, places.locate_key((*self.owner[:-1], self.keys[0])))
        owner = self.owner[-1]
        args = {"owner": owner, "short": self.short}
        hint = Message(_LEVEL_MOVES, args) if self.short else None
        return shape.NOT_INDENTED.at(
            place, hint=hint, keys=self.keys, owner=owner, n=len(self.keys)
        )


def unindented_keys(model: type[Model], values: Any, route: Route = ()) -> Iterator[UnindentedKeys]:
    """Yield the keys at or below `route` that are not indented."""
    if isinstance(values, list):
        for number, value in enumerate(values):
            yield from unindented_keys(model, value, (*route, number))
    if not isinstance(values, dict):
        return
    owner: str | None = None
    keys: list[str] = []
    for key, value in values.items():
        is_here = owner is None or _belongs(model, route, key)
        if not is_here and _belongs(model, (*route, owner or ""), key):
            keys.append(key)
            continue
        if owner is not None and keys:
            yield UnindentedKeys((*route, owner), tuple(keys), _short(values[owner]))
        owner, keys = (key if value == "" or _is_rating(model, (*route, key)) else None), []
        yield from unindented_keys(model, value, (*route, key))
    if owner is not None and keys:
        yield UnindentedKeys((*route, owner), tuple(keys), _short(values[owner]))


def _is_rating(model: type[Model], route: Route) -> bool:
    """Tell whether there is a rating at `route`; keys aligned with its id belong under it."""
    try:
        return bare(kind_at(model, route)) is Rating
    except (StopIteration, IndexError):
        return False


def _short(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _belongs(model: type[Model], route: Route, key: str) -> bool:
    """Tell whether the mapping at `route` may have such a key."""
    try:
        kind = kind_at(model, route)
    except (StopIteration, IndexError):
        return False
    if get_origin(bare(kind)) is dict:
        kind_of_key = get_args(bare(kind))[0]
        if bare(kind_of_key) is int or kind_of_key == AnswerKey:
            return key.isdecimal()
        return ID_FORM.fullmatch(in_latin(key)) is not None
    try:
        return key in model_at(model, route).known_keys()
    except StopIteration:
        return False


def naming_indentation(found: Findings, others: Iterable[Diagnostic]) -> Findings:
    """Return findings of reading, with the hint to indent duplicate keys that lack indentation.

    :param others: the findings about the values.
    """
    names: set[str] = set()
    for one in others:
        if one.rule is shape.NOT_INDENTED and isinstance(keys := one.args["keys"], tuple):
            names.update(keys)
    hint = Message(N_("move it two spaces to the right, under the key it belongs to"))

    def naming(one: Diagnostic) -> Diagnostic:
        is_meant = one.rule is rules.DUPLICATE_KEY and one.args["key"] in names
        return one._replace(hint=hint) if is_meant else one

    return found.changed(naming)
