"""Reading the tables of a file. Its contents decide how it is read, not its extension."""

from __future__ import annotations

import io
import zipfile
from typing import Final

from qualitycli.diagnostics import Diagnostic, Place
from qualitycli.exchange import file_kinds
from qualitycli.exchange.archive import BROKEN, Archive, ArchiveError
from qualitycli.exchange.source.csv_file import read_csv_file
from qualitycli.exchange.source.document import SourceDocument
from qualitycli.rules import workbooks

_ARCHIVE: Final = b"PK"


def read_source(data: bytes, name: str) -> SourceDocument | Diagnostic:
    """Return the tables of a Word document, a workbook or a CSV file.

    :param name: the name of the file in messages.
    :returns: a finding if the file cannot be read.
    :raises MissingLibraryError: the file is a Word document, and python-docx is not installed.
    """
    if not data.startswith(_ARCHIVE):
        if (kind := file_kinds.of_bytes(data, name)) is not None:
            return file_kinds.refusal(kind, Place.of_table(name), file_kinds.TABLES)
        return read_csv_file(data, name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            return _read_package(Archive(file, name, file_kinds.TABLES), data)
    except ArchiveError as error:
        return error.finding
    except BROKEN:
        return workbooks.DAMAGED.at(Place.of_table(name))


def _read_package(archive: Archive, data: bytes) -> SourceDocument:
    if archive.kind == "workbook":
        from qualitycli.exchange.source.sheets import read_sheets

        return read_sheets(archive)
    from qualitycli.exchange.source.word import read_word

    return read_word(archive, data)
