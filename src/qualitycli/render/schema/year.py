"""JSON Schema of a year file: the models' own, and what the catalogue says of its ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from qualitycli.messages import Translator, visible
from qualitycli.model.assessment import REASONS, Assessment, Judgement, judgement_wanted
from qualitycli.model.framework import Catalogue, Item, Node, Subindicator
from qualitycli.render.item import facts
from qualitycli.render.schema.forms import (
    Schema,
    complaint,
    form,
    mapping,
    names,
    number,
    numbers,
    offered,
    optional,
    refused,
)
from qualitycli.render.schema.models import schema_of
from qualitycli.rules import references, scoring, shape

_JUDGED: Final[tuple[Judgement, ...]] = ("level", "points", "answers")
_COUNTED: Final = ("count", "of", "parts", "invited")
# The keys of the cycle that are lists of ids, and what the ids may be of.
_LISTS: Final = {"items": ("node",), "serves": ("node", "entry")}
_REQUIREMENT: Final = "requirement"


def year_schema(catalogue: Catalogue, say: Translator) -> Schema:
    """Return the schema of the year files that are judged by a catalogue."""
    return _Year(catalogue, say).schema


class _Year:
    """Puts what the catalogue knows into the schema of the models."""

    def __init__(self, catalogue: Catalogue, say: Translator) -> None:
        self._catalogue = catalogue
        self._say = say
        self.schema = schema_of(Assessment, say)
        self._definitions: dict[str, Schema] = self.schema["$defs"]
        self._nodes = list(_with_path(catalogue.areas))
        self._put_names()
        self._put_targets()
        self._put_references()
        self._put_ratings()

    def _put_names(self) -> None:
        """Name the framework, its editions and its band profiles."""
        framework, properties = self._catalogue.framework, self.schema["properties"]
        known = complaint(shape.UNKNOWN_FORMAT, self._say, known=1)
        _put(properties, "format", numbers([1], [], known, "whole"))
        reference = self._definitions["FrameworkReference"]["properties"]
        message = complaint(references.UNKNOWN_FRAMEWORK, self._say, known=framework.id)
        _put(reference, "id", names([framework.id], [framework.title], message))
        editions = framework.editions
        message = complaint(references.UNKNOWN_EDITION, self._say, known=editions)
        _put(reference, "edition", names(editions, [], message))
        ids = tuple(profile.id for profile in self._catalogue.bands)
        titles = [visible(profile.title) for profile in self._catalogue.bands]
        message = complaint(references.UNKNOWN_BANDS, self._say, known=ids)
        if ids:
            _put(properties, "bands", optional(names(ids, titles, message)))

    def _put_targets(self) -> None:
        """Name every node that may have a target; a target lies on the scale."""
        scale = self._catalogue.scale
        grade = {"allOf": [form("decimal"), {"minimum": scale.lowest, "maximum": scale.highest}]}
        self._definitions["target"] = optional(grade)
        nodes = {
            node.id: {"description": visible(node.label), **form("target")}
            for node, _ in self._nodes
        }
        unknown = refused(references.UNKNOWN_NODE, self._say)
        targets = {**mapping(self._say), "properties": nodes, "additionalProperties": unknown}
        _put(self.schema["properties"], "targets", optional(targets))

    def _put_references(self) -> None:
        """Offer ids with their texts where a list of ids is asked for."""
        nodes = {node.id: visible(node.label) for node, _ in self._nodes}
        entries = {one.id: visible(one.text) for one in self._catalogue.process_entries}
        self._definitions["node"] = offered(nodes)
        self._definitions["entry"] = offered(entries)
        for key, offers in _LISTS.items():
            self._definitions[key] = {"anyOf": [*map(form, offers), form("text")]}
            for properties in self._holders(key):
                for way in properties[key]["anyOf"]:
                    if way.get("items") == form("text"):
                        way["items"] = form(key)
                ways = properties[key]["anyOf"]
                properties[key]["anyOf"] = [form(key) if way == form("text") else way for way in ways]
        self._put_requirements()

    def _holders(self, key: str) -> Iterator[dict[str, Schema]]:
        """Yield the properties of every model of the cycle that has `key`."""
        for definition in self._definitions.values():
            for one in (definition, *definition.get("anyOf", ())):
                if key in one.get("properties", {}):
                    yield one["properties"]

    def _put_requirements(self) -> None:
        """Name the minimum requirements."""
        value = self.schema["properties"]["requirements"]
        for way in value["anyOf"]:
            if "additionalProperties" in way:
                entry = way["additionalProperties"]
                way["properties"] = {
                    one.id: {"description": visible(one.text), **entry}
                    for group in self._catalogue.process
                    if group.kind == _REQUIREMENT
                    for one in group.entries
                }

    def _put_ratings(self) -> None:
        """Give every item its own form, by how it is rated."""
        whole, _ = self._definitions.pop("Rating")["anyOf"]
        self._definitions["level"] = self._levels({})
        self._definitions["answers"] = self._answers()
        forms = _Ratings(whole, self._definitions, self._say)
        known = {**mapping(self._say), "additionalProperties": False}
        items = {node.id: self._item(node.item, path, forms) for node, path in self._items()}
        _put(self.schema["properties"], "ratings", optional({**known, "properties": items}))

    def _items(self) -> Iterator[tuple[Any, Sequence[Node]]]:
        return ((node, path) for node, path in self._nodes if node.item is not None)

    def _item(self, item: Item, path: Sequence[Node], forms: _Ratings) -> Schema:
        described = {"description": "\n".join(self._lines(item, path))}
        own: dict[str, Schema] = {}
        if item.levels and "level" in forms.judged(item):
            self._definitions[f"level_of_{item.id}"] = self._levels(item.levels)
            own = {"level": form(f"level_of_{item.id}")}
        elif item.ladder:
            own = {"points": self._ladder(item)}
        return described | forms.of(item, own)

    def _lines(self, item: Item, path: Sequence[Node]) -> Iterator[str]:
        """Yield the text of an item, where it stands, and what helps to rate it."""
        yield visible(item.label)
        if isinstance(item, Subindicator):
            yield from (f"– {visible(part)}" for part in item.parts)
        yield " › ".join(f"{node.id} {visible(node.label)}" for node in path[1:])
        yield from facts(item, self._catalogue.scale, self._say)

    def _levels(self, texts: Mapping[int, str]) -> Schema:
        """Return the form of a level, each with its word and, where there is one, its text."""
        scale = self._catalogue.scale
        meanings = [
            visible(f"{one.name} – {texts[one.value]}" if one.value in texts else one.name)
            for one in scale.levels
        ]
        message = complaint(scoring.OFF_THE_SCALE, self._say, levels=scale.values)
        return numbers(scale.values, meanings, message, "whole")

    def _ladder(self, item: Item) -> Schema:
        steps = tuple(rung.points for rung in item.ladder)
        texts = [visible(rung.text) for rung in item.ladder]
        message = complaint(scoring.POINTS_OFF_THE_LADDER, self._say, steps=steps)
        return numbers([number(one) for one in steps], texts, message, "decimal")

    def _answers(self) -> Schema:
        levels = {
            str(one.value): {"description": visible(one.name), **optional(form("whole"))}
            for one in self._catalogue.scale.levels
        }
        # To an editor such a key is a number, which yaml-language-server looks for in the pattern.
        known = {f"^(?:{'|'.join(levels)})$": {}}
        return {
            **mapping(self._say),
            "properties": levels,
            "patternProperties": known,
            "additionalProperties": refused(scoring.OFF_THE_SCALE, self._say),
        }


class _Ratings:
    """The forms of a rating: one for each way of rating, shared by the items rated so."""

    def __init__(self, whole: Schema, definitions: dict[str, Schema], say: Translator) -> None:
        """Begin with the form of any rating, as the model has it."""
        self._whole = whole
        self._definitions = definitions
        definitions["other_judgement"] = refused(scoring.WRONG_JUDGEMENT, say)
        definitions["stray_count"] = refused(scoring.STRAY_COUNTS, say)
        definitions["second_judgement"] = refused(scoring.TWO_JUDGEMENTS, say)
        for key in REASONS:
            _put(whole["properties"], key, form("reason"))
        _put(whole["properties"], "answers", optional(form("answers")))

    def judged(self, item: Item) -> tuple[str, ...]:
        """Return the keys that make a judgement of the item, or count for it."""
        wanted = judgement_wanted(item)
        keys: tuple[str, ...] = () if wanted == "count" else (wanted,)
        if item.rated_by == "ratio":
            keys += ("count", "of")
            if isinstance(item, Subindicator) and item.parts:
                keys += ("parts",)
        return (*keys, "invited") if wanted == "answers" else keys

    def of(self, item: Item, own: dict[str, Schema]) -> Schema:
        """Return the form of an item's rating.

        :param own: the forms of those keys that are the item's own.
        """
        keys = self.judged(item)
        name = "_".join(("rating_by", *keys))
        if name not in self._definitions:
            self._definitions[name] = self._rating(keys)
        long = form(name)
        if own:
            long = {"allOf": [{"properties": {k: optional(v) for k, v in own.items()}}, long]}
        if "level" not in keys:
            return optional(long)
        short = own.get("level", form("level"))
        if own:
            return {"anyOf": [short, long, form("empty")]}
        shared = f"{name}_or_short"
        self._definitions.setdefault(shared, {"anyOf": [short, long, form("empty")]})
        return form(shared)

    def _rating(self, keys: Sequence[str]) -> Schema:
        """Return the form of a rating in full in which only `keys` judge or count."""
        properties = dict(self._whole["properties"])
        _put(properties, "level", optional(form("level")))
        for groups, reason in ((_JUDGED, "other_judgement"), (_COUNTED, "stray_count")):
            for key in groups:
                if key not in keys:
                    properties[key] = form(reason)
        once = {key: form("second_judgement") for key in _JUDGED}
        return self._whole | {
            "properties": properties,
            "dependentSchemas": {
                "not_applicable": {"properties": once | {"no_evidence": False}},
                "no_evidence": {"properties": once},
            },
        }


def _put(properties: dict[str, Schema], key: str, value: Schema) -> None:
    """Give a key another form; what is said of it stays."""
    properties[key] = {"description": properties[key]["description"], **value}


def _with_path(
    nodes: Iterable[Node], path: tuple[Node, ...] = ()
) -> Iterator[tuple[Node, tuple[Node, ...]]]:
    """Yield every node with those that it stands under, in catalogue order."""
    for node in nodes:
        yield node, path
        yield from _with_path(node.children, (*path, node))
