"""CSV that a spreadsheet opens as it is and cannot be tricked by."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any


def as_csv(names: Sequence[str], records: Iterable[Mapping[str, Any]]) -> str:
    """Return CSV with a head line: numbers with a point, `true` and `false`, empty for None."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    for record in records:
        writer.writerow([_cell(record.get(name)) for name in names])
    return out.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return _cell("; ".join(value))
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")):
        # A spreadsheet would take it for a formula.
        return "'" + value
    return str(value)
