"""Count the work of a call: the Python instructions that it executes."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def steps_of(work: Callable[[], Any]) -> int:
    """Return the number of executed instructions; the same on every machine."""
    if sys.version_info >= (3, 12):
        return _monitored(work)
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
    sys.settrace(enter)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


if sys.version_info >= (3, 12):

    def _monitored(work: Callable[[], Any]) -> int:
        # Since Python 3.12, tracing misses instructions of code that is traced for the first time.
        count = 0

        def step(*_: object) -> None:
            nonlocal count
            count += 1

        watch = sys.monitoring
        instruction = watch.events.INSTRUCTION
        watch.use_tool_id(watch.PROFILER_ID, "steps")
        watch.register_callback(watch.PROFILER_ID, instruction, step)
        watch.set_events(watch.PROFILER_ID, instruction)
        try:
            work()
        finally:
            watch.set_events(watch.PROFILER_ID, 0)
            watch.register_callback(watch.PROFILER_ID, instruction, None)
            watch.free_tool_id(watch.PROFILER_ID)
        return count
