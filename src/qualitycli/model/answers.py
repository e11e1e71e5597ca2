"""The answers of a survey: how each is named, and how far up its scale it is."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from pydantic_core import PydanticCustomError

from qualitycli.model.assessment import Rating
from qualitycli.model.framework import Scale
from qualitycli.model.tree import AnswerOption, Item
from qualitycli.model.values import signed_decimal


class ScaleAnswer(NamedTuple):
    """An answer that can be given.

    :ivar share: in [0, 1], 0 for the lowest; None of an answer that does not count.
    """

    key: str
    text: str
    share: Fraction | None


def answers_of(item: Item, scale: Scale) -> tuple[ScaleAnswer, ...]:
    """Return the answers of a survey: those of its answer scale, else the levels.

    Answers that count are numbered from 1, unless they have a key of their own, and their shares
    are evenly spaced. The numbers of the others follow.
    """
    if not item.answer_scale:
        return tuple(
            ScaleAnswer(str(one.value), one.name, Fraction(one.value - scale.lowest, scale.span))
            for one in scale.levels
        )
    return numbered(item.answer_scale)


def numbered(options: Sequence[AnswerOption]) -> tuple[ScaleAnswer, ...]:
    """Return the answers of an answer scale."""
    counting = [one for one in options if one.counts]
    others = [one for one in options if not one.counts]
    numbers = {id(one): number for number, one in enumerate((*counting, *others), 1)}
    steps = max(len(counting) - 1, 1)
    return tuple(
        ScaleAnswer(
            one.key or str(numbers[id(one)]),
            one.text,
            Fraction(numbers[id(one)] - 1, steps) if one.counts else None,
        )
        for one in options
    )


def ends_of_mean(item: Item, scale: Scale) -> tuple[Fraction, Fraction]:
    """Return the lowest and the highest mean that a survey can have.

    That is on the keys of the answers that count where all have keys that are rising numbers, else
    from 1 to how many there are.
    """
    if not item.answer_scale:
        return Fraction(scale.lowest), Fraction(scale.highest)
    counting = [one for one in item.answer_scale if one.counts]
    keys = [_number(one) for one in counting]
    numbers = [key for key in keys if key is not None]
    if len(numbers) == len(counting) and numbers == sorted(set(numbers)):
        return numbers[0], numbers[-1]
    return Fraction(1), Fraction(len(counting))


def _number(option: AnswerOption) -> Fraction | None:
    if option.key is None:
        return None
    try:
        return signed_decimal(option.key)
    except PydanticCustomError:
        return None


def counted_answers(item: Item, rating: Rating) -> int:
    """Return how many of a rating's answers enter its mean."""
    given = rating.answers or {}
    apart = {one.key for one in numbered(item.answer_scale) if one.share is None}
    return sum(number for key, number in given.items() if key not in apart)
