"""Findings about the folders and names of a project's files, rather than their contents."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from qualitycli.application.paths import ShownPath, shown_path
from qualitycli.diagnostics import Diagnostic, Place
from qualitycli.messages import N_, Message
from qualitycli.reading.misplaced import misplaced_files
from qualitycli.reading.project import Project
from qualitycli.rules import references


def other_files_of_year(
    project: Project, path: Path, shown: ShownPath = shown_path
) -> Iterator[Diagnostic]:
    """Yield a finding if the year at `path` has more than one file, such as one in “.YAML”."""
    if files := project.same_year(path):
        yield references.DUPLICATE_YEAR.at(
            Place(shown(path)),
            year=path.stem,
            files=tuple(one.name for one in files),
            folder=Path(shown(project.years_folder)),
        )


def misplaced_findings(project: Project, shown: ShownPath = shown_path) -> Iterator[Diagnostic]:
    """Yield a finding for each year or rater's file in a folder where it is not read."""
    for path, target in misplaced_files(project):
        to = Path(shown(target))
        taken = N_("{target} already exists: compare the two files and keep one of them there")
        yield references.MISPLACED.at(
            Place(shown(path)),
            hint=Message(taken, {"target": to}) if target.exists() else None,
            name=path.name,
            folder=to.parent,
            target=to,
        )
