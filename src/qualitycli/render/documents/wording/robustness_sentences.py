"""How close the bands of a year are to changing, in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from qualitycli.messages import N_, NP_
from qualitycli.model.framework import Catalogue
from qualitycli.render.documents.wording.words import Words, label
from qualitycli.render.robustness_text import NO_BAND, band_starts_note, firm_sentence
from qualitycli.scoring.figures import grade_of
from qualitycli.scoring.node_score import NodeScore
from qualitycli.scoring.robustness import Cause, Edges, Flip, Range, Robustness
from qualitycli.scoring.single_steps import StepUnit

# At most this many single changes are listed; the rest are counted.
_MOST_LISTED: Final = 3
_STEPS: Final[dict[StepUnit, str]] = {
    "level": N_("If “{source}” were rated {after} instead of {before}, {node} would be “{band}”."),
    "points": N_(
        "If “{source}” earned {after} points instead of {before}, {node} would be “{band}”."
    ),
    "count": N_(
        "If the count for “{source}” were {after} instead of {before}, {node} would be “{band}”."
    ),
}
_FLIPS: Final[dict[Cause, str]] = {
    "rating": _STEPS["level"],
    "left_out": N_("Without the criterion “{source}”, {node} would be “{band}”."),
    "weight": N_(
        "If the weight of “{source}” were {after} instead of {before}, {node} would be “{band}”."
    ),
}


def robustness_of(found: Robustness | None, words: Words) -> tuple[str, ...]:
    """Return how close the bands are to changing, in sentences."""
    return () if found is None else tuple(_sentences(found, words))


def _sentences(found: Robustness, words: Words) -> Iterator[str]:
    graded = bool(found.score.catalogue.grades)
    if not found.edges:
        yield words(NO_BAND)
    for edges in found.edges:
        yield _edges(edges, graded, words)
    profile = found.score.profile
    if found.edges and profile is not None and profile.rounding == "whole":
        yield band_starts_note(profile, words)
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
                    node=_band_of(node, graded, words),
                    other_band=band,
                    band=node.band or "",
                )
    for one in found.ranges:
        yield _range(one, found.score.catalogue, words)


def _range(one: Range, catalogue: Catalogue, words: Words) -> str:
    """Return a sentence on the worst and the best result of a node once everything is rated."""
    grades = catalogue.grades
    text = N_(
        "If all items that are not rated yet got the lowest level, {node} would be "
        "{worst_band} ({worst}); with the highest level it would be {best_band} "
        "({best})."
    )
    if not grades:
        text = N_(
            "If all items that are not rated yet got the lowest result, {node} would be "
            "{worst_band} ({worst}); with the highest result it would be {best_band} "
            "({best})."
        )
    if catalogue.method == "points":
        text = N_(
            "If all items that are not rated yet earned the fewest points, {node} would be "
            "{worst_band} ({worst}); with the most points it would be {best_band} "
            "({best})."
        )
    worst, best = (
        words.grade(grade_of(share, grades)) if grades else words.percent(100 * share)
        for share in (one.worst, one.best)
    )
    return words(
        text,
        node=_band_of(one.node, bool(grades), words),
        worst=worst,
        best=best,
        worst_band=one.worst_band,
        best_band=one.best_band,
    )


def _result_of(node: NodeScore, graded: bool, words: Words) -> str:
    """Return the name of a node's result for a sentence."""
    if node.id is None:
        return words(N_("the overall grade") if graded else N_("the overall percentage"))
    text = N_("the grade of “{text}”") if graded else N_("the percentage of “{text}”")
    return words(text, text=label(node.text))


def _band_of(node: NodeScore, graded: bool, words: Words) -> str:
    """Return the name of a node's band for a sentence; a grade's band is named like the grade."""
    if graded:
        return _result_of(node, graded, words)
    if node.id is None:
        return words(N_("the overall band"))
    return words(N_("the band of “{text}”"), text=label(node.text))


def _edges(edges: Edges, graded: bool, words: Words) -> str:
    above = [distance for _, distance in edges.distances if distance >= 0]
    below = [-distance for _, distance in edges.distances if distance < 0]
    args = {
        "node": _result_of(edges.node, graded, words),
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
    catalogue = found.score.catalogue
    graded = bool(catalogue.grades)
    for cause, sentence in _FLIPS.items():
        flips = [flip for flip in found.flips if flip.cause == cause]
        if not flips and (firm := firm_sentence(cause, found.score, words)):
            yield firm
        for flip in flips[:_MOST_LISTED]:
            text = _STEPS[flip.unit] if flip.unit else sentence
            yield _flip(text, flip, graded, words)
        if (more := len(flips) - _MOST_LISTED) > 0:
            yield words(
                NP_("{n} more change of this kind.", "{n} more changes of this kind."), n=more
            )


def _flip(sentence: str, flip: Flip, graded: bool, words: Words) -> str:
    return words(
        sentence,
        source=label(flip.source.text),
        before="" if flip.before is None else words.number(flip.before),
        after="" if flip.after is None else words.number(flip.after),
        node=_band_of(flip.node, graded, words),
        band=flip.band,
    )
