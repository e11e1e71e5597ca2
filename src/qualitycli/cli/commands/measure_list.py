"""``quality measure list``: the measures of a year, their deadlines and their progress."""

from __future__ import annotations

from datetime import date
from typing import get_args

import click

from qualitycli.cli.base import Option, make_command
from qualitycli.cli.parameters.options import (
    date_option,
    output_format,
    today_option,
)
from qualitycli.cli.parameters.years import year_or_newest
from qualitycli.cli.run.projects import open_year
from qualitycli.cli.run.session import Session
from qualitycli.messages import N_
from qualitycli.model.measure import Status
from qualitycli.render.tables import as_csv
from qualitycli.render.tasks_view import (
    MEASURE_COLUMNS,
    measure_records,
    measures_json,
    measures_view,
)


@make_command(
    "list",
    short_help=N_("List the measures of a year."),
    help=N_(
        """List the measures of a year with the people responsible, deadlines and statuses.

        YEAR is a school year or the path of a year file (default: the newest year)."""
    ),
    examples=(
        "quality measure list",
        "quality measure list 2020-2021 --owner Иванова --status started",
        "quality measure list --due 2021-03-31 --format csv",
    ),
)
@year_or_newest
@click.option(
    "--owner",
    cls=Option,
    metavar=N_("NAME"),
    help=N_("Show only measures of this person; part of the name is enough."),
)
@click.option(
    "--status",
    "statuses",
    cls=Option,
    type=click.Choice(get_args(Status)),
    multiple=True,
    help=N_("Show only measures with this status; may be repeated."),
)
@date_option("--due", help=N_("Show only open measures that are due by this date."))
@today_option
@output_format("text", "json", "csv")
@click.pass_obj
def command(  # noqa: PLR0917, PLR0913  (one for each option)
    session: Session,
    year: str | None,
    owner: str | None,
    statuses: tuple[Status, ...],
    due: date | None,
    today: date,
    output: str,
) -> None:
    """Select the measures and render them."""
    opened = open_year(session, year)
    found = opened.measures(today, owner=owner, statuses=statuses, due=due)
    assessment = opened.assessment
    if output == "json":
        session.write_json(measures_json(assessment, found))
    elif output == "csv":
        session.write_csv(as_csv(MEASURE_COLUMNS, measure_records(assessment, found)))
    else:
        session.show(measures_view(assessment, found, today, session.translate))
