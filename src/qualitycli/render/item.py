"""One node of the framework in full, with its scores in all years."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from qualitycli.cards.guidance import answer_line, bounds_of, conditions_of, exact, step_lines
from qualitycli.comparing.node_history import NodeHistory, NodeYear
from qualitycli.messages import N_, Finished, Message, Translator, as_written, visible
from qualitycli.model.answers import numbered
from qualitycli.model.fields import Named
from qualitycli.model.framework import Catalogue, Scale
from qualitycli.model.period_texts import printed_period
from qualitycli.model.tree import MEASURED, AnswerOption, Item, Node, Rung, Subindicator
from qualitycli.render.format_version import FORMAT_VERSION
from qualitycli.render.nodes import example_notice
from qualitycli.render.numbers import decimal_text, table_number
from qualitycli.render.results import own_result, percent_text, result
from qualitycli.render.score_json import CSV_COLUMNS as SCORE_COLUMNS
from qualitycli.render.score_json import json_node
from qualitycli.render.text_width import columns, wrapped
from qualitycli.scoring.figures import STATE_WORDS

_ROLLED_UP: Final = {
    "area": N_("Area: its result comes from its criteria."),
    "criterion": N_("Criterion: its result comes from its indicators."),
    "indicator": N_("Indicator: its result comes from its sub-indicators."),
}
RATED_BY: Final[dict[str, str]] = {
    "level": N_("level"),
    "points": N_("points"),
    "ratio": N_("level, with counts as evidence"),
    "value": N_("value, for information"),
    "survey": N_("survey answers"),
}
FIT: Final = {
    "same": N_("the same"),
    "narrower": N_("narrower"),
    "broader": N_("broader"),
    "partly": N_("partly"),
}
# Results that follow from a count or a value, and results that the commission decides.
_BY_THRESHOLDS: Final = {
    "ratio": N_("counts, which set the level"),
    "value": N_("a value, which sets the level"),
}
_BY_LADDER: Final = {
    "ratio": N_("counts, which earn points"),
    "value": N_("a value, which earns points"),
}
_AS_EVIDENCE: Final = {
    "ratio": N_("points, with counts as evidence"),
    "value": N_("points, with a value as evidence"),
}


def as_text(
    history: NodeHistory, catalogue: Catalogue, translate: Translator, width: int | None
) -> Iterator[str]:
    """Yield the lines: its path, its texts, how it is rated, and its years."""
    node, path, years = history
    for depth, above in enumerate(path):
        indent = "  " * depth
        yield wrapped(f"{above.id} {visible(above.label)}", width, first=indent, rest=indent + "  ")
    indent = "  " * len(path)
    yield wrapped(f"{node.id} {visible(node.label)}", width, first=indent, rest=indent + "  ")
    if isinstance(node, Subindicator):
        for part in node.parts:
            yield wrapped(visible(part), width, first=indent + "  – ", rest=indent + "    ")
    yield ""
    yield from (wrapped(line, width, rest="  ") for line in facts(node, catalogue.scale, translate))
    if years:
        yield ""
        yield from columns([_row(one, catalogue, translate) for one in years], right=(1,))
    if examples := [one.institution_kind for one in years if one.illustrative]:
        yield ""
        yield wrapped(example_notice(translate, examples[-1]), width)


def facts(node: Node, scale: Scale, translate: Translator) -> Iterator[str]:
    """Yield how a node gets its grade, help for rating it, and its validity, one line each."""
    if (item := node.item) is not None:
        yield translate(N_("Rated by: {way}."), way=Message(way_of(item)))
        if (name := name_of(item.ladder)) is not None:
            yield translate(N_("Points scale: {name}."), name=name)
        if (name := name_of(item.answer_scale)) is not None:
            yield translate(N_("Answer scale: {name}."), name=name)
        yield from helps(item, scale, translate)
    else:
        yield translate(_ROLLED_UP[node.kind])
        if node.max_points is not None:
            yield translate(N_("Maximum points: {most}."), most=exact(node.max_points))
    if node.weight != 1:
        args = {"weight": translate.decimal(as_written(node.weight))}
        yield translate(N_("Weight {weight}: {reason}"), reason=node.weight_reason or "", **args)
    if node.since:
        yield translate(N_("Valid since {year}."), year=printed_period(node.since))
    if node.retired:
        yield translate(N_("Not valid from {year}."), year=printed_period(node.retired))
    if node.moved_from:
        yield translate(N_("Moved here from {id}."), id=node.moved_from)
    for other in node.replaced_by:
        yield translate(
            N_("Replaced by {id} ({kind})."), id=other.id, kind=Message(FIT[other.kind])
        )


def name_of(entries: Sequence[object]) -> str | None:
    """Return the name under which a list is shared; None if the list is the item's own."""
    return entries.name if isinstance(entries, Named) else None


def way_of(item: Item) -> str:
    """Return the way an item is rated, as a text to translate."""
    if item.rated_by not in MEASURED:
        return RATED_BY[item.rated_by]
    for decided, ways in (
        (item.thresholds, _BY_THRESHOLDS),
        (item.ladder, _BY_LADDER),
        (item.max_points, _AS_EVIDENCE),
    ):
        if decided:
            return ways[item.rated_by]
    return RATED_BY[item.rated_by]


def helps(item: Item, scale: Scale, translate: Translator) -> Iterator[str]:
    """Yield help for rating an item: descriptions of levels, steps of the points scale, hints."""
    names = {level.value: level.name for level in scale.levels}
    for level, text in sorted(item.levels.items()):
        name, shown = names.get(level, ""), Finished(visible(text))
        yield translate(N_("Level {level}, {name}: {text}"), level=level, name=name, text=shown)
    yield from map(translate.fill, step_lines(item))
    yield from map(translate.fill, conditions_of(item, scale))
    if (answers := answer_line(item, scale)) is not None:
        yield translate.fill(answers)
    for hint in item.hints:
        yield translate(N_("Hint: {text}"), text=Finished(visible(hint)))


def ladder_text(item: Item, translate: Translator) -> str:
    """Return the steps of a points scale on one line: “1 up to 20%; 1.5 above 20%”."""
    steps = []
    for index, rung in enumerate(item.ladder):
        points, bounds = translate.decimal(as_written(rung.points)), bounds_of(item, index)
        steps.append(f"{points} {translate.fill(bounds)}" if bounds else points)
    return "; ".join(steps)


def _row(one: NodeYear, catalogue: Catalogue, translate: Translator) -> tuple[str, str, str]:
    year = visible(printed_period(one.year))
    if not one.readable:
        return year, "", translate(N_("the year has errors"))
    if one.score is None:
        return year, "", translate(N_("not valid"))
    node = one.score
    if node.state is None:
        shown = result(node, translate) or "–"
        if node.points is not None and node.share is not None:
            shown = f"{shown} ({percent_text(100 * node.share, translate)})"
        return year, shown, f"{visible(node.band or '–')}  {node.scored}/{node.applicable}"
    if node.state != "scored" and node.measured is None:
        return year, "", translate(STATE_WORDS[node.state])
    shown = own_result(node, catalogue, translate)
    if shown == str(node.level):
        return year, "", translate(N_("level {level}"), level=node.level)
    return year, shown, ""


def as_json(history: NodeHistory) -> dict[str, Any]:
    """Return a node and its years as JSON values."""
    node, path, years = history
    item = node.item
    return {
        "format_version": FORMAT_VERSION,
        "id": node.id,
        "kind": node.kind,
        "number": node.shown_number,
        "text": node.label,
        "parts": list(node.parts) if isinstance(node, Subindicator) else [],
        "above": [above.id for above in path],
        "rated_by": item.rated_by if item else None,
        "max_points": decimal_text(item.most_points if item else node.max_points),
        "levels": {str(level): text for level, text in item.levels.items()} if item else {},
        **json_rating(item),
        "hints": list(item.hints) if item else [],
        "weight": as_written(node.weight),
        "weight_reason": node.weight_reason,
        "since": node.since,
        "retired": node.retired,
        "moved_from": node.moved_from,
        "replaced_by": [{"id": one.id, "kind": one.kind} for one in node.replaced_by],
        "years": [
            {
                "year": one.year,
                "readable": one.readable,
                "illustrative": one.illustrative,
                "figures": json_node(one.score) if one.score else None,
            }
            for one in years
        ],
    }


# The columns of `quality score`, plus “readable”, which says whether a year could be read.
CSV_COLUMNS: Final = (*SCORE_COLUMNS, "readable", "illustrative")


def as_records(history: NodeHistory) -> Iterator[dict[str, Any]]:
    """Yield a record for each year."""
    for one in history.years:
        figures = json_node(one.score) if one.score else {"id": history.node.id}
        yield figures | {
            "value": table_number(figures.get("value")),
            "year": one.year,
            "readable": one.readable,
            "illustrative": one.illustrative,
        }


def json_rating(item: Item | None) -> dict[str, Any]:
    """Return how an item is rated as JSON values, which are empty for other nodes."""
    item = item or Item.model_construct(id="")
    return {
        "ladder": json_ladder(item.ladder),
        "ladder_name": name_of(item.ladder),
        "step": decimal_text(item.step),
        "unit": item.unit,
        "thresholds": [as_written(one) for one in item.thresholds],
        "lower_is_better": item.lower_is_better,
        "may_exceed": item.may_exceed,
        "answers": json_answers(item.answer_scale),
        "answer_scale": name_of(item.answer_scale),
    }


def json_ladder(ladder: Sequence[Rung]) -> list[dict[str, Any]]:
    """Return the steps of a points scale as JSON values."""
    return [
        {
            "points": as_written(rung.points),
            "text": rung.text,
            "from": None if rung.bound is None else as_written(rung.bound),
            "above": None if rung.above is None else as_written(rung.above),
        }
        for rung in ladder
    ]


def json_answers(options: Sequence[AnswerOption]) -> list[dict[str, Any]]:
    """Return the answers of an answer scale as JSON values."""
    return [
        {"key": one.key, "text": one.text, "counts": one.share is not None}
        for one in numbered(options)
    ]
