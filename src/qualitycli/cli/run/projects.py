"""Which project, which year: what the commands that read have in common."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from qualitycli.application import projects
from qualitycli.application.open_project import OpenProject
from qualitycli.application.open_year import OpenYear
from qualitycli.application.projects import Surroundings
from qualitycli.cli.run.session import Session
from qualitycli.messages import N_, Finished, visible
from qualitycli.reading.project import Project

if TYPE_CHECKING:
    from qualitycli.comparing.diff import ScoredYear


def project_here(session: Session) -> Project:
    """Return the person's project: what writes or checks has to have one."""
    return projects.project_here(Surroundings.here(session.root))


def project_to_read(session: Session) -> Project:
    """Return the person's project, else the example that comes with the tool, and say so."""
    return _told(session, projects.project_to_read(_around(session)))


def see_that_it_is_no_example(session: Session, *names: str | None) -> None:
    """Refuse to write files of the built-in example, unless ``--demo`` asks for them.

    :param names: of the years that are to be written; none for those of the project.
    :raises Stop: there is no project.
    """
    if session.demo:
        return
    for name in names or (None,):
        if projects.project_of(_around(session), name).shipped:
            text = N_(
                "There is no project here or above, so nothing was written. Create one with "
                "“quality init”, or add --demo to use the built-in example."
            )
            session.refuse(text)


def _around(session: Session) -> Surroundings:
    return Surroundings.here(session.root, demo=session.demo)


def find_year(session: Session, name: str | Path | None) -> tuple[Project, Path]:
    """Return the file of a year and the project it belongs to; the newest for None."""
    project = _told(session, projects.project_of(_around(session), name))
    return project, projects.path_of_year(project, name)


def _told(session: Session, project: Project) -> Project:
    """Return the project; that it is the example is said once in a run."""
    if project.shipped and not session.demo and not session.is_example_named:
        session.is_example_named = True
        text = N_("No project here: using the built-in example. Create yours with “quality init”.")
        session.note(text)
    return project


def open_year(session: Session, name: str | Path | None) -> OpenYear:
    """Return a year, by its name or its path; the newest for None."""
    project, path = find_year(session, name)
    return opened(session, project).year(path)


def year_to_change(session: Session, name: str | None) -> OpenYear:
    """Return a year of the person's own project, or one that is given by its path.

    :raises Stop: it was left out: an edit in the wrong year is worse than a word to type.
    """
    if name is None:
        newest = projects.path_of_year(project_here(session), None)
        refuse_without_year(session, newest.stem)
    project = projects.project_to_change(Surroundings.here(session.root), name)
    return opened(session, project).year(projects.path_of_year(project, name))


def refuse_without_year(session: Session, year: str) -> NoReturn:
    """Say that the year was left out, with the command as it would be for `year`.

    :raises Stop: always.
    """
    before = len(session.args) - session.command_args
    words = ["quality", *session.args[:before], year, *session.args[before:]]
    text = N_("name the year: {command}")
    session.refuse(text, command=Finished(visible(shlex.join(words))))


def open_project(session: Session) -> OpenProject:
    """Return the person's project, else the example that comes with the tool, and say so."""
    return opened(session, project_to_read(session))


def opened(session: Session, project: Project) -> OpenProject:
    """Return a project, opened once in a run."""
    return session.opened.setdefault(project.root, OpenProject(project))


def judged(session: Session, name: str | Path) -> ScoredYear:
    """Return a year, by its name or its path, read, checked and scored."""
    return open_year(session, name).judged()
