"""Handlers for the XML elements of a workbook, and the references between its parts."""

from __future__ import annotations

import posixpath
from typing import NamedTuple


class Elements:
    """The elements of a part, one after the other; keeps the text of those called `texts`.

    :ivar kept: how many characters are kept.
    """

    texts: frozenset[str] = frozenset()

    def __init__(self) -> None:
        self.kept = 0
        self._pieces: list[str] = []
        self._keeps = False
        self._is_phonetic = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin an element; `name` has no prefix."""
        # How to pronounce a text is not part of it.
        self._is_phonetic = self._is_phonetic or name == "rPh"
        self._keeps = name in self.texts and not self._is_phonetic

    def end(self, name: str) -> None:
        """End an element."""
        self._is_phonetic = self._is_phonetic and name != "rPh"
        self._keeps = False

    def text(self, text: str) -> None:
        """Take a piece of text."""
        if self._keeps:
            self._pieces.append(text)
            self.kept += len(text)

    def take(self) -> str:
        """Return the text kept since the last time."""
        text = "".join(self._pieces)
        self._pieces.clear()
        self.kept = 0
        return text


class Relation(NamedTuple):
    """What a part refers to.

    :ivar kind: the last word of the relation's type, such as ``worksheet``.
    :ivar target: another part or, if it `is_external`, an address.
    """

    kind: str
    target: str
    is_external: bool


class Contents(Elements):
    """The kinds of the parts; how they are written does not matter to the programs that open them.

    :ivar kinds: in small letters.
    """

    def __init__(self) -> None:
        super().__init__()
        self.kinds: set[str] = set()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the kind of a part."""
        self.kinds.add(attributes.get("ContentType", "").lower())


class Relations(Elements):
    """What a part in `folder` refers to.

    :ivar found: by the ids.
    """

    def __init__(self, folder: str) -> None:
        super().__init__()
        self.found: dict[str, Relation] = {}
        self._folder = folder

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take what the part refers to."""
        if name != "Relationship":
            return
        target = attributes["Target"]
        is_external = attributes.get("TargetMode") == "External"
        if not is_external:
            target = posixpath.normpath(posixpath.join("/", self._folder, target)).lstrip("/")
        kind = attributes["Type"].rpartition("/")[2]
        self.found[attributes["Id"]] = Relation(kind, target, is_external)


def relation_id(attributes: dict[str, str]) -> str:
    """Return the id by which an element refers to another part; an empty text where it does not."""
    return next((value for key, value in attributes.items() if key.endswith(":id")), "")
