"""The formula of a cell that shows the points for a count or a value while it is typed in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Final

from qualitycli.messages import as_written
from qualitycli.model.framework import Catalogue
from qualitycli.model.tree import Item
from qualitycli.rounding import half_up
from qualitycli.scoring.figures import share_of_level

# Spreadsheets allow at most this many choices in CHOOSE.
_MOST_CHOICES: Final = 250


def formula_of(item: Item, catalogue: Catalogue, cells: Mapping[str, str]) -> str | None:
    """Return the formula for the points of an item; None if its scale is too long.

    The formula only contains numbers and names of cells. Bounds are compared without division, so
    that a share of exactly 60 % is exact here, too.

    :param cells: the cells of the item's count and total, or of its value.
    """
    results = [as_written(one) for one in _results(item, catalogue)]
    if item.ladder:
        bounds = [
            (">" if rung.above is not None else ">=", rung.start)
            for rung in item.ladder[1:]
            if rung.start is not None
        ]
    else:
        sign = "<=" if item.lower_is_better else ">="
        bounds = [(sign, threshold) for threshold in item.thresholds]
    if len(results) > _MOST_CHOICES:
        return None
    reached = "".join(f"+({one})" for one in _conditions(item, bounds, cells))
    choice = f"CHOOSE(1{reached},{','.join(results)})"
    if item.rated_by == "value":
        return f'=IF(ISNUMBER({cells["value"]}),{choice},"")'
    count, of = cells["count"], cells["of"]
    return f'=IF(AND(ISNUMBER({count}),ISNUMBER({of})),IF({of}>0,{choice},""),"")'


def _results(item: Item, catalogue: Catalogue) -> Iterator[Fraction]:
    """Yield the points that each step or level earns, rounded to two decimals."""
    if item.ladder:
        yield from (rung.points for rung in item.ladder)
        return
    most = item.max_points or Fraction(0)
    for level in catalogue.scale.values:
        yield half_up(share_of_level(level, catalogue.scale) * most, 2)


def _conditions(
    item: Item, bounds: list[tuple[str, Fraction]], cells: Mapping[str, str]
) -> Iterator[str]:
    for sign, bound in bounds:
        if item.rated_by == "value":
            yield f"{cells['value']}{sign}{as_written(bound)}"
        else:
            # Compare 100·count/of with the bound, in whole numbers.
            yield f"{100 * bound.denominator}*{cells['count']}{sign}{bound.numerator}*{cells['of']}"
