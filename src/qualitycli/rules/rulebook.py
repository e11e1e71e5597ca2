"""All rules together. Each check imports only the families that it needs."""

from __future__ import annotations

from typing import Final

from qualitycli.diagnostics import Rule
from qualitycli.rules import (
    cycle,
    framework_tables,
    gates,
    methods,
    raters,
    reading,
    references,
    scoring,
    shape,
    templates,
    text,
    workbooks,
)

_FAMILIES: Final = (
    reading,
    shape,
    references,
    scoring,
    methods,
    cycle,
    raters,
    text,
    gates,
    workbooks,
    framework_tables,
    templates,
)
RULES: Final[tuple[Rule, ...]] = tuple(
    sorted(
        (
            value
            for family in _FAMILIES
            for value in vars(family).values()
            if isinstance(value, Rule)
        ),
        key=lambda rule: rule.code,
    )
)
