"""``quality measure add``: add a measure at the end of a year's list."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, get_args

import click

from qualitycli.application.year_edits import add_measure
from qualitycli.cli.base import Argument, Option, make_command
from qualitycli.cli.output.changes import conclude
from qualitycli.cli.parameters.options import (
    date_option,
    dry_run_option,
    text_option,
)
from qualitycli.cli.parameters.years import year_argument
from qualitycli.cli.run.projects import year_to_change
from qualitycli.cli.run.session import Session
from qualitycli.messages import N_, Finished
from qualitycli.model.measure import MeasureKind
from qualitycli.tracking.steps import listed


@make_command(
    "add",
    short_help=N_("Add a measure."),
    help=N_(
        """Add a measure at the end of the list, with the next free id. A planned measure is adopted
        with the year's plan; a corrective measure is proposed to the director and approved by
        order."""
    ),
    examples=(
        'quality measure add 2020-2021 "Открити уроци" --for OP.4 --responsible Иванова',
        'quality measure add 2020-2021 "Консултации" --kind corrective --by "Комисията"',
    ),
    writes=True,
)
@year_argument
@click.argument("action", cls=Argument, metavar=N_("ACTION"))
@click.option(
    "--kind",
    cls=Option,
    type=click.Choice(get_args(MeasureKind)),
    default="planned",
    show_default=True,
    help=N_("Kind of measure: planned for the year, or corrective, added during it."),
)
@text_option(
    "--for",
    "serves",
    help=N_("Goal, item or other id that the measure is for; may be repeated."),
    metavar="ID",
    multiple=True,
)
@text_option(
    "--responsible",
    help=N_("Person responsible; may be repeated."),
    metavar=N_("NAME"),
    multiple=True,
)
@date_option("--from", help=N_("Planned start."))
@date_option("--to", help=N_("Deadline."))
@text_option("--resources", help=N_("Resources needed."))
@text_option("--indicator", help=N_("Indicator that shows whether the measure helped."))
@text_option("--baseline", help=N_("Value of the indicator before the measure."))
@text_option("--target", help=N_("Target value of the indicator."))
@text_option("--by", help=N_("Who proposes a corrective measure."), metavar=N_("NAME"))
@date_option("--on", help=N_("Date of the proposal (default: today)."), default=date.today)
@text_option("--note", help=N_("A free-form note."))
@dry_run_option
@click.pass_obj
def command(session: Session, /, year: str | None, on: date, dry_run: bool, **given: Any) -> None:
    """Add the measure that the options describe."""
    corrective = given["kind"] == "corrective"
    if given["by"] and not corrective:
        session.refuse(N_("--by requires --kind corrective."))
    if not given["indicator"] and (given["baseline"] or given["target"]):
        session.refuse(N_("--baseline and --target require --indicator."))
    edit = add_measure(
        given["action"],
        kind="corrective" if corrective else None,
        **{key: given[key] for key in ("serves", "responsible", "resources", "note")},
        planned={key: given[key] for key in ("from", "to")},
        indicator={
            "text": given["indicator"],
            **{key: given[key] for key in ("baseline", "target")},
        },
        proposed={"by": given["by"], "date": on} if corrective else None,
    )
    change = year_to_change(session, year).change(edit, dry_run=dry_run)

    def done() -> Iterator[str]:
        measures = listed(change.new.values or {})
        place = Finished(change.place(("measures", len(measures) - 1)))
        text = N_("{place}: {id} added: {action}")
        yield session.translate(text, place=place, id=measures[-1]["id"], action=given["action"])

    conclude(session, change, done(), dry_run=dry_run)
