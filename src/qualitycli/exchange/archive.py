"""A workbook is an archive of XML: what is in it is looked at before anything unpacks it."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final
from xml.parsers import expat

from qualitycli.diagnostics import Diagnostic, Place
from qualitycli.messages import N_, NP_, Message, Plural
from qualitycli.rules import workbooks
from qualitycli.source import column_number

MOST_PARTS: Final = 1_000
MOST_MIB: Final = 64
MOST_ROWS: Final = 20_000
MOST_CELLS: Final = 100_000
MOST_OTHERS: Final = 100_000
# Elements that a cell costs, in a sheet or among the texts that the sheets share; such that are
# within a cell; and such as speak of all cells of a range.
_CELLS: Final = frozenset(("c", "si"))
_IN_CELLS: Final = frozenset(("v", "f", "is", "t", "r", "rPr", "phoneticPr"))
_RANGES: Final = frozenset(("mergeCell", "hyperlink"))
_RANGE: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})", re.ASCII)
# A part that is this many times smaller when packed is made to be, unless it is a small one.
_MOST_RATIO: Final = 200
_SMALL: Final = 1024 * 1024
_CHUNK: Final = 64 * 1024
_CONTENTS: Final = "[Content_Types].xml"
_SHEETS: Final = b"spreadsheetml.sheet.main+xml"
_MACROS: Final = (b"macroEnabled", b"vbaProject")
_PARTS_OF: Final = {
    b"application/vnd.oasis.opendocument": N_("an OpenDocument file, as LibreOffice saves them"),
}
# What an archive raises that is broken, or packed in a way nobody packs workbooks in.
BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)


def what_is_wrong(data: bytes, name: str) -> Diagnostic | None:
    """Return the finding that `data` is no workbook that may be opened; None if it is one."""
    place = Place(name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return (
                _too_large(archive, place)
                or _of_another_kind(archive, place)
                or next(_unsafe(archive, place), None)
            )
    except BROKEN:
        return workbooks.DAMAGED.at(place)


def _too_large(archive: zipfile.ZipFile, place: Place) -> Diagnostic | None:
    parts = archive.infolist()
    if len(parts) > MOST_PARTS:
        return workbooks.TOO_MUCH.at(
            place, what=more_than(NP_("{n} part", "{n} parts"), MOST_PARTS)
        )
    # zipfile reads no more of a part than the archive says there is.
    if sum(part.file_size for part in parts) > MOST_MIB * 1024 * 1024 or any(
        part.file_size > max(_SMALL, _MOST_RATIO * part.compress_size) for part in parts
    ):
        what = Message(N_("more than {n} MiB, or packed too tightly"), {"n": MOST_MIB})
        return workbooks.TOO_MUCH.at(place, what=what)
    return None


def _of_another_kind(archive: zipfile.ZipFile, place: Place) -> Diagnostic | None:
    names = set(archive.namelist())
    if "mimetype" in names:
        kind = archive.read("mimetype")[:200]
        for start, text in _PARTS_OF.items():
            if kind.startswith(start):
                return workbooks.NOT_A_WORKBOOK.at(place, kind=Message(text))
    if _CONTENTS not in names:
        return workbooks.NOT_A_WORKBOOK.at(place, kind=Message(N_("an archive of other files")))
    contents = archive.read(_CONTENTS)
    if any(sign in contents for sign in _MACROS):
        return workbooks.MACROS.at(place)
    if _SHEETS not in contents:
        kind_of = Message(N_("a document of another program"))
        return workbooks.NOT_A_WORKBOOK.at(place, kind=kind_of)
    return None


def _unsafe(archive: zipfile.ZipFile, place: Place) -> Iterator[Diagnostic]:
    """Yield the first part that no spreadsheet program writes, or that has far too much in it.

    Every part is parsed, whatever it is called: the library that opens the workbook goes by what
    the parts say of each other.
    """
    count = _Count()
    for part in archive.infolist():
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = _refuse
        parser.StartElementHandler = count.element
        try:
            with archive.open(part) as file:
                while chunk := file.read(_CHUNK):
                    parser.Parse(chunk, False)  # noqa: FBT003  (expat's way to say: not yet the end)
        except _Declares:
            yield workbooks.UNSAFE_XML.at(place, part=part.filename)
        except _TooMuch as reason:
            yield workbooks.TOO_MUCH.at(place, what=reason.what)
        except expat.ExpatError:
            # A picture, or broken XML, which the library finds broken as well.
            continue


class _Declares(Exception):  # noqa: N818  (a reason to stop)
    """The part declares a document type."""


class _TooMuch(Exception):  # noqa: N818  (a reason to stop)
    """There are more rows or cells than anybody fills in."""

    def __init__(self, what: Message) -> None:
        super().__init__(what.text)
        self.what = what


def _refuse(*_: object) -> None:
    raise _Declares


class _Count:
    """Counts what takes time to read, in all parts of a workbook."""

    def __init__(self) -> None:
        self._rows = 0
        self._cells = 0
        self._others = 0

    def element(self, name: str, attributes: dict[str, str]) -> None:
        """Count an element.

        :raises _TooMuch: there are too many.
        """
        kind = name.rpartition(":")[2]
        if kind == "row":
            self._rows += 1
        elif kind in _CELLS:
            self._cells += 1
        elif kind in _RANGES:
            # Each cell of the range is made, whether or not anything stands in it.
            self._cells += _cells_in(attributes.get("ref", ""))
        elif kind not in _IN_CELLS:
            self._others += 1
        if self._rows > MOST_ROWS:
            raise _TooMuch(more_than(NP_("{n} row", "{n} rows"), MOST_ROWS))
        if self._cells > MOST_CELLS:
            raise _TooMuch(more_than(NP_("{n} cell", "{n} cells"), MOST_CELLS))
        if self._others > MOST_OTHERS:
            raise _TooMuch(more_than(NP_("{n} style", "{n} styles"), MOST_OTHERS))


def _cells_in(reference: str) -> int:
    """Return how many cells a range such as A1:C17 has; one that is none of these is one cell."""
    found = _RANGE.fullmatch(reference)
    if found is None:
        return 1
    left, top, right, bottom = found.groups()
    return (column_number(right) - column_number(left) + 1) * (int(bottom) - int(top) + 1)


def more_than(text: Plural, most: int) -> Message:
    """Return in words that something is beyond a limit."""
    return Message(N_("more than {what}"), {"what": Message(text, {"n": most})})
