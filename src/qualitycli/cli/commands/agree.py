"""``quality agree``: record the commission's agreed ratings in the file of the year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import click

from qualitycli.application.decision_recording import DecisionRecorder, Minutes, UnanimousItems
from qualitycli.cards.rating import rating_text
from qualitycli.cli.base import Option, given_options, make_command
from qualitycli.cli.commands.agree_prompt import AgreePrompt, plain_number
from qualitycli.cli.output.changes import conclude
from qualitycli.cli.output.prompts import can_ask
from qualitycli.cli.parameters import completion
from qualitycli.cli.parameters.options import date_option, dry_run_option
from qualitycli.cli.parameters.years import year_argument
from qualitycli.cli.run.projects import project_here, year_to_change
from qualitycli.cli.run.session import Session
from qualitycli.comparing.decisions import AgreedRating
from qualitycli.edits import Value
from qualitycli.messages import N_, NP_


class DecisionOptions(NamedTuple):
    """The options of a decision on an item."""

    level: str | None
    points: str | None
    not_applicable: str | None
    no_evidence: str | None

    def as_rating(self) -> dict[str, Value]:
        """Return the decision as the keys of a rating."""
        given = self._asdict().items()
        return {
            key: plain_number(value) if key == "points" else value
            for key, value in given
            if value is not None
        }


@make_command(
    "agree",
    help=N_(
        """Record the commission's agreed ratings in the file of the year.

        In a terminal, the command goes through the items to discuss, those with the widest spread
        first. For each item it shows every rater's rating and reasons, suggests the median, and
        records the decision with its date and protocol. If the median falls between two steps,
        nothing is suggested; ratings are never averaged. Type “?” at the prompt to see the choices.

        --unanimous records all items on which the raters agree; --item records a single item."""
    ),
    examples=(
        "quality agree 2020-2021",
        'quality agree 2020-2021 --unanimous --protocol "Протокол № 4" --date 2021-06-10',
        'quality agree 2020-2021 --item OP.1.3.5 --level 3 --protocol "№ 4" --date 2021-06-10',
    ),
    writes=True,
)
@year_argument
@click.option(
    "--unanimous",
    cls=Option,
    is_flag=True,
    help=N_("Record all items on which the raters agree."),
)
@click.option(
    "--min-raters",
    cls=Option,
    type=click.IntRange(min=1),
    default=2,
    show_default=True,
    metavar=N_("NUMBER"),
    help=N_(
        "Record only items with at least this many raters; 1 includes items with a single rater."
    ),
)
@click.option(
    "--item",
    "item_id",
    cls=Option,
    metavar="ID",
    shell_complete=completion.ids,
    help=N_("Record this item; requires --level, --points, --not-applicable or --no-evidence."),
)
@click.option("--level", cls=Option, metavar=N_("NUMBER"), help=N_("Agreed level."))
@click.option("--points", cls=Option, metavar=N_("NUMBER"), help=N_("Agreed points."))
@click.option(
    "--not-applicable",
    cls=Option,
    metavar=N_("REASON"),
    help=N_("Record the item as not applicable, for this reason."),
)
@click.option(
    "--no-evidence",
    cls=Option,
    metavar=N_("REASON"),
    help=N_("Record that there is no evidence to rate the item, for this reason."),
)
@click.option("--note", cls=Option, metavar=N_("TEXT"), help=N_("Note of the commission."))
@click.option(
    "--protocol",
    cls=Option,
    metavar=N_("TEXT"),
    help=N_("Protocol in which the decision is recorded."),
)
@date_option("--date", "held_on", help=N_("Date of the decision."))
@click.option(
    "--no-copy-evidence",
    cls=Option,
    is_flag=True,
    help=N_("Do not copy the raters' evidence."),
)
@click.option(
    "--force",
    cls=Option,
    is_flag=True,
    help=N_("Replace ratings that the year already has."),
)
@dry_run_option
@click.pass_context
def command(  # noqa: PLR0913, PLR0917  (click passes each option)
    ctx: click.Context,
    /,
    year: str | None,
    unanimous: bool,
    min_raters: int,
    item_id: str | None,
    level: str | None,
    points: str | None,
    not_applicable: str | None,
    no_evidence: str | None,
    note: str | None,
    protocol: str | None,
    held_on: date | None,
    no_copy_evidence: bool,
    force: bool,
    dry_run: bool,
) -> None:
    """Record one item, all items on which the raters agree, or go item by item."""
    session: Session = ctx.obj
    project_here(session)
    options = DecisionOptions(level, points, not_applicable, no_evidence)
    _refuse_contradictions(session, options, item_id, unanimous=unanimous)
    _refuse_without_effect(session, ctx, item_id, unanimous=unanimous)
    if not unanimous and item_id is None and not can_ask():
        text = N_("Going through the items requires a terminal. Use --item or --unanimous instead.")
        session.refuse(text)
    record = DecisionRecorder(year_to_change(session, year))
    if not unanimous and item_id is None:
        AgreePrompt(session, record, min_raters).run(protocol, held_on, date.today())
        return
    if not (protocol or "").strip() or held_on is None:
        session.refuse(N_("A decision requires a date and a protocol: use --date and --protocol."))
    minutes = Minutes(str(protocol).strip(), held_on, evidence=not no_copy_evidence)
    if item_id is not None:
        decision = record.decided(item_id, options.as_rating(), minutes, note, force=force)
        change = record.write([decision], dry_run=dry_run)
        conclude(session, change, [_recorded(session, decision)], dry_run=dry_run)
    else:
        found = record.unanimous(min_raters, minutes, force=force)
        change = record.write(found.decisions, dry_run=dry_run)
        conclude(session, change, _summary(session, record, found), dry_run=dry_run)


def _refuse_contradictions(
    session: Session, options: DecisionOptions, item_id: str | None, *, unanimous: bool
) -> None:
    given = len(options.as_rating())
    if unanimous and (item_id is not None or given):
        session.refuse_both("--unanimous", "--item")
    if given > 1 or (item_id is not None and given == 0):
        text = N_(
            "--item requires exactly one of --level, --points, --not-applicable and --no-evidence."
        )
        session.refuse(text)
    if item_id is None and given:
        session.refuse(N_("No item specified; use --item ID."))


def _refuse_without_effect(
    session: Session, ctx: click.Context, item_id: str | None, *, unanimous: bool
) -> None:
    """Refuse options that have no effect in the chosen mode."""
    given = given_options(ctx)
    if item_id is not None and "min_raters" in given:
        session.refuse_both("--min-raters", "--item")
    if unanimous and "note" in given:
        session.refuse_both("--note", "--unanimous")
    if item_id is None and not unanimous:
        for name in ("dry_run", "note", "force", "no_copy_evidence"):
            if name in given:
                text = N_("{option} can only be used with --item or --unanimous.")
                session.refuse(text, option=given[name])


def _recorded(session: Session, decision: AgreedRating) -> str:
    said = rating_text(decision.content)
    return session.translate(N_("Recorded: {id}, {said}."), id=decision.item, said=said)


def _summary(session: Session, record: DecisionRecorder, found: UnanimousItems) -> Iterator[str]:
    translate = session.translate
    yield translate(NP_("{n} item recorded.", "{n} items recorded."), n=len(found.decisions))
    for count, text in (
        (found.there, NP_("{n} item was already agreed.", "{n} items were already agreed.")),
        (
            found.other,
            NP_(
                "{n} item skipped: the year already has a different rating (use --force to replace "
                "it).",
                "{n} items skipped: the year already has different ratings (use --force to replace "
                "them).",
            ),
        ),
        (
            len(record.unsettled()),
            NP_("{n} item still to discuss.", "{n} items still to discuss."),
        ),
    ):
        if count:
            yield translate(text, n=count)
