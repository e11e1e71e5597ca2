"""The layout of year files: the order of keys, and which values are texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, Final, get_args, get_origin

from qualitycli.model.answers import answers_of
from qualitycli.model.assessment import Assessment
from qualitycli.model.fields import Model
from qualitycli.model.framework import Catalogue
from qualitycli.model.routes import NO_WORDS, bare, keys_in_order, kind_at
from qualitycli.model.tree import descendants
from qualitycli.source import Route
from qualitycli.writing.scalars import in_quotation_marks, plain, quoted

_NUMBER: Final = re.compile(r"-?[0-9]+(?:\.[0-9]+)?", re.ASCII)


class YearLayout:
    """The layout of a year file for a framework."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def keys(self, route: Route) -> Sequence[str]:
        """Return the keys that the mapping at `route` may have, in order.

        Ids are in the order of the catalogue, other keys in that of the model. For an unknown
        mapping, there are none.
        """
        if route in (("ratings",), ("targets",)):
            return self._ids
        if route == ("requirements",):
            return [one.id for group in self._catalogue.process for one in group.entries]
        if route[-1:] == ("answers",):
            return self._answers.get(str(route[-2]), ())
        kind = self._kind(route)
        known = isinstance(kind, type) and issubclass(kind, Model)
        return keys_in_order(kind) if known else ()

    def in_order(self, route: Route, keys: Iterable[str]) -> list[str]:
        """Return keys of the mapping at `route` in order, unknown ones last."""
        order = {key: index for index, key in enumerate(self.keys(route))}
        return sorted(keys, key=lambda key: order.get(key, len(order)))

    def scalar(
        self, route: Route, text: str, *, in_braces: bool = False, in_quotes: bool = False
    ) -> str:
        """Return the text at `route` as YAML, on one line.

        :param in_quotes: whether a text gets quotation marks although it needs none.
        """
        if self._kind(route) in NO_WORDS:
            return plain(text, in_braces=in_braces)
        return in_quotation_marks(text) if in_quotes else quoted(text, in_braces=in_braces)

    def key(self, route: Route, *, in_braces: bool = False) -> str:
        """Return the last key of `route` as YAML."""
        kind = self._kind(route[:-1])
        counted = get_origin(kind) is dict and bare(get_args(kind)[0]) in NO_WORDS
        # Answers are named by numbers, unless the framework calls them otherwise.
        counted |= route[-2:-1] == ("answers",) and _NUMBER.fullmatch(str(route[-1])) is not None
        return (plain if counted else quoted)(str(route[-1]), in_braces=in_braces)

    @cached_property
    def _ids(self) -> list[str]:
        return [node.id for node in descendants(self._catalogue.areas)]

    @cached_property
    def _answers(self) -> Mapping[str, Sequence[str]]:
        """The keys of the answers of each survey."""
        items = (node.item for node in descendants(self._catalogue.areas))
        return {
            one.id: [answer.key for answer in answers_of(one, self._catalogue.scale)]
            for one in items
            if one is not None and one.rated_by == "survey"
        }

    def _kind(self, route: Route) -> Any:
        try:
            return bare(kind_at(Assessment, route))
        except (StopIteration, IndexError):
            return None
