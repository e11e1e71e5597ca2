"""``quality robustness``: show how close each rating band is to changing."""

from __future__ import annotations

import click

from qualitycli.cli.base import make_command
from qualitycli.cli.parameters.options import depth_option, output_format
from qualitycli.cli.parameters.years import year_or_newest
from qualitycli.cli.run.projects import open_year
from qualitycli.cli.run.session import Session
from qualitycli.messages import N_
from qualitycli.render.nodes import DEPTHS
from qualitycli.render.robustness_view import CSV_COLUMNS, as_json, as_records, view_of
from qualitycli.render.tables import as_csv


@make_command(
    "robustness",
    help=N_(
        """Show how close the rating bands of a year are to changing: how far each is from the next,
        which single rating, criterion or weight would change one, and how the items that are not
        rated yet could affect them. All numbers are exact.

        YEAR is a school year or the path of a year file (default: the newest year)."""
    ),
    examples=("quality robustness", "quality robustness 2020-2021 --depth criterion"),
)
@year_or_newest
@depth_option(DEPTHS[:2], "area")
@output_format("text", "json", "csv")
@click.pass_obj
def command(session: Session, year: str | None, depth: str, output: str) -> None:
    """Calculate the robustness and render it."""
    found = open_year(session, year).robustness(criteria=depth == "criterion")
    if output == "json":
        session.write_json(as_json(found))
    elif output == "csv":
        session.write_csv(as_csv(CSV_COLUMNS, as_records(found)))
    else:
        session.show(view_of(found, session.translate))
