"""The archive of a workbook or document. Sizes are checked before unpacking."""

from __future__ import annotations

import posixpath
import struct
import zipfile
import zlib
from collections.abc import Collection
from typing import Final
from xml.parsers import expat

from qualitycli.cards.marks import MOST_IN_A_CELL
from qualitycli.diagnostics import Diagnostic, Place
from qualitycli.exchange import file_kinds
from qualitycli.exchange.elements import Contents, Elements, Relation, Relations
from qualitycli.exchange.file_kinds import FileKind, PackageKind
from qualitycli.messages import N_, NP_, Message, Plural
from qualitycli.rules import workbooks

MOST_PARTS: Final = 1_000
MOST_MIB: Final = 24
MOST_ROWS: Final = 20_000
MOST_CELLS: Final = 100_000
MOST_ELEMENTS: Final = 500_000
MOST_ATTRIBUTES: Final = 1_000_000
# The limit for all cells together. A shared text counts once for each cell that uses it.
MOST_CHARACTERS: Final = 16_000_000
# A higher compression ratio than this is suspicious, unless the part is small.
_MOST_RATIO: Final = 200
_SMALL: Final = 1024 * 1024
# An escape sequence has seven characters and encodes one.
_MOST_ESCAPED: Final = 7 * MOST_IN_A_CELL
_PACKINGS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_CONTENTS: Final = "[Content_Types].xml"
_MACROS: Final = ("macro", "vba")
# “<!DOCTYPE” as bytes, in every encoding that expat reads.
_DOCTYPE: Final = tuple("<!DOCTYPE".encode(one) for one in ("ascii", "utf-16-le", "utf-16-be"))
# Exceptions raised when an archive or its XML is broken.
BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    expat.ExpatError,
    EOFError,
    OSError,
    NotImplementedError,  # raised by zipfile for an unknown compression method
    RuntimeError,
    ArithmeticError,
    LookupError,
    ValueError,
)


class ArchiveError(Exception):
    """The workbook or document cannot be read.

    :ivar finding: the finding that explains why.
    """

    def __init__(self, finding: Diagnostic) -> None:
        super().__init__(finding.rule.code)
        self.finding = finding


class Archive:
    """The parts of a workbook or document, and counts of what was read so far.

    :ivar place: the place of the file, for findings.
    :ivar kind: whether it is a workbook or a document.
    """

    def __init__(
        self,
        file: zipfile.ZipFile,
        name: str,
        wanted: Collection[PackageKind] = file_kinds.WORKBOOKS,
    ) -> None:
        """:raises ArchiveError: it is too large, contains macros or is none of the wanted kinds."""
        self.place = Place.of_table(name)
        self._file = file
        self._wanted = wanted
        self._elements = self._signs = self._rows = self._cells = self._characters = 0
        self._parts = self._bounded_parts()
        self._contents = Contents()
        self.kind = self._checked_kind()

    def _bounded_parts(self) -> dict[str, zipfile.ZipInfo]:
        parts = self._file.infolist()
        if len(parts) > MOST_PARTS:
            raise self._too_much(NP_("{n} part", "{n} parts"), MOST_PARTS)
        # zipfile reads at most the size that the archive declares for a part.
        if sum(part.file_size for part in parts) > MOST_MIB * 1024 * 1024 or any(
            part.file_size > max(_SMALL, _MOST_RATIO * part.compress_size) for part in parts
        ):
            what = Message(N_("more than {n} MiB, or compressed too much"), {"n": MOST_MIB})
            raise ArchiveError(workbooks.TOO_MUCH.at(self.place, what=what))
        named = {_key(part.filename): part for part in parts}
        # If two parts have the same name, another program may read the other one.
        if len(named) < len(parts) or any(part.compress_type not in _PACKINGS for part in parts):
            raise ArchiveError(workbooks.DAMAGED.at(self.place))
        return named

    def _checked_kind(self) -> PackageKind:
        if (mime := self._parts.get("mimetype")) is not None:
            with self._file.open(mime) as file:
                kind = file_kinds.of_open_document(file.read(file_kinds.MOST_IN_A_MIME_TYPE))
            if kind is not None:
                raise self.other_kind(kind)
        if not self.has(_CONTENTS):
            raise self.other_kind(file_kinds.ARCHIVE)
        self.parse(_CONTENTS, self._contents)
        kinds = self._contents.kinds
        kind = file_kinds.of_parts(kinds)
        if kind is file_kinds.BINARY_WORKBOOK:
            raise self.other_kind(kind)
        if any(sign in one for one in kinds for sign in _MACROS):
            raise ArchiveError(workbooks.MACROS.at(self.place))
        if kind.package is None or kind.package not in self._wanted:
            raise self.other_kind(kind)
        return kind.package

    def other_kind(self, kind: FileKind) -> ArchiveError:
        """Return the error that the file is of another kind."""
        return ArchiveError(file_kinds.refusal(kind, self.place, self._wanted))

    def has(self, part: str) -> bool:
        """Tell whether a part exists that has not been parsed yet."""
        return _key(part) in self._parts

    def parse(self, part: str, elements: Elements) -> None:
        """Parse a part.

        :raises ArchiveError: it has a document type (which can declare entities) or is too large.
        :raises LookupError: the part does not exist, or was parsed before.
        """
        info = self._parts.pop(_key(part))

        def start(name: str, attributes: dict[str, str]) -> None:
            self._elements += 1
            if self._elements > MOST_ELEMENTS:
                raise self._too_much(NP_("{n} element", "{n} elements"), MOST_ELEMENTS)
            elements.start(name.rpartition(":")[2], attributes)

        def text(piece: str) -> None:
            elements.text(piece)
            if elements.kept > _MOST_ESCAPED:
                raise self._too_long()

        data = self._file.read(info)
        # Checked here, because the parser would expand entities and continue to the end.
        if any(sign in data for sign in _DOCTYPE):
            raise ArchiveError(workbooks.UNSAFE_XML.at(self.place, part=info.filename))
        # Most equals signs belong to attributes, and expat keeps all of these until it is done.
        self._signs += data.count(b"=")
        if self._signs > MOST_ATTRIBUTES:
            raise self._too_much(NP_("{n} attribute", "{n} attributes"), MOST_ATTRIBUTES)
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = start
        parser.EndElementHandler = lambda name: elements.end(name.rpartition(":")[2])
        parser.CharacterDataHandler = text
        # In one call: with several, older versions of expat rescan a long tag for each piece.
        parser.Parse(data, True)  # noqa: FBT003  (expat: the last piece)

    def check_rest(self) -> None:
        """Check and count the XML of all parts that were not parsed, for a library that reads them.

        :raises ArchiveError: one has a document type, or they are too large.
        """
        for part in [one for one in self._parts if self._contents.is_xml(one)]:
            self.parse(part, Elements())

    def relations(self, part: str = "") -> dict[str, Relation]:
        """Return the relations of a part by id; without a name, those of the archive."""
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        found = Relations(folder)
        if self.has(path):
            self.parse(path, found)
        return found.found

    def count_row(self) -> None:
        """Count a row.

        :raises ArchiveError: there are too many.
        """
        self._rows += 1
        if self._rows > MOST_ROWS:
            raise self._too_much(NP_("{n} row", "{n} rows"), MOST_ROWS)

    def count_cells(self, number: int = 1) -> None:
        """Count cells, or anything that applies to that many cells.

        :raises ArchiveError: there are too many.
        """
        self._cells += number
        if self._cells > MOST_CELLS:
            raise self._too_much(NP_("{n} cell", "{n} cells"), MOST_CELLS)

    def count_text(self, text: str) -> None:
        """Count the text of a cell.

        :raises ArchiveError: this text, or the text of all cells together, is too long.
        """
        self._characters += len(text)
        if len(text) > MOST_IN_A_CELL:
            raise self._too_long()
        if self._characters > MOST_CHARACTERS:
            raise self._too_much(NP_("{n} character", "{n} characters"), MOST_CHARACTERS)

    def _too_long(self) -> ArchiveError:
        in_a_cell = NP_("{n} character in a cell", "{n} characters in a cell")
        return self._too_much(in_a_cell, MOST_IN_A_CELL)

    def _too_much(self, text: Plural, most: int) -> ArchiveError:
        return ArchiveError(workbooks.TOO_MUCH.at(self.place, what=more_than(text, most)))


def _key(part: str) -> str:
    return part.replace("\\", "/").lstrip("/").casefold()


def more_than(text: Plural, most: int) -> Message:
    """Return the message that a limit is exceeded."""
    return Message(N_("more than {what}"), {"what": Message(text, {"n": most})})
