"""A year as it was on a day, without anything dated later.

This makes the status of a past day reproducible, even if the file was completed since. Entries
without a date count as known. Ratings without a date and the results of goals are the exception:
they count as of the newest rating that has a date.
"""

from __future__ import annotations

from datetime import date

from qualitycli.model.assessment import Assessment
from qualitycli.model.cycle import Goal
from qualitycli.model.measure import Measure, Period


def as_of(year: Assessment, today: date) -> Assessment:
    """Return `year` without anything dated after `today`."""

    def by_then(day: date | None) -> bool:
        return day is None or day <= today

    judged = max((one.rated_on for one in year.ratings.values() if one.rated_on), default=None)
    officer, rules = year.quality_officer, year.rules
    if rules is not None:
        amendments = tuple(one for one in rules.amendments if by_then(one.date))
        rules = rules.model_copy(update={"amendments": amendments})
    return year.model_copy(
        update={
            "goals": year.goals if by_then(judged) else tuple(map(_without_result, year.goals)),
            "quality_officer": officer if officer and by_then(officer.date) else None,
            "commissions": tuple(one for one in year.commissions if by_then(one.date)),
            "rules": rules if rules and by_then(rules.in_force_from) else None,
            "calendar": tuple(
                one if by_then(one.done_on) else one.model_copy(update={"done_on": None})
                for one in year.calendar
            ),
            "monitoring": tuple(one for one in year.monitoring if by_then(one.date)),
            "measures": tuple(
                _measure_as_of(one, today)
                for one in year.measures
                if one.proposed is None or by_then(one.proposed.date)
            ),
            "decisions": tuple(one for one in year.decisions if one.date <= today),
            "acquainted": tuple(
                one if by_then(one.date) else one.model_copy(update={"date": None})
                for one in year.acquainted
            ),
            "ratings": {
                item_id: one
                for item_id, one in year.ratings.items()
                if by_then(one.rated_on or judged)
            },
        }
    )


def _without_result(goal: Goal) -> Goal:
    gauge = goal.indicator
    return goal.model_copy(
        update={"indicator": gauge and gauge.model_copy(update={"result": None})}
    )


def _measure_as_of(measure: Measure, today: date) -> Measure:
    """Return a measure with the approval, the dates and the status that it had by then.

    If anything happened later, the result of its indicator is removed. So are its note, its
    evidence and its stated status, unless the measure had ended by then.
    """
    approved = measure.approved
    if approved is not None and approved.date > today:
        approved = None
    begins, ends = measure.actual.begins, measure.actual.ends
    actual = Period.model_construct(
        begins=begins if begins and begins <= today else None,
        ends=ends if ends and ends <= today else None,
    )
    if approved == measure.approved and actual == measure.actual:
        return measure
    ended = actual.ends is not None
    gauge = measure.indicator
    return measure.model_copy(
        update={
            "approved": approved,
            "actual": actual,
            "stated": measure.stated if ended else None,
            "note": measure.note if ended else None,
            "evidence": measure.evidence if ended else (),
            "indicator": gauge and gauge.model_copy(update={"result": None}),
        }
    )
