"""The robustness of a year's bands, in texts that the terminal and the documents share."""

from __future__ import annotations

from typing import Final

from qualitycli.messages import N_, Finished, Percentage, Say
from qualitycli.model.framework import BandProfile
from qualitycli.scoring.bands import words_begin
from qualitycli.scoring.robustness import Cause

NO_BAND: Final = N_("There is no band yet: too little is rated.")
# The sentences for when no single change of a kind would change a band.
FIRM: Final[dict[Cause, str]] = {
    "rating": N_("No band would change if a single rating were one level higher or lower."),
    "left_out": N_("No band would change if any one criterion were left out."),
    "weight": N_("No band would change if any one weight were a quarter higher or lower."),
}

# The same where results are no grades: a step is of points or of a count.
FIRM_BY_STEPS: Final = N_("No band would change if a single rating were one step higher or lower.")


def beginnings_note(profile: BandProfile, say: Say) -> str:
    """Return where the bands start in a profile that rounds percentages first."""
    beginnings = (
        say("{band} – {percent}", band=name, percent=Percentage(edge))
        for name, edge in words_begin(profile)
    )
    text = N_("The percentage is first rounded to a whole number, so the bands start at: {bands}.")
    return say(text, bands=Finished(*beginnings))
