"""The prompt of ``quality agree``: show each item's ratings and ask for a decision."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Final, Literal, NamedTuple

from qualitycli.application.decision_recording import DecisionRecorder, Minutes
from qualitycli.cards.rating import rating_text
from qualitycli.cli.output.changes import conclude
from qualitycli.cli.output.prompts import YES, prompted
from qualitycli.cli.parameters.dates import day_or_why
from qualitycli.cli.run.session import Session, terminal_width
from qualitycli.comparing.decisions import (
    content_of,
    counted,
    differs,
    number_in,
    proposal,
    takes,
)
from qualitycli.comparing.inter_rater import ItemRatings
from qualitycli.comparing.item_steps import ItemSteps, steps_of
from qualitycli.edits import Value
from qualitycli.messages import N_, NP_, Finished, Message, as_written
from qualitycli.render.agree_view import choice_lines, figures_text, item_lines, proposal_text
from qualitycli.render.step_texts import points_up_to

PromptAnswer = Literal["skip", "stop", "not_applicable", "no_evidence"]


class AnswerKey(NamedTuple):
    """A key for an answer that is not a rating.

    :ivar character: one that is on both Bulgarian and English keyboards.
    :ivar letters: alternatives; the same as on the card, if it has them.
    """

    character: str
    letters: str
    answer: PromptAnswer
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
        scale = self._record.scale
        self._session.write(item_lines(item_ratings, current, scale, self._translate, width))
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
            by_level = item_ratings.judged_on is not None and item_ratings.judged_on.kind == "level"
            between_levels = N_("The median falls between two levels, so nothing is suggested.")
            between_steps = N_("The median falls between two steps, so nothing is suggested.")
            self._session.say(between_levels if by_level else between_steps)
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
                answer is None and rating and item_ratings.is_factual
            ):
                return rating
            self._session.say(N_("Invalid answer."))

    def _typed_rating(self, item_ratings: ItemRatings, typed: str) -> dict[str, Value]:
        """Return the rating for a typed level or points; where facts are stated, a rater number."""
        if item_ratings.is_factual:
            chosen = int(typed) - 1 if typed.isascii() and typed.isdigit() else -1
            raters = item_ratings.ratings
            return content_of(raters[chosen].rating) if 0 <= chosen < len(raters) else {}
        if self._steps_of(item_ratings).kind == "points":
            return {"points": plain_number(typed), **counted(item_ratings)}
        return {"level": typed, **counted(item_ratings)}

    def _steps_of(self, item_ratings: ItemRatings) -> ItemSteps:
        """Return the steps to choose from; where raters gave levels and points, those of points."""
        steps = item_ratings.judged_on or steps_of(item_ratings.item, self._record.scale)
        assert steps is not None, item_ratings.item.id
        return steps

    def _reason(self, answer: PromptAnswer) -> dict[str, Value]:
        label = self._translate(N_("Reason"))
        return {answer: prompted(self._session, label).strip()}

    def _steps(self, item_ratings: ItemRatings) -> Message:
        """Return a message on the ratings that can be typed: levels, points, or rater numbers."""
        if item_ratings.is_factual:
            args: dict[str, object] = {"first": 1, "last": len(item_ratings.ratings)}
            return Message(N_("{first}–{last} = figures of that rater"), args)
        steps = self._steps_of(item_ratings)
        if steps.kind == "points":
            if steps.listed:
                shown = "; ".join(self._number(one) for one in steps.listed)
                return Message(N_("{steps} = points"), {"steps": Finished(shown)})
            return Message(N_("{first}–{last} = points"), self._range(steps))
        first, *_, last = steps.listed
        return Message(N_("{first}–{last} = level"), {"first": first, "last": last})

    def _choices(self, item_ratings: ItemRatings) -> Iterator[tuple[str, str]]:
        """Yield the ratings that can be typed, each with its meaning."""
        if item_ratings.is_factual:
            for number, one in enumerate(item_ratings.ratings, 1):
                figures = figures_text(one, item_ratings, self._translate)
                yield str(number), f"{one.rater.name}: {figures}"
            return
        steps, item = self._steps_of(item_ratings), item_ratings.item
        if steps.kind == "points" and steps.listed:
            for rung in item.ladder:
                yield self._number(rung.points), rung.text
        elif steps.kind == "points":
            first, last = self._range(steps).values()
            yield f"{first}–{last}", points_up_to(item, self._translate)
        else:
            for level in self._record.scale.levels:
                text = item.levels.get(level.value)
                yield str(level.value), f"{level.name}: {text}" if text else level.name

    def _range(self, steps: ItemSteps) -> dict[str, str]:
        return {"first": "0", "last": self._number(steps.most)}

    def _number(self, value: Fraction) -> str:
        return self._translate.decimal(as_written(value))

    def _explain(self, item_ratings: ItemRatings) -> None:
        """List all choices with their meanings."""
        choices = list(self._choices(item_ratings))
        choices += [(key.character, self._translate(key.meaning)) for key in _KEYS]
        if proposal(item_ratings) is not None:
            suggested = proposal_text(item_ratings, self._translate)
            text = self._translate(N_("accept the suggestion: {said}"), said=suggested)
            choices.append(("Enter", text))
        self._session.write(choice_lines(choices, terminal_width(sys.stdout)))


def plain_number(typed: str) -> str:
    """Return a typed number as a file has it: with a point, and without trailing zeros."""
    text = typed.strip().replace(",", ".")
    number = number_in(text)
    return text if number is None else as_written(number)
