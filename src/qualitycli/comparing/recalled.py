"""The scores of an earlier year's items, for those who rate the next year."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from qualitycli.comparing.pairs import YearSnapshot, pairs
from qualitycli.scoring.node_score import NodeScore
from qualitycli.scoring.score import Score, flatten
from qualitycli.workspace import CatalogueFile


class RecalledScores(NamedTuple):
    """The scores of the items in an earlier year.

    :ivar scores: the scores, by the id of the item in the later year.
    :ivar gone: the scores of items that the later year does not have.
    """

    year: str
    scores: Mapping[str, NodeScore]
    gone: tuple[NodeScore, ...]


def recalled(earlier: Score, catalogue_file: CatalogueFile, year: str) -> RecalledScores:
    """Return the score of each item in `earlier`, under its id in `year`."""
    said = {one.id: one for one in flatten(earlier.overall.children) if one.state is not None}
    found: dict[str, NodeScore] = {}
    gone: list[NodeScore] = []
    sides = YearSnapshot.of(earlier.year, catalogue_file), YearSnapshot.of(year, catalogue_file)
    for old, new in pairs(*sides):
        if old is not None and (score := said.get(old.id)) is not None:
            if new is None:
                gone.append(score)
            else:
                found[new.id] = score
    return RecalledScores(earlier.year, found, tuple(gone))
