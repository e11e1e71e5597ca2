"""The change from one year to another, split by cause.

A node has three changes: the *headline* change of its share; the *like-for-like* change, with both
years' shares recalculated on the common items only; and the *rest*, which comes from coverage and
from changes of the framework. An item falls into exactly one class.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final, Literal, NamedTuple, TypeVar, get_args

from qualitycli.comparing.pairs import YearSnapshot, pairs, rated_alike
from qualitycli.errors import NoSuchNodeError
from qualitycli.messages import N_, Message
from qualitycli.model.periods import period_order
from qualitycli.model.tree import Kind, Node
from qualitycli.scoring.bands import band_for
from qualitycli.scoring.node_score import NodeScore
from qualitycli.scoring.score import Score, flatten, rolled_up, score_year
from qualitycli.workspace import CatalogueFile, YearFile

# The classes are listed in this order.
ItemClass = Literal[
    "worsened",
    "improved",
    "newly_rated",
    "no_longer_rated",
    "newly_applicable",
    "no_longer_applicable",
    "added",
    "retired",
    "replaced",
    "not_comparable",
    "unchanged",
    "unscored",
    "not_applicable",
]
_0: Final = Fraction(0)
CLASSES: Final[tuple[ItemClass, ...]] = get_args(ItemClass)
# The classes of common items, which are scored in both years and in the same way.
COMMON: Final[frozenset[ItemClass]] = frozenset({"improved", "worsened", "unchanged"})
_MIRRORED: Final[dict[ItemClass, ItemClass]] = {
    "improved": "worsened",
    "worsened": "improved",
    "added": "retired",
    "retired": "added",
    "newly_rated": "no_longer_rated",
    "no_longer_rated": "newly_rated",
    "newly_applicable": "no_longer_applicable",
    "no_longer_applicable": "newly_applicable",
}


def _shares(before: NodeScore | None, after: NodeScore | None) -> tuple[Fraction, Fraction] | None:
    """Return both years' shares; None if either has none."""
    if before is None or after is None or before.share is None or after.share is None:
        return None
    return before.share, after.share


def _difference(before: NodeScore | None, after: NodeScore | None) -> Fraction | None:
    """Return the change of the share; None if either year has none."""
    shares = _shares(before, after)
    return None if shares is None else shares[1] - shares[0]


class ScoredYear(NamedTuple):
    """A year with its catalogue and its score."""

    file: YearFile
    catalogue_file: CatalogueFile
    score: Score


class NodeChange(NamedTuple):
    """The change of a node's share, in parts that add up.

    :ivar before: its score in the first of the two years; `after` is its score in the second.
    :ivar like_for_like: the change on the `common` items only; None if there are none.
    :ivar common_most: the maximum points of the common items; None if scores are means.
    """

    id: str | None
    kind: Kind | Literal["overall"]
    text: str
    before: NodeScore | None
    after: NodeScore | None
    like_for_like: Fraction | None
    common: int
    common_most: Fraction | None = None

    @property
    def headline(self) -> Fraction | None:
        """The change of the share; None if either year has none."""
        return _difference(self.before, self.after)

    @property
    def like_for_like_points(self) -> Fraction | None:
        """The change of the points on the common items; None if scores are means."""
        if self.like_for_like is None or self.common_most is None:
            return None
        return self.like_for_like * self.common_most

    @property
    def headline_points(self) -> Fraction | None:
        """The change of the points; None if scores are means or either year has none."""
        points = [one.points if one else None for one in (self.before, self.after)]
        return None if points[0] is None or points[1] is None else points[1] - points[0]

    @property
    def rest_points(self) -> Fraction | None:
        """The change of the points that the common items do not explain."""
        change, alike = self.headline_points, self.like_for_like_points
        return None if change is None or alike is None else change - alike

    @property
    def rest(self) -> Fraction | None:
        """The change from coverage and the framework, which the common items do not explain."""
        if self.headline is None or self.like_for_like is None:
            return None
        return self.headline - self.like_for_like


class ItemChange(NamedTuple):
    """An item in one or both of the years, and its class of change.

    :ivar change: the change of the share; 0 if it is unknown.
    :ivar replaced_by: the ids of its replacements in the framework, with the kind of each.
    """

    id: str
    text: str
    item_class: ItemClass
    before: NodeScore | None
    after: NodeScore | None
    change: Fraction
    replaced_by: tuple[tuple[str, str], ...] = ()

    @property
    def is_information(self) -> bool:
        """Whether it is for information only, without a judgement, in every year that has it."""
        sides = [one for one in (self.before, self.after) if one is not None]
        return all(one.state == "information" for one in sides)


Change = TypeVar("Change", NodeChange, ItemChange)


class Diff(NamedTuple):
    """The comparison of two years.

    :ivar nodes: every area, criterion and indicator that either year has, in the later year's
        order, then those that only the earlier one has.
    :ivar what_if: the later year's score under the earlier year's bands, if the bands differ.
    :ivar like_for_like_shares: for each node with common items, both years' shares on them.
    :ivar same_framework: whether both years use the same framework; if not, no item is common.
    """

    before: ScoredYear
    after: ScoredYear
    overall: NodeChange
    nodes: tuple[NodeChange, ...]
    items: tuple[ItemChange, ...]
    what_if: Score | None
    like_for_like_shares: Mapping[str | None, tuple[Fraction, Fraction]]
    same_framework: bool

    @property
    def has_overall(self) -> bool:
        """Whether either year has a score for all areas together."""
        return self.before.score.has_overall or self.after.score.has_overall

    def node(self, node_id: str) -> NodeChange:
        """Return the change of an area, a criterion or an indicator that is not an item.

        :raises NoSuchNodeError: neither year has one with that id.
        """
        text = N_("Neither {before} nor {after} has an area, criterion or indicator “{id}”.")
        return self._with_id(node_id, self.nodes, text)

    def item(self, item_id: str) -> ItemChange:
        """Return the change of an item.

        :raises NoSuchNodeError: neither year has one with that id.
        """
        return self._with_id(
            item_id, self.items, N_("Neither {before} nor {after} has an item “{id}”.")
        )

    def _with_id(self, wanted: str, changes: tuple[Change, ...], text: str) -> Change:
        found = next((one for one in changes if one.id == wanted), None)
        if found is None:
            years = {"before": self.before.score.year, "after": self.after.score.year}
            raise NoSuchNodeError(Message(text, {"id": wanted, **years}))
        return found

    def like_for_like_bands(self, node_id: str | None) -> tuple[str | None, str | None]:
        """Return a node's bands in both years on the common items, by the profile of `after`.

        :param node_id: None for the overall score.
        :raises NoSuchNodeError: neither year has an area, criterion or indicator with that id.
        """
        if node_id is not None:
            self.node(node_id)
        profile, scale = self.after.score.profile, self.after.catalogue_file.catalogue.grades
        shares = self.like_for_like_shares.get(node_id)
        if profile is None or shares is None:
            return None, None
        return band_for(shares[0], profile, scale), band_for(shares[1], profile, scale)


def compare_years(before: ScoredYear, after: ScoredYear) -> Diff:
    """Return the change from one scored year to another, in either direction of time."""
    backwards = period_order(after.score.year) < period_order(before.score.year)
    earlier, later = (after, before) if backwards else (before, after)
    sides = YearSnapshot.of(earlier.score.year, earlier.catalogue_file), _side(later)
    figures = _by_id(earlier.score), _by_id(later.score)
    of_items: list[tuple[Node | None, Node | None]] = []
    of_nodes: list[tuple[Node | None, Node | None]] = []
    for old, new in pairs(*sides):
        (of_items if _is_item(old) or _is_item(new) else of_nodes).append((old, new))
    items = tuple(_item_change(old, new, figures) for old, new in of_items)
    lfl = _LikeForLike(items, later)
    nodes = [_node_change(old, new, figures, lfl) for old, new in of_nodes]
    overall = _change(None, "overall", "", (earlier.score.overall, later.score.overall), lfl)
    if backwards:
        overall, nodes = _mirrored(overall), [_mirrored(node) for node in nodes]
        items = tuple(_mirrored_item(item) for item in items)
    return Diff(
        before=before,
        after=after,
        overall=overall,
        nodes=tuple(nodes),
        items=items,
        what_if=_what_if(earlier, later),
        like_for_like_shares=lfl.shares(backwards=backwards),
        same_framework=sides[0].framework == sides[1].framework,
    )


def _side(judged: ScoredYear) -> YearSnapshot:
    return YearSnapshot.of(judged.score.year, judged.catalogue_file)


def _by_id(score: Score) -> Mapping[str | None, NodeScore]:
    return {node.id: node for node in flatten(score.overall.children)}


def _is_item(node: Node | None) -> bool:
    return node is not None and node.item is not None


_Figures = tuple[Mapping[str | None, NodeScore], Mapping[str | None, NodeScore]]


def _item_change(old: Node | None, new: Node | None, figures: _Figures) -> ItemChange:
    before = figures[0].get(old.id) if old else None
    after = figures[1].get(new.id) if new else None
    node = new or old
    assert node is not None
    replaced = tuple((other.id, other.kind) for other in old.replaced_by) if old and not new else ()
    change = _difference(before, after)
    return ItemChange(
        id=node.id,
        text=node.label,
        item_class=_class_of(old, new, before, after, change),
        before=before,
        after=after,
        change=change or _0,
        replaced_by=replaced,
    )


def _class_of(
    old: Node | None,
    new: Node | None,
    before: NodeScore | None,
    after: NodeScore | None,
    change: Fraction | None,
) -> ItemClass:
    if old is None or before is None:
        return "added"
    if new is None or after is None:
        return "replaced" if old.replaced_by else "retired"
    if old.item is None or new.item is None or not rated_alike(old.item, new.item):
        return "not_comparable"
    if change is not None:
        return "improved" if change > 0 else "worsened" if change else "unchanged"
    return _class_of_states(before, after)


def _class_of_states(before: NodeScore, after: NodeScore) -> ItemClass:
    """Return the class by the two states of an item that has no score in one year or both."""
    if before.state == "not_applicable":
        return "not_applicable" if after.state == "not_applicable" else "newly_applicable"
    if after.state == "not_applicable":
        return "no_longer_applicable"
    if before.share is None and after.share is None:
        return "unscored"
    return "newly_rated" if before.share is None else "no_longer_rated"


class _LikeForLike:
    """Both years' shares on the common items, with the later year's tree and weights."""

    def __init__(self, items: tuple[ItemChange, ...], later: ScoredYear) -> None:
        catalogue = later.catalogue_file.catalogue
        shares = {
            one.id: both
            for one in items
            if one.item_class in COMMON and (both := _shares(one.before, one.after)) is not None
        }
        self._by_points = catalogue.method == "points"
        self._rolled_up = rolled_up(catalogue, later.score.year, shares)

    def shares(self, *, backwards: bool) -> Mapping[str | None, tuple[Fraction, Fraction]]:
        """Return each node's shares on the common items, in the order of the compared years."""
        found = {}
        for node_id, one in self._rolled_up.items():
            old, new = one.shares
            found[node_id] = (new, old) if backwards else (old, new)
        return found

    def of(self, node_id: str | None) -> tuple[Fraction | None, int, Fraction | None]:
        """Return a node's change, its number of common items, and their maximum points."""
        if (found := self._rolled_up.get(node_id)) is None:
            return None, 0, None
        old, new = found.shares
        return new - old, found.items, found.most if self._by_points else None


def _node_change(
    old: Node | None, new: Node | None, figures: _Figures, lfl: _LikeForLike
) -> NodeChange:
    node = new or old
    assert node is not None
    pair = figures[0].get(old.id) if old else None, figures[1].get(new.id) if new else None
    return _change(node.id, node.kind, node.label, pair, lfl, held=new is not None)


def _change(
    node_id: str | None,
    kind: Kind | Literal["overall"],
    text: str,
    pair: tuple[NodeScore | None, NodeScore | None],
    lfl: _LikeForLike,
    *,
    held: bool = True,
) -> NodeChange:
    like_for_like, common, most = lfl.of(node_id) if held else (None, 0, None)
    return NodeChange(node_id, kind, text, *pair, like_for_like, common, most)


def _mirrored(change: NodeChange) -> NodeChange:
    return change._replace(
        before=change.after,
        after=change.before,
        like_for_like=None if change.like_for_like is None else -change.like_for_like,
    )


def _mirrored_item(change: ItemChange) -> ItemChange:
    return change._replace(
        item_class=_MIRRORED.get(change.item_class, change.item_class),
        before=change.after,
        after=change.before,
        change=-change.change,
    )


def _what_if(earlier: ScoredYear, later: ScoredYear) -> Score | None:
    """Return the later year scored under the earlier year's bands.

    :returns: None if the bands do not differ, or the later catalogue lacks the earlier ones.
    """
    old, new = earlier.score.profile, later.score.profile
    if old is None or new is None or old.id == new.id:
        return None
    catalogue = later.catalogue_file.catalogue
    if catalogue.profile(old.id) is None:
        return None
    return score_year(later.file.assessment, catalogue, old.id)
