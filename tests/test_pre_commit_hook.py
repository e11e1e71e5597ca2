"""The pre-commit hook and the command that it runs: every project of a repository is checked."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml

from tests.conftest import TOP, Quality
from tests.small_school import ALL_RATED, write, year_text

(HOOK,) = yaml.safe_load((TOP / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
YEAR = "data/years/2023-2024.yaml"
FAULTY = year_text(rest=ALL_RATED.replace("OP.1.1.1: 3", "OP.1.1.1: 9"))


@pytest.mark.parametrize(
    "path",
    [
        "data/criteria.yaml",
        YEAR,
        "data/years/2023-2024.yml",
        "data/years/2023-2024.YAML",
        "data/years/2023-2024.yaml.txt",
        "data/2023-2024.yaml",
        "data/years/2023-2024/raters/ivanova.yaml",
        "montana/school-1/data/years/2023-2024.yml",
        "schools/ОУ Христо Ботев/data/criteria.yaml",
    ],
)
def test_it_runs_when_such_a_file_changes(path: str) -> None:
    # Like pre-commit itself, search for the pattern in the path of each changed file.
    assert re.search(HOOK["files"], path)


@pytest.mark.parametrize(
    "path", ["README.md", "docs/data.yaml", "mydata/x.yaml", "data/notes.txt", "data/years/x.yamlx"]
)
def test_it_does_not_run_for_others(path: str) -> None:
    assert not re.search(HOOK["files"], path)


def run_hook(quality: Quality) -> tuple[int, list[tuple[str, str]]]:
    """Run the hook like pre-commit, from the top folder and without file names."""
    assert HOOK["pass_filenames"] is False
    program, *args = HOOK["entry"].split()
    assert program == "quality"
    outcome = quality(*args, "--format", "json")
    found = json.loads(outcome.out)["findings"]
    return outcome.code, [(one["code"], one["file"]) for one in found]


def test_one_project_at_the_top(
    tmp_path: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(write(tmp_path, {YEAR: FAULTY}))
    assert run_hook(quality) == (1, [("Q401", YEAR)])
    write(tmp_path, {YEAR: year_text()})
    assert run_hook(quality) == (0, [])


def test_every_project_of_a_repository(
    tmp_path: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    for school in ("a", "b/1", "b/2"):
        write(tmp_path / school, {YEAR: FAULTY if school != "b/1" else year_text()})
    # A shared catalogue is broken, and one school's year has the wrong file extension.
    catalogue = tmp_path / "b/1/data/criteria.yaml"
    catalogue.write_text(catalogue.read_text("utf-8").replace("value: 4", "value: 3"), "utf-8")
    (tmp_path / "a" / YEAR).rename(tmp_path / "a/data/years/2023-2024.yml")
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    code, found = run_hook(quality)
    assert code == 1
    files = {file for _, file in found}
    assert {"a/data/years/2023-2024.yml", "b/1/data/criteria.yaml", f"b/2/{YEAR}"} <= files


def test_a_repository_without_a_project_is_not_passed_over(
    tmp_path: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = quality("validate", ".")
    assert (outcome.code, outcome.out) == (2, "")
    assert "“.”" in outcome.err


# ── folders together with other targets ──────────────────────────────────────────────────────────


def test_a_project_is_checked_once_however_its_folder_is_named(
    tmp_path: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "a", {YEAR: FAULTY})
    monkeypatch.chdir(tmp_path)
    out = quality("validate", "a", ".", "a/", tmp_path / "a").out
    assert out.count("Q401") == 1
    assert "1 catalogue, 1 year" in out


def test_folders_and_files_together(
    tmp_path: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    for school in ("a", "b"):
        write(tmp_path / school, {YEAR: year_text()})
    monkeypatch.chdir(tmp_path)
    assert "1 catalogue, 2 years" in quality("validate", "a", f"b/{YEAR}").out


def test_a_year_is_meant_where_its_folder_is_there_as_well(
    tmp_path: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, {YEAR: year_text()})
    (tmp_path / "2023-2024").mkdir()
    monkeypatch.chdir(tmp_path)
    assert quality("validate", "2023-2024").out.startswith("Checked: 1 year.")


def test_an_empty_name_is_not_the_folder_here(
    tmp_path: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, {YEAR: year_text()})
    monkeypatch.chdir(tmp_path)
    assert quality("validate", "").code != 0
