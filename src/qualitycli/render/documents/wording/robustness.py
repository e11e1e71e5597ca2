"""How close the bands of a year are to changing, in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from qualitycli.messages import N_, NP_
from qualitycli.render.documents.wording.words import Words, label
from qualitycli.render.robustness_text import FIRM, NO_BAND, beginnings_note
from qualitycli.scoring.figures import grade_of
from qualitycli.scoring.robustness import Cause, Edges, Flip, Robustness
from qualitycli.scoring.score import NodeScore

# At most this many single changes are listed; the rest are counted.
_MOST_LISTED: Final = 3
_FLIPS: Final[dict[Cause, str]] = {
    "rating": N_("If “{source}” were rated {after} instead of {before}, {node} would be “{band}”."),
    "left_out": N_("Without the criterion “{source}”, {node} would be “{band}”."),
    "weight": N_(
        "If the weight of “{source}” were {after} instead of {before}, {node} would be “{band}”."
    ),
}


def robustness_of(found: Robustness | None, words: Words) -> tuple[str, ...]:
    """Return how close the bands are to changing, in sentences."""
    return () if found is None else tuple(_sentences(found, words))


def _sentences(found: Robustness, words: Words) -> Iterator[str]:
    if not found.edges:
        yield words(NO_BAND)
    for edges in found.edges:
        yield _edges(edges, words)
    profile = found.score.profile
    if found.edges and profile is not None and profile.rounding == "whole":
        yield beginnings_note(profile, words)
    yield from _flips(found, words)
    for profile, verdicts in found.other_bands:
        same = all(band == node.band for node, band in verdicts)
        if verdicts and same:
            yield words(
                N_("With the bands of “{title}”, none of these would change."), title=profile.title
            )
        for node, band in verdicts:
            if band != node.band:
                yield words(
                    N_(
                        "With the bands of “{title}”, {node} would be “{other_band}” instead of "
                        "“{band}”."
                    ),
                    title=profile.title,
                    node=named(node, words),
                    other_band=band,
                    band=node.band or "",
                )
    scale = found.score.catalogue.scale
    for one in found.ranges:
        yield words(
            N_(
                "If all items that are not rated yet got the lowest level, {node} would be "
                "{worst_band} ({worst}); with the highest level it would be {best_band} "
                "({best})."
            ),
            node=named(one.node, words),
            worst=words.grade(grade_of(one.worst, scale)),
            best=words.grade(grade_of(one.best, scale)),
            worst_band=one.worst_band,
            best_band=one.best_band,
        )


def named(node: NodeScore, words: Words) -> str:
    """Return the name of a node for a sentence."""
    if node.id is None:
        return words(N_("the overall grade"))
    return words(N_("the grade of “{text}”"), text=label(node.text))


def _edges(edges: Edges, words: Words) -> str:
    above = [distance for _, distance in edges.distances if distance >= 0]
    below = [-distance for _, distance in edges.distances if distance < 0]
    args = {
        "node": named(edges.node, words),
        "percent": words.percent(edges.percent),
        "down": words.points(min(above)) if above else "",
        "up": words.points(min(below)) if below else "",
    }
    if above and below:
        return words(
            N_(
                "At {percent}, {node} is {down} percentage points above the lower edge of its "
                "band and {up} below the next better band."
            ),
            **args,
        )
    if above:
        text = N_(
            "At {percent}, {node} is {down} percentage points above the lower edge of its band."
        )
        return words(text, **args)
    text = N_("At {percent}, {node} is {up} percentage points below the next better band.")
    return words(text, **args)


def _flips(found: Robustness, words: Words) -> Iterator[str]:
    if not found.edges:
        return
    for cause, sentence in _FLIPS.items():
        flips = [flip for flip in found.flips if flip.cause == cause]
        if not flips:
            yield words(FIRM[cause])
        for flip in flips[:_MOST_LISTED]:
            yield _flip(sentence, flip, words)
        if (more := len(flips) - _MOST_LISTED) > 0:
            yield words(
                NP_("{n} more change of this kind.", "{n} more changes of this kind."), n=more
            )


def _flip(sentence: str, flip: Flip, words: Words) -> str:
    return words(
        sentence,
        source=label(flip.source.text),
        before="" if flip.before is None else words.number(flip.before),
        after="" if flip.after is None else words.number(flip.after),
        node=named(flip.node, words),
        band=flip.band,
    )
