"""The card as a finished value, with every text already translated."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal

from qualitycli.comparing.recalled import RecalledScores
from qualitycli.messages import N_, Translator, visible
from qualitycli.model.answers import answers_of, ends_of_mean
from qualitycli.model.assessment import (
    BESIDE,
    TEXTS_BESIDE,
    UNRATED,
    Assessment,
    Rating,
    is_information,
    judgements_wanted,
    told_apart,
)
from qualitycli.model.framework import Catalogue
from qualitycli.model.period_texts import printed_period
from qualitycli.model.tree import Item, Node, Subindicator
from qualitycli.render.beside import texts_beside
from qualitycli.render.institution_texts import kind_of
from qualitycli.render.nodes import example_notice
from qualitycli.render.results import item_result, measured_text, shortest
from qualitycli.render.step_texts import Edge, StepText, from_nothing_to, range_text, step_texts
from qualitycli.scoring.figures import SMALLEST_STEP, points_said
from qualitycli.scoring.node_score import NodeScore
from qualitycli.workspace import nodes_in

By = Literal["level", "points", "amount", "count", "value", "survey"]

_HEADINGS: Final = {"area": 2, "criterion": 3, "indicator": 4}


@dataclass(frozen=True)
class Choice:
    """A level, or a step of a points scale.

    :ivar value: as in the file; `shown` as displayed.
    :ivar text: its description.
    """

    value: str
    shown: str
    name: str = ""
    text: str = ""


@dataclass(frozen=True)
class ShownOutcome:
    """A step that a percentage or a value leads to.

    :ivar content: the level or the points; `range` tells which numbers lead to it.
    :ivar low: where the step starts, and `high` where it ends.
    """

    content: str
    range: str
    text: str
    low: Edge | None
    high: Edge | None


@dataclass(frozen=True)
class PointsRange:
    """The possible points of an item that does not state its own steps."""

    most: Fraction
    step: Fraction
    text: str


@dataclass(frozen=True)
class AnswerChoice:
    """An answer of a survey, and its share of the scale; None if the answer does not count."""

    key: str
    text: str
    share: Fraction | None


@dataclass(frozen=True)
class SurveyFields:
    """The answers of a survey, the lowest and highest mean, and the most points that it can earn.

    :ivar text: tells which means are possible.
    """

    answers: tuple[AnswerChoice, ...]
    lowest: Fraction
    highest: Fraction
    text: str
    most: Fraction | None


@dataclass(frozen=True)
class Before:
    """The rating of an item in the year before.

    :ivar beside: the texts that accompany the rating, each with its heading.
    """

    content: str
    beside: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class CardEntry:
    """A part of the framework on the page, with everything below it.

    :ivar level: the level of its heading; 0 for an item.
    :ivar by: how an item is rated: by a level, a step of a points scale, a number of points, a
        count, a value or a survey.
    :ivar choices: its levels, or the steps of its points scale if `by_points` is set.
    :ivar outcomes: the steps that its count or its value leads to.
    :ivar parts: an item's inner list; `counted` tells whether the item has a count and a total, for
        each part or only once.
    :ivar may_exceed: whether the count can be larger than the total.
    :ivar measured: whether it states a value, in its `unit`.
    """

    id: str
    number: str
    text: str
    level: int = 0
    below: tuple[CardEntry, ...] = ()
    by: By = "level"
    choices: tuple[Choice, ...] = ()
    by_points: bool = False
    points: PointsRange | None = None
    outcomes: tuple[ShownOutcome, ...] = ()
    survey: SurveyFields | None = None
    parts: tuple[str, ...] = ()
    counted: bool = False
    may_exceed: bool = False
    measured: bool = False
    unit: str = ""
    hints: tuple[str, ...] = ()
    before: Before | None = None

    @property
    def pairs(self) -> int:
        """The number of parts that have their own counts."""
        return len(self.parts) if self.counted else 0


@dataclass(frozen=True)
class Page:
    """A card: its rater, year and items.

    :ivar school: distinguishes the school from others that use the same framework.
    :ivar notice: the notice about example data, if it is such.
    :ivar rater: the rater's name, if the card is for one person.
    :ivar known: the ids of all items of the year, including those that are not on the card.
    """

    language: str
    framework: str
    edition: str
    framework_title: str
    year: str
    printed_year: str
    institution: str
    school: tuple[str, ...]
    notice: str
    folder: str
    rater: str
    before_year: str
    entries: tuple[CardEntry, ...]
    known: tuple[str, ...]
    extremes: tuple[str, ...] = ()


@dataclass(frozen=True)
class PreviousYear:
    """The year before: its scores under the ids of this year, and its ratings."""

    recalled: RecalledScores
    ratings: dict[str, Rating]


def page_of(  # noqa: PLR0913  (the parameters are independent)
    catalogue: Catalogue,
    year: str,
    assessment: Assessment | None,
    *,
    wanted: Collection[str] | None = None,
    rater: str = "",
    before: PreviousYear | None = None,
    folder: str = "",
) -> Page:
    """Return the card of a year.

    :param assessment: the year's file, if there is one.
    :param wanted: the ids of the items to show; None for all.
    """
    translate = Translator(catalogue.framework.language)
    framework = catalogue.framework
    held = [node for node in nodes_in(catalogue.areas, year) if node.item is not None]
    institution = assessment.institution if assessment else None
    is_example = assessment is not None and assessment.illustrative
    scale = catalogue.scale
    return Page(
        language=framework.language,
        framework=framework.id,
        edition=assessment.framework.edition if assessment else framework.editions[-1],
        framework_title=visible(framework.title),
        year=year,
        printed_year=printed_period(year),
        institution=visible((institution.name if institution else None) or ""),
        school=told_apart(institution),
        notice=example_notice(translate, kind_of(institution)) if is_example else "",
        folder=folder,
        rater=rater,
        before_year=printed_period(before.recalled.year) if before else "",
        entries=tuple(
            _PageBuilder(catalogue, year, translate, wanted, before).entries(catalogue.areas)
        ),
        known=tuple(node.id for node in held),
        extremes=(str(scale.lowest), str(scale.highest)) if scale else (),
    )


class _PageBuilder:
    """Builds the entries of one card."""

    def __init__(
        self,
        catalogue: Catalogue,
        year: str,
        translate: Translator,
        wanted: Collection[str] | None,
        before: PreviousYear | None,
    ) -> None:
        self._catalogue = catalogue
        self._scale = catalogue.scale
        self._year = year
        self._translate = translate
        self._wanted = wanted
        self._before = before

    def entries(self, nodes: Sequence[Node]) -> Iterator[CardEntry]:
        for node in nodes:
            if not node.holds_in(self._year):
                continue
            if (item := node.item) is not None:
                if self._wanted is None or node.id in self._wanted:
                    yield self._item(item)
            elif below := tuple(self.entries(node.children)):
                text, level = visible(node.label), _HEADINGS[node.kind]
                yield CardEntry(node.id, node.shown_number, text, level, below)

    def _item(self, item: Item) -> CardEntry:
        by = self._by(item)
        steps = step_texts(item, self._scale) if self._has_steps(item, by) else ()
        return CardEntry(
            id=item.id,
            number=item.shown_number,
            text=visible(item.label),
            by=by,
            choices=() if item.is_measured else tuple(map(self._choice, steps)),
            by_points=bool(item.ladder),
            points=self._points(item) if by == "amount" else None,
            outcomes=tuple(self._outcomes(item, steps)) if item.is_measured else (),
            survey=self._survey(item) if by == "survey" else None,
            parts=tuple(map(visible, item.parts)) if isinstance(item, Subindicator) else (),
            counted=item.rated_by == "ratio",
            may_exceed=item.may_exceed,
            measured=item.rated_by == "value",
            unit=visible(item.unit or ""),
            hints=tuple(map(visible, item.hints)),
            before=self._rating_before(item),
        )

    def _by(self, item: Item) -> By:
        if item.rated_by == "survey":
            return "survey"
        if item.is_measured:
            return "count" if item.rated_by == "ratio" else "value"
        if is_information(item, None):
            return "value"
        if "points" in judgements_wanted(item):
            return "points" if item.ladder else "amount"
        return "level"

    def _has_steps(self, item: Item, by: By) -> bool:
        """Tell whether an item has levels or steps of points to choose from."""
        if by == "value" and not item.is_measured:
            # With points, a level would need a maximum.
            return self._catalogue.method == "means"
        return by != "survey"

    def _choice(self, step: StepText) -> Choice:
        return Choice(step.written, self._translate.decimal(step.written), step.name, step.text)

    def _points(self, item: Item) -> PointsRange:
        most, step = item.max_points or Fraction(0), item.step or SMALLEST_STEP
        return PointsRange(most, step, from_nothing_to(item, self._translate))

    def _outcomes(self, item: Item, steps: Sequence[StepText]) -> Iterator[ShownOutcome]:
        say = self._translate
        for step in steps:
            if item.ladder:
                content = say.fill(points_said(say.decimal(step.written), one=step.value == 1))
            else:
                content = say(N_("level {level}"), level=step.written)
                content += f" – {step.name}" if step.name else ""
            yield ShownOutcome(content, range_text(step, item, say), step.text, step.low, step.high)

    def _survey(self, item: Item) -> SurveyFields:
        lowest, highest = ends_of_mean(item, self._scale)
        answers = tuple(
            AnswerChoice(one.key, visible(one.text), one.share)
            for one in answers_of(item, self._scale)
        )
        most = item.most_points if self._catalogue.method == "points" else None
        say = self._translate
        text = say(N_("from {low} to {high}"), low=shortest(lowest), high=shortest(highest))
        return SurveyFields(answers, lowest, highest, text, most)

    def _rating_before(self, item: Item) -> Before | None:
        if self._before is None:
            return None
        score = self._before.recalled.scores.get(item.id)
        if score is None or score.state == "not_rated":
            return None
        rating = self._before.ratings.get(str(score.id), UNRATED)
        return Before(self._judgement(score), tuple(self._beside(rating)))

    def _beside(self, rating: Rating) -> Iterator[tuple[str, str]]:
        for key in TEXTS_BESIDE:
            texts = texts_beside(rating, key)
            if key == "note":
                # The reason for not rating comes first.
                texts = (rating.not_applicable or rating.no_evidence or "", *texts)
            if BESIDE[key].kind == "text":
                texts = tuple(line for text in texts for line in text.splitlines() if line)
            heading = self._translate(BESIDE[key].heading)
            yield from ((heading, visible(text)) for text in texts)

    def _judgement(self, score: NodeScore) -> str:
        names = {level.value: level.name for level in self._scale.levels}
        if score.level is not None:
            shown = f"{score.level} – {visible(names.get(score.level, ''))}"
        else:
            shown = item_result(score, self._translate)
        number = measured_text(score, self._translate)
        return f"{number}, {shown}" if number and score.share is not None else shown


def items_of(entries: Sequence[CardEntry]) -> Iterator[CardEntry]:
    """Yield the items among the entries and everything below them."""
    for one in entries:
        if one.level:
            yield from items_of(one.below)
        else:
            yield one
