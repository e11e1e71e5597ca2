"""``quality show``: one node of the framework, and what the years say of it."""

from __future__ import annotations

import sys

import click

from qualitycli.cli import completion
from qualitycli.cli.base import make_command
from qualitycli.cli.options import output_format
from qualitycli.cli.projects import open_project
from qualitycli.cli.session import Session, terminal_width
from qualitycli.messages import N_
from qualitycli.render.item import as_json, as_text


@make_command(
    "show",
    help=N_(
        """Show one area, criterion, indicator or item: its text and parts, how it is rated, what
        helps to rate it, and how it came out in every year."""
    ),
    examples=("quality show OP.1.1.1", "quality show OP.4"),
)
@click.argument("node_id", metavar="ID", shell_complete=completion.ids)
@output_format("table", "json")
@click.pass_obj
def command(session: Session, node_id: str, output: str) -> None:
    """Look up, score every year, render."""
    project = open_project(session)
    history = project.history(node_id)
    if output == "json":
        session.write_json(as_json(history))
    else:
        width = terminal_width(sys.stdout)
        lines = as_text(history, project.framework.scale, session.translate, width)
        session.write(lines)
