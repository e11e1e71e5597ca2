"""Lines such as „0,75 т. – …“ and „над 60 % – 2 т.“: points scales and descriptions of levels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Final, Literal, NamedTuple

from qualitycli.exchange.framework.texts import number_in

NUMBER: Final = r"[0-9]{1,6}(?:[.,][0-9]{1,4})?"
_UNIT_OF_POINTS: Final = r"(?:т(?:\.|очк[аи]\b|(?![^\W_]))|p(?:oin)?ts?\b\.?)"
_SEPARATOR: Final = r"\s*(?:[-–—=:]|,\s*ако\b)\s*"
_LEVEL: Final = re.compile(
    r"(?:равнище|ниво|степен|level)\s*№?\s*(?P<points>[0-9])\s*[-–—=:.)]\s*(?P<text>\S.*)",
    re.IGNORECASE,
)
_FIRST: Final = re.compile(
    rf"(?P<points>{NUMBER})\s*{_UNIT_OF_POINTS}(?:{_SEPARATOR}|\s+)(?P<text>\S.*)", re.IGNORECASE
)
_LAST: Final = re.compile(
    rf"(?P<text>\S.*?)\s?[-–—=:(,]\s*(?P<points>{NUMBER})\s*{_UNIT_OF_POINTS}\)?[.,;]?",
    re.IGNORECASE,
)
# Without a unit: „До 20 % – 1“, which has a number in its text, and „0 – няма“.
_BARE_LAST: Final = re.compile(rf"(?P<text>\D*[0-9].*?)\s?[-–—=:]\s*(?P<points>{NUMBER})[.,;]?")
_BARE_FIRST: Final = re.compile(rf"(?P<points>{NUMBER})\s*[-–—=:)]\s*(?P<text>[^\d\s].*)")
_FORMS: Final = (
    ("level", _LEVEL),
    ("points", _FIRST),
    ("points", _LAST),
    ("bare", _BARE_LAST),
    ("bare", _BARE_FIRST),
)
_PIECES: Final = (
    re.compile(r";\s*"),
    # „3 т. – да, 0 т. – не“; a comma between digits is a decimal one.
    re.compile(rf"(?:(?<![0-9])[,;]\s*|[,;]\s+)(?={NUMBER}\s*{_UNIT_OF_POINTS})", re.IGNORECASE),
    re.compile(r"[.,]\s+"),
)
_BULLET: Final = re.compile(r"(?:[•●▪■·*✓✔➢➤]\s*|[-–—−]\s+)(?=\S)")
# „а) да – 3 т.“, „1. Да – 3 т.“; „0) няма“ can have points in front.
_LISTED: Final = re.compile(r"(?:[0-9]{1,2}\.|[^\W\d_]\))\s+(?=[^\W\d_])")
# What describes points: „2 т.“ anywhere, or a number at the beginning or the end of a line.
_POINTS: Final = re.compile(
    rf"(?<![0-9]){NUMBER}\s*{_UNIT_OF_POINTS}|\A{NUMBER}(?![0-9.])|(?<![0-9]){NUMBER}\Z",
    re.IGNORECASE,
)

# Longer texts describe no steps; matching them would take long.
_MOST_LINES: Final = 100
LONGEST_LINE: Final = 1000
_LONGEST_MAXIMUM: Final = 80

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


def step_lines(lines: Sequence[str]) -> StepLines | None:
    """Return the steps that the lines of a cell describe; None if they describe none."""
    if len(lines) > _MOST_LINES or max(map(len, lines), default=0) > LONGEST_LINE:
        return None
    lines = [_without_mark(line) for line in lines]
    for split in (None, *_PIECES):
        pieces = lines if split is None else _split(lines, split)
        for form, pattern in _FORMS:
            found = _by_form(pieces, form, pattern)
            if found is not None:
                return found
    return None


def _split(lines: Sequence[str], pattern: re.Pattern[str]) -> list[str]:
    return [piece for line in lines for one in pattern.split(line) if (piece := one.strip())]


def _without_mark(line: str) -> str:
    """Return a line without the bullet or number of a list in front of a step."""
    found = _BULLET.match(line) or _LISTED.match(line)
    if found is None:
        return line
    rest = line[found.end() :].strip()
    is_step = any(pattern.fullmatch(rest) for _, pattern in _FORMS)
    return rest if is_step else line


def mentions_points(lines: Iterable[str]) -> bool:
    """Tell whether lines that are no steps have numbers where those of steps have points."""
    return any(_POINTS.search(one.strip(" .;,")) for one in lines)


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
    return re.search(
        rf"[;–—=:-]\s*{NUMBER}\s*{_UNIT_OF_POINTS}", text, re.IGNORECASE
    ) is not None or (re.search(rf";\s*{NUMBER}\s*[-–—=:]", text) is not None)


_MOST: Final = re.compile(
    rf"""(?:макс(?:имум|имален\sброй|\.)?|до|общо|max(?:imum)?\.?|up\sto)?[\s:]*
    (?:(?:(?:от|from)\s*)?(?P<least>{NUMBER})\s*(?:[-–—]|до|to|\.\.\.?)\s*)?(?P<most>{NUMBER})\s*{_UNIT_OF_POINTS}?
    (?:\s*(?:през|със\sстъпка|стъпка|in\ssteps\sof|step)\s*(?P<step>{NUMBER})\s*{_UNIT_OF_POINTS}?)?\s*""",
    re.VERBOSE | re.IGNORECASE,
)
# „0-1-2-3“, „0; 0,5; 1“: all the points that can be given.
_EACH: Final = re.compile(
    rf"0(?P<rest>(?:(?:\s*[-–—/;]\s*|,\s+){NUMBER}){{2,20}})\s*{_UNIT_OF_POINTS}?", re.IGNORECASE
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
    if len(text) > _LONGEST_MAXIMUM:
        return None
    text = text.strip(" .;()")
    if (each := _EACH.fullmatch(text)) is not None:
        return _most_of_each([number_in(one) for one in re.findall(NUMBER, each["rest"])])
    found = _MOST.fullmatch(text)
    if found is None or (found["least"] and number_in(found["least"]) != 0):
        return None
    most = number_in(found["most"])
    step = number_in(found["step"]) if found["step"] else None
    if most == 0 or (step is not None and (step == 0 or most % step)):
        return None
    return Most(most, step)


def _most_of_each(numbers: Sequence[Fraction]) -> Most | None:
    """Return the maximum of numbers of points after 0, if they are equally far apart."""
    step = numbers[0]
    is_even = step > 0 and all(one == n * step for n, one in enumerate(numbers, 1))
    return Most(numbers[-1], step) if is_even else None


def says_none(text: str) -> bool:
    """Tell whether a cell says that there is no maximum."""
    return _NONE.fullmatch(text.strip(" ()")) is not None


def bare_numbers(texts: Iterable[str]) -> Iterator[Fraction | None]:
    """Yield the points in each text that is a number only; None for any other text."""
    for text in texts:
        if len(text) > _LONGEST_MAXIMUM:
            yield None
            continue
        found = re.fullmatch(rf"({NUMBER})\s*{_UNIT_OF_POINTS}?", text.strip(), re.IGNORECASE)
        yield number_in(found[1]) if found else None
