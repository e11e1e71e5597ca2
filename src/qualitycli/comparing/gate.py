"""Gates: changes from one year to another that are not allowed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from typing import Final

from qualitycli.comparing.diff import Diff, NodeChange
from qualitycli.diagnostics import Diagnostic, Place
from qualitycli.messages import N_, NP_, Figure, Message, Percentage
from qualitycli.rounding import half_up
from qualitycli.rules import gates
from qualitycli.scoring.node_score import NodeScore

_MOST_DIGITS: Final = 9
Check = Callable[[Diff], Iterator[Diagnostic]]


def no_item_worsened(diff: Diff) -> Iterator[Diagnostic]:
    """No item that is scored in both years has a lower rating."""
    for item in diff.items:
        if item.item_class == "worsened" and item.before and item.after:
            before, after = _two(item.before, item.after)
            place = _place(diff, item.after.id)
            yield gates.LOWER_RATING.at(
                place, id=item.id, text=item.text, before=before, after=after
            )


def no_area_fell(diff: Diff) -> Iterator[Diagnostic]:
    """No area is lower on the common items."""
    for node in diff.nodes:
        if node.kind == "area":
            yield from _fallen(diff, node, Fraction(0))


def overall_did_not_fall(diff: Diff) -> Iterator[Diagnostic]:
    """The overall grade is not lower on the common items."""
    yield from _fallen(diff, diff.overall, Fraction(0))


def no_band_fell(diff: Diff) -> Iterator[Diagnostic]:
    """Neither the overall grade nor an area fell to a lower band, under the newer year's bands."""
    profile = diff.after.score.profile
    if profile is None:
        return
    order = [step.name for step in reversed(profile.steps)]
    for node in (diff.overall, *(one for one in diff.nodes if one.kind == "area")):
        before, after = diff.like_for_like_bands(node.id)
        if before in order and after in order and order.index(after) < order.index(before):
            yield gates.LOWER_BAND.at(
                _place(diff, None), id=_name(node), before=before, after=after
            )


def coverage_did_not_fall(diff: Diff) -> Iterator[Diagnostic]:
    """Neither the overall coverage nor that of an area fell."""
    overall = (diff.overall,) if diff.has_overall else ()
    for node in (*overall, *(one for one in diff.nodes if one.kind == "area")):
        old = node.before.coverage if node.before else None
        new = node.after.coverage if node.after else None
        if old is not None and new is not None and new < old and node.before and node.after:
            yield gates.LOWER_COVERAGE.at(
                _place(diff, None),
                id=_name(node),
                before=f"{node.before.scored}/{node.before.applicable}",
                after=f"{node.after.scored}/{node.after.applicable}",
            )


GATES: Final[dict[str, Check]] = {
    "worsened": no_item_worsened,
    "area": no_area_fell,
    "overall": overall_did_not_fall,
    "band": no_band_fell,
    "coverage": coverage_did_not_fall,
}


def gate_findings(diff: Diff, names: Iterable[str], most: Fraction | None) -> list[Diagnostic]:
    """Return the findings of the named gates; a drop that two gates report is listed once.

    :param most: the number of grades by which the overall score, an area or a criterion may drop;
        percentage points if there are no grades. None allows any drop.
    """
    found = [one for name in dict.fromkeys(names) for one in GATES[name](diff)]
    if most is None:
        return found
    told = {str(one.args["id"]) for one in found if one.rule is gates.LOWER_SCORE}
    more = (one for one in dropped_too_far(diff, most) if str(one.args["id"]) not in told)
    return [*found, *more]


def dropped_too_far(diff: Diff, most: Fraction) -> Iterator[Diagnostic]:
    """Yield a finding for the overall score, each area and criterion that fell more than `most`."""
    share = most / _units(diff)
    for node in (diff.overall, *(one for one in diff.nodes if one.kind != "indicator")):
        yield from _fallen(diff, node, share)
    for item in diff.items:
        side = item.after or item.before
        if item.item_class == "worsened" and side is not None and side.kind == "criterion":
            # A criterion that is an item itself has one common item.
            change, text = item.change, item.text
            one = NodeChange(item.id, "criterion", text, None, None, change, 1)
            yield from _fallen(diff, one, share)


def _fallen(diff: Diff, node: NodeChange, allowed: Fraction) -> Iterator[Diagnostic]:
    if node.like_for_like is not None and -node.like_for_like > allowed:
        drop: Figure | Message = _drop(-node.like_for_like * _units(diff))
        if not diff.after.catalogue_file.catalogue.grades:
            drop = Message(N_("{drop} percentage points"), {"drop": drop})
        rule = gates.DROP_OVER_LIMIT if allowed else gates.LOWER_SCORE
        yield rule.at(_place(diff, None), id=_name(node), drop=drop)


def _units(diff: Diff) -> int:
    """Return the number of grades in a share of 1; percentage points if there are no grades."""
    grades = diff.after.catalogue_file.catalogue.grades
    return grades.span if grades else 100


def _place(diff: Diff, item_id: str | None) -> Place:
    file = diff.after.file.file
    if item_id is not None and item_id in diff.after.file.assessment.ratings:
        return file.at_key("ratings", item_id)
    return file.at("year")


def _name(node: NodeChange) -> str | Message:
    return node.id or Message(N_("the overall result"))


def _drop(value: Fraction) -> Figure:
    """Return a drop for display, with enough digits for it not to look like zero."""
    digits = next((n for n in range(2, _MOST_DIGITS) if half_up(value, n)), _MOST_DIGITS)
    return Figure(value, digits)


def _two(
    before: NodeScore, after: NodeScore
) -> tuple[Figure | Percentage, Figure | Percentage | Message]:
    """Return two results of an item for display, with enough digits to tell them apart.

    The results are grades; if there are no grades, points or percentages.
    """
    ones = _figure(before), _figure(after)
    apart = (n for n in range(2, _MOST_DIGITS) if half_up(ones[0], n) != half_up(ones[1], n))
    digits = next(apart, _MOST_DIGITS)
    figures = Figure(ones[0], digits), Figure(ones[1], digits)
    if after.grade is not None:
        return figures
    most = after.points_scored_max
    if after.points is None or most is None:
        return Percentage(*figures[0]), Percentage(*figures[1])
    points = {"points": figures[1], "most": Figure(most, _places(most)), "n": 1 if most == 1 else 2}
    text = NP_("{points} of {most} point", "{points} of {most} points")
    return figures[0], Message(text, points)


def _figure(item: NodeScore) -> Fraction:
    share = item.share or Fraction(0)
    if item.grade is not None:
        return item.grade
    return 100 * share if item.points is None else item.points


def _places(value: Fraction) -> int:
    """Return how many decimals a maximum needs; two at most."""
    return next((n for n in range(2) if half_up(value, n) == half_up(value, 2)), 2)
