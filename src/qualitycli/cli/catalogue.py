"""``quality catalogue``: the framework, whole; and ``quality catalogue diff``: two of them."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from qualitycli.application.open_project import compare_catalogues
from qualitycli.cli.base import Argument, Group, Option, given_options, make_command
from qualitycli.cli.options import output_format
from qualitycli.cli.projects import open_project
from qualitycli.cli.reports import hold_gate
from qualitycli.cli.session import Session, terminal_width
from qualitycli.comparing.catalogues import CATALOGUE_GATES, guard
from qualitycli.messages import N_
from qualitycli.render import catalogue_diff
from qualitycli.render.catalogue import (
    CSV_COLUMNS,
    PROCESS_COLUMNS,
    as_json,
    as_records,
    as_tree,
    process_json,
    process_lines,
    process_records,
)
from qualitycli.render.reports import Report
from qualitycli.render.tables import as_csv


@make_command(
    "catalogue",
    help=N_("Show the framework: its areas, criteria, indicators and sub-indicators, by id."),
    examples=(
        "quality catalogue",
        "quality catalogue --format json",
        "quality catalogue diff published.yaml data/criteria.yaml",
    ),
    cls=Group,
    invoke_without_command=True,
)
@click.option(
    "--process",
    is_flag=True,
    cls=Option,
    help=N_("Show how the quality system works in place of what is rated."),
)
@output_format("tree", "json", "csv")
@click.pass_context
def command(ctx: click.Context, process: bool, output: str) -> None:
    """Read and render, unless a command of the group follows."""
    if ctx.invoked_subcommand is not None:
        for option in given_options(ctx).values():
            text = N_("{option} changes nothing before “{command}”; see its --help.")
            ctx.obj.refuse(text, option=option, command=ctx.invoked_subcommand)
        return
    session: Session = ctx.obj
    catalogue = open_project(session).framework
    width = terminal_width(sys.stdout)
    if output == "json":
        values = process_json(catalogue) if process else as_json(catalogue)
        session.write_json(values)
    elif output == "csv" and process:
        session.write_csv(as_csv(PROCESS_COLUMNS, process_records(catalogue)))
    elif output == "csv":
        session.write_csv(as_csv(CSV_COLUMNS, as_records(catalogue)))
    elif process:
        session.write(process_lines(catalogue, session.translate, width))
    else:
        session.write(as_tree(catalogue, session.translate, width))


@make_command(
    "diff",
    short_help=N_("Compare two catalogue files."),
    help=N_(
        """Compare two catalogue files: what was added, retired, replaced, moved, renumbered,
        reworded, rated or weighed in another way, and which ids vanished.

        With --fail-on it guards a published catalogue: a rewording passes only with a new
        edition."""
    ),
    examples=(
        "quality catalogue diff published.yaml data/criteria.yaml",
        "quality catalogue diff published.yaml data/criteria.yaml --fail-on vanished",
    ),
)
@click.argument("old", cls=Argument, metavar=N_("OLD"), type=click.Path(path_type=Path))
@click.argument("new", cls=Argument, metavar=N_("NEW"), type=click.Path(path_type=Path))
@click.option(
    "--fail-on",
    cls=Option,
    type=click.Choice(CATALOGUE_GATES),
    multiple=True,
    help=N_("Fail if there is such a change; may be repeated."),
)
@output_format("text", "json", "github", "sarif", "junit")
@click.pass_obj
def compare(session: Session, old: Path, new: Path, fail_on: tuple[str, ...], output: str) -> None:
    """Read both, compare, render, hold the gate."""
    diff = compare_catalogues(old, new)
    file = diff.after.file
    report = Report.of(file.name, "catalogue", guard(diff, fail_on), file.source)
    if output == "json":
        session.write_json(catalogue_diff.as_json(diff.changes))
    elif output == "text":
        width = terminal_width(sys.stdout)
        session.write(catalogue_diff.as_text(diff.changes, session.translate, width))
    hold_gate(session, output, report)


assert isinstance(command, click.Group)
command.add_command(compare)
