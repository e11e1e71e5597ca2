"""``quality new``: the file of a school year in which nothing is rated yet."""

from __future__ import annotations

from pathlib import Path

import click

from qualitycli.application.paths import shown_path
from qualitycli.cli import completion
from qualitycli.cli.base import Argument, Option, make_command
from qualitycli.cli.outputs import write_of_project
from qualitycli.cli.projects import judged, opened, project_here
from qualitycli.cli.schemas import refresh_schemas
from qualitycli.cli.session import Session
from qualitycli.comparing.pairs import recalled
from qualitycli.messages import N_, NP_
from qualitycli.model.values import is_school_year
from qualitycli.tracking.carried import carried_on
from qualitycli.workspace import CatalogueFile
from qualitycli.writing.year import Previous, new_year


@make_command(
    "new",
    help=N_(
        """Begin the file of a school year: every item in catalogue order with its text above it,
        nothing rated. A file that is there already is left as it is."""
    ),
    examples=("quality new 2023-2024", "quality new 2023-2024 --from 2022-2023"),
    writes=True,
)
@click.argument("year", cls=Argument, metavar=N_("YEAR"))
@click.option(
    "--from",
    "previous",
    cls=Option,
    metavar=N_("YEAR"),
    shell_complete=completion.years,
    help=N_("Put what this year said beside each item, as a comment; carry open measures on."),
)
@click.pass_obj
def command(session: Session, year: str, previous: str | None) -> None:
    """Make the text from the catalogue, write it."""
    if not is_school_year(year):
        text = N_("“{year}” is not a school year; write both years in full: 2023-2024.")
        session.refuse(text, year=year)
    project = project_here(session)
    catalogue_file = opened(session, project).catalogue_file
    before = _previous(session, previous, year, catalogue_file) if previous else None
    path = project.year(year)
    text = new_year(catalogue_file.catalogue, year, before)
    write_of_project(session, path, text, project.root)
    session.say(N_("Written: {path}"), path=Path(shown_path(path)))
    refresh_schemas(session, project.root, catalogue_file.catalogue)
    items = len(catalogue_file.held_in(year))
    session.say(
        NP_(
            "{n} item is to be rated. Open the file in an editor, then: quality validate {year}",
            "{n} items are to be rated. Open the file in an editor, then: quality validate {year}",
        ),
        n=items,
        year=year,
    )
    if before is not None and before.measures:
        session.say(
            NP_(
                "{n} open measure is carried on and needs a new deadline.",
                "{n} open measures are carried on, and each needs a new deadline.",
            ),
            n=len(before.measures),
        )


def _previous(session: Session, name: str, year: str, catalogue_file: CatalogueFile) -> Previous:
    """Return what the year before said of each item, by its id now, and its open measures."""
    file, _, score = judged(session, name)
    said = recalled(score, catalogue_file, year)
    measures = carried_on(file.assessment, catalogue_file, year)
    school = file.assessment.institution
    return Previous(said.year, said.scores, said.gone, measures, school)
