"""The catalogue as a tree for people, and as a flat list for machines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any, Final

from qualitycli.messages import N_, NP_, Finished, Translator, as_written, visible
from qualitycli.model.framework import Catalogue, ProcessEntry
from qualitycli.model.tree import Item, Node, Rung, Subindicator, descendants
from qualitycli.render.format_version import FORMAT_VERSION
from qualitycli.render.item import (
    json_answers,
    json_ladder,
    json_rating,
    ladder_text,
    name_of,
    way_of,
)
from qualitycli.render.numbers import decimal_text, plain
from qualitycli.render.text_width import wrapped
from qualitycli.rounding import exactly

CSV_COLUMNS: Final = (
    *("id", "kind", "number", "text", "parts", "parent", "weight", "rated_by"),
    *("since", "retired"),
    *("max_points", "ladder", "step", "unit", "thresholds", "lower_is_better", "may_exceed"),
    "answers",
)
PROCESS_COLUMNS: Final = ("id", "kind", "at", "text", "asks", "deadline")


def as_tree(catalogue: Catalogue, translate: Translator, width: int | None) -> Iterator[str]:
    """Yield the lines of the tree, wrapped to `width` columns if it is given."""
    yield wrapped(visible(catalogue.framework.title), width)
    yield from (wrapped(line, width) for line in _head(catalogue, translate))
    yield ""
    yield from _branch(catalogue.areas, 0, translate, width)
    if scales := [wrapped(line, width, rest="  ") for line in _scales(catalogue, translate)]:
        yield ""
        yield from scales
    yield ""
    yield wrapped(_count(catalogue, translate), width)


def _head(catalogue: Catalogue, translate: Translator) -> Iterator[str]:
    """Yield the method if it is not the default, and a line if there is no overall result."""
    if catalogue.method == "points":
        yield translate(N_("Scored by points: points earned of the most that can be earned."))
    if not catalogue.overall:
        yield translate(N_("Without an overall result."))


def _branch(
    nodes: Sequence[Node], depth: int, translate: Translator, width: int | None
) -> Iterator[str]:
    for node in nodes:
        indent = "  " * depth
        text = visible(node.label)
        if node.item is not None and node.item.rated_by != "level":
            text += f" [{_way(node.item, translate)}]"
        elif node.max_points is not None:
            text += f" [{_at_most(node.max_points, translate)}]"
        yield wrapped(text, width, first=f"{indent}{node.id} ", rest=f"{indent}  ")
        if isinstance(node, Subindicator):
            for part in node.parts:
                yield wrapped(visible(part), width, first=f"{indent}  – ", rest=f"{indent}    ")
        yield from _branch(node.children, depth + 1, translate, width)


def _way(item: Item, translate: Translator) -> str:
    """Return how an item is rated: its points scale, or its unit and the most it can earn."""
    way = translate(way_of(item))
    if item.unit:
        way = f"{way}, {visible(item.unit)}"
    if item.ladder:
        return f"{way}: {visible(name_of(item.ladder) or '') or ladder_text(item, translate)}"
    most = item.most_points
    return way if most is None else f"{way}, {_at_most(most, translate)}"


def _scales(catalogue: Catalogue, translate: Translator) -> Iterator[str]:
    """Yield the points scales and answer scales that items use by name."""
    items = [node.item for node in descendants(catalogue.areas) if node.item is not None]
    for name in catalogue.ladders:
        # The bounds are in the unit of the items that use the scale.
        user = next((one for one in items if name_of(one.ladder) == name), None)
        if user is not None:
            shown = Finished(ladder_text(user, translate))
            yield translate(N_("Points scale {name}: {steps}"), name=name, steps=shown)
    for name, options in catalogue.answer_scales.items():
        shown = Finished("; ".join(visible(one.text) for one in options))
        yield translate(N_("Answer scale {name}: {answers}"), name=name, answers=shown)


def _at_most(most: Fraction, translate: Translator) -> str:
    points = translate.decimal(as_written(most))
    text = NP_("at most {points} point", "at most {points} points")
    return translate(text, points=points, n=1 if most == 1 else 2)


def process_lines(catalogue: Catalogue, translate: Translator, width: int | None) -> Iterator[str]:
    """Yield the entries of the process by group, each with its id and its point in the source."""
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
        "method": catalogue.method,
        "overall": catalogue.overall,
        "coverage_threshold": exactly(catalogue.coverage_threshold),
        "scale": [{"value": one.value, "name": one.name} for one in catalogue.scale.levels],
        "ladders": {name: json_ladder(rungs) for name, rungs in catalogue.ladders.items()},
        "answer_scales": {
            name: json_answers(options) for name, options in catalogue.answer_scales.items()
        },
        "nodes": [
            _identity(node, parent) | {"max_points": _most(node), **json_rating(node.item)}
            for node, parent in _nodes(catalogue.areas, None)
        ],
    }


def as_records(catalogue: Catalogue) -> Iterator[dict[str, Any]]:
    """Yield a record for every node."""
    for node, parent in _nodes(catalogue.areas, None):
        item = node.item
        yield _identity(node, parent) | {
            "max_points": _most(node),
            "ladder": [_rung_text(rung) for rung in item.ladder] if item else [],
            "step": decimal_text(item.step) if item else None,
            "unit": item.unit if item else None,
            "thresholds": [as_written(one) for one in item.thresholds] if item else [],
            "lower_is_better": item.lower_is_better if item else None,
            "may_exceed": item.may_exceed if item else None,
            "answers": [one.text for one in item.answer_scale] if item else [],
        }


def _nodes(nodes: Sequence[Node], parent: Node | None) -> Iterator[tuple[Node, Node | None]]:
    for node in nodes:
        yield node, parent
        yield from _nodes(node.children, node)


def _most(node: Node) -> str | None:
    return decimal_text(node.item.most_points if node.item else node.max_points)


def _rung_text(rung: Rung) -> str:
    """Return a step of a points scale as text, such as `1.5 above 20`."""
    points = as_written(rung.points)
    if rung.above is not None:
        return f"{points} above {as_written(rung.above)}"
    return points if rung.bound is None else f"{points} from {as_written(rung.bound)}"


def _identity(node: Node, parent: Node | None) -> dict[str, Any]:
    return {
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
