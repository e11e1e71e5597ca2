"""Help for rating an item: its possible judgements, steps, bounds and answers."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from qualitycli.messages import N_, NP_, Figure, Finished, Message, Percentage, as_written, visible
from qualitycli.model.answers import ScaleAnswer, answers_of, ends_of_mean
from qualitycli.model.assessment import STEPS, Judgement, judgements_wanted
from qualitycli.model.framework import Scale
from qualitycli.model.tree import Item
from qualitycli.rounding import half_up

# If there are more steps than this, only the first and the last are shown.
_MOST_STEPS: Final = 12


VALUE_IN_UNIT: Final = "{value} {unit}"


def value_args(value: Fraction, item: Item) -> dict[str, object]:
    """Return the arguments of a value with its unit."""
    return {"value": exact(value), "unit": Finished(visible(item.unit or ""))}


def at_most_hundredths(value: Fraction) -> Figure:
    """Return a number with no more decimals than it needs, two at most."""
    return exact(half_up(value, 2))


def exact(value: Fraction) -> Figure:
    """Return a number with all its decimals."""
    return Figure(value, len(as_written(value).partition(".")[2]))


def judgements_possible(item: Item, scale: Scale) -> tuple[Judgement, ...]:
    """Return the judgements that the item can be given, the usual one first.

    A level needs a scale. An item for information takes its value as it is.
    """
    wanted = judgements_wanted(item)
    if not scale:
        wanted = tuple(one for one in wanted if one != "level")
    if item.rated_by == "value" and not item.is_measured:
        return ("value", *wanted) if item.max_points is None else (*wanted, "value")
    return wanted or judgements_wanted(item)


def points_of(item: Item, most: int = _MOST_STEPS) -> tuple[Fraction, ...]:
    """Return the points that can be given; empty if there are more than `most`."""
    if item.ladder:
        return tuple(rung.points for rung in item.ladder)
    if item.max_points is None or not item.step:
        return ()
    number = int(item.max_points // item.step) + 1
    return tuple(item.step * n for n in range(number)) if number <= most else ()


def wanted_hint(item: Item, scale: Scale) -> Message:
    """Return the hint for a judgement that an item does not accept: the right one and its steps."""
    wanted = judgements_possible(item, scale)[0]
    args: dict[str, object] = {"wanted": wanted}
    if wanted in STEPS:
        args["steps"] = scale.values if wanted == "level" else points_of(item)
        if args["steps"]:
            return Message(N_("use “{wanted}”, one of: {steps}"), args)
        args |= {"most": item.max_points, "step": item.step}
        if item.step:
            return Message(N_("use “{wanted}”, from 0 to {most} in steps of {step}"), args)
        return Message(N_("use “{wanted}”, from 0 to {most}"), args)
    if wanted == "count":
        return Message(N_("use “{wanted}” and “{of}”"), args | {"of": "of"})
    if wanted == "value":
        return Message(N_("use “{wanted}”, in {unit}"), args | {"unit": item.unit or "–"})
    lowest, highest = ends_of_mean(item, scale)
    args |= {"keys": tuple(one.key for one in answers_of(item, scale))}
    args |= {"lowest": lowest, "highest": highest, "mean": "mean", "answered": "answered"}
    text = N_(
        "use “{wanted}” with the keys {keys}, or “{mean}” from {lowest} to {highest} with "
        "“{answered}”"
    )
    return Message(text, args)


def amount(value: Fraction, item: Item) -> Figure | Percentage:
    """Return a percentage, or a value without its unit, which is shown elsewhere."""
    shown = exact(value)
    return Percentage(value, shown.digits) if item.rated_by == "ratio" else shown


def bounds_of(item: Item, index: int) -> Message | None:
    """Return the range of percentages or values for a step; None if the step has no bounds."""
    step = item.ladder[index]
    following = item.ladder[index + 1] if index + 1 < len(item.ladder) else None
    low = high = None
    if step.start is not None:
        text = N_("from {bound}") if step.above is None else N_("above {bound}")
        low = Message(text, {"bound": amount(step.start, item)})
    if following is not None and following.start is not None:
        text = N_("below {bound}") if following.above is None else N_("up to {bound}")
        high = Message(text, {"bound": amount(following.start, item)})
    if low is not None and high is not None:
        return Message("{low}, {high}", {"low": low, "high": high})
    return low or high


def step_lines(item: Item) -> Iterator[Message]:
    """Yield the steps of an item's points scale: points, bounds and text."""
    for index, rung in enumerate(item.ladder):
        args: dict[str, object] = {"points": exact(rung.points), "n": 1 if rung.points == 1 else 2}
        args["text"] = Finished(visible(rung.text))
        if (bounds := bounds_of(item, index)) is None:
            yield Message(NP_("{points} point: {text}", "{points} points: {text}"), args)
        elif rung.text:
            text = NP_("{points} point: {bounds} – {text}", "{points} points: {bounds} – {text}")
            yield Message(text, args | {"bounds": bounds})
        else:
            text = NP_("{points} point: {bounds}", "{points} points: {bounds}")
            yield Message(text, args | {"bounds": bounds})


def limits_of(item: Item) -> Message | None:
    """Return the points that an item without a ladder can be given, or the maximum it can earn."""
    if item.ladder or item.max_points is None:
        return None
    args = {"most": exact(item.max_points)}
    if "points" not in judgements_wanted(item):
        return Message(N_("Maximum points: {most}."), args)
    if item.step:
        text = N_("Points: from 0 to {most} in steps of {step}.")
        return Message(text, args | {"step": exact(item.step)})
    return Message(N_("Points: from 0 to {most}."), args)


def conditions_of(item: Item, scale: Scale) -> Iterator[Message]:
    """Yield the conditions for rating an item: its points, its thresholds and its unit."""
    if (limits := limits_of(item)) is not None:
        yield limits
    if item.thresholds:
        text = N_("{level} up to {share}") if item.lower_is_better else N_("{level} from {share}")
        levels = tuple(
            Message(text, {"level": level, "share": amount(bound, item)})
            for level, bound in zip(scale.values[1:], item.thresholds, strict=True)
        )
        by_share = item.rated_by == "ratio"
        said = N_("Level by share: {levels}.") if by_share else N_("Level by value: {levels}.")
        yield Message(said, {"levels": levels})
    if item.rated_by == "value":
        yield Message(N_("Unit: {unit}"), {"unit": item.unit or "–"})


def answer_texts(answers: tuple[ScaleAnswer, ...]) -> list[str]:
    """Return the answers with their positions (“2 – no”), and with the key if it is different."""
    return [
        f"{place} – {one.text}"
        if one.key in (str(place), one.text)
        else f"{place} – {one.key}: {one.text}"
        for place, one in enumerate(answers, 1)
    ]


def answer_line(item: Item, scale: Scale) -> Message | None:
    """Return :func:`every_answer` for a survey with answers of its own; None for other items."""
    return every_answer(item, scale) if item.rated_by == "survey" and item.answer_scale else None


def every_answer(item: Item, scale: Scale) -> Message:
    """Return the answers of a survey, and which of them do not count."""
    answers = answers_of(item, scale)
    shown = Finished("; ".join(map(visible, answer_texts(answers))))
    apart = tuple(one.text for one in answers if one.share is None)
    if apart:
        text = N_("Answers: {answers}. Not counted in the mean: {apart}.")
        return Message(text, {"answers": shown, "apart": apart})
    return Message(N_("Answers: {answers}."), {"answers": shown})
