"""Finding a project and its years, and reading and checking their files."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple, NoReturn, TypeVar

from qualitycli.application.file_places import other_files_of_year
from qualitycli.application.paths import ShownPath, shown_path
from qualitycli.checks import check_catalogue, check_year
from qualitycli.diagnostics import by_place
from qualitycli.errors import (
    InvalidCatalogueError,
    InvalidFileError,
    NoCatalogueError,
    NoProjectError,
    NoSuchFileError,
    NoSuchNodeError,
    NoSuchYearError,
    NoYearsError,
)
from qualitycli.messages import N_, Message
from qualitycli.model.periods import is_period
from qualitycli.reading.load import Loaded, load_catalogue, load_rater, load_year
from qualitycli.reading.project import (
    Project,
    current_project,
    is_year_name,
    project_above,
    shipped_project,
)
from qualitycli.suggestions import nearest
from qualitycli.workspace import CatalogueFile, RaterFile, YearFile, did_you_mean, suggestions_among

T = TypeVar("T")


class ProjectSearch(NamedTuple):
    """Where to look for a project.

    :ivar folder: the folder to search in and above.
    :ivar root: the project's folder, if it was given.
    :ivar environment: the environment variables, of which QUALITY_ROOT is used.
    :ivar demo: whether to use the built-in example even if there is a project.
    """

    folder: Path
    root: Path | None
    environment: Mapping[str, str]
    demo: bool = False

    @classmethod
    def here(cls, root: Path | None = None, *, demo: bool = False) -> ProjectSearch:
        """Return the search from the working folder of this process."""
        return cls(Path.cwd(), root, os.environ, demo)


def own_project(search: ProjectSearch, shown: ShownPath = shown_path) -> Project | None:
    """Return the user's project; None if there is none.

    :raises NoCatalogueError: the folder that was given has no catalogue.
    """
    project = current_project(search.folder, search.root, search.environment)
    if project is not None and not project.catalogue.is_file():
        text = N_("There is no catalogue at {path}. Create a project with “quality init”.")
        raise NoCatalogueError(Message(text, {"path": Path(shown(project.catalogue))}))
    return project


def project_here(search: ProjectSearch) -> Project:
    """Return the user's project.

    :raises NoProjectError: there is none.
    """
    project = own_project(search)
    if project is None:
        text = N_(
            "No project found: there is no data/criteria.yaml in this folder or above it. Create a "
            "project with “quality init”, or specify one with --root."
        )
        raise NoProjectError(Message(text))
    return project


def project_to_read(search: ProjectSearch) -> Project:
    """Return the user's project, else the built-in example."""
    return (None if search.demo else own_project(search)) or shipped_project()


def project_to_change(search: ProjectSearch, name: str) -> Project:
    """Return the user's project, or that of a year file given by its path.

    :raises NoProjectError: there is none.
    """
    above = None if is_year_name(name) else project_above(Path(name).absolute().parent)
    return above or project_here(search)


def project_of(search: ProjectSearch, name: str | Path | None) -> Project:
    """Return the project that a year belongs to.

    A name is a year of the user's project. A path belongs to the project above it, else to the
    user's project, else to the built-in example.
    """
    if name is None or (isinstance(name, str) and is_year_name(name)):
        return project_to_read(search)
    return project_above(Path(name).absolute().parent) or project_to_read(search)


def path_of_year(project: Project, name: str | Path | None, shown: ShownPath = shown_path) -> Path:
    """Return the file of a year.

    :param name: a school year or a path; None for the newest year.
    :raises NoSuchYearError: there is no such year or file.
    :raises NoYearsError: `name` is None, and the project has no years.
    """
    if name is None:
        if not (years := project.years()):
            folder = Path(shown(project.years_folder))
            raise NoYearsError(Message(N_("There is no year file in {path}."), {"path": folder}))
        return years[-1]
    is_name = isinstance(name, str) and is_year_name(name)
    path = project.year(str(name)) if is_name else Path(name)
    if not str(name) or not path.exists():
        if isinstance(name, Path):
            raise NoSuchYearError(Message(N_("There is no file {path}."), {"path": name}))
        no_such_year(project, name)
    return path


def no_such_year(project: Project, name: str) -> NoReturn:
    """Report that there is no year or file with that name, and list the existing years.

    :raises NoSuchYearError: always.
    """
    known = [path.stem for path in project.years()]
    if is_period(name) and known:
        text = N_(
            "There is no year “{name}”. Existing years: {known}. Create it with “quality new "
            "{name}”."
        )
        raise NoSuchYearError(Message(text, {"name": name, "known": tuple(known)}))
    if (near := nearest(name, known)) is not None:
        text = N_("There is no year or file “{name}”. Did you mean {near}?")
        raise NoSuchYearError(Message(text, {"name": name, "near": near}))
    if known:
        text = N_("There is no year or file “{name}”. Existing years: {known}.")
        raise NoSuchYearError(Message(text, {"name": name, "known": tuple(known)}))
    raise NoSuchYearError(Message(N_("There is no year or file “{name}”."), {"name": name}))


def no_such_node(written: str, catalogue_file: CatalogueFile) -> NoReturn:
    """Report that the framework has no such id, and suggest a similar one.

    :raises NoSuchNodeError: always.
    """
    if (hint := did_you_mean(written, suggestions_among(catalogue_file.nodes))) is not None:
        text = N_("The framework has no id “{id}”; {hint}")
        raise NoSuchNodeError(Message(text, {"id": written, "hint": hint}))
    text = N_("The framework has no id “{id}”.")
    raise NoSuchNodeError(Message(text, {"id": written}))


def sound_catalogue(project: Project, shown: ShownPath = shown_path) -> CatalogueFile:
    """Read and check the catalogue.

    :raises InvalidCatalogueError: it has errors.
    """
    loaded = read_catalogue(project, shown).checked(check_catalogue)
    return sound_content(loaded, InvalidCatalogueError)


def catalogue_at(path: Path) -> CatalogueFile:
    """Read and check a catalogue, which need not be part of a project.

    :raises NoSuchFileError: there is no such file.
    :raises InvalidCatalogueError: it has errors.
    """
    if not path.exists():
        raise NoSuchFileError(Message(N_("There is no file {path}."), {"path": path}))
    loaded = load_catalogue(path, shown_path(path)).checked(check_catalogue)
    return sound_content(loaded, InvalidCatalogueError)


def read_catalogue(project: Project, shown: ShownPath = shown_path) -> Loaded[CatalogueFile]:
    """Read the catalogue of a project; a symlink out of the project is an error."""
    path = project.catalogue
    return load_catalogue(path, shown(path), project.bounds(path))


def read_year(project: Project, path: Path, shown: ShownPath = shown_path) -> Loaded[YearFile]:
    """Read a year of a project; a symlink out of the project is an error."""
    named = project.year_named_by(path)
    loaded = load_year(path, shown(path), named, project.bounds(path))
    return loaded.checked(lambda _: other_files_of_year(project, path, shown))


def read_rater(project: Project, path: Path, shown: ShownPath = shown_path) -> Loaded[RaterFile]:
    """Read a rater's file of a project; a symlink out of the project is an error."""
    named = project.year_rated_in(path)
    return load_rater(path, shown(path), named, project.bounds(path))


def checked_year(
    project: Project, path: Path, catalogue_file: CatalogueFile, shown: ShownPath = shown_path
) -> Loaded[YearFile]:
    """Read the year at `path` and check it against its catalogue."""
    return against(catalogue_file, read_year(project, path, shown))


def against(catalogue_file: CatalogueFile, loaded: Loaded[YearFile]) -> Loaded[YearFile]:
    """Check a year that was read against its catalogue."""
    loaded = loaded.rated_by(catalogue_file.catalogue.scale)
    return loaded.checked(lambda year: check_year(year, catalogue_file))


def sound_content(loaded: Loaded[T], invalid: type[InvalidFileError] = InvalidFileError) -> T:
    """Return the content of a file without errors.

    :param invalid: the error to raise if the file has errors.
    """
    if loaded.sound is None:
        raise invalid(by_place(loaded.found).errors, loaded.source)
    return loaded.sound
