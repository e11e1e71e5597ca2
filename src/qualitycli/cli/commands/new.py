"""``quality new``: create the file for a school year, with nothing rated yet."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from qualitycli.application.initial_files import refuse_unless_year, start_year, year_to_start
from qualitycli.application.paths import shown_path
from qualitycli.cli.base import Argument, Option, make_command
from qualitycli.cli.output.files import write_project_file
from qualitycli.cli.output.schemas import refresh_schemas
from qualitycli.cli.parameters import completion
from qualitycli.cli.parameters.years import YEAR
from qualitycli.cli.run.projects import judged, opened, project_here, refuse_without_year
from qualitycli.cli.run.session import Session
from qualitycli.messages import N_, NP_


@make_command(
    "new",
    help=N_(
        "Create the file for a school year: all items in the order of the framework, each with "
        "its text above it and without a rating. An existing file is not changed."
    ),
    examples=("quality new 2023-2024", "quality new 2023-2024 --from 2022-2023"),
    writes=True,
)
@click.argument("year", cls=Argument, type=YEAR, metavar=N_("YEAR"), required=False)
@click.option(
    "--from",
    "previous",
    cls=Option,
    type=YEAR,
    metavar=N_("YEAR"),
    shell_complete=completion.years,
    help=N_("Show the ratings of this year as comments and carry over its open measures."),
)
@click.pass_obj
def command(session: Session, year: str | None, previous: str | None) -> None:
    """Generate the file from the catalogue and write it."""
    if year is None:
        refuse_without_year(session, year_to_start(project_here(session), date.today()))
    refuse_unless_year(year)
    project = project_here(session)
    catalogue_file = opened(session, project).catalogue_file
    last = judged(session, previous) if previous else None
    start = start_year(catalogue_file, year, last)
    path = project.year(year)
    write_project_file(session, path, start.text, project.root)
    session.confirm(N_("Written: {path}"), path=Path(shown_path(path)))
    refresh_schemas(session, project.root, catalogue_file.catalogue)
    session.confirm(
        NP_(
            "{n} item to rate. Open the file in an editor, then run: quality validate {year}",
            "{n} items to rate. Open the file in an editor, then run: quality validate {year}",
        ),
        n=start.items,
        year=year,
    )
    if start.carried:
        session.confirm(
            NP_(
                "{n} open measure carried over; set a new deadline for it.",
                "{n} open measures carried over; set a new deadline for each.",
            ),
            n=start.carried,
        )
