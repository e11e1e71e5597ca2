"""A CSV file as a table, in any encoding that spreadsheet programs save it in."""

from __future__ import annotations

from typing import Final

from qualitycli.diagnostics import Diagnostic, Place
from qualitycli.exchange import file_kinds
from qualitycli.exchange.csv_text import read_csv
from qualitycli.exchange.source.document import CellAddress, SourceCell, SourceDocument, SourceTable
from qualitycli.exchange.source.sheets import lines_of
from qualitycli.messages import N_, Message
from qualitycli.reading.files import decode
from qualitycli.rules import reading, workbooks
from qualitycli.source import Source

_MARK: Final = "\ufeff"


def read_csv_file(data: bytes, name: str) -> SourceDocument | Diagnostic:
    """Return the table of a CSV file, or a finding if it cannot be read."""
    source = decode(data, name)
    notes: tuple[Message, ...] = ()
    if isinstance(source, Diagnostic):
        other = _in_other_encoding(source, data, name)
        if isinstance(other, Diagnostic):
            return other
        source, notes = other[0], other[1:]
    book = read_csv(Source(name, source.text.lstrip(_MARK)))
    if isinstance(book, Diagnostic):
        return book
    (grid,) = book.grids
    cells = {
        CellAddress(row, column): SourceCell(
            CellAddress(row, column),
            lines_of(entry),
            fault="error" if entry.kind == "error" else "",
        )
        for row, entries in grid.rows.items()
        for column, entry in entries.items()
    }
    return SourceDocument(name, (SourceTable(1, "", (), cells, lines=grid.lines),), notes=notes)


def _in_other_encoding(
    found: Diagnostic, data: bytes, name: str
) -> tuple[Source, Message] | Diagnostic:
    if found.rule is reading.BINARY:
        return file_kinds.binary(name, file_kinds.TABLES)
    encoding = _encoding(found, data)
    if encoding is None:
        return found
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return workbooks.DAMAGED.at(Place.of_table(name))
    shown = "Windows-1251" if found.rule is reading.WINDOWS_1251 else "UTF-16"
    return Source(name, text), Message(N_("the file was read as {encoding}"), {"encoding": shown})


def _encoding(found: Diagnostic, data: bytes) -> str | None:
    if found.rule is reading.WINDOWS_1251:
        return "cp1251"
    if found.rule is not reading.UTF16 or found.args["encoding"] != "UTF-16":
        return None
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    # Without a mark: separators have their zero byte first or last.
    return "utf-16-le" if data[1::2].count(0) > data[::2].count(0) else "utf-16-be"
