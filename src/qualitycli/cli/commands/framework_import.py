"""``quality framework import``: read a framework from a document."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from itertools import chain
from pathlib import Path
from typing import get_args

import click

from qualitycli.application.framework_edits import ProposedFramework
from qualitycli.application.framework_import import (
    FrameworkOptions,
    framework_file,
    imported_framework,
    shortened,
)
from qualitycli.application.framework_target import FrameworkTarget, framework_target
from qualitycli.application.imported_framework import ImportedFramework
from qualitycli.application.paths import shown_path
from qualitycli.catalogue_rows.columns import HEADINGS
from qualitycli.cli.base import Argument, ExitError, Option, make_command
from qualitycli.cli.output.changes import conclude, difference
from qualitycli.cli.output.files import write_project_file, write_requested
from qualitycli.cli.output.findings import complain_of
from qualitycli.cli.output.prompts import can_ask, is_confirmed
from qualitycli.cli.run.exit_codes import FAILED
from qualitycli.cli.run.projects import catalogue_to_write
from qualitycli.cli.run.session import Session, terminal_width
from qualitycli.exchange.framework.existing import Existing
from qualitycli.messages import N_, NP_
from qualitycli.model.framework import Method
from qualitycli.model.tree import descendants
from qualitycli.render import framework_account

# This many ids are named in one message.
_MOST_NAMED = 10


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
    help=N_("Where to write it (default: data/criteria.yaml of the project)."),
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
@click.option(
    "--force",
    cls=Option,
    is_flag=True,
    help=N_("Replace the file if it exists; if that leaves ratings without an item, add --yes."),
)
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
    target = target or catalogue_to_write(session)
    existing = framework_target(target)
    read = _read(session, path, options, existing.existing(is_replaced=force))
    writer = _Writer(session, read, existing, is_json=report == "json", is_confirmed=yes)
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
        is_written = writer.edit()
    if report == "json":
        written = shown_path(target) if is_written else None
        session.write_json(framework_account.as_json(read.account, session.translate, written))
    elif dry_run:
        session.write(chain([""] if is_told else [], writer.preview()))
    elif is_written:
        session.confirm(N_("Written: {path}"), path=Path(shown_path(target)))
        if not (is_edit or existing.years):
            session.confirm(N_("Next: read it through, then create a year with “quality new”."))


def _read(
    session: Session, path: Path, options: FrameworkOptions, existing: Existing
) -> ImportedFramework:
    """Return the framework in a document.

    :raises NoFrameworkError: there is none.
    """
    data = framework_file(path)
    read = imported_framework(data, shown_path(path), options, date.today(), existing)
    complain_of(session, read.warnings)
    return read


class _Writer:
    """Writes a framework to a file that may exist.

    :param is_json: whether the output is JSON and nothing else.
    :param is_confirmed: whether ``--yes`` was given.
    """

    def __init__(
        self,
        session: Session,
        read: ImportedFramework,
        existing: FrameworkTarget,
        *,
        is_json: bool,
        is_confirmed: bool,
    ) -> None:
        self._session = session
        self._is_json = is_json
        self._is_confirmed = is_confirmed
        self._read = read
        self._existing = existing
        self._target = existing.path
        self._root = next(one for one in self._target.absolute().parents if one.is_dir())

    def preview(self) -> Iterator[str]:
        """Yield the lines of the new file, or the changes of the existing one.

        :raises ExitError: the changes would be refused.
        """
        if not self._target.exists():
            yield from self._read.text.splitlines()
            return
        proposed = self._read.changes(self._target, self._root)
        if not proposed.change.is_changed:
            yield self._session.translate(N_("Nothing would change."))
            return
        self._name_gone(proposed)
        yield from difference(proposed.change)
        self._check_ratings(proposed)

    def write(self, *, force: bool) -> None:
        """Write the file, or replace it."""
        if force and self._target.exists():
            text = self._read.replacing(self._target)
            self._check_replacing()
            write_requested(self._session, self._target, text.encode(), force=True)
        else:
            write_project_file(self._session, self._target, self._read.text, self._root)

    def _check_replacing(self) -> None:
        """Tell which ratings a framework that replaces another one would leave without an item.

        :raises ExitError: there are some, and ``--yes`` was not given.
        """
        ids = {node.id for node in descendants(self._read.catalogue.areas)}
        if not (lost := [one for one in self._existing.rated if one not in ids]):
            return
        args = {
            "n": sum(len(self._existing.rated[one]) for one in lost),
            "ids": tuple(lost[:_MOST_NAMED]),
            "path": Path(shown_path(self._target)),
        }
        text = NP_(
            "{n} rating would have no item in the new framework: {ids}.",
            "{n} ratings would have no item in the new framework; the first: {ids}.",
        )
        if self._is_confirmed:
            self._session.complain(text, **args)
            return
        self._session.report_error(self._session.translate(text, **args))
        self._session.complain(
            N_(
                "{path} was not replaced. Use --yes without --force to keep its items, or --yes "
                "together with --force to replace it all the same."
            ),
            **args,
        )
        raise ExitError(FAILED)

    def edit(self) -> bool:
        """Change only what the table says in the existing file, and return whether it was written.

        :raises ExitError: there is no terminal to ask on, or ratings would lose their item.
        """
        yes = self._is_confirmed
        session, path = self._session, Path(shown_path(self._target))
        proposed = self._read.changes(self._target, self._root)
        if not proposed.change.is_changed:
            if not self._is_json:
                session.confirm(N_("{path} already says what the table says."), path=path)
            return False
        if not self._is_json and not (session.is_quiet and yes):
            session.write(difference(proposed.change))
        self._name_gone(proposed)
        self._check_ratings(proposed)
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

    def _check_ratings(self, proposed: ProposedFramework) -> None:
        """Refuse to remove rated items, and unless it is asked for, to make others of them.

        :raises ExitError: it was refused.
        """
        session, rated = self._session, self._existing.rated
        lost = [one for one in proposed.gone if one in rated]
        for one in lost:
            session.report_error(
                session.translate(
                    N_(
                        "{id} is among the ratings of {years}, so it cannot be removed. Put its "
                        "row back, and write the first school year without it in the column "
                        "“{column}”."
                    ),
                    id=one,
                    years=rated[one],
                    column=session.translate.word(HEADINGS["retired"]),
                )
            )
        other = list(proposed.reworded(self._existing))
        for item in other:
            text = N_("{id} was rated in {years} as “{old}”, and would become “{new}”.")
            if item.is_near:
                text = N_("{id} “{new}” was rated in {years}, and would be rated in another way.")
            session.complain(text, years=rated[item.id], **item._asdict())
        if other and self._is_confirmed:
            session.report_error(
                session.translate(
                    N_(
                        "Nothing was written: the ratings would be those of other items. Give the "
                        "new ones ids of their own, or import on a terminal without --yes."
                    )
                )
            )
        if lost or (other and self._is_confirmed):
            raise ExitError(FAILED)

    def _name_gone(self, proposed: ProposedFramework) -> None:
        if gone := [one for one in proposed.gone if one not in self._existing.rated]:
            self._session.note(
                NP_(
                    "{n} id would disappear: {ids}. If years have rated it, retire it instead.",
                    "{n} ids would disappear: {ids}. If years have rated them, retire them "
                    "instead.",
                ),
                n=len(gone),
                ids=tuple(gone),
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
