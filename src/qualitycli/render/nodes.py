"""Nodes of a tree and their figures as text, the same in every table."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final, Literal

from qualitycli.messages import N_, Say, Translator
from qualitycli.model.assessment import Assessment, InstitutionKind
from qualitycli.model.framework import Scale
from qualitycli.render.institution_texts import EXAMPLE, kind_of
from qualitycli.render.results import item_result
from qualitycli.render.score_text import band_text
from qualitycli.rounding import fixed, signed
from qualitycli.scoring.figures import STATE_WORDS, in_grades
from qualitycli.scoring.node_score import NodeScore
from qualitycli.scoring.score import Score

Depth = Literal["area", "criterion", "indicator", "item"]
DEPTHS: Final[tuple[Depth, ...]] = ("area", "criterion", "indicator", "item")
DEPTH_OF: Final = {"overall": 0, "area": 1, "criterion": 2, "indicator": 3, "subindicator": 4}


def notices(score: Score, translate: Translator) -> Iterator[str]:
    """Yield the notices that come before the figures."""
    if score.illustrative:
        yield example_notice(translate, score.institution_kind)


def notices_of(year: Assessment, translate: Translator) -> tuple[str, ...]:
    """Return the notices that come before the contents of a year."""
    return (example_notice(translate, kind_of(year.institution)),) if year.illustrative else ()


def example_notice(say: Say, kind: InstitutionKind) -> str:
    """Return the notice about example data."""
    return say(EXAMPLE.of(kind))


def is_within(kind: str, most: int) -> bool:
    """Tell whether a kind of node is shown if `most` levels are shown."""
    return DEPTH_OF[kind] <= most


def named(node_id: str | None, kind: str, translate: Translator) -> str:
    """Return a node's id, indented by its depth; “Overall” for the root."""
    return "  " * (DEPTH_OF[kind] - 1) + (node_id or translate(N_("Overall")))


def narrow_note(translate: Translator) -> str:
    """Return the note for terminals that are too narrow for all columns."""
    return translate(
        N_("Some columns do not fit and are left out; widen the window or use --format csv.")
    )


def written(value: Fraction | None, digits: int, translate: Translator) -> str:
    """Return a figure with the language's decimal separator, or a dash if there is none."""
    return "–" if value is None else translate.decimal(fixed(value, digits))


def change_written(share: Fraction | None, scale: Scale, translate: Translator) -> str:
    """Return a difference of shares in grades, with its sign; a dash if there is none."""
    change = in_grades(share, scale)
    return "–" if change is None else translate.decimal(signed(change, 2))


def judged(node: NodeScore | None, translate: Translator) -> str:
    """Return the rating of an item: only its level or grade, or why it has none."""
    if node is None or node.state is None:
        return "–"
    if node.level is not None:
        return str(node.level)
    return item_result(node, translate)


def verdict(node: NodeScore, translate: Translator) -> str:
    """Return a node's band, or why it has none."""
    if node.state is not None:
        if node.level is None:
            return translate(STATE_WORDS[node.state])
        return translate(N_("level {level}"), level=node.level)
    band = band_text(node, translate)
    return ", ".join([band, translate(N_("borderline"))]) if node.borderline else band
