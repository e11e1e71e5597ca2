"""Figures as people write them: rounded once, half up, with the language's decimal sign."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from qualitycli.messages import NP_, Finished, Message
from qualitycli.rounding import fixed, half_up


def signed(value: Fraction, digits: int) -> str:
    """Return `value` as :func:`fixed` does, with its sign: ``+0.36``, ``−0.36``, ``0.00``."""
    text = fixed(value, digits)
    if text.startswith("-"):
        return "−" + text[1:]
    return text if half_up(value, digits) == 0 else "+" + text


def points_said(shown: object, *, one: bool) -> Message:
    """Return a number of points with its noun; it is not whole, so whether it is one is told."""
    args = {"points": Finished(shown) if isinstance(shown, str) else shown, "n": 1 if one else 2}
    return Message(NP_("{points} point", "{points} points"), args)


def bar(share: Fraction, cells: int = 10) -> str:
    """Return a bar of `cells` characters, as much of it filled as `share` says."""
    filled = int(half_up(share * cells))
    return "█" * filled + "░" * (cells - filled)


def sparkline(shares: Sequence[Fraction | None]) -> str:
    """Return a line of blocks, one for each share in [0, 1]; a gap where there is none."""
    blocks = "▁▂▃▄▅▆▇█"
    return "".join(
        " " if share is None else blocks[min(int(share * len(blocks)), len(blocks) - 1)]
        for share in shares
    )
