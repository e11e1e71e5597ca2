"""The layout of the catalogue: its keys in the order of the example."""

from __future__ import annotations

from collections.abc import Sequence

from qualitycli.model.fields import Model
from qualitycli.model.framework import Catalogue
from qualitycli.model.routes import catalogue_keys
from qualitycli.source import Route
from qualitycli.writing.file_layout import FileLayout


class CatalogueLayout(FileLayout):
    """The layout of a catalogue's file."""

    def __init__(self) -> None:
        super().__init__(Catalogue)

    def keys(self, route: Route) -> Sequence[str]:
        """Return the keys that the mapping at `route` may have, in order."""
        kind = self._kind(route)
        known = isinstance(kind, type) and issubclass(kind, Model)
        return catalogue_keys(kind) if known else ()
