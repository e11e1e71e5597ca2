"""Work distributed over forked processes, with results in the order of the jobs.

A pool from the standard library takes four times as long to start as ten files take to check, and
returns results only when all are done. Here each worker writes its results into a pipe and blocks
until they are read, so memory use does not grow with the amount of work.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final, NoReturn, TypeVar

R = TypeVar("R")

# The number of files from which a second process pays off.
FEWEST_TO_SHARE: Final = 10
_MOST_WORKERS: Final = 8
# Long enough to make the overhead per job negligible, short enough to keep all workers busy.
_LONGEST_JOB: Final = 64


class _EndOfJob:
    """Sent by a worker after the last result of a job."""


class _Fault:
    """Sent by a worker when it fails with an exception."""

    def __init__(self, error: BaseException) -> None:
        self.error = error


def workers_for(files: int, asked: int | None = None) -> int:
    """Return the number of processes for a number of files: by default one per available core.

    :param asked: the requested number instead; it is limited to the number of files.
    """
    if not hasattr(os, "fork") or (asked is None and files < FEWEST_TO_SHARE):
        return 1
    return max(1, min(asked or min(_cores(), _MOST_WORKERS), files))


def _cores() -> int:
    # A container or a batch system may make fewer cores available than the machine has.
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def chunks(count: int, workers: int) -> list[range]:
    """Divide the numbers up to `count` into ranges, which workers take in turn."""
    length = max(1, min(_LONGEST_JOB, -(-count // workers))) if workers > 1 else max(1, count)
    return [range(start, min(start + length, count)) for start in range(0, count, length)]


def in_order(
    jobs: Sequence[range],
    work: Callable[[range], Iterable[R]],
    workers: int,
    lost: Callable[[int], R],
) -> Iterator[R]:
    """Yield the results of all jobs, in the order of the jobs.

    Worker n takes every n-th job. The workers are forked, so they share all that was read before.

    :param lost: returns the result for a number at which a worker was killed. The job of that
        worker is repeated number by number, and its other jobs go to another worker.
    :raises Exception: an exception from a worker, with its traceback as a note.
    """
    if workers < 2:
        for job in jobs:
            yield from work(job)
        return
    pool = [_Worker(jobs[number::workers], work) for number in range(workers)]
    try:
        for number, job in enumerate(jobs):
            worker = pool[number % workers]
            yield from worker.results()
            if worker.is_killed:
                worker.dismiss()
                worker.wait()
                yield from _number_by_number(job, work, worker.sent, lost)
                pool[number % workers] = _Worker(jobs[number + workers :: workers], work)
    finally:
        # Close all pipes before waiting: workers forked later keep the earlier pipes open.
        for worker in pool:
            worker.dismiss()
        for worker in pool:
            worker.wait()


def _number_by_number(
    job: range, work: Callable[[range], Iterable[R]], passed: int, lost: Callable[[int], R]
) -> Iterator[R]:
    """Yield a job's results except the first `passed`, each number in its own process."""
    for number in job:
        worker = _Worker([range(number, number + 1)], work)
        try:
            for result in worker.results():
                if passed:
                    passed -= 1
                else:
                    yield result
            if worker.is_killed:
                yield lost(number)
        finally:
            worker.dismiss()
            worker.wait()


class _Worker:
    """A forked process that works through its jobs as fast as the results are read.

    :ivar sent: the number of results of the current job that it has sent.
    :ivar is_killed: whether it ended in the middle of a job.
    """

    def __init__(self, jobs: Sequence[Any], work: Callable[[Any], Iterable[Any]]) -> None:
        reading, writing = os.pipe()
        # Flush the buffers, or the child would write their content again.
        sys.stdout.flush()
        sys.stderr.flush()
        self._process = os.fork()
        if not self._process:
            os.close(reading)
            _run_jobs(writing, jobs, work)
        os.close(writing)
        self._results = os.fdopen(reading, "rb")
        self.sent = 0
        self.is_killed = False

    def results(self) -> Iterator[Any]:
        """Yield the results of the next job."""
        import pickle

        self.sent = 0
        while True:
            try:
                result = pickle.load(self._results)  # from our own fork: nothing else writes there
            except (EOFError, pickle.UnpicklingError):
                self.is_killed = True
                return
            if isinstance(result, _EndOfJob):
                return
            if isinstance(result, _Fault):
                raise result.error
            self.sent += 1
            yield result

    def dismiss(self) -> None:
        """Close the pipe; a worker that still has results ends when it tries to write them."""
        self._results.close()

    def wait(self) -> None:
        """Wait until the worker has ended; further calls do nothing."""
        if self._process:
            os.waitpid(self._process, 0)
            self._process = 0


def _run_jobs(writing: int, jobs: Sequence[Any], work: Callable[[Any], Iterable[Any]]) -> NoReturn:
    import pickle

    try:
        with os.fdopen(writing, "wb") as results:
            try:
                for job in jobs:
                    for result in work(job):
                        pickle.dump(result, results, pickle.HIGHEST_PROTOCOL)
                    pickle.dump(_EndOfJob(), results)
                    results.flush()
            except Exception as error:  # noqa: BLE001  (the parent raises it)
                import traceback

                error.add_note(traceback.format_exc())
                pickle.dump(_Fault(error), results)
    except (BrokenPipeError, KeyboardInterrupt):
        # The parent has ended, or has closed the pipe.
        os._exit(1)
    os._exit(0)
