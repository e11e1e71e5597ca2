"""Figures as text: exact, or rounded once and half up."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

# Under the fewest digits (640) that Python's own limit on writing integers can be set to.
_WRITTEN_AT_ONCE: Final = 2000


def exactly(value: Fraction) -> str:
    """Return a figure as the fraction that it is, however long: ``7/9``, or ``2``."""
    above = _whole(value.numerator)
    return above if value.denominator == 1 else f"{above}/{_whole(value.denominator)}"


def _whole(number: int) -> str:
    """Return an integer in decimal; Python itself refuses one of more than 4,300 digits.

    That limit is the process's, so a library does not lift it. Halves are written apart.
    """
    bits = number.bit_length()
    if bits <= _WRITTEN_AT_ONCE:
        return str(number)
    if number < 0:
        return f"-{_whole(-number)}"
    half = bits * 3 // 20  # of some 0.3 digits for each bit
    above, below = divmod(number, 10**half)
    return _whole(above) + _whole(below).rjust(half, "0")


def half_up(value: Fraction, digits: int = 0) -> Fraction:
    """Round to `digits` decimal places, halves away from zero, so that differences mirror."""
    scaled = abs(value) * 10**digits
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    rounded = Fraction(whole, 10**digits)
    return -rounded if value < 0 else rounded


def fixed(value: Fraction, digits: int) -> str:
    """Return `value` rounded half up to `digits` decimal places, with a point: ``3.17``."""
    rounded = half_up(value, digits)
    sign = "-" if rounded < 0 else ""
    units = abs(rounded.numerator) * 10**digits // rounded.denominator
    whole, rest = divmod(units, 10**digits)
    return f"{sign}{whole}.{rest:0{digits}}" if digits else f"{sign}{whole}"
