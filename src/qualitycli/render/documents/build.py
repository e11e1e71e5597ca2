"""From finished values to the view of each kind of document. Nothing is reckoned here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from qualitycli.messages import N_, NP_, Translator
from qualitycli.render.documents.charting import charts_of, trend_of
from qualitycli.render.documents.comparison import comparison_of
from qualitycli.render.documents.cycle import (
    activities_of,
    analysis_of,
    commissions_of,
    decision_name,
    decisions_of,
    goals_of,
    measures_of,
    monitoring_of,
    quality_officer_of,
)
from qualitycli.render.documents.figures import (
    change_of,
    distribution_of,
    figures_of,
    lowest_area_of,
    target_of,
)
from qualitycli.render.documents.head import head_of
from qualitycli.render.documents.matter import Matter
from qualitycli.render.documents.paper import next_numeral, parts_of
from qualitycli.render.documents.parts import ItemView, LeftOut, Measure, Ref, Signer
from qualitycli.render.documents.sentences import (
    answers_of,
    measures_note,
    method_of,
    robustness_of,
)
from qualitycli.render.documents.tree import areas_of, item_of
from qualitycli.render.documents.views import (
    Acquainted,
    Form,
    Kind,
    Measures,
    Plan,
    SelfAssessment,
    Summary,
    SurveyOf,
    View,
)
from qualitycli.render.documents.wording import STATES, Words, clean, ended, label
from qualitycli.scoring.figures import State
from qualitycli.scoring.spread import items_below

# So many measures stand in a summary of two pages.
_MOST_MEASURES: Final = 5
# So many empty lines a sheet of signatures has where no names are known.
_EMPTY_ROWS: Final = 25
_LEFT_OUT: Final[dict[State, str]] = {
    "not_rated": N_("These items are not rated yet; they are left out of the figures."),
    "no_evidence": N_(
        "For these items there is no evidence to judge by; they lower the coverage, not the grade."
    ),
    "not_applicable": N_("These items do not apply to the school; they count nowhere."),
}


def self_assessment_of(matter: Matter, words: Words) -> SelfAssessment:
    """Return the report of the self-assessment."""
    areas = areas_of(matter, words)
    overall = matter.score.overall
    return SelfAssessment(
        head=head_of("self-assessment", matter, words),
        answers=answers_of(matter, words),
        figures=figures_of(overall, matter, words),
        change=change_of(None, matter, words),
        areas=areas,
        lowest=lowest_area_of(matter, words),
        distribution=distribution_of(overall, matter, words),
        targets=tuple(target_of(one, words) for one in matter.score.targets),
        method=method_of(matter, words),
        analysis=analysis_of(matter, words),
        surveys=tuple(_surveys(matter, words)),
        left_out=tuple(_left_out(matter, words)),
        comparison=comparison_of(matter, words),
        trend=trend_of(matter, words),
        robustness=robustness_of(matter.robustness, words),
        goals=goals_of(matter, words),
        measures=measures_of(matter, words),
        measures_note=measures_note(matter, words),
        monitoring=monitoring_of(matter, words),
        commissions=commissions_of(matter, words),
        quality_officer=quality_officer_of(matter, words),
        decisions=decisions_of(matter, words),
        charts=charts_of(matter, areas, words),
    )


def _items(matter: Matter, words: Words) -> Iterator[ItemView]:
    return (item_of(one, matter, words) for one in items_below(matter.score.overall))


def _surveys(matter: Matter, words: Words) -> Iterator[SurveyOf]:
    for one in _items(matter, words):
        if one.survey is not None:
            yield SurveyOf(Ref(one.id, label(one.text)), one.grade, one.survey)


def _left_out(matter: Matter, words: Words) -> Iterator[LeftOut]:
    items = list(_items(matter, words))
    for state, sentence in _LEFT_OUT.items():
        found = tuple(one for one in items if one.state == state)
        if found:
            yield LeftOut(state, words(STATES[state]), words(sentence), found)


def measures_paper_of(matter: Matter, words: Words) -> Measures:
    """Return the paper „Мерки за повишаване качеството на образованието“."""
    parts = parts_of(matter, words)
    year = matter.year
    adopting = {one.adopted_by for one in year.measures}
    adopted = [one for one in year.decisions if one.id in adopting and one.kind == "protocol"]
    strategy = year.strategy
    return Measures(
        head=head_of("measures", matter, words),
        approval=words(
            N_("Adopted by the pedagogical council with {decisions}."),
            decisions=words.listed(decision_name(one, words) for one in adopted),
        )
        if adopted
        else "",
        parts=parts,
        criteria_number=next_numeral(parts, 1),
        areas=areas_of(matter, words),
        measures_number=next_numeral(parts, 2),
        measures_title=words(N_("Measures for {year}"), year=words.year(year.year)),
        measures=measures_of(matter, words),
        measures_note=measures_note(matter, words),
        strategy=words(N_("The goals follow the “{title}”."), title=strategy.title)
        if strategy
        else "",
        policy=clean(year.policy),
        rules=tuple(_rules(matter, words)),
        goals=goals_of(matter, words),
        key_factors=tuple(clean(one.text) for one in year.key_factors),
        quality_officer=quality_officer_of(matter, words),
        commissions=commissions_of(matter, words),
        decisions=decisions_of(matter, words),
    )


def _rules(matter: Matter, words: Words) -> Iterator[str]:
    rules = matter.year.rules
    if rules is None:
        return
    adopted = next((one for one in matter.year.decisions if one.id == rules.adopted_by), None)
    parts = [words(N_("The rules in force are version {version}"), version=rules.version)]
    if rules.part_of:
        parts.append(words(N_("part of: {document}"), document=rules.part_of))
    if rules.in_force_from:
        parts.append(words(N_("in force from {date}"), date=rules.in_force_from))
    if adopted is not None:
        parts.append(words(N_("adopted with {decision}"), decision=decision_name(adopted, words)))
    yield ended("; ".join(parts))
    for one in rules.amendments:
        day = words.day(one.date)
        head = words(N_("Version {version}"), version=one.version)
        text = f"{head} ({day})" if day else head
        yield f"{text}: {clean(one.text)}" if one.text else ended(text)


def plan_of(matter: Matter, words: Words) -> Plan:
    """Return the year's schedule and the measures' progress."""
    measures = measures_of(matter, words)
    activities = activities_of(matter, words)
    return Plan(
        head=head_of("plan", matter, words),
        summary=tuple(_progress(matter, measures, [one.timing for one in activities], words)),
        goals=goals_of(matter, words),
        activities=activities,
        planned=tuple(one for one in measures if one.kind == "planned"),
        corrective=tuple(one for one in measures if one.kind == "corrective"),
        commissions=commissions_of(matter, words),
        decisions=decisions_of(matter, words),
    )


def _progress(
    matter: Matter, measures: tuple[Measure, ...], timings: list[str], words: Words
) -> Iterator[str]:
    if timings:
        yield words(
            NP_(
                "The schedule has {n} activity; done: {done}.",
                "The schedule has {n} activities; done: {done}.",
            ),
            n=len(timings),
            done=timings.count("done"),
        )
    if note := measures_note(matter, words):
        yield note
    late = timings.count("overdue") + sum(one.timing == "overdue" for one in measures)
    if late and matter.day is not None:
        yield words(
            NP_("On {date} one is overdue.", "On {date} {n} are overdue."), n=late, date=matter.day
        )


def summary_of(matter: Matter, words: Words) -> Summary:
    """Return two pages for the public council and the parents."""
    areas = areas_of(matter, words)
    measures = measures_of(matter, words)
    done = [one for one in measures if one.status == "done"]
    ahead = [one for one in measures if one.status not in ("done", "dropped")]
    more = max(len(done) - _MOST_MEASURES, 0) + max(len(ahead) - _MOST_MEASURES, 0)
    return Summary(
        head=head_of("summary", matter, words),
        answers=answers_of(matter, words),
        figures=figures_of(matter.score.overall, matter, words),
        change=change_of(None, matter, words),
        areas=areas,
        lowest=lowest_area_of(matter, words),
        analysis=analysis_of(matter, words),
        surveys=tuple(_surveys(matter, words)),
        done=tuple(done[:_MOST_MEASURES]),
        ahead=tuple(ahead[:_MOST_MEASURES]),
        more=words(
            NP_(
                "{n} more measure stands in the plan of the school.",
                "{n} more measures stand in the plan of the school.",
            ),
            n=more,
        )
        if more
        else "",
        reading=_reading(matter, words),
        charts=charts_of(matter, areas, words),
    )


def _reading(matter: Matter, words: Words) -> tuple[str, ...]:
    scale = matter.scale
    return (
        words(
            N_(
                "Grades go from {lowest} to {highest}. What does not apply to the school and what "
                "is not rated yet is left out, never counted as the lowest grade."
            ),
            lowest=scale.lowest,
            highest=scale.highest,
        ),
        words(N_("The school judges itself; the full report names the evidence for each item.")),
    )


def form_of(matter: Matter, words: Words, *, blank: bool = False) -> Form:
    """Return the card for the self-assessment."""
    levels = "; ".join(f"{one.value} – {clean(one.name)}" for one in matter.scale.levels)
    return Form(
        head=head_of("form", matter, words),
        blank=blank,
        instructions=(
            words(N_("Mark one level for each item: {levels}."), levels=levels),
            words(
                N_(
                    "What does not apply to the school gets “not applicable”, what cannot be "
                    "judged gets “no evidence”; write the reason for either."
                )
            ),
            words(N_("For the lowest and the highest level name the evidence, with its date.")),
            words(N_("Leave open what is not judged yet. Names of pupils are not written here.")),
        ),
        areas=areas_of(matter, words),
        commissions=commissions_of(matter, words),
        year_before=words.year(matter.year_before) if matter.year_before else "",
    )


def acquainted_of(matter: Matter, words: Words) -> Acquainted:
    """Return the sheet of signatures."""
    people = matter.year.acquainted
    signed = sum(one.date is not None for one in people)
    note = words(N_("The names are filled in by hand."))
    if people:
        note = words(
            NP_(
                "{signed} of {n} person has signed.",
                "{signed} of {n} people have signed.",
            ),
            n=len(people),
            signed=signed,
        )
    return Acquainted(
        head=head_of("acquainted", matter, words),
        statement=words(
            N_(
                "With my signature I confirm that I know the measures for raising the quality of "
                "education and the rules for applying the school's own system for quality in "
                "{year}."
            ),
            year=words.year(matter.year.year),
        ),
        documents=tuple(
            f"{decision_name(one, words)}: {clean(one.text)}"
            for one in sorted(matter.year.decisions, key=lambda one: one.date)
            if one.id in _adopting(matter)
        ),
        signers=tuple(
            Signer(str(number), clean(one.name), clean(one.position), words.day(one.date))
            for number, one in enumerate(people, start=1)
        ),
        empty_rows=0 if people else _EMPTY_ROWS,
        note=note,
    )


def _adopting(matter: Matter) -> set[str | None]:
    """Return the ids of the decisions by which measures and rules were adopted."""
    found = {one.adopted_by for one in matter.year.measures}
    if (rules := matter.year.rules) is not None:
        found |= {rules.adopted_by, *(one.adopted_by for one in rules.amendments)}
    return found


BUILDERS: Final[dict[Kind, Callable[[Matter, Words], View | None]]] = {
    "self-assessment": self_assessment_of,
    "measures": measures_paper_of,
    "plan": plan_of,
    "summary": summary_of,
    "comparison": comparison_of,
    "form": form_of,
    "acquainted": acquainted_of,
}


def view_of(
    kind: Kind, matter: Matter, translate: Translator, *, blank: bool = False
) -> View | None:
    """Return the view of a kind of document; None for a comparison with nothing.

    :param translate: of the framework's language.
    :param blank: whether a form is made that is filled in by hand.
    """
    words = Words(translate)
    if kind == "form":
        return form_of(matter, words, blank=blank)
    return BUILDERS[kind](matter, words)
