"""The formulas of a workbook: numbers, names of cells and texts of the tool, nothing else.

They show what is typed in leads to: the points of a count or a value, and what is filled in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Final

from qualitycli.messages import N_, Finished, Translator, as_written
from qualitycli.model.framework import Catalogue, Scale
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


def extreme_formula(level: str, evidence: str, scale: Scale) -> str:
    """Return the condition that a cell has the lowest or highest level, and there is no evidence.

    A spreadsheet takes an empty cell for 0, which can be a level.
    """
    ends = ",".join(f"{level}={one}" for one in (scale.lowest, scale.highest))
    return f'AND({level}<>"",OR({ends}),{evidence}="")'


def filled_formula(judged: Iterable[str], lacks_evidence: str | None, translate: Translator) -> str:
    """Return the formula of a cell that marks a row that is filled in.

    :param judged: the cells one of which is filled in.
    :param lacks_evidence: the condition that the evidence is missing, if the row needs any.
    """
    shown = '"✓"'
    if lacks_evidence is not None:
        wanted = _quoted(translate(N_("add evidence")))
        shown = f"IF({lacks_evidence},{wanted},{shown})"
    is_filled = ",".join(f'{cell}<>""' for cell in judged)
    return f'=IF(OR({is_filled}),{shown},"")'


def count_formula(cells: str, total: int, translate: Translator) -> str:
    """Return the formula of a cell that counts the rows filled in: “12 of 105”.

    :param cells: the cells that mark these rows.
    """
    count = Finished("{n}")
    before, _, after = translate(N_("{n} of {total}"), n=count, total=total).partition("{n}")
    # Each mark has at least one character; the formulas of the other rows give an empty text.
    parts = [f'COUNTIF({cells},"?*")', _quoted(after)]
    return "=" + "&".join([_quoted(before), *parts] if before else parts)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


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
