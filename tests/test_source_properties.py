"""Whatever table a library writes, the reader returns its texts at their addresses."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from qualitycli.exchange.source.document import CellAddress, SourceDocument
from qualitycli.exchange.source.read import read_source
from tests.conftest import TIMES
from tests.steps import steps_of
from tests.word_parts import cell as word_cell
from tests.word_parts import (
    definition,
    document,
    level,
    numbered,
    numbers,
    p,
    paragraph,
    row,
    run,
    table,
)

pytestmark = pytest.mark.slow

Size = tuple[int, int]
# Its template takes longer to read than a table to write.
PAPER = docx.Document()


class Random(NamedTuple):
    """A table: its size, texts by address, and the sizes of its merged cells by address."""

    rows: int
    columns: int
    texts: dict[CellAddress, str]
    merged: dict[CellAddress, Size]

    def expected(self) -> dict[CellAddress, tuple[tuple[str, ...], Size]]:
        """Return the lines and the size of each cell that is not empty."""
        found = {}
        for address, text in self.texts.items():
            if lines := tuple(one for line in text.split("\n") if (one := line.strip())):
                found[address] = lines, self.merged.get(address, (1, 1))
        return found

    def as_seen(self) -> Random:
        """Return it without the columns in which no cell begins, which nobody can see."""
        starts = sorted({address.column for address in self.texts})
        seen = {column: at for at, column in enumerate(starts, 1)}

        def size(address: CellAddress) -> Size:
            rows, columns = self.merged[address]
            return rows, sum(0 <= one - address.column < columns for one in starts)

        return self._replace(
            texts={at._replace(column=seen[at.column]): text for at, text in self.texts.items()},
            merged={at._replace(column=seen[at.column]): size(at) for at in self.merged},
        )


TEXTS = st.text(alphabet="абвЯ1. -–„“()\n%", max_size=12)


@st.composite
def random_tables(draw: st.DrawFn, *, with_merges: bool = True) -> Random:
    rows, columns = draw(st.integers(1, 5)), draw(st.integers(1, 4))
    free = {CellAddress(r, c) for r in range(1, rows + 1) for c in range(1, columns + 1)}
    texts, merged = {}, {}
    for address in sorted(free):
        if address not in free:
            continue
        height = draw(st.integers(1, rows - address.row + 1)) if with_merges else 1
        width = draw(st.integers(1, columns - address.column + 1)) if with_merges else 1
        area = {
            CellAddress(address.row + down, address.column + right)
            for down in range(height)
            for right in range(width)
        }
        if not area <= free:
            area, height, width = {address}, 1, 1
        free -= area
        texts[address] = draw(TEXTS)
        if height * width > 1:
            merged[address] = height, width
    return Random(rows, columns, texts, merged)


def found_in(data: bytes, name: str) -> dict[CellAddress, tuple[tuple[str, ...], Size]]:
    result = read_source(data, name)
    assert isinstance(result, SourceDocument)
    (one,) = result.tables
    return {
        address: (tuple(line.text for line in cell.lines), (cell.rows, cell.columns))
        for address, cell in one.cells.items()
    }


@settings(max_examples=20 * TIMES)
@given(random_tables())
def test_tables_that_python_docx_writes(made: Random) -> None:
    grid = PAPER.add_table(made.rows, made.columns)
    try:
        for address, text in made.texts.items():
            cell = grid.cell(address.row - 1, address.column - 1)
            if address in made.merged:
                height, width = made.merged[address]
                end = grid.cell(address.row + height - 2, address.column + width - 2)
                cell = cell.merge(end)
            cell.text = text
        out = io.BytesIO()
        PAPER.save(out)
    finally:
        grid._element.getparent().remove(grid._element)
    assert found_in(out.getvalue(), "paper.docx") == made.as_seen().expected()


@given(random_tables())
def test_tables_that_openpyxl_writes(made: Random) -> None:
    book = Workbook()
    page = book.worksheets[0]
    for address, text in made.texts.items():
        page.cell(address.row, address.column).value = text
    for (r, c), (height, width) in made.merged.items():
        page.merge_cells(None, r, c, r + height - 1, c + width - 1)
    out = io.BytesIO()
    book.save(out)
    assert found_in(out.getvalue(), "paper.xlsx") == made.expected()


@given(
    random_tables(with_merges=False),
    st.sampled_from(";,\t"),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_tables_that_the_csv_module_writes(made: Random, separator: str, encoding: str) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator)
    # Two columns more, so that the first line has a separator.
    for r in range(1, made.rows + 1):
        texts = [made.texts[CellAddress(r, c)] for c in range(1, made.columns + 1)]
        writer.writerow(["№", "№", *texts])
    found = found_in(out.getvalue().encode(encoding), "paper.csv")
    assert {
        CellAddress(r, c - 2): cell for (r, c), cell in found.items() if c > 2
    } == made.expected()


def numbered_rows(n: int) -> bytes:
    numbering = definition(0, level(0, "%1."), level(1, "%1.%2.")) + numbers(1, 0)
    covered = word_cell(p("а"), properties="<w:vMerge/>")
    rows = (row(word_cell(numbered("", 1, at % 2)), f"Показател {at}", covered) for at in range(n))
    return document(table(*rows), numbering=numbering)


def nested_wrappers(n: int) -> bytes:
    deep = min(n, 200)
    return document(paragraph("<w:ins>" * deep + run("а") * n + "</w:ins>" * deep))


def chain_of_styles(n: int) -> bytes:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{at}"><w:basedOn w:val="s{at + 1}"/></w:style>'
        for at in range(n)
    )
    body = "".join(p("а", properties=f'<w:pStyle w:val="s{at}"/>') for at in range(n))
    return document(body, styles=styles)


def many_lists(n: int) -> bytes:
    numbering = definition(0, *(level(at, "%1.") for at in range(n)))
    numbering += "".join(numbers(at, 0) for at in range(1, n + 1))
    return document("".join(numbered("а", at) for at in range(1, n + 1)), numbering=numbering)


def long_numbers(n: int) -> bytes:
    numbering = definition(0, level(0, "%1" * n)) + numbers(1, 0)
    return document(numbered("а") * n, numbering=numbering)


def ragged_rows(n: int) -> bytes:
    rows = (
        row("а", word_cell(p("б"), properties=f'<w:gridSpan w:val="{at}"/>'), "в")
        for at in range(1, n + 1)
    )
    return document(table(*rows))


def nested_tables(n: int) -> bytes:
    deep = min(n, 60)
    inner = ""
    for _ in range(deep):
        inner = table(row(word_cell(p("а") + inner + p())))
    return document(inner + table(row("б")) * n)


def sheet_rows(n: int) -> bytes:
    made = Workbook(write_only=True)
    page = made.create_sheet()
    for at in range(n):
        page.append([f"1.{at}", f"Показател {at}", at])
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


SIZES: dict[Callable[[int], bytes], int] = {
    numbered_rows: 60,
    nested_wrappers: 60,
    chain_of_styles: 60,
    many_lists: 60,
    long_numbers: 120,
    ragged_rows: 60,
    nested_tables: 60,
    sheet_rows: 60,
}


@pytest.mark.parametrize("make", SIZES, ids=lambda make: make.__name__)
def test_steps_grow_with_the_size(make: Callable[[int], bytes]) -> None:
    few, many = make(SIZES[make]), make(3 * SIZES[make])
    assert isinstance(read_source(few, "paper"), SourceDocument)  # one-time loading
    less = steps_of(partial(read_source, few, "paper"))
    more = steps_of(partial(read_source, many, "paper"))
    assert more < 4 * less, (less, more)


def test_thousands_of_rows_are_read() -> None:
    result = read_source(document(table(*(row(str(n), "а") for n in range(2000)))), "paper.docx")
    assert isinstance(result, SourceDocument)
    assert len(result.tables[0].cells) == 4_000
