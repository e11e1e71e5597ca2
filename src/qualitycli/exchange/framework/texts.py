"""Texts of cells: numbers in front of them, several texts in one cell, inner lists, maxima.

White space is normalised in one way only: line breaks and runs of white space become one space.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final, NamedTuple

from qualitycli.exchange.source.document import TextLine

_DASH: Final = r"[-–—−•●▪■·*✓✔➢➤]"
_ROMAN: Final = "[IVXІ]{1,5}"  # with the Cyrillic letter that looks alike
# A number in front of a text. One that is not followed by a dot needs two parts: “1.2 Text”.
_NUMBER: Final = re.compile(
    rf"""(?P<number> [0-9]{{1,3}}(?:\.[0-9]{{1,3}})+ (?=[.)]?\s)
      | [0-9]{{1,3}} (?=[.)](?:\s|[^\W\d_])) | {_ROMAN} (?=[.)]\s) | [^\W\d_] (?=\)\s) )
      [.)]?\s*(?=\S)""",
    re.VERBOSE,
)
_BULLET: Final = re.compile(rf"{_DASH}\s*(?=\S)")
_INNER_LIST: Final = re.compile(rf"(?<=:)\s*{_DASH}\s+")
_NEXT_IN_LIST: Final = re.compile(rf"(?<=[;,.])\s+{_DASH}\s+")
_NEXT_NUMBER: Final = re.compile(r"(?<=[.;:!?])\s+([0-9]{1,3})[.)]\s+(?=[^\W\d_])")
_ALONE: Final = re.compile(
    rf"(?:№\s*)?((?:[0-9]{{1,3}}(?:\.[0-9]{{1,3}})*)|{_ROMAN}|[^\W\d_]|"
    r"[^\W\d_]{1,3}\.[0-9]{1,3}(?:\.[0-9]{1,3})*)\s*[.)]?"
)
_POINTS_AT_END: Final = re.compile(
    r"""\s?(?:[-–—:]\s?[(\[/]?|[(\[/])\s?
    (?:(?:макс(?:имум|имален\sброй|\.)?|общо|до|max(?:imum)?|up\sto)[\s.:–-]*)?
    (?P<most>[0-9]{1,4}(?:[.,][0-9]{1,2})?)\s?(?:т\.?|точк[аи]|p(?:oin)?ts?\.?)\s?[)\]/]?\s?[.;]?\Z""",
    re.VERBOSE | re.IGNORECASE,
)
_LONGEST_END: Final = 60
_AREA: Final = re.compile(
    rf"""(?:област(?:\sна\sоценяване)?|сфера|раздел|area|domain)\b\s*
    (?:№?\s*(?P<number>[0-9]{{1,2}}|{_ROMAN})\b)?\s*[-–—.:)]*\s*(?P<title>\S.*)""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_CRITERION: Final = re.compile(
    rf"(?:критерий|criterion)\b\s*(?:№?\s*(?P<number>[0-9.]{{1,8}}|{_ROMAN})\b)?"
    r"\s*[-–—.:)]*\s*(?P<title>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_QUOTES: Final = (("„", "“"), ("„", "”"), ("“", "”"), ("«", "»"), ('"', '"'))
LONGEST_TITLE: Final = 250


class Heading(NamedTuple):
    """A line that names an area or a criterion, taken apart.

    :ivar most: its maximum of points, if the line states one.
    """

    number: str
    title: str
    most: Fraction | None


@dataclass
class NumberedText:
    """A text of a cell, with its number and the dashed list below it."""

    number: str
    text: str
    parts: list[str] = field(default_factory=list)
    lines: int = 1

    def add(self, text: str) -> None:
        """Add the rest of a text that is written in several lines."""
        self.lines += not self.parts
        if self.parts:
            self.parts[-1] += f" {text}"
        else:
            self.text += f" {text}"


def one_line(text: str) -> str:
    """Return a text with line breaks and runs of white space as one space."""
    return " ".join(text.split())


def lines_of(lines: Iterable[TextLine]) -> Iterator[TextLine]:
    """Yield the lines with text, each on one line."""
    for line in lines:
        for number, text in enumerate(line.text.splitlines() or [""]):
            if plain := one_line(text):
                yield TextLine(plain, "" if number else line.number.strip(), line.heading)


def number_alone(text: str) -> str | None:
    """Return the number in a cell for numbers, without the dot after it; None if it is none."""
    found = _ALONE.fullmatch(text)
    return found[1] if found else None


def split_number(text: str) -> tuple[str, str]:
    """Return the number in front of a text, and the text without it."""
    found = _NUMBER.match(text)
    return (found["number"], text[found.end() :]) if found else ("", text)


def is_bullet(mark: str) -> bool:
    """Tell whether an automatic number is a bullet."""
    return bool(mark) and not any(one.isalnum() for one in mark)


def texts_in(lines: Sequence[TextLine]) -> list[NumberedText]:
    """Return the texts of a cell: a numbered line begins one, a dashed one continues its list."""
    found: list[NumberedText] = []
    all_dashed = False
    for line in lines_of(lines):
        bullet = is_bullet(line.number) or _BULLET.match(line.text)
        text = _BULLET.sub("", line.text, count=1) if bullet else line.text
        if bullet and found and not all_dashed:
            found[-1].parts.append(text)
        elif bullet:
            all_dashed = True
            found.append(NumberedText("", text))
        else:
            _add_line(found, line.number.rstrip(".)"), text)
    return found


def _add_line(found: list[NumberedText], automatic: str, text: str) -> None:
    for number, plain in _numbered_in(text) if not automatic else [(automatic, text)]:
        if not number and found:
            found[-1].add(plain)
            continue
        text, *parts = _INNER_LIST.split(plain, maxsplit=1)
        inner = [part for one in parts for part in _NEXT_IN_LIST.split(one)]
        found.append(NumberedText(number, text, inner))


def _numbered_in(text: str) -> list[tuple[str, str]]:
    """Return the texts of a line in which “1. … 2. … 3. …” follow each other."""
    number, rest = split_number(text)
    if not number.isdecimal():
        return [(number, rest)]
    found, expected, start = [], int(number), 0
    for break_ in _NEXT_NUMBER.finditer(rest):
        if int(break_[1]) == expected + 1:
            found.append((str(expected), rest[start : break_.start()]))
            expected, start = expected + 1, break_.end()
    return [*found, (str(expected) if found else number, rest[start:])]


def split_points(text: str) -> tuple[str, Fraction | None]:
    """Return a title without “– 9 точки” at its end, and the points."""
    end = text[-_LONGEST_END:]
    found = _POINTS_AT_END.search(end)
    if found is None or found.start() + len(text) - len(end) == 0:
        return text, None
    return text[: len(text) - len(end) + found.start()].rstrip(), number_in(found["most"])


def number_in(text: str) -> Fraction:
    """Return a number as people write it: with a point or a comma."""
    return Fraction(text.replace(",", "."))


def area_heading(text: str) -> Heading | None:
    """Take apart “ОБЛАСТ 1. Учебен процес – 9 точки”; None if no area is named."""
    return _heading(_AREA.fullmatch(one_line(text)))


def criterion_heading(text: str) -> Heading | None:
    """Take apart “Критерий 1.2. Управление на класа”; None if no criterion is named."""
    return _heading(_CRITERION.fullmatch(one_line(text)))


def roman_heading(text: str) -> Heading | None:
    """Take apart “II. Учебен процес – 9 точки”; None without a Roman number."""
    number, title = split_number(one_line(text))
    return plain_heading(text) if re.fullmatch(_ROMAN, number) and title else None


def plain_heading(text: str) -> Heading:
    """Take apart a title with a number in front of it or points at its end, if it has them."""
    number, title = split_number(one_line(text))
    title, most = split_points(title)
    return Heading(number, without_quotes(title), most)


def _heading(found: re.Match[str] | None) -> Heading | None:
    if found is None or len(found["title"]) > LONGEST_TITLE:
        return None
    title, most = split_points(found["title"])
    return Heading((found["number"] or "").strip("."), without_quotes(title), most)


def without_quotes(title: str) -> str:
    """Return a title without the quotation marks that enclose it as a whole."""
    for first, last in _QUOTES:
        inner = title[1:-1]
        if title.startswith(first) and title.endswith(last) and len(title) > 2:
            return title if {first, last} & set(inner) else inner.strip()
    return title
