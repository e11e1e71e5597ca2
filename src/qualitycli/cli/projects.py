"""Which project, which year: what the commands that read have in common."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NoReturn, TypeVar

from qualitycli.checks import check_catalogue, check_year
from qualitycli.cli.base import Stop
from qualitycli.cli.reports import write_reports
from qualitycli.cli.session import Session, shown_path
from qualitycli.comparing.diff import Judged
from qualitycli.diagnostics import Diagnostic, Severity, has_errors, in_order
from qualitycli.messages import N_
from qualitycli.nearness import nearest
from qualitycli.reading.load import Loaded, load_catalogue, load_year
from qualitycli.reading.project import (
    Project,
    current_project,
    is_year_name,
    project_above,
    shipped_project,
)
from qualitycli.render.findings import Report
from qualitycli.scoring.score import score_year
from qualitycli.workspace import CatalogueFile, YearFile, did_you_mean

FOUND_ERRORS = 1
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


def project_to_read(session: Session) -> Project:
    """Return the person's project, else the example that comes with the tool, and say so."""
    project = own_project(session)
    if project is None:
        project = shipped_project()
        session.complain(
            N_("No project here: this is the example that comes with quality ({path})."),
            path=project.root,
        )
    return project


def year_path(session: Session, project: Project, name: str | None) -> Path:
    """Return the path of the year `name`, of the newest where that is None.

    :raises Stop: there is no such year.
    """
    years = project.years()
    if name is None:
        if not years:
            session.refuse(
                N_("There is no year file in {path}."), path=Path(shown_path(project.years_folder))
            )
        return years[-1]
    path = project.year(name) if is_year_name(name) else Path(name)
    if not path.exists():
        no_such_year(session, project, name)
    return path


def no_such_year(session: Session, project: Project, name: str) -> NoReturn:
    """Say that there is neither a year nor a file of that name, and what there is.

    :raises Stop: always.
    """
    known = [path.stem for path in project.years()]
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
    if (hint := did_you_mean(written, catalogue_file.nodes)) is not None:
        text = N_("The framework has nothing with the id “{id}”; {hint}")
        session.refuse(text, id=written, hint=hint)
    session.refuse(N_("The framework has nothing with the id “{id}”."), id=written)


def sound_catalogue(session: Session, project: Project) -> CatalogueFile:
    """Read the catalogue; where it has errors, write them to standard error and end.

    :raises Stop: with status 1.
    """
    loaded = load_catalogue(project.catalogue, shown_path(project.catalogue))
    found = list(loaded.found)
    if loaded.content is not None:
        found += check_catalogue(loaded.content)
    return sound_content(session, loaded, found)


def sound_year(
    session: Session, project: Project, path: Path, catalogue_file: CatalogueFile
) -> YearFile:
    """Read a year; where it has errors, write them to standard error and end.

    :raises Stop: with status 1.
    """
    loaded = load_year(path, shown_path(path), project.year_named_by(path))
    found = list(loaded.found)
    if loaded.content is not None:
        found += check_year(loaded.content, catalogue_file)
    return sound_content(session, loaded, found)


def sound_content(session: Session, loaded: Loaded[T], found: list[Diagnostic]) -> T:
    """Return what was read; where it has errors, write them to standard error and end.

    :raises Stop: with status 1.
    """
    if loaded.content is None or has_errors(found):
        errors = [one for one in in_order(found) if one.severity is Severity.ERROR]
        report = Report("", None, errors, loaded.source)
        write_reports(session, "complain", [report], strict=False)
        raise Stop(FOUND_ERRORS)
    return loaded.content


def judged(session: Session, name: str | Path) -> Judged:
    """Return a year, by its name or its path, read, checked and scored.

    :raises Stop: there is no such year, or it or its catalogue has errors.
    """
    if isinstance(name, str) and is_year_name(name):
        project = project_to_read(session)
        path = year_path(session, project, name)
    else:
        path = Path(name)
        above = project_above(path.absolute().parent) if session.root is None else None
        project = above or project_to_read(session)
        path = year_path(session, project, str(path))
    catalogue_file = session.remembered(project.root, lambda: sound_catalogue(session, project))
    file = sound_year(session, project, path, catalogue_file)
    return Judged(file, catalogue_file, score_year(file.assessment, catalogue_file.catalogue))
