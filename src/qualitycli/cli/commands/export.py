"""``quality export``: export a year as a spreadsheet to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from qualitycli.application.paths import shown_path
from qualitycli.application.rater_files import open_rater_file
from qualitycli.application.spreadsheet import SpreadsheetFormat, make_spreadsheet
from qualitycli.cli.base import make_command
from qualitycli.cli.output.files import write_requested
from qualitycli.cli.parameters.options import demo_option, force_option, output_file
from qualitycli.cli.parameters.rater_option import rater_option
from qualitycli.cli.parameters.years import year_or_newest
from qualitycli.cli.run.projects import open_year, refuse_example
from qualitycli.cli.run.session import Session
from qualitycli.messages import N_

KINDS: Final[dict[str, SpreadsheetFormat]] = {".xlsx": "xlsx", ".csv": "csv"}


@make_command(
    "export",
    help=N_(
        """Export a year as a spreadsheet to fill in. It has a sheet for each area, with protected
        texts and cells for ratings, evidence and notes, and a copy of the scores. If the file name
        ends in .csv, a single plain table is written instead. “quality import” reads the
        spreadsheet back.

        YEAR is a school year or the path of a year file (default: the newest year)."""
    ),
    examples=(
        "quality export -o card.xlsx",
        "quality export 2020-2021 -o card.csv --force",
        'quality export 2020-2021 --rater "Мария Иванова" -o ivanova.xlsx',
    ),
    writes=True,
)
@year_or_newest
@output_file(N_("File to write; its name ends in .xlsx or .csv."))
@force_option
@demo_option
@rater_option
@click.pass_obj
def command(session: Session, year: str | None, path: Path, force: bool, rater: str | None) -> None:
    """Generate the spreadsheet and write it."""
    if (kind := KINDS.get(path.suffix.lower())) is None:
        session.refuse(N_("The file name “{name}” must end in .xlsx or .csv."), name=path.name)
    refuse_example(session, year)
    opened = open_year(session, year)
    assessment = (
        opened.assessment if rater is None else open_rater_file(opened, rater).as_year().assessment
    )
    content = make_spreadsheet(opened, kind, assessment)
    write_requested(session, path, content, force=force)
    session.confirm(N_("Written: {path}"), path=Path(shown_path(path)))
