"""`quality import`: filled-in values become lines of the year's file; nothing else changes."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from tests.conftest import TOP, Quality, year_text
from tests.quick_yaml import texts_in
from tests.sitting import in_terminal
from tests.workbooks import ExportedWorkbook, exported

pytestmark = pytest.mark.slow

YEAR = Path("data/years/2020-2021.yaml")
OP = "Образователен процес"
SMALL = """\
OP.1.1.1: 3  # остава
OP.1.1.2:
  level: 4
  evidence:
    - Протокол № 3
    - >-
      Дълъг ред,
      пречупен на две
  note: Планът се обявява.
  rated_on: 2021-05-20
OP.1.1.3:
"""


def small_year(project: Path, ratings: str = SMALL) -> Path:
    (project / YEAR).write_text(year_text(ratings), encoding="utf-8")
    return project / YEAR


def imported(quality: Quality, card: ExportedWorkbook, *options: str) -> str:
    outcome = quality("import", card.save(), "2020-2021", *options)
    assert outcome.code == 0, outcome.out + outcome.err
    return outcome.out


def test_what_was_not_touched_changes_nothing(project: Path, quality: Quality) -> None:
    for year in ("2020-2021", "2021-2022", "2022-2023"):
        path = exported(quality, project, year).path
        outcome = quality("import", path, year)
        assert (outcome.code, outcome.out, outcome.err) == (0, "Nothing would change.\n", "")


def test_only_the_lines_of_what_was_filled_in_change(project: Path, quality: Quality) -> None:
    small_year(project, SMALL + "OP.1.2.1: 2\n")
    card = exported(quality, project)
    card.put("OP.1.1.1", "Равнище", 2)
    card.put("OP.1.1.2", "Доказателства", "Протокол № 3\nДълъг ред, пречупен на две\nПротокол № 7")
    card.put("OP.1.1.2", "Бележка", None)
    card.put("OP.1.1.3", "Неприложимо, защото", "Няма такива часове.")
    card.put("OP.1.2.1", "Равнище", None)
    card.put("OP.1.2.1", "Без доказателства, защото", "Няма данни за втория срок.")
    out = imported(quality, card, "--yes")
    assert (project / YEAR).read_text("utf-8") == year_text(
        """\
OP.1.1.1: 2  # остава
OP.1.1.2:
  level: 4
  evidence:
    - Протокол № 3
    - >-
      Дълъг ред,
      пречупен на две
    - Протокол № 7
  rated_on: 2021-05-20
OP.1.1.3:
  not_applicable: Няма такива часове.
OP.1.2.1:
  no_evidence: Няма данни за втория срок.
"""
    )
    assert "Level: 3 → 2" in out
    assert "+ Протокол № 7" in out
    assert "− Планът се обявява." in out
    assert "Changes: 6 values of 4 items." in out
    assert out.endswith("Written: data/years/2020-2021.yaml\n")


def test_every_kind_of_value_comes_in(project: Path, quality: Quality) -> None:
    small_year(project, "OP.1.1.1: 3")
    card = exported(quality, project)
    card.put("OP.6.1.1", "Равнище", 3)
    card.put("OP.6.1.1", "Брой", 182)
    card.put("OP.6.1.1", "От общо", 403)
    for level, answers in zip(("1 – незадоволително", "3 – добро"), (6, 98), strict=True):
        card.put("OP.11.1", f"Отговори {level}", answers)
    card.put("OP.11.1", "Поканени", 232)
    card.put("UI.3.2.2", "Равнище", 3)
    for part, count in ((1, 31), (2, 19)):
        card.put(f"UI.3.2.2/{part}", "Брой", count)
        card.put(f"UI.3.2.2/{part}", "От общо", 34)
    card.put("UI.3.1.3", "Без доказателства, защото", "Атестирането е отложено.")
    card.put("OP.1.1.1", "Дата на оценяване", datetime(2021, 5, 20))
    imported(quality, card, "--yes")
    assert (project / YEAR).read_text("utf-8") == year_text(
        """\
OP.1.1.1:
  level: 3
  rated_on: 2021-05-20
OP.6.1.1:
  level: 3
  count: 182
  of: 403
OP.11.1:
  answers:
    1: 6
    3: 98
  invited: 232
UI.3.1.3:
  no_evidence: Атестирането е отложено.
UI.3.2.2:
  level: 3
  parts:
    - count: 31
      of: 34
    - count: 19
      of: 34
"""
    )
    assert quality("validate", "2020-2021").code == 0
    assert imported(quality, exported(quality, project)) == "Nothing would change.\n"


@pytest.mark.parametrize(
    ("heading", "typed", "key", "read"),
    [
        ("Равнище", "2", "level", "2"),
        ("Равнище", " 2,0 ", "level", "2"),
        ("Равнище", 2.0, "level", "2"),
        ("Дата на оценяване", "3.06.2021 г.", "rated_on", "2021-06-03"),
        ("Дата на оценяване", "2021-06-03", "rated_on", "2021-06-03"),
        ("Дата на оценяване", datetime(2021, 6, 3), "rated_on", "2021-06-03"),
        ("Бележка", "5.10", "note", "5.10"),
        ("Бележка", "=1+1", "note", "=1+1"),
        ("Бележка", "не", "note", "не"),
        ("Доказателства", " а \n\nб: в # г\n", "evidence", ["а", "б: в # г"]),
    ],
)
def test_what_a_spreadsheet_makes_of_a_value_is_understood(
    heading: str, typed: object, key: str, read: object, project: Path, quality: Quality
) -> None:
    path = small_year(project, "OP.1.1.1:\n  level: 3")
    card = exported(quality, project)
    card.put("OP.1.1.1", heading, typed)
    if isinstance(typed, str):
        card.cell("OP.1.1.1", heading).data_type = "s"
    imported(quality, card, "--yes")
    values = texts_in(path.read_text("utf-8"))
    assert values["ratings"]["OP.1.1.1"][key] == read


LADDER = """\
                rated_by: points
                ladder:
                  - {points: 0, text: Няма.}
                  - {points: 0.75, text: Има.}
                  - {points: 1.5, text: Много.}
"""


@pytest.mark.parametrize("typed", ["0,75", "0.75", 0.75])
def test_a_decimal_comma_is_understood(typed: object, project: Path, quality: Quality) -> None:
    catalogue = project / "data/criteria.yaml"
    text = catalogue.read_text("utf-8")
    changed = re.sub(r"(- id: OP\.6\.1\.2\n.*\n)", rf"\g<1>{LADDER}", text)
    assert changed != text
    catalogue.write_text(changed, encoding="utf-8")
    small_year(project, "OP.1.1.1: 3")
    card = exported(quality, project)
    card.put("OP.6.1.2", "Точки", typed)
    outcome = quality("--lang", "bg", "import", card.save(), "2020-2021", "--yes")
    assert "Точки: – → 0,75" in outcome.out
    assert "    points: 0.75\n" in (project / YEAR).read_text("utf-8")


def test_what_went_on_in_the_year_meanwhile_stays(project: Path, quality: Quality) -> None:
    path = small_year(project)
    card = exported(quality, project)
    card.put("OP.1.1.1", "Равнище", 2)
    text = path.read_text("utf-8").replace("note: Планът", "note: Всеки план")
    added = text.replace("    - Протокол № 3\n", "    - Протокол № 3\n      - Добавено\n", 1)
    path.write_text(added.replace("OP.1.1.3:\n", "OP.1.1.3: 3\n"), encoding="utf-8")
    before = path.read_text("utf-8")
    imported(quality, card, "--yes")
    assert path.read_text("utf-8") == before.replace("OP.1.1.1: 3", "OP.1.1.1: 2")


def test_what_was_changed_in_both_is_not_taken_silently(project: Path, quality: Quality) -> None:
    path = small_year(project)
    card = exported(quality, project)
    where = card.put("OP.1.1.1", "Равнище", 2)
    card.put("OP.1.1.3", "Равнище", 2)
    path.write_text(path.read_text("utf-8").replace("OP.1.1.1: 3", "OP.1.1.1: 4"), "utf-8")
    before = path.read_text("utf-8")
    outcome = quality("--lang", "bg", "import", card.save(), "2020-2021", "--yes")
    assert (outcome.code, outcome.out) == (1, "")
    assert f"card.xlsx: {where}: грешка Q821" in outcome.err
    assert path.read_text("utf-8") == before
    imported(quality, card, "--yes", "--prefer", "year")
    assert path.read_text("utf-8") == before.replace("OP.1.1.3:", "OP.1.1.3: 2")
    imported(quality, card, "--yes", "--prefer", "workbook")
    assert "OP.1.1.1: 2  # остава" in path.read_text("utf-8")


def test_the_same_change_in_both_is_no_quarrel(project: Path, quality: Quality) -> None:
    path = small_year(project)
    card = exported(quality, project)
    card.put("OP.1.1.1", "Равнище", 2)
    path.write_text(path.read_text("utf-8").replace("OP.1.1.1: 3", "OP.1.1.1: 2"), "utf-8")
    assert imported(quality, card) == "Nothing would change.\n"


def test_rows_and_columns_are_found_wherever_they_are(project: Path, quality: Quality) -> None:
    small_year(project)
    card = exported(quality, project)
    card.put("OP.1.1.1", "Равнище", 2)
    page = card.page(OP)
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    page.delete_rows(1, page.max_row)
    page.append(["Бележки на нашата комисия"])
    page.append([])
    for row in [rows[0], *reversed(rows[1:])]:
        page.append(["=2*2", *reversed(row), "наше"])
    extra = card.book.create_sheet("Наши сметки")
    extra.append(["Равнище", 5])
    out = imported(quality, card, "--yes")
    assert "Changes: 1 value of 1 item." in out
    assert (project / YEAR).read_text("utf-8") == year_text(
        SMALL.replace("OP.1.1.1: 3", "OP.1.1.1: 2")
    )


def test_rows_that_are_gone_are_named_and_stay(project: Path, quality: Quality) -> None:
    path = small_year(project)
    card = exported(quality, project)
    card.page(OP).delete_rows(card.cell("OP.1.1.2", "Код").row)
    before = path.read_text("utf-8")
    outcome = quality("import", card.save(), "2020-2021")
    assert (outcome.code, outcome.out) == (0, "Nothing would change.\n")
    assert "warning Q823" in outcome.err
    assert "OP.1.1.2" in outcome.err
    assert path.read_text("utf-8") == before


def test_hidden_rows_are_read_and_named(project: Path, quality: Quality) -> None:
    small_year(project)
    card = exported(quality, project)
    card.put("OP.1.1.1", "Равнище", 2)
    card.page(OP).row_dimensions[card.cell("OP.1.1.1", "Код").row].hidden = True
    outcome = quality("import", card.save(), "2020-2021", "--yes")
    assert outcome.code == 0
    assert "note Q822: 1 hidden row" in outcome.err
    assert "OP.1.1.1: 2" in (project / YEAR).read_text("utf-8")


def test_a_column_that_is_gone_takes_nothing_away(project: Path, quality: Quality) -> None:
    path = small_year(project)
    card = exported(quality, project)
    page = card.page(OP)
    page.delete_cols(1 + ExportedWorkbook.headings(page).index("Доказателства"))
    before = path.read_text("utf-8")
    outcome = quality("import", card.save(), "2020-2021")
    assert outcome.out == "Nothing would change.\n"
    assert "note Q813: there are no columns for: “Evidence”" in outcome.err
    assert path.read_text("utf-8") == before


def test_a_warning_does_not_stop_it(project: Path, quality: Quality) -> None:
    small_year(project)
    card = exported(quality, project)
    where = card.put("OP.1.1.1", "Равнище", 4)
    outcome = quality("--lang", "bg", "import", card.save(), "2020-2021", "--yes")
    assert outcome.code == 0
    assert f"card.xlsx: {where}: предупреждение Q416" in outcome.err


def test_without_a_terminal_it_shows_and_writes_nothing(project: Path, quality: Quality) -> None:
    path = small_year(project)
    card = exported(quality, project)
    card.put("OP.1.1.1", "Равнище", 2)
    before = path.read_bytes()
    outcome = quality("import", card.save(), "2020-2021")
    assert outcome.code == 2
    assert "Level: 3 → 2" in outcome.out
    assert "--yes" in outcome.err
    outcome = quality("import", card.path, "2020-2021", "--dry-run")
    assert (outcome.code, outcome.err) == (0, "")
    assert "Level: 3 → 2" in outcome.out
    assert path.read_bytes() == before


def test_on_a_terminal_it_asks(project: Path, quality: Quality) -> None:
    path = small_year(project)
    card = exported(quality, project)
    card.put("OP.1.1.1", "Равнище", 2)
    card.save()
    main, side = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "qualitycli", "import", "card.xlsx", "2020-2021"],
        cwd=project,
        stdin=side,
        stdout=side,
        stderr=side,
        env={**os.environ, "LANGUAGE": "en"},
    ) as run:
        os.close(side)
        said = b""
        while b"[y/N]" not in said:
            said += os.read(main, 4096)
        assert path.read_text("utf-8").count("OP.1.1.1: 3") == 1, "nothing before the answer"
        os.write(main, b"y\n")
        while run.poll() is None:
            try:
                said += os.read(main, 4096)
            except OSError:
                break
    os.close(main)
    assert run.returncode == 0
    assert "OP.1.1.1: 2" in path.read_text("utf-8")


@pytest.mark.parametrize(("answer", "written"), [("да", True), ("n", False), ("", False)])
def test_the_answer_decides(answer: str, written: bool, project: Path, quality: Quality) -> None:
    path = small_year(project)
    card = exported(quality, project)
    card.put("OP.1.1.1", "Равнище", 2)
    card.save()
    args = ("--lang", "en", "import", "card.xlsx", "2020-2021")
    code, said = in_terminal(project, [("[y/N]", answer)], *args)
    assert code == 0, said
    assert ("OP.1.1.1: 2" in path.read_text("utf-8")) == written


def test_a_year_that_was_changed_while_it_asked_is_left_alone(
    project: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = small_year(project)
    card = exported(quality, project)
    card.put("OP.1.1.1", "Равнище", 2)

    def somebody_else(*_: object, **__: object) -> bool:
        path.write_text(path.read_text("utf-8") + "# още нещо\n", encoding="utf-8")
        return True

    monkeypatch.setattr("qualitycli.cli.commands.import_file.is_confirmed", somebody_else)
    outcome = quality("import", card.save(), "2020-2021")
    assert outcome.code == 2
    assert "was changed by someone else" in outcome.err
    assert path.read_text("utf-8") == year_text(SMALL) + "# още нещо\n"


def test_the_shipped_example_is_not_written(
    project: Path, tmp_path: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = exported(quality, project)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    outcome = quality("import", card.path, "2020-2021", "--yes")
    assert outcome.code == 2
    assert "quality init" in outcome.err


def test_what_comes_in_cannot_steer_the_terminal(project: Path, quality: Quality) -> None:
    small_year(project)
    card = exported(quality, project)
    card.put("OP.1.1.1", "Бележка", "a\u202eb [red]c")
    out = imported(quality, card, "--dry-run")
    assert "+ a\\u202eb [red]c" in out


def test_csv_goes_out_and_comes_back(project: Path, quality: Quality) -> None:
    for year in ("2020-2021", "2021-2022", "2022-2023"):
        assert quality("export", year, "-o", "card.csv", "--force").code == 0
        outcome = quality("import", "card.csv", year)
        assert (outcome.code, outcome.out) == (0, "Nothing would change.\n")
        assert re.findall(r"Q\d+", outcome.err) == ["Q824"]


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_table_may_have_a_few_columns_only(
    separator: str, project: Path, quality: Quality
) -> None:
    path = small_year(project)
    rows = [["id", "level", "note"], ["OP.1.1.1", "2", "'=1+1"], ["OP.1.1.2", "", ""]]
    text = "".join(separator.join(row) + "\n" for row in rows)
    (project / "card.csv").write_text(text, encoding="utf-8")
    outcome = quality("import", "card.csv", "2020-2021", "--yes")
    assert outcome.code == 0, outcome.err
    assert re.findall(r"note (Q\d+)", outcome.err) == ["Q824", "Q813"]
    assert path.read_text("utf-8") == year_text(
        SMALL.replace("OP.1.1.1: 3  # остава", "OP.1.1.1:  # остава\n  level: 2\n  note: =1+1")
    )


def test_a_csv_of_another_year_is_recognised(project: Path, quality: Quality) -> None:
    assert quality("export", "2021-2022", "-o", "card.csv").code == 0
    outcome = quality("import", "card.csv", "2020-2021", "--yes")
    assert outcome.code == 1
    assert re.findall(r"Q\d+", outcome.err) == ["Q806"]


def test_strange_texts_survive_the_way_there_and_back(project: Path, quality: Quality) -> None:
    notes = ["=1+1", "'=1", "''-x", "+359", "@a", "; , \" '", "а\n\nб", "_x0041_", "“„", "- а"]
    ids = [f"OP.1.3.{n}" for n in range(1, 9)] + ["OP.1.4.1", "OP.1.4.2"]
    path = small_year(project, "\n".join(f"{item}:\n  level: 3" for item in ids))
    card = exported(quality, project)
    for item, note in zip(ids, notes, strict=True):
        cell = card.cell(item, "Бележка")
        cell.value = note.replace("_x0041_", "_x005F_x0041_")
        cell.data_type = "s"
    imported(quality, card, "--yes")
    values = texts_in(path.read_text("utf-8"))
    assert [values["ratings"][item]["note"] for item in ids] == notes
    assert imported(quality, exported(quality, project)) == "Nothing would change.\n"
    assert quality("export", "2020-2021", "-o", "card.csv").code == 0
    assert quality("import", "card.csv", "2020-2021").out == "Nothing would change.\n"


@pytest.mark.parametrize("language", ["en", "bg"])
def test_what_it_shows(language: str, project: Path, quality: Quality) -> None:
    card = exported(quality, project)
    card.put("OP.1.1.1", "Равнище", 4)
    card.put("OP.1.3.2", "Доказателства", "Протокол № 5/20.05.2021 г. – терминологията")
    card.put("OP.1.3.2", "Дата на оценяване", datetime(2021, 6, 4))
    card.put("OP.1.3.5", "Бележка", None)
    card.put("OP.11.2", "Отговори 1 – незадоволително", 1)
    card.put("UI.3.2.2/2", "Брой", 20)
    outcome = quality("--lang", language, "import", card.save(), "2020-2021", "--dry-run")
    golden = TOP / f"tests/golden/import.{language}.txt"
    assert outcome.out + outcome.err == golden.read_text(encoding="utf-8")


def test_findings_about_the_whole_table_name_the_file(project: Path, quality: Quality) -> None:
    """A place is a file and a cell in a table, never a line."""
    table = project / "table.csv"
    table.write_text("Код;Равнище;Друго\nOP.1.1.1;9;x\n", encoding="utf-8")
    said = quality("import", table.name, "2020-2021", "--dry-run").err
    found = re.findall(r"^(table\.csv\S*(?: \w+:)?) (\w+ Q\d+): ", said, re.MULTILINE)
    assert ("table.csv:", "note Q824") in found
    assert ("table.csv: B2:", "error Q401") in found
    assert ("table.csv: A1:", "note Q813") in found
    assert not re.search(r"^table\.csv:\d", said, re.MULTILINE)
