"""A node of the framework, with its scores in every year."""

from __future__ import annotations

from typing import NamedTuple

from qualitycli.model.assessment import InstitutionKind
from qualitycli.model.tree import Node
from qualitycli.scoring.node_score import NodeScore


class NodeYear(NamedTuple):
    """A node in one year: its score, or the reason why there is none.

    :ivar score: None if the node was not valid in that year, or the year has errors.
    :ivar readable: whether the year has no errors.
    :ivar illustrative: whether the year is an example.
    :ivar institution_kind: whose year it is.
    """

    year: str
    score: NodeScore | None
    readable: bool = True
    illustrative: bool = False
    institution_kind: InstitutionKind = "school"


class NodeHistory(NamedTuple):
    """A node in all years of a project, oldest first.

    :ivar above: its ancestors, starting with its area.
    """

    node: Node
    above: tuple[Node, ...]
    years: tuple[NodeYear, ...]
