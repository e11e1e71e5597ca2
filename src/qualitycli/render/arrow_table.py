"""The same long table in Apache Arrow's columns, for Parquet and Spark.

This module needs pyarrow, and is imported only where it is used.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any, Final

import pyarrow as pa

from qualitycli.render.long_table import COLUMNS, CollectedRow, cells_of
from qualitycli.rounding import fixed

# All digits and the decimals among them. A number in a file has at most nine digits before the
# point, and points add up over as many items as 8 MiB have room for.
_DECIMALS: Final = {
    **dict.fromkeys(("share", "coverage"), (5, 4)),
    "grade": (11, 2),
    "percent": (4, 1),
    **dict.fromkeys(("points", "points_scored_max", "points_max"), (20, 4)),
    "value": (13, 4),
    "percent_stated": (12, 1),
}
_BOOLEANS: Final = ("illustrative", "borderline", "complete")
_WHOLE: Final = ("level", "scored", "applicable", "count", "of")
# Texts that are different in almost every row.
_PLAIN: Final = ("share_exact",)


def _type_of(name: str) -> Any:
    if name in _DECIMALS:
        return pa.decimal128(*_DECIMALS[name])
    if name in _BOOLEANS:
        return pa.bool_()
    return pa.int32() if name in _WHOLE else pa.string()


SCHEMA: Final = pa.schema([(name, _type_of(name)) for name in COLUMNS])
# Texts that many rows share.
_CATEGORIES: Final = [
    name for name in COLUMNS if SCHEMA.field(name).type == pa.string() and name not in _PLAIN
]


def batch_of(rows: Iterable[CollectedRow]) -> Any:
    """Return rows as a batch of SCHEMA; figures are rounded as in CSV, and decimal."""
    encodable = (row._replace(project=encodable_text(row.project)) for row in rows)
    columns = list(zip(*(cells_of(row, _decimal) for row in encodable), strict=True))
    arrays = [
        pa.array(columns[place] if columns else (), field.type)
        for place, field in enumerate(SCHEMA)
    ]
    return pa.record_batch(arrays, schema=SCHEMA)


def encodable_text(name: str) -> str:
    r"""Return the name of a folder with bytes that are not UTF-8 written as in CSV: ``\udcff``."""
    return name.encode("utf-8", "backslashreplace").decode()


def with_categories(table: Any) -> Any:
    """Return a table whose categories are dictionaries."""
    for name in _CATEGORIES:
        if (place := table.schema.get_field_index(name)) >= 0:
            table = table.set_column(place, name, table[name].dictionary_encode())
    return table


# The same few figures occur many times.
@lru_cache(4096)
def _decimal(value: Fraction | None, digits: int) -> Decimal | None:
    return None if value is None else Decimal(fixed(value, digits))
