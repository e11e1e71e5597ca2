"""A plot of growth, as SVG."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from benchmarks.growth import Growth

# The plot: both axes logarithmic, so that equal exponents are parallel lines.
_WIDTH: Final = 720
_HEIGHT: Final = 420
_LEFT: Final = 56
_TOP: Final = 16
_RIGHT: Final = 150
_BOTTOM: Final = 44
_COLOURS: Final = (
    *("#1b6ca8", "#b3541e", "#2e7d4f", "#7b3f98", "#8a6d00", "#b02a5b"),
    *("#00707a", "#5a5a5a", "#c23b22"),
)


def plot(growths: Sequence[Growth]) -> str:
    """Return an SVG of processor seconds against size; a line of slope 1 is drawn in grey."""
    sizes = [size for one in growths for size, _ in one.runs]
    costs = [made.busy for one in growths for _, made in one.runs]
    right, top, bottom = math.log10(max(sizes)), math.log10(max(costs)), math.log10(min(costs))

    def at(size: float, cost: float) -> tuple[float, float]:
        across = math.log10(size) / right * (_WIDTH - _LEFT - _RIGHT)
        up = (math.log10(cost) - bottom) / (top - bottom) * (_HEIGHT - _TOP - _BOTTOM)
        return round(_LEFT + across, 1), round(_HEIGHT - _BOTTOM - up, 1)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        'font-family="sans-serif" font-size="12">',
        '<rect width="100%" height="100%" fill="#fff"/>',
    ]
    for power in range(math.ceil(right) + 1):
        across = at(10 ** min(power, right), min(costs))[0]
        parts.append(
            f'<line x1="{across}" x2="{across}" y1="{_TOP}" y2="{_HEIGHT - _BOTTOM}" '
            f'stroke="#ddd"/><text x="{across}" y="{_HEIGHT - _BOTTOM + 18}" '
            f'text-anchor="middle">{10**power:,}</text>'
        )
    for power in range(math.floor(bottom), math.ceil(top) + 1):
        if bottom <= power <= top:
            up = at(1, 10**power)[1]
            parts.append(
                f'<line x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{up}" y2="{up}" stroke="#ddd"/>'
                f'<text x="{_LEFT - 6}" y="{up + 4}" text-anchor="end">{10.0**power:g} s</text>'
            )
    for one, colour in zip(growths, _COLOURS, strict=True):
        points = [at(size, made.busy) for size, made in one.runs]
        line = " ".join(f"{across},{up}" for across, up in points)
        across, up = points[-1]
        parts.append(
            f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>'
            + "".join(f'<circle cx="{x}" cy="{y}" r="3" fill="{colour}"/>' for x, y in points)
            + f'<text x="{across + 7}" y="{up + 4}" fill="{colour}">'
            f"{one.command}: {one.what}</text>"
        )
    parts.append(
        f'<text x="{(_LEFT + _WIDTH - _RIGHT) / 2}" y="{_HEIGHT - 6}" text-anchor="middle">'
        "size</text></svg>"
    )
    return "\n".join(parts) + "\n"
