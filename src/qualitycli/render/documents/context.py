"""The data of a document: a scored year, its comparison and its robustness."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from qualitycli.comparing.diff import Diff, ItemChange, NodeChange, ScoredYear
from qualitycli.comparing.trend import Trend
from qualitycli.model.assessment import Assessment, InstitutionKind
from qualitycli.model.framework import BandProfile, Catalogue, Scale
from qualitycli.model.tree import Node, Subindicator
from qualitycli.render.change_parts import NodeChangeParts, parts_of
from qualitycli.render.documents.numbering import PrintedNumber, entry_numbers, node_numbers
from qualitycli.render.institution_texts import kind_of
from qualitycli.scoring.robustness import Robustness
from qualitycli.scoring.score import Score
from qualitycli.scoring.spread import items_below
from qualitycli.tracking.links import given_ids


@dataclass(frozen=True)
class ReportContext:
    """The finished values from which a document's view is built.

    :ivar diff: from the earlier year to this one.
    :ivar trend: of all years up to this one, if there are at least two.
    :ivar day: the date of the document; `stated` tells whether it was given.
    :ivar blank: whether the document is to be filled in by hand.
    :ivar generator: the tool's name and version.
    """

    judged: ScoredYear
    diff: Diff | None = None
    trend: Trend | None = None
    robustness: Robustness | None = None
    day: date | None = None
    stated: bool = False
    blank: bool = False
    generator: str = ""

    @property
    def score(self) -> Score:
        """The year's scores."""
        return self.judged.score

    @property
    def year(self) -> Assessment:
        """The contents of the year's file."""
        return self.judged.file.assessment

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue that the year was rated by."""
        return self.judged.catalogue_file.catalogue

    @property
    def scale(self) -> Scale:
        """The scale of levels."""
        return self.catalogue.scale

    @property
    def grades(self) -> Scale:
        """The scale of the grades; without levels if the results are not grades."""
        return self.catalogue.grades

    @property
    def institution(self) -> InstitutionKind:
        """The kind of institution that the documents are about."""
        return kind_of(self.year.institution)

    @property
    def profile(self) -> BandProfile | None:
        """The band profile of the year."""
        return self.score.profile

    @property
    def year_before(self) -> str | None:
        """The year that this one is compared with."""
        return self.diff.before.score.year if self.diff is not None else None

    @cached_property
    def node_changes(self) -> Mapping[str | None, NodeChange]:
        """The overall change and that of every node above the items, by id."""
        if self.diff is None:
            return {}
        return {None: self.diff.overall} | {one.id: one for one in self.diff.nodes}

    @cached_property
    def item_changes(self) -> Mapping[str, ItemChange]:
        """The change of every item of this year, by id."""
        if self.diff is None:
            return {}
        return {one.id: one for one in self.diff.items if one.after is not None}

    def change_parts(self, change: NodeChange) -> NodeChangeParts:
        """Return the change of a node between the two years, in the unit of its results."""
        assert self.diff is not None
        before, after = self.diff.before, self.diff.after
        return parts_of(change, before.score.catalogue, after.score.catalogue)

    @property
    def score_items(self) -> tuple[str, ...]:
        """The ids of the items that are valid in the year."""
        return tuple(one.id or "" for one in items_below(self.score.overall))

    @cached_property
    def node_numbers(self) -> Mapping[str, str]:
        """The printed number of every node of this year and the earlier one, by id."""
        found: dict[str, str] = {}
        if self.diff is not None:
            found |= node_numbers(self.diff.before.catalogue_file.catalogue.areas)
        return found | node_numbers(self.catalogue.areas)

    @cached_property
    def entry_numbers(self) -> Mapping[str, PrintedNumber]:
        """The printed number of everything else that an id can refer to, by id."""
        return entry_numbers(self.year, self.catalogue.process_entries)

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """The text of everything that an id can refer to."""
        nodes = {one: whole_text(node) for one, node in self.judged.catalogue_file.nodes.items()}
        entries = {one.id: one.text for one in self.catalogue.process_entries}
        return nodes | entries | {one.id: one.text for one in given_ids(self.year)}


def whole_text(node: Node) -> str:
    """Return a node's text, including its list of parts as one sentence."""
    if isinstance(node, Subindicator) and node.parts:
        return f"{node.text} {'; '.join(one.strip().rstrip('.,;') for one in node.parts)}."
    return node.label
