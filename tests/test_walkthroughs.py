"""The pages that take the reader by the hand, followed word for word."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.conftest import TOP
from tests.walkthrough import Reader, Typed, agrees, steps

PAGES = ["docs/tutorial.md"]


@pytest.fixture
def reader(tmp_path: Path, page: str) -> Reader:
    """Return a reader with a folder of their own, in which a copy of this repository lies."""
    home = tmp_path / "home"
    home.mkdir()
    (home / "quality").symlink_to(TOP)
    return Reader(home, surroundings(page))


@pytest.mark.parametrize("page", PAGES)
def test_what_the_page_shows_is_what_happens(page: str, reader: Reader) -> None:
    for step in steps((TOP / page).read_text(encoding="utf-8")):
        shown = reader.does(step)
        if isinstance(step, Typed):
            assert agrees(step.shown, shown), f"{page}:{step.line}: {step.command}\n{shown}"


def surroundings(page: str) -> dict[str, str]:
    """Return what is set where the page is read: an interpreter, a language, nothing of ours."""
    python = Path(sys.base_prefix) / "bin"
    installed = Path(sys.executable).parent
    first = python if "tutorial" in page else installed
    return {
        "PATH": f"{first}:{os.environ['PATH']}",
        **{
            f"GIT_{who}_{what}": value
            for who in ("AUTHOR", "COMMITTER")
            for what, value in (("NAME", "Reader"), ("EMAIL", "reader@example.org"))
        },
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "QUALITY_LANG": "bg" if page.endswith(".bg.md") else "en",
    }
