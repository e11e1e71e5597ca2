"""Lines such as „0,75 т. – …“ and „над 60 % – 2 т.“: points scales and descriptions of levels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Final, Literal, NamedTuple

from qualitycli.exchange.framework.texts import number_in
from qualitycli.messages import N_, Message

_N: Final = r"[0-9]{1,6}(?:[.,][0-9]{1,4})?"
_UNIT_OF_POINTS: Final = r"(?:т(?:\.|очк[аи]\b|(?![^\W_]))|p(?:oin)?ts?\b\.?)"
_SEPARATOR: Final = r"\s*(?:[-–—=:]|,\s*ако\b)\s*"
_LEVEL: Final = re.compile(
    r"(?:равнище|ниво|степен|level)\s*№?\s*(?P<points>[0-9])\s*[-–—=:.)]\s*(?P<text>\S.*)",
    re.IGNORECASE,
)
_FIRST: Final = re.compile(
    rf"(?P<points>{_N})\s*{_UNIT_OF_POINTS}(?:{_SEPARATOR}|\s+)(?P<text>\S.*)", re.IGNORECASE
)
_LAST: Final = re.compile(
    rf"(?P<text>\S.*?)\s*[-–—=:(,]\s*(?P<points>{_N})\s*{_UNIT_OF_POINTS}\)?[.,;]?", re.IGNORECASE
)
# Without a unit: „До 20 % – 1“, which has a number in its text, and „0 – няма“.
_BARE_LAST: Final = re.compile(rf"(?P<text>\D*[0-9].*?)\s*[-–—=:]\s*(?P<points>{_N})[.,;]?")
_BARE_FIRST: Final = re.compile(rf"(?P<points>{_N})\s*[-–—=:)]\s*(?P<text>[^\d\s].*)")
_FORMS: Final = (
    ("level", _LEVEL),
    ("points", _FIRST),
    ("points", _LAST),
    ("bare", _BARE_LAST),
    ("bare", _BARE_FIRST),
)
_PIECES: Final = (re.compile(r"\s*;\s*"), re.compile(r"[.,]\s+"))

Form = Literal["level", "points", "bare"]


class StepText(NamedTuple):
    """A step as it is written: its points or level, and its description."""

    points: Fraction
    text: str


class StepLines(NamedTuple):
    """The steps in the lines of a cell.

    :ivar form: whether the lines say that they are levels or points; ``bare`` numbers can be both.
    :ivar lead: the lines in front of the steps.
    """

    form: Form
    steps: list[StepText]
    lead: list[str]


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
    """

    rungs: tuple[Rung, ...]
    unit: str = ""
    decisions: tuple[Message, ...] = ()

    @property
    def most(self) -> Fraction:
        """The most points."""
        return max(rung.points for rung in self.rungs)


def step_lines(lines: Sequence[str]) -> StepLines | None:
    """Return the steps that the lines of a cell describe; None if they describe none."""
    for split in (None, *_PIECES):
        pieces = lines if split is None else [p for one in lines for p in split.split(one) if p]
        for form, pattern in _FORMS:
            found = _by_form(pieces, form, pattern)
            if found is not None:
                return found
    return None


def _by_form(pieces: Sequence[str], form: str, pattern: re.Pattern[str]) -> StepLines | None:
    steps: list[StepText] = []
    lead: list[str] = []
    for piece in pieces:
        if (found := pattern.fullmatch(piece.strip())) is not None:
            steps.append(StepText(number_in(found["points"]), found["text"].strip()))
        elif not steps:
            lead.append(piece)
        elif form == "bare" or _holds_step(piece):
            return None
        else:
            steps[-1] = StepText(steps[-1].points, f"{steps[-1].text} {piece}")
    if len(steps) < 2 or any(_holds_step(one.text) for one in steps):
        return None
    return StepLines("level" if form == "level" else _form(form), steps, lead)


def _form(form: str) -> Form:
    return "points" if form == "points" else "bare"


def _holds_step(text: str) -> bool:
    """Tell whether there is another step inside a text."""
    return re.search(rf"[;–—=:-]\s*{_N}\s*{_UNIT_OF_POINTS}", text, re.IGNORECASE) is not None or (
        re.search(rf";\s*{_N}\s*[-–—=:]", text) is not None
    )


# --- Bounds -------------------------------------------------------------------------------------

_TO: Final = (
    r"(?:до|не повече от|най-много|максимум|≤|<=|up to|at most|not more than)",
    r"(?:под|по-малко от|по-малък от|<|under|below|less than|fewer than)",
)
_FROM: Final = (
    r"(?:от|поне|не по-малко от|най-малко|минимум|≥|>=|at least|from)",
    r"(?:над|повече от|>|over|above|more than)",
)
_U: Final = r"\s*(?P<{}>%|на сто\b|процент(?:а|и)?\b|[^\W\d_][^\W\d_]*\.?)?"
_MORE: Final = r"(?:\s*(?:и|или|and|or)\s*(?:повече|нагоре|над|more|over|above))"
_CONDITION: Final = re.compile(
    rf"""(?:при|ако|if|at)?\s*(?:
      (?P<two>(?:(?:от|между|from|between)|(?P<over2>над|over|above))?\s*(?P<low>{_N}){_U.format("u1")}
        \s*(?:[-–—]|до|и|to|and|÷)\s*(?P<high>{_N}){_U.format("u2")})
      | (?P<to>{_TO[0]}|(?P<under>{_TO[1]}))\s*(?P<n1>{_N}){_U.format("u3")}
      | (?:{_FROM[0]}|(?P<over>{_FROM[1]}))\s*(?P<n2>{_N}){_U.format("u4")}{_MORE}?
      | (?P<n3>{_N}){_U.format("u5")}{_MORE}
      | (?P<exact>{_N}){_U.format("u6")}
    )(?P<incl>\s*(?:вкл\.?|включително|incl\.?|inclusive))?(?P<rest>.*)""",
    re.VERBOSE | re.IGNORECASE,
)
_PERCENT_INSIDE: Final = re.compile(
    rf"""(?:(?:{_TO[0]}|{_TO[1]}|{_FROM[0]}|{_FROM[1]}|между|between)\s*)?
    {_N}\s*(?:%|на\sсто)?(?:\s*(?:[-–—]|до|и|to|and)\s*{_N})?\s*(?:%|на\sсто)""",
    re.VERBOSE | re.IGNORECASE,
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
    bounded = _bounded(steps, unit)
    if bounded is not None:
        return bounded
    rungs = sorted(Rung(step.points, step.text) for step in steps)
    if len({rung.points for rung in rungs}) < len(rungs):
        return Message(N_("two steps earn the same points"))
    if not all(rung.text for rung in rungs):
        return Message(N_("a step has no description"))
    return Ladder(tuple(rungs))


def _bounded(steps: Sequence[StepText], unit: str) -> Ladder | Message | None:
    """Return a points scale with bounds, or why it has gaps; None if its steps have no bounds."""
    intervals = [interval_of(step.text) for step in steps]
    known = [(step, one) for step, one in zip(steps, intervals, strict=True) if one is not None]
    rest = [step for step, one in zip(steps, intervals, strict=True) if one is None]
    if len(known) < 2 or len(rest) > 1:
        return None
    units = {one.unit for _, one in known if one.unit}
    if len(units) > 1 or (not units and not unit) or all(one.is_exact for _, one in known):
        return None
    known.sort(key=lambda one: (one[1].low is not None, one[1].low or one[1].high or 0))
    first = known[0][1]
    if rest and (first.low is None or rest[0].points > min(step.points for step in steps)):
        return None
    return _with_bounds(known, rest, units.pop() if units else unit)


def _with_bounds(
    known: Sequence[tuple[StepText, Interval]], rest: Sequence[StepText], unit: str
) -> Ladder | Message:
    decisions: list[Message] = []
    rungs: list[Rung] = []
    first = known[0][1]
    if rest:
        rungs.append(Rung(rest[0].points, rest[0].text))
    elif first.low is not None and first.low > 10**-first.digits:
        rungs.append(Rung(Fraction(0)))
        text = N_("below the lowest step, {start}, 0 points were assumed")
        decisions.append(Message(text, {"start": _shown(first.low, unit)}))
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
    if one.is_exact or not previous.has_high:
        return _Start(one.low, is_inclusive=True)
    return _Start(previous.high, is_inclusive=False)


def _shown(value: Fraction, unit: str) -> str:
    number = f"{float(value):g}"
    return f"{number} {unit}".strip()


# --- Maxima -------------------------------------------------------------------------------------

_MOST: Final = re.compile(
    rf"""(?:макс(?:имум|имален\sброй|\.)?|до|общо|max(?:imum)?\.?|up\sto)?[\s:]*
    (?:(?:от\s*)?(?P<least>{_N})\s*(?:[-–—]|до|to|\.\.\.?)\s*)?(?P<most>{_N})\s*{_UNIT_OF_POINTS}?
    (?:\s*(?:през|стъпка|in\ssteps\sof|step)\s*(?P<step>{_N})\s*{_UNIT_OF_POINTS}?)?\s*""",
    re.VERBOSE | re.IGNORECASE,
)
_NONE: Final = re.compile(
    r"[-–—−/x×хX.]+|няма|не|n/?a|за сведение|информация|for information", re.I
)


class Most(NamedTuple):
    """A maximum of points, and the step that the points go in, if it is stated."""

    points: Fraction
    step: Fraction | None = None


def most_in(text: str) -> Most | None:
    """Return the maximum that a cell states: „4“, „до 4 т.“, „от 0 до 6 през 0,5“."""
    found = _MOST.fullmatch(text.strip(" .;()"))
    if found is None or (found["least"] and number_in(found["least"]) != 0):
        return None
    most = number_in(found["most"])
    step = number_in(found["step"]) if found["step"] else None
    if most == 0 or (step is not None and (step == 0 or most % step)):
        return None
    return Most(most, step)


def says_none(text: str) -> bool:
    """Tell whether a cell says that there is no maximum."""
    return _NONE.fullmatch(text.strip(" ()")) is not None


def bare_numbers(texts: Iterable[str]) -> Iterator[Fraction | None]:
    """Yield the points in each text that is a number only; None for any other text."""
    for text in texts:
        found = re.fullmatch(rf"({_N})\s*{_UNIT_OF_POINTS}?", text.strip(), re.IGNORECASE)
        yield number_in(found[1]) if found else None
