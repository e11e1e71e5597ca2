"""A year's score as JSON values, and as records for a CSV table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from qualitycli.render.format_version import FORMAT_VERSION
from qualitycli.render.numbers import as_float, decimal_text, exact, plain, rounded, table_number
from qualitycli.rounding import fixed
from qualitycli.scoring.node_score import NodeScore
from qualitycli.scoring.score import Score, flatten


def as_json(score: Score) -> dict[str, Any]:
    """Return a score as JSON values; the format is stable and has a version."""
    nodes = flatten(score.overall.children)
    return {
        "format_version": FORMAT_VERSION,
        **json_year(score),
        "bands_verified": score.profile.verified if score.profile else None,
        "overall": json_node(score.overall) if score.has_overall else None,
        "lowest_area": score.lowest_area.id if score.lowest_area else None,
        "levels": {str(level): n for level, n in score.levels.items()},
        "states": dict(score.states),
        "targets": [
            {
                "id": target.node.id,
                "unit": target.unit,
                "target": fixed(target.goal, 2),
                "actual": rounded(target.actual, 2),
                "grade": rounded(target.node.grade, 2),
                "difference": rounded(target.difference, 2),
                "met": target.met,
            }
            for target in score.targets
        ],
        "nodes": [json_node(node) for node in nodes],
    }


def json_year(score: Score) -> dict[str, Any]:
    """Return the JSON of a year: its framework and bands, and whether it is example data."""
    return {
        "year": score.year,
        "framework": {"id": score.catalogue.framework.id, "edition": score.edition},
        "bands": score.profile.id if score.profile else None,
        "method": score.catalogue.method,
        "illustrative": score.illustrative,
    }


def json_node(node: NodeScore) -> dict[str, Any]:
    """Return a node's figures as JSON values."""
    values: dict[str, Any] = {"id": node.id, "kind": node.kind}
    if node.id is not None:
        values |= {"number": node.number, "text": node.text, "weight": plain(node.weight)}
    values |= {
        "share": as_float(node.share, 4),
        "share_exact": exact(node.share),
        "grade": rounded(node.grade, 2),
        "percent": rounded(node.percent, 1),
        **json_points(node),
        "band": node.band,
        "borderline": node.borderline,
        "complete": node.complete,
        "scored": node.scored,
        "applicable": node.applicable,
        "coverage": as_float(node.coverage, 4),
    }
    if node.state is not None:
        values["state"] = node.state
        if node.level is not None:
            values["level"] = node.level
        values |= json_stated(node)
    return values


def json_points(node: NodeScore) -> dict[str, Any]:
    """Return the points of a node and their maximum."""
    return {
        "points": decimal_text(node.points),
        "points_scored_max": decimal_text(node.points_scored_max),
        "points_max": decimal_text(node.points_max),
    }


def json_stated(node: NodeScore) -> dict[str, Any]:
    """Return the numbers that a year states for an item."""
    rating, is_ratio = node.rating, node.item is not None and node.item.rated_by == "ratio"
    return {
        "value": decimal_text(rating.value) if rating else None,
        "count": rating.count if rating else None,
        "of": rating.of if rating else None,
        "percent_stated": rounded(node.measured, 1) if is_ratio else None,
    }


CSV_COLUMNS: Final = (
    "year",
    "id",
    "kind",
    "number",
    "text",
    "weight",
    "share",
    "share_exact",
    "grade",
    "percent",
    "points",
    "points_scored_max",
    "points_max",
    "band",
    "borderline",
    "complete",
    "scored",
    "applicable",
    "coverage",
    "state",
    "level",
    "value",
    "count",
    "of",
    "percent_stated",
)


def as_records(score: Score) -> Iterator[dict[str, Any]]:
    """Yield a record for every node, with the values of the JSON, for a table."""
    for node in flatten([score.overall] if score.has_overall else score.overall.children):
        record = json_node(node)
        yield {"year": score.year} | record | {"value": table_number(record.get("value"))}
