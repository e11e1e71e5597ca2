"""Validating projects and files, as a stream of reports with one report per file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain, groupby
from pathlib import Path
from typing import Any, Final

from qualitycli.application.faults import Fault, guarded
from qualitycli.application.file_places import misplaced_findings, other_files_of_year
from qualitycli.application.parallel import chunks, in_order
from qualitycli.application.paths import ShownPath, shown_path
from qualitycli.application.projects import (
    ProjectSearch,
    project_here,
    read_catalogue,
    read_rater,
    read_year,
)
from qualitycli.application.target_paths import file_at, is_folder, projects_in
from qualitycli.checks import check_across, check_catalogue, check_rater, check_year
from qualitycli.checks.across import YearSummary, summary_of
from qualitycli.checks.raters import RatedYear
from qualitycli.diagnostics import Diagnostic, Findings, Place, has_errors
from qualitycli.messages import Message
from qualitycli.model.names import plain_name
from qualitycli.reading.files import read_bytes
from qualitycli.reading.load import Loaded, load_any
from qualitycli.reading.project import Project
from qualitycli.render.reports import FileKind, Report
from qualitycli.rules import references
from qualitycli.workspace import CatalogueFile, RaterFile, YearFile

Checked = Report | Fault
Check = Callable[[Path], Iterator[Checked]]
# Returns the number of processes for a number of files.
WorkersFor = Callable[[int], int]
# In projects: each has its own catalogue, which takes as long as a year.
_LONGEST_JOB: Final = 8


def reports_of(
    search: ProjectSearch, targets: Sequence[str], workers: WorkersFor
) -> Iterator[Checked]:
    """Check years, files and the projects in folders; without targets, the project here.

    :param workers: returns the number of processes for a number of files.
    :raises QualityError: a target does not exist.
    """
    if not targets:
        yield from whole_project(project_here(search), workers)
        return
    folders = [target for target in targets if is_folder(target)]
    yield from _projects(list(projects_in(folders)), workers)
    found = [file_at(search, target) for target in targets if target not in folders]
    if len({project.root for project, _ in found}) == 1:
        checker = Checker(found[0][0])
        yield from _shared(checker, checker.file, [path for _, path in found], workers)
    else:
        yield from _files(found, workers)


def _projects(projects: Sequence[Project], workers_for: WorkersFor) -> Iterator[Checked]:
    """Check projects: several of them at a time, or the files of each if there are few."""
    workers = workers_for(len(projects))
    within = workers_for if workers < 2 else _only_this_process

    def work(chunk: range) -> Iterator[Checked]:
        for project in projects[chunk.start : chunk.stop]:
            yield from _told(whole_project(project, within), project.root)

    yield from _in_order(work, [project.root for project in projects], workers)


def _files(found: Sequence[tuple[Project, Path]], workers_for: WorkersFor) -> Iterator[Checked]:
    """Check files of several projects, those of several projects at a time if that is possible."""
    runs = [list(run) for _, run in groupby(found, key=lambda one: one[0].root)]
    # A year is compared with the one before it, and a rater's name with all earlier ones.
    is_apart = len(runs) == len({project.root for project, _ in found})
    workers = workers_for(len(runs)) if is_apart else 1

    def work(chunk: range) -> Iterator[Checked]:
        checkers: dict[Path, Checker] = {}
        for project, path in chain.from_iterable(runs[chunk.start : chunk.stop]):
            yield from _told(_file(checkers, project, path), path)

    paths = [run[0][1] if len(run) == 1 else run[0][0].root for run in runs]
    yield from _in_order(work, paths, workers)


def _file(checkers: dict[Path, Checker], project: Project, path: Path) -> Iterator[Checked]:
    if project.root not in checkers:
        checkers[project.root] = Checker(project)
    yield from checkers[project.root].file(path)


def _in_order(
    work: Callable[[range], Iterator[Checked]], paths: Sequence[Path], workers: int
) -> Iterator[Checked]:
    """Share the work on paths among processes; the path of a killed one is reported."""

    def lost(number: int) -> Checked:
        return Fault.killed(shown_path(paths[number]))

    return in_order(chunks(len(paths), workers, _LONGEST_JOB), work, workers, lost)


def _only_this_process(_files: int) -> int:
    return 1


def _told(checked: Iterator[Checked], path: Path) -> Iterator[Checked]:
    """Yield the reports on a path, with a finding if it cannot be checked."""
    name = shown_path(path)
    for one in guarded(checked, name):
        yield Report.of(name, None, [one]) if isinstance(one, Diagnostic) else one


def whole_project(
    project: Project, workers: WorkersFor, shown: ShownPath = shown_path
) -> Iterator[Checked]:
    """Check the catalogue, the years and the raters' files, and the names of all files."""
    checker = Checker(project, shown)
    yield from checker.catalogue()
    # If a year has several files, the finding on the first lists them all.
    years = list({path.stem: path for path in reversed(project.years())}.values())[::-1]
    yield from _shared(checker, checker.year_and_raters, years, workers)
    known = {path.stem for path in years}
    for name in project.rated_years():
        if name not in known:
            yield from checker.raters(name)
    for path in project.passed_over():
        name = shown(path)
        right = path.name.split(".")[0] + ".yaml"
        is_taken = path.with_name(right).exists()
        hint = Message(references.IS_TAKEN, {"right": right}) if is_taken else None
        found = [
            references.WRONG_FILE_ENDING.at(Place(name), hint=hint, name=path.name, right=right)
        ]
        yield Report.of(name, None, found)
    for one in misplaced_findings(project, shown):
        yield Report.of(one.place.file, None, [one])
    if not years:
        name = shown(project.catalogue)
        folder = Path(shown(project.years_folder))
        found = [references.NO_YEARS.at(Place(name), folder=folder)]
        yield Report.of(name, None, found)


def _shared(
    checker: Checker, check: Check, paths: Sequence[Path], workers_for: WorkersFor
) -> Iterator[Checked]:
    """Check files of one project, with several processes if there are many."""
    # The report on a faulty catalogue must be yielded only once.
    workers = 1 if checker.owes else workers_for(len(paths))
    # The name of a rater is compared with the names in all previous files.
    if workers > 1 and check == checker.file and any(map(checker.may_be_raters, paths)):
        workers = 1

    def work(chunk: range) -> Iterator[Checked]:
        checker.recall(paths[: chunk.start] if workers > 1 else (), check)
        for number in chunk:
            yield from check(paths[number])

    def lost(number: int) -> Checked:
        checker.killers.add(paths[number])
        return Fault.killed(checker.shown(paths[number]))

    yield from in_order(chunks(len(paths), workers), work, workers, lost)


class Checker:
    """Checks the files of one project against its catalogue, which is read once.

    :ivar owes: whether the report on a faulty catalogue is still to be yielded.
    :ivar shown: returns the path of a file as shown in messages.
    :ivar killers: files at which a process was killed; no other process reads them.
    """

    def __init__(self, project: Project, shown: ShownPath = shown_path) -> None:
        self._project = project
        self.shown = shown
        name = shown(project.catalogue)
        loaded = read_catalogue(project, shown).checked(check_catalogue)
        found = Findings(loaded.found)
        self._catalogue_file = loaded.sound
        if self._catalogue_file is None and project.years():
            found.append(references.INVALID_CATALOGUE.at(Place(name)))
        self._report = Report.of(name, "catalogue", found, loaded.source)
        # A faulty catalogue is reported once with the first year, a valid one only on request.
        self.owes = self._catalogue_file is None
        self._before: YearSummary | None = None
        self._rated: tuple[Path, RatedYear | None] | None = None
        self._named: dict[str, dict[str, Place]] = {}
        self.killers: set[Path] = set()

    def catalogue(self) -> Iterator[Report]:
        """Yield the report on the catalogue."""
        self.owes = False
        yield self._report

    def year(self, path: Path) -> Iterator[Checked]:
        """Check the year at `path`."""
        name = self.shown(path)
        return self._guarded(name, "year", lambda: self._checked(name, self._read_year(path)))

    def year_and_raters(self, path: Path) -> Iterator[Checked]:
        """Check the year at `path` and its raters' files."""
        yield from self.year(path)
        yield from self.raters(path.stem)

    def raters(self, year: str) -> Iterator[Checked]:
        """Check the raters' files of a year."""
        name = self.shown(self._project.raters_folder(year))
        return self._guarded(name, None, lambda: self._raters_of(year))

    def _raters_of(self, year: str) -> Iterator[Checked]:
        for path in self._project.raters(year):
            yield from self._rater_at(path)

    def file(self, path: Path) -> Iterator[Checked]:
        """Check a file: a year, a rater's file or a catalogue."""
        return self._guarded(self.shown(path), None, lambda: self._any(path))

    def may_be_raters(self, path: Path) -> bool:
        """Tell whether a file may be a rater's."""
        data = read_bytes(path, path.name, self._project.bounds(path))
        return isinstance(data, bytes) and b"rater:" in data

    def recall(self, earlier: Sequence[Path], check: Check) -> None:
        """Restore the previous year, which another process has checked."""
        self._before = None
        for path in reversed(earlier):
            if path in self.killers:
                return
            if any(isinstance(one, Fault) or one.kind == "year" for one in check(path)):
                return

    def _guarded(
        self, name: str, kind: FileKind | None, check: Callable[[], Iterator[Checked]]
    ) -> Iterator[Checked]:
        """Yield the results of a check; if it fails, report that and forget the previous year."""

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
        name = self.shown(path)
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
                name, loaded.checked(lambda _: other_files_of_year(self._project, path, self.shown))
            )

    def _rater_at(self, path: Path) -> Iterator[Checked]:
        name = self.shown(path)
        return self._guarded(
            name, "rater", lambda: self._rater(name, read_rater(self._project, path, self.shown))
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
        """Return the findings from reading a year or a rater's file, under its catalogue."""
        if self._catalogue_file is None:
            return Findings(loaded.found)
        return loaded.rated_by(self._catalogue_file.catalogue.scale).found

    def _rated_year(self, year: str) -> RatedYear | None:
        """Return the year that raters' files are for; the last one that was read is cached."""
        path = self._project.year(year)
        if self._rated is None or self._rated[0] != path:
            self._read_year(path)
        return self._rated[1] if self._rated is not None else None

    def _read_year(self, path: Path) -> Loaded[YearFile]:
        """Read a year, and store the data for checking its raters' files."""
        loaded = read_year(self._project, path, self.shown)
        content = loaded.content
        self._rated = path, RatedYear.of(content.assessment) if content is not None else None
        return loaded

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
        """Check a year against the one checked before it, and store it for the next."""
        before, self._before = self._before, None
        if has_errors(found):
            return []
        self._before = summary_of(work, catalogue_file)
        return check_across(before, work, catalogue_file) if before is not None else []
