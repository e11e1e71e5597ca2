"""Reading a file to import. Its contents decide how it is read, not its extension."""

from __future__ import annotations

from pathlib import PurePath
from typing import Final

from qualitycli.diagnostics import Diagnostic, Place
from qualitycli.exchange.csv_text import read_csv
from qualitycli.exchange.grid import Book
from qualitycli.messages import N_, Message
from qualitycli.reading.files import decode
from qualitycli.rules import reading, workbooks
from qualitycli.source import Source

_ARCHIVE: Final = b"PK"
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"
_CONFLICT: Final = b"<<<<<<<"
_WORKBOOKS: Final = (".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlsb", ".ods")


def book_of(data: bytes, name: str) -> Book | Diagnostic:
    """Return the contents of a workbook or CSV table, or a finding if it cannot be read."""
    if data.startswith(_ARCHIVE):
        from qualitycli.exchange.workbook import read_workbook

        return read_workbook(data, name)
    if (kind := _kind(data, name)) is not None:
        return workbooks.NOT_A_WORKBOOK.at(Place.of_table(name), kind=Message(kind))
    source = decode(data, name)
    if not isinstance(source, Diagnostic):
        # Several programs may each have added a byte-order mark.
        return read_csv(Source(source.name, source.text.lstrip("\ufeff")))
    if source.rule is reading.BINARY:
        kind_of = Message(N_("another type of file"))
        return workbooks.NOT_A_WORKBOOK.at(Place.of_table(name), kind=kind_of)
    return source


def _kind(data: bytes, name: str) -> str | None:
    """Return the kind of a file that is neither a workbook nor a CSV table."""
    if data.startswith(_OLD_OFFICE):
        return N_("an old Excel workbook (.xls) or a password-protected one")
    head = data.lstrip(b"\xef\xbb\xbf \t\r\n")
    # A file that begins with git's conflict marker may still be a table.
    if head.startswith(b"<") and not head.startswith(_CONFLICT):
        return N_("a web page or XML, despite its name")
    if PurePath(name).suffix.lower() in _WORKBOOKS:
        return N_("another type of file, despite its name")
    return None
