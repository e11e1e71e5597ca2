"""How people write a period, and sentences that depend on how long it is."""

from __future__ import annotations

from typing import Final, NamedTuple

from qualitycli.messages import N_
from qualitycli.model.periods import is_period, is_school_year


def printed_period(period: str) -> str:
    """Return a period as people write it: 2020/2021, two school years 2019–2021, or 2023.

    Names of files that are not periods stay as they are.
    """
    if is_school_year(period):
        return period.replace("-", "/")
    return period.replace("-", "–") if is_period(period) else period


class PeriodTexts(NamedTuple):
    """A sentence about a period: for a school year, two school years, and a calendar year.

    Where English needs no such words, Bulgarian does: „учебната 2020/2021 година“, „учебните
    2019–2021 години“, „2023 година“.
    """

    school_year: str
    two_school_years: str
    calendar_year: str

    def of(self, period: str) -> str:
        """Return the sentence for a period."""
        if "-" not in period:
            return self.calendar_year
        return self.school_year if is_school_year(period) else self.two_school_years


# What precedes the period in a list: “School year: 2020/2021”.
HEADING: Final = PeriodTexts(N_("School year"), N_("School years"), N_("Calendar year"))
PERIOD: Final = PeriodTexts(
    N_("School year {year}"), N_("School years {year}"), N_("Calendar year {year}")
)
STATUS: Final = PeriodTexts(
    N_("School year {year}: status as of {today}"),
    N_("School years {year}: status as of {today}"),
    N_("Calendar year {year}: status as of {today}"),
)
SELF_ASSESSMENT: Final = PeriodTexts(
    N_("Self-assessment {year}"),
    N_("Self-assessment for the school years {year}"),
    N_("Self-assessment for the calendar year {year}"),
)
MEASURES: Final = PeriodTexts(
    N_("Measures for {year}"),
    N_("Measures for the school years {year}"),
    N_("Measures for the calendar year {year}"),
)
ACQUAINTED: Final = PeriodTexts(
    N_(
        "With my signature I confirm that I have read the measures for raising the quality of "
        "education and the rules for applying the internal quality assurance system in {year}."
    ),
    N_(
        "With my signature I confirm that I have read the measures for raising the quality of "
        "education and the rules for applying the internal quality assurance system in the "
        "school years {year}."
    ),
    N_(
        "With my signature I confirm that I have read the measures for raising the quality of "
        "education and the rules for applying the internal quality assurance system in the "
        "calendar year {year}."
    ),
)
