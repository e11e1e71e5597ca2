"""A year's assessment: the ratings of the items and their evidence."""

import re
from collections.abc import Mapping
from typing import Annotated, Any, Final, Literal, NamedTuple, get_args

from qualitycli.messages import N_
from qualitycli.model.cycle import Cycle
from qualitycli.model.fields import (
    AnswerKey,
    AssessedPeriod,
    Day,
    Decimal,
    Model,
    PreparedBy,
    SignedDecimal,
    Texts,
    Truth,
    Whole,
    filled_only,
)
from qualitycli.model.measure import OneOrMore
from qualitycli.model.names import plain_name
from qualitycli.model.tree import MEASURED, Item, RatedBy

Judgement = Literal[
    "level", "points", "answers", "mean", "count", "value", "not_applicable", "no_evidence"
]
JUDGEMENTS: Final[tuple[Judgement, ...]] = get_args(Judgement)
# Stated instead of a judgement: the reason for having none.
Reason = Literal["not_applicable", "no_evidence"]
REASONS: Final[tuple[Reason, ...]] = get_args(Reason)
# A level of the scale, or points.
STEPS: Final[tuple[Judgement, ...]] = ("level", "points")
# A count and its total; each part of an item has such a pair of its own.
COUNTS: Final = ("count", "of")
# What a survey found: how many chose each answer of those invited, or a mean of those who answered.
SURVEYED: Final = ("answers", "invited", "mean", "answered")
# All that raters do not judge but find out.
COUNTED: Final = (*SURVEYED, *COUNTS, "parts", "value")
_GIVEN: Final[tuple[Judgement, ...]] = (*STEPS, "answers", "mean")
_STATED: Final[tuple[Judgement, ...]] = (*_GIVEN, *REASONS)
# The judgement that follows from a percentage or a value.
_MEASUREMENTS: Final[dict[RatedBy, Judgement]] = {"ratio": "count", "value": "value"}


class FrameworkReference(Model):
    """The framework and the edition of it that the year was judged by."""

    id: str
    edition: str


InstitutionKind = Literal["school", "kindergarten", "centre"]


class Profile(Model):
    """The school in figures, for the report.

    :ivar classes: classes, or groups of a kindergarten.
    :ivar full_day: those who stay for the whole day.
    :ivar special_needs: those with special educational needs.
    :ivar teachers: pedagogical specialists, and `staff` all others.
    """

    pupils: Whole | None = None
    classes: Whole | None = None
    full_day: Whole | None = None
    special_needs: Whole | None = None
    teachers: Whole | None = None
    staff: Whole | None = None


class Institution(Model):
    """The school, the kindergarten or the centre.

    :ivar kind: decides the wording of documents.
    :ivar contact: the lines of the letterhead below the name.
    """

    kind: InstitutionKind = "school"
    name: str | None = None
    town: str | None = None
    director: str | None = None
    contact: OneOrMore = ()
    profile: Profile | None = None


def told_apart(institution: Institution | None) -> tuple[str, str]:
    """Return the name and town, which tell apart schools with the same framework.

    Only letters and digits count, so that other quotation marks make no other school.
    """
    own = institution or Institution.model_construct()
    name, town = (re.sub(r"\W", "", plain_name(one or "")) for one in (own.name, own.town))
    return name, town


class Count(Model):
    """How many of how many."""

    count: Whole
    of: Whole


class Agreed(Model):
    """When and by which protocol the commission agreed on a rating."""

    date: Day
    protocol: str


class Beside(NamedTuple):
    """A key of a rating that may accompany any judgement, declared at its field.

    ``quality set``, tables, cards, schemas and texts follow from it.

    :ivar kind: a text, a list of texts (in a table a line each), or a date.
    :ivar meaning: for whoever writes a file.
    :ivar heading: of its column in a table and its field on a card.
    :ivar line: tells its text in a few words; dates have none.
    :ivar help: of its option of ``quality set``.
    :ivar replace_help: of the option with which a list replaces the one in the file.
    """

    kind: Literal["text", "lines", "date"]
    meaning: str
    heading: str
    help: str
    line: str = ""
    replace_help: str = ""


class Rating(Model):
    """What the commission says of one item. At most one judgement; none means not rated yet.

    :ivar points: a step of the item's ladder, or points up to its maximum.
    :ivar count: with `of`, a share of a total; `parts` has such a pair for each of the item's
        parts. Unless the item has a ladder or thresholds, they are evidence beside the level.
    :ivar value: in the item's unit; likewise.
    :ivar answers: how many people chose each option, by its key, of the `invited`.
    :ivar mean: in place of the answers, where only their mean was published, and how many
        `answered`.
    :ivar agreed: how the commission agreed on it, where several raters judged.
    """

    level: Whole | None = None
    points: Decimal | None = None
    answers: Annotated[dict[AnswerKey, Whole], PreparedBy(filled_only)] | None = None
    invited: Whole | None = None
    mean: SignedDecimal | None = None
    answered: Whole | None = None
    count: Whole | None = None
    of: Whole | None = None
    value: SignedDecimal | None = None
    parts: tuple[Count, ...] = ()
    not_applicable: str | None = None
    no_evidence: str | None = None
    evidence: Annotated[
        Texts,
        Beside(
            "lines",
            meaning=N_("Evidence: protocols, reports, observations."),
            heading=N_("Evidence"),
            help=N_("Evidence for the rating; may be given several times."),
            line=N_("Evidence: {text}"),
            replace_help=N_("Replace the existing evidence."),
        ),
    ] = ()
    note: Annotated[
        str | None,
        Beside(
            "text",
            meaning=N_("A free-form note."),
            heading=N_("Note"),
            help=N_("A free-form note."),
            line=N_("Note: {text}"),
        ),
    ] = None
    rated_on: Annotated[
        Day | None,
        Beside(
            "date",
            meaning=N_("Date of the rating (YYYY-MM-DD)."),
            heading=N_("Rated on"),
            help=N_("Date of the rating."),
        ),
    ] = None
    agreed: Agreed | None = None

    @classmethod
    def prepared(cls, data: Any) -> Any:
        """Take ``3`` for ``{level: 3}``, and nothing for not rated yet."""
        if isinstance(data, str):
            return {"level": data} if data else {}
        return super().prepared(data)

    @classmethod
    def kept_when_empty(cls) -> frozenset[str]:
        """An empty reason is a mistake, not an absent one."""
        return frozenset(REASONS)


BESIDE: Final[Mapping[str, Beside]] = {
    key: one
    for key, field in Rating.model_fields.items()
    for one in field.metadata
    if isinstance(one, Beside)
}
# Those with texts, which are shown wherever a rating is explained.
TEXTS_BESIDE: Final = tuple(key for key, one in BESIDE.items() if one.kind != "date")
# Made without its validator, which would be built for this alone.
UNRATED: Final = Rating.model_construct()


def judgements_wanted(item: Item) -> tuple[Judgement, ...]:
    """Return the judgements that the item can be given, the usual one first.

    Points and levels follow from a ratio or a value that has a ladder or thresholds. Of others the
    commission judges itself: by points where a maximum is set for them, or by a level.
    """
    if item.is_measured:
        return (_MEASUREMENTS[item.rated_by],)
    if item.rated_by in MEASURED:
        return ("level",) if item.max_points is None else ("points", "level")
    if item.rated_by == "survey":
        return ("answers", "mean")
    return (item.rated_by,)  # type: ignore[return-value]  # level or points


def judgement_wanted(item: Item) -> Judgement:
    """Return the judgement that the item is usually given."""
    return judgements_wanted(item)[0]


def judgements_of(item: Item, rating: Rating) -> tuple[Judgement, ...]:
    """Return the judgements that a rating states of `item`: one, by mistake more, or none.

    A count or a value is a judgement only where the item has a ladder or thresholds; elsewhere it
    is evidence.
    """
    named = (*_GIVEN, _MEASUREMENTS[item.rated_by], *REASONS) if item.is_measured else _STATED
    # A list, since this is asked of every rating and a generator takes twice as long.
    return tuple([name for name in named if getattr(rating, name) is not None])


def is_information(item: Item, rating: Rating | None) -> bool:
    """Tell whether the item is only shown, compared and targeted: a value that nothing judges."""
    if item.rated_by != "value":
        return False
    judged = rating is not None and (rating.level is not None or rating.points is not None)
    return not (item.is_measured or item.max_points or judged)


class Assessment(Cycle):
    """A year file, ``data/years/YEAR.yaml``: the ratings and the quality cycle.

    :ivar bands: id of a band profile other than the one the year falls in.
    :ivar illustrative: example data; every output says so.
    :ivar targets: targets of nodes and items, each in its own unit.
    :ivar ratings: by item id.
    """

    format: Whole
    year: AssessedPeriod
    framework: FrameworkReference
    institution: Institution | None = None
    bands: str | None = None
    illustrative: Truth = False
    targets: Annotated[dict[str, SignedDecimal], PreparedBy(filled_only)] = {}
    ratings: dict[str, Rating] = {}
