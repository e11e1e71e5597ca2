"""The status of a year on a day: what is done, missing, due and overdue, and by whom.

The requirements come from the catalogue's process.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Final, Literal, NamedTuple

from qualitycli.model.assessment import Assessment
from qualitycli.model.cycle import Activity, Recommendation
from qualitycli.model.framework import Asked, ProcessEntry, Scale
from qualitycli.model.measure import STATUS_WORDS, Measure, Status
from qualitycli.model.names import people
from qualitycli.model.tree import Item
from qualitycli.scoring.figures import share_of_rating, state_of
from qualitycli.scoring.score import Score, score_year
from qualitycli.tracking.as_of import as_of
from qualitycli.tracking.links import IdResolver, taken_up
from qualitycli.workspace import CatalogueFile

# Tasks due within this period are shown; if there are only a few, some later ones are added.
HORIZON: Final = timedelta(days=30)
_AT_LEAST: Final = 3
# An item below the middle of the scale is weak.
_WEAK: Final = Fraction(1, 2)


class Task(NamedTuple):
    """A task: an entry of the schedule, or a measure.

    :ivar deadline: the last day for it; None if the file has none.
    :ivar awaits_approval: whether the director has to approve it first.
    """

    kind: Literal["activity", "measure"]
    id: str
    text: str
    responsible: tuple[str, ...]
    begins: date | None
    deadline: date | None
    status: Status
    done_on: date | None = None
    awaits_approval: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.status not in ("done", "dropped")


class Progress(NamedTuple):
    """How many entries of the schedule are done and overdue, and how many there are."""

    done: int
    of: int
    overdue: int


class ProcessStep(NamedTuple):
    """A step of the process, and the progress of the schedule in it."""

    entry: ProcessEntry
    progress: Progress


class WeakItem(NamedTuple):
    """An item rated below the middle of the scale, in the newest year that rates it."""

    id: str
    text: str
    share: Fraction
    year: str


class Owner(NamedTuple):
    """A person with open tasks: those that are overdue and those that are due."""

    name: str
    overdue: tuple[Task, ...]
    due: tuple[Task, ...]


class YearStatus(NamedTuple):
    """The status of a year on a day.

    :ivar year: the year as it was known on that day.
    :ivar score: its score by then, with the number of items that are decided and rated.
    :ivar schedule: the progress of the schedule; None if there is no schedule.
    :ivar outline: the points of the source document, in its order.
    :ivar points: the first point of the source document for each kind of process entry.
    :ivar absent: the entries of the framework's process that ask for something the year lacks.
    :ivar uncovered: the minimum requirements without a text on how they are met that neither an
        entry of the schedule nor a measure serves.
    :ivar weak: the weak items; `without_measure` has those that no measure covers.
    :ivar not_adopted: the planned measures that no decision of the pedagogical council adopts;
        `awaiting` has the measures that await approval by the director.
    :ivar not_taken_up: the recommendations that no measure serves.
    :ivar unsigned: the people who have yet to sign that they are acquainted.
    :ivar overdue: the open tasks past their deadline; `due` has the next ones, and those without a
        deadline come last.
    """

    year: Assessment
    today: date
    score: Score
    schedule: Progress | None
    steps: tuple[ProcessStep, ...]
    outline: tuple[str, ...]
    points: Mapping[str, str]
    absent: tuple[ProcessEntry, ...]
    uncovered: tuple[ProcessEntry, ...]
    weak: tuple[WeakItem, ...]
    without_measure: tuple[WeakItem, ...]
    not_adopted: tuple[Measure, ...]
    awaiting: tuple[Measure, ...]
    not_taken_up: tuple[Recommendation, ...]
    unsigned: tuple[str, ...]
    overdue: tuple[Task, ...]
    due: tuple[Task, ...]
    owners: tuple[Owner, ...]
    measures: Mapping[Status, int]

    @property
    def horizon(self) -> date:
        """The last day on which a task counts as due soon."""
        return self.today + min(HORIZON, date.max - self.today)


def status_of(
    file: Assessment, before: Assessment | None, catalogue_file: CatalogueFile, today: date
) -> YearStatus:
    """Return the status of a year without errors on a day.

    :param before: the previous year; its weak items count until they are rated again.
    """
    year = as_of(file, today)
    protocols = _protocols(year)
    held = catalogue_file.held_in(year.year)
    served = taken_up(year)
    weak = tuple(_weak_items(year, before, held, catalogue_file.catalogue.scale))
    covered = IdResolver(year, catalogue_file).items(served)
    waiting = sorted((task for task in tasks(year) if task.is_open), key=_when)
    overdue = tuple(task for task in waiting if _when(task) < today)
    due = tuple(_coming([task for task in waiting if _when(task) >= today], today))
    return YearStatus(
        year=year,
        today=today,
        score=score_year(year, catalogue_file.catalogue),
        schedule=_progress(year.calendar, today) if year.calendar else None,
        steps=tuple(_steps(year, catalogue_file, today)),
        outline=tuple(dict.fromkeys(one.at for one in catalogue_file.catalogue.process_entries)),
        points={group.kind: group.entries[0].at for group in catalogue_file.catalogue.process},
        absent=tuple(_absent(year, catalogue_file)),
        uncovered=tuple(_uncovered(year, catalogue_file)),
        weak=weak,
        without_measure=tuple(one for one in weak if one.id not in covered),
        not_adopted=tuple(
            one
            for one in year.measures
            if one.kind == "planned" and one.status != "dropped" and one.adopted_by not in protocols
        ),
        awaiting=tuple(one for one in year.measures if one.awaits_approval),
        not_taken_up=tuple(_not_taken_up(year, served)),
        unsigned=tuple(one.name for one in year.acquainted if one.date is None),
        overdue=overdue,
        due=due,
        owners=tuple(_owners(overdue, due)),
        measures=_by_status(year),
    )


def tasks(year: Assessment) -> Iterator[Task]:
    """Yield all tasks: the schedule, then the measures."""
    for one in year.calendar:
        yield Task(
            "activity",
            one.id,
            one.activity,
            one.responsible,
            one.begins,
            one.ends or one.begins,
            "done" if one.done_on else "planned",
            one.done_on,
        )
    yield from map(task_of, year.measures)


def task_of(measure: Measure) -> Task:
    """Return the task of a measure."""
    return Task(
        "measure",
        measure.id,
        measure.action,
        measure.responsible,
        measure.planned.begins,
        measure.planned.ends,
        measure.status,
        measure.actual.ends,
        measure.awaits_approval,
    )


def by_date(found: Iterable[Task]) -> list[Task]:
    """Return tasks sorted by start, or by deadline without one; tasks without dates come last."""
    return sorted(found, key=lambda task: (task.begins or task.deadline or date.max, _when(task)))


def _when(task: Task) -> date:
    return task.deadline or date.max


def _coming(waiting: list[Task], today: date) -> list[Task]:
    dated = [task for task in waiting if task.deadline is not None]
    within = [task for task in dated if _when(task) - today <= HORIZON]
    shown = within if len(within) >= _AT_LEAST else dated[:_AT_LEAST]
    return shown + [task for task in waiting if task.deadline is None]


def _steps(year: Assessment, catalogue_file: CatalogueFile, today: date) -> Iterator[ProcessStep]:
    serving: defaultdict[str, list[Activity]] = defaultdict(list)
    for activity in year.calendar:
        for one_id in dict.fromkeys(activity.serves):
            serving[one_id].append(activity)
    groups = (group for group in catalogue_file.catalogue.process if group.kind == "step")
    for entry in (one for group in groups for one in group.entries):
        if entries := serving.get(entry.id):
            yield ProcessStep(entry, _progress(entries, today))


def _progress(entries: Sequence[Activity], today: date) -> Progress:
    late = (not one.done_on and (one.ends or one.begins or today) < today for one in entries)
    return Progress(sum(one.done_on is not None for one in entries), len(entries), sum(late))


def _weak_items(
    year: Assessment, before: Assessment | None, held: Mapping[str, Item], scale: Scale
) -> Iterator[WeakItem]:
    for item_id, item in held.items():
        for one in (year, before):
            rating = one.ratings.get(item_id) if one is not None else None
            if one is None or rating is None or state_of(item, rating) == "not_rated":
                continue
            if state_of(item, rating) == "scored":
                share = share_of_rating(item, rating, scale)
                if share < _WEAK:
                    yield WeakItem(item_id, item.label, share, one.year)
            break


def _uncovered(year: Assessment, catalogue_file: CatalogueFile) -> Iterator[ProcessEntry]:
    served = taken_up(year).union(*(activity.serves for activity in year.calendar))
    for entry in catalogue_file.catalogue.requirements:
        if entry.id not in year.requirements and entry.id not in served:
            yield entry


def _protocols(year: Assessment) -> frozenset[str]:
    """Return the ids of the pedagogical council's decisions, the only ones that adopt something."""
    return frozenset(one.id for one in year.decisions if one.kind == "protocol")


def _not_taken_up(year: Assessment, served: frozenset[str]) -> Iterator[Recommendation]:
    for monitoring in year.monitoring:
        for finding in monitoring.findings:
            yield from (one for one in finding.recommendations if one.id not in served)


def _owners(overdue: tuple[Task, ...], due: tuple[Task, ...]) -> list[Owner]:
    """Return the owners with their tasks, the most overdue first."""
    names: dict[str, str] = {}
    late: defaultdict[str, list[Task]] = defaultdict(list)
    coming: defaultdict[str, list[Task]] = defaultdict(list)
    for found, owed in ((overdue, late), (due, coming)):
        for task in found:
            for person, name in people(task.responsible).items():
                names.setdefault(person, name)
                owed[person].append(task)
    owners = [Owner(name, tuple(late[one]), tuple(coming[one])) for one, name in names.items()]
    return sorted(owners, key=lambda one: (-len(one.overdue), _when((*one.overdue, *one.due)[0])))


def _by_status(year: Assessment) -> dict[Status, int]:
    counts = Counter(measure.status for measure in year.measures)
    return {one: counts[one] for one in STATUS_WORDS if one in counts}


def _absent(year: Assessment, catalogue_file: CatalogueFile) -> Iterator[ProcessEntry]:
    trained = {served for activity in year.calendar for served in activity.serves}
    there: dict[Asked, bool] = {}
    for entry in catalogue_file.catalogue.process_entries:
        if entry.asks == "training":
            if entry.id not in trained:
                yield entry
        elif entry.asks is not None:
            if entry.asks not in there:
                there[entry.asks] = _THERE[entry.asks](year)
            if not there[entry.asks]:
                yield entry


def _all_parts_analysed(year: Assessment) -> bool:
    one = year.analysis
    return one is not None and all(getattr(one, name) for name in type(one).model_fields)


def _goals_have_results(year: Assessment) -> bool:
    gauges = (goal.indicator for goal in year.goals)
    return all(one is None or one.result is not None for one in gauges)


# Whether the year has what an entry asks for. Training is checked entry by entry. The results of
# the goals are required as soon as the year has ratings. Consequences of something absent are not
# reported again: rules that do not exist cannot be adopted either.
_THERE: Final[Mapping[Asked, Callable[[Assessment], bool]]] = {
    "strategy": lambda year: year.strategy is not None,
    "policy": lambda year: year.policy is not None,
    "goals": lambda year: bool(year.goals),
    "key_factors": lambda year: bool(year.key_factors),
    "quality_officer": lambda year: year.quality_officer is not None,
    "commissions": lambda year: any(one.members for one in year.commissions),
    "rules": lambda year: year.rules is not None,
    "rules_adopted": lambda year: year.rules is None or year.rules.adopted_by in _protocols(year),
    "calendar": lambda year: bool(year.calendar),
    "analysis": _all_parts_analysed,
    "monitoring": lambda year: any(one.kind == "internal" for one in year.monitoring),
    "measures": lambda year: bool(year.measures),
    "measures_adopted": lambda year: (
        not year.measures
        or not _protocols(year).isdisjoint(one.adopted_by for one in year.measures)
    ),
    "goals_analysed": lambda year: not year.ratings or _goals_have_results(year),
    "progress": lambda year: bool(year.progress),
}
