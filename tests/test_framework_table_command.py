"""`quality framework export` and the import of its table: nothing is written unasked."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

from qualitycli.reading.load import load_catalogue
from tests.conftest import TOP, Quality
from tests.framework_sheet import TEXT, FrameworkSheet
from tests.quick_yaml import texts_in
from tests.small_school import CATALOGUE, write

FILE = Path("data/criteria.yaml")


@pytest.fixture
def school(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = write(tmp_path, {})
    monkeypatch.chdir(root)
    return root


def edited_table(path: str = "table.csv") -> None:
    sheet = FrameworkSheet(texts_in(CATALOGUE))
    sheet.row("OP.1.1", "indicator")[TEXT] = "Ясна структура"
    Path(path).write_bytes(sheet.data())


def test_the_table_changes_nothing_in_its_own_framework(school: Path, quality: Quality) -> None:
    for name in ("table.xlsx", "table.csv"):
        for language in ("bg", "en"):
            outcome = quality("--lang", language, "framework", "export", "-o", name, "--force")
            assert outcome.code == 0, outcome.err
            outcome = quality("--lang", "en", "framework", "import", name)
            assert (outcome.code, outcome.out, outcome.err) == (
                0,
                "data/criteria.yaml already says what the table says.\n",
                "",
            )
    assert FILE.read_text(encoding="utf-8") == CATALOGUE


def test_in_another_folder_it_gives_an_equal_framework(school: Path, quality: Quality) -> None:
    assert quality("framework", "export", "-o", "table.xlsx").code == 0
    outcome = quality("framework", "import", "table.xlsx", "-o", "new/data/criteria.yaml")
    assert (outcome.code, outcome.err) == (0, "")
    assert "\nWritten: new/data/criteria.yaml\n" in outcome.out
    made, own = (load_catalogue(path, "y").sound for path in (Path("new") / FILE, FILE))
    assert made is not None
    assert own is not None
    assert made.catalogue == own.catalogue


def test_a_file_that_is_there_is_not_exported_over(school: Path, quality: Quality) -> None:
    Path("table.csv").write_text("моето", encoding="utf-8")
    outcome = quality("framework", "export", "-o", "table.csv")
    assert outcome.code == 2
    assert "--force" in outcome.err
    assert Path("table.csv").read_text(encoding="utf-8") == "моето"
    assert quality("framework", "export", "-o", "table.pdf").code == 2


def test_without_a_terminal_it_shows_and_writes_nothing(school: Path, quality: Quality) -> None:
    edited_table()
    outcome = quality("framework", "import", "table.csv")
    assert outcome.code == 1
    assert "--yes" in outcome.err
    assert "-            title: Структура\n+            title: Ясна структура\n" in outcome.out
    shown = quality("framework", "import", "table.csv", "-n")
    assert (shown.code, shown.err) == (0, "")
    assert shown.out == outcome.out
    assert FILE.read_text(encoding="utf-8") == CATALOGUE


def test_with_yes_only_the_edited_line_changes(school: Path, quality: Quality) -> None:
    text = CATALOGUE.replace("areas:\n", "areas:   # дървото\n")
    FILE.write_text(text, encoding="utf-8")
    edited_table()
    outcome = quality("framework", "import", "table.csv", "-y")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.endswith("Written: data/criteria.yaml\n")
    expected = text.replace("title: Структура", "title: Ясна структура")
    assert FILE.read_text(encoding="utf-8") == expected
    again = quality("framework", "import", "table.csv", "-n")
    assert again.out == "Nothing would change.\n"


def test_a_faulty_table_changes_nothing(school: Path, quality: Quality) -> None:
    sheet = FrameworkSheet(texts_in(CATALOGUE))
    row = sheet.row("OP.1.2", "indicator")
    row["Thresholds"] = "25; 75; 50"
    Path("table.csv").write_bytes(sheet.data())
    outcome = quality("framework", "import", "table.csv", "-y")
    assert outcome.code == 1
    number = sheet.number(row)
    column = chr(ord("A") + sheet.headings.index("Thresholds"))
    assert outcome.err.startswith(f"table.csv: {column}{number}: error Q422")
    assert FILE.read_text(encoding="utf-8") == CATALOGUE


def test_ids_that_would_disappear_are_named(school: Path, quality: Quality) -> None:
    sheet = FrameworkSheet(texts_in(CATALOGUE))
    sheet.rows.remove(sheet.row("OP.1.3", "indicator"))
    Path("table.csv").write_bytes(sheet.data())
    outcome = quality("framework", "import", "table.csv", "-n")
    assert outcome.code == 0
    assert "OP.1.3" in outcome.err
    assert "retire" in outcome.err


def test_options_for_other_tables_are_refused(school: Path, quality: Quality) -> None:
    edited_table()
    for option in (("--columns", "A=number"), ("--prefix", "AB"), ("--method", "points")):
        outcome = quality("framework", "import", "table.csv", "-y", *option)
        assert outcome.code == 1
        assert "no option is needed" in outcome.err
    assert FILE.read_text(encoding="utf-8") == CATALOGUE


@pytest.mark.slow
@pytest.mark.parametrize(("answer", "written"), [("д", True), ("", False)])
def test_on_a_terminal_it_asks(answer: str, written: bool, school: Path) -> None:
    edited_table()
    main, side = pty.openpty()
    command = [sys.executable, "-m", "qualitycli", "--lang", "bg", "framework", "import"]
    with subprocess.Popen(
        [*command, "table.csv"], stdin=side, stdout=side, stderr=side, env={**os.environ}
    ) as run:
        os.close(side)
        said = b""
        while b"]" not in said.rpartition("критериите".encode())[2] or b"?" not in said:
            said += os.read(main, 4096)
        assert FILE.read_text(encoding="utf-8") == CATALOGUE, "nothing before the answer"
        os.write(main, answer.encode() + b"\n")
        while run.poll() is None:
            try:
                said += os.read(main, 4096)
            except OSError:
                break
    os.close(main)
    assert run.returncode == 0
    assert ("Ясна структура" in FILE.read_text(encoding="utf-8")) == written


def test_the_built_in_example_can_be_exported_on_request(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quality: Quality
) -> None:
    monkeypatch.chdir(tmp_path)
    assert quality("framework", "export", "-o", "table.csv").code == 2
    assert quality("framework", "export", "--demo", "-o", "table.csv").code == 0
    assert quality("framework", "import", "table.csv", "-o", "criteria.yaml").code == 0
    made = texts_in(Path("criteria.yaml").read_text(encoding="utf-8"))
    assert made == texts_in((TOP / FILE).read_text(encoding="utf-8"))


def test_comments_in_cells_are_named(school: Path, quality: Quality) -> None:
    assert quality("framework", "export", "-o", "table.xlsx").code == 0
    book = openpyxl.load_workbook("table.xlsx")
    book.worksheets[0]["E5"].comment = Comment("Да се обсъди", "Директорът")
    book.save("table.xlsx")
    outcome = quality("framework", "import", "table.xlsx", "-n")
    assert (outcome.code, outcome.out) == (0, "Nothing would change.\n")
    assert "in 1 cell is not imported" in outcome.err
    assert "E5" in outcome.err


def test_a_text_that_no_cell_can_hold_is_refused(school: Path, quality: Quality) -> None:
    text = CATALOGUE.replace("title: Структура", f"title: {'а' * 32_768}")
    FILE.write_text(text, encoding="utf-8")
    outcome = quality("--lang", "en", "framework", "export", "-o", "table.csv")
    assert outcome.code == 2
    assert "“OP.1.1” has a text that is too long" in outcome.err
    assert not Path("table.csv").exists()
