"""The state of a run: its language, its project and its output."""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TextIO

from qualitycli.cli.base import ExitError
from qualitycli.cli.run.exit_codes import WRONG_USAGE
from qualitycli.messages import N_, Finished, Plural, Translator, for_log, no_command

if TYPE_CHECKING:
    from qualitycli.application.open_project import OpenProject
    from qualitycli.cli.run.standard_output import StandardOutput
    from qualitycli.render.view import View


class Session:
    """One run of the tool.

    :ivar args: the command line, without the name of the program.
    :ivar command_args: the number of arguments at the end that are the command's own.
    :ivar is_quiet: whether ``--quiet`` was given.
    :ivar root: the project's folder, if ``--root`` was given.
    :ivar demo: whether ``--demo`` was given.
    :ivar output: standard output, which can be held back.
    :ivar opened: the open projects by folder.
    :ivar example_noted: whether the note on the built-in example was printed.
    :ivar has_written: whether a file was written.
    :ivar faults: the number of bugs in the tool that were reported.
    """

    def __init__(
        self,
        translate: Translator,
        output: StandardOutput | None = None,
        args: Sequence[str] = (),
    ) -> None:
        self.translate = translate
        self.output = output
        self.args = args
        self.command_args = 0
        self.is_quiet = False
        self.has_written = False
        self.root: Path | None = None
        self.demo = False
        self.faults = 0
        self.example_noted = False
        self.opened: dict[Path, OpenProject] = {}

    def say(self, text: str | Plural, **args: object) -> None:
        """Print a message to standard output, wrapped at words on a terminal."""
        sys.stdout.write(_wrapped(for_log(self.translate(text, **args)), sys.stdout) + "\n")

    def confirm(self, text: str | Plural, **args: object) -> None:
        """Print a message to standard output, unless ``--quiet`` was given."""
        if not self.is_quiet:
            self.say(text, **args)

    def note(self, text: str | Plural, **args: object) -> None:
        """Print a note to standard error, unless ``--quiet`` was given."""
        if not self.is_quiet:
            self.complain(text, **args)

    def complain(self, text: str | Plural, **args: object) -> None:
        """Print a message to standard error."""
        self.complain_line(self.translate(text, **args))

    def complain_line(self, line: str) -> None:
        """Write a line to standard error, or do nothing if that is not possible.

        On a terminal, it is wrapped at words.
        """
        line = _wrapped(for_log(line), sys.stderr) + "\n"
        if self.output is None or not self.output.hold_line(line):
            with suppress(OSError):
                sys.stderr.write(line)

    def report_error(self, sentence: str) -> None:
        """Print an error to standard error."""
        self.complain(N_("Error: {message}"), message=Finished(sentence))

    def refuse(self, text: str | Plural, **args: object) -> NoReturn:
        """Print an error and end the run with status 2.

        :raises ExitError: always.
        """
        self.report_error(self.translate(text, **args))
        raise ExitError(WRONG_USAGE)

    def refuse_both(self, one: str, other: str) -> NoReturn:
        """Report that two options exclude each other, and end the run with status 2.

        :raises ExitError: always.
        """
        self.refuse(N_("{one} and {other} cannot be used together."), one=one, other=other)

    def write(self, lines: Iterable[str]) -> None:
        """Write lines to standard output as they come."""
        for line in lines:
            sys.stdout.write(for_log(line) + "\n")

    def write_commands(self, lines: Iterable[str]) -> None:
        """Write lines that are intended as workflow commands in a CI log."""
        for line in lines:
            sys.stdout.write(line + "\n")

    def write_json(self, value: Any) -> None:
        """Write a value to standard output as JSON."""
        from qualitycli.render.json_text import dumped

        self.write([dumped(value, sys.stdout.encoding)])

    def write_csv(self, text: str) -> None:
        """Write CSV to standard output, in UTF-8 unless it is a terminal."""
        if not sys.stdout.isatty() and isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8")
        sys.stdout.write(no_command(text))

    def write_file(self, text: str) -> None:
        """Write a file to standard output, in UTF-8 and without changing line endings."""
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", newline="")
        sys.stdout.write(text)

    def show(self, view: View) -> None:
        """Print a view to standard output: formatted for a terminal, else as plain text."""
        from qualitycli.render.view import made_visible

        view = made_visible(view)
        width = terminal_width(sys.stdout)
        if width is None:
            from qualitycli.render.plain import view_lines

            self.write(view_lines(view))
        else:
            from qualitycli.render.terminal import print_view  # loads Rich

            print_view(view, sys.stdout, width)


def _wrapped(text: str, stream: TextIO) -> str:
    """Return `text` wrapped at words for a terminal, with each line's indentation kept."""
    if (width := terminal_width(stream)) is None:
        return text
    from qualitycli.render.text_width import wrapped

    lines = []
    for line in text.split("\n"):
        words = line.lstrip(" ")
        indent = line[: len(line) - len(words)]
        lines.append(wrapped(words, width, indent, indent))
    return "\n".join(lines)


def terminal_width(stream: TextIO) -> int | None:
    """Return the width of a terminal in columns; of a pipe or a file, the width that was asked for.

    That is the environment variable COLUMNS; without it, None.
    """
    if not stream.isatty():
        wanted = os.environ.get("COLUMNS") or ""
        return int(wanted) if wanted and re.fullmatch("[1-9][0-9]{1,4}", wanted) else None
    from shutil import get_terminal_size  # imports modules for all archive formats

    return get_terminal_size().columns


def has_colours(stream: TextIO) -> bool:
    """Tell whether the stream is a terminal and colours are not disabled (no-color.org)."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return stream.isatty()
