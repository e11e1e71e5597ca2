"""Models with the places of their values, and lookups for checks and scores."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property, lru_cache, partial
from typing import Any, Final, NamedTuple, Protocol

from qualitycli.diagnostics import NOWHERE, Diagnostic, Place
from qualitycli.messages import N_, Message, shorten
from qualitycli.model.assessment import Assessment, FrameworkReference, Rating
from qualitycli.model.framework import Catalogue
from qualitycli.model.periods import school_year_of
from qualitycli.model.rater import Opinions
from qualitycli.model.tree import Area, Item, Node, descendants
from qualitycli.rules import text
from qualitycli.source import Places, Route, Source, Span
from qualitycli.suggestions import Suggestions, look_alike, unseen_in


class ReadFile:
    """A file that was read: its text, its bare values and their places.

    :ivar faulty: the routes of values that were left out as malformed; they have a finding
        already and cause no others.
    :ivar cut: the routes of texts that a “#” cuts short, and of lists in which it removes an
        entry, each with the hint.
    """

    def __init__(
        self,
        source: Source,
        values: Mapping[str, Any],
        places: Places,
        faulty: frozenset[Route] = frozenset(),
        cut: Mapping[Route, Message] | None = None,
    ) -> None:
        self.source = source
        self.values = values
        self.places = places
        self.faulty = faulty
        self.cut = cut or {}

    @property
    def name(self) -> str:
        """The name of the file in messages."""
        return self.source.name

    def at(self, *route: str | int) -> Place:
        """Return the place of the value at `route`; NOWHERE inside a faulty value."""
        if self.faulty and self._is_within_faulty(route):
            return NOWHERE
        return Place(self.name, self.places.locate(route))

    def at_key(self, *route: str | int) -> Place:
        """Return the place of the last key of `route`; NOWHERE inside a faulty value."""
        if self.faulty and self._is_within_faulty(route):
            return NOWHERE
        return Place(self.name, self.places.locate_key(route))

    def in_braces(self, *route: str | int) -> bool:
        """Tell whether the mapping with the last key of `route` is written in braces."""
        return self.places.in_braces(route)

    def place_of_key(self, route: Route) -> Place:
        """Return the place of the last key of `route`."""
        return self.at_key(*route)

    def faulty_below(self, *route: str | int) -> set[str | int]:
        """Return the keys or indices directly below `route` that contain a faulty value."""
        depth = len(route)
        return {one[depth] for one in self.faulty if len(one) > depth and one[:depth] == route}

    def touches_faulty(self, *route: str | int) -> bool:
        """Tell whether the value at `route`, a value inside it or one around it is faulty."""
        return route in self._above_faulty or self._is_within_faulty(route)

    def within(self, route: Route, piece: str) -> Place:
        """Return the place of `piece` in the text at `route`, or of the entire text if not found.

        A piece may be written with an escape sequence, or broken over two lines.
        """
        place = self.at(*route)
        span = place.span
        for number in range(span.line, span.end_line + 1):
            line = self.source.line(number)
            column = line.find(piece, span.column - 1 if number == span.line else 0)
            if column >= 0:
                end = column + len(piece)
                return Place(self.name, Span(number, column + 1, number, end + 1))
        return place

    def _is_within_faulty(self, route: Route) -> bool:
        return any(route[:depth] in self.faulty for depth in range(len(route) + 1))

    @cached_property
    def _above_faulty(self) -> frozenset[Route]:
        """The routes of all values that contain a faulty one."""
        return frozenset(one[:depth] for one in self.faulty for depth in range(len(one)))


# Enough for any school; bounds the memory when many years are read.
_YEARS_KEPT: Final = 32


class NodeLocation(NamedTuple):
    """The location of a node in the catalogue: its route and its parent."""

    node: Node
    route: Route
    parent: Node | None


class CatalogueFile:
    """A catalogue with its places."""

    def __init__(self, file: ReadFile, catalogue: Catalogue) -> None:
        self.file = file
        self.catalogue = catalogue

    @cached_property
    def standings(self) -> tuple[NodeLocation, ...]:
        """Every node with its route and parent, in catalogue order."""
        return tuple(_walk(self.catalogue.areas, ("areas",), None))

    @cached_property
    def nodes(self) -> dict[str, Node]:
        """Every node by its id; if two share an id, the first."""
        return {one.node.id: one.node for one in reversed(self.standings)}

    @cached_property
    def node_texts(self) -> dict[str, str]:
        """The text of every node, by id."""
        return {one.node.id: one.node.label for one in self.standings}

    @cached_property
    def process_texts(self) -> dict[str, str]:
        """The text of every entry of the process, by id."""
        return {entry.id: entry.text for entry in self.catalogue.process_entries}

    @cached_property
    def requirement_texts(self) -> dict[str, str]:
        """The text of every minimum requirement, by id."""
        return {entry.id: entry.text for entry in self.catalogue.requirements}

    def above(self, node_id: str) -> list[Node]:
        """Return the ancestors of a node, its area first."""
        parents = {one.node.id: one.parent for one in reversed(self.standings)}
        path: list[Node] = []
        while (parent := parents[node_id]) is not None:
            path.insert(0, parent)
            node_id = parent.id
        return path

    @cached_property
    def held_in(self) -> ItemsByYear:
        """The items in force in a year."""
        return ItemsByYear(self.catalogue)


class ItemsByYear:
    """The items and nodes in force by year; the most recent ones are cached.

    All years between two changes of the framework have the same ones. The caches are around
    functions of the tree, not around methods: a run collects no garbage, so a circle would keep
    each catalogue that was read.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        lives = ((node.since, node.retired) for node in descendants(catalogue.areas))
        self._changes = sorted({year for life in lives for year in life if year is not None})
        cached = lru_cache(_YEARS_KEPT)
        self._nodes = nodes = cached(partial(_nodes_by_id, catalogue.areas))
        self._items = cached(partial(_items_by_id, nodes))
        self._divisors = cached(partial(_divisors_in, nodes, {}))

    def __call__(self, year: str) -> Mapping[str, Item]:
        """Return the items in force in `year`, by id, in catalogue order."""
        return self._items(self._last_change(year))

    def nodes(self, year: str) -> Mapping[str, Node]:
        """Return the nodes in force in `year`, by id, in catalogue order."""
        return self._nodes(self._last_change(year))

    def divisors(self, year: str) -> frozenset[tuple[str, int]]:
        """Return the distinct divisors of the means on each level of the tree in `year`."""
        return self._divisors(self._last_change(year))

    def _last_change(self, year: str) -> str:
        """Return the year in which the framework last changed up to `year`; empty if it had not."""
        before = bisect_right(self._changes, school_year_of(year))
        return self._changes[before - 1] if before else ""


_NodesIn = Callable[[str], Mapping[str, Node]]


def _nodes_by_id(areas: Sequence[Area], year: str) -> Mapping[str, Node]:
    return {node.id: node for node in nodes_in(areas, year)}


def _items_by_id(nodes: _NodesIn, year: str) -> Mapping[str, Item]:
    return {node.id: item for node in nodes(year).values() if (item := node.item) is not None}


def _divisors_in(
    nodes: _NodesIn, known: dict[str, tuple[str, int]], year: str
) -> frozenset[tuple[str, int]]:
    # A node has the same children in every year, in force or not.
    for node_id, node in nodes(year).items():
        if node_id not in known:
            total = sum((child.weight for child in node.children), Fraction(0))
            known[node_id] = node.kind, total.numerator
    return frozenset(known[node_id] for node_id in nodes(year))


class YearFile(NamedTuple):
    """A year's assessment with its places.

    :ivar named: the school year that the file has to contain according to its name, if any.
    :ivar is_taken: whether another file in the folder is named after the year that it contains.
    """

    file: ReadFile
    assessment: Assessment
    named: str | None = None
    is_taken: bool = False

    @property
    def content(self) -> Assessment:
        """The content of the file."""
        return self.assessment


class RaterFile(NamedTuple):
    """One rater's file, with its places.

    :ivar named: the school year that the folder of the file is for, if any.
    """

    file: ReadFile
    opinions: Opinions
    named: str | None = None

    @property
    def content(self) -> Opinions:
        """The content of the file."""
        return self.opinions


class RatingsContent(Protocol):
    """The content that every file with ratings has."""

    @property
    def year(self) -> str:
        """The school year."""

    @property
    def framework(self) -> FrameworkReference:
        """The framework and its edition."""

    @property
    def ratings(self) -> Mapping[str, Rating]:
        """The ratings by item id."""


class RatedFile(Protocol):
    """A file with ratings: a year's, or one rater's."""

    @property
    def file(self) -> ReadFile:
        """The file itself."""

    @property
    def content(self) -> RatingsContent:
        """Its content."""


def alike(written: str, known: Collection[str], place: Place) -> Diagnostic | None:
    """Return the finding for a name that differs from a known one by look-alike letters."""
    if (meant := look_alike(written, known)) is None:
        return None
    return text.LOOK_ALIKE.at(place, written=written, meant=meant.word, letters=meant.letters)


def without_unseen(written: str, known: Collection[str]) -> Message | None:
    """Return the hint for a name that differs from a known one by invisible characters."""
    if (sign := unseen_in(written, known)) is None:
        return None
    text = N_("it contains the invisible character {character}: delete it")
    return Message(text, {"character": f"U+{ord(sign):04X}"})


def suggestions_among(nodes: Mapping[str, Node]) -> Suggestions:
    """Return the suggestions for misspelt ids of nodes."""
    return Suggestions({node_id: node.label for node_id, node in nodes.items()})


def did_you_mean(written: str, suggestions: Suggestions) -> Message | None:
    """Return the hint that suggests similar ids, with their texts; None if there are none."""
    meant, texts = suggestions.meant_by(written), suggestions.texts
    if not meant:
        return None
    named = tuple(
        Message(N_("“{id}” ({text})"), {"id": one, "text": shorten(texts[one], 48)})
        for one in meant
    )
    if len(named) == 1:
        return Message(N_("did you mean {one}?"), {"one": named[0]})
    return Message(N_("did you mean one of these: {ones}?"), {"ones": named})


def nodes_in(nodes: Sequence[Node], year: str) -> Iterator[Node]:
    """Yield those of `nodes` and their descendants that are in force in `year`.

    A node that is not in force hides its descendants.
    """
    for node in nodes:
        if node.holds_in(year):
            yield node
            yield from nodes_in(node.children, year)


def _walk(nodes: Sequence[Node], route: Route, parent: Node | None) -> Iterator[NodeLocation]:
    for index, node in enumerate(nodes):
        here = (*route, index)
        yield NodeLocation(node, here, parent)
        if node.child_key:
            yield from _walk(node.children, (*here, node.child_key), node)
