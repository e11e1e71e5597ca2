"""Checks of the ratings: that they are of items, and that scores can be calculated from them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple, Protocol

from qualitycli.cards.guidance import judgements_possible, wanted_hint
from qualitycli.checks.text import says_something
from qualitycli.diagnostics import Diagnostic, Place
from qualitycli.messages import N_, Message
from qualitycli.model.answers import answers_of, counted_answers, ends_of_mean
from qualitycli.model.assessment import (
    COUNTS,
    JUDGEMENTS,
    REASONS,
    SURVEYED,
    Rating,
    judgements_of,
)
from qualitycli.model.framework import Scale
from qualitycli.model.periods import days_of, year_before
from qualitycli.model.tree import Item, Node, Subindicator, descendants
from qualitycli.rules import methods, references, scoring
from qualitycli.scoring.figures import SMALLEST_STEP
from qualitycli.source import Route
from qualitycli.suggestions import Suggestions
from qualitycli.workspace import (
    CatalogueFile,
    RatedFile,
    alike,
    did_you_mean,
    suggestions_among,
    without_unseen,
)


class Located(Protocol):
    """Anything that knows the places of a year's values: a file, or the cells of a table."""

    def at(self, *route: str | int) -> Place:
        """Return the place of the value at `route`."""

    def at_key(self, *route: str | int) -> Place:
        """Return the place of the last key of `route`."""


class Rated(NamedTuple):
    """A rating of an item in force in the year, and the context it is checked in.

    :ivar by_points: whether all that is rated has to earn points.
    :ivar cut: the routes of texts that a “#” cuts short, with the remedy.
    """

    file: Located
    item: Item
    rating: Rating
    scale: Scale
    year: str
    by_points: bool
    cut: Mapping[Route, Message] = {}

    @property
    def judgements(self) -> tuple[str, ...]:
        """The judgements that the rating states of this item."""
        return judgements_of(self.item, self.rating)

    def at(self, *route: str | int) -> Place:
        """Return the place of a value of the rating."""
        return self.file.at("ratings", self.item.id, *route)

    def at_key(self, *route: str | int) -> Place:
        """Return the place of a key of the rating."""
        return self.file.at_key("ratings", self.item.id, *route)


def rated_items_exist(work: RatedFile, catalogue_file: CatalogueFile) -> Iterator[Diagnostic]:
    """Every rating names an item that the framework has in that year."""
    year = work.content.year
    held = catalogue_file.held_in(year)
    suggestions: Suggestions | None = None
    for item_id in work.content.ratings:
        cut_off = work.file.values["ratings"][item_id] == "" and work.file.in_braces(
            "ratings", item_id
        )
        if item_id not in held and not (cut_off and item_id not in catalogue_file.nodes):
            place = work.file.at_key("ratings", item_id)
            suggestions = suggestions or suggestions_among(held)
            yield unknown_item(item_id, place, year, catalogue_file, suggestions)


def ratings_are_sound(work: RatedFile, catalogue_file: CatalogueFile) -> Iterator[Diagnostic]:
    """Every rating passes the checks of RATING_CHECKS; of a group only the first complains."""
    year = work.content.year
    scale = catalogue_file.catalogue.scale
    by_points = catalogue_file.catalogue.method == "points"
    held = catalogue_file.held_in(year)
    faulty = work.file.faulty_below("ratings")
    for item_id, rating in work.content.ratings.items():
        if (item := held.get(item_id)) is not None and item_id not in faulty:
            rated = Rated(work.file, item, rating, scale, year, by_points, work.file.cut)
            yield from rating_is_sound(rated)


def rating_is_sound(rated: Rated) -> Iterator[Diagnostic]:
    """A rating passes the checks of RATING_CHECKS; of a group only the first complains."""
    for group in _checks_of(frozenset(rated.rating.model_fields_set)):
        for check in group:
            if found := [*check(rated)]:
                yield from found
                break


def one_judgement(rated: Rated) -> Iterator[Diagnostic]:
    """A rating states one judgement, the one that the item is rated by."""
    item, given = rated.item, rated.judgements
    wanted = judgements_possible(item, rated.scale)
    if len(given) > 1:
        place = rated.at_key(given[1])
        yield scoring.TWO_JUDGEMENTS.at(place, id=item.id, judgements=", ".join(given))
    elif given and given[0] not in REASONS and given[0] not in wanted:
        yield scoring.WRONG_JUDGEMENT.at(
            rated.at_key(given[0]),
            hint=wanted_hint(item, rated.scale),
            id=item.id,
            given=given[0],
            wanted=wanted[0],
        )


def reasons_are_given(rated: Rated) -> Iterator[Diagnostic]:
    """What is not applicable or has no evidence says why."""
    for key in REASONS:
        reason = getattr(rated.rating, key)
        if reason is not None and not says_something(reason):
            remedy = rated.cut.get(("ratings", rated.item.id, key))
            yield scoring.EMPTY_REASON.at(rated.at_key(key), hint=remedy, key=key)


def level_is_on_the_scale(rated: Rated) -> Iterator[Diagnostic]:
    """A level is one of the scale, and earns points where those are added up."""
    level = rated.rating.level
    if level is None:
        return
    if level in (known := rated.scale.values):
        # Of other items the catalogue has the finding; a value without a maximum may be stated.
        if rated.by_points and rated.item.rated_by == "value" and not rated.item.most_points:
            yield methods.NO_MAX_POINTS.at(rated.at("level"), id=rated.item.id)
        return
    if not known:
        yield methods.NO_LEVELS.at(rated.at("level"), id=rated.item.id)
    else:
        yield scoring.OFF_THE_SCALE.at(rated.at("level"), level=level, levels=known)


def points_can_be_given(rated: Rated) -> Iterator[Diagnostic]:
    """Points are a step of the item's points scale, or a step up to its maximum."""
    points, item = rated.rating.points, rated.item
    if points is None:
        return
    place = rated.at("points")
    if item.ladder:
        steps = tuple(rung.points for rung in item.ladder)
        if points not in steps:
            yield scoring.POINTS_OFF_THE_LADDER.at(place, id=item.id, points=points, steps=steps)
    elif item.max_points is not None and points > item.max_points:
        yield methods.POINTS_OVER_MAXIMUM.at(place, id=item.id, points=points, most=item.max_points)
    elif points % (step := item.step or SMALLEST_STEP):
        below = points // step * step
        yield methods.POINTS_OFF_STEP.at(
            place, id=item.id, points=points, step=step, below=below, over=below + step
        )


def survey_adds_up(rated: Rated) -> Iterator[Diagnostic]:
    """Somebody gave an answer that there is, and no more people than were invited."""
    answers, invited = rated.rating.answers, rated.rating.invited
    stray = [key for key in SURVEYED if getattr(rated.rating, key) is not None]
    if stray and rated.item.rated_by != "survey":
        yield _stray(rated, stray[0])
        return
    if answers is None:
        return
    known = tuple(one.key for one in answers_of(rated.item, rated.scale))
    if unknown := [key for key in answers if key not in known]:
        yield from (_unknown_answer(rated, key, known) for key in unknown)
        return
    given = sum(answers.values())
    if given == 0:
        yield scoring.NO_ANSWERS.at(rated.at_key("answers"))
    elif invited is not None and given > invited:
        place = rated.at("invited")
        yield scoring.MORE_ANSWERS_THAN_INVITED.at(place, answers=given, invited=invited)
    elif not counted_answers(rated.item, rated.rating):
        yield methods.NOTHING_COUNTS.at(rated.at_key("answers"), id=rated.item.id)


def _unknown_answer(rated: Rated, key: str, known: tuple[str, ...]) -> Diagnostic:
    place = rated.at_key("answers", key)
    if rated.item.answer_scale:
        return methods.UNKNOWN_ANSWER.at(place, key=key, id=rated.item.id, known=known)
    return scoring.OFF_THE_SCALE.at(place, level=key, levels=known)


def mean_is_on_the_scale(rated: Rated) -> Iterator[Diagnostic]:
    """A mean is possible, and says of how many people it is."""
    item, mean, answered = rated.item, rated.rating.mean, rated.rating.answered
    if item.rated_by != "survey" or (mean is None and answered is None):
        return
    lowest, highest = ends_of_mean(item, rated.scale)
    if mean is None or answered is None:
        given, missing = ("mean", "answered") if answered is None else ("answered", "mean")
        yield methods.MEAN_OF_NOBODY.at(rated.at_key(given), given=given, missing=missing)
    elif not lowest <= mean <= highest:
        yield methods.MEAN_OFF_SCALE.at(
            rated.at("mean"), id=item.id, mean=mean, lowest=lowest, highest=highest
        )
    elif answered == 0:
        yield scoring.NO_ANSWERS.at(rated.at_key("answered"))
    elif (invited := rated.rating.invited) is not None and answered > invited:
        yield scoring.MORE_ANSWERS_THAN_INVITED.at(
            rated.at("invited"), answers=answered, invited=invited
        )


def counts_add_up(rated: Rated) -> Iterator[Diagnostic]:
    """A count is a part of its total, and a total is of something."""
    count, of = rated.rating.count, rated.rating.of
    if count is not None and of is not None:
        yield from _pair(rated, (), count, of)
    elif count is not None or of is not None:
        given, missing = ("of", "count") if count is None else ("count", "of")
        yield scoring.HALF_A_COUNT.at(rated.at_key(given), given=given, missing=missing)
    for index, part in enumerate(rated.rating.parts):
        yield from _pair(rated, ("parts", index), part.count, part.of)


def _pair(rated: Rated, route: Route, count: int, of: int) -> Iterator[Diagnostic]:
    if of == 0:
        yield scoring.COUNT_OF_NOTHING.at(rated.at(*route, "of"))
    elif count > of and not rated.item.may_exceed:
        yield scoring.COUNT_OVER_TOTAL.at(rated.at(*route, "count"), count=count, of=of)


def counts_have_a_use(rated: Rated) -> Iterator[Diagnostic]:
    """Counts are of a ratio: one pair, or one for each of its parts; a value is of a value."""
    item, rating = rated.item, rated.rating
    if rating.value is not None and item.rated_by != "value":
        yield _stray(rated, "value")
    if item.rated_by != "ratio":
        stray = [key for key in (*COUNTS, "parts") if getattr(rating, key) not in (None, ())]
        if stray:
            yield _stray(rated, stray[0])
    elif rating.parts:
        wanted = len(item.parts) if isinstance(item, Subindicator) else 0
        given = len(rating.parts)
        if given != wanted:
            place = rated.at_key("parts")
            yield scoring.PARTS_DO_NOT_MATCH.at(place, id=item.id, wanted=wanted, given=given)


def _stray(rated: Rated, key: str) -> Diagnostic:
    # Without a judgement, this is probably meant to be one.
    hint = None if rated.judgements else wanted_hint(rated.item, rated.scale)
    return scoring.STRAY_COUNTS.at(rated.at_key(key), hint=hint, key=key, id=rated.item.id)


def outermost_level_has_evidence(rated: Rated) -> Iterator[Diagnostic]:
    """The lowest and the highest level have evidence."""
    level, item_id = rated.rating.level, rated.item.id
    scale = rated.scale
    if level is None or rated.rating.evidence or level not in (scale.lowest, scale.highest):
        return
    if any(route[:3] == ("ratings", item_id, "evidence") for route in rated.cut):
        return  # the missing entry has a finding
    place = rated.at("level")
    # In the short form there is nothing yet that “evidence:” could be put below.
    is_short = place == rated.at()
    hint = Message(_LEVEL_BY_ITSELF, {"id": item_id, "level": level}) if is_short else None
    yield scoring.NO_EVIDENCE_FOR_EXTREME.at(place, hint=hint, id=item_id, level=level)


def date_is_in_the_year(rated: Rated) -> Iterator[Diagnostic]:
    """A rating is given, and agreed on, within the school year, 15 September to 14 September."""
    rated_on, agreed = rated.rating.rated_on, rated.rating.agreed
    if rated_on is None and agreed is None:
        return
    dated: list[tuple[Route, date | None]] = [(("rated_on",), rated_on)]
    if agreed is not None:
        dated.append((("agreed", "date"), agreed.date))
    first, last = days_of(rated.year)
    for route, day in dated:
        if day is not None and not first <= day <= last:
            yield scoring.OUTSIDE_THE_YEAR.at(
                rated.at(*route), date=day, year=rated.year, first=first, last=last
            )


_LEVEL_BY_ITSELF: Final = N_(
    "write “{id}:” on a line of its own and below it, two spaces to the right, “level: {level}” "
    "and “evidence:” with the evidence"
)


class RatingCheck(NamedTuple):
    """A check, and the keys of a rating of which one must be there for it to find anything.

    Most ratings are a level and nothing else.
    """

    check: Callable[[Rated], Iterable[Diagnostic]]
    keys: tuple[str, ...]


# In a group, each check relies on those before it.
RATING_CHECKS: Final[tuple[tuple[RatingCheck, ...], ...]] = (
    (
        RatingCheck(one_judgement, JUDGEMENTS),
        RatingCheck(reasons_are_given, REASONS),
        RatingCheck(level_is_on_the_scale, ("level",)),
        RatingCheck(points_can_be_given, ("points",)),
        RatingCheck(survey_adds_up, SURVEYED),
        RatingCheck(mean_is_on_the_scale, ("mean", "answered")),
        RatingCheck(outermost_level_has_evidence, ("level",)),
    ),
    (
        RatingCheck(counts_have_a_use, (*COUNTS, "parts", "value")),
        RatingCheck(counts_add_up, (*COUNTS, "parts")),
    ),
    (RatingCheck(date_is_in_the_year, ("rated_on", "agreed")),),
)


@lru_cache(256)
def _checks_of(
    keys: frozenset[str],
) -> tuple[tuple[Callable[[Rated], Iterable[Diagnostic]], ...], ...]:
    """Return the checks, in their groups, of a rating with these keys."""
    return tuple(
        tuple(one.check for one in group if not keys.isdisjoint(one.keys))
        for group in RATING_CHECKS
    )


def unknown_item(
    item_id: str,
    place: Place,
    year: str,
    catalogue_file: CatalogueFile,
    suggestions: Suggestions,
) -> Diagnostic:
    """Return the finding that no item with that id can be rated in that year.

    :param suggestions: the items that may have been meant.
    """
    nodes = catalogue_file.nodes
    held = catalogue_file.held_in(year)
    if (node := nodes.get(item_id)) is not None:
        items = [one.id for one in descendants(node.children) if one.id in held]
        if node.item is not None or not items:
            return references.ITEM_NOT_IN_FORCE.at(place, id=item_id, year=year, period=_life(node))
        return references.NOT_AN_ITEM.at(place, id=item_id, first=items[0], last=items[-1])
    if item_id in Rating.known_keys():
        text = N_("“{id}” belongs under the id of an item: move it two spaces to the right")
        return references.UNKNOWN_ITEM.at(place, hint=Message(text, {"id": item_id}), id=item_id)
    if (found := alike(item_id, nodes, place)) is not None:
        return found
    hint = without_unseen(item_id, nodes) or did_you_mean(item_id, suggestions)
    return references.UNKNOWN_ITEM.at(place, hint=hint, id=item_id)


def _life(node: Node) -> Message:
    last = year_before(node.retired) if node.retired else None
    if node.since and last:
        return Message(N_("from {since} to {last}"), {"since": node.since, "last": last})
    if node.since:
        return Message(N_("from {since} on"), {"since": node.since})
    if last:
        return Message(N_("up to {last}"), {"last": last})
    return Message(N_("only while its parent is in force"))
