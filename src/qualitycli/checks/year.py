"""Checks of a year file: its year, framework, targets and figures."""

from __future__ import annotations

from collections.abc import Container, Iterator
from fractions import Fraction
from typing import Any, Final

from qualitycli.diagnostics import Diagnostic, Place
from qualitycli.messages import N_, Message, as_written
from qualitycli.model.answers import answers_of, ends_of_mean
from qualitycli.model.assessment import Rating, is_information, judgement_wanted, judgements_of
from qualitycli.model.framework import Scale
from qualitycli.model.tree import Item, Node, descendants
from qualitycli.rules import references, scoring, shape
from qualitycli.scoring.targets import target_unit
from qualitycli.source import Route
from qualitycli.suggestions import Suggestions
from qualitycli.workspace import (
    CatalogueFile,
    RatedFile,
    YearFile,
    alike,
    did_you_mean,
    suggestions_among,
)


def file_name_is_the_year(work: YearFile, _: CatalogueFile) -> Iterator[Diagnostic]:
    """The file is named after the year that it contains."""
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
    """The year uses the catalogue's framework, in one of its editions."""
    asked, known = work.content.framework, catalogue_file.catalogue.framework
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


def band_profile_is_known(work: YearFile, catalogue_file: CatalogueFile) -> Iterator[Diagnostic]:
    """The year belongs to a band profile, or names an existing one."""
    year, catalogue = work.assessment, catalogue_file.catalogue
    known = tuple(profile.id for profile in catalogue.bands)
    if year.bands is not None:
        place = work.file.at("bands")
        if catalogue.profile(year.bands) is None:
            yield alike(year.bands, known, place) or references.UNKNOWN_BANDS.at(
                place, id=year.bands, known=known
            )
    elif known and catalogue.profile_for(year.year) is None:
        yield scoring.NO_BANDS.at(work.file.at("year"), year=year.year, known=known)


def targets_can_be_reached(work: YearFile, catalogue_file: CatalogueFile) -> Iterator[Diagnostic]:
    """A target is a number that can be reached, set for a node that there is."""
    suggestions: Suggestions | None = None
    for node_id, target in work.assessment.targets.items():
        node = catalogue_file.nodes.get(node_id)
        if node is None:
            suggestions = suggestions or suggestions_among(catalogue_file.nodes)
            yield _unknown_node(node_id, work.file.at_key("targets", node_id), suggestions)
        elif (ends := _ends_of_target(node, catalogue_file, work.assessment.year)) is not None:
            lowest, highest = ends
            if not lowest <= target <= highest:
                yield scoring.TARGET_OFF_THE_SCALE.at(
                    work.file.at("targets", node_id),
                    target=target,
                    lowest=lowest,
                    highest=highest,
                )


def _ends_of_target(
    node: Node, catalogue_file: CatalogueFile, year: str
) -> tuple[Fraction, Fraction] | None:
    """Return the lowest and the highest that a node can reach; None where there are no ends."""
    catalogue, item, none = catalogue_file.catalogue, node.item, Fraction(0)
    scale = catalogue.scale
    match target_unit(item, catalogue):
        case "grade" | "level" if scale:
            return Fraction(scale.lowest), Fraction(scale.highest)
        case "mean" if item is not None and (item.answer_scale or scale):
            return ends_of_mean(item, scale)
        case "points":
            held = catalogue_file.held_in(year)
            below = [one for one in descendants([node]) if one.id in held]
            most = [one.item.most_points or none for one in below if one.item is not None]
            return none, sum(most, none)
        case "percent" if item is None or not item.may_exceed:
            return none, Fraction(100)
    return None


# Python's integers are exact at any length, but arithmetic with long ones takes quadratic time.
_MOST_DIGITS: Final = 20_000
_MOST_BITS: Final = _MOST_DIGITS * 10 // 3


def figures_stay_short(work: YearFile, catalogue_file: CatalogueFile) -> Iterator[Diagnostic]:
    """The exact scores of the year can be calculated in seconds.

    The denominator of a score divides the product of the distinct divisors of its shares. So the
    digits of those are counted, without calculating a score.
    """
    year = work.assessment
    bits = sum(one.bit_length() for _, one in catalogue_file.held_in.divisors(year.year))
    items = catalogue_file.held_in(year.year)
    seen: set[int] = set()
    for item_id, rating in year.ratings.items():
        divisor = _divisor(items.get(item_id), rating)
        if divisor not in seen:
            seen.add(divisor)
            bits += divisor.bit_length()
        if bits > _MOST_BITS:
            place = work.file.at_key("ratings", item_id)
            yield scoring.FIGURES_TOO_LONG.at(place, limit=_MOST_DIGITS)
            return


def _divisor(item: Item | None, rating: Rating) -> int:
    """Return the divisor of a rating's share, unless the rating is a step of the scale."""
    if rating.answers is not None:
        return sum(rating.answers.values())
    if rating.mean is not None:
        return rating.mean.denominator
    if rating.points is not None and item is not None and item.most_points:
        return item.most_points.numerator
    return 1


def sentences_are_not_split(work: RatedFile, catalogue_file: CatalogueFile) -> Iterator[Diagnostic]:
    """No comma inside braces splits a number or a sentence.

    The text after the comma would be a key without a value, which is otherwise allowed.
    """
    held = catalogue_file.held_in(work.content.year)
    yield from _cut_off(work, ("targets",), catalogue_file.nodes)
    yield from _cut_off(work, ("ratings",), catalogue_file.nodes)
    for item_id, rating in work.content.ratings.items():
        if rating.answers is not None and (item := held.get(item_id)) is not None:
            known = {one.key for one in answers_of(item, catalogue_file.catalogue.scale)}
            yield from _cut_off(work, ("ratings", item_id, "answers"), known)


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
            yield shape.SPLIT_SENTENCE.at(place, hint=hint, text=key, braces="{…}")


def something_is_rated(work: RatedFile, catalogue_file: CatalogueFile) -> Iterator[Diagnostic]:
    """At least one item is rated."""
    year = work.content
    if work.file.touches_faulty("ratings"):
        return
    items = catalogue_file.held_in(year.year)
    rated = ((items.get(item_id), rating) for item_id, rating in year.ratings.items())
    if not any(item is None or _says_something(item, rating) for item, rating in rated):
        place = work.file.at_key("ratings") if "ratings" in work.file.values else work.file.at()
        # An item rated by level gives the shortest example.
        by_level = (item for item in items.values() if item.rated_by == "level")
        item = next(by_level, next(iter(items.values()), None))
        if item is None:
            hint = Message(N_("the framework has no items in {year}"), {"year": year.year})
            yield scoring.NOTHING_RATED.at(place, hint=hint, year=year.year)
            return
        example = _example_of(item, year.ratings.get(item.id), catalogue_file.catalogue.scale)
        yield scoring.NOTHING_RATED.at(place, year=year.year, example=example)


def _says_something(item: Item, rating: Rating) -> bool:
    """Tell whether a rating judges its item, or states the value of one that nothing judges."""
    if rating.value is not None and is_information(item, rating):
        return True
    return bool(judgements_of(item, rating))


def _example_of(item: Item, stated: Rating | None, scale: Scale) -> str:
    """Return how a rating of an item is written; counts that are stated stay."""
    wanted = judgement_wanted(item)
    if wanted == "level" and item.rated_by != "value":
        level = scale.values[len(scale.values) // 2]
        if stated is not None and stated.count is not None and stated.of is not None:
            return f"{item.id}: {{level: {level}, count: {stated.count}, of: {stated.of}}}"
        return f"{item.id}: {level}"
    answers = answers_of(item, scale) if wanted == "answers" else ()
    written = {
        "count": "{count: 1, of: 2}",
        "answers": f"{{answers: {{{answers[len(answers) // 2].key if answers else 1}: 1}}}}",
        "points": f"{{points: {as_written(item.most_points or Fraction(1))}}}",
    }
    return f"{item.id}: {written.get(wanted, '{value: 1}')}"


def _unknown_node(node_id: str, place: Place, suggestions: Suggestions) -> Diagnostic:
    hint = did_you_mean(node_id, suggestions)
    unknown = references.UNKNOWN_NODE.at(place, hint=hint, id=node_id)
    return alike(node_id, suggestions.texts, place) or unknown
