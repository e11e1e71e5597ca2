"""The robustness of a year's bands, in texts that the terminal and the documents share."""

from __future__ import annotations

from typing import Final

from qualitycli.messages import N_, Finished, Percentage, Say
from qualitycli.model.framework import BandProfile
from qualitycli.scoring.bands import band_starts
from qualitycli.scoring.robustness import Cause
from qualitycli.scoring.score import Score
from qualitycli.scoring.single_steps import StepUnit, step_units

NO_BAND: Final = N_("There is no band yet: too few items are rated.")
# The sentences for when no single change of a kind would change a band.
NO_CHANGE: Final[dict[Cause, str]] = {
    "rating": N_("No band would change if a single rating were one level higher or lower."),
    "left_out": N_("No band would change if any one criterion were left out."),
    "weight": N_("No band would change if any one weight were a quarter higher or lower."),
}

# The same if results are not grades: a step is then a step of points or of a count.
FIRM_BY_STEPS: Final = N_("No band would change if a single rating were one step higher or lower.")
_STEPS: Final[dict[StepUnit, str]] = {
    "level": N_("one level"),
    "points": N_("one step of the points that an item can earn"),
    "count": N_("one more or one fewer in a count"),
}


def firm_sentence(cause: Cause, score: Score, say: Say) -> str | None:
    """Return the note that no single change would change a band; with points, none for weights."""
    if cause == "weight" and score.catalogue.method == "points":
        return None
    if cause == "rating" and step_units(score) - {"level"}:
        return say(FIRM_BY_STEPS)
    return say(NO_CHANGE[cause])


def steps_note(score: Score, say: Say) -> str | None:
    """Return the note on what a single step of a rating is; None if all steps are levels."""
    units = step_units(score)
    steps = [say(text) for unit, text in _STEPS.items() if unit in units]
    if not units - {"level"}:
        return None
    return say(N_("A step of a rating is: {steps}."), steps=Finished("; ".join(steps)))


def band_starts_note(profile: BandProfile, say: Say) -> str:
    """Return where the bands start in a profile that rounds percentages first."""
    beginnings = (
        say("{band} – {percent}", band=name, percent=Percentage(edge))
        for name, edge in band_starts(profile)
    )
    text = N_("The percentage is first rounded to a whole number, so the bands start at: {bands}.")
    return say(text, bands=Finished(*beginnings))
