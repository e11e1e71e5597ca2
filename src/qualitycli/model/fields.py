"""Kinds of fields, how each is read, and the base class of all models."""

from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction
from typing import Annotated, Any, Final, TypeVar

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from qualitycli.model.values import (
    MonthAndDay,
    day,
    decimal,
    month_day,
    node_id,
    period,
    school_year,
    share,
    signed_decimal,
    truth,
    whole_number,
)

T = TypeVar("T")


def filled_only(value: Any) -> Any:
    """Leave out the entries of a mapping that are empty: empty equals absent."""
    if isinstance(value, dict):
        return {key: entry for key, entry in value.items() if entry != ""}
    return value


class ReadBy:
    """The function that reads a kind of value, instead of pydantic's own validation.

    Pydantic's PlainValidator also builds a serializer, for every field again.
    """

    def __init__(self, read: Callable[[Any], object]) -> None:
        self.read = read
        self._schema = core_schema.no_info_plain_validator_function(read)

    def __get_pydantic_core_schema__(
        self, _source: Any, _handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return self._schema


class PreparedBy:
    """A function applied to a value before it is read."""

    def __init__(self, prepare: Callable[[Any], object]) -> None:
        self.prepare = prepare

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self.prepare, handler(source))


class Named(tuple[T, ...]):
    """A list that is used by its name: empty until the name is looked up."""

    name: str

    @classmethod
    def of(cls, name: str, entries: Iterable[T] = ()) -> "Named[T]":
        """Return the entries that have this name."""
        made = cls(entries)
        made.name = name
        return made


class _ByName:
    """A list, or the name of one that is written elsewhere in the file."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_wrap_validator_function(_list_or_name, handler(source))


def _list_or_name(value: Any, read: Callable[[Any], object]) -> object:
    return Named.of(value) if isinstance(value, str) else read(value)


BY_NAME: Final = _ByName()


class _AtLeastOne:
    """A list that may not be empty."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        schema = handler(source)
        assert schema["type"] == "tuple"
        return {**schema, "min_length": 1}


AT_LEAST_ONE: Final = _AtLeastOne()
Whole = Annotated[int, ReadBy(whole_number)]
Decimal = Annotated[Fraction, ReadBy(decimal)]
SignedDecimal = Annotated[Fraction, ReadBy(signed_decimal)]
# A number as a rule; or what an answer scale calls the answer.
AnswerKey = Annotated[str, "answer"]
Day = Annotated[date, ReadBy(day)]
MonthDay = Annotated[MonthAndDay, ReadBy(month_day)]
Truth = Annotated[bool, ReadBy(truth)]
SchoolYear = Annotated[str, ReadBy(school_year)]
AssessedPeriod = Annotated[str, ReadBy(period)]
NodeId = Annotated[str, ReadBy(node_id)]
Share = Annotated[Fraction, ReadBy(share)]
Texts = tuple[str, ...]


class Model(BaseModel):
    """A frozen model that knows its keys, and for which an empty value equals an absent one."""

    # Deferred: a model that is only used inside another needs no validator of its own.
    # No key begins as pydantic's methods do, so no field is compared with their names.
    model_config = ConfigDict(
        frozen=True, extra="forbid", defer_build=True, protected_namespaces=()
    )

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        # As with a decorated validator, which would be bound again to each of some sixty models.
        made = handler(source)
        model: Any = handler.resolve_ref_schema(made)
        if model["schema"]["type"] == "model-fields":  # not prepared yet
            prepared = core_schema.no_info_before_validator_function(cls.prepared, model["schema"])
            model["schema"] = prepared
        return made

    @classmethod
    def prepared(cls, data: Any) -> Any:
        """Return the data to read: an empty value counts as absent."""
        if isinstance(data, dict) and "" in data.values():
            keys = cls.known_keys() - cls.kept_when_empty()
            return {key: value for key, value in data.items() if value != "" or key not in keys}
        return data

    @classmethod
    def known_keys(cls) -> frozenset[str]:
        """The keys that a file may have here."""
        return frozenset(field.alias or name for name, field in cls.model_fields.items())

    @classmethod
    def kept_when_empty(cls) -> frozenset[str]:
        """The keys whose emptiness is a mistake of its own: the reasons."""
        return frozenset()
