"""The JSON Schemas of ratings: one for each way of rating, and one for each item's own values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from qualitycli.diagnostics import Rule
from qualitycli.messages import Translator, visible
from qualitycli.model.answers import answers_of
from qualitycli.model.assessment import (
    COUNTED,
    COUNTS,
    REASONS,
    STEPS,
    Judgement,
    judgement_wanted,
    judgements_wanted,
)
from qualitycli.model.framework import Scale
from qualitycli.model.tree import Item, Node, Subindicator
from qualitycli.render.item import facts
from qualitycli.render.schema.subschemas import (
    Schema,
    complaint,
    form,
    mapping,
    number,
    numbers,
    optional,
    put,
    refused,
)
from qualitycli.rules import methods, scoring

_JUDGED: Final[tuple[Judgement, ...]] = (*STEPS, "answers", "mean")
_BESIDE_THEM: Final = tuple(key for key in COUNTED if key not in _JUDGED)


class Ratings:
    """Builds the JSON Schemas of the items' ratings; shared parts become definitions."""

    def __init__(
        self, any_rating: Schema, scale: Scale, definitions: dict[str, Schema], say: Translator
    ) -> None:
        """Start with the JSON Schema of any rating, as the model has it."""
        self._scale = scale
        self._definitions = definitions
        self._say = say
        self._any = any_rating
        definitions["other_judgement"] = refused(scoring.WRONG_JUDGEMENT, say)
        definitions["stray_count"] = refused(scoring.STRAY_COUNTS, say)
        definitions["second_judgement"] = refused(scoring.TWO_JUDGEMENTS, say)
        definitions["level"] = self._levels({}) if scale else refused(methods.NO_LEVELS, say)
        levels = [(str(one.value), one.name) for one in scale.levels]
        definitions["answers"] = self._answers(levels, scoring.OFF_THE_SCALE)
        properties = any_rating["properties"]
        put(properties, "level", optional(form("level")))
        put(properties, "answers", optional(form("answers")))
        for key in REASONS:
            put(properties, key, form("reason"))

    def of(self, item: Item, path: Sequence[Node]) -> Schema:
        """Return the JSON Schema of an item's rating, with information about the item.

        :param path: its ancestors, starting with its area.
        """
        keys, own = _keys(item), self._own(item)
        name = "_".join(("rating_by", *keys, *(("own",) if "answers" in own else ())))
        if name not in self._definitions:
            self._definitions[name] = self._rating(keys, answers="answers" not in own)
        ways = [form(name)]
        if own:
            # The item's own subschema comes first, because an editor shows the first description.
            ways = [{"allOf": [{"properties": own}, *ways]}]
        if "level" in keys:
            # The short form is the level alone.
            ways.insert(0, form(f"level_of_{item.id}" if "level" in own else "level"))
        described = {"description": "\n".join(self._lines(item, path))}
        whole = {"anyOf": [*ways, form("empty")]}
        if own:
            return described | whole
        self._definitions.setdefault(f"{name}_or_empty", whole)
        return described | form(f"{name}_or_empty")

    def _own(self, item: Item) -> dict[str, Schema]:
        """Return the JSON Schemas of the keys whose values the item defines itself."""
        if item.levels and judgement_wanted(item) == "level":
            self._definitions[f"level_of_{item.id}"] = self._levels(item.levels)
            return {"level": optional(form(f"level_of_{item.id}"))}
        if item.ladder and not item.is_measured:
            return {"points": optional(self._ladder(item))}
        if "points" in judgements_wanted(item) and item.max_points is not None:
            most = {"maximum": number(item.max_points)}
            return {"points": optional({"allOf": [form("decimal"), most]})}
        if item.answer_scale:
            answers = [(one.key, one.text) for one in answers_of(item, self._scale)]
            return {"answers": optional(self._answers(answers, methods.UNKNOWN_ANSWER))}
        return {}

    def _lines(self, item: Item, path: Sequence[Node]) -> Iterator[str]:
        """Yield the text of an item, its ancestors, and help for rating it."""
        yield visible(item.label)
        if isinstance(item, Subindicator):
            yield from (f"– {visible(part)}" for part in item.parts)
        yield " › ".join(f"{node.id} {visible(node.label)}" for node in path[1:])
        yield from facts(item, self._scale, self._say)

    def _levels(self, texts: Mapping[int, str]) -> Schema:
        """Return the JSON Schema of a level, with the name and any description of each level."""
        meanings = [
            visible(f"{one.name} – {texts[one.value]}" if one.value in texts else one.name)
            for one in self._scale.levels
        ]
        message = complaint(scoring.OFF_THE_SCALE, self._say, levels=self._scale.values)
        return numbers(self._scale.values, meanings, message, "whole")

    def _ladder(self, item: Item) -> Schema:
        steps = tuple(rung.points for rung in item.ladder)
        texts = [visible(rung.text) for rung in item.ladder]
        message = complaint(scoring.POINTS_OFF_THE_LADDER, self._say, steps=steps)
        return numbers([number(one) for one in steps], texts, message, "decimal")

    def _answers(self, answers: Sequence[tuple[str, str]], unknown: Rule) -> Schema:
        properties = {
            key: {"description": visible(text), **optional(form("whole"))} for key, text in answers
        }
        # An editor reads such a key as a number, and yaml-language-server looks for it in the
        # pattern.
        known: Schema = {f"^(?:{'|'.join(map(re.escape, properties))})$": {}} if properties else {}
        return {
            **mapping(self._say),
            "properties": properties,
            "patternProperties": known,
            "additionalProperties": refused(unknown, self._say),
        }

    def _rating(self, keys: Sequence[str], *, answers: bool) -> Schema:
        """Return the JSON Schema of a full rating with only `keys` as judgements and counts.

        :param answers: whether a survey's answers are the levels; otherwise the item defines them.
        """
        properties = dict(self._any["properties"])
        if not answers:
            properties["answers"] = {"description": properties["answers"]["description"]}
        for group, complaining in ((_JUDGED, "other_judgement"), (_BESIDE_THEM, "stray_count")):
            properties |= {key: form(complaining) for key in group if key not in keys}
        once = {key: form("second_judgement") for key in _JUDGED}
        second = {
            "not_applicable": {"properties": once | {"no_evidence": False}},
            "no_evidence": {"properties": once},
        }
        return self._any | {"properties": properties, "dependentSchemas": second}


def _keys(item: Item) -> tuple[str, ...]:
    """Return the keys that rate an item, and the keys of its counts."""
    keys: tuple[str, ...] = tuple(one for one in judgements_wanted(item) if one != "count")
    if item.rated_by == "ratio":
        keys += COUNTS
        if isinstance(item, Subindicator) and item.parts:
            keys += ("parts",)
    if item.rated_by == "value" and "value" not in keys:
        keys += ("value",)
    return (*keys, "invited", "answered") if item.rated_by == "survey" else keys
