"""How each item is rated: a points scale, a maximum, levels; and the method of the framework."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from qualitycli.exchange.framework.draft import DraftNode, Ledger
from qualitycli.exchange.framework.ladders import Ladder, figure, ladder_of
from qualitycli.exchange.framework.step_reader import StepReader
from qualitycli.exchange.framework.steps import StepText
from qualitycli.messages import N_, NP_, Message
from qualitycli.model.framework import Method

_HALF: Final = 2


class Rater:
    """Decides how the items of a framework are rated."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def rate(self, root: DraftNode, method: Method | None) -> Method | Message:
        """Set how every item is rated.

        :returns: the method, or why the requested one cannot be used.
        """
        steps = StepReader(self._ledger)
        for node in root.descendants():
            steps.read(node)
        self._lift_maxima(root)
        items = [one for one in root.items if one is not root]
        earning = sum(_earning(area) for area in root.children)
        decided: Method = method or ("points" if earning * _HALF >= len(items) else "means")
        if method is None and decided == "points":
            self._ledger.decide(N_("Method: points, because the table states points."))
        elif method is None and earning:
            self._ledger.decide(
                N_("Method: means, because fewer than half of the items have points.")
            )
        elif method is None:
            self._ledger.decide(N_("Method: means, because the table states no points."))
        if decided == "points":
            if not earning and not any(one.most for one in root.descendants()):
                return Message(
                    N_(
                        "“--method points” needs a maximum or a points scale for each item, but "
                        "the tables state no points."
                    )
                )
            self._collapse(root)
            self._inform_without_points(root)
        for node in root.descendants():
            self._conclude(node, decided)
        return decided

    def _lift_maxima(self, root: DraftNode) -> None:
        """Give a maximum that is beside the first of several texts only to the node above them.

        In tables without merged cells, blank cells below it inherit it. This holds for a table in
        which no node has two maxima below it.
        """
        above: dict[int, list[DraftNode]] = {}
        for node in root.descendants():
            if len(node.children) > 1 and node not in (root, *root.children):
                above.setdefault(node.place_of.table, []).append(node)
        for nodes in above.values():
            if all(_has_only_first(node) for node in nodes):
                for node in nodes:
                    self._lift(node, node.children[0])

    def _lift(self, node: DraftNode, first: DraftNode) -> None:
        if first.most_at is None:
            return
        self._ledger.release(first.most_at.key, "max_points", first)
        self._ledger.take(first.most_at.key, "max_points", node)
        node.most, node.most_at, first.most = first.most, first.most_at, None
        self._ledger.decide(
            N_("{place}: the maximum beside the first of several texts was read as that of all."),
            place=self._ledger.stated_at(node.most_at),
        )

    def _collapse(self, root: DraftNode) -> None:
        """Rate a node itself, if it has a maximum and nothing below it has points."""
        for node in list(root.descendants()):
            below = [one for child in node.children for one in child.descendants()]
            if (node.most is None and node.ladder is None) or not below or node in root.children:
                continue
            if any(one.ladder or one.most for one in below):
                continue
            self._ledger.decide(
                NP_(
                    "{place}: points are stated only for it as a whole, so it is rated itself; the "
                    "{n} text below it became a hint.",
                    "{place}: points are stated only for it as a whole, so it is rated itself; the "
                    "{n} texts below it became hints.",
                ),
                place=self._ledger.where(node),
                n=len(below),
            )
            for one in below:
                number = f"{one.number}. " if one.number else ""
                node.hints += [f"{number}{one.title}", *one.parts, *one.hints]
                for usage in ("criterion", "indicator", "subindicator"):
                    self._ledger.release(one.key, usage, one)
                self._ledger.take(one.key, "hints", node)
            node.children = []

    def _inform_without_points(self, root: DraftNode) -> None:
        """Turn items without points into information."""
        for node in root.items:
            if node.ladder or node.most or self._score_levels(node):
                continue
            node.rated_by = "value"
            node.unit = node.unit or N_("pcs")
            self._ledger.decide(
                _MOST_IS_MISSING if node.most_is_missing else _NO_POINTS,
                place=self._ledger.where(node),
                unit=Message(node.unit),
            )
            if node.most_is_missing:
                text = N_("its points are missing: their cell has a formula; write “max_points”")
                self._ledger.remark(node.key, Message(text))

    def _score_levels(self, node: DraftNode) -> bool:
        """Let described levels be points, and return whether there are any."""
        steps = [StepText(Fraction(level), text) for level, text in node.levels.items()]
        ladder = ladder_of(steps) if steps else None
        if not isinstance(ladder, Ladder):
            node.hints += [f"{level} – {text}" for level, text in sorted(node.levels.items())]
            node.levels = {}
            return False
        node.ladder, node.levels = ladder, {}
        for cell in node.describing:
            if self._ledger.uses(cell.key, "levels", node):
                self._ledger.release(cell.key, "levels", node)
                self._ledger.take(cell.key, "ladder", node)
        self._ledger.decide(
            N_("{place}: no maximum is stated, so its levels were read as points."),
            place=self._ledger.where(node),
        )
        return True

    def _conclude(self, node: DraftNode, method: Method) -> None:
        if node.children:
            self._leave_steps(node)
            self._check_sum(node)
        elif node.ladder is not None:
            self._check_most(node, node.ladder)
            node.rated_by = _WAYS.get(node.ladder.unit, "value")
            node.unit = node.ladder.unit if node.rated_by == "value" else ""
        elif node.most is not None:
            by_level = bool(node.levels) and node.unit == ""
            node.rated_by = "" if by_level else "points"
            node.unit = ""
        elif node.unit and not node.rated_by:
            node.rated_by = "value"
        if node.weight_at is not None and method == "points":
            node.weight = ""
            self._ledger.release(node.weight_at.key, "weight", node)
            text = N_("with points there are no weights, since the maxima are the weights")
            self._ledger.remark(node.weight_at.key, Message(text))

    def _leave_steps(self, node: DraftNode) -> None:
        """Leave aside what only an item can have."""
        node.ladder, node.levels, node.hints, node.unit = None, {}, [], ""
        for cell in node.describing:
            for usage in ("ladder", "levels", "hints"):
                self._ledger.release(cell.key, usage, node)
            self._ledger.remark(
                cell.key, Message(N_("it describes a text that has others below it"))
            )

    def _check_most(self, node: DraftNode, ladder: Ladder) -> None:
        if node.most is not None and node.most.points != ladder.most:
            self._refuse_most(node, ladder.most, N_("its points scale ends at {total}"))

    def _check_sum(self, node: DraftNode) -> None:
        total = sum((_most_of(one) for one in node.items), Fraction(0))
        if node.most is not None and node.most.points != total:
            self._refuse_most(node, total, N_("its items have {total} together"))

    def _refuse_most(self, node: DraftNode, total: Fraction, why: str) -> None:
        assert node.most is not None
        assert node.most_at is not None
        reason = Message(why, {"total": figure(total)})
        text = N_("the maximum {stated} was not used: {why}")
        remark = Message(text, {"stated": figure(node.most.points), "why": reason})
        self._ledger.release(node.most_at.key, "max_points", node)
        self._ledger.remark(node.most_at.key, remark)
        place = self._ledger.stated_at(node.most_at)
        self._ledger.decide(N_("{place}: {decision}."), place=place, decision=remark)
        node.most = None


_NO_POINTS: Final = N_(
    "{place}: no points are stated, so it is information only (“rated_by: value”, unit: {unit}); "
    "write “max_points” if it earns points."
)
_MOST_IS_MISSING: Final = N_(
    "{place}: its points are missing, because their cell has a formula. Until you write "
    "“max_points”, it is information only."
)


def _has_only_first(node: DraftNode) -> bool:
    """Tell whether the first child has a maximum, nothing else below has one, nor the node."""
    first, *others = node.children
    rest = [one for child in others for one in child.descendants()]
    return (
        node.most is None
        and first.most is not None
        and not (first.children or first.ladder)
        and not any(one.most or one.ladder for one in rest)
    )


def _earning(node: DraftNode, *, is_covered: bool = False) -> int:
    """Return how many items have points, or are below a criterion or indicator that has."""
    if not node.children:
        return int(is_covered or bool(node.ladder or node.most))
    return sum(
        _earning(child, is_covered=is_covered or bool(child.ladder or child.most))
        for child in node.children
    )


_WAYS: Final = {"": "points", "%": "ratio"}


def _most_of(node: DraftNode) -> Fraction:
    if node.ladder is not None:
        return node.ladder.most
    return node.most.points if node.most is not None else Fraction(0)
