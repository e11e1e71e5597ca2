"""The result of a node or an item as a document shows it, depending on how the item is rated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from qualitycli.messages import N_, NP_, Finished, Plural
from qualitycli.model.answers import ScaleAnswer, answers_of
from qualitycli.model.assessment import Rating
from qualitycli.model.framework import Catalogue, Scale
from qualitycli.model.tree import Item
from qualitycli.render.documents.records.content import Answer, Survey
from qualitycli.render.documents.wording.words import NONE, Words, clean, label
from qualitycli.render.results import (
    in_unit,
    item_result,
    percent_text,
    points_and_all,
    points_of_most,
    result_in_full,
    shortest,
)
from qualitycli.render.score_text import band_text, verdict_of
from qualitycli.scoring.figures import STATE_WORDS, points_said
from qualitycli.scoring.node_score import NodeScore


def cell_of(node: NodeScore | None, words: Words) -> str:
    """Return a node's result for the column of results: grade, points, or value in its unit.

    A percentage has a column of its own.
    """
    if node is None:
        return NONE
    if node.grade is not None:
        return words.grade(node.grade)
    if node.state == "information":
        return item_result(node, words)
    return points_and_all(node, words) or NONE


def in_full(node: NodeScore | None, words: Words) -> str:
    """Return a node's result, for places without a separate column for the percentage."""
    if node is None:
        return NONE
    if node.state == "information":
        return item_result(node, words)
    return result_in_full(node, words) or NONE


def verdict_in_full(node: NodeScore, scale: Scale, words: Words) -> str:
    """Return the band and the result: „добра (3,17)“, „добра (11,25 от 16; 70,3 %)“."""
    if node.state is not None and (node.state != "scored" or node.level is not None):
        return judgement_of(node, scale, words)
    points = points_of_most(node, words) if node.grade is None else None
    if points is None or node.share is None:
        return verdict_of(node, words)
    if node.complete and node.band is None:
        return result_in_full(node, words) or NONE
    percent = percent_text(100 * node.share, words)
    return f"{band_text(node, words)} ({points}; {percent})"


def judgement_of(node: NodeScore, scale: Scale, words: Words) -> str:
    """Return the rating of an item as a short text: „3 (добро)“, „неприложимо“."""
    if node.state == "information":
        return item_result(node, words)
    if node.state != "scored":
        return words(STATE_WORDS[node.state or "not_rated"])
    points = points_of_most(node, words) if node.grade is None else None
    if node.level is not None:
        names = {level.value: clean(level.name) for level in scale.levels}
        name = names.get(node.level)
        level = f"{node.level} ({name})" if name else str(node.level)
        return level if points is None else f"{level}: {_with_noun(points, node, words)}"
    if points is not None:
        return _with_noun(points, node, words)
    rating = node.rating
    if rating is not None and rating.points is not None:
        said = points_said(words.number(rating.points), one=rating.points == 1)
        return words(said.text, **said.args)
    if node.grade is None and node.share is not None:
        return percent_text(100 * node.share, words)
    return words.grade(node.grade)


def _with_noun(points: str, node: NodeScore, words: Words) -> str:
    said = points_said(points, one=node.points_scored_max == 1)
    return words(said.text, **said.args)


def value_of(item: Item, rating: Rating, words: Words) -> str:
    """Return the value that a year states for an item, in its unit; empty if there is none."""
    if item.rated_by != "value" or rating.value is None:
        return ""
    return in_unit(rating.value, item.unit, words)


def survey_of(item: Item, rating: Rating, catalogue: Catalogue, words: Words) -> Survey | None:
    """Return the answers to a survey, the best first; None if the item does not have any."""
    if rating.mean is not None:
        return _published(rating, words)
    if rating.answers is None:
        return None
    answers = _best_first(answers_of(item, catalogue.scale))
    given = {one.key: rating.answers.get(one.key, 0) for one in answers}
    answered = sum(given.values())
    apart = sum(given[one.key] for one in answers if one.share is None)
    sentences = [_answered(answered, rating.invited, words)]
    if apart:
        text = NP_(
            "{n} answer ({names}) is left out of the result.",
            "{n} answers ({names}) are left out of the result.",
        )
        names = words.listed(
            label(one.text) for one in answers if one.share is None and given[one.key]
        )
        sentences.append(words(text, n=apart, names=names))
    return Survey(
        heading=words(N_("Answer") if item.answer_scale else N_("Level")),
        answers=tuple(
            Answer(
                value=clean(one.key),
                name=clean(one.text),
                count=str(count),
                percent=words.percent(Fraction(100 * count, answered)) if answered else NONE,
                share=count / answered if answered else 0.0,
                counts=one.share is not None,
            )
            for one in answers
            for count in (given[one.key],)
        ),
        answered=str(answered),
        invited="" if rating.invited is None else str(rating.invited),
        response=_response(answered, rating.invited, words),
        mean="",
        satisfied=_satisfied(answers, given, words),
        sentence=" ".join(sentences),
    )


def _satisfied(answers: tuple[ScaleAnswer, ...], given: Mapping[str, int], words: Words) -> str:
    """Return the share of the answers above the middle, of all that count, in whole percent."""
    counting = {one.key: one.share for one in answers if one.share is not None}
    answered = sum(given[key] for key in counting)
    good = sum(given[key] for key, share in counting.items() if share > Fraction(1, 2))
    return words.percent(Fraction(100 * good, answered), 0) if answered else ""


def _published(rating: Rating, words: Words) -> Survey:
    """Return a survey whose mean is known, but not its answers, and how many people answered."""
    assert rating.mean is not None
    answered = rating.answered or 0
    mean = words("{mean}", mean=shortest(rating.mean))
    stated = words(N_("The published mean is {mean}."), mean=Finished(mean))
    return Survey(
        heading=words(N_("Answer")),
        answers=(),
        answered=str(answered),
        invited="" if rating.invited is None else str(rating.invited),
        response=_response(answered, rating.invited, words),
        mean=mean,
        satisfied="",
        sentence=f"{_answered(answered, rating.invited, words)} {stated}",
    )


def _best_first(answers: tuple[ScaleAnswer, ...]) -> tuple[ScaleAnswer, ...]:
    """Return the answers that count, the best first, followed by the others."""
    counting = [one for one in answers if one.share is not None]
    return (*reversed(counting), *(one for one in answers if one.share is None))


def _response(answered: int, invited: int | None, words: Words) -> str:
    return words.percent(Fraction(100 * answered, invited)) if invited else ""


def _answered(answered: int, invited: int | None, words: Words) -> str:
    if not invited:
        return words(NP_("{n} person answered.", "{n} people answered."), n=answered)
    text: Plural = NP_(
        "{n} of {invited} invited person answered ({response}).",
        "{n} of {invited} invited people answered ({response}).",
    )
    response = _response(answered, invited, words)
    return words(text, n=answered, invited=invited, response=response)


def levels_in_use(items: Iterable[Item]) -> bool:
    """Tell whether any of the items is rated by level."""
    return any(one.rated_by == "level" or one.thresholds for one in items)
