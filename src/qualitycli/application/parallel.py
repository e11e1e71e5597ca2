"""Work distributed over forked processes, with results in the order of the jobs.

A pool from the standard library takes four times as long to start as ten files take to check, and
returns results only when all are done. Here each worker writes its results into a pipe. All pipes
are read while the next result in order is awaited, so no worker waits for its turn until so much of
its work is kept that it has to: memory use does not grow with the amount of work.
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
# Bytes of results that are kept for all workers together, until it is their turn.
_MOST_KEPT: Final = 32 * 1024 * 1024
_READ_AT_ONCE: Final = 1024 * 1024
_LENGTH: Final = 8


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


def chunks(count: int, workers: int, longest: int = _LONGEST_JOB) -> list[range]:
    """Divide the numbers up to `count` into ranges, which workers take in turn.

    :param longest: the most numbers in a range; fewer where the results are large.
    """
    # As many for each worker, since they take them in turn.
    turns = max(1, -(-count // (workers * longest))) if workers > 1 else 1
    length = max(1, -(-count // (workers * turns)))
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
            yield from _results(worker, pool)
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
            for result in _results(worker, [worker]):
                if passed:
                    passed -= 1
                else:
                    yield result
            if worker.is_killed:
                yield lost(number)
        finally:
            worker.dismiss()
            worker.wait()


def _results(wanted: _Worker, pool: Sequence[_Worker]) -> Iterator[Any]:
    """Yield the results of a worker's next job, and meanwhile read what the others send."""
    import pickle

    wanted.sent = 0
    while True:
        _read(pool, wanted)
        if (pickled := wanted.take()) is None:
            wanted.is_killed = True
            return
        result = pickle.loads(pickled)  # from our own fork: nothing else writes there
        if isinstance(result, _EndOfJob):
            return
        if isinstance(result, _Fault):
            raise result.error
        wanted.sent += 1
        yield result


def _read(pool: Sequence[_Worker], wanted: _Worker) -> None:
    """Read from the pipes that have something until one worker has a result, or has ended."""
    import select

    room = _MOST_KEPT // len(pool)
    is_waiting = True
    while is_waiting:
        is_waiting = not (wanted.has_result or wanted.is_ended)
        waiting = select.poll()
        readable = {}
        for worker in pool:
            if not worker.is_ended and (worker.kept < room or (is_waiting and worker is wanted)):
                readable[worker.pipe] = worker
                waiting.register(worker.pipe, select.POLLIN)
        for pipe, _ in waiting.poll(None if is_waiting else 0):
            readable[pipe].read()


class _Worker:
    """A forked process that works through its jobs.

    :ivar pipe: the file descriptor that its results are read from.
    :ivar is_ended: whether it will send nothing more.
    :ivar sent: the number of results of the current job that were taken.
    :ivar is_killed: whether it ended in the middle of a job.
    """

    def __init__(self, jobs: Sequence[Any], work: Callable[[Any], Iterable[Any]]) -> None:
        self.pipe, writing = os.pipe()
        # Flush the buffers, or the child would write their content again.
        sys.stdout.flush()
        sys.stderr.flush()
        self._process = os.fork()
        if not self._process:
            os.close(self.pipe)
            _run_jobs(writing, jobs, work)
        os.close(writing)
        self._received = bytearray()
        self.is_ended = False
        self.sent = 0
        self.is_killed = False

    @property
    def kept(self) -> int:
        """The number of bytes that were read and not taken yet."""
        return len(self._received)

    @property
    def has_result(self) -> bool:
        """Whether a whole result was read."""
        return self.kept >= _LENGTH and self.kept >= _LENGTH + self._length()

    def _length(self) -> int:
        return int.from_bytes(self._received[:_LENGTH], "little")

    def read(self) -> None:
        """Read what the worker has sent, or that it has ended."""
        if data := os.read(self.pipe, _READ_AT_ONCE):
            self._received += data
        else:
            self.is_ended = True

    def take(self) -> bytes | None:
        """Return the next result, pickled; None if there is none."""
        if not self.has_result:
            return None
        end = _LENGTH + self._length()
        pickled = bytes(self._received[_LENGTH:end])
        del self._received[:end]
        return pickled

    def dismiss(self) -> None:
        """Close the pipe; a worker that still has results ends when it tries to write them."""
        if self.pipe >= 0:
            os.close(self.pipe)
            self.pipe = -1
            self.is_ended = True

    def wait(self) -> None:
        """Wait until the worker has ended; further calls do nothing."""
        if self._process:
            os.waitpid(self._process, 0)
            self._process = 0


def _run_jobs(writing: int, jobs: Sequence[Any], work: Callable[[Any], Iterable[Any]]) -> NoReturn:
    import pickle

    def send(result: object) -> None:
        pickled = pickle.dumps(result, pickle.HIGHEST_PROTOCOL)
        results.write(len(pickled).to_bytes(_LENGTH, "little"))
        results.write(pickled)

    try:
        with os.fdopen(writing, "wb") as results:
            try:
                for job in jobs:
                    for result in work(job):
                        send(result)
                    send(_EndOfJob())
                    results.flush()
            except Exception as error:  # noqa: BLE001  (the parent raises it)
                import traceback

                error.add_note(traceback.format_exc())
                send(_Fault(error))
    except (BrokenPipeError, KeyboardInterrupt):
        # The parent has ended, or has closed the pipe.
        os._exit(1)
    os._exit(0)
