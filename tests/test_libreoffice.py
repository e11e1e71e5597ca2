"""LibreOffice can open and save the spreadsheet without changing its content."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.conftest import TOP, Quality, year_text
from tests.needs import need
from tests.workbooks import ExportedWorkbook, exported

pytestmark = pytest.mark.slow

YEARS = ("2020-2021", "2021-2022")
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


def cards(quality: Quality, folder: Path, ending: str = "xlsx") -> list[Path]:
    paths = [folder / f"{year}.{ending}" for year in YEARS]
    for year, path in zip(YEARS, paths, strict=True):
        assert quality("export", year, "-o", path).code == 0
    return paths


def test_a_workbook_that_libreoffice_saved_has_no_changes(
    project: Path, quality: Quality, profile: Path
) -> None:
    for year, path in zip(
        YEARS, saved_by_libreoffice(profile, cards(quality, project), "xlsx"), strict=True
    ):
        outcome = quality("import", path, year)
        assert (outcome.code, outcome.out, outcome.err) == (0, "Nothing would change.\n", "")


def test_a_workbook_that_was_an_opendocument_in_between_has_no_changes(
    project: Path, quality: Quality, profile: Path
) -> None:
    documents = saved_by_libreoffice(profile, cards(quality, project)[:1], "ods")
    (path,) = saved_by_libreoffice(profile, documents, "xlsx")
    outcome = quality("import", path, YEARS[0])
    assert (outcome.code, outcome.out, outcome.err) == (0, "Nothing would change.\n", "")


def test_a_table_that_libreoffice_saved_has_no_changes(
    project: Path, quality: Quality, profile: Path
) -> None:
    tables = cards(quality, project, "csv")
    for year, path in zip(
        YEARS, saved_by_libreoffice(profile, tables, CSV_OUT, CSV_IN), strict=True
    ):
        outcome = quality("import", path, year)
        assert (outcome.code, outcome.out) == (0, "Nothing would change.\n")
        assert re.findall(r"Q\d+", outcome.err) == ["Q824"]


def test_what_was_filled_in_and_saved_by_libreoffice_comes_in(
    project: Path, quality: Quality, profile: Path
) -> None:
    card = exported(quality, project)
    card.put("OP.1.1.1", "Равнище", 2)
    card.put("OP.1.1.1", "Доказателства", "Протокол № 3\n= първи ред")
    card.put("OP.1.1.3", "Дата на оценяване", None)
    (path,) = saved_by_libreoffice(profile, [card.save()], "xlsx")
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
        "Промени: 3 стойности при 2 показателя.",
    ]


def test_protection_drop_downs_and_names_survive(
    project: Path, quality: Quality, profile: Path
) -> None:
    (path,) = saved_by_libreoffice(profile, [exported(quality, project).path], "xlsx")
    card = ExportedWorkbook(path)
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


def test_strange_texts_survive_libreoffice(project: Path, quality: Quality, profile: Path) -> None:
    (project / "data/years/2020-2021.yaml").write_text(year_text(STRANGE), encoding="utf-8")
    for ending, kind, options in (("xlsx", "xlsx", ()), ("csv", CSV_OUT, (CSV_IN,))):
        path = project / f"card.{ending}"
        assert quality("export", YEARS[0], "-o", path).code == 0
        (saved,) = saved_by_libreoffice(profile, [path], kind, *options)
        outcome = quality("import", saved, YEARS[0])
        assert (outcome.code, outcome.out) == (0, "Nothing would change.\n"), ending


def test_a_framework_that_libreoffice_saved_has_no_changes(
    tmp_path: Path, quality: Quality, profile: Path
) -> None:
    frameworks = {
        "own": TOP / "data/criteria.yaml",
        "points": TOP / "examples/profesionalna-gimnazia/data/criteria.yaml",
    }
    paths = []
    for name, source in frameworks.items():
        path = tmp_path / f"{name}.xlsx"
        assert quality("--root", source.parents[1], "framework", "export", "-o", path).code == 0
        paths.append(path)
    for path, source in zip(
        saved_by_libreoffice(profile, paths, "xlsx"), frameworks.values(), strict=True
    ):
        outcome = quality("--lang", "en", "framework", "import", path, "-o", source, "-n")
        assert (outcome.code, outcome.out, outcome.err) == (0, "Nothing would change.\n", "")
