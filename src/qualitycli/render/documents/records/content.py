"""The contents of the documents, with every figure already written as text.

An empty text or an empty tuple means that there is no such content. Figures are texts; only the
values that charts are drawn from are numbers, in [0, 1]. ``docs/templates.md`` documents every
field; it is part of the promise of :data:`TEMPLATE_VERSION`.
"""

from __future__ import annotations

from typing import Final, Literal

from qualitycli.model.framework import Method
from qualitycli.render.documents.records.record import TemplateRecord
from qualitycli.scoring.figures import State

TEMPLATE_VERSION: Final = 2
Direction = Literal["up", "down", "same", "unknown"]


class BandStep(TemplateRecord):
    """A band of the band profile, and its range of percentages."""

    name: str
    bounds: str
    edge: str
    low: float
    high: float


class Bands(TemplateRecord):
    """The band profile, with the best band first."""

    id: str
    title: str
    source: str
    verified: bool
    verified_note: str
    percent_note: str
    lowest_area_rule: str
    steps: tuple[BandStep, ...]


class ScaleLevel(TemplateRecord):
    """A level of the scale and its name."""

    value: str
    name: str


class InstitutionWording(TemplateRecord):
    """Headings that name the institution: the school, the kindergarten or the centre."""

    institution: str
    according: str
    strengths: str
    weaknesses: str
    met: str
    progress: str


class Head(TemplateRecord):
    """The head of every document."""

    title: str
    year: str
    year_id: str
    year_heading: str
    school: str
    town: str
    director: str
    contact: tuple[str, ...]
    to_approve: bool
    draft: bool
    order: str
    adoption: tuple[str, ...]
    framework_id: str
    catalogue: str
    edition: str
    institution: str
    approved: str
    framework: str
    date: str
    date_iso: str
    date_note: str
    illustrative: bool
    illustrative_note: str
    language: str
    bands: Bands | None
    scale: tuple[ScaleLevel, ...]
    method: Method
    graded: bool
    has_overall: bool
    result_heading: str
    wording: InstitutionWording
    generator: str
    template_version: int


class Ref(TemplateRecord):
    """A reference to a part of the framework or to an entry of the year."""

    id: str
    code: str
    text: str


class Figures(TemplateRecord):
    """The overall score, or the score of an area, a criterion or an indicator."""

    grade: str
    result: str
    points: str
    points_most: str
    points_all: str
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


class Change(TemplateRecord):
    """The change of a node's result since the earlier year."""

    year: str
    grade_before: str
    result_before: str
    word_before: str
    share_before: float | None
    position_before: float | None
    headline: str
    like_for_like: str
    percentage_points: str
    rest: str
    common: str
    direction: Direction
    sign: str
    scope: str


class LevelCount(TemplateRecord):
    """The number of items at a level."""

    value: str
    name: str
    count: str
    percent: str
    share: float


class StateCount(TemplateRecord):
    """The number of items in a state other than scored."""

    state: State
    name: str
    count: str
    share: float


class Distribution(TemplateRecord):
    """The distribution of a node's items over the levels, with the best level first."""

    levels: tuple[LevelCount, ...]
    otherwise: str
    left_out: tuple[StateCount, ...]
    median: str
    sentence: str


class TargetRecord(TemplateRecord):
    """The target of a node in its own unit, and whether it was reached."""

    ref: Ref
    grade: str
    reached: str
    difference: str
    met: bool | None
    sentence: str


class Answer(TemplateRecord):
    """The number of people who chose an answer in a survey."""

    value: str
    name: str
    count: str
    percent: str
    share: float
    counts: bool


class Survey(TemplateRecord):
    """The answers to a survey, and how many of the people invited have answered."""

    heading: str
    answers: tuple[Answer, ...]
    answered: str
    invited: str
    response: str
    mean: str
    satisfied: str
    sentence: str


class CountOf(TemplateRecord):
    """A count and its total, for an item or one of its parts."""

    text: str
    count: str
    total: str
    percent: str


class PointsStep(TemplateRecord):
    """A level or a step of a points scale, with its description."""

    value: str
    text: str


class CardStep(TemplateRecord):
    """A box on the card: a level, or a step of a points scale."""

    value: str
    content: str
    range: str
    text: str
    chosen: bool


class CardBlank(TemplateRecord):
    """A blank on the card for a number, and the number in a filled card."""

    label: str
    value: str
    hint: str


class CardForm(TemplateRecord):
    """The boxes and blanks of an item on the card."""

    by_level: bool
    boxes: tuple[CardStep, ...]
    outcomes: tuple[CardStep, ...]
    blanks: tuple[CardBlank, ...]
    result: str


class ItemView(TemplateRecord):
    """An item: its text, its rating and the evidence."""

    id: str
    number: str
    code: str
    text: str
    parts: tuple[str, ...]
    rated_by: str
    steps: tuple[PointsStep, ...]
    hints: tuple[str, ...]
    state: State
    state_name: str
    reason: str
    level: str
    level_name: str
    grade: str
    points: str
    points_most: str
    value: str
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
    form: CardForm | None


class IndicatorView(TemplateRecord):
    """An indicator with its items; one without sub-indicators is its own and only item."""

    id: str
    number: str
    code: str
    title: str
    rated_itself: bool
    figures: Figures
    change: Change | None
    items: tuple[ItemView, ...]


class CriterionView(TemplateRecord):
    """A criterion with its indicators; one that is rated itself is its own and only indicator."""

    id: str
    number: str
    code: str
    title: str
    rated_itself: bool
    figures: Figures
    change: Change | None
    distribution: Distribution
    target: TargetRecord | None
    conclusion: str
    measures: tuple[Ref, ...]
    indicators: tuple[IndicatorView, ...]


class AreaView(TemplateRecord):
    """An area with its criteria."""

    id: str
    number: str
    code: str
    title: str
    figures: Figures
    change: Change | None
    distribution: Distribution
    target: TargetRecord | None
    conclusion: str
    criteria: tuple[CriterionView, ...]


class LowestArea(TemplateRecord):
    """The area with the lowest grade, and the meaning of its band."""

    ref: Ref
    others: tuple[Ref, ...]
    verdict: str
    provisional: bool
    sentence: str
    meaning: str


class PointRecord(TemplateRecord):
    """A strength, weakness, opportunity, risk or factor that the school states."""

    text: str
    refs: tuple[Ref, ...]


class Shown(TemplateRecord):
    """A criterion or an item with an exceptionally high or low grade."""

    ref: Ref
    verdict: str
    change: str


class AnalysisRecord(TemplateRecord):
    """The school's own analysis, and what the grades show."""

    strengths: tuple[PointRecord, ...]
    weaknesses: tuple[PointRecord, ...]
    opportunities: tuple[PointRecord, ...]
    risks: tuple[PointRecord, ...]
    key_factors: tuple[PointRecord, ...]
    best_criteria: tuple[Shown, ...]
    weakest_criteria: tuple[Shown, ...]
    best_items: tuple[Shown, ...]
    weakest_items: tuple[Shown, ...]


class LeftOut(TemplateRecord):
    """The items that have no rating because of one state."""

    state: State
    name: str
    sentence: str
    items: tuple[ItemView, ...]
