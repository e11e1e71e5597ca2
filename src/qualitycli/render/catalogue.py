"""The catalogue as a tree for people, and as a flat list for machines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from qualitycli.messages import N_, NP_, Translator, visible
from qualitycli.model.framework import Catalogue, ProcessEntry
from qualitycli.model.tree import Node, Subindicator, descendants
from qualitycli.render.format_version import FORMAT_VERSION
from qualitycli.render.item import way_of
from qualitycli.render.numbers import plain
from qualitycli.render.text_width import wrapped

CSV_COLUMNS: Final = (
    *("id", "kind", "number", "text", "parts", "parent", "weight", "rated_by"),
    *("since", "retired"),
)
PROCESS_COLUMNS: Final = ("id", "kind", "at", "text", "asks", "deadline")


def as_tree(catalogue: Catalogue, translate: Translator, width: int | None) -> Iterator[str]:
    """Yield the lines of the tree, wrapped to `width` columns where there is one."""
    yield wrapped(visible(catalogue.framework.title), width)
    yield ""
    yield from _branch(catalogue.areas, 0, translate, width)
    yield ""
    yield _count(catalogue, translate)


def _branch(
    nodes: Sequence[Node], depth: int, translate: Translator, width: int | None
) -> Iterator[str]:
    for node in nodes:
        indent = "  " * depth
        text = visible(node.label)
        if node.item is not None and node.item.rated_by != "level":
            text += f" [{translate(way_of(node.item))}]"
        yield wrapped(text, width, first=f"{indent}{node.id} ", rest=f"{indent}  ")
        if isinstance(node, Subindicator):
            for part in node.parts:
                yield wrapped(visible(part), width, first=f"{indent}  – ", rest=f"{indent}    ")
        yield from _branch(node.children, depth + 1, translate, width)


def process_lines(catalogue: Catalogue, translate: Translator, width: int | None) -> Iterator[str]:
    """Yield the entries of the process by group, each with its id and its point of the source."""
    if not catalogue.process:
        yield translate(N_("The catalogue does not describe the process."))
    for index, group in enumerate(catalogue.process):
        if index:
            yield ""
        yield wrapped(visible(group.title), width)
        for entry in group.entries:
            text = f"{visible(entry.text)} ({visible(entry.at)})"
            yield wrapped(text, width, first=f"  {visible(entry.id)} ", rest="    ")


def process_json(catalogue: Catalogue) -> dict[str, Any]:
    """Return the process as JSON values."""
    return {
        "format_version": FORMAT_VERSION,
        "process": [
            {
                "kind": group.kind,
                "title": group.title,
                "entries": [_entry(entry) for entry in group.entries],
            }
            for group in catalogue.process
        ],
    }


def process_records(catalogue: Catalogue) -> Iterator[dict[str, Any]]:
    """Yield a record for every entry of the process."""
    for group in catalogue.process:
        for entry in group.entries:
            yield {"kind": group.kind, **_entry(entry)}


def _entry(entry: ProcessEntry) -> dict[str, Any]:
    deadline = entry.deadline
    return {
        "id": entry.id,
        "at": entry.at,
        "text": entry.text,
        "asks": entry.asks,
        "deadline": f"{deadline.month:02}-{deadline.day:02}" if deadline else None,
    }


def _count(catalogue: Catalogue, translate: Translator) -> str:
    nodes = list(descendants(catalogue.areas))
    kinds = [node.kind for node in nodes]
    counted = (
        (NP_("{n} area", "{n} areas"), kinds.count("area")),
        (NP_("{n} criterion", "{n} criteria"), kinds.count("criterion")),
        (NP_("{n} indicator", "{n} indicators"), kinds.count("indicator")),
        (NP_("{n} sub-indicator", "{n} sub-indicators"), kinds.count("subindicator")),
    )
    parts = ", ".join(translate(text, n=n) for text, n in counted)
    items = translate(
        NP_("{n} of them can be rated.", "{n} of them can be rated."),
        n=sum(node.item is not None for node in nodes),
    )
    return f"{parts}; {items}"


def as_json(catalogue: Catalogue) -> dict[str, Any]:
    """Return the catalogue as JSON values, its nodes in a flat list in catalogue order."""
    framework = catalogue.framework
    return {
        "format_version": FORMAT_VERSION,
        "framework": {
            "id": framework.id,
            "title": framework.title,
            "editions": list(framework.editions),
        },
        "nodes": list(as_records(catalogue)),
    }


def as_records(catalogue: Catalogue) -> Iterator[dict[str, Any]]:
    """Yield a record for every node."""
    yield from _records(catalogue.areas, None)


def _records(nodes: Sequence[Node], parent: Node | None) -> Iterator[dict[str, Any]]:
    for node in nodes:
        yield {
            "id": node.id,
            "kind": node.kind,
            "number": node.shown_number,
            "text": node.label,
            "parts": list(node.parts) if isinstance(node, Subindicator) else [],
            "parent": parent.id if parent else None,
            "weight": plain(node.weight),
            "rated_by": node.item.rated_by if node.item else None,
            "since": node.since,
            "retired": node.retired,
        }
        yield from _records(node.children, node)
