"""Checks of the raters' files: they are for the right year, and one per person."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from qualitycli.diagnostics import Diagnostic, Place, Related
from qualitycli.messages import N_, Message
from qualitycli.model.assessment import Assessment, is_information, judgements_of
from qualitycli.model.names import people, plain_name
from qualitycli.rules import raters
from qualitycli.workspace import CatalogueFile, RaterFile, YearFile


class RatedYear(NamedTuple):
    """A year with raters' files.

    :ivar members: the people who may rate in it, as returned by :func:`members_of`.
    """

    year: Assessment
    members: Mapping[str, str]

    @classmethod
    def of(cls, year: Assessment) -> RatedYear:
        """Return a year with its members, whose names are normalized only once."""
        return cls(year, members_of(year))


def files_match_their_year(work: RaterFile, _: CatalogueFile) -> Iterator[Diagnostic]:
    """A rater's file is in the folder of the year that it contains."""
    if work.named is not None and work.named != work.opinions.year:
        place = work.file.at("year")
        yield raters.RATER_OF_OTHER_YEAR.at(place, named=work.named, year=work.opinions.year)


def raters_match_their_year(
    work: RaterFile, rated: RatedYear, editions: Collection[str]
) -> Iterator[Diagnostic]:
    """A rater uses the edition of the year, and belongs to its commission."""
    year, members = rated
    asked, own = work.opinions.framework, year.framework
    if asked.id == own.id and asked.edition != own.edition and asked.edition in editions:
        yield raters.RATER_OF_OTHER_EDITION.at(
            work.file.at("framework", "edition"),
            edition=asked.edition,
            other=own.edition,
            year=year.year,
        )
    if members and plain_name(work.opinions.rater.name) not in members:
        yield raters.RATER_NOT_IN_COMMISSION.at(
            work.file.at("rater", "name"),
            name=work.opinions.rater.name,
            year=year.year,
            members=tuple(members.values()),
        )


def rater_has_no_other_file(work: RaterFile, others: Mapping[str, Place]) -> Iterator[Diagnostic]:
    """No rater has two files.

    :param others: the places of the names of the year's other raters, by normalized name.
    """
    name = work.opinions.rater.name
    if (there := others.get(plain_name(name))) is not None:
        related = [Related(there, Message(N_("first used here")))]
        place = work.file.at("rater", "name")
        yield raters.DUPLICATE_RATER.at(place, name=name, related=related)


def rater_files_have_no_agreement(work: RaterFile, _: CatalogueFile) -> Iterator[Diagnostic]:
    """A rater's file contains no agreed rating."""
    for item_id, rating in work.opinions.ratings.items():
        if rating.agreed is not None:
            place = work.file.at_key("ratings", item_id, "agreed")
            yield raters.AGREED_IN_RATER_FILE.at(place, id=item_id)


def agreements_have_ratings(work: YearFile, catalogue_file: CatalogueFile) -> Iterator[Diagnostic]:
    """Every agreed item has a rating."""
    held = catalogue_file.held_in(work.assessment.year)
    for item_id, rating in work.assessment.ratings.items():
        item = held.get(item_id)
        if rating.agreed is None or item is None or judgements_of(item, rating):
            continue
        if rating.value is not None and is_information(item, rating):
            continue  # agreed on, though nothing judges it
        if not work.file.touches_faulty("ratings", item_id):
            place = work.file.at_key("ratings", item_id, "agreed")
            yield raters.AGREED_WITHOUT_RATING.at(place, id=item_id)


def members_of(year: Assessment) -> Mapping[str, str]:
    """Return the names of all members of the year's commissions, by normalized name."""
    names: list[str] = []
    for commission in year.commissions:
        names += [one.name for one in commission.members]
        names += [one.name for one in commission.external]
    return people(names)
