"""What the documents are composed of: every figure already written as people read it.

A text that is empty, and a tuple without entries, says that there is nothing of the kind. Figures
are texts; only what a chart is drawn from is a number, in [0, 1]. What each field means stands in
``docs/templates.md``, which is a promise of the :data:`TEMPLATE_VERSION`.
"""

from __future__ import annotations

from typing import Final, Literal

from qualitycli.render.documents.records.record import Record
from qualitycli.scoring.figures import State

TEMPLATE_VERSION: Final = 1
Direction = Literal["up", "down", "same", "unknown"]


class BandStep(Record):
    """A word of the band profile, and the percentages that it holds for."""

    name: str
    bounds: str
    edge: str
    low: float
    high: float


class Bands(Record):
    """The band profile that the words are by; its steps best first."""

    id: str
    title: str
    source: str
    verified: bool
    verified_note: str
    percent_note: str
    lowest_area_rule: str
    steps: tuple[BandStep, ...]


class ScaleLevel(Record):
    """A level of the scale and its word."""

    value: str
    name: str


class Head(Record):
    """What stands at the top of every document."""

    title: str
    year: str
    year_id: str
    year_heading: str
    school: str
    town: str
    director: str
    framework_id: str
    catalogue: str
    edition: str
    institution: str
    approved: str
    date: str
    date_iso: str
    date_note: str
    illustrative: bool
    illustrative_note: str
    language: str
    bands: Bands | None
    scale: tuple[ScaleLevel, ...]
    generator: str
    template_version: int


class Ref(Record):
    """A part of the framework, or an entry of the year, that something refers to."""

    id: str
    text: str


class Figures(Record):
    """The figures of the whole, an area, a criterion or an indicator."""

    grade: str
    percent: str
    word: str
    verdict: str
    note: str
    borderline: bool
    complete: bool
    applicable: bool
    coverage: str
    coverage_percent: str
    coverage_share: float | None
    share: float | None
    position: float | None


class Change(Record):
    """How a node's grade changed since the year compared with."""

    year: str
    grade_before: str
    word_before: str
    share_before: float | None
    position_before: float | None
    headline: str
    like_for_like: str
    rest: str
    common: str
    direction: Direction
    sign: str


class LevelCount(Record):
    """How many items are at a level."""

    value: str
    name: str
    count: str
    percent: str
    share: float


class StateCount(Record):
    """How many items are in a state other than scored."""

    state: State
    name: str
    count: str
    share: float


class Distribution(Record):
    """How the items of a node spread over the levels; the best level first."""

    levels: tuple[LevelCount, ...]
    otherwise: str
    left_out: tuple[StateCount, ...]
    median: str
    sentence: str


class Target(Record):
    """The grade that a node was to reach, and whether it did."""

    ref: Ref
    grade: str
    reached: str
    difference: str
    met: bool | None
    sentence: str


class Answer(Record):
    """How many people chose a level in a survey."""

    value: str
    name: str
    count: str
    percent: str
    share: float


class Survey(Record):
    """The answers to a survey, and how many of those invited answered."""

    answers: tuple[Answer, ...]
    answered: str
    invited: str
    response: str
    sentence: str


class CountOf(Record):
    """How many of how many, for an item or one of its parts."""

    text: str
    count: str
    total: str
    percent: str


class Step(Record):
    """A described step on the way to a judgement: a level, or points of a ladder."""

    value: str
    text: str


class ItemView(Record):
    """An item: its text, its judgement and what that rests on."""

    id: str
    number: str
    text: str
    parts: tuple[str, ...]
    rated_by: str
    steps: tuple[Step, ...]
    hints: tuple[str, ...]
    state: State
    state_name: str
    reason: str
    level: str
    level_name: str
    grade: str
    judgement: str
    counts: tuple[CountOf, ...]
    survey: Survey | None
    evidence: tuple[str, ...]
    note: str
    rated_on: str
    agreed: str
    before: str
    direction: Direction
    sign: str
    share: float | None


class IndicatorView(Record):
    """An indicator with its items; one without sub-indicators is its own only item."""

    id: str
    number: str
    title: str
    rated_itself: bool
    figures: Figures
    change: Change | None
    items: tuple[ItemView, ...]


class CriterionView(Record):
    """A criterion with its indicators."""

    id: str
    number: str
    title: str
    figures: Figures
    change: Change | None
    distribution: Distribution
    target: Target | None
    measures: tuple[Ref, ...]
    indicators: tuple[IndicatorView, ...]


class AreaView(Record):
    """An area with its criteria."""

    id: str
    number: str
    title: str
    figures: Figures
    change: Change | None
    distribution: Distribution
    target: Target | None
    criteria: tuple[CriterionView, ...]


class LowestArea(Record):
    """The area with the lowest grade, and what its word means."""

    ref: Ref
    verdict: str
    provisional: bool
    sentence: str
    meaning: str


class Point(Record):
    """A strength, weakness, opportunity, risk or factor that the school states."""

    text: str
    refs: tuple[Ref, ...]


class Shown(Record):
    """A criterion, or an item, that stands out in the figures."""

    ref: Ref
    verdict: str
    change: str


class Analysis(Record):
    """What the school states of itself, and beside it what the figures show."""

    strengths: tuple[Point, ...]
    weaknesses: tuple[Point, ...]
    opportunities: tuple[Point, ...]
    risks: tuple[Point, ...]
    key_factors: tuple[Point, ...]
    best_criteria: tuple[Shown, ...]
    weakest_criteria: tuple[Shown, ...]
    best_items: tuple[Shown, ...]
    weakest_items: tuple[Shown, ...]


class LeftOut(Record):
    """The items of one state that have no judgement."""

    state: State
    name: str
    sentence: str
    items: tuple[ItemView, ...]
