"""Follow a page of the documentation word for word, and see that what it shows is what happens.

A ``console`` block is typed into a terminal, command by command: each line after ``$ `` is one (a
backslash at its end carries it on), and the lines below it are what the terminal then shows. A
line that is only ``…`` means any lines, ``…`` within a line for anything. The working folder
and what is exported last from one command to the next, as they do for the reader.

A block after a comment such as ``<!-- data/years/2026-2027.yaml -->`` is what the reader writes
into that file with an editor. Of YAML, each key of the block, and each entry of a list that
starts with its id, takes the place of the same one in the file, with all that is indented below
it; a new one goes below the one before it in the block, or to the end of the file. A line that is
only ``…`` means what is below the key already. A file that is not there yet, and any other
kind of file, is written as it is.
"""

from __future__ import annotations

import os
import pty
import re
import struct
import subprocess
import termios
from collections.abc import Iterator
from dataclasses import dataclass
from fcntl import ioctl
from pathlib import Path
from typing import Final

from tests.conftest import TOP

_BLOCK: Final = re.compile(
    r"^(?:<!-- (?P<file>\S+) -->\n)?```(?P<kind>\w+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL
)
_HEAD: Final = re.compile(r"^( *)(- id: \S+$|[^\s#:-][^:]*:(?= |$))")
_WIDTH: Final = 100
_HEIGHT: Final = 50


@dataclass(frozen=True)
class CommandStep:
    """A command and what the page shows below it."""

    line: int
    command: str
    shown: str


@dataclass(frozen=True)
class FileStep:
    """What the reader writes into a file."""

    file: str
    kind: str
    body: str


def steps(text: str) -> Iterator[CommandStep | FileStep]:
    """Yield what a page asks of its reader, in its order."""
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
    """Somebody at a terminal, who does what a page says.

    :ivar environment: the variables that are set there.
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
        """Do as the page says and return what the terminal shows."""
        if isinstance(step, CommandStep):
            return self._type(step.command)
        path = self._folder / step.file
        if step.kind == "yaml" and path.exists():
            path.write_text(put(path.read_text(encoding="utf-8"), step.body), encoding="utf-8")
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(step.body, encoding="utf-8")
        return ""

    def _type(self, command: str) -> str:
        # What a shell remembers from one command to the next is kept in a file, so that each has
        # a terminal of its own and its output an end.
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
            shown = b"".join(_until_closed(ours)).decode()
        self._folder = Path(b"".join(_until_closed(where)).decode().strip())
        return _read(shown)


def _read(shown: str) -> str:
    """Return what is left to read: no colours, and of a line written over only the last state."""
    plain = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", shown).replace("\r\n", "\n")
    return re.sub(r"^.*\r", "", plain, flags=re.MULTILINE)


def _until_closed(descriptor: int) -> Iterator[bytes]:
    try:
        while part := os.read(descriptor, 65536):
            yield part
    except OSError:  # a terminal whose other end is closed says so in this way
        pass
    finally:
        os.close(descriptor)


def put(text: str, block: str) -> str:
    """Return the text with each key and entry of the block in the place of its own."""
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
    """Return the key, or the id of a list's entry, that the line starts with, and its indent."""
    head = _HEAD.match(line)
    return head and head[0]


def _length(lines: list[str]) -> int:
    """Return how many lines belong to the key or entry on the first one."""
    indent = len(lines[0]) - len(lines[0].lstrip())
    own = rf" {{{indent + 1}}}"
    deeper = re.compile(own if lines[0].lstrip().startswith("- ") else rf"{own}| {{{indent}}}- ")
    return next((n for n, line in enumerate(lines) if n and not deeper.match(line)), len(lines))


def agrees(expected: str, shown: str) -> bool:
    """Tell whether the terminal shows what the page says."""
    pattern = "".join(
        r"(?:.*\n)*?" if line == "…\n" else ".*".join(map(re.escape, line.split("…")))
        for line in expected.splitlines(keepends=True)
    )
    return re.fullmatch(pattern, _even(shown)) is not None


def _even(text: str) -> str:
    """Return the text without the blanks that a table leaves at the ends of lines."""
    return re.sub(r" +$", "", text, flags=re.MULTILINE)


def asked(step: CommandStep | FileStep) -> CommandStep | FileStep:
    """Return a step without what the terminal shows and without words of the reader's own."""
    if isinstance(step, FileStep):
        return step
    return CommandStep(0, re.sub(r'--message "[^"]*"', "--message", step.command), "")


def follower_of(page: str, home: Path, prefix: str) -> Follower:
    """Return somebody whom git knows, in a folder of their own with a copy of this repository.

    :param prefix: of the environment whose programs are at hand.
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
        "PATH": f"{Path(prefix) / 'bin'}:{os.environ['PATH']}",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "QUALITY_LANG": "bg" if page.endswith(".bg.md") else "en",
    }
    return Follower(home, surroundings)


def follow(page: str, reader: Follower) -> None:
    """Let the reader do what the page says, and compare what it shows with what is seen."""
    for step in steps((TOP / page).read_text(encoding="utf-8")):
        shown = reader.does(step)
        if isinstance(step, CommandStep):
            assert agrees(step.shown, shown), f"{page}:{step.line}: {step.command}\n{shown}"
