"""What a run knows: its language, its project, and where its words go."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TextIO

from qualitycli.cli.base import Stop
from qualitycli.cli.run.exit_codes import WRONG_USAGE
from qualitycli.messages import N_, Finished, Plural, Translator, for_log, no_command

if TYPE_CHECKING:
    from qualitycli.application.open_project import OpenProject
    from qualitycli.cli.run.standard_output import StandardOutput
    from qualitycli.render.view import View


class Session:
    """One run of the tool.

    :ivar args: the command line, without the name of the program.
    :ivar command_args: how many of them, the last ones, are the command's own.
    :ivar is_quiet: whether ``--quiet`` was given.
    :ivar root: the project's folder, where ``--root`` names one.
    :ivar demo: whether ``--demo`` asks for the built-in example.
    :ivar output: standard output, which can be held back.
    :ivar opened: the projects that were opened, by folder; each keeps what it has read.
    :ivar is_example_named: whether it was said that the project is the example.
    :ivar has_written: whether a file was written; the exit status says so too.
    :ivar faults: how many faults in the tool itself were reported.
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
        self.is_example_named = False
        self.opened: dict[Path, OpenProject] = {}

    def say(self, text: str | Plural, **args: object) -> None:
        """Say something on standard output."""
        sys.stdout.write(for_log(self.translate(text, **args)) + "\n")

    def confirm(self, text: str | Plural, **args: object) -> None:
        """Say on standard output what was done, unless the run is to be quiet."""
        if not self.is_quiet:
            self.say(text, **args)

    def note(self, text: str | Plural, **args: object) -> None:
        """Say something on standard error that is no error, unless the run is to be quiet."""
        if not self.is_quiet:
            self.complain(text, **args)

    def complain(self, text: str | Plural, **args: object) -> None:
        """Say something on standard error."""
        self.complain_line(self.translate(text, **args))

    def complain_line(self, line: str) -> None:
        """Write a line to standard error; where nobody can read it, the status has to do."""
        line = for_log(line) + "\n"
        if self.output is None or not self.output.hold_line(line):
            with suppress(OSError):
                sys.stderr.write(line)

    def report_error(self, sentence: str) -> None:
        """Write to standard error why the run ends with status 2."""
        self.complain(N_("Error: {message}"), message=Finished(sentence))

    def refuse(self, text: str | Plural, **args: object) -> NoReturn:
        """Say on standard error why this cannot be done as it was asked, and end with status 2.

        :raises Stop: always.
        """
        self.report_error(self.translate(text, **args))
        raise Stop(WRONG_USAGE)

    def refuse_both(self, one: str, other: str) -> NoReturn:
        """Say that two options contradict each other, and end with status 2.

        :raises Stop: always.
        """
        self.refuse(N_("{one} and {other} cannot be used together."), one=one, other=other)

    def write(self, lines: Iterable[str]) -> None:
        """Write lines to standard output as they come."""
        for line in lines:
            sys.stdout.write(for_log(line) + "\n")

    def write_commands(self, lines: Iterable[str]) -> None:
        """Write lines that are meant to be commands in a log of CI."""
        for line in lines:
            sys.stdout.write(line + "\n")

    def write_json(self, value: Any) -> None:
        """Write a value to standard output as JSON."""
        from qualitycli.render.json_text import dumped

        self.write([dumped(value, sys.stdout.encoding)])

    def write_csv(self, text: str) -> None:
        """Write CSV to standard output, in UTF-8 wherever it goes but to a terminal."""
        if not sys.stdout.isatty() and isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8")
        sys.stdout.write(no_command(text))

    def write_file(self, text: str) -> None:
        """Write a file to standard output: in UTF-8, its line ends as they are."""
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", newline="")
        sys.stdout.write(text)

    def show(self, view: View) -> None:
        """Show a view on standard output: laid out on a terminal, plain anywhere else."""
        from qualitycli.render.view import made_visible

        view = made_visible(view)
        width = terminal_width(sys.stdout)
        if width is None:
            from qualitycli.render.plain import view_lines

            self.write(view_lines(view))
        else:
            from qualitycli.render.terminal import print_view  # loads Rich

            print_view(view, sys.stdout, width)


def terminal_width(stream: TextIO) -> int | None:
    """Return how many columns a terminal has; None where the stream goes to a pipe or a file."""
    if not stream.isatty():
        return None
    from shutil import get_terminal_size  # loads every kind of archive that there is

    return get_terminal_size().columns


def has_colours(stream: TextIO) -> bool:
    """Tell whether the stream goes to a terminal whose owner wants colours (no-color.org)."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return stream.isatty()
