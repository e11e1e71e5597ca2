"""What the keys of a year mean that tell of the quality cycle."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from qualitycli.messages import N_
from qualitycli.model import cycle, measure
from qualitycli.model.fields import Model

CYCLE: Final[Mapping[type[Model], Mapping[str, str]]] = {
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
        "measures": N_("The measures for better quality."),
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
    measure.Period: {
        "from": N_("The first day, year-month-day."),
        "to": N_("The last day, year-month-day."),
    },
    measure.Gauge: {
        "text": N_("What is counted or looked at."),
        "baseline": N_("The value at the beginning."),
        "target": N_("The value that is to be reached."),
        "result": N_("The value that was reached."),
    },
    cycle.Goal: {
        "id": N_("Id of the goal, for example G1; measures refer to it by this."),
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
        "id": N_("Id of the entry, for example K1; measures refer to it by this."),
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
    measure.Proposal: {
        "by": N_("Who proposed the measure to the director."),
        "date": N_("Date, year-month-day."),
    },
    measure.Origin: {
        "year": N_("The school year of the earlier measure."),
        "id": N_("Id of the earlier measure."),
    },
    measure.Measure: {
        "id": N_("Id of the measure, for example M1."),
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
        "id": N_("Id of the decision, for example D1; “adopted_by” refers to it by this."),
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
