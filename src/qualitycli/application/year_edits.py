"""Edits of a year: each is proposed once it is known what stands in the file."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple, NoReturn

from pydantic_core import ValidationError

from qualitycli.application.arguments import check_choice, check_day, tuple_of
from qualitycli.application.projects import no_such_node
from qualitycli.cards.rating import RatingRequest, edits_of, rating_of
from qualitycli.checks.text import says_something
from qualitycli.edits import Edit, Value, applied
from qualitycli.errors import EditError, NoSuchMeasureError
from qualitycli.finding import Finding
from qualitycli.messages import N_, Message
from qualitycli.model.assessment import BESIDE
from qualitycli.model.measure import Measure
from qualitycli.model.validators import made_of
from qualitycli.source import Route
from qualitycli.suggestions import Suggestions
from qualitycli.tracking import steps
from qualitycli.workspace import CatalogueFile, YearFile


class YearBefore(NamedTuple):
    """What a year is before an edit.

    :ivar values: the bare values, also those that have something wrong with them; with the edits
        that are made before this one.
    :ivar file: the year as it was read.
    """

    values: Mapping[str, Any]
    file: YearFile
    catalogue: CatalogueFile


YearEdit = Callable[[YearBefore], Sequence[Edit]]


class EditResult(NamedTuple):
    """What an edit made of a year's file.

    :ivar before: the file's text before, and `after` after; the same where nothing had to change.
    :ivar warnings: the warnings and notes that there were not before.
    :ivar errors: how many errors the file still has; all of them were there before.
    """

    before: str
    after: str
    warnings: tuple[Finding, ...]
    errors: int

    @property
    def is_changed(self) -> bool:
        """Whether anything had to change."""
        return self.before != self.after


def edits_in_turn(edits: Sequence[YearEdit], before: YearBefore) -> list[Edit]:
    """Return what edits propose, each for what those before it leave.

    :raises Unfit: one does not fit what stands in the file.
    """
    made: list[Edit] = []
    proposed: Sequence[Edit] = ()
    for edit in edits:
        if proposed:
            before = before._replace(values=applied(before.values, proposed))
        proposed = edit(before)
        made += proposed
    return made


def set_rating(item_id: str, replace: str | Collection[str] = (), **values: object) -> YearEdit:
    """Return the edit that rates an item, or changes what its rating rests on.

    A judgement takes the place of the one before, and so does a note; an empty note takes it away.
    Evidence is added to what is there.

    :param replace: the keys of lists that take the place of what is there, such as `evidence`, or
        one of them.
    :param values: the keys of a rating as the file of a year has them, such as `level`, `points`,
        `count` and `of`, `not_applicable`, `evidence` or `rated_on`; None counts as not given.
    :raises ValueError: `replace` names a key that is not a list.
    """
    replaced = tuple_of(replace)
    lists = [key for key, one in BESIDE.items() if one.kind == "lines"]
    check_choice("replace", lists, replaced)
    given = _given(values)
    for key in lists:
        if isinstance(text := given.get(key), str):
            given[key] = [text]
    return _rated(item_id, RatingRequest(given, replaced))


def set_level(item_id: str, level: int | str, **beside: Any) -> YearEdit:
    """Return the edit that gives an item a level.

    :param beside: what else :func:`set_rating` takes, such as `evidence` or `note`.
    :raises TypeError: there is no level; :func:`clear_rating` takes a rating away.
    """
    if level is None:
        raise TypeError("a level is a number, not None; clear_rating takes a rating away")
    return set_rating(item_id, level=level, **beside)


def clear_rating(item_id: str) -> YearEdit:
    """Return the edit that takes all away that is said of an item: it is not rated yet."""
    return _rated(item_id, RatingRequest({}, clear=True))


def _rated(item_id: str, wanted: RatingRequest) -> YearEdit:
    def propose(before: YearBefore) -> list[Edit]:
        if (node := before.catalogue.nodes.get(item_id)) is None:
            no_such_node(item_id, before.catalogue)
        return edits_of(node.item, item_id, rating_of(before.values, item_id), wanted)

    return propose


def add_measure(action: str, **values: object) -> YearEdit:
    """Return the edit that adds a measure at the end of the list, under the next free id.

    :param values: the keys of a measure as the file of a year has them, such as `kind`, `serves`,
        `responsible` or `planned={"to": date(2021, 3, 31)}`; what is empty is left out.
    """

    def propose(before: YearBefore) -> list[Edit]:
        own_id = steps.next_id(before.file.assessment, before.values)
        measure = steps.new_measure({"id": own_id, "action": action, **_given(values)})
        return [Edit(("measures", len(steps.listed(before.values))), measure)]

    return propose


def approve_measure(measure_id: str, order: str, on: date) -> YearEdit:
    """Return the edit by which the director's order approves a corrective measure."""
    check_day("on", on)
    return _stepped(measure_id, lambda one, at: steps.approve(one, at, order, on))


def start_measure(measure_id: str, on: date) -> YearEdit:
    """Return the edit by which the work on a measure begins."""
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
    """Return the edit by which a measure is done.

    :param result: what its indicator says now.
    :param evidence: what shows it, added to what is there; so is the note.
    """
    check_day("on", on)
    outcome = steps.Outcome(result, tuple_of(evidence), note)
    return _stepped(measure_id, lambda one, at: steps.finish(one, at, on, outcome))


def drop_measure(measure_id: str, on: date, reason: str) -> YearEdit:
    """Return the edit by which a measure is given up; the reason is added to its note.

    :raises EditError: there is no word in the reason.
    """
    check_day("on", on)
    if not says_something(reason):
        text = N_("The reason for dropping “{id}” is empty; say why in a sentence.")
        raise EditError(Message(text, {"id": measure_id}))
    return _stepped(measure_id, lambda one, at: steps.drop(one, at, on, reason))


def _stepped(measure_id: str, step: Callable[[Measure, Route], list[Edit]]) -> YearEdit:
    def propose(before: YearBefore) -> list[Edit]:
        index = steps.index_of(before.values, measure_id)
        if index is None:
            _no_such_measure(measure_id, before)
        try:
            measure = made_of(before.values["measures"][index], Measure)
        except ValidationError as error:
            text = N_("The measure “{id}” has errors; “quality validate” shows them.")
            raise EditError(Message(text, {"id": measure_id})) from error
        return step(measure, ("measures", index))

    return propose


def _no_such_measure(written: str, before: YearBefore) -> NoReturn:
    actions = {one.id: one.action for one in before.file.assessment.measures}
    if near := Suggestions(actions).meant_by(written):
        text = N_("There is no measure “{id}”. Did you mean {near}?")
        raise NoSuchMeasureError(Message(text, {"id": written, "near": near}))
    text = N_("There is no measure “{id}”. Measures of the year: {known}.")
    raise NoSuchMeasureError(Message(text, {"id": written, "known": tuple(actions)}))


def _given(values: Mapping[Any, object]) -> dict[str, Value]:
    return {str(key): _written(one) for key, one in values.items() if one is not None}


def _written(value: object) -> Value:
    """Return a value as the file has it: numbers and dates are texts."""
    if isinstance(value, Mapping):
        return _given(value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_written(one) for one in value]
    return str(value)
