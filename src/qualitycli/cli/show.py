"""``quality show``: one node of the framework, and what the years say of it."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from qualitycli.application.projects import checked_year, no_such_node, sound_catalogue
from qualitycli.cli import completion
from qualitycli.cli.base import make_command
from qualitycli.cli.options import output_format
from qualitycli.cli.projects import project_to_read
from qualitycli.cli.session import Session, terminal_width
from qualitycli.messages import N_
from qualitycli.reading.project import Project
from qualitycli.render.item import Seen, as_json, as_text
from qualitycli.scoring.score import flatten, score_year
from qualitycli.workspace import CatalogueFile


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
    project = project_to_read(session)
    catalogue_file = sound_catalogue(project)
    if (node := catalogue_file.nodes.get(node_id)) is None:
        no_such_node(node_id, catalogue_file)
    path = catalogue_file.above(node_id)
    seen = [_seen(project, year, node_id, catalogue_file) for year in project.years()]
    if output == "json":
        session.write_json(as_json(node, path, seen))
    else:
        scale = catalogue_file.catalogue.scale
        width = terminal_width(sys.stdout)
        session.write(as_text(node, path, scale, seen, session.translate, width))


def _seen(project: Project, path: Path, node_id: str, catalogue_file: CatalogueFile) -> Seen:
    if (year := checked_year(project, path, catalogue_file).sound) is None:
        return Seen(path.stem, None, readable=False)
    score = score_year(year.assessment, catalogue_file.catalogue)
    nodes = (one for one in flatten(score.overall.children) if one.id == node_id)
    return Seen(score.year, next(nodes, None), illustrative=score.illustrative)
