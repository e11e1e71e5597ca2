"""``quality validate``: find what is wrong in the catalogue and the years."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from qualitycli.application.faults import Fault, guarded
from qualitycli.application.file_places import misplaced, other_files_of_year
from qualitycli.application.paths import shown_path
from qualitycli.application.projects import read_catalogue, read_rater, read_year
from qualitycli.checks import check_across, check_catalogue, check_rater, check_year
from qualitycli.checks.across import Summary, summed_up
from qualitycli.checks.raters import RatedYear
from qualitycli.cli import completion
from qualitycli.cli.base import Argument, Option, Stop, make_command
from qualitycli.cli.exits import FAILED
from qualitycli.cli.faults import tell_fault
from qualitycli.cli.options import output_format
from qualitycli.cli.parallel import in_order, stretches, workers_for
from qualitycli.cli.projects import project_here
from qualitycli.cli.reports import write_reports, write_text
from qualitycli.cli.session import Session
from qualitycli.cli.targets import file_at, is_folder, projects_in
from qualitycli.diagnostics import Diagnostic, Findings, Place, has_errors
from qualitycli.messages import N_, Message
from qualitycli.model.names import plain_name
from qualitycli.reading.files import read_bytes
from qualitycli.reading.load import Loaded, load_any
from qualitycli.reading.project import Project
from qualitycli.render.reports import FileKind, Report, Tally, limited, tally_line
from qualitycli.rules import references
from qualitycli.workspace import CatalogueFile, RaterFile, YearFile

Checked = Report | Fault
Check = Callable[[Path], Iterator[Checked]]


@make_command(
    "validate",
    help=N_(
        """Find everything that is wrong in the catalogue, the years and the raters' files, and
        where.

        Without arguments, the whole project is checked; with arguments, only the years and files
        that they name. For a folder, every project at or below it is checked. Nothing is ever
        written. The exit status is 1 if there are errors."""
    ),
    examples=(
        "quality validate",
        "quality validate 2020-2021",
        "quality validate schools",
        "quality validate --strict --format json",
    ),
)
@click.argument(
    "targets", cls=Argument, nargs=-1, metavar=N_("[YEAR|PATH]..."), shell_complete=completion.years
)
@click.option("--strict", is_flag=True, cls=Option, help=N_("Let warnings fail, as errors do."))
@output_format("text", "json", "github", "sarif", "junit")
@click.pass_obj
def command(session: Session, targets: tuple[str, ...], strict: bool, output: str) -> None:
    """Check, write the findings, set the exit status."""
    tally = Tally()
    reports = limited(_counted(session, _reports(session, targets), tally))
    if output == "text":
        for report in reports:
            write_text(session, report)
        session.write([tally_line(tally, session.translate)])
    else:
        write_reports(session, output, reports, strict=strict)
    if tally.errors or (strict and tally.warnings):
        raise Stop(FAILED)


def _counted(session: Session, checked: Iterable[Checked], tally: Tally) -> Iterator[Report]:
    """Yield the reports, all counted, and report what faults there were."""
    for one in checked:
        if isinstance(one, Fault):
            tell_fault(session, one)
        else:
            tally.add(one)
            yield one


def _reports(session: Session, targets: tuple[str, ...]) -> Iterator[Checked]:
    if not targets:
        yield from _whole_project(project_here(session))
        return
    folders = [target for target in targets if is_folder(target)]
    for project in projects_in(session, folders):
        yield from _told(_whole_project(project), project.root)
    found = [file_at(session, target) for target in targets if target not in folders]
    if len({project.root for project, _ in found}) == 1:
        checker = Checker(found[0][0])
        yield from _shared(checker, checker.file, [path for _, path in found])
        return
    checkers: dict[Path, Checker] = {}

    def checked(project: Project, path: Path) -> Iterator[Checked]:
        if project.root not in checkers:
            checkers[project.root] = Checker(project)
        yield from checkers[project.root].file(path)

    for project, path in found:
        yield from _told(checked(project, path), path)


def _told(checked: Iterator[Checked], path: Path) -> Iterator[Checked]:
    """Yield what is found at a path, and what keeps it from being checked."""
    name = shown_path(path)
    for one in guarded(checked, name):
        yield Report.of(name, None, [one]) if isinstance(one, Diagnostic) else one


def _whole_project(project: Project) -> Iterator[Checked]:
    checker = Checker(project)
    yield from checker.catalogue()
    # Where a year has several files, the finding in the first names them all.
    years = sorted({path.stem: path for path in reversed(project.years())}.values())
    yield from _shared(checker, checker.year_and_raters, years)
    known = {path.stem for path in years}
    for name in project.rated_years():
        if name not in known:
            yield from checker.raters(name)
    for path in project.passed_over():
        name = shown_path(path)
        right = path.name.split(".")[0] + ".yaml"
        is_taken = path.with_name(right).exists()
        hint = Message(references.IS_TAKEN, {"right": right}) if is_taken else None
        found = [references.MISNAMED.at(Place(name), hint=hint, name=path.name, right=right)]
        yield Report.of(name, None, found)
    for one in misplaced(project):
        yield Report.of(one.place.file, None, [one])
    if not years:
        name = shown_path(project.catalogue)
        folder = Path(shown_path(project.years_folder))
        found = [references.NO_YEARS.at(Place(name), folder=folder)]
        yield Report.of(name, None, found)


def _shared(checker: Checker, check: Check, paths: Sequence[Path]) -> Iterator[Checked]:
    """Yield what is wrong with files of one project, which several processes check where many."""
    # What is still to be said of the catalogue is to be said once.
    workers = 1 if checker.owes else workers_for(len(paths))
    # The name of a rater is compared with those in all the files named before.
    if workers > 1 and check == checker.file and any(map(checker.may_be_raters, paths)):
        workers = 1

    def work(stretch: range) -> Iterator[Checked]:
        checker.recall(paths[: stretch.start] if workers > 1 else (), check)
        for number in stretch:
            yield from check(paths[number])

    def lost(number: int) -> Checked:
        return Fault.killed(shown_path(paths[number]))

    yield from in_order(stretches(len(paths), workers), work, workers, lost)


class Checker:
    """Checks the files of one project against its catalogue, which is read once.

    :ivar owes: whether the next year is told that the catalogue is broken.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        name = shown_path(project.catalogue)
        loaded = read_catalogue(project).checked(check_catalogue)
        found = Findings(loaded.found)
        self._catalogue_file = loaded.sound
        if self._catalogue_file is None and project.years():
            found.append(references.CATALOGUE_BROKEN.at(Place(name)))
        self._report = Report.of(name, "catalogue", found, loaded.source)
        # A year is told of a broken catalogue, once; a sound one speaks only when asked.
        self.owes = self._catalogue_file is None
        self._before: Summary | None = None
        self._rated: RatedYear | None = None
        self._named: dict[str, dict[str, Place]] = {}

    def catalogue(self) -> Iterator[Report]:
        """Yield what is wrong with the catalogue."""
        self.owes = False
        yield self._report

    def year(self, path: Path) -> Iterator[Checked]:
        """Yield what is wrong with the year at `path`."""
        name = shown_path(path)
        return self._guarded(
            name, "year", lambda: self._checked(name, read_year(self._project, path))
        )

    def year_and_raters(self, path: Path) -> Iterator[Checked]:
        """Yield what is wrong with the year at `path`, and with its raters' files."""
        yield from self.year(path)
        yield from self.raters(path.stem)

    def raters(self, year: str) -> Iterator[Checked]:
        """Yield what is wrong with the raters' files of a year."""
        for path in self._project.raters(year):
            yield from self._rater_at(path)

    def file(self, path: Path) -> Iterator[Checked]:
        """Yield what is wrong with a file: a year, a rater's or a catalogue."""
        return self._guarded(shown_path(path), None, lambda: self._any(path))

    def may_be_raters(self, path: Path) -> bool:
        """Tell whether a file may be a rater's."""
        data = read_bytes(path, path.name, self._project.bounds(path))
        return isinstance(data, bytes) and b"rater:" in data

    def recall(self, earlier: Sequence[Path], check: Check) -> None:
        """Remember the last year of files that another process checks."""
        self._before = None
        for path in reversed(earlier):
            if any(isinstance(one, Fault) or one.kind == "year" for one in check(path)):
                return

    def _guarded(
        self, name: str, kind: FileKind | None, check: Callable[[], Iterator[Checked]]
    ) -> Iterator[Checked]:
        """Yield what a check yields; where it fails, that, and the year before is forgotten."""

        def begin() -> Iterator[Checked]:
            yield from check()

        for one in guarded(begin(), name):
            if isinstance(one, Report):
                yield one
                continue
            self._before = None
            yield one if isinstance(one, Fault) else Report.of(name, kind, [one])

    def _any(self, path: Path) -> Iterator[Checked]:
        if path.samefile(self._project.catalogue):
            yield from self.catalogue()
            return
        name = shown_path(path)
        if self._project.year_rated_in(path) is not None:
            yield from self._rater_at(path)
            return
        bounds = self._project.bounds(path)
        loaded = load_any(path, name, self._project.year_named_by(path), bounds)
        if isinstance(loaded.content, CatalogueFile):
            found = Findings(loaded.found)
            found += check_catalogue(loaded.content)
            yield Report.of(name, "catalogue", found, loaded.source)
        elif isinstance(loaded.content, RaterFile):
            yield from self._rater(name, loaded)
        else:
            yield from self._checked(
                name, loaded.checked(lambda _: other_files_of_year(self._project, path))
            )

    def _rater_at(self, path: Path) -> Iterator[Checked]:
        name = shown_path(path)
        return self._guarded(
            name, "rater", lambda: self._rater(name, read_rater(self._project, path))
        )

    def _rater(self, name: str, loaded: Loaded[Any]) -> Iterator[Report]:
        if self.owes:
            yield from self.catalogue()
        found, work = self._read(loaded), loaded.content
        if isinstance(work, RaterFile) and self._catalogue_file is not None:
            others = self._named.setdefault(work.opinions.year, {})
            rated = self._rated_year(work.opinions.year)
            found += check_rater(work, self._catalogue_file, rated, others)
            others.setdefault(plain_name(work.opinions.rater.name), work.file.at("rater", "name"))
        yield Report.of(name, "rater", found, loaded.source)

    def _read(self, loaded: Loaded[Any]) -> Findings:
        """Return what was found in reading a year or a rater's file, under its catalogue."""
        if self._catalogue_file is None:
            return Findings(loaded.found)
        return loaded.rated_by(self._catalogue_file.catalogue.scale).found

    def _rated_year(self, year: str) -> RatedYear | None:
        """Return a year that raters' files are for; the last one asked for is remembered."""
        if self._rated is None or self._rated.year.year != year:
            content = read_year(self._project, self._project.year(year)).content
            self._rated = RatedYear.of(content.assessment) if content is not None else None
        return self._rated

    def _checked(self, name: str, loaded: Loaded[Any]) -> Iterator[Report]:
        if self.owes:
            yield from self.catalogue()
        found = self._read(loaded)
        if isinstance(loaded.content, YearFile) and self._catalogue_file is not None:
            found += check_year(loaded.content, self._catalogue_file)
            found += self._across(loaded.content, self._catalogue_file, found)
        yield Report.of(name, "year", found, loaded.source)

    def _across(
        self, work: YearFile, catalogue_file: CatalogueFile, found: Findings
    ) -> list[Diagnostic]:
        """Return what is wrong beside the year checked before this one, and remember this one."""
        before, self._before = self._before, None
        if has_errors(found):
            return []
        self._before = summed_up(work, catalogue_file)
        return check_across(before, work, catalogue_file) if before is not None else []
