"""The targets of a check: a year, a file, or a folder with projects."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from qualitycli.application.projects import (
    Surroundings,
    no_such_year,
    own_project,
    project_here,
)
from qualitycli.errors import NoProjectError
from qualitycli.messages import N_, Message
from qualitycli.reading.project import (
    Project,
    is_year_name,
    project_above,
    projects_below,
    shipped_project,
)


def is_folder(target: str) -> bool:
    """Tell whether a target is a folder; a name that looks like a year means the year."""
    return bool(target) and not is_year_name(target) and Path(target).is_dir()


def projects_in(folders: Sequence[str]) -> Iterable[Project]:
    """Return the projects at or below folders, each once.

    :raises NoProjectError: a folder has none.
    """
    found: dict[Project, None] = {}
    for folder in folders:
        # One folder can be named in several ways; links are not followed, so abspath, not resolve.
        projects = list(projects_below(Path(os.path.abspath(folder))))  # noqa: PTH100  (no links)
        if not projects:
            text = N_("There is no project at or below “{place}”.")
            raise NoProjectError(Message(text, {"place": folder}))
        found |= dict.fromkeys(projects)
    return found


def file_at(around: Surroundings, target: str) -> tuple[Project, Path]:
    """Return the project and the file of a target: a year of the project here, or a path.

    :raises NoSuchYearError: there is neither.
    """
    if is_year_name(target):
        project = project_here(around)
        path = project.year(target)
    else:
        path = Path(target)
        above = project_above(path.absolute().parent)
        project = above or own_project(around) or shipped_project()
    if not path.exists():
        no_such_year(project, target)
    return project, path
