"""The ids that a year file defines, and the links to them."""

from __future__ import annotations

from collections import ChainMap, deque
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, Literal, NamedTuple

from qualitycli.model.cycle import Cycle
from qualitycli.source import Route
from qualitycli.workspace import CatalogueFile

LinkKind = Literal["node", "decision", "requirement", "anything"]

# The keys whose entries define ids.
NAMING_KEYS: Final = ("goals", "calendar", "monitoring", "measures", "decisions")


class GivenId(NamedTuple):
    """An id that the year file defines, with its text and the route to it."""

    id: str
    text: str
    route: Route


class Link(NamedTuple):
    """An id that the year file refers to, and the kind of its target.

    :ivar is_key: whether the id is the last key of the route, not the value there.
    """

    id: str
    kind: LinkKind
    route: Route
    is_key: bool = False


def given_ids(cycle: Cycle) -> Iterator[GivenId]:
    """Yield every id that the year file defines, in the order of its keys."""
    for index, goal in enumerate(cycle.goals):
        yield GivenId(goal.id, goal.text, ("goals", index, "id"))
    for index, activity in enumerate(cycle.calendar):
        yield GivenId(activity.id, activity.activity, ("calendar", index, "id"))
    for index, monitoring in enumerate(cycle.monitoring):
        for number, finding in enumerate(monitoring.findings):
            for place, one in enumerate(finding.recommendations):
                above = ("monitoring", index, "findings", number, "recommendations", place)
                yield GivenId(one.id, one.text, (*above, "id"))
    for index, measure in enumerate(cycle.measures):
        yield GivenId(measure.id, measure.action, ("measures", index, "id"))
    for index, decision in enumerate(cycle.decisions):
        yield GivenId(decision.id, decision.text, ("decisions", index, "id"))


def links_of(cycle: Cycle) -> Iterator[Link]:
    """Yield every id that the year file refers to."""
    yield from _to_nodes(cycle)
    yield from _to_decisions(cycle)
    for index, activity in enumerate(cycle.calendar):
        yield from _each(activity.serves, "anything", ("calendar", index, "serves"))
    for index, monitoring in enumerate(cycle.monitoring):
        yield from _each(monitoring.serves, "anything", ("monitoring", index, "serves"))
    for index, measure in enumerate(cycle.measures):
        yield from _each(measure.serves, "anything", ("measures", index, "serves"))
    if cycle.report is not None:
        for node_id in cycle.report.conclusions:
            yield Link(node_id, "node", ("report", "conclusions", node_id), is_key=True)
    for entry_id in cycle.requirements:
        yield Link(entry_id, "requirement", ("requirements", entry_id), is_key=True)


def _to_nodes(cycle: Cycle) -> Iterator[Link]:
    for index, goal in enumerate(cycle.goals):
        yield from _each(goal.items, "node", ("goals", index, "items"))
    for index, factor in enumerate(cycle.key_factors):
        yield from _each(factor.items, "node", ("key_factors", index, "items"))
    if (analysis := cycle.analysis) is not None:
        for name in type(analysis).model_fields:
            for index, point in enumerate(getattr(analysis, name)):
                yield from _each(point.items, "node", ("analysis", name, index, "items"))
    for index, monitoring in enumerate(cycle.monitoring):
        for number, finding in enumerate(monitoring.findings):
            route = ("monitoring", index, "findings", number, "items")
            yield from _each(finding.items, "node", route)


def _to_decisions(cycle: Cycle) -> Iterator[Link]:
    owners: list[tuple[str | None, Route]] = []
    if cycle.strategy is not None:
        owners.append((cycle.strategy.adopted_by, ("strategy",)))
    if cycle.rules is not None:
        owners.append((cycle.rules.adopted_by, ("rules",)))
        for index, amendment in enumerate(cycle.rules.amendments):
            owners.append((amendment.adopted_by, ("rules", "amendments", index)))
    for index, measure in enumerate(cycle.measures):
        owners.append((measure.adopted_by, ("measures", index)))
    for decision, route in owners:
        if decision is not None:
            yield Link(decision, "decision", (*route, "adopted_by"))
    for document, adoption in cycle.adoption or ():
        for key, decision in adoption or ():
            if decision is not None:
                yield Link(decision, "decision", ("adoption", document, key))


def _each(ids: Iterable[str], kind: LinkKind, route: Route) -> Iterator[Link]:
    for index, one in enumerate(ids):
        yield Link(one, kind, (*route, index))


def targets(kind: LinkKind, cycle: Cycle, catalogue_file: CatalogueFile) -> Mapping[str, str]:
    """Return the possible targets of a link of this kind, as texts by id."""
    if kind == "node":
        return catalogue_file.node_texts
    if kind == "decision":
        return {one.id: one.text for one in cycle.decisions}
    if kind == "requirement":
        return catalogue_file.requirement_texts
    given = {one.id: one.text for one in given_ids(cycle)}
    return ChainMap(given, catalogue_file.process_texts, catalogue_file.node_texts)


def taken_up(cycle: Cycle) -> frozenset[str]:
    """Return the ids that the measures serve; dropped measures do not count."""
    return frozenset(
        one for measure in cycle.measures if measure.status != "dropped" for one in measure.serves
    )


class IdResolver:
    """Resolves the ids of a year; the lookup is built once for all its measures."""

    def __init__(self, cycle: Cycle, catalogue_file: CatalogueFile) -> None:
        self._nodes = catalogue_file.nodes
        self._through: dict[str, tuple[str, ...]] = {goal.id: goal.items for goal in cycle.goals}
        self._through |= {activity.id: activity.serves for activity in cycle.calendar}
        for monitoring in cycle.monitoring:
            for finding in monitoring.findings:
                self._through |= {one.id: finding.items for one in finding.recommendations}

    def ids(self, ids: Iterable[str], passed: set[str] | None = None) -> list[str]:
        """Return ids and all ids that they refer to, each once, in order.

        A goal refers to its nodes, an entry of the schedule to the ids that it serves, and a
        recommendation to the nodes of the finding that it comes from.

        :param passed: ids that were returned before and are skipped; the returned ids are added.
        """
        passed = set() if passed is None else passed
        found: list[str] = []
        waiting = deque(ids)
        while waiting:
            one = waiting.popleft()
            if one not in passed:
                passed.add(one)
                found.append(one)
                waiting.extend(self._through.get(one, ()))
        return found

    def items(self, ids: Iterable[str], passed: set[str] | None = None) -> set[str]:
        """Return the ids of the items that ids lead to; a node leads to all items below it.

        :param passed: as in :meth:`ids`, for the ids and the nodes together.
        """
        passed = set() if passed is None else passed
        nodes = [self._nodes.get(one) for one in self.ids(ids, passed)]
        found: set[str] = set()
        waiting = [node for node in nodes if node is not None]
        while waiting:
            node = waiting.pop()
            if node.item is not None:
                found.add(node.id)
            below = [child for child in node.children if child.id not in passed]
            passed.update(child.id for child in below)
            waiting += below
        return found
