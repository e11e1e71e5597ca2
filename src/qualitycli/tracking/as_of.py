"""A year as it stood on a day: what is dated later had not happened yet.

So the state of a past day can be shown again, and a file that was completed since tells the same
story. What has no date counts as known.
"""

from __future__ import annotations

from datetime import date

from qualitycli.model.assessment import Assessment
from qualitycli.model.cycle import Activity, Measure, Period, Rules, Status


def as_of(year: Assessment, today: date) -> Assessment:
    """Return `year` without what is dated after `today`."""

    def by_then(day: date | None) -> bool:
        return day is None or day <= today

    officer = year.quality_officer
    return year.model_copy(
        update={
            "quality_officer": officer if officer and by_then(officer.date) else None,
            "commissions": tuple(one for one in year.commissions if by_then(one.date)),
            "rules": _rules_as_of(year.rules, today) if year.rules else None,
            "calendar": tuple(_activity_as_of(one, today) for one in year.calendar),
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
                item_id: one for item_id, one in year.ratings.items() if by_then(one.rated_on)
            },
        }
    )


def _rules_as_of(rules: Rules, today: date) -> Rules:
    amendments = tuple(one for one in rules.amendments if one.date is None or one.date <= today)
    return rules.model_copy(update={"amendments": amendments})


def _activity_as_of(activity: Activity, today: date) -> Activity:
    if activity.done_on is None or activity.done_on <= today:
        return activity
    return activity.model_copy(update={"done_on": None})


def _measure_as_of(measure: Measure, today: date) -> Measure:
    """Return a measure with the approval, the dates and so the status that it had by then."""
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
    indicator = measure.indicator
    return measure.model_copy(
        update={
            "approved": approved,
            "actual": actual,
            "stated": _status_then(measure, actual, approved is not None),
            "indicator": indicator and indicator.model_copy(update={"result": None}),
        }
    )


def _status_then(measure: Measure, actual: Period, approved: bool) -> Status:
    if measure.status in ("done", "dropped") and actual.ends is not None:
        return measure.status
    if actual.begins is not None:
        return "started"
    if measure.kind == "planned":
        return "planned"
    return "approved" if approved else "proposed"
