"""Which project, which year: what the commands that read have in common."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn, TypeVar

from qualitycli.checks import check_catalogue, check_year
from qualitycli.cli.base import Stop
from qualitycli.cli.exits import FAILED
from qualitycli.cli.file_places import other_files_of_year
from qualitycli.cli.reports import complain_of
from qualitycli.cli.session import Session, shown_path
from qualitycli.diagnostics import by_place
from qualitycli.messages import N_
from qualitycli.model.assessment import Assessment
from qualitycli.model.values import is_school_year
from qualitycli.nearness import nearest
from qualitycli.reading.load import Loaded, load_catalogue, load_rater, load_year
from qualitycli.reading.project import (
    Project,
    current_project,
    is_year_name,
    project_above,
    shipped_project,
)
from qualitycli.workspace import CatalogueFile, RaterFile, YearFile, did_you_mean, suggestions_among

if TYPE_CHECKING:
    from qualitycli.comparing.diff import Judged

T = TypeVar("T")


def own_project(session: Session) -> Project | None:
    """Return the person's project, if there is one.

    :raises Stop: ``--root`` or QUALITY_ROOT names a folder without a catalogue.
    """
    project = current_project(Path.cwd(), session.root, os.environ)
    if project is not None and not project.catalogue.is_file():
        session.refuse(
            N_("There is no catalogue at {path}. “quality init” begins a project."),
            path=Path(shown_path(project.catalogue)),
        )
    return project


def project_here(session: Session) -> Project:
    """Return the person's project: what writes or checks has to have one.

    :raises Stop: there is none.
    """
    project = own_project(session)
    if project is None:
        text = N_(
            "There is no project here or above (no data/criteria.yaml). “quality init” begins one; "
            "see also --root."
        )
        session.refuse(text)
    return project


def project_to_read(session: Session) -> Project:
    """Return the person's project, else the example that comes with the tool, and say so."""
    project = own_project(session)
    if project is None:
        project = shipped_project()
        # Once in a run is enough, however many years are read.
        text = N_("No project here: this is the example that comes with quality ({path}).")
        session.remembered(text, lambda: session.complain(text, path=shipped_project().root))
    return project


def find_year(session: Session, name: str | Path | None) -> tuple[Project, Path]:
    """Return the file of a year and the project it belongs to.

    A name is a year of the person's project. A path belongs to the project above it, else to the
    person's, else to the example that comes with the tool.

    :param name: a school year or a path; None for the newest year.
    :raises Stop: there is no such year.
    """
    if name is None:
        project = project_to_read(session)
        years = project.years()
        if not years:
            folder = Path(shown_path(project.years_folder))
            session.refuse(N_("There is no year file in {path}."), path=folder)
        return project, years[-1]
    if isinstance(name, str) and is_year_name(name):
        project = project_to_read(session)
        path = project.year(name)
    else:
        path = Path(name)
        project = project_above(path.absolute().parent) or project_to_read(session)
    if not str(name) or not path.exists():
        no_such_year(session, project, str(name))
    return project, path


def no_such_year(session: Session, project: Project, name: str) -> NoReturn:
    """Say that there is neither a year nor a file of that name, and what there is.

    :raises Stop: always.
    """
    known = [path.stem for path in project.years()]
    if is_school_year(name) and known:
        session.refuse(
            N_("There is no year “{name}”. Years here: {known}. “quality new {name}” begins it."),
            name=name,
            known=tuple(known),
        )
    if (near := nearest(name, known)) is not None:
        session.refuse(
            N_("There is no year and no file “{name}”. Did you mean {near}?"), name=name, near=near
        )
    if known:
        session.refuse(
            N_("There is no year and no file “{name}”. Years here: {known}."),
            name=name,
            known=tuple(known),
        )
    session.refuse(N_("There is no year and no file “{name}”."), name=name)


def no_such_node(session: Session, written: str, catalogue_file: CatalogueFile) -> NoReturn:
    """Say that the framework has nothing with that id, and what may have been meant.

    :raises Stop: always.
    """
    if (hint := did_you_mean(written, suggestions_among(catalogue_file.nodes))) is not None:
        text = N_("The framework has nothing with the id “{id}”; {hint}")
        session.refuse(text, id=written, hint=hint)
    session.refuse(N_("The framework has nothing with the id “{id}”."), id=written)


def sound_catalogue(session: Session, project: Project) -> CatalogueFile:
    """Read the catalogue; where it has errors, write them to standard error and end.

    :raises Stop: with status 1.
    """
    return sound_content(session, read_catalogue(project).checked(check_catalogue))


def read_catalogue(project: Project) -> Loaded[CatalogueFile]:
    """Read the catalogue of a project, unless it is a link that leads out of it."""
    path = project.catalogue
    return load_catalogue(path, shown_path(path), project.bounds(path))


def read_year(project: Project, path: Path) -> Loaded[YearFile]:
    """Read a year of a project, unless a link among its years leads out of it."""
    named = project.year_named_by(path)
    loaded = load_year(path, shown_path(path), named, project.bounds(path))
    return loaded.checked(lambda _: other_files_of_year(project, path))


def read_rater(project: Project, path: Path) -> Loaded[RaterFile]:
    """Read a rater's file of a project, unless a link on the way leads out of it."""
    named = project.year_rated_in(path)
    return load_rater(path, shown_path(path), named, project.bounds(path))


def sound_year(
    session: Session, project: Project, path: Path, catalogue_file: CatalogueFile
) -> YearFile:
    """Read a year; where it has errors, write them to standard error and end.

    :raises Stop: with status 1.
    """
    return sound_content(session, checked_year(project, path, catalogue_file))


def checked_year(project: Project, path: Path, catalogue_file: CatalogueFile) -> Loaded[YearFile]:
    """Read the year at `path` and check it against its catalogue."""
    loaded = read_year(project, path).rated_by(catalogue_file.catalogue.scale)
    return loaded.checked(lambda year: check_year(year, catalogue_file))


class AskedYear(NamedTuple):
    """A year without errors that a person named, and what it belongs to."""

    project: Project
    catalogue_file: CatalogueFile
    file: YearFile

    @property
    def assessment(self) -> Assessment:
        """What the year says."""
        return self.file.assessment


def asked_year(session: Session, name: str | Path | None) -> AskedYear:
    """Return a year, by its name or its path, read and checked; the newest for None.

    :raises Stop: there is no such year, or it or its catalogue has errors.
    """
    project, path = find_year(session, name)
    # Several years of a run are of one project.
    catalogue_file = session.remembered(project.root, lambda: sound_catalogue(session, project))
    return AskedYear(project, catalogue_file, sound_year(session, project, path, catalogue_file))


def year_before(session: Session, asked: AskedYear) -> YearFile | None:
    """Return the year before another of its project; None if there is none.

    :raises Stop: it has errors; what it said is not known then, and is not passed over.
    """
    earlier = asked.project.years_before(asked.assessment.year)
    if not earlier:
        return None
    return sound_year(session, asked.project, earlier[-1], asked.catalogue_file)


def sound_content(session: Session, loaded: Loaded[T]) -> T:
    """Return what was read; where it has errors, write them to standard error and end.

    :raises Stop: with status 1.
    """
    if loaded.sound is None:
        complain_of(session, by_place(loaded.found).errors, loaded.source)
        raise Stop(FAILED)
    return loaded.sound


def judged(session: Session, name: str | Path) -> Judged:
    """Return a year, by its name or its path, read, checked and scored.

    :raises Stop: there is no such year, or it or its catalogue has errors.
    """
    # Commands that only check load neither.
    from qualitycli.comparing.diff import Judged
    from qualitycli.scoring.score import score_year

    _, catalogue_file, file = asked_year(session, name)
    return Judged(file, catalogue_file, score_year(file.assessment, catalogue_file.catalogue))
