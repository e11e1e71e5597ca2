"""``quality framework import``: read a framework from a document."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import get_args

import click

from qualitycli.application.framework_import import (
    FrameworkOptions,
    ImportedFramework,
    framework_file,
    imported_framework,
    shortened,
)
from qualitycli.application.paths import shown_path
from qualitycli.cli.base import Argument, ExitError, Option, make_command
from qualitycli.cli.output.files import write_requested
from qualitycli.cli.run.exit_codes import FAILED
from qualitycli.cli.run.session import Session, terminal_width
from qualitycli.errors import NoFrameworkError
from qualitycli.messages import N_
from qualitycli.model.framework import Method
from qualitycli.reading.project import CATALOGUE
from qualitycli.render import framework_account


@make_command(
    "import",
    short_help=N_("Read a framework from a Word, Excel or CSV file."),
    help=N_(
        """Read a framework from the tables of FILE, a Word document (.docx), a workbook (.xlsx)
        or a CSV file, and write it as data/criteria.yaml.

        Columns are recognised by their headings in Bulgarian or English, or named with --columns.
        Every cell of the tables is accounted for: taken, or reported with its place and the
        reason. What was decided for you is listed, and written at the beginning of the file."""
    ),
    examples=(
        "quality framework import criteria.docx",
        "quality framework import criteria.xlsx --report text",
        'quality framework import criteria.csv --columns "A=number,B=criterion,C=max_points"',
    ),
    writes=True,
)
@click.argument("path", cls=Argument, metavar=N_("FILE"), type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    "target",
    cls=Option,
    metavar=N_("FILE"),
    type=click.Path(path_type=Path, dir_okay=False),
    help=N_("Where to write it (default: data/criteria.yaml)."),
)
@click.option(
    "--columns",
    cls=Option,
    metavar=N_("COLUMN=ROLE,…"),
    default="",
    help=N_(
        "The roles of columns, by their letter or heading: “A=number,B=criterion,C=indicator,"
        "D=max_points,E=steps”."
    ),
)
@click.option(
    "--method",
    cls=Option,
    type=click.Choice(get_args(Method)),
    help=N_("How scores are calculated (default: points, if the table states points)."),
)
@click.option(
    "--prefix",
    cls=Option,
    metavar=N_("LETTERS"),
    default="",
    help=N_("The letters of the ids (default: the initials of the areas)."),
)
@click.option(
    "--report",
    "report",
    cls=Option,
    type=click.Choice(("text", "json")),
    help=N_("Also print what became of every cell."),
)
@click.option("--force", cls=Option, is_flag=True, help=N_("Replace the file if it exists."))
@click.option(
    "-n", "--dry-run", cls=Option, is_flag=True, help=N_("Print the framework, but write nothing.")
)
@click.pass_obj
def command(  # noqa: PLR0913, PLR0917  (click passes each option)
    session: Session,
    path: Path,
    target: Path | None,
    columns: str,
    method: Method | None,
    prefix: str,
    report: str | None,
    force: bool,
    dry_run: bool,
) -> None:
    """Read the document, show what became of it, and write the framework."""
    options = FrameworkOptions(columns, method, prefix)
    read = _read(session, path, options)
    target = target or (session.root or Path()) / CATALOGUE
    if not dry_run:
        _write(session, target, read, force=force)
    _show(session, read, report, None if dry_run else target)
    if dry_run:
        session.write(["", *read.text.splitlines()] if report != "json" else [])


def _read(session: Session, path: Path, options: FrameworkOptions) -> ImportedFramework:
    """Return the framework in a document.

    :raises ExitError: there is none.
    """
    data = framework_file(path)
    try:
        return imported_framework(data, shown_path(path), options, date.today())
    except NoFrameworkError as error:
        session.report_error(session.translate.fill(error.message))
        for reason in error.reasons:
            session.complain_line(f"  {session.translate.fill(reason)}")
        raise ExitError(FAILED) from error


def _write(session: Session, target: Path, read: ImportedFramework, *, force: bool) -> None:
    """Write the framework.

    :raises ExitError: the file exists.
    """
    if target.exists() and not force:
        session.report_error(
            session.translate(
                N_(
                    "{path} already exists, so nothing was written. Use --yes to change only what "
                    "the table says, --force to replace the file, or --output for another one."
                ),
                path=Path(shown_path(target)),
            )
        )
        raise ExitError(FAILED)
    if not target.exists() and not target.parent.exists():
        target.parent.mkdir(parents=True)
    write_requested(session, target, read.text.encode(), force=force)


def _show(
    session: Session, read: ImportedFramework, report: str | None, target: Path | None
) -> None:
    account, translate = read.account, session.translate
    shown = shown_path(target) if target is not None else None
    if report == "json":
        session.write_json(framework_account.as_json(account, translate, shown))
        return
    width = terminal_width(sys.stdout)
    decisions, notes = account.decisions, account.notes
    if report is None:
        decisions, notes = tuple(shortened(decisions)), tuple(shortened(notes))
    if not session.is_quiet or report:
        session.write(
            framework_account.summary(account, read.catalogue, decisions, notes, translate, width)
        )
    if report == "text":
        session.write(framework_account.report(account, translate, width))
    if shown is not None:
        session.confirm(N_("Written: {path}"), path=Path(shown))
        session.confirm(N_("Next: read it through, then create a year with “quality new”."))
