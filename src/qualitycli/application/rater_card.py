"""The card that a rater fills in for a year."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from qualitycli.application.projects import no_such_node
from qualitycli.application.raters import rater_name
from qualitycli.comparing.recalled import recalled
from qualitycli.errors import NoSuchNodeError, NoYearsError
from qualitycli.messages import N_, Message
from qualitycli.render.card.html import as_html
from qualitycli.render.card.page import PreviousYear, page_of
from qualitycli.workspace import CatalogueFile, nodes_in

if TYPE_CHECKING:
    from qualitycli.application.open_year import OpenYear


def rater_card(year: OpenYear, rater: str | None, items: Collection[str], *, previous: bool) -> str:
    """Return the card of a year as an HTML page; see :meth:`OpenYear.card`."""
    assessment, catalogue_file = year.assessment, year.project.catalogue_file
    page = page_of(
        catalogue_file.catalogue,
        assessment.year,
        assessment,
        wanted=_items_below(items, assessment.year, catalogue_file) if items else None,
        rater=rater_name(rater) if rater is not None else "",
        before=_year_before(year) if previous else None,
        folder=f"data/years/{assessment.year}/raters",
    )
    return as_html(page)


def _items_below(ids: Collection[str], year: str, catalogue_file: CatalogueFile) -> set[str]:
    """Return the ids of the items in force in a year that are among the nodes or below them."""
    found: set[str] = set()
    for node_id in ids:
        if (node := catalogue_file.nodes.get(node_id)) is None:
            no_such_node(node_id, catalogue_file)
        held = {one.id for one in nodes_in([node], year) if one.item is not None}
        held &= catalogue_file.held_in(year).keys()
        if not held:
            text = N_("“{id}” has no items to rate in {year}.")
            raise NoSuchNodeError(Message(text, {"id": node_id, "year": year}))
        found |= held
    return found


def _year_before(year: OpenYear) -> PreviousYear:
    name = year.assessment.year
    if (before := year.previous) is None:
        raise NoYearsError(Message(N_("There is no year before {year}."), {"year": name}))
    said = recalled(before.score(), year.project.catalogue_file, name)
    return PreviousYear(said, before.assessment.ratings)
