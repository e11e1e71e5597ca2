"""The figures of a document as a reader sees them: whose figure it is, its label and its text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from html.parser import HTMLParser
from typing import Final, NamedTuple

from tests.render_markdown import tables

# A number with its sign and, of points, their maximum.
_FIGURE: Final = re.compile(r"[+−-]?\d+(?:[.,]\d+)?(?: (?:от|of) \d+(?:[.,]\d+)?)?")
_YEAR: Final = re.compile(r"\d{4}(?:[/–]\d{4})?")
_CODE: Final = re.compile(r"[\w]+(?:\.[\w]+)*")
_CHANGE: Final = ("Промяна", "Change")
_RESULT: Final = ("Оценка", "Точки", "Grade", "Points")
_NODES: Final = ("Наименование", "Показател", "Name", "Item")
_OVERALL: Final = ("Общо", "Overall")
_VOID: Final = frozenset(("br", "col", "hr", "img", "input", "link", "meta", "wbr"))
_ROWS: Final = ("tr", "tbody")
_SILENT: Final = frozenset(("svg", "style", "script"))


class PrintedFigure(NamedTuple):
    """A figure of a node.

    :ivar node: its id or printed number.
    """

    node: str
    label: str
    text: str


class PrintedRow(NamedTuple):
    """A row of a table: its node, and its cells by heading."""

    node: str
    cells: dict[str, str]


def contradictions(figures: Sequence[PrintedFigure]) -> list[tuple[PrintedFigure, PrintedFigure]]:
    """Return pairs of figures of one node that have one label and differ."""
    seen: dict[tuple[str, str], PrintedFigure] = {}
    pairs = ((seen.setdefault((one.node, one.label), one), one) for one in figures)
    return [(first, one) for first, one in pairs if _plain(first.text) != _plain(one.text)]


def _plain(figure: str) -> str:
    """Return a figure without final zeros: level 5 is grade 5,00."""
    return re.sub(r"[.,]0+(?!\d)", "", figure)


def wrong_changes(rows: Sequence[PrintedRow]) -> list[PrintedRow]:
    """Return rows whose change is not the difference of the two results next to it."""
    return [row for row in rows if not _is_difference(row.cells)]


def _is_difference(cells: dict[str, str]) -> bool:
    printed = next((cells[label] for label in _CHANGE if label in cells), "")
    years = [label for label in cells if _YEAR.fullmatch(label)]
    results = [cells[label] for label in [*_RESULT, *sorted(years, reverse=True)] if label in cells]
    numbers = [_number(text) for text in (printed, *results[:2])]
    if len(numbers) < 3 or None in numbers:
        return True
    change, after, before = numbers
    assert after is not None
    assert before is not None
    return change == after - before


def _number(text: str) -> Decimal | None:
    found = re.search(r"[+−-]?\d+(?:[.,]\d+)?", text)
    return Decimal(found[0].replace(",", ".").replace("−", "-")) if found else None


def figures_in(rows: Sequence[PrintedRow]) -> list[PrintedFigure]:
    """Return the figures in the cells of rows."""
    found = []
    for row in rows:
        for label, text in row.cells.items():
            if figure := _FIGURE.search(text.lstrip("▲▼=\\ ")):
                found.append(PrintedFigure(row.node, label, figure[0]))
    return found


def markdown_rows(text: str) -> list[PrintedRow]:
    """Return the rows of all tables of nodes in a Markdown document."""
    return list(_markdown_rows(text))


def _markdown_rows(text: str) -> Iterator[PrintedRow]:
    for table in tables(text):
        heads = [head.rstrip("†‡") for head in table.heads]
        named = next((place for place, head in enumerate(heads) if head in _NODES), None)
        if named is None and not (len(heads) > 1 and heads[0] == "" and _YEAR.fullmatch(heads[1])):
            continue
        for cells in table.rows:
            name = cells[named or 0].replace("*", "")
            first = name if not named else cells[0]
            node = "" if name in _OVERALL else first
            if named is None and node:
                node = _CODE.match(node)[0]  # type: ignore[index]  # a number, then the title
            yield PrintedRow(node or "overall", dict(zip(heads, cells, strict=True)))


def page_rows(text: str) -> list[PrintedRow]:
    """Return the rows of all tables of a page that have an id, and its lists of facts."""
    page = _Page()
    page.feed(text)
    return page.rows


class _Page(HTMLParser):
    """Collects rows: of a table by its headings, of a list of facts by its terms."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[PrintedRow] = []
        self._open: list[tuple[str, str, bool]] = []
        self._heads: list[str] = []
        self._cells: list[str] = []
        self._text: str | None = None
        self._named = ""
        self._term = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            return
        known = dict(attrs)
        node = known.get("data-id") or known.get("id") or ""
        silent = tag in _SILENT or "hidden" in (known.get("class") or "").split()
        self._open.append((tag, node, silent or known.get("aria-hidden") == "true"))
        if tag == "table":
            self._heads = []
        elif tag == "tr":
            self._cells = []
        elif tag in ("th", "td", "dt", "dd"):
            self._text, self._named = "", ""
        elif tag == "span" and known.get("data-id"):
            self._named = self._named or known["data-id"] or ""

    def handle_endtag(self, tag: str) -> None:
        if tag in ("th", "td"):
            self._cells.append(self._said())
        elif tag == "tr":
            self._row()
        elif tag == "dt":
            self._term = self._said()
        elif tag == "dd" and self._named:
            self.rows.append(PrintedRow(self._named, {self._term: self._said()}))
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._text is not None and not any(silent for _, _, silent in self._open):
            self._text += data

    def _said(self) -> str:
        return " ".join((self._text or "").split())

    def _row(self) -> None:
        if any(tag == "thead" for tag, _, _ in self._open):
            self._heads = self._cells
        elif len(self._cells) == len(self._heads):
            node = next((one for tag, one, _ in reversed(self._open) if one and tag in _ROWS), "")
            cells = dict(zip(self._heads[1:], self._cells[1:], strict=True))
            if node:
                self.rows.append(PrintedRow(node, {key: one for key, one in cells.items() if key}))
