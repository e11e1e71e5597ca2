"""``quality raters``: what the members of the commission say, side by side."""

from __future__ import annotations

import click

from qualitycli.cli.base import make_command
from qualitycli.cli.parameters.options import output_format, year_argument
from qualitycli.cli.run.projects import open_year
from qualitycli.cli.run.session import Session
from qualitycli.messages import N_
from qualitycli.render.raters_view import CSV_COLUMNS, as_json, as_records, view_of
from qualitycli.render.tables import as_csv


@make_command(
    "raters",
    help=N_(
        """Show the raters of a year side by side: who rated what, how far they agree, and the
        items to talk about, the widest spread first.

        The raters' files are in data/years/YEAR/raters, one for each member of the commission.
        What they say enters no figure and no document before the commission has agreed."""
    ),
    examples=("quality raters 2020-2021", "quality raters 2020-2021 --format csv > raters.csv"),
)
@year_argument
@output_format("text", "json", "csv")
@click.pass_obj
def command(session: Session, year: str, output: str) -> None:
    """Read, compare, render."""
    asked = open_year(session, year)
    found, illustrative = asked.raters(), asked.assessment.illustrative
    if output == "json":
        session.write_json(as_json(found, illustrative=illustrative))
    elif output == "csv":
        session.write_csv(as_csv(CSV_COLUMNS, as_records(found)))
    else:
        session.show(view_of(found, session.translate, illustrative=illustrative))
