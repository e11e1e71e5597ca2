"""``quality explain``: show how a score is calculated."""

from __future__ import annotations

import sys

import click

from qualitycli.cli.base import Argument, make_command
from qualitycli.cli.parameters import completion
from qualitycli.cli.parameters.options import depth_option, output_format
from qualitycli.cli.parameters.years import year_or_newest
from qualitycli.cli.run.projects import open_year
from qualitycli.cli.run.session import Session, terminal_width
from qualitycli.messages import N_
from qualitycli.render.explanation import as_text
from qualitycli.render.explanation_json import CSV_COLUMNS, as_json, as_records
from qualitycli.render.nodes import DEPTHS
from qualitycli.render.tables import as_csv
from qualitycli.scoring.explain import ground_of


@make_command(
    "explain",
    help=N_(
        """Show how a score is calculated, down to the ratings: shares, weights, items left out and
        why, the rating band with its source, and the line of each rating.

        YEAR is a school year or the path of a year file (default: the newest year). Without ID, the
        overall score is explained. YEAR and ID may be given in either order."""
    ),
    examples=(
        "quality explain OP.4",
        "quality explain 2020-2021 OP --depth criterion",
        "quality explain 2020-2021 OP.11.1 --format json",
    ),
)
@year_or_newest
@click.argument(
    "node_id", cls=Argument, metavar="[ID]", required=False, shell_complete=completion.ids
)
@depth_option(DEPTHS, "item", help=N_("Deepest level of the framework to show."))
@output_format("text", "json", "csv")
@click.pass_obj
def command(
    session: Session, year: str | None, node_id: str | None, depth: str, output: str
) -> None:
    """Explain a score and render the explanation."""
    opened = open_year(session, year)
    explanation = opened.explain(node_id)
    ground = ground_of(opened.score(), explanation.node)
    place, most = opened.checked().file.place_of_key, DEPTHS.index(depth) + 1
    if output == "json":
        session.write_json(as_json(explanation, ground, most, place))
    elif output == "csv":
        records = as_records(explanation, opened.assessment.year, most, place)
        session.write_csv(as_csv(CSV_COLUMNS, records))
    else:
        width = terminal_width(sys.stdout)
        lines = as_text(explanation, ground, most, place, session.translate, width)
        session.write(lines)
