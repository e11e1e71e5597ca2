"""The layout of a kind of file: the order of keys, and which values are texts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, get_args, get_origin

from qualitycli.model.fields import Model
from qualitycli.model.routes import NO_WORDS, bare, keys_in_order, kind_at
from qualitycli.source import Route
from qualitycli.writing.scalars import in_quotation_marks, plain, quoted


class FileLayout:
    """The layout of the files that a model reads.

    :ivar model: the model of the whole file.
    """

    def __init__(self, model: type[Model]) -> None:
        self.model = model

    def keys(self, route: Route) -> Sequence[str]:
        """Return the keys that the mapping at `route` may have, in order.

        For an unknown mapping, there are none.
        """
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
        write = plain if self._is_number(route) else quoted
        return write(str(route[-1]), in_braces=in_braces)

    def _is_number(self, route: Route) -> bool:
        """Tell whether the last key of `route` is a number."""
        kind = self._kind(route[:-1])
        return get_origin(kind) is dict and bare(get_args(kind)[0]) in NO_WORDS

    def _kind(self, route: Route) -> Any:
        try:
            return bare(kind_at(self.model, route))
        except (StopIteration, IndexError):
            return None
