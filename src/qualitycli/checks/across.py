"""Checks of a year against the year before it, of which only a summary is kept.

Both years have passed their own checks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from qualitycli.comparing.pairs import Successors, YearSnapshot, rated_alike
from qualitycli.diagnostics import Diagnostic, Place, Related
from qualitycli.messages import N_, Message
from qualitycli.model.assessment import Rating
from qualitycli.model.framework import Scale
from qualitycli.model.periods import follows
from qualitycli.model.tree import Item, Node
from qualitycli.rules import cycle
from qualitycli.scoring.figures import share_of_rating, state_of
from qualitycli.tracking.links import IdResolver, taken_up
from qualitycli.workspace import CatalogueFile, YearFile


class CompletedMeasure(NamedTuple):
    """A completed measure, with the shares at that time of the items that it served."""

    id: str
    place: Place
    shares: Mapping[str, Fraction]


class YearSummary(NamedTuple):
    """The parts of a year that the next one is checked against."""

    side: YearSnapshot
    measures: tuple[str, ...]
    closed: tuple[CompletedMeasure, ...]


def summary_of(work: YearFile, catalogue_file: CatalogueFile) -> YearSummary:
    """Return the summary of a year without errors."""
    year = work.assessment
    held = catalogue_file.held_in(year.year)
    scale = catalogue_file.catalogue.scale
    closed = []
    reach = IdResolver(year, catalogue_file)
    # An item is reported only with the first completed measure that serves it.
    passed: set[str] = set()
    order = {one: place for place, one in enumerate(held)}
    for index, measure in enumerate(year.measures):
        if measure.status == "done":
            served = reach.items(measure.serves, passed)
            shares = {
                one: share
                for one in sorted(served & order.keys(), key=order.__getitem__)
                if (share := _share(held[one], year.ratings.get(one), scale)) is not None
            }
            closed.append(
                CompletedMeasure(measure.id, work.file.at("measures", index, "id"), shares)
            )
    ids = tuple(one.id for one in year.measures)
    return YearSummary(YearSnapshot.of(year.year, catalogue_file), ids, tuple(closed))


def _share(item: Item, rating: Rating | None, scale: Scale) -> Fraction | None:
    if rating is None or state_of(item, rating) != "scored":
        return None
    return share_of_rating(item, rating, scale)


def continued_measures_exist(
    before: YearSummary, work: YearFile, _: CatalogueFile
) -> Iterator[Diagnostic]:
    """A continued measure exists in the year that it continues from."""
    for index, measure in enumerate(work.assessment.measures):
        origin = measure.continues
        if origin is None or origin.year != before.side.year or origin.id in before.measures:
            continue
        yield cycle.CONTINUES_UNKNOWN_MEASURE.at(
            work.file.at("measures", index, "continues", "id"),
            year=origin.year,
            id=origin.id,
            known=before.measures,
        )


def completed_measures_last(
    before: YearSummary, work: YearFile, catalogue_file: CatalogueFile
) -> Iterator[Diagnostic]:
    """An item served by a completed measure is not rated lower the year after.

    The comparison is like for like: the item, or its “same” replacement, is rated in the same way.
    Nothing is reported if a measure of this year serves the item, or its rating has a note.
    """
    year, scale = work.assessment, catalogue_file.catalogue.scale
    if not before.closed or not follows(year.year, before.side.year):
        return
    successors = Successors(before.side, YearSnapshot.of(year.year, catalogue_file))
    told = IdResolver(year, catalogue_file).items(taken_up(year))
    told |= {item_id for item_id, rating in year.ratings.items() if rating.note}
    for closed in before.closed:
        for item_id, share in closed.shares.items():
            item = _item_now(before.side.held[item_id], successors)
            if item is None or item.id in told:
                continue
            later = _share(item, year.ratings.get(item.id), scale)
            if later is not None and later < share:
                told.add(item.id)
                yield cycle.DROP_AFTER_MEASURE.at(
                    work.file.at_key("ratings", item.id),
                    item=item.id,
                    id=closed.id,
                    year=before.side.year,
                    related=[Related(closed.place, Message(N_("closed here")))],
                )


def _item_now(node: Node, successors: Successors) -> Item | None:
    """Return the current item for one of the year before, if it is rated in the same way."""
    found = successors.of(node)
    item = found[1].item if found else None
    if node.item is None or item is None or not rated_alike(node.item, item):
        return None
    return item
