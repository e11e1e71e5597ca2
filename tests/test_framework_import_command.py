"""``quality framework import``: what it writes, refuses, changes and reports."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from tests.conftest import Quality

PAPER: Final = """\
№;Критерий;Макс. точки;Показатели за равнище;Бележка на комисията
1;Планиране;2;"0 т. – няма; 1 т. – има; 2 т. – изпълнява се";
2;Учители с открит урок;2;"До 20 % – 1; 21–60 % – 1,5; над 60 % – 2";да
;Общо;4;;
"""
CATALOGUE: Final = Path("data/criteria.yaml")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty working folder with a paper."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ramka.csv").write_text(PAPER, encoding="utf-8")
    return tmp_path


def test_it_writes_a_catalogue_that_validates(folder: Path, quality: Quality) -> None:
    outcome = quality("framework", "import", "ramka.csv")
    assert (outcome.code, outcome.err) == (0, "")
    assert "Written: data/criteria.yaml" in outcome.out
    assert "Cells: 16; taken: 12 " in outcome.out
    text = CATALOGUE.read_text(encoding="utf-8")
    assert text.startswith("# Прочетено от ramka.csv")
    assert quality("validate", CATALOGUE).code == 0
    shown = quality("framework", "show").out
    assert "Планиране" in shown
    assert "Учители с открит урок" in shown


def test_each_cell_that_was_not_taken_is_named_with_the_reason(
    folder: Path, quality: Quality
) -> None:
    out = quality("framework", "import", "ramka.csv", "--report").out
    assert "  line 4, column 2: Общо\n    × it is a total\n" in out
    assert "  line 1, column 5: Бележка на комисията\n" in out
    scale = "  line 3, column 4: До 20 % – 1; 21–60 % – 1,5; над 60 % – 2\n"
    assert f"{scale}    → points scale: RA.2" in out


def test_the_report_as_json(folder: Path, quality: Quality) -> None:
    outcome = quality("framework", "import", "ramka.csv", "--report", "json")
    report = json.loads(outcome.out)
    assert report["written"] == "data/criteria.yaml"
    assert report["cells_total"] == len(report["cells"]) == 16
    assert report["cells_taken"] + report["cells_reported"] == 16
    (total,) = (one for one in report["cells"] if one["text"] == "Общо")
    assert (total["line"], total["taken_as"], total["remarks"]) == (4, [], ["it is a total"])
    (scale,) = (one for one in report["cells"] if one["text"].startswith("До 20"))
    assert scale["taken_as"] == [{"as": "ladder", "id": "RA.2"}]


def test_folders_are_made(folder: Path, quality: Quality) -> None:
    assert quality("framework", "import", "ramka.csv", "-o", "a/b/c.yaml").code == 0
    assert Path("a/b/c.yaml").is_file()


def test_with_dry_run_nothing_is_written(folder: Path, quality: Quality) -> None:
    outcome = quality("framework", "import", "ramka.csv", "-n")
    assert outcome.code == 0
    assert "\nmethod: points\n" in outcome.out
    assert not CATALOGUE.exists()


def test_the_diff_shows_latin_letters_in_cyrillic_words(folder: Path, quality: Quality) -> None:
    Path("ramka.csv").write_text(PAPER.replace("Планиране", "Рaбота A 1"), encoding="utf-8")
    assert quality("framework", "import", "ramka.csv").code == 0
    Path("ramka.csv").write_text(PAPER.replace("Планиране", "Работа A 1"), encoding="utf-8")
    out = quality("framework", "import", "ramka.csv", "-n").out
    assert "-        title: Р\\x61бота A 1" in out
    assert "+        title: Работа A 1" in out


def test_a_file_without_a_framework_writes_nothing(folder: Path, quality: Quality) -> None:
    Path("plan.csv").write_text("Дейност;Срок;Отговорник\nДоклад;юни;директор\n", encoding="utf-8")
    outcome = quality("framework", "import", "plan.csv")
    assert outcome.code == 1
    assert "the file: it is a plan: it has a column of deadlines or persons." in outcome.err
    assert not CATALOGUE.exists()


def test_the_hint_helps_where_headings_are_not_known(folder: Path, quality: Quality) -> None:
    Path("x.csv").write_text("Кое;Какво;Колко\n1;Планиране;2\n2;Екип;3\n", encoding="utf-8")
    refused = quality("framework", "import", "x.csv")
    assert refused.code == 1
    assert "--columns" in refused.err
    columns = "A=number,B=criterion,Колко=max_points"
    assert quality("framework", "import", "x.csv", "--columns", columns).code == 0
    assert "max_points: 3" in CATALOGUE.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--columns", "A=nonsense"), "“A=nonsense” is not COLUMN=ROLE. Roles: area, criterion"),
        (("--prefix", "оп"), "“оп” cannot begin an id"),
    ],
)
def test_options_that_say_nothing_are_refused(
    options: tuple[str, ...], message: str, folder: Path, quality: Quality
) -> None:
    outcome = quality("framework", "import", "ramka.csv", *options)
    assert outcome.code == 1
    assert message in outcome.err
    assert not CATALOGUE.exists()


def test_a_method_that_the_table_has_no_points_for_is_refused(
    folder: Path, quality: Quality
) -> None:
    Path("x.csv").write_text("№;Критерий\n1;Планиране\n", encoding="utf-8")
    outcome = quality("framework", "import", "x.csv", "--method", "points")
    assert outcome.code == 1
    assert "the tables state no points" in outcome.err


def test_a_missing_file(folder: Path, quality: Quality) -> None:
    outcome = quality("framework", "import", "no.docx")
    assert outcome.code == 2
    assert outcome.err == "Error: There is no file no.docx.\n"


BANDS: Final = """\
bands:
  - id: own
    title: Собствена скала
    verified: true
    source: Правилник.
    percent_of: range
    steps:
      - {name: добра, from: 50}
      - {name: слаба}
"""


@pytest.fixture
def edited(folder: Path, quality: Quality) -> str:
    """Return the text of an imported catalogue with a band profile, a comment and another title."""
    quality("framework", "import", "ramka.csv")
    text = CATALOGUE.read_text(encoding="utf-8").replace("title: Планиране", "title: План  # мое")
    text = text.replace("areas:\n", BANDS + "areas:\n")
    CATALOGUE.write_text(text, encoding="utf-8")
    return text


def test_without_a_terminal_an_existing_file_stays(edited: str, quality: Quality) -> None:
    outcome = quality("framework", "import", "ramka.csv")
    assert outcome.code == 1
    assert "data/criteria.yaml already exists, so nothing was written." in outcome.err
    assert CATALOGUE.read_text(encoding="utf-8") == edited


def test_yes_changes_only_what_the_table_says(edited: str, quality: Quality) -> None:
    assert quality("framework", "import", "ramka.csv", "-y").code == 0
    text = CATALOGUE.read_text(encoding="utf-8")
    assert text == edited.replace("title: План  # мое", "title: Планиране  # мое")
    again = quality("framework", "import", "ramka.csv")
    assert (again.code, "already says" in again.out) == (0, True)


def test_json_is_the_only_output(edited: str, quality: Quality) -> None:
    outcome = quality("framework", "import", "ramka.csv", "-y", "--report", "json")
    assert json.loads(outcome.out)["written"] == "data/criteria.yaml"
    outcome = quality("framework", "import", "ramka.csv", "-y", "--report", "json")
    assert json.loads(outcome.out)["written"] is None


def test_a_scale_is_added_only_where_there_is_none(edited: str, quality: Quality) -> None:
    rows = "№;Критерий\n1;Планиране\n2;Учители\n3;Среда\n"
    Path("x.csv").write_text(rows, encoding="utf-8")
    CATALOGUE.write_text(edited.replace("method: points\n", ""), encoding="utf-8")
    arguments = ("framework", "import", "x.csv", "--prefix", "RA", "-y")
    assert quality(*arguments).code == 0
    text = CATALOGUE.read_text(encoding="utf-8")
    assert "name: много добро" in text
    text = text.replace("много добро", "отлично").replace("title: Среда", "title: Среди")
    CATALOGUE.write_text(text, encoding="utf-8")
    assert quality(*arguments).code == 0
    assert CATALOGUE.read_text(encoding="utf-8") == text.replace("title: Среди", "title: Среда")


def test_force_replaces_the_file_but_what_no_table_carries(edited: str, quality: Quality) -> None:
    assert quality("framework", "import", "ramka.csv", "--force").code == 0
    text = CATALOGUE.read_text(encoding="utf-8")
    assert "title: Планиране\n" in text
    assert "# мое" not in text
    assert "Собствена скала" in text


def test_a_broken_file_is_replaced_only_by_force(folder: Path, quality: Quality) -> None:
    CATALOGUE.parent.mkdir()
    CATALOGUE.write_text("areas: [", encoding="utf-8")
    assert quality("framework", "import", "ramka.csv", "-y").code == 1
    assert CATALOGUE.read_text(encoding="utf-8") == "areas: ["
    assert quality("framework", "import", "ramka.csv", "--force").code == 0
    assert quality("validate", CATALOGUE).code == 0


@pytest.mark.slow
@pytest.mark.parametrize(("answer", "is_written"), [("y", True), ("n", False)])
def test_on_a_terminal_it_shows_the_changes_and_asks(
    answer: str, is_written: bool, edited: str, folder: Path
) -> None:
    main, side = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "qualitycli", "framework", "import", "ramka.csv"],
        cwd=folder,
        stdin=side,
        stdout=side,
        stderr=side,
        env={**os.environ, "LANGUAGE": "en"},
    ) as run:
        os.close(side)
        said = b""
        while b"[y/N]" not in said:
            said += os.read(main, 4096)
        assert "+        title: Планиране".encode() in said
        assert CATALOGUE.read_text(encoding="utf-8") == edited
        os.write(main, answer.encode() + b"\n")
        while run.poll() is None:
            try:
                os.read(main, 4096)
            except OSError:
                break
    os.close(main)
    assert run.returncode == 0
    assert ("title: Планиране  # мое" in CATALOGUE.read_text(encoding="utf-8")) is is_written
