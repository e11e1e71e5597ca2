"""``quality framework diff``: what changed between two framework files."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from qualitycli.application.open_project import compare_catalogues
from qualitycli.cli.base import Argument, Option, make_command
from qualitycli.cli.output.findings import fail_on_findings
from qualitycli.cli.parameters.options import output_format
from qualitycli.cli.run.session import Session, terminal_width
from qualitycli.comparing.catalogues import CATALOGUE_GATES, guard
from qualitycli.messages import N_
from qualitycli.render.catalogue_diff import CSV_COLUMNS, as_json, as_records, as_text
from qualitycli.render.reports import Report
from qualitycli.render.tables import as_csv


@make_command(
    "diff",
    short_help=N_("Compare two framework files."),
    help=N_(
        """Compare two framework files: items that were added, retired, replaced, moved, renumbered
        or reworded, items whose rating or weight changed, and ids that disappeared.

        Use --fail-on to protect a published framework: a changed text passes only in a new
        edition."""
    ),
    examples=(
        "quality framework diff published.yaml data/criteria.yaml",
        "quality framework diff published.yaml data/criteria.yaml --fail-on vanished",
    ),
)
@click.argument("old", cls=Argument, metavar=N_("OLD"), type=click.Path(path_type=Path))
@click.argument("new", cls=Argument, metavar=N_("NEW"), type=click.Path(path_type=Path))
@click.option(
    "--fail-on",
    cls=Option,
    type=click.Choice(CATALOGUE_GATES),
    multiple=True,
    help=N_("Fail if there is a change of this kind; may be repeated."),
)
@output_format("text", "json", "csv", "github", "sarif", "junit")
@click.pass_obj
def command(session: Session, old: Path, new: Path, fail_on: tuple[str, ...], output: str) -> None:
    """Compare the files, render the result and check the conditions."""
    diff = compare_catalogues(old, new)
    file = diff.after.file
    report = Report.of(file.name, "catalogue", guard(diff, fail_on), file.source)
    if output == "json":
        session.write_json(as_json(diff.changes))
    elif output == "csv":
        session.write_csv(as_csv(CSV_COLUMNS, as_records(diff.changes)))
    elif output == "text":
        session.write(as_text(diff.changes, session.translate, terminal_width(sys.stdout)))
    fail_on_findings(session, output, report)
