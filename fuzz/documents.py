"""Reading the tables of documents: any file results in tables with texts, or in a finding.

The first byte determines the format of the rest: a file as it is, a CSV table, or one part of an
otherwise valid Word document.
"""

from __future__ import annotations

import io
import zipfile
from functools import cache
from typing import Final

import docx

from fuzz.reading import TRANSLATORS, check_clean, check_findings
from qualitycli.diagnostics import Diagnostic
from qualitycli.exchange.source.damage import damage_in
from qualitycli.exchange.source.document import SourceDocument, SourceTable, TextLine
from qualitycli.exchange.source.read import read_source
from qualitycli.messages import visible

PARTS: Final = (
    "word/document.xml",
    "word/numbering.xml",
    "word/styles.xml",
    "word/_rels/document.xml.rels",
    "[Content_Types].xml",
    "_rels/.rels",
)


def one(data: bytes) -> None:
    """Read the tables, and say all that there is to say about them."""
    if not data:
        return
    kind, rest = data[0] % (len(PARTS) + 2), data[1:]
    if kind >= 2:
        rest = with_part(PARTS[kind - 2], rest)
    result = read_source(rest, "paper.csv" if kind == 0 else "paper.docx")
    if isinstance(result, Diagnostic):
        check_findings([result], None)
        return
    for table in result.tables:
        check_table(table)
    check_lines(result.after)
    check_messages(result)


def check_table(table: SourceTable) -> None:
    """Check that addresses and sizes are possible, and that cells are not empty."""
    check_lines(table.before)
    for address, cell in table.cells.items():
        assert cell.address == address
        assert min(*address, cell.rows, cell.columns) >= 1
        assert cell.lines or cell.fault
        check_lines(cell.lines)


def check_lines(lines: tuple[TextLine, ...]) -> None:
    """Check that each is one line, with a text or a number."""
    for line in lines:
        assert line.text == line.text.strip()
        assert len(line.text.splitlines()) <= 1
        assert line.text or line.number
        assert 0 <= line.heading <= 9


def check_messages(document: SourceDocument) -> None:
    """Check that the notes and the signs of damage can be said."""
    signs = (one.message for one in damage_in(document))
    for message in (*document.notes, *signs):
        for translate in TRANSLATORS:
            check_clean([visible(translate.fill(message))])


def with_part(name: str, content: bytes) -> bytes:
    """Return a document with one of its parts replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for part, held in parts().items():
            archive.writestr(part, content if part == name else held)
    return out.getvalue()


@cache
def parts() -> dict[str, bytes]:
    """Return the parts of a document with a table and a list."""
    paper = docx.Document()
    paper.add_heading("ОБЛАСТ 1")
    paper.add_paragraph("Уроци", style="List Number")
    table = paper.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Показател"
    table.cell(1, 1).text = "1.1. Уроци"
    out = io.BytesIO()
    paper.save(out)
    with zipfile.ZipFile(out) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
