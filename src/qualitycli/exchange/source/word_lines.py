"""The text of a Word document's paragraphs, as it is shown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from qualitycli.exchange.source.document import TextLine
from qualitycli.exchange.source.word_numbers import Numbers
from qualitycli.exchange.source.word_styles import Styles
from qualitycli.exchange.source.word_xml import Element, contents, is_on, m, w

# The end of a paragraph was deleted, or moved elsewhere.
_ENDS_GONE: Final = tuple(f"{w('rPr')}/{w(name)}" for name in ("del", "moveFrom"))
_SIGNS: Final = {
    w("tab"): "\t",
    w("ptab"): "\t",
    w("br"): "\n",
    w("cr"): "\n",
    w("noBreakHyphen"): "-",
    w("softHyphen"): "\u00ad",
}
# What the codes of the fonts for signs look like; other codes show as a replacement character.
_SIGNS_OF_FONTS: Final = {
    "symbol": {
        0xA3: "≤",
        0xB3: "≥",
        0xB7: "•",
        0xB1: "±",
        0xB4: "×",
        0xB8: "÷",
        0xAE: "→",
        0x2D: "−",
    },
    "wingdings": {
        0xFC: "✓",
        0xFE: "☑",
        0xA8: "☐",
        0x6F: "☐",
        0xA7: "•",
        0xD8: "•",
        0x6C: "•",
        0x76: "•",
        0xE0: "→",
    },
}
_UNKNOWN_SIGN: Final = "\ufffd"


class Paragraphs:
    """Turns paragraphs into lines, in order, because numbers and fields go on from one to the next.

    :ivar hidden: the texts that are formatted as hidden, which are left out.
    """

    def __init__(self, numbers: Numbers, styles: Styles) -> None:
        self.hidden: list[str] = []
        self._numbers = numbers
        self._styles = styles
        # Whether each open field has come to its result.
        self._fields: list[bool] = []
        # The text of a paragraph whose end was deleted, so that it belongs to the next one.
        self._carried = ""

    def lines(self, paragraph: Element) -> list[TextLine]:
        """Return the lines of a paragraph; the first has its number."""
        properties = paragraph.find(w("pPr"))
        text = self._carried + "".join(self._pieces(paragraph))
        self._carried = ""
        if properties is not None and any(properties.find(mark) is not None for mark in _ENDS_GONE):
            self._carried = text
            return []
        number = self._numbers.next(properties)
        heading = self._styles.heading(properties)
        return _lines(text, number, heading)

    def rest(self) -> list[TextLine]:
        """Return the lines of a text that no paragraph followed."""
        text, self._carried = self._carried, ""
        return _lines(text, "", 0)

    def _pieces(self, parent: Element) -> Iterator[str]:
        for child in contents(parent):
            if child.tag == w("r"):
                yield from self._run(child)
            elif child.tag in {m("oMath"), m("oMathPara")}:
                yield from _formula(child)

    def _run(self, run: Element) -> Iterator[str]:
        text = "".join(self._of_run(run))
        if is_on(run, "rPr/vanish"):
            if text.strip():
                self.hidden.append(text.strip())
            return
        yield text

    def _of_run(self, run: Element) -> Iterator[str]:
        for child in contents(run):
            if child.tag == w("fldChar"):
                self._field(child.get(w("fldCharType")))
            elif not all(self._fields):
                continue
            elif child.tag == w("t"):
                # A comment of XML divides a text.
                yield "".join((child.text or "", *(one.tail or "" for one in child)))
            elif child.tag == w("sym"):
                yield _sign(child)
            else:
                yield _SIGNS.get(child.tag, "")

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(False)
        elif self._fields and kind == "separate":
            self._fields[-1] = True
        elif self._fields and kind == "end":
            self._fields.pop()


def _lines(text: str, number: str, heading: int) -> list[TextLine]:
    lines = [line.strip() for line in text.splitlines()]
    if not number:
        return [TextLine(line, "", heading) for line in lines if line]
    # A number is shown even if there is no text.
    first, *others = [line for line in lines if line] or [""]
    return [TextLine(first, number, heading), *(TextLine(one, "", heading) for one in others)]


def _formula(formula: Element) -> Iterator[str]:
    """Yield the text of a formula, with a slash in its fractions."""
    for element in formula.iter(m("t"), m("den")):
        yield "/" if element.tag == m("den") else element.text or ""


def _sign(sign: Element) -> str:
    font = (sign.get(w("font")) or "").lower()
    code = int(sign.get(w("char")) or "0", 16) & 0xFF
    return _SIGNS_OF_FONTS.get(font, {}).get(code, _UNKNOWN_SIGN)
