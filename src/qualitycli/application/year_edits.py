"""Edits of a year, as functions from its current content to proposed changes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from numbers import Number
from types import NoneType
from typing import Any, NamedTuple, NoReturn

from pydantic_core import ValidationError

from qualitycli.application.argument_checks import (
    check_choice,
    check_day,
    check_text,
    check_type,
    tuple_of,
)
from qualitycli.application.projects import no_such_node
from qualitycli.cards.rating import RatingRequest, edits_of, rating_of
from qualitycli.checks.text import says_something
from qualitycli.edits import Edit, Value, applied
from qualitycli.errors import EditError, NoSuchMeasureError
from qualitycli.finding import Finding
from qualitycli.messages import N_, Message, as_written
from qualitycli.model.assessment import BESIDE, REASONS
from qualitycli.model.measure import Measure
from qualitycli.model.validators import made_of
from qualitycli.source import Route
from qualitycli.suggestions import Suggestions
from qualitycli.tracking import steps
from qualitycli.workspace import CatalogueFile, YearFile


class YearState(NamedTuple):
    """The state of a year before an edit.

    :ivar values: the raw values, including invalid ones, with all earlier edits applied.
    :ivar file: the year as it was read.
    """

    values: Mapping[str, Any]
    file: YearFile
    catalogue: CatalogueFile


class YearEdit:
    """A change of a year, made by :func:`set_level` and others for :meth:`OpenYear.edit`.

    :ivar propose: returns the changes of the file for the state of the year.
    """

    def __init__(self, propose: Callable[[YearState], Sequence[Edit]]) -> None:
        self.propose = propose


AnyNumber = int | float | Decimal | Fraction


class EditResult(NamedTuple):
    """The result of an edit of a year's file.

    :ivar before: the text of the file before the edit.
    :ivar after: its text after the edit; the same if nothing changed.
    :ivar warnings: the new warnings and notes.
    :ivar errors: the number of errors in the file; all of them existed before.
    """

    before: str
    after: str
    warnings: tuple[Finding, ...]
    errors: int

    @property
    def is_changed(self) -> bool:
        """Whether the edit changed anything."""
        return self.before != self.after


def edits_in_turn(edits: Sequence[YearEdit], before: YearState) -> list[Edit]:
    """Return the changes that edits propose, each based on the result of those before it.

    :raises UnfitEditError: an edit does not fit the content of the file.
    """
    made: list[Edit] = []
    proposed: Sequence[Edit] = ()
    for edit in edits:
        if proposed:
            before = before._replace(values=applied(before.values, proposed))
        proposed = edit.propose(before)
        made += proposed
    return made


def set_rating(item_id: str, replace: str | Collection[str] = (), **values: object) -> YearEdit:
    """Return the edit that rates an item, or changes its evidence, note or date.

    A new judgement or note replaces the old one, and an empty note removes it. Evidence is added to
    the existing evidence.

    :param replace: keys of lists to replace instead, such as `evidence`, or a single key.
    :param values: the keys of a rating as in the file of a year, such as `level`, `points`, `count`
        and `of`, `value`, `not_applicable`, `evidence` or `rated_on`; None counts as not given.
    :raises ValueError: `replace` names a key that is not a list.
    :raises TypeError: a value is neither a text, a number, a date, nor made of these.
    :raises EditError: a value that would rate the item is empty.
    """
    replaced = tuple_of("replace", replace)
    lists = [key for key, one in BESIDE.items() if one.kind == "lines"]
    check_choice("replace", lists, replaced)
    for key in values.keys() & lists:
        check_type(values[key], (str, Sequence, NoneType), f"{key} is a string, or several")
    given = _given(values)
    for key in lists:
        if isinstance(text := given.get(key), str):
            given[key] = [text]
    for key in given.keys() - {*BESIDE, *REASONS}:
        if not given[key]:
            # An empty variable or field must not remove a rating that somebody made.
            text = N_(
                "“{key}” is empty. To remove the rating of {id}, use “quality set --clear”, or "
                "clear_rating in Python."
            )
            raise EditError(Message(text, {"key": key, "id": item_id}))
    return _rated(item_id, RatingRequest(given, replaced))


def set_level(item_id: str, level: AnyNumber | str, **beside: Any) -> YearEdit:
    """Return the edit that rates an item with a level.

    :param beside: other arguments of :func:`set_rating`, such as `evidence` or `note`.
    :raises TypeError: the level is None.
    """
    return set_rating(item_id, level=_stated("level", level), **beside)


def set_points(item_id: str, points: AnyNumber | str, **beside: Any) -> YearEdit:
    """Return the edit that gives an item points: a step of its scale, or up to its maximum.

    :param beside: other arguments of :func:`set_rating`, such as `evidence` or `note`.
    :raises TypeError: the points are None.
    """
    return set_rating(item_id, points=_stated("points", points), **beside)


def set_count(item_id: str, count: int | str, of: int | str, **beside: Any) -> YearEdit:
    """Return the edit that states a count and its total.

    Where the framework defines their points or level, they are the rating; elsewhere they are
    evidence in addition to a level or points.

    :param beside: other arguments of :func:`set_rating`, such as `level` or `evidence`.
    :raises TypeError: one of them is None.
    """
    return set_rating(item_id, count=_stated("count", count), of=_stated("of", of), **beside)


def set_value(item_id: str, value: AnyNumber | str, **beside: Any) -> YearEdit:
    """Return the edit that states the value of an item in its unit; it may be negative.

    :param beside: other arguments of :func:`set_rating`, such as `evidence` or `note`.
    :raises TypeError: the value is None.
    """
    return set_rating(item_id, value=_stated("value", value), **beside)


def set_answers(
    item_id: str, answers: Mapping[Any, int | str], invited: int | str | None = None, **beside: Any
) -> YearEdit:
    """Return the edit that states how many people gave each answer of a survey.

    :param answers: the number of people by the key of the answer; those left out count as 0.
    :param invited: how many people were invited to answer.
    :param beside: other arguments of :func:`set_rating`, such as `evidence` or `note`.
    :raises TypeError: the answers are not a dictionary.
    """
    check_type(answers, Mapping, "answers is a dict from the keys of the answers to numbers")
    return set_rating(item_id, answers=answers, invited=invited, **beside)


def set_mean(
    item_id: str,
    mean: AnyNumber | str,
    answered: int | str,
    invited: int | str | None = None,
    **beside: Any,
) -> YearEdit:
    """Return the edit that states the published mean of a survey, on the keys of its answers.

    :param answered: the number of people from whose answers the mean was calculated.
    :param invited: how many people were invited to answer.
    :param beside: other arguments of :func:`set_rating`, such as `evidence` or `note`.
    :raises TypeError: the mean or the number of answers is None.
    """
    return set_rating(
        item_id,
        mean=_stated("mean", mean),
        answered=_stated("answered", answered),
        invited=invited,
        **beside,
    )


def _stated(name: str, value: AnyNumber | str | None) -> AnyNumber | str:
    if value is None:
        text = f"{name} is a number, not None; use clear_rating to remove a rating"
        raise TypeError(text)
    return value


def clear_rating(item_id: str) -> YearEdit:
    """Return the edit that removes the rating of an item; it is then not rated yet."""
    return _rated(item_id, RatingRequest({}, clear=True))


def _rated(item_id: str, wanted: RatingRequest) -> YearEdit:
    check_text("item_id", item_id)

    def propose(before: YearState) -> list[Edit]:
        if (node := before.catalogue.nodes.get(item_id)) is None:
            no_such_node(item_id, before.catalogue)
        return edits_of(node.item, item_id, rating_of(before.values, item_id), wanted)

    return YearEdit(propose)


def add_measure(action: str, **values: object) -> YearEdit:
    """Return the edit that adds a measure at the end of the list, with the next free id.

    :param values: the keys of a measure as in the file of a year, such as `kind`, `serves`,
        `responsible` or `planned={"to": date(2021, 3, 31)}`; empty values are omitted.
    :raises TypeError: a value is neither a text, a number, a date, nor made of these.
    """
    check_text("action", action)
    given = _given(values)

    def propose(before: YearState) -> list[Edit]:
        own_id = steps.next_id(before.file.assessment, before.values)
        measure = steps.new_measure({"id": own_id, "action": action, **given})
        return [Edit(("measures", len(steps.listed(before.values))), measure)]

    return YearEdit(propose)


def approve_measure(measure_id: str, order: str, on: date) -> YearEdit:
    """Return the edit that approves a corrective measure by an order of the director."""
    check_text("order", order)
    check_day("on", on)
    return _stepped(measure_id, lambda one, at: steps.approve(one, at, order, on))


def start_measure(measure_id: str, on: date) -> YearEdit:
    """Return the edit that records the start of the work on a measure."""
    check_day("on", on)
    return _stepped(measure_id, lambda one, at: steps.start(one, at, on))


def finish_measure(
    measure_id: str,
    on: date,
    *,
    result: str | None = None,
    evidence: str | Sequence[str] = (),
    note: str | None = None,
) -> YearEdit:
    """Return the edit that records that a measure was carried out.

    :param result: the value reached by its indicator.
    :param evidence: evidence to add.
    :param note: a text to add to the note.
    """
    check_day("on", on)
    for name, text in (("result", result), ("note", note)):
        check_text(name, text, optional=True)
    outcome = steps.Outcome(result, tuple_of("evidence", evidence), note)
    return _stepped(measure_id, lambda one, at: steps.finish(one, at, on, outcome))


def drop_measure(measure_id: str, on: date, reason: str) -> YearEdit:
    """Return the edit that drops a measure; the reason is added to its note.

    :raises EditError: the reason is empty.
    """
    check_day("on", on)
    check_text("reason", reason)
    if not says_something(reason):
        text = N_("The reason for dropping “{id}” is empty; write it in a sentence.")
        raise EditError(Message(text, {"id": measure_id}))
    return _stepped(measure_id, lambda one, at: steps.drop(one, at, on, reason))


def _stepped(measure_id: str, step: Callable[[Measure, Route], list[Edit]]) -> YearEdit:
    check_text("measure_id", measure_id)

    def propose(before: YearState) -> list[Edit]:
        index = steps.index_of(before.values, measure_id)
        if index is None:
            _no_such_measure(measure_id, before)
        try:
            measure = made_of(before.values["measures"][index], Measure)
        except ValidationError as error:
            text = N_("The measure “{id}” has errors; “quality validate” shows them.")
            raise EditError(Message(text, {"id": measure_id})) from error
        return step(measure, ("measures", index))

    return YearEdit(propose)


def _no_such_measure(written: str, before: YearState) -> NoReturn:
    actions = {one.id: one.action for one in before.file.assessment.measures}
    if near := Suggestions(actions).meant_by(written):
        text = N_("There is no measure “{id}”. Did you mean {near}?")
        raise NoSuchMeasureError(Message(text, {"id": written, "near": near}))
    text = N_("There is no measure “{id}”. Measures of the year: {known}.")
    raise NoSuchMeasureError(Message(text, {"id": written, "known": tuple(actions)}))


def _given(values: Mapping[Any, object]) -> dict[str, Value]:
    return {str(key): _written(one) for key, one in values.items() if one is not None}


def _written(value: object) -> Value:
    """Return a value as in a file, with numbers and dates as texts.

    :raises TypeError: a file cannot have such a value.
    """
    if isinstance(value, Mapping):
        return _given(value)
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return [_written(one) for one in value]
    kinds = () if isinstance(value, bool | datetime) else (str, Number, date)
    check_type(value, kinds, "a value is a string, a number, a date, or a list or dict of these")
    return _number_text(value) if isinstance(value, Number) else str(value)


def _number_text(value: Number) -> str:
    """Return a number as in a file: 3 for 3.0, 2.5 for 2.50, and also for the fraction 5/2."""
    try:
        exact = Fraction(str(value))
    except ValueError:  # not a number
        return str(value)
    # A number with more decimals than a file can have is refused when the year is checked.
    return as_written(exact) if exact * 10**6 % 1 == 0 else str(value)
