"""The prompt of ``quality agree``: show each item's ratings and ask for a decision."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final, Literal, NamedTuple

from qualitycli.application.decision_recording import DecisionRecorder, Minutes
from qualitycli.cards.rating import rating_text
from qualitycli.cli.output.changes import conclude
from qualitycli.cli.output.prompts import YES, prompted
from qualitycli.cli.parameters.dates import day_or_why
from qualitycli.cli.run.session import Session, terminal_width
from qualitycli.comparing.decisions import content_of, counted, differs, proposal, takes
from qualitycli.comparing.inter_rater import ItemRatings
from qualitycli.edits import Value
from qualitycli.messages import N_, NP_, Message, as_written
from qualitycli.model.assessment import judgement_wanted
from qualitycli.render.agree_view import choice_lines, item_lines, proposal_text

Answer = Literal["skip", "stop", "not_applicable", "no_evidence"]


class AnswerKey(NamedTuple):
    """A key for an answer that is not a rating.

    :ivar character: one that is on both Bulgarian and English keyboards.
    :ivar letters: alternatives; the same as on the card, if it has them.
    """

    character: str
    letters: str
    answer: Answer
    meaning: str


_KEYS: Final = (
    AnswerKey("-", "nн", "not_applicable", N_("not applicable; asks for the reason")),
    AnswerKey("!", "bб", "no_evidence", N_("no evidence; asks for the reason")),
    AnswerKey("+", "sп", "skip", N_("skip this item")),
    AnswerKey(".", "qк", "stop", N_("stop; the decisions recorded so far are kept")),
)
_ANSWERS: Final = {typed: key.answer for key in _KEYS for typed in (key.character, *key.letters)}
_NO: Final = frozenset(("-", "n", "no", "н", "не"))


class _StopError(Exception):
    """Ends the session; the decisions recorded so far are kept."""


class AgreePrompt:
    """A session in which the commission decides item by item."""

    def __init__(self, session: Session, record: DecisionRecorder, min_raters: int) -> None:
        self._session = session
        self._translate = session.translate
        self._scale = record.compared.catalogue_file.catalogue.scale
        self._record = record
        self._min_raters = min_raters
        self._recorded = 0

    def run(self, protocol: str | None, held_on: date | None, today: date) -> None:
        """Go through the items to settle; each decision is written at once."""
        minutes = self._minutes(protocol, held_on, today)
        try:
            self._all_agree(minutes)
            waiting = self._record.unsettled()
            for number, one in enumerate(waiting, 1):
                self._session.write([""])
                self._session.say(N_("Item {number} of {all}"), number=number, all=len(waiting))
                self._item(one, minutes)
        except _StopError:
            pass
        text = NP_("{n} item recorded.", "{n} items recorded.")
        self._session.say(text, n=self._recorded)

    def _minutes(self, protocol: str | None, held_on: date | None, today: date) -> Minutes:
        translate = self._translate
        while not (protocol or "").strip():
            protocol = prompted(self._session, translate(N_("Protocol")))
        while held_on is None:
            label = translate(N_("Date of the decision"))
            typed = day_or_why(prompted(self._session, label, today.isoformat()))
            if isinstance(typed, date):
                held_on = typed
            else:
                self._session.write([self._translate.fill(typed)])
        return Minutes(str(protocol).strip(), held_on)

    def _all_agree(self, minutes: Minutes) -> None:
        found = self._record.unanimous(self._min_raters, minutes)
        if not found.decisions:
            return
        text = NP_(
            "The raters agree on {n} item. Record it?",
            "The raters agree on {n} items. Record them?",
        )
        if self._agrees(self._translate(text, n=len(found.decisions)), default=True):
            conclude(self._session, self._record.write(found.decisions), [], dry_run=False)
            self._recorded += len(found.decisions)

    def _item(self, item_ratings: ItemRatings, minutes: Minutes) -> None:
        present = self._record.present(item_ratings.item.id)
        current = content_of(present)
        width = terminal_width(sys.stdout)
        self._session.write(item_lines(item_ratings, current, self._scale, self._translate, width))
        rating = self._decision(item_ratings)
        if rating is None:
            return
        decision = self._record.decision(item_ratings, rating, minutes)
        if differs(decision, present) and not self._replaces(current):
            return
        if decision.evidence:
            text = NP_(
                "Copy the raters' {n} piece of evidence?",
                "Copy the raters' {n} pieces of evidence?",
            )
            if not self._agrees(self._translate(text, n=len(decision.evidence)), default=True):
                minutes = minutes._replace(evidence=False)
        label = self._translate(N_("Note (optional)"))
        note = prompted(self._session, label).strip()
        decision = self._record.decision(item_ratings, rating, minutes, note or None)
        change = self._record.write([decision])
        self._recorded += 1
        now = rating_text(decision.content)
        recorded = self._translate(N_("Recorded: {id}, {said}."), id=item_ratings.item.id, said=now)
        conclude(self._session, change, [recorded], dry_run=False)

    def _replaces(self, current: Mapping[str, Value]) -> bool:
        text = self._translate(
            N_("The year already has: {said}. Replace it?"), said=rating_text(current)
        )
        return self._agrees(text, default=False)

    def _agrees(self, question: str, *, default: bool) -> bool:
        keys = N_("[Enter = yes, - = no]") if default else N_("[+ = yes, Enter = no]")
        while True:
            typed = prompted(self._session, f"{question} {self._translate(keys)}")
            answer = typed.strip().casefold()
            if not answer or answer in YES or answer in _NO:
                return answer in YES if answer else default
            self._session.say(N_("Invalid answer."))

    def _decision(self, item_ratings: ItemRatings) -> Mapping[str, Value] | None:
        """Ask until there is a decision; return None if the item is skipped."""
        proposed = proposal(item_ratings)
        if len(item_ratings.median) > 1:
            self._session.say(N_("The median falls between two levels, so nothing is suggested."))
        text = N_("{steps}, - = not applicable, ! = no evidence, + = skip, . = stop, ? = help")
        self._session.say(text, steps=self._steps(item_ratings))
        while True:
            label = self._translate(N_("Decision"))
            if proposed is not None:
                label = f"{label} [{proposal_text(item_ratings, self._translate)}]"
            typed = prompted(self._session, label).strip()
            if not typed and proposed is not None:
                return proposed
            if typed == "?":
                self._explain(item_ratings)
                continue
            answer = _ANSWERS.get(typed.lower())
            if answer == "stop":
                raise _StopError
            if answer == "skip":
                return None
            rating = (
                self._typed_rating(item_ratings, typed) if answer is None else self._reason(answer)
            )
            if takes(item_ratings, rating) or (
                answer is None and rating and _is_counted(item_ratings)
            ):
                return rating
            self._session.say(N_("Invalid answer."))

    def _typed_rating(self, item_ratings: ItemRatings, typed: str) -> dict[str, Value]:
        """Return the rating for a typed level, points or, for an item with counts, rater number."""
        if item_ratings.item.rated_by == "points":
            return {"points": typed.replace(",", "."), **counted(item_ratings)}
        if _is_counted(item_ratings):
            chosen = int(typed) - 1 if typed.isascii() and typed.isdigit() else -1
            raters = item_ratings.ratings
            return content_of(raters[chosen].rating) if 0 <= chosen < len(raters) else {}
        return {"level": typed, **counted(item_ratings)}

    def _reason(self, answer: Answer) -> dict[str, Value]:
        label = self._translate(N_("Reason"))
        return {answer: prompted(self._session, label).strip()}

    def _steps(self, item_ratings: ItemRatings) -> Message:
        """Return a message on the ratings that can be typed: levels, points, or rater numbers."""
        choices = list(self._choices(item_ratings))
        if _is_counted(item_ratings):
            text = N_("{first}–{last} = counts of that rater")
        elif item_ratings.item.rated_by == "points":
            text = N_("{first}–{last} = points")
        else:
            text = N_("{first}–{last} = level")
        return Message(text, {"first": choices[0][0], "last": choices[-1][0]})

    def _choices(self, item_ratings: ItemRatings) -> Iterator[tuple[str, str]]:
        """Yield the ratings that can be typed, each with its meaning."""
        if _is_counted(item_ratings):
            for number, one in enumerate(item_ratings.ratings, 1):
                yield str(number), one.rater.name
        elif item_ratings.item.rated_by == "points":
            for rung in item_ratings.item.ladder:
                yield self._translate.decimal(as_written(rung.points)), rung.text
        else:
            for level in self._scale.levels:
                yield str(level.value), level.name

    def _explain(self, item_ratings: ItemRatings) -> None:
        """List all choices with their meanings."""
        choices = list(self._choices(item_ratings))
        choices += [(key.character, self._translate(key.meaning)) for key in _KEYS]
        if proposal(item_ratings) is not None:
            suggested = proposal_text(item_ratings, self._translate)
            text = self._translate(N_("accept the suggestion: {said}"), said=suggested)
            choices.append(("Enter", text))
        self._session.write(choice_lines(choices, terminal_width(sys.stdout)))


def _is_counted(item_ratings: ItemRatings) -> bool:
    return judgement_wanted(item_ratings.item) in ("answers", "count")
