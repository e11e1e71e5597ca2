"""``quality import``: take over what was filled in in a spreadsheet."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import get_args

import click

from qualitycli.application.paths import shown_path
from qualitycli.application.projects import sound_catalogue, sound_year
from qualitycli.cli.asking import is_agreed
from qualitycli.cli.base import Argument, Option, Stop, make_command
from qualitycli.cli.changing import change_year, conclude, year_to_change
from qualitycli.cli.exits import FAILED
from qualitycli.cli.options import year_argument
from qualitycli.cli.rater_file import place_of, rater_option, write_rater
from qualitycli.cli.reports import complain_of
from qualitycli.cli.session import Session, has_colours, terminal_width
from qualitycli.diagnostics import Diagnostic, has_errors
from qualitycli.exchange.grid import Book
from qualitycli.exchange.incoming import book_of
from qualitycli.exchange.proposal import Preference, Proposal, proposal_of
from qualitycli.messages import N_
from qualitycli.reading.files import read_bytes
from qualitycli.render.changes import change_lines
from qualitycli.render.findings import Paper


@make_command(
    "import",
    help=N_(
        """Take over what was filled in in a spreadsheet that “quality export” made: FILE is checked
        cell by cell, what would change is shown item by item, and before anything is written you
        are asked.

        A cell that was emptied takes its value away. What was changed in the year since the export
        stays, unless the spreadsheet changes the same value: then neither is taken silently."""
    ),
    examples=(
        "quality import card.xlsx 2020-2021",
        "quality import card.xlsx 2020-2021 --dry-run",
        'quality import ivanova.xlsx 2020-2021 --rater "Мария Иванова"',
    ),
    writes=True,
)
@click.argument("path", cls=Argument, metavar=N_("FILE"), type=click.Path(path_type=Path))
@year_argument
@click.option("--yes", cls=Option, is_flag=True, help=N_("Write without asking."))
@click.option("--dry-run", cls=Option, is_flag=True, help=N_("Show what would change, no more."))
@click.option(
    "--prefer",
    cls=Option,
    type=click.Choice(get_args(Preference)),
    help=N_("What holds where the spreadsheet and the year were both changed."),
)
@rater_option
@click.pass_obj
def command(  # noqa: PLR0913, PLR0917  (click passes each option)
    session: Session,
    path: Path,
    year: str,
    yes: bool,
    dry_run: bool,
    prefer: Preference | None,
    rater: str | None,
) -> None:
    """Read both, compare, show, ask, write."""
    if not path.exists():
        session.refuse(N_("There is no file “{name}”."), name=str(path))
    project, year_path = year_to_change(session, year)
    catalogue_file = sound_catalogue(project)
    year_file = sound_year(project, year_path, catalogue_file)
    place = None
    if rater is not None:
        place = place_of(session, project, year_file, catalogue_file, rater)
        year_path = place.path
    compared = year_file if place is None else place.as_year(year_file)
    proposal = proposal_of(_book(session, path), compared, catalogue_file, prefer)
    _tell(session, path, proposal.found)
    _show(session, proposal, decided=yes and not dry_run)
    if dry_run or not proposal.changes:
        return
    shown = Path(shown_path(year_path))
    if not yes and not is_agreed(session, N_("Write this into {path}? [y/N]"), path=shown):
        session.say(N_("Nothing was written."))
        return
    written = session.translate(N_("Written: {path}"), path=shown)
    if place is None:
        seen = year_file.file.source
        change = change_year(session, year, lambda _: proposal.edits, seen=seen)
        # What is worth a look has been said already, with its cells.
        change = change._replace(warnings=())
    else:
        change = write_rater(session, place, year_file, catalogue_file, proposal.edits)
    conclude(session, change, [written], dry_run=False)


def _book(session: Session, path: Path) -> Book:
    """Read the spreadsheet.

    :raises Stop: it cannot be read; why has been said.
    """
    name = shown_path(path)
    data = read_bytes(path, name)
    if not isinstance(data, Diagnostic):
        book = book_of(data, name)
        if not isinstance(book, Diagnostic):
            return book
        data = book
    _tell(session, path, (data,))
    raise Stop(FAILED)


def _tell(session: Session, path: Path, found: tuple[Diagnostic, ...]) -> None:
    """Write findings to standard error, and end if there is an error among them.

    :raises Stop: with status 1.
    """
    complain_of(session, found)
    if has_errors(found):
        raise Stop(FAILED)


def _show(session: Session, proposal: Proposal, *, decided: bool) -> None:
    if not proposal.changes:
        session.say(N_("Nothing changes.") if decided else N_("Nothing would change."))
        return
    paper = Paper(terminal_width(sys.stdout), has_colours(sys.stdout))
    session.write(change_lines(proposal.changes, session.translate, paper, decided=decided))
