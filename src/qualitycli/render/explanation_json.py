"""An explanation as JSON values, and as records for a table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from qualitycli.diagnostics import Place
from qualitycli.model.assessment import TEXTS_BESIDE
from qualitycli.render.beside import json_beside
from qualitycli.render.format_version import FORMAT_VERSION
from qualitycli.render.nodes import DEPTH_OF
from qualitycli.render.score_json import CSV_COLUMNS as SCORE_COLUMNS
from qualitycli.render.score_json import json_node, json_year
from qualitycli.scoring.explain import BandContext, Explanation
from qualitycli.source import Route

# Finds the place of a rating from its route.
Locate = Callable[[Route], Place]


def unfolds(one: Explanation, most: int) -> bool:
    """Tell whether the children of a node are shown if `most` levels of the tree are shown."""
    return DEPTH_OF[one.node.kind] < most


def as_json(one: Explanation, ground: BandContext, most: int, locate: Locate) -> dict[str, Any]:
    """Return an explanation as JSON values."""
    profile = ground.profile
    return {
        "format_version": FORMAT_VERSION,
        **json_year(ground.score),
        "band_profile": None
        if profile is None
        else {
            "id": profile.id,
            "title": profile.title,
            "source": profile.source,
            "verified": profile.verified,
            "percent_of": profile.percent_of,
        },
        "coverage_threshold": str(ground.threshold),
        "node": _json(one, most, locate),
    }


def _json(one: Explanation, most: int, locate: Locate) -> dict[str, Any]:
    values = json_node(one.node)
    if one.route is not None:
        place = locate(one.route)
        values["place"] = {"file": place.file, "line": place.span.line, "column": place.span.column}
    if one.rating is not None:
        values |= json_beside(one.rating)
        values["reason"] = one.rating.not_applicable or one.rating.no_evidence
    if one.node.state is not None or unfolds(one, most):
        values["counted"] = [_json(child, most, locate) for child in one.counted]
        values["left_out"] = [_json(child, most, locate) for child in one.left_out]
    return values


CSV_COLUMNS: Final = (
    *SCORE_COLUMNS,
    *("parent", "counted", "file", "line", "column", "reason"),
    *TEXTS_BESIDE,
)


def as_records(one: Explanation, year: str, most: int, locate: Locate) -> Iterator[dict[str, Any]]:
    """Yield a record for the node and for each node below it that is shown.

    :param most: how many levels of the tree to show.
    """
    node = _json(one, most, locate)
    yield from _records(node, {"year": year, "parent": None, "counted": None})


def _records(node: dict[str, Any], about: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield {**node, **node.get("place", {}), **about}
    for name in ("counted", "left_out"):
        for child in node.get(name, ()):
            counted = {"parent": node["id"], "counted": name == "counted"}
            yield from _records(child, about | counted)
