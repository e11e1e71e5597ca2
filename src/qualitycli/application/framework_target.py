"""The catalogue that a framework is imported onto, and the ratings that use its ids."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from qualitycli.application.paths import shown_path
from qualitycli.diagnostics import Diagnostic
from qualitycli.exchange.framework.existing import Existing, is_near
from qualitycli.model.framework import Catalogue
from qualitycli.model.tree import Node, descendants
from qualitycli.reading.files import read_file
from qualitycli.reading.project import CATALOGUE, Project
from qualitycli.reading.yaml_text import read_text


class Reworded(NamedTuple):
    """A rated item that would be another one under the same id.

    :ivar is_near: whether the texts are similar, so that only the way of rating differs.
    """

    id: str
    old: str
    new: str
    is_near: bool


class FrameworkTarget(NamedTuple):
    """The file that a framework is written to.

    :ivar values: what it says; empty if there is none, or it cannot be read.
    :ivar years: the years of its project.
    :ivar rated: the names of the years among whose ratings an id is, rated or still empty.
    :ivar filled: the ids that have a rating.
    """

    path: Path
    values: Mapping[str, Any]
    years: tuple[str, ...]
    rated: Mapping[str, tuple[str, ...]]
    filled: frozenset[str]

    def existing(self, *, is_replaced: bool) -> Existing:
        """Return what a table is read onto."""
        return Existing(self.values, frozenset(self.rated), is_replaced)

    def reworded(self, before: Catalogue, after: Catalogue) -> Iterator[Reworded]:
        """Yield the rated items that have quite another text, or are rated in another way."""
        new = {node.id: node for node in descendants(after.areas)}
        for old in descendants(before.areas):
            node = new.get(old.id)
            if old.id in self.filled and old.item is not None and node is not None:
                near = is_near(old.label, node.label)
                if not near or _way(old) != _way(node):
                    yield Reworded(old.id, old.label, node.label, near)


def framework_target(path: Path) -> FrameworkTarget:
    """Return what is at a path, and the years that rate it if it is a project's catalogue."""
    values = _values(path) if path.exists() else {}
    root = path.absolute().parent.parent
    is_own = path.absolute() == root / CATALOGUE
    years = Project(root).years() if is_own else []
    rated: dict[str, list[str]] = {}
    filled = set()
    for year in years:
        ratings = _values(year).get("ratings")
        for one, rating in ratings.items() if isinstance(ratings, dict) else ():
            rated.setdefault(str(one), []).append(year.stem)
            if _says_something(rating):
                filled.add(str(one))
    return FrameworkTarget(
        path,
        values,
        tuple(year.stem for year in years),
        {one: tuple(names) for one, names in rated.items()},
        frozenset(filled),
    )


def _values(path: Path) -> Mapping[str, Any]:
    source = read_file(path, shown_path(path))
    return {} if isinstance(source, Diagnostic) else read_text(source).values or {}


def _says_something(rating: Any) -> bool:
    if isinstance(rating, dict):
        return any(map(_says_something, rating.values()))
    return rating is not None and rating not in ("", [])


def _way(node: Node) -> str | None:
    return node.item.rated_by if node.item is not None else None
