"""Finding and opening the project and the year of a command."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from qualitycli.application import projects
from qualitycli.application.open_project import OpenProject
from qualitycli.application.open_year import OpenYear
from qualitycli.application.projects import ProjectSearch
from qualitycli.cli.run.session import Session
from qualitycli.messages import N_, Finished, visible
from qualitycli.reading.project import CATALOGUE, Project, current_project

if TYPE_CHECKING:
    from qualitycli.comparing.diff import ScoredYear


def project_here(session: Session) -> Project:
    """Return the user's project, which commands that write or validate require."""
    return projects.project_here(ProjectSearch.here(session.root))


def catalogue_to_write(session: Session) -> Path:
    """Return the catalogue of the user's project, else where one would be in this folder."""
    search = ProjectSearch.here(session.root)
    project = current_project(search.folder, search.root, search.environment)
    return project.catalogue if project is not None else CATALOGUE


def project_to_read(session: Session) -> Project:
    """Return the user's project, else the built-in example, with a note."""
    return _told(session, projects.project_to_read(_search(session)))


def refuse_example(session: Session, *names: str | None) -> None:
    """Refuse to write files from the built-in example, unless ``--demo`` was given.

    :param names: the years that the files are for; none for all years of the project.
    :raises ExitError: there is no project.
    """
    if session.demo:
        return
    for name in names or (None,):
        if projects.project_of(_search(session), name).shipped:
            text = N_(
                "Nothing was written: no project found in this folder or above it. Create one with "
                "“quality init”, or use --demo for the built-in example."
            )
            session.refuse(text)


def _search(session: Session) -> ProjectSearch:
    return ProjectSearch.here(session.root, demo=session.demo)


def find_year(session: Session, name: str | Path | None) -> tuple[Project, Path]:
    """Return the project and the file of a year; for None, of the newest year."""
    project = _told(session, projects.project_of(_search(session), name))
    return project, projects.path_of_year(project, name)


def _told(session: Session, project: Project) -> Project:
    """Return the project; if it is the example, print a note once in a run."""
    if project.shipped and not session.demo and not session.example_noted:
        session.example_noted = True
        text = N_(
            "No project found; using the built-in example. Create your own with “quality init”."
        )
        session.note(text)
    return project


def open_year(session: Session, name: str | Path | None) -> OpenYear:
    """Open a year by name or path; for None, the newest year."""
    project, path = find_year(session, name)
    return opened(session, project).year(path)


def year_to_change(session: Session, name: str | None) -> OpenYear:
    """Open a year of the user's project, or one given by its path.

    :raises ExitError: no year was given; it has no default, to prevent edits in the wrong year.
    """
    if name is None:
        newest = projects.path_of_year(project_here(session), None)
        refuse_without_year(session, newest.stem)
    project = projects.project_to_change(ProjectSearch.here(session.root), name)
    return opened(session, project).year(projects.path_of_year(project, name))


def refuse_without_year(session: Session, year: str) -> NoReturn:
    """Report that no year was given, and show the command with `year` added.

    :raises ExitError: always.
    """
    before = len(session.args) - session.command_args
    words = ["quality", *session.args[:before], year, *session.args[before:]]
    text = N_("No year specified; run: {command}")
    session.refuse(text, command=Finished(visible(shlex.join(words))))


def open_project(session: Session) -> OpenProject:
    """Return the user's project, else the built-in example, with a note."""
    return opened(session, project_to_read(session))


def opened(session: Session, project: Project) -> OpenProject:
    """Open a project; it is opened only once in a run."""
    return session.opened.setdefault(project.root, OpenProject(project))


def judged(session: Session, name: str | Path) -> ScoredYear:
    """Return a year, by name or path, with its scores."""
    return open_year(session, name).judged()
