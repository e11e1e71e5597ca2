"""``quality trend``: all years in a row."""

from __future__ import annotations

from pathlib import Path

import click

from qualitycli.cli.base import Argument, make_command
from qualitycli.cli.options import depth_option, output_format
from qualitycli.cli.projects import judged, project_to_read
from qualitycli.cli.session import Session
from qualitycli.comparing.trend import trend_of
from qualitycli.messages import N_
from qualitycli.model.values import is_school_year
from qualitycli.render.nodes import DEPTHS
from qualitycli.render.tables import as_csv
from qualitycli.render.trend_view import CSV_COLUMNS, as_json, as_records, view_of


@make_command(
    "trend",
    help=N_(
        """Show all years in one table: grades with coverage, the change like for like, and what
        rose and fell the most.

        FROM..TO limits the years, for example 2020-2021..2022-2023; either end may be left out."""
    ),
    examples=("quality trend", "quality trend 2020-2021..2022-2023 --depth area"),
)
@click.argument("span", cls=Argument, metavar=N_("[FROM..TO]"), required=False)
@depth_option(DEPTHS[:3], "criterion")
@output_format("table", "json", "csv")
@click.pass_obj
def command(session: Session, span: str | None, depth: str, output: str) -> None:
    """Read and score all, chain, render."""
    years = [judged(session, path) for path in _chosen(session, span)]
    trend = trend_of(years)
    if output == "json":
        session.write_json(as_json(trend))
    elif output == "csv":
        session.write_csv(as_csv(CSV_COLUMNS, as_records(trend)))
    else:
        session.show(view_of(trend, depth, session.translate))


def _chosen(session: Session, span: str | None) -> list[Path]:
    first, dots, last = (span or "..").partition("..")
    for end in (first, last):
        if not dots or (end and not is_school_year(end)):
            text = N_("“{span}” is no span of years; write 2020-2021..2022-2023.")
            session.refuse(text, span=span)
    if first and last and last < first:
        text = N_("The span {span} runs backwards; write the earlier year first.")
        session.refuse(text, span=span)
    project = project_to_read(session)
    paths = [
        path
        for path in project.years()
        if (not first or first <= path.stem) and (not last or path.stem <= last)
    ]
    if not paths:
        session.refuse(N_("There is no year to show."))
    return paths
