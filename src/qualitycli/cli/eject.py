"""``quality report --eject``: a built-in template in the project, to be changed."""

from __future__ import annotations

from pathlib import Path

from qualitycli.application.ejecting import ejected
from qualitycli.application.paths import shown_path
from qualitycli.cli.outputs import refusing, write_of_project
from qualitycli.cli.projects import project_here
from qualitycli.cli.session import Session
from qualitycli.messages import N_


def eject(session: Session, kind: str, form: str | None) -> None:
    """Copy the templates of a kind into the project, their words in the framework's language.

    :raises Stop: there is no project, or a file is there already.
    """
    project = project_here(session)
    files = ejected(project, kind, form)
    for path in files:
        with refusing(session, path):
            if path.exists():
                raise FileExistsError(path)
    for path, text in files.items():
        write_of_project(session, path, text, project.root)
        session.say(N_("Written: {path}"), path=Path(shown_path(path)))
