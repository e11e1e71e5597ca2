"""JSON Schema of a rater's file: who rates, and the same ratings as in a year file."""

from __future__ import annotations

from qualitycli.messages import Translator
from qualitycli.model.framework import Catalogue
from qualitycli.model.rater import Opinions
from qualitycli.render.schema.models import schema_of
from qualitycli.render.schema.subschemas import Schema, complaint, numbers, put
from qualitycli.render.schema.year import name_items, name_the_framework
from qualitycli.rules import shape


def rater_schema(catalogue: Catalogue, say: Translator) -> Schema:
    """Return the JSON Schema of the raters' files for a catalogue."""
    schema = schema_of(Opinions, say)
    message = complaint(shape.UNKNOWN_FORMAT, say, known=1)
    put(schema["properties"], "format", numbers([1], [], message, "whole"))
    name_the_framework(schema, catalogue, say)
    name_items(schema, catalogue, say)
    return schema
