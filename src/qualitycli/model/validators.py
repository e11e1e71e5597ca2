"""Models → pydantic-core schemas, for the kinds of fields that the models have.

Pydantic would make the same schema itself, but takes five times as long for all that a schema could
be asked to do besides, and looks for plugins on the way: a tenth of what a whole run of the tool
takes. A test holds every schema that is made here to be the one that pydantic makes.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, cast, get_args, get_origin

from pydantic.fields import FieldInfo
from pydantic_core import CoreSchema, SchemaValidator
from pydantic_core import core_schema as core

from qualitycli.model.fields import Model

M = TypeVar("M", bound=Model)


def made_of(values: Mapping[str, Any], model: type[M]) -> M:
    """Return the model of `values`.

    :raises ValidationError: pydantic's, with all that is wrong.
    """
    return cast("M", _validator(model).validate_python(values))


@cache
def _validator(model: type[Model]) -> SchemaValidator:
    return SchemaValidator(schema_of(model))


@cache
def schema_of(model: type[Model]) -> CoreSchema:
    """Return the schema of a model: its fields, read once the values have been prepared."""
    fields = {name: _field(one) for name, one in model.model_fields.items()}
    values = core.model_fields_schema(fields, model_name=model.__name__)
    return core.model_schema(
        model,
        core.no_info_before_validator_function(model.prepared, values),
        config=core.CoreConfig(title=model.__name__, extra_fields_behavior="forbid"),
        post_init="model_post_init" if "model_post_init" in vars(model) else None,
    )


def _field(field: FieldInfo) -> core.ModelField:
    kind: Any = field.annotation
    schema = _with(field.metadata, kind, _of(kind))
    if not field.is_required():
        schema = core.with_default_schema(schema, default=field.default)
    return core.model_field(schema, validation_alias=field.alias, serialization_alias=field.alias)


@cache
def _of(kind: Any) -> CoreSchema:
    origin, args = get_origin(kind), get_args(kind)
    if isinstance(kind, type) and issubclass(kind, Model):
        return schema_of(kind)
    if origin is Annotated:
        return _with(args[1:], args[0], _of(args[0]))
    if origin in (Union, UnionType) and len(args) == 2 and args[1] is type(None):
        return core.nullable_schema(_of(args[0]))
    if origin is Literal:
        return core.literal_schema(list(args))
    if origin is tuple:
        return core.tuple_schema([_of(args[0])], variadic_item_index=0)
    if origin is dict:
        return core.dict_schema(_of(args[0]), _of(args[1]))
    # Other types are annotated with the function that reads them.
    return core.str_schema()


def _with(annotations: Any, kind: Any, schema: CoreSchema) -> CoreSchema:
    for one in annotations:
        # The other annotations do not concern reading.
        if hasattr(one, "__get_pydantic_core_schema__"):
            made = schema
            schema = one.__get_pydantic_core_schema__(kind, lambda _, made=made: made)
    return schema
