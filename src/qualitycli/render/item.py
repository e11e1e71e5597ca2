"""One node of the framework in full, with its scores in all years."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from qualitycli.comparing.node_history import NodeHistory, NodeYear
from qualitycli.messages import N_, NP_, Finished, Message, Translator, as_written, visible
from qualitycli.model.framework import Scale
from qualitycli.model.period_texts import printed_period
from qualitycli.model.tree import Item, Node, Rung, Subindicator
from qualitycli.render.format_version import FORMAT_VERSION
from qualitycli.render.nodes import example_notice, written
from qualitycli.render.score_json import CSV_COLUMNS as SCORE_COLUMNS
from qualitycli.render.score_json import json_node
from qualitycli.render.text_width import columns, wrapped
from qualitycli.scoring.figures import STATE_WORDS

_ROLLED_UP: Final = {
    "area": N_("Area: its grade comes from its criteria."),
    "criterion": N_("Criterion: its grade comes from its indicators."),
    "indicator": N_("Indicator: its grade comes from its sub-indicators."),
}
RATED_BY: Final[dict[str, str]] = {
    "level": N_("level"),
    "points": N_("points"),
    "ratio": N_("level, with counts as evidence"),
    "value": N_("a value in a unit"),
    "survey": N_("survey answers"),
}
FIT: Final = {
    "same": N_("the same"),
    "narrower": N_("narrower"),
    "broader": N_("broader"),
    "partly": N_("partly"),
}
_BY_COUNTS: Final = N_("counts, which set the level")


def as_text(
    history: NodeHistory, scale: Scale, translate: Translator, width: int | None
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
    yield from (wrapped(line, width, rest="  ") for line in facts(node, scale, translate))
    if years:
        yield ""
        yield from columns([_row(one, translate) for one in years], right=(1,))
    if any(one.illustrative for one in years):
        yield ""
        yield example_notice(translate)


def facts(node: Node, scale: Scale, translate: Translator) -> Iterator[str]:
    """Yield how a node gets its grade, help for rating it, and its validity, a line each."""
    if (item := node.item) is not None:
        yield translate(N_("Rated by: {way}."), way=Message(way_of(item)))
        yield from helps(item, scale, translate)
    else:
        yield translate(_ROLLED_UP[node.kind])
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


def way_of(item: Item) -> str:
    """Return the way an item is rated, to be translated."""
    return _BY_COUNTS if item.thresholds else RATED_BY[item.rated_by]


def helps(item: Item, scale: Scale, translate: Translator) -> Iterator[str]:
    """Yield help for rating an item: descriptions of levels, steps of the points scale, hints."""
    names = {level.value: level.name for level in scale.levels}
    for level, text in sorted(item.levels.items()):
        name, shown = names.get(level, ""), Finished(visible(text))
        yield translate(N_("Level {level}, {name}: {text}"), level=level, name=name, text=shown)
    for rung in item.ladder:
        points, shown = translate.decimal(as_written(rung.points)), Finished(visible(rung.text))
        step = NP_("{points} point: {text}", "{points} points: {text}")
        yield translate(step, points=points, text=shown, n=1 if rung.points == 1 else 2)
    if item.thresholds:
        levels = _thresholds(item, scale, translate)
        yield translate(N_("Level by share: {levels}."), levels=levels)
    for hint in item.hints:
        yield translate(N_("Hint: {text}"), text=Finished(visible(hint)))


def _thresholds(item: Item, scale: Scale, translate: Translator) -> Finished:
    text = N_("{level} up to {share}") if item.lower_is_better else N_("{level} from {share}")
    return Finished(
        *(
            translate(text, level=level, share=translate.percent(as_written(share)))
            for level, share in zip(scale.values[1:], item.thresholds, strict=True)
        )
    )


def _row(one: NodeYear, translate: Translator) -> tuple[str, str, str]:
    year = visible(printed_period(one.year))
    if not one.readable:
        return year, "", translate(N_("the year has errors"))
    if one.score is None:
        return year, "", translate(N_("not valid"))
    node = one.score
    if node.state is None:
        counted = f"{node.scored}/{node.applicable}"
        return (
            year,
            written(node.grade, 2, translate),
            f"{visible(node.band or '–')}  {counted}",
        )
    if node.state != "scored":
        return year, "", translate(STATE_WORDS[node.state])
    if node.level is not None:
        return year, "", translate(N_("level {level}"), level=node.level)
    return year, written(node.grade, 2, translate), ""


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
        "levels": {str(level): text for level, text in item.levels.items()} if item else {},
        "ladder": [_json_rung(rung) for rung in item.ladder] if item else [],
        "thresholds": [as_written(one) for one in item.thresholds] if item else [],
        "lower_is_better": item.lower_is_better if item else False,
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


# The figures have the columns of `quality score`; a year without them has “readable” to say why.
CSV_COLUMNS: Final = (*SCORE_COLUMNS, "readable", "illustrative")


def as_records(history: NodeHistory) -> Iterator[dict[str, Any]]:
    """Yield a record for each year."""
    for one in history.years:
        figures = json_node(one.score) if one.score else {"id": history.node.id}
        yield figures | {
            "year": one.year,
            "readable": one.readable,
            "illustrative": one.illustrative,
        }


def _json_rung(rung: Rung) -> dict[str, str]:
    return {"points": as_written(rung.points), "text": rung.text}
