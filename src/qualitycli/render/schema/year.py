"""JSON Schema of a year file: the models' schema, with the ids of the catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from qualitycli.messages import Translator, visible
from qualitycli.model.assessment import Assessment
from qualitycli.model.framework import Catalogue
from qualitycli.model.tree import Node
from qualitycli.render.schema.models import schema_of
from qualitycli.render.schema.ratings import Ratings
from qualitycli.render.schema.subschemas import (
    Schema,
    complaint,
    form,
    mapping,
    names,
    numbers,
    offered,
    optional,
    put,
    refused,
)
from qualitycli.render.schema.yaml12 import seen_keys
from qualitycli.rules import references, shape
from qualitycli.scoring.targets import target_unit

# The keys of the cycle that are lists of ids, and the suggested ids; others are accepted too.
_LISTS: Final = {"items": ("node",), "serves": ("node", "entry")}


def year_schema(catalogue: Catalogue, say: Translator) -> Schema:
    """Return the JSON Schema of the year files for a catalogue."""
    schema = schema_of(Assessment, say)
    message = complaint(shape.UNKNOWN_FORMAT, say, known=1)
    put(schema["properties"], "format", numbers([1], [], message, "whole"))
    name_the_framework(schema, catalogue, say)
    _name_bands(schema, catalogue, say)
    _name_targets(schema, catalogue, say)
    _offer_ids(schema, catalogue)
    _name_requirements(schema, catalogue)
    name_items(schema, catalogue, say)
    return schema


def name_the_framework(schema: Schema, catalogue: Catalogue, say: Translator) -> None:
    """Add the ids of the framework and its editions."""
    framework = catalogue.framework
    reference = schema["$defs"]["FrameworkReference"]["properties"]
    message = complaint(references.UNKNOWN_FRAMEWORK, say, known=framework.id)
    put(reference, "id", names([framework.id], [visible(framework.title)], message))
    message = complaint(references.UNKNOWN_EDITION, say, known=framework.editions)
    put(reference, "edition", names(framework.editions, [], message))


def _name_bands(schema: Schema, catalogue: Catalogue, say: Translator) -> None:
    """Add the ids of the band profiles."""
    if catalogue.bands:
        ids = tuple(profile.id for profile in catalogue.bands)
        titles = [visible(profile.title) for profile in catalogue.bands]
        message = complaint(references.UNKNOWN_BANDS, say, known=ids)
        put(schema["properties"], "bands", optional(names(ids, titles, message)))


def _name_targets(schema: Schema, catalogue: Catalogue, say: Translator) -> None:
    """Add every node that may have a target; most targets have a minimum and a maximum."""
    nodes = {
        key: {"description": visible(node.label), **_target(node, catalogue, schema["$defs"])}
        for node, _ in _with_path(catalogue.areas)
        for key in seen_keys(node.id)
    }
    unknown = refused(references.UNKNOWN_NODE, say)
    targets = {**mapping(say), "properties": nodes, "additionalProperties": unknown}
    put(schema["properties"], "targets", optional(targets))


def _target(node: Node, catalogue: Catalogue, definitions: dict[str, Schema]) -> Schema:
    """Return the JSON Schema of a node's target; nodes of one kind share a definition."""
    unit = target_unit(node.item, catalogue)
    scale = catalogue.scale
    if unit in ("grade", "level") and scale:
        name, ends = "target", {"minimum": scale.lowest, "maximum": scale.highest}
    elif unit == "percent" and (node.item is None or not node.item.may_exceed):
        name, ends = "target_percent", {"minimum": 0, "maximum": 100}
    else:
        name, ends = "target_number", {}
    definitions[name] = optional({"allOf": [form("signed_decimal"), ends]})
    return form(name)


def _offer_ids(schema: Schema, catalogue: Catalogue) -> None:
    """Suggest ids with their texts in every list of ids."""
    definitions: dict[str, Schema] = schema["$defs"]
    definitions["node"] = offered(
        {node.id: visible(node.label) for node, _ in _with_path(catalogue.areas)}
    )
    definitions["entry"] = offered({one.id: visible(one.text) for one in catalogue.process_entries})
    holders = list(_mappings(schema))
    for key, offers in _LISTS.items():
        definitions[key] = {"anyOf": [*map(form, offers), form("text")]}
        for properties in holders:
            if key in properties:
                properties[key] = _with_form(properties[key], key)


def _mappings(schema: Schema) -> Iterator[dict[str, Schema]]:
    """Yield the properties of every model in the schema."""
    for definition in (schema, *schema["$defs"].values()):
        for one in (definition, *definition.get("anyOf", ())):
            if "properties" in one:
                yield one["properties"]


def _with_form(value: Schema, name: str) -> Schema:
    """Replace the JSON Schema of the texts in a value that is one text or a list of texts."""
    text, other = form("text"), form(name)
    ways = [
        one | {"items": other} if one.get("items") == text else other if one == text else one
        for one in value["anyOf"]
    ]
    return value | {"anyOf": ways}


def _name_requirements(schema: Schema, catalogue: Catalogue) -> None:
    """Add the ids of the minimum requirements."""
    texts = {one.id: visible(one.text) for one in catalogue.requirements}
    for way in schema["properties"]["requirements"]["anyOf"]:
        if (entry := way.get("additionalProperties")) is not None:
            way["properties"] = {one: {"description": text, **entry} for one, text in texts.items()}


def name_items(schema: Schema, catalogue: Catalogue, say: Translator) -> None:
    """Add every item, with its text and the JSON Schema of its rating."""
    definitions: dict[str, Schema] = schema["$defs"]
    # The model reads the short form as a text; here it is a level if the item has levels.
    (any_rating,) = (one for one in definitions.pop("Rating")["anyOf"] if "properties" in one)
    ratings = Ratings(any_rating, catalogue.scale, definitions, say)
    items = {
        node.id: ratings.of(item, path)
        for node, path in _with_path(catalogue.areas)
        if (item := node.item) is not None
    }
    named = {**mapping(say), "properties": items, "additionalProperties": False}
    put(schema["properties"], "ratings", optional(named))


def _with_path(
    nodes: Iterable[Node], path: tuple[Node, ...] = ()
) -> Iterator[tuple[Node, tuple[Node, ...]]]:
    """Yield every node with its ancestors, in catalogue order."""
    for node in nodes:
        yield node, path
        yield from _with_path(node.children, (*path, node))
