"""Reading a grid from CSV. The separator is the one that is most frequent in the first line."""

from __future__ import annotations

import csv
import io
from typing import Final

from qualitycli.cards.csv_cells import is_error, unguarded
from qualitycli.diagnostics import Diagnostic, Place
from qualitycli.exchange.archive import MOST_ROWS, more_than
from qualitycli.exchange.grid import Book, CellEntry, Grid
from qualitycli.messages import NP_
from qualitycli.reading.conflicts import merge_conflict
from qualitycli.rules import workbooks
from qualitycli.source import Source, Span

_SEPARATORS: Final = (";", ",", "\t")


def read_csv(source: Source) -> Book | Diagnostic:
    """Return the contents of a CSV table, or the finding that explains why it cannot be read."""
    if (conflict := merge_conflict(source)) is not None:
        return conflict
    place = Place.of_table(source.name)
    head = source.line(1)
    separator = max(_SEPARATORS, key=head.count)
    # A cell may be as long as the file, and the size of the file is limited.
    csv.field_size_limit(max(csv.field_size_limit(), len(source.text) + 1))
    reader = csv.reader(io.StringIO(source.text, newline=""), delimiter=separator, strict=True)
    rows: dict[int, dict[int, CellEntry]] = {}
    lines: dict[int, int] = {}
    line = 1
    try:
        for number, cells in enumerate(reader, 1):
            if number > MOST_ROWS:
                what = more_than(NP_("{n} row", "{n} rows"), MOST_ROWS)
                return workbooks.TOO_MUCH.at(place, what=what)
            lines[number] = line
            line = reader.line_num + 1
            if entries := _entries(cells):
                rows[number] = entries
    except csv.Error:
        return workbooks.DAMAGED.at(Place(source.name, Span(line, 1, line, 1)))
    return Book(source.name, (Grid(source.name, 0, "", rows, lines=lines),))


def _entries(cells: list[str]) -> dict[int, CellEntry]:
    return {column: _entry(text) for column, text in enumerate(cells, 1) if text.strip()}


def _entry(text: str) -> CellEntry:
    return CellEntry(text.strip(), "error") if is_error(text) else CellEntry(unguarded(text))
