"""What the keys of a year mean that judge and count."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from qualitycli.messages import N_
from qualitycli.model import assessment, rater
from qualitycli.model.fields import Model

YEAR: Final[Mapping[type[Model], Mapping[str, str]]] = {
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
        **{key: one.meaning for key, one in assessment.BESIDE.items()},
        "agreed": N_("When and by which protocol the commission agreed on it."),
    },
    assessment.Agreed: {
        "date": N_("Date of the decision, year-month-day."),
        "protocol": N_("The protocol that the decision is in."),
    },
    rater.Opinions: {
        "format": N_("Version of the file format: 1."),
        "year": N_("The school year, both years in full: 2020-2021."),
        "framework": N_("The framework and the edition of it that the rater judged by."),
        "rater": N_("Who rates."),
        "ratings": N_("The ratings, by the id of the item; what is left empty is not rated yet."),
        "saved_on": N_("The day on which the file was saved, year-month-day."),
    },
    rater.Rater: {
        "name": N_("The rater's name, as in the commission."),
        "role": N_("The rater's part in the commission, for example chair."),
    },
}
