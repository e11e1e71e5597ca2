"""``quality framework import``: read a framework from a document."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import get_args

import click

from qualitycli.application.framework_edits import proposed_framework
from qualitycli.application.framework_import import (
    FrameworkOptions,
    ImportedFramework,
    document_in,
    framework_file,
    framework_of,
    shortened,
)
from qualitycli.application.framework_table import framework_in_table, new_framework_text
from qualitycli.application.paths import shown_path
from qualitycli.cli.base import Argument, ExitError, Option, make_command
from qualitycli.cli.output.files import write_requested
from qualitycli.cli.output.findings import complain_of
from qualitycli.cli.output.framework_changes import change_framework
from qualitycli.cli.run.exit_codes import FAILED
from qualitycli.cli.run.session import Session, terminal_width
from qualitycli.errors import NoFrameworkError
from qualitycli.exchange.framework_table.read import is_own_table
from qualitycli.exchange.source.document import SourceDocument
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
@click.option("-y", "--yes", cls=Option, is_flag=True, help=N_("Write without asking."))
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
    yes: bool,
    force: bool,
    dry_run: bool,
) -> None:
    """Read the document, show what became of it, and write the framework."""
    document = document_in(framework_file(path), shown_path(path))
    root = (session.root or Path()) if target is None else target.parent
    target = target or root / CATALOGUE
    if is_own_table(document):
        _refuse_options(session, columns=columns, method=method, prefix=prefix, report=report)
        table = framework_in_table(document)
        complain_of(session, table.found)
        if target.exists() and not force:
            proposed = proposed_framework(target, root, table.values)
            change_framework(session, proposed, yes=yes, dry_run=dry_run)
        else:
            _write_new(session, target, new_framework_text(table.values), dry_run=dry_run)
        return
    read = _read(session, document, FrameworkOptions(columns, method, prefix))
    if not dry_run:
        _write(session, target, read, force=force)
    _show(session, read, report, None if dry_run else target)
    if dry_run:
        session.write(["", *read.text.splitlines()] if report != "json" else [])


def _refuse_options(session: Session, **options: object) -> None:
    """Refuse options that explain a table, because an exported one explains itself.

    :raises ExitError: one of them was given.
    """
    if given := [f"--{name}" for name, value in options.items() if value]:
        session.refuse(
            N_("The file is a table that was exported; {option} does not apply to it."),
            option=given[0],
        )


def _write_new(session: Session, target: Path, text: str, *, dry_run: bool) -> None:
    """Write the framework of an exported table into a new file, or show it."""
    if dry_run:
        session.write(text.splitlines())
        return
    _make_folder(target)
    write_requested(session, target, text.encode(), force=True)
    session.confirm(N_("Written: {path}"), path=Path(shown_path(target)))


def _make_folder(target: Path) -> None:
    if not target.exists() and not target.parent.exists():
        target.parent.mkdir(parents=True)


def _read(
    session: Session, document: SourceDocument, options: FrameworkOptions
) -> ImportedFramework:
    """Return the framework in a document.

    :raises ExitError: there is none.
    """
    try:
        return framework_of(document, options, date.today())
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
    _make_folder(target)
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
