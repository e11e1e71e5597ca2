"""``quality import``: import ratings from a spreadsheet."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import get_args

import click

from qualitycli.application.importing import proposed_import
from qualitycli.application.paths import shown_path
from qualitycli.cli.base import Argument, Option, make_command
from qualitycli.cli.output.changes import conclude
from qualitycli.cli.output.findings import complain_of
from qualitycli.cli.output.prompts import is_confirmed
from qualitycli.cli.parameters.rater_option import rater_option
from qualitycli.cli.parameters.years import year_argument
from qualitycli.cli.run.projects import year_to_change
from qualitycli.cli.run.session import Session, has_colours, terminal_width
from qualitycli.exchange.proposal import ImportProposal, Preference
from qualitycli.messages import N_
from qualitycli.render.changes import change_lines
from qualitycli.render.findings import TerminalStyle


@make_command(
    "import",
    help=N_(
        """Import ratings from a spreadsheet that “quality export” wrote. FILE is checked cell by
        cell, every change is shown, and nothing is written until you confirm.

        If you emptied a cell, its value is removed from the year. Changes made to the year since
        the export are kept; if the spreadsheet changes the same value, use --prefer to choose one.

        YEAR is required. FILE and YEAR may be given in either order."""
    ),
    examples=(
        "quality import card.xlsx 2020-2021",
        "quality import card.xlsx 2020-2021 -n",
        'quality import ivanova.xlsx 2020-2021 --rater "Мария Иванова"',
    ),
    writes=True,
)
@click.argument("path", cls=Argument, metavar=N_("FILE"), type=click.Path(path_type=Path))
@year_argument
@click.option("-y", "--yes", cls=Option, is_flag=True, help=N_("Write without asking."))
@click.option(
    "-n",
    "--dry-run",
    cls=Option,
    is_flag=True,
    help=N_("Show the changes, but write nothing."),
)
@click.option(
    "--prefer",
    cls=Option,
    type=click.Choice(get_args(Preference)),
    help=N_("Which value to keep if both the spreadsheet and the year changed it."),
)
@rater_option
@click.pass_obj
def command(  # noqa: PLR0913, PLR0917  (click passes each option)
    session: Session,
    path: Path,
    year: str | None,
    yes: bool,
    dry_run: bool,
    prefer: Preference | None,
    rater: str | None,
) -> None:
    """Compare the spreadsheet with the year, show the changes, ask and write."""
    if not path.exists():
        session.refuse(N_("There is no file “{name}”."), name=str(path))
    proposed = proposed_import(year_to_change(session, year), path, prefer, rater)
    complain_of(session, proposed.proposal.found)
    _show(session, proposed.proposal, decided=yes and not dry_run)
    if dry_run or not proposed.proposal.changes:
        return
    shown = Path(shown_path(proposed.path))
    if not yes and not is_confirmed(
        session, N_("Write these changes to {path}? [y/N]"), path=shown
    ):
        session.confirm(N_("Nothing was written."))
        return
    written = session.translate(N_("Written: {path}"), path=shown)
    change = proposed.write()
    if rater is None:
        # The warnings were shown above, with their cells.
        change = change._replace(warnings=())
    conclude(session, change, [written], dry_run=False)


def _show(session: Session, proposal: ImportProposal, *, decided: bool) -> None:
    if not proposal.changes:
        session.say(N_("Nothing changes.") if decided else N_("Nothing would change."))
        return
    style = TerminalStyle(terminal_width(sys.stdout), has_colours(sys.stdout))
    session.write(change_lines(proposal.changes, session.translate, style, decided=decided))
