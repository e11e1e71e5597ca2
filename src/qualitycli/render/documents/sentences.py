"""What the figures say, in the words of a council: the answers to three questions, and how firm."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from qualitycli.comparing.diff import NodeChange
from qualitycli.messages import N_, NP_
from qualitycli.render.documents.figures import (
    bands_of,
    lowest_area_of,
    on_scale,
    verdict_of,
)
from qualitycli.render.documents.matter import Matter
from qualitycli.render.documents.views import Answered
from qualitycli.render.documents.wording import Words, clean, label
from qualitycli.scoring.figures import grade_of
from qualitycli.scoring.robustness import Edges, Flip, Robustness
from qualitycli.scoring.score import NodeScore

# So many single changes are told one by one; the rest are counted.
_MOST_TOLD: Final = 3


def answers_of(matter: Matter, words: Words) -> tuple[Answered, ...]:
    """Return the answers to: how are we doing, how do we know, what now."""
    return (
        Answered(words(N_("How are we doing?")), tuple(_how_we_are(matter, words))),
        Answered(words(N_("How do we know?")), tuple(_how_we_know(matter, words))),
        Answered(words(N_("What now?")), tuple(_what_now(matter, words))),
    )


def _how_we_are(matter: Matter, words: Words) -> Iterator[str]:
    overall = matter.score.overall
    if overall.share is None:
        yield words(N_("Nothing is rated yet, so there is no grade."))
        return
    yield overall_sentence(overall, words)
    areas = [
        words(N_("“{area}” – {verdict}"), area=area.text, verdict=verdict_of(area, words))
        for area in overall.children
    ]
    yield words(N_("By areas: {areas}."), areas="; ".join(areas))
    if (lowest := lowest_area_of(matter, words)) is not None and len(overall.children) > 1:
        yield lowest.sentence
    if matter.diff is not None:
        yield from change_sentences(matter.diff.overall, matter, words)


def overall_sentence(overall: NodeScore, words: Words) -> str:
    """Return the whole's figures in a sentence."""
    args = {"verdict": verdict_of(overall, words), "percent": words.percent(overall.percent)}
    if overall.percent is None:
        return words(N_("The overall grade is {grade}."), grade=words.grade(overall.grade))
    if not overall.complete:
        return words(
            N_(
                "The overall figure is incomplete: {grade} ({percent}) on what is rated so far. "
                "It gets no word yet."
            ),
            grade=words.grade(overall.grade),
            **args,
        )
    sentence = words(N_("The overall grade is “{verdict}”, which is {percent}."), **args)
    if overall.borderline:
        sentence += " " + words(N_("It is on the border with another word."))
    return sentence


def change_sentences(change: NodeChange, matter: Matter, words: Words) -> Iterator[str]:
    """Yield how the whole changed: as printed, like for like, and why the two differ."""
    before = words.year(matter.year_before or "")
    if change.headline is None:
        yield words(N_("There is no figure for {year} to compare with."), year=before)
        return
    headline = on_scale(change.headline, matter.scale) or Fraction(0)
    yield words(_moved(headline), year=before, by=words.grade(abs(headline)))
    if change.like_for_like is None:
        yield words(N_("No item is rated in both years, so nothing can be compared like for like."))
        return
    alike = on_scale(change.like_for_like, matter.scale) or Fraction(0)
    yield words(
        NP_(
            "Compared like for like, on the one item rated in both years, the change is {change}.",
            "Compared like for like, on the {n} items rated in both years, the change is {change}.",
        ),
        n=change.common,
        change=words.difference(alike),
    )
    rest = on_scale(change.rest, matter.scale) or Fraction(0)
    if words.difference(rest) != words.difference(Fraction(0)):
        yield words(
            N_(
                "The remaining {rest} come from which items were rated and from changes of the "
                "framework, not from the work itself."
            ),
            rest=words.difference(rest),
        )


def _moved(headline: Fraction) -> str:
    if headline > 0:
        return N_("Since {year} the overall grade has risen by {by}.")
    if headline < 0:
        return N_("Since {year} the overall grade has fallen by {by}.")
    return N_("Since {year} the overall grade has not changed.")


def _how_we_know(matter: Matter, words: Words) -> Iterator[str]:
    yield coverage_sentence(matter.score.overall, words)
    ratings = [matter.year.ratings.get(one) for one in matter.score_items]
    sources = sum(len(one.evidence) for one in ratings if one is not None)
    with_source = sum(bool(one.evidence) for one in ratings if one is not None)
    if sources:
        yield words(
            NP_(
                "Evidence is named for {n} item.",
                "Evidence is named for {n} items, {sources} sources in all.",
            ),
            n=with_source,
            sources=sources,
        )
    surveys = [one for one in ratings if one is not None and one.answers is not None]
    if surveys:
        yield words(
            NP_(
                "One survey was held, with {people} answers.",
                "{n} surveys were held, with {people} answers in all.",
            ),
            n=len(surveys),
            people=sum(sum((one.answers or {}).values()) for one in surveys),
        )
    if times := sum(one.kind != "support" for one in matter.year.monitoring):
        yield words(
            NP_("Monitoring was carried out once.", "Monitoring was carried out {n} times."),
            n=times,
        )


def coverage_sentence(overall: NodeScore, words: Words) -> str:
    """Return how much of what applies is rated."""
    if overall.coverage is None:
        return words(N_("No item applies to the school."))
    return words(
        NP_(
            "Of {all} applicable items {n} is rated ({percent}).",
            "Of {all} applicable items {n} are rated ({percent}).",
        ),
        n=overall.scored,
        all=overall.applicable,
        percent=words.percent(100 * overall.coverage),
    )


def _what_now(matter: Matter, words: Words) -> Iterator[str]:
    yield measures_note(matter, words) or words(N_("The year's file has no measures yet."))
    if left := matter.score.states["not_rated"]:
        yield words(
            NP_("{n} item is still to be rated.", "{n} items are still to be rated."), n=left
        )


def measures_note(matter: Matter, words: Words) -> str:
    """Return how many measures there are and how they stand; nothing where there are none."""
    measures = matter.year.measures
    if not measures:
        return ""
    statuses = [one.status for one in measures]
    done = statuses.count("done")
    dropped = statuses.count("dropped")
    return words(
        NP_(
            "The school has {n} measure for the year; done: {done}, in progress or to come: {open},"
            " dropped: {dropped}.",
            "The school has {n} measures for the year; done: {done}, in progress or to come: "
            "{open}, dropped: {dropped}.",
        ),
        n=len(measures),
        done=done,
        dropped=dropped,
        open=len(measures) - done - dropped,
    )


def method_of(matter: Matter, words: Words) -> tuple[str, ...]:
    """Return how the figures come about, in half a page."""
    return tuple(_method(matter, words))


def _method(matter: Matter, words: Words) -> Iterator[str]:
    scale, bands = matter.scale, bands_of(matter, words)
    levels = [f"{one.value} – {clean(one.name)}" for one in scale.levels]
    yield words(
        N_("Each item is rated on evidence at one of these levels: {levels}."),
        levels="; ".join(levels),
    )
    yield words(
        N_(
            "The grade of an indicator, a criterion, an area and the whole is the mean of what "
            "stands right below it, from {lowest} to {highest}; so a criterion with many items "
            "weighs no more than one with few, unless the framework gives it another weight."
        ),
        lowest=scale.lowest,
        highest=scale.highest,
    )
    yield words(
        N_(
            "What does not apply to the school, what there is no evidence for and what is not "
            "rated yet are three different things; none of them counts as zero, and each is listed."
        )
    )
    yield words(
        N_(
            "A figure is complete, and gets a word, when at least {threshold} of the applicable "
            "items are rated."
        ),
        threshold=str(matter.catalogue.coverage_threshold),
    )
    if bands is None:
        yield words(
            N_("No set of words holds for {year}, so the grades stand without words."),
            year=words.year(matter.score.year),
        )
        return
    steps = [f"{one.name} – {one.bounds}" for one in bands.steps]
    yield words(
        N_("The words are by “{title}”: {steps}."), title=bands.title, steps="; ".join(steps)
    )
    yield f"{bands.percent_note} {bands.verified_note}"


def robustness_of(found: Robustness | None, words: Words) -> tuple[str, ...]:
    """Return how firm the words are, in sentences."""
    return () if found is None else tuple(_firm(found, words))


def _firm(found: Robustness, words: Words) -> Iterator[str]:
    if not found.edges:
        yield words(N_("There is no word yet whose firmness could be tried: too little is rated."))
    for edges in found.edges:
        yield _edges(edges, words)
    yield from _flips(found, words)
    for profile, verdicts in found.other_bands:
        same = all(word == node.band for node, word in verdicts)
        if verdicts and same:
            yield words(N_("By “{title}” all these words would be the same."), title=profile.title)
        for node, word in verdicts:
            if word != node.band:
                yield words(
                    N_("By “{title}” {node} would be “{word}” instead of “{band}”."),
                    title=profile.title,
                    node=named(node, words),
                    word=word,
                    band=node.band or "",
                )
    scale = found.score.catalogue.scale
    for one in found.ranges:
        yield words(
            N_(
                "If all that is not rated yet came to the lowest level, {node} would be "
                "{worst_word} ({worst}); if it came to the highest, {best_word} ({best})."
            ),
            node=named(one.node, words),
            worst=words.grade(grade_of(one.worst, scale)),
            best=words.grade(grade_of(one.best, scale)),
            worst_word=one.worst_word,
            best_word=one.best_word,
        )


def named(node: NodeScore, words: Words) -> str:
    """Return what to call a node in a sentence."""
    if node.id is None:
        return words(N_("the overall grade"))
    return words(N_("the grade of “{text}”"), text=label(node.text))


def _edges(edges: Edges, words: Words) -> str:
    above = [distance for _, distance in edges.distances if distance >= 0]
    below = [-distance for _, distance in edges.distances if distance < 0]
    args = {
        "node": named(edges.node, words),
        "percent": words.percent(edges.percent),
        "down": words.points(min(above)) if above else "",
        "up": words.points(min(below)) if below else "",
    }
    if above and below:
        return words(
            N_(
                "With {percent}, {node} is {down} points of percent above the bound of its word "
                "and {up} below that of the next better one."
            ),
            **args,
        )
    if above:
        text = N_("With {percent}, {node} is {down} points of percent above the bound of its word.")
        return words(text, **args)
    text = N_("With {percent}, {node} is {up} points of percent below the next better word.")
    return words(text, **args)


def _flips(found: Robustness, words: Words) -> Iterator[str]:
    if not found.edges:
        return
    for cause, nothing, sentence in (
        (
            "rating",
            N_("No word would change if a single rating were one level higher or lower."),
            N_("Were “{source}” rated {after} instead of {before}, {node} would be “{word}”."),
        ),
        (
            "left_out",
            N_("No word would change if any one criterion were left out."),
            N_("Without the criterion “{source}” {node} would be “{word}”."),
        ),
        (
            "weight",
            N_("No word would change if any one weight were a quarter larger or smaller."),
            N_("If “{source}” weighed {after} instead of {before}, {node} would be “{word}”."),
        ),
    ):
        flips = [flip for flip in found.flips if flip.cause == cause]
        if not flips:
            yield words(nothing)
        for flip in flips[:_MOST_TOLD]:
            yield _flip(sentence, flip, words)
        if (more := len(flips) - _MOST_TOLD) > 0:
            yield words(
                NP_("{n} more change of this kind.", "{n} more changes of this kind."), n=more
            )


def _flip(sentence: str, flip: Flip, words: Words) -> str:
    return words(
        sentence,
        source=label(flip.source.text),
        before="" if flip.before is None else words.number(flip.before),
        after="" if flip.after is None else words.number(flip.after),
        node=named(flip.node, words),
        word=flip.word,
    )
