"""The scores of many schools as rows, one school at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import NoneType
from typing import Final, Generic, NamedTuple, TypeVar

from qualitycli.application.argument_checks import check_choice, check_type, tuple_of
from qualitycli.application.faults import Fault, finding_or_fault
from qualitycli.application.parallel import chunks, in_order, workers_for
from qualitycli.application.paths import ShownPath, shown_path
from qualitycli.application.projects import checked_year, sound_content
from qualitycli.application.target_paths import ProjectYears, years_at
from qualitycli.checks import check_catalogue
from qualitycli.diagnostics import Findings, Place
from qualitycli.errors import (
    InvalidCatalogueError,
    InvalidFileError,
    InvalidYearError,
    QualityError,
)
from qualitycli.reading.files import read_file
from qualitycli.reading.load import parse_catalogue
from qualitycli.reading.project import Project
from qualitycli.render.long_table import CollectedRow, rows_of
from qualitycli.render.nodes import DEPTHS, Depth
from qualitycli.rules import references
from qualitycli.scoring.score import score_year
from qualitycli.source import Source
from qualitycli.workspace import CatalogueFile

T = TypeVar("T")
U = TypeVar("U")
_CATALOGUES_KEPT: Final = 4
# The results of a school are 40 KB for each year.
_LONGEST_JOB: Final = 4


def collect(
    places: str | Path | Iterable[str | Path],
    *,
    depth: Depth = "item",
    on_left_out: Callable[[QualityError], object] | None = None,
    workers: int | None = 1,
) -> Iterator[CollectedRow]:
    """Return the scores of all schools in folders or below them: a row for each framework node.

    The projects are located immediately. The files of a school are read when its first row is
    requested, and released after its last.

    :param places: folders, projects, year files, or patterns of these; or a single one.
    :param depth: the deepest level of the framework that gets rows.
    :param on_left_out: called with the error of each file that has errors, before the rows of its
        school; such files are skipped. Without it, the first such error is raised.
    :param workers: the number of processes; None for one per core.
    :raises ValueError: the depth is unknown, or the number of processes is not positive.
    :raises NoProjectError: a place contains no project.
    :raises InvalidYearError: a year has errors, and there is no `on_left_out`.
    :raises InvalidCatalogueError: a framework has errors, and there is no `on_left_out`.
    :raises InvalidFileError: a project has no years, and there is no `on_left_out`.
    :raises FaultError: there is a bug in quality, and no `on_left_out`.
    """
    check_choice("depth", DEPTHS, [depth])
    check_type(workers, (int, NoneType), "workers is a number or None")
    if workers is not None and workers < 1:
        text = f"workers is at least 1, not {workers}"
        raise ValueError(text)
    check_type(on_left_out, (Callable, NoneType), "on_left_out is a function or None")
    schools = collected(years_at(map(str, tuple_of("places", places))), depth, list, workers)
    return _rows_of(schools, on_left_out or _refuse)


def _rows_of(
    schools: Iterable[CollectedSchool[list[CollectedRow]]],
    on_left_out: Callable[[QualityError], object],
) -> Iterator[CollectedRow]:
    for school in schools:
        for error in (*school.left_out, *(fault.error() for fault in school.faults)):
            on_left_out(error)
        for rows in school.years:
            yield from rows


def _refuse(error: QualityError) -> None:
    raise error


class CollectedSchool(NamedTuple, Generic[T]):
    """The contribution of one school to the table, and its files that were left out.

    :ivar years: the results of `make`, one for each year without errors.
    :ivar left_out: an error for each file that has errors.
    :ivar faults: bugs in quality that prevented files from being read or checked.
    """

    years: list[T]
    left_out: list[InvalidFileError]
    faults: list[Fault]

    def with_years(self, years: Iterable[U]) -> CollectedSchool[U]:
        """Return the same school with other results for its years."""
        return CollectedSchool(list(years), self.left_out, self.faults)

    @contextmanager
    def leaving_out(self, name: str, invalid: type[InvalidFileError]) -> Iterator[None]:
        """Store the error of a file instead of raising it.

        :param name: the file as it is named in messages.
        """
        try:
            yield
        except InvalidFileError as error:
            # The traceback would keep the contents of the file in memory.
            self.left_out.append(error.with_traceback(None))
        except Exception as error:  # noqa: BLE001  (other files are still processed)
            one = finding_or_fault(error, name)
            if isinstance(one, Fault):
                self.faults.append(one)
            else:
                self.left_out.append(invalid(Findings([one]), None))


def collected(
    schools: Sequence[ProjectYears],
    depth: Depth,
    make: Callable[[Iterator[CollectedRow]], T],
    workers: int | None,
    shown: ShownPath = shown_path,
) -> Iterator[CollectedSchool[T]]:
    """Yield the contributions of schools in their order, without keeping earlier ones in memory.

    :param make: converts the rows of a year, in the process that read it.
    :param workers: the number of processes; None for one per core.
    :param shown: returns the path of a school as in its rows, and of a file as in messages.
    """
    workers = workers_for(len(schools), workers)
    collector = _Collector(DEPTHS.index(depth) + 1, make, shown)

    def work(chunk: range) -> Iterator[CollectedSchool[T]]:
        for number in chunk:
            yield collector.school(schools[number])

    def lost(number: int) -> CollectedSchool[T]:
        folder = shown(schools[number].project.root)
        return CollectedSchool([], [], [Fault.killed(folder)])

    jobs = chunks(len(schools), workers, _LONGEST_JOB)
    return in_order(jobs, work, workers, lost)


class _Collector(Generic[T]):
    """Reads, checks and scores schools one after the other; caches only catalogues."""

    def __init__(
        self, most: int, make: Callable[[Iterator[CollectedRow]], T], shown: ShownPath
    ) -> None:
        self._most = most
        self._make = make
        self._shown = shown
        self._catalogues: dict[str, CatalogueFile] = {}

    def school(self, wanted: ProjectYears) -> CollectedSchool[T]:
        """Return the contribution of a school; files with errors are skipped."""
        project, years = wanted
        school = CollectedSchool[T]([], [], [])
        with school.leaving_out(self._shown(project.catalogue), InvalidCatalogueError):
            catalogue_file = self._catalogue(project)
            for path in years:
                with school.leaving_out(self._shown(path), InvalidYearError):
                    school.years.append(self._year(project, path, catalogue_file))
        if not years:
            with school.leaving_out(self._shown(project.years_folder), InvalidFileError):
                self._refuse_no_years(project)
        return school

    def _year(self, project: Project, path: Path, catalogue_file: CatalogueFile) -> T:
        loaded = checked_year(project, path, catalogue_file, self._shown)
        year = sound_content(loaded, InvalidYearError).assessment
        score = score_year(year, catalogue_file.catalogue)
        name = self._shown(project.root)
        return self._make(rows_of(name, year, score, catalogue_file, self._most))

    def _catalogue(self, project: Project) -> CatalogueFile:
        """Return a project's catalogue; catalogues with the same text are read once."""
        name = self._shown(project.catalogue)
        source = read_file(project.catalogue, name, project.bounds(project.catalogue))
        if not isinstance(source, Source):
            raise InvalidCatalogueError(Findings([source]), None)
        if source.text not in self._catalogues:
            loaded = parse_catalogue(source).checked(check_catalogue)
            catalogue_file = sound_content(loaded, InvalidCatalogueError)
            if len(self._catalogues) == _CATALOGUES_KEPT:
                del self._catalogues[next(iter(self._catalogues))]
            self._catalogues[source.text] = catalogue_file
        return self._catalogues[source.text]

    def _refuse_no_years(self, project: Project) -> None:
        """Report that a project has no years.

        :raises InvalidFileError: always.
        :raises OSError: the folder of the years cannot be read.
        """
        project.years()
        folder = Path(self._shown(project.years_folder))
        found = references.NO_YEARS.at(Place(self._shown(project.catalogue)), folder=folder)
        raise InvalidFileError(Findings([found]), None)
