"""Handlers for the XML of a workbook or document, and the references between its parts."""

from __future__ import annotations

import posixpath
from typing import Final, NamedTuple

_STRICT: Final = "http://purl.oclc.org/ooxml/"


class Elements:
    """Handles the elements of a part in turn, and keeps the text of those named in `texts`.

    :ivar kept: the number of characters kept.
    """

    texts: frozenset[str] = frozenset()

    def __init__(self) -> None:
        self.kept = 0
        self._pieces: list[str] = []
        self._keeps = False
        self._is_phonetic = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Handle the start of an element; `name` has no prefix."""
        # Phonetic guides are not part of the text.
        self._is_phonetic = self._is_phonetic or name == "rPh"
        self._keeps = name in self.texts and not self._is_phonetic

    def end(self, name: str) -> None:
        """Handle the end of an element."""
        self._is_phonetic = self._is_phonetic and name != "rPh"
        self._keeps = False

    def text(self, text: str) -> None:
        """Handle a piece of text."""
        if self._keeps:
            self._pieces.append(text)
            self.kept += len(text)

    def take(self) -> str:
        """Return the text kept since the last call."""
        if not self._pieces:
            return ""
        text = "".join(self._pieces)
        self._pieces.clear()
        self.kept = 0
        return text


class Relation(NamedTuple):
    """A reference from a part to another part or to an address.

    :ivar kind: the last word of the relation's type, such as ``worksheet``.
    :ivar target: the other part; an address if the relation `is_external`.
    :ivar is_strict: whether it is of the strict variant of Office Open XML.
    """

    kind: str
    target: str
    is_external: bool
    is_strict: bool


class Contents(Elements):
    """The content types of the parts. Spreadsheet programs ignore the case of these types.

    :ivar kinds: the content types in lower case.
    """

    def __init__(self) -> None:
        super().__init__()
        self.kinds: set[str] = set()
        # The names of parts, and the extensions, that have a type of XML.
        self._xml = {"rels", "xml"}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Add the content type of a part."""
        kind = attributes.get("ContentType", "").lower()
        self.kinds.add(kind)
        if kind.endswith("xml"):
            names = attributes.get("PartName"), attributes.get("Extension")
            self._xml.update(one.lstrip("/").casefold() for one in names if one)

    def is_xml(self, part: str) -> bool:
        """Tell whether a part, named in lower case, may be XML."""
        return part in self._xml or part.rpartition(".")[2] in self._xml


class Relations(Elements):
    """The relations of a part in `folder`.

    :ivar found: the relations by id.
    """

    def __init__(self, folder: str) -> None:
        super().__init__()
        self.found: dict[str, Relation] = {}
        self._folder = folder

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Add a relation."""
        if name != "Relationship":
            return
        target = attributes["Target"]
        is_external = attributes.get("TargetMode") == "External"
        if not is_external:
            target = posixpath.normpath(posixpath.join("/", self._folder, target)).lstrip("/")
        variant, _, kind = attributes["Type"].rpartition("/")
        is_strict = variant.startswith(_STRICT)
        self.found[attributes["Id"]] = Relation(kind, target, is_external, is_strict)


def relation_id(attributes: dict[str, str]) -> str:
    """Return the id of an element's relation to another part; an empty text if it has none."""
    return next((value for key, value in attributes.items() if key.endswith(":id")), "")
