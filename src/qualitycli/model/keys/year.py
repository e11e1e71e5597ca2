"""Descriptions of the keys of a year file and a rater's file, without the quality cycle."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from qualitycli.messages import N_
from qualitycli.model import assessment, rater
from qualitycli.model.fields import Model

YEAR: Final[Mapping[type[Model], Mapping[str, str]]] = {
    assessment.Assessment: {
        "format": N_("Version of the file format: 1."),
        "year": N_(
            "The school year, both years in full: 2020-2021. It may also be two school years, "
            "2019-2021, or a calendar year, 2023. The file has the same name."
        ),
        "framework": N_("The framework and edition that the year is rated by."),
        "institution": N_("The school."),
        "bands": N_("Id of a band profile, to use another than the one that applies to the year."),
        "illustrative": N_("true for example data; every document then says so."),
        "targets": N_(
            "Targets for areas, criteria, indicators and items: grades or points; for items in "
            "their own unit."
        ),
        "ratings": N_("The ratings by item id; an empty one means not rated yet."),
    },
    assessment.FrameworkReference: {
        "id": N_("Short name of the framework, as in the catalogue."),
        "edition": N_("Edition of the framework."),
    },
    assessment.Institution: {
        "kind": N_("Kind of the institution; a school by default."),
        "name": N_("Name of the school."),
        "town": N_("The town or village."),
        "director": N_("The director's name."),
        "contact": N_("Address, telephone and e-mail for the letterhead; one text or several."),
        "profile": N_("The school in figures, for the report."),
    },
    assessment.Profile: {
        "pupils": N_("How many pupils or children there are."),
        "classes": N_("How many classes or groups there are."),
        "full_day": N_("How many pupils stay for the whole day."),
        "special_needs": N_("How many pupils have special educational needs."),
        "teachers": N_("How many pedagogical specialists there are."),
        "staff": N_("How many other members of staff there are."),
    },
    assessment.Count: {
        "count": N_("How many it applies to."),
        "of": N_("How many there are in total."),
    },
    assessment.Rating: {
        "level": N_("The level that the commission gives."),
        "points": N_("The points: a step on the item's points scale, or up to its maximum."),
        "answers": N_("How many people gave each answer, by its number, key or level."),
        "invited": N_("How many people were invited, whether or not they answered."),
        "mean": N_("The mean of the answers, if only that was published."),
        "answered": N_("How many people the mean is based on."),
        "count": N_("How many it applies to."),
        "of": N_("How many there are in total."),
        "value": N_("The value, in the item's unit."),
        "parts": N_("“count” and “of” for each part of the item, in the same order."),
        "not_applicable": N_(
            "Why the item does not apply to the school; used instead of a rating."
        ),
        "no_evidence": N_("Why there is no evidence; used instead of a rating."),
        **{key: one.meaning for key, one in assessment.BESIDE.items()},
        "agreed": N_("When the commission agreed on the rating, and by which protocol."),
    },
    assessment.Agreed: {
        "date": N_("Date of the decision (YYYY-MM-DD)."),
        "protocol": N_("The protocol that records the decision."),
    },
    rater.Opinions: {
        "format": N_("Version of the file format: 1."),
        "year": N_("The year of the assessment, written as in its file: 2020-2021."),
        "framework": N_("The framework and edition that the rater used."),
        "rater": N_("The person who rates."),
        "ratings": N_("The ratings by item id; an empty one means not rated yet."),
        "saved_on": N_("Date on which the file was saved (YYYY-MM-DD)."),
    },
    rater.Rater: {
        "name": N_("The rater's name, as in the commission."),
        "role": N_("The rater's role in the commission, for example chair."),
    },
}
