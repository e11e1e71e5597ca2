"""Checks of how items are rated: points scales, maxima, units and the answers of surveys."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Final

from qualitycli.diagnostics import Diagnostic, Place
from qualitycli.messages import N_, Message
from qualitycli.model.answers import numbered
from qualitycli.model.fields import Named
from qualitycli.model.tree import MEASURED, AnswerOption, Item, Node, RatedBy, Rung
from qualitycli.rules import methods, scoring
from qualitycli.source import Route
from qualitycli.suggestions import Suggestions
from qualitycli.workspace import CatalogueFile, NodeLocation, alike, did_you_mean

# The lists that items use by name: their section of the catalogue, and the key of an item.
_LISTS: Final = {"ladders": "ladder", "answer_scales": "answer_scale"}
_KEYS_OF: Final[Mapping[str, frozenset[RatedBy]]] = {
    "ladder": MEASURED | {"points"},
    "step": MEASURED | {"points"},
    "thresholds": MEASURED,
    "lower_is_better": MEASURED,
    "unit": frozenset({"value"}),
    "may_exceed": frozenset({"ratio"}),
    "answer_scale": frozenset({"survey"}),
}


def names_are_known(work: CatalogueFile) -> Iterator[Diagnostic]:
    """A points scale or an answer scale that an item names is one of the catalogue."""
    for section, key in _LISTS.items():
        known: Mapping[str, object] = getattr(work.catalogue, section)
        if work.file.touches_faulty(section):
            continue
        suggestions = Suggestions({name: name for name in known})
        for item, one in items_of(work):
            written = getattr(item, key)
            if isinstance(written, Named) and written.name not in known:
                place = work.file.at(*one.route, key)
                yield alike(written.name, known, place) or methods.UNKNOWN_LIST.at(
                    place,
                    hint=_definition_wanted(section, written.name, suggestions),
                    section=section,
                    name=written.name,
                    known=tuple(known),
                )


def _definition_wanted(section: str, name: str, suggestions: Suggestions) -> Message | None:
    if suggestions.texts:
        return did_you_mean(name, suggestions)
    text = N_("define “{name}” under “{section}:” at the top of the catalogue")
    return Message(text, {"name": name, "section": section})


def names_are_used(work: CatalogueFile) -> Iterator[Diagnostic]:
    """Each points scale and answer scale of the catalogue is used by an item."""
    if work.file.touches_faulty("areas"):
        return
    for section, key in _LISTS.items():
        used = {
            written.name
            for item, _ in items_of(work)
            if isinstance(written := getattr(item, key), Named)
        }
        known = getattr(work.catalogue, section)
        if used - known.keys():
            continue  # an unknown name has a finding, and may stand for one of these
        for name in known:
            if name not in used:
                yield methods.UNUSED_LIST.at(work.file.at_key(section, name), key=key, name=name)


def keys_fit_the_way_of_rating(work: CatalogueFile) -> Iterator[Diagnostic]:
    """Every key of an item has a use in the way that it is rated."""
    for item, one in items_of(work):
        stray = (key for key, ways in _KEYS_OF.items() if item.rated_by not in ways)
        contradicting = [key for key in stray if key in item.model_fields_set]
        if item.ladder:
            beside = ("thresholds", "lower_is_better", "step")
            contradicting += [key for key in beside if key in item.model_fields_set]
        for key in dict.fromkeys(contradicting):
            place = work.file.at_key(*one.route, key)
            yield scoring.RATED_BY_CONTRADICTION.at(place, key=key, rated_by=item.rated_by)


def ladders_are_in_order(work: CatalogueFile) -> Iterator[Diagnostic]:
    """A points scale rises step by step, or has bounds that do, as the item needs it."""
    for name, rungs in work.catalogue.ladders.items():
        if not work.file.touches_faulty("ladders", name):
            bounded = any(rung.start is not None for rung in rungs)
            yield from _ladder_is_in_order(work, rungs, ("ladders", name), name, bounded=bounded)
    for item, one in items_of(work):
        route = (*one.route, "ladder")
        if work.file.touches_faulty(*route):
            continue
        bounded = item.rated_by in MEASURED
        if isinstance(item.ladder, Named):
            yield from _named_ladder_fits(work, item, route, bounded=bounded)
        elif "ladder" in item.model_fields_set:
            yield from _ladder_is_in_order(work, item.ladder, route, item.id, bounded=bounded)


def _named_ladder_fits(
    work: CatalogueFile, item: Item, route: Route, *, bounded: bool
) -> Iterator[Diagnostic]:
    has_bounds = any(rung.start is not None for rung in item.ladder)
    if item.ladder and bounded and not has_bounds:
        yield methods.BAD_BOUNDS.at(work.file.at(*route), id=item.id)
    elif has_bounds and item.rated_by == "points":
        yield scoring.RATED_BY_CONTRADICTION.at(
            work.file.at(*route), hint=_NO_BOUNDS, key="from/above", rated_by=item.rated_by
        )


_NO_BOUNDS: Final = Message(
    N_("for “rated_by: points” the steps have no bounds; with bounds, use “ratio” or “value”")
)


def _ladder_is_in_order(
    work: CatalogueFile, rungs: Sequence[Rung], route: Route, name: str, *, bounded: bool
) -> Iterator[Diagnostic]:
    if rungs and max(rung.points for rung in rungs) == 0:
        yield methods.ZERO_POINTS.at(work.file.at_key(*route), key="ladder", id=name)
    elif bounded:
        if (wrong := _first_out_of_order(rungs)) is not None:
            yield methods.BAD_BOUNDS.at(_rung_at(work, route, wrong), id=name)
    elif (
        index := next((i for i, rung in enumerate(rungs) if rung.start is not None), None)
    ) is not None:
        place = _rung_at(work, route, index)
        yield scoring.RATED_BY_CONTRADICTION.at(
            place, hint=_NO_BOUNDS, key="from/above", rated_by="points"
        )
    elif len(rungs) < 2 or any(low.points >= high.points for low, high in pairwise(rungs)):
        yield scoring.LADDER_OUT_OF_ORDER.at(work.file.at_key(*route), id=name)
    else:
        for index, rung in enumerate(rungs):
            if not rung.text:
                yield methods.STEP_WITHOUT_TEXT.at(_rung_at(work, route, index), id=name)


def _first_out_of_order(rungs: Sequence[Rung]) -> int | None:
    """Return the first step whose bound is missing, one too many, or not above the one before."""
    previous: Fraction | None = None
    for index, rung in enumerate(rungs):
        given = [bound for bound in (rung.bound, rung.above) if bound is not None]
        if len(given) != (1 if index else 0):
            return index
        if given:
            if previous is not None and given[0] <= previous:
                return index
            previous = given[0]
    return 0 if len(rungs) < 2 else None


def _rung_at(work: CatalogueFile, route: Route, index: int) -> Place:
    return work.file.at_key(*route, index, "points")


def points_can_be_earned(work: CatalogueFile) -> Iterator[Diagnostic]:
    """What is rated by points has a maximum above 0, and steps that lead to it."""
    by_points = work.catalogue.method == "points"
    for item, one in items_of(work):
        most, faulty = item.max_points, work.file.touches_faulty(*one.route)
        zero = [key for key in ("max_points", "step") if getattr(item, key) == 0]
        for key in zero:
            yield methods.ZERO_POINTS.at(work.file.at(*one.route, key), key=key, id=item.id)
        if zero or faulty or (isinstance(item.ladder, Named) and not item.ladder):
            continue
        if item.ladder:
            if most is not None and most != item.most_points:
                yield _maxima_disagree(work, item, one, item.most_points or Fraction(0))
        elif most is not None:
            if item.step and most % item.step:
                place = work.file.at(*one.route, "step")
                yield methods.MAX_POINTS_OFF_STEP.at(place, id=item.id, most=most, step=item.step)
        elif by_points and not (item.rated_by == "value" and not item.is_measured):
            place = work.file.at_key(*one.route, *_last_key(item))
            yield methods.NO_MAX_POINTS.at(place, id=item.id)
        elif item.rated_by == "points":
            yield scoring.LADDER_OUT_OF_ORDER.at(
                work.file.at_key(*one.route, "rated_by"), hint=_POINTS_NEED, id=item.id
            )


_POINTS_NEED: Final = Message(
    N_("list its steps under “ladder:”, or write the most points it can earn: “max_points: 2”")
)


def _last_key(item: Item) -> tuple[str, ...]:
    return ("rated_by",) if "rated_by" in item.model_fields_set else ("id",)


def maxima_add_up(work: CatalogueFile) -> Iterator[Diagnostic]:
    """The maximum of a node is the sum of the maxima of its items in force at its end."""
    for one in work.standings:
        node, route, _ = one
        if node.max_points is None or node.item is not None or work.file.touches_faulty(*route):
            continue
        total = sum(_maxima(node.children, node.retired), Fraction(0))
        if total != node.max_points:
            yield _maxima_disagree(work, node, one, total)


def _maxima(nodes: Sequence[Node], end: str | None) -> Iterator[Fraction]:
    """Yield the maxima of the items in force last, or last before the year `end`."""
    for node in nodes:
        if node.retired is not None and (end is None or node.retired < end):
            continue
        if node.since is not None and end is not None and node.since >= end:
            continue
        if node.item is not None:
            yield node.item.most_points or Fraction(0)
        else:
            yield from _maxima(node.children, end)


def _maxima_disagree(
    work: CatalogueFile, node: Node, one: NodeLocation, total: Fraction
) -> Diagnostic:
    place = work.file.at(*one.route, "max_points")
    return methods.MAX_POINTS_DISAGREE.at(place, id=node.id, stated=node.max_points, total=total)


def points_have_no_weights(work: CatalogueFile) -> Iterator[Diagnostic]:
    """With points, nothing has a weight."""
    if work.catalogue.method == "points":
        for node, route, _ in work.standings:
            if "weight" in node.model_fields_set:
                yield methods.WEIGHT_WITH_POINTS.at(work.file.at_key(*route, "weight"), id=node.id)


def values_have_units(work: CatalogueFile) -> Iterator[Diagnostic]:
    """A value is in a unit."""
    for item, one in items_of(work):
        if item.rated_by == "value" and not item.unit:
            place = work.file.at_key(*one.route, "rated_by")
            yield methods.VALUE_WITHOUT_UNIT.at(place, id=item.id)


def answer_scales_can_be_used(work: CatalogueFile) -> Iterator[Diagnostic]:
    """An answer scale has two answers that count or more, and no two of one key."""
    written: list[tuple[tuple[AnswerOption, ...], Route]] = [
        (options, ("answer_scales", name)) for name, options in work.catalogue.answer_scales.items()
    ]
    written += [
        (item.answer_scale, (*one.route, "answer_scale"))
        for item, one in items_of(work)
        if not isinstance(item.answer_scale, Named)
    ]
    for options, route in written:
        if options and not work.file.touches_faulty(*route) and not _can_be_used(options):
            yield methods.BAD_ANSWER_SCALE.at(work.file.at_key(*route))


def _can_be_used(options: tuple[AnswerOption, ...]) -> bool:
    keys = [one.key for one in numbered(options)]
    counting = sum(one.counts for one in options)
    return counting >= 2 and len(set(keys)) == len(keys)


def levels_need_a_scale(work: CatalogueFile) -> Iterator[Diagnostic]:
    """Where something is rated by level, the framework has a scale."""
    if work.catalogue.scale or work.file.touches_faulty("scale"):
        return
    for item, one in items_of(work):
        if needs_levels(item):
            place = work.file.at_key(*one.route, *_last_key(item))
            yield methods.NO_LEVELS.at(place, id=item.id)


def needs_levels(item: Item) -> bool:
    """Tell whether an item cannot be judged without a scale of levels."""
    if item.rated_by == "survey":
        return not item.answer_scale and not isinstance(item.answer_scale, Named)
    if item.rated_by == "ratio":
        return not item.ladder and not isinstance(item.ladder, Named) and item.max_points is None
    return item.rated_by == "level" or bool(item.thresholds)


def items_of(work: CatalogueFile) -> Iterator[tuple[Item, NodeLocation]]:
    """Yield every item with its location."""
    for one in work.standings:
        if (item := one.node.item) is not None:
            yield item, one
