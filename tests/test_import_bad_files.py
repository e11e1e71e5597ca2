"""Files that are not spreadsheets: refused quickly with one finding, before they are unpacked."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Quality
from tests.workbook_parts import archive, changed, parts_of
from tests.workbooks import exported

pytestmark = pytest.mark.slow

TYPES = "[Content_Types].xml"
SHEET = "xl/worksheets/sheet2.xml"
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def many_rows(data: bytes) -> bytes:
    # All alike, they would be refused because they are packed too tightly.
    row = '<row><c t="inlineStr"><is><t>OP.1.1.1</t></is></c><c><v>{}</v></c></row>'
    rows = "".join(map(row.format, range(30_000))).encode()
    return changed(data, SHEET, lambda text: text.replace(b"</sheetData>", rows + b"</sheetData>"))


def entities(data: bytes) -> bytes:
    return changed(data, SHEET, lambda text: BOMB.encode() + text)


def hidden_entities(data: bytes) -> bytes:
    """The same in an encoding in which a search for the letters would not find it."""
    return changed(data, SHEET, lambda text: ("\ufeff" + BOMB + text.decode()).encode("utf-16-le"))


def macros(data: bytes) -> bytes:
    kind = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    plain = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    return changed(data, TYPES, lambda text: text.replace(plain, kind))


MERGED = b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'


def behind_the_cells(text: bytes, more: bytes) -> bytes:
    return text.replace(b"</sheetData>", b"</sheetData>" + more)


FILES: dict[str, tuple[str, Callable[[bytes], bytes], str]] = {
    "old Excel": ("card.xls", lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "Q801"),
    "a page": ("card.xlsx", lambda _: b"<!DOCTYPE html><html><table>", "Q801"),
    "a PDF": ("card.csv", lambda _: b"%PDF-1.7\n", "Q801"),
    "nothing": ("card.xlsx", lambda _: b"", "Q801"),
    "ODS": (
        "card.ods",
        lambda _: archive({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}),
        "Q801",
    ),
    "a ZIP": ("card.xlsx", lambda _: archive({"a.txt": b"a"}), "Q801"),
    "a document": (
        "card.xlsx",
        lambda _: archive({TYPES: b"<Types>wordprocessingml.document.main+xml</Types>"}),
        "Q801",
    ),
    "cut off": ("card.xlsx", lambda data: data[: len(data) // 2], "Q802"),
    "a broken part": (
        "card.xlsx",
        lambda data: changed(data, SHEET, lambda text: text[:-40]),
        "Q802",
    ),
    "no workbook part": (
        "card.xlsx",
        lambda data: archive({TYPES: parts_of(data)[TYPES]}),
        "Q802",
    ),
    "damaged bytes": (
        "card.xlsx",
        lambda data: data[:3000] + bytes(byte ^ 255 for byte in data[3000:3100]) + data[3100:],
        "Q802",
    ),
    "a bomb": (
        "card.xlsx",
        lambda data: changed(data, "xl/a.bin", lambda _: bytes(200 << 20)),
        "Q803",
    ),
    "a tight part": (
        "card.xlsx",
        lambda data: changed(data, "xl/a.bin", lambda _: bytes(9 << 20)),
        "Q803",
    ),
    "many parts": (
        "card.xlsx",
        lambda data: archive({**parts_of(data), **{f"a/{n}": b"" for n in range(5000)}}),
        "Q803",
    ),
    "30,000 rows": ("card.xlsx", many_rows, "Q803"),
    "30,000 rows of text": (
        "card.csv",
        lambda _: b"id;level\n" + b"OP.1.1.1;3\n" * 30_000,
        "Q803",
    ),
    "all cells merged": (
        "card.xlsx",
        lambda data: changed(data, SHEET, lambda text: behind_the_cells(text, MERGED)),
        "Q803",
    ),
    "a million fonts": (
        "card.xlsx",
        lambda data: changed(
            data,
            "xl/styles.xml",
            lambda text: text.replace(b"<fonts", b"<x>" + b"<b/>" * 1_200_000 + b"</x><fonts"),
        ),
        "Q803",
    ),
    "macros": ("card.xlsm", macros, "Q804"),
    "entities": ("card.xlsx", entities, "Q805"),
    "entities in UTF-16": ("card.xlsx", hidden_entities, "Q805"),
    "another table": ("card.csv", lambda _: b"name;class\nA;5\n", "Q809"),
    "an open quotation": ("card.csv", lambda _: b'id;level\nOP.1.1.1;"3\n', "Q802"),
    "Windows-1251": ("card.csv", lambda _: "Код;Равнище\nOP.1.1.1;3\n".encode("cp1251"), "Q105"),
    "UTF-16": ("card.csv", lambda _: "Код\tРавнище\nOP.1.1.1\t3\n".encode("utf-16"), "Q104"),
}


@pytest.mark.parametrize("case", FILES)
def test_a_bad_file_is_refused(case: str, project: Path, quality: Quality) -> None:
    name, make, code = FILES[case]
    path = project / name
    path.write_bytes(make(exported(quality, project).path.read_bytes()))
    before = (project / "data/years/2020-2021.yaml").read_bytes()
    outcome = quality("import", path, "2020-2021", "--yes")
    assert outcome.code == 1, outcome.out
    assert outcome.out == ""
    assert re.findall(r"error (Q\d{3}):", outcome.err) == [code]
    assert ("20000 rows" in outcome.err) is ("30,000 rows" in case)
    assert (project / "data/years/2020-2021.yaml").read_bytes() == before


def test_a_folder_and_what_is_not_there(project: Path, quality: Quality) -> None:
    assert quality("import", project / "none.xlsx", "2020-2021").code == 2
    outcome = quality("import", project / "data", "2020-2021")
    assert (outcome.code, "Q102" in outcome.err) == (1, True)
    exported(quality, project)
    assert quality("import", project / "card.xlsx", "1999-2000").code == 2


def test_links_to_other_files_are_not_followed(project: Path, quality: Quality) -> None:
    path = exported(quality, project).path
    link = (
        b'<Relationship Id="rId99" Target="externalLinks/externalLink1.xml" Type="http://schemas.'
        b'openxmlformats.org/officeDocument/2006/relationships/externalLink"/></Relationships>'
    )
    path.write_bytes(
        changed(
            path.read_bytes(),
            "xl/_rels/workbook.xml.rels",
            lambda text: text.replace(b"</Relationships>", link),
        )
    )
    outcome = quality("import", path, "2020-2021")
    assert (outcome.code, outcome.out) == (0, "Nothing would change.\n")
    assert "note Q825" in outcome.err


def test_thousands_of_faults_are_bounded(project: Path, quality: Quality) -> None:
    rows = "".join(f"няма{n}такъв{n * n}код;3\n" for n in range(1000, 15000))
    path = project / "card.csv"
    path.write_text(f"id;level\n{rows}", encoding="utf-8")
    outcome = quality("import", path, "2020-2021")
    assert outcome.code == 1
    codes = re.findall(r": (?:error|note) (Q\d{3}):", outcome.err)
    assert len(codes) == 201
    assert codes[-1] == "Q826"
