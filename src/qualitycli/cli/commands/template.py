"""``quality template``: copy built-in templates into the project."""

from __future__ import annotations

from pathlib import Path

import click

from qualitycli.application.file_writing import writing
from qualitycli.application.paths import shown_path
from qualitycli.application.reports import check_not_ejected, editable_templates
from qualitycli.cli.base import Argument, Group, make_command
from qualitycli.cli.output.files import write_project_file
from qualitycli.cli.parameters.document_options import KindChoice, format_option
from qualitycli.cli.run.projects import opened, project_here
from qualitycli.cli.run.session import Session
from qualitycli.messages import N_
from qualitycli.reading.project import TEMPLATES
from qualitycli.render.documents.kinds import FORMATS


@make_command(
    "template",
    help=N_("Change how documents look: copy a built-in template into the project and edit it."),
    examples=("quality template eject summary",),
    cls=Group,
)
def command() -> None:
    """Group the commands."""


@make_command(
    "eject",
    short_help=N_("Copy a built-in template into the project."),
    help=N_(
        """Copy the built-in templates of a kind of document into the project's “templates” folder.
        “quality report” and “quality publish” then use the copies.

        The copies are in the framework's language. Existing files are not overwritten."""
    ),
    examples=("quality template eject summary", "quality template eject plan --format html"),
    writes=True,
)
@click.argument("kind", cls=Argument, metavar=N_("KIND"), type=KindChoice())
@format_option(N_("Copy only the template for this format (default: both)."))
@click.pass_obj
def eject(session: Session, kind: str, ending: str | None) -> None:
    """Copy the templates, unless one of them already exists."""
    project = opened(session, project_here(session))
    texts = {
        project.folder / TEMPLATES / name: text
        for name, text in editable_templates(
            project, kind, (ending,) if ending else FORMATS
        ).items()
    }
    for path in texts:
        with writing(path):
            check_not_ejected(path, shown_path)
    for path, text in texts.items():
        write_project_file(session, path, text, project.folder)
        session.confirm(N_("Written: {path}"), path=Path(shown_path(path)))


assert isinstance(command, Group)
command.add_command(eject)
