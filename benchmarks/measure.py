"""Run programs in turn and compare each run with the others of the same round."""

from __future__ import annotations

import os
import shutil
import statistics
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple


class Run(NamedTuple):
    """One run of a program.

    :ivar seconds: elapsed time, which on a shared machine also depends on other processes.
    :ivar busy: processor time in seconds.
    :ivar megabytes: the peak memory of any of its processes.
    """

    seconds: float
    busy: float
    megabytes: float


class Program(NamedTuple):
    """A program to run.

    :ivar cores: the processors that it may use; None for all.
    :ivar good: the accepted exit statuses, so that a failed run does not look fast.
    :ivar packages: a folder of packages that it imports besides those of its environment.
    :ivar makes: a folder that it makes, which is removed first.
    """

    words: tuple[str, ...]
    folder: Path
    cores: frozenset[int] | None = None
    good: tuple[int, ...] = (0,)
    packages: Path | None = None
    makes: Path | None = None


def run(program: Program, output: int | None = None) -> Run:
    """Run a program to its end.

    :param output: file descriptor for its output; discarded by default.
    :raises SystemExit: the exit status is not an accepted one.
    """
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PIP"))
    }
    environment |= {"LANGUAGE": "en", "NO_COLOR": "1"}
    if program.packages is not None:
        environment["PYTHONPATH"] = str(program.packages)
    if program.makes is not None:
        shutil.rmtree(program.makes, ignore_errors=True)
    nowhere = os.open(os.devnull, os.O_RDWR)
    begun = time.perf_counter()
    child = os.fork()
    if not child:
        os.chdir(program.folder)
        if program.cores is not None:
            os.sched_setaffinity(0, program.cores)
        os.dup2(nowhere, 0)
        os.dup2(nowhere if output is None else output, 1)
        os.dup2(nowhere, 2)
        os.execvpe(program.words[0], program.words, environment)
    _, status, used = os.wait4(child, 0)
    seconds = time.perf_counter() - begun
    os.close(nowhere)
    code = os.waitstatus_to_exitcode(status)
    if code not in program.good:
        wrong = f"status {code}: {' '.join(program.words[:6])} … in {program.folder}"
        raise SystemExit(wrong)
    # ru_maxrss is the largest of the process and of those it has waited for.
    return Run(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


class Runs:
    """The runs of several programs, by round."""

    def __init__(self, runs: Mapping[str, Sequence[Run]]) -> None:
        self._runs = runs

    def seconds(self, name: str) -> float:
        """Return the median elapsed time of a program."""
        return statistics.median(one.seconds for one in self._runs[name])

    def busy(self, name: str) -> float:
        """Return the median processor time of a program."""
        return statistics.median(one.busy for one in self._runs[name])

    def megabytes(self, name: str) -> float:
        """Return the peak memory of a program in any run."""
        return max(one.megabytes for one in self._runs[name])

    def ratio(self, name: str, unit: str) -> float:
        """Return the median of the ratios of a program's runs to those of `unit` in the same round.

        A program with fewer runs was run in the last rounds.
        """
        pairs = zip(reversed(self._runs[name]), reversed(self._runs[unit]), strict=False)
        return statistics.median(one.seconds / other.seconds for one, other in pairs)

    def busy_ratio(self, name: str, unit: str) -> float:
        """Return the same median ratio for processor time."""
        pairs = zip(reversed(self._runs[name]), reversed(self._runs[unit]), strict=False)
        return statistics.median(one.busy / other.busy for one, other in pairs)

    def has(self, name: str) -> bool:
        """Tell whether there are runs of a program."""
        return name in self._runs


def in_turn(
    programs: Mapping[str, Program],
    rounds: int,
    *,
    warm_up: bool = True,
    once: Mapping[str, Program] | None = None,
) -> Runs:
    """Run all programs once per round, so that a slower machine slows down all of them.

    :param warm_up: whether to run all programs once first, so that their files are cached.
    :param once: programs too slow to run in more than the last round.
    """
    for program in programs.values() if warm_up else ():
        run(program)
    runs: dict[str, list[Run]] = {name: [] for name in (*programs, *(once or {}))}
    for number in range(rounds):
        # Each round starts with another program, so that none always runs after the same one.
        names = list(programs)
        for name in (*names[number % len(names) :], *names[: number % len(names)]):
            runs[name].append(run(programs[name]))
    for name, program in (once or {}).items():
        runs[name].append(run(program))
    return Runs(runs)
