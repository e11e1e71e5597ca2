"""The results in sentences for a council: the answers to three questions, and the method."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from qualitycli.comparing.diff import NodeChange
from qualitycli.messages import N_, NP_
from qualitycli.render.documents.context import ReportContext
from qualitycli.render.documents.records.views import Answered
from qualitycli.render.documents.wording.figures import bands_of
from qualitycli.render.documents.wording.node_summary import lowest_area_of
from qualitycli.render.documents.wording.words import Words, clean
from qualitycli.render.score_text import (
    bands_note,
    borderline_note,
    no_bands_note,
    nothing_applies,
    nothing_rated,
    verdict_of,
)
from qualitycli.scoring.figures import in_grades
from qualitycli.scoring.score import NodeScore


def answers_of(context: ReportContext, words: Words) -> tuple[Answered, ...]:
    """Return the answers to: how are we doing, how do we know, what now."""
    return (
        Answered(words(N_("How are we doing?")), tuple(_how_we_are(context, words))),
        Answered(words(N_("How do we know?")), tuple(_how_we_know(context, words))),
        Answered(words(N_("What now?")), tuple(_what_now(context, words))),
    )


def _how_we_are(context: ReportContext, words: Words) -> Iterator[str]:
    overall = context.score.overall
    if overall.share is None:
        yield nothing_rated(words)
        return
    yield overall_sentence(overall, words)
    areas = [
        words(N_("“{area}” – {verdict}"), area=area.text, verdict=verdict_of(area, words))
        for area in overall.children
    ]
    yield words(N_("By area: {areas}."), areas="; ".join(areas))
    if (lowest := lowest_area_of(context, words)) is not None and len(overall.children) > 1:
        yield lowest.sentence
    if context.diff is not None:
        yield from change_sentences(context.diff.overall, context, words)


def overall_sentence(overall: NodeScore, words: Words) -> str:
    """Return a sentence with the overall grade."""
    args = {"verdict": verdict_of(overall, words), "percent": words.percent(overall.percent)}
    if overall.percent is None:
        text = N_("The overall grade is {grade}.")
        if not overall.complete:
            text = N_("The overall grade is incomplete: {grade} on the items rated so far.")
        return words(text, grade=words.grade(overall.grade))
    if not overall.complete:
        return words(
            N_(
                "The overall grade is incomplete: {grade} ({percent}) on the items rated so "
                "far. There is no band yet."
            ),
            grade=words.grade(overall.grade),
            **args,
        )
    sentence = words(N_("The overall grade is “{verdict}”, which is {percent}."), **args)
    if overall.borderline:
        sentence += f" {borderline_note(words)}"
    return sentence


def change_sentences(change: NodeChange, context: ReportContext, words: Words) -> Iterator[str]:
    """Yield the change of the overall grade: as printed, like for like, and why the two differ."""
    before = words.year(context.year_before or "")
    if change.headline is None:
        yield words(N_("There is no grade for {year} to compare with."), year=before)
        return
    headline = in_grades(change.headline, context.scale) or Fraction(0)
    by = words.grade(abs(headline))
    if headline and by == words.grade(Fraction(0)):
        yield words(N_("Since {year} the overall grade has hardly changed."), year=before)
    else:
        yield words(_moved(headline), year=before, by=by)
    if change.like_for_like is None:
        yield words(N_("No item is rated in both years, so nothing can be compared like for like."))
        return
    alike = in_grades(change.like_for_like, context.scale) or Fraction(0)
    yield words(
        NP_(
            "Compared like for like, on the one item rated in both years, the change is {change}.",
            "Compared like for like, on the {n} items rated in both years, the change is {change}.",
        ),
        n=change.common,
        change=words.difference(alike),
    )
    rest = in_grades(change.rest, context.scale) or Fraction(0)
    if words.difference(rest) != words.difference(Fraction(0)):
        yield words(
            N_(
                "The remaining {rest} comes from which items were rated and from changes to "
                "the framework, not from the work itself."
            ),
            rest=words.difference(rest),
        )


def _moved(headline: Fraction) -> str:
    if headline > 0:
        return N_("Since {year} the overall grade has risen by {by}.")
    if headline < 0:
        return N_("Since {year} the overall grade has fallen by {by}.")
    return N_("Since {year} the overall grade has not changed.")


def _how_we_know(context: ReportContext, words: Words) -> Iterator[str]:
    yield coverage_sentence(context.score.overall, words)
    ratings = [context.year.ratings.get(one) for one in context.score_items]
    sources = sum(len(one.evidence) for one in ratings if one is not None)
    with_source = sum(bool(one.evidence) for one in ratings if one is not None)
    if sources:
        yield words(
            NP_(
                "Evidence is given for {n} item.",
                "Evidence is given for {n} items, {sources} sources in all.",
            ),
            n=with_source,
            sources=sources,
        )
    surveys = [one for one in ratings if one is not None and one.answers is not None]
    if surveys:
        yield words(
            NP_(
                "One survey was conducted, with {people} answers.",
                "{n} surveys were conducted, with {people} answers in all.",
            ),
            n=len(surveys),
            people=sum(sum((one.answers or {}).values()) for one in surveys),
        )
    if times := sum(one.kind != "support" for one in context.year.monitoring):
        yield words(
            NP_("Monitoring was carried out once.", "Monitoring was carried out {n} times."),
            n=times,
        )


def coverage_sentence(overall: NodeScore, words: Words) -> str:
    """Return a sentence on coverage."""
    if overall.coverage is None:
        return nothing_applies(words)
    return words(
        NP_(
            "{n} of {all} applicable items is rated ({percent}).",
            "{n} of {all} applicable items are rated ({percent}).",
        ),
        n=overall.scored,
        all=overall.applicable,
        percent=words.percent(100 * overall.coverage),
    )


def _what_now(context: ReportContext, words: Words) -> Iterator[str]:
    yield measures_note(context, words) or words(N_("There are no measures for this year yet."))
    if left := context.score.states["not_rated"]:
        yield words(
            NP_("{n} item is still to be rated.", "{n} items are still to be rated."), n=left
        )


def measures_note(context: ReportContext, words: Words) -> str:
    """Return the number of measures by status; empty if there are none."""
    measures = context.year.measures
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


def method_of(context: ReportContext, words: Words) -> tuple[str, ...]:
    """Return how the grades are calculated, in half a page."""
    return tuple(_method(context, words))


def _method(context: ReportContext, words: Words) -> Iterator[str]:
    scale, bands = context.scale, bands_of(context, words)
    levels = [f"{one.value} – {clean(one.name)}" for one in scale.levels]
    yield words(
        N_("Each item is rated, on the basis of evidence, at one of these levels: {levels}."),
        levels="; ".join(levels),
    )
    yield words(
        N_(
            "The overall grade and the grades of areas, criteria and indicators are each "
            "the mean of the grades one step below, from {lowest} to {highest}. So a "
            "criterion with many items has the same weight as one with few, unless the "
            "framework gives it another weight."
        ),
        lowest=scale.lowest,
        highest=scale.highest,
    )
    yield words(
        N_(
            "“Not applicable”, “no evidence” and “not rated” are three different states. "
            "None of them counts as zero, and all these items are listed."
        )
    )
    yield words(
        N_(
            "A grade is complete, and gets a band, when at least {threshold} of the "
            "applicable items are rated."
        ),
        threshold=str(context.catalogue.coverage_threshold),
    )
    year = words.year(context.score.year)
    if bands is None:
        yield no_bands_note(year, words)
        return
    steps = "; ".join(f"{one.name} – {one.bounds}" for one in bands.steps)
    bounds = words(N_("The bands are: {steps}."), steps=steps)
    yield f"{bands_note(year, bands.title, words)} {bounds}"
    yield f"{bands.percent_note} {bands.verified_note}"
