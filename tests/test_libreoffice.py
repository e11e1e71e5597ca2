"""LibreOffice can open and save the spreadsheet without changing its content."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import TOP, Quality, year_text
from tests.needs import need
from tests.workbooks import ExportedWorkbook

pytestmark = pytest.mark.slow

YEARS = ("2020-2021", "2021-2022")
FRAMEWORKS = {
    "framework": TOP / "data/criteria.yaml",
    "points": TOP / "examples/profesionalna-gimnazia/data/criteria.yaml",
}
# Semicolons, quotation marks, UTF-8, from the first line; texts are imported unchanged.
CSV_IN = "--infilter=CSV:59,34,76,1"
CSV_OUT = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false"


@pytest.fixture(scope="session")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder for LibreOffice's settings, to leave the user's settings alone."""
    return tmp_path_factory.mktemp("libreoffice")


def saved_by_libreoffice(profile: Path, files: list[Path], kind: str, *options: str) -> list[Path]:
    """Open files in LibreOffice and save them in another format, into a new folder."""
    need("soffice")
    out = files[0].parent / "saved"
    settings = f"-env:UserInstallation={profile.as_uri()}"
    arguments = [*options, "--convert-to", kind, "--outdir", str(out), *map(str, files)]
    subprocess.run(
        ["soffice", settings, "--headless", *arguments],
        check=True,
        capture_output=True,
        timeout=120,
    )
    ending = kind.partition(":")[0]
    return [out / f"{path.stem}.{ending}" for path in files]


@pytest.fixture(scope="module")
def shelf() -> dict[str, bytes]:
    """Return the files that LibreOffice saved, for all tests: it is started once per format."""
    return {}


@pytest.fixture
def saved(
    shelf: dict[str, bytes], project: Path, quality: Quality, profile: Path
) -> dict[str, bytes]:
    """Return the files as LibreOffice saved them, by name."""
    if not shelf:
        workbooks, tables = [*originals(project, quality)]
        # An .ods in between has the name of its workbook.
        (document,) = saved_by_libreoffice(profile, workbooks[:1], "ods")
        document = document.rename(project / "ods.ods")
        files = [
            *saved_by_libreoffice(
                profile, [*workbooks, document, *frameworks(project, quality)], "xlsx"
            ),
            *saved_by_libreoffice(profile, tables, CSV_OUT, CSV_IN),
        ]
        shelf |= {path.name: path.read_bytes() for path in files}
    return shelf


def originals(project: Path, quality: Quality) -> Iterator[list[Path]]:
    """Export both years, a filled-in year and one with strange texts, as workbooks and tables."""
    year = project / f"data/years/{YEARS[0]}.yaml"
    before = year.read_text(encoding="utf-8")
    for ending in ("xlsx", "csv"):
        paths = [project / f"{name}.{ending}" for name in (*YEARS, "strange")]
        for name, path in zip(YEARS, paths[:2], strict=True):
            assert quality("export", name, "-o", path).code == 0
        year.write_text(year_text(STRANGE), encoding="utf-8")
        assert quality("export", YEARS[0], "-o", paths[2]).code == 0
        year.write_text(before, encoding="utf-8")
        if ending == "xlsx":
            filled = ExportedWorkbook(project / "filled.xlsx")
            filled.path.write_bytes(paths[0].read_bytes())
            fill_in(filled)
            paths.append(filled.save())
        yield paths


def frameworks(project: Path, quality: Quality) -> Iterator[Path]:
    """Export both frameworks as workbooks."""
    for name, source in FRAMEWORKS.items():
        path = project / f"{name}.xlsx"
        assert quality("--root", source.parents[1], "framework", "export", "-o", path).code == 0
        yield path


def fill_in(card: ExportedWorkbook) -> None:
    card.put("OP.1.1.1", "Равнище", 2)
    card.put("OP.1.1.1", "Доказателства", "Протокол № 3\n= първи ред")
    card.put("OP.1.1.3", "Дата на оценяване", None)
    card.put("OP.1.2.1", "Равнище", 1)
    card.put("OP.1.2.2", "Равнище", None)


def taken(saved: dict[str, bytes], name: str, project: Path) -> Path:
    path = project / name
    path.write_bytes(saved[name])
    return path


@pytest.mark.parametrize(
    ("name", "year"),
    [(f"{YEARS[0]}.xlsx", YEARS[0]), (f"{YEARS[1]}.xlsx", YEARS[1]), ("ods.xlsx", YEARS[0])],
)
def test_a_workbook_that_libreoffice_saved_has_no_changes(
    name: str, year: str, saved: dict[str, bytes], project: Path, quality: Quality
) -> None:
    """Also one that was an OpenDocument file in between."""
    outcome = quality("import", taken(saved, name, project), year)
    assert (outcome.code, outcome.out, outcome.err) == (0, "Nothing would change.\n", "")


@pytest.mark.parametrize("year", YEARS)
def test_a_table_that_libreoffice_saved_has_no_changes(
    year: str, saved: dict[str, bytes], project: Path, quality: Quality
) -> None:
    outcome = quality("import", taken(saved, f"{year}.csv", project), year)
    assert (outcome.code, outcome.out) == (0, "Nothing would change.\n")
    assert re.findall(r"Q\d+", outcome.err) == ["Q824"]


def test_what_was_filled_in_and_saved_by_libreoffice_comes_in(
    saved: dict[str, bytes], project: Path, quality: Quality
) -> None:
    path = taken(saved, "filled.xlsx", project)
    out = quality("--lang", "bg", "import", path, YEARS[0], "--dry-run").out
    assert out.splitlines() == [
        "OP.1.1.1 Урокът съответства на учебната програма.",
        "  Равнище: 3 → 2",
        "  Доказателства:",
        "    + Протокол № 3",
        "    + = първи ред",
        "",
        "OP.1.1.3 Обемът на учебното съдържание в урока е съобразен с възможностите на учениците.",
        "  Дата на оценяване: 03.06.2021 г. → –",
        "",
        "OP.1.2.1 Миналият опит и знания на учениците се използват за усвояване на нови знания",
        "  Равнище: 3 → 1",
        "",
        "OP.1.2.2 Учителят възлага добре структурирани задачи, които затвърждават придобитите "
        "знания и задълбочават разбирането на учебното съдържание.",
        "  Равнище: 3 → –",
        "",
        "Промени: 5 стойности при 4 показателя.",
    ]
    # The formulas show what is filled in, and where the lowest or highest level lacks evidence.
    card = ExportedWorkbook(path, values=True)
    assert {code: card.cell(code, "Попълнено").value for code in MARKS} == MARKS
    guide = [str(row[1].value) for row in card.page("Указания").iter_rows(max_col=2)]
    counts = [re.fullmatch("([0-9]+) от ([0-9]+)", text) for text in guide]
    filled = [(int(one[1]), int(one[2])) for one in counts if one]
    assert [sum(column) for column in zip(*filled, strict=True)] == [139 - NOT_RATED - 1, 139]
    assert filled[-1] == (3, 3), "the surveys"


NOT_RATED = 4
# A reason counts as filled in.
MARKS = {
    "OP.1.1.1": "✓",
    "OP.1.2.1": "добавете доказателства",
    "OP.1.2.2": None,
    "OP.1.8.1": "✓",
}


def test_protection_drop_downs_and_names_survive(saved: dict[str, bytes], project: Path) -> None:
    card = ExportedWorkbook(taken(saved, f"{YEARS[0]}.xlsx", project))
    assert {"quality_year", "quality_framework", "quality_edition", "quality_format"} <= set(
        card.book.defined_names
    )
    page = card.page("Образователен процес")
    assert page.protection.sheet
    cell = card.cell("OP.1.1.1", "Равнище")
    assert not cell.protection.locked
    assert card.cell("OP.1.1.1", "Код").protection.locked
    assert [
        rule.type for rule in page.data_validations.dataValidation if cell.coordinate in rule.sqref
    ] == ["list"]


STRANGE = """\
OP.1.3.1:
  level: 3
  evidence:
    - "=1+1"
    - "'@a"
    - 5.10
  note: "+359 2\\n\\n_x0041_ \\u202e\\u200b\\e[31m & <b>"
OP.1.3.2:
  level: 3
  note: "-1"
OP.1.3.3:
  level: 3
  note: 2021-06-03
OP.1.3.4:
  level: 3
  note: "1,5; \\"в кавички\\", 'x'"
"""


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_strange_texts_survive_libreoffice(
    ending: str, saved: dict[str, bytes], project: Path, quality: Quality
) -> None:
    (project / f"data/years/{YEARS[0]}.yaml").write_text(year_text(STRANGE), encoding="utf-8")
    outcome = quality("import", taken(saved, f"strange.{ending}", project), YEARS[0])
    assert (outcome.code, outcome.out) == (0, "Nothing would change.\n"), ending


@pytest.mark.parametrize("name", FRAMEWORKS)
def test_a_framework_that_libreoffice_saved_has_no_changes(
    name: str, saved: dict[str, bytes], project: Path, quality: Quality
) -> None:
    path, source = taken(saved, f"{name}.xlsx", project), FRAMEWORKS[name]
    outcome = quality("framework", "import", path, "-o", source, "-n")
    assert (outcome.code, outcome.out, outcome.err) == (0, "Nothing would change.\n", "")
