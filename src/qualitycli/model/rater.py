"""One rater's file: the ratings of a member of the commission, before the commission agrees."""

from qualitycli.model.assessment import FrameworkReference, Rating
from qualitycli.model.fields import AssessedPeriod, Day, Model, Whole


class Rater(Model):
    """Who rates."""

    name: str
    role: str | None = None


class Opinions(Model):
    """A rater's file, ``data/years/YEAR/raters/NAME.yaml``.

    :ivar ratings: by item id; they count for nothing before the commission has agreed.
    :ivar saved_on: the day on which the rater saved them.
    """

    format: Whole
    year: AssessedPeriod
    framework: FrameworkReference
    rater: Rater
    ratings: dict[str, Rating] = {}
    saved_on: Day | None = None
