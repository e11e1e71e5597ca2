"""The framework in a document: areas, criteria, indicators and items with their ratings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from qualitycli.messages import N_
from qualitycli.model.assessment import UNRATED, Rating
from qualitycli.model.tree import Item, Subindicator
from qualitycli.render.documents.context import ReportContext
from qualitycli.render.documents.records.content import (
    AreaView,
    CardForm,
    CountOf,
    CriterionView,
    Direction,
    IndicatorView,
    ItemView,
    PointsStep,
    Ref,
    TargetRecord,
)
from qualitycli.render.documents.records.views import SurveyOf
from qualitycli.render.documents.sections.report import conclusion_on
from qualitycli.render.documents.wording.figures import SIGNS, change_of, direction_of, figures_of
from qualitycli.render.documents.wording.node_summary import distribution_of, target_of
from qualitycli.render.documents.wording.references import code_of
from qualitycli.render.documents.wording.results import judgement_of, survey_of, value_of
from qualitycli.render.documents.wording.words import NONE, Words, clean, label
from qualitycli.render.item import way_of
from qualitycli.scoring.figures import STATE_WORDS
from qualitycli.scoring.node_score import NodeScore
from qualitycli.scoring.spread import items_below
from qualitycli.tracking.links import IdResolver


def areas_of(
    context: ReportContext, words: Words, forms: Mapping[str, CardForm] | None = None
) -> tuple[AreaView, ...]:
    """Return the areas that are valid in the year, with everything below them.

    :param forms: the boxes and blanks of each item on the card, by its id.
    """
    builder = _Builder(context, words, forms or {})
    return tuple(builder.area(node) for node in context.score.overall.children)


def items_of(areas: Iterable[AreaView]) -> Iterator[ItemView]:
    """Yield the items of areas."""
    for area in areas:
        for criterion in area.criteria:
            for indicator in criterion.indicators:
                yield from indicator.items


def surveys_of(areas: Iterable[AreaView], words: Words) -> tuple[SurveyOf, ...]:
    """Return the surveys of areas, each with its item."""
    return tuple(
        SurveyOf(
            Ref(one.id, one.code, label(one.text)),
            one.grade,
            _result(one, words),
            one.survey.satisfied,
            one.survey,
        )
        for one in items_of(areas)
        if one.survey is not None
    )


def _result(item: ItemView, words: Words) -> str:
    """Return the result of a survey: its grade, else its points or percentage."""
    if item.points:
        return words(N_("{points} of {most}"), points=item.points, most=item.points_most)
    return item.judgement if item.grade == NONE else item.grade


def item_of(
    node: NodeScore, context: ReportContext, words: Words, form: CardForm | None = None
) -> ItemView:
    """Return an item with its rating and the evidence."""
    item = context.judged.catalogue_file.nodes[node.id or ""].item
    assert item is not None, node.id
    rating = context.year.ratings.get(item.id, UNRATED)
    before, direction = _before(node, context, words)
    names = {level.value: clean(level.name) for level in context.scale.levels}
    figures = figures_of(node, context, words)
    return ItemView(
        id=item.id,
        number=clean(node.number),
        code=code_of(item.id, context, words),
        text=clean(node.text),
        parts=tuple(map(clean, item.parts)) if isinstance(item, Subindicator) else (),
        rated_by=words(way_of(item)),
        steps=_steps(item, words),
        hints=tuple(map(clean, item.hints)),
        state=node.state or "not_rated",
        state_name=words(STATE_WORDS[node.state or "not_rated"]),
        reason=clean(rating.not_applicable or rating.no_evidence),
        level="" if node.level is None else str(node.level),
        level_name="" if node.level is None else names[node.level],
        grade=words.grade(node.grade),
        points=figures.points,
        points_most=figures.points_most,
        value=value_of(item, rating, words),
        judgement=judgement_of(node, context.scale, words),
        counts=tuple(_counts(item, rating, words)),
        survey=survey_of(item, rating, context.catalogue, words),
        evidence=tuple(map(clean, rating.evidence)),
        note=clean(rating.note),
        rated_on=words.day(rating.rated_on),
        agreed=_agreed(rating, words),
        before=before,
        direction=direction,
        sign=SIGNS[direction],
        share=None if node.share is None else float(node.share),
        form=form,
    )


def _agreed(rating: Rating, words: Words) -> str:
    """Return the protocol by which the commission agreed on a rating; empty if there is none."""
    if rating.agreed is None:
        return ""
    return words(
        N_("agreed on {date}, {protocol}"),
        date=rating.agreed.date,
        protocol=rating.agreed.protocol,
    )


def _steps(item: Item, words: Words) -> tuple[PointsStep, ...]:
    if item.ladder:
        return tuple(
            PointsStep(words.number(rung.points), clean(rung.text)) for rung in item.ladder
        )
    return tuple(PointsStep(str(level), clean(text)) for level, text in sorted(item.levels.items()))


def _counts(item: Item, rating: Rating, words: Words) -> Iterator[CountOf]:
    if rating.count is not None and rating.of is not None:
        yield _count_of("", rating.count, rating.of, words)
    parts = item.parts if isinstance(item, Subindicator) else ()
    for index, one in enumerate(rating.parts):
        yield _count_of(parts[index] if index < len(parts) else "", one.count, one.of, words)


def _count_of(text: str, count: int, of: int, words: Words) -> CountOf:
    percent = words.percent(Fraction(100 * count, of)) if of else NONE
    return CountOf(label(text), str(count), str(of), percent)


def _before(node: NodeScore, context: ReportContext, words: Words) -> tuple[str, Direction]:
    """Return the rating in the earlier year, and the direction of the change since."""
    change = context.item_changes.get(node.id or "")
    if change is None or change.before is None:
        return "", "unknown"
    direction = direction_of(change)
    one = change.before
    if one.grade is not None:
        return str(one.level) if one.level is not None else words.grade(one.grade), direction
    return judgement_of(one, context.scale, words), direction


class _Builder:
    """Builds the tree of one year."""

    def __init__(self, context: ReportContext, words: Words, forms: Mapping[str, CardForm]) -> None:
        self._context = context
        self._forms = forms
        self._words = words
        self._targets = {one.node.id: one for one in context.score.targets}
        file, year = context.judged.catalogue_file, context.year
        reach = IdResolver(year, file)
        self._measures = [
            Ref(one.id, context.entry_numbers[one.id].number, label(one.action))
            for one in year.measures
            if one.status != "dropped"
        ]
        # For each item, the positions of the measures for it.
        self._serving: dict[str, list[int]] = {}
        lasting = (one for one in year.measures if one.status != "dropped")
        for place, one in enumerate(lasting):
            for item_id in reach.items(one.serves):
                self._serving.setdefault(item_id, []).append(place)

    def area(self, node: NodeScore) -> AreaView:
        context, words = self._context, self._words
        return AreaView(
            id=node.id or "",
            number=clean(node.number),
            code=code_of(node.id or "", context, words),
            title=clean(node.text),
            figures=figures_of(node, context, words),
            change=change_of(node.id, context, words),
            distribution=distribution_of(node, context, words),
            target=self._target(node),
            conclusion=conclusion_on(node.id or "", context),
            criteria=tuple(self._criterion(child) for child in node.children),
        )

    def _criterion(self, node: NodeScore) -> CriterionView:
        context, words = self._context, self._words
        below = (self._serving.get(one.id or "", ()) for one in items_below(node))
        places = {place for served in below for place in served}
        itself = node.state is not None
        return CriterionView(
            id=node.id or "",
            number=clean(node.number),
            code=code_of(node.id or "", context, words),
            title=clean(node.text),
            rated_itself=itself,
            figures=figures_of(node, context, words),
            change=change_of(node.id, context, words),
            distribution=distribution_of(node, context, words),
            target=self._target(node),
            conclusion=conclusion_on(node.id or "", context),
            measures=tuple(self._measures[place] for place in sorted(places)),
            indicators=tuple(self._indicator(one) for one in ([node] if itself else node.children)),
        )

    def _indicator(self, node: NodeScore) -> IndicatorView:
        context, words = self._context, self._words
        itself = node.state is not None
        return IndicatorView(
            id=node.id or "",
            number=clean(node.number),
            code=code_of(node.id or "", context, words),
            title=clean(node.text),
            rated_itself=itself,
            figures=figures_of(node, context, words),
            change=None if itself else change_of(node.id, context, words),
            items=tuple(
                item_of(one, context, words, self._forms.get(one.id or ""))
                for one in ([node] if itself else node.children)
            ),
        )

    def _target(self, node: NodeScore) -> TargetRecord | None:
        found = self._targets.get(node.id)
        return None if found is None else target_of(found, self._context, self._words)
