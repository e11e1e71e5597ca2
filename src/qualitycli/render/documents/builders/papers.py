"""The papers of the year: measures, plan, card, sheet of signatures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from qualitycli.messages import N_, NP_
from qualitycli.model.cycle import ProgressNotice
from qualitycli.render.documents.matter import Matter
from qualitycli.render.documents.records.cycle import Measure, Signer
from qualitycli.render.documents.records.views import Acquainted, Form, Measures, Plan
from qualitycli.render.documents.sections.cycle import (
    activities_of,
    commissions_of,
    decision_name,
    decisions_of,
    goals_of,
    measures_of,
    quality_officer_of,
)
from qualitycli.render.documents.sections.head import head_of
from qualitycli.render.documents.sections.process import next_numeral, parts_of
from qualitycli.render.documents.sections.tree import areas_of
from qualitycli.render.documents.wording.sentences import measures_note
from qualitycli.render.documents.wording.words import Words, clean, ended

# So many empty lines a sheet of signatures has where no names are known.
_EMPTY_ROWS: Final = 25


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
        progress=tuple(_shown(one, words) for one in year.progress),
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


def _shown(notice: ProgressNotice, words: Words) -> str:
    """Return in a sentence how pupils' progress is shown, and by whom, when and to whom."""
    details = [words.listed(notice.by), clean(notice.when)]
    if notice.to:
        details.append(words(N_("for {readers}"), readers=words.listed(notice.to)))
    if notice.kept_in:
        details.append(words(N_("the data are kept in {place}"), place=notice.kept_in))
    told = "; ".join(filter(None, details))
    return ended(f"{clean(notice.what)}: {told}" if told else clean(notice.what))


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
