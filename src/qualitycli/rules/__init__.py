"""All rules, by family.

Q1 reading a file · Q2 the shape of its values · Q3 references · Q4 scoring · Q5 the quality cycle
· Q6 text · Q7 gates · Q8 spreadsheets and documents · Q9 templates.
A code never changes its meaning; the code of a removed rule is not used again.
"""

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
    *(
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
    ),
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
