"""No text of a file is a formula in a workbook, or a code in any other part of it.

The XML itself is checked, because readers may interpret it differently.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from qualitycli.reading.yaml_text import read_text
from qualitycli.source import Source
from tests import hostile
from tests.conftest import TIMES, Quality
from tests.workbooks import OWN_FORMULA, ExportedWorkbook

pytestmark = pytest.mark.slow

# Each contains a letter: a reason without one is an error.
FORMULAS: Final = (
    *("=1+A1", "+1+cmd|' /C calc'!A0", "-2+A3", "@SUM(A1)", "\t=A1", "\r=A1", "\n=A1"),
)
MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
# What a rule of a cell and a name may say: levels, a day, our hidden page, a page of the book.
RULES: Final = re.compile(r"""\"[0-9,]+\"|-?[0-9]+|'_quality'!\$[A-Z]+\$1:\$[A-Z]+\$[0-9]+""")
NAMED: Final = re.compile(
    r"('(?:[^']|'')+'!)\$(?:[A-Z]+\$[0-9]+|[0-9]+:\$[0-9]+)(:\$[A-Z]+\$[0-9]+)?"
    r"(?:,\1\$A:\$B)?"  # the columns that are repeated on every printed page
)
PARTS: Final = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(?:app|core)\.xml|xl/_rels/workbook\.xml\.rels"
    r"|xl/(?:workbook|styles|sharedStrings|theme/theme1|worksheets/sheet[0-9]+)\.xml"
)
WHOSE: Final[dict[str, tuple[str, ...]]] = {
    "the year": (),
    "a rater's file": ("--rater", "a {}"),
    "a new rater's file": ("--rater", "{}"),
}


def whose(what: str, formula: str) -> list[str]:
    return [one.format(formula) for one in WHOSE[what]]


def build(root: Path, formula: str) -> None:
    """Write a project in which every text is `formula`, also the framework's id and edition."""
    hostile.build(root, lambda _: formula)
    for path in sorted((root / "data").rglob("*.yaml")):
        values = json.loads(path.read_text(encoding="utf-8"))
        values["framework"]["id"] = "=1"
        if "editions" in values["framework"]:
            values["framework"]["editions"] = ["@2020"]
        else:
            values["framework"]["edition"] = "@2020"
        path.write_text(json.dumps(values), encoding="utf-8")
    hostile.rated(root, formula)


def check(content: bytes) -> None:
    """Every cell is a text, a number or a formula of the tool; there are no links or comments."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert [one for one in archive.namelist() if not PARTS.fullmatch(one)] == []
        for name in archive.namelist():
            text = archive.read(name)
            if name.startswith("xl/worksheets/"):
                check_page(ET.fromstring(text))
            if name == "xl/workbook.xml":
                names = [one.text or "" for one in ET.fromstring(text).iter(f"{MAIN}definedName")]
                assert len(names) > 4
                assert [one for one in names if not NAMED.fullmatch(one)] == []


def check_page(page: ET.Element) -> None:
    kinds = {one.tag.removeprefix(MAIN) for one in page.iter()}
    assert not kinds & {"hyperlink", "legacyDrawing", "drawing"}
    for kind in ("f", "formula"):
        for formula in page.iter(f"{MAIN}{kind}"):
            assert OWN_FORMULA.fullmatch(formula.text or ""), formula.text
    for cell in page.iter(f"{MAIN}c"):
        value = cell.findtext(f"{MAIN}v")
        if cell.find(f"{MAIN}f") is not None:
            assert not value, "no result is stored with a formula"
            continue
        if cell.get("t") in ("s", "inlineStr") or value is None:
            continue
        assert cell.get("t", "n") in ("n", "d"), ET.tostring(cell)
        assert re.fullmatch(r"-?[0-9.]+|[0-9]{4}-[0-9]{2}-[0-9]{2}", value), value
    for kind in ("formula1", "formula2"):
        for rule in page.iter(f"{MAIN}{kind}"):
            assert RULES.fullmatch(rule.text or ""), rule.text


@pytest.mark.parametrize("formula", FORMULAS)
@pytest.mark.parametrize("what", WHOSE)
def test_no_cell_of_a_workbook_is_a_formula(
    what: str, formula: str, tmp_path: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(tmp_path, formula)
    monkeypatch.chdir(tmp_path)
    outcome = quality("export", "2021-2022", *whose(what, formula), "-o", "=card.xlsx")
    assert outcome.code == 0, outcome.err
    check((tmp_path / "=card.xlsx").read_bytes())


@pytest.mark.parametrize("character", ["\ufffe", "\uffff"])
def test_a_character_that_xml_does_not_have_is_shown_as_its_escape(
    character: str, tmp_path: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(tmp_path, f"a{character}b")
    monkeypatch.chdir(tmp_path)
    assert quality("export", "2021-2022", "-o", "card.xlsx").code == 0
    content = (tmp_path / "card.xlsx").read_bytes()
    # Parsing finds malformed XML.
    check(content)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        escaped = f"a{character}b".encode("unicode_escape")
        assert escaped in archive.read("xl/worksheets/sheet2.xml")
    outcome = quality("import", "card.xlsx", "2021-2022", "--dry-run")
    assert (outcome.code, outcome.out) == (0, "Nothing would change.\n"), outcome.err


@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
@pytest.mark.parametrize("formula", FORMULAS)
@pytest.mark.parametrize("what", ["the year", "a rater's file"])
def test_an_export_is_imported_unchanged(
    what: str,
    formula: str,
    ending: str,
    tmp_path: Path,
    quality: Quality,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    build(tmp_path, formula)
    monkeypatch.chdir(tmp_path)
    year = ("2021-2022", *whose(what, formula))
    assert quality("export", *year, "-o", f"card{ending}").code == 0
    before = everything(tmp_path)
    outcome = quality("import", f"card{ending}", *year, "--yes")
    assert outcome.code == 0, outcome.err
    assert "Nothing changes." in outcome.out
    assert everything(tmp_path) == before


@pytest.mark.parametrize("formula", [one for one in FORMULAS if one[0] not in "\t\r\n"])
def test_a_formula_that_is_typed_in_as_a_text_comes_in_as_it_is(
    formula: str, tmp_path: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    hostile.build(tmp_path, lambda text: text)
    monkeypatch.chdir(tmp_path)
    assert quality("export", "2021-2022", "-o", "card.xlsx").code == 0
    card = ExportedWorkbook(tmp_path / "card.xlsx")
    card.put("OP.1.1.1", "Бележка", formula)
    card.cell("OP.1.1.1", "Бележка").data_type = "s"
    card.save()
    outcome = quality("import", "card.xlsx", "2021-2022", "--yes")
    assert outcome.code == 0, outcome.err
    path = tmp_path / "data/years/2021-2022.yaml"
    values: Any = read_text(Source("", path.read_text(encoding="utf-8"))).values
    assert values["ratings"]["OP.1.1.1"]["note"] == formula


def everything(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in sorted((root / "data").rglob("*.yaml"))}


# The JSON of the project means the same as YAML; a blank text may be an error.
LETTERS: Final = st.characters(max_codepoint=0xFFFF, exclude_categories=("Cs", "Cc", "Cn"))
TEXTS: Final = st.builds(
    "{}{}а".format, st.sampled_from("=+-@\t\r\n"), st.text(LETTERS, max_size=40)
).filter(str.strip)


@given(texts=st.lists(TEXTS, min_size=1, max_size=5))
@settings(
    max_examples=3 * TIMES,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_no_text_at_all_is_a_formula(
    texts: list[str], tmp_path: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    given_texts = in_turn(texts)
    hostile.build(tmp_path, lambda _: next(given_texts))
    monkeypatch.chdir(tmp_path)
    outcome = quality("export", "2021-2022", "-o", "card.xlsx", "--force")
    assert outcome.code == 0, outcome.err
    check((tmp_path / "card.xlsx").read_bytes())
    outcome = quality("import", "card.xlsx", "2021-2022", "--dry-run")
    assert outcome.code == 0, outcome.err
    assert "Nothing would change." in outcome.out


def in_turn(texts: list[str]) -> Iterator[str]:
    """Yield the texts repeatedly, each time with a change, because ids and names must be unique."""
    number = 0
    while True:
        for text in texts:
            number += 1
            yield f"{text} {number}"
