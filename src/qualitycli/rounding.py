"""Rounding, once and half up, where a figure is shown."""

from __future__ import annotations

from fractions import Fraction


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
