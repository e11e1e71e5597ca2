"""A missing requirement of a test is named, with the command that installs it."""

from __future__ import annotations

import json
import re
import shutil
import sys
from pathlib import Path
from typing import Final

import pytest

from tests import needs
from tools import table_packages

SAID: Final = r"^soffice not installed; run: python tools/set_up\.py --full$"


@pytest.fixture(autouse=True)
def _bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Simulate that only Chrome is installed."""
    there = {"google-chrome": "/bin/chrome"}
    monkeypatch.setattr(shutil, "which", there.get)
    monkeypatch.setattr(needs, "find_spec", {}.get)
    monkeypatch.setattr(needs, "NODE_MODULES", tmp_path)
    monkeypatch.delenv(needs.NOTHING_SKIPPED, raising=False)


def test_a_test_is_skipped_with_what_to_run() -> None:
    with pytest.raises(pytest.skip.Exception, match=SAID):
        needs.need("chromium", "soffice")


def test_where_nothing_is_to_be_skipped_it_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(needs.NOTHING_SKIPPED, "1")
    with pytest.raises(pytest.fail.Exception, match=SAID):
        needs.need("soffice")


def test_a_stand_in_is_enough() -> None:
    needs.need("chromium")
    assert needs.path_of("chromium") == "/bin/chrome"


def test_a_package_is_looked_for_where_python_has_it() -> None:
    assert not needs.is_installed("duckdb")


def test_packages_apart_are_looked_for_in_the_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(sys, "path", before := [*sys.path])
    with pytest.raises(pytest.skip.Exception, match=r"^pyspark not installed; run"):
        needs.use("pyspark")
    folder = table_packages.folder()
    assert folder.is_relative_to(tmp_path)
    (folder / "pyspark").mkdir(parents=True)
    for _ in range(2):
        assert needs.use("pyspark") == folder
    assert before[-1] == str(folder)
    assert before.count(str(folder)) == 1


def test_packages_apart_are_pinned_with_all_that_they_need(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are installed without their dependencies, and another version is another folder."""
    lines = table_packages.LIST.read_text("utf-8").splitlines()
    for line in lines[1:]:
        assert re.fullmatch(r"[a-z0-9-]+==[0-9.]+", line)
    assert {"polars", "polars-runtime-32", "py4j", "pyarrow", "pyspark"} == set(needs.APART)
    before = table_packages.folder()
    (tmp_path / "list.txt").write_text("pyarrow==1\n", encoding="utf-8")
    monkeypatch.setattr(table_packages, "LIST", tmp_path / "list.txt")
    assert table_packages.folder() != before


@pytest.mark.parametrize(
    ("installed", "enough"), [(None, False), ("0.0.1", False), ("2.0.0", True)]
)
def test_a_tool_from_npm_is_there_in_the_version_that_is_pinned(
    installed: str | None, enough: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(needs, "NODE_TOOLS", {"axe-core": "2.0.0"})
    if installed:
        (tmp_path / "axe-core").mkdir()
        package = json.dumps({"version": installed})
        (tmp_path / "axe-core/package.json").write_text(package, encoding="utf-8")
    assert needs.is_installed("axe-core") is enough


def test_every_tool_from_npm_is_pinned_to_one_version() -> None:
    for version in needs.NODE_TOOLS.values():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version)
