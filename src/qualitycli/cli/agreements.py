"""The decisions of a commission on their way into the file of the year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from qualitycli.application.raters import YearHeard
from qualitycli.cli.changing import Before, Change, change_year
from qualitycli.cli.session import Session
from qualitycli.comparing.agreeing import (
    Decision,
    differs,
    edits_of,
    evidence_of,
    proposal,
    to_settle,
)
from qualitycli.comparing.agreement import Heard, Hearing
from qualitycli.edits import Edit, Value
from qualitycli.model.assessment import UNRATED, Rating


class Minutes(NamedTuple):
    """Where a decision stands.

    :ivar evidence: whether what the raters name as evidence goes into the year.
    """

    protocol: str
    date: date
    evidence: bool = True


class Record:
    """The file of a year, into which decisions are written one after the other."""

    def __init__(self, session: Session, name: str, heard: YearHeard) -> None:
        self._session = session
        self._name = name
        self._seen = heard.year.file.source
        self._ratings = heard.year.assessment.ratings

    def present(self, item_id: str) -> Rating:
        """Return what the year said of an item when it was read."""
        return self._ratings.get(item_id, UNRATED)

    def unsettled(self, hearing: Hearing) -> list[Heard]:
        """Return the items that need a word of the commission and have none yet."""
        return [one for one in to_settle(hearing) if self.present(one.item.id).agreed is None]

    def decision(
        self, heard: Heard, said: Mapping[str, Value], minutes: Minutes, note: str | None = None
    ) -> Decision:
        """Return the decision that an item is given what is said."""
        present = self.present(heard.item.id)
        evidence = evidence_of(heard, present) if minutes.evidence else ()
        return Decision(heard.item.id, said, minutes.protocol, minutes.date, evidence, note)

    def write(self, decisions: Sequence[Decision], *, dry_run: bool = False) -> Change:
        """Write decisions, unless somebody has changed the file since it was read.

        :raises Stop: nothing was written; why has been said.
        """

        def propose(_: Before) -> list[Edit]:
            return [edit for one in decisions for edit in edits_of(one, self.present(one.item))]

        change = change_year(self._session, self._name, propose, seen=self._seen, dry_run=dry_run)
        self._seen = change.after
        return change


class Sorted(NamedTuple):
    """What the raters agree on: what is to be recorded, and how much is not.

    :ivar there: how many items are agreed on in the year already; `other`: of how many it says
        something else.
    """

    decisions: tuple[Decision, ...]
    there: int
    other: int


def sorted_out(
    hearing: Hearing, at_least: int, record: Record, minutes: Minutes, *, force: bool = False
) -> Sorted:
    """Return the decisions on all items of which the raters say the same.

    :param at_least: how many raters have to have judged an item.
    :param force: whether what the year says is replaced.
    """
    decisions: list[Decision] = []
    there = other = 0
    for one in hearing.heard:
        said = proposal(one) if one.standing in ("same", "single") else None
        if said is None or len(one.voices) < at_least:
            continue
        decision, present = record.decision(one, said, minutes), record.present(one.item.id)
        if differs(decision, present) and not force:
            other += 1
        elif present.agreed is not None and not differs(decision, present):
            there += 1
        else:
            decisions.append(decision)
    return Sorted(tuple(decisions), there, other)
