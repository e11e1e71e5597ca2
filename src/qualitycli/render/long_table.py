"""Scores of many schools as one long table: a line for each node, year and school.

DuckDB, pandas or Spark can read it: numbers are numbers, and a missing figure is an empty cell or
null. The texts of the framework are left out, because they would make up most of the table;
``quality framework show --format csv`` lists them by id.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from functools import lru_cache
from typing import Any, Final, Literal, NamedTuple

from qualitycli.messages import unseen_as_json
from qualitycli.model.assessment import Assessment
from qualitycli.model.framework import Method
from qualitycli.model.tree import Kind, RatedBy
from qualitycli.render.nodes import is_within
from qualitycli.render.numbers import as_float, exact
from qualitycli.render.tables import csv_lines
from qualitycli.scoring.figures import State
from qualitycli.scoring.score import Score, flatten
from qualitycli.workspace import CatalogueFile


class CollectedRow(NamedTuple):
    """The figures of one part of the framework in one year at one school; missing figures are None.

    :ivar project: the school's folder, relative to the working folder if it is inside it.
    :ivar school: the school's name and its `town`, as in the year's file.
    :ivar year: the school year, such as `2020-2021`.
    :ivar framework: the id of the framework that the year was rated by, and its `edition`.
    :ivar bands: the id of the band profile for `percent` and `band`.
    :ivar illustrative: whether it is example data.
    :ivar id: of the part of the framework; None for the overall score, whose `kind` is `overall`.
    :ivar rated_by: of an item: how it is rated; `state`: whether it is scored; its `level`.
    :ivar share: the part of the maximum, exact, in [0, 1].
    :ivar grade: the share on the scale of levels, exact.
    :ivar percent: the percentage that the band is based on, exact.
    :ivar band: the verbal rating; only complete parts above the items have one.
    :ivar borderline: whether the band would change within half a point of the percentage.
    :ivar complete: whether enough is scored for a band.
    :ivar scored: the number of scored items among the `applicable` ones.
    :ivar coverage: the share of the applicable items that are scored, exact.
    :ivar method: how the framework's scores are calculated: `means` or `points`.
    :ivar points: the points earned, of the `points_scored_max` of the scored items and the
        `points_max` of the applicable ones; with means, only for items that earn points.
    :ivar value: of an item, the value that the year states, and its `unit`.
    :ivar count: the count that the year states, its total `of`, and `percent_stated`, exact.
    """

    project: str
    school: str | None
    town: str | None
    year: str
    framework: str
    edition: str
    bands: str | None
    illustrative: bool
    id: str | None
    kind: Kind | Literal["overall"]
    rated_by: RatedBy | None
    state: State | None
    level: int | None
    share: Fraction | None
    grade: Fraction | None
    percent: Fraction | None
    band: str | None
    borderline: bool
    complete: bool
    scored: int
    applicable: int
    coverage: Fraction | None
    method: Method
    points: Fraction | None
    points_scored_max: Fraction | None
    points_max: Fraction | None
    value: Fraction | None
    unit: str | None
    count: int | None  # type: ignore[assignment]  # a method of tuples
    of: int | None
    percent_stated: Fraction | None


def rows_of(
    project: str, year: Assessment, score: Score, catalogue_file: CatalogueFile, most: int
) -> Iterator[CollectedRow]:
    """Yield the rows of a school's year.

    :param project: the school's folder, as the user knows it.
    :param most: how many levels of the tree are wanted; 4 for all.
    """
    items = catalogue_file.held_in(year.year)
    school = year.institution
    same = (
        project,
        school.name if school else None,
        school.town if school else None,
        score.year,
        score.catalogue.framework.id,
        score.edition,
        score.profile.id if score.profile else None,
        score.illustrative,
    )
    overall = (score.overall,) if score.has_overall else ()
    for node in (*overall, *flatten(score.overall.children)):
        if not is_within(node.kind, most):
            continue
        rating = node.rating
        item = items.get(node.id) if node.id is not None else None
        yield CollectedRow(
            *same,
            node.id,
            node.kind,
            None if item is None else item.rated_by,
            node.state,
            node.level,
            node.share,
            node.grade,
            node.percent,
            node.band,
            node.borderline,
            node.complete,
            node.scored,
            node.applicable,
            node.coverage,
            score.catalogue.method,
            node.points,
            node.points_scored_max,
            node.points_max,
            None if rating is None else rating.value,
            None if item is None else item.unit,
            None if rating is None else rating.count,
            None if rating is None else rating.of,
            node.measured if item is not None and item.rated_by == "ratio" else None,
        )


# The decimals of each figure; in the table it is rounded to them.
DECIMALS: Final = {
    "share": 4,
    "grade": 2,
    "percent": 1,
    "coverage": 4,
    "points": 4,
    "points_scored_max": 4,
    "points_max": 4,
    "value": 6,
    "percent_stated": 1,
}
_ROUNDED: Final = [(CollectedRow._fields.index(name), to) for name, to in DECIMALS.items()]
# A column for each field; the share has two columns, rounded and exact.
_SHARE: Final = CollectedRow._fields.index("share") + 1
COLUMNS: Final = (*CollectedRow._fields[:_SHARE], "share_exact", *CollectedRow._fields[_SHARE:])


def head_of(output: str) -> str:
    """Return the header of the table."""
    return csv_lines([COLUMNS]) if output == "csv" else ""


def lines_of(rows: Iterable[CollectedRow], output: str) -> str:
    """Return rows as lines of CSV or of JSON."""
    cells = (cells_of(row, _number) for row in rows)
    if output == "csv":
        return csv_lines(cells)
    return "".join(_as_json(row) + "\n" for row in cells)


def rows_in(text: str) -> int:
    """Return the number of lines in a text of the table; no line has a line break inside."""
    return text.count("\n")


def _as_json(cells: Iterable[Any]) -> str:
    return unseen_as_json(json.dumps(dict(zip(COLUMNS, cells, strict=True)), ensure_ascii=False))


def encodable_text(name: str) -> str:
    r"""Return the name of a folder with bytes that are not UTF-8 as text: ``\udcff``."""
    return name.encode("utf-8", "backslashreplace").decode()


def cells_of(row: CollectedRow, number: Callable[[Fraction | None, int], Any]) -> list[Any]:
    """Return the cells of a row: figures are rounded once, and the share is also exact.

    :param number: rounds a figure to a number of decimals.
    """
    cells: list[Any] = [encodable_text(row.project), *row[1:]]
    for place, decimals in _ROUNDED:
        cells[place] = number(cells[place], decimals)
    cells.insert(_SHARE, exact(row.share))
    return cells


# The same few figures occur many times.
_number: Final = lru_cache(4096)(as_float)
