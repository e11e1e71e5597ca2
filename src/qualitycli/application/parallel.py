"""Work shared among forked processes, its results in the order of the jobs.

A pool of the standard library costs four times what checking ten files takes, and hands out results
when all are there; here each worker writes into a pipe, and waits while nobody reads it, so that
memory stays flat however much there is to do.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final, NoReturn, TypeVar

R = TypeVar("R")

# From so many files on a second process is worth its start.
FEWEST_TO_SHARE: Final = 10
_MOST_WORKERS: Final = 8
# Long enough that what a worker does to begin a job does not count, short enough that none waits.
_LONGEST_JOB: Final = 64


class _EndOfJob:
    """What a worker sends after the last result of a job."""


class _Fault:
    """What a worker sends when it cannot go on."""

    def __init__(self, error: BaseException) -> None:
        self.error = error


def workers_for(files: int, asked: int | None = None) -> int:
    """Return how many processes are to share the files: by default one for each core at hand.

    :param asked: so many instead, but no more than there are files.
    """
    if not hasattr(os, "fork") or (asked is None and files < FEWEST_TO_SHARE):
        return 1
    return max(1, min(asked or min(_cores(), _MOST_WORKERS), files))


def _cores() -> int:
    # Fewer than the machine has, where a container or a batch system allots them.
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def stretches(count: int, workers: int) -> list[range]:
    """Return the numbers up to `count` in stretches, for workers to take in turn."""
    length = max(1, min(_LONGEST_JOB, -(-count // workers))) if workers > 1 else max(1, count)
    return [range(start, min(start + length, count)) for start in range(0, count, length)]


def in_order(
    jobs: Sequence[range],
    work: Callable[[range], Iterable[R]],
    workers: int,
    lost: Callable[[int], R],
) -> Iterator[R]:
    """Yield the results of all jobs, those of the first job first.

    Worker n takes every n-th job. Whatever has been read before is theirs too: they are forked.

    :param lost: returns the result for a number at which the worker was killed; its job is begun
        anew, number by number, and its other jobs go to another worker.
    :raises Exception: what a worker raised, with its own trace as a note.
    """
    if workers < 2:
        for job in jobs:
            yield from work(job)
        return
    crew = [_Worker(jobs[number::workers], work) for number in range(workers)]
    try:
        for number, job in enumerate(jobs):
            worker = crew[number % workers]
            yield from worker.results()
            if worker.is_killed:
                worker.dismiss()
                worker.wait()
                yield from _number_by_number(job, work, worker.sent, lost)
                crew[number % workers] = _Worker(jobs[number + workers :: workers], work)
    finally:
        # All are told before any is waited for: those forked later hold the earlier pipes open.
        for worker in crew:
            worker.dismiss()
        for worker in crew:
            worker.wait()


def _number_by_number(
    job: range, work: Callable[[range], Iterable[R]], passed: int, lost: Callable[[int], R]
) -> Iterator[R]:
    """Yield a job's results but the first `passed`, each number's from its own process."""
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
    """A forked process that works through its jobs as fast as the results are taken.

    :ivar sent: how many results of the job at hand it has sent.
    :ivar is_killed: whether it ended in the middle of a job.
    """

    def __init__(self, jobs: Sequence[Any], work: Callable[[Any], Iterable[Any]]) -> None:
        reading, writing = os.pipe()
        # What is still to be written is the parent's to write, once.
        sys.stdout.flush()
        sys.stderr.flush()
        self._process = os.fork()
        if not self._process:
            os.close(reading)
            _labour(writing, jobs, work)
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
        """Take no more results: a worker that has any left ends when it finds that out."""
        self._results.close()

    def wait(self) -> None:
        """Wait for the worker's end, once."""
        if self._process:
            os.waitpid(self._process, 0)
            self._process = 0


def _labour(writing: int, jobs: Sequence[Any], work: Callable[[Any], Iterable[Any]]) -> NoReturn:
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
        # The parent has gone, or takes no more.
        os._exit(1)
    os._exit(0)
