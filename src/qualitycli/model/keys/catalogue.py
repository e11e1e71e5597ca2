"""Descriptions of the keys of the catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from qualitycli.messages import N_
from qualitycli.model import framework, tree
from qualitycli.model.fields import Model

CATALOGUE: Final[Mapping[type[Model], Mapping[str, str]]] = {
    framework.Catalogue: {
        "format": N_("Version of the file format: 1."),
        "framework": N_("Name and origin of the framework."),
        "method": N_("How scores are calculated; means by default."),
        "overall": N_("false if the framework has no score for all areas together."),
        "coverage_threshold": N_(
            "The share of the applicable items that must be scored for a score to be "
            "complete; 2/3 by default."
        ),
        "scale": N_("The levels that an item can have, where items are rated by levels."),
        "ladders": N_("Points scales by name; items refer to them with “ladder”."),
        "answer_scales": N_("Answers of surveys by name; items refer to them with “answer_scale”."),
        "bands": N_("Band profiles: which rating band a percentage falls in, and for which years."),
        "process": N_("How the quality system works, entry by entry."),
        "areas": N_("The framework itself: areas, criteria, indicators, sub-indicators."),
    },
    framework.Framework: {
        "id": N_("Short name of the framework, in Latin letters; year files refer to it."),
        "editions": N_("All editions so far, oldest first; each year names the one it uses."),
        "title": N_("Title of the framework."),
        "institution": N_("The school that the framework belongs to."),
        "language": N_("Language of the framework and of its documents: bg or en."),
        "approved": N_("The order that approved the framework."),
        "source": N_("The document that the framework was taken from."),
        "notes": N_("Notes on the source text: corrected misprints, and oddities that were kept."),
    },
    framework.Approval: {
        "order": N_("Number of the order."),
        "date": N_("Date (YYYY-MM-DD)."),
    },
    framework.Remark: {
        "at": N_("Id of the node or process entry that the note is about."),
        "printed": N_("The text as printed in the source."),
        "mended": N_("The text as corrected here."),
        "note": N_("An explanation."),
    },
    framework.Scale: {"levels": N_("The levels, lowest first.")},
    framework.Level: {
        "value": N_("The level as a number."),
        "name": N_("Name of the level."),
    },
    framework.BandProfile: {
        "id": N_("Short name of the band profile, in Latin letters."),
        "title": N_("Title of the legal act that the bands come from."),
        "years": N_("The school years in which the profile applies."),
        "verified": N_("Whether the bounds were checked against the published act: true or false."),
        "source": N_("Source of the bounds."),
        "percent_of": N_("The base of the percentage."),
        "round": N_("whole: the percentage is first rounded to a whole number."),
        "lowest_area": N_(
            "The consequence of the lowest area's rating band for the next inspection."
        ),
        "steps": N_("The rating bands with their lower bounds, best first."),
    },
    framework.Years: {
        "from": N_("The first school year, for example 2021-2022."),
        "to": N_("The last school year, for example 2020-2021."),
    },
    framework.Step: {
        "name": N_("Name of the rating band."),
        "from": N_("The lowest percentage in the band, inclusive."),
        "above": N_("The band starts just above this percentage."),
    },
    tree.Node: {
        "id": N_("Id: the parent's id and one more number. It never changes after publication."),
        "number": N_("The printed number, if it is not the last part of the id."),
        "weight": N_("Weight relative to its siblings; 1 by default."),
        "weight_reason": N_("Who set the weight, and why."),
        "since": N_("First school year in which it applies."),
        "retired": N_("First school year in which it no longer applies."),
        "replaced_by": N_("The nodes that replaced it when it was retired."),
        "moved_from": N_("Id of the parent it had when its id was published."),
        "max_points": N_("The maximum points; for a node with items, the sum of their maximums."),
        "title": N_("Title, verbatim."),
    },
    tree.Replacement: {
        "id": N_("Id of the replacement."),
        "kind": N_("How the replacement relates to it."),
    },
    tree.Item: {
        "rated_by": N_("How it is rated; a level by default."),
        "ladder": N_(
            "Its points scale, or the name of one: the steps and their descriptions, lowest first; "
            "for a ratio or a value, with the percentage or value at which each step starts."
        ),
        "step": N_("For points without a points scale: points are a multiple of this."),
        "thresholds": N_(
            "For a ratio or a value: the percentages or values at which the levels above the "
            "lowest start."
        ),
        "lower_is_better": N_("true if a lower percentage or value is better."),
        "unit": N_("For a value: its unit, such as % or бр."),
        "may_exceed": N_("For a ratio: true if it can be over 100 %, because “of” is a plan."),
        "answer_scale": N_(
            "For a survey: the name of its answers under “answer_scales”, or the answers "
            "themselves; by default the levels."
        ),
        "levels": N_("What each level looks like: the level and its description."),
        "hints": N_("Hints for rating it."),
    },
    tree.Rung: {
        "points": N_("Number of points."),
        "text": N_("The description of the step: what it takes to earn the points."),
        "from": N_("The lowest percentage or value in the step, inclusive."),
        "above": N_("The step starts just above this percentage or value."),
    },
    tree.AnswerOption: {
        "text": N_("The answer, verbatim."),
        "key": N_("Its name in year files; by default its number among the answers that count."),
        "counts": N_("false if it is not included in the mean, such as “cannot say”."),
    },
    tree.Area: {"criteria": N_("The criteria of the area.")},
    tree.Criterion: {
        "indicators": N_("The indicators; without them the criterion itself is rated.")
    },
    tree.Indicator: {
        "subindicators": N_("The sub-indicators; without them the indicator itself is rated."),
    },
    tree.Subindicator: {
        "text": N_("Text, verbatim."),
        "parts": N_("The list items within the text, one entry for each dash."),
    },
    framework.ProcessGroup: {
        "kind": N_("Kind of the entries."),
        "title": N_("Heading of the entries."),
        "entries": N_("The entries, as in the source."),
    },
    framework.ProcessEntry: {
        "id": N_("Id of the entry; “serves” in a year file refers to it."),
        "at": N_("Place in the source."),
        "text": N_("Text, verbatim."),
        "asks": N_("The key of the year file that the entry requires, if it requires exactly one."),
        "deadline": N_("Due date (MM-DD), for example 09-15."),
    },
}
