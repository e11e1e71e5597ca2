"""Descriptions of the keys of a year file that record the quality cycle."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from qualitycli.messages import N_
from qualitycli.model import cycle, measure
from qualitycli.model.fields import Model

CYCLE: Final[Mapping[type[Model], Mapping[str, str]]] = {
    cycle.Cycle: {
        "strategy": N_("The school's development strategy."),
        "policy": N_("The school's quality policy, in a few sentences."),
        "goals": N_("The goals of the year."),
        "key_factors": N_("The factors that the school's quality depends on most."),
        "quality_officer": N_("The person in charge of quality, appointed by the director."),
        "commissions": N_("The commissions set up by the director's orders."),
        "rules": N_("The rules for applying the quality system."),
        "calendar": N_("The year's schedule: what is done, by when and by whom."),
        "analysis": N_("Strengths and weaknesses, opportunities and risks."),
        "monitoring": N_("Internal and external monitoring, and methodical support."),
        "measures": N_("The improvement measures."),
        "requirements": N_("How each minimum requirement is met, by its id in the catalogue."),
        "progress": N_("How pupils' individual progress is reported; never the data themselves."),
        "decisions": N_(
            "Protocols of the pedagogical and the public council, and orders of the director."
        ),
        "adoption": N_(
            "The decisions by which the measures, the plan and the report were adopted."
        ),
        "report": N_("What the commission adds to the report in its own words."),
        "acquainted": N_("Who must be informed of the measures and the rules, and who has signed."),
    },
    cycle.Strategy: {
        "title": N_("Title of the document."),
        "link": N_("Where it is published or kept."),
        "adopted_by": N_("Id of the decision that adopted it."),
    },
    measure.Period: {
        "from": N_("First day (YYYY-MM-DD)."),
        "to": N_("Last day (YYYY-MM-DD)."),
    },
    measure.Gauge: {
        "text": N_("What is counted or observed."),
        "baseline": N_("Baseline value."),
        "target": N_("Target value."),
        "result": N_("The value reached."),
    },
    cycle.Goal: {
        "id": N_("Id of the goal, for example G1; measures refer to it."),
        "text": N_("The goal, in one sentence."),
        "items": N_("Ids of the parts of the framework that the goal is about."),
        "indicator": N_("How to tell whether the goal was reached."),
    },
    cycle.QualityOfficer: {
        "name": N_("The person's name."),
        "position": N_("The person's position."),
        "order": N_("Number of the director's order."),
        "date": N_("Date (YYYY-MM-DD)."),
    },
    cycle.Member: {
        "name": N_("The person's name."),
        "position": N_("The person's position."),
        "role": N_("The person's role in the commission, for example chair."),
        "from": N_("First day, if not for the whole year."),
        "to": N_("Last day, if not for the whole year."),
    },
    cycle.ExternalSpecialist: {
        "name": N_("The person's name."),
        "organisation": N_("The person's institution or organisation."),
    },
    cycle.Commission: {
        "name": N_("Name of the commission."),
        "order": N_("Number of the director's order."),
        "date": N_("Date (YYYY-MM-DD)."),
        "task": N_("The commission's task."),
        "term": N_("First and last day of the commission's term."),
        "members": N_("The members of the commission."),
        "external": N_("Specialists from outside the school who take part."),
    },
    cycle.Amendment: {
        "version": N_("The version after the change."),
        "date": N_("Date (YYYY-MM-DD)."),
        "text": N_("The change, in one sentence."),
        "adopted_by": N_("Id of the decision that adopted it."),
    },
    cycle.Rules: {
        "version": N_("The version in force."),
        "part_of": N_("The school document that they are part of."),
        "link": N_("Where it is published or kept."),
        "in_force_from": N_("First day in force (YYYY-MM-DD)."),
        "adopted_by": N_("Id of the decision that adopted it."),
        "amendments": N_("The amendments so far."),
    },
    cycle.Activity: {
        "id": N_("Id of the entry, for example K1; measures refer to it."),
        "activity": N_("The activity."),
        "serves": N_("Ids of the steps, duties or requirements that it fulfils."),
        "responsible": N_("Who is responsible: one person or a list."),
        "done_on": N_("Date on which it was done (YYYY-MM-DD)."),
        "note": N_("A free-form note."),
    },
    cycle.Point: {
        "text": N_("A description, in one sentence."),
        "items": N_("Ids of the parts of the framework that it concerns."),
    },
    cycle.Analysis: {
        "strengths": N_("What the school is good at."),
        "weaknesses": N_("What the school is not good at."),
        "opportunities": N_("What may help the school."),
        "risks": N_("What may harm the school."),
    },
    cycle.Recommendation: {
        "id": N_("Id of the recommendation; measures refer to it."),
        "text": N_("The recommendation."),
    },
    cycle.MonitoringFinding: {
        "text": N_("The finding."),
        "items": N_("Ids of the parts of the framework that it concerns."),
        "conclusion": N_("The conclusion."),
        "recommendations": N_("The recommendations."),
    },
    cycle.Monitoring: {
        "kind": N_("Internal, external, or methodical support."),
        "date": N_("Date (YYYY-MM-DD)."),
        "by": N_("Who carried it out: one person or a list."),
        "scope": N_("The scope of the monitoring."),
        "serves": N_("Ids of the process entries in the catalogue that it fulfils."),
        "findings": N_("The findings and their conclusions."),
    },
    measure.Proposal: {
        "by": N_("Who proposed the measure to the director."),
        "date": N_("Date (YYYY-MM-DD)."),
    },
    measure.Origin: {
        "year": N_("The year of the earlier measure, for example 2020-2021."),
        "id": N_("Id of the earlier measure."),
    },
    measure.Measure: {
        "id": N_("Id of the measure, for example M1."),
        "kind": N_("Planned or corrective; planned by default."),
        "action": N_("The action."),
        "serves": N_(
            "Ids of the goals, criteria, recommendations or requirements that the measure is for."
        ),
        "responsible": N_("Who is responsible: one person or a list."),
        "planned": N_("Planned first and last day."),
        "actual": N_("Actual first and last day."),
        "resources": N_("Resources needed: money, people, materials."),
        "indicator": N_("How to tell whether the measure helped."),
        "status": N_("Status of the measure."),
        "proposed": N_("Who proposed a corrective measure, and when."),
        "approved": N_("The director's order that approved a corrective measure."),
        "adopted_by": N_("Id of the decision that adopted it."),
        "continues": N_("The measure of an earlier year that this one continues."),
        "evidence": N_("Evidence that it was carried out."),
        "note": N_("A free-form note."),
    },
    cycle.Fulfilment: {
        "how": N_("How the requirement is met."),
        "evidence": N_("Evidence: protocols, reports, observations."),
    },
    cycle.ProgressNotice: {
        "what": N_("The kind of progress that is reported."),
        "by": N_("Who reports it: one person or a list."),
        "when": N_("When it is reported."),
        "to": N_("To whom it is reported."),
        "kept_in": N_("Where the data are kept."),
    },
    cycle.Decision: {
        "id": N_("Id of the decision, for example D1; “adopted_by” refers to it."),
        "kind": N_("Protocol of a council, or order of the director."),
        "number": N_("Number of the protocol or the order."),
        "date": N_("Date (YYYY-MM-DD)."),
        "by": N_("Who decided."),
        "text": N_("The decision."),
    },
    cycle.Adoptions: {
        "measures": N_("How the measures were adopted."),
        "plan": N_("How the yearly plan was adopted."),
        "report": N_("How the self-assessment report was adopted."),
    },
    cycle.Adoption: {
        "adopted_by": N_("Id of the protocol of the pedagogical council."),
        "approved_by": N_("Id of the director's order."),
        "consented_by": N_("Id of the protocol by which the public council gave its consent."),
    },
    cycle.Report: {
        "basis": N_("The acts and documents that the self-assessment is based on."),
        "purpose": N_("The purpose of the self-assessment."),
        "conclusion": N_("The overall conclusion."),
        "conclusions": N_("The conclusions, by the id of an area or a criterion."),
        "exams": N_("Results that parents ask for, such as the national external assessment."),
    },
    cycle.ExamResult: {
        "name": N_("The exam, subject and class."),
        "result": N_("The result, with its unit."),
        "note": N_("A comparison or an explanation."),
    },
    cycle.Acquainted: {
        "name": N_("The person's name."),
        "position": N_("The person's position."),
        "date": N_("Date on which the person signed (YYYY-MM-DD)."),
    },
}
