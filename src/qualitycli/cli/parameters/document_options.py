"""The options that the commands for documents share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from gettext import gettext
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from qualitycli.cli.base import Option
from qualitycli.cli.parameters import completion
from qualitycli.cli.parameters.options import F, date_option
from qualitycli.cli.parameters.years import YEAR
from qualitycli.cli.run.session import Session
from qualitycli.messages import N_
from qualitycli.render.documents.kinds import FORMATS, KINDS, RENAMED

if TYPE_CHECKING:
    from qualitycli.application.report_context import ReportOptions


class KindChoice(click.Choice[str]):
    """A kind of document; a name from version 1.0 is an error that shows the new name."""

    def __init__(self) -> None:
        super().__init__(tuple(KINDS))

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the name of a kind.

        :raises click.UsageError: the name is unknown, or from version 1.0.
        """
        if value in RENAMED:
            text = gettext(N_("“{old}” is now “{new}”."))
            raise click.UsageError(text.format(old=value, new=RENAMED[value]))
        return super().convert(value, param, ctx)


def format_option(help: str) -> Callable[[F], F]:  # noqa: A002  (click's name)
    """Add ``--format``, the format of a document; None if it is not given."""
    return click.option("--format", "ending", cls=Option, type=click.Choice(FORMATS), help=help)


against_option: Final = click.option(
    "--against",
    cls=Option,
    type=YEAR,
    metavar=N_("YEAR"),
    shell_complete=completion.years,
    help=N_("Compare with this year (default: the year before)."),
)
day_option = date_option(
    "--date",
    "day",
    help=N_("Date of the document (default: SOURCE_DATE_EPOCH, else the latest date in the data)."),
)


def report_options(
    session: Session,
    against: str | None,
    day: date | None,
    *,
    blank: bool = False,
    template: Path | None = None,
) -> ReportOptions:
    """Return the options of a document; the year to compare with is opened when it is needed.

    :raises ExitError: no date is given, and SOURCE_DATE_EPOCH is not a number of seconds.
    """
    from qualitycli.application.report_context import ReportOptions
    from qualitycli.cli.parameters.dates import day_of_source
    from qualitycli.cli.run.projects import open_year

    return ReportOptions(
        against=(lambda: open_year(session, against)) if against else None,
        day=day or day_of_source(session),
        blank=blank,
        template=template,
    )
