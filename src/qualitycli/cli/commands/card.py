"""``quality card``: a page that a member of the commission fills in."""

from __future__ import annotations

from pathlib import Path

import click

from qualitycli.application.paths import shown_path
from qualitycli.checks.raters import members_of
from qualitycli.cli.base import Option, make_command
from qualitycli.cli.output.files import write_asked
from qualitycli.cli.parameters import completion
from qualitycli.cli.parameters.options import (
    demo_option,
    force_option,
    output_file,
    year_argument,
)
from qualitycli.cli.run.projects import open_year, see_that_it_is_no_example
from qualitycli.cli.run.session import Session
from qualitycli.messages import N_
from qualitycli.model.assessment import Assessment
from qualitycli.model.names import plain_name


@make_command(
    "card",
    help=N_(
        """Make the card of a year as one HTML file that a rater fills in: in any browser, from a
        memory stick, without a network and without installing anything.

        It saves a rater's file, which belongs in data/years/YEAR/raters; “quality raters” then
        puts the raters side by side, and “quality agree” records what the commission agrees on."""
    ),
    examples=(
        "quality card 2020-2021 -o karta.html",
        'quality card 2020-2021 --rater "Мария Иванова" --items OP.1,UI.2 -o ivanova.html',
    ),
    writes=True,
)
@year_argument
@click.option(
    "--rater",
    cls=Option,
    metavar=N_("NAME"),
    help=N_("Whose card it is; without it the name is filled in on the page."),
)
@click.option(
    "--items",
    cls=Option,
    multiple=True,
    metavar="ID[,ID...]",
    shell_complete=completion.ids,
    help=N_("Only these areas, criteria, indicators or items; may be given again."),
)
@click.option(
    "--previous",
    cls=Option,
    is_flag=True,
    help=N_("Show what the year before said of each item, with its evidence and note."),
)
@output_file(N_("The file to write."))
@force_option
@demo_option
@click.pass_obj
def command(  # noqa: PLR0913, PLR0917  (click passes each option)
    session: Session,
    year: str,
    rater: str | None,
    items: tuple[str, ...],
    previous: bool,
    path: Path,
    force: bool,
) -> None:
    """Read, make the page, write it."""
    if path.suffix.lower() not in (".html", ".htm"):
        session.refuse(N_("The name “{name}” has to end in .html."), name=path.name)
    see_that_it_is_no_example(session, year)
    asked = open_year(session, year)
    ids = [one.strip() for piece in items for one in piece.split(",") if one.strip()]
    page = asked.card(rater=rater, items=ids, previous=previous)
    _warn_if_not_member(session, asked.assessment, rater)
    write_asked(session, path, page.encode(), force=force)
    session.say(N_("Written: {path}"), path=Path(shown_path(path)))


def _warn_if_not_member(session: Session, assessment: Assessment, rater: str | None) -> None:
    members = members_of(assessment)
    if rater is not None and members and plain_name(rater) not in members:
        text = N_("“{name}” is in no commission of {year}; members: {members}.")
        name, known = " ".join(rater.split()), tuple(members.values())
        session.complain(text, name=name, year=assessment.year, members=known)
