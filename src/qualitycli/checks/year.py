"""Checks of what a year file says of itself."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from typing import Any

from qualitycli.diagnostics import Diagnostic, Place
from qualitycli.messages import N_, Message, as_written
from qualitycli.model.assessment import judgement_wanted, judgements_of
from qualitycli.model.framework import Scale
from qualitycli.model.tree import Item, Node
from qualitycli.rules import references, scoring, shape
from qualitycli.source import Route
from qualitycli.workspace import CatalogueFile, RatedFile, YearFile, alike, did_you_mean


def file_name_is_the_year(work: YearFile, _: CatalogueFile) -> Iterator[Diagnostic]:
    """The file is named after the year it speaks of."""
    year = work.assessment.year
    if work.named is not None and work.named != year:
        right = {"right": f"{year}.yaml"}
        yield references.YEAR_AND_FILE_NAME.at(
            work.file.at("year"),
            hint=Message(references.IS_TAKEN, right) if work.is_taken else None,
            name=f"{work.named}.yaml",
            year=year,
        )


def framework_is_known(work: RatedFile, catalogue_file: CatalogueFile) -> Iterator[Diagnostic]:
    """The year is judged by the catalogue's framework, in one of its editions."""
    asked, known = work.said.framework, catalogue_file.catalogue.framework
    if asked.id != known.id:
        place = work.file.at("framework", "id")
        yield alike(asked.id, {known.id}, place) or references.UNKNOWN_FRAMEWORK.at(
            place, id=asked.id, known=known.id
        )
    elif asked.edition not in known.editions:
        yield references.UNKNOWN_EDITION.at(
            work.file.at("framework", "edition"),
            edition=asked.edition,
            known=known.editions,
        )


def bands_are_known(work: YearFile, catalogue_file: CatalogueFile) -> Iterator[Diagnostic]:
    """The year falls in a band profile, or names one that there is."""
    year, catalogue = work.assessment, catalogue_file.catalogue
    known = tuple(profile.id for profile in catalogue.bands)
    if year.bands is not None:
        place = work.file.at("bands")
        if catalogue.profile(year.bands) is None:
            yield alike(year.bands, known, place) or references.UNKNOWN_BANDS.at(
                place, id=year.bands, known=known
            )
    elif catalogue.profile_for(year.year) is None:
        yield scoring.NO_BANDS.at(work.file.at("year"), year=year.year, known=known)


def targets_can_be_reached(work: YearFile, catalogue_file: CatalogueFile) -> Iterator[Diagnostic]:
    """A target is a grade on the scale, set for a node that there is."""
    scale = catalogue_file.catalogue.scale
    for node_id, target in work.assessment.targets.items():
        if node_id not in catalogue_file.nodes:
            yield _unknown_node(node_id, work.file.at_key("targets", node_id), catalogue_file.nodes)
        elif not scale.lowest <= target <= scale.highest:
            yield scoring.TARGET_OFF_THE_SCALE.at(
                work.file.at("targets", node_id),
                target=target,
                lowest=scale.lowest,
                highest=scale.highest,
            )


def nothing_is_cut_off(work: RatedFile, catalogue_file: CatalogueFile) -> Iterator[Diagnostic]:
    """No comma inside braces cut a number or a sentence in two.

    What follows the comma would be a key without a value, and an empty value is as good as none.
    """
    levels = {str(level) for level in catalogue_file.catalogue.scale.values}
    yield from _cut_off(work, ("targets",), catalogue_file.nodes)
    yield from _cut_off(work, ("ratings",), catalogue_file.nodes)
    for item_id, rating in work.said.ratings.items():
        if rating.answers is not None:
            yield from _cut_off(work, ("ratings", item_id, "answers"), levels)


def _cut_off(work: RatedFile, route: Route, known: Container[str]) -> Iterator[Diagnostic]:
    values: Any = work.file.values
    for step in route:
        values = values.get(step) if isinstance(values, dict) else None
    if not isinstance(values, dict):
        return
    for index, (key, value) in enumerate(values.items()):
        if index and value == "" and key not in known and work.file.in_braces(*route, key):
            hint = Message(N_("write a decimal number with a point")) if key.isdigit() else None
            place = work.file.at_key(*route, key)
            yield shape.BROKEN_SENTENCE.at(place, hint=hint, text=key, braces="{…}")


def something_is_rated(work: RatedFile, catalogue_file: CatalogueFile) -> Iterator[Diagnostic]:
    """At least one item has a judgement."""
    year = work.said
    if work.file.touches_faulty("ratings"):
        return
    items = catalogue_file.held_in(year.year)
    rated = ((items.get(item_id), rating) for item_id, rating in year.ratings.items())
    if not any(item is None or judgements_of(item, rating) for item, rating in rated):
        place = work.file.at_key("ratings") if "ratings" in work.file.values else work.file.at()
        # A level is the shortest example, where there is an item that is given one.
        by_level = (item for item in items.values() if item.rated_by == "level")
        item = next(by_level, next(iter(items.values()), None))
        if item is None:
            hint = Message(N_("the framework has no items in {year}"), {"year": year.year})
            yield scoring.NOTHING_RATED.at(place, hint=hint, year=year.year)
            return
        example = _example_of(item, catalogue_file.catalogue.scale)
        yield scoring.NOTHING_RATED.at(place, year=year.year, example=example)


def _example_of(item: Item, scale: Scale) -> str:
    """Return how a rating of an item is written."""
    level = scale.values[len(scale.values) // 2]
    wanted = judgement_wanted(item)
    written = {
        "count": "{count: 1, of: 2}",
        "answers": f"{{answers: {{{level}: 1}}}}",
        "points": f"{{points: {as_written(item.ladder[-1].points) if item.ladder else 1}}}",
    }
    return f"{item.id}: {written.get(wanted, level)}"


def _unknown_node(node_id: str, place: Place, nodes: Mapping[str, Node]) -> Diagnostic:
    hint = did_you_mean(node_id, nodes)
    unknown = references.UNKNOWN_NODE.at(place, hint=hint, id=node_id)
    return alike(node_id, nodes, place) or unknown
