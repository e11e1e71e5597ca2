"""Many schools' scores as one long table: a line for each node of each year of each school.

What DuckDB, pandas or Spark read as it is: numbers are numbers, an absent figure is an empty cell
or null. The texts of the framework are left out, since they would be the greater part of it;
``quality catalogue --format csv`` has them by id.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Final, NamedTuple

from qualitycli.messages import unseen_as_json
from qualitycli.model.assessment import Assessment
from qualitycli.model.tree import Item
from qualitycli.render.nodes import is_within
from qualitycli.render.numbers import as_float, exact
from qualitycli.render.tables import csv_lines
from qualitycli.scoring.score import NodeScore, Score, flatten

COLUMNS: Final = (
    *("project", "school", "town", "year", "framework", "edition", "bands", "illustrative"),
    *("id", "kind", "rated_by", "state", "level", "share", "share_exact", "grade", "percent"),
    *("band", "borderline", "complete", "scored", "applicable", "coverage"),
)


class Collected(NamedTuple):
    """A year of a school, scored.

    :ivar project: the school's folder, as the person knows it.
    :ivar items: the items that hold in the year, by id.
    """

    project: str
    year: Assessment
    items: Mapping[str, Item]
    score: Score


def head_of(output: str) -> str:
    """Return what stands before the first line."""
    return csv_lines([COLUMNS]) if output == "csv" else ""


def lines_of(one: Collected, most: int, output: str) -> str:
    """Return the lines of a school's year, as CSV or as JSON.

    :param most: how many floors of the tree are wanted; 4 for all.
    """
    rows = _rows(one, most)
    if output == "csv":
        return csv_lines(rows)
    return "".join(_as_json(row) + "\n" for row in rows)


def rows_in(text: str) -> int:
    """Return how many lines of the table a text has; none has a line break inside."""
    return text.count("\n")


def _as_json(row: Iterable[Any]) -> str:
    return unseen_as_json(json.dumps(dict(zip(COLUMNS, row, strict=True)), ensure_ascii=False))


def _rows(one: Collected, most: int) -> Iterator[tuple[Any, ...]]:
    score, school = one.score, one.year.institution
    same = (
        one.project,
        school.name if school else None,
        school.town if school else None,
        score.year,
        score.catalogue.framework.id,
        score.edition,
        score.profile.id if score.profile else None,
        score.illustrative,
    )
    for node in (score.overall, *flatten(score.overall.children)):
        if is_within(node.kind, most):
            item = one.items.get(node.id) if node.id is not None else None
            yield (*same, *_figures(node, item))


def _figures(node: NodeScore, item: Item | None) -> tuple[Any, ...]:
    return (
        node.id,
        node.kind,
        None if item is None else item.rated_by,
        node.state,
        node.level,
        _number(node.share, 4),
        exact(node.share),
        _number(node.grade, 2),
        _number(node.percent, 1),
        node.band,
        node.borderline,
        node.complete,
        node.scored,
        node.applicable,
        _number(node.coverage, 4),
    )


# The same few figures come again and again.
_number: Final = lru_cache(4096)(as_float)
