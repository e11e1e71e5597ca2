"""Files that are no document with tables: refused with their name, and a way to make one."""

from __future__ import annotations

import importlib.util
import io
from collections.abc import Callable
from pathlib import Path
from typing import Final
from xml.parsers import expat

import pytest
from openpyxl import Workbook

from qualitycli.application.framework_import import framework_file
from qualitycli.diagnostics import Diagnostic
from qualitycli.errors import InvalidSourceError, MissingLibraryError
from qualitycli.exchange import archive as limits
from qualitycli.exchange.incoming import book_of
from qualitycli.exchange.source.document import SourceDocument
from qualitycli.exchange.source.read import read_source
from qualitycli.messages import LANGUAGES, Translator
from qualitycli.reading.files import MOST_MIB
from tests.word_parts import CONTENTS, DOCUMENT, document, numbered, p, parts, row, table, with_part
from tests.workbook_parts import STRICT, TRANSITIONAL, archive

pytestmark = pytest.mark.slow

OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
PAPER: Final = parts(table(row("№", "Показател"), row("1", "Уроци")))
RELATIONS: Final = "word/_rels/document.xml.rels"


def stream(name: str) -> bytes:
    return OLE + name.encode("utf-16-le") + bytes(64)


def of_type(type_: str) -> bytes:
    return archive({CONTENTS: f'<Types><Override PartName="/a" ContentType="{type_}"/></Types>'})


def open_document(kind: str) -> bytes:
    return archive(
        {"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": "<a/>"}
    )


DOCX: Final = "save it as “Word document (.docx)”"
XLSX: Final = "save it as “Excel workbook (.xlsx)”"
SCAN: Final = "optical reading"
ANOTHER: Final = "give a Word document (.docx), an Excel workbook (.xlsx) or a CSV table (.csv)"
WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
EXCEL: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"

# By the name of the file: its bytes, what it is, and part of the remedy.
KINDS: Final[dict[str, tuple[bytes, str, str]]] = {
    "old.doc": (stream("WordDocument"), "an old Word document (.doc)", DOCX),
    "renamed.docx": (stream("WordDocument"), "an old Word document (.doc)", DOCX),
    "old.xls": (stream("Workbook"), "an old Excel workbook (.xls)", XLSX),
    "older.xls": (stream("Book"), "an old Excel workbook (.xls)", XLSX),
    "locked.docx": (stream("EncryptedPackage"), "a password-protected file", "remove the password"),
    "slides.ppt": (stream("PowerPoint Document"), "a file of an old version of Office", DOCX),
    "a.rtf": (b"{\\rtf1\\ansi}", "a rich text file (.rtf)", DOCX),
    "renamed.doc": (b"{\\rtf1\\ansi}", "a rich text file (.rtf)", DOCX),
    "a.pdf": (b"%PDF-1.7\n\xff", "a PDF file", SCAN),
    "late.pdf": (b"\r\n\0x%PDF-1.7\n\xff", "a PDF file", SCAN),
    "a.png": (b"\x89PNG\r\n\x1a\n", "a picture, such as a scanned page", SCAN),
    "a.jpg": (b"\xff\xd8\xff\xe0", "a picture, such as a scanned page", SCAN),
    "a.tif": (b"II*\0", "a picture, such as a scanned page", SCAN),
    "a.heic": (b"\0\0\0\x18ftypheic", "a picture, such as a scanned page", SCAN),
    "page.doc": (b"\r\n<html><table>", "a web page or XML", DOCX),
    "page.mht": (b"MIME-Version: 1.0\r\n", "a web page or XML", DOCX),
    "a.rar": (b"Rar!\x1a\x07", "an archive of other files", "unpack it"),
    "a.zip": (archive({"a.docx": b"a"}), "an archive of other files", "unpack it"),
    "a.odt": (open_document("text"), "an OpenDocument text (.odt)", DOCX),
    "a.ods": (open_document("spreadsheet"), "an OpenDocument spreadsheet (.ods)", XLSX),
    "a.odp": (open_document("presentation"), "an OpenDocument file", DOCX),
    "a.dotx": (document("", kind="template"), "a Word template (.dotx)", DOCX),
    "strict.docx": (
        with_part(
            PAPER,
            "_rels/.rels",
            str(PAPER["_rels/.rels"]).replace(
                f"{TRANSITIONAL}/officeDocument/2006", f"{STRICT}/officeDocument"
            ),
        ),
        "a Strict Open XML document",
        DOCX,
    ),
    "a.xltx": (of_type(f"{EXCEL}.template.main+xml"), "an Excel template (.xltx)", XLSX),
    "a.xlsb": (
        of_type("application/vnd.ms-excel.sheet.binary.macroEnabled.main"),
        "an Excel binary workbook (.xlsb)",
        XLSX,
    ),
    "a.pptx": (of_type("x.presentationml.presentation.main+xml"), "a presentation (.pptx)", DOCX),
    "a.pages": (of_type("application/x"), "a document from another program", ANOTHER),
    "empty.docx": (b"", "an empty file", ANOTHER),
    "spaces.csv": (b"\xef\xbb\xbf \r\n" + b"\n" * 9, "an empty file", ANOTHER),
    "a.docx": ("текст".encode(), "another type of file, despite its name", ANOTHER),
    "a.dat": (b"\x7fELF\x02\x01\0\xff", "another type of file", ANOTHER),
}


def refused(data: bytes, name: str) -> Diagnostic:
    result = read_source(data, name)
    assert isinstance(result, Diagnostic), result
    assert result.place.file == name
    return result


@pytest.mark.parametrize("name", KINDS)
def test_a_file_of_another_kind_is_named_with_a_way_out(name: str) -> None:
    data, kind, remedy = KINDS[name]
    found = refused(data, name)
    translate = Translator("en")
    assert found.rule.code == "Q801"
    assert translate.fill(found.message).startswith(f"this is {kind}")
    assert remedy in translate.fill(found.hint)


MACROS: Final = "application/vnd.ms-{}.macroEnabled.main+xml"


@pytest.mark.parametrize("type_", ["word.document", "word.template", "excel.sheet"])
def test_macros_are_refused(type_: str) -> None:
    assert refused(of_type(MACROS.format(type_)), "a.docm").rule.code == "Q804"


def changed(name: str, old: str, new: str) -> bytes:
    text = PAPER[name]
    assert isinstance(text, str)
    assert old in text
    return with_part(PAPER, name, text.replace(old, new))


def without(name: str) -> bytes:
    return archive({part: content for part, content in PAPER.items() if part != name})


WHOLE: Final = archive(PAPER)
DAMAGED: Final[dict[str, bytes]] = {
    "cut off": WHOLE[: len(WHOLE) // 2],
    "no main part": without(DOCUMENT),
    "no relations": without("_rels/.rels"),
    "a missing part": without("word/styles.xml"),
    "broken XML": changed(DOCUMENT, "</w:body>", ""),
    "no body": with_part(PAPER, DOCUMENT, "<document/>"),
    "nested too deeply": with_part(PAPER, DOCUMENT, "<a>" * 9000 + "</a>" * 9000),
    "no number": changed(DOCUMENT, "<w:tcPr>", '<w:tcPr><w:gridSpan w:val="много"/>'),
    "a relation to itself": changed(RELATIONS, "styles.xml", "_rels/document.xml.rels"),
    "another encoding": with_part(
        PAPER, DOCUMENT, '<?xml version="1.0" encoding="UTF-7"?><a/>'.encode("utf-7")
    ),
    "EBCDIC": with_part(PAPER, DOCUMENT, '<?xml version="1.0"?><a/>'.encode("cp037")),
    "two parts of one name": archive({**PAPER, "WORD/DOCUMENT.XML": "<a/>"}),
}


@pytest.mark.parametrize("case", DAMAGED)
def test_a_damaged_document_is_refused(case: str) -> None:
    assert refused(DAMAGED[case], "paper.docx").rule.code == "Q802"


@pytest.mark.parametrize(
    "part", [DOCUMENT, "_rels/.rels", "word/styles.xml", RELATIONS, "word/other.bin"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
def test_a_document_type_is_refused_before_lxml_sees_it(
    part: str, encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import docx

    monkeypatch.delattr(docx, "Document")
    made = dict(PAPER)
    # A name says nothing about the contents of a part.
    made[CONTENTS] = str(made[CONTENTS]).replace(
        "</Types>",
        f'<Override PartName="/Word/Other.bin" ContentType="{WORD}.comments+xml"/></Types>',
    )
    bomb = '<?xml version="1.0" encoding="{}"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
    found = refused(with_part(made, part, bomb.format(encoding).encode(encoding)), "paper.docx")
    assert (found.rule.code, found.args["part"]) == ("Q805", part)


def test_relations_to_other_places_are_not_followed() -> None:
    outside = (
        f'<Relationship Id="x" Type="{TRANSITIONAL}/officeDocument/2006/relationships/{{}}"'
        ' TargetMode="External" Target="file:///etc/passwd"/></Relationships>'
    )
    for kind in ("numbering", "header", "attachedTemplate", "aFChunk"):
        data = changed(RELATIONS, "</Relationships>", outside.format(kind))
        assert read_source(data, "paper.docx") == read_source(WHOLE, "paper.docx")


def rows_of(number: int) -> bytes:
    return document(table(*(row(str(one)) for one in range(number))))


LIMITED: Final[dict[str, tuple[str, Callable[[int], bytes]]]] = {
    "parts": (
        "MOST_PARTS",
        lambda n: archive({**PAPER, **dict.fromkeys(map(str, range(n - len(PAPER))), "")}),
    ),
    "rows": ("MOST_ROWS", rows_of),
    "cells": ("MOST_CELLS", lambda n: document(table(row(*["а"] * n)))),
    "characters": ("MOST_CHARACTERS", lambda n: document(p("я") * n)),
    "characters in a cell": ("MOST_IN_A_CELL", lambda n: document(table(row("я" * n)))),
}


@pytest.mark.parametrize("case", LIMITED)
def test_a_limit_is_kept(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    name, make = LIMITED[case]
    assert getattr(limits, name) > 300
    monkeypatch.setattr(limits, name, 300)
    assert isinstance(read_source(make(300), "paper.docx"), SourceDocument)
    assert refused(make(301), "paper.docx").rule.code == "Q803"


@pytest.mark.parametrize("name", ["MOST_ELEMENTS", "MOST_ATTRIBUTES"])
def test_markup_is_counted_before_lxml_sees_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import docx

    data = document("".join(numbered("а") for _ in range(200)))
    assert isinstance(read_source(data, "paper.docx"), SourceDocument)
    monkeypatch.setattr(limits, name, 300)
    monkeypatch.delattr(docx, "Document")
    assert refused(data, "paper.docx").rule.code == "Q803"


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(expat, "ParserCreate")
    for size in (9 << 20, 200 << 20):
        data = with_part(PAPER, "word/media/a.png", bytes(size))
        assert refused(data, "paper.docx").rule.code == "Q803"


def test_without_the_library_the_message_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(
        "qualitycli.exchange.source.word.find_spec",
        lambda name: None if name == "docx" else find(name),
    )
    with pytest.raises(MissingLibraryError) as caught:
        read_source(WHOLE, "paper.docx")
    for language in LANGUAGES:
        assert "[word]" in caught.value.in_language(language)
    # The other formats do not need it.
    book = io.BytesIO()
    Workbook().save(book)
    for data in (book.getvalue(), b"a;b\n"):
        assert isinstance(read_source(data, "a"), SourceDocument)


def test_a_document_full_of_pictures_is_told_to_leave_them_out(tmp_path: Path) -> None:
    path = tmp_path / "paper.docx"
    path.write_bytes(bytes((MOST_MIB << 20) + 1))
    with pytest.raises(InvalidSourceError) as caught:
        framework_file(path)
    (found,) = caught.value.found
    assert found.rule.code == "Q103"
    assert Translator("en").fill(found.hint).endswith("into a new file, without pictures")


def test_a_word_document_is_no_card() -> None:
    found = book_of(WHOLE, "paper.docx")
    assert isinstance(found, Diagnostic)
    translate = Translator("en")
    assert translate.fill(found.message) == "this is a Word document, which cannot be read here"
    assert translate.fill(found.hint).endswith("quality framework import FILE")
