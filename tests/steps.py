"""Count the work of a call: the Python instructions that it executes."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def steps_of(work: Callable[[], Any]) -> int:
    """Return the number of executed instructions; the same on every machine."""
    count = 0

    def enter(frame: FrameType, _: str, __: Any) -> Any:
        nonlocal count
        # A loop on one line, as in a comprehension, has no other event for each iteration.
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        count += 1
        return step

    def step(_: FrameType, __: str, ___: Any) -> Any:
        nonlocal count
        count += 1
        return step

    before = sys.gettrace()
    # Python 3.12 only traces instructions if a frame asked for them before the tracing began.
    sys._getframe().f_trace_opcodes = True
    sys.settrace(enter)
    try:
        work()
    finally:
        sys.settrace(before)
    return count
