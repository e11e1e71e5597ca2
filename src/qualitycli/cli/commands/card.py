"""``quality card``: create the card that a member of the commission fills in."""

from __future__ import annotations

from pathlib import Path

import click

from qualitycli.application.paths import shown_path
from qualitycli.checks.raters import members_of
from qualitycli.cli.base import Option, make_command
from qualitycli.cli.output.files import write_requested
from qualitycli.cli.parameters import completion
from qualitycli.cli.parameters.options import demo_option, force_option, output_file
from qualitycli.cli.parameters.years import year_or_newest
from qualitycli.cli.run.projects import open_year, refuse_example
from qualitycli.cli.run.session import Session
from qualitycli.messages import N_
from qualitycli.model.assessment import Assessment
from qualitycli.model.names import plain_name


@make_command(
    "card",
    help=N_(
        """Create the card for a year, an HTML file that a rater fills in. It works offline in any
        browser, even from a USB stick; nothing has to be installed.

        The card saves a rater's file. Put it in data/years/YEAR/raters; then “quality raters”
        compares the raters, and “quality agree” records the commission's decisions.

        YEAR is a school year or the path of a year file (default: the newest year)."""
    ),
    examples=(
        "quality card -o karta.html",
        'quality card 2020-2021 --rater "Мария Иванова" --items OP.1,UI.2 -o ivanova.html',
    ),
    writes=True,
)
@year_or_newest
@click.option(
    "--rater",
    cls=Option,
    metavar=N_("NAME"),
    help=N_("Name of the rater (default: the rater enters it on the card)."),
)
@click.option(
    "--items",
    cls=Option,
    multiple=True,
    metavar="ID[,ID...]",
    shell_complete=completion.ids,
    help=N_("Include only these areas, criteria, indicators or items; may be repeated."),
)
@click.option(
    "--previous",
    cls=Option,
    is_flag=True,
    help=N_("Show last year's rating of each item, with its evidence and note."),
)
@output_file(N_("File to write."))
@force_option
@demo_option
@click.pass_obj
def command(  # noqa: PLR0913, PLR0917  (click passes each option)
    session: Session,
    year: str | None,
    rater: str | None,
    items: tuple[str, ...],
    previous: bool,
    path: Path,
    force: bool,
) -> None:
    """Load the year, generate the card and write it."""
    if path.suffix.lower() not in (".html", ".htm"):
        session.refuse(N_("The file name “{name}” must end in .html."), name=path.name)
    refuse_example(session, year)
    opened = open_year(session, year)
    ids = [one.strip() for piece in items for one in piece.split(",") if one.strip()]
    page = opened.card(rater=rater, items=ids, previous=previous)
    _warn_if_not_member(session, opened.assessment, rater)
    write_requested(session, path, page.encode(), force=force)
    session.confirm(N_("Written: {path}"), path=Path(shown_path(path)))


def _warn_if_not_member(session: Session, assessment: Assessment, rater: str | None) -> None:
    members = members_of(assessment)
    if rater is not None and members and plain_name(rater) not in members:
        text = N_("“{name}” is not a member of any commission in {year}. Members: {members}.")
        name, known = " ".join(rater.split()), tuple(members.values())
        session.complain(text, name=name, year=assessment.year, members=known)
