"""``quality robustness``: how firm the words of a year are."""

from __future__ import annotations

import click

from qualitycli.cli.base import make_command
from qualitycli.cli.options import depth_option, output_format, year_argument
from qualitycli.cli.projects import judged
from qualitycli.cli.session import Session
from qualitycli.messages import N_
from qualitycli.render.nodes import DEPTHS
from qualitycli.render.robustness_view import as_json, view_of
from qualitycli.scoring.robustness import robustness_of


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
@output_format("table", "json")
@click.pass_obj
def command(session: Session, year: str, depth: str, output: str) -> None:
    """Read, score, try, render."""
    one = judged(session, year)
    found = robustness_of(one.score, one.file.assessment, criteria=depth == "criterion")
    if found is None:
        text = N_("No band profile holds in {year}, so there are no words.")
        session.refuse(text, year=one.score.year)
    if output == "json":
        session.write_json(as_json(found))
    else:
        session.show(view_of(found, session.translate))
