"""Kinds of files by their contents, and how to make one that can be read.

The contents decide, because a file name says little: a page saved from the browser may be called
``.docx``, and a renamed ``.doc`` is still an old document.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import PurePath
from typing import Final, Literal, NamedTuple

from qualitycli.diagnostics import Diagnostic, Place
from qualitycli.messages import N_, Message
from qualitycli.rules import workbooks

PackageKind = Literal["workbook", "document"]
WORKBOOKS: Final[tuple[PackageKind, ...]] = ("workbook",)
TABLES: Final[tuple[PackageKind, ...]] = ("workbook", "document")

_AS_WORKBOOK: Final = N_("open it in a spreadsheet program and save it as “Excel workbook (.xlsx)”")
_AS_DOCUMENT: Final = N_("open it in Word or LibreOffice and save it as “Word document (.docx)”")
_OF_A_SCAN: Final = N_(
    "ask for the Word or Excel file that it was made from; if there is none, convert it with a "
    "program for optical reading, save the result as “Word document (.docx)”, and compare every "
    "number with the original"
)
_WITHOUT_PASSWORD: Final = N_("open it with its password, remove the password, and save it again")
_UNPACKED: Final = N_("unpack it, and give the Word, Excel or CSV file that it contains")
_FOR_A_CARD: Final = N_(
    "ratings are read from a card (.xlsx or .csv); to read a framework: quality framework import "
    "FILE"
)
_ANOTHER: Final = N_(
    "give a Word document (.docx), an Excel workbook (.xlsx) or a CSV table (.csv)"
)


class FileKind(NamedTuple):
    """A kind of file.

    :ivar name: with its article and usual extension.
    :ivar remedy: how to make a file that can be read.
    :ivar package: the kind of package that it is, for those that can be read.
    """

    name: str
    remedy: str = _ANOTHER
    package: PackageKind | None = None


BINARY_WORKBOOK: Final = FileKind(N_("an Excel binary workbook (.xlsb)"), _AS_WORKBOOK)
STRICT_DOCUMENT: Final = FileKind(
    N_("a Strict Open XML document"),
    N_("open it in Word and save it as “Word document (.docx)”, not as “Strict Open XML document”"),
)
ARCHIVE: Final = FileKind(N_("an archive of other files"), _UNPACKED)
_OTHER: Final = FileKind(N_("another type of file"))
_MISNAMED: Final = FileKind(N_("another type of file, despite its name"))
_EMPTY: Final = FileKind(N_("an empty file"))
_PICTURE: Final = FileKind(N_("a picture, such as a scanned page"), _OF_A_SCAN)
_PDF: Final = FileKind(N_("a PDF file"), _OF_A_SCAN)
_WEB_PAGE: Final = FileKind(N_("a web page or XML"), _AS_DOCUMENT)
_OLD_FILE: Final = FileKind(N_("a file of an old version of Office"), _AS_DOCUMENT)

# By a word in the content type of a part, the first that is found.
_PACKAGES: Final = (
    ("sheet.binary", BINARY_WORKBOOK),
    (
        "spreadsheetml.sheet.main+xml",
        FileKind(N_("an Excel workbook"), package="workbook"),
    ),
    (
        "wordprocessingml.document.main+xml",
        FileKind(N_("a Word document"), _FOR_A_CARD, package="document"),
    ),
    ("spreadsheetml.template", FileKind(N_("an Excel template (.xltx)"), _AS_WORKBOOK)),
    ("wordprocessingml.template", FileKind(N_("a Word template (.dotx)"), _AS_DOCUMENT)),
    ("presentationml", FileKind(N_("a presentation (.pptx)"), _AS_DOCUMENT)),
)
_FOREIGN: Final = FileKind(N_("a document from another program"))
MOST_IN_A_MIME_TYPE: Final = 100
_OPEN_DOCUMENT: Final = "application/vnd.oasis.opendocument"
_OPEN_TEXT: Final = FileKind(N_("an OpenDocument text (.odt)"), _AS_DOCUMENT)
_OPEN_SHEETS: Final = FileKind(N_("an OpenDocument spreadsheet (.ods)"), _AS_WORKBOOK)
_OPEN_OTHER: Final = FileKind(N_("an OpenDocument file, such as LibreOffice saves"), _AS_DOCUMENT)

_OLE: Final = b"\xd0\xcf\x11\xe0"
# The names of streams in a file of an old version of Office, which are in UTF-16.
_STREAMS: Final = (
    ("EncryptedPackage", FileKind(N_("a password-protected file"), _WITHOUT_PASSWORD)),
    ("WordDocument", FileKind(N_("an old Word document (.doc)"), _AS_DOCUMENT)),
    ("Workbook", FileKind(N_("an old Excel workbook (.xls)"), _AS_WORKBOOK)),
    ("Book", FileKind(N_("an old Excel workbook (.xls)"), _AS_WORKBOOK)),
)
_SIGNATURES: Final = (
    (re.compile(rb"\{\\rtf"), FileKind(N_("a rich text file (.rtf)"), _AS_DOCUMENT)),
    (
        re.compile(
            rb"(?s)\x89PNG|GIF8|\xff\xd8\xff|II\*\0|MM\0\*|BM.{4}\0{4}|RIFF.{4}WEBP"
            rb"|.{4}ftyp(?:heic|heix|mif1|avif)|AT&TFORM"
        ),
        _PICTURE,
    ),
    (re.compile(rb"Rar!|7z\xbc\xaf|\x1f\x8b"), ARCHIVE),
    (re.compile(rb"MIME-Version:", re.IGNORECASE), _WEB_PAGE),
)
# Tables and documents, whose contents would have been recognised.
_OF_SHEETS: Final = (".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlsb", ".ods")
_OF_TEXTS: Final = (".docx", ".docm", ".dotx", ".dotm", ".doc", ".odt", ".rtf", ".pdf")
_CONFLICT: Final = b"<<<<<<<"


def of_bytes(data: bytes, name: str) -> FileKind | None:
    """Return the kind of a file that is neither an archive nor a text; None for others."""
    head = data.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not head:
        return _EMPTY
    if data.startswith(_OLE):
        return next(
            (kind for word, kind in _STREAMS if word.encode("utf-16-le") in data), _OLD_FILE
        )
    # A PDF may begin with other bytes.
    if b"%PDF-" in data[:1024]:
        return _PDF
    for sign, kind in _SIGNATURES:
        if sign.match(data):
            return kind
    # A file that begins with git's conflict marker may still be a table.
    if head.startswith(b"<") and not head.startswith(_CONFLICT):
        return _WEB_PAGE
    return _MISNAMED if PurePath(name).suffix.lower() in (*_OF_SHEETS, *_OF_TEXTS) else None


def of_open_document(mime: bytes) -> FileKind | None:
    """Return the kind of an OpenDocument file with this MIME type; None if it is another type."""
    type_ = mime.decode("ascii", "replace")
    if not type_.startswith(_OPEN_DOCUMENT):
        return None
    rest = type_.removeprefix(f"{_OPEN_DOCUMENT}.")
    if rest.startswith("text"):
        return _OPEN_TEXT
    return _OPEN_SHEETS if rest.startswith("spreadsheet") else _OPEN_OTHER


def of_parts(types: Collection[str]) -> FileKind:
    """Return the kind of a package whose parts have these content types."""
    return next((kind for sign, kind in _PACKAGES if any(sign in one for one in types)), _FOREIGN)


def binary(name: str, wanted: Collection[PackageKind]) -> Diagnostic:
    """Return the finding for a file whose kind is unknown and which is not a text."""
    return refusal(_OTHER, Place.of_table(name), wanted)


def refusal(kind: FileKind, place: Place, wanted: Collection[PackageKind]) -> Diagnostic:
    """Return the finding for a file that is none of the wanted kinds."""
    is_wanted = kind.remedy in (_WITHOUT_PASSWORD, _FOR_A_CARD) or "document" in wanted
    hint = Message(kind.remedy) if is_wanted else None
    return workbooks.OTHER_KIND.at(place, hint=hint, kind=Message(kind.name))
