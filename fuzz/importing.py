"""Importing spreadsheets: any file results in changes or findings.

The first byte determines the format of the rest: a CSV table, a workbook, or one part of an
otherwise valid workbook (such as a sheet or the styles).
"""

from __future__ import annotations

import io
import zipfile
from functools import cache
from typing import Final

from fuzz import small_project
from fuzz.reading import TRANSLATORS, check_clean, check_findings
from qualitycli.cards.card import card_of
from qualitycli.diagnostics import Diagnostic
from qualitycli.exchange.incoming import book_of
from qualitycli.exchange.proposal import proposal_of
from qualitycli.render.changes import change_lines
from qualitycli.render.findings import TerminalStyle
from qualitycli.render.workbook.book import workbook_of
from qualitycli.scoring.score import score_year

PARTS: Final = (
    "xl/worksheets/sheet2.xml",
    "xl/worksheets/sheet6.xml",
    "xl/workbook.xml",
    "[Content_Types].xml",
    "xl/worksheets/sheet1.xml",
    "xl/styles.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/worksheets/_rels/sheet2.xml.rels",
)


def one(data: bytes) -> None:
    """Read the table, propose changes and render them."""
    if not data:
        return
    kind, rest = data[0] % (len(PARTS) + 2), data[1:]
    if kind >= 2:
        rest = with_part(PARTS[kind - 2], rest)
    book = book_of(rest, "card.csv" if kind == 0 else "card.xlsx")
    if isinstance(book, Diagnostic):
        check_findings([book], None)
        return
    proposal = proposal_of(book, small_project.year_file(), small_project.catalogue_file())
    check_findings(proposal.found, None)
    for translate in TRANSLATORS:
        check_clean(
            line
            for block in change_lines(proposal.changes, translate, TerminalStyle(), decided=False)
            for line in block.split("\n")
        )


def with_part(name: str, text: bytes) -> bytes:
    """Return the exported workbook with one of its parts replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for part, held in parts().items():
            archive.writestr(part, text if part == name else held)
        if name not in parts():
            archive.writestr(name, text)
    return out.getvalue()


@cache
def parts() -> dict[str, bytes]:
    """Return the parts of the small project's workbook."""
    work, year = small_project.catalogue_file(), small_project.year_file()
    score = score_year(year.assessment, work.catalogue)
    card = card_of(work.catalogue, score, year.assessment, None)
    with zipfile.ZipFile(io.BytesIO(workbook_of(card))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
