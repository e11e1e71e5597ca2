"""Files that are not read, and years with several files."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from qualitycli.reading.misplaced import misplaced_files
from qualitycli.reading.project import Project
from tests.conftest import Quality
from tests.small_school import rater_text, write, year_text

pytestmark = pytest.mark.slow

YEAR = "data/years/2023-2024.yaml"
RATERS = "data/years/2023-2024/raters"
SECOND = year_text().replace("OP.1.1.2: 2", "OP.1.1.2: 3")


def findings(quality: Quality, *args: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(quality("validate", *args, "--format", "json").out)[
        "findings"
    ]
    return found


@pytest.fixture
def school(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return write(tmp_path, {YEAR: year_text()})


def case_matters(folder: Path) -> bool:
    (folder / "a").touch()
    matters = not (folder / "A").exists()
    (folder / "a").unlink()
    return matters


# ── one year, several files ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("ending", ["YAML", "Yaml", "yAML", "yamL"])
def test_a_year_has_one_file(ending: str, school: Path, quality: Quality) -> None:
    if not case_matters(school):
        pytest.skip("here both names are one file's")
    write(school, {f"data/years/2023-2024.{ending}": SECOND, f"{RATERS}/a.yaml": rater_text("А")})
    (found,) = findings(quality)
    assert (found["code"], found["severity"]) == ("Q330", "error")
    both = ("2023-2024.yaml", f"2023-2024.{ending}")
    assert all(name in found["message"] for name in both)
    for name in both:
        (own,) = findings(quality, f"data/years/{name}")
        assert (own["code"], own["file"]) == ("Q330", f"data/years/{name}")


READERS = [
    ("score", "2023-2024"),
    ("score",),
    ("trend",),
    ("diff",),
    ("diff", "2022-2023", "2023-2024"),
    ("report", "2023-2024"),
    ("report", "2024-2025", "--against", "2023-2024"),
    ("explain", "2023-2024", "OP"),
    ("robustness", "2023-2024"),
    ("status",),
    ("measure", "list"),
    ("calendar", "2023-2024"),
    ("raters", "2023-2024"),
    ("card", "2023-2024", "-o", "x.html"),
    ("card", "2024-2025", "--previous", "-o", "x.html"),
    ("export", "2023-2024", "-o", "x.csv"),
    ("new", "2025-2026", "--from", "2023-2024"),
    ("set", "2023-2024", "OP.1.1.1", "4"),
    ("measure", "add", "2023-2024", "Мярка"),
    ("import", "sheet.csv", "2023-2024", "--yes"),
]
OTHERS = {"data/years/2022-2023.yaml": "2022-2023", "data/years/2024-2025.yaml": "2024-2025"}


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("command", READERS, ids=" ".join)
def test_no_command_takes_one_of_two_files(
    command: tuple[str, ...], school: Path, quality: Quality
) -> None:
    others = {} if command in {("score",), ("status",), ("measure", "list")} else OTHERS
    write(school, {path: year_text(year) for path, year in others.items()})
    write(school, {"sheet.csv": "Код;Равнище\nOP.1.1.1;4\n", f"{RATERS}/a.yaml": rater_text("А")})
    if not case_matters(school):
        pytest.skip("here both names are one file's")
    write(school, {"data/years/2023-2024.YAML": SECOND})
    before = snapshot(school)
    outcome = quality(*command)
    assert (outcome.code, outcome.out) == (1, "")
    assert "Q330" in outcome.err
    assert snapshot(school) == before


def test_show_takes_neither(school: Path, quality: Quality) -> None:
    if not case_matters(school):
        pytest.skip("here both names are one file's")
    write(school, {"data/years/2023-2024.YAML": SECOND})
    years = json.loads(quality("framework", "show", "OP.1.1.1", "--format", "json").out)["years"]
    assert {one["year"] for one in years} == {"2023-2024"}
    assert not any(one["readable"] for one in years)


def test_collect_leaves_both_out(school: Path, quality: Quality) -> None:
    if not case_matters(school):
        pytest.skip("here both names are one file's")
    write(school, {"data/years/2023-2024.YAML": SECOND})
    write(school, {"data/years/2022-2023.yaml": year_text("2022-2023")})
    for place in (".", "data/years/*"):
        outcome = quality("collect", place, "--depth", "area", "--format", "jsonl")
        years = {json.loads(line)["year"] for line in outcome.out.splitlines()}
        assert (outcome.code, years) == (1, {"2022-2023"})


def test_a_link_to_the_year_is_a_second_file_too(school: Path, quality: Quality) -> None:
    if not case_matters(school):
        pytest.skip("here both names are one file's")
    (school / "data/years/2023-2024.YAML").symlink_to("2023-2024.yaml")
    assert [one["code"] for one in findings(quality)] == ["Q330"]


def test_one_file_with_a_loud_ending_is_no_second(school: Path, quality: Quality) -> None:
    (school / YEAR).rename(school / "data/years/2023-2024.YAML")
    assert findings(quality) == []
    assert quality("score", "2023-2024").code == 0


@pytest.mark.parametrize("dash", ["–", "‐", "‑", "−", "－"])
def test_another_dash_makes_no_second_year_that_counts(
    dash: str, school: Path, quality: Quality
) -> None:
    write(school, {f"data/years/2023{dash}2024.yaml": SECOND})
    assert [one["code"] for one in findings(quality)] == ["Q310"]
    assert quality("trend").code == 1


def test_a_folder_is_read_no_more_often_for_more_years(
    school: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for year in range(1990, 2020):
        write(school, {f"data/years/{year}-{year + 1}.yaml": ""})
    if not case_matters(school):
        pytest.skip("here every name has others that are the same file's")
    read = []
    inside = Path.iterdir

    def counted(folder: Path) -> Iterator[Path]:
        read.append(folder)
        return inside(folder)

    monkeypatch.setattr(Path, "iterdir", counted)
    project = Project(school)
    assert [project.same_year(path) for path in project.years()] == [[]] * 31
    assert len(read) == 1


# ── in the wrong folder ──────────────────────────────────────────────────────────────────────────

OLD = "data/years/2022-2023.yaml"
MISPLACED = {
    # A year …
    "data/2022-2023.yaml": (year_text("2022-2023"), OLD),
    "2022-2023.yaml": (year_text("2022-2023"), OLD),
    "years/2022-2023.yaml": (year_text("2022-2023"), OLD),
    "data/2022-2023.yml": (year_text("2022-2023"), OLD),
    "data/2022-2023.YAML": (year_text("2022-2023"), OLD),
    "data/2022-2023.yaml.txt": (year_text("2022-2023"), OLD),
    "data/years/2023-2024/2022-2023.yaml": (year_text("2022-2023"), OLD),
    "data/years/2022-2023/2022-2023.yaml": (year_text("2022-2023"), OLD),
    "data/нова година.yaml": ("\ufeff" + year_text("2022-2023"), OLD),
    "data/year.yaml": (year_text('"2022-2023"  # миналата'), OLD),
    "data/empty/../2022-2023.yaml": ("", OLD),
    # … and a rater's file.
    "data/years/2023-2024/ivanova.yaml": (rater_text("И"), f"{RATERS}/ivanova.yaml"),
    "data/years/2023-2024/ivanova.yml": (rater_text("И"), f"{RATERS}/ivanova.yaml"),
    "data/years/2023-2024/Raters/ivanova.yaml": (rater_text("И"), f"{RATERS}/ivanova.yaml"),
    "data/years/2023-2024/оценители/ivanova.yaml": (rater_text("И"), f"{RATERS}/ivanova.yaml"),
    "data/2023-2024/raters/ivanova.yaml": (rater_text("И"), f"{RATERS}/ivanova.yaml"),
    "2023-2024/ivanova.yaml": (rater_text("И"), f"{RATERS}/ivanova.yaml"),
    "data/2022-2023/2022-2023.yaml": (year_text("2022-2023"), OLD),
    "data/years/raters/ivanova.yaml": (rater_text("И"), f"{RATERS}/ivanova.yaml"),
    "data/raters/ivanova.yaml": (rater_text("И"), f"{RATERS}/ivanova.yaml"),
    "data/raters/2023-2024/ivanova.yaml": (rater_text("И"), f"{RATERS}/ivanova.yaml"),
    "raters/2023-2024/ivanova.yaml": (rater_text("И"), f"{RATERS}/ivanova.yaml"),
    "raters/ivanova.yaml": (rater_text("И"), f"{RATERS}/ivanova.yaml"),
    "ivanova.yaml": (rater_text("И"), f"{RATERS}/ivanova.yaml"),
    "data/ivanova.yaml": (
        rater_text("И").replace("year: 2023-2024\n", ""),
        "data/years/YEAR/raters/ivanova.yaml",
    ),
}


@pytest.mark.parametrize(("path", "said"), MISPLACED.items(), ids=MISPLACED)
def test_a_file_in_a_wrong_folder_is_reported(
    path: str, said: tuple[str, str], school: Path, quality: Quality
) -> None:
    text, target = said
    (school / "data/empty").mkdir()
    (school / RATERS).mkdir(parents=True)
    if "/Raters/" in path and not case_matters(school):
        pytest.skip("here the folder is the right one")
    write(school, {path: text})
    (found,) = findings(quality)
    real = os.path.normpath(path)
    assert (found["code"], found["severity"], found["file"]) == ("Q331", "warning", real)
    assert str(Path(target).parent) in found["message"]
    assert found["hint"] == f"move it to {target}"


def test_what_is_there_already_is_not_to_be_overwritten(school: Path, quality: Quality) -> None:
    write(school, {"data/2023-2024.yaml": SECOND, f"{RATERS}/a.yaml": rater_text("А")})
    write(school, {"data/years/2023-2024/a.yaml": rater_text("Б")})
    for one in findings(quality):
        assert one["code"] == "Q331"
        assert "already exists" in one["hint"]
        assert "move" not in one["hint"]


@pytest.mark.parametrize(
    "path",
    [
        ".2022-2023.yaml",
        "data/.ivanova.yaml",
        "data/years/стари/2022-2023.yaml",
        "backup/2022-2023.yaml",
        "data/2022-2023.txt",
        "data/2022-2023.csv",
        "data/years/2023-2024/notes.txt",
    ],
)
def test_other_folders_and_files_are_the_school_s_own(
    path: str, school: Path, quality: Quality
) -> None:
    write(school, {path: year_text("2022-2023")})
    assert findings(quality) == []


def test_a_yaml_file_of_another_tool_is_not_spoken_of(school: Path, quality: Quality) -> None:
    write(school, {"mkdocs.yml": "site_name: x\nnav: []\n", "data/other.yaml": "year: 2020-2021\n"})
    assert findings(quality) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_neither_pipes_nor_links_are_opened(
    school: Path, tmp_path_factory: pytest.TempPathFactory, quality: Quality
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    write(outside, {"2022-2023.yaml": year_text("2022-2023"), "x/ivanova.yaml": rater_text("И")})
    os.mkfifo(school / "data/2022-2023.yaml")
    (school / "data/ivanova.yaml").symlink_to(outside / "x/ivanova.yaml")
    (school / "years").symlink_to(outside)
    (school / "data/years/2021-2022").symlink_to(outside / "x")
    assert findings(quality) == []


def test_a_folder_that_is_a_link_out_of_the_project_is_not_looked_into(
    school: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (school / "data").rename(outside / "data")
    write(outside, {"data/years/2023-2024/ivanova.yaml": rater_text("И")})
    (school / "data").symlink_to(outside / "data")
    assert list(misplaced_files(Project(school))) == []
    assert len(list(misplaced_files(Project(outside)))) == 1


def test_the_remedy_for_a_rater_s_file_among_the_years_names_its_folder(
    school: Path, quality: Quality
) -> None:
    write(school, {"data/years/ivanova.yaml": rater_text("Иванова")})
    (found,) = findings(quality)
    assert (found["code"], found["file"]) == ("Q220", "data/years/ivanova.yaml")
    assert "data/years/YEAR/raters" in found["hint"]


@pytest.mark.parametrize("size", [5, 50])
def test_only_known_folders_are_read_and_of_files_the_beginning(
    size: int, school: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for first, second in product(range(size), range(2)):
        write(school, {f"documents/{first}/{second}/2022-2023.yaml": year_text("2022-2023")})
        write(school, {f"data/years/2023-2024/raters/{first}/a.yaml": rater_text("А")})
    late = "# " + "x" * 64 * 1024 + "\n" + rater_text("А")
    write(school, {"data/2022-2023.yaml": year_text("2022-2023"), "data/late.yaml": late})
    folders = []
    inside = Path.iterdir

    def counted(folder: Path) -> Iterator[Path]:
        folders.append(folder)
        return inside(folder)

    monkeypatch.setattr(Path, "iterdir", counted)
    found = list(misplaced_files(Project(school)))
    assert [one.path.name for one in found] == ["2022-2023.yaml"]
    # The six known ones, six that may have folders of years, and the file of the duplicate year.
    assert len(folders) == 14
