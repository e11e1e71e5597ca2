"""The command ``quality``: the one place where the process itself is dealt with."""

from __future__ import annotations

import gc
import os
import sys

# Known to type checkers by its name; importing `typing` would take longer than `--version` does.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn


def main() -> NoReturn:
    """Run the command line and leave.

    A run is short and its objects live to its end, so collecting garbage, and tidying up an
    interpreter that is about to go, would only cost time.
    """
    gc.disable()
    # No plugin that happens to be installed takes part in reading a school's data; looking for
    # them would be a third of what importing pydantic costs.
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
    leave(0 if _version_only(sys.argv[1:]) else _run(sys.argv[1:]))


def leave(code: int) -> NoReturn:
    """Flush both streams and end the process at once."""
    for stream in (sys.stdout, sys.stderr):
        # A reader that has seen enough (`quality score | head`) is no fault; a full disk is.
        try:
            stream.flush()
        except BrokenPipeError:
            continue
        except OSError:
            # The status of an output that cannot be written (cli/run/exit_codes.py).
            code = code or 2
    os._exit(code)


def _version_only(args: list[str]) -> bool:
    """Answer ``-V`` or ``--version`` without loading what the commands need."""
    if args not in (["-V"], ["--version"]) or sys.stdout is None:
        return False
    from qualitycli.about import version_line

    try:
        sys.stdout.write(version_line() + "\n")
    except OSError:
        # A run like any other knows what to say of it.
        return False
    return True


def _run(args: list[str]) -> int:
    try:
        from qualitycli.cli.app import run

        return run(args)
    except KeyboardInterrupt:
        # Before the run has begun; the status is that of cli/run/exit_codes.py, not loaded yet.
        return 130


if __name__ == "__main__":
    main()
