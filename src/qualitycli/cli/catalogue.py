"""``quality catalogue``: the framework, whole."""

from __future__ import annotations

import sys

import click

from qualitycli.cli.base import make_command, output_format
from qualitycli.cli.projects import project_to_read, sound_catalogue
from qualitycli.cli.session import Session, terminal_width
from qualitycli.messages import N_
from qualitycli.render.catalogue import CSV_COLUMNS, as_json, as_records, as_tree
from qualitycli.render.findings import dumped
from qualitycli.render.tables import as_csv


@make_command(
    "catalogue",
    help=N_("Show the framework: its areas, criteria, indicators and sub-indicators, by id."),
    examples=("quality catalogue", "quality catalogue --format json"),
)
@output_format("tree", "json", "csv")
@click.pass_obj
def command(session: Session, output: str) -> None:
    """Read and render."""
    catalogue = sound_catalogue(session, project_to_read(session)).catalogue
    if output == "json":
        session.write([dumped(as_json(catalogue), sys.stdout.encoding)])
    elif output == "csv":
        sys.stdout.write(as_csv(CSV_COLUMNS, as_records(catalogue)))
    else:
        session.write(as_tree(catalogue, session.translate, terminal_width(sys.stdout)))
