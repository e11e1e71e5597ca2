"""A change of one rating: its edits, and a summary of it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final, NamedTuple

from qualitycli.edits import Edit
from qualitycli.messages import N_, Figure, Message
from qualitycli.model.assessment import BESIDE, COUNTS, REASONS, STEPS
from qualitycli.model.tree import Item
from qualitycli.scoring.figures import STATE_WORDS, points_said

_COUNTS: Final = frozenset({*COUNTS, "parts"})
# The keys of each judgement; where one is given, those of the others go.
_JUDGEMENTS: Final[tuple[frozenset[str], ...]] = (
    *(frozenset({one}) for one in (*STEPS, *REASONS)),
    frozenset({"answers", "invited"}),
    _COUNTS,
)
_JUDGED: Final = frozenset[str]().union(*_JUDGEMENTS)


class RatingRequest(NamedTuple):
    """The requested change.

    :ivar values: the new values by key; texts are added to lists.
    :ivar instead: the keys of the lists that replace the present ones.
    """

    values: Mapping[str, Any]
    instead: Collection[str] = ()
    clear: bool = False

    @property
    def judgements(self) -> list[frozenset[str]]:
        """The judgements asked for, each as its keys; counts may be evidence beside another."""
        return [keys for keys in _JUDGEMENTS if keys & self.values.keys()]


def rating_of(values: Mapping[str, Any], item_id: str) -> dict[str, Any]:
    """Return the rating of an item as a mapping, from a file's bare values."""
    ratings = values.get("ratings")
    rating = ratings.get(item_id) if isinstance(ratings, dict) else None
    if isinstance(rating, str):
        return {"level": rating} if rating else {}
    return dict(rating) if isinstance(rating, dict) else {}


def edits_of(
    item: Item | None, item_id: str, rating: dict[str, Any], wanted: RatingRequest
) -> list[Edit]:
    """Return the edits that make the requested change of a rating.

    :param item: None for a node that cannot be rated; that is found out when the year is checked.
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
    counts_are_evidence = item is not None and item.rated_by == "ratio" and not item.thresholds
    gone = _superseded(wanted, counts_are_evidence=counts_are_evidence)
    differs = any(
        rating.get(key) != value for key, value in wanted.values.items() if key in _JUDGED
    )
    if differs and "agreed" not in wanted.values:
        # The commission agreed on another rating.
        gone.add("agreed")
    return edits + [Edit((*whole, key), None) for key in rating if key in gone]


def _added(route: tuple[str, ...], there: Any, texts: Sequence[str]) -> Iterator[Edit]:
    """Yield the edits that add texts to a list."""
    count = len(there)
    for text in dict.fromkeys(texts):
        if text and text not in there:
            yield Edit((*route, count), text)
            count += 1


def _superseded(wanted: RatingRequest, *, counts_are_evidence: bool) -> set[str]:
    """Return the keys that the requested change makes obsolete."""
    asked = {*wanted.judgements}
    others = {*_JUDGEMENTS}
    if counts_are_evidence:
        # They accompany a judgement: they do not replace it, nor does it replace them.
        asked -= {_COUNTS}
        others -= {_COUNTS}
    gone = frozenset[str]().union(*(others - asked)) if asked else frozenset[str]()
    if "parts" in wanted.values:
        return {*gone, *COUNTS}
    return {*gone, "parts"} if wanted.values.keys() & {*COUNTS} else {*gone}


def rating_text(rating: Mapping[str, Any]) -> Message:
    """Return a rating as a short text."""
    if rating.get("level"):
        return Message(N_("level {level}"), {"level": rating["level"]})
    if rating.get("points"):
        points = str(rating["points"])
        return points_said(_number(points), one=points == "1")
    if isinstance(answers := rating.get("answers"), dict):
        shown = ", ".join(f"{level}={number}" for level, number in answers.items())
        return Message(N_("answers {answers}"), {"answers": shown})
    for reason in REASONS:
        if reason in rating:
            return Message(STATE_WORDS[reason])
    if rating.keys() >= {*COUNTS}:
        return Message(N_("{count} of {of}"), {key: rating[key] for key in COUNTS})
    return Message(STATE_WORDS["not_rated"])


def _number(written: str) -> Figure | str:
    """Return a number of a file as one that each language writes in its own way."""
    decimals = written.partition(".")[2]
    plain = re.fullmatch(r"[0-9]+(\.[0-9]+)?", written)
    return Figure(Fraction(written), len(decimals)) if plain else written


def changed_beside(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """Return the keys whose values differ, except those in :func:`rating_text`."""
    shown: set[str] = {*STEPS, "answers", *REASONS}
    if not shown & new.keys():
        shown |= {*COUNTS}
    keys = [*new, *(key for key in old if key not in new)]
    return [key for key in keys if key not in shown and old.get(key) != new.get(key)]
