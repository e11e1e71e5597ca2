"""Recording the decisions of a commission in the file of a year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from qualitycli.application.file_editing import FileChange
from qualitycli.application.open_year import OpenYear
from qualitycli.application.projects import no_such_node
from qualitycli.application.raters import compared_raters
from qualitycli.application.year_edits import YearEdit
from qualitycli.comparing.decisions import (
    AgreedRating,
    differs,
    edits_of,
    evidence_of,
    judgement_of,
    proposal,
    takes,
    to_settle,
)
from qualitycli.comparing.inter_rater import ItemRatings
from qualitycli.comparing.item_steps import steps_of
from qualitycli.edits import Value
from qualitycli.errors import DecisionError, NoSuchNodeError
from qualitycli.messages import N_, Message
from qualitycli.model.assessment import UNRATED, Rating
from qualitycli.model.framework import Scale
from qualitycli.model.tree import Item
from qualitycli.workspace import YearFile


class Minutes(NamedTuple):
    """The protocol and date of decisions.

    :ivar evidence: whether to copy the raters' evidence into the year.
    """

    protocol: str
    date: date
    evidence: bool = True


class UnanimousItems(NamedTuple):
    """The decisions on items on which the raters agree, and counts of the other such items.

    :ivar there: the number of items that the year already has as agreed.
    :ivar other: the number of items for which the year has a different rating.
    """

    decisions: tuple[AgreedRating, ...]
    there: int
    other: int


class DecisionRecorder:
    """Writes decisions into the file of a year, one after the other.

    :ivar compared: the year and the comparison of its raters, as first read.
    """

    def __init__(self, year: OpenYear) -> None:
        self.compared = compared_raters(year)
        self._year = year
        self._seen = self.compared.year.file.source
        self._ratings = self.compared.year.assessment.ratings

    @property
    def scale(self) -> Scale:
        """The scale of levels of the framework."""
        return self.compared.catalogue_file.catalogue.scale

    def present(self, item_id: str) -> Rating:
        """Return the rating of an item in the year as it was read."""
        return self._ratings.get(item_id, UNRATED)

    def unsettled(self) -> list[ItemRatings]:
        """Return the items that need a decision of the commission and have none yet."""
        waiting = to_settle(self.compared.comparison)
        return [one for one in waiting if self.present(one.item.id).agreed is None]

    def decision(
        self,
        item_ratings: ItemRatings,
        said: Mapping[str, Value],
        minutes: Minutes,
        note: str | None = None,
    ) -> AgreedRating:
        """Return the decision to give an item the rating `said`."""
        present = self.present(item_ratings.item.id)
        evidence = evidence_of(item_ratings, present) if minutes.evidence else ()
        return AgreedRating(
            item_ratings.item.id, said, minutes.protocol, minutes.date, evidence, note
        )

    def decided(
        self,
        item_id: str,
        said: Mapping[str, Value],
        minutes: Minutes,
        note: str | None,
        *,
        force: bool,
    ) -> AgreedRating:
        """Return the decision to give an item the rating `said`, if that is possible.

        :param force: whether a different rating in the year is replaced.
        :raises NoSuchNodeError: the year has no such item.
        :raises DecisionError: the item cannot have this rating, or the year has a different one.
        """
        item_ratings = next(
            (one for one in self.compared.comparison.items if one.item.id == item_id), None
        )
        if item_ratings is None:
            if item_id not in self.compared.catalogue_file.nodes:
                no_such_node(item_id, self.compared.catalogue_file)
            text = N_("“{id}” is not an item to rate in {year}.")
            args = {"id": item_id, "year": self.compared.comparison.year}
            raise NoSuchNodeError(Message(text, args))
        if not takes(item_ratings, said):
            raise DecisionError(self._refusal(item_ratings.item, said))
        decision = self.decision(item_ratings, said, minutes, note)
        if differs(decision, self.present(item_id)) and not force:
            text = N_(
                "The year already has a different rating for “{id}” (use --force to replace it)."
            )
            raise DecisionError(Message(text, {"id": item_id}))
        return decision

    def _refusal(self, item: Item, said: Mapping[str, Value]) -> Message:
        """Return why an item cannot have the rating `said`."""
        given = judgement_of(said)
        steps = steps_of(item, self.scale, () if given is None else {given})
        if steps is None:
            text = N_("“{id}” cannot have this rating; use “quality set” for its figures.")
            return Message(text, {"id": item.id})
        if steps.listed:
            text = N_("“{id}” cannot have this rating. Allowed: {steps}.")
            return Message(text, {"id": item.id, "steps": steps.listed})
        text = N_(
            "“{id}” cannot have this rating. Allowed: points from 0 to {most}, in steps of {step}."
        )
        return Message(text, {"id": item.id, "most": steps.most, "step": steps.step})

    def unanimous(
        self, min_raters: int, minutes: Minutes, *, force: bool = False
    ) -> UnanimousItems:
        """Return the decisions on all items on which the raters agree.

        :param min_raters: the minimum number of raters of an item.
        :param force: whether different ratings in the year are replaced.
        """
        decisions: list[AgreedRating] = []
        there = other = 0
        for one in self.compared.comparison.items:
            said = proposal(one) if one.standing in ("same", "single") else None
            if said is None or len(one.ratings) < min_raters:
                continue
            decision, present = self.decision(one, said, minutes), self.present(one.item.id)
            if differs(decision, present) and not force:
                other += 1
            elif present.agreed is not None and not differs(decision, present):
                there += 1
            else:
                decisions.append(decision)
        return UnanimousItems(tuple(decisions), there, other)

    def write(
        self, decisions: Sequence[AgreedRating], *, dry_run: bool = False
    ) -> FileChange[YearFile]:
        """Write decisions, unless the file was changed since it was read.

        :raises QualityError: nothing was written.
        """
        edits = [edit for one in decisions for edit in edits_of(one, self.present(one.item))]
        change = self._year.change(YearEdit(lambda _: edits), seen=self._seen, dry_run=dry_run)
        self._seen = change.new.source
        return change
