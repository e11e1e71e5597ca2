"""A year's score, with every figure as text."""

from __future__ import annotations

from collections.abc import Iterator

from qualitycli.messages import N_, Finished, Translator, visible
from qualitycli.model.period_texts import SELF_ASSESSMENT, printed_period
from qualitycli.render.nodes import DEPTH_OF, DEPTHS, is_within, named, notices, verdict, written
from qualitycli.render.numbers import bar
from qualitycli.render.results import (
    brackets_note,
    measured_text,
    points_and_all,
    result_heading,
    target_sentence,
)
from qualitycli.render.score_text import (
    bands_note,
    incomplete_note,
    lowest_areas_sentence,
    no_bands_note,
    percent_note,
    spread_sentence,
    verdict_of,
    verified_note,
)
from qualitycli.render.view import Column, Row, Section, View
from qualitycli.rounding import fixed
from qualitycli.scoring.figures import STATE_WORDS
from qualitycli.scoring.node_score import NodeScore
from qualitycli.scoring.score import Score, flatten
from qualitycli.scoring.spread import spread_of


def view_of(score: Score, depth: str, translate: Translator) -> View:
    """Return the view of a score down to `depth`, one of DEPTHS."""
    most = DEPTHS.index(depth) + 1
    nodes = shown_nodes(score)
    title = translate(SELF_ASSESSMENT.of(score.year), year=printed_period(score.year))
    heading = result_heading(score.catalogue)
    columns = (
        Column(translate(heading) if heading else "", right=True),
        Column(translate(N_("Percent")), right=True),
        Column(style="cyan", spare=1),
        Column(translate(N_("Band"))),
        Column(translate(N_("Coverage")), right=True, style="dim"),
    )
    rows = (_row(node, translate) for node in nodes if is_within(node.kind, most))
    return View(
        title=f"{title} · {visible(score.institution)}" if score.institution else title,
        notices=tuple(notices(score, translate)),
        sections=(Section(columns, tuple(rows)),),
        remarks=tuple(_remarks(score, most, translate)),
    )


def _row(node: NodeScore, translate: Translator) -> Row:
    depth = DEPTH_OF[node.kind]
    return Row(
        name=named(node.id, node.kind, translate),
        text=visible(node.text),
        cells=(
            _result(node, translate),
            translate.percent(fixed(node.percent, 1)) if node.percent is not None else "–",
            bar(node.percent / 100) if node.percent is not None else "",
            verdict(node, translate),
            f"{node.scored}/{node.applicable}" if node.state is None else "",
        ),
        important=depth < 2,
        tones={} if node.band is not None else {3: "faint"},
    )


def shown_nodes(score: Score) -> list[NodeScore]:
    """Return the root, unless the framework has no overall score, and all nodes below it."""
    return flatten([score.overall] if score.has_overall else score.overall.children)


def _result(node: NodeScore, translate: Translator) -> str:
    """Return a node's grade or points; in brackets, the most of all applicable items, if more.

    A percentage has its own column.
    """
    if node.grade is not None:
        return written(node.grade, 2, translate)
    points = points_and_all(node, translate)
    if points is None:
        return measured_text(node, translate) or ("–" if node.share is None else "")
    return points


def _remarks(score: Score, most: int, translate: Translator) -> Iterator[str]:
    if any(one.points_max != one.points_scored_max for one in flatten(score.overall.children)):
        yield brackets_note(translate)
    yield from _lowest_area(score, translate)
    yield from _levels(score, translate)
    for target in score.targets:
        yield f"{target.node.id}: {target_sentence(target, translate)}"
    yield from _incomplete(score, most, translate)
    yield from _bands(score, translate)


def _lowest_area(score: Score, translate: Translator) -> Iterator[str]:
    if not (areas := score.lowest_areas):
        return
    described = [(f"{one.id} {one.text}", verdict_of(one, translate)) for one in areas]
    yield lowest_areas_sentence(areas, described, translate)
    if score.lowest_area_meaning:
        yield visible(score.lowest_area_meaning)


def _levels(score: Score, translate: Translator) -> Iterator[str]:
    scale = score.catalogue.scale
    yield spread_sentence(spread_of(score.overall, scale), scale, translate)
    left = [
        f"{translate(STATE_WORDS[state])} – {n}"
        for state, n in score.states.items()
        if state != "scored" and n
    ]
    if left:
        yield translate(N_("Not included in the score: {parts}."), parts=Finished(*left))


def _incomplete(score: Score, most: int, translate: Translator) -> Iterator[str]:
    for node in shown_nodes(score):
        shown = DEPTH_OF[node.kind] <= most and node.state is None
        if shown and node.applicable and not node.complete:
            # Only the uppermost node gets the note.
            yield incomplete_note(node, score.catalogue.coverage_threshold, translate)
            return


def _bands(score: Score, translate: Translator) -> Iterator[str]:
    profile = score.profile
    if profile is None:
        yield no_bands_note(printed_period(score.year), translate)
        return
    if score.chosen:
        text = N_("What if: bands by “{title}”, which is not the band profile of this year.")
        parts = [translate(text, title=profile.title)]
    else:
        parts = [bands_note(printed_period(score.year), profile.title, translate)]
    parts.append(percent_note(profile, score.catalogue, translate))
    if not profile.verified:
        parts.append(verified_note(profile, translate))
    yield " ".join(parts)
