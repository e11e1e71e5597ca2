"""A framework that was read from a table, and what it changes in an existing catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from qualitycli.application.framework_edits import (
    EVERYTHING,
    Carried,
    ProposedFramework,
    framework_edits,
    proposed_framework,
)
from qualitycli.application.paths import shown_path
from qualitycli.application.projects import sound_content
from qualitycli.cell_account import Account
from qualitycli.checks import check_catalogue
from qualitycli.diagnostics import Diagnostic
from qualitycli.errors import InvalidCatalogueError, InvalidEditError
from qualitycli.messages import N_, Message
from qualitycli.model.framework import Catalogue
from qualitycli.reading.files import read_file
from qualitycli.reading.load import parse_catalogue
from qualitycli.reading.yaml_text import read_text
from qualitycli.source import Source
from qualitycli.writing.catalogue import catalogue_text


class ImportedFramework(NamedTuple):
    """A framework that was read from a table.

    :ivar text: the text of the catalogue, which validates.
    :ivar values: its values, as the parser gives them.
    :ivar account: what became of each cell, and what was decided for the user; without cells if
        the table is one that ``quality framework export`` wrote.
    :ivar carried: what the table says about a framework; the rest stays in an existing file.
    :ivar comments: the sentences at the beginning of the file.
    :ivar warnings: of an exported table, with its cells.
    """

    text: str
    values: Mapping[str, Any]
    catalogue: Catalogue
    account: Account
    carried: Carried = EVERYTHING
    comments: tuple[str, ...] = ()
    warnings: tuple[Diagnostic, ...] = ()

    @property
    def is_exported(self) -> bool:
        """Whether the table is one that ``quality framework export`` wrote."""
        return self.carried is EVERYTHING

    def changes(self, path: Path, root: Path) -> ProposedFramework:
        """Return the changes of an existing catalogue that make it say what the table says.

        What the table does not carry stays, nodes that it does not have too.

        :param root: the folder that symlinks must not lead out of.
        :raises InvalidCatalogueError: the file cannot be read, or would have a new error.
        :raises EditError: the layout of the file does not allow the change.
        """
        source = read_file(path, shown_path(path), root)
        old = {} if isinstance(source, Diagnostic) else read_text(source).values or {}
        try:
            return proposed_framework(path, root, self.values, self._carried_onto(old))
        except InvalidEditError as error:
            if self.is_exported or error.source is None:
                raise
            outcome = N_(
                "{path} was not changed. The lines are those of the file as it would be: nodes "
                "that the table does not have stay in it, and count until “retired” is filled in."
            )
            args = {"path": Path(shown_path(path))}
            raise InvalidEditError(error.found, error.source, Message(outcome, args)) from error

    def _carried_onto(self, old: Mapping[str, Any]) -> Carried:
        """Return what the table carries onto a catalogue: a scale only if it has none."""
        if self.is_exported or "scale" in old:
            return self.carried
        keys = self.carried.keys
        return replace(self.carried, keys=lambda model, key: key == "scale" or keys(model, key))

    def replacing(self, path: Path) -> str:
        """Return the text that replaces an existing catalogue: what no table carries stays.

        :raises InvalidCatalogueError: what stays does not fit the framework in the table.
        """
        source = read_file(path, shown_path(path))
        old = None if isinstance(source, Diagnostic) else read_text(source).values
        if not old or self.is_exported:
            return self.text
        carried = replace(self._carried_onto(old), all_nodes=True)
        edits = framework_edits(old, self.values, carried)
        merged = edits[0].value if edits else old
        assert isinstance(merged, Mapping)
        text = catalogue_text(merged, self.comments)
        checked_catalogue(text, shown_path(path))
        return text


def checked_catalogue(text: str, name: str) -> Catalogue:
    """Return the catalogue in a text.

    :raises InvalidCatalogueError: it has errors.
    """
    loaded = parse_catalogue(Source(name, text)).checked(check_catalogue)
    return sound_content(loaded, InvalidCatalogueError).catalogue
