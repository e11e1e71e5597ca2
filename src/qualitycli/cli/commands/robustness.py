"""``quality robustness``: how firm the words of a year are."""

from __future__ import annotations

import click

from qualitycli.cli.base import make_command
from qualitycli.cli.parameters.options import depth_option, output_format, year_argument
from qualitycli.cli.run.projects import open_year
from qualitycli.cli.run.session import Session
from qualitycli.messages import N_
from qualitycli.render.nodes import DEPTHS
from qualitycli.render.robustness_view import CSV_COLUMNS, as_json, as_records, view_of
from qualitycli.render.tables import as_csv


@make_command(
    "robustness",
    help=N_(
        """Show how firm the words of a year are: how far they are from the next, which single
        rating, criterion or weight would change one, and what the items not rated yet could do.

        Everything is reckoned exactly; nothing is left to chance."""
    ),
    examples=("quality robustness 2020-2021",),
)
@year_argument
@depth_option(DEPTHS[:2], "area")
@output_format("text", "json", "csv")
@click.pass_obj
def command(session: Session, year: str, depth: str, output: str) -> None:
    """Try, render."""
    found = open_year(session, year).robustness(criteria=depth == "criterion")
    if output == "json":
        session.write_json(as_json(found))
    elif output == "csv":
        session.write_csv(as_csv(CSV_COLUMNS, as_records(found)))
    else:
        session.show(view_of(found, session.translate))
