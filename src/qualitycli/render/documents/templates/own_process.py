"""Runs work in a separate process with limits, because a project's own templates are not trusted.

Nothing in Jinja can count every operation: a single slice copies a text, a single comparison of
lists can take hours, and deep nesting breaks the compiler. The operating system can stop a process
whatever it is doing.
"""

from __future__ import annotations

import codecs
import os
import signal
import warnings
from collections.abc import Callable
from contextlib import suppress
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, NoReturn, TypeVar

from qualitycli.messages import N_

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkContext, SpawnContext

W = TypeVar("W")

TOO_LONG: Final = N_("it takes too long")
TOO_LARGE: Final = N_("its output is too large")
DIED: Final = N_("it uses too much memory or time")
NOT_STARTED: Final = N_("the system could not start a process for it")
# The extra time in which the process may itself report a timeout.
_GRACE: Final = 1.0


class Limits(NamedTuple):
    """The limits of a process.

    All of them are far above the needs of the largest document.

    :ivar memory: bytes, in addition to the memory that the process has when it starts.
    :ivar output: bytes of its answer.
    """

    seconds: float = 20.0
    memory: int = 512 * 1024 * 1024
    output: int = 40_000_000


LIMITS: Final = Limits()


class LimitError(Exception):
    """A limit was reached; the message says which one."""


def run_apart(make: Callable[[W], bytes], work: W, limits: Limits) -> bytes:
    """Return the result of `make` for `work`, from a process that is stopped at its limits.

    Only bytes come back, so the other process cannot make this one do anything.

    :raises LimitError: the process reached a limit.
    """
    context = _context()
    receiving, sending = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(sending, make, work, limits), daemon=True)
    with receiving:
        try:
            with sending:
                process.start()
        except OSError as error:
            raise LimitError(NOT_STARTED) from error
        try:
            if not receiving.poll(limits.seconds + _GRACE):
                raise LimitError(TOO_LONG)
            return receiving.recv_bytes(limits.output)
        except (EOFError, OSError) as error:
            raise LimitError(DIED) from error
        finally:
            process.kill()
            process.join()


def _context() -> ForkContext | SpawnContext:
    from multiprocessing import get_context

    # A forked process has everything loaded already; Windows cannot fork.
    return get_context("fork") if hasattr(os, "fork") else get_context("spawn")


def _work(sending: Connection, make: Callable[[W], bytes], work: W, limits: Limits) -> NoReturn:
    # If anything goes wrong here, the parent sees the end of the pipe; no traceback is shown.
    try:
        _limit(limits)
        answer = make(work)
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, 0)
        sending.send_bytes(answer)
    finally:
        os._exit(0)


def _limit(limits: Limits) -> None:
    """Apply the limits to this process, or keep its present ones if those are lower."""
    warnings.simplefilter("ignore")  # Python's, about a template's expressions
    codecs.lookup("unicode_escape")  # loads a module
    if hasattr(signal, "setitimer"):
        # An alarm reports the line of the template; being stopped by the parent does not.
        signal.signal(signal.SIGALRM, _too_long)
        signal.setitimer(signal.ITIMER_REAL, limits.seconds)
    try:
        import resource
    except ImportError:  # Windows
        return
    for kind, most in (
        (resource.RLIMIT_AS, _memory_taken() + limits.memory),
        # In case the parent is gone.
        (resource.RLIMIT_CPU, ceil(limits.seconds + 2 * _GRACE)),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 0),
    ):
        known = [one for one in resource.getrlimit(kind) if one != resource.RLIM_INFINITY]
        with suppress(ValueError, OSError):  # macOS has no limit of memory
            resource.setrlimit(kind, (min([most, *known]),) * 2)


def _too_long(*_: object) -> NoReturn:
    raise LimitError(TOO_LONG)


def _memory_taken() -> int:
    """Return the size of this process's address space in bytes, where Linux reports it."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    except OSError:
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")
