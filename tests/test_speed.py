"""A full report costs little beyond starting up."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

QUALITY = [sys.executable, "-m", "qualitycli"]
# What half a second is on a machine where an empty Python takes twelve thousandths of one.
_MOST = 40


def cost(command: list[str]) -> float:
    """Return the processor's seconds that a command takes, the least of three runs."""
    found = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        found.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(found)


def test_a_full_report_costs_under_half_a_second_beyond_start_up(project: Path) -> None:
    empty = cost([sys.executable, "-c", "pass"])
    start = cost([*QUALITY, "score", "2022-2023"])
    full = cost([*QUALITY, "report", "2022-2023"])
    assert full - start < _MOST * empty, (empty, start, full)
