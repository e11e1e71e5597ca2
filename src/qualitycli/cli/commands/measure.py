"""``quality measure``: list, add and update the measures of a year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import click

from qualitycli.application.file_editing import FileChange
from qualitycli.application.year_edits import (
    YearEdit,
    approve_measure,
    drop_measure,
    finish_measure,
    start_measure,
)
from qualitycli.cli.base import Argument, Group, make_command
from qualitycli.cli.commands import measure_add, measure_list
from qualitycli.cli.output.changes import conclude
from qualitycli.cli.parameters.options import (
    date_option,
    dry_run_option,
    text_option,
)
from qualitycli.cli.parameters.years import year_argument
from qualitycli.cli.run.projects import year_to_change
from qualitycli.cli.run.session import Session
from qualitycli.messages import N_, Finished, Message
from qualitycli.model.measure import STATUS_WORDS, Measure
from qualitycli.reading.load import Loaded
from qualitycli.tracking.steps import index_of
from qualitycli.workspace import YearFile


@make_command(
    "measure",
    help=N_(
        "List the measures of a year, add a measure, or record that one was approved, started, "
        "done or dropped. Only the lines concerned are changed."
    ),
    examples=(
        "quality measure list 2020-2021",
        'quality measure add 2020-2021 "Открити уроци" --responsible Иванова --to 2021-03-31',
        "quality measure start 2020-2021 M3 --on 2021-02-01",
        'quality measure done 2020-2021 M3 --result "31 от 36 урока" --evidence "Протокол № 5"',
    ),
    cls=Group,
)
def command() -> None:
    """Group the commands."""


_measure_id = click.argument("measure_id", cls=Argument, metavar="ID")
_on = date_option("--on", help=N_("Date of the event (default: today)."), default=date.today)


@make_command(
    "approve",
    short_help=N_("Approve a corrective measure."),
    help=N_("Record that a corrective measure was approved by an order of the director."),
    examples=("quality measure approve 2020-2021 M9 --order РД-12-45 --on 2021-03-15",),
    writes=True,
)
@year_argument
@_measure_id
@text_option("--order", metavar=N_("ORDER"), required=True, help=N_("Number of the order."))
@_on
@dry_run_option
@click.pass_obj
def _approve(  # one for each option
    session: Session, /, year: str | None, measure_id: str, order: str, on: date, dry_run: bool
) -> None:
    """Approve a measure."""
    _update(session, year, measure_id, approve_measure(measure_id, order, on), dry_run=dry_run)


@make_command(
    "start",
    short_help=N_("Record that the work has started."),
    help=N_("Record that the work on a measure has started."),
    examples=("quality measure start 2020-2021 M3 --on 2021-02-01",),
    writes=True,
)
@year_argument
@_measure_id
@_on
@dry_run_option
@click.pass_obj
def _start(session: Session, /, year: str | None, measure_id: str, on: date, dry_run: bool) -> None:
    """Start a measure."""
    _update(session, year, measure_id, start_measure(measure_id, on), dry_run=dry_run)


@make_command(
    "done",
    short_help=N_("Record that a measure was carried out."),
    help=N_("Record that a measure was carried out, with its result and the evidence."),
    examples=(
        'quality measure done 2020-2021 M3 --result "31 от 36 урока"',
        'quality measure done 2020-2021 M3 --on 2021-05-28 --evidence "Протокол № 5"',
    ),
    writes=True,
)
@year_argument
@_measure_id
@_on
@text_option("--result", help=N_("Value reached by the indicator."))
@text_option(
    "--evidence", multiple=True, help=N_("Evidence that it was carried out; may be repeated.")
)
@text_option("--note", help=N_("Text to add to the note."))
@dry_run_option
@click.pass_obj
def _done(
    session: Session, /, year: str | None, measure_id: str, dry_run: bool, **told: Any
) -> None:
    """Finish a measure."""
    _update(session, year, measure_id, finish_measure(measure_id, **told), dry_run=dry_run)


@make_command(
    "drop",
    short_help=N_("Record that a measure was dropped."),
    help=N_("Record that a measure was dropped. The reason is added to its note."),
    examples=('quality measure drop 2020-2021 M4 --reason "Няма средства в бюджета."',),
    writes=True,
)
@year_argument
@_measure_id
@text_option("--reason", required=True, help=N_("Why the measure was dropped."))
@_on
@dry_run_option
@click.pass_obj
def _drop(
    session: Session, /, year: str | None, measure_id: str, reason: str, on: date, dry_run: bool
) -> None:
    """Drop a measure."""
    _update(session, year, measure_id, drop_measure(measure_id, on, reason), dry_run=dry_run)


for _step in (measure_list.command, measure_add.command, _approve, _start, _done, _drop):
    assert isinstance(command, Group)
    command.add_command(_step)


def _update(
    session: Session, year: str | None, measure_id: str, step: YearEdit, *, dry_run: bool
) -> None:
    """Update a measure and print its status before and after."""
    change = year_to_change(session, year).change(step, dry_run=dry_run)
    conclude(session, change, _said(session, measure_id, change), dry_run=dry_run)


def _said(session: Session, measure_id: str, change: FileChange[YearFile]) -> Iterator[str]:
    before, now = (_measure(one, measure_id) for one in (change.before, change.after))
    index = index_of(change.new.values or {}, measure_id)
    assert index is not None
    yield session.translate(
        N_("{place}: {id}: {before} → {now} ({action})"),
        place=Finished(change.place(("measures", index))),
        id=measure_id,
        before=Message(STATUS_WORDS[before.status]),
        now=Message(STATUS_WORDS[now.status]),
        action=before.action,
    )


def _measure(year: Loaded[YearFile], measure_id: str) -> Measure:
    assert year.content is not None
    return next(one for one in year.content.assessment.measures if one.id == measure_id)
