"""``quality trend``: show how the scores changed over the years."""

from __future__ import annotations

import click

from qualitycli.application.year_ranges import span_of
from qualitycli.cli.base import Argument, make_command
from qualitycli.cli.parameters.options import depth_option, output_format
from qualitycli.cli.parameters.years import YEAR
from qualitycli.cli.run.projects import open_project
from qualitycli.cli.run.session import Session
from qualitycli.messages import N_
from qualitycli.render.nodes import DEPTHS
from qualitycli.render.tables import as_csv
from qualitycli.render.trend_view import CSV_COLUMNS, as_json, as_records, view_of


@make_command(
    "trend",
    help=N_(
        """Show all years in one table: results and coverage, like-for-like changes, and the largest
        rises and drops.

        FROM..TO limits the years, for example 2020-2021..2022-2023; either end may be left out."""
    ),
    examples=("quality trend", "quality trend 2020-2021..2022-2023 --depth area"),
)
@click.argument("span", cls=Argument, type=YEAR, metavar=N_("[FROM..TO]"), required=False)
@depth_option(DEPTHS, "criterion")
@output_format("text", "json", "csv")
@click.pass_obj
def command(session: Session, span: str | None, depth: str, output: str) -> None:
    """Compare the years and render the trend."""
    first, last = span_of(span)
    trend = open_project(session).trend(first, last)
    if output == "json":
        session.write_json(as_json(trend))
    elif output == "csv":
        session.write_csv(as_csv(CSV_COLUMNS, as_records(trend)))
    else:
        session.show(view_of(trend, depth, session.translate))
