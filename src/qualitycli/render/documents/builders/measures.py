"""The document with the measures, in the layout of the source document."""

from __future__ import annotations

from collections.abc import Iterator

from qualitycli.messages import N_
from qualitycli.model.cycle import Amendment, ProgressNotice
from qualitycli.model.period_texts import MEASURES
from qualitycli.render.documents.context import ReportContext
from qualitycli.render.documents.records.views import Measures
from qualitycli.render.documents.sections.cycle import (
    commissions_of,
    decisions_of,
    goals_of,
    measures_of,
    quality_officer_of,
)
from qualitycli.render.documents.sections.head import head_of
from qualitycli.render.documents.sections.process import next_numeral, parts_of
from qualitycli.render.documents.sections.report import adoption_of
from qualitycli.render.documents.sections.tree import areas_of
from qualitycli.render.documents.wording.sentences import measures_note
from qualitycli.render.documents.wording.words import Words, clean, decision_name, ended


def view_of(context: ReportContext, words: Words) -> Measures:
    """Return the document „Мерки за повишаване качеството на образованието“."""
    parts = parts_of(context, words)
    year = context.year
    strategy = year.strategy
    return Measures(
        head=head_of("measures", context, words),
        approval=" ".join(adoption_of("measures", context, words)),
        parts=parts,
        criteria_number=next_numeral(parts, 1),
        areas=areas_of(context, words),
        measures_number=next_numeral(parts, 2),
        measures_title=words.of_period(MEASURES, year.year),
        measures=measures_of(context, words),
        measures_note=measures_note(context, words),
        strategy=words(N_("The goals follow the “{title}”."), title=strategy.title)
        if strategy
        else "",
        policy=clean(year.policy),
        rules=tuple(_rules(context, words)),
        goals=goals_of(context, words),
        key_factors=tuple(clean(one.text) for one in year.key_factors),
        progress=tuple(_shown(one, words) for one in year.progress),
        quality_officer=quality_officer_of(context, words),
        commissions=commissions_of(context, words),
        decisions=decisions_of(context, words),
    )


def _rules(context: ReportContext, words: Words) -> Iterator[str]:
    rules = context.year.rules
    if rules is None:
        return
    amendments = [
        one
        for one in rules.amendments
        if one.date is None or context.day is None or one.date <= context.day
    ]
    first = Amendment.model_construct(
        version=rules.version, date=rules.in_force_from, adopted_by=rules.adopted_by
    )
    newest = amendments[-1] if amendments else first
    parts = [words(N_("The rules in force are version {version}"), version=newest.version)]
    if rules.part_of:
        parts.append(words(N_("part of: {document}"), document=rules.part_of))
    yield ended("; ".join((*parts, *_in_force(newest, context, words))))
    if amendments:
        head = words(N_("Version {version}"), version=first.version)
        yield ended("; ".join((head, *_in_force(first, context, words))))
    for one in amendments:
        day = words.day(one.date)
        head = words(N_("Version {version}"), version=one.version)
        text = f"{head} ({day})" if day else head
        yield f"{text}: {clean(one.text)}" if one.text else ended(text)


def _in_force(version: Amendment, context: ReportContext, words: Words) -> Iterator[str]:
    """Yield from when a version of the rules applies, and by what it was adopted."""
    adopted = next((one for one in context.year.decisions if one.id == version.adopted_by), None)
    if version.date:
        yield words(N_("in force from {date}"), date=version.date)
    if adopted is not None:
        yield words(N_("adopted by {decision}"), decision=decision_name(adopted, words))


def _shown(notice: ProgressNotice, words: Words) -> str:
    """Return a sentence on how pupils' progress is shown: by whom, when and to whom."""
    details = [words.listed(notice.by), clean(notice.when)]
    if notice.to:
        details.append(words(N_("for {readers}"), readers=words.listed(notice.to)))
    if notice.kept_in:
        details.append(words(N_("the data are kept in {place}"), place=notice.kept_in))
    told = "; ".join(filter(None, details))
    return ended(f"{clean(notice.what)}: {told}" if told else clean(notice.what))
