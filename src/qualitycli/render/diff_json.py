"""A comparison of two years as JSON values, and as records for a CSV table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from qualitycli.comparing.diff import CLASSES, Diff, ItemChange, NodeChange
from qualitycli.render.format_version import FORMAT_VERSION
from qualitycli.render.numbers import decimal_text, exact, table_number
from qualitycli.render.results import own_figure
from qualitycli.render.score_json import json_points, json_stated, json_year
from qualitycli.scoring.node_score import NodeScore


def as_json(diff: Diff) -> dict[str, Any]:
    """Return a comparison as JSON values; shares are exact fractions, written as text."""
    by_kind: dict[str, list[NodeChange]] = {"area": [], "criterion": [], "indicator": []}
    for node in diff.nodes:
        by_kind[node.kind].append(node)
    what_if = diff.what_if
    return {
        "format_version": FORMAT_VERSION,
        "from": json_year(diff.before.score),
        "to": json_year(diff.after.score),
        "same_framework": diff.same_framework,
        "overall": _json_node(diff.overall) if diff.has_overall else None,
        "areas": [_json_node(node) for node in by_kind["area"]],
        "criteria": [_json_node(node) for node in by_kind["criterion"]],
        "indicators": [_json_node(node) for node in by_kind["indicator"]],
        "what_if": None
        if what_if is None or what_if.profile is None
        else {
            "year": what_if.year,
            "bands": what_if.profile.id,
            "overall": what_if.overall.band,
            "areas": {str(area.id): area.band for area in what_if.overall.children},
        },
        "classes": {
            item_class: sum(item.item_class == item_class for item in diff.items)
            for item_class in CLASSES
        },
        "items": [
            {
                "id": item.id,
                "class": item.item_class,
                "from": _json_item(item.before),
                "to": _json_item(item.after),
                "replaced_by": [{"id": one, "kind": kind} for one, kind in item.replaced_by],
                **_own(item, diff),
                "figures": _figures(item),
            }
            for item in diff.items
        ],
    }


def _json_node(node: NodeChange) -> dict[str, Any]:
    return {
        "id": node.id,
        "headline": exact(node.headline),
        "like_for_like": exact(node.like_for_like),
        "rest": exact(node.rest),
        "common": node.common,
        **_points(node),
        "from": _json_figures(node.before),
        "to": _json_figures(node.after),
    }


def _json_figures(score: NodeScore | None) -> dict[str, Any] | None:
    if score is None:
        return None
    return {
        "share_exact": exact(score.share),
        **json_points(score),
        "band": score.band,
        "complete": score.complete,
        "scored": score.scored,
        "applicable": score.applicable,
    }


def _json_item(score: NodeScore | None) -> dict[str, Any] | None:
    if score is None:
        return None
    return {
        "id": score.id,
        "state": score.state,
        "level": score.level,
        "share_exact": exact(score.share),
    }


def _json_own(score: NodeScore | None) -> dict[str, Any] | None:
    """Return the points of an item, and the numbers that the year states for it."""
    return None if score is None else json_points(score) | json_stated(score)


def _points(node: NodeChange) -> dict[str, Any]:
    """Return the change of a node in points, in parts that add up; null with method “means”."""
    return {
        "headline_points": decimal_text(node.headline_points),
        "like_for_like_points": decimal_text(node.like_for_like_points),
        "rest_points": decimal_text(node.rest_points),
    }


def _own(item: ItemChange, diff: Diff) -> dict[str, Any]:
    """Return the unit of an item, and the change in it; null if the years cannot be compared."""
    figures = [
        own_figure(node, one.score.catalogue)
        for node, one in ((item.before, diff.before), (item.after, diff.after))
        if node is not None
    ]
    unit, last = figures[-1]
    (first_unit, first), change = figures[0], None
    if len(figures) > 1 and first_unit == unit and item.item_class != "not_comparable":
        change = None if first is None or last is None else last - first
    return {"unit": unit, "change": decimal_text(change)}


def _figures(item: ItemChange) -> dict[str, Any]:
    return {"from": _json_own(item.before), "to": _json_own(item.after)}


_FIGURES: Final = ("points", "points_scored_max", "points_max")
_STATED: Final = ("value", "count", "of", "percent_stated")
CSV_COLUMNS: Final = (
    *("id", "kind", "text", "class", "headline", "like_for_like", "rest"),
    *("from_state", "from_level", "from_share_exact", "to_state", "to_level", "to_share_exact"),
    *("headline_points", "like_for_like_points", "rest_points"),
    *(f"from_{name}" for name in (*_FIGURES, *_STATED)),
    *(f"to_{name}" for name in (*_FIGURES, *_STATED)),
    *("unit", "change"),
)


def as_records(diff: Diff) -> Iterator[dict[str, Any]]:
    """Yield a record for the root, for every node and for every item, with figures as numbers."""
    for node in (diff.overall, *diff.nodes) if diff.has_overall else diff.nodes:
        record: dict[str, Any] = {
            "id": node.id,
            "kind": node.kind,
            "text": node.text,
            "headline": node.headline,
            "like_for_like": node.like_for_like,
            "rest": node.rest,
            **_points(node),
        }
        for name, side in (("from", node.before), ("to", node.after)):
            if side is not None:
                figures = {"share_exact": exact(side.share), **json_points(side)}
                record |= {f"{name}_{key}": value for key, value in figures.items()}
        yield _in_table(record)
    for item in diff.items:
        record = {
            "id": item.id,
            "text": item.text,
            "class": item.item_class,
            **_own(item, diff),
        }
        for name, side in (("from", item.before), ("to", item.after)):
            if side is not None:
                record["kind"] = side.kind
                figures = (_json_item(side) or {}) | (_json_own(side) or {})
                record |= {f"{name}_{key}": value for key, value in figures.items()}
        yield _in_table(record)


def _in_table(record: dict[str, Any]) -> dict[str, Any]:
    """Return a record in which the figures that may be negative are numbers."""
    signed = ("headline_points", "like_for_like_points", "rest_points", "from_value", "to_value")
    return record | {name: table_number(record.get(name)) for name in (*signed, "change")}
