"""Filters of Spark on a column of texts, as a test of its values."""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from typing import Any, Final

from pyspark.sql import datasource

# A test of a value; None if all are wanted.
Wanted = Callable[[str], bool] | None

_TESTS: Final[dict[str, Callable[[str, Any], bool]]] = {
    "EqualTo": operator.eq,
    "EqualNullSafe": operator.eq,
    "GreaterThan": operator.gt,
    "GreaterThanOrEqual": operator.ge,
    "LessThan": operator.lt,
    "LessThanOrEqual": operator.le,
    "In": lambda value, wanted: value in wanted,
    "StringStartsWith": str.startswith,
}


class AllOf:
    """A test that a value passes if it passes all filters; it can be sent to executors."""

    def __init__(self, tests: list[tuple[str, Any]]) -> None:
        self._tests = tests

    def __call__(self, value: str) -> bool:
        """Tell whether rows with this value may be wanted."""
        return all(_TESTS[name](value, wanted) for name, wanted in self._tests)


def wanted_values(filters: Sequence[Any], column: str) -> Wanted:
    """Return the test of a column's values; filters that are not known test nothing."""
    tests = [
        (name, one.value)
        for one in filters
        if (name := type(one).__name__) in _TESTS
        and isinstance(one, datasource.Filter)
        and one.attribute == (column,)
        and one.value is not None
    ]
    return AllOf(tests) if tests else None
