"""Where a node stands: how its items spread, its target, the area with the lowest grade."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from qualitycli.messages import N_, NP_
from qualitycli.render.documents.matter import Matter
from qualitycli.render.documents.records.parts import (
    Distribution,
    LevelCount,
    LowestArea,
    Ref,
    StateCount,
    Target,
)
from qualitycli.render.documents.wording.figures import verdict_of
from qualitycli.render.documents.wording.words import NONE, Words, clean, label
from qualitycli.scoring.figures import STATE_WORDS
from qualitycli.scoring.score import NodeScore
from qualitycli.scoring.score import Target as ScoredTarget
from qualitycli.scoring.spread import Spread, spread_of


def distribution_of(node: NodeScore, matter: Matter, words: Words) -> Distribution:
    """Return how the items below a node spread."""
    spread = spread_of(node, matter.scale)
    names = {level.value: clean(level.name) for level in matter.scale.levels}
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
        sentence=_spread_sentence(spread, names, words),
    )


def _spread_sentence(spread: Spread, names: Mapping[int, str], words: Words) -> str:
    counts = [
        words(N_("level {level} ({name}) – {n}"), level=level, name=names[level], n=count)
        for level, count in reversed(list(spread.levels.items()))
        if count
    ]
    if spread.otherwise:
        counts.append(words(N_("by survey or points – {n}"), n=spread.otherwise))
    if not counts:
        return words(N_("No item is rated yet."))
    sentence = words(
        NP_("{n} item is rated: {counts}.", "{n} items are rated: {counts}."),
        n=sum(spread.levels.values()) + spread.otherwise,
        counts="; ".join(counts),
    )
    if spread.median is None:
        return sentence
    median = words(N_("The level in the middle is {median}."), median=words.number(spread.median))
    return f"{sentence} {median}"


def target_of(target: ScoredTarget, words: Words) -> Target:
    """Return a target, and whether it was reached."""
    node = target.node
    difference = target.difference
    args = {
        "target": words.grade(target.grade),
        "grade": words.grade(node.grade),
        "difference": words.grade(None if difference is None else abs(difference)),
    }
    if target.met is None:
        sentence = words(N_("The target is {target}; there is no grade yet."), **args)
    elif not node.complete:
        sentence = words(
            N_("The target is {target}; the grade so far is {grade}, and still incomplete."), **args
        )
    elif target.met:
        sentence = words(N_("The target of {target} is reached: the grade is {grade}."), **args)
    else:
        sentence = words(
            N_(
                "The target of {target} is not reached: the grade is {grade}, "
                "which is {difference} less."
            ),
            **args,
        )
    return Target(
        ref=Ref(node.id or "", label(node.text)),
        grade=words.grade(target.grade),
        reached=words.grade(node.grade),
        difference=words.difference(difference),
        met=target.met if node.complete else None,
        sentence=sentence,
    )


def lowest_area_of(matter: Matter, words: Words) -> LowestArea | None:
    """Return the area with the lowest grade, and what follows from its word."""
    area = matter.score.lowest_area
    if area is None:
        return None
    verdict = verdict_of(area, words)
    text = N_("The area with the lowest grade is “{area}” – {verdict}.")
    if not area.complete:
        text = N_("The area with the lowest grade so far is “{area}” – {verdict}.")
    profile = matter.profile
    means = area.complete and profile is not None and profile.lowest_area
    return LowestArea(
        ref=Ref(area.id or "", label(area.text)),
        verdict=verdict,
        provisional=not area.complete,
        sentence=words(text, area=area.text, verdict=verdict),
        meaning=clean(profile.lowest_area) if means and profile is not None else "",
    )
