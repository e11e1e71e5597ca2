"""Write numbers as text: exactly, or rounded once, half up."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

# The minus sign of typography, which Word and Excel put in place of the hyphen.
MINUS: Final = "\N{MINUS SIGN}"
# Below the lowest value (640) of Python's limit on converting integers to text.
_WRITTEN_AT_ONCE: Final = 2000


def exactly(value: Fraction) -> str:
    """Return a number as an exact fraction, however long: ``7/9``, or ``2``."""
    above = _whole(value.numerator)
    return above if value.denominator == 1 else f"{above}/{_whole(value.denominator)}"


def _whole(number: int) -> str:
    """Return an integer in decimal, even with more than the 4,300 digits that Python allows.

    That limit is for the whole process, so a library must not change it. Instead, long integers are
    converted in two halves.
    """
    bits = number.bit_length()
    if bits <= _WRITTEN_AT_ONCE:
        return str(number)
    if number < 0:
        return f"-{_whole(-number)}"
    half = bits * 3 // 20  # about 0.3 digits per bit
    above, below = divmod(number, 10**half)
    return _whole(above) + _whole(below).rjust(half, "0")


def half_up(value: Fraction, digits: int = 0) -> Fraction:
    """Round to `digits` decimal places, halves away from zero, so that differences mirror."""
    return Fraction(_units(value, digits), 10**digits)


def _units(value: Fraction, digits: int) -> int:
    """Return the rounded value in units of its last place: 317 of 3.17."""
    # In whole numbers, because each step with fractions takes ten times as long.
    above, below = value.as_integer_ratio()
    units: int = (2 * abs(above) * 10**digits + below) // (2 * below)
    return -units if above < 0 else units


def fixed(value: Fraction, digits: int) -> str:
    """Return `value` rounded half up to `digits` decimal places, with a point: ``3.17``."""
    units = _units(value, digits)
    sign = "-" if units < 0 else ""
    whole, rest = divmod(abs(units), 10**digits)
    return f"{sign}{whole}.{rest:0{digits}}" if digits else f"{sign}{whole}"


def with_minus(value: Fraction, digits: int) -> str:
    """Return `value` as :func:`fixed` does, with a minus sign for a hyphen: ``−0.36``, ``0.36``."""
    text = fixed(value, digits)
    return MINUS + text[1:] if text.startswith("-") else text


def signed(value: Fraction, digits: int) -> str:
    """Return `value` as :func:`fixed` does, with its sign: ``+0.36``, ``−0.36``, ``0.00``."""
    text = with_minus(value, digits)
    if text.startswith(MINUS):
        return text
    return text if _units(value, digits) == 0 else "+" + text
