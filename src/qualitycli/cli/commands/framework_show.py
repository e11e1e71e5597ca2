"""``quality framework show``: the framework, or one part of it and its results in every year."""

from __future__ import annotations

import sys

import click

from qualitycli.cli.base import Argument, Option, make_command
from qualitycli.cli.parameters import completion
from qualitycli.cli.parameters.options import output_format
from qualitycli.cli.run.projects import open_project
from qualitycli.cli.run.session import Session, terminal_width
from qualitycli.messages import N_
from qualitycli.model.framework import Catalogue
from qualitycli.render import catalogue, item
from qualitycli.render.tables import as_csv


@make_command(
    "show",
    short_help=N_("Show the framework, or one part of it and its years."),
    help=N_(
        """Show the framework: its areas, criteria, indicators and sub-indicators.

        With ID, show one of them: its text, how it is rated, guidance for rating it, and its
        results in every year."""
    ),
    examples=(
        "quality framework show",
        "quality framework show OP.1.1.1",
        "quality framework show --process",
        "quality framework show --format csv > framework.csv",
    ),
)
@click.argument(
    "node_id", cls=Argument, metavar="[ID]", required=False, shell_complete=completion.ids
)
@click.option(
    "--process",
    is_flag=True,
    cls=Option,
    help=N_("Show the steps, duties and requirements of the quality system instead."),
)
@output_format("text", "json", "csv")
@click.pass_obj
def command(session: Session, node_id: str | None, process: bool, output: str) -> None:
    """Load the framework and render the requested part."""
    if node_id and process:
        session.refuse_both("ID", "--process")
    if node_id:
        _show_node(session, node_id, output)
    elif process:
        _show_process(session, open_project(session).framework, output)
    else:
        _show_tree(session, open_project(session).framework, output)


def _show_node(session: Session, node_id: str, output: str) -> None:
    project = open_project(session)
    history = project.history(node_id)
    if output == "json":
        session.write_json(item.as_json(history))
    elif output == "csv":
        session.write_csv(as_csv(item.CSV_COLUMNS, item.as_records(history)))
    else:
        width = terminal_width(sys.stdout)
        session.write(item.as_text(history, project.framework, session.translate, width))


def _show_process(session: Session, framework: Catalogue, output: str) -> None:
    if output == "json":
        session.write_json(catalogue.process_json(framework))
    elif output == "csv":
        records = catalogue.process_records(framework)
        session.write_csv(as_csv(catalogue.PROCESS_COLUMNS, records))
    else:
        width = terminal_width(sys.stdout)
        session.write(catalogue.process_lines(framework, session.translate, width))


def _show_tree(session: Session, framework: Catalogue, output: str) -> None:
    if output == "json":
        session.write_json(catalogue.as_json(framework))
    elif output == "csv":
        session.write_csv(as_csv(catalogue.CSV_COLUMNS, catalogue.as_records(framework)))
    else:
        width = terminal_width(sys.stdout)
        session.write(catalogue.as_tree(framework, session.translate, width))
