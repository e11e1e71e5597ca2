"""Reading the cells of a sheet from its XML."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import datetime, time
from typing import Final, NamedTuple

from qualitycli.diagnostics import Place
from qualitycli.exchange.archive import Archive, ArchiveError
from qualitycli.exchange.elements import Elements, relation_id
from qualitycli.exchange.grid import CellEntry, CellRange, Content
from qualitycli.exchange.number_formats import Styles, moment
from qualitycli.rules import workbooks
from qualitycli.source import START, Cell, column_number

_MOST_ROWS: Final = 1_048_576
_MOST_COLUMNS: Final = 16_384
# An escape sequence for a UTF-16 code unit.
_ESCAPE: Final = re.compile("_x([0-9A-Fa-f]{4})_")
_HALF: Final = re.compile("[\ud800-\udfff]")
_NUMBER: Final = re.compile(
    r"[+-]?(?:[0-9]++(?:\.[0-9]*+)?|\.[0-9]++)(?:[Ee][+-]?[0-9]++)?", re.ASCII
)
_INDEX: Final = re.compile(r"[0-9]{1,7}", re.ASCII)
# A reference as it is written in the cells themselves.
_CELL: Final = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})", re.ASCII)
_RANGE: Final = re.compile(
    r"\$?([A-Z]{1,3})?\$?([0-9]{1,7})?(?::\$?([A-Z]{1,3})?\$?([0-9]{1,7})?)?",
    re.ASCII | re.IGNORECASE,
)
_TRUTHS: Final = {"1": True, "true": True, "0": False, "false": False}
# Up to this, a float represents every whole number exactly.
_MOST_WHOLE: Final = 2**53
# Spreadsheet programs show these for a number out of range and for an invalid date.
_NO_NUMBER: Final = "#NUM!"
_NO_DAY: Final = "########"


class SharedContent(NamedTuple):
    """The texts, the styles and the date system that the cells of a workbook share."""

    texts: Sequence[CellEntry | None]
    styles: Styles
    from_1904: bool


class SharedTexts(Elements):
    """The texts that the sheets share.

    :ivar entries: for each text, the entry of a cell with it.
    """

    texts = frozenset(("t",))

    def __init__(self, archive: Archive) -> None:
        super().__init__()
        self.entries: list[CellEntry | None] = []
        self._archive = archive

    def end(self, name: str) -> None:
        """Add a text."""
        super().end(name)
        if name == "si":
            self._archive.count_cells()
            self.entries.append(entry_of_text(self.take()))


class _Open(NamedTuple):
    """A cell whose end tag has not been reached yet."""

    kind: str
    style: str


class SheetCells(Elements):
    """The cells of a sheet.

    :ivar rows: the entries by row and column.
    :ivar hidden: the hidden rows; `merged` has the merged cells.
    :ivar links: the ids of links, or an empty text, by row and column.
    :ivar hidden_columns: the hidden columns.
    :ivar rotated: the rows and columns of the cells with vertical text; `percentages` are those of
        the numbers that are shown as percentages.
    """

    texts = frozenset(("v", "t"))

    def __init__(self, archive: Archive, sheet: Cell, shared: SharedContent) -> None:
        super().__init__()
        self.rows: dict[int, dict[int, CellEntry]] = {}
        self.hidden: set[int] = set()
        self.merged: list[CellRange] = []
        self.links: dict[tuple[int, int], str] = {}
        self.hidden_columns: set[int] = set()
        self.rotated: set[tuple[int, int]] = set()
        self.percentages: set[tuple[int, int]] = set()
        self._archive = archive
        self._sheet = sheet
        self._shared = shared
        self._row = 0
        self._column = 0
        self._columns = 0
        self._open: _Open | None = None
        self._has_formula = False
        self._values = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Handle the start of a cell or a row, or add merged cells or a link."""
        super().start(name, attributes)
        if self._open is not None:
            self._has_formula = self._has_formula or name == "f"
            self._values += name in {"v", "is"}
        elif name == "c":
            self._start_cell(attributes)
        elif name == "row":
            self._start_row(attributes)
        elif name == "col":
            self._add_columns(attributes)
        elif name == "mergeCell":
            self._merge(area_of(attributes["ref"]))
        elif name == "hyperlink":
            self._archive.count_cells()
            area = area_of(attributes["ref"])
            # A link on a range belongs to its first cell.
            self.links[area.top, area.left] = relation_id(attributes)

    def _add_columns(self, attributes: dict[str, str]) -> None:
        first, last = _index(attributes["min"]), _index(attributes["max"])
        if last > _MOST_COLUMNS:
            raise ValueError(last)
        if _TRUTHS.get(attributes.get("hidden", "")):
            # In ascending order, so that no column is added twice.
            self.hidden_columns.update(range(max(first, self._columns + 1), last + 1))
        self._columns = max(self._columns, last)

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._archive.count_row()
        self._row = _index(attributes["r"]) if "r" in attributes else self._row + 1
        self._column = 0
        if _TRUTHS.get(attributes.get("hidden", "")):
            self.hidden.add(self._row)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._archive.count_cells()
        self._column += 1
        if "r" in attributes:
            self._row, self._column = cell_of(attributes["r"])
        self.take()
        self._has_formula = False
        self._values = 0
        self._open = _Open(attributes.get("t", "n"), attributes.get("s", ""))

    def end(self, name: str) -> None:
        """Store the contents of a cell at its end."""
        super().end(name)
        if name != "c" or self._open is None:
            return
        try:
            entry = self._entry(self.take(), self._open)
        except (ValueError, LookupError):
            raise self._damaged() from None
        if entry is not None:
            self._put(entry, self._open)
        self._open = None

    def _put(self, entry: CellEntry, cell: _Open) -> None:
        if isinstance(entry.value, str):
            self._archive.count_text(entry.value)
        row = self.rows.setdefault(self._row, {})
        if self._column in row:
            raise self._damaged()
        row[self._column] = entry
        if self._shared.styles.is_rotated(cell.style):
            self.rotated.add((self._row, self._column))
        if type(entry.value) in {int, float} and self._shared.styles.is_percentage(cell.style):
            self.percentages.add((self._row, self._column))

    def _entry(self, text: str, cell: _Open) -> CellEntry | None:
        """Return the contents of a cell.

        :raises ValueError: the text does not match the cell's type, or there are several values.
        :raises LookupError: the shared text does not exist.
        """
        if self._has_formula:
            return CellEntry("", "formula")
        # If there are several values, programs differ in which one they show.
        if self._values > 1:
            raise ValueError(text)
        if cell.kind in {"str", "inlineStr"}:
            return entry_of_text(text)
        if not (text := text.strip()):
            return None
        if cell.kind == "s":
            return self._shared.texts[_index(text)]
        if cell.kind == "e":
            return CellEntry(text, "error")
        if cell.kind == "b" and text in _TRUTHS:
            return CellEntry(_TRUTHS[text])
        if cell.kind == "d":
            return CellEntry(_day_or_time(text))
        if cell.kind == "n" and _NUMBER.fullmatch(text):
            return self._number(float(text), cell.style)
        raise ValueError(text)

    def _number(self, number: float, style: str) -> CellEntry:
        if not math.isfinite(number):
            return CellEntry(_NO_NUMBER, "error")
        shown = self._shared.styles.shown(style)
        if shown == "number":
            is_whole = number.is_integer() and abs(number) < _MOST_WHOLE
            return CellEntry(int(number) if is_whole else number)
        value = moment(number, shown, from_1904=self._shared.from_1904)
        return CellEntry(_NO_DAY, "error") if value is None else CellEntry(value)

    def _merge(self, area: CellRange) -> None:
        height, width = area.bottom - area.top + 1, area.right - area.left + 1
        self._archive.count_cells(height * width)
        self.merged.append(area)

    def drop_covered(self) -> None:
        """Drop the hidden contents of merged cells: only the first cell is visible."""
        for area in self.merged:
            for row in range(area.top, area.bottom + 1):
                for column in range(area.left, area.right + 1):
                    if (row, column) != area[:2] and row in self.rows:
                        self.rows[row].pop(column, None)

    def _damaged(self) -> ArchiveError:
        cell = self._sheet._replace(row=self._row, column=self._column)
        place = Place(self._archive.place.file, START, cell)
        return ArchiveError(workbooks.DAMAGED.at(place))


def entry_of_text(text: str) -> CellEntry | None:
    """Return the entry of a cell with a text; None if nothing in the text is visible."""
    if "_x" in text:
        units = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
        # Two adjacent surrogates are one character.
        text = units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    if not text.strip():
        return None
    if _HALF.search(text):
        return CellEntry(_HALF.sub("\ufffd", text), "half")
    return CellEntry(text)


def cell_of(reference: str) -> tuple[int, int]:
    """Return the row and column of a reference to one cell.

    :raises ValueError: it is not a reference to one cell.
    """
    if (found := _CELL.fullmatch(reference)) is not None:  # the usual case
        row, column = int(found[2]), column_number(found[1])
        if row <= _MOST_ROWS and column <= _MOST_COLUMNS:
            return row, column
    area = area_of(reference)
    if area[:2] != area[2:]:
        raise ValueError(reference)
    return area.top, area.left


def area_of(reference: str) -> CellRange:
    """Return the cells of a reference: ``C17``, ``$a$1:b2``, ``C:C``, ``3:3``, in either order.

    :raises ValueError: it is not a reference, or points outside the sheet.
    """
    found = _RANGE.fullmatch(reference)
    if found is None or not (found[1] or found[2]):
        raise ValueError(reference)
    left, top, right, bottom = found.groups()
    if ":" not in reference:
        right, bottom = left, top
    columns = sorted((column_number((left or "A").upper()), _column(right)))
    rows = sorted((int(top or 1), int(bottom or _MOST_ROWS)))
    if columns[1] > _MOST_COLUMNS or not 0 < rows[0] <= rows[1] <= _MOST_ROWS:
        raise ValueError(reference)
    return CellRange(rows[0], columns[0], rows[1], columns[1])


def _column(letters: str | None) -> int:
    return column_number(letters.upper()) if letters else _MOST_COLUMNS


def _index(text: str) -> int:
    if not _INDEX.fullmatch(text):
        raise ValueError(text)
    return int(text)


def _day_or_time(text: str) -> Content:
    """Return a date or a time in ISO format, as in workbooks of the strict variant.

    :raises ValueError: it is neither.
    """
    if text[2:3] == ":" or text[:1] == "T":
        return time.fromisoformat(text).replace(tzinfo=None)
    return datetime.fromisoformat(text).replace(tzinfo=None)
