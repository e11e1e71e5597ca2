"""The fields of a card: the values of an item, and the headings of their columns.

A field's value is a text in the form that a year file has it in; pieces of evidence are a line
each. What nobody has filled in is an empty text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final, Literal

from qualitycli.messages import N_, Finished, Message, as_written, visible
from qualitycli.model.assessment import BESIDE, COUNTS, STEPS, Rating, judgement_wanted
from qualitycli.model.framework import Scale
from qualitycli.model.tree import Item, Subindicator

Kind = Literal["whole", "decimal", "date", "text", "lines"]

ID_HEADING: Final = N_("Code")
TEXT_HEADING: Final = N_("What is rated")
WAY_HEADING: Final = N_("How it is rated")
BEFORE_HEADING: Final = N_("In {year}")
LEVEL_HEADING: Final = N_("Level")
YEAR_HEADING: Final = N_("School year")
FRAMEWORK_HEADING: Final = N_("Framework")
EDITION_HEADING: Final = N_("Edition")
PART_HEADING: Final = N_("Part of the framework")

_ANSWERS: Final = "answers."


@dataclass(frozen=True, slots=True)
class Field:
    """A column that is filled in.

    :ivar key: its key in a year file; ``answers.3`` for the number of answers with level 3.
    """

    key: str
    heading: Message
    kind: Kind

    @property
    def answered(self) -> str | None:
        """The level whose answers it counts, if it counts answers."""
        return self.key.removeprefix(_ANSWERS) if self.key.startswith(_ANSWERS) else None


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


def fields(scale: Scale) -> tuple[Field, ...]:
    """Return all fields, in the order of the columns."""
    answers = (
        Field(f"{_ANSWERS}{level.value}", _answers_heading(level.value, level.name), "whole")
        for level in scale.levels
    )
    return (
        Field("level", Message(LEVEL_HEADING), "whole"),
        Field("points", Message(N_("Points")), "decimal"),
        Field("count", Message(N_("Count")), "whole"),
        Field("of", Message(N_("Of")), "whole"),
        *answers,
        Field("invited", Message(N_("Invited")), "whole"),
        *_ALWAYS,
    )


def _answers_heading(level: int, name: str) -> Message:
    args = {"level": level, "name": Finished(visible(name))}
    return Message(N_("Answers {level} – {name}"), args)


def in_quotes(heading: Message | str) -> Message:
    """Return a heading in quotation marks, for lists of headings."""
    return Message(N_("“{heading}”"), {"heading": heading})


def keys_of(item: Item, scale: Scale) -> frozenset[str]:
    """Return the keys of the fields that can be filled in for an item."""
    own: tuple[str, ...]
    if item.rated_by == "ratio":
        own = COUNTS if judgement_wanted(item) == "count" else ("level", *COUNTS)
    elif item.rated_by == "survey":
        own = (*(f"{_ANSWERS}{value}" for value in scale.values), "invited")
    else:
        own = (item.rated_by,)
    return frozenset((*own, *(field.key for field in _ALWAYS)))


def part_id(item_id: str, number: int) -> str:
    """Return the code of the row of an item's part; parts are numbered from 1."""
    return f"{item_id}/{number}"


def parts_of(item: Item) -> tuple[str, ...]:
    """Return the parts that have counts of their own, in rows of their own below the item's."""
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
    for key in (*STEPS, *COUNTS, "invited"):
        if (value := getattr(rating, key)) is not None:
            yield key, as_written(Fraction(value))
    for level, answers in (rating.answers or {}).items():
        yield f"{_ANSWERS}{level}", str(answers)
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
    """Return a text without spaces at the ends of its lines, and without empty lines around it."""
    lines = (line.strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return "\n".join(lines).strip("\n")


def shown(text: str) -> str:
    """Return a text as a cell shows it: plain, and what cannot be seen made visible.

    Texts are compared in this form, so that what no cell can hold is not taken for a change.
    """
    lines = (visible(line.replace("\t", " ")) for line in plain(text).split("\n"))
    return "\n".join(lines)


def on_one_line(text: str) -> str:
    """Return a text as a cell shows it, in one line."""
    return " ".join(shown(text).split("\n"))


def lines_of(text: str) -> list[str]:
    """Return the lines that have something in them."""
    return [line for line in plain(text).split("\n") if line]


Values = Mapping[str, Mapping[str, str]]
"""What is filled in: by row, then by field."""
