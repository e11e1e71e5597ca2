"""JSON Schema of the catalogue: the models' schema, with the catalogue's ids as suggestions."""

from __future__ import annotations

from typing import Final

from qualitycli.messages import Translator, visible
from qualitycli.model.framework import Catalogue
from qualitycli.model.tree import descendants
from qualitycli.render.schema.models import schema_of
from qualitycli.render.schema.subschemas import (
    Schema,
    complaint,
    form,
    numbers,
    offered,
    optional,
    put,
)
from qualitycli.rules import shape

_NODES: Final = ("Area", "Criterion", "Indicator", "Subindicator")


def catalogue_schema(catalogue: Catalogue, say: Translator) -> Schema:
    """Return the JSON Schema of a catalogue.

    It rejects nothing because of the present catalogue, since items may be added.
    """
    made = schema_of(Catalogue, say)
    definitions: dict[str, Schema] = made["$defs"]
    message = complaint(shape.UNKNOWN_FORMAT, say, known=1)
    put(made["properties"], "format", numbers([1], [], message, "whole"))
    nodes = {node.id: visible(node.label) for node in descendants(catalogue.areas)}
    entries = {one.id: visible(one.text) for one in catalogue.process_entries}
    definitions["node"] = offered(nodes)
    definitions["entry"] = offered(entries)
    other = {"anyOf": [form("node"), form("node_id")]}
    put(definitions["Replacement"]["properties"], "id", other)
    about = {"anyOf": [form("node"), form("entry"), form("text")]}
    put(definitions["Remark"]["properties"], "at", about)
    for name in _NODES:
        put(definitions[name]["properties"], "moved_from", optional(other))
        definitions[name] |= {"allOf": [_replaced_is_retired()]}
    return made


def _replaced_is_retired() -> Schema:
    """Return the condition on a node: if it has replacements, it needs a year of retirement."""
    replaced = {"replaced_by": {"type": "array", "contains": {"type": "object"}}}
    return {
        "if": {"required": ["replaced_by"], "properties": replaced},
        "then": {"required": ["retired"]},
    }
