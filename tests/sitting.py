"""Commands that ask, in a terminal."""

from __future__ import annotations

import os
import pty
import select
import signal
import time
from codecs import getincrementaldecoder
from pathlib import Path

from tests.forked import become_command

INTERRUPT = "\x03"
END_OF_INPUT = "\x04"


def sitting(
    project: Path, steps: list[tuple[str, str]], *args: str, year: str = "2020-2021"
) -> tuple[int, str]:
    """Run ``quality agree`` in a terminal; see :func:`in_terminal`."""
    return in_terminal(project, steps, "--lang", "en", "agree", year, *args)


def in_terminal(folder: Path, steps: list[tuple[str, str]], *args: str) -> tuple[int, str]:
    """Run a command in a terminal; whenever the first text of a pair appears, type the second.

    :returns: the exit status, and what the terminal shows.
    """
    process, master = pty.fork()
    if not process:
        os.environ |= {"TERM": "xterm", "COLUMNS": "100", "LINES": "40"}
        become_command(folder, args)
    decoder = getincrementaldecoder("utf-8")("replace")  # a read may end within a character
    said, seen, end = "", 0, time.monotonic() + 60
    waiting, is_interrupted = list(steps), False
    while time.monotonic() < end:
        if select.select([master], [], [], 1)[0]:
            try:
                piece = os.read(master, 65536)
            except OSError:
                break
            if not piece:
                break
            said += decoder.decode(piece)
        elif is_interrupted:
            # Python does not notice a signal that arrives just before it reads.
            os.kill(process, signal.SIGINT)
        if waiting and waiting[0][0] in said[seen:]:
            seen = len(said)
            typed = waiting.pop(0)[1]
            if typed == INTERRUPT:
                os.kill(process, signal.SIGINT)
                is_interrupted = True
            else:
                os.write(master, (typed + "\n" * (typed != END_OF_INPUT)).encode())
    os.close(master)
    status = _ended(process)
    assert waiting == [], said
    return os.waitstatus_to_exitcode(status), said.replace("\r", "")


def _ended(process: int) -> int:
    """Return the status of a process, which is killed if it does not end."""
    end = time.monotonic() + 10
    while not (waited := os.waitpid(process, os.WNOHANG))[0]:
        if time.monotonic() > end:
            os.kill(process, signal.SIGKILL)
        time.sleep(0.01)
    return waited[1]
