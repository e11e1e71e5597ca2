"""Resolving the targets of a command: years, files, and folders with projects."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from qualitycli.application.projects import (
    ProjectSearch,
    no_such_year,
    own_project,
    project_here,
)
from qualitycli.errors import NoProjectError
from qualitycli.messages import N_, Message
from qualitycli.reading.patterns import matching
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
    """Return the projects in folders or below them, without duplicates.

    :raises NoProjectError: a folder contains no project.
    """
    found: dict[Project, None] = {}
    for folder in folders:
        projects = list(projects_below(_one_spelling(folder)))
        if not projects:
            raise _no_project(folder)
        found |= dict.fromkeys(projects)
    return found


class ProjectYears(NamedTuple):
    """A project and the selected year files."""

    project: Project
    years: tuple[Path, ...]


def years_at(places: Iterable[str]) -> list[ProjectYears]:
    """Return the years for folders, patterns and paths of year files, grouped by project.

    :raises NoProjectError: a place contains no project.
    """
    return list(each_at(places))


def each_at(places: Iterable[str]) -> Iterator[ProjectYears]:
    """Yield what :func:`years_at` returns, and look for a project's years only when it is next.

    :raises NoProjectError: a place contains no project.
    """
    wanted: dict[Project, list[Path | None]] = {}
    for place in places:
        found = list(_at(place))
        if not found:
            raise _no_project(place)
        for project, year in found:
            wanted.setdefault(project, []).append(year)
    for project, named in wanted.items():
        years = (_years_of(project) if year is None else [year] for year in named)
        yield ProjectYears(project, tuple(dict.fromkeys(chain.from_iterable(years))))


def _at(place: str) -> Iterator[tuple[Project, Path | None]]:
    """Yield the projects at a place, with the year file if the place is one."""
    there = bool(place) and Path(place).exists()
    for one in [place] if there else matching(place):
        path = _one_spelling(one)
        if path.is_dir():
            yield from ((project, None) for project in projects_below(path))
        elif (project := project_above(path.parent)) is not None:
            yield project, path


def _years_of(project: Project) -> list[Path]:
    """Return a project's years; none if they cannot be read, which is reported with the project."""
    try:
        return project.years()
    except OSError:
        return []


def _one_spelling(path: str) -> Path:
    """Return a normalized absolute path."""
    # Use abspath, not resolve, so that symlinks are not followed.
    return Path(os.path.abspath(path))  # noqa: PTH100  (keep symlinks)


def _no_project(place: str) -> NoProjectError:
    return NoProjectError(
        Message(N_("No project found in “{place}” or below it."), {"place": place})
    )


def file_at(search: ProjectSearch, target: str) -> tuple[Project, Path]:
    """Return the project and file of a target: a year of the current project, or a path.

    :raises NoSuchYearError: there is no such year or file.
    """
    if is_year_name(target):
        project = project_here(search)
        path = project.year(target)
    else:
        path = Path(target)
        above = project_above(path.absolute().parent)
        project = above or own_project(search) or shipped_project()
    if not path.exists():
        no_such_year(project, target)
    return project, path
