"""Checks of the band profiles."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from qualitycli.checks.catalogue import MOST, same_id
from qualitycli.checks.methods import items_of
from qualitycli.diagnostics import Diagnostic
from qualitycli.messages import N_, Message
from qualitycli.model.framework import BandProfile, Years
from qualitycli.rules import scoring
from qualitycli.scoring.bands import band_for
from qualitycli.scoring.figures import share_of_level
from qualitycli.workspace import CatalogueFile


def profile_ids_are_unique(work: CatalogueFile) -> Iterator[Diagnostic]:
    """Ids of band profiles are unique."""
    seen: dict[str, int] = {}
    for index, profile in enumerate(work.catalogue.bands):
        if (first := seen.setdefault(profile.id, index)) != index:
            place = work.file.at("bands", index, "id")
            yield same_id(profile.id, place, work.file.at("bands", first, "id"))


def bands_are_in_order(work: CatalogueFile) -> Iterator[Diagnostic]:
    """Bands are listed best first, each but the last with one lower bound."""
    faulty = work.file.faulty_below("bands")
    for index, profile in enumerate(work.catalogue.bands):
        if index not in faulty and (wrong := _first_out_of_order(profile)) is not None:
            place = work.file.at("bands", index, "steps", wrong, "name")
            yield scoring.STEPS_OUT_OF_ORDER.at(place, id=profile.id)


def _first_out_of_order(profile: BandProfile) -> int | None:
    *upper, last = profile.steps
    bounds = [(step.bound, step.above) for step in upper]
    previous = None
    for index, pair in enumerate(bounds):
        given = [value for value in pair if value is not None]
        if len(given) != 1 or not 0 <= given[0] <= 100:
            return index
        if previous is not None and given[0] >= previous:
            return index
        previous = given[0]
    if last.bound is not None or last.above is not None:
        return len(upper)
    return None


def profiles_do_not_overlap(work: CatalogueFile) -> Iterator[Diagnostic]:
    """No year belongs to more than one profile."""
    profiles = work.catalogue.bands
    if len(profiles) > MOST:
        place, what = work.file.at_key("bands"), Message(N_("band profiles"))
        yield scoring.TOO_MANY.at(place, n=len(profiles), what=what, most=MOST)
        return
    for index, profile in enumerate(profiles):
        first, last = profile.years.first, profile.years.last
        if first and last and last < first:
            place = work.file.at("bands", index, "years", "to")
            yield scoring.YEARS_BACKWARDS.at(place, id=profile.id)
    for (_, one), (later, other) in combinations(enumerate(profiles), 2):
        if (year := _common_year(one.years, other.years)) is not None:
            yield scoring.PROFILES_OVERLAP.at(
                work.file.at("bands", later, "years"), first=one.id, second=other.id, year=year
            )


def _common_year(one: Years, other: Years) -> str | None:
    """Return a year that is in both ranges."""
    ends = [end for end in (one.first, other.first, one.last, other.last) if end is not None]
    return next((end for end in (*ends, "2020-2021") if end in one and end in other), None)


def levels_match_bands(work: CatalogueFile) -> Iterator[Diagnostic]:
    """A year with all items at one level gets the band with that level's name.

    Checked only for profiles with as many bands as the scale has levels, and only where
    something is rated by level.
    """
    scale, grades = work.catalogue.scale, work.catalogue.grades
    if not any(item.rated_by == "level" for item, _ in items_of(work)):
        return
    if not scale.rises or len(scale.levels) > MOST or work.file.touches_faulty("scale"):
        return
    faulty = work.file.faulty_below("bands")
    for index, profile in enumerate(work.catalogue.bands):
        if index in faulty:
            continue
        if len(profile.steps) != len(scale.levels) or _first_out_of_order(profile) is not None:
            continue
        for level, step in zip(scale.levels, reversed(profile.steps), strict=True):
            share = share_of_level(level.value, scale)
            band = band_for(share, profile, grades)
            if band != step.name:
                yield scoring.LEVEL_IN_OTHER_BAND.at(
                    work.file.at("bands", index, "percent_of"), level=level.name, band=band
                )
                break
