"""``quality framework import``: read a framework from a document."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import get_args

import click

from qualitycli.application.framework_edits import ProposedFramework
from qualitycli.application.framework_import import (
    FrameworkOptions,
    ImportedFramework,
    framework_file,
    imported_framework,
    shortened,
)
from qualitycli.application.paths import shown_path
from qualitycli.cli.base import Argument, ExitError, Option, make_command
from qualitycli.cli.output.changes import conclude, difference
from qualitycli.cli.output.files import write_project_file, write_requested
from qualitycli.cli.output.findings import complain_of
from qualitycli.cli.output.prompts import can_ask, is_confirmed
from qualitycli.cli.run.exit_codes import FAILED
from qualitycli.cli.run.session import Session, terminal_width
from qualitycli.messages import N_, NP_
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
        reason. What was decided for you is listed, and written at the beginning of the file.

        If FILE is a table from “quality framework export”, only what was edited in it changes."""
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
    is_flag=False,
    flag_value="text",
    help=N_("Also print what became of every cell."),
)
@click.option(
    "-y",
    "--yes",
    cls=Option,
    is_flag=True,
    help=N_("Change an existing file without asking: only what the table says."),
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
    yes: bool,
    force: bool,
    dry_run: bool,
) -> None:
    """Read the document, show what became of it, and write the framework."""
    options = FrameworkOptions(columns, method, prefix)
    read = _read(session, path, options)
    target = target or (session.root or Path()) / CATALOGUE
    writer = _Writer(session, read, target, is_json=report == "json")
    is_there = target.exists() and not force
    is_edit = is_there and not dry_run
    if not (is_edit or dry_run):
        writer.write(force=force)
    is_written = not dry_run
    # Of a table that was exported to be edited, only the changes are news.
    is_told = report != "json" and not (read.is_exported and is_there)
    if is_told:
        _show(session, read, with_cells=report is not None)
    elif report != "json":
        for note in read.account.notes:
            session.note(note.text, **note.args)
    if is_edit:
        is_written = writer.edit(yes=yes)
    if report == "json":
        written = shown_path(target) if is_written else None
        session.write_json(framework_account.as_json(read.account, session.translate, written))
    elif dry_run:
        session.write([*([""] if is_told else []), *writer.preview()])
    elif is_written:
        session.confirm(N_("Written: {path}"), path=Path(shown_path(target)))
        if not is_edit:
            session.confirm(N_("Next: read it through, then create a year with “quality new”."))


def _read(session: Session, path: Path, options: FrameworkOptions) -> ImportedFramework:
    """Return the framework in a document.

    :raises NoFrameworkError: there is none.
    """
    read = imported_framework(framework_file(path), shown_path(path), options, date.today())
    complain_of(session, read.warnings)
    return read


class _Writer:
    """Writes a framework to a file that may exist.

    :param is_json: whether the output is JSON and nothing else.
    """

    def __init__(
        self, session: Session, read: ImportedFramework, target: Path, *, is_json: bool
    ) -> None:
        self._session = session
        self._is_json = is_json
        self._read = read
        self._target = target
        self._root = next(one for one in target.absolute().parents if one.is_dir())

    def preview(self) -> Iterable[str]:
        """Return the lines of the new file, or the changes of the existing one."""
        if not self._target.exists():
            return self._read.text.splitlines()
        proposed = self._read.changes(self._target, self._root)
        if not proposed.change.is_changed:
            return [self._session.translate(N_("Nothing would change."))]
        self._name_gone(proposed)
        return difference(proposed.change)

    def write(self, *, force: bool) -> None:
        """Write the file, or replace it."""
        if force and self._target.exists():
            text = self._read.replacing(self._target)
            write_requested(self._session, self._target, text.encode(), force=True)
        else:
            write_project_file(self._session, self._target, self._read.text, self._root)

    def edit(self, *, yes: bool) -> bool:
        """Change only what the table says in the existing file, and return whether it was written.

        :raises ExitError: there is no terminal to ask on.
        """
        session, path = self._session, Path(shown_path(self._target))
        proposed = self._read.changes(self._target, self._root)
        if not proposed.change.is_changed:
            if not self._is_json:
                session.confirm(N_("{path} already says what the table says."), path=path)
            return False
        if not self._is_json and not (session.is_quiet and yes):
            session.write(difference(proposed.change))
        self._name_gone(proposed)
        if not yes and not can_ask():
            session.report_error(
                session.translate(
                    N_(
                        "{path} already exists, so nothing was written. Use --yes to change only "
                        "what the table says, --force to replace the file, or --output for "
                        "another one."
                    ),
                    path=path,
                )
            )
            raise ExitError(FAILED)
        question = N_("Write these changes to {path}? [y/N]")
        if not yes and not is_confirmed(session, question, path=path):
            session.note(N_("Nothing was written."))
            return False
        conclude(session, proposed.write(), [], dry_run=False)
        return True

    def _name_gone(self, proposed: ProposedFramework) -> None:
        if gone := proposed.gone:
            self._session.note(
                NP_(
                    "{n} id would disappear: {ids}. If years have rated it, retire it instead.",
                    "{n} ids would disappear: {ids}. If years have rated them, retire them "
                    "instead.",
                ),
                n=len(gone),
                ids=gone,
            )


def _show(session: Session, read: ImportedFramework, *, with_cells: bool) -> None:
    """Print the summary and, if wanted, what became of every cell."""
    account, translate, width = read.account, session.translate, terminal_width(sys.stdout)
    if session.is_quiet and not with_cells:
        return
    decisions, notes = account.decisions, account.notes
    if not with_cells:
        decisions, notes = tuple(shortened(decisions)), tuple(shortened(notes))
    lines = framework_account.summary(account, read.catalogue, decisions, notes, translate, width)
    session.write(lines)
    if with_cells:
        session.write(framework_account.report(account, translate, width))
    session.write([""])
