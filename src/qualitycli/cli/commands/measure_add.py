"""``quality measure add``: a new measure at the end of a year's list."""

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
        """Add a measure at the end of the list, under the next free id. A planned one is adopted
        with the year's plan; a corrective one is proposed to the director, whose order approves
        it."""
    ),
    examples=(
        'quality measure add 2020-2021 "Открити уроци" --serves OP.4 --responsible Иванова',
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
    help=N_("Planned for the year, or corrective, for what has come to light in it."),
)
@text_option(
    "--serves",
    help=N_("What it is for, by its id; may be given several times."),
    metavar="ID",
    multiple=True,
)
@text_option(
    "--responsible",
    help=N_("Who sees to it; may be given several times."),
    metavar=N_("NAME"),
    multiple=True,
)
@date_option("--from", help=N_("When it is to begin."))
@date_option("--to", help=N_("By when it is to be done."))
@text_option("--resources", help=N_("What it needs."))
@text_option("--indicator", help=N_("What will show whether it helped."))
@text_option("--baseline", help=N_("Where the indicator stands now."))
@text_option("--target", help=N_("Where the indicator is to get."))
@text_option("--by", help=N_("Who proposes it, where it is corrective."), metavar=N_("NAME"))
@date_option("--on", help=N_("When it is proposed; else today."), default=date.today)
@text_option("--note", help=N_("What else is to be said."))
@dry_run_option
@click.pass_obj
def command(session: Session, /, year: str | None, on: date, dry_run: bool, **given: Any) -> None:
    """Make the measure of the options, and give it an id when the file is known."""
    corrective = given["kind"] == "corrective"
    if given["by"] and not corrective:
        session.refuse(N_("--by names who proposes a corrective measure: --kind corrective."))
    if not given["indicator"] and (given["baseline"] or given["target"]):
        session.refuse(N_("--baseline and --target are values of an indicator: --indicator."))
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
