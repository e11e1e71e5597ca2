"""``quality framework export``: export the framework as one table to edit."""

from __future__ import annotations

from pathlib import Path

import click

from qualitycli.application.framework_table import make_framework_table
from qualitycli.application.paths import shown_path
from qualitycli.cli.base import make_command
from qualitycli.cli.commands.export import KINDS
from qualitycli.cli.output.files import write_requested
from qualitycli.cli.parameters.options import demo_option, force_option, output_file
from qualitycli.cli.run.projects import open_project, refuse_example
from qualitycli.cli.run.session import Session
from qualitycli.messages import N_


@make_command(
    "export",
    short_help=N_("Export the framework as one table to edit."),
    help=N_(
        """Export the framework as one table: a row for each area, criterion, indicator and
        sub-indicator, and for each level, points scale, rating band and setting. Codes are
        protected; the texts can be edited, and rows added.

        “quality framework import” reads the table back and changes only what was edited."""
    ),
    examples=(
        "quality framework export -o framework.xlsx",
        "quality framework export -o framework.csv --force",
    ),
    writes=True,
)
@output_file(N_("File to write; its name ends in .xlsx or .csv."))
@force_option
@demo_option
@click.pass_obj
def command(session: Session, path: Path, force: bool) -> None:
    """Generate the table and write it."""
    if (kind := KINDS.get(path.suffix.lower())) is None:
        session.refuse(N_("The file name “{name}” must end in .xlsx or .csv."), name=path.name)
    refuse_example(session)
    framework = open_project(session).catalogue_file
    content = make_framework_table(framework, kind, session.translate.language)
    write_requested(session, path, content, force=force)
    session.confirm(N_("Written: {path}"), path=Path(shown_path(path)))
