"""``quality status``: show the progress of a year on a given day."""

from __future__ import annotations

from datetime import date

import click

from qualitycli.cli.base import make_command
from qualitycli.cli.parameters.options import output_format, today_option
from qualitycli.cli.parameters.years import year_or_newest
from qualitycli.cli.run.projects import open_year
from qualitycli.cli.run.session import Session
from qualitycli.messages import N_
from qualitycli.render.status_view import view_of


@make_command(
    "status",
    help=N_(
        """Show the progress of a year on a given day: its schedule and ratings, the required parts
        that are missing, overdue and upcoming tasks, and the tasks of each person.

        YEAR is a school year or the path of a year file (default: the newest year). Anything dated
        after that day counts as not yet done."""
    ),
    examples=("quality status", "quality status 2020-2021 --today 2021-03-01"),
)
@year_or_newest
@today_option
@output_format("text", "json", "csv")
@click.pass_obj
def command(session: Session, year: str | None, today: date, output: str) -> None:
    """Determine the status and render it."""
    status = open_year(session, year).status(today)
    if output == "json":
        from qualitycli.render.status_json import as_json

        session.write_json(as_json(status))
    elif output == "csv":
        from qualitycli.render.status_json import CSV_COLUMNS, as_records
        from qualitycli.render.tables import as_csv

        session.write_csv(as_csv(CSV_COLUMNS, as_records(status)))
    else:
        session.show(view_of(status, session.translate))
