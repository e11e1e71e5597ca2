"""Reading a workbook costs calls and bytes in proportion to its cells, whatever it declares.

Each workbook here is small on disk. The expanded form would be expensive.
"""

from __future__ import annotations

import sys
import tracemalloc
import zipfile
from collections.abc import Callable
from typing import Final, NamedTuple
from xml.parsers import expat

import pytest

from qualitycli.cards.marks import MOST_IN_A_CELL
from qualitycli.diagnostics import Diagnostic
from qualitycli.exchange import archive as limits
from qualitycli.exchange.grid import Book
from qualitycli.exchange.incoming import book_of
from tests.workbook_parts import SHEET, archive, parts, relations

pytestmark = pytest.mark.slow

ONE: Final = "<row><c><v>1</v></c></row>"
WHOLE: Final = "A1:XFD1048576"
# The limits for a small workbook: function calls, and bytes at one time.
MOST_CALLS: Final = 500_000
MOST_BYTES: Final = 250 << 20


class Cost(NamedTuple):
    """The cost of reading: the number of function calls, and the peak memory in bytes."""

    calls: int
    peak: int
    result: Book | Diagnostic


def cost_of(data: bytes) -> Cost:
    calls = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    tracemalloc.start()
    before = sys.getprofile()
    sys.setprofile(count)
    try:
        result = book_of(data, "card.xlsx")
    finally:
        sys.setprofile(before)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    return Cost(calls, peak, result)


def after(xml: str) -> bytes:
    return archive(parts(ONE, after=xml))


def merged(*references: str) -> bytes:
    cells = "".join(f'<mergeCell ref="{one}"/>' for one in references)
    return after(f"<mergeCells>{cells}</mergeCells>")


def linked(reference: str) -> bytes:
    return after(f'<hyperlinks><hyperlink ref="{reference}" location="x"/></hyperlinks>')


def styled(xml: str, packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    return archive(parts(ONE, styles=xml), packing)


def formatted(code: str) -> bytes:
    code = code.replace('"', "&quot;")
    formats = f'<numFmts><numFmt numFmtId="164" formatCode="{code}"/></numFmts>'
    return styled(formats + "<cellXfs>" + '<xf numFmtId="164"/>' * 1000 + "</cellXfs>")


def with_part(name: str, content: str | bytes, packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    return archive({**parts(ONE), name: content}, packing)


def sheets(number: int) -> bytes:
    made = parts(ONE)
    sheet = '<sheet name="{}" sheetId="1" r:id="worksheet"/>'
    entries = "".join(sheet.format(f"n{n}") for n in range(number))
    made["xl/workbook.xml"] = made["xl/workbook.xml"].replace(sheet.format("S"), entries)
    return archive(made)


def named(reference: str, number: int = 1) -> bytes:
    made = parts(ONE)
    names = "".join(
        f'<definedName name="{name}">{reference}</definedName>'
        for n in range(number)
        for name in (f"n{n}", "quality_year")
    )
    made["xl/workbook.xml"] = made["xl/workbook.xml"].replace(
        "</sheets>", f"</sheets><definedNames>{names}</definedNames>"
    )
    return archive(made)


def shared_text(length: int, cells: int) -> bytes:
    text = f"<si><t>{'я' * length}</t></si>"
    return archive(parts("<row>" + '<c t="s"><v>0</v></c>' * cells + "</row>", texts=text))


def commented(number: int, reference: str = "A1") -> bytes:
    made = parts(ONE)
    made["xl/worksheets/_rels/sheet1.xml.rels"] = relations(comments="../comments1.xml")
    made["xl/comments1.xml"] = "<c>" + f'<comment ref="{reference}"/>' * number + "</c>"
    return archive(made, zipfile.ZIP_STORED)


def kind(content_type: str) -> bytes:
    made = parts(ONE)
    extra = f'<Override PartName="/xl/x.bin" ContentType="{content_type}"/></Types>'
    name = "[Content_Types].xml"
    return with_part(name, made[name].replace("</Types>", extra))


def kind_in_utf16() -> bytes:
    made = parts(ONE)["[Content_Types].xml"]
    text = made.replace("sheet.main", "sheet.macroEnabled.main")
    return with_part("[Content_Types].xml", ("\ufeff" + text).encode("utf-16-le"))


def doubled(name: str) -> bytes:
    return with_part(name, parts(ONE)[SHEET])


SHARED = '<row r="1"><c><f t="shared" ref="A1:A1500" si="0">SUM(B1:B9)</f><v>1</v></c></row>'
FORMULAS = SHARED + '<row><c><f t="shared" si="0"/><v>1</v></c></row>' * 1499

# None: it is read.
CASES: Final[dict[str, tuple[Callable[[], bytes], str | None]]] = {
    "all cells merged": (lambda: merged(WHOLE), "Q803"),
    "merged in small letters": (lambda: merged("a1:xfd1048576"), "Q803"),
    "merged with dollars": (lambda: merged("$A$1:$XFD$1048576"), "Q803"),
    "merged from the end": (lambda: merged("XFD1048576:A1"), "Q803"),
    "merged columns": (lambda: merged("A:XFD"), "Q803"),
    "merged rows": (lambda: merged("1048576:$1"), "Q803"),
    "a negative one that would make up for others": (
        lambda: merged("A9:A1", "A1:XFD1048576", "XFD1048576:A1"),
        "Q803",
    ),
    "many merged cells on one another": (lambda: merged(*["A1:J100"] * 200), "Q803"),
    "merged off the sheet": (lambda: merged("A1:XFE1"), "Q802"),
    "merged nowhere": (lambda: merged("A1:B2 C3:D4"), "Q802"),
    "a link on all cells": (lambda: linked(WHOLE), None),
    "a link in small letters": (lambda: linked("a1:xfd1048576"), None),
    "a link on columns": (lambda: linked("$A:$XFD"), None),
    "a link from the end": (lambda: linked("XFD1048576:A1"), None),
    "rules for all cells": (
        lambda: after(
            f'<autoFilter ref="{WHOLE}"/><dataValidations><dataValidation type="whole" '
            f'sqref="{(WHOLE + " ") * 1000}"/></dataValidations><conditionalFormatting '
            f'sqref="A:XFD {WHOLE}"/><tableParts><tablePart r:id="x"/></tableParts>'
        ),
        None,
    ),
    "a name for all cells": (lambda: named("S!$A$1:$XFD$1048576"), None),
    "a name of 40,000 parts": (lambda: named("S!A1," * 40_000), None),
    "a name of quotes": (lambda: named("''" * 40_000 + "!A1"), None),
    "3,000 names": (lambda: named("S!$A$1", 3000), None),
    "3,000 sheets on one part": (lambda: sheets(3000), "Q802"),
    "a sheet that is the workbook": (
        lambda: with_part("xl/_rels/workbook.xml.rels", relations(worksheet="../xl/workbook.xml")),
        "Q802",
    ),
    "1,500 shared formulas": (lambda: archive(parts(FORMULAS)), None),
    "40,000 open brackets": (lambda: formatted("[" * 40_000), None),
    "40,000 brackets": (lambda: formatted("[]" * 40_000), None),
    "40,000 nested brackets": (lambda: formatted("[" * 40_000 + "]" * 40_000), None),
    "40,001 quotes": (lambda: formatted('"' * 40_001), None),
    "40,001 backslashes": (lambda: formatted("\\" * 40_001), None),
    "40,000 elapsed hours": (lambda: formatted("[" + "h" * 40_000), None),
    "a comment on all cells": (lambda: commented(1, "xfd1048576:a1"), None),
    "an attribute of 15 MiB": (
        lambda: with_part(SHEET, '<a x="' + "ab" * (15 << 19) + '😀"/>', zipfile.ZIP_STORED),
        None,
    ),
    "a text of 15 MiB": (
        lambda: archive(parts(f"<row><c><v>{'9' * (15 << 20)}</v></c></row>"), zipfile.ZIP_STORED),
        "Q803",
    ),
    "a format of 15 MiB": (
        lambda: styled(
            '<numFmt numFmtId="1" formatCode="' + "0" * (15 << 20) + '"/>', zipfile.ZIP_STORED
        ),
        None,
    ),
    "a target of 15 MiB": (
        lambda: with_part(
            "xl/_rels/workbook.xml.rels", relations(worksheet="a/" * (15 << 19)), zipfile.ZIP_STORED
        ),
        "Q802",
    ),
    "packed by bzip2": (lambda: archive(parts(ONE), zipfile.ZIP_BZIP2), "Q802"),
    "packed by LZMA": (lambda: archive(parts(ONE), zipfile.ZIP_LZMA), "Q802"),
    "two parts of one name": (lambda: doubled(SHEET.upper()), "Q802"),
    "two parts of one name, by a backslash": (lambda: doubled(SHEET.replace("/", "\\")), "Q802"),
    "a sheet that refers to nothing": (
        lambda: with_part("xl/workbook.xml", '<workbook><sheet name="S"/></workbook>'),
        "Q802",
    ),
    "a sheet of another archive": (
        lambda: with_part(
            "xl/_rels/workbook.xml.rels", relations(worksheet="../../../../etc/passwd")
        ),
        "Q802",
    ),
    "macros by an entity": (lambda: kind("application/x.m&#97;croEnabled"), "Q804"),
    "macros in capitals": (lambda: kind("APPLICATION/VND.MS-OFFICE.VBAPROJECT"), "Q804"),
    "macros of Excel 4": (lambda: kind("application/vnd.ms-excel.macrosheet+xml"), "Q804"),
    "macros in UTF-16": (kind_in_utf16, "Q804"),
    "a binary workbook": (
        lambda: kind("application/vnd.ms-excel.sheet.binary.macroEnabled.main"),
        "Q801",
    ),
    "entities in a comment": (
        lambda: archive(
            {
                **parts(ONE),
                "xl/worksheets/_rels/sheet1.xml.rels": relations(comments="../c.xml"),
                "xl/c.xml": '<!DOCTYPE x [<!ENTITY a "b">]><c>&a;</c>',
            }
        ),
        "Q805",
    ),
    "entities in what a sheet refers to": (
        lambda: with_part("xl/worksheets/_rels/sheet1.xml.rels", "<!DOCTYPE x><x/>"),
        "Q805",
    ),
    "an unknown encoding": (
        lambda: with_part(SHEET, b'<?xml version="1.0" encoding="x-none"?><worksheet/>'),
        "Q802",
    ),
    "an encoding of several bytes": (
        lambda: with_part(SHEET, b'<?xml version="1.0" encoding="big5"?><worksheet/>'),
        "Q802",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_reading_costs_are_in_proportion_to_the_cells(case: str) -> None:
    make, code = CASES[case]
    calls, peak, result = cost_of(make())
    assert (result.rule.code if isinstance(result, Diagnostic) else None) == code
    assert calls < MOST_CALLS
    assert peak < MOST_BYTES


# A workbook with the given number of objects of a kind that a limit counts.
LIMITED: Final[dict[str, tuple[str, Callable[[int], bytes]]]] = {
    "parts": (
        "MOST_PARTS",
        lambda n: archive({**parts(ONE), **dict.fromkeys(map(str, range(n - 7)), "")}),
    ),
    "elements": ("MOST_ELEMENTS", lambda n: styled("<b/>" * (n - elements_around()))),
    "nested elements": (
        "MOST_ELEMENTS",
        lambda n: styled("<b>" * (n - elements_around()) + "</b>" * (n - elements_around())),
    ),
    "attributes": (
        "MOST_ATTRIBUTES",
        lambda n: with_part(
            SHEET,
            "<a " + " ".join(f'a{k}=""' for k in range(n - attributes_around())) + "/>",
        ),
    ),
    "rows": ("MOST_ROWS", lambda n: archive(parts("<row/>" * n))),
    "cells": ("MOST_CELLS", lambda n: archive(parts("<row>" + "<c/>" * n + "</row>"))),
    "shared texts": ("MOST_CELLS", lambda n: archive(parts(ONE, texts="<si/>" * (n - 1)))),
    "comments": ("MOST_CELLS", lambda n: commented(n - 1)),
    "links": (
        "MOST_CELLS",
        lambda n: after("<hyperlinks>" + '<hyperlink ref="A:A"/>' * (n - 1) + "</hyperlinks>"),
    ),
    "merged cells": ("MOST_CELLS", lambda n: merged(f"$b${n - 1}:b1")),
    "characters": ("MOST_CHARACTERS", lambda n: shared_text(1, n)),
    "characters in a cell": ("MOST_IN_A_CELL", lambda n: shared_text(n, 1)),
}


def elements_around() -> int:
    return sum(one.count("<") - one.count("</") for one in parts(ONE).values())


def attributes_around() -> int:
    return sum(text.count("=") for name, text in parts(ONE).items() if name != SHEET)


@pytest.mark.parametrize("case", LIMITED)
def test_a_limit_is_kept(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    name, make = LIMITED[case]
    most = 300
    assert getattr(limits, name) > most
    monkeypatch.setattr(limits, name, most)
    assert isinstance(book_of(make(most), "card.xlsx"), Book)
    result = book_of(make(most + 1), "card.xlsx")
    assert isinstance(result, Diagnostic)
    assert result.rule.code == "Q803"


def test_a_text_counts_once_for_each_cell_that_has_it() -> None:
    assert limits.MOST_CHARACTERS < 1000 * MOST_IN_A_CELL
    result = book_of(shared_text(MOST_IN_A_CELL, 1000), "card.xlsx")
    assert isinstance(result, Diagnostic)
    assert result.rule.code == "Q803"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be", "cp1251"])
def test_entities_are_found_before_anything_is_parsed(
    encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    xml = '<?xml version="1.0" encoding="{}"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
    data = with_part("[Content_Types].xml", xml.format(encoding).encode(encoding))
    monkeypatch.delattr(expat, "ParserCreate")
    result = book_of(data, "card.xlsx")
    assert isinstance(result, Diagnostic)
    assert result.rule.code == "Q805"


GROWING: Final[dict[str, Callable[[int], bytes]]] = {
    "merged cells": lambda n: merged(*(f"a{2 * row}:$B${2 * row + 1}" for row in range(1, n))),
    "links": lambda n: after("<hyperlinks>" + f'<hyperlink ref="{WHOLE}"/>' * n + "</hyperlinks>"),
    "comments": lambda n: commented(n, WHOLE),
    "formulas": lambda n: archive(parts(SHARED + "<row><c><f t='shared' si='0'/></c></row>" * n)),
    "brackets": lambda n: formatted("[]" * n),
    "names": lambda n: named("S!$A$1", n),
    "styles": lambda n: styled("<cellXfs>" + "<xf/>" * n + "</cellXfs>"),
    "formats of differences": lambda n: styled("<dxfs>" + "<dxf/>" * n + "</dxfs>"),
    "texts": lambda n: archive(parts(ONE, texts="<si><t>a_xD83D_</t></si>" * n)),
}


@pytest.mark.parametrize("case", GROWING)
def test_the_cost_grows_with_the_number(case: str) -> None:
    make = GROWING[case]
    few, many = cost_of(make(500)), cost_of(make(2000))
    assert isinstance(few.result, Book)
    assert isinstance(many.result, Book)
    assert many.calls < 5 * few.calls
    assert many.peak < 5 * few.peak
