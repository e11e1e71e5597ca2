"""Rating bands: the band of a percentage, and how close the next one is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from math import ceil, floor

from qualitycli.model.framework import BandProfile, Scale
from qualitycli.rounding import half_up
from qualitycli.scoring.figures import percent_of

# A percentage closer than this to the edge of a band is called borderline.
BORDERLINE = Fraction(1, 2)


def band_for(share: Fraction, profile: BandProfile, scale: Scale) -> str:
    """Return the name of the band of a share, rounded first if the profile says so."""
    return profile.steps[reached_step(share, profile, scale)].name


def band_at(percent: Fraction, profile: BandProfile) -> str:
    """Return the name of the band of an exact percentage."""
    return profile.steps[_reached_at(percent, profile)].name


def reached_step(share: Fraction, profile: BandProfile, scale: Scale) -> int:
    """Return the index of the step that the percentage reaches: 0 is the best."""
    return _reached_at(percent_of(share, scale, profile.percent_of), profile)


def _reached_at(percent: Fraction, profile: BandProfile) -> int:
    if profile.rounding == "whole":
        percent = half_up(percent)
    for index, step in enumerate(profile.steps):
        if step.above is not None:
            reached = _apart(percent, step.above) > 0
        else:
            reached = step.bound is None or _apart(percent, step.bound) >= 0
        if reached:
            return index
    raise AssertionError(profile.id)  # the last step has no bound


def edges_of(profile: BandProfile) -> Iterator[Fraction]:
    """Yield the exact percentages at which the band changes, highest first.

    Where the percentage is first rounded to a whole number, that is half a point below the whole
    number that has to be reached.
    """
    whole = profile.rounding == "whole"
    for step in profile.steps:
        if step.above is not None:
            yield floor(step.above) + Fraction(1, 2) if whole else step.above
        elif step.bound is not None:
            yield ceil(step.bound) - Fraction(1, 2) if whole else step.bound


def band_starts(profile: BandProfile) -> Iterator[tuple[str, Fraction]]:
    """Yield each band except the lowest with the exact percentage where it starts, best first."""
    for step, edge in zip(profile.steps, edges_of(profile), strict=False):
        yield step.name, edge


def is_borderline(percent: Fraction | None, edges: Iterable[Fraction]) -> bool:
    """Tell whether a percentage is within half a percentage point of the edge of a band."""
    if percent is None:
        return False
    near, parts = BORDERLINE.as_integer_ratio()
    below = percent.denominator
    return any(
        parts * abs(_apart(percent, edge)) <= near * below * edge.denominator for edge in edges
    )


def _apart(one: Fraction, other: Fraction) -> int:
    """Return the difference of two numbers, times both denominators.

    Its sign is that of the difference, which takes five times as long to calculate.
    """
    (above, below), (other_above, other_below) = one.as_integer_ratio(), other.as_integer_ratio()
    return above * other_below - other_above * below
