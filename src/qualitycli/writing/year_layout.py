"""The layout of year files: ratings and answers in the order of the framework."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Final

from qualitycli.model.answers import answers_of
from qualitycli.model.assessment import Assessment
from qualitycli.model.framework import Catalogue
from qualitycli.model.tree import descendants
from qualitycli.source import Route
from qualitycli.writing.file_layout import FileLayout

_NUMBER: Final = re.compile(r"-?[0-9]+(?:\.[0-9]+)?", re.ASCII)


class YearLayout(FileLayout):
    """The layout of a year file for a framework."""

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__(Assessment)
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
        return super().keys(route)

    def _is_number(self, route: Route) -> bool:
        # Answers are named by numbers, unless the framework calls them otherwise.
        is_answer = route[-2:-1] == ("answers",) and _NUMBER.fullmatch(str(route[-1])) is not None
        return is_answer or super()._is_number(route)

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
