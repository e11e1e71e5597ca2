"""A year's score as JSON values, and as records for a table of CSV."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from qualitycli.render.numbers import as_float, exact, plain, rounded
from qualitycli.rounding import fixed
from qualitycli.scoring.score import NodeScore, Score, flatten

FORMAT_VERSION: Final = 1


def as_json(score: Score) -> dict[str, Any]:
    """Return a score as JSON values; the format is stable and has a version."""
    nodes = flatten(score.overall.children)
    return {
        "format_version": FORMAT_VERSION,
        **json_year(score),
        "bands_verified": score.profile.verified if score.profile else None,
        "overall": json_node(score.overall),
        "lowest_area": score.lowest_area.id if score.lowest_area else None,
        "levels": {str(level): n for level, n in score.levels.items()},
        "states": dict(score.states),
        "targets": [
            {
                "id": target.node.id,
                "target": fixed(target.grade, 2),
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
    return values


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
    "band",
    "borderline",
    "complete",
    "scored",
    "applicable",
    "coverage",
    "state",
    "level",
)


def as_records(score: Score) -> Iterator[dict[str, Any]]:
    """Yield a record for the root and for every node, as in the JSON, for a table."""
    for node in flatten([score.overall]):
        yield {"year": score.year} | json_node(node)
