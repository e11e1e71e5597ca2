"""``quality agree``: what the commission agrees on, recorded in the file of the year."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

import click

from qualitycli.cli import completion
from qualitycli.cli.base import Argument, Option, make_command
from qualitycli.cli.deliberation import Deliberation
from qualitycli.cli.hearing import YearHeard, hear_year
from qualitycli.cli.projects import no_such_node, own_project
from qualitycli.cli.recording import Record
from qualitycli.cli.session import Session
from qualitycli.comparing.agreeing import (
    Decision,
    differs,
    edits_of,
    evidence_of,
    proposal,
    takes,
)
from qualitycli.comparing.agreement import Heard
from qualitycli.edits import Value
from qualitycli.messages import N_, NP_
from qualitycli.model.assessment import Rating
from qualitycli.model.fields import read_day
from qualitycli.render.agree_view import said_text


class Wish(NamedTuple):
    """What the commission says of an item on the command line."""

    level: str | None
    points: str | None
    not_applicable: str | None
    no_evidence: str | None

    def said(self) -> dict[str, Value]:
        """Return it by the keys of a rating."""
        given = self._asdict().items()
        return {key: value.replace(",", ".") if key == "points" else value
                for key, value in given if value is not None}


class Minutes(NamedTuple):
    """Where the commission's decision stands, and what goes with it."""

    protocol: str
    date: date
    note: str | None
    evidence: bool
    force: bool
    dry_run: bool


@make_command(
    "agree",
    help=N_(
        """Record what the commission agrees on as the ratings of the year.

        In a terminal it goes through the items to talk about, the widest spread first: it shows
        what each rater says and why, proposes the median, and records what the commission decides,
        with date and protocol. Between two levels nothing is proposed, and no average is taken.

        --unanimous records all at once on which the raters agree; --item records one."""
    ),
    examples=(
        "quality agree 2020-2021",
        'quality agree 2020-2021 --unanimous --protocol "Протокол № 4" --date 2021-06-10',
        'quality agree 2020-2021 --item OP.1.3.5 --level 3 --protocol "№ 4" --date 2021-06-10',
    ),
)
@click.argument("year", cls=Argument, metavar=N_("YEAR"), shell_complete=completion.years)
@click.option(
    "--unanimous",
    cls=Option,
    is_flag=True,
    help=N_("Record every item on which all raters who judged it say the same."),
)
@click.option(
    "--at-least",
    cls=Option,
    type=click.IntRange(min=1),
    default=2,
    show_default=True,
    metavar="N",
    help=N_("Only items that so many raters judged; with 1 also those of a single rater."),
)
@click.option(
    "--item",
    "item_id",
    cls=Option,
    metavar="ID",
    shell_complete=completion.ids,
    help=N_("Record this item, with one of the next four."),
)
@click.option("--level", cls=Option, metavar="N", help=N_("The level agreed on."))
@click.option("--points", cls=Option, metavar="N", help=N_("The points agreed on."))
@click.option("--not-applicable", cls=Option, metavar=N_("REASON"), help=N_("Not applicable: why."))
@click.option("--no-evidence", cls=Option, metavar=N_("REASON"), help=N_("No evidence: why."))
@click.option("--note", cls=Option, metavar=N_("TEXT"), help=N_("The commission's note."))
@click.option(
    "--protocol", cls=Option, metavar=N_("TEXT"), help=N_("The protocol that the decision is in.")
)
@click.option(
    "--date", "day", cls=Option, metavar="YYYY-MM-DD", help=N_("The day of the decision.")
)
@click.option(
    "--without-evidence",
    cls=Option,
    is_flag=True,
    help=N_("Do not take over the evidence that the raters name."),
)
@click.option(
    "--force",
    cls=Option,
    is_flag=True,
    help=N_("Also where the year already says something else."),
)
@click.option("--dry-run", cls=Option, is_flag=True, help=N_("Show it and write nothing."))
@click.pass_obj
def command(  # noqa: PLR0913, PLR0917  (click passes each option)
    session: Session,
    year: str,
    unanimous: bool,
    at_least: int,
    item_id: str | None,
    level: str | None,
    points: str | None,
    not_applicable: str | None,
    no_evidence: str | None,
    note: str | None,
    protocol: str | None,
    day: str | None,
    without_evidence: bool,
    force: bool,
    dry_run: bool,
) -> None:
    """Read, then record one item, all that agree, or item by item."""
    if own_project(session) is None:
        session.refuse(N_("There is no project here or above. “quality init” begins one."))
    wish = Wish(level, points, not_applicable, no_evidence)
    _refuse_contradictions(session, wish, item_id, unanimous=unanimous)
    held_on = _day(session, day) if day is not None else None
    if not unanimous and item_id is None and not _in_a_terminal():
        text = N_("Name --item or --unanimous, or run it in a terminal to go item by item.")
        session.refuse(text)
    heard = hear_year(session, year)
    record = Record(session, heard.project, heard.path, heard.catalogue_file, heard.year)
    if not unanimous and item_id is None:
        Deliberation(session, heard.hearing, record).run(protocol, held_on, date.today())
        return
    if not (protocol or "").strip() or held_on is None:
        session.refuse(N_("A decision has a date and a protocol: add --date and --protocol."))
    minutes = Minutes(
        str(protocol).strip(), held_on, note, not without_evidence, force, dry_run
    )
    if item_id is not None:
        _one(session, heard, record, _wanted(session, heard, item_id), wish.said(), minutes)
    else:
        _unanimous(session, heard, record, at_least, minutes)


def _refuse_contradictions(
    session: Session, wish: Wish, item_id: str | None, *, unanimous: bool
) -> None:
    given = len(wish.said())
    if unanimous and (item_id is not None or given):
        session.refuse(N_("--unanimous and --item do not go together."))
    if given > 1 or (item_id is not None and given == 0):
        text = N_("Give one of --level, --points, --not-applicable and --no-evidence with --item.")
        session.refuse(text)
    if item_id is None and given:
        session.refuse(N_("Name the item: --item ID."))


def _day(session: Session, written: str) -> date:
    day = read_day(written)
    if day is None:
        session.refuse(N_("“{value}” is not a date; write it as 2021-06-10."), value=written)
    return day


def _in_a_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _wanted(session: Session, heard: YearHeard, item_id: str) -> Heard:
    found = next((one for one in heard.hearing.heard if one.item.id == item_id), None)
    if found is None:
        if item_id not in heard.catalogue_file.nodes:
            no_such_node(session, item_id, heard.catalogue_file)
        text = N_("“{id}” is not an item that is rated in {year}.")
        session.refuse(text, id=item_id, year=heard.hearing.year)
    return found


def _one(  # noqa: PLR0913, PLR0917  (who, where and what)
    session: Session,
    heard: YearHeard,
    record: Record,
    one: Heard,
    said: Mapping[str, Value],
    minutes: Minutes,
) -> None:
    if not takes(one, said):
        steps = tuple(session.translate.decimal(str(float(s)).removesuffix(".0")) for s in one.steps)
        text = N_("“{id}” cannot be given that; it is rated with one of: {steps}.")
        session.refuse(text, id=one.item.id, steps=steps)
    present = record.year.assessment.ratings.get(one.item.id, Rating())
    decision = _decision(one, said, present, minutes)
    if differs(decision, present) and not minutes.force:
        text = N_("The year already says something else of “{id}”; --force replaces it.")
        session.refuse(text, id=one.item.id)
    if not minutes.dry_run:
        record.write(edits_of(decision, present))
    text = N_("Recorded: {id}, {said}.") if not minutes.dry_run else N_("{id}: {said}")
    session.say(text, id=one.item.id, said=said_text(decision.said, session.translate))


def _unanimous(
    session: Session, heard: YearHeard, record: Record, at_least: int, minutes: Minutes
) -> None:
    ratings = record.year.assessment.ratings
    decisions: list[Decision] = []
    there = other = 0
    for one in heard.hearing.heard:
        said = proposal(one) if one.standing in ("same", "single") else None
        if said is None or len(one.voices) < at_least:
            continue
        present = ratings.get(one.item.id, Rating())
        decision = _decision(one, said, present, minutes)
        if present.agreed is not None and not differs(decision, present):
            there += 1
        elif differs(decision, present) and not minutes.force:
            other += 1
        else:
            decisions.append(decision)
    if minutes.dry_run:
        for one in decisions:
            said_of = said_text(one.said, session.translate)
            session.say(N_("{id}: {said}"), id=one.item, said=said_of)
    elif decisions:
        edits = [edit for one in decisions for edit in edits_of(one, ratings.get(one.item, Rating()))]
        record.write(edits)
    _sum_up(session, heard, len(decisions), there, other, dry_run=minutes.dry_run)


def _sum_up(  # noqa: PLR0913  (a count each)
    session: Session, heard: YearHeard, recorded: int, there: int, other: int, *, dry_run: bool
) -> None:
    done = NP_("{n} item recorded.", "{n} items recorded.")
    would = NP_("{n} item would be recorded.", "{n} items would be recorded.")
    session.say(would if dry_run else done, n=recorded)
    if there:
        text = NP_("{n} item was agreed on already.", "{n} items were agreed on already.")
        session.say(text, n=there)
    if other:
        text = NP_(
            "{n} item was left: the year already says something else (--force replaces it).",
            "{n} items were left: the year already says something else (--force replaces it).",
        )
        session.say(text, n=other)
    left = len(heard.hearing.to_discuss)
    if left:
        text = NP_("{n} item is to be talked about.", "{n} items are to be talked about.")
        session.say(text, n=left)


def _decision(
    one: Heard, said: Mapping[str, Value], present: Rating, minutes: Minutes
) -> Decision:
    evidence = evidence_of(one, present) if minutes.evidence else ()
    return Decision(one.item.id, said, minutes.protocol, minutes.date, evidence, minutes.note)
