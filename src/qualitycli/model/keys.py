"""What each key of the files means, for whoever writes one: the one home of these sentences.

They stand beside the models and not in them, since only an editor's schema shows them and
everything else is to start without them. A key that a model inherits is described once. A test
asks for every key of every model, and that nothing here describes a key that is gone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from qualitycli.messages import N_
from qualitycli.model import assessment, cycle, framework
from qualitycli.model.fields import Model

_CATALOGUE: Final[Mapping[type[Model], Mapping[str, str]]] = {
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
    framework.Node: {
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
    framework.Replacement: {
        "id": N_("Id of what took its place."),
        "kind": N_("How much of it that is."),
    },
    framework.Item: {
        "rated_by": N_("How it is rated; by a level where nothing is said."),
        "ladder": N_("For points: what each number of points is given for, the fewest first."),
        "thresholds": N_(
            "For a ratio: the percentages at which the levels above the lowest begin."
        ),
        "lower_is_better": N_("true where a smaller share is the better one."),
        "levels": N_("What each level looks like: the level, and its description."),
        "hints": N_("What helps to rate it."),
    },
    framework.Rung: {
        "points": N_("How many points."),
        "text": N_("What they are given for."),
    },
    framework.Area: {"criteria": N_("The criteria of the area.")},
    framework.Criterion: {"indicators": N_("The indicators of the criterion.")},
    framework.Indicator: {
        "subindicators": N_("Its sub-indicators; without them it is rated itself."),
    },
    framework.Subindicator: {
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
_YEAR: Final[Mapping[type[Model], Mapping[str, str]]] = {
    assessment.Assessment: {
        "format": N_("Version of the file format: 1."),
        "year": N_("The school year, both years in full: 2020-2021. The file is named after it."),
        "framework": N_("The framework and the edition of it that the year was judged by."),
        "institution": N_("The school."),
        "bands": N_("Id of a band profile, where it is not the one that the year falls in."),
        "illustrative": N_("true for example data: every document then says so."),
        "targets": N_("The grade that an area, a criterion, an indicator or an item is to reach."),
        "ratings": N_("The ratings, by the id of the item; what is left empty is not rated yet."),
    },
    assessment.FrameworkReference: {
        "id": N_("Short name of the framework, as in the catalogue."),
        "edition": N_("Edition of the framework."),
    },
    assessment.Institution: {
        "name": N_("Name of the school."),
        "town": N_("The town or village."),
        "director": N_("The director's name."),
    },
    assessment.Count: {
        "count": N_("How many it is true of."),
        "of": N_("How many there are in all."),
    },
    assessment.Rating: {
        "level": N_("The level that the commission gives."),
        "points": N_("The points: one of the steps of the item's ladder."),
        "answers": N_("How many people chose each level."),
        "invited": N_("How many people were asked, whether or not they answered."),
        "count": N_("How many it is true of."),
        "of": N_("How many there are in all."),
        "parts": N_("A pair “count” and “of” for each part of the item, in the same order."),
        "not_applicable": N_("Why the item does not apply to the school; in place of a rating."),
        "no_evidence": N_("Why there is nothing to rate by; in place of a rating."),
        "evidence": N_("What shows it: protocols, reports, observations."),
        "note": N_("What is to be explained."),
        "rated_on": N_("Date of the rating, year-month-day."),
    },
}
_CYCLE: Final[Mapping[type[Model], Mapping[str, str]]] = {
    cycle.Cycle: {
        "strategy": N_("The strategy for the development of the school."),
        "policy": N_("The school's policy for quality, in a few sentences."),
        "goals": N_("The goals of the year."),
        "key_factors": N_("What the quality of the school depends on most."),
        "quality_officer": N_("The person whom the director put in charge of quality."),
        "commissions": N_("The commissions, as the director's orders set them up."),
        "rules": N_("The rules for applying the quality system."),
        "calendar": N_("The year's schedule: what is done until when, and by whom."),
        "analysis": N_("Strengths and weaknesses, opportunities and risks."),
        "monitoring": N_("Monitoring from within and from outside, and methodical support."),
        "measures": N_("The measures for improvement."),
        "requirements": N_("How each minimum requirement is met, by its id in the catalogue."),
        "progress": N_("How pupils' individual progress is shown; never the data themselves."),
        "decisions": N_("Protocols of the pedagogical council, and orders of the director."),
        "acquainted": N_("Who is to know the measures and the rules, and who has signed."),
    },
    cycle.Strategy: {
        "title": N_("Title of the document."),
        "link": N_("Where it is published or kept."),
        "adopted_by": N_("Id of the decision by which it was adopted."),
    },
    cycle.Period: {
        "from": N_("The first day, year-month-day."),
        "to": N_("The last day, year-month-day."),
    },
    cycle.Gauge: {
        "text": N_("What is counted or looked at."),
        "baseline": N_("The value at the beginning."),
        "target": N_("The value that is to be reached."),
        "result": N_("The value that was reached."),
    },
    cycle.Goal: {
        "id": N_("Id of the goal, for example G.1; measures refer to it by this."),
        "text": N_("The goal in a sentence."),
        "items": N_("Ids of what the goal is about, in the framework."),
        "indicator": N_("What shows whether the goal was reached."),
    },
    cycle.QualityOfficer: {
        "name": N_("The person's name."),
        "position": N_("The person's position."),
        "order": N_("Number of the director's order."),
        "date": N_("Date, year-month-day."),
    },
    cycle.Member: {
        "name": N_("The person's name."),
        "position": N_("The person's position."),
        "role": N_("The person's part in the commission, for example chair."),
        "from": N_("The first day, where it is not for the whole year."),
        "to": N_("The last day, where it is not for the whole year."),
    },
    cycle.ExternalSpecialist: {
        "name": N_("The person's name."),
        "organisation": N_("Where the person comes from."),
    },
    cycle.Commission: {
        "name": N_("Name of the commission."),
        "order": N_("Number of the director's order."),
        "date": N_("Date, year-month-day."),
        "task": N_("What the commission is to do."),
        "term": N_("From when to when it works."),
        "members": N_("The members of the commission."),
        "external": N_("Specialists from outside the school who take part."),
    },
    cycle.Amendment: {
        "version": N_("The version that came of the change."),
        "date": N_("Date, year-month-day."),
        "text": N_("What was changed."),
        "adopted_by": N_("Id of the decision by which it was adopted."),
    },
    cycle.Rules: {
        "version": N_("The version that holds."),
        "part_of": N_("The document of the school that they are a part of."),
        "link": N_("Where it is published or kept."),
        "in_force_from": N_("The first day on which they hold, year-month-day."),
        "adopted_by": N_("Id of the decision by which it was adopted."),
        "amendments": N_("The changes so far."),
    },
    cycle.Activity: {
        "id": N_("Id of the entry, for example K.1; measures refer to it by this."),
        "activity": N_("What is done."),
        "serves": N_("Ids of the steps, duties or requirements that it carries out."),
        "responsible": N_("Who is responsible: one person, or a list."),
        "done_on": N_("The day on which it was done, year-month-day."),
        "note": N_("What is to be explained."),
    },
    cycle.Point: {
        "text": N_("What it is, in a sentence."),
        "items": N_("Ids of where it is seen, in the framework."),
    },
    cycle.Analysis: {
        "strengths": N_("What the school is good at."),
        "weaknesses": N_("What the school is not good at."),
        "opportunities": N_("What may help the school."),
        "risks": N_("What may harm the school."),
    },
    cycle.Recommendation: {
        "id": N_("Id of the recommendation; a measure takes it up by this."),
        "text": N_("What is recommended."),
    },
    cycle.Finding: {
        "text": N_("What was seen."),
        "items": N_("Ids of where it is seen, in the framework."),
        "conclusion": N_("What follows from it."),
        "recommendations": N_("What is recommended."),
    },
    cycle.Monitoring: {
        "kind": N_("From within, from outside, or methodical support."),
        "date": N_("Date, year-month-day."),
        "by": N_("Who carried it out: one person, or a list."),
        "scope": N_("What was looked at."),
        "serves": N_("Ids of what it carries out, in the catalogue's process."),
        "findings": N_("What was seen, and what follows from it."),
    },
    cycle.Proposal: {
        "by": N_("Who proposed the measure to the director."),
        "date": N_("Date, year-month-day."),
    },
    cycle.Origin: {
        "year": N_("The school year of the earlier measure."),
        "id": N_("Id of the earlier measure."),
    },
    cycle.Measure: {
        "id": N_("Id of the measure, for example M.1."),
        "kind": N_("Planned, or corrective; planned where nothing is said."),
        "action": N_("What is done."),
        "serves": N_(
            "Ids of what the measure is for: a goal, a criterion, a recommendation, a requirement."
        ),
        "responsible": N_("Who is responsible: one person, or a list."),
        "planned": N_("From when to when it is to be carried out."),
        "actual": N_("From when to when it was carried out."),
        "resources": N_("What it takes: money, people, materials."),
        "indicator": N_("What shows whether the measure helped."),
        "status": N_("How far the measure has come."),
        "proposed": N_("Who proposed a corrective measure, and when."),
        "approved": N_("The director's order that approved a corrective measure."),
        "adopted_by": N_("Id of the decision by which it was adopted."),
        "continues": N_("The measure of an earlier year that is carried on."),
        "evidence": N_("What shows that it was carried out."),
        "note": N_("What is to be explained."),
    },
    cycle.Fulfilment: {
        "how": N_("How the requirement is met."),
        "evidence": N_("What shows it: protocols, reports, observations."),
    },
    cycle.ProgressNotice: {
        "what": N_("Of what the progress is shown."),
        "by": N_("Who shows it: one person, or a list."),
        "when": N_("When it is shown."),
        "to": N_("To whom it is shown."),
        "kept_in": N_("Where the data are kept."),
    },
    cycle.Decision: {
        "id": N_("Id of the decision, for example D.1; “adopted_by” refers to it by this."),
        "kind": N_("Protocol of the pedagogical council, or order of the director."),
        "number": N_("Number of the protocol or the order."),
        "date": N_("Date, year-month-day."),
        "by": N_("Who decided."),
        "text": N_("What was decided."),
    },
    cycle.Acquainted: {
        "name": N_("The person's name."),
        "position": N_("The person's position."),
        "date": N_("The day on which the person signed, year-month-day."),
    },
}
KEYS: Final[Mapping[type[Model], Mapping[str, str]]] = {**_CATALOGUE, **_YEAR, **_CYCLE}

# Words of which one is to be chosen, by all that there are to choose from.
WORDS: Final[Mapping[tuple[str, ...], tuple[str, ...]]] = {
    ("level", "points", "ratio", "survey"): (
        N_("by a level of the scale"),
        N_("by points, on a ladder of its own"),
        N_("by a share: how many of how many"),
        N_("by a survey: how many chose each level"),
    ),
    ("range", "maximum"): (
        N_("of the range from the lowest to the highest level"),
        N_("of the highest level"),
    ),
    ("same", "narrower", "broader", "partly"): (
        N_("the same thing in other words: years are compared"),
        N_("a narrower one"),
        N_("a broader one"),
        N_("one that has only a part in common"),
    ),
    ("internal", "external", "support"): (
        N_("from within the school"),
        N_("from outside the school"),
        N_("methodical support"),
    ),
    ("planned", "corrective"): (N_("planned for the year"), N_("corrective, after a monitoring")),
    ("protocol", "order"): (
        N_("a protocol of the pedagogical council"),
        N_("an order of the director"),
    ),
    ("proposed", "approved", "planned", "started", "done", "dropped"): (
        N_("proposed to the director"),
        N_("approved by the director"),
        N_("planned"),
        N_("started"),
        N_("done"),
        N_("dropped"),
    ),
}


def meaning(model: type[Model], key: str) -> str:
    """Return what a key means in a model: what is said there, else of the one it comes from.

    :raises KeyError: nothing is said of it.
    """
    for one in model.__mro__:
        if key in (said := KEYS.get(one, {})):
            return said[key]
    raise KeyError(f"{model.__name__}.{key}")
