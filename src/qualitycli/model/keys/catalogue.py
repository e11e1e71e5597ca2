"""What the keys of the catalogue mean."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from qualitycli.messages import N_
from qualitycli.model import framework, tree
from qualitycli.model.fields import Model

CATALOGUE: Final[Mapping[type[Model], Mapping[str, str]]] = {
    framework.Catalogue: {
        "format": N_("Version of the file format: 1."),
        "framework": N_("What the framework is called and where it comes from."),
        "coverage_threshold": N_(
            "The part of the items that has to be rated for a figure to be complete, for example "
            "2/3."
        ),
        "scale": N_("The levels that an item can be given."),
        "bands": N_("Band profiles: which word a percentage gets, and in which years."),
        "process": N_("How the quality system works, entry by entry."),
        "areas": N_("The framework itself: areas, criteria, indicators, sub-indicators."),
    },
    framework.Framework: {
        "id": N_("Short name by which the years refer to the framework, in Latin letters."),
        "editions": N_("All editions so far, the oldest first; a year names the one it used."),
        "title": N_("Title of the framework."),
        "institution": N_("The school whose framework it is."),
        "language": N_("Language of the framework and of its documents: bg or en."),
        "approved": N_("The order by which the framework was approved."),
        "source": N_("The document that the framework was taken from."),
        "notes": N_("Notes on the text of the source: mended misprints, oddities that were kept."),
    },
    framework.Approval: {
        "order": N_("Number of the order."),
        "date": N_("Date, year-month-day."),
    },
    framework.Remark: {
        "at": N_("Id of the node, or of the entry of the process, that the note is about."),
        "printed": N_("The words as the source has them."),
        "mended": N_("The words as they stand here."),
        "note": N_("What there is to be said of it."),
    },
    framework.Scale: {"levels": N_("The levels, the lowest first.")},
    framework.Level: {
        "value": N_("The level as a number."),
        "name": N_("The word for the level."),
    },
    framework.BandProfile: {
        "id": N_("Short name of the band profile, in Latin letters."),
        "title": N_("Title of the act that the bands come from."),
        "years": N_("The school years in which the profile holds."),
        "verified": N_("Whether the bounds were compared with the published act: true or false."),
        "source": N_("Where the bounds were taken from."),
        "percent_of": N_("What the percentage is a percentage of."),
        "round": N_("whole: the percentage is first rounded to a whole number."),
        "lowest_area": N_("What the word of the lowest area means for the next inspection."),
        "steps": N_("The words with their lower bounds, the best first."),
    },
    framework.Years: {
        "from": N_("The first school year, for example 2021-2022."),
        "to": N_("The last school year, for example 2020-2021."),
    },
    framework.Step: {
        "name": N_("The word."),
        "from": N_("From this percentage on, inclusive."),
        "above": N_("Only above this percentage."),
    },
    tree.Node: {
        "id": N_("Id: its parent's with a number more. It never changes once it is published."),
        "number": N_("The printed number, where it is not the last part of the id."),
        "weight": N_("How much it counts beside its neighbours; 1 where nothing is said."),
        "weight_reason": N_("Who set the weight, and why."),
        "since": N_("First school year in which it holds."),
        "retired": N_("First school year in which it no longer holds."),
        "replaced_by": N_("What took its place once it was retired."),
        "moved_from": N_("Id of what it stood under when its id was published."),
        "title": N_("Its title, to the letter."),
    },
    tree.Replacement: {
        "id": N_("Id of what took its place."),
        "kind": N_("How much of it that is."),
    },
    tree.Item: {
        "rated_by": N_("How it is rated; by a level where nothing is said."),
        "ladder": N_("For points: what each number of points is given for, the fewest first."),
        "thresholds": N_(
            "For a ratio: the percentages at which the levels above the lowest begin."
        ),
        "lower_is_better": N_("true where a smaller share is the better one."),
        "levels": N_("What each level looks like: the level, and its description."),
        "hints": N_("What helps to rate it."),
    },
    tree.Rung: {
        "points": N_("How many points."),
        "text": N_("What they are given for."),
    },
    tree.Area: {"criteria": N_("The criteria of the area.")},
    tree.Criterion: {"indicators": N_("The indicators of the criterion.")},
    tree.Indicator: {
        "subindicators": N_("Its sub-indicators; without them it is rated itself."),
    },
    tree.Subindicator: {
        "text": N_("Its text, to the letter."),
        "parts": N_("The list inside its text, one entry for each dash."),
    },
    framework.ProcessGroup: {
        "kind": N_("What kind of entries these are."),
        "title": N_("Heading of the entries."),
        "entries": N_("The entries, as the source has them."),
    },
    framework.ProcessEntry: {
        "id": N_("Id of the entry; what serves it in a year refers to it by this."),
        "at": N_("The place in the source."),
        "text": N_("Its text, to the letter."),
        "asks": N_("The key of a year file that it asks for, where it is a single one."),
        "deadline": N_("The day by which that is to be there, month-day, for example 09-15."),
    },
}
