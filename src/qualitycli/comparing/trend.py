"""The trend over all years: the headline series, and a chained like-for-like one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Literal, NamedTuple

from qualitycli.comparing.diff import COMMON, Diff, ScoredYear, compare_years
from qualitycli.model.tree import Kind, descendants
from qualitycli.scoring.node_score import NodeScore
from qualitycli.scoring.score import Score, flatten


class Series(NamedTuple):
    """A node or an item over the years, with an entry for each year.

    :ivar figures: its scores; None for a year in which it was not valid.
    :ivar chained: its share in the last year, carried back by the like-for-like changes. It shows
        the score of earlier years on the items common from year to year. None before a gap.
    """

    id: str | None
    kind: Kind | Literal["overall"]
    text: str
    figures: tuple[NodeScore | None, ...]
    chained: tuple[Fraction | None, ...]

    @property
    def change(self) -> Fraction | None:
        """The like-for-like change from the first to the last year of the chain."""
        known = [share for share in self.chained if share is not None]
        return known[-1] - known[0] if len(known) > 1 else None


class Trend(NamedTuple):
    """The trend over several years.

    :ivar series: the overall score, if the framework has one, then every area, criterion and
        indicator that is not an item.
    :ivar items: every item.
    :ivar framework_changes: the years in which items were added, retired, replaced or rated in
        another way, or the framework or its edition changed, since the year before.
    :ivar band_changes: the years in which the bands changed.
    """

    scores: tuple[Score, ...]
    series: tuple[Series, ...]
    items: tuple[Series, ...]
    framework_changes: frozenset[str]
    band_changes: frozenset[str]


def trend_of(years: Sequence[ScoredYear]) -> Trend:
    """Return the trend of scored years, the oldest first."""
    diffs = [compare_years(old, new) for old, new in pairwise(years)]
    scores = tuple(year.score for year in years)
    nodes = [_by_id(score) for score in scores]
    items = [_items_by_id(score) for score in scores]
    return Trend(
        scores=scores,
        series=tuple(_series(years, nodes, [_changes(diff) for diff in diffs])),
        items=tuple(_series(years, items, [_item_changes(diff) for diff in diffs])),
        framework_changes=frozenset(_year(diff) for diff in diffs if _framework_changed(diff)),
        band_changes=frozenset(_year(diff) for diff in diffs if _bands_changed(diff)),
    )


_ById = Mapping[str | None, NodeScore]


def _by_id(score: Score) -> _ById:
    nodes = flatten(score.overall.children)
    overall = {None: score.overall} if score.has_overall else {}
    return overall | {node.id: node for node in nodes if node.state is None}


def _items_by_id(score: Score) -> _ById:
    nodes = flatten(score.overall.children)
    return {node.id: node for node in nodes if node.state is not None}


def _series(
    years: Sequence[ScoredYear],
    by_id: Sequence[_ById],
    changes: Sequence[Mapping[str | None, Fraction | None]],
) -> Iterator[Series]:
    """Yield the series of every node that any year has, in the newest catalogue's order."""
    held = {node_id for nodes in by_id for node_id in nodes}
    found: dict[str | None, tuple[Kind | Literal["overall"], str]] = {}
    if None in held:
        found[None] = "overall", ""
    # Many years share a catalogue; the newest comes first.
    catalogues = {id(year.catalogue_file): year.catalogue_file for year in reversed(years)}
    for file in catalogues.values():
        for node in descendants(file.catalogue.areas):
            if node.id in held:
                found.setdefault(node.id, (node.kind, node.label))
    for node_id, (kind, text) in found.items():
        figures = tuple(nodes.get(node_id) for nodes in by_id)
        chained = _chained(figures, [change.get(node_id) for change in changes])
        yield Series(node_id, kind, text, figures, chained)


def _changes(diff: Diff) -> dict[str | None, Fraction | None]:
    return {node.id: node.like_for_like for node in (diff.overall, *diff.nodes)}


def _item_changes(diff: Diff) -> dict[str | None, Fraction | None]:
    return {item.id: item.change for item in diff.items if item.item_class in COMMON}


def _chained(
    figures: Sequence[NodeScore | None], changes: Sequence[Fraction | None]
) -> tuple[Fraction | None, ...]:
    """Carry the last share back by each year's change, until a change is unknown."""
    last = max((i for i, one in enumerate(figures) if one and one.share is not None), default=None)
    if last is None:
        return tuple(None for _ in figures)
    newest = figures[last]
    shares: list[Fraction | None] = [None] * len(figures)
    share = newest.share if newest else None
    for index in range(last, -1, -1):
        shares[index] = share
        change = changes[index - 1] if index else None
        if change is None:
            share = None
        elif share is not None and change:
            share -= change
    return tuple(shares)


def _framework_changed(diff: Diff) -> bool:
    structural = {"added", "retired", "replaced", "not_comparable"}
    old, new = diff.before.score, diff.after.score
    return (
        not diff.same_framework
        or old.edition != new.edition
        or any(item.item_class in structural for item in diff.items)
    )


def _bands_changed(diff: Diff) -> bool:
    old, new = diff.before.score.profile, diff.after.score.profile
    return (old.id if old else None) != (new.id if new else None)


def _year(diff: Diff) -> str:
    return diff.after.score.year
