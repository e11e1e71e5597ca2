"""Points scales: steps in order, with the bounds that their texts state."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Final, NamedTuple

from qualitycli.exchange.framework.steps import LONGEST_LINE, NUMBER, StepText
from qualitycli.exchange.framework.texts import number_in
from qualitycli.messages import N_, Figure, Message, as_written


class Rung(NamedTuple):
    """A step of a points scale, with its lower bound if it has one."""

    points: Fraction
    text: str = ""
    start: Fraction | None = None
    is_inclusive: bool = False


class Ladder(NamedTuple):
    """A points scale.

    :ivar unit: ``%`` for percentages, another unit for values; empty for described steps.
    :ivar decisions: what the lines left open, and how it was decided.
    :ivar doubts: what somebody has to check.
    """

    rungs: tuple[Rung, ...]
    unit: str = ""
    decisions: tuple[Message, ...] = ()
    doubts: tuple[Message, ...] = ()

    @property
    def most(self) -> Fraction:
        """The most points."""
        return max(rung.points for rung in self.rungs)


_TO: Final = (
    r"(?:до|не\sповече\sот|най-много|максимум|≤|<=|up\sto|at\smost|not\smore\sthan)",
    r"(?:под|по-малко\sот|по-малък\sот|<|under|below|less\sthan|fewer\sthan)",
)
_FROM: Final = (
    r"(?:от|поне|не\sпо-малко\sот|най-малко|минимум|≥|>=|at\sleast|from)",
    r"(?:над|повече\sот|>|over|above|more\sthan)",
)
_U: Final = r"(?:\s*(?P<{}>%|на\sсто\b|процент(?:а|и)?\b|[^\W\d_][^\W\d_]*\.?))?"
_MORE: Final = r"(?:\s*(?:и|или|and|or)\s*(?:повече|нагоре|над|more|over|above))"
_CONDITION: Final = re.compile(
    rf"""(?:при|ако|if|at)?\s*(?:
      (?P<two>(?:(?:от|между|from|between)|(?P<over2>над|over|above))?\s*(?P<low>{NUMBER}){_U.format("u1")}
        \s*(?:[-–—]|до|и|to|and|÷)\s*(?P<high>{NUMBER}){_U.format("u2")})
      | (?P<to>{_TO[0]}|(?P<under>{_TO[1]}))\s*(?P<n1>{NUMBER}){_U.format("u3")}
      | (?:{_FROM[0]}|(?P<over>{_FROM[1]}))\s*(?P<n2>{NUMBER}){_U.format("u4")}{_MORE}?
      | (?P<n3>{NUMBER}){_U.format("u5")}{_MORE}
      | (?P<exact>{NUMBER}){_U.format("u6")}
    )(?P<incl>\s*(?:вкл\.?|включително|incl\.?|inclusive))?(?P<rest>.*)""",
    re.VERBOSE | re.IGNORECASE,
)
_PERCENT_INSIDE: Final = re.compile(
    rf"""(?:(?:{_TO[0]}|{_TO[1]}|{_FROM[0]}|{_FROM[1]}|между|between)\s*)?
    {NUMBER}(?:\s*(?:%|на\sсто))?(?:\s*(?:[-–—]|до|и|to|and)\s*{NUMBER})?\s*(?:%|на\sсто)""",
    re.VERBOSE | re.IGNORECASE,
)
# „брой проекти: 1“: the unit of all steps, in front of the first.
_COUNTED: Final = re.compile(
    r"(?:(?P<bg>брой|бр\.)|number of)\s[^\d:]{1,60}:\s*(?P<text>\S.*)", re.I
)
_PERCENT: Final = frozenset({"%", "на сто", "процента", "проценти", "процент"})
_UNITS: Final = {
    **dict.fromkeys(("ден", "дни", "дена"), "дни"),
    **dict.fromkeys(("day", "days"), "days"),
    **dict.fromkeys(("час", "часа", "часове"), "часа"),
    **dict.fromkeys(("бр", "бр.", "броя", "брой"), "бр."),
    **dict.fromkeys(("лв", "лв.", "лева", "лев"), "лв."),
    **dict.fromkeys(("път", "пъти"), "пъти"),
    **dict.fromkeys(("месец", "месеца", "месеци"), "месеца"),
    **dict.fromkeys(("г", "г.", "година", "години"), "години"),
}


class Interval(NamedTuple):
    """The values that a step is for; a bound is inclusive or not.

    :ivar words: what the text says besides the bounds.
    :ivar is_exact: whether it is a single value.
    """

    low: Fraction | None
    has_low: bool
    high: Fraction | None
    has_high: bool
    unit: str
    words: str
    is_exact: bool = False
    digits: int = 0


def interval_of(text: str) -> Interval | None:
    """Return the values that a text such as „21–60 %“ is about; None if it is about none."""
    text = text.strip(" .;")
    if len(text) > LONGEST_LINE:
        return None
    found = _CONDITION.fullmatch(text)
    if found is None:
        inside = list(_PERCENT_INSIDE.finditer(text))
        if len(inside) != 1:
            return None
        found = _CONDITION.fullmatch(inside[0][0])
        words = text
    else:
        words = found["rest"].strip(" .;")
    if found is None or re.search(r"[0-9]", found["rest"]):
        return None
    return _interval(found, words)


def _interval(found: re.Match[str], words: str) -> Interval:
    written = next((found[f"u{n}"] for n in (2, 1, 3, 4, 5, 6) if found[f"u{n}"]), "") or ""
    unit = "%" if written.casefold() in _PERCENT else written
    low = found["low"] or found["n2"] or found["n3"] or found["exact"]
    high = found["high"] or found["n1"] or found["exact"]
    return Interval(
        number_in(low) if low else None,
        not (found["over"] or found["over2"]),
        number_in(high) if high else None,
        not found["under"],
        _UNITS.get(unit.casefold(), unit),
        words,
        is_exact=bool(found["exact"]),
        digits=max(
            len(re.split("[.,]", one)[-1]) if re.search("[.,]", one) else 0
            for one in (low or "", high or "")
        ),
    )


def ladder_of(steps: Sequence[StepText], unit: str = "") -> Ladder | Message:
    """Return the points scale of steps, or why they are none.

    :param unit: the unit of the values, if another cell states it.
    """
    if max(step.points for step in steps) == 0:
        return Message(N_("no step earns points"))
    if len(steps) < 2:
        return Message(N_("there is only one step"))
    told, counted = _counted(steps)
    intervals = [interval_of(step.text) for step in told]
    bounded = _bounded(told, intervals, unit or counted)
    if bounded is not None:
        return bounded
    rungs = sorted(Rung(step.points, step.text) for step in steps)
    if len({rung.points for rung in rungs}) < len(rungs):
        return Message(N_("two steps earn the same points"))
    if not all(rung.text for rung in rungs):
        return Message(N_("a step has no description"))
    return Ladder(tuple(rungs), doubts=tuple(_doubts(rungs, intervals)))


def _doubts(rungs: Sequence[Rung], intervals: Sequence[Interval | None]) -> Iterator[Message]:
    """Yield what is doubtful about steps that were read as texts."""
    if sum(one is not None for one in intervals) > 1:
        yield Message(
            N_(
                "its steps name numbers, but no common unit and bounds, so they were read as "
                "texts; write “rated_by: value”, “unit” and the bounds if it is counted"
            )
        )
    if rungs[0].points > 0:
        text = N_("no step earns 0 points, so {least} is the least; add a step if 0 is possible")
        yield Message(text, {"least": figure(rungs[0].points)})


def _counted(steps: Sequence[StepText]) -> tuple[Sequence[StepText], str]:
    """Return the steps without „брой проекти:“ in front of the first, and the unit it states."""
    found = _COUNTED.fullmatch(steps[0].text) if len(steps[0].text) <= LONGEST_LINE else None
    if found is None:
        return steps, ""
    first = StepText(steps[0].points, found["text"])
    return [first, *steps[1:]], "бр." if found["bg"] else "pcs"


def _common_unit(units: Sequence[str]) -> str | None:
    """Return the last of units that are forms of one word: „проект“, „проекта“; None if not."""
    last = units[-1]
    for one in units:
        stem = min(len(one), len(last)) - 2
        if one != last and (stem < 3 or one[:stem].casefold() != last[:stem].casefold()):
            return None
    return last


def _bounded(
    steps: Sequence[StepText], intervals: Sequence[Interval | None], unit: str
) -> Ladder | Message | None:
    """Return a points scale with bounds, or why it has gaps; None if its steps have no bounds."""
    known = [(step, one) for step, one in zip(steps, intervals, strict=True) if one is not None]
    rest = [step for step, one in zip(steps, intervals, strict=True) if one is None]
    if len(known) < 2 or len(rest) > 1:
        return None
    known.sort(key=lambda one: (one[1].low is not None, one[1].low or one[1].high or 0))
    units = [one.unit for _, one in known if one.unit]
    common = _common_unit(units) if units else unit
    if not common or all(one.is_exact for _, one in known):
        return None
    first = known[0][1]
    if rest and (first.low is None or rest[0].points > min(step.points for step in steps)):
        return None
    return _with_bounds(known, rest, common)


def _with_bounds(
    known: Sequence[tuple[StepText, Interval]], rest: Sequence[StepText], unit: str
) -> Ladder | Message:
    decisions: list[Message] = []
    rungs: list[Rung] = []
    first = known[0][1]
    if rest:
        rungs.append(Rung(rest[0].points, rest[0].text))
    elif first.low is not None and _starts_above_zero(known, first.low, unit):
        rungs.append(Rung(Fraction(0)))
        text = N_("below the lowest step, {start}, 0 points were assumed")
        decisions.append(Message(text, {"start": _shown(first.low, first.unit or unit)}))
    previous: Interval | None = None
    for step, one in known:
        rung = Rung(step.points, step.text if one.words else "")
        if rungs:
            start = _start(previous, one)
            if isinstance(start, Message):
                return start
            rung = rung._replace(start=start.value, is_inclusive=start.is_inclusive)
            if start.is_open:
                which = N_("{start} itself was given to the step above it")
                other = N_("{start} itself was given to the step below it")
                text = which if start.is_inclusive else other
                decisions.append(Message(text, {"start": _shown(start.value, unit)}))
        rungs.append(rung)
        previous = one
    starts = [rung.start for rung in rungs[1:]]
    if any(low is None or high is None or low >= high for low, high in pairwise(starts)):
        return Message(N_("two steps overlap"))
    return Ladder(tuple(rungs), unit, tuple(decisions))


def _starts_above_zero(
    known: Sequence[tuple[StepText, Interval]], low: Fraction, unit: str
) -> bool:
    """Tell whether there are values below the lowest step: „1 проект“ says nothing about none."""
    (step, first), (last, _) = known[0], known[-1]
    is_count = unit != "%" and low > 0 and step.points < last.points
    return step.points > 0 and (is_count or low > 10**-first.digits)


class _Start(NamedTuple):
    """Where a step starts.

    :ivar is_open: whether the lines do not say to which step the bound itself belongs.
    """

    value: Fraction
    is_inclusive: bool
    is_open: bool = False


def _start(previous: Interval | None, one: Interval) -> _Start | Message:
    """Return where a step starts: where the one before it ends, if that is the same."""
    if one.low is None:
        return Message(N_("two steps have no lower bound"))
    if previous is None or previous.high is None:
        return _Start(one.low, one.has_low)
    if one.low < previous.high:
        return Message(N_("two steps overlap"))
    if one.low == previous.high:
        is_open = one.has_low == previous.has_high
        return _Start(one.low, one.has_low and not previous.has_high, is_open)
    digits = max(one.digits, previous.digits)
    if one.low - previous.high > Fraction(1, 10**digits) or not one.has_low:
        text = N_("nothing is said about values between {low} and {high}")
        args = {"low": _shown(previous.high, ""), "high": _shown(one.low, "")}
        return Message(text, args)
    if previous.is_exact and previous.high > 0:
        return _Start(one.low, is_inclusive=True)  # „2–3 проекта“ after „1 проект“
    if one.is_exact or one.high is None or not previous.has_high:
        return _Start(one.low, is_inclusive=True)  # „100 %“, „от 81 %“, „81 % и повече“
    return _Start(previous.high, is_inclusive=False)


def _shown(value: Fraction, unit: str) -> Message:
    args = {"value": figure(value), "unit": unit}
    return Message("{value} {unit}" if unit else "{value}", args)


def figure(value: Fraction) -> Figure:
    """Return a number for a sentence, without trailing zeros."""
    return Figure(value, len(as_written(value).partition(".")[2]))


def rungs_as_values(rungs: Sequence[Rung]) -> list[dict[str, str]]:
    """Return the values of a points scale."""
    return [_rung(one) for one in rungs]


def _rung(rung: Rung) -> dict[str, str]:
    values = {"points": as_written(rung.points)}
    if rung.text:
        values["text"] = rung.text
    if rung.start is not None:
        values["from" if rung.is_inclusive else "above"] = as_written(rung.start)
    return values
