"""``quality collect``: the scores of any number of schools and years in one long table."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import click

from qualitycli.application.collecting import CollectedSchool, collected
from qualitycli.application.faults import Fault
from qualitycli.application.target_paths import ProjectYears, years_at
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
        end, and the exit status is 1. If a bug in quality is the reason, the exit status is 3.

        With --format parquet, the table is a folder of files by year. If it exists, only the
        schools whose files have changed are read again."""
    ),
    examples=(
        "quality collect schools > schools.csv",
        "quality collect schools --depth area --format jsonl > areas.jsonl",
        'quality collect "schools/*/*/data/years/2024-2025.yaml" --jobs 4 > year.csv',
        "quality collect schools --format parquet -o table",
    ),
    writes="folder",
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
@output_format("csv", "jsonl", "parquet")
@click.option(
    "-o",
    "--output",
    "folder",
    cls=Option,
    type=click.Path(path_type=Path),
    metavar=N_("DIR"),
    help=N_("Folder of the Parquet files; required with --format parquet."),
)
@click.pass_obj
def command(
    session: Session,
    places: tuple[str, ...],
    depth: Depth,
    jobs: int | None,
    output: str,
    folder: Path | None,
) -> None:
    """Find the schools, write their rows as they come, and finally list the files left out."""
    if (output == "parquet") != (folder is not None):
        session.refuse(
            N_("Parquet needs a folder, and only Parquet does: --format parquet -o DIR.")
        )
    schools = years_at(places)
    total = _Total()
    if folder is None:
        read = _to_standard_output(session, schools, depth, jobs, output)
        _count(session, read, len(schools), total)
    else:
        from qualitycli.application.table_writing import updating_table

        with updating_table(folder, schools, depth, jobs) as update:
            total.unchanged = update.unchanged
            _count(session, update.schools(), len(schools) - update.unchanged, total)
        session.has_written = True
    total.report(session)
    if total.left_out:
        raise ExitError(FAILED)


def _to_standard_output(
    session: Session, schools: Sequence[ProjectYears], depth: Depth, jobs: int | None, output: str
) -> Iterator[CollectedSchool[int]]:
    """Write the rows of each school, and yield how many there are."""
    session.write_csv(head_of(output))
    for school in collected(schools, depth, partial(lines_of, output=output), jobs):
        for lines in school.years:
            session.write_csv(lines)
        yield school.with_years(map(rows_in, school.years))


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
        self.unchanged = 0
        self.left_out: list[_LeftOut] = []
        self.faults: list[Fault] = []

    def add(self, school: CollectedSchool[int]) -> None:
        """Add a school to the counts.

        :param school: with the number of rows of each year.
        """
        self._schools += bool(school.years)
        self._years += len(school.years)
        self._rows += sum(school.years)
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
        if self.unchanged:
            text = NP_("Unchanged: {n} school.", "Unchanged: {n} schools.")
            session.note(text, n=self.unchanged)


def _count(
    session: Session, read: Iterable[CollectedSchool[int]], schools: int, total: _Total
) -> None:
    """Count the schools as they are read, with a progress bar."""
    with _progress(session, schools) as bar:
        for school in read:
            total.add(school)
            if bar is not None:
                bar.update(1)


def _progress(session: Session, schools: int) -> AbstractContextManager[Any]:
    """Return a progress bar on standard error, if only that is a terminal."""
    if session.is_quiet or not sys.stderr.isatty() or sys.stdout.isatty():
        return nullcontext()
    label = session.translate(N_("Schools"))
    return click.progressbar(length=schools, label=label, show_pos=True, file=sys.stderr)
