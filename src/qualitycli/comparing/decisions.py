"""The commission's decisions: proposals from the raters' ratings, and recording them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from pydantic_core import PydanticCustomError

from qualitycli.comparing.inter_rater import FACTS, ItemRatings, RaterComparison
from qualitycli.comparing.item_steps import steps_of
from qualitycli.edits import Edit, Value
from qualitycli.messages import as_written
from qualitycli.model.assessment import COUNTED, REASONS, STEPS, Judgement, Rating
from qualitycli.model.names import plain_name
from qualitycli.model.values import decimal

_JUDGEMENTS: Final[tuple[Judgement, ...]] = (*STEPS, *REASONS)


@dataclass(frozen=True, slots=True)
class AgreedRating:
    """The commission's decision on one item.

    :ivar content: the judgement and the counts, by the keys of a rating.
    :ivar evidence: the evidence to add to the year's file.
    """

    item: str
    content: Mapping[str, Value]
    protocol: str
    date: date
    evidence: tuple[str, ...] = ()
    note: str | None = None


def proposal(item_ratings: ItemRatings) -> Mapping[str, Value] | None:
    """Return the proposal from the raters' ratings: the unanimous rating, or the median.

    :returns: None if there is no single proposal: the median is between two steps, or the raters
        gave different kinds of judgements, different counts or different reasons.
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
    content = counted(item_ratings)
    if judgement in STEPS:
        if len(item_ratings.median) != 1:
            return None
        content = {judgement: as_written(item_ratings.median[0]), **content}
    return content


def to_settle(comparison: RaterComparison) -> tuple[ItemRatings, ...]:
    """Return the items that the commission has to settle, the widest spread first.

    Items for which all raters give no level, but for different reasons, come last.
    """
    wording = (one for one in comparison.items if one.standing == "same" and proposal(one) is None)
    return (*comparison.to_discuss, *wording)


def counted(item_ratings: ItemRatings) -> dict[str, Value]:
    """Return the raters' counts as values for a file; empty if they contradict each other."""
    if not item_ratings.counts_agree:
        return {}
    found: dict[str, Value] = {}
    for one in item_ratings.ratings:
        found |= content_of(one.rating, COUNTED)
    return found


def content_of(
    rating: Rating, keys: tuple[str, ...] = (*_JUDGEMENTS, *COUNTED)
) -> dict[str, Value]:
    """Return a rating as values for a file."""
    content: dict[str, Value] = {}
    for key in keys:
        value = getattr(rating, key)
        if key == "parts" and value:
            content[key] = [{"count": str(one.count), "of": str(one.of)} for one in value]
        elif key == "answers" and value is not None:
            content[key] = {str(level): str(n) for level, n in sorted(value.items()) if n}
        elif isinstance(value, Fraction):
            content[key] = as_written(value)
        elif key != "parts" and value is not None:
            content[key] = str(value)
    return content


def evidence_of(item_ratings: ItemRatings, present: Rating) -> tuple[str, ...]:
    """Return the evidence from the raters that the year does not have yet, each piece once."""
    known = {plain_name(one) for one in present.evidence}
    found: dict[str, str] = {}
    for voice in item_ratings.ratings:
        for text in voice.rating.evidence:
            if plain_name(text) not in known:
                found.setdefault(plain_name(text), text)
    return tuple(found.values())


def differs(decision: AgreedRating, present: Rating) -> bool:
    """Tell whether the year already has a different rating of the item."""
    content = content_of(present, _JUDGEMENTS)
    if not content and judgement_of(decision.content) not in STEPS:
        content = content_of(present, ("answers", "mean", "count", "of", "value"))
    return any(decision.content.get(key) != value for key, value in content.items())


def edits_of(decision: AgreedRating, present: Rating) -> list[Edit]:
    """Return the edits that record a decision in the file of the year.

    Counts are kept as evidence for a level, but not with a reason for having none. Existing
    evidence is kept, and so is the existing note unless the decision has one.
    """
    route = ("ratings", decision.item)
    gone: tuple[str, ...] = _JUDGEMENTS
    if _is_reason(decision.content):
        gone = (*_JUDGEMENTS, *COUNTED)
    elif "answers" in decision.content or "mean" in decision.content:
        # A survey has either its answers or their mean.
        gone = (*_JUDGEMENTS, "answers", "mean", "answered")
    there = content_of(present)
    edits = [
        Edit((*route, key), None) for key in gone if key in there and key not in decision.content
    ]
    edits += [Edit((*route, key), value) for key, value in decision.content.items()]
    if decision.evidence:
        edits.append(Edit((*route, "evidence"), [*present.evidence, *decision.evidence]))
    if decision.note:
        edits.append(Edit((*route, "note"), decision.note))
    agreed = {"date": decision.date.isoformat(), "protocol": decision.protocol}
    return [*edits, Edit((*route, "agreed"), agreed)]


def takes(item_ratings: ItemRatings, content: Mapping[str, Value]) -> bool:
    """Tell whether an item accepts a judgement: a reason with a text, or one of its steps."""
    judgement = judgement_of(content)
    if judgement in REASONS:
        return str(content[judgement]).strip() != ""
    if judgement not in STEPS:
        return False
    steps = steps_of(item_ratings.item, item_ratings.scale, {judgement})
    value = number_in(content[judgement])
    if steps is None or steps.kind != judgement or value is None:
        return False
    return value in steps.values and as_written(value) == content[judgement]


def number_in(text: Value) -> Fraction | None:
    """Return the number in a text; None if the text is not a number."""
    try:
        return decimal(text)
    except PydanticCustomError:
        return None


def judgement_of(content: Mapping[str, Value]) -> Judgement | None:
    """Return the kind of the judgement; None if there is none."""
    kinds: tuple[Judgement, ...] = (*_JUDGEMENTS, *FACTS)
    return next((key for key in kinds if key in content), None)


def _is_reason(content: Mapping[str, Value]) -> bool:
    return any(key in content for key in REASONS)
