"""From models to JSON Schema: pydantic walks the models, and each value gets its subschema.

No key is named here, so new keys are included automatically. An unknown kind of value raises an
error, because a guessed schema would contradict the reader.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema

from qualitycli.messages import Translator
from qualitycli.model import measure, values
from qualitycli.model.fields import Model
from qualitycli.model.keys import WORDS, meaning
from qualitycli.render.schema.subschemas import (
    WHOLE_KEY,
    Schema,
    choice,
    complaint,
    definitions,
    form,
    mapping,
)
from qualitycli.rules import shape

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_FORMS: Final[dict[Callable[..., Any], str]] = {
    values.whole_number: "whole",
    values.decimal: "decimal",
    values.signed_decimal: "signed_decimal",
    values.share: "share",
    values.truth: "truth",
    values.day: "day",
    values.month_day: "month_day",
    values.school_year: "school_year",
    values.period: "period",
    values.node_id: "node_id",
}
# Placeholders for references until the walk is over, since pydantic resolves all references.
_FORM: Final = "$form"
_CHOICE: Final = "$choice"
_LIST: Final = "$list"


def schema_of(model: type[Model], say: Translator) -> Schema:
    """Return the JSON Schema of a file that is read into `model`, with its keys described."""
    made = model.model_json_schema(schema_generator=_Walk)
    schema: Schema = _finished(made, say)
    schema["$defs"] = definitions(say) | schema.get("$defs", {})
    return {"$schema": _DIALECT, "type": "object", **schema}


class _Walk(GenerateJsonSchema):
    """Pydantic's walk, with this project's subschemas in place of the default ones."""

    def str_schema(self, schema: core_schema.StringSchema) -> Schema:
        """Return the JSON Schema of a text."""
        return {_FORM: "text"}

    def function_plain_schema(self, schema: core_schema.PlainValidatorFunctionSchema) -> Schema:
        """Return the JSON Schema of a value that one of our own readers accepts."""
        return {_FORM: _FORMS[schema["function"]["function"]]}

    def function_before_schema(self, schema: core_schema.BeforeValidatorFunctionSchema) -> Schema:
        """Return the JSON Schema of the full form, and of the short form if there is one."""
        whole = self.generate_inner(schema["schema"])
        if schema["function"]["function"] is measure.one_or_more:
            return {"anyOf": [whole, {_FORM: "text"}]}
        return whole

    def function_wrap_schema(self, schema: core_schema.WrapValidatorFunctionSchema) -> Schema:
        """Return the JSON Schema of a list that may also be given by name."""
        return {"anyOf": [self.generate_inner(schema["schema"]), {_FORM: "text"}]}

    def literal_schema(self, schema: core_schema.LiteralSchema) -> Schema:
        """Return the JSON Schema of a choice between fixed words."""
        return {_CHOICE: schema["expected"]}

    def tuple_schema(self, schema: core_schema.TupleSchema) -> Schema:
        """Return the JSON Schema of a list; its empty entries are ignored."""
        entries = self.generate_inner(schema["items_schema"][0])
        least = {"minItems": schema["min_length"]} if "min_length" in schema else {}
        return {_LIST: {"anyOf": [entries, {_FORM: "empty"}]}, **least}

    def dict_schema(self, schema: core_schema.DictSchema) -> Schema:
        """Return the JSON Schema of a mapping without fixed keys."""
        entries = {"anyOf": [self.generate_inner(schema["values_schema"]), {_FORM: "empty"}]}
        if self.generate_inner(schema["keys_schema"]) == {_FORM: "whole"}:
            return {
                "type": "object",
                "patternProperties": {WHOLE_KEY: entries},
                "additionalProperties": {_FORM: "empty"},
            }
        return {"type": "object", "additionalProperties": entries}

    def nullable_schema(self, schema: core_schema.NullableSchema) -> Schema:
        """Return the JSON Schema of the value alone; its default says that it is optional."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> Schema:
        """Return the JSON Schema of a value that may be left empty."""
        return {"anyOf": [self.generate_inner(schema["schema"]), {_FORM: "empty"}]}

    def model_schema(self, schema: core_schema.ModelSchema) -> Schema:
        """Return the JSON Schema of a model, with a description of each key."""
        model = schema["cls"]
        made = super().model_schema(schema)
        # The docstring is for programmers, and the title is the name of a class.
        del made["title"], made["description"]
        for key, value in made["properties"].items():
            made["properties"][key] = {"description": meaning(model, key), **value}
        return {"anyOf": [made, {_FORM: "text"}]} if "prepared" in vars(model) else made

    def field_title_should_be_set(self, schema: Any) -> bool:
        """Generate no titles, since the key is the title."""
        return False


def _finished(node: Any, say: Translator) -> Any:
    """Replace the placeholders in the result of the walk, and translate the descriptions."""
    if isinstance(node, list):
        return [_finished(one, say) for one in node]
    if not isinstance(node, dict):
        return node
    if _FORM in node or _CHOICE in node:
        described = {"description": say(node["description"])} if "description" in node else {}
        return described | (form(node[_FORM]) if _FORM in node else _choice(node[_CHOICE], say))
    if _LIST in node:
        message = complaint(shape.NOT_A_LIST, say)
        listed = {"type": "array", "items": _finished(node.pop(_LIST), say)}
        return {**_finished(node, say), **listed, "errorMessage": message}
    if node.get("type") == "object":
        node = {key: value for key, value in node.items() if key != "type"}
        return mapping(say) | _finished(node, say)
    done = {
        key: say(value)
        if key == "description" and isinstance(value, str)
        else _finished(value, say)
        for key, value in node.items()
    }
    return _flat(done) if "anyOf" in done else done


def _choice(words: list[str], say: Translator) -> Schema:
    meanings = [say(text) for text in WORDS.get(tuple(words), ())]
    return choice(words, meanings, complaint(shape.NOT_A_CHOICE, say, choices=tuple(words)))


def _flat(schema: Schema) -> Schema:
    """Flatten nested alternatives into one list."""
    described = {key: value for key, value in schema.items() if key != "anyOf"}
    ways: list[Schema] = []
    for one in schema["anyOf"]:
        ways += [way for way in one.get("anyOf", [one]) if way not in ways]
    if form("text") in ways and all(way in (form("text"), form("empty")) for way in ways):
        # A text may be empty anyway.
        return described | form("text")
    return described | {"anyOf": ways}
