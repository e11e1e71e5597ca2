"""The same long table in Apache Arrow's columns, for Parquet and Spark.

This module needs pyarrow, and is imported only where it is used.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any, Final, get_args, get_type_hints

import pyarrow as pa

from qualitycli.render.long_table import COLUMNS, DECIMALS, CollectedRow, cells_of
from qualitycli.rounding import fixed

# All digits of a figure. A number in a file has at most nine digits before the point, and points
# add up over as many items as 8 MiB have room for.
_DIGITS: Final = {
    "share": 5,
    "grade": 11,
    "percent": 4,
    "coverage": 5,
    "points": 20,
    "points_scored_max": 20,
    "points_max": 20,
    "value": 15,
    "percent_stated": 12,
}
_TYPES: Final = {int: pa.int32(), bool: pa.bool_()}
# Texts that are different in almost every row.
_PLAIN: Final = ("share_exact",)


def _schema() -> Any:
    kinds = get_type_hints(CollectedRow)
    return pa.schema([(name, _type_of(name, kinds.get(name, str))) for name in COLUMNS])


def _type_of(name: str, kind: Any) -> Any:
    """Return the Arrow type for a column; `kind` is that of its field."""
    if name in DECIMALS:
        return pa.decimal128(_DIGITS[name], DECIMALS[name])
    return next((_TYPES[one] for one in get_args(kind) or (kind,) if one in _TYPES), pa.string())


SCHEMA: Final = _schema()
# Texts that many rows share.
_CATEGORIES: Final = [
    name for name in COLUMNS if SCHEMA.field(name).type == pa.string() and name not in _PLAIN
]


def batch_of(rows: Iterable[CollectedRow]) -> Any:
    """Return rows as a batch of SCHEMA; figures are rounded as in CSV, and decimal."""
    columns = list(zip(*(cells_of(row, _decimal) for row in rows), strict=True))
    arrays = [
        pa.array(columns[place] if columns else (), field.type)
        for place, field in enumerate(SCHEMA)
    ]
    return pa.record_batch(arrays, schema=SCHEMA)


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
