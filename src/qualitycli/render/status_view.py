"""The status of a year on a day: the overview for the director."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import Final

from qualitycli.messages import N_, NP_, Finished, Translator, shorten, visible
from qualitycli.model.assessment import Assessment
from qualitycli.model.framework import Asked
from qualitycli.model.measure import STATUS_WORDS
from qualitycli.model.period_texts import STATUS, printed_period
from qualitycli.render.nodes import notices_of
from qualitycli.render.numbers import bar
from qualitycli.render.text_width import padded, width_of
from qualitycli.render.view import Column, Row, Section, View
from qualitycli.tracking.status import Progress, Task, YearStatus

# The maximum number of ids on a line, and the maximum for which their texts are shown too.
_MOST_IDS: Final = 8
_MOST_NAMED: Final = 3
# The maximum number of tasks shown; the JSON has all of them.
_MOST_TASKS: Final = 10
# Short enough for each step to fit on one line of 80 columns.
_BAR: Final = 8
_ASKED: Final[dict[Asked, str]] = {
    "strategy": N_("strategy for the development of the institution"),
    "policy": N_("quality policy"),
    "goals": N_("goals"),
    "key_factors": N_("key factors that influence quality"),
    "quality_officer": N_("quality officer"),
    "commissions": N_("commission with its members"),
    "rules": N_("rules for applying the system"),
    "rules_adopted": N_("adoption of the rules by the pedagogical council"),
    "calendar": N_("schedule of the year"),
    "training": N_("staff training"),
    "analysis": N_("analysis of strengths, weaknesses, opportunities and risks"),
    "monitoring": N_("internal monitoring"),
    "measures": N_("measures"),
    "measures_adopted": N_("adoption of the measures by the pedagogical council"),
    "goals_analysed": N_("results of the goals"),
    "progress": N_("description of how pupils' progress is measured"),
}


def view_of(status: YearStatus, translate: Translator) -> View:
    """Return the view of a year's status."""
    year = status.year
    title = translate(STATUS.of(year.year), year=printed_period(year.year), today=status.today)
    sections = (
        _progress(status, translate),
        _absent(status, translate),
        _tasks(N_("Overdue"), status.overdue, status.today, translate),
        _tasks(N_("Due next"), status.due, status.today, translate),
        _owners(status, translate),
    )
    return View(
        title=with_school(title, year),
        notices=notices_of(year, translate),
        sections=tuple(section for section in sections if section.rows),
        remarks=tuple(_remarks(status, translate)),
    )


def with_school(title: str, year: Assessment) -> str:
    """Return a title followed by the name of the school."""
    name = year.institution.name if year.institution else None
    return f"{title} · {visible(name)}" if name else title


def _progress(status: YearStatus, translate: Translator) -> Section:
    rows = []
    if status.schedule is not None:
        rows.append(_progress_row(translate(N_("Full schedule")), status.schedule, translate))
    rows += [
        _progress_row(visible(one.entry.text), one.progress, translate) for one in status.steps
    ]
    score, overall = status.score, status.score.overall
    decided, rated = (score.decided, score.items), (overall.scored, overall.applicable)
    for text, (done, of) in ((N_("Items filled in"), decided), (N_("Coverage"), rated)):
        rows.append(_progress_row(translate(text), Progress(done, of, 0), translate))
    if values := score.states["information"]:
        text = translate(N_("Values for information"))
        rows.append(_progress_row(text, Progress(score.information_stated, values, 0), translate))
    columns = (Column(style="cyan", spare=1), Column(right=True), Column(style="red"))
    return Section(columns, tuple(rows), translate(N_("Progress of the year")))


def _progress_row(text: str, progress: Progress, translate: Translator) -> Row:
    filled = bar(Fraction(progress.done, progress.of), _BAR) if progress.of else ""
    return Row("", text, (filled, f"{progress.done}/{progress.of}", _late(progress, translate)))


def _late(progress: Progress, translate: Translator) -> str:
    if not progress.overdue:
        return ""
    return translate(NP_("{n} overdue", "{n} overdue"), n=progress.overdue)


def _absent(status: YearStatus, translate: Translator) -> Section:
    rank = {point: index for index, point in enumerate(status.outline)}
    lines = sorted(_absent_lines(status, translate), key=lambda line: rank.get(line[0], len(rank)))
    wide = max((width_of(visible(point)) for point, _ in lines), default=0)
    rows = (Row(padded(visible(point), wide), text, ()) for point, text in lines)
    return Section((), tuple(rows), translate(N_("Required but missing")))


def _absent_lines(status: YearStatus, translate: Translator) -> Iterator[tuple[str, str]]:
    """Yield what is missing, with the point of the source that requires it."""
    for entry in status.absent:
        assert entry.asks is not None
        text = translate(_ASKED[entry.asks])
        if entry.deadline is not None:
            deadline = entry.deadline.within(status.year.year)
            text = translate(N_("{what}, by {deadline}"), what=Finished(text), deadline=deadline)
        yield entry.at, text
    for kind, text, named in _incomplete(status):
        if named:
            listed = Finished(_listed(named, translate))
            yield status.points.get(kind, "–"), translate(text, ids=listed)


def _incomplete(status: YearStatus) -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
    """Yield what is incomplete, with the kind of entry that requires it."""
    yield (
        "requirement",
        N_("requirements without a description of how they are met: {ids}"),
        [(one.at, one.text) for one in status.uncovered],
    )
    yield (
        "activity",
        N_("weak items without a measure: {ids}"),
        [(one.id, one.text) for one in status.without_measure],
    )
    # If none of them is adopted, that has already been reported.
    if all(one.asks != "measures_adopted" for one in status.absent):
        yield (
            "adoption",
            N_("measures not adopted by the pedagogical council: {ids}"),
            [(one.id, one.action) for one in status.not_adopted],
        )
    yield (
        "corrective",
        N_("corrective measures awaiting approval: {ids}"),
        [(one.id, one.action) for one in status.awaiting],
    )
    yield (
        "monitoring",
        N_("recommendations without a measure: {ids}"),
        [(one.id, one.text) for one in status.not_taken_up],
    )


def _listed(named: list[tuple[str, str]], translate: Translator) -> str:
    if len(named) <= _MOST_NAMED:
        return "; ".join(f"{visible(one)} {shorten(visible(text), 60)}" for one, text in named)
    shown = ", ".join(visible(one) for one, _ in named[:_MOST_IDS])
    if (more := len(named) - _MOST_IDS) > 0:
        return translate(N_("{ids} and {n} more"), ids=Finished(shown), n=more)
    return shown


def _tasks(heading: str, found: Sequence[Task], today: date, translate: Translator) -> Section:
    shown = found[:_MOST_TASKS]
    wide = max((width_of(visible(one.id)) for one in shown), default=0)
    rows = [
        Row(
            padded(visible(one.id), wide),
            with_owners(one, translate),
            (
                translate.date(one.deadline) if one.deadline else "–",
                distance(one.deadline, today, translate) if one.deadline else "",
            ),
            tones={1: "late"} if one.deadline and one.deadline < today else {},
        )
        for one in shown
    ]
    if (more := len(found) - len(shown)) > 0:
        rows.append(Row("", translate(NP_("and {n} more", "and {n} more"), n=more), ("", "")))
    columns = (Column(right=True), Column(right=True, style="dim"))
    return Section(columns, tuple(rows), translate(heading))


def with_owners(task: Task, translate: Translator) -> str:
    """Return the text of a task with its owners, and whether it awaits approval."""
    owners = ", ".join(map(visible, task.responsible)) or translate(N_("no owner"))
    if task.awaits_approval:
        owners = translate(N_("{owners}; awaits approval"), owners=Finished(owners))
    return f"{visible(task.text)} ({owners})"


def distance(deadline: date, today: date, translate: Translator) -> str:
    """Return how many days ahead or past a day is."""
    days = (deadline - today).days
    if days == 0:
        return translate(N_("today"))
    if days < 0:
        return translate(NP_("{n} day ago", "{n} days ago"), n=-days)
    return translate(NP_("in {n} day", "in {n} days"), n=days)


def _owners(status: YearStatus, translate: Translator) -> Section:
    rows = (
        Row(
            "",
            f"{visible(one.name)} ({_ids((*one.overdue, *one.due))})",
            (
                translate(NP_("{n} overdue", "{n} overdue"), n=len(one.overdue))
                if one.overdue
                else "",
                translate(NP_("{n} due", "{n} due"), n=len(one.due)) if one.due else "",
            ),
        )
        for one in status.owners
    )
    columns = (Column(style="red"), Column())
    return Section(columns, tuple(rows), translate(N_("Tasks by owner")))


def _ids(found: Iterable[Task]) -> str:
    return ", ".join(visible(one.id) for one in found)


def _remarks(status: YearStatus, translate: Translator) -> Iterator[str]:
    if not status.overdue:
        yield translate(N_("Nothing is overdue."))
    if status.measures:
        parts = [f"{translate(STATUS_WORDS[one])} – {n}" for one, n in status.measures.items()]
        yield translate(N_("Measures: {parts}."), parts=Finished(*parts))
    if goals := status.year.goals:
        reached = sum(
            one.indicator is not None and one.indicator.result is not None for one in goals
        )
        yield translate(
            NP_("{n} goal, {m} of them with a result.", "{n} goals, {m} of them with a result."),
            n=len(goals),
            m=reached,
        )
    if names := status.unsigned:
        text = NP_(
            "{n} person has not signed yet: {names}.", "{n} people have not signed yet: {names}."
        )
        yield translate(text, n=len(names), names=names)
