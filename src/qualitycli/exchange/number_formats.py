"""Dates and times among the numbers of a workbook."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from typing import Final, Literal

from qualitycli.exchange.elements import Elements

Shown = Literal["number", "date", "duration"]

# The built-in formats, which need no definition.
_KNOWN: Final[dict[str, Shown]] = {
    **dict.fromkeys(map(str, (*range(14, 23), 45, 47)), "date"),
    "46": "duration",
}
_KNOWN_PERCENTAGES: Final = ("9", "10")
# Excel's limit.
_MOST_IN_A_FORMAT: Final = 255
# A format consists of quoted texts, escaped characters, spaces and fills, brackets and letters.
_TOKEN: Final = re.compile(r'"[^"]*+"?|[\\_*].|\[[^\]]*+\]?|.', re.DOTALL)
_ELAPSED: Final = re.compile(r"\[(?:h++|m++|s++)\]", re.IGNORECASE)
_EPOCH: Final = datetime(1899, 12, 30)
# The first day of the Mac date system; each workbook states whether it uses this system.
_EPOCH_OF_1904: Final = datetime(1904, 1, 1)
_DAYS: Final = range((datetime(9999, 12, 31) - _EPOCH).days + 1)
_MILLISECONDS: Final = 24 * 60 * 60 * 1000
# Like Lotus 1-2-3, Excel treats 1900 as a leap year, so numbers before March are one too low.
_MARCH_1900: Final = 60


class Styles(Elements):
    """The styles of cells: how they show numbers.

    :ivar _formats: the formats by id; `_cells` has the format ids by style number.
    """

    def __init__(self) -> None:
        super().__init__()
        self._formats = dict(_KNOWN)
        self._percentages = set(_KNOWN_PERCENTAGES)
        self._cells: list[str] = []
        self._rotated: set[int] = set()
        self._is_of_cells = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Add a format or a style of cells."""
        if name == "numFmt":
            id_, format_ = attributes["numFmtId"], attributes["formatCode"]
            self._formats[id_] = shown_by(format_)
            if "%" in tokens(format_):
                self._percentages.add(id_)
        elif name == "cellXfs":
            self._is_of_cells = True
        elif name == "xf" and self._is_of_cells:
            self._cells.append(attributes.get("numFmtId", ""))
        elif (
            name == "alignment" and self._is_of_cells and attributes.get("textRotation", "0") != "0"
        ):
            self._rotated.add(len(self._cells) - 1)

    def end(self, name: str) -> None:
        """Handle the end of the styles of cells."""
        if name == "cellXfs":
            self._is_of_cells = False

    def shown(self, style: str) -> Shown:
        """Return how a style shows a number; an undefined style shows it as it is."""
        return self._formats.get(self._format(style), "number")

    def is_percentage(self, style: str) -> bool:
        """Tell whether a style shows a number as a percentage."""
        return self._format(style) in self._percentages

    def is_rotated(self, style: str) -> bool:
        """Tell whether a style shows text vertically, or at an angle."""
        return bool(self._rotated) and _number(style) in self._rotated

    def _format(self, style: str) -> str:
        number = _number(style)
        return self._cells[number] if 0 <= number < len(self._cells) else ""


def _number(style: str) -> int:
    return int(style) if style.isascii() and style.isdigit() and len(style) < 7 else -1


def shown_by(format_: str) -> Shown:
    """Return how a number format shows a number that is not negative."""
    for token in tokens(format_):
        if _ELAPSED.fullmatch(token):
            return "duration"
        if token in "dDmMyYhHsS":
            return "date"
    return "number"


def tokens(format_: str) -> list[str]:
    """Return the tokens of a number format for numbers that are not negative."""
    found = _TOKEN.findall(format_[:_MOST_IN_A_FORMAT])
    return found[: found.index(";")] if ";" in found else found


def moment(
    days: float, shown: Shown, *, from_1904: bool = False
) -> datetime | time | timedelta | None:
    """Return the date or time that a number represents; None if it is out of range."""
    epoch = _EPOCH_OF_1904 if from_1904 else _EPOCH
    if not 0 <= days < len(_DAYS) - (epoch - _EPOCH).days:
        return None
    rounded = timedelta(milliseconds=round(days * _MILLISECONDS))
    if shown == "duration":
        return rounded
    if rounded < timedelta(days=1):
        return (epoch + rounded).time()
    is_early = not from_1904 and days < _MARCH_1900
    try:
        return epoch + rounded + timedelta(days=is_early)
    except OverflowError:
        return None
