"""Run the checks: small pure functions, listed in the tuples below."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from qualitycli.checks import (
    across,
    band_profiles,
    catalogue,
    cycle,
    methods,
    raters,
    ratings,
    text,
    year,
)
from qualitycli.diagnostics import Diagnostic, Findings, Place, by_place
from qualitycli.workspace import CatalogueFile, RaterFile, YearFile

CatalogueCheck = Callable[[CatalogueFile], Iterable[Diagnostic]]
YearCheck = Callable[[YearFile, CatalogueFile], Iterable[Diagnostic]]
RaterCheck = Callable[[RaterFile, CatalogueFile], Iterable[Diagnostic]]
AcrossCheck = Callable[[across.YearSummary, YearFile, CatalogueFile], Iterable[Diagnostic]]

CATALOGUE_CHECKS: Final[tuple[CatalogueCheck, ...]] = (
    catalogue.ids_are_unique,
    catalogue.process_ids_are_unique,
    catalogue.ids_continue_their_parents,
    catalogue.references_lead_somewhere,
    catalogue.lives_are_in_order,
    catalogue.replacements_end,
    catalogue.same_is_one_to_one,
    catalogue.weights_have_reasons,
    catalogue.only_items_are_rated,
    methods.names_are_known,
    methods.names_are_used,
    methods.keys_fit_the_way_of_rating,
    methods.ladders_are_in_order,
    methods.points_can_be_earned,
    methods.maxima_add_up,
    methods.points_have_no_weights,
    methods.values_have_units,
    methods.answer_scales_can_be_used,
    methods.levels_need_a_scale,
    catalogue.thresholds_are_in_order,
    catalogue.descriptors_are_on_the_scale,
    catalogue.scale_rises,
    band_profiles.profile_ids_are_unique,
    band_profiles.bands_are_in_order,
    band_profiles.profiles_do_not_overlap,
    band_profiles.levels_match_bands,
    text.catalogue_words_keep_one_script,
)

YEAR_CHECKS: Final[tuple[YearCheck, ...]] = (
    year.file_name_is_the_year,
    year.framework_is_known,
    year.band_profile_is_known,
    year.sentences_are_not_split,
    year.targets_can_be_reached,
    year.figures_stay_short,
    ratings.rated_items_exist,
    ratings.ratings_are_sound,
    raters.agreements_have_ratings,
    year.something_is_rated,
    cycle.given_ids_are_unique,
    cycle.references_exist,
    cycle.commissions_are_in_time,
    cycle.commissions_work_within_the_year,
    cycle.dates_are_in_order,
    cycle.dates_belong_to_the_year,
    cycle.continued_years_are_earlier,
    cycle.adopted_before_in_force,
    cycle.report_is_adopted_last,
    cycle.findings_have_conclusions,
    cycle.measures_are_complete,
    text.year_words_keep_one_script,
)

RATER_CHECKS: Final[tuple[RaterCheck, ...]] = (
    raters.files_match_their_year,
    raters.rater_files_have_no_agreement,
    year.framework_is_known,
    year.sentences_are_not_split,
    ratings.rated_items_exist,
    ratings.ratings_are_sound,
    year.something_is_rated,
    text.year_words_keep_one_script,
)

ACROSS_CHECKS: Final[tuple[AcrossCheck, ...]] = (
    across.continued_measures_exist,
    across.completed_measures_last,
)


def check_catalogue(work: CatalogueFile) -> Findings:
    """Return all findings about a catalogue, in order of place."""
    return by_place(found for check in CATALOGUE_CHECKS for found in check(work))


def check_year(work: YearFile, catalogue_file: CatalogueFile) -> Findings:
    """Return all findings about a year with its catalogue, in order of place."""
    return by_place(_all_of(work, catalogue_file))


def check_rater(
    work: RaterFile,
    catalogue_file: CatalogueFile,
    rated: raters.RatedYear | None = None,
    others: Mapping[str, Place] | None = None,
) -> Findings:
    """Return all findings about a rater's file, in order of place.

    :param rated: the year that it is for, if there is one.
    :param others: the places of the names in the other raters' files of the year.
    """
    found = Findings(one for check in RATER_CHECKS for one in check(work, catalogue_file))
    editions = catalogue_file.catalogue.framework.editions
    if rated is not None and rated.year.year == work.opinions.year:
        found += raters.raters_match_their_year(work, rated, editions)
    found += raters.rater_has_no_other_file(work, others or {})
    return by_place(found)


def check_across(
    before: across.YearSummary, work: YearFile, catalogue_file: CatalogueFile
) -> list[Diagnostic]:
    """Return findings about a year and the year before it; both have no errors."""
    return [one for check in ACROSS_CHECKS for one in check(before, work, catalogue_file)]


def _all_of(work: YearFile, catalogue_file: CatalogueFile) -> Iterator[Diagnostic]:
    for check in YEAR_CHECKS:
        yield from check(work, catalogue_file)
