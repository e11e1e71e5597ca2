"""Warning about templates that are no longer used."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qualitycli.cli.run.session import Session
from qualitycli.messages import N_

if TYPE_CHECKING:
    from qualitycli.application.open_project import OpenProject


def warn_of_renamed(session: Session, project: OpenProject) -> None:
    """Warn about templates of the project with a name from version 1.0."""
    from qualitycli.application.reports import renamed_templates

    for old, new in renamed_templates(project):
        text = N_("Warning: {path} is no longer used; rename it to {name}.")
        session.complain(text, path=Path(project.shown(old)), name=new)
