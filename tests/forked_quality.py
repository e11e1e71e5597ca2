"""A command ``quality`` that does not start Python and import the tool again for each run.

The command is a small client, which passes its arguments, environment and streams to a server. That
has imported the tool and read the example project, and forks for each run. It is for tests that run
many commands in a shell; other tests show how the installed command starts and what it imports.
"""

from __future__ import annotations

import os
import pkgutil
import select
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import Final, NamedTuple, NoReturn

import qualitycli
from qualitycli.__main__ import main
from qualitycli.cli.app import run
from tests import reading_cache
from tests.forked import opened

_TOP: Final = Path(__file__).resolve().parents[1]
# The module below `socket`, whose import would take longer than the rest.
_CLIENT: Final = """\
#!{python} -IS
import _socket, os, sys
server = _socket.socket(_socket.AF_UNIX)
server.connect({address!r})
streams = b"".join(number.to_bytes(4, sys.byteorder) for number in (0, 1, 2))
server.sendmsg([b"."], [(_socket.SOL_SOCKET, _socket.SCM_RIGHTS, streams)])
variables = map("=".join, os.environ.items())
said = "\\0".join((os.getcwd(), str(len(sys.argv)), *sys.argv, *variables))
server.sendall(os.fsencode(said))
server.shutdown(_socket.SHUT_WR)
sys.exit(int(server.recv(9) or 70))
"""


@contextmanager
def forked_quality(folder: Path) -> Iterator[Path]:
    """Run the server, and yield a folder with the command, for the search path of a shell."""
    command = folder / "bin/quality"
    command.parent.mkdir()
    address = str(folder / "socket")
    command.write_text(_CLIENT.format(python=sys.executable, address=address), encoding="utf-8")
    command.chmod(0o755)
    words = [sys.executable, "-m", "tests.forked_quality", address]
    # The server ends with its input, whatever becomes of this process.
    with subprocess.Popen(words, cwd=_TOP, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as server:
        assert server.stdout is not None
        assert server.stdout.readline() == b"ready\n"
        yield command.parent
        server.communicate()


def _serve(address: str) -> None:
    """Fork for each client until standard input is closed."""
    _prepare()
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(address)
        listener.listen()
        print("ready", flush=True)
        known = {sys.stdin.fileno(), listener.fileno()}
        running: dict[int, _Run] = {}
        while sys.stdin.fileno() not in (ready := select.select([*known, *running], [], [])[0]):
            for one in running.keys() & set(ready):
                running.pop(one).end()
                os.close(one)
            if listener.fileno() in ready:
                started = _started(listener.accept()[0])
                running[os.pidfd_open(started.process)] = started


def _prepare() -> None:
    """Import what the commands import only when they need it, and read the example project."""
    for module in pkgutil.walk_packages(qualitycli.__path__, f"{qualitycli.__name__}."):
        with suppress(ImportError):  # of a library that is not installed
            import_module(module.name)
    reading_cache.install(setattr)
    run(["--root", str(_TOP), "--quiet", "validate"])


class _Run(NamedTuple):
    """A process that runs a command for a client."""

    process: int
    client: socket.socket

    def end(self) -> None:
        """Send the exit status to the client."""
        _, status = os.waitpid(self.process, 0)
        with self.client, suppress(BrokenPipeError):
            self.client.send(str(os.waitstatus_to_exitcode(status)).encode())


def _started(client: socket.socket) -> _Run:
    process = os.fork()
    if not process:
        _run_for(client)
    return _Run(process, client)


def _run_for(client: socket.socket) -> NoReturn:
    """Run a command with the surroundings of a client."""
    _, streams, _, _ = socket.recv_fds(client, 1, 3)
    with client.makefile("rb") as received:
        folder, count, *words = os.fsdecode(received.read()).split("\0")
    os.chdir(folder)
    os.environ.clear()
    for variable in words[int(count) :]:
        name, _, value = variable.partition("=")
        os.environ[name] = value
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    sys.stdin, sys.stdout, sys.stderr = map(opened, range(3))
    sys.argv = words[: int(count)]
    main()


if __name__ == "__main__":
    _serve(sys.argv[1])
