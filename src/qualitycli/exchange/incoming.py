"""Reading a file to import. Its contents decide how it is read, not its extension."""

from __future__ import annotations

from typing import Final

from qualitycli.diagnostics import Diagnostic, Place
from qualitycli.exchange import file_kinds
from qualitycli.exchange.csv_text import read_csv
from qualitycli.exchange.grid import Book
from qualitycli.reading.files import decode
from qualitycli.rules import reading
from qualitycli.source import Source

_ARCHIVE: Final = b"PK"


def book_of(data: bytes, name: str) -> Book | Diagnostic:
    """Return the contents of a workbook or CSV table, or a finding if it cannot be read."""
    if data.startswith(_ARCHIVE):
        from qualitycli.exchange.workbook import read_workbook

        return read_workbook(data, name)
    if (kind := file_kinds.of_bytes(data, name)) is not None:
        return file_kinds.refusal(kind, Place.of_table(name), file_kinds.WORKBOOKS)
    source = decode(data, name)
    if not isinstance(source, Diagnostic):
        # Several programs may each have added a byte-order mark.
        return read_csv(Source(source.name, source.text.lstrip("\ufeff")))
    if source.rule is reading.BINARY:
        return file_kinds.binary(name, file_kinds.WORKBOOKS)
    return source
