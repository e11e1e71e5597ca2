"""How firm the words of a year are, in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from qualitycli.messages import N_, NP_
from qualitycli.render.documents.wording.words import Words, label
from qualitycli.render.robustness_text import FIRM, NO_BAND, beginnings_note
from qualitycli.scoring.figures import grade_of
from qualitycli.scoring.robustness import Cause, Edges, Flip, Robustness
from qualitycli.scoring.score import NodeScore

# So many single changes are told one by one; the rest are counted.
_MOST_TOLD: Final = 3
_FLIPS: Final[dict[Cause, str]] = {
    "rating": N_("Were “{source}” rated {after} instead of {before}, {node} would be “{word}”."),
    "left_out": N_("Without the criterion “{source}” {node} would be “{word}”."),
    "weight": N_("If “{source}” weighed {after} instead of {before}, {node} would be “{word}”."),
}


def robustness_of(found: Robustness | None, words: Words) -> tuple[str, ...]:
    """Return how firm the words are, in sentences."""
    return () if found is None else tuple(_firm(found, words))


def _firm(found: Robustness, words: Words) -> Iterator[str]:
    if not found.edges:
        yield words(NO_BAND)
    for edges in found.edges:
        yield _edges(edges, words)
    profile = found.score.profile
    if found.edges and profile is not None and profile.rounding == "whole":
        yield beginnings_note(profile, words)
    yield from _flips(found, words)
    for profile, verdicts in found.other_bands:
        same = all(word == node.band for node, word in verdicts)
        if verdicts and same:
            yield words(N_("By “{title}” all these words would be the same."), title=profile.title)
        for node, word in verdicts:
            if word != node.band:
                yield words(
                    N_("By “{title}” {node} would be “{word}” instead of “{band}”."),
                    title=profile.title,
                    node=named(node, words),
                    word=word,
                    band=node.band or "",
                )
    scale = found.score.catalogue.scale
    for one in found.ranges:
        yield words(
            N_(
                "If all that is not rated yet came to the lowest level, {node} would be "
                "{worst_word} ({worst}); if it came to the highest, {best_word} ({best})."
            ),
            node=named(one.node, words),
            worst=words.grade(grade_of(one.worst, scale)),
            best=words.grade(grade_of(one.best, scale)),
            worst_word=one.worst_band,
            best_word=one.best_band,
        )


def named(node: NodeScore, words: Words) -> str:
    """Return what to call a node in a sentence."""
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
                "With {percent}, {node} is {down} points of percent above the bound of its word "
                "and {up} below that of the next better one."
            ),
            **args,
        )
    if above:
        text = N_("With {percent}, {node} is {down} points of percent above the bound of its word.")
        return words(text, **args)
    text = N_("With {percent}, {node} is {up} points of percent below the next better word.")
    return words(text, **args)


def _flips(found: Robustness, words: Words) -> Iterator[str]:
    if not found.edges:
        return
    for cause, sentence in _FLIPS.items():
        flips = [flip for flip in found.flips if flip.cause == cause]
        if not flips:
            yield words(FIRM[cause])
        for flip in flips[:_MOST_TOLD]:
            yield _flip(sentence, flip, words)
        if (more := len(flips) - _MOST_TOLD) > 0:
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
        word=flip.band,
    )
