"""The figures of a document: of nodes and their changes, and the band profile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final

from qualitycli.comparing.diff import COMMON, ItemChange, NodeChange
from qualitycli.messages import N_
from qualitycli.model.framework import BandProfile, Scale, Step
from qualitycli.render.change_parts import NodeChangeParts
from qualitycli.render.documents.context import ReportContext
from qualitycli.render.documents.records.content import Bands, BandStep, Change, Direction, Figures
from qualitycli.render.documents.wording.results import cell_of, in_full, verdict_in_full
from qualitycli.render.documents.wording.words import NONE, Words, clean
from qualitycli.render.results import shortest
from qualitycli.render.score_text import (
    band_text,
    borderline_note,
    incomplete_note,
    nothing_applies,
    nothing_rated,
    percent_note,
    rounding_note,
    verified_note,
)
from qualitycli.scoring.bands import edges_of
from qualitycli.scoring.figures import percent_of
from qualitycli.scoring.node_score import NodeScore

SIGNS: Final[Mapping[Direction, str]] = {"up": "▲", "down": "▼", "same": "=", "unknown": ""}


def figures_of(node: NodeScore, context: ReportContext, words: Words) -> Figures:
    """Return a node's figures as text."""
    coverage = node.coverage
    return Figures(
        grade=words.grade(node.grade),
        result=cell_of(node, words),
        points=_points(node.points, node, words),
        points_most=_points(node.points_scored_max, node, words),
        points_all=""
        if node.points_max == node.points_scored_max or node.points is None
        else _points(node.points_max, node, words),
        percent=words.percent(node.percent),
        word=band_text(node, words),
        verdict=verdict_in_full(node, context.scale, words),
        note=_note(node, context, words),
        borderline=node.borderline,
        complete=node.complete,
        applicable=node.applicable > 0,
        coverage=coverage_of(node, words),
        coverage_percent=NONE if coverage is None else words.percent(100 * coverage),
        coverage_share=None if coverage is None else float(coverage),
        share=None if node.share is None else float(node.share),
        position=None if node.percent is None else float(node.percent / 100),
    )


def _points(value: Fraction | None, node: NodeScore, words: Words) -> str:
    """Return a number of points if they are the result; empty if the result is a grade."""
    if value is None or node.grade is not None:
        return ""
    return words("{value}", value=shortest(value))


def coverage_of(node: NodeScore | None, words: Words) -> str:
    """Return how many of a node's applicable items are scored, or a dash."""
    if node is None or not node.applicable:
        return NONE
    return words(N_("{count} of {of}"), count=node.scored, of=node.applicable)


def _note(node: NodeScore, context: ReportContext, words: Words) -> str:
    if node.state == "information" or (node.id is None and not context.score.has_overall):
        return ""
    if not node.applicable:
        if node.state is not None:
            return ""  # its state says so
        return nothing_applies(words, context.institution)
    if node.share is None:
        return nothing_rated(words)
    if not node.complete:
        return incomplete_note(node, context.catalogue.coverage_threshold, words)
    return borderline_note(words) if node.borderline else ""


def change_of(node_id: str | None, context: ReportContext, words: Words) -> Change | None:
    """Return the change of a node since the earlier year; None if there is no earlier year."""
    change = context.node_changes.get(node_id)
    if change is None and (of_item := context.item_changes.get(node_id or "")) is not None:
        change = change_of_item(of_item)
    if change is None or context.year_before is None:
        return None
    before, parts = change.before, context.change_parts(change)
    headline, like_for_like, rest = words.changes(parts)
    alike = parts.percent.like_for_like
    direction = direction_of_difference(parts.parts.like_for_like)
    return Change(
        year=words.year(context.year_before),
        grade_before=words.grade(before.grade if before else None),
        result_before=in_full(before, words),
        word_before=band_text(before, words) if before else NONE,
        share_before=float(before.share) if before and before.share is not None else None,
        position_before=_position_before(before, context),
        headline=headline,
        like_for_like=like_for_like,
        percentage_points=NONE if alike is None else words.percentage_points(alike),
        rest=rest,
        common=str(change.common),
        direction=direction,
        sign=SIGNS[direction],
        scope=scope_note(parts, words),
    )


def scope_note(change: NodeChangeParts, words: Words) -> str:
    """Return a note if the printed results changed in another direction than the common items."""
    headline, alike, _ = change.parts
    if headline is None or alike is None:
        return ""
    if direction_of_difference(headline) == direction_of_difference(alike):
        return ""
    return words(N_("other items were rated too"))


def change_of_item(one: ItemChange) -> NodeChange:
    """Convert the change of a criterion that is an item into the change of a node."""
    alike = one.item_class in COMMON
    sides = [side for side in (one.before, one.after) if side is not None]
    return NodeChange(
        id=one.id,
        kind=sides[-1].kind,
        text=one.text,
        before=one.before,
        after=one.after,
        like_for_like=one.change if alike else None,
        common=int(alike),
        common_most=sides[-1].points_scored_max if alike else None,
    )


def _position_before(before: NodeScore | None, context: ReportContext) -> float | None:
    if before is None or before.share is None or context.profile is None:
        return None
    # Percentages of different bases do not belong on one scale.
    old = context.diff.before.score.profile if context.diff is not None else None
    if old is not None and old.percent_of != context.profile.percent_of:
        return None
    return float(percent_of(before.share, context.grades, context.profile.percent_of) / 100)


def direction_of(change: ItemChange) -> Direction:
    """Return the direction of an item's change; unknown if not scored alike in both years."""
    return direction_of_difference(change.change if change.item_class in COMMON else None)


def direction_of_difference(value: Fraction | None) -> Direction:
    """Return the direction of a difference."""
    if value is None:
        return "unknown"
    return "same" if value == 0 else "up" if value > 0 else "down"


def bands_of(context: ReportContext, words: Words) -> Bands | None:
    """Return the band profile of a year."""
    profile = context.profile
    if profile is None:
        return None
    percent = percent_note(profile, context.catalogue, words)
    if profile.rounding == "whole":
        percent += f" {rounding_note(words)}"
    return Bands(
        id=profile.id,
        title=clean(profile.title),
        source=clean(profile.source),
        verified=profile.verified,
        verified_note=verified_note(profile, words),
        percent_note=percent,
        lowest_area_rule=clean(profile.lowest_area),
        steps=_steps(profile, context.grades, words),
    )


def _steps(profile: BandProfile, scale: Scale, words: Words) -> tuple[BandStep, ...]:
    bottom = percent_of(Fraction(0), scale, profile.percent_of)
    edges = [Fraction(100), *edges_of(profile), bottom]
    return tuple(
        BandStep(
            name=clean(step.name),
            bounds=_bounds(profile.steps, index, whole=profile.rounding == "whole", words=words),
            edge=_edge(step, words),
            low=float(edges[index + 1] / 100),
            high=float(edges[index] / 100),
        )
        for index, step in enumerate(profile.steps)
    )


def _edge(step: Step, words: Words) -> str:
    """Return the percentage at which a band starts; empty for the lowest."""
    bound = step.above if step.above is not None else step.bound
    return "" if bound is None else f"{words.number(bound)} %"


def _bounds(steps: Sequence[Step], index: int, *, whole: bool, words: Words) -> str:
    """Return the range of percentages of a band."""
    step = steps[index]
    better = steps[index - 1] if index else None
    low = step.above if step.above is not None else step.bound
    high = None if better is None else better.above if better.above is not None else better.bound
    if low is None and high is None:
        return words(N_("any percentage"))
    args = {
        "low": words.number(low) if low is not None else "",
        "high": words.number(high) if high is not None else "",
    }
    if low is None:
        upto = better is not None and better.above is not None
        return words(N_("up to {high} %") if upto else N_("below {high} %"), **args)
    if better is None or high is None:
        return words(N_("above {low} %") if step.above is not None else N_("from {low} %"), **args)
    if better.above is not None:
        text = N_("from {low} % up to {high} %")
    elif whole and high.denominator == 1:
        args["high"] = words.number(high - 1)
        text = N_("from {low} % up to {high} %")
    else:
        text = N_("from {low} % to below {high} %")
    if step.above is not None:
        text = N_("above {low} % up to {high} %")
    return words(text, **args)
