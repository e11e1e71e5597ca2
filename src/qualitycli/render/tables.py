"""CSV that is safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from qualitycli.cards.csv_cells import guarded
from qualitycli.messages import visible
from qualitycli.rounding import exactly


def as_csv(names: Sequence[str], records: Iterable[Mapping[str, Any]]) -> str:
    """Return CSV with a header: numbers with a point, `true` and `false`, empty cells for None."""
    return csv_lines([names]) + csv_lines(
        [record.get(name) for name in names] for record in records
    )


def csv_lines(rows: Iterable[Iterable[Any]]) -> str:
    """Return rows as lines of CSV; texts have no line break inside."""
    return csv_text(map(_shown, row) for row in rows)


def csv_text(rows: Iterable[Iterable[Any]], separator: str = ",", end: str = "\n") -> str:
    """Return rows as CSV with every text guarded; all CSV is written by this function.

    Figures may start with a minus sign, so pass them as numbers, not as texts.
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator=end)
    writer.writerows(map(_cell, row) for row in rows)
    return out.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return guarded(value)
    return exactly(value) if isinstance(value, Fraction) else value


def _shown(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        value = "; ".join(value)
    return visible(value) if isinstance(value, str) else value
