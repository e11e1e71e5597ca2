"""A change of one rating: its edits, and a summary of it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final, NamedTuple

from pydantic_core import ValidationError

from qualitycli.cards.guidance import exact
from qualitycli.edits import Edit
from qualitycli.messages import N_, NP_, Figure, Finished, Message, visible
from qualitycli.model.assessment import BESIDE, COUNTS, REASONS, STEPS, Rating
from qualitycli.model.tree import Item
from qualitycli.model.validators import made_of
from qualitycli.scoring.figures import STATE_WORDS, points_given, points_said

_COUNTS: Final = frozenset({*COUNTS, "parts"})
_VALUE: Final = frozenset({"value"})
_ANSWERS: Final = frozenset({"answers", "invited"})
_MEAN: Final = frozenset({"mean", "answered", "invited"})
# The keys of each judgement. Giving one judgement removes the keys of the others.
_JUDGEMENTS: Final[tuple[frozenset[str], ...]] = (
    *(frozenset({one}) for one in (*STEPS, *REASONS)),
    _ANSWERS,
    _MEAN,
    _COUNTS,
    _VALUE,
)
_JUDGED: Final = frozenset[str]().union(*_JUDGEMENTS)
_SHARED: Final = _ANSWERS & _MEAN


class RatingRequest(NamedTuple):
    """The requested change.

    :ivar values: the new values by key; texts are added to lists.
    :ivar instead: the keys of the lists that are replaced instead of extended.
    """

    values: Mapping[str, Any]
    instead: Collection[str] = ()
    clear: bool = False

    @property
    def judgements(self) -> list[frozenset[str]]:
        """The requested judgements, each as its keys; counts may be evidence for another one."""
        asked = self.values.keys()
        sure = [keys for keys in _JUDGEMENTS if (keys - _SHARED) & asked]
        # It is not clear which one is meant: answers and a mean both have the people invited.
        return sure or [keys for keys in _JUDGEMENTS if keys & asked]


def rating_of(values: Mapping[str, Any], item_id: str) -> dict[str, Any]:
    """Return the rating of an item as a mapping, from a file's raw values."""
    ratings = values.get("ratings")
    rating = ratings.get(item_id) if isinstance(ratings, dict) else None
    if isinstance(rating, str):
        return {"level": rating} if rating else {}
    return dict(rating) if isinstance(rating, dict) else {}


def edits_of(
    item: Item | None, item_id: str, rating: dict[str, Any], wanted: RatingRequest
) -> list[Edit]:
    """Return the edits that make the requested change of a rating.

    :param item: None for a node that cannot be rated; the check of the year reports it.
    """
    whole = ("ratings", item_id)
    if wanted.clear:
        return [Edit(whole, "")] if rating else []
    edits: list[Edit] = []
    for key, value in wanted.values.items():
        if key in BESIDE and BESIDE[key].kind == "lines" and key not in wanted.instead:
            edits += _added((*whole, key), rating.get(key, []), value)
        else:
            edits.append(Edit((*whole, key), None if value == "" and key in BESIDE else value))
    gone = _superseded(wanted, _evidence_of(item))
    differs = any(
        rating.get(key) != value for key, value in wanted.values.items() if key in _JUDGED
    )
    if differs and "agreed" not in wanted.values:
        # The commission agreed on a different rating.
        gone.add("agreed")
    return edits + [Edit((*whole, key), None) for key in rating if key in gone]


def _added(route: tuple[str, ...], there: Any, texts: Sequence[str]) -> Iterator[Edit]:
    """Yield the edits that add texts to a list."""
    count = len(there)
    for text in dict.fromkeys(texts):
        if text and text not in there:
            yield Edit((*route, count), text)
            count += 1


def _evidence_of(item: Item | None) -> frozenset[str]:
    """Return the keys that are evidence for a judgement of an item and do not replace it."""
    if item is None or item.is_measured:
        return frozenset()
    return {"ratio": _COUNTS, "value": _VALUE}.get(item.rated_by, frozenset())


def _superseded(wanted: RatingRequest, evidence: frozenset[str]) -> set[str]:
    """Return the keys that the requested change makes obsolete."""
    # Evidence does not replace a judgement, and a judgement does not replace evidence.
    asked = {*wanted.judgements} - {evidence}
    others = {*_JUDGEMENTS} - {evidence}
    kept = frozenset[str]().union(*asked)
    gone = frozenset[str]().union(*(others - asked)) - kept if asked else frozenset[str]()
    if evidence == _VALUE:
        # A value removes the reason for having no value, and vice versa.
        if wanted.values.keys() & _VALUE:
            gone |= {*REASONS} - kept
        elif wanted.values.keys() & {*REASONS}:
            gone |= _VALUE
    if "parts" in wanted.values:
        return {*gone, *COUNTS}
    return {*gone, "parts"} if wanted.values.keys() & {*COUNTS} else {*gone}


def rating_text(rating: Mapping[str, Any], item: Item | None = None) -> Message:
    """Return a rating as a short text.

    :param item: the item, for the unit of a value and the points that a ratio earns.
    """
    shown = _shown_keys(rating)
    if not shown:
        return Message(STATE_WORDS["not_rated"])
    for reason in REASONS:
        if shown[0] == reason:
            return Message(STATE_WORDS[reason])
    args: dict[str, object] = {key: _figure(str(rating[key])) for key in shown if key != "answers"}
    if shown[0] == "level":
        return Message(N_("level {level}"), args)
    if shown[0] == "points":
        return points_said(args["points"], one=str(rating["points"]) == "1")
    if shown[0] == "answers":
        answers = ", ".join(f"{key}={number}" for key, number in rating["answers"].items())
        return Message(N_("answers {answers}"), {"answers": answers})
    if shown[0] == "mean":
        written = str(rating.get("answered", ""))
        number = int(written) if re.fullmatch("[0-9]{1,9}", written) else 0
        mean = NP_("a mean of {mean} of {n} answer", "a mean of {mean} of {n} answers")
        return Message(mean, {"mean": args["mean"], "n": number})
    text = N_("{count} of {of}") if shown[0] == "count" else "{value}"
    if shown[0] == "value" and item is not None and item.unit:
        text, args["unit"] = "{value} {unit}", Finished(visible(item.unit))
    if item is not None and (points := _points_earned(rating, item)) is not None:
        earned = points_said(exact(points), one=points == 1)
        return Message("{measured}, {points}", {"measured": Message(text, args), "points": earned})
    return Message(text, args)


def _shown_keys(rating: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the keys that the short text of a rating shows."""
    for key in STEPS:
        if rating.get(key):
            return (key,)
    if isinstance(rating.get("answers"), dict):
        return ("answers",)
    if rating.get("mean"):
        return ("mean", "answered") if rating.get("answered") else ("mean",)
    for key in REASONS:
        if key in rating:
            return (key,)
    if all(rating.get(key) for key in COUNTS):
        return COUNTS
    return ("value",) if rating.get("value") else ()


def _points_earned(rating: Mapping[str, Any], item: Item) -> Fraction | None:
    """Return the points that the count or the value of a rating earns by a points scale."""
    if not item.ladder or not item.is_measured:
        return None
    try:
        return points_given(item, made_of({**rating}, Rating))
    except ValidationError:
        return None


def _figure(written: str) -> Figure | str:
    """Return a number from a file as a figure, which is formatted for each language."""
    decimals = written.partition(".")[2]
    plain = re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", written)
    return Figure(Fraction(written), len(decimals)) if plain else written


def changed_beside(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """Return the keys whose values differ, except those that :func:`rating_text` shows."""
    shown = _shown_keys(new)
    keys = [*new, *(key for key in old if key not in new)]
    gone = {*_shown_keys(old)}
    return [
        key
        for key in keys
        if key not in shown and old.get(key) != new.get(key) and (key in new or key not in gone)
    ]
