"""The results in sentences for a council: the answers to three questions, and the method."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from qualitycli.comparing.diff import NodeChange
from qualitycli.messages import N_, NP_, Finished, Plural
from qualitycli.model.assessment import InstitutionKind
from qualitycli.model.framework import Scale
from qualitycli.model.tree import Item
from qualitycli.render.comparison_text import ResultUnit
from qualitycli.render.documents.context import ReportContext
from qualitycli.render.documents.records.views import Answered
from qualitycli.render.documents.wording.figures import bands_of
from qualitycli.render.documents.wording.node_summary import lowest_area_of
from qualitycli.render.documents.wording.results import levels_in_use, verdict_in_full
from qualitycli.render.documents.wording.words import Words, clean
from qualitycli.render.results import percent_text, points_of_most, shortest
from qualitycli.render.score_text import (
    bands_note,
    borderline_note,
    no_bands_note,
    nothing_applies,
    nothing_rated,
    verdict_of,
)
from qualitycli.rounding import MINUS
from qualitycli.scoring.figures import points_said
from qualitycli.scoring.node_score import NodeScore
from qualitycli.scoring.spread import items_below
from qualitycli.tracking.gauges import is_missed


def answers_of(context: ReportContext, words: Words) -> tuple[Answered, ...]:
    """Return the report's main points: the results, their sources, and the next steps."""
    return (
        Answered(words(N_("Summary of results")), tuple(_how_we_are(context, words))),
        Answered(words(N_("Basis and sources")), tuple(_how_we_know(context, words))),
        Answered(words(N_("Next steps")), tuple(_what_now(context, words))),
    )


def answers_for_parents(context: ReportContext, words: Words) -> tuple[Answered, ...]:
    """Return the answers to three questions: how are we doing, how do we know, what now."""
    overall = context.score.overall
    rated = words(
        NP_("{n} of {all} items is rated.", "{n} of {all} items are rated."),
        n=overall.scored,
        all=overall.applicable,
    )
    known = (rated, *_sources(context, words)) if overall.applicable else ()
    return (
        Answered(words(N_("How are we doing?")), tuple(_how_we_are(context, words))),
        Answered(words(N_("How do we know?")), known),
        Answered(words(N_("What now?")), (_measures_or_none(context, words),)),
    )


def _how_we_are(context: ReportContext, words: Words) -> Iterator[str]:
    overall = context.score.overall
    if not overall.scored or (overall.share is None and context.score.has_overall):
        yield nothing_rated(words)
        return
    if context.score.has_overall:
        yield overall_sentence(overall, words)
    areas = [
        words(
            N_("“{area}” – {verdict}"),
            area=area.text,
            verdict=Finished(verdict_in_full(area, context.scale, words)),
        )
        for area in overall.children
    ]
    text = N_("By area: {areas}.") if context.grades else N_("Results by area: {areas}.")
    yield words(text, areas="; ".join(areas))
    if (lowest := lowest_area_of(context, words)) is not None and len(overall.children) > 1:
        yield lowest.sentence
    if context.diff is not None and context.diff.has_overall:
        yield from change_sentences(context.diff.overall, context, words)


def overall_sentence(overall: NodeScore, words: Words) -> str:
    """Return a sentence with the overall grade or result."""
    if overall.grade is None:
        return _overall_result(overall, words)
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


def _overall_result(overall: NodeScore, words: Words) -> str:
    """Return a sentence with the overall result if it is not a grade."""
    result = Finished(result_sentence_part(overall, words))
    if not overall.complete:
        text = N_("The overall result is incomplete: {result} on the items rated so far.")
    elif overall.band is None:
        text = N_("The overall result is {result}.")
    else:
        text = N_("The overall result is {result}, which is “{band}”.")
    sentences = [words(text, result=result, band=overall.band or "")]
    if overall.points is not None and overall.points_max != overall.points_scored_max:
        most = overall.points_max or Fraction(0)
        said = points_said(shortest(most), one=most == 1)
        sentences.append(words(N_("All applicable items could earn {points}."), points=said))
    if overall.borderline:
        sentences.append(borderline_note(words))
    return " ".join(sentences)


def result_sentence_part(node: NodeScore, words: Words) -> str:
    """Return a result that is not a grade, for a sentence: “11.25 of 16 points (70.3%)”."""
    percent = percent_text(100 * (node.share or Fraction(0)), words)
    points = points_of_most(node, words)
    if points is None:
        return percent
    said = points_said(points, one=node.points_scored_max == 1)
    return words(N_("{points} ({percent})"), points=said, percent=Finished(percent))


def change_sentences(
    change: NodeChange, context: ReportContext, words: Words, *, plain: bool = False
) -> Iterator[str]:
    """Yield the like-for-like change of the overall result.

    :param plain: whether to add the difference of the printed results, and why the two differ.
    """
    texts = _OF_GRADES if context.grades else _OF_RESULTS
    before = words.year(context.year_before or "")
    if change.headline is None:
        now = change.after is None or change.after.share is None
        text = texts.nothing_now if now else texts.nothing_before
        yield words(text, year=words.year(context.score.year) if now else before)
        return
    found = context.change_parts(change)
    headline, like_for_like, rest = (
        _amount(own, percent, found.unit, words)
        for own, percent in zip(found.parts, found.percent, strict=True)
    )
    if plain and headline is not None:
        value = found.parts.headline
        text = texts.hardly if change.headline else texts.unchanged
        if value:
            text = texts.risen if value > 0 else texts.fallen
        yield words(text, year=before, by=Finished(headline.lstrip(f"+{MINUS}")))
    if like_for_like is None:
        yield words(N_("No item is rated in both years, so nothing can be compared like for like."))
        return
    yield words(texts.alike, n=change.common, year=before, change=Finished(like_for_like))
    if plain and rest is not None and found.parts.rest:
        yield words(
            N_(
                "The remaining change of {rest} comes from which items were rated and from "
                "changes to the framework, not from the work itself."
            ),
            rest=Finished(rest),
        )


def _amount(
    own: Fraction | None, percent: Fraction | None, unit: ResultUnit, words: Words
) -> str | None:
    """Return a change with its sign and, unless it is of grades, its unit."""
    if own is None or percent is None:
        return None
    if unit == "grade":
        return words.difference(own)
    in_percent = words(N_("{n} percentage points"), n=words.number_of_change(percent))
    if unit == "percent":
        return in_percent
    # The sign of the percentage is that of the points, and would be read twice.
    return f"{words.difference_of_points(own)} ({in_percent.lstrip(f'+{MINUS}')})"


class _ChangeTexts(NamedTuple):
    """The sentences on how the overall result changed."""

    nothing_before: str
    nothing_now: str
    risen: str
    fallen: str
    unchanged: str
    hardly: str
    alike: Plural


_OF_GRADES: Final = _ChangeTexts(
    nothing_before=N_("There is no grade for {year} to compare with."),
    nothing_now=N_("There is no grade for {year} yet, so nothing can be compared."),
    risen=N_("Since {year} the overall grade has risen by {by}."),
    fallen=N_("Since {year} the overall grade has fallen by {by}."),
    unchanged=N_("Since {year} the overall grade has not changed."),
    hardly=N_("Since {year} the overall grade has hardly changed."),
    alike=NP_(
        "The like-for-like change of the overall grade since {year} is {change}, on the one item "
        "rated in both years.",
        "The like-for-like change of the overall grade since {year} is {change}, on the {n} items "
        "rated in both years.",
    ),
)
_OF_RESULTS: Final = _ChangeTexts(
    nothing_before=N_("There is no overall result for {year} to compare with."),
    nothing_now=N_("There is no overall result for {year} yet, so nothing can be compared."),
    risen=N_("Since {year} the overall result has risen by {by}."),
    fallen=N_("Since {year} the overall result has fallen by {by}."),
    unchanged=N_("Since {year} the overall result has not changed."),
    hardly=N_("Since {year} the overall result has hardly changed."),
    alike=NP_(
        "The like-for-like change of the overall result since {year} is {change}, on the one item "
        "rated in both years.",
        "The like-for-like change of the overall result since {year} is {change}, on the {n} items "
        "rated in both years.",
    ),
)


def _how_we_know(context: ReportContext, words: Words) -> Iterator[str]:
    yield coverage_sentence(context.score.overall, context.institution, words)
    rated = [one for one in items_below(context.score.overall) if one.state == "scored"]
    found = [len(one.rating.evidence) for one in rated if one.rating is not None]
    if sources := sum(found):
        yield words(
            N_("Evidence is recorded for {n} of the {all} rated items: {sources}."),
            n=sum(map(bool, found)),
            all=len(rated),
            sources=Finished(words(NP_("{n} source in all", "{n} sources in all"), n=sources)),
        )
    yield from _sources(context, words)


def _sources(context: ReportContext, words: Words) -> Iterator[str]:
    """Yield how many surveys and monitorings there were."""
    ratings = [context.year.ratings.get(one) for one in context.score_items]
    surveys = [one for one in ratings if one is not None and (one.answers or one.mean) is not None]
    if surveys:
        yield words(
            NP_(
                "One survey was conducted, with {people} answers.",
                "{n} surveys were conducted, with {people} answers in all.",
            ),
            n=len(surveys),
            people=sum(sum((one.answers or {}).values()) or one.answered or 0 for one in surveys),
        )
    if times := sum(one.kind != "support" for one in context.year.monitoring):
        yield words(
            NP_("Monitoring was carried out once.", "Monitoring was carried out {n} times."),
            n=times,
        )


def coverage_sentence(overall: NodeScore, kind: InstitutionKind, words: Words) -> str:
    """Return a sentence on coverage."""
    if overall.coverage is None:
        return nothing_applies(words, kind)
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
    yield _measures_or_none(context, words)
    if left := context.score.states["not_rated"]:
        yield words(
            NP_("{n} item is still to be rated.", "{n} items are still to be rated."), n=left
        )


def _measures_or_none(context: ReportContext, words: Words) -> str:
    none = N_("There are no measures for this year yet.")
    return measures_note(context, words) or words(none)


def measures_note(context: ReportContext, words: Words) -> str:
    """Return the number of measures by status; empty if there are none."""
    measures = context.year.measures
    if not measures:
        return ""
    statuses = [one.status for one in measures]
    done = statuses.count("done")
    dropped = statuses.count("dropped")
    missed = sum(one.status == "done" and is_missed(one) for one in measures)
    note = words(
        NP_(
            "There is {n} measure for the year; done: {done}, in progress or to come: {open}, "
            "dropped: {dropped}.",
            "There are {n} measures for the year; done: {done}, in progress or to come: {open}, "
            "dropped: {dropped}.",
        ),
        n=len(measures),
        done=done,
        dropped=dropped,
        open=len(measures) - done - dropped,
    )
    if not missed:
        return note
    text = NP_(
        "{n} of the measures done did not reach its target.",
        "{n} of the measures done did not reach their targets.",
    )
    return f"{note} {words(text, n=missed)}"


def method_of(context: ReportContext, words: Words) -> tuple[str, ...]:
    """Return a description of how the results are calculated, half a page long."""
    return tuple(_method(context, words))


def _method(context: ReportContext, words: Words) -> Iterator[str]:
    bands, score = bands_of(context, words), context.score
    items = [one.item for one in items_below(score.overall) if one.item is not None]
    if score.catalogue.method == "points":
        yield from _by_points(context, items, words)
    else:
        yield from _by_means(context, words)
    if any(one.state == "information" for one in items_below(score.overall)):
        yield words(
            N_("Values for information are shown and compared; they do not count in any result.")
        )
    states = N_(
        "“Not applicable”, “no evidence” and “not rated” are three different states. "
        "None of them counts as zero, and all these items are listed."
    )
    if score.catalogue.method == "points":
        states = N_(
            "“Not applicable”, “no evidence” and “not rated” are three different states. "
            "None of them counts as zero: such items leave both sums, and all of them are listed."
        )
    yield words(states)
    text = N_(
        "A grade is complete, and gets a band, when at least {threshold} of the "
        "applicable items are rated."
    )
    if not context.grades:
        text = N_(
            "A result is complete, and gets a band, when at least {threshold} of the "
            "applicable items are rated."
        )
        if bands is None:
            text = N_(
                "A result is complete when at least {threshold} of the applicable items are rated."
            )
    yield words(text, threshold=str(context.catalogue.coverage_threshold))
    year = words.year(context.score.year)
    if bands is None:
        yield no_bands_note(year, words)
        return
    steps = "; ".join(f"{one.name} – {one.bounds}" for one in bands.steps)
    bounds = words(N_("The bands are: {steps}."), steps=steps)
    yield f"{bands_note(year, bands.title, words)} {bounds}"
    yield bands.percent_note


def _by_means(context: ReportContext, words: Words) -> Iterator[str]:
    scale = context.grades
    if not scale:
        yield words(
            N_(
                "The result of each item is the part of its maximum that it has reached, as a "
                "percentage."
            )
        )
        text = N_(
            "The overall result and the results of areas, criteria and indicators are each "
            "the mean of the percentages one step below."
        )
        if not context.score.has_overall:
            text = N_(
                "The results of areas, criteria and indicators are each the mean of the "
                "percentages one step below."
            )
        yield words(text)
        return
    yield words(
        N_("Each item is rated at one of these levels: {levels}."),
        levels=_levels(scale),
    )
    text = N_(
        "The overall grade and the grades of areas, criteria and indicators are each "
        "the mean of the grades one step below, from {lowest} to {highest}. So a "
        "criterion with many items has the same weight as one with few, unless the "
        "framework gives it another weight."
    )
    if not context.score.has_overall:
        text = N_(
            "The grades of areas, criteria and indicators are each the mean of the grades one "
            "step below, from {lowest} to {highest}. So a criterion with many items has the same "
            "weight as one with few, unless the framework gives it another weight. There is no "
            "overall grade."
        )
    yield words(text, lowest=scale.lowest, highest=scale.highest)


def _levels(scale: Scale) -> str:
    return "; ".join(f"{one.value} – {clean(one.name)}" for one in scale.levels)


def _by_points(context: ReportContext, items: Sequence[Item], words: Words) -> Iterator[str]:
    yield words(N_("Each item earns points up to its maximum."))
    if levels_in_use(items):
        yield words(
            N_(
                "An item rated by level earns a part of its maximum: nothing at the lowest level, "
                "all of it at the highest. The levels are: {levels}."
            ),
            levels=_levels(context.scale),
        )
    if any(one.is_measured and one.is_given_points for one in items):
        yield words(
            N_(
                "Where a percentage or a value is stated, the points follow from the points scale "
                "of the item."
            )
        )
    if any(one.rated_by == "survey" for one in items):
        yield words(
            N_(
                "The better the answers to a survey, the more of its maximum it earns. Answers "
                "that do not count are shown but not included."
            )
        )
    text = N_(
        "The overall result and the results of areas, criteria and indicators are each the sum of "
        "the points that their items have earned, compared with the sum of the maxima of the same "
        "items. So an item with a higher maximum counts more."
    )
    if not context.score.has_overall:
        text = N_(
            "The results of areas, criteria and indicators are each the sum of the points that "
            "their items have earned, compared with the sum of the maxima of the same items. So "
            "an item with a higher maximum counts more."
        )
    yield words(text)
