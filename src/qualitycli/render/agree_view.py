"""One item for the commission to agree on: each rater's rating and reasons, and the proposal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from qualitycli.cards.rating import rating_text
from qualitycli.comparing.decisions import proposal
from qualitycli.comparing.inter_rater import ItemRatings, RaterRating
from qualitycli.messages import N_, NP_, Finished, Translator, visible
from qualitycli.model.assessment import Rating
from qualitycli.model.framework import Scale
from qualitycli.model.tree import Subindicator
from qualitycli.render.beside import lines_beside
from qualitycli.render.raters_view import STANDINGS, median_of, value_of
from qualitycli.render.results import shortest
from qualitycli.render.step_texts import points_up_to, range_text, step_texts
from qualitycli.render.text_width import width_of, wrapped


def item_lines(
    item_ratings: ItemRatings,
    present: Mapping[str, Any],
    scale: Scale,
    translate: Translator,
    width: int | None,
) -> Iterator[str]:
    """Yield the lines of an item: its text, the raters' ratings and reasons, and the median.

    :param present: the rating that the year already has, by key.
    """
    item = item_ratings.item
    yield wrapped(f"{item.id} {visible(item.label)}", width, rest="  ")
    for part in item.parts if isinstance(item, Subindicator) else ():
        yield wrapped(visible(part), width, first="  – ", rest="    ")
    yield from _descriptors(item_ratings, scale, translate, width)
    longest = max((width_of(visible(one.rater.name)) for one in item_ratings.ratings), default=0)
    for number, one in enumerate(item_ratings.ratings, 1):
        name = visible(one.rater.name)
        space = " " * (longest - width_of(name))
        yield f"  {number}. {name}{space}  {value_of(one, item_ratings, translate)}"
        yield from (
            wrapped(line, width, first="       ", rest="       ") for line in _why(one, translate)
        )
    yield f"  {_summary(item_ratings, translate)}"
    if present:
        yield "  " + translate(N_("In the year: {content}"), content=rating_text(present))


def _descriptors(
    item_ratings: ItemRatings, scale: Scale, translate: Translator, width: int | None
) -> Iterator[str]:
    item = item_ratings.item
    if item_ratings.judged_on is not None and not item_ratings.judged_on.listed:
        text = translate(N_("Possible: {steps}."), steps=Finished(points_up_to(item, translate)))
        yield wrapped(text, width, first="  ", rest="    ")
        return
    for step in step_texts(item, scale):
        told = [one for one in (range_text(step, item, translate), step.text) if one]
        if told:
            name = f" {step.name}" if step.name else ""
            line = f"{translate.decimal(step.written)}{name}: {' – '.join(told)}"
            yield wrapped(line, width, first="  ", rest="    ")


def _why(voice: RaterRating, translate: Translator) -> Iterator[str]:
    """Yield a rater's reasons: counts, a reason, evidence, a note."""
    rating = voice.rating
    if counts := counts_text(rating, translate):
        yield counts
    for text in (rating.not_applicable, rating.no_evidence):
        if text:
            yield visible(text)
    yield from map(translate.fill, lines_beside(rating))


def figures_text(voice: RaterRating, item_ratings: ItemRatings, translate: Translator) -> str:
    """Return a rater's counts or measured value; if there are none, the rating."""
    return counts_text(voice.rating, translate) or value_of(voice, item_ratings, translate)


def counts_text(rating: Rating, translate: Translator) -> str:
    """Return a rater's counts, on one line."""
    pairs = [(rating.count, rating.of)] if rating.count is not None else []
    pairs += [(part.count, part.of) for part in rating.parts]
    said = [translate(N_("{count} of {of}"), count=count, of=of) for count, of in pairs]
    said += [f"{visible(key)}: {count}" for key, count in (rating.answers or {}).items()]
    if rating.mean is not None:
        mean = {"mean": shortest(rating.mean), "n": rating.answered}
        text = NP_("a mean of {mean} of {n} answer", "a mean of {mean} of {n} answers")
        said.append(translate(text, **mean))
    if rating.invited is not None:
        said.append(translate(N_("invited: {n}"), n=rating.invited))
    return "; ".join(said)


def _summary(item_ratings: ItemRatings, translate: Translator) -> str:
    status = translate(STANDINGS[item_ratings.standing])
    if item_ratings.spread is None:
        return status
    text = N_("{status}; spread {spread}, median {median}")
    median = Finished(median_of(item_ratings, translate))
    return translate(text, status=status, spread=item_ratings.spread, median=median)


def choice_lines(choices: Sequence[tuple[str, str]], width: int | None) -> Iterator[str]:
    """Yield a line for each choice that can be entered, with its meaning."""
    longest = max(width_of(key) for key, _ in choices)
    for key, meaning in choices:
        first = f"  {key}{' ' * (longest - width_of(key))}  "
        yield wrapped(visible(meaning), width, first=first, rest=" " * (longest + 4))


def proposal_text(item_ratings: ItemRatings, translate: Translator) -> str:
    """Return the proposal for an item as a short text; empty if there is none."""
    proposed = proposal(item_ratings)
    return translate.fill(rating_text(proposed)) if proposed is not None else ""
