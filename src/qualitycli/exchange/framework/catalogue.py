"""The catalogue of a framework that was read, as plain values in the order of the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Final

from qualitycli.exchange.framework.draft import KINDS, DraftNode, shown_title
from qualitycli.exchange.framework.existing import Existing, free_names
from qualitycli.exchange.framework.interpret import ReadFramework
from qualitycli.exchange.framework.ladders import Ladder, Rung, rungs_as_values
from qualitycli.messages import N_, Translator, as_written

_CHILDREN: Final = ("criteria", "indicators", "subindicators")
# A points scale that this many items share gets a name.
_OFTEN: Final = 3
_USUAL_LEVELS: Final = {
    1: N_("unsatisfactory"),
    2: N_("satisfactory"),
    3: N_("good"),
    4: N_("very good"),
}


class CatalogueValues:
    """Makes the values of a catalogue.

    :param translate: speaks the framework's language.
    :param existing: the catalogue whose named points scales are used where they say the same.
    :ivar has_scale: whether something is rated by level.
    """

    def __init__(
        self, read: ReadFramework, translate: Translator, existing: Existing | None = None
    ) -> None:
        self._read = read
        self._existing = existing or Existing()
        self._translate = translate
        self._ladders = self._named_ladders()
        items = list(read.root.items)
        self.has_scale = any(not one.rated_by or one.levels for one in items)

    def of(self, head: Mapping[str, Any]) -> dict[str, Any]:
        """Return the values of the file.

        :param head: the values of ``framework``.
        """
        values: dict[str, Any] = {"format": "1", "framework": dict(head)}
        if self._read.method == "points":
            values["method"] = "points"
        values["coverage_threshold"] = "2/3"
        if self.has_scale:
            values["scale"] = {"levels": self._levels()}
        if self._ladders:
            values["ladders"] = {
                # A points scale that exists stays as it is written.
                name: self._existing.ladders.get(name) or rungs_as_values(rungs)
                for rungs, name in self._ladders.items()
            }
        values["areas"] = [self._node(area, 0) for area in self._read.root.children]
        return values

    @property
    def levels(self) -> dict[int, str]:
        """The names of the levels."""
        named = set(self._read.level_names)
        known = named.union(*(one.levels for one in self._read.root.items))
        most, usual = max(known, default=0), len(_USUAL_LEVELS)
        # The school's own scale has more levels, or each of fewer ones is described.
        is_own = most > usual or (len(known) > 1 and known == {*range(1, most + 1)})
        most = most if is_own else usual
        return {level: self._name_of(level, most) for level in range(1, most + 1)}

    def _name_of(self, level: int, most: int) -> str:
        if name := self._read.level_names.get(level):
            return name
        if most == len(_USUAL_LEVELS):
            return self._translate.word(_USUAL_LEVELS[level])
        return self._translate(N_("level {level}"), level=level)

    def _levels(self) -> list[dict[str, str]]:
        return [{"value": str(level), "name": name} for level, name in self.levels.items()]

    def _named_ladders(self) -> dict[tuple[Rung, ...], str]:
        used = Counter(one.ladder.rungs for one in self._read.root.items if one.ladder)
        known = self._existing.ladder_names(list(used))
        often = [rungs for rungs, n in used.items() if n >= _OFTEN and rungs not in known]
        stem = "skala" if self._translate.language == "bg" else "scale"
        return known | dict(zip(often, free_names(stem, self._existing.ladders), strict=False))

    def _node(self, node: DraftNode, depth: int) -> dict[str, Any]:
        kind = KINDS[depth]
        values: dict[str, Any] = {"id": node.id}
        if node.number and node.number != node.id.rpartition(".")[2]:
            values["number"] = node.number
        values["text" if kind == "subindicator" else "title"] = shown_title(node, kind)
        if node.weight:
            values["weight"] = node.weight
            reason = N_("As in the source document.")
            values["weight_reason"] = self._translate.word(reason)
        if node.most is not None and node.ladder is None:
            values["max_points"] = as_written(node.most.points)
        if node.children:
            values[_CHILDREN[depth]] = [self._node(one, depth + 1) for one in node.children]
        elif depth:
            values |= self._rating(node, kind)
        return values

    def _rating(self, node: DraftNode, kind: str) -> dict[str, Any]:
        values: dict[str, Any] = {}
        if node.rated_by:
            values["rated_by"] = node.rated_by
        if node.unit:
            values["unit"] = self._translate.word(node.unit)
        if node.ladder is not None:
            values["ladder"] = self._ladder(node.ladder)
        elif node.most is not None and node.most.step is not None and node.rated_by == "points":
            values["step"] = as_written(node.most.step)
        if node.levels:
            values["levels"] = {str(n): text for n, text in sorted(node.levels.items())}
        if node.hints:
            values["hints"] = node.hints
        if kind == "subindicator" and node.parts:
            values["parts"] = node.parts
        return values

    def _ladder(self, ladder: Ladder) -> str | Sequence[Mapping[str, str]]:
        name = self._ladders.get(ladder.rungs)
        return name or rungs_as_values(ladder.rungs)
