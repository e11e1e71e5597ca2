"""The elements of a Word document, as lxml gives them, and what surrounds their contents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Protocol

_WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_COMPATIBILITY: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_MATHS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/math"


class Element(Protocol):
    """An element of XML, as far as it is used here."""

    tag: str
    text: str | None

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


def w(name: str) -> str:
    """Return the full name of an element or attribute of Word."""
    return f"{{{_WORD}}}{name}"


def m(name: str) -> str:
    """Return the full name of an element of a formula."""
    return f"{{{_MATHS}}}{name}"


FALLBACK: Final = f"{{{_COMPATIBILITY}}}Fallback"
_SDT: Final = w("sdt")
_CONTROL: Final = w("sdtContent")
_PLACEHOLDER: Final = f"{w('sdtPr')}/{w('showingPlcHdr')}"
_VAL: Final = w("val")
# Elements whose contents are shown in their place. Of tracked changes, the new state is.
_WRAPPERS: Final = frozenset(
    {
        _CONTROL,
        *map(w, ("customXml", "smartTag", "ins", "moveTo", "hyperlink", "fldSimple", "dir", "bdo")),
        f"{{{_COMPATIBILITY}}}AlternateContent",
        f"{{{_COMPATIBILITY}}}Choice",
    }
)


def contents(parent: Element) -> Iterator[Element]:
    """Yield the elements in `parent`, those in wrappers in their place."""
    for child in parent:
        if child.tag == _SDT:
            yield from _of_control(child)
        elif child.tag in _WRAPPERS:
            yield from contents(child)
        else:
            yield child


def _of_control(control: Element) -> Iterator[Element]:
    """Yield the elements of a content control, but not the prompt that an empty one shows."""
    content = control.find(_CONTROL)
    if content is None:
        return
    is_prompt = control.find(_PLACEHOLDER) is not None
    for child in contents(content):
        if not is_prompt or child.tag in {w("tc"), w("tr")}:
            yield child


def value(parent: Element | None, path: str) -> str | None:
    """Return the value of the element at a path of names; None if there is none."""
    if parent is None:
        return None
    found = parent.find("/".join(map(w, path.split("/"))))
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
    found = parent.find("/".join(map(w, path.split("/"))))
    return found is not None and found.get(_VAL) not in {"0", "false", "off", "none"}
