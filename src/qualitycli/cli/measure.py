"""``quality measure``: add a measure to a year, or say how far one is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, TypeVar, get_args

import click

from qualitycli.cli import completion
from qualitycli.cli.base import Argument, Group, Option, date_option, make_command
from qualitycli.cli.changing import Before, Change, change_year, conclude, dry_run_option
from qualitycli.cli.session import Session
from qualitycli.cli.steps import (
    Illogical,
    Outcome,
    approve,
    drop,
    finish,
    new_measure,
    next_id,
    start,
)
from qualitycli.edits import Edit
from qualitycli.messages import N_, Finished, Message
from qualitycli.model.cycle import STATUS_WORDS, Measure, MeasureKind
from qualitycli.nearness import nearest
from qualitycli.source import Route

F = TypeVar("F", bound=Callable[..., Any])
_Step = Callable[[Measure, Route], list[Edit]]


@make_command(
    "measure",
    help=N_(
        """Add a measure to the file of a year, or say how far one is: approved, started, done or
        dropped. Only the lines that must change do; “quality measures” shows them all."""
    ),
    examples=(
        'quality measure add 2020-2021 "Открити уроци" --responsible Иванова --to 2021-03-31',
        "quality measure start 2020-2021 M3 --on 2021-02-01",
        'quality measure done 2020-2021 M3 --result "31 от 36 урока" --evidence "Протокол № 5"',
    ),
    cls=Group,
)
def command() -> None:
    """Hold the steps together."""


_year = click.argument("year", cls=Argument, metavar=N_("YEAR"), shell_complete=completion.years)
_measure_id = click.argument("measure_id", cls=Argument, metavar="ID")
_on = date_option("--on", help=N_("On which day; else today."), default=date.today)
_evidence = click.option(
    "--evidence",
    cls=Option,
    metavar=N_("TEXT"),
    multiple=True,
    help=N_("What shows it; may be given several times."),
)


def _text_option(
    name: str,
    help: str,  # noqa: A002  (click's word)
    metavar: str = N_("TEXT"),
) -> Callable[[F], F]:
    return click.option(name, cls=Option, metavar=metavar, help=help)


def _texts_option(
    name: str,
    help: str,  # noqa: A002  (click's word)
    metavar: str,
) -> Callable[[F], F]:
    return click.option(name, cls=Option, metavar=metavar, multiple=True, help=help)


@make_command(
    "add",
    help=N_(
        """Add a measure at the end of the list, under the next free id. A planned one is adopted
        with the year's plan; a corrective one is proposed to the director, whose order approves
        it."""
    ),
    examples=(
        'quality measure add 2020-2021 "Открити уроци" --serves OP.4 --responsible Иванова',
        'quality measure add 2020-2021 "Консултации" --kind corrective --by "Комисията"',
    ),
)
@_year
@click.argument("action", cls=Argument, metavar=N_("ACTION"))
@click.option(
    "--kind",
    cls=Option,
    type=click.Choice(get_args(MeasureKind)),
    default="planned",
    show_default=True,
    help=N_("Planned for the year, or corrective, for what has come to light in it."),
)
@_texts_option("--serves", N_("What it is for, by its id; may be given several times."), "ID")
@_texts_option("--responsible", N_("Who sees to it; may be given several times."), N_("NAME"))
@date_option("--from", help=N_("When it is to begin."))
@date_option("--to", help=N_("By when it is to be done."))
@_text_option("--resources", N_("What it needs."))
@_text_option("--indicator", N_("What will show whether it helped."))
@_text_option("--baseline", N_("Where the indicator stands now."))
@_text_option("--target", N_("Where the indicator is to get."))
@_text_option("--by", N_("Who proposes it, where it is corrective."), N_("NAME"))
@date_option("--on", help=N_("When it is proposed; else today."), default=date.today)
@_text_option("--note", N_("What else is to be said."))
@dry_run_option
@click.pass_obj
def _add(session: Session, /, year: str, on: date, dry_run: bool, **given: Any) -> None:
    """Make the measure of the options, and give it an id when the file is known."""
    corrective = given["kind"] == "corrective"
    if given["by"] and not corrective:
        session.refuse(N_("--by names who proposes a corrective measure: --kind corrective."))
    if not given["indicator"] and (given["baseline"] or given["target"]):
        session.refuse(N_("--baseline and --target are values of an indicator: --indicator."))
    ids: list[str] = []

    def propose(before: Before) -> list[Edit]:
        ids.append(next_id(before.file.assessment, before.values))
        indicator = {key: given[key] for key in ("baseline", "target")}
        measure = new_measure(
            {
                "id": ids[-1],
                "kind": given["kind"] if corrective else None,
                **{key: given[key] for key in ("action", "serves", "responsible", "resources")},
                "planned": {key: given[key] for key in ("from", "to")},
                "indicator": {"text": given["indicator"], **indicator},
                "proposed": {"by": given["by"], "date": on} if corrective else {},
                "note": given["note"],
            }
        )
        return [Edit(("measures", len(_listed(before))), measure)]

    change = change_year(session, year, propose, dry_run=dry_run)

    def done() -> Iterator[str]:
        place = Finished(change.place(("measures", change.measure_index(ids[-1]))))
        text = N_("{place}: {id} added: {action}")
        yield session.translate(text, place=place, id=ids[-1], action=given["action"])

    conclude(session, change, done(), dry_run=dry_run)


@make_command(
    "approve",
    help=N_("Say by which order of the director a corrective measure was approved, and when."),
    examples=("quality measure approve 2020-2021 M9 --order РД-12-45 --on 2021-03-15",),
)
@_year
@_measure_id
@click.option(
    "--order", cls=Option, metavar=N_("NUMBER"), required=True, help=N_("Number of the order.")
)
@_on
@dry_run_option
@click.pass_obj
def _approve(  # one for each option
    session: Session, /, year: str, measure_id: str, order: str, on: date, dry_run: bool
) -> None:
    """Approve it."""
    _take(session, year, measure_id, lambda one, at: approve(one, at, order, on), dry_run=dry_run)


@make_command(
    "start",
    help=N_("Say when the work on a measure began."),
    examples=("quality measure start 2020-2021 M3 --on 2021-02-01",),
)
@_year
@_measure_id
@_on
@dry_run_option
@click.pass_obj
def _start(session: Session, /, year: str, measure_id: str, on: date, dry_run: bool) -> None:
    """Start it."""
    _take(session, year, measure_id, lambda one, at: start(one, at, on), dry_run=dry_run)


@make_command(
    "done",
    help=N_("Say when a measure was carried out, what came of it and what shows that."),
    examples=(
        'quality measure done 2020-2021 M3 --result "31 от 36 урока"',
        'quality measure done 2020-2021 M3 --on 2021-05-28 --evidence "Протокол № 5"',
    ),
)
@_year
@_measure_id
@_on
@_text_option("--result", N_("What its indicator says now."))
@_evidence
@_text_option("--note", N_("What else is to be said; added to the note."))
@dry_run_option
@click.pass_obj
def _done(session: Session, /, year: str, measure_id: str, dry_run: bool, **told: Any) -> None:
    """Finish it."""
    on = told.pop("on")
    outcome = Outcome(**told)
    _take(session, year, measure_id, lambda one, at: finish(one, at, on, outcome), dry_run=dry_run)


@make_command(
    "drop",
    help=N_("Say that a measure is given up, and why; the reason is added to its note."),
    examples=('quality measure drop 2020-2021 M4 --reason "Няма средства в бюджета."',),
)
@_year
@_measure_id
@click.option("--reason", cls=Option, metavar=N_("TEXT"), required=True, help=N_("Why."))
@_on
@dry_run_option
@click.pass_obj
def _drop(
    session: Session, /, year: str, measure_id: str, reason: str, on: date, dry_run: bool
) -> None:
    """Drop it."""
    _take(session, year, measure_id, lambda one, at: drop(one, at, on, reason), dry_run=dry_run)


for _step in (_add, _approve, _start, _done, _drop):
    assert isinstance(command, Group)
    command.add_command(_step)


def _take(session: Session, year: str, measure_id: str, step: _Step, *, dry_run: bool) -> None:
    """Let a measure take a step, and say from where it came to where."""
    befores: list[Measure] = []

    def propose(before: Before) -> list[Edit]:
        measure, index = _found(session, before, measure_id)
        befores.append(measure)
        try:
            return step(measure, ("measures", index))
        except Illogical as illogical:
            session.refuse(N_("{reason}."), reason=illogical.message)

    change = change_year(session, year, propose, dry_run=dry_run)
    conclude(session, change, _said(session, befores[-1], change), dry_run=dry_run)


def _said(session: Session, before: Measure, change: Change) -> Iterator[str]:
    index = change.measure_index(before.id)
    yield session.translate(
        N_("{place}: {id}: {before} → {now} ({action})"),
        place=Finished(change.place(("measures", index))),
        id=before.id,
        before=Message(STATUS_WORDS[before.status]),
        now=Message(STATUS_WORDS[change.values["measures"][index]["status"]]),
        action=before.action,
    )


def _listed(before: Before) -> list[Any]:
    listed = before.values.get("measures")
    return listed if isinstance(listed, list) else []


def _found(session: Session, before: Before, measure_id: str) -> tuple[Measure, int]:
    """Return a measure and its index in the list of the file.

    :raises Stop: there is none with that id, or something is wrong with it.
    """
    measures = {one.id: one for one in before.file.assessment.measures}
    ids = [one.get("id") if isinstance(one, dict) else None for one in _listed(before)]
    if measure_id in measures:
        return measures[measure_id], ids.index(measure_id)
    if measure_id in ids:
        text = N_("The measure “{id}” has errors; “quality validate” shows them.")
        session.refuse(text, id=measure_id)
    if (near := nearest(measure_id, [*measures])) is not None:
        text = N_("There is no measure “{id}”. Did you mean {near}?")
        session.refuse(text, id=measure_id, near=near)
    text = N_("There is no measure “{id}”. Measures of the year: {known}.")
    return session.refuse(text, id=measure_id, known=tuple(measures))
