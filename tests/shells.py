"""Real shells in a terminal, with completion for ``quality`` enabled."""

from __future__ import annotations

import os
import pty
import select
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from tests.needs import need

# How to start each shell without the user's settings, and how to enable completion.
SHELLS: Final = {
    "bash": (
        ("bash", "--norc", "--noprofile", "-i"),
        'eval "$(quality completion bash)"',
    ),
    "zsh": (
        ("zsh", "-f", "-i"),
        'autoload -Uz compinit; compinit -u -D; eval "$(quality completion zsh)"',
    ),
    "fish": (
        ("fish", "--no-config", "-i"),
        "quality completion fish | source",
    ),
}
# The queries that fish sends to a terminal at startup, and the answers of a plain one.
_QUESTION: Final = b"\x1b[0c"
_ANSWER: Final = b"\x1b[?62;c"
_PATIENCE: Final = 60
_OWN: Final = Path(sys.executable).parent


def type_into(
    shell: str, lines: Sequence[str], folder: Path, home: Path, programs: Path = _OWN
) -> str:
    """Type lines with tabs in a folder, each with Enter; return the output of the last one.

    :param programs: the folder with the command.
    """
    need(shell)
    words, set_up = SHELLS[shell]
    environment = {
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(home),
        "TERM": "xterm",
        "LANG": "C.UTF-8",
    }
    process, terminal = pty.fork()
    if not process:
        os.chdir(folder)
        os.execvpe(words[0], words, environment)
    shown = ""
    try:
        # Each is read up to the marker that it prints at its end, which is typed differently.
        for number, typed in enumerate((set_up, *lines)):
            os.write(terminal, f"{typed}\n".encode())
            os.write(terminal, f"echo {number}do'ne'\n".encode())
            shown = _read_until(f"{number}done", terminal)
    finally:
        os.close(terminal)
        os.waitpid(process, 0)
    return shown


def _read_until(end: str, terminal: int) -> str:
    shown = b""
    until = time.monotonic() + _PATIENCE
    while end.encode() not in shown:
        ready, _, _ = select.select([terminal], [], [], 1)
        if ready:
            shown += (more := os.read(terminal, 65536))
            if _QUESTION in more:
                os.write(terminal, _ANSWER)
        assert time.monotonic() < until, shown.decode(errors="replace")
    return shown.decode(errors="replace")
