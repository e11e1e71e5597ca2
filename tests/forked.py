"""Run the command line in a forked process, which need not import everything again.

It ends as ``quality`` does, so the status is that of a process, whatever its streams are.
"""

from __future__ import annotations

import io
import os
import signal
import sys
import traceback
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryFile
from typing import Final, NoReturn

from qualitycli.__main__ import main

# Seconds after which a command that hangs is killed.
_PATIENCE: Final = 120


def run_forked(
    folder: Path,
    args: Iterable[str],
    out: int,
    err: int | None = None,
    *,
    is_buffered: bool = True,
) -> tuple[int, str]:
    """Run a command in a folder, and return its status and its error output.

    :param out: the file descriptor of its output.
    :param err: the one of its error output, if that is not returned.
    """
    with TemporaryFile() as kept:
        process = os.fork()
        if not process:
            streams = out, kept.fileno() if err is None else err
            become_command(folder, args, streams, is_buffered=is_buffered)
        code = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
        kept.seek(0)
        return code, kept.read().decode()


def become_command(
    folder: Path, args: Iterable[str], streams: Iterable[int] = (), *, is_buffered: bool = True
) -> NoReturn:
    """Run a command in this process, and leave.

    :param streams: the file descriptors of its output and error output, if not this process's.
    """
    try:
        for number, stream in enumerate(streams, 1):
            os.dup2(stream, number)
        os.chdir(folder)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.alarm(_PATIENCE)
        sys.argv[1:] = args
        # Instead of the streams that pytest captures.
        sys.stdin = opened(0)
        sys.stdout = opened(1, is_buffered=is_buffered)
        sys.stderr = opened(2, is_buffered=is_buffered)
        main()
    except BaseException:  # noqa: BLE001  (nothing returns from here to pytest)
        os.write(2, traceback.format_exc().encode())
    finally:
        os._exit(70)


def opened(number: int, *, is_buffered: bool = True) -> io.TextIOWrapper:
    """Open a standard stream like a Python that starts in a UTF-8 locale."""
    mode = "wb" if number else "rb"
    raw = open(number, mode, -1 if is_buffered else 0, closefd=False)  # noqa: SIM115  (kept open)
    return io.TextIOWrapper(
        raw,
        "utf-8",
        "backslashreplace" if number == 2 else "surrogateescape",
        line_buffering=number == 2 or os.isatty(number),
        write_through=not is_buffered,
    )
