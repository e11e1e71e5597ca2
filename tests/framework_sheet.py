"""An exported framework's table as a list of rows that a test can edit, as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import Any

from qualitycli.diagnostics import Diagnostic
from qualitycli.exchange.framework_table.read import FrameworkTable, read_framework_table
from qualitycli.exchange.source.document import SourceDocument
from qualitycli.exchange.source.read import read_source
from qualitycli.messages import Translator
from qualitycli.render.framework_csv import framework_csv

KIND, OWNER, CODE, TEXT = "Kind of row", "Belongs to", "Code", "Text"
Row = dict[str, str]


def document_of(data: bytes, name: str = "framework.csv") -> SourceDocument:
    document = read_source(data, name)
    assert not isinstance(document, Diagnostic), document
    return document


class FrameworkSheet:
    """The table of a catalogue's values, with English headings.

    :ivar rows: the rows below the headings; the first is row 2.
    """

    def __init__(self, values: Mapping[str, Any]) -> None:
        text = framework_csv(values, Translator("en")).lstrip("\ufeff")
        self.headings, *rows = csv.reader(io.StringIO(text, newline=""))
        self.rows: list[Row] = [dict(zip(self.headings, row, strict=True)) for row in rows]

    def row(self, code: str, kind: str = "") -> Row:
        """The first row with this code, of this kind if it is given."""
        return next(r for r in self.rows if r[CODE] == code and kind in ("", r[KIND]))

    def number(self, row: Row) -> int:
        """The number of a row, as spreadsheet programs show it."""
        return next(n for n, one in enumerate(self.rows, 2) if one is row)

    def belonging_to(self, code: str, kind: str) -> list[Row]:
        return [row for row in self.rows if row[OWNER] == code and row[KIND] == kind]

    def add(self, cells: Row, after: Row | None = None) -> Row:
        """Add a row after another one, or at the end, with cells by their headings."""
        assert set(cells) <= set(self.headings)
        row = {heading: cells.get(heading, "") for heading in self.headings}
        self.rows.insert(self.rows.index(after) + 1 if after else len(self.rows), row)
        return row

    def data(self) -> bytes:
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(self.headings)
        writer.writerows([row[heading] for heading in self.headings] for row in self.rows)
        return out.getvalue().encode()

    def read(self) -> FrameworkTable:
        return read_framework_table(document_of(self.data()))

    def faults(self) -> list[tuple[str, str]]:
        """The findings as pairs: cell, code of the rule."""
        return [
            (one.place.cell.name if one.place.cell else "", one.rule.code)
            for one in self.read().found
        ]
