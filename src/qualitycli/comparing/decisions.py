"""What the commission settles on: what the raters' judgements suggest, and how it is recorded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from pydantic_core import PydanticCustomError

from qualitycli.comparing.inter_rater import ItemRatings, RaterComparison
from qualitycli.edits import Edit, Value
from qualitycli.messages import as_written
from qualitycli.model.assessment import COUNTED, REASONS, STEPS, Judgement, Rating, judgement_wanted
from qualitycli.model.names import plain_name
from qualitycli.model.values import decimal

_JUDGEMENTS: Final[tuple[Judgement, ...]] = (*STEPS, *REASONS)


@dataclass(frozen=True, slots=True)
class AgreedRating:
    """What the commission settled on for one item.

    :ivar said: the judgement and what was counted, by the keys of a rating.
    :ivar evidence: what is to stand in the year's file beside what does already.
    """

    item: str
    said: Mapping[str, Value]
    protocol: str
    date: date
    evidence: tuple[str, ...] = ()
    note: str | None = None


def proposal(item_ratings: ItemRatings) -> Mapping[str, Value] | None:
    """Return what the raters' judgements suggest: what all say, or the median.

    :returns: None where there is no one thing to propose: the median lies between two levels, the
        raters speak of different things, counted differently, or give different reasons.
    """
    judgements = {one.judgement for one in item_ratings.ratings}
    if len(judgements) != 1:
        return None
    (judgement,) = judgements
    if judgement in REASONS:
        reasons = {getattr(one.rating, judgement) for one in item_ratings.ratings}
        return {judgement: reasons.pop()} if len(reasons) == 1 else None
    if not item_ratings.counts_agree:
        return None
    said = counted(item_ratings)
    if judgement in STEPS:
        if len(item_ratings.median) != 1:
            return None
        said = {judgement: as_written(item_ratings.median[0]), **said}
    return said


def to_settle(comparison: RaterComparison) -> tuple[ItemRatings, ...]:
    """Return the items that need a word of the commission, the widest spread first.

    Last come those on which all agree that there is no level, for different reasons.
    """
    wording = (one for one in comparison.items if one.standing == "same" and proposal(one) is None)
    return (*comparison.to_discuss, *wording)


def counted(item_ratings: ItemRatings) -> dict[str, Value]:
    """Return what the raters counted, in the words of a file; nothing where they contradict."""
    if not item_ratings.counts_agree:
        return {}
    found: dict[str, Value] = {}
    for one in item_ratings.ratings:
        found |= said_by(one.rating, COUNTED)
    return found


def said_by(rating: Rating, keys: tuple[str, ...] = (*_JUDGEMENTS, *COUNTED)) -> dict[str, Value]:
    """Return what a rating says, in the words of a file."""
    said: dict[str, Value] = {}
    for key in keys:
        value = getattr(rating, key)
        if key == "parts" and value:
            said[key] = [{"count": str(one.count), "of": str(one.of)} for one in value]
        elif key == "answers" and value is not None:
            said[key] = {str(level): str(n) for level, n in sorted(value.items()) if n}
        elif isinstance(value, Fraction):
            said[key] = as_written(value)
        elif key != "parts" and value is not None:
            said[key] = str(value)
    return said


def evidence_of(item_ratings: ItemRatings, present: Rating) -> tuple[str, ...]:
    """Return the evidence that the raters name and the year does not yet, each once."""
    known = {plain_name(one) for one in present.evidence}
    found: dict[str, str] = {}
    for voice in item_ratings.ratings:
        for text in voice.rating.evidence:
            if plain_name(text) not in known:
                found.setdefault(plain_name(text), text)
    return tuple(found.values())


def differs(decision: AgreedRating, present: Rating) -> bool:
    """Tell whether the year says something else of the item already."""
    said = said_by(present, _JUDGEMENTS) or said_by(present, ("answers", "mean"))
    return any(decision.said.get(key) != value for key, value in said.items())


def edits_of(decision: AgreedRating, present: Rating) -> list[Edit]:
    """Return the edits that record a decision in the file of the year.

    What was counted stays as evidence beside another level, but not beside a reason for having
    none; notes and evidence that are there stay.
    """
    route = ("ratings", decision.item)
    gone = _JUDGEMENTS if not _is_reason(decision.said) else (*_JUDGEMENTS, *COUNTED)
    there = said_by(present)
    edits = [Edit((*route, key), None) for key in gone if key in there and key not in decision.said]
    edits += [Edit((*route, key), value) for key, value in decision.said.items()]
    if decision.evidence:
        edits.append(Edit((*route, "evidence"), [*present.evidence, *decision.evidence]))
    if decision.note:
        edits.append(Edit((*route, "note"), decision.note))
    agreed = {"date": decision.date.isoformat(), "protocol": decision.protocol}
    return [*edits, Edit((*route, "agreed"), agreed)]


def takes(item_ratings: ItemRatings, said: Mapping[str, Value]) -> bool:
    """Tell whether an item can be given a judgement: its kind, and a step of its own."""
    judgement = judgement_of(said)
    if judgement in REASONS:
        return str(said[judgement]).strip() != ""
    if judgement not in STEPS or judgement_wanted(item_ratings.item) != judgement:
        return False
    return _is_step(str(said[judgement]), item_ratings.steps)


def _is_step(text: str, steps: Sequence[Fraction]) -> bool:
    try:
        value = decimal(text)
    except PydanticCustomError:
        return False
    return value in steps and as_written(value) == text


def judgement_of(said: Mapping[str, Value]) -> Judgement | None:
    """Return which judgement it is that is said."""
    kinds: tuple[Judgement, ...] = (*_JUDGEMENTS, "answers", "mean", "count", "value")
    return next((key for key in kinds if key in said), None)


def _is_reason(said: Mapping[str, Value]) -> bool:
    return any(key in said for key in REASONS)
