"""``quality raters``: compare the ratings of the members of the commission."""

from __future__ import annotations

import click

from qualitycli.cli.base import make_command
from qualitycli.cli.parameters.options import output_format
from qualitycli.cli.parameters.years import year_or_newest
from qualitycli.cli.run.projects import open_year
from qualitycli.cli.run.session import Session
from qualitycli.messages import N_
from qualitycli.render.raters_view import CSV_COLUMNS, as_json, as_records, view_of
from qualitycli.render.tables import as_csv


@make_command(
    "raters",
    help=N_(
        """Compare the raters of a year: who rated what, how far they agree, and which items to
        discuss, those with the widest spread first.

        The raters' files are in data/years/YEAR/raters, one for each member of the commission.
        Their ratings do not affect scores or documents until the commission has agreed on them.

        YEAR is a school year or the path of a year file (default: the newest year)."""
    ),
    examples=("quality raters", "quality raters 2020-2021 --format csv > raters.csv"),
)
@year_or_newest
@output_format("text", "json", "csv")
@click.pass_obj
def command(session: Session, year: str | None, output: str) -> None:
    """Compare the raters and render the comparison."""
    opened = open_year(session, year)
    found, assessment = opened.raters(), opened.assessment
    if output == "json":
        session.write_json(as_json(found, illustrative=assessment.illustrative))
    elif output == "csv":
        session.write_csv(as_csv(CSV_COLUMNS, as_records(found)))
    else:
        session.show(view_of(found, assessment, session.translate))
