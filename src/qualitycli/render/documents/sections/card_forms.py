"""The boxes and blanks of the printed card: each item has its own steps, points or figures."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from qualitycli.messages import N_
from qualitycli.model.answers import answers_of, ends_of_mean
from qualitycli.model.assessment import UNRATED, Rating, is_information, judgements_wanted
from qualitycli.model.framework import Catalogue
from qualitycli.model.tree import Item, Subindicator
from qualitycli.render.documents.context import ReportContext
from qualitycli.render.documents.records.content import CardBlank, CardForm, CardStep
from qualitycli.render.documents.wording.words import Words, clean
from qualitycli.render.results import item_result, shortest
from qualitycli.render.step_texts import StepText, from_nothing_to, range_text, step_texts
from qualitycli.scoring.figures import points_said
from qualitycli.scoring.node_score import NodeScore
from qualitycli.scoring.score import flatten

# Points up to a maximum have a box each, unless there are too many of them.
_MOST_BOXES: Final = 11


def forms_of(context: ReportContext, words: Words) -> dict[str, CardForm]:
    """Return the boxes and blanks of each item, by its id; ticked unless the card is blank."""
    items = (node for node in flatten([context.score.overall]) if node.state is not None)
    return {node.id or "": _Form(node, context, words).form() for node in items}


class _Form:
    """Builds the boxes and blanks of one item."""

    def __init__(self, node: NodeScore, context: ReportContext, words: Words) -> None:
        item = context.judged.catalogue_file.nodes[node.id or ""].item
        assert item is not None, node.id
        self._node = node
        self._item: Item = item
        self._words = words
        self._catalogue: Catalogue = context.catalogue
        rating = context.year.ratings.get(item.id, UNRATED)
        self._rating: Rating = UNRATED if context.blank else rating
        self._blank = context.blank

    def form(self) -> CardForm:
        item = self._item
        chosen = self._chosen()
        steps = self._steps()
        by_points = bool(steps) and "points" in judgements_wanted(item) and not self._by_level()
        return CardForm(
            by_level=self._by_level(),
            boxes=()
            if item.is_measured
            else tuple(self._step(one, chosen, by_points=by_points) for one in steps),
            outcomes=tuple(self._step(one, chosen, by_points=bool(item.ladder)) for one in steps)
            if item.is_measured
            else (),
            blanks=tuple(self._blanks()),
            result="" if self._blank else item_result(self._node, self._words),
        )

    def _by_level(self) -> bool:
        item = self._item
        if item.is_measured or item.rated_by == "survey":
            return False
        if is_information(item, None) and self._catalogue.method == "points":
            return False
        return judgements_wanted(item)[0] == "level"

    def _steps(self) -> tuple[StepText, ...]:
        item, scale = self._item, self._catalogue.scale
        wanted = judgements_wanted(item)
        if not item.ladder and "points" in wanted:
            return tuple(_few_points(item))
        if item.is_measured or item.ladder or self._by_level():
            return step_texts(item, scale)
        return ()

    def _chosen(self) -> Fraction | None:
        """Return the level or the points that are ticked."""
        if self._blank or self._node.state != "scored":
            return None
        rating, item = self._rating, self._item
        if rating.points is not None or item.ladder:
            return self._node.points if rating.points is None else rating.points
        return None if self._node.level is None else Fraction(self._node.level)

    def _step(self, step: StepText, chosen: Fraction | None, *, by_points: bool) -> CardStep:
        words = self._words
        value, noun = words.number(step.value), ""
        if by_points:
            said = points_said(value, one=step.value == 1)
            noun = words(said.text, **said.args)
        return CardStep(
            value=value,
            text=clean(step.text),
            range=range_text(step, self._item, words),
            content=noun or f"{value} {clean(step.name)}".strip(),
            chosen=chosen == step.value,
        )

    def _blanks(self) -> Iterator[CardBlank]:
        item, rating = self._item, self._rating
        wanted = judgements_wanted(item)
        if "points" in wanted and not item.ladder and not self._steps():
            yield self._blank_of(N_("Points"), rating.points, from_nothing_to(item, self._words))
        if item.rated_by == "ratio":
            yield self._blank_of(N_("Count"), rating.count)
            yield self._blank_of(N_("Of"), rating.of)
            yield from self._part_blanks()
        if item.rated_by == "value":
            yield self._blank_of(N_("Value"), rating.value, clean(item.unit))
        if item.rated_by == "survey":
            yield from self._survey_blanks()

    def _part_blanks(self) -> Iterator[CardBlank]:
        parts = self._item.parts if isinstance(self._item, Subindicator) else ()
        for place, part in enumerate(parts):
            given = self._rating.parts[place] if place < len(self._rating.parts) else None
            yield CardBlank(clean(part), str(given.count) if given else "", "")
            yield self._blank_of(N_("Of"), given.of if given else None)

    def _survey_blanks(self) -> Iterator[CardBlank]:
        rating, words = self._rating, self._words
        given = rating.answers or {}
        counted = () if rating.mean is not None else answers_of(self._item, self._catalogue.scale)
        for one in counted:
            people = given.get(one.key)
            hint = words(N_("does not count")) if one.share is None else ""
            name = f"{clean(one.key)} {clean(one.text)}"
            yield CardBlank(name, "" if people is None else str(people), hint)
        yield self._blank_of(N_("Invited"), rating.invited)
        if given:
            return  # a survey states its answers or their mean
        lowest, highest = map(shortest, ends_of_mean(self._item, self._catalogue.scale))
        limits = words(N_("from {low} to {high}"), low=lowest, high=highest)
        yield self._blank_of(N_("Or a published mean"), rating.mean, limits)
        yield self._blank_of(N_("How many people answered in all"), rating.answered)

    def _blank_of(self, label: str, value: Fraction | int | None, hint: str = "") -> CardBlank:
        shown = "" if value is None else self._words.number(Fraction(value))
        return CardBlank(self._words(label), shown, hint)


def _few_points(item: Item) -> Iterator[StepText]:
    """Yield the points of an item up to its maximum, if it states a step and they are few."""
    most, step = item.max_points or Fraction(0), item.step
    if step is not None and most / step < _MOST_BOXES:
        for place in range(int(most / step) + 1):
            yield StepText(place * step)
