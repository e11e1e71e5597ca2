"""Checks of the quality cycle, limited to what a file contains.

``quality status`` reports what is missing or overdue.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Final

from qualitycli.checks.catalogue import same_id
from qualitycli.diagnostics import Diagnostic
from qualitycli.messages import N_, Message
from qualitycli.model.cycle import Commission
from qualitycli.model.measure import STATUS_WORDS, Measure, Period
from qualitycli.model.periods import days_of, period_order
from qualitycli.rules import cycle, scoring
from qualitycli.source import Route
from qualitycli.suggestions import Suggestions
from qualitycli.tracking.links import (
    NAMING_KEYS,
    Link,
    LinkKind,
    given_ids,
    links_of,
    taken_up,
    targets,
)
from qualitycli.workspace import CatalogueFile, YearFile, alike, did_you_mean

_KINDS: Final[dict[LinkKind, str]] = {
    "node": N_("part of the framework"),
    "decision": N_("decision"),
    "requirement": N_("minimum requirement"),
    "anything": N_("goal, measure, entry or part of the framework"),
}


def given_ids_are_unique(work: YearFile, catalogue_file: CatalogueFile) -> Iterator[Diagnostic]:
    """Ids in the file are unique, and not used in the catalogue."""
    nodes, process = catalogue_file.nodes, catalogue_file.process_texts
    seen: dict[str, Route] = {}
    for one in given_ids(work.assessment):
        if one.id in nodes or one.id in process:
            yield cycle.ID_IN_FRAMEWORK.at(work.file.at(*one.route), id=one.id)
        elif (first := seen.setdefault(one.id, one.route)) is not one.route:
            yield same_id(one.id, work.file.at(*one.route), work.file.at(*first))


def references_exist(work: YearFile, catalogue_file: CatalogueFile) -> Iterator[Diagnostic]:
    """Every id that is referred to exists."""
    known: dict[LinkKind, Mapping[str, str]] = {}
    suggestions: dict[LinkKind, Suggestions] = {}
    # The id may be that of a faulty entry that was left out.
    unsure = any(work.file.touches_faulty(key) for key in NAMING_KEYS)
    for link in links_of(work.assessment):
        if link.kind not in known:
            known[link.kind] = targets(link.kind, work.assessment, catalogue_file)
        if link.id not in known[link.kind] and not (unsure and link.kind in _GIVEN):
            if link.kind not in suggestions:
                suggestions[link.kind] = Suggestions(known[link.kind])
            yield _leads_nowhere(work, link, suggestions[link.kind])


_GIVEN: Final[frozenset[LinkKind]] = frozenset({"decision", "anything"})


def _leads_nowhere(work: YearFile, link: Link, suggestions: Suggestions) -> Diagnostic:
    place = (work.file.at_key if link.is_key else work.file.at)(*link.route)
    if (found := alike(link.id, suggestions.texts, place)) is not None:
        return found
    what = Message(_KINDS[link.kind])
    hint = did_you_mean(link.id, suggestions)
    return cycle.BROKEN_REFERENCE.at(place, hint=hint, what=what, id=link.id)


def commissions_are_in_time(work: YearFile, catalogue_file: CatalogueFile) -> Iterator[Diagnostic]:
    """A commission is set up by the deadline in the framework."""
    entry = catalogue_file.catalogue.entry_asking("commissions")
    if entry is None or entry.deadline is None:
        return
    deadline = entry.deadline.within(work.assessment.year)
    for index, one in enumerate(work.assessment.commissions):
        if one.date is not None and one.date > deadline:
            yield cycle.COMMISSION_LATE.at(
                work.file.at("commissions", index, "date"),
                name=one.name,
                date=one.date,
                deadline=deadline,
                at=entry.at,
            )


def commissions_work_within_the_year(work: YearFile, _: CatalogueFile) -> Iterator[Diagnostic]:
    """A commission and its members work within the school year, from the date of the order."""
    for index, one in enumerate(work.assessment.commissions):
        first, last = days_of(work.assessment.year)
        first = min(first, one.date or first)
        for route, period in _periods(one, ("commissions", index)):
            for key, day in (("from", period.begins), ("to", period.ends)):
                if day is not None and not first <= day <= last:
                    yield cycle.PERIOD_OUTSIDE_YEAR.at(
                        work.file.at(*route, key),
                        date=day,
                        year=work.assessment.year,
                        first=first,
                        last=last,
                    )


def _periods(commission: Commission, route: Route) -> Iterator[tuple[Route, Period]]:
    if commission.term is not None:
        yield (*route, "term"), commission.term
    for index, member in enumerate(commission.members):
        yield (*route, "members", index), member
    for index, specialist in enumerate(commission.external):
        yield (*route, "external", index), specialist


def dates_are_in_order(work: YearFile, _: CatalogueFile) -> Iterator[Diagnostic]:
    """Nothing ends before it starts."""
    year = work.assessment
    periods: list[tuple[Route, Period]] = []
    for index, commission in enumerate(year.commissions):
        periods += _periods(commission, ("commissions", index))
    periods += [(("calendar", index), one) for index, one in enumerate(year.calendar)]
    for index, measure in enumerate(year.measures):
        periods.append((("measures", index, "planned"), measure.planned))
        periods.append((("measures", index, "actual"), measure.actual))
    for route, period in periods:
        if period.begins and period.ends and period.ends < period.begins:
            yield cycle.DATES_OUT_OF_ORDER.at(
                work.file.at(*route, "to"), first=period.begins, last=period.ends
            )
    for index, one in enumerate(year.measures):
        proposed = one.proposed.date if one.proposed else None
        if proposed and one.approved and one.approved.date < proposed:
            yield cycle.DATES_OUT_OF_ORDER.at(
                work.file.at("measures", index, "approved", "date"),
                first=proposed,
                last=one.approved.date,
            )


# Preparing and closing a school year may reach this far beyond its first and last day.
_MARGIN: Final = timedelta(days=92)


def dates_belong_to_the_year(work: YearFile, _: CatalogueFile) -> Iterator[Diagnostic]:
    """Dates of the year are in it, or shortly before or after."""
    year = work.assessment
    first, last = days_of(year.year)
    stated: list[tuple[date | None, Route]] = []
    for index, activity in enumerate(year.calendar):
        stated.append((activity.begins, ("calendar", index, "from")))
        stated.append((activity.ends, ("calendar", index, "to")))
        stated.append((activity.done_on, ("calendar", index, "done_on")))
    stated += [(one.date, ("commissions", n, "date")) for n, one in enumerate(year.commissions)]
    stated += [(one.date, ("monitoring", n, "date")) for n, one in enumerate(year.monitoring)]
    for day, route in stated:
        if day is not None and (first - day > _MARGIN or day - last > _MARGIN):
            yield scoring.OUTSIDE_THE_YEAR.at(
                work.file.at(*route), date=day, year=year.year, first=first, last=last
            )


def continued_years_are_earlier(work: YearFile, _: CatalogueFile) -> Iterator[Diagnostic]:
    """A measure continues from an earlier year."""
    this = period_order(work.assessment.year)
    for index, measure in enumerate(work.assessment.measures):
        origin = measure.continues
        if origin is not None and period_order(origin.year) >= this:
            yield cycle.CONTINUES_LATER_YEAR.at(
                work.file.at("measures", index, "continues", "year"),
                year=origin.year,
                this=work.assessment.year,
            )


def adopted_before_in_force(work: YearFile, _: CatalogueFile) -> Iterator[Diagnostic]:
    """The rules and their amendments are adopted before they are in force."""
    if (rules := work.assessment.rules) is None:
        return
    decided = {one.id: one.date for one in work.assessment.decisions}
    stated: list[tuple[date | None, str | None, Route]] = [
        (rules.in_force_from, rules.adopted_by, ("rules", "in_force_from"))
    ]
    for index, one in enumerate(rules.amendments):
        stated.append((one.date, one.adopted_by, ("rules", "amendments", index, "date")))
    for day, decision, route in stated:
        if day is not None and decision in decided and day < decided[decision]:
            yield cycle.IN_FORCE_BEFORE_ADOPTED.at(
                work.file.at(*route), date=day, id=decision, decided=decided[decision]
            )


def report_is_adopted_last(work: YearFile, _: CatalogueFile) -> Iterator[Diagnostic]:
    """The report is adopted after everything in it was rated."""
    adoption = work.assessment.adoption
    if adoption is None or adoption.report is None:
        return
    decided = {one.id: one.date for one in work.assessment.decisions}
    day = decided.get(adoption.report.adopted_by or "")
    rated = max(
        (one.rated_on for one in work.assessment.ratings.values() if one.rated_on), default=day
    )
    if day is not None and rated is not None and day < rated:
        place = work.file.at("adoption", "report", "adopted_by")
        yield cycle.ADOPTED_BEFORE_RATED.at(place, date=day, rated=rated)


def findings_have_conclusions(work: YearFile, _: CatalogueFile) -> Iterator[Diagnostic]:
    """Every finding has a conclusion, and every recommendation a measure."""
    served = taken_up(work.assessment)
    unsure = work.file.touches_faulty("measures")
    for index, monitoring in enumerate(work.assessment.monitoring):
        for number, finding in enumerate(monitoring.findings):
            route: Route = ("monitoring", index, "findings", number)
            if finding.conclusion is None and not work.file.touches_faulty(*route):
                yield cycle.FINDING_WITHOUT_CONCLUSION.at(work.file.at(*route, "text"))
            for place, one in enumerate(finding.recommendations):
                if one.id not in served and not unsure:
                    yield cycle.RECOMMENDATION_WITHOUT_MEASURE.at(
                        work.file.at(*route, "recommendations", place, "id"), id=one.id
                    )


def measures_are_complete(work: YearFile, _: CatalogueFile) -> Iterator[Diagnostic]:
    """A measure has an owner and a deadline, and its status agrees with its dates."""
    for index, measure in enumerate(work.assessment.measures):
        route: Route = ("measures", index)
        if work.file.touches_faulty(*route):
            continue
        yield from _owned(work, measure, route)
        yield from _approved(work, measure, route)
        yield from _closed(work, measure, route)


def _owned(work: YearFile, measure: Measure, route: Route) -> Iterator[Diagnostic]:
    missing = [
        (what, key)
        for absent, what, key in (
            (not measure.responsible, N_("who is to carry it out"), "responsible"),
            (measure.planned.ends is None, N_("by when"), "planned: to"),
        )
        if absent
    ]
    if missing:
        yield cycle.MEASURE_WITHOUT_OWNER.at(
            work.file.at(*route, "id"),
            id=measure.id,
            missing=tuple(Message(what) for what, _ in missing),
            key=tuple(_quoted(key) for _, key in missing),
        )


def _quoted(key: str) -> Message:
    """Return a key in quotation marks of the reader's language."""
    return Message(N_("“{key}:”"), {"key": key})


def _approved(work: YearFile, measure: Measure, route: Route) -> Iterator[Diagnostic]:
    if measure.kind != "corrective":
        return
    carried_out = measure.actual.begins or measure.actual.ends
    if measure.approved is None:
        if measure.status in ("approved", "started", "done"):
            yield cycle.NOT_APPROVED.at(
                work.file.at(*route, "status" if measure.stated else "id"),
                id=measure.id,
                status=Message(STATUS_WORDS[measure.status]),
            )
    elif carried_out is not None and carried_out < measure.approved.date:
        key = "from" if measure.actual.begins else "to"
        yield cycle.STARTED_BEFORE_APPROVAL.at(
            work.file.at(*route, "actual", key),
            date=carried_out,
            approved=measure.approved.date,
        )


def _closed(work: YearFile, measure: Measure, route: Route) -> Iterator[Diagnostic]:
    ended = measure.actual.ends
    if measure.status == "done":
        if ended is None:
            yield cycle.DONE_WITHOUT_RESULT.at(
                work.file.at(*route, "status"),
                id=measure.id,
                missing=Message(N_("on which day")),
                key=_quoted("actual: to"),
            )
        if measure.indicator is not None and measure.indicator.result is None:
            yield cycle.DONE_WITHOUT_RESULT.at(
                work.file.at_key(*route, "indicator"),
                id=measure.id,
                missing=Message(N_("with what result")),
                key=_quoted("result"),
            )
    elif ended is not None and measure.status != "dropped":
        yield cycle.STATUS_CONTRADICTED.at(
            work.file.at(*route, "status"),
            id=measure.id,
            status=Message(STATUS_WORDS[measure.status]),
        )
