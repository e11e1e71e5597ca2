"""What a test needs and is not installed is named, with the command that installs it."""

from __future__ import annotations

import shutil
from typing import Final

import pytest

from tests import needs
from tools import node_tools

SAID: Final = r"^soffice not installed; run: python tools/set_up\.py --full$"


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing be installed but Chrome."""
    there = {"google-chrome": "/bin/chrome"}
    monkeypatch.setattr(shutil, "which", there.get)
    monkeypatch.setattr(needs, "find_spec", {}.get)
    monkeypatch.setattr(node_tools, "missing", lambda: ["axe-core@1"])
    monkeypatch.delenv(needs.NOTHING_SKIPPED, raising=False)


def test_a_test_is_skipped_with_what_to_run() -> None:
    with pytest.raises(pytest.skip.Exception, match=SAID):
        needs.need("chromium", "soffice")


def test_where_nothing_is_to_be_skipped_it_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(needs.NOTHING_SKIPPED, "1")
    with pytest.raises(pytest.fail.Exception, match=SAID):
        needs.need("soffice")


def test_what_stands_in_is_enough() -> None:
    needs.need("chromium")
    assert needs.path_of("chromium") == "/bin/chrome"


def test_packages_and_tools_from_npm_are_looked_for_where_they_are() -> None:
    names = ["duckdb", "axe-core", "yaml-language-server"]
    assert [needs.is_installed(name) for name in names] == [False, False, True]
