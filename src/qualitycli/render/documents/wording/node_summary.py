"""The summary of a node: the distribution of its items, its target, the lowest area."""

from __future__ import annotations

from fractions import Fraction

from qualitycli.render.documents.context import ReportContext
from qualitycli.render.documents.records.content import (
    Distribution,
    LevelCount,
    LowestArea,
    Ref,
    StateCount,
    TargetRecord,
)
from qualitycli.render.documents.wording.references import code_of, ref_of
from qualitycli.render.documents.wording.results import verdict_in_full
from qualitycli.render.documents.wording.words import NONE, Words, clean, label
from qualitycli.render.results import target_difference, target_sentence, target_text
from qualitycli.render.score_text import (
    lowest_areas_sentence,
    spread_sentence,
)
from qualitycli.rounding import MINUS
from qualitycli.scoring.figures import STATE_WORDS
from qualitycli.scoring.node_score import NodeScore
from qualitycli.scoring.spread import spread_of
from qualitycli.scoring.targets import Target


def distribution_of(node: NodeScore, context: ReportContext, words: Words) -> Distribution:
    """Return the distribution of the items below a node."""
    spread = spread_of(node, context.scale)
    names = {level.value: clean(level.name) for level in context.scale.levels}
    scored = sum(spread.levels.values()) + spread.otherwise
    items = scored + sum(spread.left_out.values())
    return Distribution(
        levels=tuple(
            LevelCount(
                value=str(level),
                name=names[level],
                count=str(count),
                percent=words.percent(Fraction(100 * count, scored)) if scored else NONE,
                share=count / scored if scored else 0.0,
            )
            for level, count in reversed(list(spread.levels.items()))
        ),
        otherwise=str(spread.otherwise) if spread.otherwise else "",
        left_out=tuple(
            StateCount(state, words(STATE_WORDS[state]), str(count), count / items)
            for state, count in spread.left_out.items()
            if count
        ),
        median=NONE if spread.median is None else words.number(spread.median),
        sentence=spread_sentence(spread, context.scale, words),
    )


def target_of(target: Target, context: ReportContext, words: Words) -> TargetRecord:
    """Return a target, and whether it was reached."""
    node, reached = target.node, target.actual
    code = code_of(node.id or "", context, words)
    return TargetRecord(
        ref=Ref(node.id or "", code, label(node.text)),
        grade=target_text(target.goal, target.unit, node.item, words),
        reached=NONE if reached is None else target_text(reached, target.unit, node.item, words),
        difference=_difference(target, words),
        met=target.met if node.complete or node.state == "information" else None,
        sentence=target_sentence(target, words),
    )


def _difference(target: Target, words: Words) -> str:
    """Return how far a result is above or below its target, in its unit."""
    difference = target.difference
    if difference is None or target.unit == "grade":
        return words.difference(difference)
    text = target_difference(abs(difference), target, words)
    return text if not difference else f"{'+' if difference > 0 else MINUS}{text}"


def lowest_area_of(context: ReportContext, words: Words) -> LowestArea | None:
    """Return the area with the lowest grade, and the consequence of its band."""
    areas = context.score.lowest_areas
    if not areas:
        return None
    described = [(one.text, verdict_in_full(one, context.scale, words)) for one in areas]
    return LowestArea(
        ref=ref_of(areas[0], context, words),
        others=tuple(ref_of(one, context, words) for one in areas[1:]),
        verdict=described[0][1],
        provisional=not areas[0].complete,
        sentence=lowest_areas_sentence(areas, described, words),
        meaning=clean(context.score.lowest_area_meaning),
    )
