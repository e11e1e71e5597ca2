"""The card as a finished value, every text already translated."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from qualitycli.comparing.pairs import RecalledScores
from qualitycli.messages import Translator, as_written, visible
from qualitycli.model.assessment import (
    BESIDE,
    TEXTS_BESIDE,
    UNRATED,
    Assessment,
    Rating,
    judgement_wanted,
    told_apart,
)
from qualitycli.model.framework import Catalogue
from qualitycli.model.period_texts import printed_period
from qualitycli.model.tree import Item, Node, Subindicator
from qualitycli.render.beside import texts_beside
from qualitycli.rounding import fixed
from qualitycli.scoring.figures import STATE_WORDS
from qualitycli.scoring.score import NodeScore
from qualitycli.workspace import nodes_in

_HEADINGS: Final = {"area": 2, "criterion": 3, "indicator": 4}


@dataclass(frozen=True)
class Choice:
    """One of the levels, or of the steps of a points scale.

    :ivar value: as in the file; `shown` as displayed.
    :ivar text: its description.
    """

    value: str
    shown: str
    name: str = ""
    text: str = ""


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

    :ivar level: of its heading; 0 for an item.
    :ivar by: how an item is rated: level, points, survey or count.
    :ivar parts: an item's inner list; `counted` says whether it has a pair of numbers for each,
        or one.
    """

    id: str
    number: str
    text: str
    level: int = 0
    below: tuple[CardEntry, ...] = ()
    by: str = ""
    choices: tuple[Choice, ...] = ()
    parts: tuple[str, ...] = ()
    counted: bool = False
    hints: tuple[str, ...] = ()
    before: Before | None = None

    @property
    def pairs(self) -> int:
        """The number of parts that have counts of their own."""
        return len(self.parts) if self.counted else 0


@dataclass(frozen=True)
class Page:
    """A card: whose, of which year, and what is on it.

    :ivar school: tells the school from others that use the same framework.
    :ivar rater: the rater's name, if the card is for one person.
    :ivar known: the ids of all items of the year, also of those that are not on the card.
    """

    language: str
    framework: str
    edition: str
    framework_title: str
    year: str
    printed_year: str
    institution: str
    school: tuple[str, ...]
    illustrative: bool
    folder: str
    rater: str
    before_year: str
    entries: tuple[CardEntry, ...]
    known: tuple[str, ...]
    extremes: tuple[str, ...] = field(default=())


@dataclass(frozen=True)
class PreviousYear:
    """The year before: its scores under the ids of this year, and its ratings."""

    recalled: RecalledScores
    ratings: dict[str, Rating]


def page_of(  # noqa: PLR0913  (each says another thing of the card)
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
    :param wanted: ids of the items to show; all where it is None.
    """
    translate = Translator(catalogue.framework.language)
    framework = catalogue.framework
    held = [node for node in nodes_in(catalogue.areas, year) if node.item is not None]
    institution = assessment.institution if assessment else None
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
        illustrative=bool(assessment and assessment.illustrative),
        folder=folder,
        rater=rater,
        before_year=printed_period(before.recalled.year) if before else "",
        entries=tuple(
            _PageBuilder(catalogue, year, translate, wanted, before).entries(catalogue.areas)
        ),
        known=tuple(node.id for node in held),
        extremes=(str(scale.lowest), str(scale.highest)),
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
        by = judgement_wanted(item)
        return CardEntry(
            id=item.id,
            number=item.shown_number,
            text=visible(item.label),
            by="survey" if by == "answers" else by,
            choices=tuple(self._choices(item)),
            parts=tuple(map(visible, item.parts)) if isinstance(item, Subindicator) else (),
            counted=item.rated_by == "ratio",
            hints=tuple(map(visible, item.hints)),
            before=self._rating_before(item),
        )

    def _choices(self, item: Item) -> Iterator[Choice]:
        if item.rated_by == "points":
            for rung in item.ladder:
                value = as_written(rung.points)
                yield Choice(value, self._translate.decimal(value), text=visible(rung.text))
            return
        for level in self._scale.levels:
            value, text = str(level.value), visible(item.levels.get(level.value, ""))
            yield Choice(value, value, visible(level.name), text)

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
                # The reason for not rating comes before it.
                texts = (rating.not_applicable or rating.no_evidence or "", *texts)
            if BESIDE[key].kind == "text":
                texts = tuple(line for text in texts for line in text.splitlines() if line)
            heading = self._translate(BESIDE[key].heading)
            yield from ((heading, visible(text)) for text in texts)

    def _judgement(self, score: NodeScore) -> str:
        if score.level is not None:
            names = {level.value: level.name for level in self._scale.levels}
            return f"{score.level} – {visible(names.get(score.level, ''))}"
        if score.grade is not None:
            return self._translate.decimal(fixed(score.grade, 2))
        return self._translate(STATE_WORDS[score.state or "not_rated"])


def items_of(entries: Sequence[CardEntry]) -> Iterator[CardEntry]:
    """Yield the items among entries and all below them."""
    for one in entries:
        if one.level:
            yield from items_of(one.below)
        else:
            yield one
