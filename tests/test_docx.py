"""Pandoc converts a Markdown document to a good .docx: headings, tables and texts are complete."""

from __future__ import annotations

import json
import re
import subprocess
import zipfile
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

import pytest

from tests.conftest import Quality
from tests.documents import HOSTILE, KINDS
from tests.needs import need
from tests.render_markdown import headings, tables

pytestmark = pytest.mark.slow

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Docx:
    """A .docx that pandoc generated from a document, read with only the standard library."""

    def __init__(self, markdown: Path) -> None:
        need("pandoc")
        path = markdown.with_suffix(".docx")
        # The command from the documentation.
        command = ["pandoc", "--from", "gfm", str(markdown), "--output", str(path)]
        run = subprocess.run(command, capture_output=True, text=True, check=True)
        assert run.stderr == ""
        with zipfile.ZipFile(path) as archive:
            self._body = ET.fromstring(archive.read("word/document.xml"))

    def headings(self) -> list[tuple[int, str]]:
        """Return the headings with their levels."""
        found = []
        for paragraph in self._body.iter(f"{_W}p"):
            style = paragraph.find(f"{_W}pPr/{_W}pStyle")
            named = (
                re.fullmatch(r"Heading(\d)", style.get(f"{_W}val", ""))
                if style is not None
                else None
            )
            if named:
                found.append((int(named[1]), _text(paragraph)))
        return found

    def tables(self) -> list[list[list[str]]]:
        """Return the cells of every table, starting with the header."""
        return [
            [[_text(cell) for cell in row.iter(f"{_W}tc")] for row in table.iter(f"{_W}tr")]
            for table in self._body.iter(f"{_W}tbl")
        ]


def _text(element: ET.Element) -> str:
    return "".join(one.text or "" for one in element.iter(f"{_W}t"))


@pytest.mark.parametrize("kind", KINDS)
def test_pandoc_keeps_headings_and_tables(
    kind: str, project: Path, tmp_path: Path, quality: Quality
) -> None:
    path = tmp_path / "paper.md"
    assert quality("report", "2021-2022", "--kind", kind, "-o", str(path)).code == 0
    document = path.read_text(encoding="utf-8")
    made = Docx(path)
    assert made.headings() == headings(document)
    wanted = [[table.heads, *table.rows] for table in tables(document)]
    squeezed = [[[_squeezed(cell) for cell in row] for row in one] for one in wanted]
    assert [[[_squeezed(cell) for cell in row] for row in one] for one in made.tables()] == squeezed
    assert kind == "self-assessment" or wanted, "there is a table to be kept"


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def test_pandoc_takes_nothing_in_a_text_for_a_sign(
    project: Path, tmp_path: Path, quality: Quality
) -> None:
    rating = {"level": 3, "note": HOSTILE, "evidence": ["1. " + HOSTILE, "# " + HOSTILE]}
    year = project / "data/years/2020-2021.yaml"
    head = year.read_text(encoding="utf-8").partition("targets:")[0]
    ratings = f"ratings:\n  OP.1.1.1: {json.dumps(rating, ensure_ascii=False)}\n"
    year.write_text(head + ratings, encoding="utf-8")
    path = tmp_path / "form.md"
    assert quality("report", "2020-2021", "--kind", "card", "-o", str(path)).code == 0
    (row,) = [row for table in Docx(path).tables() for row in table if row[0] == "I.1.1.1"]
    assert _squeezed(row[-1]) == f"1. {HOSTILE}; # {HOSTILE}; Бележка: {HOSTILE}"
