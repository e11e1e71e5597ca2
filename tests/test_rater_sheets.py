"""A spreadsheet for one rater: exported, filled in, and imported again."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.conftest import Quality
from tests.quick_yaml import values_in
from tests.raters import with_raters

pytestmark = pytest.mark.slow

YEAR = "2020-2021"
NAME = "Красимира Добрева"


def filled_in(path: Path, levels: dict[str, str]) -> None:
    """Fill in levels, and evidence for the lowest and highest, as in a spreadsheet program."""
    if path.suffix == ".xlsx":
        from openpyxl import load_workbook

        book = load_workbook(path)
        for sheet in book.worksheets:
            fill_rows([list(row) for row in sheet.iter_rows()], levels)
        book.save(path)
        return
    text = path.read_text(encoding="utf-8-sig")
    separator = max(",;", key=text.partition("\n")[0].count)
    rows = list(csv.reader(io.StringIO(text), delimiter=separator))
    head = rows[0]
    level, evidence = head.index("Равнище"), head.index("Доказателства")
    for row in rows:
        if (given := levels.get(row[head.index("Код")])) is not None:
            row[level], row[evidence] = given, "Протокол № 3"
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator="\n").writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8")


def fill_rows(rows: list[list[object]], levels: dict[str, str]) -> None:
    columns: dict[str, int] = {}
    for row in rows:
        texts = [getattr(cell, "value", None) for cell in row]
        if "Код" in texts and "Равнище" in texts:
            columns = {str(text): at for at, text in enumerate(texts) if text}
        if columns and (given := levels.get(str(texts[columns["Код"]]))) is not None:
            setattr(row[columns["Равнище"]], "value", int(given))  # noqa: B010  (a cell from openpyxl)
            setattr(row[columns["Доказателства"]], "value", "Протокол № 3")  # noqa: B010  (typed)


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_new_rater(project: Path, quality: Quality, kind: str) -> None:
    sheet = Path(f"dobreva.{kind}")
    year = project / f"data/years/{YEAR}.yaml"
    before = year.read_bytes()
    assert quality("export", YEAR, "--rater", NAME, "-o", sheet).code == 0
    # The ratings of the year are not copied into the sheet of a rater.
    untouched = quality("import", sheet, YEAR, "--rater", NAME, "--yes")
    assert "Nothing changes." in untouched.out
    filled_in(sheet, {"OP.1.1.1": "4", "UI.2.1.1": "2"})
    outcome = quality("import", sheet, YEAR, "--rater", NAME, "--yes")
    assert outcome.code == 0, outcome.err
    written = project / f"data/years/{YEAR}/raters/dobreva-krasimira.yaml"
    assert values_in(written.read_text(encoding="utf-8")) == {
        "format": 1,
        "year": YEAR,
        "framework": {"id": "vou-montana", "edition": "2020"},
        "rater": {"name": NAME},
        "ratings": {
            "OP.1.1.1": {"level": 4, "evidence": ["Протокол № 3"]},
            "UI.2.1.1": {"level": 2, "evidence": ["Протокол № 3"]},
        },
    }
    assert quality("validate", "--strict", written).code == 0
    assert year.read_bytes() == before


def test_a_rater_who_has_a_file(project: Path, quality: Quality) -> None:
    path = with_raters(project) / "dobreva.yaml"
    text = path.read_text(encoding="utf-8").replace("ratings:\n", "ratings:\n  # моя бележка\n")
    path.write_text(text, encoding="utf-8")
    sheet = Path("dobreva.xlsx")
    assert quality("export", YEAR, "--rater", NAME.upper(), "-o", sheet).code == 0
    filled_in(sheet, {"OP.4.1.1": "3"})
    shown = quality("import", sheet, YEAR, "--rater", NAME, "--dry-run")
    assert "OP.4.1.1" in shown.out
    assert path.read_text(encoding="utf-8") == text
    assert quality("import", sheet, YEAR, "--rater", NAME, "--yes").code == 0
    after = path.read_text(encoding="utf-8")
    added = "  OP.4.1.1:\n    level: 3\n    evidence:\n      - Протокол № 3\n"
    assert added in after
    assert after.replace(added, "") == text


def test_without_a_name_and_outside_the_commission(project: Path, quality: Quality) -> None:
    assert quality("export", YEAR, "--rater", " ", "-o", "a.csv").code == 2
    assert quality("export", YEAR, "--rater", "Иван Петров", "-o", "a.csv").code == 0
    filled_in(Path("a.csv"), {"OP.1.1.1": "3"})
    outcome = quality("import", "a.csv", YEAR, "--rater", "Иван Петров", "--yes")
    assert outcome.code == 0
    assert "warning Q524" in outcome.err
    assert (project / f"data/years/{YEAR}/raters/petrov-ivan.yaml").is_file()


def test_a_faulty_cell_writes_nothing(project: Path, quality: Quality) -> None:
    assert quality("export", YEAR, "--rater", NAME, "-o", "a.csv").code == 0
    filled_in(Path("a.csv"), {"OP.1.1.1": "9"})
    assert quality("import", "a.csv", YEAR, "--rater", NAME, "--yes").code == 1
    assert not (project / f"data/years/{YEAR}/raters").exists()


def test_an_agreement_ends_when_a_spreadsheet_changes_the_rating(
    project: Path, quality: Quality
) -> None:
    year = project / f"data/years/{YEAR}.yaml"
    decision = ("--protocol", "Протокол № 4", "--date", "2021-06-10")
    with_raters(project)
    for item in ("OP.1.1.1", "OP.1.1.2"):
        done = quality("agree", YEAR, "--item", item, "--level", "3", "--force", *decision)
        assert done.code == 0
    assert quality("export", YEAR, "-o", "year.csv").code == 0
    filled_in(Path("year.csv"), {"OP.1.1.1": "2", "OP.1.1.2": "3"})
    assert quality("import", "year.csv", YEAR, "--yes").code == 0
    ratings = values_in(year.read_text(encoding="utf-8"))["ratings"]
    assert "agreed" not in ratings["OP.1.1.1"]
    assert ratings["OP.1.1.2"]["agreed"]["protocol"] == "Протокол № 4"
    assert ratings["OP.1.1.2"]["evidence"] == ["Протокол № 3"]
