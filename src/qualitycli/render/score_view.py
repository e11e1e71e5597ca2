"""A year's score with every figure already written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from qualitycli.messages import N_, NP_, Finished, Translator, visible
from qualitycli.render.nodes import DEPTH_OF, DEPTHS, is_within, named, notices, verdict, written
from qualitycli.render.numbers import bar, signed
from qualitycli.render.view import Column, Row, Section, View
from qualitycli.rounding import fixed
from qualitycli.scoring.figures import STATE_WORDS
from qualitycli.scoring.score import NodeScore, Score, Target, flatten


def view_of(score: Score, depth: str, translate: Translator) -> View:
    """Return the view of a score down to `depth`, one of DEPTHS."""
    most = DEPTHS.index(depth) + 1
    nodes = [score.overall, *flatten(score.overall.children)]
    title = translate(N_("Self-assessment {year}"), year=score.year)
    columns = (
        Column(translate(N_("grade")), right=True),
        Column(translate(N_("percent")), right=True),
        Column(style="cyan", spare=1),
        Column(translate(N_("in words"))),
        Column(translate(N_("coverage")), right=True, style="dim"),
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
            written(node.grade, 2, translate),
            translate.percent(fixed(node.percent, 1)) if node.percent is not None else "–",
            bar(node.share) if node.share is not None else "",
            verdict(node, translate),
            f"{node.scored}/{node.applicable}" if node.state is None else "",
        ),
        important=depth < 2,
        faint=frozenset() if node.band is not None else frozenset({3}),
    )


def _remarks(score: Score, most: int, translate: Translator) -> Iterator[str]:
    yield from _lowest_area(score, translate)
    yield from _levels(score, translate)
    yield from _targets(score.targets, translate)
    yield from _incomplete(score, most, translate)
    yield from _bands(score, translate)


def _lowest_area(score: Score, translate: Translator) -> Iterator[str]:
    if (area := score.lowest_area) is None:
        return
    text = N_("Lowest area: {id} {text} – {grade} ({verdict}).")
    if score.profile is None:
        text = N_("Lowest area: {id} {text} – {grade}.")
    elif not area.complete:
        text = N_("Lowest area so far: {id} {text} – {grade} ({verdict}).")
    yield translate(
        text,
        id=area.id,
        text=area.text,
        grade=written(area.grade, 2, translate),
        verdict=verdict(area, translate),
    )
    if area.complete and score.profile and score.profile.lowest_area:
        yield visible(score.profile.lowest_area)


def _levels(score: Score, translate: Translator) -> Iterator[str]:
    scored = score.states["scored"]
    parts = [
        translate(NP_("level {level} – {n} item", "level {level} – {n} items"), level=level, n=n)
        for level, n in reversed(list(score.levels.items()))
    ]
    if other := scored - sum(score.levels.values()):
        parts.append(translate(N_("by survey or points – {n}"), n=other))
    yield translate(N_("Scored: {parts}."), parts=Finished(*parts))
    left = [
        f"{translate(STATE_WORDS[state])} – {n}"
        for state, n in score.states.items()
        if state != "scored" and n
    ]
    if left:
        yield translate(N_("Left out of the figures: {parts}."), parts=Finished(*left))


def _targets(targets: Sequence[Target], translate: Translator) -> Iterator[str]:
    for target in targets:
        if target.difference is None:
            text = N_("Target {id} {target}: no grade yet.")
        elif not target.node.complete:
            text = N_("Target {id} {target}: {grade} so far ({difference}), still incomplete.")
        elif target.met:
            text = N_("Target {id} {target}: met with {grade} ({difference}).")
        else:
            text = N_("Target {id} {target}: missed with {grade} ({difference}).")
        yield translate(
            text,
            id=target.node.id,
            target=written(target.grade, 2, translate),
            grade=written(target.node.grade, 2, translate),
            difference=translate.decimal(signed(target.difference or Fraction(0), 2)),
        )


def _incomplete(score: Score, most: int, translate: Translator) -> Iterator[str]:
    nodes = [score.overall, *flatten(score.overall.children)]
    shown = [node for node in nodes if DEPTH_OF[node.kind] <= most and node.state is None]
    if any(node.applicable and not node.complete for node in shown):
        yield translate(
            N_("Incomplete: less than {threshold} of the items are scored, so there is no word."),
            threshold=str(score.catalogue.coverage_threshold),
        )


def _bands(score: Score, translate: Translator) -> Iterator[str]:
    profile = score.profile
    if profile is None:
        yield translate(
            N_("No band profile holds in {year}, so there are no words."), year=score.year
        )
        return
    if score.chosen:
        text = N_("What if: words by “{title}”, which is not the band profile of this year.")
    else:
        text = N_("Words by “{title}”.")
    sentence = translate(text, title=profile.title)
    if profile.percent_of == "range":
        sentence += " " + translate(N_("The percentage is 100 × share."))
    else:
        highest = score.catalogue.scale.highest
        sentence += " " + translate(
            N_("The percentage is 100 × grade / {highest}."), highest=highest
        )
    if not profile.verified:
        sentence += " " + translate(N_("Its bounds are not verified against an official text."))
    yield sentence
