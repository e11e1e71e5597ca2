"""``quality score``: the figures of a year."""

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
        """Show the figures of a year: overall, areas and criteria, with grade, percentage, word
        and coverage, and the lowest area.

        YEAR is a school year or the path of a year file; without it the newest year is taken. A
        year with errors gets no figures: its errors are shown."""
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
    help=N_("What if: the words of another band profile."),
)
@output_format("text", "json", "csv")
@click.pass_obj
def command(session: Session, year: str | None, depth: str, bands: str | None, output: str) -> None:
    """Score, render."""
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
