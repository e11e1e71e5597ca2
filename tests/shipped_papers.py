"""The shipped framework as a school would keep it: in a Word table, or in a workbook by area."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

import docx
from openpyxl import Workbook

from qualitycli.model.framework import Catalogue
from qualitycli.model.tree import Area, Node, Subindicator
from tests.school_papers import UP, add_table, saved

HEADINGS = ("Област", "Критерии", "Индикатори", "Подиндикатори")


def rows_of(area: Area) -> Iterator[tuple[str, str, str, str]]:
    """Yield the rows of an area; `UP` where a cell is merged with the one above."""
    for criterion in area.criteria:
        first = True
        for indicator in criterion.indicators:
            leaves = [text_of(one) for one in indicator.subindicators] or [""]
            for at, leaf in enumerate(leaves):
                yield (
                    area.title if criterion is area.criteria[0] and first else UP,
                    text_of(criterion) if first else UP,
                    UP if at else text_of(indicator),
                    leaf,
                )
                first = False


def text_of(node: Node) -> str:
    """Return a node with its number, and its parts as lines with dashes."""
    lines = [f"{node.shown_number}. {node.label}"]
    if isinstance(node, Subindicator):
        lines += [f"– {part}" for part in node.parts]
    return "\n".join(lines)


def in_word(catalogue: Catalogue) -> bytes:
    """Return a Word document with one table, whose cells are merged downwards."""
    paper = docx.Document()
    rows = [row for area in catalogue.areas for row in rows_of(area)]
    add_table(paper, HEADINGS, *rows)
    return saved(paper)


def in_excel(catalogue: Catalogue) -> bytes:
    """Return a workbook with a sheet for each area, whose cells are merged downwards."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for area in catalogue.areas:
        page = book.create_sheet(area.title)
        rows = [HEADINGS[1:], *(row[1:] for row in rows_of(area))]
        for row in rows:
            page.append([None if text == UP else text for text in row])
        for column in (0, 1):
            for start, end in _runs([row[column] for row in rows]):
                page.merge_cells(None, start, column + 1, end, column + 1)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _runs(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the first and last row, from 1, of each cell that is merged downwards."""
    starts = [at for at, text in enumerate(texts, 1) if text != UP]
    for start, following in zip(starts, [*starts[1:], len(texts) + 1], strict=True):
        if following > start + 1:
            yield start, following - 1
