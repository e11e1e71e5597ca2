"""CSV that a spreadsheet opens as it is and cannot be tricked by."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from qualitycli.messages import visible

# Our own figures may be negative; what comes from data and looks like one does no harm.
_NUMBER: Final = re.compile(r"[-+]?[0-9]+(?:[./][0-9]+)?")


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
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        return value
    if isinstance(value, str):
        value = visible(value)
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")):
        # A spreadsheet would take it for a formula.
        return "'" + value
    return str(value)
