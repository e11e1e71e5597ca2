"""The elements of a Word document, as lxml gives them, and what surrounds their contents."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final, Protocol

_WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_COMPATIBILITY: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_MATHS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/math"


class Element(Protocol):
    """An element of XML, as far as it is used here."""

    tag: str
    text: str | None
    tail: str | None

    def __iter__(self) -> Iterator[Element]: ...

    def get(self, key: str) -> str | None:
        """Return an attribute."""
        ...

    def find(self, path: str) -> Element | None:
        """Return the first element at a path."""
        ...

    def iter(self, *tags: str) -> Iterator[Element]:
        """Yield the elements below with one of these tags."""
        ...

    def iterancestors(self, *tags: str) -> Iterator[Element]:
        """Yield the elements above with one of these tags."""
        ...


@cache
def w(name: str) -> str:
    """Return the full name of an element or attribute of Word."""
    return f"{{{_WORD}}}{name}"


def m(name: str) -> str:
    """Return the full name of an element of a formula."""
    return f"{{{_MATHS}}}{name}"


@cache
def _path(names: str) -> str:
    return "/".join(map(w, names.split("/")))


FALLBACK: Final = f"{{{_COMPATIBILITY}}}Fallback"
PICTURE: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_SDT: Final = w("sdt")
_CONTROL: Final = w("sdtContent")
_PLACEHOLDER: Final = f"{w('sdtPr')}/{w('showingPlcHdr')}"
_VAL: Final = w("val")
_OF_TABLES: Final = frozenset({w("tr"), w("tc")})
# Elements whose contents are shown in their place. Of tracked changes, the new state is.
_WRAPPERS: Final = frozenset(
    {
        *map(w, ("customXml", "smartTag", "ins", "moveTo", "hyperlink", "fldSimple", "dir", "bdo")),
        f"{{{_COMPATIBILITY}}}AlternateContent",
        f"{{{_COMPATIBILITY}}}Choice",
    }
)


def contents(parent: Element) -> Iterator[Element]:
    """Yield the elements in `parent`, those in wrappers in their place.

    An empty content control shows a prompt, which is not yielded.
    """
    # Wrappers may be nested deeply, so they are not entered by recursion.
    waiting = [(iter(parent), False)]
    while waiting:
        children, is_prompt = waiting[-1]
        child = next(children, None)
        if child is None:
            waiting.pop()
        elif child.tag == _SDT:
            content = child.find(_CONTROL)
            if content is not None:
                waiting.append((iter(content), child.find(_PLACEHOLDER) is not None))
        elif child.tag in _WRAPPERS:
            waiting.append((iter(child), is_prompt))
        elif not is_prompt or child.tag in _OF_TABLES:
            yield child


def value(parent: Element | None, path: str) -> str | None:
    """Return the value of the element at a path of names; None if there is none."""
    if parent is None:
        return None
    found = parent.find(_path(path))
    return None if found is None else found.get(_VAL)


def number(parent: Element | None, path: str) -> int | None:
    """Return the whole number at a path.

    :raises ValueError: the value is not a number.
    """
    text = value(parent, path)
    return None if text is None else int(text)


def is_on(parent: Element | None, path: str) -> bool:
    """Tell whether a property that has no value, or a true one, is set."""
    if parent is None:
        return False
    found = parent.find(_path(path))
    return found is not None and found.get(_VAL) not in {"0", "false", "off", "none"}
