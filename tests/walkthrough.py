"""Follow a page of the documentation literally, and check that its output is what happens.

The commands of a ``console`` block are typed into a terminal. Each line after ``$ `` is a command
(a backslash at its end continues it), and the lines below it are the expected output. A line that
is only ``…`` matches any lines, and ``…`` within a line matches anything. The working folder and
exported variables persist from one command to the next, as they do for the reader. Where the output
contains a question that ends with ``]:`` or ``):``, the reader types what follows it on that line.

A block after a comment such as ``<!-- data/years/2026-2027.yaml -->`` is text that the reader
writes into that file with an editor. In YAML, each key of the block, and each list entry that
starts with its id, replaces the same one in the file, with everything that is indented below it. A
new one is inserted after its predecessor in the block, or at the end of the file. A line that is
only ``…`` keeps what is already below the key. New files, and all other kinds of file, are written
unchanged.
"""

from __future__ import annotations

import os
import pty
import re
import struct
import subprocess
import termios
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fcntl import ioctl
from pathlib import Path
from typing import Final

from tests.conftest import TOP

_BLOCK: Final = re.compile(
    r"^(?:<!-- (?P<file>\S+) -->\n)?```(?P<kind>\w+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL
)
_HEAD: Final = re.compile(r"^( *)(- id: \S+$|[^\s#:-][^:]*:(?= |$))")
_ANSWER: Final = re.compile(r"^(.*[\])]:)(?: (.*))?$", re.MULTILINE)
_WIDTH: Final = 100
_HEIGHT: Final = 50


@dataclass(frozen=True)
class CommandStep:
    """A command and its output on the page."""

    line: int
    command: str
    shown: str


@dataclass(frozen=True)
class FileStep:
    """The text that the reader writes into a file."""

    file: str
    kind: str
    body: str


def steps(text: str) -> Iterator[CommandStep | FileStep]:
    """Yield the steps of a page in order."""
    for block in _BLOCK.finditer(text):
        body = block["body"]
        if block["file"]:
            yield FileStep(block["file"], block["kind"], body)
        elif block["kind"] == "console":
            first = text.count("\n", 0, block.start("body")) + 1
            yield from _commands(body, first)


def _commands(body: str, first: int) -> Iterator[CommandStep]:
    for part in re.finditer(r"^\$ ((?:.*\\\n)*.*)\n((?:(?!\$ ).*\n)*)", f"{body}", re.MULTILINE):
        yield CommandStep(first + body.count("\n", 0, part.start()), part[1], part[2])


class Follower:
    """A person at a terminal who follows a page.

    :ivar environment: the environment variables of the terminal.
    """

    def __init__(self, home: Path, environment: dict[str, str]) -> None:
        self._home = home
        self._state = home.with_name(f"{home.name}.state")
        self._state.write_text("", encoding="utf-8")
        self._folder = home
        self.environment = {
            "HOME": str(home),
            "LANG": "C.UTF-8",
            "NO_COLOR": "1",
            "TERM": "xterm",
            "GIT_PAGER": "cat",
            **environment,
        }

    def does(self, step: CommandStep | FileStep) -> str:
        """Follow one step of the page and return the output of the terminal."""
        if isinstance(step, CommandStep):
            return self._type(step.command, step.shown)
        path = self._folder / step.file
        if step.kind == "yaml" and path.exists():
            path.write_text(put(path.read_text(encoding="utf-8"), step.body), encoding="utf-8")
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(step.body, encoding="utf-8")
        return ""

    def _type(self, command: str, expected: str) -> str:
        # The state of the shell is saved to a file between commands, so that each command has its
        # own terminal and its output has a clear end.
        remember = (
            f'{{ export -p; printf "cd %q\\n(exit %d)\\n" "$PWD" "$code"; }} > "{self._state}"'
        )
        script = f'. "{self._state}"\n{command}\ncode=$?; {remember}; pwd -P >&3'
        ours, theirs = pty.openpty()
        ioctl(ours, termios.TIOCSWINSZ, struct.pack("HHHH", _HEIGHT, _WIDTH, 0, 0))
        where, told = os.pipe()
        with subprocess.Popen(
            ["bash", "-c", f"exec 3>&{told}\n{script}"],
            cwd=self._home,
            env=self.environment,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            pass_fds=(told,),
            start_new_session=True,
        ):
            os.close(theirs)
            os.close(told)
            shown = b"".join(_answering(ours, expected)).decode()
        self._folder = Path(b"".join(_until_closed(where)).decode().strip())
        return _read(shown)


def _read(shown: str) -> str:
    """Return the final text: without colours, and only the last state of overwritten lines."""
    plain = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", shown).replace("\r\n", "\n")
    return re.sub(r"^.*\r", "", plain, flags=re.MULTILINE)


def _answering(terminal: int, expected: str) -> Iterator[bytes]:
    """Yield the output of a terminal, and type the answers that the page shows after questions."""
    waiting = [match.groups() for match in _ANSWER.finditer(expected)]
    shown = b""
    for part in _until_closed(terminal):
        yield part
        shown += part
        asked_now = shown.rpartition(b"\n")[2].decode(errors="ignore").rstrip()
        for number, (question, answer) in enumerate(waiting):
            if agrees(question, asked_now):
                os.write(terminal, f"{answer or ''}\n".encode())
                del waiting[: number + 1]
                break


def _until_closed(descriptor: int) -> Iterator[bytes]:
    try:
        while part := os.read(descriptor, 65536):
            yield part
    except OSError:  # a terminal raises this when its other end is closed
        pass
    finally:
        os.close(descriptor)


def put(text: str, block: str) -> str:
    """Return the text in which the keys and entries of the block replace the existing ones."""
    lines = text.splitlines(keepends=True)
    below = len(lines)
    for part in _parts(block.splitlines(keepends=True)):
        at = next((n for n, line in enumerate(lines) if _head(line) == _head(part[0])), None)
        if at is None:
            at = end = below
        else:
            end = at + _length(lines[at:])
        written = _with_the_rest(part, lines[at + 1 : end])
        lines[at:end] = written
        below = at + len(written)
    return "".join(lines)


def _with_the_rest(part: list[str], rest: list[str]) -> list[str]:
    return [kept for line in part for kept in (rest if line.strip() == "…" else [line])]


def _parts(lines: list[str]) -> Iterator[list[str]]:
    while lines:
        assert _head(lines[0]), lines[0]
        length = _length(lines)
        yield lines[:length]
        lines = lines[length:]


def _head(line: str) -> str | None:
    """Return the key, or the id of a list entry, at the start of the line, and its indentation."""
    head = _HEAD.match(line)
    return head and head[0]


def _length(lines: list[str]) -> int:
    """Return the number of lines of the key or entry that starts on the first line."""
    indent = len(lines[0]) - len(lines[0].lstrip())
    own = rf" {{{indent + 1}}}"
    deeper = re.compile(own if lines[0].lstrip().startswith("- ") else rf"{own}| {{{indent}}}- ")
    return next((n for n, line in enumerate(lines) if n and not deeper.match(line)), len(lines))


def agrees(expected: str, shown: str) -> bool:
    """Tell whether the terminal output is as on the page."""
    pattern = "".join(
        r"(?:.*\n)*?" if line == "…\n" else ".*".join(map(re.escape, line.split("…")))
        for line in expected.splitlines(keepends=True)
    )
    return re.fullmatch(pattern, _even(shown)) is not None


def _even(text: str) -> str:
    """Return the text without the trailing spaces of tables."""
    return re.sub(r" +$", "", text, flags=re.MULTILINE)


def asked(step: CommandStep | FileStep) -> CommandStep | FileStep:
    """Return a step without its output and without the reader's own words."""
    if isinstance(step, FileStep):
        return step
    return CommandStep(0, re.sub(r'--message "[^"]*"', "--message", step.command), "")


def follower_of(page: str, home: Path, programs: Path) -> Follower:
    """Return a git user in their own folder with a copy of this repository.

    :param programs: a folder that comes first in the search path.
    """
    home.mkdir()
    (home / "quality").symlink_to(TOP)
    names = {"NAME": "Follower", "EMAIL": "reader@example.org"}
    surroundings = {
        f"GIT_{who}_{what}": value
        for who in ("AUTHOR", "COMMITTER")
        for what, value in names.items()
    }
    surroundings |= {
        "PATH": f"{programs}:{os.environ['PATH']}",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "QUALITY_LANG": "bg" if page.endswith(".bg.md") else "en",
    }
    return Follower(home, surroundings)


def follow(page: str, reader: Follower, done: Sequence[str] = ()) -> None:
    """Let the reader follow the page, and compare its output with the actual output.

    :param done: the commands at the beginning of the page that are already done.
    """
    found = [*steps((TOP / page).read_text(encoding="utf-8"))]
    for command in done:
        assert asked(found.pop(0)) == CommandStep(0, command, "")
    for step in found:
        shown = reader.does(step)
        if isinstance(step, CommandStep):
            assert agrees(step.shown, shown), f"{page}:{step.line}: {step.command}\n{shown}"
