"""The measures that a year carries over to the next one."""

from __future__ import annotations

from qualitycli.model.assessment import Assessment
from qualitycli.model.measure import Measure, Origin
from qualitycli.model.periods import period_order
from qualitycli.tracking.links import IdResolver
from qualitycli.workspace import CatalogueFile, nodes_in


def carried_on(year: Assessment, catalogue_file: CatalogueFile, into: str) -> tuple[Measure, ...]:
    """Return the open measures of a year as they start in the year `into`.

    The decision, the evidence, the note and the result of the indicator belong to the old year and
    are removed. Links to goals and recommendations in the old file become links to the parts of
    the framework that those are about. The old deadline is kept, to be shown and replaced. The
    result is empty unless `into` is later than the year.
    """
    if period_order(into) <= period_order(year.year):
        return ()
    catalogue = catalogue_file.catalogue
    reach = IdResolver(year, catalogue_file)
    known = {node.id for node in nodes_in(catalogue.areas, into)}
    known |= {entry.id for entry in catalogue.process_entries}
    return tuple(
        measure.model_copy(
            update={
                "serves": tuple(one for one in reach.ids(measure.serves) if one in known),
                "indicator": measure.indicator
                and measure.indicator.model_copy(update={"result": None}),
                "adopted_by": None,
                "evidence": (),
                "note": None,
                "continues": Origin.model_construct(year=year.year, id=measure.id),
            }
        )
        for measure in year.measures
        if measure.is_open
    )
