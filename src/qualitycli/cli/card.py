"""``quality card``: a page that a member of the commission fills in."""

from __future__ import annotations

from pathlib import Path

import click

from qualitycli.application.paths import shown_path
from qualitycli.application.projects import AskedYear, no_such_node, year_before
from qualitycli.checks.raters import members_of
from qualitycli.cli import completion
from qualitycli.cli.base import Option, make_command
from qualitycli.cli.options import force_option, output_file, year_argument
from qualitycli.cli.outputs import write_asked
from qualitycli.cli.projects import asked_year
from qualitycli.cli.session import Session
from qualitycli.comparing.pairs import recalled
from qualitycli.messages import N_
from qualitycli.model.assessment import Assessment
from qualitycli.model.names import plain_name
from qualitycli.render.card.html import as_html
from qualitycli.render.card.page import YearBefore, page_of
from qualitycli.scoring.score import score_year
from qualitycli.workspace import CatalogueFile, nodes_in


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
    asked = asked_year(session, year)
    catalogue_file, assessment = asked.catalogue_file, asked.assessment
    page = page_of(
        catalogue_file.catalogue,
        assessment.year,
        assessment,
        wanted=_wanted(session, items, assessment.year, catalogue_file),
        rater=_name(session, rater, assessment),
        before=_before(session, asked) if previous else None,
        folder=f"data/years/{assessment.year}/raters",
    )
    write_asked(session, path, as_html(page).encode(), force=force)
    session.say(N_("Written: {path}"), path=Path(shown_path(path)))


def _name(session: Session, rater: str | None, assessment: Assessment) -> str:
    name = " ".join((rater or "").split())
    plain = plain_name(name)
    if rater is not None and not plain:
        session.refuse(N_("The name of the rater is empty."))
    members = members_of(assessment)
    if plain and members and plain not in members:
        text = N_("“{name}” is in no commission of {year}; members: {members}.")
        known = tuple(members.values())
        session.complain(text, name=name, year=assessment.year, members=known)
    return name


def _wanted(
    session: Session, items: tuple[str, ...], year: str, catalogue_file: CatalogueFile
) -> set[str] | None:
    """Return the ids of the items to show, those below the nodes that were named."""
    named = [one.strip() for piece in items for one in piece.split(",") if one.strip()]
    if not named:
        return None
    wanted: set[str] = set()
    for node_id in named:
        if (node := catalogue_file.nodes.get(node_id)) is None:
            no_such_node(node_id, catalogue_file)
        held = {one.id for one in nodes_in([node], year) if one.item is not None}
        held &= catalogue_file.held_in(year).keys()
        if not held:
            session.refuse(N_("“{id}” has nothing to rate in {year}."), id=node_id, year=year)
        wanted |= held
    return wanted


def _before(session: Session, asked: AskedYear) -> YearBefore:
    year, catalogue_file = asked.assessment.year, asked.catalogue_file
    before = year_before(asked)
    if before is None:
        session.refuse(N_("There is no year before {year}."), year=year)
    score = score_year(before.assessment, catalogue_file.catalogue)
    return YearBefore(recalled(score, catalogue_file, year), before.assessment.ratings)
