"""Two years compared, as JSON values, and as records for a table of CSV."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from qualitycli.comparing.diff import CLASSES, Diff, NodeChange
from qualitycli.render.format_version import FORMAT_VERSION
from qualitycli.render.numbers import exact
from qualitycli.render.score_json import json_year
from qualitycli.scoring.score import NodeScore


def as_json(diff: Diff) -> dict[str, Any]:
    """Return a comparison as JSON values: exact fractions of the share, as text."""
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
        "from": _json_figures(node.before),
        "to": _json_figures(node.after),
    }


def _json_figures(score: NodeScore | None) -> dict[str, Any] | None:
    if score is None:
        return None
    return {
        "share_exact": exact(score.share),
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


CSV_COLUMNS: Final = (
    *("id", "kind", "text", "class", "headline", "like_for_like", "rest"),
    *("from_state", "from_level", "from_share_exact", "to_state", "to_level", "to_share_exact"),
)


def as_records(diff: Diff) -> Iterator[dict[str, Any]]:
    """Yield a record for the whole, for every node and for every item: its figures as numbers."""
    for node in (diff.overall, *diff.nodes) if diff.has_overall else diff.nodes:
        yield {
            "id": node.id,
            "kind": node.kind,
            "text": node.text,
            "headline": node.headline,
            "like_for_like": node.like_for_like,
            "rest": node.rest,
            "from_share_exact": exact(node.before.share) if node.before else None,
            "to_share_exact": exact(node.after.share) if node.after else None,
        }
    for item in diff.items:
        record: dict[str, Any] = {
            "id": item.id,
            "text": item.text,
            "class": item.item_class,
        }
        for name, side in (("from", item.before), ("to", item.after)):
            if side is not None:
                record |= {
                    "kind": side.kind,
                    f"{name}_state": side.state,
                    f"{name}_level": side.level,
                    f"{name}_share_exact": exact(side.share),
                }
        yield record
