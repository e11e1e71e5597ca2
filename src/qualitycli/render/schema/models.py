"""Models → JSON Schema: pydantic walks them, each value gets the subschema of its form in a file.

Nothing here names a key, so that a new one comes by itself. A kind of value that is not known here
is an error: a schema that guessed would contradict the reader.
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
# A placeholder for a reference until the walk is over, since pydantic resolves all references.
_FORM: Final = "$form"
_CHOICE: Final = "$choice"
_LIST: Final = "$list"


def schema_of(model: type[Model], say: Translator) -> Schema:
    """Return the schema of a file that is read into `model`, its keys described."""
    made = model.model_json_schema(schema_generator=_Walk)
    schema: Schema = _finished(made, say)
    schema["$defs"] = definitions(say) | schema.get("$defs", {})
    return {"$schema": _DIALECT, "type": "object", **schema}


class _Walk(GenerateJsonSchema):
    """Pydantic's walk, with the forms of this reader in place of JSON's own."""

    def str_schema(self, schema: core_schema.StringSchema) -> Schema:
        """Return the form of a text."""
        return {_FORM: "text"}

    def function_plain_schema(self, schema: core_schema.PlainValidatorFunctionSchema) -> Schema:
        """Return the form of what one of our own readers takes."""
        return {_FORM: _FORMS[schema["function"]["function"]]}

    def function_before_schema(self, schema: core_schema.BeforeValidatorFunctionSchema) -> Schema:
        """Return the form that is meant, with the short one beside it."""
        whole = self.generate_inner(schema["schema"])
        if schema["function"]["function"] is measure.one_or_more:
            return {"anyOf": [whole, {_FORM: "text"}]}
        return whole

    def function_wrap_schema(self, schema: core_schema.WrapValidatorFunctionSchema) -> Schema:
        """Return the form of a list that may also be named."""
        return {"anyOf": [self.generate_inner(schema["schema"]), {_FORM: "text"}]}

    def literal_schema(self, schema: core_schema.LiteralSchema) -> Schema:
        """Return the form of a word to be chosen."""
        return {_CHOICE: schema["expected"]}

    def tuple_schema(self, schema: core_schema.TupleSchema) -> Schema:
        """Return the form of a list; its empty entries are none."""
        entries = self.generate_inner(schema["items_schema"][0])
        least = {"minItems": schema["min_length"]} if "min_length" in schema else {}
        return {_LIST: {"anyOf": [entries, {_FORM: "empty"}]}, **least}

    def dict_schema(self, schema: core_schema.DictSchema) -> Schema:
        """Return the schema of a mapping without fixed keys."""
        entries = {"anyOf": [self.generate_inner(schema["values_schema"]), {_FORM: "empty"}]}
        if self.generate_inner(schema["keys_schema"]) == {_FORM: "whole"}:
            return {
                "type": "object",
                "patternProperties": {WHOLE_KEY: entries},
                "additionalProperties": {_FORM: "empty"},
            }
        return {"type": "object", "additionalProperties": entries}

    def nullable_schema(self, schema: core_schema.NullableSchema) -> Schema:
        """Return the form of the value: that it may be absent, its default says."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> Schema:
        """Return the form of a value that may be left empty."""
        return {"anyOf": [self.generate_inner(schema["schema"]), {_FORM: "empty"}]}

    def model_schema(self, schema: core_schema.ModelSchema) -> Schema:
        """Return the form of a model, with what each of its keys means."""
        model = schema["cls"]
        made = super().model_schema(schema)
        # The docstring is for programmers, and the title is a class's name.
        del made["title"], made["description"]
        for key, value in made["properties"].items():
            made["properties"][key] = {"description": meaning(model, key), **value}
        return {"anyOf": [made, {_FORM: "text"}]} if "prepared" in vars(model) else made

    def field_title_should_be_set(self, schema: Any) -> bool:
        """Give no titles: the key is the title."""
        return False


def _finished(node: Any, say: Translator) -> Any:
    """Return the walk's outcome with the forms in their places and the descriptions translated."""
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
    """Return a form of alternatives without alternatives among them."""
    described = {key: value for key, value in schema.items() if key != "anyOf"}
    ways: list[Schema] = []
    for one in schema["anyOf"]:
        ways += [way for way in one.get("anyOf", [one]) if way not in ways]
    if form("text") in ways and all(way in (form("text"), form("empty")) for way in ways):
        # A text may be empty as it is.
        return described | form("text")
    return described | {"anyOf": ways}
