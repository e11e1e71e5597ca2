"""``quality report --eject``: a built-in template in the project, to be changed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from qualitycli.application.file_writing import writing
from qualitycli.application.paths import shown_path
from qualitycli.application.reports import editable_templates
from qualitycli.cli.outputs import write_of_project
from qualitycli.cli.projects import opened, project_here
from qualitycli.cli.session import Session
from qualitycli.messages import N_
from qualitycli.reading.project import TEMPLATES


def eject(session: Session, kind: str, formats: Sequence[str]) -> None:
    """Copy the templates of a kind into the project, their words in the framework's language.

    :raises QualityError: there is no project, its framework has errors, or a file is there already.
    """
    project = opened(session, project_here(session))
    texts = {
        project.folder / TEMPLATES / name: text
        for name, text in editable_templates(project, kind, formats).items()
    }
    for path in texts:
        with writing(path):
            if path.exists():
                raise FileExistsError(path)
    for path, text in texts.items():
        write_of_project(session, path, text, project.folder)
        session.say(N_("Written: {path}"), path=Path(shown_path(path)))
