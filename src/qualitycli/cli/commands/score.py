"""``quality score``: show the scores of a year."""

from __future__ import annotations

import click

from qualitycli.cli.base import Option, make_command
from qualitycli.cli.parameters.options import depth_option, output_format
from qualitycli.cli.parameters.years import year_or_newest
from qualitycli.cli.run.projects import open_year
from qualitycli.cli.run.session import Session
from qualitycli.messages import N_
from qualitycli.render.nodes import DEPTHS
from qualitycli.render.score_view import view_of


@make_command(
    "score",
    help=N_(
        """Show the scores of a year, overall and by area and criterion: grade, percentage, rating
        band and coverage. The lowest area is shown as well.

        YEAR is a school year or the path of a year file (default: the newest year). If the year has
        errors, they are shown instead of the scores."""
    ),
    examples=(
        "quality score 2020-2021",
        "quality score --depth item",
        "quality score 2020-2021 --bands naredba-18",
        "quality score 2020-2021 --format csv > scores.csv",
    ),
)
@year_or_newest
@depth_option(DEPTHS, "criterion")
@click.option(
    "--bands",
    cls=Option,
    metavar="ID",
    help=N_("Use the rating bands of another profile."),
)
@output_format("text", "json", "csv")
@click.pass_obj
def command(session: Session, year: str | None, depth: str, bands: str | None, output: str) -> None:
    """Calculate the scores and render them."""
    score = open_year(session, year).score(bands)
    if output == "json":
        from qualitycli.render.score_json import as_json

        session.write_json(as_json(score))
    elif output == "csv":
        from qualitycli.render.score_json import CSV_COLUMNS, as_records
        from qualitycli.render.tables import as_csv

        session.write_csv(as_csv(CSV_COLUMNS, as_records(score)))
    else:
        session.show(view_of(score, depth, session.translate))
