"""Figures as text and as JSON: exact, or rounded once, half up."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from qualitycli.messages import as_written
from qualitycli.rounding import exactly, fixed, half_up


def bar(share: Fraction, cells: int = 10) -> str:
    """Return a bar of `cells` characters, filled in proportion to `share`."""
    filled = int(half_up(share * cells))
    return "█" * filled + "░" * (cells - filled)


def sparkline(shares: Sequence[Fraction | None]) -> str:
    """Return a line of blocks, one for each share in [0, 1]; a space for None."""
    blocks = "▁▂▃▄▅▆▇█"
    return "".join(
        " " if share is None else blocks[min(int(share * len(blocks)), len(blocks) - 1)]
        for share in shares
    )


def plain(value: Fraction) -> int | float:
    """Return a decimal number from a file as a JSON number."""
    text = as_written(value)
    return float(text) if "." in text else int(text)


def exact(value: Fraction | None) -> str | None:
    """Return a figure for JSON as an exact fraction."""
    return None if value is None else exactly(value)


def rounded(value: Fraction | None, digits: int) -> str | None:
    """Return a figure as the command line shows it: rounded once, halves away from zero.

    :param value: exact; `float` and `round` would turn 25/8 into 3.12, while this gives 3.13.
    :param digits: the number of decimal places, all of which are written.
    :returns: a text with a decimal point, such as `3.20`; None for None.
    :raises TypeError: the value is not a number.
    :raises ValueError: the number of decimal places is negative, or not whole.
    """
    if value is None:
        return None
    if not hasattr(value, "as_integer_ratio"):
        text = f"value is a number or None, not {type(value).__name__!r}"
        raise TypeError(text)
    if digits not in range(100):
        text = f"digits is a whole number from 0 to 99, not {digits!r}"
        raise ValueError(text)
    return fixed(value, int(digits))


def decimal_text(value: Fraction | None) -> str | None:
    """Return a number of points for JSON: exact if its decimals end, otherwise to four places.

    :returns: a text with as many decimals as it needs, such as `11.25`; None for None.
    """
    if value is None:
        return None
    rest, places = value.denominator, 0
    for prime in (2, 5):
        times = 0
        while rest % prime == 0:
            rest //= prime
            times += 1
        places = max(places, times)
    return fixed(value, places if rest == 1 else 4)


def table_number(text: str | None) -> Decimal | None:
    """Return a number for a cell of a table; a text with a minus sign would be guarded."""
    return None if text is None else Decimal(text)


def as_float(value: Fraction | None, digits: int) -> float | None:
    """Return a figure as a number, for JSON or a data table."""
    return None if value is None else float(fixed(value, digits))
