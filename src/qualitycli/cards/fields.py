"""The fields of a card: the values of an item, and the headings of their columns.

A field's value is a text, written as in a year file. Each piece of evidence has its own line. The
value of an empty field is an empty text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Final, Literal, NamedTuple

from qualitycli.messages import N_, Finished, Message, as_written, visible
from qualitycli.model.answers import ScaleAnswer, answers_of
from qualitycli.model.assessment import BESIDE, COUNTS, STEPS, Rating, judgements_wanted
from qualitycli.model.framework import Catalogue, Scale
from qualitycli.model.tree import Item, Subindicator, descendants

Kind = Literal["whole", "decimal", "signed", "date", "text", "lines"]
# Numbers that may have decimals; signed ones may also be negative.
DECIMALS: Final[frozenset[Kind]] = frozenset({"decimal", "signed"})

ID_HEADING: Final = N_("Code")
TEXT_HEADING: Final = N_("What is rated")
WAY_HEADING: Final = N_("How it is rated")
BEFORE_HEADING: Final = N_("In {year}")
LEVEL_HEADING: Final = N_("Level")
RESULT_HEADING: Final = N_("Calculated points")
MOST_HEADING: Final = N_("Maximum points")
FILLED_HEADING: Final = N_("Filled in")
YEAR_HEADING: Final = N_("School year")
FRAMEWORK_HEADING: Final = N_("Framework")
EDITION_HEADING: Final = N_("Edition")
PART_HEADING: Final = N_("Part of the framework")

_ANSWERS: Final = "answers."
_POSITIONS: Final = "answers#"
_NUMBERS: Final = (*STEPS, *COUNTS, "value", "invited", "mean", "answered")


class Field(NamedTuple):
    """A column that is filled in.

    :ivar key: its key in a year file. ``answers.3`` is the number of people who gave answer 3.
        ``answers#2`` is the number who gave the second answer, whatever its key; see
        :func:`own_field`.
    """

    key: str
    heading: Message
    kind: Kind

    @property
    def is_answer(self) -> bool:
        """Whether it counts the people who gave an answer."""
        return self.key.startswith((_ANSWERS, _POSITIONS))

    @property
    def position(self) -> int | None:
        """The position of the answer, if the answers of the column differ from row to row."""
        number = self.key.removeprefix(_POSITIONS)
        return int(number) if number != self.key else None

    @property
    def route(self) -> tuple[str, ...]:
        """The route to its value in a rating; the key of an answer may contain dots."""
        answer = self.key.removeprefix(_ANSWERS)
        return (self.key,) if answer == self.key else ("answers", answer)


# The fields that every item has, however it is rated; dates come last.
_ALWAYS: Final = tuple(
    sorted(
        (
            *(Field(key, Message(one.heading), one.kind) for key, one in BESIDE.items()),
            Field("not_applicable", Message(N_("Not applicable, because")), "text"),
            Field("no_evidence", Message(N_("No evidence, because")), "text"),
        ),
        key=lambda field: field.kind == "date",
    )
)


def fields(catalogue: Catalogue) -> tuple[Field, ...]:
    """Return all fields, in the order of the columns.

    If all surveys have the same answers, each answer has a column. Otherwise, the columns are by
    position, and each row lists its answers.
    """
    surveys = _surveys(catalogue)
    if len(surveys) == 1:
        answers = [_answer_field(one.key, one.text) for one in surveys[0]]
    else:
        most = max(map(len, surveys), default=0)
        answers = [_position_field(position) for position in range(1, most + 1)]
    return _fields_with(answers)


def importable_fields(catalogue: Catalogue) -> tuple[Field, ...]:
    """Return the fields of every table of the framework, including tables from earlier exports.

    A survey with different answers may have been added since, so an answer may have two headings.
    """
    surveys = _surveys(catalogue)
    named = [(str(level.value), level.name) for level in catalogue.scale.levels]
    if len(surveys) == 1:
        named += ((one.key, one.text) for one in surveys[0])
    answers = [_answer_field(*one) for one in dict.fromkeys(named)]
    most = max(map(len, surveys), default=0)
    return _fields_with([*answers, *map(_position_field, range(1, most + 1))])


def _fields_with(answers: Iterable[Field]) -> tuple[Field, ...]:
    return (
        Field("level", Message(LEVEL_HEADING), "whole"),
        Field("points", Message(N_("Points")), "decimal"),
        Field("count", Message(N_("Count")), "whole"),
        Field("of", Message(N_("Of")), "whole"),
        Field("value", Message(N_("Value")), "signed"),
        *answers,
        Field("invited", Message(N_("Invited")), "whole"),
        *_ALWAYS,
        Field("mean", Message(N_("Mean")), "signed"),
        Field("answered", Message(N_("Answers in the mean")), "whole"),
    )


def _surveys(catalogue: Catalogue) -> list[tuple[ScaleAnswer, ...]]:
    """Return the distinct sets of answers of the framework's surveys."""
    items = (node.item for node in descendants(catalogue.areas))
    found = (answers_of(one, catalogue.scale) for one in items if one and one.rated_by == "survey")
    return list(dict.fromkeys(found))


def _answer_field(key: str, text: str) -> Field:
    args = {"level": Finished(visible(key)), "name": Finished(visible(text))}
    return Field(f"{_ANSWERS}{key}", Message(N_("Answers {level} – {name}"), args), "whole")


def _position_field(position: int) -> Field:
    return Field(f"{_POSITIONS}{position}", Message(N_("Answer No. {n}"), {"n": position}), "whole")


def own_field(field: Field, item: Item, scale: Scale) -> Field | None:
    """Return the field of an item in a column; None if it has no answer at that position."""
    if (position := field.position) is None:
        return field
    answers = answers_of(item, scale) if item.rated_by == "survey" else ()
    if position > len(answers):
        return None
    return field._replace(key=f"{_ANSWERS}{answers[position - 1].key}")


def in_quotes(heading: Message | str) -> Message:
    """Return a heading in quotation marks, for lists of headings."""
    return Message(N_("“{heading}”"), {"heading": heading})


def keys_of(item: Item, catalogue: Catalogue) -> frozenset[str]:
    """Return the keys of the fields that can be filled in for an item."""
    own: list[str] = [
        key
        for key in judgements_wanted(item)
        if key in STEPS and _is_possible(key, catalogue, item)
    ]
    if item.rated_by == "ratio":
        own += COUNTS
    elif item.rated_by == "value":
        own += ["value"]
    elif item.rated_by == "survey":
        own += [f"{_ANSWERS}{one.key}" for one in answers_of(item, catalogue.scale)]
        own += ["invited", "mean", "answered"]
    return frozenset((*own, *(field.key for field in _ALWAYS)))


def _is_possible(step: str, catalogue: Catalogue, item: Item) -> bool:
    """Tell whether a judgement by a level, or by points, leads to a result."""
    if step == "points":
        return item.most_points is not None
    return bool(catalogue.scale) and (catalogue.method == "means" or item.max_points is not None)


def part_id(item_id: str, number: int) -> str:
    """Return the code of the row of an item's part; parts are numbered from 1."""
    return f"{item_id}/{number}"


def parts_of(item: Item) -> tuple[str, ...]:
    """Return the parts with counts of their own; each has a row below the row of the item."""
    return item.parts if isinstance(item, Subindicator) and item.rated_by == "ratio" else ()


def row_values(item: Item, rating: Rating | None) -> dict[str, dict[str, str]]:
    """Return the values of an item by row and field; empty fields are left out."""
    if rating is None:
        return {}
    rows = {item.id: dict(_values(rating))}
    for number, part in enumerate(rating.parts, 1):
        rows[part_id(item.id, number)] = {"count": str(part.count), "of": str(part.of)}
    return rows


def _values(rating: Rating) -> Iterator[tuple[str, str]]:
    for key in _NUMBERS:
        if (value := getattr(rating, key)) is not None:
            yield key, as_written(Fraction(value))
    for key, answers in (rating.answers or {}).items():
        yield f"{_ANSWERS}{key}", str(answers)
    for field in _ALWAYS:
        if text := _written(getattr(rating, field.key)):
            yield field.key, text


def _written(value: str | date | Sequence[str] | None) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, str):
        return shown(value or "")
    return "\n".join(filter(None, map(on_one_line, value)))


def plain(text: str) -> str:
    """Return a text without spaces around its lines and without empty lines at its ends."""
    lines = (line.strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return "\n".join(lines).strip("\n")


def shown(text: str) -> str:
    """Return a text as a cell shows it: plain, with invisible characters made visible.

    Texts are compared in this form, so characters that a cell cannot contain are not changes.
    """
    lines = (visible(line.replace("\t", " ")) for line in plain(text).split("\n"))
    return "\n".join(lines)


def on_one_line(text: str) -> str:
    """Return a text as a cell shows it, on one line."""
    return " ".join(shown(text).split("\n"))


def lines_of(text: str) -> list[str]:
    """Return the lines that are not empty."""
    return [line for line in plain(text).split("\n") if line]


Values = Mapping[str, Mapping[str, str]]
"""The values that are filled in, by row and then by field."""
