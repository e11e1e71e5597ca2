"""``quality calendar``: the schedule of a year."""

from __future__ import annotations

from datetime import date

import click

from qualitycli.cli.base import make_command
from qualitycli.cli.parameters.options import output_format, today_option
from qualitycli.cli.parameters.years import year_or_newest
from qualitycli.cli.run.projects import open_year
from qualitycli.cli.run.session import Session
from qualitycli.messages import N_
from qualitycli.render.icalendar import as_icalendar
from qualitycli.render.tables import as_csv
from qualitycli.render.tasks_view import (
    CALENDAR_COLUMNS,
    calendar_json,
    calendar_records,
    calendar_view,
)


@make_command(
    "calendar",
    help=N_(
        """Show the schedule of a year by date: its activities and measures.

        YEAR is a school year or the path of a year file (default: the newest year). Calendar apps
        on phones and computers can import the “ics” format."""
    ),
    examples=(
        "quality calendar 2020-2021",
        "quality calendar 2020-2021 --format ics > grafik.ics",
    ),
)
@year_or_newest
@today_option
@output_format("text", "json", "csv", "ics")
@click.pass_obj
def command(session: Session, year: str | None, today: date, output: str) -> None:
    """Load the year and render its schedule."""
    opened = open_year(session, year)
    entries, assessment = opened.calendar(today), opened.assessment
    if output == "json":
        session.write_json(calendar_json(assessment, entries))
    elif output == "csv":
        session.write_csv(as_csv(CALENDAR_COLUMNS, calendar_records(assessment, entries)))
    elif output == "ics":
        session.write_file(as_icalendar(assessment, entries, today, session.translate))
    else:
        session.show(calendar_view(assessment, entries, session.translate))
