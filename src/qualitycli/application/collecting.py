"""The figures of many schools as rows, a school at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Generic, NamedTuple, TypeVar

from qualitycli.application.faults import Fault, finding_or_fault
from qualitycli.application.parallel import in_order, stretches, workers_for
from qualitycli.application.paths import shown_path
from qualitycli.application.projects import checked_year, sound_content
from qualitycli.application.targets import ProjectYears, years_at
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
_CATALOGUES_KEPT: Final = 4


def collect(
    places: str | Path | Iterable[str | Path],
    *,
    depth: Depth = "item",
    on_left_out: Callable[[QualityError], object] | None = None,
    workers: int | None = 1,
) -> Iterator[CollectedRow]:
    """Return the figures of all schools at or below folders: a row for each part of the framework.

    The folders are looked through at once; the files of a school are read when its first row is
    asked for, and let go after its last.

    :param places: folders, projects, patterns of either, or the files of years; or one of them.
    :param depth: how far down the tree the rows go.
    :param on_left_out: called with the error of each file that has any, before the rows of that
        school; the other files go on. Without it, the first such error is raised.
    :param workers: how many processes share the work; for None, one for each core.
    :raises ValueError: there is no such depth.
    :raises NoProjectError: there is no project at or below a place.
    :raises InvalidYearError: a year has errors, and there is no `on_left_out`.
    :raises InvalidCatalogueError: the same of a framework.
    :raises InvalidFileError: the same of a project without years.
    :raises FaultError: the same where quality itself is at fault.
    """
    if depth not in DEPTHS:
        text = f"depth is one of {', '.join(DEPTHS)}, not {depth!r}"
        raise ValueError(text)
    named = [places] if isinstance(places, str | Path) else places
    schools = collected(years_at(map(str, named)), depth, list, workers)
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
    """What one school adds to the table, and what of it could not be taken.

    :ivar years: what was made of the rows of each year without errors.
    :ivar left_out: the errors of each file that has any.
    :ivar faults: of files that could not be read or checked for a fault in quality itself.
    """

    years: list[T]
    left_out: list[InvalidFileError]
    faults: list[Fault]

    @contextmanager
    def leaving_out(self, path: Path, invalid: type[InvalidFileError]) -> Iterator[None]:
        """Keep what is wrong with a file, and go on."""
        try:
            yield
        except InvalidFileError as error:
            # The trace would hold all that was read of the file.
            self.left_out.append(error.with_traceback(None))
        except Exception as error:  # noqa: BLE001  (the other files go on)
            one = finding_or_fault(error, shown_path(path))
            if isinstance(one, Fault):
                self.faults.append(one)
            else:
                self.left_out.append(invalid(Findings([one]), None))


def collected(
    schools: Sequence[ProjectYears],
    depth: Depth,
    make: Callable[[Iterator[CollectedRow]], T],
    workers: int | None,
) -> Iterator[CollectedSchool[T]]:
    """Yield what schools add to the table, in their order; nothing is kept of those before.

    :param make: makes what is wanted of the rows of a year, in the process that read it.
    :param workers: how many processes share the work; for None, one for each core.
    """
    workers = workers_for(len(schools), workers)
    collector = _Collector(DEPTHS.index(depth) + 1, make)

    def work(stretch: range) -> Iterator[CollectedSchool[T]]:
        for number in stretch:
            yield collector.school(schools[number])

    def lost(number: int) -> CollectedSchool[T]:
        folder = shown_path(schools[number].project.root)
        return CollectedSchool([], [], [Fault.killed(folder)])

    return in_order(stretches(len(schools), workers), work, workers, lost)


class _Collector(Generic[T]):
    """Reads, checks and scores schools, one after the other; keeps nothing but catalogues."""

    def __init__(self, most: int, make: Callable[[Iterator[CollectedRow]], T]) -> None:
        self._most = most
        self._make = make
        self._catalogues: dict[str, CatalogueFile] = {}

    def school(self, wanted: ProjectYears) -> CollectedSchool[T]:
        """Return what a school's years add; no file stops the others."""
        project, years = wanted
        school = CollectedSchool[T]([], [], [])
        with school.leaving_out(project.catalogue, InvalidCatalogueError):
            catalogue_file = self._catalogue(project)
            for path in years:
                with school.leaving_out(path, InvalidYearError):
                    school.years.append(self._year(project, path, catalogue_file))
        if not years:
            with school.leaving_out(project.years_folder, InvalidFileError):
                _refuse_no_years(project)
        return school

    def _year(self, project: Project, path: Path, catalogue_file: CatalogueFile) -> T:
        loaded = checked_year(project, path, catalogue_file)
        year = sound_content(loaded, InvalidYearError).assessment
        score = score_year(year, catalogue_file.catalogue)
        name = shown_path(project.root)
        return self._make(rows_of(name, year, score, catalogue_file, self._most))

    def _catalogue(self, project: Project) -> CatalogueFile:
        """Return a project's catalogue; schools that share a text share it."""
        name = shown_path(project.catalogue)
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


def _refuse_no_years(project: Project) -> None:
    """Say that a project has no years.

    :raises InvalidFileError: always.
    :raises OSError: their folder cannot be read.
    """
    project.years()
    folder = Path(shown_path(project.years_folder))
    found = references.NO_YEARS.at(Place(shown_path(project.catalogue)), folder=folder)
    raise InvalidFileError(Findings([found]), None)
