"""Reading the cells that describe an item: points scales, levels, maxima, hints."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from qualitycli.exchange.framework.draft import DraftNode, Ledger, StatedCell
from qualitycli.exchange.framework.ladders import Ladder, ladder_of
from qualitycli.exchange.framework.steps import (
    Most,
    StepText,
    bare_numbers,
    mentions_points,
    most_in,
    step_lines,
)
from qualitycli.messages import N_, Message

_MOST_LEVEL: Final = 9


class StepReader:
    """Reads what describes the items of a framework."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def read(self, node: DraftNode) -> None:
        """Read how a node is described; what cannot be read as steps becomes hints."""
        self._read_columns(node)
        pairs = node.stepped
        descriptions = [one for one, _ in pairs if one is not None]
        points = [one for _, one in pairs if one is not None]
        numbers = list(bare_numbers(one.text for one in points))
        if (
            len(pairs) > 1
            and len(descriptions) == len(points) == len(pairs)
            and all(one is not None for one in numbers)
        ):
            steps = [
                StepText(number or Fraction(0), one.text)
                for number, one in zip(numbers, descriptions, strict=True)
            ]
            self._use_steps(node, steps, [*descriptions, *points])
            return
        self._read_points(node, points, numbers)
        if descriptions:
            self._read_lines(node, descriptions)

    def _read_columns(self, node: DraftNode) -> None:
        """Read steps that have columns of their own."""
        levels = [(number, at) for role, number, at in node.columned if role == "level"]
        rungs = [(number, at) for role, number, at in node.columned if role == "rung"]
        if self._are_points(node, [number for number, _ in levels]):
            levels, rungs = [], rungs + levels
        for number, at in levels:
            node.levels[int(number)] = at.text
            self._ledger.take(at.key, "levels", node)
        if rungs:
            steps = [StepText(number, at.text) for number, at in rungs]
            self._use_steps(node, steps, [at for _, at in rungs])

    def _are_points(self, node: DraftNode, levels: Sequence[Fraction]) -> bool:
        """Tell whether the levels that are described go up to the maximum: they are points."""
        if node.most is None or len(levels) < 2 or max(levels) != node.most.points:
            return False
        text = N_("Levels up to the maximum were read as points: level 3 is 3 points.")
        self._ledger.decide(text)
        return True

    def _read_points(
        self, node: DraftNode, points: Sequence[StatedCell], numbers: Sequence[Fraction | None]
    ) -> None:
        """Read a column „Точки“: steps, or the maximum if nothing else states it."""
        for cell, number in zip(points, numbers, strict=True):
            if number is None:
                self._read_lines(node, [cell])
            elif node.most is None and node.ladder is None and number > 0:
                node.most, node.most_at = Most(number), cell
                self._ledger.take(cell.key, "max_points", node)
                self._ledger.decide(
                    N_("A column of points without a maximum beside it was read as the maximum.")
                )
            else:
                reason = N_("points that were given belong in a year, not in the framework")
                self._ledger.remark(cell.key, Message(reason))

    def _read_lines(self, node: DraftNode, cells: Sequence[StatedCell]) -> None:
        """Read cells with descriptions: steps of points, levels, a step width, or hints."""
        lines = [line for one in cells for line in one.lines]
        found = step_lines(lines)
        if found is None:
            self._read_description(node, cells)
            return
        numbers = [one.points for one in found.steps]
        is_level = found.form == "level" or (
            found.form == "bare" and node.most is None and _are_levels(numbers)
        )
        is_level = is_level and not self._are_points(node, numbers)
        if is_level and _are_levels(numbers, _MOST_LEVEL):
            node.levels |= {int(one.points): one.text for one in found.steps}
            for cell in cells:
                self._ledger.take(cell.key, "levels", node)
        elif not self._use_steps(node, found.steps, cells):
            return
        self._add_hints(node, found.lead, cells)

    def _read_description(self, node: DraftNode, cells: Sequence[StatedCell]) -> None:
        for cell in cells:
            most = most_in(cell.text)
            if most is not None and (node.most is None or node.most.points == most.points):
                if node.most is None:
                    node.most_at = cell
                node.most = most if most.step or node.most is None else node.most
                self._ledger.take(cell.key, "max_points", node)
            else:
                self._add_hints(node, cell.lines, [cell])
                if mentions_points(cell.lines):
                    self._tell_unread([cell], Message(N_("they are not written as steps")))

    def _add_hints(
        self, node: DraftNode, lines: Sequence[str], cells: Sequence[StatedCell]
    ) -> None:
        node.hints += lines
        for cell in cells if lines else ():
            self._ledger.take(cell.key, "hints", node)

    def _use_steps(
        self, node: DraftNode, steps: Sequence[StepText], cells: Sequence[StatedCell]
    ) -> bool:
        """Use steps as the points scale of a node; if they are none, they become hints."""
        ladder = ladder_of(steps, node.unit)
        if isinstance(ladder, Message) or node.ladder is not None:
            why = (
                Message(N_("it already has a points scale"))
                if isinstance(ladder, Ladder)
                else ladder
            )
            for cell in cells:
                self._add_hints(node, cell.lines, [cell])
            self._tell_unread(cells, why)
            return False
        node.ladder = ladder
        for cell in cells:
            self._ledger.take(cell.key, "ladder", node)
        for decision in ladder.decisions:
            place = self._ledger.stated_at(cells[0])
            self._ledger.decide(N_("{place}: {decision}."), place=place, decision=decision)
        for doubt in ladder.doubts:
            self._ledger.remark(cells[0].key, doubt)
        return True

    def _tell_unread(self, cells: Sequence[StatedCell], why: Message) -> None:
        """Tell that steps became hints."""
        text = N_("its steps could not be read as a points scale ({why}); they became hints")
        for cell in cells:
            self._ledger.remark(cell.key, Message(text, {"why": why}))
        self._ledger.decide(
            N_("{place}: the steps could not be read as a points scale: {why}. They became hints."),
            place=self._ledger.stated_at(cells[0]),
            why=why,
        )


def _are_levels(numbers: Sequence[Fraction], most: int = 4) -> bool:
    """Tell whether numbers are levels from 1: each once, without gaps."""
    return sorted(numbers) == [Fraction(n) for n in range(1, len(numbers) + 1)] and (
        1 < len(numbers) <= most
    )
