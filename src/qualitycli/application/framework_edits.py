"""Editing a framework's file so that it says what a table says, and nothing else changes.

The wanted catalogue is plain values, as the parser gives them: texts, lists and mappings. Entries
that name themselves (nodes, band profiles, entries of the process) are compared by their names, all
others by their places.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple, get_args, get_origin

from qualitycli.application.file_editing import EditableFile, FileChange
from qualitycli.application.framework_target import FrameworkTarget, Reworded
from qualitycli.application.paths import ShownPath, shown_path
from qualitycli.checks import check_catalogue
from qualitycli.edits import Edit
from qualitycli.errors import InvalidCatalogueError
from qualitycli.model.fields import Model
from qualitycli.model.framework import Catalogue
from qualitycli.model.routes import bare, kind_at
from qualitycli.model.tree import CHILD_KEYS, Node
from qualitycli.reading.load import Loaded, catalogue_in
from qualitycli.reading.yaml_text import Document
from qualitycli.workspace import CatalogueFile
from qualitycli.writing.catalogue_layout import CatalogueLayout
from qualitycli.writing.pairing import pairs


@dataclass(frozen=True)
class Carried:
    """What a table says about a framework. Everything else stays as it is in the file.

    :ivar keys: tells whether the table says something about a key of a model, such as
        ``(Criterion, "weight")``; if it does, a missing value removes the key.
    :ivar all_nodes: whether the table has all nodes and all lists with a name, so that others are
        removed.
    """

    keys: Callable[[type[Model], str], bool]
    all_nodes: bool


EVERYTHING: Final = Carried(lambda _, __: True, all_nodes=True)


class ProposedFramework(NamedTuple):
    """The changes that a table proposes for a framework's file, not yet written.

    :ivar change: the file before and after.
    """

    file: EditableFile[CatalogueFile]
    change: FileChange[CatalogueFile]

    @property
    def gone(self) -> tuple[str, ...]:
        """The ids of nodes that the framework would no longer have."""
        before, after = self.change.before.content, self.change.after.content
        assert before is not None
        assert after is not None
        return tuple(one for one in before.nodes if one not in after.nodes)

    def reworded(self, target: FrameworkTarget) -> Iterator[Reworded]:
        """Yield the rated items that would be others under the same ids."""
        before, after = self.change.before.content, self.change.after.content
        assert before is not None
        assert after is not None
        return target.reworded(before.catalogue, after.catalogue)

    def write(self) -> FileChange[CatalogueFile]:
        """Write the changes, unless the file was changed since they were proposed.

        :raises QualityError: nothing was written.
        """
        wanted = self.change.new.values
        assert wanted is not None
        before = self.change.before
        return self.file.edit(lambda _, __: [Edit((), wanted)], before, self.change.old.source)


def proposed_framework(
    path: Path,
    root: Path,
    wanted: Mapping[str, Any],
    carried: Carried = EVERYTHING,
    shown: ShownPath = shown_path,
) -> ProposedFramework:
    """Return the changes of the file at `path` that make it say what a table says.

    :param root: the folder that symlinks must not lead out of.
    :param wanted: the catalogue that the table gives.
    :raises InvalidCatalogueError: the file cannot be read, or would have a new error.
    :raises EditError: the layout of the file does not allow the change.
    """
    file = EditableFile(path, root, CatalogueLayout(), _read, shown, InvalidCatalogueError)
    change = file.edit(lambda old, _: framework_edits(old, wanted, carried), dry_run=True)
    return ProposedFramework(file, change)


def framework_edits(
    values: Mapping[str, Any], wanted: Mapping[str, Any], carried: Carried = EVERYTHING
) -> list[Edit]:
    """Return the edits that make a catalogue say what a table says; none if it does already.

    :param values: the catalogue as it was read.
    :param wanted: the catalogue that the table gives.
    """
    merged = _Merge(carried, values, wanted).mapping(Catalogue, values, wanted)
    return [] if merged == values else [Edit((), merged)]


def _read(document: Document) -> Loaded[CatalogueFile]:
    return catalogue_in(document).checked(check_catalogue)


class _Merge:
    """Puts a table's values among those of a file. Values that say the same stay untouched."""

    def __init__(self, carried: Carried, old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
        self._carried = carried
        self._known = {str(one.get("id")): one for one in _nodes(old.get("areas"))}
        self._wanted = {str(one.get("id")) for one in _nodes(new.get("areas"))}

    def mapping(
        self, model: type[Model], old: Mapping[str, Any], new: Mapping[str, Any]
    ) -> dict[str, Any]:
        """Return the mapping that a model reads, in the order of the file."""
        made = {}
        for key, value in old.items():
            # A faulty file may have other keys, and a node that was of another kind.
            known = key in model.known_keys()
            if not self._carried.keys(model, key) or (key not in new and not known):
                made[key] = value
            elif key in new:
                kind = kind_at(model, (key,)) if known else str
                made[key] = self._value(kind, value, new[key])
            elif _is_empty(value):
                made[key] = value
        added = (key for key in new if key not in old and self._carried.keys(model, key))
        return made | {key: new[key] for key in added}

    def _value(self, kind: Any, old: Any, new: Any) -> Any:
        kind = bare(kind)
        if isinstance(old, dict) and isinstance(new, dict):
            if get_origin(kind) is dict:
                return self._named(get_args(kind)[1], old, new)
            return self.mapping(kind, old, new) if _is_model(kind) else new
        if isinstance(old, list) and isinstance(new, list) and get_origin(kind) is tuple:
            return self._list(bare(get_args(kind)[0]), old, new)
        return new

    def _named(self, kind: Any, old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
        """Return a mapping with names as keys; lists that other nodes use by name stay."""
        keeps = get_origin(bare(kind)) is tuple and not self._carried.all_nodes
        kept = {name: one for name, one in old.items() if keeps or name in new or _is_empty(one)}
        there = {n: self._value(kind, one, new[n]) if n in new else one for n, one in kept.items()}
        return there | {name: one for name, one in new.items() if name not in old}

    def _list(self, kind: Any, old: Sequence[Any], new: Sequence[Any]) -> list[Any]:
        if not _is_model(kind):
            return list(new)
        keeps = issubclass(kind, Node) and not self._carried.all_nodes
        return list(self._entries(kind, old, new, keeps=keeps))

    def _entries(
        self, model: type[Model], old: Sequence[Any], new: Sequence[Any], *, keeps: bool
    ) -> Iterator[Any]:
        for left, right in pairs(old, new):
            there = old[left] if left is not None else None
            # In a faulty file, an entry may be something else.
            before: Mapping[str, Any] | None = there if isinstance(there, dict) else None
            if right is not None:
                before = before or self._elsewhere(model, new[right])
                yield self.mapping(model, before, new[right]) if before else new[right]
            elif keeps and before is not None and str(before.get("id")) not in self._wanted:
                yield before

    def _elsewhere(self, model: type[Model], entry: Mapping[str, Any]) -> Mapping[str, Any] | None:
        """Return a node as it is elsewhere in the file, before it is moved."""
        return self._known.get(str(entry.get("id"))) if issubclass(model, Node) else None


def _nodes(nodes: Any) -> Iterator[Mapping[str, Any]]:
    """Yield nodes that are mappings and all below them."""
    for node in nodes if isinstance(nodes, list) else ():
        if isinstance(node, dict):
            yield node
            for key in CHILD_KEYS:
                yield from _nodes(node.get(key))


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Model)


def _is_empty(value: Any) -> bool:
    """Tell whether a value of a file says nothing."""
    if isinstance(value, dict):
        return all(map(_is_empty, value.values()))
    return not value
