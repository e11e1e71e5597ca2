"""``quality collect``: the scores of any number of schools and years in one long table."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from typing import Any, NamedTuple

import click

from qualitycli.application.collecting import CollectedSchool, collected
from qualitycli.application.faults import Fault
from qualitycli.application.target_paths import years_at
from qualitycli.cli.base import Argument, ExitError, Option, make_command
from qualitycli.cli.output.faults import report_fault
from qualitycli.cli.output.findings import complain_of
from qualitycli.cli.parameters.options import depth_option, output_format
from qualitycli.cli.run.exit_codes import FAILED
from qualitycli.cli.run.session import Session
from qualitycli.diagnostics import MOST_IN_ALL, Diagnostic
from qualitycli.errors import InvalidFileError
from qualitycli.messages import N_, NP_, Message
from qualitycli.render.long_table import head_of, lines_of, rows_in
from qualitycli.render.nodes import DEPTHS, Depth


@make_command(
    "collect",
    help=N_(
        """Collect the scores of any number of schools and years in one long table, with a row for
        each school, year and part of the framework. DuckDB, pandas and Spark can read it directly.

        FOLDER is a project, or a folder with projects below it. A quoted pattern can match many
        folders, or only the year files you want. A file with errors is left out and listed at the
        end, and the exit status is 1. If a bug in quality is the reason, the exit status is 3."""
    ),
    examples=(
        "quality collect schools > schools.csv",
        "quality collect schools --depth area --format jsonl > areas.jsonl",
        'quality collect "schools/*/*/data/years/2024-2025.yaml" --jobs 4 > year.csv',
    ),
)
@click.argument("places", cls=Argument, nargs=-1, required=True, metavar=N_("FOLDER|PATTERN..."))
@depth_option(DEPTHS, "item")
@click.option(
    "--jobs",
    cls=Option,
    type=click.IntRange(1, 64),
    metavar=N_("NUMBER"),
    help=N_("Number of processes (default: one for each core)."),
)
@output_format("csv", "jsonl")
@click.pass_obj
def command(
    session: Session, places: tuple[str, ...], depth: Depth, jobs: int | None, output: str
) -> None:
    """Find the schools, write their rows as they come, and finally list the files left out."""
    schools = years_at(places)
    session.write_csv(head_of(output))
    total = _Total()
    with _progress(session, len(schools)) as bar:
        for school in collected(schools, depth, partial(lines_of, output=output), jobs):
            for lines in school.years:
                session.write_csv(lines)
            total.add(school)
            if bar is not None:
                bar.update(1)
    total.report(session)
    if total.left_out:
        raise ExitError(FAILED)


class _LeftOut(NamedTuple):
    """A file that was left out: its first error, and the number of further errors."""

    first: Diagnostic
    more: int

    @classmethod
    def of(cls, error: InvalidFileError) -> _LeftOut:
        return cls(next(iter(error.found)), error.found.counts.total() - 1)


class _Total:
    """Counts of what was collected, and the files that were left out."""

    def __init__(self) -> None:
        self._schools = self._years = self._rows = 0
        self.left_out: list[_LeftOut] = []
        self.faults: list[Fault] = []

    def add(self, school: CollectedSchool[str]) -> None:
        """Add a school to the counts."""
        self._schools += bool(school.years)
        self._years += len(school.years)
        self._rows += sum(map(rows_in, school.years))
        self.left_out += map(_LeftOut.of, school.left_out)
        self.faults += school.faults

    def report(self, session: Session) -> None:
        """Report the counts and all files that were left out to standard error."""
        for fault in self.faults:
            report_fault(session, fault)
        if self.left_out:
            text = NP_(
                "Left out because of errors: {n} file.", "Left out because of errors: {n} files."
            )
            session.complain(text, n=len(self.left_out))
        for one in self.left_out[:MOST_IN_ALL]:
            complain_of(session, [one.first])
            if one.more:
                text = NP_("   … and {n} more error in it.", "   … and {n} more errors in it.")
                session.complain(text, n=one.more)
        if (more := len(self.left_out) - MOST_IN_ALL) > 0:
            session.complain(NP_("… and {n} more file.", "… and {n} more files."), n=more)
        collected = (
            Message(NP_("{n} school", "{n} schools"), {"n": self._schools}),
            Message(NP_("{n} year", "{n} years"), {"n": self._years}),
            Message(NP_("{n} line", "{n} lines"), {"n": self._rows}),
        )
        session.note(N_("Collected: {collected}."), collected=collected)


def _progress(session: Session, schools: int) -> AbstractContextManager[Any]:
    """Return a progress bar on standard error, if only that is a terminal."""
    if session.is_quiet or not sys.stderr.isatty() or sys.stdout.isatty():
        return nullcontext()
    label = session.translate(N_("Schools"))
    return click.progressbar(length=schools, label=label, show_pos=True, file=sys.stderr)
