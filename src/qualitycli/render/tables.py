"""CSV that a spreadsheet opens as it is and cannot be tricked by."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from qualitycli.messages import visible

# What a spreadsheet would take for the beginning of a formula.
_FORMULA: Final = ("=", "+", "-", "@")
# Our own figures may be negative; what comes from data and looks like one does no harm.
_NUMBER: Final = re.compile(r"[-+]?[0-9]+(?:[./][0-9]+)?")


def as_csv(names: Sequence[str], records: Iterable[Mapping[str, Any]]) -> str:
    """Return CSV with a head line: numbers with a point, `true` and `false`, empty for None."""
    return csv_lines([names]) + csv_lines(
        [record.get(name) for name in names] for record in records
    )


def csv_lines(rows: Iterable[Iterable[Any]]) -> str:
    """Return rows as lines of CSV, which have no line break inside."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return _cell("; ".join(value))
    if not isinstance(value, str):
        return str(value)
    text = visible(value)
    return "'" + text if text.startswith(_FORMULA) and not _NUMBER.fullmatch(text) else text
