"""``quality export``: a year as a spreadsheet, to be filled in and taken over again."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from qualitycli.application.paths import shown_path
from qualitycli.application.projects import AskedYear, year_before
from qualitycli.application.rater_files import rater_place
from qualitycli.cards.card import Card, card_of
from qualitycli.cards.marks import MOST_IN_A_CELL
from qualitycli.cli.base import make_command
from qualitycli.cli.extras import need_openpyxl
from qualitycli.cli.options import force_option, output_file, year_argument
from qualitycli.cli.outputs import write_asked
from qualitycli.cli.projects import asked_year
from qualitycli.cli.rater_file import rater_option
from qualitycli.cli.session import Session
from qualitycli.comparing.pairs import Recalled, recalled
from qualitycli.messages import N_
from qualitycli.scoring.score import score_year

KINDS: Final = (".xlsx", ".csv")


@make_command(
    "export",
    help=N_(
        """Make a spreadsheet of a year: a sheet for each area, with the texts protected and the
        levels, evidence and notes to be filled in, and a copy of the results. A name that ends in
        .csv gives one plain table instead.

        YEAR is a school year or the path of a year file. “quality import” takes the spreadsheet
        over again."""
    ),
    examples=(
        "quality export 2020-2021 -o card.xlsx",
        "quality export 2020-2021 -o card.csv --force",
        'quality export 2020-2021 --rater "Мария Иванова" -o ivanova.xlsx',
    ),
    writes=True,
)
@year_argument
@output_file(N_("The file to write; its name ends in .xlsx or .csv."))
@force_option
@rater_option
@click.pass_obj
def command(session: Session, year: str, path: Path, force: bool, rater: str | None) -> None:
    """Read and score, make the card, write it."""
    if path.suffix.lower() not in KINDS:
        session.refuse(N_("The name “{name}” has to end in .xlsx or .csv."), name=path.name)
    if path.suffix.lower() == ".xlsx":
        need_openpyxl(session)
    asked = asked_year(session, year)
    before = _recalled(session, asked)
    catalogue = asked.catalogue_file.catalogue
    file = asked.file if rater is None else rater_place(asked, rater).as_year()
    card = card_of(catalogue, score_year(file.assessment, catalogue), file.assessment, before)
    write_asked(session, path, _content(session, card, path), force=force)
    session.say(N_("Written: {path}"), path=Path(shown_path(path)))


def _content(session: Session, card: Card, path: Path) -> bytes:
    for line_id, values in card.values.items():
        if any(len(text) > MOST_IN_A_CELL for text in values.values()):
            text = N_(
                "“{id}” has a text that is too long for a cell (more than {most} characters)."
            )
            session.refuse(text, id=line_id, most=MOST_IN_A_CELL)
    if path.suffix.lower() == ".csv":
        from qualitycli.render.card_csv import csv_of

        return csv_of(card).encode()
    from qualitycli.render.workbook.book import workbook_of

    return workbook_of(card)


def _recalled(session: Session, asked: AskedYear) -> Recalled | None:
    """Return what the year before said of the items; None where there is none."""
    catalogue_file = asked.catalogue_file
    if (before := year_before(asked)) is None:
        return None
    score = score_year(before.assessment, catalogue_file.catalogue)
    return recalled(score, catalogue_file, asked.assessment.year)
