"""Patterns of paths: what they match, and that symlinks cannot make them endless."""

from __future__ import annotations

import os
from glob import glob
from pathlib import Path

import pytest

from qualitycli.reading import patterns
from qualitycli.reading.patterns import matching
from tests.conftest import Quality, year_text


@pytest.fixture
def schools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("a", "b/deep", "b/.hidden", ".git"):
        years = tmp_path / "schools" / name / "years"
        years.mkdir(parents=True)
        (years / "2020-2021.yaml").touch()
        (years / "[2021].yaml").touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path / "schools"


@pytest.mark.parametrize(
    "pattern",
    [
        *("schools/*", "schools/*/years/*.yaml", "schools/**/*.yaml", "schools/**/2020*", "**/a"),
        *("schools/?", "schools/[ab]", "schools/.*/years", "schools/**/years/[[]2021].yaml"),
        *("schools/b/**/2020-2021.yaml", "nothing/*", "schools/nothing", "./schools/*", "*"),
        *("schools/**/**/*.yaml", "schools/a/years/2020-2021.yaml/*", "schools/**/.hidden/**"),
    ],
)
def test_the_same_matches_as_the_standard_library_without_links(
    pattern: str, schools: Path
) -> None:
    def normal(paths: list[str]) -> set[Path]:
        return {Path(one) for one in paths}

    assert normal(matching(pattern)) == normal(glob(pattern, recursive=True))  # noqa: PTH207  (the reference for our result)
    whole = f"{schools.parent}/{pattern}"
    assert normal(matching(whole)) == normal(glob(whole, recursive=True))  # noqa: PTH207  (the reference for our result)


def steps(pattern: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """Return how often a folder is listed for a pattern."""
    listed: list[str] = []
    entries = patterns._entries

    def counting(folder: str) -> list[os.DirEntry[str]]:
        listed.append(folder)
        return entries(folder)

    with monkeypatch.context() as patch:
        patch.setattr(patterns, "_entries", counting)
        matching(pattern)
    return len(listed)


@pytest.mark.parametrize(
    "pattern", ["schools/**/*.yaml", "schools/**/**/**/x", "schools" + "/*" * 9]
)
@pytest.mark.parametrize("links", [2, 20])
def test_folders_that_link_to_themselves_are_visited_once(
    pattern: str, links: int, schools: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = steps(pattern, monkeypatch)
    for number in range(links):
        (schools / f"up{number}").symlink_to(".", target_is_directory=True)
        (schools / f"b/up{number}").symlink_to("..", target_is_directory=True)
        (schools / f"b/deep/top{number}").symlink_to(schools, target_is_directory=True)
    levels = pattern.count("/") + 1
    folders = sum(path.is_dir() and not path.is_symlink() for path in schools.rglob("*")) + 1
    # Each folder at most once per level of the pattern, plus a link among the files of “**”.
    assert steps(pattern, monkeypatch) <= before + levels * (folders + 3 * links)


def test_a_school_that_links_to_itself_is_collected_once(project: Path, quality: Quality) -> None:
    year = project / "data/years/2020-2021.yaml"
    year.write_text(year_text("OP.1.1.1: 3"), encoding="utf-8")
    for link in ("a", "b", "data/c", "data/years/d"):
        (project / link).symlink_to(project, target_is_directory=True)
    outcome = quality("collect", f"{project.parent}/**/2020-2021.yaml")
    assert outcome.code == 0
    assert "Collected: 1 school, 1 year," in outcome.err
    outcome = quality("collect", "**/data/years/2020-2021.yaml")
    assert "Collected: 1 school, 1 year," in outcome.err
