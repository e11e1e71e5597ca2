"""``quality collect``: the figures of any number of schools and years in one long table."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any, Final, NamedTuple

import click

from qualitycli.application.faults import Fault, guarded
from qualitycli.application.parallel import in_order, stretches, workers_for
from qualitycli.application.paths import shown_path
from qualitycli.application.projects import checked_year
from qualitycli.checks import check_catalogue
from qualitycli.cli.base import Argument, Option, Stop, make_command
from qualitycli.cli.exits import FAILED
from qualitycli.cli.faults import tell_fault
from qualitycli.cli.options import depth_option, output_format
from qualitycli.cli.reports import complain_of
from qualitycli.cli.session import Session
from qualitycli.diagnostics import MOST_IN_ALL, Diagnostic, Findings, Place, by_place
from qualitycli.messages import N_, NP_, Message
from qualitycli.reading.files import read_file
from qualitycli.reading.load import parse_catalogue
from qualitycli.reading.patterns import matching
from qualitycli.reading.project import Project, project_above, projects_below
from qualitycli.render.long_table import Collected, head_of, lines_of, rows_in
from qualitycli.render.nodes import DEPTHS
from qualitycli.rules import references
from qualitycli.scoring.score import score_year
from qualitycli.source import Source
from qualitycli.workspace import CatalogueFile


@make_command(
    "collect",
    help=N_(
        """Put the figures of any number of schools and years in one long table: a row for each
        part of the framework, in each year, at each school. DuckDB, pandas and Spark can read it
        directly.

        FOLDER is a project, or a folder with projects below it. A pattern in quotation marks can
        match many folders, or just the year files you want. A file with errors does not stop the
        rest: it is left out and listed at the end, and the exit status is 1. If a fault in quality
        itself is the reason, the exit status is 3."""
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
    help=N_("How many processes share the work; else one for each core."),
)
@output_format("csv", "jsonl")
@click.pass_obj
def command(
    session: Session, places: tuple[str, ...], depth: str, jobs: int | None, output: str
) -> None:
    """Find the schools, write their lines as they come, name at the end what was left out."""
    schools = _schools(session, places)
    collector = _Collector(DEPTHS.index(depth) + 1, output)
    workers = workers_for(len(schools), jobs)

    def work(stretch: range) -> Iterator[_Part]:
        for number in stretch:
            yield collector.school(schools[number])

    def lost(number: int) -> _Part:
        folder = shown_path(schools[number].project.root)
        return _Part("", 0, (), (Fault.killed(folder),))

    session.write_csv(head_of(output))
    total = _Total()
    with _progress(session, len(schools)) as bar:
        for part in in_order(stretches(len(schools), workers), work, workers, lost):
            session.write_csv(part.lines)
            total.add(part)
            if bar is not None:
                bar.update(1)
    total.tell(session)
    if total.left_out:
        raise Stop(FAILED)


class _School(NamedTuple):
    """A school's project, and the years that are wanted of it."""

    project: Project
    years: tuple[Path, ...]


class _LeftOut(NamedTuple):
    """A file that could not be taken, the first error in it, and how many more there are."""

    first: Diagnostic
    more: int


class _Part(NamedTuple):
    """What one school adds to the table, and what of it could not be taken."""

    lines: str
    years: int
    left_out: tuple[_LeftOut, ...]
    faults: tuple[Fault, ...]


def _schools(session: Session, places: Sequence[str]) -> list[_School]:
    """Return the schools that were asked for, each once.

    :raises Stop: a place has none.
    """
    wanted: dict[Project, dict[Path, None]] = {}
    for place in places:
        found = list(_below(place))
        if not found:
            session.refuse(N_("There is no project at or below “{place}”."), place=place)
        for project, year in found:
            years = wanted.setdefault(project, {})
            years |= dict.fromkeys(_years_of(project) if year is None else [year])
    return [_School(project, tuple(years)) for project, years in wanted.items()]


def _years_of(project: Project) -> list[Path]:
    """Return a project's years; none where they cannot be read, which is told with the school."""
    try:
        return project.years()
    except OSError:
        return []


def _no_years(project: Project) -> Iterator[Diagnostic]:
    """Yield that a project has no years.

    :raises OSError: their folder cannot be read.
    """
    project.years()
    folder = Path(shown_path(project.years_folder))
    yield references.NO_YEARS.at(Place(shown_path(project.catalogue)), folder=folder)


def _below(place: str) -> Iterator[tuple[Project, Path | None]]:
    """Yield the projects at a place; with a year where the place is a year's file."""
    there = bool(place) and Path(place).exists()
    for one in [place] if there else matching(place):
        # However a school is named, it is one; links are not followed, so abspath, not resolve.
        path = Path(os.path.abspath(one))  # noqa: PTH100  (no links)
        if path.is_dir():
            yield from ((project, None) for project in projects_below(path))
        elif (project := project_above(path.parent)) is not None:
            yield project, path


class _Collector:
    """Reads, checks and scores schools, one after the other; keeps nothing but catalogues."""

    def __init__(self, most: int, output: str) -> None:
        self._most = most
        self._output = output
        self._catalogues: dict[str, CatalogueFile] = {}

    def school(self, school: _School) -> _Part:
        """Return the lines of a school's years."""
        lines: list[str] = []
        left_out: list[_LeftOut] = []
        faults: list[Fault] = []
        for one in self._results(school):
            if isinstance(one, str):
                lines.append(one)
            elif isinstance(one, Fault):
                faults.append(one)
            else:
                left_out += _first_error(one if isinstance(one, Findings) else Findings([one]))
        return _Part("".join(lines), len(lines), tuple(left_out), tuple(faults))

    def _results(self, school: _School) -> Iterator[str | Findings | Diagnostic | Fault]:
        """Yield the lines of each year, or what is wrong with a file; no file stops the others."""
        name = shown_path(school.project.catalogue)
        sound: list[CatalogueFile] = []
        for one in guarded(self._catalogue(school.project), name):
            if isinstance(one, CatalogueFile):
                sound.append(one)
            else:
                yield one
        if not school.years:
            folder = shown_path(school.project.years_folder)
            yield from guarded(_no_years(school.project), folder)
        for catalogue_file in sound:
            for path in school.years:
                year = self._year(school.project, path, catalogue_file)
                yield from guarded(year, shown_path(path))

    def _year(
        self, project: Project, path: Path, catalogue_file: CatalogueFile
    ) -> Iterator[str | Findings]:
        loaded = checked_year(project, path, catalogue_file)
        if loaded.sound is None:
            yield loaded.found
            return
        year = loaded.sound.assessment
        score = score_year(year, catalogue_file.catalogue)
        items = catalogue_file.held_in(year.year)
        one = Collected(shown_path(project.root), year, items, score)
        yield lines_of(one, self._most, self._output)

    def _catalogue(self, project: Project) -> Iterator[CatalogueFile | Findings]:
        """Yield a project's catalogue if it has no errors; schools that share a text share it."""
        name = shown_path(project.catalogue)
        source = read_file(project.catalogue, name, project.bounds(project.catalogue))
        if not isinstance(source, Source):
            yield Findings([source])
            return
        if source.text not in self._catalogues:
            loaded = parse_catalogue(source).checked(check_catalogue)
            if loaded.sound is None:
                yield loaded.found
                return
            if len(self._catalogues) == _CATALOGUES_KEPT:
                del self._catalogues[next(iter(self._catalogues))]
            self._catalogues[source.text] = loaded.sound
        yield self._catalogues[source.text]


_CATALOGUES_KEPT: Final = 4


def _first_error(found: Findings) -> list[_LeftOut]:
    errors = by_place(found).errors
    return [_LeftOut(one, errors.counts.total() - 1) for one in errors][:1]


class _Total:
    """What was collected, and what was not."""

    def __init__(self) -> None:
        self._schools = self._years = self._rows = 0
        self.left_out: list[_LeftOut] = []
        self.faults: list[Fault] = []

    def add(self, part: _Part) -> None:
        """Count a school."""
        self._schools += bool(part.years)
        self._years += part.years
        self._rows += rows_in(part.lines)
        self.left_out += part.left_out
        self.faults += part.faults

    def tell(self, session: Session) -> None:
        """Say on standard error what came of it, and name every file that was left out."""
        for fault in self.faults:
            tell_fault(session, fault)
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
        session.complain(N_("Collected: {collected}."), collected=collected)


def _progress(session: Session, schools: int) -> AbstractContextManager[Any]:
    """Return a bar on standard error, where that is a terminal on which no lines appear."""
    if not sys.stderr.isatty() or sys.stdout.isatty():
        return nullcontext()
    label = session.translate(N_("Schools"))
    return click.progressbar(length=schools, label=label, show_pos=True, file=sys.stderr)
