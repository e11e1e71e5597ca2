"""Which project, which year; and both read and checked."""

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
from qualitycli.model.values import is_period
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


class Surroundings(NamedTuple):
    """Where a project is looked for.

    :ivar folder: the project is there or above.
    :ivar root: the project's folder, where one is named.
    :ivar environment: QUALITY_ROOT may name one too.
    :ivar demo: whether the built-in example is wanted, whatever project there is.
    """

    folder: Path
    root: Path | None
    environment: Mapping[str, str]
    demo: bool = False

    @classmethod
    def here(cls, root: Path | None = None, *, demo: bool = False) -> Surroundings:
        """Return those of this process."""
        return cls(Path.cwd(), root, os.environ, demo)


def own_project(around: Surroundings, shown: ShownPath = shown_path) -> Project | None:
    """Return the person's project, if there is one.

    :raises NoCatalogueError: the folder that is named has no catalogue.
    """
    project = current_project(around.folder, around.root, around.environment)
    if project is not None and not project.catalogue.is_file():
        text = N_("There is no catalogue at {path}. Create a project with “quality init”.")
        raise NoCatalogueError(Message(text, {"path": Path(shown(project.catalogue))}))
    return project


def project_here(around: Surroundings) -> Project:
    """Return the person's project: what writes or checks has to have one.

    :raises NoProjectError: there is none.
    """
    project = own_project(around)
    if project is None:
        text = N_(
            "There is no project here or above (no data/criteria.yaml). Create one with “quality "
            "init”, or name one with --root."
        )
        raise NoProjectError(Message(text))
    return project


def project_to_read(around: Surroundings) -> Project:
    """Return the person's project, else the example that comes with the tool."""
    return (None if around.demo else own_project(around)) or shipped_project()


def project_to_change(around: Surroundings, name: str) -> Project:
    """Return the person's project, or the one above a year file that is given by its path.

    :raises NoProjectError: there is none.
    """
    above = None if is_year_name(name) else project_above(Path(name).absolute().parent)
    return above or project_here(around)


def project_of(around: Surroundings, name: str | Path | None) -> Project:
    """Return the project that a year belongs to.

    A name is a year of the person's project. A path belongs to the project above it, else to the
    person's, else to the example that comes with the tool.
    """
    if name is None or (isinstance(name, str) and is_year_name(name)):
        return project_to_read(around)
    return project_above(Path(name).absolute().parent) or project_to_read(around)


def path_of_year(project: Project, name: str | Path | None, shown: ShownPath = shown_path) -> Path:
    """Return the file of a year.

    :param name: a school year or a path; None for the newest year.
    :raises NoSuchYearError: there is none.
    :raises NoYearsError: the newest is wanted, and there is no year at all.
    """
    if name is None:
        if not (years := project.years()):
            folder = Path(shown(project.years_folder))
            raise NoYearsError(Message(N_("There is no year file in {path}."), {"path": folder}))
        return years[-1]
    is_name = isinstance(name, str) and is_year_name(name)
    path = project.year(str(name)) if is_name else Path(name)
    if not str(name) or not path.exists():
        no_such_year(project, str(name))
    return path


def no_such_year(project: Project, name: str) -> NoReturn:
    """Say that there is neither a year nor a file of that name, and what there is.

    :raises NoSuchYearError: always.
    """
    known = [path.stem for path in project.years()]
    if is_period(name) and known:
        text = N_("There is no year “{name}”. Years here: {known}. “quality new {name}” begins it.")
        raise NoSuchYearError(Message(text, {"name": name, "known": tuple(known)}))
    if (near := nearest(name, known)) is not None:
        text = N_("There is no year and no file “{name}”. Did you mean {near}?")
        raise NoSuchYearError(Message(text, {"name": name, "near": near}))
    if known:
        text = N_("There is no year and no file “{name}”. Years here: {known}.")
        raise NoSuchYearError(Message(text, {"name": name, "known": tuple(known)}))
    raise NoSuchYearError(Message(N_("There is no year and no file “{name}”."), {"name": name}))


def no_such_node(written: str, catalogue_file: CatalogueFile) -> NoReturn:
    """Say that the framework has nothing with that id, and what may have been meant.

    :raises NoSuchNodeError: always.
    """
    if (hint := did_you_mean(written, suggestions_among(catalogue_file.nodes))) is not None:
        text = N_("The framework has nothing with the id “{id}”; {hint}")
        raise NoSuchNodeError(Message(text, {"id": written, "hint": hint}))
    text = N_("The framework has nothing with the id “{id}”.")
    raise NoSuchNodeError(Message(text, {"id": written}))


def sound_catalogue(project: Project, shown: ShownPath = shown_path) -> CatalogueFile:
    """Read the catalogue and check it.

    :raises InvalidCatalogueError: it has errors.
    """
    loaded = read_catalogue(project, shown).checked(check_catalogue)
    return sound_content(loaded, InvalidCatalogueError)


def catalogue_at(path: Path) -> CatalogueFile:
    """Read a catalogue that need not be a project's, and check it.

    :raises NoSuchFileError: there is no such file.
    :raises InvalidCatalogueError: it has errors.
    """
    if not path.exists():
        raise NoSuchFileError(Message(N_("There is no file {path}."), {"path": path}))
    loaded = load_catalogue(path, shown_path(path)).checked(check_catalogue)
    return sound_content(loaded, InvalidCatalogueError)


def read_catalogue(project: Project, shown: ShownPath = shown_path) -> Loaded[CatalogueFile]:
    """Read the catalogue of a project, unless it is a link that leads out of it."""
    path = project.catalogue
    return load_catalogue(path, shown(path), project.bounds(path))


def read_year(project: Project, path: Path, shown: ShownPath = shown_path) -> Loaded[YearFile]:
    """Read a year of a project, unless a link among its years leads out of it."""
    named = project.year_named_by(path)
    loaded = load_year(path, shown(path), named, project.bounds(path))
    return loaded.checked(lambda _: other_files_of_year(project, path, shown))


def read_rater(project: Project, path: Path, shown: ShownPath = shown_path) -> Loaded[RaterFile]:
    """Read a rater's file of a project, unless a link on the way leads out of it."""
    named = project.year_rated_in(path)
    return load_rater(path, shown(path), named, project.bounds(path))


def checked_year(
    project: Project, path: Path, catalogue_file: CatalogueFile, shown: ShownPath = shown_path
) -> Loaded[YearFile]:
    """Read the year at `path` and check it against its catalogue."""
    return against(catalogue_file, read_year(project, path, shown))


def against(catalogue_file: CatalogueFile, loaded: Loaded[YearFile]) -> Loaded[YearFile]:
    """Return a year that was read, checked against its catalogue."""
    loaded = loaded.rated_by(catalogue_file.catalogue.scale)
    return loaded.checked(lambda year: check_year(year, catalogue_file))


def sound_content(loaded: Loaded[T], invalid: type[InvalidFileError] = InvalidFileError) -> T:
    """Return what was read.

    :param invalid: what is raised where it has errors.
    """
    if loaded.sound is None:
        raise invalid(by_place(loaded.found).errors, loaded.source)
    return loaded.sound
