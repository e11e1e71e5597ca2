"""How the documents write figures, dates and texts from data, in the framework's language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from typing import Final

from qualitycli.messages import N_, Finished, Plural, Translator, as_written, visible
from qualitycli.model.cycle import Decision, MonitoringKind
from qualitycli.model.framework import Scale
from qualitycli.model.measure import STATUS_WORDS, MeasureKind, Period
from qualitycli.model.period_texts import PeriodTexts, printed_period
from qualitycli.render.change_parts import NodeChangeParts
from qualitycli.render.results import points_change, shortest
from qualitycli.rounding import fixed, signed
from qualitycli.scoring.figures import in_grades, points_said
from qualitycli.tracking.dates import Timing

NONE: Final = "–"
# The space in a number such as 1 400.
_THOUSANDS: Final = re.compile(r"\b([1-9]\d{0,2}) (?=\d{3}\b)")
MEASURE_KINDS: Final[dict[MeasureKind, str]] = {
    "planned": N_("planned measure"),
    "corrective": N_("corrective measure"),
}
MONITORING_KINDS: Final[dict[MonitoringKind, str]] = {
    "internal": N_("internal monitoring"),
    "external": N_("external monitoring"),
    "support": N_("methodological support"),
}
TIMINGS: Final[dict[Timing, str]] = {
    "done": STATUS_WORDS["done"],
    "dropped": STATUS_WORDS["dropped"],
    "overdue": N_("overdue"),
    "due": N_("upcoming"),
    "open": N_("no deadline"),
}


class Words:
    """Writes figures, dates and sentences in the language of the document."""

    def __init__(self, translate: Translator) -> None:
        self._translate = translate

    def __call__(self, text: str | Plural, /, **args: object) -> str:
        """Return a sentence; only the invisible characters in its texts are changed."""
        whole = {
            name: Finished(clean(value)) if isinstance(value, str) else value
            for name, value in args.items()
        }
        return self._translate(text, **whole)

    def grade(self, value: Fraction | None) -> str:
        """Return a grade with two decimals, or a dash."""
        return NONE if value is None else self._translate.decimal(fixed(value, 2))

    def percent(self, value: Fraction | None, digits: int = 1) -> str:
        """Return a percentage, or a dash."""
        return NONE if value is None else self._translate.percent(fixed(value, digits))

    def points(self, value: Fraction | None) -> str:
        """Return percentage points with one decimal."""
        return NONE if value is None else self._translate.decimal(fixed(value, 1))

    def difference(self, value: Fraction | None) -> str:
        """Return a difference of grades with its sign, or a dash."""
        return NONE if value is None else self._translate.decimal(signed(value, 2))

    def change(self, share: Fraction | None, grades: Scale) -> str:
        """Return a difference of shares, in grades, or in percentage points if there are no grades.

        Only the unit comes after the no-break space, so that charts can leave the unit out.
        """
        if share is None or grades:
            return self.difference(in_grades(share, grades))
        return self.percentage_points(100 * share)

    def percentage_points(self, change: Fraction) -> str:
        """Return a difference of percentages with its sign and unit."""
        return self(N_("{change}\N{NO-BREAK SPACE}pp"), change=self.number_of_change(change))

    def changes(self, change: NodeChangeParts) -> Iterator[str]:
        """Yield a node's change, its like-for-like part and the rest, in the unit of its results.

        Points are followed by percentage points in brackets, as results are by the percentage.
        """
        for own, percent in zip(change.parts, change.percent, strict=True):
            if own is None or percent is None:
                yield NONE
            elif change.unit == "grade":
                yield self.difference(own)
            elif change.unit == "percent":
                yield self.percentage_points(percent)
            else:
                yield f"{points_change(own, self)} ({self.percentage_points(percent)})"

    def difference_of_points(self, value: Fraction) -> str:
        """Return a difference of points with its sign, and only as many decimals as it needs."""
        digits = shortest(value).digits
        number = Finished(self._translate.decimal(signed(value, digits)))
        said = points_said(number, one=abs(value) == 1)
        return self(said.text, **said.args)

    def difference_in_unit(self, value: Fraction, unit: str | None) -> str:
        """Return a difference of values with its sign and its unit."""
        number = self._translate.decimal(signed(value, shortest(value).digits))
        return f"{number} {clean(unit)}" if unit else number

    def number_of_change(self, percent: Fraction) -> Finished:
        """Return a difference of percentages with its sign and one decimal."""
        return Finished(self._translate.decimal(signed(percent, 1)))

    def number(self, value: Fraction) -> str:
        """Return a number as it was written."""
        return self._translate.decimal(as_written(value))

    def day(self, day: date | None) -> str:
        """Return a date; empty if there is none."""
        return "" if day is None else self._translate.date(day)

    def period(self, period: Period) -> str:
        """Return a period: from and to, only to, or only from."""
        first, last = period.begins, period.ends
        if first is not None and last is not None:
            if first == last:
                return self.day(first)
            return f"{self.day(first)} – {self.day(last)}"
        if last is not None:
            return self(N_("until {date}"), date=last)
        return self(N_("from {date}"), date=first) if first is not None else ""

    def order(self, order: str, day: date | None) -> str:
        """Return an order of the director: its number and date."""
        if day is None:
            return self(N_("Order No {order}"), order=order)
        return self(N_("Order No {order} of {date}"), order=order, date=day)

    def year(self, year: str) -> str:
        """Return a period as people write it: 2020/2021, 2019–2021 or 2023."""
        return printed_period(year)

    def of_period(self, texts: PeriodTexts, period: str) -> str:
        """Return a sentence about a period, worded for the length of the period."""
        return self(texts.of(period), year=self.year(period))

    def listed(self, texts: Iterable[str]) -> str:
        """Return texts as a list in a sentence: a, b and c."""
        found = [clean(text) for text in texts]
        if len(found) < 2:
            return "".join(found)
        start = Finished(", ".join(found[:-1]))
        return self._translate(N_("{start} and {last}"), start=start, last=Finished(found[-1]))


def decision_name(one: Decision, words: Words) -> str:
    """Return the name of a decision: „Протокол № 9/05.07.2021 г.“."""
    if one.kind == "order":
        return words.order(clean(one.number), one.date)
    return words(N_("Protocol No {number} of {date}"), number=one.number, date=one.date)


def clean(text: str | None) -> str:
    """Return a text from data with invisible characters shown; line breaks stay.

    Groups of three digits, as in 1 400, stay on one line.
    """
    shown = "\n".join(visible(line) for line in (text or "").split("\n")).strip()
    return _THOUSANDS.sub("\\1\N{NO-BREAK SPACE}", shown)


def label(text: str | None) -> str:
    """Return a text from data as a name within a sentence: without a full stop at its end."""
    return clean(text).rstrip(".;:").rstrip()


def ended(text: str) -> str:
    """Return a sentence with exactly one full stop at its end."""
    return text if text.endswith(".") else f"{text}."


def joined(texts: Iterable[str]) -> str:
    """Return names separated by commas."""
    return ", ".join(clean(text) for text in texts)
