"""`validate FOLDER` and `collect FOLDER`: a school that cannot be read is not skipped silently."""

from __future__ import annotations

import gc
import os
import shutil
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from qualitycli.model.framework import Catalogue
from qualitycli.workspace import ItemsByYear
from tests.conftest import Quality

pytestmark = pytest.mark.slow


def _nothing(catalogue: Path) -> None:
    catalogue.unlink()


def _dangling(catalogue: Path) -> None:
    catalogue.unlink()
    catalogue.symlink_to("nowhere.yaml")


def _circle(catalogue: Path) -> None:
    catalogue.unlink()
    catalogue.symlink_to(catalogue.name)


def _folder(catalogue: Path) -> None:
    catalogue.unlink()
    catalogue.mkdir()


def _pipe(catalogue: Path) -> None:
    catalogue.unlink()
    os.mkfifo(catalogue)


def _other_case(catalogue: Path) -> None:
    catalogue.rename(catalogue.with_name("Criteria.yaml"))


@pytest.fixture
def schools(small_project: Path) -> Path:
    """Return a folder with two schools, a and b, inside the working folder."""
    project = small_project
    for name in ("a", "b"):
        shutil.copytree(project / "data", project / "schools" / name / "data")
    shutil.rmtree(project / "data")
    return project / "schools"


@pytest.mark.parametrize("command", ["validate", "collect"])
@pytest.mark.parametrize("harm", [_nothing, _dangling, _circle, _folder, _pipe, _other_case])
def test_a_school_without_a_catalogue_that_can_be_read_is_told_of(
    harm: Callable[[Path], None], command: str, schools: Path, quality: Quality
) -> None:
    assert quality(command, "schools").code == 0
    harm(schools / "b/data/criteria.yaml")
    outcome = quality(command, "schools")
    assert outcome.code == 1
    assert "schools/b/data/criteria.yaml" in outcome.out + outcome.err
    assert "schools/a/data/criteria.yaml" not in outcome.err


@pytest.mark.parametrize("command", ["validate", "collect"])
def test_a_folder_that_may_not_be_read_is_told_of(
    command: str, schools: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed, listing = schools / "closed", os.scandir
    closed.mkdir()

    def refusing(path: str) -> object:
        if Path(path) == closed:
            raise PermissionError(13, "Permission denied", path)
        return listing(path)

    monkeypatch.setattr(os, "scandir", refusing)
    outcome = quality(command, "schools")
    assert outcome.code == 1
    assert "schools/closed/data/criteria.yaml" in outcome.out + outcome.err


def _closing(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listing = Path.iterdir

    def refusing(folder: Path) -> Iterator[Path]:
        if folder.absolute().is_relative_to(closed.absolute()):
            raise PermissionError(13, "Permission denied", str(folder))
        return listing(folder)

    monkeypatch.setattr(Path, "iterdir", refusing)


@pytest.mark.parametrize("command", ["validate", "collect"])
@pytest.mark.parametrize("folder", ["data", "data/years"])
def test_years_that_may_not_be_read_are_told_of(
    folder: str, command: str, schools: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = quality(command, "schools/b")
    _closing(schools / "a" / folder, monkeypatch)
    outcome = quality(command, "schools")
    assert outcome.code == 1
    said = outcome.out + outcome.err
    assert "permission denied" in said
    assert "Q314" not in said
    assert (before.out if command == "collect" else "2 catalogues, 2 years") in outcome.out


@pytest.mark.parametrize("folder", ["2022-2023", "2022-2023/raters", "2030-2031"])
def test_raters_files_that_may_not_be_read_are_told_of(
    folder: str, schools: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = schools / "a/data/years" / folder
    closed.mkdir(parents=True, exist_ok=True)
    assert quality("validate", "schools").code == 0
    _closing(closed, monkeypatch)
    outcome = quality("validate", "schools")
    assert outcome.code == 1
    assert "permission denied" in outcome.out
    assert "schools/b" not in outcome.out
    alone = quality("--root", "schools/a", "validate")
    assert alone.code == 2
    assert f"schools/a/data/years/{folder}" in alone.err


@pytest.mark.usefixtures("no_reading_cache")
@pytest.mark.parametrize("command", ["validate", "collect"])
def test_a_school_is_forgotten_before_the_next_is_read(
    command: str, schools: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run collects no garbage, so nothing that was read may be held by a circle."""
    read: weakref.WeakSet[ItemsByYear] = weakref.WeakSet()
    made = ItemsByYear.__init__

    def noted(self: ItemsByYear, catalogue: Catalogue) -> None:
        made(self, catalogue)
        read.add(self)
        seen.append(catalogue.framework.id)

    seen: list[str] = []
    monkeypatch.setattr(ItemsByYear, "__init__", noted)
    gc.disable()
    try:
        assert quality(command, "schools").code == 0
        assert seen
        assert len(read) == 0
    finally:
        gc.enable()
